import Dispatch

/// Divides work among processors so that the result is the same on one as on many.
///
/// The chunks depend on the amount of work only, and their results come back in order.
public enum Parallel {
    /// Applies a function to consecutive ranges and returns the results in the order of the ranges.
    ///
    /// - Parameters:
    ///   - count: number of items.
    ///   - size: items in a range.
    ///   - isConcurrent: false runs one range after the other.
    ///   - body: what is done with a range.
    /// - Returns: One result for each range.
    public static func map<Result: Sendable>(
        _ count: Int,
        inRangesOf size: Int,
        isConcurrent: Bool = true,
        _ body: @escaping @Sendable (Range<Int>) -> Result
    ) -> [Result] {
        let ranges = (count + size - 1) / size
        func range(_ number: Int) -> Range<Int> {
            number * size..<min(count, (number + 1) * size)
        }
        guard isConcurrent, ranges > 1 else { return (0..<ranges).map { body(range($0)) } }
        return [Result](unsafeUninitializedCapacity: ranges) { buffer, initialised in
            // Every iteration initialises its own place and nobody reads before all are done.
            nonisolated(unsafe) let base = buffer.baseAddress
            DispatchQueue.concurrentPerform(iterations: ranges) { number in
                let range = number * size..<min(count, (number + 1) * size)
                base?.advanced(by: number).initialize(to: body(range))
            }
            initialised = ranges
        }
    }
}
