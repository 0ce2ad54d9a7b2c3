import Deduplication
import Reporting
import Review
import Workbench

/// The pages on which people say which records describe the same work.
enum DuplicatesPage {
    /// A list of the pages.
    enum List: String, Sendable, CaseIterable {
        case open = "/duplicates"
        case judged = "/duplicates/judged"
        case merged = "/duplicates/merged"
        case search = "/duplicates/search"
        case overlap = "/duplicates/overlap"

        /// Name as printed.
        var title: Phrase {
            switch self {
            case .open: .pairsOpen
            case .judged: .pairsJudged
            case .merged: .pairsMerged
            case .search: .pairsSearch
            case .overlap: .pairsOverlap
            }
        }
    }

    /// Rows on one page.
    static let size = 25
    /// Records that a search lists.
    static let mostFound = 50

    /// What the pages are made of.
    struct Input: Sendable {
        /// The review.
        let view: ReviewView
        /// Its pairs.
        let pairs: DuplicatePairs
        /// What is around the page.
        let frame: PageFrame
        /// Why judgements could not be worked in; `nil` if they could.
        let failure: String?

        init(_ view: ReviewView, _ frame: PageFrame, failure: String?) {
            self.view = view
            self.frame = frame
            self.failure = failure
            pairs = view.duplicates
        }
    }

    private static func page(
        _ input: Input,
        _ list: List,
        scripts: [String] = [],
        _ content: Markup
    ) -> Page {
        Page(
            place: .duplicates,
            title: input.frame.text(.duplicates),
            review: input.view.title,
            scripts: scripts,
            content: "\(tabs(input, list))\(pending(input, list))\(content)"
        )
    }

    private static func tabs(_ input: Input, _ shown: List) -> Markup {
        let frame = input.frame
        let links = List.allCases.map { list -> Markup in
            let count: Int? =
                switch list {
                case .open: input.pairs.open.count
                case .judged: input.pairs.judged.count
                case .merged: input.pairs.merged.count
                case .search, .overlap: nil
                }
            let number: Markup = count.map { " (\($0))" } ?? ""
            let mark: Markup = list == shown ? " aria-current=\"page\"" : ""
            return "<li><a href=\"\(list.rawValue)\"\(mark)>"
                + "\(frame.text(list.title))\(number)</a></li>"
        }
        return """
            <nav class="tabs" id="pair-lists" data-live="true" \
            aria-label="\(frame.text(.pairsLists))"><ul>\(links)</ul></nav>

            """
    }

    private static func pending(_ input: Input, _ list: List) -> Markup {
        let frame = input.frame
        if let failure = input.failure {
            return """
                <div class="mind" role="alert"><p>\(frame.text(.pairsFailed))</p>\
                <pre lang="en">\(failure)</pre></div>

                """
        }
        let isWaiting = !input.view.whole.isDeduplicated && !input.pairs.judged.isEmpty
        let what: Markup =
            isWaiting
            ? "<p class=\"note\">\(frame.text(.pairsPending))</p>\n\(resolveNow(list, frame))"
            : ImportPage.unresolved(input.view, list.rawValue, frame)
        return "<div id=\"pending\" data-live=\"true\">\(what)</div>\n"
    }

    private static func resolveNow(_ list: List, _ frame: PageFrame) -> Markup {
        guard frame.caller?.may(.judgeDuplicates) == true else { return "" }
        return """
            <form class="row" method="post" action="/duplicates/resolve">\(tokenField(frame))\
            <input type="hidden" name="back" value="\(list.rawValue)">\
            <button class="plain">\(frame.text(.importLookNow))</button></form>
            """
    }

    // MARK: Pairs

