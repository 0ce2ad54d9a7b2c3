import Foundation
import TestSupport
import Testing

/// Commands that work on files alone.
@Suite("Commands on files", .enabled(if: CommandLineProgram.isBuilt))
struct FilterCommandTests {
    static let recordKeys: Set<String> = [
        "type", "title", "authors", "year", "date", "journal", "volume", "issue", "pages", "doi",
        "pmid", "pmcid", "issn", "isbn", "abstract", "keywords", "urls", "language", "publisher",
        "accession", "database", "notes", "extra", "source",
    ]

    @Test func convertWritesTheRecordsOfTheContract() throws {
        let folder = try TemporaryFolder()
        try folder.write(SampleReview.pubmed, to: "pubmed.nbib")
        let outcome = try CommandLineProgram.run(
            ["convert", "pubmed.nbib", "--to", "json", "--report", "report.json"],
            in: folder.path
        )
        #expect(outcome.status == 0)
        #expect(outcome.errors.contains("3 of 3 records read"))
        let records = try #require(
            try JSONSerialization.jsonObject(with: outcome.output) as? [[String: Any]]
        )
        #expect(records.count == 3)
        for record in records {
            #expect(Set(record.keys).isSubset(of: Self.recordKeys), "\(record.keys.sorted())")
            #expect(!record.values.contains { ($0 as? String)?.isEmpty == true })
        }
        let first = try #require(records.first)
        #expect(first["doi"] as? String == "10.1234/spine.2020.001")
        #expect(first["pmid"] as? String == "11110001")
        #expect(first["year"] as? Int == 2020)
        #expect(first["abstract"] == nil)
        let author = (first["authors"] as? [[String: Any]])?.first
        #expect(author?["family"] as? String == "Adams")
        #expect(author?["given"] as? String == "Jane")
        let source = try #require(first["source"] as? [String: Any])
        #expect(source["file"] as? String == "pubmed.nbib")
        #expect(source["position"] as? Int == 1)
        #expect(source["line"] as? Int == 1)
        let reports = try #require(
            try JSONSerialization.jsonObject(with: Data(contentsOf: folder.url("report.json")))
                as? [[String: Any]]
        )
        let keys: Set<String> = [
            "file", "format", "encoding", "recordsFound", "recordsRead", "repaired", "problems",
            "missing",
        ]
        #expect(reports.count == 1)
        #expect(keys.isSubset(of: reports.first?.keys.map { $0 } ?? []))
        #expect(reports.first?["recordsRead"] as? Int == 3)
    }

    @Test func dashIsStandardInputAndOutput() throws {
        let outcome = try CommandLineProgram.run(
            ["convert", "-", "--to", "ris", "-o", "-", "--quiet"],
            input: SampleReview.pubmed
        )
        #expect(outcome.status == 0)
        #expect(outcome.errors.isEmpty)
        #expect(outcome.text.split(separator: "\n").count { $0.hasPrefix("TY  -") } == 3)
        // And back: what was written is read as the same records.
        let again = try CommandLineProgram.run(
            ["convert", "-", "--to", "csv", "--quiet"],
            input: outcome.text
        )
        let direct = try CommandLineProgram.run(
            ["convert", "-", "--to", "csv", "--quiet"],
            input: SampleReview.pubmed
        )
        #expect(again.status == 0)
        func titles(_ text: String) -> [Substring] {
            text.split(whereSeparator: \.isNewline).filter { $0.contains("10.1234/") }
        }
        #expect(titles(again.text).count == 3)
        #expect(titles(direct.text).count == 3)
    }

    @Test func convertRefusesWhatIsNoExport() throws {
        let outcome = try CommandLineProgram.run(
            ["convert", "-", "--to", "json"],
            input: "<html>Your session has expired</html>"
        )
        expectRefused(outcome, "stdin")
    }

    @Test func dedupeOfFiles() throws {
        let folder = try TemporaryFolder()
        try folder.write(SampleReview.pubmed, to: "pubmed.nbib")
        try folder.write(SampleReview.embase, to: "embase.ris")
        let summary = try CommandLineProgram.object(
            [
                "dedupe", "pubmed.nbib", "embase.ris", "-o", "unique.json", "--clusters",
                "clusters.csv", "--pairs", "pairs.csv",
            ],
            in: folder.path
        )
        #expect(summary["records"] as? Int == 5)
        #expect(summary["works"] as? Int == 4)
        #expect(summary["duplicates"] as? Int == 1)
        let clusters = try folder.text("clusters.csv").split(whereSeparator: \.isNewline)
        #expect(clusters.first == "id,cluster")
        #expect(clusters.count == 6)
        let pairs = try folder.text("pairs.csv").split(whereSeparator: \.isNewline)
        #expect(pairs.first?.hasPrefix("a,b,score,rule,decision") == true)
        #expect(pairs.dropFirst().contains { $0.contains("merge") })
        let merged = try #require(
            try JSONSerialization.jsonObject(with: Data(contentsOf: folder.url("unique.json")))
                as? [[String: Any]]
        )
        #expect(merged.count == 4)
    }

    static let metaKeys: Set<String> = [
        "measure", "scale", "k", "studies", "notPoolable", "fit", "backTransformed",
        "smallStudyEffects", "leaveOneOut", "cumulative", "influence", "blup", "subgroups",
        "multilevel", "warnings",
    ]
    static let fitKeys: Set<String> = [
        "coefficients", "standardErrors", "statistics", "pValues", "ciLower", "ciUpper", "tau2",
        "seTau2", "tau2CI", "i2", "h2", "i2CI", "q", "qPValue", "logLik", "qm", "qmPValue", "r2",
        "predictionInterval",
    ]

    private var euroScore: String { Checkout.file("Examples/euroscore-ii/estimates.csv").path }

    @Test func metaOfTheEuroScoreExample() throws {
        let result = try CommandLineProgram.object(
            ["meta", euroScore, "--measure", "auc", "--method", "REML", "--test", "knha"]
        )
        #expect(Self.metaKeys.isSubset(of: result.keys), "\(result.keys.sorted())")
        #expect(result["measure"] as? String == "auc")
        #expect(result["k"] as? Int == 23)
        let pooled = try #require(result["backTransformed"] as? [String: Any])
        func close(_ key: String, _ value: Double) -> Bool {
            (pooled[key] as? Double).map { abs($0 - value) < 5e-6 } ?? false
        }
        #expect(close("estimate", 0.78886), "\(pooled)")
        #expect(close("ciLower", 0.76488), "\(pooled)")
        #expect(close("ciUpper", 0.81100), "\(pooled)")
        // With t on k − 1 degrees of freedom, the distribution of the Hartung–Knapp test.
        #expect(close("piLower", 0.67960), "\(pooled)")
        #expect(close("piUpper", 0.86809), "\(pooled)")
        let fit = try #require(result["fit"] as? [String: Any])
        #expect(Self.fitKeys.isSubset(of: fit.keys), "\(fit.keys.sorted())")
        #expect((fit["tau2"] as? Double).map { abs($0 - 0.07007) < 5e-6 } == true)
        let studies = try #require(result["studies"] as? [[String: Any]])
        #expect(studies.count == 23)
        let keys: Set<String> = [
            "study", "yi", "vi", "weight", "estimate", "ciLower", "ciUpper", "source",
        ]
        #expect(studies.allSatisfy { Set($0.keys) == keys })
    }

    @Test func metaForPeopleAndAsFigure() throws {
        let folder = try TemporaryFolder()
        let outcome = try CommandLineProgram.run(
            ["meta", euroScore, "--measure", "auc", "--forest", folder.path + "/forest.svg"]
        )
        #expect(outcome.status == 0)
        #expect(outcome.text.contains("0.78886 [0.76488, 0.81100]"))
        #expect(try folder.text("forest.svg").hasPrefix("<?xml"))
        let text = try String(contentsOfFile: euroScore, encoding: .utf8)
        let piped = try CommandLineProgram.run(
            ["meta", "-", "--measure", "auc", "--forest", "-"],
            input: text
        )
        #expect(piped.status == 0)
        #expect(piped.text.contains("<svg"))
        #expect(piped.text.hasSuffix("</svg>\n") || piped.text.hasSuffix("</svg>"))
    }

    @Test(arguments: [
        (["--measure", "auc"], "study,auc,se\nA,1.3,0.1\nB,0.8,0.1\n", "stdin:2"),
        (["--measure", "auc"], "study,dscore,se\nA,0.9,0.1\n", "dscore"),
        (["--measure", "roc"], "study,auc,se\nA,0.9,0.1\n", "'roc'"),
        (["--measure", "auc", "--method", "XX"], "study,auc,se\nA,0.9,0.1\n", "XX"),
        (["--measure", "auc", "--level", "95"], "study,auc,se\nA,0.9,0.1\n", "95"),
        (["--measure", "auc"], "", "stdin"),
    ])
    func metaRefuses(options: [String], table: String, word: String) throws {
        expectRefused(
            try CommandLineProgram.run(["meta", "-"] + options, input: table),
            word
        )
    }

    @Test func prismaOfASheet() throws {
        let sheet = "data,n\ndatabase_results,100\nduplicates,10\nrecords_screened,90\n"
        let good = try CommandLineProgram.run(["prisma", "-", "--json"], input: sheet)
        #expect(good.status == 0)
        let document = try JSONSerialization.jsonObject(with: good.output) as? [String: Any]
        #expect((document?["brokenIdentities"] as? [Any])?.isEmpty == true)
        let flow = try #require(document?["flow"] as? [String: Any])
        #expect(flow["screened"] as? Int == 90)
        let broken = try CommandLineProgram.run(
            ["prisma", "-", "--json"],
            input: sheet.replacing("screened,90", with: "screened,91")
        )
        #expect(broken.status == 1)
        #expect(broken.errors.contains("records screened = identified"))
        let named = try JSONSerialization.jsonObject(with: broken.output) as? [String: Any]
        #expect((named?["brokenIdentities"] as? [Any])?.count == 1)
        let drawn = try CommandLineProgram.run(["prisma", "-", "--svg", "-"], input: sheet)
        #expect(drawn.status == 0)
        #expect(drawn.text.contains("<svg"))
        #expect(!drawn.text.contains("PRISMA:"))
        let table = try CommandLineProgram.run(["prisma", "-", "--csv", "-"], input: sheet)
        #expect(table.text.hasPrefix("data,node,box,description,boxtext,tooltips,url,n"))
        #expect(table.text.contains(",90"))
    }
}
