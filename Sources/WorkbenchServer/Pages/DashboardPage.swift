import Reporting
import Review
import Screening
import Workbench

/// The first page: where the review stands, what waits for whom, and what it found.
///
/// Everything that follows from votes is counted from those that whoever looks may see. Parts that
/// change while others work are renewed by themselves.
enum DashboardPage {
    /// Renders the review's overview.
    static func page(_ view: ReviewView, _ frame: PageFrame) -> Page {
        let sections: [(String, Phrase, Markup)] = [
            ("waits", .whatWaits, waiting(view, frame)),
            ("progress", .progress, progress(view, frame)),
            ("flow", .flow, flow(view, frame)),
            ("agreement", .agreement, agreement(view, frame)),
            ("results", .results, results(view, frame)),
        ]
        let content = sections.map { id, phrase, content -> Markup in
            """
            <section id="\(id)" aria-labelledby="\(id)-heading" data-live>
            <h2 id="\(id)-heading">\(frame.text(phrase))</h2>
            \(content)</section>

            """
        }
        return Page(
            place: .overview,
            title: view.title,
            review: nil,
            content: "\(statement(view))\(keyFigures(view, frame))\(own(view, frame))\(content)"
        )
    }

    private static func keyFigures(_ view: ReviewView, _ frame: PageFrame) -> Markup {
        let flow = view.flow
        func count(_ number: Int?) -> String { number.map(String.init) ?? "–" }
        let all = view.analysis.description.all
        let steps: [(Phrase, String, String)] = [
            (
                .recordsIdentified, count(flow.identified),
                "\(count(flow.duplicates)) \(frame.text(.duplicatesCounted))"
            ),
            (.screened, count(flow.screened), "\(count(flow.excluded)) \(frame.text(.excluded))"),
            (
                .reportsSought, count(flow.reports.sought),
                "\(count(flow.reports.notRetrieved)) \(frame.text(.notRetrievedCounted))"
            ),
            (
                .assessed, count(flow.reports.assessed),
                "\(flow.reports.excludedTotal) \(frame.text(.excluded))"
            ),
            (
                .reportsIncluded, count(flow.newReports),
                "\(view.status.studies) \(frame.text(.studiesCounted))"
            ),
            (
                .patients, all.studiesWithPatients == 0 ? "–" : String(all.patients),
                "\(frame.text(.statedBy)) \(all.studiesWithPatients)/\(all.studies) "
                    + frame.text(.studiesCounted)
            ),
        ]
        let cards = steps.map { name, number, detail -> Markup in
            """
            <div><dt>\(frame.text(name))</dt><dd><b>\(number)</b> <small>\(detail)</small></dd></div>

            """
        }
        let other: Markup =
            flow.otherReports.map {
                "<p>\(frame.text(.byOtherMethods)): \(count($0.sought)) / \(count($0.assessed))</p>\n"
            } ?? ""
        let note: Markup =
            view.person == nil ? "" : "<p class=\"note\">\(frame.text(.countedFromSeen))</p>\n"
        return """
            <div id="key-figures" data-live><dl class="key">
            \(cards)</dl>
            \(other)\(note)</div>

            """
    }

    // MARK: What waits

    /// What waits for whoever looks, with links to where it is done.
    private static func own(_ view: ReviewView, _ frame: PageFrame) -> Markup {
        guard let person = frame.caller?.person else {
            return """
                <p class="mind"><a href="/account">\(frame.text(.sayWhoYouAre))</a></p>

                """
        }
        let status = view.status
        var items: [Markup] = []
        let conflicts = ConflictList(view.state)
        for stage in status.stages {
            guard let kind = Stage(rawValue: stage.stage) else { continue }
            if let left = stage.awaitingPerReviewer[person], left > 0 {
                items.append(
                    """
                    <a href="/screening/\(stage.stage)">\(frame.text(kind.phrase))</a>: \
                    \(left) \(frame.text(.left))
                    """
                )
            }
            if !stage.conflicts.isEmpty, frame.caller?.may(.settle) == true {
                items.append(
                    """
                    <a href="/conflicts">\(frame.text(.conflicts))</a>, \(frame.text(kind.phrase)): \
                    \(stage.conflicts.count)
                    """
                )
            }
            let answered = conflicts.entries(at: kind).filter { $0.waits(for: person) }
            if !answered.isEmpty, frame.caller?.may(.discuss) == true {
                let links = answered.prefix(10).map { entry -> Markup in
                    """
                    <a href="\(ConflictPage.address(entry.stage, entry.id))">\
                    <code>\(entry.id.description)</code></a>
                    """
                }
                items.append(
                    """
                    \(frame.text(.conflicts)), \(frame.text(kind.phrase)): \
                    \(frame.text(.othersSpokeLast)) \(answered.count) (\(links.joined(", ")))
                    """
                )
            }
        }
        return """
            <section id="own" class="own" aria-labelledby="own-heading" data-live>
            <h2 id="own-heading">\(frame.text(.waitsForYou))</h2>
            \(items.isEmpty ? "<p class=\"good\">\(frame.text(.nothingForYou))</p>\n" : bullets(items))\
            </section>

            """
    }

