import Deduplication
import Foundation
import Reporting
import Review
import Workbench

/// Two records side by side, to be judged one work or two.
enum PairPage {
    /// The pair that is shown, and where it stands among those that are left.
    struct Place: Sendable {
        /// One record.
        let first: RecordID
        /// The other record.
        let second: RecordID
        /// Position among the open pairs, from 0; `nil` for any other pair.
        let index: Int?
        /// Number of open pairs.
        let count: Int
        /// Address of the pair before.
        let previous: String?
        /// Address of the pair after.
        let next: String?

        /// Places a pair among the open ones.
        init(_ first: RecordID, _ second: RecordID, in open: [DuplicateResolution.Pair]) {
            self.first = first
            self.second = second
            let index = open.firstIndex {
                $0.first == first && $0.second == second
                    || $0.first == second && $0.second == first
            }
            self.index = index
            count = open.count
            func address(_ place: Int) -> String? {
                open.indices.contains(place)
                    ? PairPage.address(open[place].first, open[place].second) : nil
            }
            previous = index.flatMap { address($0 - 1) }
            // What was judged elsewhere leads on to the first that is left.
            next = index.map { address($0 + 1) } ?? address(0)
        }
    }

    /// Address of a pair.
    static func address(_ first: RecordID, _ second: RecordID) -> String {
        "/duplicates"
            + Query.text([("first", first.description), ("second", second.description)])
    }

    /// Renders a pair.
    ///
    /// - Throws: `.notFound` if the review has no such records.
    static func content(
        _ view: ReviewView,
        _ pairs: DuplicatePairs,
        _ place: Place,
        _ frame: PageFrame
    ) throws(RequestFault) -> Markup {
        guard place.first != place.second, let first = view.records[place.first],
            let second = view.records[place.second], view.whole.workIndex[place.first] != nil,
            view.whole.workIndex[place.second] != nil
        else { throw .notFound(RecordPage.missing) }
        let judgement = pairs.judgement(place.first, place.second)
        let next: Markup = place.next.map { " data-next=\"\($0)\"" } ?? ""
        let previous: Markup = place.previous.map { " data-previous=\"\($0)\"" } ?? ""
        let judged: Markup = judgement == nil ? "" : " data-judged=\"true\""
        return """
            <article id="pair" tabindex="-1" data-first="\(place.first.description)" \
            data-second="\(place.second.description)" data-basis="\(judgement?.event ?? 0)"\
            \(next)\(previous)\(judged) data-address="\(address(place.first, place.second))">
            \(steps(place, frame))\(verdict(judgement, view, place, frame))\
            \(form(place, judgement, frame))\
            \(comparison(RecordComparison(first, second), view, place, frame))\
            \(machine(pairs.pair(place.first, place.second), frame))</article>

            """
    }

    private static func steps(_ place: Place, _ frame: PageFrame) -> Markup {
        func link(_ address: String?, _ phrase: Phrase, _ relation: String) -> Markup {
            address.map { "<a rel=\"\(relation)\" href=\"\($0)\">\(frame.text(phrase))</a>" }
                ?? "<span class=\"off\">\(frame.text(phrase))</span>"
        }
        let position: Markup =
            place.index.map {
                """
                <span>\(frame.text(.pairsPlace)) \($0 + 1) \(frame.text(.pairsOf)) \
                \(place.count)</span>
                """
            } ?? ""
        return """
            <nav class="pager" aria-label="\(frame.text(.pairsOpen))">
            \(link(place.previous, .pairsPrevious, "prev")) \(position) \
            \(link(place.next, .pairsNext, "next"))</nav>

            """
    }

    /// What was said of the pair; nothing if nobody has judged it.
    private static func verdict(
        _ judgement: Extracted<PairJudgement>?,
        _ view: ReviewView,
        _ place: Place,
        _ frame: PageFrame
    ) -> Markup {
        guard let judgement else {
            let isOne = view.whole.workIndex[place.first] == view.whole.workIndex[place.second]
            return isOne ? "<p><b>\(frame.text(.pairsSameWork))</b></p>\n" : ""
        }
        let row = judgement.row
        let note: Markup = row.note.map { " <q>\($0)</q>" } ?? ""
        return """
            <div class="mind judged"><p>\(frame.text(.pairsJudgedBy)) \(row.reviewer): \
            <b>\(frame.text(row.isSame ? .pairsOneWork : .pairsTwoWorks))</b>\(note)</p>\
            \(takeBack(judgement, back: address(place.first, place.second), frame))</div>

            """
    }

