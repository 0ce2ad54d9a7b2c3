import Bibliography
import Foundation
import Reporting
import Review
import Screening

/// What votes disagree on, and the form that settles it.
enum ConflictsPage {
    /// Renders the list of conflicts that the caller may see.
    static func page(_ view: ReviewView, _ frame: PageFrame) -> Page {
        let sections = Stage.allCases.map { stage -> Markup in
            "<h2>\(frame.text(stage.phrase))</h2>\n\(list(view, stage, frame))"
        }
        return Page(
            place: .conflicts,
            title: frame.text(.conflicts),
            review: view.title,
            content: sections.joined("")
        )
    }

    private static func list(_ view: ReviewView, _ stage: Stage, _ frame: PageFrame) -> Markup {
        let state = view.state
        let rows = state.works.indices.compactMap { index -> [Markup]? in
            guard case .conflict(let what) = state.outcome(ofWork: index, at: stage),
                stage == .titleAbstract || state.isSought(work: index)
            else { return nil }
            let id = state.works[index].id
            let row = view.row(of: id)
            return [
                "<a href=\"\(address(stage, id))\">\(row.title ?? frame.text(.noTitle))</a>"
                    + "<br><small>\(row.byline)</small>",
                "\(what)",
            ]
        }
        return table(
            frame.text(.conflicts),
            [frame.text(.record), frame.text(.disagreement)],
            rows,
            empty: frame.text(.noConflict)
        )
    }

    static func address(_ stage: Stage, _ id: RecordID) -> String {
        "/conflicts/\(stage.rawValue)/\(WebAddress.encoded(id.description))"
    }

    /// Renders a conflict with its votes and the form.
    ///
    /// - Throws: `.notFound` if the review has no such record.
    static func page(
        _ view: ReviewView,
        _ id: RecordID,
        _ stage: Stage,
        _ frame: PageFrame
    ) throws(RequestFault) -> Page {
        guard let work = view.state.workIndex[id] else { throw .notFound(RecordPage.missing) }
        let records = Set(view.state.works[work].records)
        let decisions = view.state.decisions.filter {
            records.contains($0.decision.record) && $0.decision.stage == stage
        }
        let record = view.state.works[work].records.compactMap { view.records[$0] }
        let row = view.row(of: view.state.works[work].id)
        let abstract = record.lazy.compactMap(\.abstract).first ?? frame.text(.noAbstract)
        return Page(
            place: .conflicts,
            title: row.title ?? frame.text(.noTitle),
            review: view.title,
            content: """
                <p><small>\(row.byline)</small></p>
                <p class="abstract">\(abstract)</p>
                <p><a href="\(WebAddress.record(id))">\(frame.text(.record)) \(id.description)</a></p>
                <h2>\(frame.text(.bothVotes))</h2>
                \(votes(decisions, frame))\(form(view, id, stage, decisions, frame))
                """
        )
    }

    private static func votes(_ decisions: [StandingDecision], _ frame: PageFrame) -> Markup {
        table(
            frame.text(.bothVotes),
            [
                frame.text(.reviewerColumn), frame.text(.verdictColumn), frame.text(.reason),
                frame.text(.note),
            ],
            decisions.map(\.decision).map { decision in
                [
                    "\(decision.reviewer)", "\(frame.text(decision.verdict.phrase))",
                    "\(decision.reason ?? "–")", "\(decision.note ?? "–")",
                ]
            },
            empty: frame.text(.noConflict)
        )
    }

    private static func form(
        _ view: ReviewView,
        _ id: RecordID,
        _ stage: Stage,
        _ decisions: [StandingDecision],
        _ frame: PageFrame
    ) -> Markup {
        guard let person = frame.caller?.person, frame.caller?.may(.settle) == true else {
            return ""
        }
        let plan = view.whole.reviewProtocol ?? ReviewProtocol(title: "")
        if !plan.arbiters.isEmpty, !plan.arbiters.contains(person) {
            return "<p>\(frame.text(.arbitersOnly)) \(plan.arbiters.joined(separator: ", "))</p>\n"
        }
        let verdicts: [Verdict] =
            stage == .titleAbstract ? [.include, .exclude] : [.include, .exclude, .notRetrieved]
        let choices = verdicts.map { verdict -> Markup in
            """
            <label class="choice"><input type="radio" name="verdict" value="\(verdict.rawValue)" \
            required> \(frame.text(verdict.phrase))</label>

            """
        }
        let reasons = plan.reasons(at: stage)
        let options = reasons.map { "<option>\($0)</option>" as Markup }
        let reason: Markup =
            reasons.isEmpty
            ? "<input name=\"reason\" maxlength=\"200\">"
            : "<select name=\"reason\"><option value=\"\">–</option>\(options)</select>"
        let basis = decisions.map(\.event).max() ?? 0
        return """
            <h2>\(frame.text(.settleFor))</h2>
            <form class="sheet" method="post" action="\(address(stage, id))">
            \(tokenField(frame))<input type="hidden" name="basis" value="\(basis)">
            <input type="hidden" name="decision" value="\(UUID().uuidString)">
            <fieldset><legend>\(frame.text(.verdictColumn))</legend>
            \(choices)</fieldset>
            <label>\(frame.text(.reason)) \(reason)</label>
            <label>\(frame.text(.note)) <textarea name="note" rows="3" maxlength="5000"></textarea></label>
            <button>\(frame.text(.settle))</button>
            </form>

            """
    }
}

extension Verdict {
    /// Name as printed.
    var phrase: Phrase {
        switch self {
        case .include: .include
        case .exclude: .exclude
        case .maybe: .maybe
        case .notRetrieved: .notRetrieved
        }
    }
}
