import Bibliography
import Foundation
import Reporting
import Review
import Workbench

/// The form of a study and its evaluations: a new one, one that is recorded, or a draft.
struct StudyForm {
    /// What the form is for.
    enum Purpose: String {
        /// A study that is not extracted yet; it may be saved or kept as a draft.
        case new
        /// A study that is recorded.
        case change
        /// A draft of one of two extractors.
        case draft
    }

    /// What the form is for.
    var purpose: Purpose
    /// What stands in it.
    var rows: StudyRows
    /// Number of the event that it shows; of the own draft for one.
    var basis: Int
    /// What is wrong with what was sent.
    var faults: [String] = []

    /// Renders the page.
    func page(_ view: ReviewView, _ frame: PageFrame) -> Page {
        let title =
            purpose == .new
            ? frame.text(.newStudy)
            : (purpose == .draft ? frame.text(.ownDraft) + ": " : "") + rows.id
        let isLocked: Markup = frame.caller?.may(.extract) == true ? "" : " disabled"
        return Page(
            place: .extraction,
            title: title,
            review: view.title,
            scripts: ["extraction"],
            content: """
                \(ExtractionPage.readOnlyNote(frame))\(faultList(frame))
                <form class="study" method="post" action="\(action)">
                <fieldset class="whole"\(isLocked)>
                \(tokenField(frame))<input type="hidden" name="basis" value="\(basis)">
                <input type="hidden" name="purpose" value="\(purpose.rawValue)">
                \(studyFields(view, frame))
                \(StudyPart.Kind.allCases.map { parts($0, view, frame) })
                <h2>\(frame.text(.evaluations))</h2>
                <div id="evaluations">
                \(evaluationFields(view, frame))</div>
                <template id="new-evaluation">\(evaluation(.template, SheetRow([:]), "", view, frame))\
                </template>
                <p class="buttons"><button type="button" class="plain" data-add="e" hidden>\
                \(frame.text(.addEvaluation))</button></p>
                \(buttons(frame))</fieldset></form>
                \(purpose == .change ? removal(view, frame) : "")
                """
        )
    }

    private var action: String {
        purpose == .draft ? "/extraction/drafts" : "/extraction/studies"
    }

    private func faultList(_ frame: PageFrame) -> Markup {
        guard !faults.isEmpty else { return "" }
        let items = faults.map { "<li>\($0)</li>\n" as Markup }
        return """
            <div class="mind" role="alert"><p>\(frame.text(.notSaved))</p>
            <ul class="faults" lang="en">\(items)</ul></div>

            """
    }

    private func buttons(_ frame: PageFrame) -> Markup {
        switch purpose {
        case .change:
            "<p class=\"buttons\"><button>\(frame.text(.save))</button></p>\n"
        case .draft:
            """
            <p class="note">\(frame.text(.draftNote))</p>
            <p class="buttons"><button>\(frame.text(.keepDraft))</button></p>

            """
        case .new:
            """
            <p class="buttons"><button>\(frame.text(.saveStudy))</button>
            <button class="plain" formaction="/extraction/drafts">\(frame.text(.keepDraft))\
            </button></p>
            <p class="note">\(frame.text(.draftNote))</p>

            """
        }
    }

    private func removal(_ view: ReviewView, _ frame: PageFrame) -> Markup {
        guard frame.caller?.may(.extract) == true else { return "" }
        return """
            <details><summary>\(frame.text(.removeStudy))</summary>
            <form class="row" method="post" \
            action="\(ExtractionPage.address(ofStudy: rows.id))/remove">\(tokenField(frame))\
            <input type="hidden" name="basis" value="\(basis)">\
            <button>\(frame.text(.removeStudy)) \(rows.id)</button></form></details>

            """
    }

    // MARK: The study

