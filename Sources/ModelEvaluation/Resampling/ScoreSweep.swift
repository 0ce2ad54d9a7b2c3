/// Scores in order, put there once, to be counted again and again with the cases weighted.
struct ScoreSweep: Sendable {
    /// Position of the case, and two bits: whether it has the event, and whether the next score differs.
    private let entries: [UInt32]
    /// Places in the order at which counts are wanted, ascending.
    private let stops: [Int]

    /// Counts of one sweep.
    struct Counts {
        /// Weight of the cases with and without the event.
        var positives = 0
        var negatives = 0
        /// Twice the rightly ordered pairs, ties counting half.
        var twiceOrdered = 0
        /// Weights of the cases that score below each threshold.
        var below: [(positives: Int, negatives: Int)] = []

        /// The area; `nil` where a class is missing.
        var area: Double? {
            guard positives > 0, negatives > 0 else { return nil }
            return Double(twiceOrdered) / (2 * Double(positives) * Double(negatives))
        }
    }

    /// Puts the scores into order.
    ///
    /// - Parameters:
    ///   - predictions: the cases.
    ///   - thresholds: ascending; cases that score at least so high are called positive.
    init(_ predictions: CasePredictions, thresholds: [Double] = []) {
        let order = predictions.order
        let scores = predictions.scores
        entries = order.indices.map { place in
            let index = order[place]
            let isLast =
                place + 1 == order.count || scores[order[place + 1]] != scores[index]
            return UInt32(index) << 2 | (predictions.events[index] ? 2 : 0) | (isLast ? 1 : 0)
        }
        stops = thresholds.map { threshold in
            var (low, high) = (0, order.count)
            while low < high {
                let middle = (low + high) / 2
                if scores[order[middle]] < threshold { low = middle + 1 } else { high = middle }
            }
            return low
        }
    }

    /// Counts cases and ordered pairs in one pass.
    ///
    /// - Parameter times: how often each case counts.
    /// - Returns: the counts.
    func counts(times: [Int32]) -> Counts {
        var counts = Counts()
        counts.below.reserveCapacity(stops.count)
        var start = 0
        times.withUnsafeBufferPointer { times in
            entries.withUnsafeBufferPointer { entries in
                for stop in stops + [entries.count] {
                    Self.sweep(entries, start..<stop, times, &counts)
                    counts.below.append((counts.positives, counts.negatives))
                    start = stop
                }
            }
        }
        counts.below.removeLast()
        return counts
    }

    /// Adds a stretch that begins and ends between different scores.
    @inline(__always)
    private static func sweep(
        _ entries: UnsafeBufferPointer<UInt32>,
        _ range: Range<Int>,
        _ times: UnsafeBufferPointer<Int32>,
        _ counts: inout Counts
    ) {
        var (positives, negatives, twice) = (counts.positives, counts.negatives, 0)
        var (tiedPositives, tied) = (0, 0)
        for place in range {
            let entry = entries[place]
            let weight = Int(times[Int(entry >> 2)])
            tied &+= weight
            tiedPositives &+= weight &* Int(entry >> 1 & 1)
            if entry & 1 == 1 {
                let tiedNegatives = tied &- tiedPositives
                twice &+= tiedPositives &* (2 &* negatives &+ tiedNegatives)
                positives &+= tiedPositives
                negatives &+= tiedNegatives
                (tiedPositives, tied) = (0, 0)
            }
        }
        counts.positives = positives
        counts.negatives = negatives
        counts.twiceOrdered &+= twice
    }

    /// Largest distances between the distributions of the scores, weighted and as they are.
    ///
    /// - Parameters:
    ///   - times: how often each case counts.
    ///   - whole: the counts of these.
    ///   - plain: counts with every case once.
    /// - Returns: one distance a class, 0 to 1; `nil` where a class is missing.
    func distances(
        times: [Int32],
        _ whole: Counts,
        plain: Counts
    ) -> (positives: Double, negatives: Double)? {
        guard whole.positives > 0, whole.negatives > 0 else { return nil }
        // Class by class, without the event first; shares by multiplication, as this loop is the hot one.
        let own = (1 / Double(whole.negatives), 1 / Double(whole.positives))
        let usual = (1 / Double(plain.negatives), 1 / Double(plain.positives))
        var (seenNegatives, seenPositives, negatives, positives) = (0, 0, 0, 0)
        var largest = (positives: 0.0, negatives: 0.0)
        times.withUnsafeBufferPointer { times in
            for entry in entries {
                let weight = Int(times[Int(entry >> 2)])
                let event = Int(entry >> 1 & 1)
                seenPositives &+= weight &* event
                seenNegatives &+= weight &* (1 &- event)
                positives &+= event
                negatives &+= 1 &- event
                guard entry & 1 == 1 else { continue }
                let first = abs(Double(seenPositives) * own.1 - Double(positives) * usual.1)
                let second = abs(Double(seenNegatives) * own.0 - Double(negatives) * usual.0)
                largest.positives = max(largest.positives, first)
                largest.negatives = max(largest.negatives, second)
            }
        }
        return largest
    }
}
