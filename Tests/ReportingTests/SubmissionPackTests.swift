import Foundation
import Reporting
import Review
import RiskOfBias
import Screening
import TestSupport
import Testing

/// The submission pack: methods, checklists, summary of findings, at any moment of a review.
struct SubmissionPackTests {
    static let stages = Array(0...SyntheticReview.complete.count)

    static func report(_ events: [EventPayload]) -> Report { Report(SyntheticReview.input(events)) }

    static func text(_ path: String, _ report: Report) throws -> String {
        let file = try #require(report.files.first { $0.path == path }, "\(path)")
        return String(decoding: file.bytes, as: UTF8.self)
    }

    /// Faults of grammar and of missing values that no sentence may have.
    static func faults(in text: String) -> [String] {
        let patterns = [
            #"\b(?!1\b)[0-9]+ [a-z]+s (was|is|has) "#,
            #"(^|[^0-9.\u{202F}])1 [a-z]+s (were|are|have) "#,
            #"\b1 (records|studies|reports|documents|evaluations|reviewers|pairs|votes)\b"#,
            #"\b0 (record|study|report|document|evaluation|reviewer|pair) "#, #"\.\."#, #" ,"#,
            #"  "#,
            #"\bnil\b"#, #"\bnan\b"#, #"\binf\b"#, #"Optional\("#, #" \."#, #"\(\)"#,
        ]
        return patterns.filter { text.range(of: $0, options: .regularExpression) != nil }
    }

    @Test("The methods read right after every event of a review", arguments: stages)
    func methodsRead(events: Int) throws {
        let report = Self.report(Array(SyntheticReview.complete.prefix(events)))
        let text = report.methodsText
        #expect(Self.faults(in: text.replacing("  \n", with: "\n")) == [])
        #expect(text.contains("## Left for the authors"))
        for table in report.checklists.map(report.filled) + [report.summaryOfFindingsTable] {
            for cell in table.rows.joined() {
                #expect(Self.faults(in: cell.text) == [], "\(cell.text)")
            }
        }
    }

    @Test("The methods of random histories read right, and the same each time", arguments: 1...12)
    func randomHistories(seed: Int) throws {
        var review = RandomReview(seed: UInt64(seed))
        for step in 1...60 {
            review.step()
            guard step.isMultiple(of: 6) else { continue }
            let input = ReportInput(
                state: ReviewState(replaying: review.events),
                records: [:],
                events: review.events,
                contentDigest: "d",
                program: "Consilience"
            )
            let report = Report(input)
            #expect(Self.faults(in: report.methodsText) == [], "\(report.methodsText)")
            #expect(report.methodsText == Report(input).methodsText)
        }
    }

    @Test("An empty review states nothing that was done")
    func emptyReview() throws {
        let text = Self.report([]).methodsText
        #expect(!text.contains("were pooled"))
        #expect(!text.contains("voted"))
        #expect(!text.contains("PROBAST"))
        #expect(!text.contains("## Duplicates"))
        #expect(text.contains("- The sources that were searched: no export has been imported."))
        #expect(text.contains("- The statistical analysis: the protocol plans none."))
    }

