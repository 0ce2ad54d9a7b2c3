import Foundation
import MetaAnalysis
import Reporting
import Review
import RiskOfBias
import Statistics
import Testing

/// The tables: their numbers are those of the review, and each leads back to its sheet.
struct ReportTablesTests {
    let report = Report(SyntheticReview.input(SyntheticReview.complete))

    func table(_ id: String) throws -> Table { try #require(report.tables.first { $0.id == id }) }

    func column(_ name: String, of table: Table) throws -> [Table.Cell] {
        let index = try #require(table.columns.firstIndex { $0.name == name })
        return table.rows.map { $0[index] }
    }

    @Test("Every row of every table has a cell per column; names of tables are unique")
    func tablesAreRectangular() throws {
        for table in report.tables {
            #expect(table.rows.allSatisfy { $0.count == table.columns.count }, "\(table.id)")
            let names = table.columns.filter { $0.place != .page }.map(\.name)
            #expect(Set(names).count == names.count, "\(table.id)")
        }
        #expect(Set(report.tables.map(\.id)).count == report.tables.count)
        for table in report.tables {
            #expect(
                table.id.utf8.allSatisfy { byte in
                    (97...122).contains(byte) || (48...57).contains(byte) || byte == 45
                },
                "\(table.id)"
            )
        }
    }

    @Test("Analyses whose identifiers read the same get files of their own")
    func slugsAreUnique() throws {
        let paths = report.files.map(\.path)
        #expect(paths.contains("tables/results-auc-by-stage.csv"))
        #expect(paths.contains("tables/results-auc-by-stage--2.csv"))
        #expect(paths.contains("tables/accuracy-auc-by-stage--2.csv"))
        #expect(Set(paths).count == paths.count)
    }

    @Test("The pooled figures are those of the analysis, exactly")
    func pooledFigures() throws {
        let result = try #require(report.results.first)
        let table = try table("results-auc-by-stage")
        let pooled = try column("Pooled AUC", of: table).map(\.exact)
        let expected = result.stages.map { $0.pooled.map { "\($0.estimate)" } ?? "" }
        #expect(pooled == expected)
        #expect(expected.filter { !$0.isEmpty }.count == 2)
        // Computed apart from the review: the same figures pooled by the library.
        let estimates = try [(0.91, 100.0, 40.0), (0.84, 150, 70), (0.95, 80, 30)].map {
            let extraction = try DiscriminationReport(
                auc: $0.0,
                standardError: nil,
                lowerLimit: nil,
                upperLimit: nil,
                participants: $0.1,
                events: $0.2
            ).logitEstimate()
            guard case .estimate(let estimate) = extraction else { throw Missing.estimate }
            return estimate
        }
        let fit = try RandomEffectsFit(
            estimates: estimates.map(\.value),
            samplingVariances: estimates.map(\.samplingVariance)
        )
        let back = 1 / (1 + exp(-fit.estimate))
        let printed = try #require(Double(pooled[1]))
        #expect(abs(printed - back) < 1e-12)
        #expect(try column("I squared", of: table)[1].exact == "\(fit.iSquared)")
        #expect(try column("Q degrees of freedom", of: table)[1].exact == "2")
    }

    enum Missing: Error { case estimate }

    @Test("The weighted mean names the evaluations and patients behind it")
    func weightedMean() throws {
        let table = try table("results-auc-by-stage")
        let mean = try #require(Double(try column("Weighted mean AUC", of: table)[1].exact))
        #expect(abs(mean - (0.91 * 100 + 0.84 * 150 + 0.95 * 80) / 330) < 1e-12)
        #expect(try column("Evaluations in the mean", of: table)[1].exact == "3")
        #expect(table.html().contains("3 evaluations, n = 330"))
    }

