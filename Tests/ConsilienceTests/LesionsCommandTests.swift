import Foundation
import TestSupport
import Testing

/// `lesions` on small tables, on the example, and on bad tables.
@Suite("lesions", .enabled(if: CommandLineProgram.isBuilt))
struct LesionsCommandTests {
    private static let marks = """
        case,x,y,score
        a,1,0,0.9
        n,5,5,0.8
        b,0,1,0.7
        a,20,1,0.6
        a,50,0,0.6
        a,0,1,0.5
        n,9,9,0.2
        """
    private static let truths = "case,x,y\na,0,0\na,20,0\nb,0,0\nn,,\no,,\n"

    private func run(
        _ marks: String = marks,
        _ truths: String = truths,
        cases: String? = nil,
        _ options: [String] = ["--tolerance", "2"]
    ) throws -> ProcessOutcome {
        let folder = try TemporaryFolder()
        try folder.write(marks, to: "m.csv")
        try folder.write(truths, to: "t.csv")
        var arguments = ["lesions", "m.csv", "--truth", "t.csv", "--resamples", "200"] + options
        if let cases {
            try folder.write(cases, to: "c.csv")
            arguments += ["--cases", "c.csv"]
        }
        return try CommandLineProgram.run(arguments, in: folder.path)
    }

