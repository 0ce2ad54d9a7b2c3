import Reporting
import Review
import Workbench

/// The flow diagram with its counts.
enum FlowPage {
    /// Renders the flow as it is now.
    static func page(_ view: ReviewView, _ frame: PageFrame) -> Page {
        page(view.report, view, frame, note: "")
    }

    /// Renders the flow as it stood after an event.
    ///
    /// - Throws: `.notFound` if there is no such event.
    static func page(
        _ view: ReviewView,
        asOf event: Int,
        _ frame: PageFrame
    ) throws(RequestFault) -> Page {
        let report = try report(view, asOf: event)
        return page(
            report,
            view,
            frame,
            note: """
                <p class="mind">\(frame.text(.asOfEvent)) \(event). \
                <a href="/prisma">\(frame.text(.toPresentFlow))</a></p>

                """
        )
    }

    /// The report of an earlier state, without what was or is hidden from whoever looks.
    static func report(_ view: ReviewView, asOf event: Int) throws(RequestFault) -> Report {
        let events = view.snapshot.events
        guard event >= 1, event <= events.last?.sequence ?? 0 else {
            throw .notFound(.noSuchEvent)
        }
        let earlier = Array(events.prefix { $0.sequence <= event })
        let state = ReviewState(replaying: earlier)
        let seen = view.person.map { state.seen(by: $0, now: view.whole) } ?? state
        let input = ReportInput(
            state: seen,
            records: view.records,
            events: earlier,
            contentDigest: "",
            program: Program.name
        )
        return Report(input, linksFiles: false)
    }

    private static func page(
        _ report: Report,
        _ view: ReviewView,
        _ frame: PageFrame,
        note: Markup
    ) -> Page {
        let drawing = report.prismaFigure
        let broken = report.flow.brokenIdentities
        let identities: Markup =
            broken.isEmpty
            ? "<p class=\"good\">\(frame.text(.identitiesHold))</p>\n"
            : "<p class=\"warning\">\(frame.text(.identitiesBroken))</p>\n"
                + bullets(broken.map { Markup(text: $0.description) })
        return Page(
            place: .flow,
            title: frame.text(.flow),
            review: view.title,
            content: """
                \(note)<div id="flow-diagram">
                \(figure(drawing.svg, title: drawing.title, id: drawing.id, frame))\(identities)\
                \(english(Markup(trusted: report.flowTable.html()), frame))</div>

                """
        )
    }
}
