import Foundation
import Reporting
import Review
import Workbench

/// The part of the protocol's form that says what is extracted.
enum SchemaFields {
    /// Rows that are offered beside those that are filled.
    private static let blankRows = 2

    /// Renders the part.
    static func markup(_ extraction: ProtocolForm.Extraction, _ frame: PageFrame) -> Markup {
        let sets = ExtractionFieldSet.allCases.map { set -> Markup in
            let mark: Markup = extraction.use.contains(set.rawValue) ? " checked" : ""
            return """
                <label class="choice"><input type="checkbox" name="f-use" value="\(set.rawValue)"\(mark)> \
                <span>\(set.title): \(frame.text(.charmsNote))</span></label>

                """
        }
        let blank = ProtocolForm.Field(name: "", of: ExtractionField.Subject.study.rawValue)
        let rows =
            (extraction.fields + Array(repeating: blank, count: blankRows))
            .prefix(ProtocolFields.mostRows)
        return """
            <fieldset><legend>\(frame.text(.whatIsExtracted))</legend>
            <p class="note">\(frame.text(.schemaNote))</p>
            <input type="hidden" name="f-shown" value="1">
            \(sets)\(rows.enumerated().map { field($0.element, $0.offset, frame) })</fieldset>

            """
    }

    private static func field(
        _ field: ProtocolForm.Field,
        _ row: Int,
        _ frame: PageFrame
    ) -> Markup {
        let subjects = ExtractionField.Subject.allCases.map(\.rawValue)
        let kinds = ExtractionField.Kind.allCases.map(\.rawValue)
        func choice(
            _ name: String,
            _ title: Phrase,
            _ chosen: String,
            _ words: [String],
            _ text: (String) -> String
        ) -> Markup {
            let all = words.contains(chosen) ? words : words + [chosen]
            return SynthesisPage.select(
                "f-\(name)-\(row)",
                frame.text(title),
                all.map { ($0, text($0), $0 == chosen) }
            )
        }
        func input(_ name: String, _ title: Phrase, _ value: String, _ marks: Markup = "") -> Markup
        {
            """
            <label>\(frame.text(title)) <input name="f-\(name)-\(row)" value="\(value)"\(marks)>\
            </label>

            """
        }
        let required: Markup = field.required ? " checked" : ""
        let lines = max(2, min(12, field.choices.count + 1))
        return """
            <fieldset class="analysis"><legend>\(frame.text(.field)) \(row + 1)</legend>
            <div class="cells">
            \(input("name", .columnName, field.name, " pattern=\"[a-z][a-z0-9_]*\" maxlength=\"60\""))\
            \(choice("of", .fieldOf, field.of, subjects) { subject($0, frame) })\
            \(choice("kind", .fieldKind, field.kind, kinds) { kind($0, frame) })\
            <label class="wide">\(frame.text(.fieldTitle)) <input name="f-title-\(row)" \
            value="\(field.title)" maxlength="300"></label>
            <label class="wide">\(frame.text(.fieldChoices)) \
            <textarea name="f-choices-\(row)" rows="\(lines)">
            \(field.choices.joined(separator: "\n"))</textarea></label>
            \(input("unit", .fieldUnit, field.unit, " maxlength=\"60\""))\
            \(input("least", .fieldLeast, field.least, " maxlength=\"20\""))\
            \(input("most", .fieldMost, field.most, " maxlength=\"20\""))\
            <label class="wide">\(frame.text(.fieldGuidance)) \
            <textarea name="f-guidance-\(row)" rows="2">
            \(field.guidance)</textarea></label></div>
            <label class="choice"><input type="checkbox" name="f-required-\(row)" value="1"\(required)> \
            \(frame.text(.isRequired))</label></fieldset>

            """
    }

    private static func subject(_ code: String, _ frame: PageFrame) -> String {
        ExtractionField.Subject(rawValue: code).map { frame.text($0.phrase) } ?? code
    }

    private static func kind(_ code: String, _ frame: PageFrame) -> String {
        ExtractionField.Kind(rawValue: code).map { frame.text($0.phrase) } ?? code
    }

    /// Reads the part; `nil` where the form does not have it.
    static func extraction(_ form: Form) -> ProtocolForm.Extraction? {
        guard form["f-shown"] != nil else { return nil }
        let fields = (0..<ProtocolFields.mostRows).compactMap { row -> ProtocolForm.Field? in
            func text(_ name: String) -> String { form["f-\(name)-\(row)"] ?? "" }
            // A row that holds anything is kept, so that a missing name is named as a fault.
            let typed = ["name", "title", "choices", "unit", "least", "most", "guidance"].map(text)
            guard typed.contains(where: { !$0.isEmpty }) else { return nil }
            return ProtocolForm.Field(
                name: text("name"),
                of: text("of"),
                title: text("title"),
                kind: text("kind"),
                choices: text("choices").split(whereSeparator: \.isNewline).map {
                    $0.trimmingCharacters(in: .whitespaces)
                }.filter { !$0.isEmpty },
                unit: text("unit"),
                least: text("least"),
                most: text("most"),
                guidance: text("guidance").replacing("\r\n", with: "\n"),
                required: !text("required").isEmpty
            )
        }
        return ProtocolForm.Extraction(use: form.all("f-use"), fields: fields)
    }

    /// The part of the form as scripts send it.
    static let schema = Schema.object([
        ("use", .list(.text(oneOf: ExtractionFieldSet.allCases.map(\.rawValue)))),
        (
            "fields",
            .list(
                .object([
                    ("name", .text()), ("of", .text()), ("title", .text()), ("kind", .text()),
                    ("choices", .list(.text())), ("unit", .text()), ("least", .text()),
                    ("most", .text()), ("guidance", .text()), ("required", .flag),
                ])
            )
        ),
    ])
}

extension ExtractionField.Subject {
    /// Name as printed.
    fileprivate var phrase: Phrase {
        switch self {
        case .study: .study
        case .cohort: .cohort
        case .model: .model
        case .evaluation: .evaluation
        }
    }
}

extension ExtractionField.Kind {
    /// Name as printed.
    fileprivate var phrase: Phrase {
        switch self {
        case .text: .textKind
        case .integer: .integerKind
        case .number: .numberKind
        case .yesNo: .yesNoKind
        case .date: .dateKind
        case .choice: .choiceKind
        case .choices: .choicesKind
        }
    }
}
