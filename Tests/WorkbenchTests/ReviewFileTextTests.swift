import Foundation
import Review
import Testing

@testable import Workbench

@Suite("Changing single keys of review.yaml")
struct ReviewFileTextTests {
    static let file = """
        # Head.
        title: "Old title"   # said so

        # People.
        reviewers:
          - Ann
          - Bob

        # Not yet: votes_per_record: 2
        statement: |
          One line.

          # no comment

        exclusion_reasons: {title-abstract: [overview], full-text: []}
        sources:
          - file: exports/a.nbib   # kept
            database: "PubMed"
        ...

        """

    private func changed(_ text: String, _ key: String, _ value: YAMLValue?) throws -> String {
        var file = ReviewFileText(text)
        try file.set(key, to: value)
        return file.text
    }

    @Test("All other bytes stay as they are")
    func others() throws {
        let text = try changed(Self.file, "reviewers", .texts(["Ann", "Cy: the #1"]))
        #expect(
            text
                == Self.file.replacing(
                    "reviewers:\n  - Ann\n  - Bob\n",
                    with: "reviewers:\n  - Ann\n  - \"Cy: the #1\"\n"
                )
        )
        let windows = Self.file.replacing("\n", with: "\r\n")
        #expect(
            try changed(windows, "reviewers", .texts(["Ann", "Cy: the #1"]))
                == text.replacing("\n", with: "\r\n")
        )
    }

    @Test("A block of text goes as a whole, what looks like a comment in it, too")
    func literal() throws {
        let text = try changed(
            Self.file.replacing("  # no comment\n", with: "  no comment\n"),
            "statement",
            nil
        )
        #expect(!text.contains("One line") && !text.contains("no comment\n"))
        #expect(text.contains("# Not yet: votes_per_record: 2\n\nexclusion_reasons"))
    }

    @Test("A new key stands behind the nearest one before it")
    func insertion() throws {
        let text = try changed(Self.file, "votes_per_record", .text("2"))
        #expect(text.contains("  - Bob\nvotes_per_record: 2\n\n# Not yet"))
        let last = try changed("title: A", "analyses", .list([.pairs([("id", .text("auc"))])]))
        #expect(last == "title: A\nanalyses:\n  - id: auc\n")
        #expect(try changed("title: A\n", "arbiters", nil) == "title: A\n")
        #expect(try changed(Self.file, "instrument", .text("probast")).hasSuffix("probast\n...\n"))
    }

    @Test(
        "What would be lost is refused, with its line",
        arguments: [
            ("title", Self.file, "a comment"), ("statement", Self.file, "a comment"),
            ("sources", Self.file, "a comment"),
            ("reviewers", "title: A\nreviewers: &people [Ann]\narbiters: *people\n", "anchor"),
            ("arbiters", "title: A\nreviewers: &people [Ann]\narbiters: *people\n", "anchor"),
            ("title", "{title: A, reviewers: [Ann]}\n", "begin its line"),
            ("title", "title: [\n", "not valid YAML"),
            ("title", "", "empty"),
            ("reviewers", "title: A\nreviewers:\n- !who Ann\n", "tag"),
            ("title", "title: A\u{2028}B\n", "line ends"),
        ]
    )
    func refusals(key: String, text: String, word: String) {
        var file = ReviewFileText(text)
        do throws(InputRefused) {
            try file.set(key, to: .text("New"))
            Issue.record("was changed to \(file.text)")
        } catch {
            #expect(error.description.contains(word), "\(error)")
            #expect(file.text == text)
        }
    }

    @Test(
        "Every text reads back as it was written",
        arguments: [
            "plain", "true", "null", "~", "- dash", "a: b", "a #b", "#", "'", "\"", "\\",
            "  blank ",
            "two\nlines", "tab\there", "ümläut", "名", "*star", "&and", "!tag", "%", "@", "`", "{x}",
            "[x]", "a, b", "2020-01-01", "1e3", "0x1F", "?", ": ", "|", ">", "=", "<<",
            "\u{202E}evil",
            "\u{85}next", "\u{7}", "e\u{301}", "👩‍⚕️", "no", "yes", "-", "---", "...",
        ]
    )
    func scalars(text: String) throws {
        let file = try changed(
            "title: A\n",
            "question",
            .pairs([(text, .text(text)), ("list", .list([.text(text), .list([.text(text)])]))])
        )
        // `set` reads the file back itself and refuses what differs.
        #expect(file.hasPrefix("title: A\nquestion:\n"))
    }

    @Test("A form changes those keys in which it differs, and no other")
    func form() throws {
        let file = """
            title: A   # the title stays
            question: {population: adults}
            reviewers: [Ann, Bob]
            analyses:
              - id: auc   # planned
            statement: "x"

            """
        var form = ProtocolForm(try ReviewFile(parsing: file).reviewProtocol)
        #expect(try form.applied(to: file) == file)
        form.statement = "two\nlines"
        form.includeTerms = ["metasta*"]
        let text = try form.applied(to: file)
        #expect(
            text
                == file.replacing(
                    "question: {population: adults}\n",
                    with: "question: {population: adults}\nterms:\n  include:\n    - \"metasta*\"\n"
                        + "  exclude: []\n"
                ).replacing("statement: \"x\"\n", with: "statement: \"two\\nlines\"\n")
        )
        let plan = try ReviewFile(parsing: text).reviewProtocol
        #expect(plan.includeTerms == ["metasta*"] && plan.statement == "two\nlines")
        form.title = "B"
        form.analyses[0].method = "DL"
        #expect(throws: InputRefused.self) { try form.applied(to: file) }
        do throws(InputRefused) {
            _ = try form.applied(to: file)
        } catch {
            // Both keys are named at once.
            #expect(error.faults.map(\.line) == [1, 5])
        }
    }

    @Test("A form without a file makes one that says the same")
    func newFile() throws {
        var form = ProtocolForm(ReviewProtocol(title: "A: \"new\" one"))
        form.reviewers = ["Ann", "Bob"]
        form.votesPerRecord = "2"
        form.include = ["adults", "CT: any"]
        form.question = [.init(label: "population", text: "adults")]
        form.analyses = [
            .init(id: "auc", title: "Discrimination", measure: "auc", method: "PM"),
            .init(id: "both", title: "", measure: "dta"),
        ]
        let plan = try ReviewFile(parsing: form.newFile).reviewProtocol
        #expect(plan.title == "A: \"new\" one")
        #expect(plan.reviewers == ["Ann", "Bob"])
        #expect(plan.inclusionCriteria == ["adults", "CT: any"])
        #expect(plan.analyses.first?.method == "PM")
        #expect(plan.accuracyAnalyses.map(\.id) == ["both"])
    }

    @Test("Line ends of a file are kept where a browser sent its own")
    func lineEnds() {
        let made = ChangeReviewFile.withLineEnds(of: "a\r\nb\r\n", "a\nc\n")
        #expect(made == "a\r\nc\r\n")
        #expect(ChangeReviewFile.withLineEnds(of: "a\r\nb\n", "a\nc\n") == "a\nc\n")
        #expect(ChangeReviewFile.withLineEnds(of: nil, "a\n") == "a\n")
    }

    @Test("What stands in quotes in one line is no comment; what stands behind them is")
    func quotes() throws {
        var file = ReviewFileText("title: T\nreviewers: [\"A # B\", \"say \\\"x\\\" #2\"]\n")
        try file.set("reviewers", to: .texts(["C"]))
        #expect(file.text == "title: T\nreviewers:\n  - C\n")
        var other = ReviewFileText("title: T\nreviewers: [\"A # B\"] # note\n")
        #expect(throws: InputRefused.self) { try other.set("reviewers", to: .texts(["C"])) }
    }
}
