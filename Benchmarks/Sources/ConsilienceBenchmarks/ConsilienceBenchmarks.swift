import BibliographicFormats
import Bibliography
import Deduplication
import Figures
import Foundation
import ModelEvaluation
import Review
import ReviewStore
import Screening
import Statistics

/// Measures what the issues set goals for.
///
/// usage: ConsilienceBenchmarks [--json] [NAME…]: only the benchmarks whose names contain a NAME
///        ConsilienceBenchmarks growth [FILE.svg]: deduplication of 1,000 to 1,000,000 records
///        ConsilienceBenchmarks simulate [REPLICATES]: coverage of intervals, as Markdown
///        ConsilienceBenchmarks resampling [REPLICATES]: bootstrap of predictions, as Markdown
///        ConsilienceBenchmarks stopping [REPLICATES]: errors of stopping criteria, as Markdown
@main
enum ConsilienceBenchmarks {
    static func main() throws {
        if CommandLine.arguments.dropFirst().first == "growth" {
            return try writeGrowth(to: CommandLine.arguments.dropFirst(2).first ?? "growth.svg")
        }
        if CommandLine.arguments.dropFirst().first == "simulate" {
            let given = CommandLine.arguments.dropFirst(2).first.flatMap { Int($0) }
            return SimulationBenchmark.run(replicates: max(100, given ?? 5_000))
        }
        if CommandLine.arguments.dropFirst().first == "resampling" {
            let given = CommandLine.arguments.dropFirst(2).first.flatMap { Int($0) }
            return ResamplingSimulation.run(replicates: max(100, given ?? 1_000))
        }
        if CommandLine.arguments.dropFirst().first == "stopping" {
            let given = CommandLine.arguments.dropFirst(2).first.flatMap { Int($0) }
            return StoppingSimulation.run(replicates: max(20, given ?? 300))
        }
        var harness = Harness(arguments: Array(CommandLine.arguments.dropFirst()))
        var generator = RecordGenerator(seed: 1)
        let generated = generator.records(12_000, abstractWords: 60).records
        let sample = try asRead(generated, from: .ris, withoutTag: "ZZ  - ")
        let pubMed = try asRead(sample, from: .nbib, withoutTag: "ZZZZ- ")
        for format in [BibliographicFormat.ris, .nbib, .csv, .json] {
            let sample = format == .nbib ? pubMed : sample
            let bytes = try writeRecords(sample, as: format)
            try harness.run("read \(format.rawValue), 12,000 records") { name in
                try Measurement.of(name, runs: 5, note: throughput(bytes.count)) {
                    _ = try readRecords(bytes, fileName: "generated")
                }
            }
            try harness.run("write \(format.rawValue), 12,000 records") { name in
                try Measurement.of(name, runs: 5, note: throughput(bytes.count)) {
                    _ = try writeRecords(sample, as: format)
                }
            }
        }

        try measureImport(of: sample, &harness)

        for (count, label) in [(7_000, "7,000"), (100_000, "100,000")] {
            try harness.run("deduplicate \(label) records") { name in
                let (records, works) = generator.records(count, abstractWords: 0)
                var result = findDuplicates([])
                var found = Measurement.of(name, runs: count > 50_000 ? 1 : 5) {
                    result = findDuplicates(records)
                }
                var truth: [Int: Int] = [:]
                for work in works { truth[work, default: 0] += 1 }
                let real = truth.values.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
                var merged = 0
                var right = 0
                for cluster in result.clusters where cluster.count > 1 {
                    for (place, first) in cluster.enumerated() {
                        for second in cluster[(place + 1)...] {
                            merged += 1
                            if works[first] == works[second] { right += 1 }
                        }
                    }
                }
                found.note = String(
                    format: "precision %.5f, recall %.5f, %d left for a person, peak %d MB",
                    Double(right) / Double(max(merged, 1)),
                    Double(right) / Double(real),
                    result.openQuestions.count,
                    Measurement.peakMemory
                )
                return found
            }
        }

        try harness.runMetaAnalysis()

        try harness.runPrioritisation(&generator)

        try harness.run("AUC with DeLong variance, 10,000,000 cases") { name in
            var generator = SeededGenerator(seed: 3)
            let count = 10_000_000
            var scores: [Double] = []
            var events: [Bool] = []
            for _ in 0..<count {
                let isEvent = generator.nextUniform() < 0.1
                scores.append((isEvent ? 0.2 : 0) + 0.8 * generator.nextUniform())
                events.append(isEvent)
            }
            let cases = try CasePredictions(scores: scores, events: events)
            return try Measurement.of(name, runs: 3) { _ = try cases.areaUnderCurve() }
        }
        try harness.run("cluster bootstrap of the AUC, 100,000 cases, 2,000 resamples") { name in
            var generator = SeededGenerator(seed: 3)
            let events = (0..<100_000).map { _ in generator.nextUniform() < 0.2 }
            let cases = try CasePredictions(
                scores: events.map { ($0 ? 1 : 0) + generator.nextNormal() },
                events: events
            )
            let clusters = (0..<100_000).map { "c\($0 / 3)" }
            return try Measurement.of(name, runs: 3) {
                let found = try cases.resampled(CaseResampling(clusters: clusters, seed: 1))
                precondition(found.estimate(.area) != nil)
            }
        }
        try harness.run("compare two AUCs, 1,000,000 cases") { name in
            var generator = SeededGenerator(seed: 4)
            let events = (0..<1_000_000).map { $0 % 4 == 0 }
            let models = try (0..<2).map { _ in
                try CasePredictions(
                    scores: events.map { ($0 ? 0.3 : 0) + generator.nextUniform() },
                    events: events
                )
            }
            return try Measurement.of(name, runs: 3) {
                _ = try models[0].compareArea(with: models[1])
            }
        }

        try harness.runSegmentation()

        let history = decisionHistory()
        try harness.run("replay 100,000 decisions, PRISMA flow") { name in
            Measurement.of(name, runs: 3) {
                precondition(ReviewState(replaying: history).prismaFlow().brokenIdentities.isEmpty)
            }
        }
        try harness.run("journal: append and read 100,000 decisions") { name in
            try Measurement.of(name, runs: 3) {
                let path =
                    FileManager.default.temporaryDirectory.path + "/bench-\(UUID().uuidString)"
                defer {
                    for suffix in ["", "-wal", "-shm"] {
                        try? FileManager.default.removeItem(atPath: path + suffix)
                    }
                }
                let journal = try Journal(path: path, mode: .creating)
                try journal.append(history.map(\.payload), actor: "b", at: "t", basedOn: 0)
                let read = try journal.events()
                precondition(read.count == history.count)
            }
        }

        try harness.run("forest plot of 200 studies") { name in
            let rows = (0..<200).map { index in
                let estimate = 0.6 + 0.3 * Double((index * 37) % 100) / 100
                return ForestPlot.Row(
                    label: "Study \(index)",
                    estimate: estimate,
                    interval: .init(lower: estimate - 0.08, upper: estimate + 0.06),
                    weight: 0.5
                )
            }
            let plot = ForestPlot(
                title: "Benchmark",
                groups: [.init(heading: nil, rows: rows, pooled: nil)],
                axis: .areaUnderCurve()
            )
            return Measurement.of(name) { precondition(!plot.render().isEmpty) }
        }

        try harness.finish()
    }
}

