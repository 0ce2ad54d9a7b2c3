import HTTPTypes
import Hummingbird

/// A route of the workbench: what it needs, what it is for, and what it does.
///
/// The router, the checks in front of it and the OpenAPI document are all made of the same list.
struct Endpoint: Sendable {
    /// What the body of a request may be.
    enum Body: Sendable, Equatable {
        /// Nothing.
        case none
        /// A form, with the token of the session.
        case form
        /// JSON of a schema; at most two mebibytes.
        case json(Schema)
        /// A file, as it is; the handler reads it in blocks.
        case file
    }

    /// The method.
    let method: HTTPRequest.Method
    /// The path, as the router takes it (`/records/:id`).
    let path: String
    /// What the caller must be allowed to do; `nil` for doors that stand open to everybody.
    let permission: Permission?
    /// What the body may be.
    let body: Body
    /// What the interface's document says of it; `nil` for pages.
    let operation: Operation?
    /// Answers a request.
    let answer: @Sendable (Visit) async throws -> Response

    /// A page or file.
    static func get(
        _ path: String,
        _ permission: Permission? = .read,
        answer: @escaping @Sendable (Visit) async throws -> Response
    ) -> Endpoint {
        Endpoint(
            method: .get,
            path: path,
            permission: permission,
            body: .none,
            operation: nil,
            answer: answer
        )
    }

    /// What a form of a page does.
    static func form(
        _ path: String,
        _ permission: Permission?,
        answer: @escaping @Sendable (Visit) async throws -> Response
    ) -> Endpoint {
        Endpoint(
            method: .post,
            path: path,
            permission: permission,
            body: .form,
            operation: nil,
            answer: answer
        )
    }

    /// An operation of the interface for scripts and for the pages' own scripts.
    static func value(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ permission: Permission,
        body: Body = .none,
        _ operation: Operation,
        answer: @escaping @Sendable (Visit) async throws -> Response
    ) -> Endpoint {
        Endpoint(
            method: method,
            path: "/api/v1" + path,
            permission: permission,
            body: body,
            operation: operation,
            answer: answer
        )
    }

    /// Whether the answer must be instant and takes no time to make: what people wait for between two
    /// votes, and what only listens.
    var isInstant: Bool {
        ["/api/v1/screening/", "/api/v1/decisions/", "/api/v1/events", "/assets/", "/style.css"]
            .contains { path.hasPrefix($0) }
    }

    /// Names of the parts of the path that differ between requests.
    var pathParameters: [String] {
        path.split(separator: "/").filter { $0.hasPrefix(":") }.map { String($0.dropFirst()) }
    }
}

/// What the OpenAPI document says of an operation.
struct Operation: Sendable, Equatable {
    /// A parameter in the query.
    struct Parameter: Sendable, Equatable {
        let name: String
        let what: String
        let schema: Schema
        let isRequired: Bool

        init(_ name: String, _ what: String, _ schema: Schema, isRequired: Bool = false) {
            self.name = name
            self.what = what
            self.schema = schema
            self.isRequired = isRequired
        }
    }

    /// Unique name, for generated clients.
    let id: String
    /// What it does, in one sentence.
    let summary: String
    /// Parameters in the query.
    var query: [Parameter] = []
    /// What comes back.
    var answer: Schema = .any
    /// Media type of what comes back.
    var type = "application/json"

    init(
        _ id: String,
        _ summary: String,
        query: [Parameter] = [],
        answer: Schema = .any,
        type: String = "application/json"
    ) {
        self.id = id
        self.summary = summary
        self.query = query
        self.answer = answer
        self.type = type
    }
}

/// The shape of a JSON value (a part of JSON Schema 2020-12).
indirect enum Schema: Sendable, Equatable {
    /// Anything.
    case any
    /// A text; of some texts only, where they are named.
    case text(oneOf: [String]? = nil, longest: Int? = nil)
    /// A whole number, at least so large.
    case whole(least: Int? = nil)
    /// A number.
    case number
    /// True or false.
    case flag
    /// A list.
    case list(Schema)
    /// An object; names with a question mark may be missing.
    case object([(name: String, schema: Schema)])
    /// A value that may be null.
    case nullable(Schema)

    static func == (left: Schema, right: Schema) -> Bool { left.json == right.json }
}
