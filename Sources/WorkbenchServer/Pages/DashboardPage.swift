import Reporting
import Review
import Workbench

/// The first page: where the review stands and what it found.
enum DashboardPage {
    /// Renders the review's overview.
    static func page(_ view: ReviewView) -> Page {
        Page(
            place: .overview,
            title: view.title,
            review: nil,
            content: """
                \(statement(view))\(keyFigures(view))<section aria-labelledby="waits">
                <h2 id="waits">What waits</h2>
                \(waiting(view))</section>
                <section aria-labelledby="progress">
                <h2 id="progress">Progress</h2>
                \(progress(view))</section>
                <section aria-labelledby="results">
                <h2 id="results">Results</h2>
                \(results(view))</section>

                """
        )
    }

    private static func keyFigures(_ view: ReviewView) -> Markup {
        let flow = view.flow
        func count(_ number: Int?) -> String { number.map(String.init) ?? "–" }
        let all = view.analysis.description.all
        let steps: [(String, String, String)] = [
            ("Records identified", count(flow.identified), "\(count(flow.duplicates)) duplicates"),
            ("Screened", count(flow.screened), "\(count(flow.excluded)) excluded"),
            (
                "Reports sought", count(flow.reports.sought),
                "\(count(flow.reports.notRetrieved)) not retrieved"
            ),
            (
                "Assessed in full", count(flow.reports.assessed),
                "\(flow.reports.excludedTotal) excluded"
            ),
            (
                "Reports included", count(flow.newReports),
                "\(counted(view.status.studies, "study", "studies"))"
            ),
            (
                "Patients", all.studiesWithPatients == 0 ? "–" : String(all.patients),
                "stated by \(all.studiesWithPatients) of \(counted(all.studies, "study", "studies"))"
            ),
        ]
        let cards = steps.map { name, number, detail -> Markup in
            "<div><dt>\(name)</dt><dd><b>\(number)</b> <small>\(detail)</small></dd></div>\n"
        }
        let other: Markup =
            flow.otherReports.map {
                "<p>By other methods: \(count($0.sought)) sought, \(count($0.assessed)) assessed.</p>\n"
            } ?? ""
        return
            "<dl class=\"key\">\n\(cards)</dl>\n\(other)<p><a href=\"/prisma\">Flow diagram</a></p>\n"
    }

    private static func waiting(_ view: ReviewView) -> Markup {
        let status = view.status
        var items: [Markup] = []
        if view.state.reviewProtocol == nil { items.append("No protocol has been set yet.") }
        if !status.isDeduplicated {
            items.append(
                """
                Duplicates have not been looked for since the last import: \
                <code>consilience dedupe</code>.
                """
            )
        }
        if status.pairsToReview > 0 {
            let pairs = counted(status.pairsToReview, "pair of records", "pairs of records")
            items.append("\(pairs) may be duplicates: a person must look.")
        }
        if status.records == 0 { items.append("No record has been imported yet.") }
        for stage in status.stages { items += waiting(stage) }
        if !status.reportsWithoutStudy.isEmpty {
            items.append(
                "Included reports that no study names: \(recordLinks(status.reportsWithoutStudy))"
            )
        }
        if !status.studiesWithoutAppraisal.isEmpty {
            let names = status.studiesWithoutAppraisal.joined(separator: ", ")
            items.append("Studies without an appraisal: \(names)")
        }
        items += status.brokenIdentities.map {
            "<strong>The flow does not add up:</strong> \($0)"
        }
        return items.isEmpty
            ? "<p class=\"good\">Nothing waits: every record is decided, every included report "
                + "belongs to a study, every study has an appraisal.</p>\n"
            : bullets(items)
    }

    /// Conflicts that are named one by one at most.
    private static let mostConflicts = 20

    private static func waiting(_ stage: ReviewStatus.StageProgress) -> [Markup] {
        let name = title(of: stage.stage)
        var items = stage.awaitingPerReviewer.sorted { $0.key < $1.key }.map {
            reviewer,
            count -> Markup in
            "\(name): \(reviewer) has not voted on \(counted(count, "work", "works"))."
        }
        // A large review has thousands of them.
        let conflicts = stage.conflicts.sorted { $0.key < $1.key }
        items += conflicts.prefix(mostConflicts).map { work, what -> Markup in
            "\(name), conflict on \(recordLinks([work])): \(what)"
        }
        if conflicts.count > mostConflicts {
            let more = counted(conflicts.count - mostConflicts, "more conflict", "more conflicts")
            items.append("\(name): <a href=\"/conflicts\">\(more)</a>.")
        }
        return items
    }

    private static func recordLinks(_ names: [String]) -> Markup {
        names.map { name -> Markup in
            guard let id = RecordID(name) else { return "\(name)" }
            return "<a href=\"\(WebAddress.record(id))\"><code>\(name)</code></a>"
        }.joined(", ")
    }

    private static func title(of stage: String) -> String {
        stage == "title-abstract" ? "Title and abstract" : "Full text"
    }

    private static func progress(_ view: ReviewView) -> Markup {
        let status = view.status
        let rows = status.stages.map { stage -> [Markup] in
            let settled = stage.included + stage.excluded + stage.notRetrieved
            return [
                "\(title(of: stage.stage))",
                """
                <progress max="\(max(stage.works, 1))" value="\(settled)" \
                aria-label="\(settled) of \(stage.works) settled"></progress> \
                \(settled)/\(stage.works)
                """,
                "\(stage.included)", "\(stage.excluded)", "\(stage.notRetrieved)",
                "\(stage.conflicts.count)", "\(stage.awaiting)",
            ]
        }
        let sources = status.sources.map { source -> Markup in
            "\(source.label): \(counted(source.count, "record", "records"))"
        }
        return table(
            "Stages of screening",
            [
                "Stage", "Settled", "Included", "Excluded", "Not retrieved", "Conflicts",
                "Awaiting votes",
            ],
            rows,
            numeric: [2, 3, 4, 5, 6]
        ) + """
            <p>\(counted(status.records, "record", "records")) of \
            \(counted(status.works, "work", "works")); \
            \(counted(status.studies, "study", "studies")) and \
            \(counted(status.evaluations, "evaluation", "evaluations")) extracted; \
            \(counted(status.events, "event", "events")) in the <a href="/log">log</a>.</p>
            \(bullets(sources))
            """
    }

    private static func results(_ view: ReviewView) -> Markup {
        guard !view.analysis.analyses.isEmpty else {
            return "<p class=\"empty\">No analysis is planned in the protocol.</p>\n"
        }
        let parts = view.analysis.analyses.enumerated().map { index, analysis -> Markup in
            let content: Markup =
                view.table("results", ofAnalysis: index).map { Markup(trusted: $0.html()) }
                ?? "<p class=\"empty\">No evaluation with this figure has been extracted yet.</p>\n"
            return """
                <h3><a href="\(WebAddress.forest(analysis.id))">\(analysis.title)</a></h3>
                \(content)
                """
        }
        return Markup(trusted: parts.map(\.source).joined())
    }
}