    /// The form that takes a judgement back; for a row of somebody's sheet where it stands.
    static func takeBack(
        _ judgement: Extracted<PairJudgement>,
        back: String,
        _ frame: PageFrame
    ) -> Markup {
        guard judgement.file.hasPrefix(JudgePair.sheetFolder) else {
            return """
                <small>\(frame.text(.pairsFromSheet)) \(judgement.file):\(judgement.row.line)</small>
                """
        }
        guard frame.caller?.may(.judgeDuplicates) == true else { return "" }
        return """
            <form class="row" method="post" action="/duplicates/judgements/\(judgement.event)/undo">\
            \(tokenField(frame))<input type="hidden" name="back" value="\(back)">\
            <button class="plain">\(frame.text(.pairsTakeBack))</button></form>
            """
    }

    private static func form(
        _ place: Place,
        _ judgement: Extracted<PairJudgement>?,
        _ frame: PageFrame
    ) -> Markup {
        guard let caller = frame.caller, caller.may(.judgeDuplicates) else { return "" }
        guard caller.person != nil else {
            return "<p class=\"mind\"><a href=\"/account\">\(frame.text(.sayWhoYouAre))</a></p>\n"
        }
        let next: Markup =
            place.next.map { "<input type=\"hidden\" name=\"next\" value=\"\($0)\">" } ?? ""
        return """
            <form id="judge" class="vote" method="post" action="/duplicates/judge">\
            \(tokenField(frame))\
            <input type="hidden" name="first" value="\(place.first.description)">\
            <input type="hidden" name="second" value="\(place.second.description)">\
            <input type="hidden" name="basis" value="\(judgement?.event ?? 0)">\(next)
            <div class="buttons">
            <button name="same" value="yes" class="yes">\(frame.text(.pairsMerge)) <kbd>M</kbd></button>
            <button name="same" value="no" class="no">\(frame.text(.pairsKeep)) <kbd>K</kbd></button>
            <label>\(frame.text(.pairsNote)) <kbd>T</kbd> <input name="note" maxlength="1000"></label>
            </div></form>

            """
    }

    private static func comparison(
        _ comparison: RecordComparison,
        _ view: ReviewView,
        _ place: Place,
        _ frame: PageFrame
    ) -> Markup {
        let rows = comparison.fields.map { field -> Markup in
            let sides = field.sides
            let mark: Markup =
                switch sides.standing {
                case .same: ""
                case .differs: "<br><small>\(frame.text(.pairsDiffers))</small>"
                case .oneSided: "<br><small>\(frame.text(.pairsOnlyOne))</small>"
                }
            return """
                <tr class="\(sides.standing.rawValue)"><th scope="row">\(frame.text(field.name))\
                \(mark)</th><td>\(sides.first)</td><td>\(sides.second)</td></tr>

                """
        }
        return """
            <div class="table" role="region" aria-label="\(frame.text(.pairsCompared))" tabindex="0">
            <table class="pair"><caption>\(frame.text(.pairsCompared))</caption>
            <thead><tr><th scope="col">\(frame.text(.pairsField))</th>
            <th scope="col">\(frame.text(.pairsFirst))\(source(place.first, view))</th>
            <th scope="col">\(frame.text(.pairsSecond))\(source(place.second, view))</th></tr></thead>
            <tbody>
            \(rows)</tbody></table></div>

            """
    }

    private static func source(_ id: RecordID, _ view: ReviewView) -> Markup {
        let search = view.whole.imports.first { $0.search.source == id.source }?.search
        return """
            <br><small>\(search?.database ?? "") · <a href="\(WebAddress.record(id))">\
            \(id.description)</a></small>
            """
    }

    private static func machine(_ pair: DuplicateResolution.Pair?, _ frame: PageFrame) -> Markup {
        guard let pair else {
            return "<h2>\(frame.text(.pairsWhy))</h2>\n<p>\(frame.text(.pairsNotCompared))</p>\n"
        }
        return """
            <h2>\(frame.text(.pairsWhy))</h2>
            \(definitions([
                (
                    frame.text(.pairsHeld),
                    "\(frame.text(pair.decision == .merge ? .pairsOneWork : .pairsLeft))"
                ),
                (frame.text(.pairsScore), "\(score(pair.score))"),
                (frame.text(.pairsRule), "\(frame.text(Phrase(rule: pair.rule)))"),
                (frame.text(.pairsReasons), bullets(pair.reasons.map { "\(frame.text(Phrase(reason: $0)))" })),
            ]))
            """
    }

    /// A score from 0 to 1 with three decimals.
    static func score(_ value: Double) -> String {
        let thousandths = Int((value * 1000).rounded())
        let digits = String(thousandths % 1000)
        return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - digits.count) + digits
    }
}
