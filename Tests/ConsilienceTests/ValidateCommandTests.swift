import Foundation
import TestSupport
import Testing

/// `evaluate` with samples and refits, and `validate`, on the example and on bad tables.
@Suite("validate", .enabled(if: CommandLineProgram.isBuilt))
struct ValidateCommandTests {
    private let folder = Checkout.file("Examples/internal-validation").path
    private let predictors = "age,stage,marker,site,noise1,noise2,noise3,noise4,noise5"

    private func figures(_ found: Any?) throws -> [String: [String: Any]] {
        let list = try #require((found as? [String: Any])?["figures"] as? [[String: Any]])
        return Dictionary(
            uniqueKeysWithValues: list.compactMap { one in
                (one["figure"] as? String).map { ($0, one) }
            }
        )
    }

    @Test func theExampleIsCorrected() throws {
        let result = try CommandLineProgram.object([
            "validate", folder + "/data.csv", "--label", "died", "--predictors", predictors,
            "--resamples", "100",
        ])
        #expect(result["cases"] as? Int == 240 && result["events"] as? Int == 53)
        #expect((result["coefficients"] as? [Any])?.count == 11)
        #expect(result["references"] as? [String: String] == ["stage": "I", "site": "left"])
        let found = try figures(result["bootstrap"])
        let area = try #require(found["auc"]?["corrected"] as? Double)
        let apparent = try #require(found["auc"]?["apparent"] as? Double)
        // The true risk has 0.747; the model was fitted to chance as well.
        #expect(area > 0.68 && area < apparent - 0.02)
        let slope = try #require(result["shrinkage"] as? Double)
        #expect(slope > 0.6 && slope < 0.9)
        let folded = try figures(result["crossValidation"])
        #expect(abs((folded["auc"]?["mean"] as? Double ?? 0) - area) < 0.04)
        let warnings = try #require(result["warnings"] as? [String])
        #expect(warnings.contains { $0.contains("5.3 cases of the rarer class") })
    }

    /// Refits of another program say what refits made here say, but for the samples.
    @Test func refitsOfAnotherProgramAgree() throws {
        let other = try CommandLineProgram.object([
            "evaluate", folder + "/predictions.csv", "--label", "died", "--score", "model",
            "--case", "patient", "--bootstrap", folder + "/refits.csv",
        ])
        let own = try CommandLineProgram.object([
            "validate", folder + "/data.csv", "--label", "died", "--predictors", predictors,
            "--resamples", "100",
        ])
        let first = try figures(other["internalValidation"])
        let second = try figures(own["bootstrap"])
        for (figure, tolerance) in [("auc", 0.02), ("brier", 0.01), ("slope", 0.08)] {
            let one = try #require(first[figure]?["corrected"] as? Double)
            let two = try #require(second[figure]?["corrected"] as? Double)
            #expect(abs(one - two) < tolerance, "\(figure)")
            let apparent = try #require(first[figure]?["apparent"] as? Double)
            #expect(abs(apparent - (second[figure]?["apparent"] as? Double ?? 0)) < 1e-3)
        }
    }

    @Test func clustersAreSaid() throws {
        let result = try CommandLineProgram.object([
            "validate", folder + "/data.csv", "--label", "died", "--predictors", "age,marker",
            "--cluster", "hospital", "--resamples", "20", "--folds", "6", "--repeats", "2",
        ])
        #expect(result["clusters"] as? Int == 24)
        let coefficients = try #require(result["coefficients"] as? [[String: Any]])
        #expect(coefficients.allSatisfy { $0["se"] is NSNull })
        let warnings = try #require(result["warnings"] as? [String])
        #expect(warnings.contains { $0.hasPrefix("24 clusters") })
        let text = try CommandLineProgram.run([
            "validate", folder + "/data.csv", "--label", "died", "--predictors", "age,stage",
            "--resamples", "20",
        ])
        #expect(text.status == 0 && text.text.contains("stage is held against 'I'"))
        #expect(text.text.contains("shrinkage factor"))
    }

    @Test(arguments: [
        ("y,a\n1,0.2\n0,\n1,NA\n0,3\n", "d.csv:3", "blank"),
        ("y,a\n1,0.2\n0,\n1,NA\n0,3\n", "d.csv:4", "'NA'"),
        ("y,a\n1,0.2\n0,high\n1,2\n0,3\n", "d.csv:3", "'high' found, a number expected"),
        ("y,a\n1,low\n0,high\n1,2\n0,mid\n", "d.csv:1", "--categorical"),
        ("y,a\n1,3\n0,3\n1,3\n", "d.csv:1", "predicts nothing"),
        ("y,b\n1,3\n", "d.csv:1", "'a' is missing"),
        ("y,a\n1,3\n1,2\n", "d.csv", "both classes"),
        ("y,a\n1,3\n1,4\n0,1\n0,2\n", "d.csv", "separate the classes"),
        ("y,a\n", "d.csv", "no cases"),
    ])
    func badTablesAreRefused(_ text: String, _ place: String, _ what: String) throws {
        let folder = try TemporaryFolder()
        try folder.write(text, to: "d.csv")
        let outcome = try CommandLineProgram.run(
            ["validate", "d.csv", "--label", "y", "--predictors", "a", "--json"],
            in: folder.path
        )
        expectRefused(outcome, place, what)
    }

    @Test func aPredictorThatFollowsFromOthersIsNamed() throws {
        let folder = try TemporaryFolder()
        let rows = (0..<60).map { "\($0 % 2),\($0 * 7 % 11),\(2 * ($0 * 7 % 11) + 1)" }
        try folder.write("y,a,b\n" + rows.joined(separator: "\n") + "\n", to: "d.csv")
        let outcome = try CommandLineProgram.run(
            ["validate", "d.csv", "--label", "y", "--predictors", "a,b"],
            in: folder.path
        )
        expectRefused(outcome, "d.csv", "'b' follows from the predictors before it")
    }

