import Review
import Yams

extension ReviewFile {
    /// Keys of the map `extraction`.
    static let extractionKeys = ["use", "fields"]

    /// Keys of a field.
    static let fieldKeys = [
        "name", "of", "title", "kind", "choices", "unit", "range", "guidance", "required",
    ]

    /// Names that the forms need for themselves.
    private static let reserved: Set<String> = ["remove", "report", "reports", "line", "file"]

    /// Reads what the protocol asks to be extracted: built-in sets, then fields of its own.
    ///
    /// A field of its own takes the place of one of a set that has its name.
    static func readExtraction(
        _ top: Node.Mapping,
        _ reader: inout YAMLReader,
        into result: inout ReviewProtocol
    ) {
        guard let extraction = reader.mapping("extraction", top) else { return }
        reader.allow(extractionKeys, in: extraction, at: "extraction")
        var fields = sets(extraction, &reader)
        var own: Set<String> = []
        for (entry, node) in reader.mappings("fields", extraction) {
            reader.allow(fieldKeys, in: entry, at: "fields")
            guard let field = field(entry, &reader) else { continue }
            if !own.insert(field.id).inserted {
                reader.fault(
                    entry["name"] ?? node,
                    "the field '\(field.name)' of \(field.of.rawValue) stands twice"
                )
            }
            if let place = fields.firstIndex(where: { $0.id == field.id }) {
                fields[place] = field
            } else {
                fields.append(field)
            }
        }
        result.extractionFields = fields
    }

    private static func sets(
        _ extraction: Node.Mapping,
        _ reader: inout YAMLReader
    ) -> [ExtractionField] {
        var seen: Set<String> = []
        return reader.texts("use", extraction).flatMap { name, node -> [ExtractionField] in
            guard let set = ExtractionFieldSet(named: name) else {
                let known = ExtractionFieldSet.allCases.map(\.rawValue).joined(separator: ", ")
                reader.fault(node, "unknown set of fields '\(name)'; one of \(known) expected")
                return []
            }
            guard seen.insert(set.rawValue).inserted else {
                reader.fault(node, "'\(name)' stands twice in 'use'")
                return []
            }
            return set.fields
        }
    }

    private static func field(
        _ entry: Node.Mapping,
        _ reader: inout YAMLReader
    ) -> ExtractionField? {
        let name = reader.requiredText("name", entry, at: "fields")
        let subject: ExtractionField.Subject? =
            reader.requiredChoice("of", entry, at: "fields")
        if !name.isEmpty { checkName(name, subject, entry["name"], &reader) }
        var field = ExtractionField(
            name,
            of: subject ?? .study,
            title: reader.text("title", entry),
            kind: reader.choice("kind", entry, default: .text),
            guidance: reader.text("guidance", entry),
            isRequired: reader.flag("required", entry)
        )
        field.unit = reader.text("unit", entry)
        readChoices(of: &field, entry, &reader)
        readRange(of: &field, entry, &reader)
        return name.isEmpty || subject == nil ? nil : field
    }

    private static func checkName(
        _ name: String,
        _ subject: ExtractionField.Subject?,
        _ node: Node?,
        _ reader: inout YAMLReader
    ) {
        let letters = "abcdefghijklmnopqrstuvwxyz"
        let isWord =
            name.first.map { letters.contains($0) } == true
            && name.allSatisfy { (letters + "0123456789_").contains($0) }
        guard isWord, name.count <= 60 else {
            reader.fault(
                node,
                "'name' is '\(name)'; at most 60 lower-case letters, digits and '_' expected, a letter "
                    + "first"
            )
            return
        }
        if let subject, subject.sheet.columns.contains(name) {
            reader.fault(
                node,
                "'\(name)' is a column that \(subject.sheet.rawValue).csv always has"
            )
        } else if reserved.contains(name) {
            reader.fault(node, "'\(name)' means something else in the forms; another name expected")
        }
    }

    private static func readChoices(
        of field: inout ExtractionField,
        _ entry: Node.Mapping,
        _ reader: inout YAMLReader
    ) {
        var seen: [String: Int] = [:]
        for (text, node) in reader.texts("choices", entry) {
            let folded = text.lowercased()
            if let line = seen[folded] {
                reader.fault(node, "'\(text)' stands twice in 'choices': first on line \(line)")
                continue
            }
            seen[folded] = node.mark?.line ?? 0
            if text.contains(";") || text.contains(where: \.isNewline) {
                reader.fault(node, "'\(text)': a choice is one line without ';'")
            } else if text.uppercased() == ExtractionField.notReported {
                reader.fault(node, "'\(text)' can be given for every field; leave it out")
            }
            field.choices.append(text)
        }
        if field.kind.isChosen, field.choices.count < 2 {
            reader.fault(
                entry["choices"] ?? entry["kind"],
                "'\(field.name)' is a \(field.kind.rawValue); a list of at least two 'choices' expected"
            )
        }
        if !field.kind.isChosen, entry["choices"] != nil {
            reader.fault(
                entry["choices"],
                "'choices' go with the kinds choice and choices; '\(field.name)' is "
                    + field.kind.rawValue
            )
        }
    }

    private static func readRange(
        of field: inout ExtractionField,
        _ entry: Node.Mapping,
        _ reader: inout YAMLReader
    ) {
        guard let node = entry["range"] else { return }
        guard field.kind.isNumeric else {
            reader.fault(
                node,
                "'range' goes with the kinds integer and number; '\(field.name)' is "
                    + field.kind.rawValue
            )
            return
        }
        let ends = (node.sequence.map(Array.init) ?? []).map { $0.scalar?.string.trimmed ?? "?" }
        let bounds = ends.map { text in
            ["", "~", "null"].contains(text) ? Optional(Double.nan) : Double(text)
        }
        guard ends.count == 2, !bounds.contains(nil) else {
            reader.fault(
                node,
                "'range' should be two numbers, [0, 100]; ~ stands for no bound"
            )
            return
        }
        field.least = bounds[0].flatMap { $0.isNaN ? nil : $0 }
        field.most = bounds[1].flatMap { $0.isNaN ? nil : $0 }
        if let least = field.least, let most = field.most, least > most {
            reader.fault(node, "'range' begins with \(ends[0]), above its end \(ends[1])")
        }
        let isInfinite = [field.least, field.most].contains { $0.map(\.isInfinite) == true }
        if isInfinite { reader.fault(node, "'range' has an end that is not finite") }
    }
}