    private static func waiting(_ view: ReviewView, _ frame: PageFrame) -> Markup {
        let status = view.status
        var items: [Markup] = []
        if view.state.reviewProtocol == nil {
            items.append("<a href=\"/settings\">\(frame.text(.noProtocol))</a>")
        }
        if status.records == 0 { items.append("<a href=\"/import\">\(frame.text(.noRecords))</a>") }
        if !status.isDeduplicated {
            items.append("<a href=\"/duplicates\">\(frame.text(.notDeduplicated))</a>")
        }
        if status.pairsToReview > 0 {
            items.append(
                "<a href=\"/duplicates\">\(frame.text(.pairsWait)): \(status.pairsToReview)</a>"
            )
        }
        for stage in status.stages { items += waiting(stage, view, frame) }
        if !status.fullTexts.withoutFile.isEmpty {
            items.append(
                """
                <a href="/full-texts">\(frame.text(.fullTextsToFind)): \
                \(status.fullTexts.withoutFile.count)</a>
                """
            )
        }
        if !status.reportsWithoutStudy.isEmpty {
            items.append(
                """
                <a href="/extraction">\(frame.text(.reportsToExtract))</a>: \
                \(few(status.reportsWithoutStudy, frame) { recordLinks([$0]) })
                """
            )
        }
        if !status.studiesWithoutAppraisal.isEmpty {
            items.append(
                """
                <a href="/appraisal">\(frame.text(.studiesWithoutAppraisal))</a>: \
                \(few(status.studiesWithoutAppraisal, frame) { "\($0)" })
                """
            )
        }
        items += status.brokenIdentities.map {
            "<strong>\(frame.text(.flowBroken))</strong> \($0)"
        }
        return items.isEmpty
            ? "<p class=\"good\">\(frame.text(.nothingWaits))</p>\n" : bullets(items)
    }

    private static func waiting(
        _ stage: ReviewStatus.StageProgress,
        _ view: ReviewView,
        _ frame: PageFrame
    ) -> [Markup] {
        let kind = Stage(rawValue: stage.stage)
        let name = kind.map { frame.text($0.phrase) } ?? stage.stage
        let listed = kind.map { ConflictList(view.state).entries(at: $0) } ?? []
        let disagreements = Dictionary(
            listed.map { ($0.id.description, $0.disagreement) },
            uniquingKeysWith: { first, _ in first }
        )
        var items: [Markup] = []
        if stage.awaiting > 0 {
            items.append("\(name): \(stage.awaiting) \(frame.text(.awaitVotes))")
        }
        // A long list helps nobody here; the page of conflicts has all of them.
        let shown = stage.conflicts.sorted { $0.key < $1.key }.prefix(10)
        items += shown.map { work, what -> Markup in
            // What disagrees in the language of the page, where the conflict is one of the list.
            let words = disagreements[work].map { frame.text($0.phrase) } ?? what
            let code = "<code>\(work)</code>" as Markup
            let link =
                kind.flatMap { kind in RecordID(work).map { ConflictPage.address(kind, $0) } }
                .map { "<a href=\"\($0)\">\(code)</a>" as Markup } ?? code
            return "\(name), \(frame.text(.conflictOn)) \(link): \(words)"
        }
        if stage.conflicts.count > shown.count {
            let more = stage.conflicts.count - shown.count
            items.append(
                "<a href=\"/conflicts\">\(name): \(more) \(frame.text(.moreConflicts))</a>"
            )
        }
        return items
    }

