/// Limits of an axis that shows given values.
enum AxisCover {
    /// Values beyond this on the ruler of a scale are taken for errors: an axis that reached them
    /// would show all others as one point.
    static let farthest = 1e12

    /// Tells whether an axis of a scale can show a value.
    static func canShow(_ value: Double, scale: AxisScale) -> Bool {
        scale.transformed(value).map { abs($0) < farthest } ?? false
    }

    /// Returns limits around values, with some air, in order, different and finite on the ruler.
    ///
    /// - Parameters:
    ///   - values: on the display scale; those the scale cannot show are ignored.
    ///   - scale: spacing of the axis.
    ///   - bounds: values the measure can take; the air never leaves them.
    /// - Returns: Limits on the display scale; those of an ordinary plot if there is no value.
    static func limits(
        of values: [Double],
        scale: AxisScale,
        bounds: ClosedRange<Double>? = nil
    ) -> ClosedRange<Double> {
        let places = values.compactMap { scale.transformed($0) }.filter { abs($0) < farthest }
        guard var lower = places.min(), var upper = places.max() else { return fallback(scale) }
        // Values that differ by less than labels can tell count as equal.
        if upper - lower <= max(1, abs(lower), abs(upper)) * 1e-9 {
            let half = halfSpan(around: lower, scale: scale)
            lower -= half
            upper += half
        }
        let air = (upper - lower) * 0.04
        let candidates = [air, 0].map { air in
            (scale.restored(lower - air), scale.restored(upper + air))
        }
        // At the far ends of a scale the air itself may be more than a number can hold.
        let fitting = candidates.first {
            canShow($0.0, scale: scale) && canShow($0.1, scale: scale)
        }
        guard var (from, to) = fitting, from < to else { return fallback(scale) }
        if let bounds {
            from = max(from, min(bounds.lowerBound, scale.restored(lower)))
            to = min(to, max(bounds.upperBound, scale.restored(upper)))
        }
        guard from < to else { return fallback(scale) }
        guard scale == .linear else { return from...to }
        let edge = bounds.map { min($0.lowerBound, from)...max($0.upperBound, to) }
        return AxisTicks.widened(from...to, within: edge)
    }

    private static func fallback(_ scale: AxisScale) -> ClosedRange<Double> {
        switch scale {
        case .linear: 0...1
        case .log: 0.5...2
        case .logit: 0.05...0.95
        }
    }

    private static func halfSpan(around place: Double, scale: AxisScale) -> Double {
        switch scale {
        case .linear: max(abs(place) * 0.1, 0.05)
        case .log: 0.4
        case .logit: 1
        }
    }
}
