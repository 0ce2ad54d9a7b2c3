import Foundation
import MedicalImages
import TestSupport
import Testing

/// What `classes`, `lesions` and `segmentation` write becomes estimates of a study, as far as it fits.
struct ExtractOtherEvaluationsTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try SampleReview.write(to: folder)
        let built = try CommandLineProgram.run(["build", folder.path])
        #expect(built.status == 0)
    }

    private static let kinds: String = {
        var rows = "kind,lytic,blastic,mixed\n"
        let classes = ["lytic", "blastic", "mixed"]
        for index in 0..<60 {
            let truth = index % 3
            var weights = (0..<3).map { Double((index * 31 + $0 * 17) % 50 + 1) }
            weights[truth] += 30
            let sum = weights.reduce(0, +)
            let cells = weights.map { "\($0 / sum)" }.joined(separator: ",")
            rows += "\(classes[truth]),\(cells)\n"
        }
        return rows
    }()

    private static let marks = """
        reader,case,x,y,score
        net,a,1,0,0.9
        net,n,5,5,0.8
        net,b,0,1,0.7
        net,a,50,0,0.6
        old,a,0,1,0.5
        old,o,9,9,0.2

        """
    private static let truths = "case,x,y\na,0,0\na,20,0\nb,0,0\nn,,\no,,\n"

    /// Runs a command in the folder and keeps its JSON; gives it as an object.
    private func evaluate(_ arguments: [String]) throws -> [String: Any] {
        let outcome = try CommandLineProgram.run(arguments + ["--json"], in: folder.path)
        #expect(outcome.status == 0, "\(outcome.errors)")
        try folder.write(outcome.text, to: "evaluation.json")
        return try #require(
            try JSONSerialization.jsonObject(with: outcome.output) as? [String: Any]
        )
    }

    private func extract(_ more: [String]) throws -> ProcessOutcome {
        try CommandLineProgram.run(
            ["extract", folder.path, folder.path + "/evaluation.json", "--study", "Dietrich2022"]
                + more
        )
    }

    /// The rows of the study, by the names of the columns.
    private func estimates() throws -> [[String: String]] {
        let outcome = try CommandLineProgram.run(
            ["export", folder.path, "--what", "extraction", "-o", folder.path + "/out"]
        )
        #expect(outcome.status == 0)
        let lines = try folder.text("out/estimates.csv").split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        let header = try #require(lines.first)
        return lines.dropFirst().map { cells in
            Dictionary(zip(header, cells)) { first, _ in first }
        }.filter { $0["study"] == "Dietrich2022" && ($0["note"] ?? "").count > 30 }
    }

    @Test func classesBecomeARowEachAndTheirMean() throws {
        try folder.write(Self.kinds, to: "kinds.csv")
        let json = try evaluate([
            "classes", "kinds.csv", "--label", "kind", "--scores", "lytic,blastic,mixed",
        ])
        #expect(json["kind"] as? String == "classes")
        expectRefused(try extract([]), "--stage")
        expectRefused(try extract(["--stage", "external", "--point", "youden"]), "largest")
        let taken = try extract(["--stage", "external", "--model", "net", "--unit", "patient"])
        #expect(taken.status == 0, "\(taken.errors)")
        let rows = try estimates()
        #expect(
            rows.map { $0["model"] } == [
                "net: lytic against all others", "net: blastic against all others",
                "net: mixed against all others", "net: macro AUC of 3 classes",
            ]
        )
        let whole = try #require(json["evaluation"] as? [String: Any])
        let classes = try #require(whole["classes"] as? [[String: Any]])
        for (row, found) in zip(rows, classes) {
            let area = try #require(found["area"] as? [String: Any])
            let value = try #require(area["area"] as? Double)
            #expect(abs((row["auc"].flatMap(Double.init) ?? 0) - value) < 1e-12)
            let variance = try #require(area["variance"] as? Double)
            let error = try #require(row["auc_se"].flatMap(Double.init))
            #expect(abs(error - variance.squareRoot()) < 1e-12)
            #expect(row["events"] == "20")
            let counts = ["tp", "fp", "fn", "tn"].compactMap { row[$0].flatMap { Int($0) } }
            #expect(counts.reduce(0, +) == 60)
        }
        let mean = try #require(rows.last)
        let macro = try #require(whole["macroArea"] as? Double)
        #expect(abs((mean["auc"].flatMap(Double.init) ?? 0) - macro) < 1e-12)
        #expect(mean["sensitivity"] == "" && mean["events"] == "")
        // Back to the line of the JSON on which the area stands.
        let line = try folder.text("evaluation.json").split(
            separator: "\n",
            omittingEmptySubsequences: false
        ).firstIndex { $0.contains("\"macroArea\"") }
        let trace = try CommandLineProgram.run(["trace", folder.path, "auc/external", "--all"])
        #expect(trace.text.contains("evaluation.json:\((line ?? 0) + 1)"), "\(trace.text)")
    }

    @Test func twoClassesAreOneComparison() throws {
        try folder.write("k,a,b\na,0.9,0.1\na,0.4,0.6\nb,0.2,0.8\nb,0.5,0.5\n", to: "two.csv")
        _ = try evaluate(["classes", "two.csv", "--label", "k", "--scores", "a,b"])
        expectRefused(try extract(["--stage", "external"]), "'evaluate'")
    }

    @Test func marksGiveWhatIsHonestOnly() throws {
        try folder.write(Self.marks, to: "marks.csv")
        try folder.write(Self.truths, to: "truths.csv")
        let json = try evaluate([
            "lesions", "marks.csv", "--truth", "truths.csv", "--tolerance", "2", "--reader",
            "reader",
            "--resamples", "200",
        ])
        #expect(json["kind"] as? String == "lesions")
        let stage = ["--stage", "external"]
        expectRefused(try extract(stage), "--point all-marks", "AFROC areas are no AUC")
        expectRefused(try extract(stage + ["--unit", "lesion"]), "chosen on these cases")
        expectRefused(
            try extract(stage + ["--unit", "patient", "--point", "all-marks"]),
            "--unit lesion"
        )
        expectRefused(
            try extract(stage + ["--unit", "patient", "--model", "x"]),
            "readers of several"
        )
        let marks = try extract(stage + ["--unit", "lesion", "--point", "all-marks"])
        #expect(marks.status == 0, "\(marks.errors)")
        var rows = try estimates()
        #expect(rows.map { $0["model"] } == ["net", "old"])
        #expect(rows.map { $0["sensitivity"].flatMap(Double.init) } == [2.0 / 3, 1.0 / 3])
        #expect(rows.allSatisfy { $0["auc"] == "" && $0["tp"] == "" && $0["n"] == "3" })
        let areas = try extract(stage + ["--unit", "patient"])
        #expect(areas.status == 0, "\(areas.errors)")
        rows = try estimates()
        #expect(rows.map { $0["auc"].flatMap(Double.init) } == [0.75, 0.625])
        #expect(rows.allSatisfy { $0["n"] == "4" && $0["events"] == "2" })
    }

    @Test func labelMapsGiveTheirMeanDice() throws {
        for (name, predicted) in [("a", [1, 1, 0, 0, 0, 2]), ("b", [1, 1, 1, 0, 0, 2])] {
            for (kind, labels) in [("p", predicted), ("t", [1, 1, 1, 0, 0, 2])] {
                let image = try NIfTIImage(
                    labels: labels.map(UInt8.init),
                    shape: [3, 2, 1],
                    affine: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]
                )
                let path = folder.path + "/" + kind
                try FileManager.default.createDirectory(
                    atPath: path,
                    withIntermediateDirectories: true
                )
                try Data(image.nii()).write(to: URL(fileURLWithPath: "\(path)/\(name).nii"))
            }
        }
        let json = try evaluate(["segmentation", "p", "t", "--checklist", "list.md"])
        let list = try folder.text("list.md")
        #expect(list.contains("Label 1, 2 cases: Dice mean 0.900"))
        #expect(list.contains("Label 1 has its least Dice coefficient, 0.800, in case 'a'"))
        #expect(json["kind"] as? String == "segmentation")
        expectRefused(try extract([]), "--stage")
        let taken = try extract(["--stage", "internal", "--model", "net", "--unit", "patient"])
        #expect(taken.status == 0, "\(taken.errors)")
        let rows = try estimates()
        #expect(rows.map { $0["model"] } == ["net: label 1", "net: label 2"])
        #expect(rows.map { $0["dice"].flatMap(Double.init) } == [0.9, 1])
        #expect(rows.allSatisfy { $0["n"] == "2" && $0["auc"] == "" })
    }
}
