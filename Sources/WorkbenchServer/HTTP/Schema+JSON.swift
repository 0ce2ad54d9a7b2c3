import Foundation

/// A JSON value that is written with its keys sorted.
enum JSONText {
    /// A text, quoted.
    static func quoted(_ text: String) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        let data = (try? encoder.encode(text)) ?? Data("\"\"".utf8)
        return String(decoding: data, as: UTF8.self)
    }

    /// An object of values that are JSON already.
    static func object(_ members: [(String, String)]) -> String {
        "{" + members.map { "\(quoted($0)):\($1)" }.joined(separator: ",") + "}"
    }

    /// A list of values that are JSON already.
    static func list(_ values: [String]) -> String { "[" + values.joined(separator: ",") + "]" }
}

extension Schema {
    /// The schema as JSON.
    var json: String {
        switch self {
        case .any: return "{}"
        case .text(let choices, let longest):
            var members = [("type", JSONText.quoted("string"))]
            if let choices { members.append(("enum", JSONText.list(choices.map(JSONText.quoted)))) }
            if let longest { members.append(("maxLength", String(longest))) }
            return JSONText.object(members)
        case .whole(let least):
            var members = [("type", JSONText.quoted("integer"))]
            if let least { members.append(("minimum", String(least))) }
            return JSONText.object(members)
        case .number: return JSONText.object([("type", JSONText.quoted("number"))])
        case .flag: return JSONText.object([("type", JSONText.quoted("boolean"))])
        case .list(let element):
            return JSONText.object([("type", JSONText.quoted("array")), ("items", element.json)])
        case .object(let members):
            let named = members.map { member in
                (
                    name: member.name.replacing("?", with: ""),
                    isRequired: !member.name.hasSuffix("?"), json: member.schema.json
                )
            }
            let required = named.filter(\.isRequired).map { JSONText.quoted($0.name) }
            return JSONText.object(
                [("type", JSONText.quoted("object"))]
                    + (required.isEmpty ? [] : [("required", JSONText.list(required))])
                    + [("properties", JSONText.object(named.map { ($0.name, $0.json) }))]
            )
        case .nullable(let schema):
            return JSONText.object([
                ("anyOf", JSONText.list([schema.json, "{\"type\":\"null\"}"]))
            ])
        }
    }
}
