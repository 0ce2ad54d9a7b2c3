import BibliographicFormats
import Bibliography
import Foundation
import Review
import Testing

@testable import Reporting

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

    @Test func aReviewWithoutStudiesHasNoFilesForRevMan() {
        let early = Report(SyntheticReview.input(Array(SyntheticReview.complete.prefix(2))))
        #expect(!early.files.contains { $0.path.hasPrefix("revman/") })
        #expect(!early.files.contains { $0.path.hasPrefix("references/") })
        #expect(early.files.contains { $0.path == "tables.xlsx" })
    }

    @Test func tablesWithoutRowsAreNamedInTheContents() throws {
        let early = Report(SyntheticReview.input([]))
        let bytes = try #require(early.files.first { $0.path == "tables.xlsx" }).bytes
        let text = String(decoding: bytes, as: UTF8.self)
        for table in early.tables where table.rows.isEmpty {
            #expect(text.contains(table.path), "\(table.id)")
        }
    }

    @Test func identifiersStayTextAndNumbersAreNumbers() throws {
        let cells = report.studiesTable.sheet
        func column(_ name: String) throws -> [WorkbookSheet.Cell] {
            let index = try #require(cells.header.firstIndex(of: name))
            return cells.rows.map { $0[index] }
        }
        #expect(try column("PMID") == (1...4).map { .text("100\($0)") })
        #expect(try column("Patients") == [.number(100), .number(200), .text(""), .number(400)])
        let stages = try #require(report.resultTables.first)
        let result = try #require(report.results.first)
        let sheet = stages.sheet
        let index = try #require(sheet.header.firstIndex(of: "Pooled AUC"))
        let found = sheet.rows.map { $0[index] }
        #expect(
            found
                == result.stages.map { stage -> WorkbookSheet.Cell in
                    stage.pooled.map { .number($0.estimate) } ?? .text("")
                }
        )
    }

    @Test func aTitleThatLooksLikeANumberStaysText() {
        let table = Table(
            id: "t",
            title: "T",
            columns: [.init("Title", place: .file), .init("n", isNumeric: true)],
            rows: [
                [.init("1984"), .init(count: 12_345)], [.init("1e5"), .init("not stated")],
                [.init("nan"), .init("nan")],
            ]
        )
        #expect(
            table.sheet.rows == [
                [.text("1984"), .number(12_345)], [.text("1e5"), .text("not stated")],
                [.text("nan"), .text("nan")],
            ]
        )
    }

    @Test func aWorkWhoseRecordsAreMissingKeepsItsPlaceAmongTheReferences() throws {
        var input = SyntheticReview.input(SyntheticReview.complete)
        input.records = [:]
        let report = Report(input)
        for (path, table) in [
            ("references/included.ris", report.includedReportsTable),
            ("references/excluded.bib", report.excludedReportsTable),
            ("references/not-retrieved.ris", report.notRetrievedTable),
        ] {
            let bytes = try #require(report.files.first { $0.path == path }).bytes
            let read = try readRecords(bytes, fileName: path)
            #expect(read.records.map(\.title) == table.rows.map { $0[0].exact }, "\(path)")
        }
    }
}
