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
        let found = view.rows.filter { row in
            (filter.standing == nil || row.standing == filter.standing) && row.matches(words)
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
                \(form(view, filter))<p role="status">\(counted(found.count, "record", "records")) of \
                \(counted(works, "work", "works")) listed, of \(view.rows.count) in all.</p>
                \(links)\(table(
                    "Records", ["Record", "Title", "Standing"], shown.map(cells),
                    empty: "No record fits."
                ))\(links)
                """
        )
    }

    private static func cells(_ row: RecordRow) -> [Markup] {
        let copy: Markup =
            row.id == row.work
            ? ""
            : "<br><small>same work as <a href=\"\(WebAddress.record(row.work))\">"
                + "\(row.work.description)</a></small>"
        let detail: Markup = row.detail.map { "<br><small>\($0)</small>" } ?? ""
        return [
            "<a href=\"\(WebAddress.record(row.id))\"><code>\(row.id.description)</code></a>",
            """
            \(row.title ?? "Without a title")<br><small>\(row.byline)</small>\(copy)
            """,
            "<span class=\"badge \(row.standing.tone)\">\(row.standing.title)</span>\(detail)",
        ]
    }

    private static func form(_ view: ReviewView, _ filter: Filter) -> Markup {
        var counts: [Standing: Int] = [:]
        for row in view.rows { counts[row.standing, default: 0] += 1 }
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
