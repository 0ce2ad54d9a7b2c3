import Reporting
import Review
import Workbench

/// The cohorts and models of a study in its form.
struct PartInputs {
    /// Cohorts or models.
    let kind: StudyPart.Kind
    /// What stands in the form.
    let rows: StudyRows
    /// The review.
    let view: ReviewView
    /// What is around the page.
    let frame: PageFrame
    /// Where the rows that stand come from; `nil` where none do.
    let standing: StandingStudy?

    /// The section with all rows and one more to fill in.
    var section: Markup {
        let all = rows.parts(kind)
        var parts = all.enumerated().map { part("\(prefix).\($0.offset).", $0.element) }
        // One more to fill in where no script adds it: with a checklist a row fills a page.
        if frame.caller?.may(.extract) == true {
            let blank = part("\(prefix).\(parts.count).", SheetRow([:]))
            parts.append("<noscript>\(blank)</noscript>\n")
        }
        let names = all.map { "<option value=\"\($0[kind.rawValue])\"></option>" as Markup }
        return """
            <datalist id="names.\(kind.rawValue)">\(names)</datalist>
            <details class="parts"\(all.isEmpty ? "" : " open")><summary><h2>\(frame.text(heading)) \
            (\(all.count))</h2></summary>
            <p class="note">\(frame.text(note))</p>
            \(gap)<div data-rows="\(prefix)">
            \(parts.joined(""))</div>
            <template data-template="\(prefix)">\(part("\(prefix).N.", SheetRow([:])))</template>
            <p class="buttons"><button type="button" class="plain" data-add="\(prefix)" hidden>\
            \(frame.text(kind == .cohort ? .addCohort : .addModel))</button></p></details>

            """
    }

    private var prefix: String { Self.prefix(kind) }

    /// What the names of the inputs of a kind begin with.
    static func prefix(_ kind: StudyPart.Kind) -> String { kind == .cohort ? "c" : "m" }

    private var heading: Phrase { kind == .cohort ? .cohorts : .models }
    private var note: Phrase { kind == .cohort ? .cohortsNote : .modelsNote }

    /// Names that evaluations use and nobody has described.
    private var gap: Markup {
        let described = Set(rows.parts(kind).map { $0[kind.rawValue] })
        var seen: Set<String> = []
        let named = rows.evaluations.map { $0[kind.rawValue] }.filter {
            !$0.isEmpty && !described.contains($0) && seen.insert($0).inserted
        }
        guard !named.isEmpty else { return "" }
        return "<p class=\"reminder\">\(frame.text(.namedNotDescribed)): "
            + "\(named.joined(separator: "; "))</p>\n"
    }

    private func part(_ prefix: String, _ row: SheetRow) -> Markup {
        let name = row[kind.rawValue]
        let title = frame.text(kind == .cohort ? .cohort : .model)
        let fixed = FieldInput(
            fields: ExtractionFields(declared: kind.columns.map(localised)),
            frame: frame,
            isAskedFor: false,
            isTerse: true
        )
        let own = FieldInput(
            fields: view.state.fields(of: kind.subject),
            frame: frame,
            isAskedFor: false
        )
        let remove: Markup =
            row.isBlank
            ? ""
            : """
            <label class="choice remove"><input type="checkbox" name="\(prefix)remove" value="1"> \
            \(frame.text(.removeWhenSaving))</label>

            """
        return """
            <fieldset><legend>\(title)\(name.isEmpty ? "" : ": \(name)")</legend>
            \(origin(row))<div class="cells"><label>\(frame.text(.nameOfPart)) \
            <input name="\(prefix)\(kind.rawValue)" value="\(name)" maxlength="1000" \
            autocomplete="off"></label>
            \(fixed.inputs(prefix, row))</div>
            \(own.group(prefix, row))\(remove)</fieldset>

            """
    }

    private func origin(_ row: SheetRow) -> Markup {
        let key = [kind.rawValue, rows.id, row[kind.rawValue]]
        guard let found = standing?.parts.first(where: { $0.row.key == key }) else { return "" }
        return StudyForm.origin(
            (found.file, found.row.line, found.event),
            standing?.otherParts[key].map { ($0.file, $0.row.line, $0.event) },
            frame
        )
    }

    private func localised(_ field: ExtractionField) -> ExtractionField {
        var field = field
        field.title = ColumnLabel.text(field.name, frame.language)
        return field
    }
}
