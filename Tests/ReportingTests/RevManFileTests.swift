import BibliographicFormats
import Foundation
import MetaAnalysis
import Review
import RiskOfBias
import Statistics
import Testing

@testable import Reporting

/// Files for RevMan: headings of Cochrane's data package, and numbers of the review.
@Suite("Files for RevMan")
struct RevManFileTests {
    /// The rows of a file by heading.
    private func rows(_ path: String, _ report: Report) throws -> [[String: String]] {
        let file = try #require(report.files.first { $0.path == path }, "\(path)")
        let text = String(decoding: file.bytes, as: UTF8.self)
        let lines = Self.fields(of: text)
        let header = try #require(lines.first)
        #expect(Set(header).count == header.count, "\(path)")
        return lines.dropFirst().map { line in
            #expect(line.count == header.count, "\(path)")
            return Dictionary(zip(header, line), uniquingKeysWith: { first, _ in first })
        }
    }

    /// A reader of RFC 4180 apart from the program's own.
    private static func fields(of text: String) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var field = ""
        var isQuoted = false
        var last: Character?
        for character in text {
            if isQuoted {
                if character == "\"" { isQuoted = false } else { field.append(character) }
            } else if character == "\"" {
                if last == "\"" { field.append("\"") }
                isQuoted = true
            } else if character == "," {
                row.append(field)
                field = ""
            } else if character.isNewline {
                rows.append(row + [field])
                (row, field) = ([], "")
            } else {
                field.append(character)
            }
            last = character
        }
        return rows
    }

    private let complete = Report(SyntheticReview.input(SyntheticReview.complete))

    @Test func everyFileNamesTheStudiesAlike() throws {
        let studies = try rows("revman/study-information.csv", complete)
        #expect(studies.map { $0["Study ID"] } == complete.input.state.studies.map(\.row.id))
        let names = Set(studies.compactMap { $0["Study"] })
        #expect(names.count == 4)
        #expect(studies[1]["Year"] == "2021" && studies[3]["Year"] == "")
        #expect(studies[1]["Char: Primary tumours"] == "lung, breast")
        for path in ["revman/risk-of-bias.csv", "revman/results-auc-by-stage.csv"] {
            for row in try rows(path, complete) {
                #expect(names.contains(row["Study"] ?? ""), "\(path)")
            }
        }
    }

    @Test func estimatesAndLimitsAreLogitsOfTheFigures() throws {
        let found = try rows("revman/results-auc-by-stage.csv", complete)
        let result = try #require(complete.results.first)
        #expect(found.count == result.stages.reduce(0) { $0 + $1.poolable.count })
        func number(_ name: String, _ row: [String: String]) throws -> Double {
            try #require(row[name].flatMap { Double($0) }, "\(name)")
        }
        for row in found {
            let scale = Transformation.logit
            for (logit, figure) in [
                ("GIV Mean", "AUC"), ("CI start", "AUC lower"), ("CI end", "AUC upper"),
            ] {
                let back = scale.backTransformed(try number(logit, row))
                #expect(abs(back - (try number(figure, row))) < 1e-9, "\(logit)")
            }
            // Φ⁻¹(0.975) = 1.959963984540054.
            let width = try number("CI end", row) - number("CI start", row)
            #expect(abs(width - 2 * 1.959963984540054 * (try number("GIV SE", row))) < 1e-9)
            #expect(row["Mean"] == row["GIV Mean"])
        }
    }

    @Test func judgementsAreRevMansWordsWithTheReasonsThatHold() throws {
        let found = try rows("revman/risk-of-bias.csv", complete)
        let third = try #require(found.first { $0["Study ID"] == "S3" })
        #expect(third["Domain (judgement): Participants"] == "Low risk")
        #expect(third["Domain (judgement): Analysis"] == "High risk")
        #expect(third["Domain (support): Analysis"]?.hasPrefix("Leak of ") == true)
        // Disputed and without consensus; never appraised.
        let second = try #require(found.first { $0["Study ID"] == "S2" })
        #expect(second["Domain (judgement): Analysis"] == "")
        let fourth = try #require(found.first { $0["Study ID"] == "S4" })
        #expect(fourth["Domain (judgement): Participants"] == "")
        #expect(fourth["Domain (support): Participants"] == "")
    }

    @Test func appraisalsOfOneStudyThatDifferLeaveTheWordToTheAuthors() throws {
        let questions = Instrument.probast.domains.flatMap { $0.questions(in: "evaluation") }
        var rows: [AppraisalAnswer] = []
        func add(_ item: String, _ answer: String, _ why: String? = nil) {
            rows.append(
                AppraisalAnswer(
                    study: "S1",
                    assessor: "Ada",
                    part: "evaluation",
                    item: item,
                    answer: answer,
                    rationale: why,
                    line: rows.count + 2
                )
            )
        }
        for question in questions {
            let isBad = question.code == "1.1"
            add(question.code, isBad ? "N" : "Y", isBad ? "Case-control design" : nil)
        }
        let sheet = Sheet(file: "more.csv", sha256: "d5", rows: rows)
        let report = Report(
            SyntheticReview.input(SyntheticReview.complete + [.appraisalsRecorded(sheet)])
        )
        let first = try #require(
            try self.rows("revman/risk-of-bias.csv", report).first { $0["Study ID"] == "S1" }
        )
        #expect(first["Domain (judgement): Participants"] == "")
        let support = try #require(first["Domain (support): Participants"])
        #expect(support.contains("(development): Low risk"), "\(support)")
        #expect(support.contains("(evaluation): "), "\(support)")
        #expect(support.contains("1.1 N: Case-control design"), "\(support)")
        #expect(first["Domain (judgement): Outcome"] == "Low risk")
        #expect(first["Domain (support): Outcome"] == "")
    }

    @Test func accuracyGivesTablesAndTheParametersOfTheFit() throws {
        var plan = SyntheticReview.plan()
        plan.accuracyAnalyses = [AccuracyPlan(id: "acc", title: "Accuracy")]
        let counts = [(45, 6, 5, 44), (38, 9, 8, 61), (27, 4, 3, 46), (50, 12, 9, 80)]
        let evaluations = counts.enumerated().map { place, cells -> Evaluation in
            var row = Evaluation(study: "S\(place + 1)", stage: .external, line: place + 2)
            row.model = place == 0 ? "ResNet" : nil
            row.crossTable = CrossTable(
                truePositives: cells.0,
                falsePositives: cells.1,
                falseNegatives: cells.2,
                trueNegatives: cells.3
            )
            row.values = [
                .sensitivity: Double(cells.0) / Double(cells.0 + cells.2),
                .specificity: Double(cells.3) / Double(cells.1 + cells.3),
            ]
            return row
        }
        let sheet = Sheet(file: "tables.csv", sha256: "d6", rows: evaluations)
        let events = SyntheticReview.complete + [.protocolSet(plan), .evaluationsRecorded(sheet)]
        let report = Report(SyntheticReview.input(events))
        let tables = try rows("revman/accuracy-acc.csv", report)
        #expect(tables.map { $0["TP"] }.sorted { $0 ?? "" < $1 ?? "" } == ["27", "38", "45", "50"])
        #expect(Set(tables.map { $0["Test"] }) == ["Accuracy, external validation"])
        #expect(tables.contains { $0["Footnotes"] == "model ResNet" })
        let parameters = try #require(
            try rows("revman/bivariate-parameters-acc.csv", report).first
        )
        let fit = try BivariateFit(
            tables: counts.map {
                DiagnosticTable(
                    truePositives: Double($0.0),
                    falsePositives: Double($0.1),
                    falseNegatives: Double($0.2),
                    trueNegatives: Double($0.3)
                )
            }
        )
        let mean = try #require(parameters["E(logitSe)"].flatMap { Double($0) })
        #expect(abs(mean - fit.logitSensitivity) < 1e-6)
        #expect(parameters["Studies"] == "4" && parameters["Test name"] == tables[0]["Test"])
        let early = Report(SyntheticReview.input(SyntheticReview.complete))
        #expect(!early.files.contains { $0.path.hasPrefix("revman/bivariate") })
    }
}
