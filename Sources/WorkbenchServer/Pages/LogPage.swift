import Reporting
import Review
import Workbench

/// What happened, newest first.
enum LogPage {
    /// Events on one page.
    static let size = 200

    /// Which events are listed.
    struct Filter: Sendable {
        /// Times, person and kind.
        let log: ReadLog
        /// Number of the page, from 1.
        let page: Int

        /// Reads a filter.
        ///
        /// - Throws: `InputRefused` for what is no date or time, `.badRequest` for what is no page.
        init(_ query: Query) throws {
            log = try ReadLog(
                since: query["since"],
                until: query["until"],
                actor: query["by"],
                kind: query["kind"]
            )
            page = try query.page()
        }

        /// The address of a page of the list.
        func address(ofPage page: Int) -> String {
            "/log"
                + Query.text([
                    ("since", log.since), ("until", log.until), ("by", log.actor),
                    ("kind", log.kind), ("page", page == 1 ? nil : String(page)),
                ])
        }
    }

    /// The address of an event in the list.
    static func address(ofEvent event: Int, in view: ReviewView) -> String {
        let newest = view.snapshot.events.last?.sequence ?? event
        let page = (newest - event) / size + 1
        return "/log" + (page > 1 ? "?page=\(page)" : "") + "#event-\(event)"
    }

    /// Renders a page of the log.
    ///
    /// - Throws: `.notFound` for a page beyond the last.
    static func page(
        _ view: ReviewView,
        _ filter: Filter,
        _ frame: PageFrame
    ) throws(RequestFault) -> Page {
        let found = filter.log.events(of: view.snapshot)
        let pages = pageCount(found.count, size: size)
        guard filter.page <= pages else {
            throw .notFound("The log has \(counted(pages, "page", "pages")) only.")
        }
        let shown = found.reversed().dropFirst((filter.page - 1) * size).prefix(size)
        let links = pager(page: filter.page, of: pages, frame, address: filter.address(ofPage:))
        return Page(
            place: .log,
            title: frame.text(.log),
            review: view.title,
            content: """
                \(form(filter.log, view, frame))<p role="status">\
                \(counted(found.count, .oneEvent, .manyEvents, frame)), \(frame.text(.newestFirst))</p>
                \(links)\(table(
                    frame.text(.eventsTable),
                    [
                        frame.text(.eventColumn), frame.text(.whatColumn), frame.text(.timeColumn),
                        frame.text(.byColumn), frame.text(.kindColumn),
                    ],
                    shown.map { cells(Entry($0, view), frame) },
                    empty: frame.text(.noEventInTime)
                ))\(links)
                """
        )
    }

    private static func form(_ log: ReadLog, _ view: ReviewView, _ frame: PageFrame) -> Markup {
        func choice(
            _ name: String,
            _ title: Phrase,
            _ chosen: String?,
            _ values: Set<String>
        ) -> Markup {
            let known = chosen.map { values.union([$0]) } ?? values
            return SynthesisPage.select(
                name,
                frame.text(title),
                [("", frame.text(.anyStanding), chosen == nil)]
                    + known.sorted().map { ($0, $0, $0 == chosen) }
            )
        }
        func day(_ text: String?) -> String { text.map { String($0.prefix(10)) } ?? "" }
        let events = view.snapshot.events
        return """
            <form class="filter" method="get" action="/log">
            <label>\(frame.text(.sinceFilter)) <input type="date" name="since" \
            value="\(day(log.since))"></label>
            <label>\(frame.text(.untilFilter)) <input type="date" name="until" \
            value="\(day(log.until))"></label>
            \(choice("by", .personFilter, log.actor, Set(events.map(\.actor))))\
            \(choice("kind", .kindFilter, log.kind, Set(events.map(\.payload.kind))))\
            <button>\(frame.text(.showList))</button> <a href="/log">\(frame.text(.clearFilter))</a>
            </form>

            """
    }

    /// An event as the log tells it to whoever looks.
    private struct Entry {
        let event: Event
        let summary: Phrase
        let isUndone: Bool

