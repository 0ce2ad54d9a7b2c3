import Foundation
import Testing

@testable import Figures

/// Figures compared byte by byte with the files in `Golden`.
///
/// A change on purpose: `CONSILIENCE_RECORD=1 swift test --filter GoldenTests`, look at the new
/// files, run again without the variable. Recording fails on purpose, so that it cannot pass in CI.
struct GoldenTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Golden")

    @Test(arguments: Samples.all.map(\.name))
    func matchesGoldenFile(name: String) throws {
        let canvas = try #require(Samples.all.first { $0.name == name }).canvas
        let svg = canvas.svg()
        let file = GoldenTests.folder.appending(path: "\(name).svg")
        if ProcessInfo.processInfo.environment["CONSILIENCE_RECORD"] == "1" {
            try svg.write(to: file, atomically: true, encoding: .utf8)
            Issue.record("recorded \(name).svg; run again without CONSILIENCE_RECORD")
            return
        }
        guard let golden = try? String(contentsOf: file, encoding: .utf8) else {
            Issue.record("\(name).svg is missing; record with CONSILIENCE_RECORD=1")
            return
        }
        #expect(svg == golden, "\(name).svg differs from the golden file")
    }

    @Test func noGoldenFileIsLeftOver() throws {
        let present = try FileManager.default.contentsOfDirectory(atPath: GoldenTests.folder.path)
            .filter { $0.hasSuffix(".svg") }
        #expect(Set(present) == Set(Samples.all.map { "\($0.name).svg" }))
    }

    @Test func drawsTheSameTwice() {
        for (first, second) in zip(Samples.all, Samples.all) {
            #expect(first.canvas.svg() == second.canvas.svg())
        }
    }
}
