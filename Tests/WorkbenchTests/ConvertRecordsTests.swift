import BibliographicFormats
import Bibliography
import Testing
import Workbench

struct ConvertRecordsTests {
    private let ris = "TY  - JOUR\nTI  - One\nER  - \nTY  - JOUR\nTI  - Two\n"
    private let csv = "title,year\nThree,2020\n"

    private func inputs() -> [ConvertRecords.Input] {
        [
            ConvertRecords.Input(name: "a.ris", bytes: Array(ris.utf8)),
            ConvertRecords.Input(name: "b.csv", bytes: Array(csv.utf8)),
        ]
    }

    @Test func convertsSeveralFilesInTheirOrder() throws {
        let output = try ConvertRecords(to: .json)(inputs())
        #expect(output.records.map(\.title) == ["One", "Two", "Three"])
        #expect(output.reports.map(\.file) == ["a.ris", "b.csv"])
        #expect(output.reports.map(\.format) == [.ris, .csv])
        #expect(output.reports[0].problems.map(\.line) == [5])
        #expect(output.reports[0].missing["doi"] == 2)
        let back = try readRecords(output.bytes, fileName: "out.json")
        #expect(back.records == output.records)
        #expect(try ConvertRecords(to: .json)(inputs()) == output)
    }

    @Test func refusesWhatItCannotRead() {
        let binary = ConvertRecords.Input(name: "x.xlsx", bytes: [0x50, 0x4B, 3, 4, 0, 0])
        #expect(throws: BibliographicFormatError.self) { try ConvertRecords(to: .ris)([binary]) }
        let empty = ConvertRecords.Input(name: "x.ris", bytes: [10, 32])
        #expect(throws: BibliographicFormatError.empty(file: "x.ris")) {
            try ConvertRecords(to: .ris)([empty])
        }
        let prose = ConvertRecords.Input(name: "x.txt", bytes: Array("Only some words.".utf8))
        #expect(throws: BibliographicFormatError.unknownFormat(file: "x.txt")) {
            try ConvertRecords(to: .ris)([prose])
        }
    }
}
