import Foundation
import MedicalImages
import TestSupport
import Testing

/// What a new user gets wrong with `evaluate`, `classes`, `lesions` and `segmentation`, and what is said.
@Suite("Input of evaluations", .enabled(if: CommandLineProgram.isBuilt))
struct EvaluationInputTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func run(_ command: [String], _ text: String) throws -> ProcessOutcome {
        try folder.write(text, to: "p.csv")
        return try CommandLineProgram.run(command, in: folder.path)
    }

    private static let evaluate = ["evaluate", "p.csv", "--label", "y", "--score", "s"]
    private static let classes = ["classes", "p.csv", "--label", "k", "--scores", "a,b"]

    @Test(arguments: [
        (
            "y,s\nNA,0.5\n0,0.2\n1,0.4\n",
            ["p.csv:1: y: 3 classes found ('0' in line 3, '1' in line 4, 'NA' in line 2)"]
        ),
        (
            "y,s\n0,NaN\n1,\n1,0.2\n",
            ["p.csv:2: s: score 'NaN' found", "p.csv:3: s: the score is blank"]
        ),
        ("y,s\n1,0.1\n1,0.2\n", ["p.csv: all 2 cases have the event; both classes are needed"]),
        ("y,s\n1,0.1\n", ["p.csv: the only case has the event"]),
        ("outcome,s\n1,0.1\n", ["p.csv:1: column 'y' is missing; found outcome, s"]),
        ("", ["p.csv: no header"]),
        ("y,s\n", ["p.csv: no cases below the header"]),
        ("y,s\n1,high\n0,low\n", ["p.csv:2: s: score 'high' found, a finite number expected"]),
        (
            "y;s\n1;0,5\n0;0,4\n",
            [
                "p.csv:2: s: score '0,5' found, a finite number with a decimal point expected",
                "p.csv:3",
            ]
        ),
        (
            "y,s\n1,0,5\n0,0,4\n",
            ["p.csv:2: 3 cells found, 2 expected", "p.csv:3", "decimal comma?"]
        ),
        ("y,s,s\n1,0.5,7\n0,1,2\n", ["p.csv:1: column 's' stands twice in the header"]),
    ])
    func evaluateSaysWhatIsWrong(text: String, messages: [String]) throws {
        let outcome = try run(Self.evaluate, text)
        expectRefused(outcome, "p.csv")
        for message in messages {
            #expect(outcome.errors.contains(message), "\(outcome.errors)")
        }
    }

    @Test func equalScoresAndGroupsOfOneAreWarnedOf() throws {
        let equal = try run(Self.evaluate, "y,s\n1,0.5\n0,0.5\n1,0.5\n0,0.5\n")
        #expect(equal.status == 0)
        #expect(equal.text.contains("'s' scores all cases 0.5: it tells nothing apart"))
        let single = try run(
            Self.evaluate + ["--group", "g"],
            "y,s,g\n1,0.5,a\n0,0.4,a\n1,0.6,a\n0,0.7,a\n1,0.3,b\n"
        )
        #expect(single.status == 0)
        #expect(single.text.contains("Group 'b' cannot be evaluated: the only case has the event"))
    }

    @Test(arguments: [
        ["evaluate", "p.csv", "--label", "y", "--score", "s,y"],
        ["classes", "p.csv", "--label", "k", "--scores", "a,k"],
        ["classes", "p.csv", "--label", "k", "--scores", "a"],
        ["classes", "p.csv", "--label", "k", "--scores", ","],
    ])
    func columnsThatCannotBeAreWrongUsage(arguments: [String]) throws {
        let outcome = try CommandLineProgram.run(arguments, in: folder.path)
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("--score"))
    }

    @Test(arguments: [
        ("k,a,b\nA,0.5,0.5\nB,0.1,0.9\n", "p.csv:1: k: 'A', 'B' found, none of them one of a, b"),
        ("k,a,b\na,0.5,x\nc,0.1,0.9\n", "p.csv:3: k: 'c' found, one of a, b expected"),
        ("k,a,b\na,0,5,0,5\n", "p.csv:2: 5 cells found, 3 expected"),
        ("k,a,b\n", "p.csv: there are no cases"),
    ])
    func classesSayWhatIsWrong(text: String, message: String) throws {
        expectRefused(try run(Self.classes, text), message)
    }

    @Test func classesNamedTwiceAreRefused() throws {
        let twice = ["classes", "p.csv", "--label", "k", "--scores", "a,a"]
        expectRefused(try run(twice, "k,a,b\na,0.5,0.5\n"), "the column 'a' is named twice")
    }

    @Test func scoresThatDoNotAddUpAreNamed() throws {
        let outcome = try run(Self.classes, "k,a,b\na,0.7,0.3\na,0.4,0.4\nb,0.1,0.9\n")
        #expect(outcome.status == 0)
        #expect(outcome.text.contains("in every case (line 3: their sum is 0.8)"))
    }

    private func lesions(_ marks: String, _ truths: String) throws -> ProcessOutcome {
        try folder.write(truths, to: "t.csv")
        try folder.write(marks, to: "m.csv")
        return try CommandLineProgram.run(
            ["lesions", "m.csv", "--truth", "t.csv", "--tolerance", "3", "--resamples", "100"],
            in: folder.path
        )
    }

    @Test func marksThatCannotBeReadAreNamedAllAtOnce() throws {
        let truths = "case,x,y\na,1,1\nn,,\n"
        expectRefused(
            try lesions("case,x,y,score\nzz,1,1,0.4\na,1,1,hi\n", truths),
            "m.csv:3: score: 'hi' found",
            "m.csv:2: case 'zz' is not in t.csv; a case without lesion is named there"
        )
        expectRefused(
            try lesions("case,x,y,score\na,1,1,0,9\n", truths),
            "m.csv:2: 5 cells found, 4 expected"
        )
        expectRefused(
            try lesions("case,x,y,score\na,1,1,0.9\n", "case,x,y,z\na,1,1,4\n"),
            "m.csv:1: column 'z' is missing"
        )
        // Voxels against millimetres.
        let far = try lesions("case,x,y,score\na,100,100,0.9\n", truths)
        #expect(far.status == 0)
        #expect(far.text.contains("in the same coordinates and units?"))
        let none = try lesions("case,x,y,score\n", truths)
        #expect(none.text.contains("The marks: there are none."))
    }

    @Test func labelMapsThatDoNotFitAreNamed() throws {
        for (name, shape) in [("a.nii", [3, 2, 1]), ("b.nii", [3, 3, 1])] {
            let count = shape.reduce(1, *)
            let image = try NIfTIImage(
                labels: [UInt8](repeating: 1, count: count),
                shape: shape,
                affine: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]
            )
            try Data(image.nii()).write(to: URL(fileURLWithPath: folder.path + "/" + name))
        }
        func compare(_ name: String) throws -> ProcessOutcome {
            try CommandLineProgram.run(["segmentation", name, "a.nii"], in: folder.path)
        }
        expectRefused(
            try compare("b.nii"),
            "b.nii: has 3 × 3 × 1 voxels, the truth 'a.nii' 3 × 2 × 1"
        )
        let whole = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/a.nii"))
        let cut = Data([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0x63])
        try cut.write(to: URL(fileURLWithPath: folder.path + "/c.nii.gz"))
        expectRefused(
            try compare("c.nii.gz"),
            "c.nii.gz: gzip: the file ends inside the packed data"
        )
        try whole.dropLast(2).write(to: URL(fileURLWithPath: folder.path + "/d.nii"))
        expectRefused(try compare("d.nii"), "d.nii: the file ends at byte 356; 358 bytes")
    }
}