/// Records as a reader makes them of an export: with full page numbers, clean titles and so on, and with
/// nothing that the format has no room for.
func asRead(
    _ records: [Record],
    from format: BibliographicFormat,
    withoutTag tag: String
) throws -> [Record] {
    let text = String(decoding: try writeRecords(records, as: format), as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        .filter { !$0.hasPrefix(tag) }
    return try readRecords(Array(lines.joined(separator: "\n").utf8), fileName: "generated").records
}

/// Measures how the time grows up to a million records, prints it and draws it.
func writeGrowth(to path: String) throws {
    let growth = try GrowthBenchmark.measured([1_000, 7_000, 30_000, 100_000, 300_000, 1_000_000])
    for point in growth.points {
        print("\(point.records) records: \(String(format: "%.2f", point.seconds)) s")
    }
    print("peak memory \(Measurement.peakMemory) MB, generator and file included")
    try growth.svg.write(toFile: path, atomically: true, encoding: .utf8)
}

func throughput(_ bytes: Int) -> (Double) -> String {
    { String(format: "%.0f MB/s of %.0f MB", Double(bytes) / 1e6 / $0, Double(bytes) / 1e6) }
}

/// A history of 100,000 decisions by two reviewers on 50,000 records.
func decisionHistory() -> [Event] {
    var value = ReviewProtocol(title: "Benchmark")
    value.reviewers = ["A", "B"]
    let records = 50_000
    let search = SearchImport(
        source: "a.ris",
        file: "a.ris",
        sha256: "",
        kind: .database,
        database: "DB",
        platform: nil,
        searched: nil,
        query: nil,
        format: "ris",
        encoding: "UTF-8",
        recordsFound: records,
        recordsRead: records,
        recordsHash: "",
        problems: []
    )
    var payloads: [EventPayload] = [.protocolSet(value), .searchImported(search)]
    for start in stride(from: 1, to: records, by: 500) {
        let rows = (start..<(start + 500)).flatMap { position in
            ["A", "B"].map { reviewer in
                Decision(
                    record: RecordID(source: "a.ris", position: position),
                    stage: .titleAbstract,
                    reviewer: reviewer,
                    verdict: position % 9 == 0 ? .include : .exclude,
                    reason: nil,
                    role: .vote,
                    note: nil,
                    line: position
                )
            }
        }
        payloads.append(.decisionsRecorded(Sheet(file: "d.csv", sha256: "", rows: rows)))
    }
    return payloads.enumerated().map { index, payload in
        Event(sequence: index + 1, at: "2026-01-01T00:00:00Z", actor: "b", payload: payload)
    }
}
