import Reporting
import Review
import RiskOfBias
import Workbench

/// The list of what is appraised, with how far the assessors are, and the traffic light.
enum AppraisalList {
    /// Renders the list.
    static func page(_ view: ReviewView, _ frame: PageFrame) -> Page {
        Page(
            place: .appraisal,
            title: frame.text(.appraisal),
            review: view.title,
            content: content(view, frame)
        )
    }

    private static func content(_ view: ReviewView, _ frame: PageFrame) -> Markup {
        guard let instrument = view.state.reviewProtocol?.appraisalInstrument else {
            return "<p class=\"mind\">\(frame.text(.noInstrument))</p>\n"
        }
        let figures = view.report.riskOfBiasFigures.map {
            figure($0.svg, title: $0.title, id: $0.id, frame)
        }
        let heading: Markup =
            figures.isEmpty ? "" : "<h2>\(frame.text(.trafficLight))</h2>\n"
        return """
            \(about(instrument, view, frame))<p class="note">\(frame.text(.blindNote))</p>
            <div id="appraisals" data-live>
            \(subjects(view, instrument, frame))\(heading)\(figures)</div>
            \(downloads())
            """
    }

    /// The instrument, with where it is published, and what it judges against.
    static func about(
        _ instrument: Instrument,
        _ view: ReviewView,
        _ frame: PageFrame
    ) -> Markup {
        let ideal: Markup =
            view.state.reviewProtocol?.idealTrial.map {
                "<p>\(frame.text(.idealTrialLabel)): \($0)</p>\n"
            } ?? ""
        return "<p>\(frame.text(.instrumentLabel)): <b>\(instrument.name)</b> "
            + "(\(instrument.version)). \(publication(instrument.citation))</p>\n\(ideal)"
    }

    /// A publication, linked where it names an address.
    static func publication(_ citation: InstrumentCitation) -> Markup {
        // An instrument of the review's own may bring any address.
        let isPlain = ["https://", "http://"].contains { citation.form.hasPrefix($0) }
        guard isPlain else { return "\(citation.text)" }
        return "<a href=\"\(citation.form)\" rel=\"noreferrer noopener\">\(citation.text)</a>"
    }

    /// Address of a form.
    static func address(_ subject: AppraisalSubject, isConsensus: Bool = false) -> String {
        "/appraisal/studies/" + WebAddress.encoded(subject.study)
            + Query.text([
                ("estimate", subject.estimate), ("part", subject.part),
                ("consensus", isConsensus ? "1" : nil),
            ])
    }

    /// Every study with every part, and whatever else somebody has appraised.
    static func subjects(of view: ReviewView, _ instrument: Instrument) -> [AppraisalSubject] {
        let known = view.state.appraisalProgress?.subjects ?? []
        let parts = instrument.parts.isEmpty ? [nil] : instrument.parts.map { Optional($0.id) }
        return view.state.studies.map(\.row.id).flatMap { study -> [AppraisalSubject] in
            let plain = parts.map { AppraisalSubject(study: study, part: $0) }
            return plain + known.filter { $0.study == study && !plain.contains($0) }
        }
    }

    private static func subjects(
        _ view: ReviewView,
        _ instrument: Instrument,
        _ frame: PageFrame
    ) -> Markup {
        let found = view.state.appraisals
        let progress = view.whole.appraisalProgress
        let rows = subjects(of: view, instrument).map { subject -> [Markup] in
            let appraisal = found.first { $0.subject == subject }
            let name = [subject.estimate, subject.part].compactMap(\.self)
                .joined(separator: ", ")
            let about = name.isEmpty ? "" : " – " + name
            return [
                "<a href=\"\(address(subject))\">\(subject.study)\(about)</a>",
                own(subject, progress, frame), others(subject, progress, frame),
                judgement(appraisal, frame), links(subject, view, progress, frame),
            ]
        }
        return table(
            frame.text(.subjectsHeading),
            [
                frame.text(.subjectColumn), frame.text(.myAnswers), frame.text(.otherAssessors),
                frame.text(.judgementColumn), frame.text(.toDo),
            ],
            rows,
            empty: frame.text(.noSubject)
        )
    }

    private static func own(
        _ subject: AppraisalSubject,
        _ progress: AppraisalProgress?,
        _ frame: PageFrame
    ) -> Markup {
        guard let person = frame.caller?.person, let progress else { return "–" }
        let missing = progress.missing(subject, by: person)
        if missing.isEmpty {
            return "<span class=\"badge good\">\(frame.text(.complete))</span>"
        }
        guard progress.hasAnswers(on: subject, by: person) else {
            return "<span class=\"badge\">\(frame.text(.notBegun))</span>"
        }
        return "<span class=\"badge open\">\(missing.count) \(frame.text(.openItems))</span>"
    }

    /// Who else is at it, and whether they are done; nothing of what they answered.
    private static func others(
        _ subject: AppraisalSubject,
        _ progress: AppraisalProgress?,
        _ frame: PageFrame
    ) -> Markup {
        let names = (progress?.assessors(ofStudy: subject.study) ?? []).filter {
            $0 != frame.caller?.person && progress?.hasAnswers(on: subject, by: $0) == true
        }
        guard let progress, !names.isEmpty else { return "–" }
        return names.map { name -> Markup in
            let isComplete = progress.isComplete(subject, by: name)
            return "\(name): \(frame.text(isComplete ? .complete : .begun))"
        }.joined("<br>")
    }

    private static func judgement(_ appraisal: Appraisal?, _ frame: PageFrame) -> Markup {
        guard let appraisal else { return "–" }
        let codes = AppraisalPreview.judgements(of: appraisal).filter {
            $0.item.hasPrefix("D") || $0.item == "overall"
        }
        return codes.map { item -> Markup in
            let name = item.item == "overall" ? frame.text(.overallJudgement) : item.item
            guard let judgement = item.judgement else { return "\(name): –" }
            return "\(name): <span class=\"j \(Markup(trusted: judgement.tone))\">"
                + "\(frame.text(judgement.phrase))</span>"
        }.joined(" ")
    }

    private static func links(
        _ subject: AppraisalSubject,
        _ view: ReviewView,
        _ progress: AppraisalProgress?,
        _ frame: PageFrame
    ) -> Markup {
        let mayAppraise = frame.caller?.may(.appraise) == true && frame.caller?.person != nil
        let verb = frame.text(mayAppraise ? .appraise : .lookAt)
        let form: Markup =
            "<a href=\"\(address(subject))\" aria-label=\"\(verb): \(subject.name)\">\(verb)</a>"
        guard mayAppraise, isReady(subject, view, progress) else { return form }
        return form + "<br><a href=\"\(address(subject, isConsensus: true))\" "
            + "aria-label=\"\(frame.text(.consensus)): \(subject.name)\">\(frame.text(.consensus))</a>"
    }

    /// Whether assessors may settle a subject as far as the person may see.
    static func isReady(
        _ subject: AppraisalSubject,
        _ view: ReviewView,
        _ progress: AppraisalProgress?
    ) -> Bool {
        guard let progress, let person = view.person else { return false }
        let complete = progress.assessors(ofStudy: subject.study)
            .count { progress.isComplete(subject, by: $0) }
        return complete > 1
            && view.whole.isAppraisalRevealed(subject, to: person, progress: progress)
    }

    private static func downloads() -> Markup {
        let links = ["appraisals.csv", "robvis.csv"].map { name -> Markup in
            "<a class=\"file\" href=\"/api/v1/appraisal/sheets/\(name)\" download>\(name)</a>"
        }
        return "<p>\(links)</p>\n"
    }
}
