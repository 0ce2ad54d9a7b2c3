import Reporting
import Review
import RiskOfBias
import Workbench

/// The form of an assessor's answers about one subject, or of the consensus on it.
struct AppraisalForm {
    /// What is appraised.
    let subject: AppraisalSubject
    /// Whether the form settles what assessors differ on.
    let isConsensus: Bool
    let view: ReviewView
    let frame: PageFrame
    let instrument: Instrument
    /// What was sent and refused, to be shown again.
    var sent: SaveAppraisal?
    /// What is wrong with it.
    var faults: [String] = []

    private var person: String? { frame.caller?.person }
    private var mayChange: Bool { frame.caller?.may(.appraise) == true && person != nil }
    private var guidance: AppraisalGuidance {
        AppraisalGuidance(instrument: instrument, part: subject.part, frame: frame)
    }
    private var assessor: String? {
        isConsensus ? AppraisalAnswer.consensusAssessor : person
    }

    /// The answers that the form shows, by item.
    private var answers: [String: TypedAnswer] {
        let typed =
            sent?.answers
            ?? ownRows.map {
                TypedAnswer(item: $0.row.item, answer: $0.row.answer, rationale: $0.row.rationale)
            }
        return Dictionary(
            typed.map { ($0.item.lowercased(), $0) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    private var ownRows: [Extracted<AppraisalAnswer>] {
        view.state.appraisalAnswers.filter {
            $0.row.isAbout(subject) && $0.row.assessor == assessor
        }
    }

    /// What others answered, as far as the person may see it.
    private var otherRows: [AppraisalAnswer] {
        view.state.appraisalAnswers.map(\.row).filter {
            $0.isAbout(subject) && $0.assessor != assessor
        }.sorted { $0.assessor < $1.assessor }
    }

    /// Renders the page.
    func page() -> Page {
        let form = sent ?? saved
        let preview = AppraisalPreview(form, in: view.state)
        let isLocked: Markup = mayChange ? "" : " disabled"
        let title =
            (isConsensus ? frame.text(.consensus) : frame.text(.appraisal)) + ": "
            + subject.name
        let shown = answers
        let others = otherRows
        let domains = instrument.domains.map { domain($0, preview, shown, others) }
        return Page(
            place: .appraisal,
            title: title,
            review: view.title,
            scripts: ["appraisal"],
            content: """
                \(AppraisalList.about(instrument, view, frame))\(notes())\(faultList())\(chooser())\
                \(guidance.head)
                <form class="appraisal" method="post" \
                action="/appraisal/studies/\(WebAddress.encoded(subject.study))" \
                data-appraisal data-text-none="\(frame.text(.noComputed))" \
                data-text-open="\(frame.text(.noneYet))">
                <fieldset class="whole"\(isLocked)>
                \(tokenField(frame))<input type="hidden" name="basis" value="\(form.basis)">
                \(hidden("estimate", subject.estimate))\(hidden("part", subject.part))\
                \(hidden("consensus", isConsensus ? "1" : nil))
                \(domains)\(overall(preview, shown, others))
                <div class="preview" role="status" data-open>\(summary(preview))</div>
                <p class="buttons"><button>\
                \(frame.text(isConsensus ? .saveConsensus : .saveAppraisal))</button></p>
                </fieldset></form>
                <p><a href="/appraisal">\(frame.text(.appraisal))</a></p>

                """
        )
    }

    /// The form as it stands in the review.
    private var saved: SaveAppraisal {
        SaveAppraisal(
            subject,
            by: person ?? "",
            isConsensus: isConsensus,
            answers: ownRows.map {
                TypedAnswer(item: $0.row.item, answer: $0.row.answer, rationale: $0.row.rationale)
            },
            basis: SaveAppraisal.basis(
                subject,
                by: isConsensus ? nil : person ?? "",
                in: view.state
            )
        )
    }

    private func hidden(_ name: String, _ value: String?) -> Markup {
        value.map { "<input type=\"hidden\" name=\"\(name)\" value=\"\($0)\">" } ?? ""
    }

    // MARK: Around the form

    private func notes() -> Markup {
        var notes: Markup = ""
        if frame.caller?.may(.appraise) != true {
            notes += "<p class=\"mind\">\(frame.text(.readOnly))</p>\n"
        } else if person == nil {
            notes += "<p class=\"mind\"><a href=\"/account\">\(frame.text(.sayWhoYouAre))</a></p>\n"
        }
        notes += "<p class=\"note\">\(frame.text(isConsensus ? .consensusNote : .blindNote))</p>\n"
        let file = WorkbenchSheet.appraisal(ofStudy: subject.study, by: assessor ?? "")
        let places = ownRows.filter { $0.file != file }.map {
            "\($0.file):\($0.row.line ?? 0)"
        }
        if let first = places.first {
            notes +=
                "<p class=\"reminder\">\(frame.text(.appraisalSheetNote)) "
                + "<code>\(first)</code>\(places.count > 1 ? " …" : "")</p>\n"
        }
        return notes
    }

    private func faultList() -> Markup {
        guard !faults.isEmpty else { return "" }
        let items = faults.map { "<li>\($0)</li>\n" as Markup }
        return """
            <div class="mind" role="alert"><p>\(frame.text(.notSaved))</p>
            <ul class="faults" lang="en">\(items)</ul></div>

            """
    }

    /// Chooses the estimate and part that the form is about.
    private func chooser() -> Markup {
        let judged =
            instrument.parts.first { $0.id == subject.part }?.appraised
            ?? instrument.appraised
        let names = estimateNames()
        guard judged != .study, !names.isEmpty || subject.estimate != nil, !isConsensus else {
            return ""
        }
        let all = names + (subject.estimate.map { names.contains($0) ? [] : [$0] } ?? [])
        let options = all.map { name -> Markup in
            let mark: Markup = name == subject.estimate ? " selected" : ""
            return "<option\(mark)>\(name)</option>"
        }
        return """
            <form class="filter" method="get" \
            action="/appraisal/studies/\(WebAddress.encoded(subject.study))">
            \(hidden("part", subject.part))<label>\(frame.text(.whatIsJudged)) \
            <select name="estimate"><option value="">\(frame.text(.wholeStudy))</option>\(options)\
            </select></label><button>\(frame.text(.open))</button></form>

            """
    }

    /// The evaluations of the study as appraisals name them.
    private func estimateNames() -> [String] {
        var seen: Set<String> = []
        return view.state.evaluations.map(\.row).filter { $0.study == subject.study }
            .map(\.appraisedName).filter { seen.insert($0).inserted }
    }

    private func summary(_ preview: AppraisalPreview) -> Markup {
        AppraisalText.lines(preview, isConsensus: isConsensus, frame.language)
            .map { "<p>\($0)</p>" as Markup }.joined("")
    }

    // MARK: Domains

    private func domain(
        _ domain: AppraisalDomain,
        _ preview: AppraisalPreview,
        _ shown: [String: TypedAnswer],
        _ others: [AppraisalAnswer]
    ) -> Markup {
        let questions = domain.questions(in: subject.part).map { question in
            self.question(question, shown, others)
        }
        let code = "D\(domain.number)"
        var parts: Markup = judgement(code, code, preview, shown, others)
        if let prompt = domain.applicabilityPrompt {
            let help = guidance.beneath("A\(domain.number)", domain.applicabilityGuidance)
            parts += applicability("A\(domain.number)", prompt, help, shown, others)
        }
        return """
            <fieldset><legend>\(frame.text(.domain)) \(domain.number): \(domain.name)</legend>
            \(questions)\(parts)</fieldset>

            """
    }

    private func question(
        _ question: SignallingQuestion,
        _ shown: [String: TypedAnswer],
        _ others: [AppraisalAnswer]
    ) -> Markup {
        let options = instrument.allowedAnswers(to: question)
        let help = guidance.beneath(question.code, question.guidance)
        let strata = question.strata.map { stratum -> Markup in
            let item = "\(question.code)/\(stratum)"
            return "<div class=\"question\"><p><b>\(item)</b></p>"
                + "\(choices(item, options, help, shown, others))</div>\n"
        }
        let isUsed = question.strata.contains { stratum in
            let item = "\(question.code)/\(stratum)".lowercased()
            return shown[item] != nil || others.contains { $0.item.lowercased() == item }
        }
        let details: Markup =
            strata.isEmpty
            ? ""
            : "<details\(isUsed ? " open" as Markup : "")><summary>\(frame.text(.perStratum))</summary>"
                + "\(strata)</details>\n"
        return """
            <div class="question"><p id="q.\(question.code)"><b>\(question.code)</b> \
            \(guidance.inItsLanguage(question.prompt))</p>
            \(help.markup)\(choices(question.code, options, help, shown, others))\(details)</div>

            """
    }

    /// The answers to an item: those of others, and the form's own.
    private func choices(
        _ item: String,
        _ options: [AnswerOption],
        _ help: AppraisalGuidance.Help,
        _ shown: [String: TypedAnswer],
        _ others: [AppraisalAnswer]
    ) -> Markup {
        let given = others.filter { $0.item.lowercased() == item.lowercased() }
        let own = shown[item.lowercased()]
        let differs = Set(given.map { $0.answer.lowercased() }).count > 1
        // A consensus asks for what is in dispute only.
        if isConsensus, !differs, own == nil { return said(given) }
        let current = options.first {
            $0.id.lowercased() == own?.answer.lowercased()
                || $0.name.lowercased() == own?.answer.lowercased()
        }
        let buttons = ([nil] + options.map(Optional.some)).map { option -> Markup in
            let mark: Markup = option?.id == current?.id ? " checked" : ""
            let name = option.map { "\($0.id) – \($0.name)" } ?? frame.text(.noAnswer)
            return """
                <label class="choice"><input type="radio" name="a.\(item)" \
                value="\(option?.id ?? "")"\(mark)> <span>\(name)</span></label>

                """
        }
        return """
            \(said(given, differs: differs))\
            <fieldset class="whole"\(help.described)><legend class="note">\(item): \(frame.text(.answersTo))</legend>
            <div class="answers">\(buttons)</div></fieldset>
            <div class="cells"><label class="wide">\(frame.text(.why)) <textarea \
            name="r.\(item)" rows="1" maxlength="5000">
            \(own?.rationale ?? "")</textarea></label></div>

            """
    }

    /// What others answered.
    private func said(_ given: [AppraisalAnswer], differs: Bool = false) -> Markup {
        guard !given.isEmpty else { return "" }
        let mark: Markup =
            differs ? " <span class=\"badge open\">\(frame.text(.differs))</span>" : ""
        let items = given.map { answer -> Markup in
            let why = answer.rationale.map { " – \($0)" } ?? ""
            return "<b>\(answer.assessor)</b>: \(answer.answer)\(why)"
        }
        return "<p class=\"note\">\(items.joined("; "))\(mark)</p>\n"
    }

    // MARK: Judgements

    private func judgement(
        _ code: String,
        _ name: String,
        _ preview: AppraisalPreview,
        _ shown: [String: TypedAnswer],
        _ others: [AppraisalAnswer]
    ) -> Markup {
        let item = preview.judgements.first { $0.item == code }
        let given = others.filter { $0.item.lowercased() == code.lowercased() }
        let differs = Set(given.map { $0.answer.lowercased() }).count > 1
        return """
            <div class="question"><p><b>\(name)</b> \(frame.text(.computedJudgement)): \
            <output data-computed="\(code)">\(AppraisalText.badge(item?.computed, frame))</output>; \
            \(frame.text(.settledAnswer)): \
            <output data-holds="\(code)">\(AppraisalText.badge(item?.judgement, frame, none: .noneYet))\
            </output></p>
            \(said(given, differs: differs))\
            \(select(
                code,
                frame.text(.overrideLabel),
                unsettled,
                shown,
                reason: isConsensus ? .settlingReason : .overrideReason
            ))</div>

            """
    }

    /// What holds where the form gives no judgement.
    private var unsettled: String { frame.text(isConsensus ? .asAssessors : .asComputed) }

    private func applicability(
        _ code: String,
        _ prompt: String,
        _ help: AppraisalGuidance.Help,
        _ shown: [String: TypedAnswer],
        _ others: [AppraisalAnswer]
    ) -> Markup {
        let given = others.filter { $0.item.lowercased() == code.lowercased() }
        let differs = Set(given.map { $0.answer.lowercased() }).count > 1
        let field: Markup =
            isConsensus && !differs && shown[code.lowercased()] == nil
            ? ""
            : select(
                code,
                frame.text(.judgementColumn),
                frame.text(.noAnswer),
                shown,
                reason: .why,
                help
            )
        return """
            <div class="question"><p><b>\(code)</b> \(frame.text(.applicability)): \
            \(guidance.inItsLanguage(prompt))</p>
            \(help.markup)\(said(given, differs: differs))\(field)</div>

            """
    }

    private func select(
        _ code: String,
        _ label: String,
        _ empty: String,
        _ shown: [String: TypedAnswer],
        reason: Phrase,
        _ help: AppraisalGuidance.Help = .none
    ) -> Markup {
        let own = shown[code.lowercased()]
        let current = own.flatMap { Judgement(named: $0.answer) }
        let options = instrument.judgements.map { judgement -> Markup in
            let mark: Markup = judgement == current ? " selected" : ""
            return "<option value=\"\(judgement.rawValue)\"\(mark)>"
                + "\(frame.text(judgement.phrase))</option>"
        }
        return """
            <div class="cells"><label>\(code): \(label) \
            <select name="a.\(code)"\(help.described)>\
            <option value="">\(empty)</option>\(options)</select></label>
            <label class="wide">\(code): \(frame.text(reason)) <textarea name="r.\(code)" rows="1" \
            maxlength="5000">
            \(own?.rationale ?? "")</textarea></label></div>

            """
    }

    private func overall(
        _ preview: AppraisalPreview,
        _ shown: [String: TypedAnswer],
        _ others: [AppraisalAnswer]
    ) -> Markup {
        guard instrument.overallRule != .notSummarised else { return "" }
        let applicability: Markup =
            instrument.applicabilityDomains.isEmpty
            ? ""
            : judgement(
                "overall-applicability",
                frame.text(.applicability),
                preview,
                shown,
                others
            )
        return """
            <fieldset><legend>\(frame.text(.overallJudgement))</legend>
            \(judgement("overall", frame.text(.overallJudgement), preview, shown, others))\
            \(applicability)</fieldset>

            """
    }
}

/// What follows from answers, in words.
enum AppraisalText {
    /// A judgement with its colour.
    static func badge(
        _ judgement: Judgement?,
        _ frame: PageFrame,
        none: Phrase = .noComputed
    ) -> Markup {
        guard let judgement else { return "\(frame.text(none))" }
        return "<span class=\"j \(Markup(trusted: judgement.tone))\">"
            + "\(frame.text(judgement.phrase))</span>"
    }

    /// What is still open, and what is wrong.
    static func lines(
        _ preview: AppraisalPreview,
        isConsensus: Bool,
        _ language: Language
    ) -> [String] {
        let open = isConsensus ? Phrase.stillDisputed : .stillOpen
        let done = isConsensus ? Phrase.allSettled : .allAnswered
        let first =
            preview.open.isEmpty
            ? done.text(in: language)
            : open.text(in: language) + ": " + preview.open.joined(separator: ", ")
        return [first] + preview.faults
    }
}
