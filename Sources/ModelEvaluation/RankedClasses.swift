/// The scores of both classes in ascending order, for what needs no single case: the area and its
/// variance.
struct RankedClasses {
    /// Keys of the scores of cases with the event, ascending.
    private let positives: [UInt64]
    /// Keys of the scores of cases without it, ascending.
    private let negatives: [UInt64]

    /// Puts the scores of both classes into order.
    init(_ predictions: CasePredictions) {
        positives = ScoreOrder.keys(of: predictions, event: true)
        negatives = ScoreOrder.keys(of: predictions, event: false)
    }

    /// Calls a function for each distinct score, ascending, with the numbers of cases: below it without
    /// the event, above it with the event, at it with and without the event.
    @inline(__always)
    private func forEachScore(
        _ body: (
            _ negativesBelow: Int, _ positivesAbove: Int, _ tiedPositives: Int, _ tiedNegatives: Int
        ) -> Void
    ) {
        var (first, second) = (0, 0)
        while first < positives.count || second < negatives.count {
            let next = min(
                first < positives.count ? positives[first] : .max,
                second < negatives.count ? negatives[second] : .max
            )
            let (firstStart, secondStart) = (first, second)
            while first < positives.count, positives[first] == next { first += 1 }
            while second < negatives.count, negatives[second] == next { second += 1 }
            body(
                secondStart,
                positives.count - first,
                first - firstStart,
                second - secondStart
            )
        }
    }

    /// The area: the share of pairs of a case with and one without the event that are ranked rightly,
    /// ties counting half.
    var area: Double {
        // Twice the pairs, so that ties stay whole numbers; 2 · 5·10⁸ · 5·10⁸ still fit.
        var twiceOrdered = 0
        forEachScore { below, _, tiedPositives, tiedNegatives in
            twiceOrdered += tiedPositives * (2 * below + tiedNegatives)
        }
        return Double(twiceOrdered) / (2 * Double(positives.count) * Double(negatives.count))
    }

    /// DeLong's variance of the area; `nil` when a class has a single case.
    var variance: Double? {
        guard positives.count > 1, negatives.count > 1 else { return nil }
        let area = area
        let ofPositive = 2 * Double(negatives.count)
        let ofNegative = 2 * Double(positives.count)
        // Both classes' placements have the area as their mean. A quotient, not a product with the
        // inverse: equal placements must be equal to the area to the last bit.
        var sums = (positives: 0.0, negatives: 0.0)
        forEachScore { below, above, tiedPositives, tiedNegatives in
            let first = Double(2 * below + tiedNegatives) / ofPositive - area
            let second = Double(2 * above + tiedPositives) / ofNegative - area
            sums.positives += Double(tiedPositives) * first * first
            sums.negatives += Double(tiedNegatives) * second * second
        }
        return sums.positives / Double(positives.count - 1) / Double(positives.count)
            + sums.negatives / Double(negatives.count - 1) / Double(negatives.count)
    }
}
