import Foundation
import Review
import TestSupport
import Testing
import Workbench

@Suite("Sheet of PRISMA counts")
struct PRISMACountsTests {
    static let header = "data,node,box,description,boxtext,tooltips,url,n\n"

    private func read(_ text: String) throws -> PRISMAFlow {
        try PRISMACounts.read(Array(text.utf8), file: "counts.csv")
    }

    /// A row of the sheet with a key and a count.
    private func row(_ key: String, _ count: String) -> String {
        "\(key),node,box,text,text,text,\(key).html,\"\(count.replacing("\"", with: "\"\""))\"\n"
    }

    private var full: PRISMAFlow {
        var flow = PRISMAFlow()
        flow.previousStudies = 3
        flow.previousReports = 4
        flow.databases = [
            .init(label: "PubMed", count: 90), .init(label: "Embase, Ovid", count: 30),
        ]
        flow.databaseTotal = 120
        flow.registers = [.init(label: "ClinicalTrials.gov", count: 5)]
        flow.registerTotal = 5
        flow.websites = 2
        flow.organisations = 1
        flow.citations = 4
        flow.duplicates = 20
        flow.excludedAutomatic = 3
        flow.excludedOther = 2
        flow.screened = 100
        flow.excluded = 60
        flow.reports = .init(
            sought: 40,
            notRetrieved: 2,
            assessed: 38,
            excluded: [
                .init(label: "wrong population, setting", count: 5),
                .init(label: "no data; asked twice", count: 4),
                .init(label: "called \"pilot\"", count: 3),
                .init(label: "\"quoted\"", count: 2),
                .init(label: "plain", count: 1),
            ]
        )
        flow.otherReports = .init(
            sought: 7,
            notRetrieved: 1,
            assessed: 6,
            excluded: [.init(label: "too early", count: 4)]
        )
        flow.newStudies = 24
        flow.newReports = 25
        flow.totalStudies = 27
        flow.totalReports = 29
        return flow
    }

    @Test func roundTripKeepsEveryCountAndLabel() throws {
        let flow = full
        #expect(flow.brokenIdentities.isEmpty)
        let read = try read(PRISMACounts.csv(flow))
        #expect(read == flow)
        #expect(PRISMACounts.csv(read) == PRISMACounts.csv(flow))
    }

    @Test func unknownCountsStayUnknown() throws {
        let text = PRISMACounts.csv(PRISMAFlow())
        #expect(text.hasPrefix(Self.header.dropLast()))
        let flow = try read(text)
        #expect(flow.screened == nil)
        #expect(flow.databaseTotal == nil)
        #expect(flow.otherReports == nil)
        #expect(flow.brokenIdentities.isEmpty)
    }

    @Test func flowOfAReviewCanBeReadAgain() throws {
        let flow = try ReviewBench.built().state().prismaFlow()
        let again = try read(PRISMACounts.csv(flow))
        #expect(again.databases == flow.databases)
        #expect(again.reports == flow.reports)
        #expect(again.newReports == 2)
        #expect(again.brokenIdentities.isEmpty)
    }

    /// The shape of the package's template: `NA` rows that only carry texts, `xxx` for counts.
    @Test func templateOfTheRPackage() throws {
        let keys = [
            "previous_studies", "register_results", "database_results", "website_results",
            "duplicates", "records_screened", "new_studies", "total_reports",
        ]
        let text =
            Self.header + "NA,node4,prevstud,Grey title box,Previous studies,tip,prevstud.html,NA\n"
            + "NA,node1,identification,Blue box,Identification,tip,identification.html,NA\n"
            + keys.map { row($0, "xxx") }.joined()
            + row("database_specific_results", "Database 1, xxx; Database 2, xxx")
            + row("register_specific_results", "Register 1, NA; Register 2, NA")
            + row("dbr_excluded", "Reason1, xxx; Reason2, xxx; Reason3, xxx")
            + row("other_excluded", "NA") + row("records_excluded", "10")
            + "somethingelse,node9,box,text,text,text,url,NA\n"
        let flow = try read(text)
        #expect(flow.screened == nil)
        #expect(flow.excluded == 10)
        #expect(flow.databases.isEmpty)
        #expect(flow.registers.isEmpty)
        #expect(flow.reports.excluded.isEmpty)
    }

    @Test func onlyTwoColumnsCount() throws {
        let flow = try read("data,n\nrecords_screened,12\ndbr_excluded,\"A, 1; B, 2\"\n")
        #expect(flow.screened == 12)
        #expect(flow.reports.excludedTotal == 3)
    }

    @Test func everyFaultIsNamedWithItsLine() throws {
        let text =
            Self.header + row("records_screened", "many") + row("duplicates", "-3")
            + row("records_excluded", "1.5") + row("recods_sought", "7")
            + row("dbr_excluded", "wrong population") + row("duplicates", "4")
        var messages: [String] = []
        do {
            _ = try read(text)
        } catch let error as InputRefused {
            messages = error.faults.map(\.description)
        }
        let lines = messages.compactMap { $0.split(separator: ":").dropFirst().first }
        #expect(lines == ["2", "3", "4", "5", "6", "7"], "\(messages)")
    }

    @Test(arguments: [
        ("data,count\nx,1\n", "counts.csv:1: unknown column 'count'"),
        ("", "counts.csv: the sheet is empty"),
        ("n\n1\n", "counts.csv:1: column 'data' is missing"),
    ])
    func headers(text: String, start: String) throws {
        do {
            _ = try read(text)
            Issue.record("accepted")
        } catch let error as InputRefused {
            #expect(error.faults.first?.description.hasPrefix(start) == true, "\(error)")
        }
    }

    @Test func brokenIdentitiesAreNamed() throws {
        let text =
            Self.header + row("database_results", "100") + row("duplicates", "10")
            + row("records_screened", "80") + row("records_excluded", "30")
            + row("dbr_sought_reports", "51")
        let broken = try read(text).brokenIdentities
        #expect(broken.count == 2)
        #expect(broken.first?.left == 80)
        #expect(broken.first?.right == 90)
        #expect(broken.last?.name == "reports sought = screened - excluded")
    }
}