    /// The first names of a list, and how many more there are: a long list helps nobody here.
    private static func few(
        _ names: [String],
        _ frame: PageFrame,
        _ markup: (String) -> Markup
    ) -> Markup {
        let shown = names.prefix(10).map(markup).joined(", ")
        guard names.count > 10 else { return shown }
        return "\(shown), \(frame.text(.andMore(names.count - 10)))"
    }

    private static func recordLinks(_ names: [String]) -> Markup {
        names.map { name -> Markup in
            guard let id = RecordID(name) else { return "\(name)" }
            return "<a href=\"\(WebAddress.record(id))\"><code>\(name)</code></a>"
        }.joined(", ")
    }

    // MARK: Progress

    private static func progress(_ view: ReviewView, _ frame: PageFrame) -> Markup {
        let status = view.status
        let rows = status.stages.map { stage -> [Markup] in
            let settled = stage.included + stage.excluded + stage.notRetrieved
            return [
                "\(Stage(rawValue: stage.stage).map { frame.text($0.phrase) } ?? stage.stage)",
                """
                <progress max="\(max(stage.works, 1))" value="\(settled)" \
                aria-label="\(settled)/\(stage.works) \(frame.text(.settled))"></progress> \
                \(settled)/\(stage.works)
                """,
                "\(stage.included)", "\(stage.excluded)", "\(stage.notRetrieved)",
                "\(stage.conflicts.count)", "\(stage.awaiting)",
            ]
        }
        let sources = status.sources.map { source -> Markup in "\(source.label): \(source.count)" }
        return table(
            frame.text(.stages),
            [
                Phrase.stage, .settled, .included, .excludedHead, .notRetrieved, .conflicts,
                .awaiting,
            ]
            .map(frame.text),
            rows,
            numeric: [2, 3, 4, 5, 6]
        ) + people(view, frame) + """
            <p>\(frame.text(.records)): \(status.records), \(frame.text(.works)): \(status.works), \
            \(frame.text(.studies)): \(status.studies), \
            \(frame.text(.evaluationsCounted)): \(status.evaluations), \
            <a href="/log">\(frame.text(.log))</a>: \(status.events)</p>
            \(bullets(sources))
            """
    }

    /// How many works each person has voted on: how they voted does not follow from it.
    private static func people(_ view: ReviewView, _ frame: PageFrame) -> Markup {
        let counts = Stage.allCases.map { view.whole.voteCounts(at: $0) }
        let names = view.whole.reviewProtocol?.allReviewers ?? []
        guard !names.isEmpty else { return "" }
        let rows = names.map { name -> [Markup] in
            ["\(name)"] + counts.map { "\($0[name] ?? 0)" }
        }
        return table(
            frame.text(.votesOfPeople),
            [frame.text(.reviewerColumn)] + Stage.allCases.map { frame.text($0.phrase) },
            rows,
            numeric: [1, 2]
        )
    }

    private static func flow(_ view: ReviewView, _ frame: PageFrame) -> Markup {
        let drawing = view.counts.prismaFigure
        return figure(drawing.svg, title: drawing.title, id: drawing.id, frame)
    }

    private static func agreement(_ view: ReviewView, _ frame: PageFrame) -> Markup {
        let tables = [view.counts.stageAgreementTable, view.counts.agreementTable]
            .filter { !$0.rows.isEmpty }
        guard !tables.isEmpty else {
            return "<p class=\"empty\">\(frame.text(.noAgreement))</p>\n"
        }
        return english(Markup(trusted: tables.map { $0.html() }.joined()), frame)
    }

    private static func results(_ view: ReviewView, _ frame: PageFrame) -> Markup {
        guard !view.analysis.analyses.isEmpty else {
            return "<p class=\"empty\">\(frame.text(.noAnalysis))</p>\n"
        }
        let parts = view.analysis.analyses.enumerated().map { index, analysis -> Markup in
            let content: Markup =
                view.table("results", ofAnalysis: index).map {
                    english(Markup(trusted: $0.html()), frame)
                }
                ?? "<p class=\"empty\">\(frame.text(.noEvaluation))</p>\n"
            return """
                <h3><a href="\(WebAddress.forest(analysis.id))">\(analysis.title)</a></h3>
                \(content)
                """
        }
        return Markup(trusted: parts.map(\.source).joined())
    }
}
