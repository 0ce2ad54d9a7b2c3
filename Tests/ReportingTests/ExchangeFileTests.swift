import BibliographicFormats
import Bibliography
import Foundation
import Reporting
import Review
import Testing

/// Workbook, references and files for RevMan in the pack.
@Suite("Files for exchange")
struct ExchangeFileTests {
    private let report = Report(SyntheticReview.input(SyntheticReview.complete))

    private func file(_ path: String) throws -> [UInt8] {
        try #require(report.files.first { $0.path == path }).bytes
    }

    @Test func everyTableWithRowsIsASheet() throws {
        let bytes = try file("tables.xlsx")
        let text = String(decoding: bytes, as: UTF8.self)
        for table in report.tables where !table.rows.isEmpty {
            #expect(text.contains(table.path), "\(table.id)")
        }
        let sheets = text.components(separatedBy: "<sheet name=").count - 1
        #expect(sheets == 1 + report.tables.count { !$0.rows.isEmpty })
        #expect(!text.contains("<script"))
    }

    @Test func referencesAreThoseOfTheTables() throws {
        let included = try readRecords(try file("references/included.ris"), fileName: "i.ris")
        #expect(included.records.count == report.input.state.includedWorks.count)
        let excluded = try readRecords(try file("references/excluded.ris"), fileName: "e.ris")
        #expect(excluded.records.count == report.excludedReportsTable.rows.count)
        for record in excluded.records {
            #expect(record.notes.contains { $0.hasPrefix("Excluded at full text: ") })
        }
        let bib = try readRecords(try file("references/included.bib"), fileName: "i.bib")
        #expect(bib.records.map(\.title) == included.records.map(\.title))
    }

    @Test func revManHasEveryStudyAndEveryPooledEvaluation() throws {
        let studies = String(decoding: try file("revman/study-information.csv"), as: UTF8.self)
        for study in report.input.state.studies {
            #expect(studies.contains(study.row.id))
        }
        let rows = String(
            decoding: try file("revman/results-auc-by-stage.csv"),
            as: UTF8.self
        )
        let pooled = try #require(report.results.first).stages.reduce(0) { $0 + $1.poolable.count }
        #expect(rows.split(whereSeparator: \.isNewline).count == pooled + 1)
    }

    @Test func aReviewWithoutStudiesHasNoFilesForRevMan() {
        let early = Report(SyntheticReview.input(Array(SyntheticReview.complete.prefix(2))))
        #expect(!early.files.contains { $0.path.hasPrefix("revman/") })
        #expect(!early.files.contains { $0.path.hasPrefix("references/") })
        #expect(early.files.contains { $0.path == "tables.xlsx" })
    }
}
