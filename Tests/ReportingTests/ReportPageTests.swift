import Foundation
import Reporting
import Review
import Screening
import Testing

/// The page as a whole: well formed, escaped, the same each time, at any moment of a review.
struct ReportPageTests {
    static let stages = Array(0...SyntheticReview.complete.count)

    @Test("The page parses as XML after every event of a review", arguments: stages)
    func isWellFormed(events: Int) throws {
        let report = Report(SyntheticReview.input(Array(SyntheticReview.complete.prefix(events))))
        let page = ParsedPage(report.page)
        #expect(page.fault == nil)
        #expect(page.elements["h1"] == 1)
        #expect(page.elements["h2"] == ReportSection.allCases.count)
        #expect(page.elements["script"] == 1)
        #expect(Set(page.identifiers).count == page.identifiers.count)
        for section in ReportSection.allCases {
            #expect(ParsedPage(report.html(of: section), isFragment: true).fault == nil)
        }
        for table in report.tables {
            #expect(ParsedPage(table.html(), isFragment: true).fault == nil, "\(table.id)")
        }
    }

    @Test("Links within the page and to its files lead somewhere; nothing is loaded from outside")
    func linksHold() throws {
        let report = Report(SyntheticReview.input(SyntheticReview.complete))
        let page = ParsedPage(report.page)
        let paths = Set(report.files.map(\.path))
        let identifiers = Set(page.identifiers)
        for address in page.addresses {
            if address.hasPrefix("#") {
                #expect(identifiers.contains(String(address.dropFirst())), "\(address)")
            } else if !address.hasPrefix("https://doi.org/"),
                !address.hasPrefix("https://pubmed.ncbi.nlm.nih.gov/")
            {
                #expect(paths.contains(address), "\(address)")
            }
        }
        #expect(report.page.components(separatedBy: "src=").count == 2)
        #expect(report.page.contains("<script src=\"sort.js\" defer=\"defer\"></script>"))
        for loading in ["<link", "<img", "@import", "url("] {
            #expect(!report.page.contains(loading), "\(loading)")
        }
        #expect(page.addresses.contains("https://doi.org/10.1000/x%3Cy%3E"))
    }

    @Test("Without files beside it the page links to none")
    func standsAlone() throws {
        let report = Report(SyntheticReview.input(SyntheticReview.complete), linksFiles: false)
        let outside = ParsedPage(report.page).addresses.filter {
            !$0.hasPrefix("#") && !$0.hasPrefix("https://")
        }
        #expect(outside.isEmpty)
        #expect(!report.page.contains("<script"))
    }

    @Test("Text from records, sheets and the protocol is escaped, and control characters go")
    func isEscaped() throws {
        var events = SyntheticReview.complete
        events[0] = .protocolSet(SyntheticReview.plan(title: SyntheticReview.hostile))
        let page = Report(SyntheticReview.input(events)).page
        #expect(page.components(separatedBy: "<script").count == 2)
        #expect(!page.contains("\u{202E}"))
        #expect(!page.contains("\u{0007}"))
        let escaped =
            "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;quotes&#39; ]]&gt;"
        // Title, heading; the study's title; the excluded report; the reason of an override.
        #expect(page.components(separatedBy: escaped).count > 5)
        #expect(ParsedPage(page).fault == nil)
        for figure in Report(SyntheticReview.input(events)).figures {
            #expect(ParsedPage(figure.svg).fault == nil, "\(figure.id)")
        }
        #expect(ParsedPage(page).text.contains("A<b>&3 2022"))
    }

    @Test("Times, actors, undone events and the order of dictionaries leave no trace")
    func isReproducible() throws {
        let once = renderReport(SyntheticReview.input(SyntheticReview.complete))
        let again = renderReport(
            SyntheticReview.input(
                SyntheticReview.complete,
                at: "2031-12-31T23:59:59Z",
                actor: "Zoe"
            )
        )
        #expect(once == again)
        var detour = SyntheticReview.complete
        let wrong = SyntheticReview.search("c.ris", database: "Wrong", records: 5)
        detour.insert(.protocolSet(SyntheticReview.plan(title: "Draft")), at: 0)
        detour.insert(wrong, at: 2)
        detour.insert(.undone(Undo(sequence: 3, why: "wrong file")), at: 3)
        let rebuilt = renderReport(SyntheticReview.input(detour))
        #expect(once == rebuilt)
        #expect(once.map(\.path) == once.map(\.path).sorted())
        #expect(Set(once.map(\.path)).count == once.count)
    }

