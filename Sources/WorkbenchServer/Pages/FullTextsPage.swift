import Bibliography
import Reporting
import Review
import Workbench

/// The page on which full texts are gathered.
enum FullTextsPage {
    /// Works on one page.
    static let size = 40

    /// Which works are listed.
    struct Filter: Sendable, Equatable {
        /// Words that a work must have; `nil` for any.
        let text: String?
        /// How far the full text was gathered; `nil` for any.
        let standing: FullTextRow.Standing?
        /// Number of the page, from 1.
        let page: Int

        /// Reads a filter.
        ///
        /// - Throws: `.badRequest` for a standing or page that is none.
        init(_ query: Query) throws(RequestFault) {
            text = query["q"]
            page = try query.page()
            standing = query["standing"].flatMap { FullTextRow.Standing(rawValue: $0) }
            if standing == nil, query["standing"] != nil {
                throw .badRequest("'standing' is missing, there or not-retrieved.")
            }
        }

        /// The address of a page of the list.
        func address(standing: FullTextRow.Standing?, page: Int) -> String {
            "/full-texts"
                + Query.text([
                    ("q", text), ("standing", standing?.rawValue),
                    ("page", page == 1 ? nil : String(page)),
                ])
        }
    }

    /// Renders a page of the list.
    ///
    /// - Parameters:
    ///   - view: the review as the person may see it.
    ///   - filter: which works.
    ///   - visit: who looks.
    ///   - refused: why a file was not removed.
    /// - Returns: the page.
    /// - Throws: `.notFound` for a page beyond the last.
    static func page(
        _ view: ReviewView,
        _ filter: Filter,
        _ visit: Visit,
        refused: InputRefused? = nil
    ) throws(RequestFault) -> Page {
        let frame = visit.frame
        let all = view.fullTexts
        let words = RecordRow.words(of: filter.text ?? "")
        let found = all.filter { row in
            (filter.standing == nil || row.standing == filter.standing)
                && view.row(of: row.record).matches(words)
        }
        let pages = pageCount(found.count, size: size)
        guard filter.page <= pages else {
            throw .notFound("The list has \(counted(pages, "page", "pages")) only.")
        }
        let links = pager(page: filter.page, of: pages, frame) {
            filter.address(standing: filter.standing, page: $0)
        }
        let shown = found.dropFirst((filter.page - 1) * size).prefix(size)
        let list = table(
            frame.text(.fullTexts),
            [
                frame.text(.record), frame.text(.fullTextsStanding), frame.text(.fullTextsFiles),
                frame.text(.fullTextsStudy),
            ],
            shown.map { cells($0, view, frame) },
            empty: frame.text(.fullTextsNone)
        )
        return Page(
            place: .fullTexts,
            title: frame.text(.fullTexts),
            review: view.title,
            scripts: ["fulltexts"],
            content: """
                \(refused.map { ImportPage.alert($0, frame.text(.fullTextsUndoRefused)) } ?? "")\
                \(tabs(all, filter, frame))<p>\(frame.text(.fullTextsIntro))</p>
                \(form(filter, frame))<p role="status">\(found.count) \
                \(frame.text(.fullTextsWorks))</p>
                <noscript><p class="mind">\(frame.text(.fullTextsNeedScript))</p></noscript>
                \(links)<div id="full-texts" data-live="true" \
                data-largest="\(visit.site.options.largestFullText)" \
                \(texts(frame))>
                \(list)</div>\(links)
                """
        )
    }

    private static func tabs(
        _ all: [FullTextRow],
        _ filter: Filter,
        _ frame: PageFrame
    ) -> Markup {
        let choices: [FullTextRow.Standing?] = [nil] + FullTextRow.Standing.allCases
        let links = choices.map { standing -> Markup in
            let mark: Markup = standing == filter.standing ? " aria-current=\"page\"" : ""
            let count = all.count { standing == nil || $0.standing == standing }
            return """
                <li><a href="\(filter.address(standing: standing, page: 1))"\(mark)>\
                \(frame.text(standing?.title ?? .fullTextsAll)) (\(count))</a></li>
                """
        }
        return """
            <nav class="tabs" id="full-text-lists" data-live="true" \
            aria-label="\(frame.text(.fullTextsStanding))"><ul>\(links)</ul></nav>

            """
    }

