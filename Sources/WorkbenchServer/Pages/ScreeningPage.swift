import Reporting
import Review
import Screening

/// The page on which records and reports are voted on, one at a time.
///
/// What must be instant is done by the module `screening`; the page brings its words and choices.
enum ScreeningPage {
    /// Renders the page of a stage.
    static func page(_ view: ReviewView, _ stage: Stage, _ frame: PageFrame) -> Page {
        Page(
            place: .screening,
            title: frame.text(stage.phrase),
            review: view.title,
            scripts: ["screening"],
            content: """
                \(stages(stage, frame))\(notice(view, stage, frame))\(desk(view, stage, frame))\
                \(criteria(view, frame))\(keys(frame))
                <p><a href="/screening-panel">\(frame.text(.stoppingPanel))</a></p>
                """
        )
    }

    private static func stages(_ shown: Stage, _ frame: PageFrame) -> Markup {
        let links = Stage.allCases.map { stage -> Markup in
            let mark: Markup = stage == shown ? " aria-current=\"page\"" : ""
            return "<li><a href=\"/screening/\(stage.rawValue)\"\(mark)>"
                + "\(frame.text(stage.phrase))</a></li>"
        }
        return "<nav class=\"tabs\" aria-label=\"\(frame.text(.stages))\"><ul>\(links)</ul></nav>\n"
    }

    /// Why somebody cannot vote here; nothing if they can.
    private static func notice(
        _ view: ReviewView,
        _ stage: Stage,
        _ frame: PageFrame
    ) -> Markup {
        guard let person = frame.caller?.person else {
            return "<p class=\"mind\"><a href=\"/account\">\(frame.text(.sayWhoYouAre))</a></p>\n"
        }
        guard view.whole.reviewProtocol?.reviewers.contains(person) == true else {
            return "<p class=\"mind\">\(frame.text(.noReviewer))</p>\n"
        }
        return ""
    }

    private static func desk(_ view: ReviewView, _ stage: Stage, _ frame: PageFrame) -> Markup {
        guard let person = frame.caller?.person, frame.caller?.may(.vote) == true,
            view.whole.reviewProtocol?.reviewers.contains(person) == true
        else { return "" }
        let plan = view.whole.reviewProtocol ?? ReviewProtocol(title: "")
        let reasons = plan.reasons(at: stage).enumerated().map { index, reason -> Markup in
            "<option value=\"\(reason)\">\(index < 9 ? "\(index + 1) " : "")\(reason)</option>"
        }
        let missing: Markup =
            stage == .fullText
            ? "<button type=\"button\" data-verdict=\"not-retrieved\">"
                + "\(frame.text(.notRetrieved)) <kbd>N</kbd></button>\n"
            : ""
        let free: Markup = plan.reasons(at: stage).isEmpty ? " data-free=\"true\"" : ""
        return """
            <section id="desk" aria-label="\(frame.text(.recordToScreen))" \
            data-stage="\(stage.rawValue)" data-person="\(person)" \
            data-include-terms="\(plan.includeTerms.joined(separator: "\n"))" \
            data-exclude-terms="\(plan.excludeTerms.joined(separator: "\n"))" \
            \(texts(frame))>
            <p class="toolbar"><label>\(frame.text(.order)) <select id="order">
            <option value="imported">\(frame.text(.orderImported))</option>
            <option value="random">\(frame.text(.orderRandom))</option>
            <option value="ranked">\(frame.text(.orderRanked))</option></select></label>
            <span id="progress" role="status"></span> <span id="unsent" role="status"></span></p>
            <p id="message" role="alert" hidden></p>
            <article id="record" tabindex="-1" aria-live="polite"></article>
            <div id="vote" class="vote" hidden>
            <div class="buttons" role="group" aria-label="\(frame.text(.verdictColumn))">
            <button type="button" data-verdict="exclude" class="no">\(frame.text(.exclude)) \
            <kbd>E</kbd></button>
            \(missing)<button type="button" data-verdict="maybe">\(frame.text(.maybe)) \
            <kbd>M</kbd></button>
            <button type="button" data-verdict="include" class="yes">\(frame.text(.include)) \
            <kbd>I</kbd></button>
            <button type="button" id="undo" class="plain">\(frame.text(.undo)) <kbd>U</kbd></button>
            <button type="button" id="skip" class="plain">\(frame.text(.later)) <kbd>L</kbd></button>
            </div>
            <div class="remarks">
            <label>\(frame.text(.reason)) <kbd>R</kbd> <select id="reason"\(free)>
            <option value="">–</option>\(reasons)</select></label>
            <label>\(frame.text(.note)) <kbd>T</kbd> <textarea id="note" rows="2" \
            maxlength="5000"></textarea></label>
            <label>\(frame.text(.tags)) <input id="tags" maxlength="300"></label>
            </div>
            </div>
            <details><summary>\(frame.text(.recent))</summary><ol id="recent"></ol></details>
            </section>
            <noscript><p class="mind">\(frame.text(.needsScript))</p></noscript>

            """
    }

    /// The words that the module shows.
    private static func texts(_ frame: PageFrame) -> Markup {
        let words: [(String, Phrase)] = [
            ("done", .allDone), ("offline", .offline), ("unsent", .unsent), ("left", .left),
            ("own", .ownVotes), ("needs-reason", .needsReason), ("refused", .refused),
            ("no-title", .noTitle), ("no-abstract", .noAbstract), ("keywords", .keywords),
            ("preparing", .preparing), ("undone", .undone), ("change", .change),
            ("logged-out", .loggedOut), ("copies", .copies), ("full-text", .fullText),
            ("nothing-to-undo", .nothingToUndo), ("include", .include), ("exclude", .exclude),
            ("maybe", .maybe), ("not-retrieved", .notRetrieved), ("not-kept", .notKept),
        ]
        return words.map { name, phrase -> Markup in
            "data-text-\(Markup(trusted: name))=\"\(frame.text(phrase))\" "
        }.joined("")
    }

    private static func criteria(_ view: ReviewView, _ frame: PageFrame) -> Markup {
        guard let plan = view.whole.reviewProtocol else { return "" }
        let question = plan.question.map { "<b>\($0.label)</b>: \($0.text)" as Markup }
        let parts: [(Phrase, [Markup])] = [
            (.question, question),
            (.inclusionCriteria, plan.inclusionCriteria.map { "\($0)" }),
            (.exclusionCriteria, plan.exclusionCriteria.map { "\($0)" }),
        ]
        let shown = parts.filter { !$0.1.isEmpty }
        guard !shown.isEmpty else { return "" }
        let sections = shown.map { phrase, items -> Markup in
            "<h2>\(frame.text(phrase))</h2>\n\(bullets(items))"
        }
        return """
            <details class="criteria" open><summary>\(frame.text(.criteria))</summary>
            \(sections)</details>

            """
    }

    private static func keys(_ frame: PageFrame) -> Markup {
        """
        <details><summary>\(frame.text(.keysTitle))</summary><p>\(frame.text(.keysText))</p>
        \(singleKeysChoice(frame))</details>

        """
    }
}

extension Stage {
    /// Name as printed.
    var phrase: Phrase {
        switch self {
        case .titleAbstract: .titleAbstract
        case .fullText: .fullText
        }
    }
}