    @Test("An empty review says what is missing, section by section")
    func emptyReview() throws {
        let report = Report(SyntheticReview.input([]))
        let sentences: [(ReportSection, String)] = [
            (.question, "No protocol has been set yet."),
            (.search, "No search has been imported yet."),
            (.search, "Duplicates have not been looked for yet."),
            (.screening, "There is nothing to screen yet."),
            (.studies, "No study has been extracted yet."),
            (.results, "No analysis has been planned yet."),
            (.riskOfBias, "No instrument has been chosen yet."),
            (.comparison, "The protocol names no published figures to compare with."),
            (.excluded, "No report has been excluded at full text."),
            (.provenance, "No file has been taken into the review yet."),
        ]
        for (section, sentence) in sentences {
            #expect(report.html(of: section).contains(sentence), "\(section)")
        }
        #expect(report.figures.map(\.id) == ["prisma"])
    }

    @Test("A review in progress shows open conflicts, awaiting votes and unlinked reports")
    func reviewInProgress() throws {
        var events = Array(SyntheticReview.complete.prefix(4))
        let half: [Decision] = [
            SyntheticReview.vote(1, .titleAbstract, "Ada", .include, 2),
            SyntheticReview.vote(1, .titleAbstract, "Bea", .include, 3),
            SyntheticReview.vote(1, .fullText, "Ada", .include, 4),
            SyntheticReview.vote(1, .fullText, "Bea", .include, 5),
            SyntheticReview.vote(2, .titleAbstract, "Ada", .include, 6),
            SyntheticReview.vote(2, .titleAbstract, "Bea", .exclude, 7, reason: "review"),
        ]
        events.append(.decisionsRecorded(Sheet(file: "decisions.csv", sha256: "d", rows: half)))
        let report = Report(SyntheticReview.input(events))
        let screening = report.screeningTable.rows.map { $0.map(\.exact) }
        #expect(screening[0] == ["Title and abstract", "8", "1", "0", "0", "0", "1", "6"])
        #expect(screening[1] == ["Full text", "1", "1", "0", "0", "0", "0", "0"])
        #expect(report.conflictsTable.rows.map { $0[4].text } == ["open"])
        #expect(report.conflictsTable.rows.map { $0[5].text } == ["decisions.csv:6–7"])
        #expect(report.html(of: .flow).contains("1 included report is not linked to a study yet"))
        #expect(report.html(of: .flow).contains("all hold"))
        #expect(report.html(of: .results).contains("No evaluation with an AUC has been extracted"))
        #expect(report.html(of: .studies).contains("No study has been extracted yet."))
    }

    @Test("A later import asks for duplicates to be looked for again")
    func staleDuplicates() throws {
        let events =
            Array(SyntheticReview.complete.prefix(4))
            + [SyntheticReview.search("c.ris", database: "Late", records: 1)]
        let html = Report(SyntheticReview.input(events)).html(of: .search)
        #expect(html.contains("duplicates must be looked for again"))
        #expect(html.contains("1 pair is left for a person"))
    }

    @Test("A person's judgement of a pair closes the question and is shown with its sheet")
    func judgedPairs() throws {
        let judgement = PairJudgement(
            first: SyntheticReview.id("a.ris", 8),
            second: SyntheticReview.id("a.ris", 7),
            isSame: false,
            reviewer: "Ada",
            note: SyntheticReview.hostile,
            line: 2
        )
        let sheet = Sheet(file: "duplicates.csv", sha256: "d", rows: [judgement])
        let events = SyntheticReview.complete + [.pairsJudged(sheet)]
        let report = Report(SyntheticReview.input(events))
        #expect(report.openDuplicatesTable.rows.isEmpty)
        #expect(report.judgedPairsTable.rows.map { $0[4].text } == ["different works"])
        #expect(report.judgedPairsTable.rows.map { $0[7].text } == ["duplicates.csv:2"])
        #expect(report.html(of: .search).contains("0 pairs are left for a person"))
        #expect(report.html(of: .provenance).contains("1 judgement on a pair"))
        #expect(ParsedPage(report.page).fault == nil)
    }
}