    @Test(arguments: [
        ("resample,case,times,score\n1,A,1,0.2\n1,B,1,0.4\n1,C,1,x\n", "r.csv:4", "'x' found"),
        ("resample,case,times,score\n1,A,1,0.2\n1,Z,1,0.4\n", "r.csv:3", "'Z' is no case"),
        ("resample,case,times,score\n1,A,1,0.2\n1,A,1,0.4\n", "r.csv:3", "on line 2 already"),
        ("resample,case,times,score\n1,A,1,0.2\n1,B,0.5,0.4\n", "r.csv:3", "whole number"),
        ("resample,case,times,score\n1,A,1,0.2\n1,B,1,0.4\n", "r.csv", "lacks 2 of 4 cases"),
        ("resample,case,score\n1,A,0.2\n", "r.csv:1", "'times' is missing"),
        ("resample,case,times,score\n", "r.csv", "no rows"),
    ])
    func badRefitsAreRefused(_ text: String, _ place: String, _ what: String) throws {
        let folder = try TemporaryFolder()
        try folder.write("y,p,id\n1,0.2,A\n0,0.1,B\n1,0.4,C\n0,0.3,D\n", to: "p.csv")
        try folder.write(text, to: "r.csv")
        let outcome = try CommandLineProgram.run(
            [
                "evaluate", "p.csv", "--label", "y", "--score", "p", "--case", "id", "--bootstrap",
                "r.csv",
            ],
            in: folder.path
        )
        expectRefused(outcome, place, what)
    }

    @Test func samplesAndBandsOfPredictions() throws {
        let file = Checkout.file("Examples/model-predictions/predictions.csv").path
        let common = [
            "evaluate", file, "--label", "metastasis", "--score", "network,reader", "--threshold",
            "0.4",
        ]
        let plain = try CommandLineProgram.object(common)
        let curves = try #require(plain["curves"] as? [[String: Any]])
        #expect(curves[0]["resampled"] == nil && plain["resampling"] == nil)
        let band = try #require(curves[0]["simultaneousBand"] as? [String: Any])
        #expect(band["method"] as? String == "kolmogorov-smirnov")
        let folder = try TemporaryFolder()
        let clustered =
            common + [
                "--cluster", "patient", "--resamples", "100", "--roc", folder.path + "/roc.svg",
                "--band", "simultaneous", "--decision", folder.path + "/decision.svg",
            ]
        let result = try CommandLineProgram.object(clustered)
        #expect((result["resampling"] as? [String: Any])?["units"] as? String == "clusters")
        let found = try #require(result["curves"] as? [[String: Any]])
        let own = try #require(found[0]["simultaneousBand"] as? [String: Any])
        #expect(own["method"] as? String == "cluster-bootstrap")
        let area = try #require((found[0]["resampled"] as? [[String: Any]])?.first)
        let error = try #require(found[0]["se"] as? Double)
        #expect(abs((area["standardError"] as? Double ?? 0) / error - 1) < 0.25)
        #expect(area["estimate"] as? Double == found[0]["auc"] as? Double)
        let calibration = try #require((result["calibration"] as? [[String: Any]])?.first)
        #expect((calibration["decisionBand"] as? [Any])?.count == 99)
        let names = (calibration["resampled"] as? [[String: Any]] ?? [])
            .compactMap { $0["figure"] as? String }
        #expect(
            names == [
                "brier", "scaledBrier", "observedExpected", "inTheLarge", "intercept", "slope",
                "ici",
            ]
        )
        let comparison = try #require((result["comparisons"] as? [[String: Any]])?.first)
        #expect((comparison["resampled"] as? [[String: Any]])?.count == 1)
        let again = try CommandLineProgram.run(clustered + ["--json"])
        let seeded = try CommandLineProgram.run(clustered + ["--json", "--seed", "2"])
        #expect(again.text != seeded.text)
        #expect(try CommandLineProgram.run(clustered + ["--json"]).text == again.text)
        let roc = try String(contentsOfFile: folder.path + "/roc.svg", encoding: .utf8)
        #expect(roc.contains("holds the whole curve"))
        let decision = try String(contentsOfFile: folder.path + "/decision.svg", encoding: .utf8)
        #expect(decision.contains("100 samples of the clusters"))
    }

    @Test func casesInSeveralGroupsAreLeakage() throws {
        let folder = try TemporaryFolder()
        let rows = (0..<40).map {
            "\($0 % 2),\(Double($0 * 7 % 20) / 20 + 0.01),C\($0 % 39),\($0 < 20 ? "train" : "test")"
        }
        try folder.write("y,p,id,set\n" + rows.joined(separator: "\n") + "\n", to: "p.csv")
        let result = try CommandLineProgram.object([
            "evaluate", folder.path + "/p.csv", "--label", "y", "--score", "p", "--group", "set",
            "--case", "id",
        ])
        let warnings = try #require(result["warnings"] as? [String])
        #expect(warnings.contains { $0.hasPrefix("1 of 39 cases ('C0') stand in more than one") })
        let whole = try CommandLineProgram.object([
            "evaluate", folder.path + "/p.csv", "--label", "y", "--score", "p", "--case", "id",
        ])
        let repeated = try #require(whole["warnings"] as? [String])
        #expect(repeated.contains { $0.hasPrefix("1 rows are of a case") })
    }
}
