import Foundation
import Review
import TestSupport
import Testing
import Workbench

/// The documentation says what the program does.
@Suite struct DocumentationTests {
    private func text(_ path: String) throws -> String {
        try String(contentsOf: Checkout.file(path), encoding: .utf8)
    }

    @Test func commandsAreDocumented() throws {
        let lines = try text("docs/commands.md").split(separator: "\n")
        let documented = lines.compactMap { line -> String? in
            guard line.hasPrefix("| `") else { return nil }
            let word = line.dropFirst(3).prefix { $0.isLetter }
            return line.dropFirst(3 + word.count).hasPrefix(" ") ? String(word) : nil
        }
        #expect(Set(documented) == Set(UsageTests.commands))
    }

    @Test(arguments: SheetKind.allCases)
    func columnsAreDocumented(kind: SheetKind) throws {
        let document = try text("docs/sheets.md")
        let start = try #require(document.range(of: "## \(kind.rawValue).csv\n"))
        let rest = document[start.upperBound...]
        let section = rest[..<(rest.range(of: "\n## ")?.lowerBound ?? rest.endIndex)]
        for column in kind.columns { #expect(section.contains("`\(column)`"), "\(column)") }
    }

    /// What a new review is told about its keys is what the reader takes.
    @Test func templateIsRead() throws {
        let folder = try TemporaryFolder()
        let review = ReviewFolder(path: folder.path + "/new")
        _ = try NewReview().run(review)
        let template = try String(contentsOfFile: review.reviewFilePath, encoding: .utf8)
        let read = try ReviewFile(parsing: template)
        #expect(read.reviewProtocol.title == "Untitled review")
        #expect(read.reviewProtocol.analyses.map(\.id) == ["auc"])
    }
}
