import MetaAnalysis
import Reporting
import Review
import RiskOfBias
import Workbench

/// The form of the protocol's most used parts.
enum ProtocolFormPage {
    /// Renders the form.
    ///
    /// - Parameters:
    ///   - form: what stands in it.
    ///   - basis: stamp of the file that it rests on; `nil` where there is none.
    ///   - ownInstruments: whether the review brings instruments of its own, which are named as text.
    ///   - frame: the page's frame.
    /// - Returns: the form.
    static func form(
        _ form: ProtocolForm,
        basis: String?,
        ownInstruments: Bool,
        _ frame: PageFrame
    ) -> Markup {
        """
        <form class="sheet" method="post" action="/settings/form">\(tokenField(frame))\
        \(SettingsPage.basisField(basis))
        \(question(form, frame))\(people(form, frame))\(screening(form, frame))\
        \(SchemaFields.markup(form.extraction ?? .init(), frame))\
        \(synthesis(form, ownInstruments, frame))
        <button>\(frame.text(.previewChange))</button></form>

        """
    }

    private static func question(_ form: ProtocolForm, _ frame: PageFrame) -> Markup {
        let items = form.question + [.init(label: "", text: ""), .init(label: "", text: "")]
        let rows = items.prefix(ProtocolFields.mostRows).enumerated().map { row, item -> Markup in
            """
            <input name="q-label-\(row)" value="\(item.label)" maxlength="60" \
            aria-label="\(frame.text(.labelOfQuestion)) \(row + 1)">
            <textarea name="q-text-\(row)" rows="2" \
            aria-label="\(frame.text(.question)) \(row + 1)">
            \(item.text)</textarea>

            """
        }
        return """
            <fieldset><legend>\(frame.text(.questionAndCriteria))</legend>
            <label>\(frame.text(.titleOfReview)) <input name="title" required value="\(form.title)">\
            </label>
            \(area("statement", .statementOfReport, [form.statement], rows: 2, frame))
            <fieldset class="plain"><legend>\(frame.text(.question))</legend>
            <div class="pairs">\(rows)</div></fieldset>
            \(area("include", .inclusionCriteria, form.include, frame))\
            \(area("exclude", .exclusionCriteria, form.exclude, frame))\
            \(area("key-records", .keyRecordsOfReview, form.keyRecords, rows: 2, frame))\
            <p class="note">\(frame.text(.oneALine))</p></fieldset>

            """
    }

    private static func people(_ form: ProtocolForm, _ frame: PageFrame) -> Markup {
        """
        <fieldset><legend>\(frame.text(.people))</legend>
        \(area("reviewers", .reviewersOfProtocol, form.reviewers, frame))\
        \(area("former-reviewers", .formerReviewersOfProtocol, form.formerReviewers, rows: 2, frame))\
        \(area("arbiters", .arbitersOfProtocol, form.arbiters, rows: 2, frame))\
        <label>\(frame.text(.votesPerRecord)) <input name="votes" type="number" min="1" max="99" \
        value="\(form.reviewers.isEmpty ? "" : form.votesPerRecord)"></label>
        <p class="note">\(frame.text(.peopleNote))</p></fieldset>

        """
    }

    private static func screening(_ form: ProtocolForm, _ frame: PageFrame) -> Markup {
        """
        <fieldset><legend>\(frame.text(.screening))</legend>
        \(area("title-abstract-reasons", .reasonsAtTitle, form.titleAbstractReasons, frame))\
        \(area("full-text-reasons", .reasonsAtFullText, form.fullTextReasons, frame))\
        \(area("include-terms", .termsFor, form.includeTerms, frame))\
        \(area("exclude-terms", .termsAgainst, form.excludeTerms, frame))\
        <p class="note">\(frame.text(.termsNote))</p></fieldset>

        """
    }

    private static func synthesis(
        _ form: ProtocolForm,
        _ ownInstruments: Bool,
        _ frame: PageFrame
    ) -> Markup {
        let known = InstrumentCatalogue.all.map(\.id)
        let names = known.contains(form.instrument) ? known : known + [form.instrument]
        let instrument: Markup =
            ownInstruments
            ? "<input type=\"hidden\" name=\"instrument\" value=\"\(form.instrument)\">\n"
            : SynthesisPage.select(
                "instrument",
                frame.text(.instrumentOfAppraisal),
                names.map { ($0, $0, $0 == form.instrument) }
            )
        let blank = ProtocolForm.Analysis(id: "", title: "", measure: "auc")
        let rows = (form.analyses + [blank, blank]).prefix(ProtocolFields.mostRows)
        return """
            <fieldset><legend>\(frame.text(.appraisalAndAnalyses))</legend>
            \(instrument)\(rows.enumerated().map { analysis($0.element, $0.offset, frame) })
            <p class="note">\(frame.text(.analysesNote))</p></fieldset>

            """
    }

    private static func analysis(
        _ analysis: ProtocolForm.Analysis,
        _ row: Int,
        _ frame: PageFrame
    ) -> Markup {
        let measures = PerformanceMeasure.allCases.map(\.rawValue) + ["dta"]
        let methods =
            HeterogeneityMethod.allCases.map(\.rawValue)
            + AccuracyModel.allCases.map(\.rawValue).filter { name in
                HeterogeneityMethod(rawValue: name) == nil
            }
        let tests = InferenceTest.allCases.map(\.rawValue)
        func choice(_ name: String, _ title: Phrase, _ chosen: String, _ words: [String]) -> Markup
        {
            SynthesisPage.select(
                "a-\(name)-\(row)",
                frame.text(title),
                words.map { ($0, $0.isEmpty ? frame.text(.defaultChoice) : $0, $0 == chosen) }
            )
        }
        return """
            <fieldset class="analysis"><legend>\(frame.text(.analysis)) \(row + 1)</legend>
            <label>\(frame.text(.identifier)) <input name="a-id-\(row)" value="\(analysis.id)" \
            pattern="[a-z0-9\\-]+" maxlength="60"></label>
            <label>\(frame.text(.titleOfAnalysis)) <input name="a-title-\(row)" \
            value="\(analysis.title)"></label>
            \(choice("measure", .pooledMeasure, analysis.measure, measures))\
            \(choice("method", .estimatorOrModel, analysis.method, [""] + methods))\
            \(choice("test", .testAndInterval, analysis.test, [""] + tests))\
            <label>\(frame.text(.levelOfIntervals)) <input name="a-level-\(row)" \
            value="\(analysis.level)" inputmode="decimal" maxlength="8"></label></fieldset>

            """
    }

    /// A text area with one entry a line.
    private static func area(
        _ name: String,
        _ title: Phrase,
        _ lines: [String],
        rows: Int = 4,
        _ frame: PageFrame
    ) -> Markup {
        """
        <label>\(frame.text(title)) <textarea name="\(name)" rows="\(max(rows, min(12, lines.count + 1)))">
        \(lines.joined(separator: "\n"))</textarea></label>

        """
    }
}
