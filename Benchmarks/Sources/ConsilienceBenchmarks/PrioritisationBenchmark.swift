import Bibliography
import Foundation
import Screening
import Statistics

extension Harness {
    /// Ranking of generated records, of which those on a few words are relevant.
    mutating func runPrioritisation(_ generator: inout RecordGenerator) throws {
        let (small, _) = generator.records(2_000, abstractWords: 180)
        let documents = Self.documents(small)
        let labels = Self.labels(documents, share: 0.03)
        try run("simulate screening, 2,000 records, a fit after each") { name in
            var loss: Double?
            var found = try Measurement.of(name, runs: 3) {
                let priors = [labels.firstIndex(of: true) ?? 0, labels.firstIndex(of: false) ?? 1]
                loss =
                    Screening.SimulatedScreening(
                        try Ranker(documents),
                        isRelevant: labels,
                        priors: priors
                    ).performance.loss
            }
            found.note = String(format: "loss %.3f", loss ?? .nan)
            return found
        }
        try run("retrain, 100,000 records, 3,000 labels") { name in
            let (records, _) = generator.records(100_000, abstractWords: 180)
            let documents = Self.documents(records)
            let labels = Self.labels(documents, share: 0.03)
            let start = Date()
            var ranker = try Ranker(documents)
            let built = Date().timeIntervalSince(start)
            for record in stride(from: 0, to: 99_000, by: 33) {
                ranker.setLabel(labels[record], of: record)
            }
            ranker.fit()
            var next = 1
            var found = Measurement.of(name, runs: 5) {
                ranker.setLabel(labels[next], of: next)
                next += 33
                ranker.fit()
            }
            found.note = String(
                format: "read and counted in %.1f s, peak %d MB",
                built,
                Measurement.peakMemory
            )
            return found
        }
    }

    private static func documents(_ records: [Record]) -> [ScreeningDocument] {
        records.map { ScreeningDocument(title: $0.title ?? "", abstract: $0.abstract ?? "") }
    }

    /// The records that hold a word which about that share of all of them hold: their subject.
    private static func labels(_ documents: [ScreeningDocument], share: Double) -> [Bool] {
        let words = documents.map { Set($0.abstract.split(separator: " ")) }
        var frequencies: [Substring: Int] = [:]
        for word in words.joined() { frequencies[word, default: 0] += 1 }
        let wanted = share * Double(documents.count)
        let subject = frequencies.min {
            (abs(Double($0.value) - wanted), $0.key) < (abs(Double($1.value) - wanted), $1.key)
        }
        return words.map { words in subject.map { words.contains($0.key) } ?? false }
    }
}
