import Foundation
import TestSupport
import Testing

/// What `evaluate` writes becomes estimates of a study.
struct ExtractEvaluationTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try SampleReview.write(to: folder)
        try folder.write(Self.predictions, to: "predictions.csv")
        let built = try CommandLineProgram.run(["build", folder.path])
        #expect(built.status == 0)
    }

    private static let predictions: String = {
        var rows = "outcome,net,set\n"
        for index in 0..<60 {
            let isEvent = index % 3 == 0
            let score = Double((index * 37) % 100) / 150 + (isEvent ? 0.3 : 0)
            rows += "\(isEvent ? 1 : 0),\(score),\(index < 30 ? "internal" : "external")\n"
        }
        return rows
    }()

    /// Writes the evaluation into the folder; gives its path.
    private func evaluation(_ arguments: [String]) throws -> String {
        let outcome = try CommandLineProgram.run(
            ["evaluate", folder.path + "/predictions.csv", "--label", "outcome", "--score", "net"]
                + arguments + ["--json"]
        )
        #expect(outcome.status == 0)
        try folder.write(outcome.text, to: "evaluation.json")
        return folder.path + "/evaluation.json"
    }

    private func estimates() throws -> [[String]] {
        let text = try CommandLineProgram.run(
            ["export", folder.path, "--what", "extraction", "-o", folder.path + "/out"]
        )
        #expect(text.status == 0)
        return try folder.text("out/estimates.csv").split(separator: "\n").dropFirst()
            .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
            .filter { $0[0] == "Dietrich2022" && $0[1] == "net2" }
    }

    @Test func curvesBecomeRowsWithTheirOwnErrors() throws {
        let file = try evaluation(["--group", "set", "--threshold", "0.5"])
        let json = try CommandLineProgram.object([
            "evaluate", folder.path + "/predictions.csv", "--label", "outcome", "--score", "net",
            "--group", "set", "--threshold", "0.5",
        ])
        let curves = try #require(json["curves"] as? [[String: Any]])
        let taken = try CommandLineProgram.run([
            "extract", folder.path, file, "--study", "Dietrich2022", "--model", "net2",
            "--unit", "patient",
        ])
        #expect(taken.status == 0)
        let rows = try estimates()
        #expect(rows.map { $0[2] } == ["internal", "external"])
        for (row, curve) in zip(rows, curves) {
            #expect(Double(row[6]) == curve["auc"] as? Double)
            let error = try #require(curve["se"] as? Double)
            #expect(abs((Double(row[7]) ?? 0) - error) < 1e-12)
            #expect(Int(row[4]) == 30)
            let table = row[14...17].compactMap { Int($0) }
            #expect(table.reduce(0, +) == 30)
            #expect(row[18].contains("given beforehand"))
        }
        // Again: nothing new; under another unit: in the place of the first.
        let again = try CommandLineProgram.run([
            "extract", folder.path, file, "--study", "Dietrich2022", "--model", "net2",
            "--unit", "patient",
        ])
        #expect(again.text.contains("nothing new"))
        let other = try CommandLineProgram.run([
            "extract", folder.path, file, "--study", "Dietrich2022", "--model", "net2",
            "--unit", "lesion",
        ])
        #expect(other.status == 0)
        #expect(try estimates().map { $0[3] } == ["lesion", "lesion"])
    }

    @Test func aThresholdOfTheSameCasesIsTakenOnRequestOnly() throws {
        let file = try evaluation([])
        func take(_ more: [String]) throws -> [[String]] {
            let outcome = try CommandLineProgram.run(
                [
                    "extract", folder.path, file, "--study", "Dietrich2022", "--model", "net2",
                    "--stage", "external",
                ] + more
            )
            #expect(outcome.status == 0)
            return try estimates()
        }
        #expect(try take([])[0][14].isEmpty)
        let youden = try take(["--point", "youden"])
        #expect(youden.count == 1)
        #expect(!youden[0][14].isEmpty)
        #expect(youden[0][18].contains("chosen on these cases"))
    }

    @Test func whatIsMissingIsAskedFor() throws {
        let file = try evaluation([])
        expectRefused(try CommandLineProgram.run(["extract", folder.path, file]), "--study STUDY")
        let stage = ["extract", folder.path, file, "--study", "Dietrich2022"]
        expectRefused(try CommandLineProgram.run(stage), "--stage")
        try folder.write("{\"a\": 1}", to: "other.json")
        let other = ["extract", folder.path, folder.path + "/other.json", "--study", "Adams2020"]
        expectRefused(try CommandLineProgram.run(other), "the key 'cases' is missing", "--json")
        try folder.write("{\"kind\": \"weather\"}", to: "other.json")
        expectRefused(try CommandLineProgram.run(other), "its key 'kind' is none of evaluate")
        try folder.write("{\"kind\": \"classes\", ", to: "other.json")
        expectRefused(try CommandLineProgram.run(other), "cut short")
        expectRefused(
            try CommandLineProgram.run(stage.dropLast() + ["Nobody", "--stage", "external"]),
            "unknown study"
        )
    }
}
