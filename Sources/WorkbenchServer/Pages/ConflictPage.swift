import Bibliography
import Foundation
import Reporting
import Review
import Screening

/// A work on which votes disagree: the votes, what was said about them, and the form that settles.
enum ConflictPage {
    /// The address of the page.
    static func address(_ stage: Stage, _ id: RecordID) -> String {
        "/conflicts/\(stage.rawValue)/\(WebAddress.encoded(id.description))"
    }

    /// What the page is about.
    private struct Subject {
        let view: ReviewView
        let id: RecordID
        let stage: Stage
        let work: Int
        let discussion: Discussion
        let frame: PageFrame

        var outcome: Outcome { view.state.outcome(ofWork: work, at: stage) }

        /// The decisions that the caller may see.
        var decisions: [StandingDecision] {
            view.state.decisions.filter {
                $0.decision.stage == stage && view.state.workIndex[$0.decision.record] == work
            }
        }
    }

    /// Renders a conflict with its votes, the discussion and the form.
    ///
    /// - Parameters:
    ///   - view: the review as the caller may see it.
    ///   - id: any record of the work.
    ///   - stage: stage of screening.
    ///   - settled: the conflict that was settled on the page before.
    ///   - unsent: a remark that was not taken.
    ///   - frame: the page's frame.
    /// - Returns: the page.
    /// - Throws: `.notFound` if the review has no such record.
    static func page(
        _ view: ReviewView,
        _ id: RecordID,
        _ stage: Stage,
        settled: Settled? = nil,
        unsent: DiscussionThread.Unsent? = nil,
        _ frame: PageFrame
    ) throws(RequestFault) -> Page {
        guard let work = view.state.workIndex[id] else { throw .notFound(RecordPage.missing) }
        let person = frame.caller?.person
        let subject = Subject(
            view: view,
            id: id,
            stage: stage,
            work: work,
            discussion: Discussion(onWork: work, at: stage, in: view, as: person),
            frame: frame
        )
        let records = view.state.works[work].records.compactMap { view.records[$0] }
        let row = view.row(of: view.state.works[work].id)
        let abstract = records.lazy.compactMap(\.abstract).first ?? frame.text(.noAbstract)
        return Page(
            place: .conflicts,
            title: row.title ?? frame.text(.noTitle),
            review: view.title,
            scripts: ["conflict"],
            content: """
                \(notice(settled, view, frame))\(progress(subject))<p><small>\(row.byline)</small></p>
                <p class="abstract">\(abstract)</p>
                <p><a href="\(WebAddress.record(id))">\(frame.text(.record)) \(id.description)</a></p>
                <section id="votes" data-live>
                <h2>\(frame.text(.bothVotes))</h2>
                \(standing(subject))\(votes(subject))</section>
                \(DiscussionThread.section(subject.discussion, stage, id, unsent: unsent, frame))\
                \(form(subject))
                """
        )
    }

    /// What was settled on the page before.
    static func notice(_ settled: Settled?, _ view: ReviewView, _ frame: PageFrame) -> Markup {
        guard let settled, let work = view.work(of: settled.id) else { return "" }
        let row = view.row(of: view.state.works[work].id)
        let left = ConflictList(view.state).entries.count
        return """
            <p class="done" role="status">\(frame.text(.conflictSettled)) \
            <a href="\(address(settled.stage, settled.id))">\(row.title ?? frame.text(.noTitle))</a> – \
            \(words(view.state.outcome(ofWork: work, at: settled.stage), frame)). \
            \(counted(left, .oneConflictLeft, .manyConflictsLeft, frame))</p>

            """
    }

    /// Where the conflict stands among those of its stage, with the ways to its neighbours.
    private static func progress(_ subject: Subject) -> Markup {
        let frame = subject.frame
        let all = ConflictList(subject.view.state).entries(at: subject.stage)
        let place = all.firstIndex { $0.work == subject.work }
        func link(_ entry: ConflictList.Entry?, _ phrase: Phrase, _ relation: String) -> Markup {
            guard let entry else { return "<span class=\"off\">\(frame.text(phrase))</span>" }
            return """
                <a href="\(address(entry.stage, entry.id))" rel="\(relation)">\(frame.text(phrase))</a>
                """
        }
        let before = all.last { $0.work < subject.work }
        let after = all.first { $0.work > subject.work }
        let name = frame.text(subject.stage.phrase)
        let count: Markup =
            place.map {
                "\(name): \(frame.text(.conflictNumber)) \($0 + 1) \(frame.text(.ofWord)) \(all.count)"
            }
            ?? "\(name): \(frame.text(.noConflictNow))"
        return """
            <nav class="pager" id="place" aria-label="\(frame.text(.conflicts))" data-live>
            <span>\(count)</span> \(link(before, .previousConflict, "prev")) \
            \(link(after, .nextConflict, "next")) <a href="/conflicts">\(frame.text(.allConflicts))</a>
            </nav>

            """
    }

    // MARK: Votes

    /// What the votes come to, in a sentence.
    private static func standing(_ subject: Subject) -> Markup {
        let frame = subject.frame
        guard subject.discussion.isOpen else {
            return "<p>\(frame.text(.votesHidden))</p>\n"
        }
        switch subject.outcome {
        case .conflict(let what):
            return
                "<p>\(frame.text(.disagreement)): <strong>\(frame.text(what.phrase))</strong></p>\n"
        case .awaiting: return ""
        case .included, .excluded, .notRetrieved:
            return """
                <p>\(frame.text(.votesComeTo)): <strong>\(words(subject.outcome, frame))</strong></p>

                """
        }
    }