    /// Renders a pair; the first that is left if none is named.
    ///
    /// - Throws: `.notFound` for records that are none.
    static func pair(
        _ input: Input,
        _ named: (first: RecordID, second: RecordID)?
    ) throws(RequestFault) -> Page {
        let frame = input.frame
        let open = input.pairs.open
        let asked = named ?? open.first.map { ($0.first, $0.second) }
        guard let asked else {
            return page(input, .open, "<p class=\"good\">\(frame.text(.pairsNone))</p>\n")
        }
        let place = PairPage.Place(asked.first, asked.second, in: open)
        let content = try PairPage.content(input.view, input.pairs, place, frame)
        return page(
            input,
            .open,
            scripts: ["duplicates"],
            """
            <section id="pairs" \(texts(frame))><p id="message" role="alert" hidden></p>
            <p id="said" role="status"></p>
            \(content)</section>
            <p class="note">\(frame.text(.pairsKeys))</p>
            \(singleKeysChoice(frame))
            """
        )
    }

    private static func texts(_ frame: PageFrame) -> Markup {
        let words: [(String, Phrase)] = [
            ("one", .pairsOneWork), ("two", .pairsTwoWorks), ("recorded", .pairsRecorded),
            ("refused", .pairsRefused), ("back", .pairsBackTo), ("none", .pairsNone),
            ("undone", .pairsTakenBack), ("nothing", .pairsNothingToTakeBack),
            ("offline", .importOffline),
        ]
        return words.map { name, phrase -> Markup in
            "data-text-\(Markup(trusted: name))=\"\(frame.text(phrase))\""
        }.joined(" ")
    }

    /// Renders the judgements, the newest first.
    ///
    /// - Throws: `.notFound` for a page beyond the last.
    static func judged(_ input: Input, page number: Int) throws(RequestFault) -> Page {
        let frame = input.frame
        let all = input.pairs.judged.sorted { $0.event > $1.event }
        let (shown, links) = try part(of: all, number, .judged, input.frame)
        let rows = shown.map { judgement -> [Markup] in
            let row = judgement.row
            let note: Markup = row.note.map { "<br><q>\($0)</q>" } ?? ""
            let at = input.view.snapshot.events.first { $0.sequence == judgement.event }?.at ?? ""
            return [
                titles(row.first, row.second, input.view, frame),
                "\(frame.text(row.isSame ? .pairsOneWork : .pairsTwoWorks))",
                "\(row.reviewer)\(note)",
                """
                <time datetime="\(at)">\(at)</time><br><small>\(frame.text(.importEvent)) \
                \(judgement.event)</small>
                """,
                PairPage.takeBack(judgement, back: List.judged.rawValue, frame),
            ]
        }
        let list = table(
            frame.text(.pairsJudged),
            [
                frame.text(.pairsPairOf), frame.text(.pairsHeld), frame.text(.pairsJudgedBy),
                frame.text(.pairsWhen), frame.text(.pairsTakeBack),
            ],
            rows,
            empty: frame.text(.pairsNoneJudged)
        )
        return page(input, .judged, "\(links)\(list)\(links)")
    }

    /// Renders the pairs that the program merged.
    ///
    /// - Throws: `.notFound` for a page beyond the last.
    static func merged(_ input: Input, page number: Int) throws(RequestFault) -> Page {
        let frame = input.frame
        let (shown, links) = try part(of: input.pairs.merged, number, .merged, frame)
        let rows = shown.map { pair -> [Markup] in
            [
                titles(pair.first, pair.second, input.view, frame),
                """
                \(PairPage.score(pair.score)), \(frame.text(Phrase(rule: pair.rule)))<br>\
                <small>\(frame.text(.reasons(pair.reasons)))</small>
                """,
                """
                <a href="\(PairPage.address(pair.first, pair.second))">\
                \(frame.text(.pairsApart))</a>
                """,
            ]
        }
        let list = table(
            frame.text(.pairsMerged),
            [frame.text(.pairsPairOf), frame.text(.pairsReasons), frame.text(.pairsCompare)],
            rows,
            empty: frame.text(.pairsNoneMerged)
        )
        return page(input, .merged, "\(links)\(list)\(links)")
    }

