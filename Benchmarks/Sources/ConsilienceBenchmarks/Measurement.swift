import Foundation

/// What a benchmark found.
struct Measurement: Encodable {
    /// What was done.
    var name: String
    /// Median of the repetitions, seconds.
    var seconds: Double
    /// Fastest repetition, seconds.
    var fastest: Double
    /// Repetitions.
    var runs: Int
    /// Throughput or another figure, in words.
    var note: String

    /// Runs work once to warm up, then until a second or the given number of runs is over.
    static func of(
        _ name: String,
        runs: Int = 7,
        note: (Double) -> String = { _ in "" },
        _ work: () throws -> Void
    ) rethrows -> Measurement {
        try work()
        var times: [Double] = []
        let clock = ContinuousClock()
        for _ in 0..<runs {
            let time = try clock.measure { try work() }
            times.append(
                Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
            )
        }
        times.sort()
        let median = times[times.count / 2]
        return Measurement(
            name: name,
            seconds: median,
            fastest: times[0],
            runs: runs,
            note: note(median)
        )
    }

    /// Largest memory of the process so far, MB.
    static var peakMemory: Int {
        var usage = rusage()
        #if canImport(Darwin)
        getrusage(RUSAGE_SELF, &usage)
        return Int(usage.ru_maxrss) / 1_048_576
        #else
        getrusage(RUSAGE_SELF, &usage)
        return Int(usage.ru_maxrss) / 1024
        #endif
    }
}
