import Review

extension Report {
    /// The counts of the flow diagram, box by box.
    public var flowTable: Table {
        var rows: [[Table.Cell]] = []
        func add(_ box: String, _ part: String, _ count: Int?) {
            guard let count else { return }
            rows.append([.init(box), .init(part), .init(count: count)])
        }
        func add(_ box: String, parts: [PRISMAFlow.Part]) {
            for part in parts { add(box, part.label, part.count) }
        }
        add("Studies of the previous version", "", flow.previousStudies)
        add("Reports of the previous version", "", flow.previousReports)
        add("Records from databases", "", flow.databaseTotal)
        add("Records from databases", parts: flow.databases)
        add("Records from registers", "", flow.registerTotal)
        add("Records from registers", parts: flow.registers)
        add("Records from websites", "", flow.websites)
        add("Records from organisations", "", flow.organisations)
        add("Records from citation searching", "", flow.citations)
        add("Duplicate records removed", "", flow.duplicates)
        add("Records marked as ineligible by automation tools", "", flow.excludedAutomatic)
        add("Records removed for other reasons", "", flow.excludedOther)
        add("Records screened", "", flow.screened)
        add("Records excluded", "", flow.excluded)
        add("Records excluded", parts: flow.excludedReasons)
        add("Records awaiting screening", "", flow.awaitingScreening)
        for (arm, reports) in [("", flow.reports), (" (other methods)", flow.otherReports)] {
            guard let reports else { continue }
            add("Reports sought for retrieval" + arm, "", reports.sought)
            add("Reports not retrieved" + arm, "", reports.notRetrieved)
            add("Reports assessed for eligibility" + arm, "", reports.assessed)
            add("Reports excluded" + arm, "", reports.excludedTotal)
            add("Reports excluded" + arm, parts: reports.excluded)
            add("Reports awaiting assessment" + arm, "", reports.awaiting)
        }
        add("New studies included", "", flow.newStudies)
        add("Reports of new studies included", "", flow.newReports)
        if flow.previousStudies != nil || flow.previousReports != nil {
            add("Studies included in all", "", flow.totalStudies)
            add("Reports included in all", "", flow.totalReports)
        }
        add("Studies in the meta-analysis", "", flow.studiesInMetaAnalysis)
        return Table(
            id: "prisma",
            title: "Counts of the flow diagram",
            columns: [.init("Box"), .init("Part"), .init("n", isNumeric: true)],
            rows: rows,
            note: "Derived from the imports and decisions, never typed. A study counts as part of "
                + "the meta-analysis where at least two studies were pooled."
        )
    }
}