    @Test("An evaluation that cannot be pooled is listed with what is missing")
    func notPooled() throws {
        let table = try table("not-pooled-auc-by-stage")
        #expect(try column("Identifier", of: table).map(\.exact) == ["S4", "S4"])
        #expect(try column("Missing", of: table).allSatisfy { !$0.text.isEmpty })
        #expect(
            try column("Sheet", of: table).map(\.exact) == ["estimates.csv:8", "estimates.csv:5"]
        )
        let training = try column("AUC", of: table)[0]
        #expect(training.text == ">0.999")
        #expect(training.exact == "0.9999")
    }

    @Test("Rows of numbers lead back to their sheets")
    func provenance() throws {
        let results = try table("results-auc-by-stage")
        #expect(
            try column("Sheet", of: results).map(\.exact) == [
                "estimates.csv:8", "estimates.csv:2–5", "estimates.csv:6–7",
            ]
        )
        for (id, file) in [
            ("evaluations-auc-by-stage", "estimates.csv:"), ("evaluations", "estimates.csv:"),
            ("studies", "studies.csv:"), ("risk-of-bias", "appraisals.csv:"),
        ] {
            let sheets = try column("Sheet", of: table(id))
            #expect(!sheets.isEmpty)
            #expect(sheets.allSatisfy { $0.exact.hasPrefix(file) }, "\(id)")
        }
        let drops = try table("drop-auc-by-stage")
        #expect(try column("Sheet", of: drops).allSatisfy { $0.exact.hasPrefix("estimates.csv:") })
        let included = try table("included-reports")
        #expect(try column("Records", of: included).first?.exact == "a.ris:1; b.ris:1")
        #expect(
            try column("Decisions", of: included).first?.exact == "decisions.csv:19–20"
        )
    }

    @Test("The drop between stages is given, or the reason why not")
    func drop() throws {
        let result = try #require(report.results.first)
        let table = try table("drop-auc-by-stage")
        let html = report.html(of: .results)
        if let comparison = result.comparison {
            #expect(table.rows.count == comparison.drops.count)
        } else {
            let why = try #require(result.whyNotCompared)
            #expect(table.rows.isEmpty)
            #expect(table.emptyText.contains(why))
            #expect(html.contains("No drop between stages can be given"))
        }
    }

    @Test("The counts of the flow diagram are the journal's, with the studies of real pools")
    func flow() throws {
        #expect(report.flow.brokenIdentities.isEmpty)
        #expect(report.flow.studiesInMetaAnalysis == 3)
        let rows = report.flowTable.rows.map { $0.map(\.exact) }
        for row in [
            ["Records from databases", "", "10"], ["Duplicate records removed", "", "2"],
            ["Records screened", "", "8"], ["Records excluded", "review", "2"],
            ["Reports not retrieved", "", "1"], ["Reports excluded", "no AUC", "1"],
            ["New studies included", "", "4"], ["Studies in the meta-analysis", "", "3"],
        ] {
            #expect(rows.contains(row), "\(row)")
        }
    }

    @Test("Excluded reports stand with reason and decisions; open duplicates with both records")
    func exclusions() throws {
        let excluded = try table("excluded-reports")
        #expect(try column("Reason", of: excluded).map(\.exact) == ["no AUC"])
        #expect(try column("Decisions", of: excluded).map(\.exact) == ["decisions.csv:27–28"])
        #expect(try table("excluded-records").rows.count == 2)
        #expect(try table("not-retrieved").rows.count == 1)
        let open = try table("duplicates-to-decide")
        #expect(open.rows.map { [$0[0].exact, $0[2].exact] } == [["a.ris:7", "a.ris:8"]])
    }

    @Test("Patients come with the number of studies that state them")
    func patients() throws {
        let rows = try table("modalities").rows.map { $0.map(\.exact) }
        #expect(rows == [["CT", "2", "0.5", "400", "1"], ["MRI", "2", "0.5", "300", "2"]])
        #expect(report.html(of: .studies).contains("700 patients, stated by 3 of 4"))
        let tumours = try table("primary-tumours").rows.map { $0.map(\.exact) }
        #expect(
            tumours == [["breast", "1", "1.0", "200", "1"], ["lung", "1", "1.0", "200", "1"]]
        )
    }

    @Test("An override shows its reason, a disagreement and a missing appraisal are open")
    func appraisals() throws {
        let overrides = try table("overrides").rows.map { $0.map(\.text) }
        #expect(overrides.count == 1)
        #expect(overrides.first?[2...4] == ["low", "high", "consensus"])
        let open = try table("appraisal-open").rows.map { [$0[0].text, $0[1].text] }
        #expect(open.contains(["Author2 2021", "disagreement without consensus"]))
        #expect(open.contains(["S4", "not appraised"]))
        let rows = try table("appraisal-open").rows.map { $0.map(\.text) }
        let silent = rows.filter { $0[1] == "judged without any rationale" }
        #expect(silent.first { $0[0].hasPrefix("Author1") }?[2] == "D1; D2; D3; D4; A1")
        #expect(silent.first { $0[0].contains("&3") }?[2] == "D1; D2; D3")
        #expect(report.figures.contains { $0.id == "risk-of-bias" })
        let columns = try table("risk-of-bias").columns.map(\.name)
        #expect(columns.contains { $0.hasPrefix("Applicability") })
    }

    @Test("Gaps name single assessors, evaluations nobody judged and studies that do not exist")
    func appraisalGaps() throws {
        func answer(_ study: String, _ estimate: String?, line: Int) -> AppraisalAnswer {
            AppraisalAnswer(
                study: study,
                estimate: estimate,
                assessor: "Cleo",
                item: "1.1",
                answer: "Y",
                line: line
            )
        }
        let rows = [answer("S1", "another model", line: 2), answer("S99", nil, line: 3)]
        let sheet = Sheet(file: "appraisals.csv", sha256: "d5", rows: rows)
        let events = SyntheticReview.complete.map { event in
            if case .appraisalsRecorded = event { return EventPayload.appraisalsRecorded(sheet) }
            return event
        }
        let report = Report(SyntheticReview.input(events))
        let open = report.openAppraisalTable.rows.map { $0.map(\.text) }
        let name = "Author1 2020"
        #expect(
            open.contains([
                name + ", another model", "fewer assessors than planned", "1 of 2: Cleo",
            ])
        )
        let unjudged = open.first { $0[1] == "evaluation without an appraisal" }
        #expect(unjudged?[0] == name)
        #expect(unjudged?[2].isEmpty == false)
        #expect(
            open.contains(["S99", "study that the review does not have", "appraisals.csv:3"])
        )
    }

    @Test("Agreement is drawn of what the tables say, and leads back to it")
    func agreementFigures() throws {
        let screening = try #require(report.screeningAgreementFigure)
        #expect(screening.svg.contains("Cohen κ"))
        let pairs = Set(try table("agreement").rows.map { $0[0].text })
        for pair in pairs { #expect(screening.svg.contains(pair)) }
        let appraisal = try #require(report.appraisalAgreementFigure)
        #expect(appraisal.svg.contains("1.1"))
        #expect(report.html(of: .riskOfBias).contains("agreement-appraisal"))
    }

    @Test("The figures at the top are of one kind for all stages")
    func keyFigures() throws {
        let mixed = report.page
        #expect(mixed.contains("weighted mean of 3 evaluations, n = 330"))
        #expect(!mixed.contains("pooled, 95% CI"))
        var events = SyntheticReview.complete
        events[6] = .evaluationsRecorded(
            Sheet(
                file: "estimates.csv",
                sha256: "d",
                rows: (1...3).map { number in
                    SyntheticReview.evaluation(
                        "S\(number)",
                        .external,
                        auc: 0.7 + 0.05 * Double(number),
                        size: 100,
                        events: 40,
                        line: number + 1
                    )
                }
            )
        )
        let pooled = Report(SyntheticReview.input(events)).page
        #expect(pooled.contains("pooled, 95% CI"))
        #expect(!pooled.contains("weighted mean of"))
    }

    @Test("Figures of others stay in their own section")
    func comparisonStaysApart() throws {
        let theirs = "0.4321"
        for section in ReportSection.allCases {
            #expect(report.html(of: section).contains(theirs) == (section == .comparison))
        }
        for table in report.tables where table.id != "published-figures" {
            #expect(!table.csv.contains(theirs), "\(table.id)")
        }
        #expect(report.html(of: .comparison).contains("not results of this review"))
    }

    @Test("The statement stands at the top and over each section of results")
    func statement() throws {
        let statement = "Made up for tests; do not cite."
        for section in [ReportSection.studies, .results, .riskOfBias] {
            #expect(report.html(of: section).contains(statement), "\(section)")
        }
        #expect(report.page.contains("<p class=\"statement\" role=\"note\">\(statement)</p>"))
    }

    @Test("CSV quotes what RFC 4180 asks to quote and keeps every digit")
    func csv() throws {
        let table = Table(
            id: "x",
            title: "X",
            columns: [.init("a,b"), .init("page", place: .page), .init("c")],
            rows: [
                [
                    .init("line\nbreak"), .init("hidden"),
                    .init("0.33", exact: "0.3333333333333333"),
                ],
                [.init("say \"no\""), .init("hidden")],
            ]
        )
        #expect(
            table.csv
                == "\"a,b\",c\r\n\"line\nbreak\",0.3333333333333333\r\n\"say \"\"no\"\"\",\r\n"
        )
        let html = table.html()
        #expect(html.contains("hidden") && html.contains("0.33<"))
    }
}