    private func studyFields(_ view: ReviewView, _ frame: PageFrame) -> Markup {
        let cells = SheetKind.studies.columns.filter { $0 != "reports" }.map { column -> Markup in
            let isFixed = column == "study" && purpose != .new
            return Self.field(
                "s.\(column)",
                column,
                rows.study[column],
                frame,
                isFixed: isFixed,
                isRequired: column == "study"
            )
        }
        return """
            <fieldset><legend>\(frame.text(.study))</legend>
            \(source(view, frame))<div class="cells">\(cells)</div>
            \(FieldInput(fields: view.state.fields(of: .study), frame: frame).group("s.", rows.study))
            \(reports(view, frame))</fieldset>

            """
    }

    private func source(_ view: ReviewView, _ frame: PageFrame) -> Markup {
        guard purpose == .change else { return "" }
        let standing = StandingStudy(rows.id, in: view.state, events: view.snapshot.events)
        guard let study = standing.study else { return "" }
        let hasOthers = standing.otherStudy != nil || !standing.otherEvaluations.isEmpty
        return Self.origin(
            (study.file, study.row.line, study.event),
            standing.otherStudy.map { ($0.file, $0.row.line, $0.event) },
            frame
        ) + (hasOthers ? "<p class=\"reminder\">\(frame.text(.otherSheetNote))</p>\n" : "")
    }

    /// Where a row comes from, and what it replaces.
    static func origin(
        _ row: (file: String, line: Int, event: Int),
        _ other: (file: String, line: Int, event: Int)?,
        _ frame: PageFrame
    ) -> Markup {
        let place = ExtractionPage.place(row.file, row.line, row.event, frame)
        guard let other else {
            return "<p class=\"note\">\(frame.text(.whereFrom)): \(place)</p>\n"
        }
        let isReplaced = other.event != row.event
        let replaced: Markup =
            isReplaced
            ? "; \(frame.text(.replaces)) "
                + ExtractionPage.place(other.file, other.line, other.event, frame) : ""
        return "<p class=\"note\">\(frame.text(.whereFrom)): \(place)\(replaced)</p>\n"
    }

    private func reports(_ view: ReviewView, _ frame: PageFrame) -> Markup {
        let chosen = rows.study["reports"].split(separator: ";").map(String.init)
        let free = ExtractionPage.worksWithoutStudy(view.state).map { view.state.works[$0].id }
        // A work may be named by any of its records.
        let works = Set(
            chosen.compactMap { RecordID($0) }.compactMap { view.state.workIndex[$0] }
        )
        let others = free.filter { id in
            view.state.workIndex[id].map { !works.contains($0) } ?? true
        }
        let own = chosen.map { box($0, isChecked: true, view) }
        let more = others.map { box($0.description, isChecked: false, view) }
        let details: Markup =
            more.isEmpty
            ? ""
            : "<details><summary>\(frame.text(.otherReports)) (\(more.count))</summary>\n\(more)"
                + "</details>\n"
        return """
            <fieldset><legend>\(frame.text(.reportsOfStudy))</legend>
            \(own)\(details)</fieldset>

            """
    }

    private func box(_ record: String, isChecked: Bool, _ view: ReviewView) -> Markup {
        let row = RecordID(record).map { view.row(of: $0) }
        let mark: Markup = isChecked ? " checked" : ""
        return """
            <label class="choice"><input type="checkbox" name="report" value="\(record)"\(mark)> \
            <span>\(row?.title ?? record)<br><small>\(row?.byline ?? "") \(record)</small></span></label>

            """
    }

    private func parts(
        _ kind: StudyPart.Kind,
        _ view: ReviewView,
        _ frame: PageFrame
    ) -> Markup {
        let standing =
            purpose == .change
            ? StandingStudy(rows.id, in: view.state, events: view.snapshot.events) : nil
        return PartInputs(
            kind: kind,
            rows: rows,
            view: view,
            frame: frame,
            standing: standing
        ).section
    }

    // MARK: Evaluations

    /// Which evaluation of the form a part of the page is.
    private enum Position {
        case number(Int)
        case template

        var prefix: String {
            switch self {
            case .number(let index): "e.\(index)."
            case .template: "e.N."
            }
        }
    }

