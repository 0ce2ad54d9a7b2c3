/// Scores in ascending order, without comparing pairs of them.
///
/// A finite score becomes a whole number of the same order (its bits, those of negative scores
/// turned round), and these numbers are put into order digit by digit, in time proportional to their
/// number. Equal scores keep the order of their cases; −0 equals 0.
enum ScoreOrder {
    private static let digitBits = 11
    /// Below this number of scores a comparing sort is faster.
    private static let fewest = 1024

    /// The whole number that stands in the same order as a finite score.
    static func key(_ score: Double) -> UInt64 {
        // −0 + 0 is 0: both zeros are one score.
        let bits = (score + 0).bitPattern
        return bits >> 63 == 1 ? ~bits : bits | 1 << 63
    }

    /// The score of a key.
    static func score(_ key: UInt64) -> Double {
        Double(bitPattern: key >> 63 == 1 ? key & ~(1 << 63) : ~key)
    }

    /// The keys of the scores in a class, ascending.
    ///
    /// - Parameters:
    ///   - predictions: scores with their classes.
    ///   - event: which class.
    /// - Returns: As many keys as the class has cases.
    static func keys(of predictions: CasePredictions, event: Bool) -> [UInt64] {
        var keys: [UInt64] = []
        keys.reserveCapacity(event ? predictions.positives : predictions.negatives)
        for (score, isEvent) in zip(predictions.scores, predictions.events) where isEvent == event {
            keys.append(key(score))
        }
        guard keys.count >= fewest else { return keys.sorted() }
        var places: [UInt32] = []
        sort(&keys, with: &places)
        return keys
    }

    /// The positions of the scores, ascending; equal ones in the order of their positions.
    static func positions(of scores: [Double]) -> [Int] {
        guard scores.count >= fewest, scores.count <= Int(UInt32.max) else {
            return scores.indices.sorted { (scores[$0], $0) < (scores[$1], $1) }
        }
        var keys = scores.map(key)
        var places = scores.indices.map { UInt32($0) }
        sort(&keys, with: &places)
        return places.map { Int($0) }
    }

    /// Puts keys into ascending order, digit by digit from the last, and what goes with them.
    ///
    /// - Parameters:
    ///   - keys: the keys.
    ///   - places: as many numbers that follow the keys, or none.
    private static func sort(_ keys: inout [UInt64], with places: inout [UInt32]) {
        let count = keys.count
        let digits = (64 + digitBits - 1) / digitBits
        let size = 1 << digitBits
        let mask = UInt64(size - 1)
        var counts = [Int](repeating: 0, count: digits * size)
        for key in keys {
            var rest = key
            for digit in 0..<digits {
                counts[digit * size + Int(rest & mask)] += 1
                rest >>= UInt64(digitBits)
            }
        }
        let carries = !places.isEmpty
        var sortedKeys = [UInt64](repeating: 0, count: count)
        var sortedPlaces = [UInt32](repeating: 0, count: carries ? count : 0)
        for digit in 0..<digits {
            var offsets = Array(counts[digit * size..<(digit + 1) * size])
            // A digit that all share puts nothing into another place.
            if offsets.contains(count) { continue }
            var total = 0
            for value in offsets.indices {
                let here = offsets[value]
                offsets[value] = total
                total += here
            }
            let shift = UInt64(digit * digitBits)
            for index in 0..<count {
                let key = keys[index]
                let value = Int((key >> shift) & mask)
                let place = offsets[value]
                offsets[value] = place + 1
                sortedKeys[place] = key
                if carries { sortedPlaces[place] = places[index] }
            }
            swap(&keys, &sortedKeys)
            swap(&places, &sortedPlaces)
        }
    }
}