    private func report(_ outcome: ProcessOutcome) throws -> [String: Any] {
        #expect(outcome.status == 0, "\(outcome.errors)")
        return try #require(
            try JSONSerialization.jsonObject(with: outcome.output) as? [String: Any]
        )
    }

    private func figures(_ report: [String: Any]) throws -> [String: Double] {
        let readers = try #require(report["readers"] as? [[String: Any]])
        let figures = try #require(readers.first?["figures"] as? [[String: Any]])
        return Dictionary(
            uniqueKeysWithValues: figures.compactMap { one in
                guard let name = one["figure"] as? String, let value = one["estimate"] as? Double
                else { return nil }
                return (name, value)
            }
        )
    }

    @Test func figuresAreThoseCountedByHand() throws {
        let report = try report(try run(["--tolerance", "2", "--json"]))
        #expect(report["cases"] as? Int == 4 && report["normalCases"] as? Int == 2)
        #expect(report["lesions"] as? Int == 3)
        let found = try figures(report)
        // Counted in AFROCCurveTests and FROCCurveTests.
        let expected = [
            "CPM": 6.0 / 7, "AFROC": 4.0 / 6, "wAFROC": 2.5 / 4, "AFROC1": 9.5 / 12,
            "wAFROC1": 6.25 / 8, "ROC": 0.75,
        ]
        #expect(Set(found.keys) == Set(expected.keys))
        for (name, value) in expected {
            #expect(abs((found[name] ?? 0) - value) < 1e-12, "\(name)")
        }
        let reader = try #require((report["readers"] as? [[String: Any]])?.first)
        #expect(reader["furtherMarks"] as? Int == 1 && reader["falsePositives"] as? Int == 3)
        let rates = try #require(reader["sensitivities"] as? [[String: Any]])
        #expect(
            rates.compactMap { $0["threshold"] as? Double } == [0.9, 0.7, 0.6, 0.2, 0.2, 0.2, 0.2]
        )
    }

    private func run(_ options: [String]) throws -> ProcessOutcome {
        try run(Self.marks, Self.truths, cases: nil, options)
    }

    @Test func furtherMarksCanBeFalsePositives() throws {
        let report = try report(
            try run(["--tolerance", "2", "--further", "false-positives", "--json"])
        )
        let reader = try #require((report["readers"] as? [[String: Any]])?.first)
        #expect(reader["furtherMarks"] as? Int == 0 && reader["falsePositives"] as? Int == 4)
    }

    @Test func theSameSeedGivesTheSameBytes() throws {
        let first = try run(["--tolerance", "2", "--json"])
        #expect(first.output == (try run(["--tolerance", "2", "--json"])).output)
        #expect(first.output != (try run(["--tolerance", "2", "--json", "--seed", "5"])).output)
    }

    @Test func casesWithoutLesionCanBeListed() throws {
        let outcome = try run(
            Self.marks,
            "case,x,y\na,0,0\na,20,0\nb,0,0\n",
            cases: "case\na\nb\nn\no\n",
            ["--tolerance", "2", "--json"]
        )
        let listed = try report(outcome)
        let named = try report(try run(["--tolerance", "2", "--json"]))
        #expect(listed["cases"] as? Int == 4)
        #expect(try figures(listed) == figures(named))
    }

    @Test func radiusAndOverlapHaveTheirColumns() throws {
        let round = try report(
            try run(
                Self.marks,
                "case,x,y,radius\na,0,0,2\na,20,0,2\nb,0,0,2\nn,,,\no,,,\n",
                ["--radius", "--json"]
            )
        )
        #expect(abs((try figures(round)["CPM"] ?? 0) - 6.0 / 7) < 1e-12)
        let boxes = try report(
            try run(
                "case,x,y,z,width,height,depth,score\na,1,0,0,2,2,2,0.5\n",
                "case,x,y,z,width,height,depth\na,0,0,0,2,2,2\nn,,,,,,\n",
                ["--overlap", "0.3", "--json"]
            )
        )
        #expect(try figures(boxes)["CPM"] == 1)
    }

    private func run(_ marks: String, _ truths: String, _ options: [String]) throws
        -> ProcessOutcome
    {
        try run(marks, truths, cases: nil, options)
    }

    @Test func exampleFindsWhatWasPutIn() throws {
        let folder = Checkout.file("Examples/lesion-marks").path
        let outcome = try CommandLineProgram.run(
            [
                "lesions", "marks.csv", "--truth", "truths.csv", "--tolerance", "5", "--reader",
                "reader",
            ],
            in: folder
        )
        #expect(outcome.status == 0, "\(outcome.errors)")
        let readme = try String(
            contentsOfFile: folder + "/README.md",
            encoding: .utf8
        )
        // The README shows the output line by line.
        for line in outcome.text.split(separator: "\n") {
            #expect(readme.contains(line), "\(line)")
        }
    }

    @Test func figureIsWritten() throws {
        let folder = try TemporaryFolder()
        let files = Checkout.file("Examples/lesion-marks").path
        for options in [[], ["--linear"]] {
            let outcome = try CommandLineProgram.run(
                [
                    "lesions", files + "/marks.csv", "--truth", files + "/truths.csv", "--radius",
                    "--reader", "reader", "--froc", "froc.svg", "--resamples", "100",
                ] + options,
                in: folder.path
            )
            #expect(outcome.status == 0, "\(outcome.errors)")
            let svg = String(decoding: try folder.files()["froc.svg"] ?? Data(), as: UTF8.self)
            #expect(svg.contains("network: CPM") && svg.contains("baseline: CPM"))
        }
    }

    @Test(arguments: [
        ("case,x,y,score\na,1,0,high\n", truths, "m.csv:2", "'high'"),
        ("case,x,y,score\na,1,0,nan\n", truths, "m.csv:2", "'nan'"),
        ("case,x,y,score\na,1,,0.5\n", truths, "m.csv:2", "blank"),
        ("case,x,y,score\na,1,0,0.5\nq,1,0,0.5\n", truths, "m.csv:3", "'q'"),
        ("case,x,y\na,1,0\n", truths, "m.csv:1", "'score' is missing"),
        ("case,x,y,z,score\na,1,0,0,1\n", truths, "t.csv:1", "'z' is missing"),
        (marks, "case,x,y\na,0,0\na,0,0\nb,1,1\nn,,\n", "t.csv:3", "same place in line 2"),
        (marks, "case,x,y\na,0,0\nb,1,1\nn,,\na,,\n", "t.csv:2", "none in line 5"),
        (marks, "case,x,y\na,0,0\nb,1,1\nn,,\nn,,\n", "t.csv:5", "in line 4 already"),
        (marks, "case,x,y\na,0,\nb,1,1\nn,,\n", "t.csv:2", "blank"),
        (marks, "case,x,y\na,,\nb,,\nn,,\n", "t.csv", "none of the 3 cases has a lesion"),
    ])
    func badTablesAreRefused(
        _ marks: String,
        _ truths: String,
        _ place: String,
        _ what: String
    ) throws {
        expectRefused(
            try run(marks, truths, ["--tolerance", "2", "--json"]),
            place,
            what
        )
    }

    @Test func allFaultsAreToldAtOnce() throws {
        let outcome = try run(
            "case,x,y,score\na,1,0,high\nq,1,0,\n",
            "case,x,y\na,0,zero\n",
            ["--tolerance", "2"]
        )
        expectRefused(outcome, "m.csv:2", "m.csv:3", "t.csv:2", "3 faults")
    }

    @Test func marksInOtherUnitsAreSuspected() throws {
        let outcome = try run(
            "case,x,y,score\na,500,700,0.3\n",
            Self.truths,
            ["--tolerance", "2"]
        )
        #expect(outcome.status == 0)
        #expect(outcome.text.contains("same coordinates and units"))
    }

    @Test func manyFaultsAreCutShort() throws {
        let rows = (0..<5_000).map { "q\($0),1,0,0.5\n" }.joined()
        let outcome = try run("case,x,y,score\n" + rows, Self.truths, ["--tolerance", "2"])
        expectRefused(outcome, "'q0'", "4800 more faults")
        #expect(outcome.errors.split(separator: "\n").count < 210)
    }
}
