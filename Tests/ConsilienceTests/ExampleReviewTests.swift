import Foundation
import TestSupport
import Testing
import Workbench

/// The example review, built from its text files in a copy.
///
/// The expected counts are those of its README, worked out by hand from the sheets.
@Suite("Example of spinal metastasis", .enabled(if: CommandLineProgram.isBuilt))
struct ExampleReviewTests {
    /// The text files of the example alone: no journal, no report.
    private func copy() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let example = Checkout.file("Examples/spinal-metastasis").path
        let files = [
            "review.yaml", "duplicates.csv", "decisions.csv", "studies.csv", "estimates.csv",
            "appraisals.csv", "exports",
        ]
        for file in files {
            try FileManager.default.copyItem(
                atPath: example + "/" + file,
                toPath: folder.path + "/" + file
            )
        }
        return folder
    }

    private func parts(_ value: Any?) -> [String: Int] {
        let list = value as? [[String: Any]] ?? []
        return Dictionary(
            list.compactMap { part in
                guard let label = part["label"] as? String, let count = part["count"] as? Int else {
                    return nil
                }
                return (label, count)
            },
            uniquingKeysWith: +
        )
    }

    @Test func countsMeansAndManifest() throws {
        let folder = try copy()
        let result = try CommandLineProgram.object(["build", folder.path, "--quiet"])
        try checkFlow(try #require(result["prisma"] as? [String: Any]))
        try checkMeans(try #require(result["results"] as? [String: Any]))
        let verified = try CommandLineProgram.object(["verify", folder.path])
        #expect(verified["report"] as? String == "same")
        #expect((verified["findings"] as? [Any])?.isEmpty == true)
        #expect(verified["records"] as? Int == 122)
        let status = try CommandLineProgram.object(["status", folder.path])
        #expect((status["reportsWithoutStudy"] as? [Any])?.isEmpty == true)
        #expect((status["brokenIdentities"] as? [Any])?.isEmpty == true)
        let first = try folder.files(below: "report")
        let again = try CommandLineProgram.run(["build", folder.path, "--quiet"])
        #expect(again.status == 0)
        #expect(try folder.files(below: "report") == first)
        let other = try copy()
        try CommandLineProgram.run(["build", other.path, "--quiet"], actor: "somebody else")
        #expect(
            try other.files(below: "report")["manifest.json"] == first["manifest.json"]
        )
    }

    private func checkFlow(_ flow: [String: Any]) throws {
        #expect(
            parts(flow["databases"]) == [
                "MEDLINE": 27, "Embase": 28, "Scopus": 34, "Science Citation Index Expanded": 29,
                "CENTRAL": 4,
            ]
        )
        #expect(flow["databaseTotal"] as? Int == 122)
        #expect(flow["duplicates"] as? Int == 66)
        #expect(flow["screened"] as? Int == 56)
        #expect(flow["excluded"] as? Int == 12)
        #expect(
            parts(flow["excludedReasons"]) == [
                "review": 7, "no AI method": 4, "not spinal imaging": 1,
            ]
        )
        let reports = try #require(flow["reports"] as? [String: Any])
        #expect(reports["sought"] as? Int == 44)
        #expect(reports["notRetrieved"] as? Int == 2)
        #expect(reports["assessed"] as? Int == 42)
        #expect(parts(reports["excluded"]).values.reduce(0, +) == 4)
        #expect(reports["awaiting"] as? Int == 0)
        #expect(flow["awaitingScreening"] as? Int == 0)
        #expect(flow["newReports"] as? Int == 38)
        #expect(flow["newStudies"] as? Int == 38)
    }

    private func checkMeans(_ results: [String: Any]) throws {
        let analyses = try #require(results["analyses"] as? [[String: Any]])
        let auc = try #require(analyses.first { $0["id"] as? String == "auc-by-stage" })
        let stages = try #require(auc["stages"] as? [[String: Any]])
        let expected: [(stage: String, mean: Double, size: Double)] = [
            ("training", 0.949140625, 256), ("internal", 0.822_950_381_679_389_3, 262),
            ("external", 0.787_944_444_444_444_6, 216),
        ]
        for (name, mean, size) in expected {
            let stage = try #require(stages.first { $0["stage"] as? String == name })
            let weighted = try #require(stage["weightedMean"] as? [String: Any])
            let found = try #require(weighted["mean"] as? Double)
            #expect(found.isClose(to: mean), "\(name): \(found)")
            #expect(weighted["size"] as? Double == size)
        }
    }
}