    private func evaluationFields(_ view: ReviewView, _ frame: PageFrame) -> Markup {
        let standing =
            purpose == .change
            ? StandingStudy(rows.id, in: view.state, events: view.snapshot.events) : nil
        var parts = rows.evaluations.enumerated().map { index, row -> Markup in
            let key = row.evaluationKey
            let extracted = standing?.evaluations.first { $0.row.key == key }
            let origin = extracted.map { extracted in
                Self.origin(
                    (extracted.file, extracted.row.line, extracted.event),
                    standing?.otherEvaluations[key].map { ($0.file, $0.row.line, $0.event) },
                    frame
                )
            }
            return evaluation(.number(index), row, origin ?? "", view, frame)
        }
        // One more to fill in, also where no script runs.
        if frame.caller?.may(.extract) == true {
            parts.append(evaluation(.number(parts.count), SheetRow([:]), "", view, frame))
        }
        return parts.joined("")
    }

    private func evaluation(
        _ position: Position,
        _ row: SheetRow,
        _ origin: Markup,
        _ view: ReviewView,
        _ frame: PageFrame
    ) -> Markup {
        let prefix = position.prefix
        let fields = view.state.fields(of: .evaluation)
        // A further evaluation may stay blank: the browser must not ask for what it would need.
        let inputs = FieldInput(fields: fields, frame: frame, isAskedFor: false)
        let cells = SheetKind.estimates.columns.filter { $0 != "study" }.map { column -> Markup in
            column == "stage"
                ? Self.stageField(prefix + column, row[column], frame)
                : Self.field(prefix + column, column, row[column], frame)
        }
        let name = [row["model"], row["stage"], row["unit"], row["cohort"]].filter { !$0.isEmpty }
        let heading =
            name.isEmpty
            ? frame.text(.newEvaluation)
            : frame.text(.evaluation) + ": " + name.joined(separator: ", ")
        let remove: Markup =
            row.isBlank
            ? ""
            : """
            <label class="choice remove"><input type="checkbox" name="\(prefix)remove" value="1"> \
            \(frame.text(.removeEvaluation))</label>

            """
        let lines: Markup =
            row.isBlank
            ? ""
            : PreviewText.markup(EvaluationPreview(row, fields: fields), fields, frame.language)
        return """
            <fieldset data-evaluation="\(prefix)"><legend>\(heading)</legend>
            \(origin)<div class="cells">\(cells)</div>
            \(inputs.group(prefix, row))
            <div class="preview" role="status" aria-label="\(frame.text(.whatIsUsed))" \
            data-preview>\(lines)</div>
            \(remove)</fieldset>

            """
    }

    private static let wholeNumbers: Set<String> = [
        "year", "patients", "events", "n", "tp", "fp", "fn", "tn",
    ]
    private static let numbers: Set<String> = [
        "auc", "auc_se", "auc_lower", "auc_upper", "sensitivity", "specificity", "accuracy", "dice",
    ]

    private static func field(
        _ name: String,
        _ column: String,
        _ value: String,
        _ frame: PageFrame,
        isFixed: Bool = false,
        isRequired: Bool = false
    ) -> Markup {
        let label = ColumnLabel.text(column, frame.language)
        if column == "note" {
            return """
                <label class="wide">\(label) <textarea name="\(name)" rows="2" maxlength="5000">
                \(value)</textarea></label>

                """
        }
        let mode: Markup =
            wholeNumbers.contains(column)
            ? " inputmode=\"numeric\"" : numbers.contains(column) ? " inputmode=\"decimal\"" : ""
        let marks: Markup =
            (isFixed ? " readonly" : "") + (isRequired ? " required" : "")
        let kind: Markup = column == "title" ? " class=\"wide\"" : ""
        // Names of cohorts and models that are described are offered, others may be typed.
        let names: Markup =
            StudyPart.Kind(rawValue: column) == nil ? "" : " list=\"names.\(column)\""
        return """
            <label\(kind)>\(label) <input name="\(name)" value="\(value)" maxlength="1000"\
            \(mode)\(marks)\(names) autocomplete="off"></label>

            """
    }

