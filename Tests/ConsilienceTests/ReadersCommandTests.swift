import Foundation
import TestSupport
import Testing

/// `readers` on a published study, on the example, and on bad tables.
@Suite("readers", .enabled(if: CommandLineProgram.isBuilt))
struct ReadersCommandTests {
    private func run(_ table: String, _ options: [String] = []) throws -> ProcessOutcome {
        let folder = try TemporaryFolder()
        try folder.write(table, to: "r.csv")
        return try CommandLineProgram.run(["readers", "r.csv"] + options, in: folder.path)
    }

    private func report(_ outcome: ProcessOutcome) throws -> [String: Any] {
        #expect(outcome.status == 0, "\(outcome.errors)")
        return try #require(
            try JSONSerialization.jsonObject(with: outcome.output) as? [String: Any]
        )
    }

    /// The ratings of Van Dyke and others (1993) with a row per case, reader and modality.
    private func vanDyke() throws -> String {
        let text = try String(
            contentsOf: Checkout.file("Tests/ModelEvaluationTests/Reference/vanDyke1993.csv"),
            encoding: .utf8
        )
        var rows = ["patient,who,how,dissection,rating"]
        for line in text.split(separator: "\n").dropFirst() {
            let cells = line.split(separator: ",")
            for (place, rating) in cells.dropFirst(2).enumerated() {
                let word = cells[1] == "1" ? "present" : "absent"
                rows.append("\(cells[0]),\(place / 2 + 1),MR \(place % 2 + 1),\(word),\(rating)")
            }
        }
        return rows.joined(separator: "\n") + "\n"
    }

    /// Numbers of OR-DBM MRMC 2.51; the whole output is in ReaderStudyReferenceTests.
    @Test func publishedStudyIsReproduced() throws {
        let outcome = try run(
            try vanDyke(),
            [
                "--case", "patient", "--reader", "who", "--modality", "how", "--label",
                "dissection",
                "--score", "rating", "--positive", "present", "--covariance", "jackknife",
            ]
        )
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.text.contains("114 cases, 45 with the event; 5 readers, 2 modalities"))
        for line in [
            "such readers, such cases   F                      4.456  1, 15.3  0.0517",
            "these readers, such cases  χ²                     5.476  1        0.0193",
            "such readers, these cases  F                      8.704  1, 4.0   0.0420",
        ] {
            let words = line.split(separator: " ")
            #expect(
                outcome.text.split(separator: "\n").contains {
                    $0.split(separator: " ") == words
                },
                "\(line)"
            )
        }
        #expect(outcome.text.contains("0.00034407") && outcome.text.contains("0.00023903"))
        #expect(!outcome.text.contains("Cov2 − Cov3 is below 0"))
    }

    private func example(_ options: [String]) throws -> ProcessOutcome {
        try CommandLineProgram.run(
            ["readers", "ratings.csv"] + options,
            in: Checkout.file("Examples/reader-study").path
        )
    }

    @Test func exampleFindsWhatWasPutIn() throws {
        let outcome = try example(["--ai", "model"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let readme = try String(
            contentsOf: Checkout.file("Examples/reader-study/README.md"),
            encoding: .utf8
        )
        // The README shows the output line by line.
        for line in outcome.text.split(separator: "\n") {
            #expect(readme.contains(line), "\(line)")
        }
    }

    @Test func jsonHasTheDocumentedKeys() throws {
        let report = try report(try example(["--ai", "model", "--json"]))
        #expect(report["cases"] as? Int == 120 && report["events"] as? Int == 50)
        #expect(report["clusters"] is NSNull && report["standalone"] as? String == "model")
        #expect(report["modalities"] as? [String] == ["unaided", "aided"])
        let found = try #require(report["evaluation"] as? [String: Any])
        #expect(
            Set(found.keys) == [
                "covariance", "level", "curves", "components", "analyses", "readerDifferences",
                "standaloneArea", "standalone",
            ]
        )
        let parts = try #require(found["components"] as? [String: Any])
        #expect(parts["cov3"] is Double && parts["isFloored"] as? Bool == false)
        let analyses = try #require(found["analyses"] as? [[String: Any]])
        #expect(
            analyses.compactMap { $0["inference"] as? String } == [
                "random-readers-random-cases", "fixed-readers-random-cases",
                "random-readers-fixed-cases",
            ]
        )
        let test = try #require(analyses[1]["test"] as? [String: Any])
        #expect(test["distribution"] as? String == "chi-squared")
        #expect(test["denominatorDegreesOfFreedom"] == nil)
        let documentation = try String(
            contentsOf: Checkout.file("docs/evaluation.md"),
            encoding: .utf8
        )
        let comparison = try #require((found["standalone"] as? [[String: Any]])?.first)
        for key in Set(report.keys).union(found.keys).union(parts.keys).union(analyses[0].keys)
            .union(test.keys).union(comparison.keys)
        {
            #expect(documentation.contains(key), "\(key)")
        }
    }

    @Test func figureIsWritten() throws {
        let outcome = try example(["--ai", "model", "--roc", "-"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.text.contains("<svg") && outcome.text.contains("</svg>"))
        #expect(outcome.text.contains("aided, mean of readers: AUC"))
        #expect(outcome.text.contains("model: AUC") && !outcome.text.contains("results for"))
    }

    private static let head = "case,reader,modality,label,score\n"
    private static let rows = ["a,R,M,1,5", "b,R,M,1,3", "c,R,M,0,3", "d,R,M,0,1"]

    @Test func oneReaderOneModalityAndNoNames() throws {
        let plain = "case,reader,label,score\n" + "a,R,1,5\nb,R,1,3\nc,R,0,3\nd,R,0,1\n"
        let outcome = try run(plain)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.text.contains("1 reader, 1 modality"))
        #expect(outcome.text.contains("There is one reader"))
        #expect(!outcome.text.contains("such readers"))
    }

    /// A model may stand under each modality with the same score, and clusters change the variance.
    @Test func modelAndClusters() throws {
        let rows = ["a,R,1,5,p", "b,R,1,3,p", "c,R,0,3,q", "d,R,0,1,r", "e,R,1,4,q"]
        let others = rows.map { $0.replacingOccurrences(of: ",R,", with: ",S,") }
        let model = rows.map { $0.replacingOccurrences(of: ",R,", with: ",AI,") }
        let table = (["case,reader,label,score,patient"] + rows + others + model + model)
            .joined(separator: "\n")
        let options = ["--ai", "AI", "--json"]
        let report = try report(try run(table, options + ["--cluster", "patient"]))
        #expect(report["clusters"] as? Int == 3)
        let found = try #require(report["evaluation"] as? [String: Any])
        let standalone = try #require(found["standalone"] as? [[String: Any]])
        let analysis = try #require((standalone[0]["analyses"] as? [[String: Any]])?.first)
        let difference = try #require(analysis["difference"] as? [String: Any])
        #expect(difference["estimate"] as? Double == 0 && difference["pValue"] == nil)
        expectRefused(try run(table + "\ne,AI,1,9,q", options), "r.csv:22", "one score a case")
    }

    @Test(arguments: [
        (Array(rows.dropLast()) + ["d,R,M,0,high"], [], "r.csv:5", "'high'"),
        (rows + ["d,R,M,0,2"], [], "r.csv:6", "in line 5 already"),
        (rows + ["d,S,M,1,2"], [], "r.csv:6", "is '1' here and '0' in line 5"),
        (
            rows + ["d,S,M,0,2"], [], "r.csv",
            "'S' lacks ratings under 'M' of 3 of 4 cases: 'a', 'b'"
        ),
        (rows + ["d,R,N,0,2"], [], "r.csv", "'R' lacks ratings under 'N' of 3 of 4 cases"),
        (
            rows + rows.map { $0.replacingOccurrences(of: ",R,M,", with: ",S,N,") }, [], "r.csv",
            "'S' rated no case under 'M'; not supported"
        ),
        (Array(rows.dropLast()) + ["d,R,,0,1"], [], "r.csv:5", "named with --ai"),
        (rows, ["--ai", "AI"], "r.csv", "no row of 'AI'; readers are R"),
        (rows, ["--ai", "R"], "r.csv", "no reader besides 'R'"),
        (Array(rows.dropLast()), [], "r.csv", "two or more of each are expected"),
        (rows, ["--cluster", "patient"], "r.csv:1", "'patient' is missing"),
        (rows, ["--positive", "2"], "r.csv:1", "no case is labelled '2'"),
        ([], [], "r.csv", "no ratings below the header"),
    ])
    func badTablesAreRefused(
        _ rows: [String],
        _ options: [String],
        _ place: String,
        _ what: String
    ) throws {
        let table = Self.head + rows.joined(separator: "\n") + "\n"
        expectRefused(try run(table, options + ["--json"]), place, what)
    }

    @Test func allFaultsAreToldAtOnce() throws {
        let outcome = try run(Self.head + "a,R,M,1,x\nb,,M,1,3\nc,R,M,,3\n")
        expectRefused(outcome, "r.csv:2", "r.csv:3", "r.csv:4", "3 faults")
    }
}
