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
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return Int(usage.ru_maxrss) / 1024
        #endif
    }
}

/// Runs the benchmarks that were asked for and prints what they found.
struct Harness {
    private let wanted: [String]
    private let isJSON: Bool
    private var measurements: [Measurement] = []

    init(arguments: [String]) {
        wanted = arguments.filter { !$0.hasPrefix("--") }
        isJSON = arguments.contains("--json")
    }

    mutating func run(_ name: String, _ body: (String) throws -> Measurement) throws {
        guard wanted.isEmpty || wanted.contains(where: { name.contains($0) }) else { return }
        let found = try body(name)
        measurements.append(found)
        guard !isJSON else { return }
        print(
            name.padding(toLength: 44, withPad: " ", startingAt: 0)
                + String(format: "%12.6f s  ", found.seconds) + found.note
        )
    }

    func finish() throws {
        guard isJSON else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        print(String(decoding: try encoder.encode(measurements), as: UTF8.self))
    }
}
