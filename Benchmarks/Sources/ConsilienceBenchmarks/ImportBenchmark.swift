import BibliographicFormats
import Bibliography
import Foundation
import ReviewStore
import Workbench

/// Imports a large file into a new review: what `consilience import` does.
func measureImport(of sample: [Record], _ harness: inout Harness) throws {
    let copies = (1_000_000 - 1) / sample.count + 1
    let count = copies * sample.count
    try harness.run("import \(count) records (RIS) into a review") { name in
        let folder = FileManager.default.temporaryDirectory.path + "/bench-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true
        )
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/large.ris"
        let block = Data(try writeRecords(sample, as: .ris))
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        for _ in 0..<copies { try file.write(contentsOf: block) }
        try file.close()
        let clock = ContinuousClock()
        let time = try clock.measure {
            let review = ReviewFolder(path: folder)
            _ = try NewReview().run(review)
            var draft = try review.draft()
            try ImportSearch(file: "large.ris", database: "Benchmark")
                .run(on: &draft, content: .file(path: path))
            try draft.commit(actor: "benchmark", clock: { "2026-01-01T00:00:00Z" })
        }
        let seconds = Double(time.components.seconds)
        return Measurement(
            name: name,
            seconds: seconds,
            fastest: seconds,
            runs: 1,
            note: String(
                format: "file of %.2f GB, peak %d MB",
                Double(block.count * copies) / 1e9,
                Measurement.peakMemory
            )
        )
    }
}
