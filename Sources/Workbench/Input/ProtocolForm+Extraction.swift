import Foundation
import Review

extension ProtocolForm {
    /// What the form says of the extraction: built-in sets and fields of the protocol's own.
    public struct Extraction: Sendable, Equatable, Codable {
        /// Names of built-in sets.
        public var use: [String]
        /// Fields of the protocol's own, as words.
        public var fields: [Field]

        /// Creates it.
        public init(use: [String] = [], fields: [Field] = []) {
            self.use = use
            self.fields = fields
        }
    }

    /// A field of the protocol's own, as words.
    public struct Field: Sendable, Equatable, Codable {
        /// Name of the column.
        public var name: String
        /// What it describes.
        public var of: String
        /// Title; blank for the name.
        public var title: String
        /// What it holds; blank for text.
        public var kind: String
        /// What may be chosen.
        public var choices: [String]
        /// Unit of a number; blank for none.
        public var unit: String
        /// Smallest number; blank for no bound.
        public var least: String
        /// Largest number; blank for no bound.
        public var most: String
        /// What an extractor should mind; blank for nothing.
        public var guidance: String
        /// Whether a row without it is refused.
        public var required: Bool

        /// Creates a field.
        public init(
            name: String,
            of: String,
            title: String = "",
            kind: String = "text",
            choices: [String] = [],
            unit: String = "",
            least: String = "",
            most: String = "",
            guidance: String = "",
            required: Bool = false
        ) {
            self.name = name
            self.of = of
            self.title = title
            self.kind = kind
            self.choices = choices
            self.unit = unit
            self.least = least
            self.most = most
            self.guidance = guidance
            self.required = required
        }

        init(_ field: ExtractionField) {
            func text(_ bound: Double?) -> String {
                bound.map { Int(exactly: $0).map(String.init) ?? "\($0)" } ?? ""
            }
            self.init(
                name: field.name,
                of: field.of.rawValue,
                title: field.title == field.name ? "" : field.title,
                kind: field.kind.rawValue,
                choices: field.choices,
                unit: field.unit ?? "",
                least: text(field.least),
                most: text(field.most),
                guidance: field.guidance ?? "",
                required: field.isRequired
            )
        }

        fileprivate var value: YAMLValue {
            func word(_ text: String) -> YAMLValue? {
                text.trimmed.isEmpty ? nil : .text(text.trimmed)
            }
            let ends = [least, most].map(\.trimmed)
            let range: YAMLValue? =
                ends == ["", ""] ? nil : .texts(ends.map { $0.isEmpty ? "null" : $0 })
            let entries: [(String, YAMLValue?)] = [
                ("name", .text(name.trimmed)), ("of", .text(of.trimmed)), ("title", word(title)),
                ("kind", kind.trimmed == "text" ? nil : word(kind)),
                ("choices", choices.isEmpty ? nil : .texts(choices)), ("unit", word(unit)),
                ("range", range), ("guidance", word(guidance)),
                ("required", required ? .text("true") : nil),
            ]
            return .pairs(entries.compactMap { key, value in value.map { (key, $0) } })
        }
    }

    /// The part of a protocol.
    static func extraction(of plan: ReviewProtocol) -> Extraction {
        var sets: [String] = []
        for field in plan.extractionFields {
            if let set = field.set, !sets.contains(set) { sets.append(set) }
        }
        return Extraction(
            use: sets,
            fields: plan.extractionFields.filter { $0.set == nil }.map { Field($0) }
        )
    }
}

extension ProtocolForm.Extraction {
    /// What stands under the key `extraction`; `nil` for nothing.
    var value: YAMLValue? {
        var pairs: [(String, YAMLValue)] = []
        if !use.isEmpty { pairs.append(("use", .texts(use))) }
        if !fields.isEmpty { pairs.append(("fields", .list(fields.map(\.value)))) }
        return pairs.isEmpty ? nil : .pairs(pairs)
    }
}
