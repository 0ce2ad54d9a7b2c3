import Reporting
import Review
import Workbench

/// The first page: where the review stands and what it found.
enum DashboardPage {
    /// Renders the review's overview.
    static func page(_ view: ReviewView, _ frame: PageFrame) -> Page {
        Page(
            place: .overview,
            title: view.title,
            review: nil,
            content: """
                \(statement(view))<div id="key-figures" data-live>
                \(keyFigures(view, frame))</div>
                <section aria-labelledby="waits" id="waiting" data-live>
                <h2 id="waits">\(frame.text(.whatWaits))</h2>
                \(waiting(view, frame))</section>
                <section aria-labelledby="progress" id="stages" data-live>
                <h2 id="progress">\(frame.text(.progress))</h2>
                \(progress(view, frame))</section>
                <section aria-labelledby="results">
                <h2 id="results">\(frame.text(.results))</h2>
                \(results(view, frame))</section>

                """
        )
    }

    private static func keyFigures(_ view: ReviewView, _ frame: PageFrame) -> Markup {
        let flow = view.report.flow
        func count(_ number: Int?) -> String { number.map(String.init) ?? "–" }
        let all = view.analysis.description.all
        let studies = counted(all.studies, .oneStudy, .manyStudies, frame)
        let steps: [(Phrase, String, String)] = [
            (
                .recordsIdentified, count(flow.identified),
                "\(count(flow.duplicates)) \(frame.text(.duplicatesWord))"
            ),
            (
                .screenedWorks, count(flow.screened),
                "\(count(flow.excluded)) \(frame.text(.excludedWord))"
            ),
            (
                .reportsSought, count(flow.reports.sought),
                "\(count(flow.reports.notRetrieved)) \(frame.text(.notRetrievedWord))"
            ),
            (
                .assessedInFull, count(flow.reports.assessed),
                "\(flow.reports.excludedTotal) \(frame.text(.excludedWord))"
            ),
            (
                .reportsIncluded, count(flow.newReports),
                counted(view.status.studies, .oneStudy, .manyStudies, frame)
            ),
            (
                .patients, all.studiesWithPatients == 0 ? "–" : String(all.patients),
                "\(frame.text(.statedBy)) \(all.studiesWithPatients) \(frame.text(.ofWord)) \(studies)"
            ),
        ]
        let cards = steps.map { name, number, detail -> Markup in
            """
            <div><dt>\(frame.text(name))</dt><dd><b>\(number)</b> <small>\(detail)</small></dd></div>

            """
        }
        let other: Markup =
            flow.otherReports.map {
                """
                <p>\(frame.text(.byOtherMethods)): \(count($0.sought)) \(frame.text(.soughtWord)), \
                \(count($0.assessed)) \(frame.text(.assessedWord)).</p>

                """
            } ?? ""
        return """
            <dl class="key">
            \(cards)</dl>
            \(other)<p><a href="/prisma">\(frame.text(.flowDiagram))</a></p>

            """
    }

    private static func waiting(_ view: ReviewView, _ frame: PageFrame) -> Markup {
        let status = view.status
        var items: [Markup] = []
        if view.state.reviewProtocol == nil { items.append("\(frame.text(.noProtocolYet))") }
        if !status.isDeduplicated {
            items.append("\(frame.text(.notDeduplicated)) <code>consilience dedupe</code>.")
        }
        if status.pairsToReview > 0 {
            let pairs = counted(status.pairsToReview, .onePairMayBe, .manyPairsMayBe, frame)
            items.append("<a href=\"/duplicates\">\(pairs)</a>")
        }
        if status.records == 0 { items.append("\(frame.text(.noRecordYet))") }
        for stage in status.stages { items += waiting(stage, frame) }
        if !status.reportsWithoutStudy.isEmpty {
            items.append(
                "\(frame.text(.reportsWithoutStudy)) \(recordLinks(status.reportsWithoutStudy))"
            )
        }
        if !status.studiesWithoutAppraisal.isEmpty {
            let names = status.studiesWithoutAppraisal.joined(separator: ", ")
            items.append("\(frame.text(.studiesWithoutAppraisal)) \(names)")
        }
        items += status.brokenIdentities.map {
            "<strong>\(frame.text(.flowDoesNotAddUp))</strong> \($0)"
        }
        return items.isEmpty
            ? "<p class=\"good\">\(frame.text(.nothingWaits))</p>\n" : bullets(items)
    }