    private static func part<Item>(
        of all: [Item],
        _ number: Int,
        _ list: List,
        _ frame: PageFrame
    ) throws(RequestFault) -> (ArraySlice<Item>, Markup) {
        let pages = pageCount(all.count, size: size)
        guard number <= pages else {
            throw .notFound("The list has \(counted(pages, "page", "pages")) only.")
        }
        let links = pager(page: number, of: pages, frame) { page in
            list.rawValue + Query.text([("page", page == 1 ? nil : String(page))])
        }
        return (all.dropFirst((number - 1) * size).prefix(size), links)
    }

    private static func titles(
        _ first: RecordID,
        _ second: RecordID,
        _ view: ReviewView,
        _ frame: PageFrame
    ) -> Markup {
        [first, second].map { id -> Markup in
            let row = view.row(of: id)
            return """
                <a href="\(WebAddress.record(id))"><code>\(id.description)</code></a> \
                \(row.title ?? frame.text(.noTitle)) <small>\(row.byline)</small>
                """
        }.joined("<br>") + "<br><a href=\"\(PairPage.address(first, second))\">"
            + "\(frame.text(.pairsCompare))</a>"
    }

    // MARK: By hand

    /// Renders the search for records that are to be compared.
    static func search(_ input: Input, words: String?, first: RecordID?) -> Page {
        let (view, frame) = (input.view, input.frame)
        let chosen: Markup =
            first.map {
                """
                <p>\(frame.text(.pairsChosen)) <a href="\(WebAddress.record($0))">\
                <code>\($0.description)</code></a> \(view.row(of: $0).title ?? "")</p>
                <input type="hidden" name="first" value="\($0.description)">
                """
            } ?? ""
        let form: Markup = """
            <p>\(frame.text(.pairsSearchNote))</p>
            <form class="filter" method="get" action="/duplicates/search" role="search">\(chosen)
            <label>\(frame.text(.pairsSearchWords)) <input type="search" name="q" \
            value="\(words ?? "")" maxlength="\(Query.longestValue)"></label>
            <button>\(frame.text(.pairsFind))</button></form>

            """
        guard let words else { return page(input, .search, form) }
        let folded = RecordRow.words(of: words)
        let all = view.rows.filter { $0.matches(folded) && $0.id != first }
        let rows = all.prefix(mostFound).map { row -> [Markup] in
            let address =
                first.map { PairPage.address($0, row.id) }
                ?? "/duplicates/search"
                + Query.text([("first", row.id.description), ("q", words)])
            let phrase: Phrase = first == nil ? .pairsChoose : .pairsCompareWith
            return [
                "<code>\(row.id.description)</code>",
                "\(row.title ?? frame.text(.noTitle))<br><small>\(row.byline)</small>",
                "<a href=\"\(address)\">\(frame.text(phrase))</a>",
            ]
        }
        let list = table(
            frame.text(.records),
            [frame.text(.record), frame.text(.pairsFirst), frame.text(.pairsCompare)],
            Array(rows),
            empty: frame.text(.pairsNothingFound)
        )
        let more: Markup =
            all.count > mostFound
            ? "<p class=\"note\">\(all.count - mostFound) \(frame.text(.pairsMoreFound))</p>\n" : ""
        return page(input, .search, "\(form)\(list)\(more)")
    }

    // MARK: Overlap

    /// Renders which source found which works.
    static func overlap(_ input: Input) -> Page {
        let frame = input.frame
        let rows = input.view.whole.sourceOverlap.sources.map { source -> [Markup] in
            [
                "\(source.name)", "\(source.records)", "\(source.works)",
                "\(source.worksHeldAlone)", "\(source.worksShared)", "\(source.duplicatesWithin)",
            ]
        }
        let list = table(
            frame.text(.pairsOverlap),
            [
                frame.text(.pairsSource), frame.text(.pairsRecords), frame.text(.pairsWorks),
                frame.text(.pairsAlone), frame.text(.pairsShared), frame.text(.pairsWithin),
            ],
            rows,
            numeric: [1, 2, 3, 4, 5],
            empty: frame.text(.importNone)
        )
        let drawing: Markup =
            input.view.report.overlapFigure.map {
                figure($0.svg, title: $0.title, id: $0.id, frame)
            } ?? ""
        return page(input, .overlap, "\(list)\(drawing)")
    }
}