    private static func stageField(_ name: String, _ value: String, _ frame: PageFrame) -> Markup {
        var codes = [""] + EvaluationStage.allCases.map(\.rawValue)
        if !codes.contains(value) { codes.append(value) }
        let options = codes.map { code -> Markup in
            let mark: Markup = code == value ? " selected" : ""
            let text = code.isEmpty ? "–" : ColumnLabel.stage(code, frame.language)
            return "<option value=\"\(code)\"\(mark)>\(text)</option>"
        }
        return """
            <label>\(ColumnLabel.text("stage", frame.language)) <select name="\(name)">\
            \(options)</select></label>

            """
    }
}

/// What the analyses will make of an evaluation, in words.
enum PreviewText {
    /// The sentences.
    static func lines(
        _ preview: EvaluationPreview,
        _ fields: ExtractionFields,
        _ language: Language
    ) -> [String] {
        func text(_ phrase: Phrase) -> String { phrase.text(in: language) }
        guard preview.faults.isEmpty else {
            return preview.faults.map { fault in
                let label = fault.column.map { ColumnLabel.text($0, language, fields) + ": " } ?? ""
                return label + fault.what
            }
        }
        var lines: [String] = []
        if let found = preview.discrimination {
            let error = decimals(found.standardError, language)
            let logit = decimals(found.logitStandardError, language)
            lines.append(
                "\(text(.standardErrorOfAUC)): \(error) (\(text(.onLogitScale)): \(logit)), "
                    + source(found.source, language)
            )
        } else if !preview.missingForStandardError.isEmpty {
            lines.append(
                text(.noStandardError) + " "
                    + preview.missingForStandardError.joined(separator: ", ")
            )
        } else {
            lines.append(text(.noAUC))
        }
        if let table = preview.table {
            let origin = text(table.origin == .stated ? .tableStated : .tableRestored)
            lines.append(
                "\(origin): TP \(table.tp), FP \(table.fp), FN \(table.fn), TN \(table.tn)"
            )
        } else if !preview.missingForTable.isEmpty {
            lines.append(
                text(.noTable) + " " + preview.missingForTable.joined(separator: ", ")
            )
        }
        return lines + preview.contradictions.map { contradiction($0, language) }
    }

    private static func contradiction(
        _ found: EvaluationContradiction,
        _ language: Language
    ) -> String {
        func number(_ value: Double) -> String {
            switch found.kind {
            case .size, .events: String(Int(value))
            default: decimals(value, language)
            }
        }
        let allowed =
            found.lower == found.upper
            ? number(found.lower) : "\(number(found.lower))–\(number(found.upper))"
        let source: Phrase = found.lower == found.upper ? .tableSays : .proportionsAllow
        return Phrase.contradiction.text(in: language) + " "
            + ColumnLabel.text(found.kind.rawValue, language) + " \(number(found.stated)), "
            + source.text(in: language) + " " + allowed
    }

    /// The sentences as paragraphs.
    static func markup(
        _ preview: EvaluationPreview,
        _ fields: ExtractionFields,
        _ language: Language
    ) -> Markup {
        lines(preview, fields, language).map { "<p>\($0)</p>" as Markup }.joined("")
    }

    private static func source(_ name: String, _ language: Language) -> String {
        switch name {
        case "Standard Error": Phrase.fromReportedError.text(in: language)
        case "Confidence Interval": Phrase.fromInterval.text(in: language)
        default:
            name.hasPrefix("Newcombe")
                ? Phrase.fromNewcombe.text(in: language) + name.dropFirst("Newcombe".count) : name
        }
    }

    private static func decimals(_ value: Double, _ language: Language) -> String {
        let text = String(format: "%.4f", value)
        return language == .german ? text.replacing(".", with: ",") : text
    }
}
