import Foundation
import TestSupport
import Testing

/// `--checklist` of the commands that evaluate.
@Suite("--checklist", .enabled(if: CommandLineProgram.isBuilt))
struct ChecklistOptionTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write("y,s,t\n1,0.9,0.1\n1,0.4,0.6\n0,0.5,0.5\n0,0.1,0.9\n", to: "p.csv")
        try folder.write("case,x,y,score\na,0,0,0.9\nn,5,5,0.4\n", to: "m.csv")
        try folder.write("case,x,y\na,0,1\na,9,9\nn,,\n", to: "t.csv")
    }

    @Test(arguments: [
        ["evaluate", "p.csv", "--label", "y", "--score", "s"],
        ["classes", "p.csv", "--label", "y", "--scores", "s,t", "--classes", "1,0"],
        ["lesions", "m.csv", "--truth", "t.csv", "--tolerance", "2", "--resamples", "100"],
    ])
    func writesBothKinds(arguments: [String]) throws {
        for file in ["out.md", "out.csv"] {
            let outcome = try CommandLineProgram.run(
                arguments + ["--checklist", file, "--json"],
                in: folder.path
            )
            #expect(outcome.status == 0, "\(outcome.errors)")
            let text = try folder.text(file)
            #expect(text.contains("TRIPOD+AI") && text.contains("CLAIM 2024"))
            #expect(text.contains("Not answered by these data: state "))
        }
        let other = try CommandLineProgram.run(
            arguments + ["--checklist", "out.docx"],
            in: folder.path
        )
        #expect(other.status == 2)
        #expect(other.errors.contains("ends in .md or .csv"))
    }
}
