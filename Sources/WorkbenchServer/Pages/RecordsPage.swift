import Reporting
import Review

/// The list of records.
enum RecordsPage {
    /// Records on one page.
    static let size = 50

    /// Which records are listed.
    struct Filter: Sendable, Equatable {
        /// Words that a record must have; `nil` for any.
        let text: String?
        /// Standing of its work; `nil` for any.
        let standing: Standing?
        /// Number of the page, from 1.
        let page: Int

        /// Reads a filter.
        ///
        /// - Throws: `.badRequest` for a standing or page that is none.
        init(_ query: Query) throws(RequestFault) {
            text = query["q"]
            page = try query.page()
            guard let name = query["standing"] else {
                standing = nil
                return
            }
            guard let known = Standing(rawValue: name) else {
                throw .badRequest("'standing' is none of the standings of the list.")
            }
            standing = known
        }

        /// The address of a page of the list.
        func address(ofPage page: Int) -> String {
            "/records"
                + Query.text([
                    ("q", text), ("standing", standing?.rawValue),
                    ("page", page == 1 ? nil : String(page)),
                ])
        }
    }

    /// Renders a page of the list.
    ///
    /// - Throws: `.notFound` for a page beyond the last.
    static func page(_ view: ReviewView, _ filter: Filter) throws(RequestFault) -> Page {
        let words = RecordRow.words(of: filter.text ?? "")
        let standings = view.standings
        let all = view.rows.compactMap { row in
            view.work(of: row.id).map { Entry(row: row, work: $0, standing: standings[$0]) }
        }
        let found = all.filter { entry in
            (filter.standing == nil || entry.standing.standing == filter.standing)
                && entry.row.matches(words)
        }
        let pages = pageCount(found.count, size: size)
        guard filter.page <= pages else {
            throw .notFound("The list has \(counted(pages, "page", "pages")) only.")
        }
        let shown = found.dropFirst((filter.page - 1) * size).prefix(size)
        let links = pager(page: filter.page, of: pages, address: filter.address(ofPage:))
        let works = Set(found.map(\.work)).count
        return Page(
            place: .records,
            title: "Records",
            review: view.title,
            content: """
                \(form(all, filter))<p role="status">\(counted(found.count, "record", "records")) of \
                \(counted(works, "work", "works")) listed, of \(all.count) in all.</p>
                \(links)\(table(
                    "Records", ["Record", "Title", "Standing"],
                    shown.map { cells($0, firstOfWork: view.state.works[$0.work].id) },
                    empty: "No record fits."
                ))\(links)
                """
        )
    }

    /// A record with its work and how far that has come.
    private struct Entry {
        let row: RecordRow
        let work: Int
        let standing: (standing: Standing, detail: String?)
    }

    private static func cells(_ entry: Entry, firstOfWork first: RecordID) -> [Markup] {
        let row = entry.row
        let standing = entry.standing.standing
        let copy: Markup =
            row.id == first
            ? ""
            : "<br><small>same work as <a href=\"\(WebAddress.record(first))\">"
                + "\(first.description)</a></small>"
        let detail: Markup = entry.standing.detail.map { "<br><small>\($0)</small>" } ?? ""
        return [
            "<a href=\"\(WebAddress.record(row.id))\"><code>\(row.id.description)</code></a>",
            """
            \(row.title ?? "Without a title")<br><small>\(row.byline)</small>\(copy)
            """,
            "<span class=\"badge \(standing.tone)\">\(standing.title)</span>\(detail)",
        ]
    }

    private static func form(_ all: [Entry], _ filter: Filter) -> Markup {
        var counts: [Standing: Int] = [:]
        for entry in all { counts[entry.standing.standing, default: 0] += 1 }
        let options = Standing.allCases.map { standing -> Markup in
            let mark: Markup = standing == filter.standing ? " selected" : ""
            return """
                <option value="\(standing.rawValue)"\(mark)>\(standing.title) \
                (\(counts[standing] ?? 0))</option>

                """
        }
        return """
            <form class="filter" method="get" action="/records" role="search">
            <label>Words <input type="search" name="q" value="\(filter.text ?? "")" \
            maxlength="\(Query.longestValue)" placeholder="title, author, journal, DOI, place"></label>
            <label>Standing <select name="standing"><option value="">any</option>
            \(options)</select></label>
            <button>Show</button> <a href="/records">Clear</a>
            </form>

            """
    }
}
