import Foundation
import Reporting
import Review
import RiskOfBias
import Screening
import Testing

/// The submission pack: methods, checklists, summary of findings, at any moment of a review.
struct SubmissionPackTests {
    static let stages = Array(0...SyntheticReview.complete.count)

    static func report(_ events: [EventPayload]) -> Report { Report(SyntheticReview.input(events)) }

    static func text(_ path: String, _ report: Report) throws -> String {
        let file = try #require(report.files.first { $0.path == path })
        return String(decoding: file.bytes, as: UTF8.self)
    }

    @Test("print", .enabled(if: ProcessInfo.processInfo.environment["PRINT_PACK"] != nil))
    func printAll() throws {
        let n = Int(ProcessInfo.processInfo.environment["PRINT_PACK"] ?? "") ?? 8
        let report = Self.report(Array(SyntheticReview.complete.prefix(n)))
        print(report.methodsText)
        for file in report.attachments where file.path.hasSuffix(".md") {
            print("=====", file.path)
            print(String(decoding: file.bytes, as: UTF8.self))
        }
    }
}
