import Foundation

/// The spacing of an axis.
public enum AxisScale: String, Sendable, CaseIterable {
    /// Equal differences are equally wide.
    case linear
    /// Equal ratios are equally wide; values must be positive.
    case log
    /// Equal odds ratios are equally wide; values must lie between 0 and 1.
    case logit

    /// Returns the place of a value on a linear ruler; infinite at the ends of the scale, `nil`
    /// outside.
    func transformed(_ value: Double) -> Double? {
        guard !value.isNaN else { return nil }
        switch self {
        case .linear: return value
        case .log: return value >= 0 ? Foundation.log(value) : nil
        case .logit:
            return (0...1).contains(value) ? Foundation.log(value) - log1p(-value) : nil
        }
    }

    /// Returns the value at a place of the linear ruler.
    func restored(_ place: Double) -> Double {
        switch self {
        case .linear: place
        case .log: exp(place)
        case .logit: 1 / (1 + exp(-place))
        }
    }
}

/// A horizontal axis with a place on the page.
struct PlotAxis {
    /// A labelled mark of the axis.
    struct Tick: Equatable {
        var label: String
        var x: Double
    }

    /// Where a value falls.
    enum Place: Equatable {
        case inside(Double)
        case before
        case beyond
    }

    let scale: AxisScale
    let lower: Double
    let upper: Double
    let left: Double
    let width: Double

    private let lowerPlace: Double
    private let upperPlace: Double

    /// Creates an axis; `nil` if the limits are not two different values that the scale can show.
    init?(scale: AxisScale, lower: Double, upper: Double, left: Double, width: Double) {
        guard let lowerPlace = scale.transformed(lower), lowerPlace.isFinite,
            let upperPlace = scale.transformed(upper), upperPlace.isFinite,
            lowerPlace < upperPlace
        else { return nil }
        self.scale = scale
        self.lower = lower
        self.upper = upper
        self.left = left
        self.width = width
        self.lowerPlace = lowerPlace
        self.upperPlace = upperPlace
    }

    var right: Double { left + width }

    /// Returns where a value falls; `nil` for a value the scale cannot show.
    func place(of value: Double) -> Place? {
        guard let place = scale.transformed(value) else { return nil }
        // A hair of room: a limit computed from the data must not clip that very value.
        let hair = (upperPlace - lowerPlace) * 1e-9
        if place < lowerPlace - hair { return .before }
        if place > upperPlace + hair { return .beyond }
        return .inside(left + (place - lowerPlace) / (upperPlace - lowerPlace) * width)
    }

    /// Returns the position of a value, moved to the nearer end if it lies outside.
    func clampedX(of value: Double) -> Double? {
        switch place(of: value) {
        case .inside(let x): min(max(x, left), right)
        case .before: left
        case .beyond: right
        case nil: nil
        }
    }

    /// Returns the position of a place on the linear ruler of the scale, which may lie outside.
    ///
    /// Far places are cut off where a coordinate would lose its decimals.
    func position(ofPlace place: Double) -> Double? {
        guard !place.isNaN else { return nil }
        let share = (place - lowerPlace) / (upperPlace - lowerPlace)
        return left + min(max(share, -1e5), 1e5) * width
    }

    /// Returns labelled marks whose labels keep clear of each other.
    func ticks(style: TextStyle) -> [Tick] {
        ticks { style.width(of: $0) + style.size * 0.7 }
    }

    /// Returns labelled marks that keep clear of each other.
    ///
    /// - Parameter extent: room that a label needs along the axis, in points.
    /// - Returns: Ticks in the order of their places.
    func ticks(extent: (String) -> Double) -> [Tick] {
        if scale != .linear, let round = roundTicks(extent: extent) { return round }
        var best: [Tick] = []
        for step in AxisTicks.steps(span: upper - lower) {
            let values = AxisTicks.multiples(of: step, from: lower, to: upper)
            let decimals = AxisTicks.decimals(of: step)
            let labelled = values.map { (PrintedNumber.fixed($0, decimals: decimals), $0) }
            let chosen = spaced(labelled, extent: extent)
            if chosen.count == values.count, chosen.count <= 7, chosen.count >= 2 {
                return chosen
            }
            if chosen.count == values.count, chosen.count > best.count { best = chosen }
        }
        return best
    }

    /// Returns marks at given values, without those off the axis; labels that would touch an
    /// earlier one are empty.
    func ticks(at values: [Double], style: TextStyle) -> [Tick] {
        let labelled = spaced(values.map { (AxisTicks.plain($0), $0) }) {
            style.width(of: $0) + style.size * 0.7
        }
        let bare = values.compactMap { value -> Tick? in
            guard case .inside(let x)? = place(of: value) else { return nil }
            return labelled.contains { $0.x == x } ? nil : Tick(label: "", x: x)
        }
        return labelled + bare
    }

