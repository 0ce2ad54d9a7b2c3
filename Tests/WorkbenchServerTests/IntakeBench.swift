import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Review
import ReviewStore
import Testing
import Workbench

@testable import WorkbenchServer

/// A review to import into, with the browsers of a team.
struct IntakeBench: Sendable {
    /// The people of the team.
    static let people: [String: AccountRole] = [
        "Ann": .reviewer, "Ben": .reviewer, "Eve": .observer, "Root": .admin,
    ]

    /// The folder.
    let folder: ReviewFolder

    /// Makes a folder whose review has a protocol and nothing else.
    init(votes: Int = 1) throws {
        let path = NSTemporaryDirectory() + "consilience-intake-\(UUID().uuidString)"
        folder = ReviewFolder(path: path)
        try FileManager.default.createDirectory(
            atPath: path,
            withIntermediateDirectories: true
        )
        let text = "title: Intake\nreviewers: [Ann, Ben]\nvotes_per_record: \(votes)\n"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/review.yaml"))
        var draft = try folder.draft()
        try SynchroniseFolder().run(on: &draft)
        try draft.commit(actor: "Tester") { "2026-11-23T08:00:00Z" }
    }

    /// The bench of a folder that stands already.
    init(folder: ReviewFolder) { self.folder = folder }

    /// Removes the folder.
    func remove() { try? FileManager.default.removeItem(atPath: folder.path) }

    /// Opens the workbench of the folder for the team.
    ///
    /// - Parameters:
    ///   - largest: most bytes of an export and of a full text.
    ///   - body: is given a way to enter under a name.
    func open(
        largest: Int = 1 << 30,
        _ body:
            @escaping @Sendable (@Sendable (String) throws -> TeamBrowser, Site) async throws ->
            Void
    ) async throws {
        var options = ServingOptions(isTeam: true)
        options.largestImport = largest
        options.largestFullText = largest
        let server = try WorkbenchServer(folder: folder, options: options)
        let site = server.site
        // No password is ever asked, so none is hashed.
        for name in Self.people.keys.sorted() { try site.accounts.enroll(name, as: .admin) }
        for (name, role) in Self.people where role != .admin {
            try site.accounts.change(name, role: role, isDisabled: false)
        }
        try await server.application().test(.router) { connection in
            try await body(
                { name in
                    let accounts = try site.accounts.accounts()
                    let account = try #require(accounts.first { $0.name == name })
                    let now = Date().timeIntervalSince1970
                    let secret = try site.accounts.startSession(
                        for: account,
                        person: name,
                        now: now
                    )
                    let session = try #require(try site.accounts.session(secret, now: now))
                    return TeamBrowser(
                        connection: connection,
                        cookie: Door.cookieName(site.options) + "=" + secret,
                        formToken: session.formToken
                    )
                },
                site
            )
        }
    }

    /// An export with records of the titles.
    static func export(_ titles: [String], journal: String = "Journal of Tests") -> String {
        titles.map { title in
            """
            TY  - JOUR
            TI  - \(title)
            AU  - Doe, Jane
            PY  - 2021
            JO  - \(journal)
            ER  -

            """
        }.joined()
    }

    /// Titles of three works, the last two of which a person has to tell apart or not.
    static let titles = [
        "Detection of vertebral metastases on magnetic resonance imaging by deep learning",
        "Radiomics of the spine in computed tomography of myeloma",
        "Segmentation of the spinal canal in children",
    ]
}

/// A browser of somebody of a team.
struct TeamBrowser: Sendable {
    let connection: any TestClientProtocol
    let cookie: String
    /// What forms carry; `nil` for a page of another site.
    var formToken: String?

    /// Opens a page.
    func get(_ address: String, headers: [String: String] = [:]) async throws -> Served {
        try await send(.get, address, [], headers)
    }

    /// Sends a form.
    func post(_ address: String, _ fields: [String: String] = [:]) async throws -> Served {
        var fields = fields
        fields[Form.tokenName] = formToken
        let body = fields.sorted { $0.key < $1.key }
            .map { WebAddress.encoded($0.key) + "=" + WebAddress.encoded($0.value) }
            .joined(separator: "&")
        let headers = ["Content-Type": "application/x-www-form-urlencoded"]
        return try await send(.post, address, Array(body.utf8), headers)
    }

    /// Sends JSON as the pages' scripts do.
    func post(_ address: String, json: [String: any Sendable]) async throws -> Served {
        let body = try JSONSerialization.data(withJSONObject: json, options: .sortedKeys)
        return try await send(.post, address, Array(body), tokenHeader)
    }

    /// Sends a file as it is.
    func upload(_ address: String, _ bytes: [UInt8]) async throws -> Served {
        try await send(.post, address, bytes, tokenHeader)
    }

    /// Sends an export and has it imported.
    ///
    /// - Returns: the answer to the import.
    func bring(
        _ text: String,
        as name: String,
        _ details: [String: any Sendable] = [:]
    ) async throws -> Served {
        try await bring(Array(text.utf8), as: name, details)
    }

    /// Sends an export of bytes and has it imported.
    func bring(
        _ bytes: [UInt8],
        as name: String,
        _ details: [String: any Sendable] = [:]
    ) async throws -> Served {
        let sent = try await upload("/api/v1/uploads?name=" + WebAddress.encoded(name), bytes)
        try #require(sent.status == 200, "\(sent.body)")
        var body: [String: any Sendable] = ["database": "PubMed"]
        for (key, value) in details { body[key] = value }
        body["upload"] = sent.object["upload"] as? String ?? ""
        return try await post("/api/v1/imports", json: body)
    }

    private var tokenHeader: [String: String] {
        formToken.map { ["X-Form-Token": $0, "Content-Type": "application/json"] } ?? [:]
    }

    private func send(
        _ method: HTTPRequest.Method,
        _ address: String,
        _ body: [UInt8],
        _ headers: [String: String]
    ) async throws -> Served {
        var fields = HTTPFields()
        fields[.cookie] = cookie
        for (name, value) in headers { fields[try #require(HTTPField.Name(name))] = value }
        return try await connection.execute(
            uri: address,
            method: method,
            headers: fields,
            body: ByteBuffer(bytes: body)
        ) { Served($0) }
    }
}

extension Served {
    /// The body as an object of JSON.
    var object: [String: Any] {
        (try? JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any]) ?? [:]
    }
    /// The body as a list of objects of JSON.
    var objects: [[String: Any]] {
        (try? JSONSerialization.jsonObject(with: Data(body.utf8)) as? [[String: Any]]) ?? []
    }
}
