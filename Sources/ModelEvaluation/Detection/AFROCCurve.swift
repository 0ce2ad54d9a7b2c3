/// Which highest marks stand against which marks of lesions.
///
/// A rating is −∞ where there is no mark; such ties count one half, as all ties do, so that the
/// curve ends in a straight line from its last point to (1, 1).
///
/// - Reference: Chakraborty & Winter (1990), doi:10.1148/radiology.174.3.2305073; Chakraborty (2017),
///   doi:10.1201/9781351228190; weights: Chakraborty & Zhai (2016), doi:10.1118/1.4947125.
public enum AFROCKind: String, Sendable, Equatable, Codable {
    /// The highest false positive of each normal case against all lesions, each weighing the same.
    case plain = "AFROC"
    /// The same where each case with lesions weighs the same, its lesions sharing its weight.
    case weighted = "wAFROC"
    /// The highest false positive of every case, normal or not, against all lesions.
    case allCases = "AFROC1"
    /// The same where each case with lesions weighs the same.
    case weightedAllCases = "wAFROC1"
    /// The highest mark of each case with lesions, hit or not, against that of each normal case: the
    /// ROC curve that the marks imply.
    case inferredROC = "ROC"

    /// All kinds, in the order in which they are reported.
    public static let every: [AFROCKind] = [
        .plain, .weighted, .allCases, .weightedAllCases, .inferredROC,
    ]

    /// Whether only normal cases give false positives.
    var needsNormalCases: Bool { self == .plain || self == .weighted || self == .inferredROC }
}

/// A curve of false-positive fraction against weighted fraction of lesions.
public struct AFROCCurve: Sendable, Equatable {
    /// A point of the curve.
    public struct Point: Sendable, Equatable, Codable {
        /// Share of cases whose highest false positive reaches the threshold, 0 to 1.
        public var falsePositiveFraction: Double
        /// Share of the lesions (by weight) whose mark reaches the threshold, 0 to 1.
        public var lesionFraction: Double
    }

    /// What the curve is of.
    public let kind: AFROCKind
    /// Points from (0, 0) to (1, 1) by falling threshold.
    public let points: [Point]
    /// Area under the points joined by straight lines: the probability that a lesion is rated
    /// higher than a case without, ties half.
    public let area: Double
}

extension MatchedMarks {
    /// Draws an AFROC curve.
    ///
    /// - Parameter kind: which marks stand against which.
    /// - Returns: the curve; `nil` if it needs normal cases and there are none.
    public func afrocCurve(_ kind: AFROCKind = .plain) -> AFROCCurve? {
        let sweep = RatingSweep(self, kind)
        var points: [AFROCCurve.Point] = []
        let once = [Int](repeating: 1, count: cases)
        guard
            let area = sweep.area(
                times: once,
                corner: {
                    points.append(
                        AFROCCurve.Point(falsePositiveFraction: $0, lesionFraction: $1)
                    )
                }
            )
        else { return nil }
        return AFROCCurve(kind: kind, points: points, area: area)
    }
}

/// The ratings of both sides by falling score.
struct RatingSweep: Sendable {
    private struct Rating: Sendable {
        let score: Double
        let place: Int
        let isLesion: Bool
        let weight: Double
    }

    private let ratings: [Rating]
    /// Whether each case stands on the side without lesion.
    private let isCounted: [Bool]
    /// What the lesions of each case weigh together.
    private let weights: [Double]

    init(_ marks: MatchedMarks, _ kind: AFROCKind) {
        let counts = marks.lesionCounts
        let counted = counts.map { $0 == 0 || !kind.needsNormalCases }
        let isWeighted = kind == .weighted || kind == .weightedAllCases
        isCounted = counted
        let bySize = kind == .plain || kind == .allCases
        weights = counts.map { bySize ? Double($0) : $0 > 0 ? 1 : 0 }
        var ratings: [Rating] = []
        if kind == .inferredROC {
            for (place, score) in marks.highest.enumerated() {
                guard let score else { continue }
                ratings.append(
                    Rating(score: score, place: place, isLesion: counts[place] > 0, weight: 1)
                )
            }
            ratings.sort { ($1.score, $0.place) < ($0.score, $1.place) }
        } else {
            // The marks come by falling score, so the first false positive of a case is its highest.
            var isSeen = [Bool](repeating: false, count: counts.count)
            for mark in marks.rated {
                let weight = isWeighted && mark.isHit ? 1 / Double(counts[mark.place]) : 1
                if !mark.isHit {
                    guard counted[mark.place], !isSeen[mark.place] else { continue }
                    isSeen[mark.place] = true
                }
                ratings.append(
                    Rating(
                        score: mark.score,
                        place: mark.place,
                        isLesion: mark.isHit,
                        weight: weight
                    )
                )
            }
        }
        self.ratings = ratings
    }

    /// The area where each case counts several times or not at all.
    ///
    /// - Parameters:
    ///   - times: how often each case counts.
    ///   - corner: told every corner of the curve, from (0, 0) to (1, 1).
    /// - Returns: the area; `nil` if one of the sides is empty.
    func area(times: [Int], corner: (Double, Double) -> Void = { _, _ in }) -> Double? {
        var (across, upwards) = (0.0, 0.0)
        for place in times.indices {
            if isCounted[place] { across += Double(times[place]) }
            upwards += Double(times[place]) * weights[place]
        }
        guard across > 0, upwards > 0 else { return nil }
        var (x, y) = (0.0, 0.0)
        var (lastX, lastY) = (0.0, 0.0)
        var area = 0.0
        corner(0, 0)
        for (index, rating) in ratings.enumerated() {
            let count = Double(times[rating.place])
            if rating.isLesion { y += count * rating.weight } else { x += count }
            if index + 1 == ratings.count || ratings[index + 1].score != rating.score {
                area += (x - lastX) * (y + lastY) / 2
                (lastX, lastY) = (x, y)
                corner(x / across, min(1, y / upwards))
            }
        }
        area += (across - x) * (upwards + y) / 2
        // Thirds of a weight need not add up to 1 in the last digit.
        if x < across || y < upwards * (1 - 1e-12) { corner(1, 1) }
        return min(1, area / (across * upwards))
    }
}
