import Foundation

/// A band that holds the whole true ROC curve with the stated probability.
///
/// With F̂ the distributions of the scores of both classes, d and e half-widths with
/// P(sup |F̂₁ − F₁| ≤ d and sup |F̂₀ − F₀| ≤ e) ≥ level, each point of the true curve lies within a
/// rectangle of ±e by ±d about the point of the empirical curve at the same threshold; the band is what
/// these rectangles sweep along the curve with its straight pieces.
///
/// - Reference: Campbell (1994), doi:10.1002/sim.4780130508, for the band; Massart (1990),
///   doi:10.1214/aop/1176990746, for half-widths that hold for any number of cases.
public struct SimultaneousBand: Codable, Sendable, Equatable {
    /// How the half-widths were found.
    public enum Method: String, Codable, Sendable {
        /// √(log(2 / α) / 2n) a class, α = 1 − √level: Kolmogorov's and Smirnov's, by Massart's bound.
        case massart = "kolmogorov-smirnov"
        /// The quantile of the larger of both distances, each over its median, in samples of clusters.
        case clusterBootstrap = "cluster-bootstrap"
    }

    /// How the half-widths were found.
    public var method: Method
    /// d.
    public var sensitivityHalfWidth: Double
    /// e.
    public var falsePositiveRateHalfWidth: Double
    /// False-positive rates at which the band is given, 0 to 1.
    public var falsePositiveRates: [Double]
    /// Lower limit of the sensitivity at each.
    public var lower: [Double]
    /// Upper limit of the sensitivity at each.
    public var upper: [Double]
    /// Coverage of the band as a whole.
    public var level: Double

    /// Sweeps a rectangle along a curve.
    ///
    /// - Parameters:
    ///   - method: how the half-widths were found.
    ///   - halfWidths: d of the sensitivity and e of the false-positive rate.
    ///   - curve: points from (0, 0) to (1, 1), neither coordinate ever falling.
    ///   - level: coverage.
    init(
        _ method: Method,
        halfWidths: (sensitivity: Double, falsePositiveRate: Double),
        along curve: MonotonePath,
        level: Double
    ) {
        self.method = method
        self.level = level
        sensitivityHalfWidth = halfWidths.sensitivity
        falsePositiveRateHalfWidth = halfWidths.falsePositiveRate
        falsePositiveRates = (0...200).map { Double($0) / 200 }
        lower = falsePositiveRates.map {
            max(0, curve.lowest(at: $0 - halfWidths.falsePositiveRate) - halfWidths.sensitivity)
        }
        upper = falsePositiveRates.map {
            min(1, curve.highest(at: $0 + halfWidths.falsePositiveRate) + halfWidths.sensitivity)
        }
    }
}

/// A path of straight pieces from (0, 0) to (1, 1), neither coordinate ever falling.
struct MonotonePath: Sendable, Equatable {
    private let points: [(x: Double, y: Double)]

    /// Takes a ROC curve, sensitivity over false-positive rate.
    init(_ curve: ROCCurve) {
        points = curve.points.reversed().map {
            (
                Double($0.falsePositives) / Double($0.specificity.total),
                Double($0.truePositives) / Double($0.sensitivity.total)
            )
        }
    }

    /// The lower end of the path at x, 0 left of it.
    func lowest(at x: Double) -> Double {
        guard x >= 0 else { return 0 }
        // The first point that is not left of x.
        return height(at: x, place: partition { $0 < x })
    }

    /// The upper end of the path at x, 1 right of it.
    func highest(at x: Double) -> Double {
        guard x < 1 else { return 1 }
        let place = partition { $0 <= x }
        if place > 0, points[place - 1].x == x { return points[place - 1].y }
        return height(at: x, place: place)
    }

    private func height(at x: Double, place: Int) -> Double {
        guard place < points.count else { return 1 }
        let end = points[place]
        guard place > 0, end.x > x else { return end.y }
        let start = points[place - 1]
        return start.y + (end.y - start.y) * (x - start.x) / (end.x - start.x)
    }

    /// Number of points at the beginning for which a condition holds.
    private func partition(_ isBefore: (Double) -> Bool) -> Int {
        var (low, high) = (0, points.count)
        while low < high {
            let middle = (low + high) / 2
            if isBefore(points[middle].x) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    static func == (one: MonotonePath, other: MonotonePath) -> Bool {
        one.points.elementsEqual(other.points) { $0 == $1 }
    }
}

extension CasePredictions {
    /// Works out a simultaneous band of the ROC curve of independent cases.
    ///
    /// - Parameter level: probability with which the band holds the whole true curve.
    /// - Returns: the band; it is wide, since it holds for any number of cases and any distribution.
    /// - Throws: `.invalidLevel`.
    /// - Reference: as ``SimultaneousBand``.
    public func simultaneousBand(
        level: Double = 0.95
    ) throws(EvaluationError) -> SimultaneousBand {
        let curve = try rocCurve(level: level)
        // Both classes are independent: each distribution has the square root of the level.
        let tail = 1 - level.squareRoot()
        func halfWidth(_ size: Int) -> Double { (log(2 / tail) / (2 * Double(size))).squareRoot() }
        return SimultaneousBand(
            .massart,
            halfWidths: (halfWidth(positives), halfWidth(negatives)),
            along: MonotonePath(curve),
            level: level
        )
    }
}