    private static func words(_ outcome: Outcome, _ frame: PageFrame) -> Markup {
        switch outcome {
        case .included: "\(frame.text(.include))"
        case .excluded(let reason): "\(frame.text(.exclude))\(reason.map { ", \($0)" } ?? "")"
        case .notRetrieved: "\(frame.text(.notRetrieved))"
        case .conflict(let what): "\(frame.text(what.phrase))"
        case .awaiting: "\(frame.text(.awaiting))"
        }
    }

    /// The decisions; what they disagree on is marked.
    private static func votes(_ subject: Subject) -> Markup {
        let (frame, decisions) = (subject.frame, subject.decisions.map(\.decision))
        let difference = VoteDifference(decisions, at: subject.stage)
        let severalRecords = Set(decisions.map(\.record)).count > 1
        func cell(_ text: String, isMarked: Bool) -> Markup {
            isMarked ? "<mark class=\"differs\">\(text)</mark>" : "\(text)"
        }
        let rows = decisions.map { decision -> [Markup] in
            let isVote = decision.role == .vote
            let role: Markup = isVote ? "" : " \(frame.text(.settlementMark))"
            let tags: Markup =
                decision.tags.isEmpty
                ? "" : "<br><small>\(decision.tags.joined(separator: ", "))</small>"
            return [
                "\(decision.reviewer)\(role)",
                cell(
                    frame.text(decision.verdict.phrase),
                    isMarked: isVote && difference == .verdicts
                ),
                cell(decision.reason ?? "–", isMarked: isVote && difference == .reasons),
                "\(decision.note ?? "–")\(tags)",
            ] + (severalRecords ? ["<code>\(decision.record.description)</code>"] : [])
        }
        return table(
            frame.text(.bothVotes),
            [
                frame.text(.reviewerColumn), frame.text(.verdictColumn), frame.text(.reason),
                frame.text(.note),
            ] + (severalRecords ? [frame.text(.record)] : []),
            rows,
            empty: frame.text(.noVoteToSee)
        )
    }

    // MARK: Settling

    private static func form(_ subject: Subject) -> Markup {
        let (view, stage, frame) = (subject.view, subject.stage, subject.frame)
        guard let person = frame.caller?.person, frame.caller?.may(.settle) == true,
            subject.discussion.isOpen
        else { return "" }
        let plan = view.whole.reviewProtocol ?? ReviewProtocol(title: "")
        if !plan.arbiters.isEmpty, !plan.arbiters.contains(person) {
            return "<p>\(frame.text(.arbitersOnly)) \(plan.arbiters.joined(separator: ", "))</p>\n"
        }
        let verdicts: [(Verdict, String)] =
            [(.include, "I"), (.exclude, "E")] + (stage == .fullText ? [(.notRetrieved, "N")] : [])
        let choices = verdicts.map { verdict, key -> Markup in
            """
            <label class="choice"><input type="radio" name="verdict" value="\(verdict.rawValue)" \
            aria-keyshortcuts="\(key)" required> \(frame.text(verdict.phrase)) <kbd>\(key)</kbd></label>

            """
        }
        let reasons = plan.reasons(at: stage)
        let options = reasons.enumerated().map { index, reason -> Markup in
            "<option value=\"\(reason)\">\(index < 9 ? "\(index + 1) " : "")\(reason)</option>"
        }
        let reason: Markup =
            reasons.isEmpty
            ? "<input name=\"reason\" maxlength=\"200\">"
            : "<select name=\"reason\"><option value=\"\">–</option>\(options)</select>"
        let basis = subject.decisions.map(\.event).max() ?? 0
        return """
            <h2>\(frame.text(.settleFor))</h2>
            <form class="sheet" id="settle" method="post" action="\(address(stage, subject.id))">
            \(tokenField(frame))<input type="hidden" name="basis" value="\(basis)">
            <input type="hidden" name="decision" value="\(UUID().uuidString)">
            <fieldset><legend>\(frame.text(.verdictColumn))</legend>
            \(choices)</fieldset>
            <label>\(frame.text(.reason)) \(reason)</label>
            <label>\(frame.text(.note)) <textarea name="note" rows="3" maxlength="5000"></textarea></label>
            <button aria-keyshortcuts="S">\(frame.text(.settle)) <kbd>S</kbd></button>
            </form>
            <details><summary>\(frame.text(.keysTitle))</summary><p>\(frame.text(.conflictKeys))</p>
            \(singleKeysChoice(frame))</details>

            """
    }
}

/// In which column votes disagree.
enum VoteDifference: Sendable, Equatable {
    /// They say different things.
    case verdicts
    /// They exclude for different reasons.
    case reasons

    /// Looks at the votes on a work.
    ///
    /// - Returns: what differs; `nil` where nothing does that matters at the stage.
    init?(_ decisions: [Decision], at stage: Stage) {
        let votes = decisions.filter { $0.role == .vote }
        let verdicts = Set(
            votes.map { $0.verdict == .maybe && stage == .titleAbstract ? .include : $0.verdict }
        )
        if verdicts.count > 1 {
            self = .verdicts
        } else if stage == .fullText, Set(votes.compactMap(\.reason)).count > 1 {
            self = .reasons
        } else {
            return nil
        }
    }
}
