import Foundation
import Review
import TestSupport
import Testing
import Workbench

@Suite("review.yaml")
struct ReviewFileTests {
    private func faults(_ text: String) -> [String] {
        do throws(InputRefused) {
            _ = try ReviewFile(parsing: text)
            return []
        } catch {
            return error.faults.map(\.description)
        }
    }

    @Test func everyKeyIsRead() throws {
        let file = try ReviewFile(parsing: SampleReview.yaml)
        #expect(file.reviewProtocol.title == "Small review")
        #expect(file.reviewProtocol.question == [.init(label: "population", text: "Adults")])
        #expect(file.reviewProtocol.reviewers == ["Ann", "Bob"])
        #expect(file.reviewProtocol.votesPerRecord == 2)
        #expect(file.reviewProtocol.titleAbstractReasons == ["overview"])
        #expect(file.reviewProtocol.fullTextReasons == ["no metastasis", "wrong kind, or none"])
        #expect(file.sources.map(\.file) == ["exports/pubmed.nbib", "exports/embase.ris"])
        #expect(file.sources.map(\.database) == ["PubMed", "Embase"])
        #expect(file.sources.map(\.searched) == ["2026-01-31", "2026-02-01"])
        #expect(file.sources.map(\.platform) == [nil, "Ovid"])
        #expect(file.sources.map(\.line) == [11, 15])
        #expect(file.decisions.map(\.file) == ["decisions.csv"])
        #expect(file.reviewProtocol.analyses.map(\.method) == ["REML"])
    }

    @Test func sheetsMayBeLists() throws {
        let file = try ReviewFile(parsing: "title: T\ndecisions: [a.csv, sub/b.csv]\n")
        #expect(file.decisions.map(\.file) == ["a.csv", "sub/b.csv"])
        #expect(file.decisions.map(\.line) == [2, 2])
    }

    @Test("Aliases that multiply, and nesting without end, are refused at once")
    func bombs() {
        var text = "title: T\nreviewers: &a0 [A, B, C, D, E, F, G, H, I, J]\n"
        text += "criteria:\n  include:\n"
        for depth in 1...12 {
            let aliases = Array(repeating: "*a\(depth - 1)", count: 10).joined(separator: ", ")
            text += "    - &a\(depth) [\(aliases)]\n"
        }
        #expect(throws: InputRefused.self) { try ReviewFile(parsing: text) }
        let deep = String(repeating: "[", count: 20_000) + String(repeating: "]", count: 20_000)
        text = "title: T\nquestion: \(deep)\n"
        #expect(throws: InputRefused.self) { try ReviewFile(parsing: text) }
    }

    @Test func oneReviewerVotesOnce() throws {
        let file = try ReviewFile(parsing: "title: T\nreviewers: Ann\n")
        #expect(file.reviewProtocol.votesPerRecord == 1)
    }

