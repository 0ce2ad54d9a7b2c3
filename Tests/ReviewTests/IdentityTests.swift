import Review
import Testing

/// Counts typed by hand: each identity, broken once, is named once.
@Suite struct IdentityTests {
    private var whole: PRISMAFlow {
        var flow = PRISMAFlow()
        flow.databases = [.init(label: "PubMed", count: 60), .init(label: "Embase", count: 40)]
        flow.databaseTotal = 100
        flow.registers = [.init(label: "ICTRP", count: 5)]
        flow.registerTotal = 5
        flow.duplicates = 20
        flow.excludedAutomatic = 3
        flow.excludedOther = 2
        flow.screened = 80
        flow.excluded = 50
        flow.reports = .init(
            sought: 30,
            notRetrieved: 2,
            assessed: 28,
            excluded: [.init(label: "no model", count: 8), .init(label: "review", count: 10)]
        )
        flow.otherReports = .init(sought: 4, notRetrieved: 1, assessed: 3, excluded: [])
        flow.newStudies = 12
        flow.newReports = 13
        flow.previousStudies = 3
        flow.previousReports = 4
        flow.totalStudies = 15
        flow.totalReports = 17
        flow.studiesInMetaAnalysis = 9
        return flow
    }

    @Test func wholeFlowAddsUp() {
        #expect(whole.brokenIdentities == [])
    }

    @Test func brokenIdentityIsNamed() {
        let cases: [(name: String, breakIt: (inout PRISMAFlow) -> Void)] = [
            ("records from databases", { $0.databases[0].count = 61 }),
            ("records from registers", { $0.registers[0].count = 6 }),
            ("records screened", { $0.duplicates = 21 }),
            ("reports sought", { $0.excluded = 49 }),
            ("sought - not retrieved - awaiting", { $0.reports.notRetrieved = 3 }),
            ("(other methods)", { $0.otherReports?.notRetrieved = 2 }),
            ("reports assessed = sought - not retrieved - awaiting", { $0.reports.awaiting = 1 }),
            ("records screened", { $0.awaitingScreening = 1 }),
            ("records screened", { $0.excludedAutomatic = nil }),
            ("records screened", { $0.excludedOther = 0 }),
            (
                "reports sought",
                {
                    $0.reports.sought = 31
                    $0.reports.notRetrieved = 3
                }
            ),
            (
                "included reports",
                {
                    $0.newReports = 12
                    $0.totalReports = 16
                }
            ),
            ("included reports", { $0.otherReports?.excluded = [.init(label: "x", count: 1)] }),
            ("included reports", { $0.reports.excluded[0].count = 7 }),
            ("total studies", { $0.totalStudies = 16 }),
            ("total studies", { $0.newStudies = 11 }),
            ("total reports", { $0.previousReports = 5 }),
            ("studies in the meta-analysis", { $0.studiesInMetaAnalysis = 16 }),
        ]
        for (name, breakIt) in cases {
            var flow = whole
            breakIt(&flow)
            #expect(flow.brokenIdentities.count == 1, "\(name): \(flow.brokenIdentities)")
            #expect(flow.brokenIdentities.first?.name.contains(name) == true)
        }
    }

    @Test func unknownBoxesAreNotChecked() {
        var flow = PRISMAFlow()
        flow.newStudies = 4
        #expect(flow.brokenIdentities == [])
    }
}
