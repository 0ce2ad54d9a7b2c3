import HTTPTypes
import Workbench

/// The document that describes the interface for scripts, made of the endpoints themselves.
struct OpenAPI: Sendable {
    /// The document (OpenAPI 3.1).
    let json: String

    /// Describes all endpoints that have an operation.
    init(_ endpoints: [Endpoint]) {
        var paths: [String: [(String, String)]] = [:]
        for endpoint in endpoints {
            guard let operation = endpoint.operation else { continue }
            let path = endpoint.path.split(separator: "/").map { part in
                part.hasPrefix(":") ? "{\(part.dropFirst())}" : String(part)
            }.joined(separator: "/")
            paths["/" + path, default: []].append(
                (endpoint.method.rawValue.lowercased(), Self.operation(endpoint, operation))
            )
        }
        json = JSONText.object([
            ("openapi", JSONText.quoted("3.1.0")),
            (
                "info",
                JSONText.object([
                    ("title", JSONText.quoted("Consilience")),
                    ("version", JSONText.quoted(Program.version)),
                    (
                        "description",
                        JSONText.quoted(
                            "A review, as the pages of the workbench show and change it. Scripts send "
                                + "a key in the header Authorization; pages send their session's form "
                                + "token in X-Form-Token."
                        )
                    ),
                ])
            ),
            (
                "paths",
                JSONText.object(
                    paths.sorted { $0.key < $1.key }.map { ($0.key, JSONText.object($0.value)) }
                )
            ),
            (
                "components",
                JSONText.object([
                    (
                        "securitySchemes",
                        "{\"key\":{\"type\":\"http\",\"scheme\":\"bearer\"}}"
                    ),
                    ("schemas", JSONText.object([("Fault", Self.fault.json)])),
                ])
            ),
            ("security", "[{\"key\":[]}]"),
        ])
    }

    private static let fault = Schema.object([("status", .whole()), ("error", .text())])

    private static func operation(_ endpoint: Endpoint, _ operation: Operation) -> String {
        var members = [
            ("operationId", JSONText.quoted(operation.id)),
            ("summary", JSONText.quoted(operation.summary)),
        ]
        let parts = endpoint.pathParameters.map { name in
            parameter(name, "path", "Name in the address.", .text(), isRequired: true)
        }
        let query = operation.query.map {
            parameter($0.name, "query", $0.what, $0.schema, isRequired: $0.isRequired)
        }
        if !(parts + query).isEmpty {
            members.append(("parameters", JSONText.list(parts + query)))
        }
        switch endpoint.body {
        case .none, .form: break
        case .json(let schema):
            members.append(("requestBody", body("application/json", schema.json)))
        case .file:
            members.append(("requestBody", body("application/octet-stream", "{}")))
        }
        let answer = JSONText.object([
            ("description", JSONText.quoted("Done.")),
            ("content", content(operation.type, operation.answer.json)),
        ])
        members.append(("responses", JSONText.object([("200", answer)] + faults(endpoint))))
        if let permission = endpoint.permission {
            members.append(("x-permission", JSONText.quoted(permission.rawValue)))
        }
        return JSONText.object(members)
    }

    private static func faults(_ endpoint: Endpoint) -> [(String, String)] {
        var codes = [("400", "The request was refused."), ("401", "Nobody is logged in.")]
        codes.append(("403", "The account may not do this."))
        // What is not there may be named in the path, in the query, or in the body.
        codes.append(("404", "There is no such thing."))
        if endpoint.method != .get {
            codes.append(("409", "The review has changed, or does not allow it."))
            codes.append(("413", "The body is too large."))
        }
        if !endpoint.pathParameters.isEmpty || endpoint.operation?.query.isEmpty == false {
            codes.append(("414", "The address is too long."))
        }
        return codes.map { code, what in
            (
                code,
                JSONText.object([
                    ("description", JSONText.quoted(what)),
                    (
                        "content",
                        content("application/json", "{\"$ref\":\"#/components/schemas/Fault\"}")
                    ),
                ])
            )
        }
    }

    private static func parameter(
        _ name: String,
        _ place: String,
        _ what: String,
        _ schema: Schema,
        isRequired: Bool
    ) -> String {
        JSONText.object([
            ("name", JSONText.quoted(name)), ("in", JSONText.quoted(place)),
            ("required", String(isRequired)), ("description", JSONText.quoted(what)),
            ("schema", schema.json),
        ])
    }

    private static func body(_ type: String, _ schema: String) -> String {
        JSONText.object([("required", "true"), ("content", content(type, schema))])
    }

    private static func content(_ type: String, _ schema: String) -> String {
        JSONText.object([(type, JSONText.object([("schema", schema)]))])
    }
}
