import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Review
import ReviewStore
import Screening
import Testing
import Workbench

@testable import WorkbenchServer

/// A workbench that is open, in process, with the browsers that come to it.
///
/// ```swift
/// try await Workplace.open(review.folder, people: ["Ann": .reviewer, "Eve": .observer]) { place in
///     let ann = try await place.enter("Ann")
///     let answer = try await ann.post("/people/invite", ["name": "Ben", "role": "reviewer"])
///     #expect(answer.status == 403)
/// }
/// ```
struct Workplace: Sendable {
    /// The workbench.
    let site: Site
    private let connection: any TestClientProtocol

    /// Opens the workbench of a folder.
    ///
    /// - Parameters:
    ///   - folder: folder of the review.
    ///   - people: accounts of a team by their names; `nil` for one person who works alone.
    ///   - body: what happens there.
    /// - Returns: what the body returns.
    /// - Throws: what the server or the body throws.
    @discardableResult
    static func open<Value: Sendable>(
        _ folder: ReviewFolder,
        people: [String: AccountRole]? = nil,
        _ body: @escaping @Sendable (Workplace) async throws -> Value
    ) async throws -> Value {
        let server = try WorkbenchServer(
            folder: folder,
            options: ServingOptions(isTeam: people != nil)
        )
        for (name, role) in people ?? [:] {
            try server.site.accounts.enroll(name, as: role)
        }
        return try await server.application().test(.router) { connection in
            try await body(Workplace(site: server.site, connection: connection))
        }
    }

    /// A browser that nobody is logged in with.
    func stranger() -> Client { Client(connection: connection, cookies: [:], formToken: nil) }

    /// The browser that opens the printed address, where one person works alone.
    ///
    /// - Parameter person: under which name they decide; `nil` for nobody.
    /// - Returns: the browser.
    /// - Throws: if the key was used.
    func enterAlone(as person: String? = nil) async throws -> Client {
        let secret = try #require(try site.enterByKey())
        let client = try browser(secret)
        if let person {
            let answer = try await client.post("/account/person", ["person": person])
            try #require(answer.status == 303)
        }
        return client
    }

    /// A browser with a session of somebody of the team; no password is asked.
    func enter(_ name: String) throws -> Client {
        let account = try #require(
            try site.accounts.accounts().first { $0.name == name },
            "no account of \(name)"
        )
        return try browser(
            site.accounts.startSession(for: account, person: name, now: Self.now)
        )
    }

    /// A script with a key of somebody of the team.
    func script(of name: String) throws -> Client {
        let account = try #require(try site.accounts.accounts().first { $0.name == name })
        let key = try site.accounts.makeToken(for: account, label: "test", now: Self.now)
        return Client(connection: connection, cookies: [:], formToken: nil, key: key)
    }

    private func browser(_ secret: String) throws -> Client {
        let session = try #require(try site.accounts.session(secret, now: Self.now))
        return Client(
            connection: connection,
            cookies: [Door.cookieName(site.options): secret],
            formToken: session.formToken
        )
    }

    /// Every address that can be fetched, for every record, stage, figure and standing.
    func addresses() async throws -> [String] {
        let state = try await site.desk.snapshot().state
        let records = state.imports.flatMap(\.recordIDs).map(\.description)
        let figures = try await site.views.view(for: nil).figures.keys.sorted()
        var all: [String] = []
        for endpoint in Routes(site: site).endpoints
        where endpoint.method == .get && endpoint.path != "/api/v1/events" {
            guard endpoint.permission != nil else { continue }
            var found = [""]
            for part in endpoint.path.split(separator: "/") {
                let choices: [String] =
                    switch part {
                    case ":stage": Stage.allCases.map(\.rawValue)
                    case ":id", ":record": records
                    case ":file": figures
                    case ":analysis": ["auc"]
                    case "**": ["index.html", "manifest.json", "tables/decisions.csv"]
                    case let part where part.hasPrefix(":"): records + figures + ["1", "auc"]
                    default: [String(part)]
                    }
                found = found.flatMap { start in
                    choices.map { choice in
                        start + "/"
                            + (part.hasPrefix(":")
                                ? choice.addingPercentEncoding(
                                    withAllowedCharacters: .alphanumerics
                                )
                                    ?? choice : choice)
                    }
                }
            }
            all += found.map { $0.isEmpty ? "/" : $0 }
        }
        all += Standing.allCases.map { "/records?standing=\($0.rawValue)" }
        all += ["/records?q=zebra", "/records?q=ann", "/records?q=include"]
        for stage in Stage.allCases {
            all += ScreeningOrder.allCases.map {
                "/api/v1/screening/\(stage.rawValue)/next?count=10&order=\($0.rawValue)"
            }
        }
        return all
    }

    private static var now: Double { Date().timeIntervalSince1970 }
}

