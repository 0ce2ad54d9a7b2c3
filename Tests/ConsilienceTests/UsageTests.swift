import Foundation
import TestSupport
import Testing

@Suite("Usage of the command line", .enabled(if: CommandLineProgram.isBuilt))
struct UsageTests {
    static let commands = [
        "new", "import", "undo", "decide", "extract", "appraise", "analyse", "build", "export",
        "log", "status", "verify", "serve", "close", "assign", "calibrate", "attach", "rank",
        "dedupe", "prisma", "convert", "meta", "simulate", "evaluate", "render", "trace", "diff",
        "instrument", "segmentation", "lesions", "classes", "readers",
        "validate",
    ]

    @Test func rootTellsItsCommandsAndExitCodes() throws {
        let help = try CommandLineProgram.run(["--help"])
        #expect(help.status == 0)
        #expect(help.errors.isEmpty)
        #expect(help.text.contains("consilience new DIR"))
        #expect(help.text.contains("Exit codes: 0"))
        for command in Self.commands {
            #expect(help.text.contains("\n  \(command) "), "\(command)")
        }
    }

    /// What the help lists is what this test knows: a new command needs its line here.
    @Test func noOtherCommandIsListed() throws {
        let help = try CommandLineProgram.run(["--help"]).text
        let lines = help.split(separator: "\n").drop { !$0.hasPrefix("WITH A REVIEW FOLDER") }
        let listed = lines.filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
            .compactMap { $0.split(separator: " ").first.map(String.init) }
            .filter { $0 != "See" }
        #expect(Set(listed) == Set(Self.commands))
    }

    @Test(arguments: commands)
    func helpHasAnExample(command: String) throws {
        let help = try CommandLineProgram.run([command, "--help"])
        #expect(help.status == 0)
        #expect(help.errors.isEmpty)
        #expect(help.text.contains("Example: consilience \(command) "))
        #expect(help.text.contains("USAGE: consilience \(command)"))
    }

    @Test func version() throws {
        let outcome = try CommandLineProgram.run(["--version"])
        #expect(outcome.status == 0)
        #expect(outcome.text.hasPrefix("Consilience "))
    }

    @Test(arguments: [
        ["fly"], ["--colour"], ["meta"], ["meta", "a.csv"], ["log"], ["log", "a", "b"],
        ["build", "x", "--colour"], ["import", "x", "y"], ["undo", "x", "last"],
        ["export", "x", "--what", "everything"], ["convert", "a.ris", "--to", "pdf"],
        ["convert", "--to", "ris"], ["dedupe", "a.ris", "-o", "out.pdf"],
        ["import", "x", "y", "--database", "D", "--kind", "shelf"],
        ["serve", "x", "--port", "many"], ["simulate", "a.csv", "--model", "oracle"],
        ["simulate", "a.csv", "--priors", "1", "--prior-included", "1"],
        ["evaluate", "a.csv", "--label", "y"], ["render", "a.svg", "--to", "gif"], ["diff", "a"],
        ["diff", "a", "b", "--from", "1"],
        ["evaluate", "a.csv", "--label", "y", "--score", "s,s"],
        ["evaluate", "a.csv", "--label", "y", "--score", "s", "--resamples", "99"],
        ["evaluate", "a.csv", "--label", "y", "--score", "s", "--band", "simultaneous"],
        ["evaluate", "a.csv", "--label", "y", "--score", "s", "--band", "wide", "--roc", "r.svg"],
        [
            "evaluate", "a.csv", "--label", "y", "--score", "s", "--roc", "r.svg", "--cluster", "c",
            "--band", "simultaneous",
        ],
        ["evaluate", "a.csv", "--label", "y", "--score", "s", "--bootstrap", "b.csv"],
        [
            "evaluate", "a.csv", "--label", "y", "--score", "s,t", "--case", "c", "--bootstrap",
            "b.csv",
        ],
        ["validate", "a.csv", "--label", "y"], ["validate", "a.csv", "--predictors", "x"],
        ["validate", "a.csv", "--label", "y", "--predictors", "x,y"],
        ["validate", "a.csv", "--label", "y", "--predictors", "x,x"],
        ["validate", "a.csv", "--label", "y", "--predictors", "x", "--categorical", "z"],
        ["validate", "a.csv", "--label", "y", "--predictors", "x", "--resamples", "19"],
        ["validate", "a.csv", "--label", "y", "--predictors", "x", "--folds", "1"],
        ["evaluate", "a.csv", "--label", "y", "--score", "s", "--prevalence", "1"],
        ["lesions", "a.csv", "--tolerance", "5"], ["lesions", "a.csv", "--truth", "b.csv"],
        ["lesions", "a.csv", "--truth", "b.csv", "--tolerance", "5", "--overlap", "0.5"],
        ["lesions", "a.csv", "--truth", "b.csv", "--overlap", "1.5"],
        ["lesions", "a.csv", "--truth", "b.csv", "--radius", "--resamples", "9"],
    ])
    func wrongUsage(arguments: [String]) throws {
        let outcome = try CommandLineProgram.run(arguments)
        #expect(outcome.status == 2, "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
        #expect(!outcome.errors.isEmpty)
    }

    private static let onFiles = [
        "new", "prisma", "convert", "meta", "dedupe", "simulate", "evaluate", "render",
        "instrument", "segmentation", "lesions", "classes", "readers",
        "validate",
    ]

    @Test(arguments: commands.filter { !onFiles.contains($0) })
    func folderWithoutAReviewIsRefused(command: String) throws {
        let folder = try TemporaryFolder()
        try folder.write("record,stage,reviewer,decision\n", to: "sheet.csv")
        var arguments = [command, folder.path]
        switch command {
        case "import": arguments += [folder.path + "/sheet.csv", "--database", "D"]
        case "decide", "extract", "appraise": arguments.append(folder.path + "/sheet.csv")
        case "assign": arguments += ["--seed", "2"]
        case "attach": arguments += ["a:1", folder.path + "/sheet.csv"]
        case "export": arguments += ["--what", "all"]
        case "close": arguments += ["--reason", "enough"]
        case "calibrate": arguments += ["--records", "1"]
        case "trace": arguments.append("screened")
        case "diff": arguments += ["--from", "0"]
        default: break
        }
        expectRefused(try CommandLineProgram.run(arguments))
        #expect(try folder.files().keys.sorted() == ["sheet.csv"])
    }

    @Test(arguments: [
        ["prisma", "none.csv"], ["convert", "none.ris", "--to", "json"],
        ["meta", "none.csv", "--measure", "auc"], ["dedupe", "none.ris"],
        ["simulate", "none.csv"], ["evaluate", "none.csv", "--label", "y", "--score", "s"],
        ["lesions", "none.csv", "--truth", "none.csv", "--tolerance", "5"],
    ])
    func missingFileIsNamed(arguments: [String]) throws {
        let folder = try TemporaryFolder()
        let outcome = try CommandLineProgram.run(arguments, in: folder.path)
        expectRefused(outcome, arguments[1], "no such file")
    }
}