        init(_ event: Event, _ view: ReviewView) {
            self.event = event
            summary = ReadLog.account(of: event.payload, to: view.person, in: view.whole).phrase
            isUndone = view.state.undoneEvents.contains(event.sequence)
        }

        func line(_ frame: PageFrame) -> Markup {
            let mark: Markup =
                isUndone
                ? " <span class=\"badge open\">\(frame.text(.takenBackMark))</span>" : ""
            return "\(frame.text(summary))\(mark)"
        }
    }

    private static func cells(_ entry: Entry, _ frame: PageFrame) -> [Markup] {
        let event = entry.event
        return [
            "<a id=\"event-\(event.sequence)\" href=\"/log/\(event.sequence)\">\(event.sequence)</a>",
            entry.line(frame), "<time datetime=\"\(event.at)\">\(plain(event.at))</time>",
            "\(event.actor)", "<code>\(event.payload.kind)</code>",
        ]
    }

    private static func plain(_ time: String) -> String {
        time.replacing("T", with: " ").replacing("Z", with: "")
    }

    // MARK: One event

    /// Renders an event, and the form that takes it back.
    ///
    /// - Throws: `.notFound` if there is none of the number.
    static func page(
        _ view: ReviewView,
        event number: Int,
        _ frame: PageFrame,
        refused: InputRefused? = nil
    ) throws(RequestFault) -> Page {
        let events = view.snapshot.events
        guard let event = events.first(where: { $0.sequence == number }) else {
            throw .notFound(.noSuchEvent)
        }
        let entry = Entry(event, view)
        let faults: Markup =
            refused.map { refused in
                let items = refused.faults.map { "\($0.description)" as Markup }
                return "<div class=\"mind\" role=\"alert\" lang=\"en\">\(bullets(items))</div>\n"
            } ?? ""
        return Page(
            place: .log,
            title: "\(frame.text(.eventColumn)) \(number)",
            review: view.title,
            content: """
                \(faults)<p>\(entry.line(frame))</p>
                \(discussion(event, view, frame))\
                \(definitions([
                    (frame.text(.timeColumn), "<time datetime=\"\(event.at)\">\(event.at)</time>"),
                    (frame.text(.byColumn), "\(event.actor)"),
                    (frame.text(.kindColumn), "<code>\(event.payload.kind)</code>"),
                ]))<p><a href="\(address(ofEvent: number, in: view))">\(frame.text(.hereInLog))</a> · \
                <a href="/prisma?as-of=\(number)">\(frame.text(.flowAsOf))</a></p>
                \(undo(entry, isUndo: isUndo(event), frame))
                """
        )
    }

    /// The way from a remark to the votes that it is about, for those who may see it.
    private static func discussion(
        _ event: Event,
        _ view: ReviewView,
        _ frame: PageFrame
    ) -> Markup {
        let account = ReadLog.account(of: event.payload, to: view.person, in: view.whole)
        guard let remark = event.payload.remark, account != .hiddenRemark else { return "" }
        return """
            <p><a href="\(ConflictPage.address(remark.stage, remark.record))">\
            \(frame.text(.votesAndDiscussion))</a></p>

            """
    }

    private static func isUndo(_ event: Event) -> Bool {
        if case .undone = event.payload { return true }
        return false
    }

    private static func undo(_ entry: Entry, isUndo: Bool, _ frame: PageFrame) -> Markup {
        guard frame.caller?.may(.configure) == true, !entry.isUndone else { return "" }
        let title: Phrase = isUndo ? .restoreEvent : .takeBackEvent
        return """
            <h2>\(frame.text(title))</h2>
            <p class="note">\(frame.text(isUndo ? .restoreNote : .takeBackNote))</p>
            <form class="sheet" method="post" action="/log/\(entry.event.sequence)/undo">\(tokenField(frame))
            <label>\(frame.text(.whyTakenBack)) <input name="why" maxlength="300"></label>
            <button>\(frame.text(title))</button></form>

            """
    }
}
