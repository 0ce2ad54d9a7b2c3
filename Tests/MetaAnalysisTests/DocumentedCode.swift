import Foundation
import Testing

/// The articles as the reader sees them, and the checks that bind them to code that runs.
enum DocumentedCode {
    /// The root of the checkout.
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static let catalogue = root.appendingPathComponent("Sources/MetaAnalysis/MetaAnalysis.docc")

    /// A fenced block of an article.
    struct Block {
        let language: String
        let lines: [String]
    }

    /// Names of the articles, without extension.
    static func articles() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: catalogue.path)
            .filter { $0.hasSuffix(".md") }.map { String($0.dropLast(3)) }.sorted()
    }

    static func blocks(of article: String) throws -> [Block] {
        let file = catalogue.appendingPathComponent(article + ".md")
        let text = try String(contentsOf: file, encoding: .utf8)
        var result: [Block] = []
        var open: (language: String, lines: [String])?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            guard line.hasPrefix("```") else {
                open?.lines.append(line)
                continue
            }
            if let block = open {
                result.append(Block(language: block.language, lines: block.lines))
                open = nil
            } else {
                open = (String(line.dropFirst(3)), [])
            }
        }
        try #require(open == nil, "\(article).md: a block is not closed")
        return result
    }

    /// Expects that the `text` blocks of an article are the lines that its snippets printed.
    static func expect(
        _ printed: [String],
        in article: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let shown = try blocks(of: article).filter { $0.language == "text" }.flatMap(\.lines)
        #expect(printed == shown, "\(article).md", sourceLocation: sourceLocation)
    }
}

@Suite("Documentation: snippets")
struct DocumentedCodeTests {
    /// Lines without indentation, so that a snippet compares with the body of a function.
    private func unindented(_ lines: [String]) -> [String] {
        lines.map { $0.trimmingCharacters(in: .whitespaces) }
    }

    @Test func everySnippetIsCompiled() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("DocumentationTests.swift")
        let source = try String(contentsOf: file, encoding: .utf8)
        let compiled = unindented(
            source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        )
        var snippets = 0
        for article in try DocumentedCode.articles() {
            for block in try DocumentedCode.blocks(of: article) where block.language == "swift" {
                let wanted = unindented(block.lines)
                let isCompiled = compiled.indices.contains { start in
                    compiled[start...].starts(with: wanted)
                }
                #expect(isCompiled, "\(article).md: \(block.lines.first ?? "an empty block")")
                #expect(!wanted.isEmpty)
                snippets += 1
            }
        }
        #expect(snippets > 20)
    }

    /// A fence of another language would pass by the checks above.
    @Test func everyBlockIsCodeOrOutput() throws {
        for article in try DocumentedCode.articles() {
            for block in try DocumentedCode.blocks(of: article) {
                #expect(["swift", "text", "sh"].contains(block.language), "\(article).md")
            }
        }
    }

    /// A public type that the landing page does not list would end under no topic.
    @Test func everyPublicTypeHasATopic() throws {
        let page = try String(
            contentsOf: DocumentedCode.catalogue.appendingPathComponent("MetaAnalysis.md"),
            encoding: .utf8
        )
        let folder = DocumentedCode.root.appendingPathComponent("Sources/MetaAnalysis")
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".swift") }
        let declaration = /^public (?:struct|enum|func) (?<name>\w+)/.anchorsMatchLineEndings()
        var types = 0
        for path in files.sorted() {
            let source = try String(
                contentsOf: folder.appendingPathComponent(path),
                encoding: .utf8
            )
            for match in source.matches(of: declaration) {
                let name = String(match.output.name)
                let isListed = page.contains("- ``\(name)``") || page.contains("- ``\(name)(")
                #expect(isListed, "\(name) of \(path) is under no topic")
                types += 1
            }
        }
        #expect(types > 50)
    }
}