/// A browser or a script: keeps its cookies, and sends the token of its session with everything.
actor Client {
    /// What forms carry; `nil` where nobody is logged in.
    var formToken: String?
    /// The cookies by their names.
    private(set) var cookies: [String: String]
    private let connection: any TestClientProtocol
    private let key: String?

    init(
        connection: any TestClientProtocol,
        cookies: [String: String],
        formToken: String?,
        key: String? = nil
    ) {
        self.connection = connection
        self.cookies = cookies
        self.formToken = formToken
        self.key = key
    }

    /// Puts another token into the forms.
    func carry(formToken token: String?) { formToken = token }

    /// Opens a page.
    func get(_ address: String, headers: [String: String] = [:]) async throws -> Served {
        try await send(.get, address, headers: headers)
    }

    /// Sends a form, with the token of the session.
    func post(
        _ address: String,
        _ fields: [String: String] = [:],
        headers: [String: String] = [:]
    ) async throws -> Served {
        var fields = fields
        if fields[Form.tokenName] == nil { fields[Form.tokenName] = formToken }
        let body = fields.sorted { $0.key < $1.key }
            .map { WebAddress.encoded($0.key) + "=" + WebAddress.encoded($0.value) }
            .joined(separator: "&")
        var headers = headers
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        return try await send(.post, address, body: Array(body.utf8), headers: headers)
    }

    /// Sends JSON as the pages' scripts do: texts, numbers, lists and objects of them.
    func send(
        _ method: HTTPRequest.Method,
        _ address: String,
        json: [String: any Sendable],
        headers: [String: String] = [:]
    ) async throws -> Served {
        let body = try JSONSerialization.data(withJSONObject: json, options: .sortedKeys)
        var headers = headers
        headers["Content-Type"] = "application/json"
        if let formToken, headers["X-Form-Token"] == nil { headers["X-Form-Token"] = formToken }
        return try await send(method, address, body: Array(body), headers: headers)
    }

    /// Sends a file as it is.
    func upload(_ address: String, _ bytes: [UInt8]) async throws -> Served {
        var headers = ["Content-Type": "application/octet-stream"]
        if let formToken { headers["X-Form-Token"] = formToken }
        return try await send(.post, address, body: bytes, headers: headers)
    }

    /// Sends anything, with the cookies and nothing else that was not asked for.
    func send(
        _ method: HTTPRequest.Method,
        _ address: String,
        body: [UInt8] = [],
        headers: [String: String] = [:]
    ) async throws -> Served {
        var fields = HTTPFields()
        if let key { fields[.authorization] = "Bearer \(key)" }
        if !cookies.isEmpty {
            fields[.cookie] = cookies.sorted { $0.key < $1.key }
                .map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        }
        for (name, value) in headers {
            fields[try #require(HTTPField.Name(name))] = value
        }
        let (served, set) = try await connection.execute(
            uri: address,
            method: method,
            headers: fields,
            body: ByteBuffer(bytes: body)
        ) { response in
            (Served(response), response.headers[values: .setCookie])
        }
        for text in set { keep(text) }
        return served
    }

    /// Takes a cookie up, or forgets it.
    private func keep(_ text: String) {
        let parts = text.split(separator: ";").map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        guard let pair = parts.first?.split(separator: "=", maxSplits: 1), let name = pair.first
        else { return }
        let value = pair.count == 2 ? String(pair[1]) : ""
        let isOver = value.isEmpty || parts.contains { $0.lowercased() == "max-age=0" }
        cookies[String(name)] = isOver ? nil : value
    }

    /// Logs in with a password, as the form does, and reads the token of the new session.
    func logIn(_ name: String, password: String) async throws -> Served {
        let answer = try await post("/log-in", ["name": name, "password": password])
        guard answer.status == 200 else { return answer }
        formToken = try await get("/account").body
            .firstMatch(of: /name="form-token" content="([^"]+)"/).map { String($0.1) }
        return answer
    }
}

extension Served {
    /// The body as JSON.
    func json() throws -> Any { try JSONSerialization.jsonObject(with: Data(body.utf8)) }

    /// The body as a value.
    func decoded<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try JSONDecoder().decode(type, from: Data(body.utf8))
    }
}
