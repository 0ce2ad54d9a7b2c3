import Reporting
import Review
import Workbench

/// Two drafts of a study side by side, and the form that settles their differences.
enum ConsensusPage {
    /// Names of the choices of a form.
    enum Choice: String {
        case first, second, own, take, leave
    }

    /// Renders the page.
    ///
    /// - Parameters:
    ///   - id: identifier of the study.
    ///   - drafts: what both drafts say.
    ///   - view: the review.
    ///   - frame: what is around the page.
    ///   - faults: what is wrong with what was sent.
    ///   - sent: what was sent, to be shown again.
    /// - Returns: the page.
    static func page(
        _ id: String,
        _ drafts: DraftComparison,
        _ view: ReviewView,
        _ frame: PageFrame,
        faults: [String] = [],
        sent: Form? = nil
    ) -> Page {
        let ofEvaluation = view.state.fields(of: .evaluation)
        let ofStudy = view.state.fields(of: .study)
        let pairs = drafts.evaluations.enumerated().map { index, pair in
            evaluation(index, pair, drafts, ofEvaluation, frame, sent)
        }
        let parts = StudyPart.Kind.allCases.flatMap { kind in
            drafts.parts(kind).enumerated().map { index, pair in
                evaluation(
                    index,
                    pair,
                    drafts,
                    view.state.fields(of: kind.subject),
                    frame,
                    sent,
                    kind
                )
            }
        }
        let items = faults.map { "<li>\($0)</li>\n" as Markup }
        let problems: Markup =
            faults.isEmpty
            ? ""
            : "<div class=\"mind\" role=\"alert\"><p>\(frame.text(.notSaved))</p>"
                + "<ul class=\"faults\" lang=\"en\">\(items)</ul></div>\n"
        let isLocked: Markup = frame.caller?.may(.extract) == true ? "" : " disabled"
        return Page(
            place: .extraction,
            title: "\(frame.text(.settleDrafts)): \(id)",
            review: view.title,
            content: """
                <p>\(frame.text(.consensusLead))</p>\(ExtractionPage.readOnlyNote(frame))\(problems)
                <form class="study" method="post" \
                action="/extraction/consensus/\(WebAddress.encoded(id))">
                <fieldset class="whole"\(isLocked)>
                \(tokenField(frame))<input type="hidden" name="basis" value="\(drafts.basis)">
                \(fields(frame.text(.study), "s", drafts.study, drafts, ofStudy, frame, sent))
                \(parts)\(pairs)
                <p class="buttons"><button>\(frame.text(.saveAgreed))</button></p>
                </fieldset></form>

                """
        )
    }

    private static func evaluation(
        _ index: Int,
        _ pair: DraftComparison.Pair,
        _ drafts: DraftComparison,
        _ schema: ExtractionFields,
        _ frame: PageFrame,
        _ sent: Form?,
        _ kind: StudyPart.Kind? = nil
    ) -> Markup {
        let word: Phrase = kind.map { $0 == .cohort ? .cohort : .model } ?? .evaluation
        let title = frame.text(word) + ": " + pair.name
        let name = "\(kind.map(PartInputs.prefix) ?? "e").\(index)"
        guard let only = pair.only else {
            return fields(title, name, pair.fields, drafts, schema, frame, sent)
        }
        let shown = pair.fields.filter { !(only == 0 ? $0.first : $0.second).isEmpty }.map {
            (
                ColumnLabel.text($0.column, frame.language, schema),
                "\(only == 0 ? $0.first : $0.second)"
            )
                as (name: String, value: Markup)
        }
        let choices = [(Choice.take, Phrase.takeIt), (.leave, .leaveOut)].map {
            radio(name, $0.rawValue, "\(frame.text($1))", sent?[name])
        }
        return """
            <fieldset><legend>\(title)</legend>
            <p class="reminder">\(frame.text(.onlyOne)) \(drafts.extractors[only])</p>
            \(definitions(shown))
            \(choices)</fieldset>

            """
    }