    /// Returns ticks at round values of a log or logit axis; `nil` if fewer than three fit.
    private func roundTicks(extent: (String) -> Double) -> [Tick]? {
        var best: [Tick] = []
        for values in AxisTicks.roundValues(scale: scale, from: lower, to: upper) {
            let chosen = spaced(values.map { (AxisTicks.plain($0), $0) }, extent: extent)
            if chosen.count == values.count, chosen.count >= 3 { return chosen }
            if chosen.count > best.count { best = chosen }
        }
        return best.count >= 3 ? best : nil
    }

    /// Keeps the marks, in order of importance, whose labels do not touch a kept one.
    private func spaced(
        _ labelled: [(String, Double)],
        extent: (String) -> Double
    ) -> [Tick] {
        var kept: [(tick: Tick, from: Double, to: Double)] = []
        for (label, value) in labelled {
            guard case .inside(let x) = place(of: value) else { continue }
            let half = extent(label) / 2
            if kept.allSatisfy({ x + half <= $0.from || x - half >= $0.to }) {
                kept.append((Tick(label: label, x: x), x - half, x + half))
            }
        }
        return kept.map(\.tick).sorted { $0.x < $1.x }
    }
}

/// Round numbers for axes.
enum AxisTicks {
    /// Returns steps of 1, 2, 2.5 or 5 times a power of ten, from about twenty in a span to one.
    static func steps(span: Double) -> [Double] {
        // Spans so small that a twentieth of them is 0 have no steps.
        guard span > 1e-300, span.isFinite else { return [] }
        let first = Int(floor(log10(span / 20)))
        return (first...(first + 3)).flatMap { exponent in
            [1, 2, 2.5, 5].map { $0 * pow(10, Double(exponent)) }
        }
        .filter { $0 <= span * 1.0001 }
    }

    /// Returns the multiples of a step within two limits.
    static func multiples(of step: Double, from lower: Double, to upper: Double) -> [Double] {
        guard step > 0, lower <= upper, (upper - lower) / step < 1000 else { return [] }
        let first = (lower / step - 1e-9).rounded(.up)
        let last = (upper / step + 1e-9).rounded(.down)
        guard first <= last else { return [] }
        return stride(from: first, through: last, by: 1).map { $0 * step }
    }

    /// Returns how many decimals a multiple of a step needs, at most 10.
    static func decimals(of step: Double) -> Int {
        for count in 0..<10 {
            let scaled = step * pow(10, Double(count))
            if abs(scaled - scaled.rounded()) < 1e-6 * max(1, scaled) { return count }
        }
        return 10
    }

    /// Returns sets of round values of a log or logit axis, the densest first; within a set the
    /// most telling values come first.
    static func roundValues(scale: AxisScale, from lower: Double, to upper: Double) -> [[Double]] {
        let sets: [[Double]]
        if scale == .logit {
            let tails = [0.1, 0.01, 0.001, 0.2, 0.3, 0.05, 0.02, 0.005, 0.4]
            sets = [[0.5] + tails.flatMap { [$0, 1 - $0] }]
        } else {
            let powers = (0...12).flatMap { $0 == 0 ? [0] : [-$0, $0] }
            let decades = [1, 2, 3].map { every in powers.filter { $0 % every == 0 } }
            let full = [[1.0, 2, 5], [1, 3]].map { factors in
                factors.flatMap { factor in powers.map { factor * pow(10, Double($0)) } }
            }
            sets = full + decades.map { $0.map { pow(10, Double($0)) } }
        }
        return sets.map { set in
            set.filter { $0 >= lower * 0.999_999 && $0 <= upper * 1.000_001 }
        }
    }

    /// Returns a number without needless digits.
    static func plain(_ value: Double) -> String {
        for count in 0...9 {
            let text = PrintedNumber.fixed(value, decimals: count)
            if let back = Double(text.replacing("\u{2212}", with: "-")),
                abs(back - value) <= abs(value) * 1e-9
            {
                return text
            }
        }
        return String(value)
    }

    /// Widens a range to multiples of a round step, within the limits of the measure.
    static func widened(_ range: ClosedRange<Double>, within bounds: ClosedRange<Double>?)
        -> ClosedRange<Double>
    {
        let span = range.upperBound - range.lowerBound
        guard let step = steps(span: span).first(where: { span / $0 <= 6 }) else { return range }
        var lower = (range.lowerBound / step + 1e-9).rounded(.down) * step
        var upper = (range.upperBound / step - 1e-9).rounded(.up) * step
        if let bounds {
            lower = max(lower, bounds.lowerBound)
            upper = min(upper, bounds.upperBound)
        }
        return lower < upper ? lower...upper : range
    }
}
