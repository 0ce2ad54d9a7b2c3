import Reporting
import Review
import Workbench

/// The inputs of the columns that a protocol adds to a sheet, each by its kind.
struct FieldInput {
    /// The columns.
    let fields: ExtractionFields
    /// What is around the page.
    let frame: PageFrame
    /// Whether the browser itself asks for what is required: not for rows that may stay blank.
    var isAskedFor = true
    /// Whether texts are one line.
    var isTerse = false

    /// All inputs of a row, in a group of their own; nothing without such columns.
    ///
    /// - Parameters:
    ///   - prefix: what the names begin with.
    ///   - row: what stands in them.
    /// - Returns: the group.
    func group(_ prefix: String, _ row: SheetRow) -> Markup {
        let inputs = inputs(prefix, row)
        let former = fields.former.filter { !row[$0].isEmpty }.map { name -> Markup in
            """
            <label>\(ColumnLabel.text(name, frame.language, fields)) \
            <input name="\(prefix)\(name)" value="\(row[name])" maxlength="5000" autocomplete="off">\
            </label>

            """
        }
        guard !inputs.isEmpty || !former.isEmpty else { return "" }
        return """
            <fieldset class="plain"><legend>\(frame.text(.ofProtocol))</legend>
            <p class="note">\(frame.text(.notReportedHint))</p>
            <div class="cells fields">\(inputs)\(former)</div></fieldset>

            """
    }

    /// The inputs of the fields of the protocol.
    func inputs(_ prefix: String, _ row: SheetRow) -> [Markup] {
        fields.declared.map { input(prefix + $0.name, row[$0.name], $0) }
    }

    private func input(_ name: String, _ value: String, _ field: ExtractionField) -> Markup {
        let unit = field.unit.map { " (\($0))" } ?? ""
        // In a row of one-line inputs a line below one of them would put it out of line.
        let form = isTerse && field.kind == .date ? " (\(frame.text(.dateHint)))" : ""
        let required: Markup =
            field.isRequired ? " <span class=\"badge\">\(frame.text(.isRequired))</span>" : ""
        let hint = "hint.\(name)"
        let guidance = hints(field).map { "<small>\($0)</small> " as Markup }
        let note: Markup =
            guidance.isEmpty ? "" : "<span class=\"hint\" id=\"\(hint)\">\(guidance)</span>"
        let described: Markup = guidance.isEmpty ? "" : " aria-describedby=\"\(hint)\""
        if field.kind == .choices {
            return """
                <fieldset class="plain"\(described)><legend>\(field.title)\(required)</legend>
                \(note)<div class="answers">\(boxes(name, value, field))</div></fieldset>

                """
        }
        let isLong = (field.kind == .text && !isTerse) || field.guidance != nil
        let wide: Markup = isLong ? " class=\"wide\"" : ""
        return """
            <label\(wide)><span>\(field.title)\(unit)\(form)\(required)</span> \
            \(control(name, value, field, marks(field) + described))\(note)</label>

            """
    }

    private func hints(_ field: ExtractionField) -> [String] {
        var hints = field.guidance.map { [$0] } ?? []
        guard !isTerse else { return hints }
        if field.kind.isNumeric, let least = field.least, let most = field.most {
            hints.append("\(number(least)) – \(number(most))")
        } else if field.kind.isNumeric, let least = field.least {
            hints.append("≥ \(number(least))")
        } else if field.kind.isNumeric, let most = field.most {
            hints.append("≤ \(number(most))")
        }
        if field.kind == .date { hints.append(frame.text(.dateHint)) }
        return hints
    }

    private func number(_ value: Double) -> String {
        Int(exactly: value).map(String.init) ?? "\(value)"
    }

    private func marks(_ field: ExtractionField) -> Markup {
        guard field.isRequired else { return "" }
        return isAskedFor ? " required" : " aria-required=\"true\""
    }

    /// The control of a field alone, without its label.
    ///
    /// - Parameters:
    ///   - name: name of the control.
    ///   - value: what stands in it.
    ///   - field: the field.
    ///   - marks: further attributes.
    /// - Returns: the control; of several choices a text.
    func control(
        _ name: String,
        _ value: String,
        _ field: ExtractionField,
        _ marks: Markup = ""
    ) -> Markup {
        switch field.kind {
        case .text where !isTerse:
            return """
                <textarea name="\(name)" rows="2" maxlength="5000"\(marks)>
                \(value)</textarea>
                """
        case .choice: return select(name, value, field.choices.map { ($0, $0) }, marks)
        case .yesNo:
            let words = [("yes", frame.text(.yes)), ("no", frame.text(.no))]
            return select(name, value, words, marks)
        case .text, .integer, .number, .date, .choices:
            let mode: Markup =
                switch field.kind {
                case .integer where (field.least ?? -1) >= 0: " inputmode=\"numeric\""
                case .number where (field.least ?? -1) >= 0: " inputmode=\"decimal\""
                default: ""
                }
            return """
                <input name="\(name)" value="\(value)" maxlength="1000"\(mode)\(marks) \
                autocomplete="off">
                """
        }
    }

    private func select(
        _ name: String,
        _ value: String,
        _ words: [(String, String)],
        _ marks: Markup
    ) -> Markup {
        var all =
            [("", "–")] + words + [(ExtractionField.notReported, frame.text(.notReported))]
        // What was recorded stays choosable though the protocol no longer lists it.
        if !all.contains(where: { $0.0 == value }) { all.append((value, value)) }
        let options = all.map { code, text -> Markup in
            let mark: Markup = code == value ? " selected" : ""
            return "<option value=\"\(code)\"\(mark)>\(text)</option>"
        }
        return "<select name=\"\(name)\"\(marks)>\(options)</select>"
    }

    private func boxes(_ name: String, _ value: String, _ field: ExtractionField) -> Markup {
        let chosen = value.split(separator: ";").map {
            String($0.drop { $0 == " " })
        }
        var all = field.choices.map { ($0, $0) }
        all.append((ExtractionField.notReported, frame.text(.notReported)))
        for text in chosen where !all.contains(where: { $0.0 == text }) { all.append((text, text)) }
        return all.map { code, text -> Markup in
            let mark: Markup = chosen.contains(code) ? " checked" : ""
            return """
                <label class="choice"><input type="checkbox" name="\(name)" value="\(code)"\(mark)> \
                \(text)</label>

                """
        }.joined("")
    }
}