    private static func fields(
        _ title: String,
        _ prefix: String,
        _ fields: [DraftComparison.Field],
        _ drafts: DraftComparison,
        _ schema: ExtractionFields,
        _ frame: PageFrame,
        _ sent: Form?
    ) -> Markup {
        // What is blank in both says nothing.
        let rows = fields.filter { !($0.isSame && $0.first.isEmpty) }.map { field -> Markup in
            let label = ColumnLabel.text(field.column, frame.language, schema)
            guard !field.isSame else {
                return "<tr><th scope=\"row\">\(label)</th><td colspan=\"2\">\(field.first)</td>"
                    + "<td></td></tr>\n"
            }
            let name = "\(prefix).\(field.column)"
            func side(_ choice: Choice, _ value: String) -> Markup {
                radio(
                    name,
                    choice.rawValue,
                    value.isEmpty ? "<i>\(frame.text(.blank))</i>" : "\(value)",
                    sent?[name],
                    heading: "of.\(name)"
                )
            }
            let own = "own.\(name)"
            func ownInput(_ name: String, _ label: String, _ field: ExtractionField?) -> Markup {
                let (value, marks): (String, Markup) = (
                    sent?[name] ?? "", " aria-label=\"\(label)\""
                )
                if let field, field.kind == .choice || field.kind == .yesNo {
                    return FieldInput(fields: schema, frame: frame)
                        .control(name, value, field, marks)
                }
                return "<input name=\"\(name)\" value=\"\(value)\" maxlength=\"5000\"\(marks)>"
            }
            let other = radio(
                name,
                Choice.own.rawValue,
                "\(frame.text(.ownValue))",
                sent?[name],
                heading: "of.\(name)"
            )
            return """
                <tr class="difference"><th scope="row" id="of.\(name)">\(label) \
                <span class="badge open">\(frame.text(.differs))</span></th>
                <td>\(side(.first, field.first))</td><td>\(side(.second, field.second))</td>
                <td>\(other) \
                \(ownInput(own, "\(label): \(frame.text(.ownValue))", schema[field.column]))</td></tr>

                """
        }
        return """
            <fieldset><legend>\(title)</legend>
            <div class="table" role="region" aria-label="\(title)" tabindex="0"><table>
            <thead><tr><th scope="col">\(frame.text(.pairsField))</th>\
            <th scope="col">\(drafts.extractors[0])</th><th scope="col">\(drafts.extractors[1])</th>\
            <th scope="col">\(frame.text(.ownValue))</th></tr></thead>
            <tbody>
            \(rows)</tbody></table></div></fieldset>

            """
    }

    private static func radio(
        _ name: String,
        _ value: String,
        _ label: Markup,
        _ chosen: String?,
        heading: String? = nil
    ) -> Markup {
        let mark: Markup = chosen == value ? " checked" : ""
        let id = "\(name).\(value)"
        // In a table no legend says what the choices are of.
        let names: Markup = heading.map { " aria-labelledby=\"\($0) \(id)\"" } ?? ""
        return """
            <label class="choice"><input type="radio" name="\(name)" value="\(value)"\(mark)\(names)> \
            <span id="\(id)">\(label)</span></label>
            """
    }

    /// The rows that a form agrees on.
    ///
    /// - Parameters:
    ///   - id: identifier of the study.
    ///   - drafts: what both drafts say.
    ///   - form: what was chosen.
    /// - Returns: the rows, and what was not chosen yet.
    static func agreed(
        _ id: String,
        _ drafts: DraftComparison,
        _ form: Form
    ) -> (rows: StudyRows, open: [String]) {
        var open: [String] = []
        func settled(_ prefix: String, _ fields: [DraftComparison.Field], _ name: String)
            -> SheetRow
        {
            var cells: [String: String] = [:]
            for field in fields {
                guard !field.isSame else {
                    cells[field.column] = field.first
                    continue
                }
                let key = "\(prefix).\(field.column)"
                switch form[key].flatMap(Choice.init(rawValue:)) {
                case .first: cells[field.column] = field.first
                case .second: cells[field.column] = field.second
                case .own: cells[field.column] = form["own.\(key)"] ?? ""
                default: open.append("\(name), \(field.column): nothing is chosen")
                }
            }
            return SheetRow(cells)
        }
        var study = settled("s", drafts.study, "study")
        study["study"] = id
        func rows(_ letter: String, _ pairs: [DraftComparison.Pair]) -> [SheetRow] {
            var rows: [SheetRow] = []
            for (index, pair) in pairs.enumerated() {
                guard let only = pair.only else {
                    rows.append(settled("\(letter).\(index)", pair.fields, pair.name))
                    continue
                }
                switch form["\(letter).\(index)"].flatMap(Choice.init(rawValue:)) {
                case .take:
                    let cells = pair.fields.map { ($0.column, only == 0 ? $0.first : $0.second) }
                    rows.append(
                        SheetRow(Dictionary(cells, uniquingKeysWith: { first, _ in first }))
                    )
                case .leave: break
                default: open.append("\(pair.name): nothing is chosen")
                }
            }
            return rows
        }
        let parts = StudyPart.Kind.allCases.map { rows(PartInputs.prefix($0), drafts.parts($0)) }
        return (
            StudyRows(
                study: study,
                evaluations: rows("e", drafts.evaluations),
                cohorts: parts[0],
                models: parts[1]
            ), open
        )
    }
}
