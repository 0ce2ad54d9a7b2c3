import Reporting
import Review
import Workbench

/// What happened, newest first.
enum LogPage {
    /// Events on one page.
    static let size = 200

    /// The address of an event.
    static func address(ofEvent event: Int, in view: ReviewView) -> String {
        let newest = view.snapshot.events.last?.sequence ?? event
        let page = (newest - event) / size + 1
        return "/log" + (page > 1 ? "?page=\(page)" : "") + "#event-\(event)"
    }

    /// Renders a page of the log.
    ///
    /// - Throws: `.notFound` for a page beyond the last.
    static func page(_ view: ReviewView, _ log: ReadLog, page: Int) throws(RequestFault) -> Page {
        let entries = log.run(view.snapshot, viewer: view.person, whole: view.whole)
        let pages = pageCount(entries.count, size: size)
        guard page <= pages else {
            throw .notFound("The log has \(counted(pages, "page", "pages")) only.")
        }
        let shown = entries.reversed().dropFirst((page - 1) * size).prefix(size)
        let links = pager(page: page, of: pages) { number in
            "/log" + Query.text([("since", log.since), ("page", String(number))])
        }
        return Page(
            place: .log,
            title: "Log",
            review: view.title,
            content: """
                <form class="filter" method="get" action="/log">
                <label>Since <input type="date" name="since" value="\(log.since.map { String($0.prefix(10)) } ?? "")">\
                </label>
                <button>Show</button> <a href="/log">Clear</a>
                </form>
                <p role="status">\(counted(entries.count, "event", "events")), newest first; times are \
                UTC.</p>
                \(links)\(table(
                    "Events", ["Event", "What", "Time", "By", "Kind"], shown.map(cells),
                    empty: "No event in this time."
                ))\(links)
                """
        )
    }

    private static func cells(_ entry: LogEntry) -> [Markup] {
        let mark: Markup =
            entry.isUndone ? " <span class=\"badge open\">taken back</span>" : ""
        let time = entry.at.replacing("T", with: " ").replacing("Z", with: "")
        return [
            "<span id=\"event-\(entry.event)\">\(entry.event)</span>",
            "\(entry.summary)\(mark)", "<time datetime=\"\(entry.at)\">\(time)</time>",
            "\(entry.actor)", "<code>\(entry.kind)</code>",
        ]
    }
}