    /// Each slip alone: the line and a word of its message.
    static let slips: [(text: String, start: String, word: String)] = [
        ("", "review.yaml", "empty"),
        ("- a\n- b\n", "review.yaml:1", "a map"),
        ("titel: T\ntitle: T\n", "review.yaml:1", "unknown key 'titel'"),
        ("reviewers: [A]\n", "review.yaml:1", "'title' is missing"),
        ("title: [a, b]\n", "review.yaml:1", "'title' should be a text"),
        ("title: T\nquestion:\n\tpopulation: P\n", "review.yaml:3", "not valid YAML"),
        ("title: T\nreviewers: [A]\nreviewers: [B]\n", "review.yaml:2", "twice: reviewers"),
        ("title: \"T\nreviewers: [A]\n", "review.yaml", "not valid YAML"),
        ("title: T\nreviewers: [Ann, Bob, Ann]\n", "review.yaml:2", "'Ann' stands twice"),
        (
            "title: T\nreviewers:\n  - Ann Lee\n  - Bob\n  - ' ann  LEE'\n", "review.yaml:5",
            "first on line 3"
        ),
        ("title: T\nreviewers:\n  name: Ann\n", "review.yaml:3", "list of texts"),
        ("title: T\nreviewers: [[Ann]]\n", "review.yaml:2", "should be a text"),
        ("title: T\nreviewers: [A, B]\nvotes_per_record: 3\n", "review.yaml:3", "from 1 to 2"),
        ("title: T\nreviewers: [A, B]\nvotes_per_record: two\n", "review.yaml:3", "'two'"),
        ("title: T\nquestion: spine\n", "review.yaml:2", "map of keys"),
        ("title: T\ncriteria:\n  includes: [a]\n", "review.yaml:3", "unknown key 'includes'"),
        (
            "title: T\nexclusion_reasons:\n  full-text: [a, A]\n", "review.yaml:3",
            "'A' stands twice"
        ),
        ("title: T\ninstrument: robis\n", "review.yaml:2", "unknown instrument 'robis'"),
        ("title: T\nsources: pubmed.nbib\n", "review.yaml:2", "should be a list"),
        ("title: T\nsources:\n  - pubmed.nbib\n", "review.yaml:3", "map of keys"),
        ("title: T\nsources:\n  - file: a.ris\n", "review.yaml:3", "'database' is missing"),
        ("title: T\nsources:\n  - database: D\n", "review.yaml:3", "'file' is missing"),
        (
            "title: T\nsources:\n  - {file: a, database: D, searched: 2026-02-30}\n",
            "review.yaml:3", "YYYY-MM-DD"
        ),
        (
            "title: T\nsources:\n  - {file: a, database: D, kind: shelf}\n", "review.yaml:3",
            "one of database, register, website, organisation, citation"
        ),
        (
            "title: T\nsources:\n  - {file: a, database: D}\n  - {file: a, database: E}\n",
            "review.yaml:4", "'a' stands twice"
        ),
        (
            "title: T\nsources:\n  - {file: ../a.ris, database: D}\n", "review.yaml:3",
            "leaves the review folder"
        ),
        ("title: T\ndecisions: /etc/passwd\n", "review.yaml:2", "leaves the review folder"),
        ("title: T\nstudies: a/../../b.csv\n", "review.yaml:2", "leaves the review folder"),
        ("title: T\nanalyses:\n  - {id: A b}\n", "review.yaml:3", "lower-case letters"),
        ("title: T\nanalyses:\n  - {title: X}\n", "review.yaml:3", "'id' is missing"),
        ("title: T\nanalyses:\n  - {id: a, measure: auroc}\n", "review.yaml:3", "'auroc'"),
        ("title: T\nanalyses:\n  - {id: a, measure: dta, method: DL}\n", "review.yaml:3", "'DL'"),
        ("title: T\nanalyses:\n  - {id: a, measure: dta, test: z}\n", "review.yaml:3", "'test'"),
        (
            "title: T\nanalyses:\n  - {id: a}\n  - {id: a, measure: dta}\n", "review.yaml:4",
            "stands twice"
        ),
        ("title: T\nanalyses:\n  - {id: a, method: remel}\n", "review.yaml:3", "'remel'"),
        ("title: T\nanalyses:\n  - {id: a, level: 95}\n", "review.yaml:3", "between 0 and 1"),
        ("title: T\nanalyses:\n  - {id: a}\n  - {id: a}\n", "review.yaml:4", "stands twice"),
        (
            "title: T\ncomparisons:\n  - {source: S, figures: [{label: L}]}\n", "review.yaml:3",
            "'value' is missing"
        ),
    ]

    @Test(arguments: slips)
    func slipIsNamedWithItsLine(text: String, start: String, word: String) {
        let found = faults(text)
        #expect(found.count == 1, "\(found)")
        #expect(found.first?.hasPrefix(start + ":") == true, "\(found)")
        #expect(found.first?.contains(word) == true, "\(found)")
    }

    @Test func allSlipsAtOnceInTheOrderOfTheirLines() {
        let text = """
            title: T
            reviewers: [Ann, ann]
            instrument: robis
            colour: red
            sources:
              - {file: ../a.ris, database: D}
            decisions: /d.csv
            analyses:
              - {id: a, measure: x, level: 7}

            """
        let found = faults(text)
        let starts = found.compactMap { $0.split(separator: ":").dropFirst().first }
        #expect(starts == ["2", "3", "4", "6", "7", "9", "9"], "\(found)")
    }

    @Test func templateOfNewReviewIsValidAndEveryKeyIsKnown() throws {
        let bench = try ReviewBench()
        let folder = ReviewFolder(path: bench.temporary.path + "/r")
        let made = try NewReview().run(folder)
        #expect(made.contains("review.yaml"))
        for name in made { #expect(bench.temporary.has("r/" + name)) }
        let file = try ReviewFile(parsing: try bench.temporary.text("r/review.yaml"))
        #expect(file.reviewProtocol.title == "Untitled review")
        #expect(file.reviewProtocol.analyses.map(\.id) == ["auc"])
        #expect(throws: InputRefused.self) { try NewReview().run(folder) }
        // The commented lines are valid too.
        let lines = try bench.temporary.text("r/review.yaml").split(separator: "\n")
            .filter { !$0.hasPrefix("sources: []") && !$0.hasPrefix("reviewers: []") }
            .map { line in
                line.hasPrefix("#  ")
                    ? String(line.dropFirst(1))
                    : line.hasPrefix("# statement") ? String(line.dropFirst(2)) : String(line)
            }
        let text = lines.joined(separator: "\n").replacing(
            "  - file: exports",
            with: "sources:\n  - file: exports"
        )
        let full = try ReviewFile(parsing: text)
        #expect(full.sources.map(\.database) == ["PubMed"])
        #expect(full.sources.first?.query?.hasPrefix("(\"spine\"[MeSH]") == true)
        #expect(full.reviewProtocol.statement?.hasPrefix("Protocol") == true)
    }
}
