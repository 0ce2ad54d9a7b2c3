import Review
import Testing

@testable import Reporting

@Suite("Links from the tables to the events behind them")
struct SourceLinkTests {
    @Test func everyLinkHasItsAnchor() {
        let page = Report(SyntheticReview.input(SyntheticReview.complete)).page
        let ids = Set(page.matches(of: #/ id="([^"]+)"/#).map { String($0.1) })
        let links = page.matches(of: #/href="#([^"]+)"/#).map { String($0.1) }
        #expect(links.contains { $0.hasPrefix("event-") })
        for link in Set(links) { #expect(ids.contains(link), "#\(link)") }
    }

    @Test func workbenchPagesHaveNoLinksToOtherPages() {
        let report = Report(SyntheticReview.input(SyntheticReview.complete), linksFiles: false)
        #expect(!report.html(of: .results).contains("#event-"))
        #expect(!report.html(of: .provenance).contains("id=\"event-"))
    }

    @Test func fileOfTheTableIsTheSame() {
        let report = Report(SyntheticReview.input(SyntheticReview.complete))
        for table in report.tables { #expect(report.linkingSources(table).csv == table.csv) }
    }
}