    private static func waiting(
        _ stage: ReviewStatus.StageProgress,
        _ frame: PageFrame
    ) -> [Markup] {
        let name = title(of: stage.stage, frame)
        var items = stage.awaitingPerReviewer.sorted { $0.key < $1.key }.map {
            reviewer,
            count -> Markup in
            """
            \(name): \(reviewer) \(frame.text(.hasNotVotedOn)) \
            \(counted(count, .oneWork, .manyWorks, frame)).
            """
        }
        items += stage.conflicts.sorted { $0.key < $1.key }.map { work, what -> Markup in
            "\(name), \(frame.text(.conflictOn)) \(recordLinks([work])): \(what)"
        }
        return items
    }

    private static func recordLinks(_ names: [String]) -> Markup {
        names.map { name -> Markup in
            guard let id = RecordID(name) else { return "\(name)" }
            return "<a href=\"\(WebAddress.record(id))\"><code>\(name)</code></a>"
        }.joined(", ")
    }

    private static func title(of stage: String, _ frame: PageFrame) -> String {
        frame.text(stage == "title-abstract" ? .titleAbstract : .fullText)
    }

    private static func progress(_ view: ReviewView, _ frame: PageFrame) -> Markup {
        let status = view.status
        let rows = status.stages.map { stage -> [Markup] in
            let settled = stage.included + stage.excluded + stage.notRetrieved
            return [
                "\(title(of: stage.stage, frame))",
                """
                <progress max="\(max(stage.works, 1))" value="\(settled)" \
                aria-label="\(settled) \(frame.text(.ofWord)) \(stage.works) \(frame.text(.settledOf))">\
                </progress> \(settled)/\(stage.works)
                """,
                "\(stage.included)", "\(stage.excluded)", "\(stage.notRetrieved)",
                "\(stage.conflicts.count)", "\(stage.awaiting)",
            ]
        }
        let sources = status.sources.map { source -> Markup in
            "\(source.label): \(counted(source.count, .oneRecord, .manyRecords, frame))"
        }
        return table(
            frame.text(.stagesOfScreening),
            [
                frame.text(.stageColumn), frame.text(.settledColumn),
                frame.text(.includedColumn), frame.text(.excludedColumn),
                frame.text(.notRetrieved), frame.text(.conflicts), frame.text(.awaitingColumn),
            ],
            rows,
            numeric: [2, 3, 4, 5, 6]
        ) + """
            <p>\(counted(status.records, .oneRecord, .manyRecords, frame)) \(frame.text(.ofWord)) \
            \(counted(status.works, .oneWork, .manyWorks, frame)); \
            \(counted(status.studies, .oneStudy, .manyStudies, frame)) \(frame.text(.andWord)) \
            \(counted(status.evaluations, .oneEvaluation, .manyEvaluations, frame)) \
            \(frame.text(.extractedInLog)) \
            \(counted(status.events, .oneEvent, .manyEvents, frame)) \(frame.text(.inThe)) \
            <a href="/log">\(frame.text(.logWord))</a>.</p>
            \(bullets(sources))
            """
    }

    private static func results(_ view: ReviewView, _ frame: PageFrame) -> Markup {
        guard !view.analysis.analyses.isEmpty else {
            return "<p class=\"empty\">\(frame.text(.noAnalysisPlanned))</p>\n"
        }
        let parts = view.analysis.analyses.enumerated().map { index, analysis -> Markup in
            let content: Markup =
                view.table("results", ofAnalysis: index).map { Markup(trusted: $0.html()) }
                ?? "<p class=\"empty\">\(frame.text(.noEvaluationYet))</p>\n"
            return """
                <h3><a href="\(WebAddress.forest(analysis.id))">\(analysis.title)</a></h3>
                \(content)
                """
        }
        return parts.joined("") + "<p><a href=\"/synthesis\">\(frame.text(.synthesis))</a></p>\n"
    }
}
