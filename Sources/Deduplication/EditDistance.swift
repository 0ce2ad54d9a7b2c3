/// Number of letters inserted, deleted, replaced or swapped with their neighbour.
enum EditDistance {
    /// True when at most `limit` edits turn one text into the other (optimal string alignment).
    ///
    /// Equal beginnings and ends are taken off first, which is all the work for most pairs; of the
    /// table of distances only the cells within `limit` of the diagonal are filled (Ukkonen 1985,
    /// doi:10.1016/S0019-9958(85)80046-2).
    ///
    /// - Parameters:
    ///   - limit: at most 3.
    ///   - left: letters of one text.
    ///   - right: letters of the other.
    /// - Returns: Whether the limit suffices.
    static func isWithin(_ limit: Int, _ left: Letters, _ right: Letters) -> Bool {
        guard abs(left.count - right.count) <= limit else { return false }
        var start = 0
        let shorter = min(left.count, right.count)
        while start < shorter, left[start] == right[start] { start += 1 }
        var (endLeft, endRight) = (left.count, right.count)
        while endLeft > start, endRight > start, left[endLeft - 1] == right[endRight - 1] {
            endLeft -= 1
            endRight -= 1
        }
        let (m, n) = (endLeft - start, endRight - start)
        if m == 0 || n == 0 { return max(m, n) <= limit }
        if limit == 1 {
            if m == 1, n == 1 { return true }
            return m == 2 && n == 2 && left[start] == right[start + 1]
                && left[start + 1] == right[start]
        }
        // Every edit touches at most two letters of what differs at both ends.
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 3 * (n + 1)) { cells in
            banded(
                limit,
                Letters(rebasing: left[start..<endLeft]),
                Letters(rebasing: right[start..<endRight]),
                cells
            )
        }
    }

    private static func banded(
        _ limit: Int,
        _ left: Letters,
        _ right: Letters,
        _ cells: UnsafeMutableBufferPointer<UInt8>
    ) -> Bool {
        let width = right.count + 1
        let far = UInt8(limit + 1)
        cells.initialize(repeating: far)
        for j in 0...min(limit, right.count) { cells[j] = UInt8(j) }
        for i in 1...left.count {
            let current = (i % 3) * width
            let last = ((i + 2) % 3) * width
            let beforeLast = ((i + 1) % 3) * width
            for j in 0..<width { cells[current + j] = far }
            if i <= limit { cells[current] = UInt8(i) }
            var best = i <= limit ? UInt8(i) : far
            let low = max(1, i - limit)
            let high = min(right.count, i + limit)
            guard low <= high else { return false }
            for j in low...high {
                let cost: UInt8 = left[i - 1] == right[j - 1] ? 0 : 1
                var distance = min(
                    cells[last + j] + 1,
                    cells[current + j - 1] + 1,
                    cells[last + j - 1] + cost
                )
                if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
                    distance = min(distance, cells[beforeLast + j - 2] + 1)
                }
                cells[current + j] = min(distance, far)
                best = min(best, cells[current + j])
            }
            // A swap reaches back two rows, so one bad row alone does not settle it; two would, but
            // the row before is at most one better.
            if best >= far, i > 1, rowMinimum(cells, last, width) >= far { return false }
        }
        return cells[(left.count % 3) * width + right.count] <= UInt8(limit)
    }

    private static func rowMinimum(
        _ cells: UnsafeMutableBufferPointer<UInt8>,
        _ start: Int,
        _ width: Int
    ) -> UInt8 {
        var best = UInt8.max
        for j in 0..<width { best = min(best, cells[start + j]) }
        return best
    }
}
