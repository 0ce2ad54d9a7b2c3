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
    static func page(
        _ view: ReviewView,
        _ filter: Filter,
        _ frame: PageFrame
    ) throws(RequestFault) -> Page {
        let words = RecordRow.words(of: filter.text ?? "")
        let standings = view.standings
        var counts: [Standing: Int] = [:]
        var found: [Entry] = []
        var total = 0
        var works: Set<Int> = []
        for row in view.rows {
            guard let work = view.work(of: row.id) else { continue }
            let standing = standings[work]
            total += 1
            counts[standing.standing, default: 0] += 1
            guard filter.standing == nil || standing.standing == filter.standing,
                words.isEmpty || row.matches(words)
            else { continue }
            found.append(Entry(row: row, work: work, standing: standing))
            works.insert(work)
        }
        let pages = pageCount(found.count, size: size)
        guard filter.page <= pages else {
            throw .notFound("The list has \(counted(pages, "page", "pages")) only.")
        }
        let shown = found.dropFirst((filter.page - 1) * size).prefix(size)
        let links = pager(page: filter.page, of: pages, frame, address: filter.address(ofPage:))
        return Page(
            place: .records,
            title: frame.text(.records),
            review: view.title,
            content: """
                \(form(counts, filter, frame))<p role="status">\
                \(counted(found.count, .oneRecord, .manyRecords, frame)) \(frame.text(.ofWord)) \
                \(counted(works.count, .oneWork, .manyWorks, frame)) \(frame.text(.listedOf)) \
                \(total) \(frame.text(.inAll)).</p>
                \(links)\(table(
                    frame.text(.records),
                    [frame.text(.record), frame.text(.titleColumn), frame.text(.standingFilter)],
                    shown.map { cells($0, firstOfWork: view.state.works[$0.work].id, frame) },
                    empty: frame.text(.noRecordFits)
                ))\(links)
                """
        )
    }

    /// A record with its work and how far that has come.
    private struct Entry {
        let row: RecordRow
        let work: Int
        let standing: (standing: Standing, detail: Standing.Detail?)
    }

    private static func cells(
        _ entry: Entry,
        firstOfWork first: RecordID,
        _ frame: PageFrame
    ) -> [Markup] {
        let row = entry.row
        let standing = entry.standing.standing
        let copy: Markup =
            row.id == first
            ? ""
            : "<br><small>\(frame.text(.sameWorkAs)) <a href=\"\(WebAddress.record(first))\">"
                + "\(first.description)</a></small>"
        let detail: Markup =
            entry.standing.detail.map { "<br><small>\(frame.text($0.phrase))</small>" } ?? ""
        return [
            "<a href=\"\(WebAddress.record(row.id))\"><code>\(row.id.description)</code></a>",
            """
            \(row.title ?? frame.text(.noTitle))<br><small>\(row.byline)</small>\(copy)
            """,
            "<span class=\"badge \(standing.tone)\">\(frame.text(standing.title))</span>\(detail)",
        ]
    }

    private static func form(
        _ counts: [Standing: Int],
        _ filter: Filter,
        _ frame: PageFrame
    ) -> Markup {
        let options = Standing.allCases.map { standing -> Markup in
            let mark: Markup = standing == filter.standing ? " selected" : ""
            return """
                <option value="\(standing.rawValue)"\(mark)>\(frame.text(standing.title)) \
                (\(counts[standing] ?? 0))</option>

                """
        }
        return """
            <form class="filter" method="get" action="/records" role="search">
            <label>\(frame.text(.wordsFilter)) <input type="search" name="q" \
            value="\(filter.text ?? "")" maxlength="\(Query.longestValue)" \
            placeholder="\(frame.text(.wordsPlaceholder))"></label>
            <label>\(frame.text(.standingFilter)) <select name="standing">\
            <option value="">\(frame.text(.anyStanding))</option>
            \(options)</select></label>
            <button>\(frame.text(.showList))</button> <a href="/records">\(frame.text(.clearFilter))</a>
            </form>

            """
    }
}