    @Test("The methods give the counts of the review")
    func methodsAreTrue() throws {
        let text = Self.report(SyntheticReview.complete).methodsText
        for sentence in [
            "Records came from 2 databases: MEDLINE (through Web, searched on 2025-09-15, 8 records); "
                + "Embase",
            "10 records were read from 2 export files in the format RIS.",
            "Of 10 records compared, 2 were found to duplicate another one, so that 2 documents",
            "1 pair is still in doubt", "2 reviewers voted",
            "8 documents were to be screened: 6 kept for full text and 2 excluded.",
            "The votes differed on 1 document; it was settled",
            "voted on the same 8 documents and agreed on 7",
            "6 reports were sought for retrieval; 1 could not be had.",
            "5 reports were assessed for eligibility: 1 excluded and 4 included.",
            "4 studies and 7 evaluations", "PROBAST (version 2019) in 3 appraisals of 3 studies",
            "by Newcombe's method 4 (doi:10.1002/sim.2324) (5); 2 have none and were not pooled.",
            "Internal validation: 3 evaluations of 3 studies were pooled",
            "restricted maximum likelihood and Hartung–Knapp", "Consilience 0.1.0",
            String(repeating: "c0", count: 32),
        ] { #expect(text.contains(sentence), "\(sentence)") }
        for name in ["Ada", "Bea"] { #expect(!text.contains(name), "\(name)") }
        #expect(!text.contains("Screening is not finished"))
        #expect(text.contains("```text\na AND <b>\n```"))
    }

    @Test("Unfinished screening, one reviewer, no appraisal and no analysis are said")
    func oddReviews() throws {
        var plan = SyntheticReview.plan()
        plan.reviewers = ["Ada"]
        plan.votesPerRecord = 1
        plan.analyses = []
        plan.accuracyAnalyses = []
        let vote = SyntheticReview.vote(1, .titleAbstract, "Ada", .include, 2)
        let report = Self.report([
            .protocolSet(plan), SyntheticReview.search("a.ris", database: "MEDLINE", records: 2),
            .decisionsRecorded(Sheet(file: "d.csv", sha256: "d", rows: [vote])),
        ])
        let text = report.methodsText
        for sentence in [
            "asks for the vote of one reviewer", "1 reviewer voted", "with 1 awaiting votes",
            "Screening is not finished", "1 report was sought for retrieval; none is recorded",
            "1 report is still to be assessed.", "no appraisal is recorded yet",
            "Duplicates have not been looked for yet.",
        ] { #expect(text.contains(sentence), "\(sentence)") }
        #expect(!text.contains("## Statistical analysis"))
        #expect(!text.contains("## Agreement"))
        #expect(Self.faults(in: text) == [])
        #expect(report.summaryOfFindingsTable.rows.isEmpty)
    }

    @Test("Closing is told with its evidence and its count; undated searches go to the authors")
    func closedScreening() throws {
        var events = Array(SyntheticReview.complete.prefix(4))
        let records = (3...8).map { SyntheticReview.id("a.ris", $0) }
        events.append(
            .screeningClosed(
                ScreeningClosure(records: records, works: 6, evidence: "Recall *95%*", by: "Ada")
            )
        )
        guard case .searchImported(var search) = events[2] else { return }
        search.searched = nil
        events[2] = .searchImported(search)
        let text = Self.report(events).methodsText
        #expect(
            text.contains("with 6 documents left unscreened; the evidence recorded is: Recall ")
        )
        #expect(text.contains("Recall \\*95%\\*."))
        #expect(text.contains("6 documents count as marked ineligible by an automation tool."))
        #expect(text.contains("- Date of the search of Embase (exports/b.ris)."))
    }

    @Test("What a query holds cannot end its fence, and text cannot become markup")
    func isEscaped() throws {
        var events = SyntheticReview.complete
        guard case .searchImported(var search) = events[1] else { return }
        search.query = "a\n```\n# b\u{202E}"
        search.database = "MED|LINE_"
        events[1] = .searchImported(search)
        let text = Self.report(events).methodsText
        #expect(text.contains("````text\na\n```\n# b\n````"))
        #expect(text.contains("MED\\|LINE\\_"))
        let list = try Self.text("checklists/prisma-s.md", Self.report(events))
        let rows = list.split(separator: "\n").filter { $0.hasPrefix("| ") }
        #expect(rows.allSatisfy { $0.replacing("\\|", with: "").count { $0 == "|" } == 9 })
    }

    @Test("Numbers of the items are those of the publications")
    func numbers() throws {
        let lists = Dictionary(
            uniqueKeysWithValues: Self.report(SyntheticReview.complete).checklists.map {
                ($0.id, $0.items.map(\.number))
            }
        )
        func numbers(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
        let prisma = numbers(
            """
            1 2 3 4 5 6 7 8 9 10a 10b 11 12 13a 13b 13c 13d 13e 13f 14 15 16a 16b 17 18 19 20a 20b 20c 20d \
            21 22 23a 23b 23c 23d 24a 24b 24c 25 26 27
            """
        )
        #expect(prisma.count == 42)
        #expect(lists["prisma-2020"] == prisma)
        #expect(lists["prisma-2020-abstracts"] == (1...12).map(String.init))
        #expect(lists["prisma-s"] == (1...16).map(String.init))
        // Salameh et al. (2020), doi:10.1136/bmj.m2632: no items 15 and 22; D1 and D2 are new.
        let dta = numbers(
            "1 2 3 D1 4 5 6 7 8 9 10 11 12 13 14 D2 16 17 18 19 20 21 23 24 25 26 27"
        )
        #expect(dta.count == 27)
        #expect(lists["prisma-dta"] == dta)
        #expect(lists["tripod-srma"]?.allSatisfy(\.isEmpty) == true)
    }

    @Test("Lists for accuracy and for prediction models come where they apply")
    func whichLists() throws {
        var plan = SyntheticReview.plan()
        plan.analyses = []
        plan.accuracyAnalyses = []
        let always = ["prisma-2020", "prisma-2020-abstracts", "prisma-s"]
        #expect(Self.report([.protocolSet(plan)]).checklists.map(\.id) == always)
        plan.analyses = [AnalysisPlan(id: "s", title: "S", measure: .specificity)]
        #expect(Self.report([.protocolSet(plan)]).checklists.map(\.id) == always + ["prisma-dta"])
        plan.analyses = [AnalysisPlan(id: "s", title: "S", measure: .auc)]
        #expect(Self.report([.protocolSet(plan)]).checklists.map(\.id) == always + ["tripod-srma"])
    }

    @Test(
        "Every item has a status; what is not answered says what is left; files named exist",
        arguments: stages
    )
    func listsAreComplete(events: Int) throws {
        let report = Self.report(Array(SyntheticReview.complete.prefix(events)))
        let paths = Set(report.files.map(\.path) + ["methods.md (appendix)"])
        let statuses = Set(ChecklistStatus.allCases.map(\.rawValue))
        for list in report.checklists {
            for row in report.filled(list).rows {
                let cells = row.map(\.text)
                #expect(statuses.contains(cells[4]))
                #expect(!cells[2].isEmpty && !cells[3].isEmpty)
                let isOpen = [ChecklistStatus.partly, .authors].map(\.rawValue).contains(cells[4])
                #expect(isOpen == !cells[7].isEmpty, "\(list.id) \(cells)")
                #expect((cells[4] == ChecklistStatus.authors.rawValue) == cells[6].isEmpty)
                for place in cells[5].split(separator: "; ") {
                    let path = place.split(separator: "#").first.map(String.init) ?? ""
                    #expect(paths.contains(path), "\(list.id) \(cells[0]): \(place)")
                }
            }
        }
    }

    @Test("The summary of findings holds the pool, and the judgements stay empty")
    func summary() throws {
        let report = Self.report(SyntheticReview.complete)
        let table = report.summaryOfFindingsTable
        let stages = report.results.flatMap(\.stages)
        #expect(table.rows.count == stages.count)
        for (index, column) in table.columns.enumerated() where column.name.contains("to be judged")
        {
            #expect(table.rows.allSatisfy { $0[index].exact.isEmpty })
        }
        let judged = table.columns.count { $0.name.contains("to be judged by the authors") }
        #expect(judged == 6)
        let row = try #require(table.rows.first { $0[1].text == "Internal validation" })
        #expect(row[2].text == "4" && row[4].text == "330" && row[5].text == "140")
        #expect(row[9].text.contains("not appraised") == false)
        #expect(row[9].text.contains("no overall judgement yet"))
        #expect(row.contains { $0.text.hasPrefix("Egger's test over 3 evaluations: p") })
        #expect(report.page.contains("Summary of findings"))
    }

    @Test("Expected numbers add up to 1000 at the median prevalence; ten studies are tested")
    func expectedNumbers() throws {
        var rows: [Evaluation] = []
        for number in 1...10 {
            var row = Evaluation(study: "S\(number)", stage: .external, line: number + 1)
            row.crossTable = CrossTable(
                truePositives: 16 + number % 3,
                falsePositives: 10 + number,
                falseNegatives: 4 - number % 3,
                trueNegatives: 70 - number + 5 * number
            )
            row.values = [.sensitivity: Double(16 + number % 3) / 20]
            rows.append(row)
        }
        let sheet = Sheet(file: "e.csv", sha256: "d", rows: rows)
        var plan = SyntheticReview.plan()
        plan.accuracyAnalyses = [AccuracyPlan(id: "together", title: "Both", model: .linear)]
        let report = Self.report([.protocolSet(plan), .evaluationsRecorded(sheet)])
        let row = try #require(report.summaryOfFindingsTable.rows.first)
        // Units with the condition: 20 of 100 + 5k; the median of k = 5 and 6 is between 20/125 and 20/130.
        let text = try #require(row.first { $0.text.hasPrefix("Of 1000") }).text
        #expect(text.contains("prevalence of 15.7% (median"), "\(text)")
        #expect(text.contains("157 have the condition"))
        let numbers = text.matches(of: /([0-9]+) (true positives|false negatives)/)
            .compactMap { Int($0.1) }
        #expect(numbers.reduce(0, +) == 157)
        #expect(row.contains { $0.text.hasPrefix("Egger's test over 10 evaluations: p") })
        let both = try #require(report.summaryOfFindingsTable.rows.last).map(\.text)
        #expect(both[0] == "Both")
        #expect(both[2] == "10" && both[5] == "200")
        #expect(both[6].hasPrefix("sensitivity 0.") && both[6].contains("; specificity 0."))
        #expect(both[8].contains("157 have the condition") && both[8].contains("843 do not have"))
        #expect(both.contains { $0.hasPrefix("Deeks' test over 10 evaluations: p") }, "\(both)")
        let model = "by the bivariate linear model, ML, at the level 95%."
        #expect(report.methodsText.contains(model), "\(report.methodsText)")
        #expect(
            report.methodsText.contains("were tested by Egger's test (")
        )
    }

    @Test("A review of accuracy alone, with rows of one study that cannot be fitted, says so")
    func accuracyAlone() throws {
        var plan = SyntheticReview.plan()
        plan.analyses = []
        plan.accuracyAnalyses = [AccuracyPlan(id: "together", title: "Both")]
        var row = Evaluation(study: "S1", stage: .external, line: 2)
        row.crossTable = CrossTable(
            truePositives: 8,
            falsePositives: 2,
            falseNegatives: 2,
            trueNegatives: 8
        )
        let sheet = Sheet(file: "e.csv", sha256: "d", rows: [row])
        let report = Self.report([.protocolSet(plan), .evaluationsRecorded(sheet)])
        let text = report.methodsText
        #expect(
            text.contains("External validation: 1 evaluation of 1 study with a two-by-two table")
        )
        #expect(!text.contains("the model was fitted"))
        #expect(Self.faults(in: text) == [])
        let cells = try #require(report.summaryOfFindingsTable.rows.first).map(\.text)
        #expect(cells[6].hasPrefix("not pooled: "))
        #expect(cells[8].isEmpty)
        let list = try #require(report.checklists.first { $0.id == "prisma-dta" })
        let item = try #require(report.filled(list).rows.first { $0[0].text == "20" })
        #expect(item[6].text.hasPrefix("1 two-by-two table, with"))
    }

    @Test("The page lists every further file with a sentence")
    func pageListsFiles() throws {
        let report = Self.report(SyntheticReview.complete)
        let html = report.html(of: .pack)
        let folders = Dictionary(grouping: report.attachments.map(\.path)) { path in
            path.contains("/") ? String(path.prefix { $0 != "/" }) : ""
        }
        #expect(folders[""]?.sorted() == ["methods.md", "summary-of-findings.md", "tables.xlsx"])
        #expect(folders["checklists"]?.count == 2 * 5)
        #expect(folders.keys.sorted() == ["", "checklists", "references", "revman"])
        for file in report.attachments {
            #expect(html.contains("<a href=\"\(file.path)\">"))
            #expect(file.purpose.hasSuffix("."))
        }
        #expect(
            report.checklists.map(report.filled).allSatisfy { table in
                ParsedPage(table.html(), isFragment: true).fault == nil
            }
        )
    }
}
