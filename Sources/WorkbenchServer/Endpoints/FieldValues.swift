import Hummingbird
import Review
import Workbench

/// What the protocol asks to be extracted, for scripts.
enum FieldValues {
    /// The fields with their kinds and choices.
    static var list: Endpoint {
        .value(
            .get,
            "/extraction/fields",
            .read,
            Operation(
                "getExtractionFields",
                "What the protocol asks to be extracted beside the fixed columns, and names of what it no "
                    + "longer asks for but rows still hold. Every field also takes NR, not reported.",
                answer: .object([
                    ("fields", .list(Body.schema)),
                    ("former", .list(.object([("of", subject), ("name", .text())]))),
                ])
            )
        ) { visit in
            let state = try await visit.view().state
            let all = ExtractionField.Subject.allCases.map { ($0, state.fields(of: $0)) }
            return try Answer.json(
                Fields(
                    fields: all.flatMap { $1.declared.map { Body($0) } },
                    former: all.flatMap { of, fields in
                        fields.former.map { Former(of: of.rawValue, name: $0) }
                    }
                )
            )
        }
    }

    private static let subject = Schema.text(
        oneOf: ExtractionField.Subject.allCases.map(\.rawValue)
    )

    private struct Fields: Encodable, Sendable {
        let fields: [Body]
        let former: [Former]
    }

    private struct Former: Encodable, Sendable {
        let of: String
        let name: String
    }

    private struct Body: Encodable, Sendable {
        let name: String
        let of: String
        let title: String
        let kind: String
        let choices: [String]
        let unit: String?
        let least: Double?
        let most: Double?
        let guidance: String?
        let required: Bool
        let set: String?

        init(_ field: ExtractionField) {
            name = field.name
            of = field.of.rawValue
            title = field.title
            kind = field.kind.rawValue
            choices = field.choices
            unit = field.unit
            least = field.least
            most = field.most
            guidance = field.guidance
            required = field.isRequired
            set = field.set
        }

        static let schema = Schema.object([
            ("name", .text()), ("of", FieldValues.subject), ("title", .text()),
            ("kind", .text(oneOf: ExtractionField.Kind.allCases.map(\.rawValue))),
            ("choices", .list(.text())), ("unit?", .text()), ("least?", .number),
            ("most?", .number), ("guidance?", .text()), ("required", .flag), ("set?", .text()),
        ])
    }
}
