import Foundation
import TestSupport
import Testing

@Suite("Ranking from the command line", .enabled(if: CommandLineProgram.isBuilt))
struct PrioritisationCommandTests {
    private static let labelled: String = {
        var text = "id,title,abstract,authors,year,doi,included\n"
        for number in 1...40 {
            let isHit = number % 5 == 0
            let subject = isHit ? "metastasis of the spine on CT" : "sleep of adults at work"
            text += "r\(number),About \(subject) \(number % 7),\"Part \(number % 3), \(subject)\","
            text += "A; B,2020,,\(isHit ? 1 : 0)\n"
        }
        return text
    }()

    private func folder(_ text: String = labelled) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(text, to: "labelled.csv")
        return folder
    }

    @Test func simulateWritesTheKeysOfTheContract() throws {
        let folder = try folder()
        let result = try CommandLineProgram.object(
            ["simulate", "labelled.csv", "--priors", "r5,r1"],
            in: folder.path
        )
        #expect(result["records"] as? Int == 40)
        #expect(result["included"] as? Int == 8)
        #expect(result["model"] as? String == "words-and-topics")
        #expect(result["seed"] as? Int == 1)
        #expect(result["priors"] as? [String] == ["r5", "r1"])
        let order = try #require(result["order"] as? [String])
        #expect(order.count == 38)
        #expect(Set(order).union(["r5", "r1"]).count == 40)
        #expect(Set(order.prefix(7)) == Set((2...8).map { "r\($0 * 5)" }))
        #expect(result["loss"] as? Double == 0)
        #expect(result["wss95"] is Double)
        #expect(result["recallAt10Percent"] as? Double == 3.0 / 7)
        #expect(abs(try #require(result["atd"] as? Double) - 4.0 / 38) < 1e-12)
        #expect(result["seconds"] is Double)
    }

    @Test func randomPriorsFollowTheSeed() throws {
        let folder = try folder()
        func priors(_ arguments: String...) throws -> [String] {
            let all = ["simulate", "labelled.csv"] + arguments
            return try #require(
                try CommandLineProgram.object(all, in: folder.path)["priors"] as? [String]
            )
        }
        let first = try priors("--seed", "3", "--prior-included", "2", "--prior-excluded", "3")
        #expect(first.count == 5)
        #expect(
            try priors("--seed", "3", "--prior-included", "2", "--prior-excluded", "3") == first
        )
        #expect(
            try priors("--seed", "4", "--prior-included", "2", "--prior-excluded", "3") != first
        )
        #expect(first.prefix(2).allSatisfy { Int($0.dropFirst()).map { $0 % 5 == 0 } == true })
    }

    @Test func everyFaultOfALabelledTableIsNamed() throws {
        let folder = try folder("id,title,included\na,One,1\na,Two,perhaps\nb,Three,\n")
        expectRefused(
            try CommandLineProgram.run(["simulate", "labelled.csv"], in: folder.path),
            "labelled.csv:3: id 'a' stands on line 2 too",
            "labelled.csv:3: included: 'perhaps'; expected 0 or 1",
            "labelled.csv:4: included: no label"
        )
        try folder.write("id,abstract\na,One\n", to: "labelled.csv")
        expectRefused(
            try CommandLineProgram.run(["simulate", "labelled.csv"], in: folder.path),
            "column 'title' is missing; found id, abstract",
            "column 'included' is missing"
        )
        try folder.write(Self.labelled, to: "labelled.csv")
        expectRefused(
            try CommandLineProgram.run(
                ["simulate", "labelled.csv", "--priors", "r5,x"],
                in: folder.path
            ),
            "no record has the id 'x'"
        )
        expectRefused(
            try CommandLineProgram.run(
                ["simulate", "labelled.csv", "--prior-included", "9"],
                in: folder.path
            ),
            "9 included records asked for as priors; 8 exist"
        )
    }

    @Test func rankLearnsFromSettledDecisionsAndSchedulesSecondVotes() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            "title: Metastases of the spine\nreviewers: [Ann, Bob]\n"
                + "key_records: [\"all.ris:1\", \"doi:10.1234/none\"]\n",
            to: "review/review.yaml"
        )
        var export = ""
        for number in 1...12 {
            let subject = number % 3 == 0 ? "metastases of the spine" : "sleep of adults"
            export += "TY  - JOUR\nTI  - Work \(number) about \(subject)\n"
            export += "AB  - A study of \(subject) with \(number) parts.\nER  - \n"
        }
        try folder.write(export, to: "all.ris")
        let place = folder.path + "/review"
        func run(_ arguments: [String]) throws {
            let outcome = try CommandLineProgram.run(arguments, in: folder.path)
            #expect(outcome.status == 0, "\(outcome.errors)")
        }
        try run(["build", place, "--quiet"])
        try run(["import", place, "all.ris", "--database", "D", "--quiet"])
        func queue(_ reviewer: String) throws -> (records: [String], whole: [String: Any]) {
            let object = try CommandLineProgram.object(["rank", place, "--as", reviewer])
            let entries = try #require(object["queue"] as? [[String: Any]])
            return (entries.compactMap { $0["record"] as? String }, object)
        }
        // The words of the protocol alone.
        let cold = try queue("Ann")
        let hits: Set = ["all.ris:3", "all.ris:6", "all.ris:9", "all.ris:12"]
        #expect(Set(cold.records.prefix(4)) == hits)
        #expect(cold.whole["usesQuestion"] as? Bool == true)
        try folder.write(
            """
            record,stage,reviewer,decision
            all.ris:1,title-abstract,Ann,include
            all.ris:1,title-abstract,Bob,include
            all.ris:3,title-abstract,Ann,exclude
            all.ris:3,title-abstract,Bob,exclude
            all.ris:8,title-abstract,Ann,exclude

            """,
            to: "sheet.csv"
        )
        try run(["decide", place, "sheet.csv"])
        let bob = try queue("Bob")
        #expect(bob.whole["relevant"] as? Int == 1)
        #expect(bob.whole["irrelevant"] as? Int == 1)
        #expect(bob.records.first == "all.ris:8")
        #expect(bob.records.count == 10)
        #expect(try queue("Ann").records.count == 9)
        expectRefused(try CommandLineProgram.run(["rank", place, "--as", "Eve"]), "Eve", "'Ann'")
        let panel = try CommandLineProgram.run(["rank", place]).text
        #expect(panel.contains("1 of 2 key papers found; missing: doi:10.1234/none"))
    }

    /// Cleo has not voted on a work of the round that Ann and Bob excluded: she must be shown it, and
    /// neither its place nor the numbers may tell her how they voted.
    @Test func rankShowsEachTheirOwnWorkAndTellsNothingOfOthers() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            "title: Spine\nreviewers: [Ann, Bob, Cleo]\nvotes_per_record: 2\n",
            to: "review/review.yaml"
        )
        var export = ""
        for number in 1...9 {
            export += "TY  - JOUR\nTI  - Work \(number) about the spine\nER  - \n"
        }
        try folder.write(export, to: "all.ris")
        let place = folder.path + "/review"
        func run(_ arguments: String...) throws {
            let outcome = try CommandLineProgram.run(arguments, in: folder.path)
            try #require(outcome.status == 0, "\(outcome.errors)")
        }
        try run("build", place, "--quiet")
        try run("import", place, "all.ris", "--database", "D", "--quiet")
        try run("dedupe", place)
        try run("calibrate", place, "--records", "2", "--seed", "5")
        func queue(_ reviewer: String) throws -> [String: Any] {
            try CommandLineProgram.object(["rank", place, "--as", reviewer])
        }
        try folder.write(
            (1...9).flatMap { number in
                ["Ann", "Bob"].map { "all.ris:\(number),title-abstract,\($0),exclude\n" }
            }
            .reduce("record,stage,reviewer,decision\n", +),
            to: "sheet.csv"
        )
        try run("decide", place, "sheet.csv")
        let cleo = try queue("Cleo")
        let entries = try #require(cleo["queue"] as? [[String: Any]])
        #expect(entries.count == 2)
        #expect(cleo["irrelevant"] as? Int == 7)
        let panel = try #require(cleo["stopping"] as? [String: Any])
        #expect(panel["screened"] as? Int == 7)
        let ann = try queue("Ann")
        #expect((ann["queue"] as? [Any])?.isEmpty == true)
        #expect(ann["irrelevant"] as? Int == 9)
    }

    @Test func assignedWorksAreForThoseTheyAreAssignedTo() throws {
        let folder = try TemporaryFolder()
        try folder.write("title: Spine\nreviewers: [Ann, Bob, Cleo]\n", to: "review/review.yaml")
        let export = (1...6).map { "TY  - JOUR\nTI  - Work \($0)\nER  - \n" }.joined()
        try folder.write(export, to: "all.ris")
        let place = folder.path + "/review"
        let steps = [
            ["build", place, "--quiet"],
            ["import", place, "all.ris", "--database", "D", "--quiet"],
            ["dedupe", place],
            [
                "assign", place, "--stage", "title-abstract", "--reviewers", "Ann,Bob",
                "--per-record", "2",
            ],
        ]
        for step in steps {
            let outcome = try CommandLineProgram.run(step, in: folder.path)
            try #require(outcome.status == 0, "\(outcome.errors)")
        }
        for (reviewer, count) in [("Ann", 6), ("Bob", 6), ("Cleo", 0)] {
            let object = try CommandLineProgram.object(["rank", place, "--as", reviewer])
            #expect((object["queue"] as? [Any])?.count == count)
        }
    }
}
