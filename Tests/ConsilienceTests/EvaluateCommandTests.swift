import Foundation
import TestSupport
import Testing

/// `evaluate` on the reference predictions and on bad tables.
@Suite("evaluate", .enabled(if: CommandLineProgram.isBuilt))
struct EvaluateCommandTests {
    private struct Reference: Decodable {
        struct Curve: Decodable {
            let id: String
            let label: [Int]
            let score: [Double]
            let auc: Double
            let delongVariance: Double
            let ci95: [Double]
            let thresholds: [Double?]
            let sensitivity: [Double]
            let specificity: [Double]
            let partialAuc90to100spec: Double
        }
        struct Comparison: Decodable {
            let a: String
            let b: String
            let z: Double
            let p: Double
        }
        let curves: [Curve]
        let comparisons: [Comparison]
    }

    private func close(_ found: Any?, _ expected: [Double]) -> Bool {
        guard let found = found as? [Double], found.count == expected.count else { return false }
        return zip(found, expected).allSatisfy { abs($0 - $1) < 1e-9 }
    }

    @Test func figuresAreThoseOfPROC() throws {
        guard let path = SharedFolder.file("data/reference/roc.json") else { return }
        let reference = try JSONDecoder().decode(
            Reference.self,
            from: Data(contentsOf: path)
        )
        let folder = try TemporaryFolder()
        let ids = reference.curves.map(\.id)
        var text = "y," + ids.joined(separator: ",") + "\n"
        for row in reference.curves[0].label.indices {
            let scores = reference.curves.map { "\($0.score[row])" }
            text += "\(reference.curves[0].label[row])," + scores.joined(separator: ",") + "\n"
        }
        try folder.write(text, to: "p.csv")
        let result = try CommandLineProgram.object([
            "evaluate", folder.path + "/p.csv", "--label", "y", "--score",
            ids.joined(separator: ","),
        ])
        let curves = try #require(result["curves"] as? [[String: Any]])
        #expect(curves.compactMap { $0["score"] as? String } == ids)
        for (found, expected) in zip(curves, reference.curves) {
            #expect(close([found["auc"] as? Double ?? 0], [expected.auc]))
            #expect(close([found["delongVariance"] as? Double ?? 0], [expected.delongVariance]))
            #expect(close(found["ci95"], expected.ci95))
            #expect(close(found["sensitivity"], expected.sensitivity))
            #expect(close(found["specificity"], expected.specificity))
            let partial = found["partialAuc90to100spec"] as? Double ?? 0
            #expect(close([partial], [expected.partialAuc90to100spec]))
            let thresholds = (found["thresholds"] as? [Any] ?? []).map { $0 as? Double }
            #expect(thresholds.count == expected.thresholds.count)
            #expect(thresholds.first == .some(nil) && thresholds.last == .some(nil))
        }
        let comparisons = try #require(result["comparisons"] as? [[String: Any]])
        #expect(comparisons.count == 3)
        for expected in reference.comparisons {
            let found = try #require(
                comparisons.first {
                    $0["a"] as? String == expected.a && $0["b"] as? String == expected.b
                }
            )
            #expect(close([found["z"] as? Double ?? 0], [expected.z]))
            #expect(close([found["p"] as? Double ?? 0], [expected.p]))
        }
    }

    private func table(_ folder: TemporaryFolder) throws {
        var text = "y,p,where,patient\n"
        for number in 0..<400 {
            let event = number % 4 == 0
            let risk = Double((number * 37) % 100) / 200 + (event ? 0.35 : 0.05)
            text += "\(event ? "yes" : "no"),\(risk),\(number < 250 ? "internal" : "external"),"
            text += "p\(number / 2 % 130)\n"
        }
        try folder.write(text, to: "p.csv")
    }

    @Test func groupsClustersAndProbabilities() throws {
        let folder = try TemporaryFolder()
        try table(folder)
        let result = try CommandLineProgram.object([
            "evaluate", folder.path + "/p.csv", "--label", "y", "--score", "p", "--group", "where",
            "--cluster", "patient", "--threshold", "0.4", "--prevalence", "0.05",
        ])
        let curves = try #require(result["curves"] as? [[String: Any]])
        #expect(curves.compactMap { $0["group"] as? String } == ["internal", "external"])
        #expect(curves.compactMap { $0["n"] as? Int } == [250, 150])
        #expect(curves.allSatisfy { $0["clusteredVariance"] is Double })
        let comparisons = try #require(result["comparisons"] as? [[String: Any]])
        #expect(comparisons.count == 1 && comparisons[0]["paired"] as? Bool == false)
        let calibration = try #require(result["calibration"] as? [[String: Any]])
        #expect(calibration.count == 2)
        #expect((calibration[0]["decision"] as? [Any])?.count == 99)
        let warnings = try #require(result["warnings"] as? [String])
        #expect(warnings.contains { $0.contains("stand in more than one group") })
        #expect(!warnings.contains { $0.contains("chosen on the cases") })
        let plain = try CommandLineProgram.run([
            "evaluate", folder.path + "/p.csv", "--label", "y", "--score", "p",
        ])
        #expect(plain.status == 0 && plain.text.contains("Youden's index"))
    }

    @Test(arguments: [
        ("y,p\n1,0.2\n0,high\n1,nan\n", "p.csv:3", "'high'"),
        ("y,p\n1,0.2\n0,high\n1,nan\n", "p.csv:4", "'nan'"),
        ("y,p\n1,0.2\n2,0.1\n0,0.4\n", "p.csv:1", "3 classes"),
        ("y,p\nill,0.2\nwell,0.1\n", "p.csv:1", "--positive"),
        ("y,p\n1,0.2\n1,0.1\n", "p.csv", "all 2 cases have the event"),
        ("y,q\n1,0.2\n", "p.csv:1", "'p' is missing"),
        ("y,p\n1,\n0,1\n", "p.csv:2", "blank"),
        ("y,p\n", "p.csv", "no cases"),
    ])
    func badTablesAreRefused(_ text: String, _ place: String, _ what: String) throws {
        let folder = try TemporaryFolder()
        try folder.write(text, to: "p.csv")
        let outcome = try CommandLineProgram.run(
            ["evaluate", "p.csv", "--label", "y", "--score", "p", "--json"],
            in: folder.path
        )
        #expect(outcome.status == 1)
        #expect(outcome.output.isEmpty)
        #expect(
            outcome.errors.contains(place) && outcome.errors.contains(what),
            "\(outcome.errors)"
        )
    }
}