    private static func form(_ filter: Filter, _ frame: PageFrame) -> Markup {
        let standing: Markup =
            filter.standing.map {
                "<input type=\"hidden\" name=\"standing\" value=\"\($0.rawValue)\">"
            } ?? ""
        return """
            <form class="filter" method="get" action="/full-texts" role="search">\(standing)
            <label>\(frame.text(.fullTextsWords)) <input type="search" name="q" \
            value="\(filter.text ?? "")" maxlength="\(Query.longestValue)"></label>
            <button>\(frame.text(.fullTextsShow))</button></form>

            """
    }

    private static func texts(_ frame: PageFrame) -> Markup {
        let words: [(String, Phrase)] = [
            ("added", .fullTextsAdded), ("known", .fullTextsKnown),
            ("refused", .fullTextsRefused), ("uploading", .importUploading),
            ("too-large", .importTooLarge), ("offline", .importOffline),
        ]
        return words.map { name, phrase -> Markup in
            "data-text-\(Markup(trusted: name))=\"\(frame.text(phrase))\""
        }.joined(" ")
    }

    private static func cells(
        _ row: FullTextRow,
        _ view: ReviewView,
        _ frame: PageFrame
    ) -> [Markup] {
        let record = view.row(of: row.record)
        let records = view.state.works[row.work].records.compactMap { view.records[$0] }
        var links: [Markup] = [
            "<a href=\"\(WebAddress.record(row.record))\">\(row.record.description)</a>"
        ]
        if let doi = records.lazy.compactMap(\.doi).first {
            links.append(
                "<a href=\"\(WebAddress.document(doi: doi))\" rel=\"noreferrer\">\(doi)</a>"
            )
        }
        links.append(
            "<a href=\"/screening/full-text\">\(frame.text(.fullTextsVote))</a>"
        )
        let studies: Markup =
            row.studies.isEmpty
            ? "<small>\(frame.text(.fullTextsNoStudy))</small>"
            : "\(row.studies.joined(separator: ", "))"
        return [
            """
            \(record.title ?? frame.text(.noTitle))<br><small>\(record.byline)</small><br>\
            <small>\(links.joined(" · "))</small>
            """,
            "<span class=\"badge \(row.standing.tone)\">\(frame.text(row.standing.title))</span>",
            "\(row.files.map { file($0, frame) })\(chooser(row, record, frame))",
            "\(studies)<br><a href=\"/extraction\">\(frame.text(.fullTextsExtract))</a>",
        ]
    }

    private static func file(_ attached: StandingAttachment, _ frame: PageFrame) -> Markup {
        let attachment = attached.attachment
        let remove: Markup =
            frame.caller?.may(.importRecords) == true
            ? """
            <details><summary>\(frame.text(.fullTextsRemove))</summary>\
            <form class="row" method="post" action="/full-texts/attachments/\(attached.event)/undo">\
            \(tokenField(frame))<p class="note">\(frame.text(.fullTextsRemoved))</p>\
            <button>\(frame.text(.fullTextsRemoveThis))</button></form></details>
            """ : ""
        return """
            <div class="attached"><a href="/full-texts/\(attachment.sha256)">\(attachment.name)</a> \
            <small>\(size(attachment.bytes)), \(frame.text(.fullTextsBy)) \(attachment.by)</small>\
            \(remove)</div>
            """
    }

    /// A number of bytes as people read it.
    static func size(_ bytes: Int) -> String {
        bytes < 1 << 20 ? "\(max(1, bytes >> 10)) KiB" : "\(bytes >> 20) MiB"
    }

    private static func chooser(
        _ row: FullTextRow,
        _ record: RecordRow,
        _ frame: PageFrame
    ) -> Markup {
        guard frame.caller?.may(.importRecords) == true else { return "" }
        return """
            <div class="drop small" data-record="\(row.record.description)"><label>\
            \(frame.text(.fullTextsAdd)) <input type="file" accept="application/pdf,.pdf" \
            aria-label="\(frame.text(.fullTextsFor)) \(record.title ?? row.record.description)">\
            </label><progress max="1" value="0" hidden></progress> <span role="status"></span></div>
            """
    }
}