/// The made-up review, complete from exports to the bivariate models.
@Suite("Example of diagnostic accuracy", .enabled(if: CommandLineProgram.isBuilt))
struct MadeUpReviewTests {
    /// The text files of the example in a folder of their own.
    private func copy() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let example = Checkout.file("Examples/diagnostic-accuracy").path
        let files = [
            "review.yaml", "decisions.csv", "included.csv", "estimates.csv", "appraisals.csv",
            "exports",
        ]
        for file in files {
            try FileManager.default.copyItem(
                atPath: example + "/" + file,
                toPath: folder.path + "/" + file
            )
        }
        return folder
    }

    @Test func numbersAreTracedToTheirLines() throws {
        let folder = try copy()
        try CommandLineProgram.run(["build", folder.path, "--quiet"])
        let text = try CommandLineProgram.run([
            "trace", folder.path, "results-auc:external:Pooled AUC",
        ]).text
        for part in ["REML", "estimates.csv:3", "decisions.csv:", "exports/embase.ris:"] {
            #expect(text.contains(part), "\(part)")
        }
        let answer = try CommandLineProgram.object(["trace", folder.path, "screened"])
        #expect(!answer.isEmpty)
        let unknown = try CommandLineProgram.run(["trace", folder.path, "no such thing"])
        #expect(unknown.status == 1 && unknown.errors.contains("results-auc"))
    }

    @Test func differencesAreThoseOfTheEvents() throws {
        let folder = try copy()
        try CommandLineProgram.run(["build", folder.path, "--quiet"])
        let text = try CommandLineProgram.run(["diff", folder.path, "--from", "5"]).text
        #expect(text.contains("not pooled →") && text.contains("new studies included"))
        let none = try CommandLineProgram.run([
            "diff", folder.path + "/report", folder.path + "/report",
        ])
        #expect(none.status == 0)
        let same = try CommandLineProgram.object([
            "diff", folder.path + "/report", folder.path + "/report",
        ])
        #expect((same["changedFiles"] as? [Any])?.isEmpty == true)
    }

    @Test(.enabled(if: ExternalProgram.pandoc.path != nil))
    func textsBecomeWordDocuments() throws {
        let folder = try copy()
        try CommandLineProgram.run(["build", folder.path, "--quiet"])
        let report = folder.path + "/report"
        let outcome = try CommandLineProgram.run(["render", report, "--to", "docx"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        for name in ["methods", "prisma-2020", "tables"] {
            let bytes = FileManager.default.contents(atPath: report + "-docx/\(name).docx")
            #expect(bytes?.prefix(2) == Data("PK".utf8))
        }
        #expect(
            try CommandLineProgram.object(["verify", folder.path])["report"] as? String == "same"
        )
    }

    @Test func modelsAreThoseOfMeta() throws {
        let folder = try copy()
        let built = try CommandLineProgram.object(["build", folder.path, "--quiet"])
        let results = try #require(built["results"] as? [String: Any])
        let accuracy = try #require((results["accuracy"] as? [[String: Any]])?.first)
        let stages = try #require(accuracy["stages"] as? [[String: Any]])
        #expect(stages.compactMap { $0["stage"] as? String } == ["internal", "external"])
        for stage in stages {
            let rows = try #require(stage["evaluations"] as? [[String: Any]])
            #expect(rows.count == 9)
            let lines = rows.map { row in
                let cells = ["tp", "fp", "fn", "tn"].compactMap { row[$0] as? Int }
                return "\(row["study"] ?? ""),"
                    + cells.map(String.init).joined(separator: ",")
            }
            let table = folder.path + "/stage.csv"
            try ("study,tp,fp,fn,tn\n" + lines.joined(separator: "\n") + "\n")
                .write(toFile: table, atomically: true, encoding: .utf8)
            let pooled = try CommandLineProgram.object(["meta", table, "--measure", "dta"])
            let summary = try #require(pooled["summary"] as? [String: Any])
            for name in ["sensitivity", "specificity"] {
                let estimate = try #require(stage[name] as? [String: Any])
                let value = try #require(estimate["value"] as? Double)
                let expected = try #require(summary[name] as? Double)
                #expect(abs(value - expected) < 1e-12)
            }
        }
        let report = try folder.files(below: "report")
        for figure in ["sroc-accuracy", "paired-forest-accuracy", "funnel-auc-internal"] {
            #expect(report["figures/\(figure).svg"] != nil)
        }
    }
}
