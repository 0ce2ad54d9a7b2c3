import Foundation
import HTTPTypes
import Hummingbird
import Review
import ReviewStore
import Testing
import Workbench

@testable import WorkbenchServer

/// Who gets through the doors: every endpoint is tried, those that are added later, too.
@Suite("Doors")
struct DoorTests {
    /// One person of each role; none of them is a reviewer of the protocol but Ann.
    static let people: [String: AccountRole] = [
        "Ada": .admin, "Ann": .reviewer, "Art": .arbiter, "Obi": .observer,
    ]

    @Test("Every endpoint lets in exactly those whose role has its permission")
    func rolesOnEveryEndpoint() async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        try await Workplace.open(review.folder, people: Self.people) { place in
            for endpoint in Routes(site: place.site).endpoints
            where endpoint.path != "/api/v1/events" {
                guard let permission = endpoint.permission else { continue }
                for (name, role) in Self.people {
                    let client = try place.enter(name)
                    let answer = try await client.probe(endpoint)
                    #expect(
                        (answer.status == 403) == !permission.roles.contains(role),
                        "\(role) \(endpoint.method) \(endpoint.path): \(answer.status)"
                    )
                    #expect(answer.status < 500, "\(role) \(endpoint.path): \(answer.body)")
                    // A key has no more rights than the account that it belongs to.
                    guard name != "Ada" else { continue }
                    let script = try await place.script(of: name).probe(endpoint)
                    #expect(
                        (script.status == 403) == !permission.roles.contains(role),
                        "key of \(role) \(endpoint.method) \(endpoint.path): \(script.status)"
                    )
                }
            }
        }
    }

    @Test("Without a login nothing answers but the doors that stand open to everybody")
    func strangers() async throws {
        let review = try HostileReview()
        defer { review.remove() }
        let open: Set<String> = [
            "/enter", "/closed", "/log-in", "/invitation/:secret", "/language", "/style.css",
            "/icon.svg", "/assets/:file", "/api/v1/openapi.json",
        ]
        try await Workplace.open(review.folder, people: Self.people) { place in
            for endpoint in Routes(site: place.site).endpoints {
                guard endpoint.permission != nil else {
                    #expect(open.contains(endpoint.path), "\(endpoint.path) stands open")
                    continue
                }
                let answer = try await place.stranger().probe(endpoint)
                let isPage = endpoint.method == .get && !endpoint.path.hasPrefix("/api/")
                #expect(answer.status == (isPage ? 303 : 401), "\(endpoint.path)")
                if isPage { #expect(answer.headers["location"] == "/log-in", "\(endpoint.path)") }
                #expect(!answer.body.contains("alert(1)"), "\(endpoint.path)")
            }
        }
    }

    @Test("A wrong, old or foreign key or cookie is nobody's")
    func wrongSecrets() async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        try await Workplace.open(review.folder, people: Self.people) { place in
            let stranger = place.stranger()
            for header in [
                "Bearer", "Bearer ", "Bearer x", "Basic QWRhOnB3", "Bearer cns_" + Secret.make(),
                "Bearer ' OR '1'='1", "bearer " + String(repeating: "a", count: 5000),
            ] {
                let answer = try await stranger.get(
                    "/api/v1/status",
                    headers: ["Authorization": header]
                )
                #expect(answer.status == 401, "\(header.prefix(30))")
            }
            for cookie in ["", "x", "' OR 1=1 --", Secret.make(), "a=b; consilience="] {
                let answer = try await stranger.get(
                    "/api/v1/status",
                    headers: ["Cookie": "consilience=\(cookie)"]
                )
                #expect(answer.status == 401, "\(cookie)")
            }
            // A key that was taken away and one of an account that may not log in any more.
            let ann = try place.script(of: "Ann")
            #expect(try await ann.get("/api/v1/status").status == 200)
            let browser = try place.enter("Ann")
            try place.site.accounts.change("Ann", role: .reviewer, isDisabled: true)
            #expect(try await ann.get("/api/v1/status").status == 401)
            #expect(try await browser.get("/api/v1/status").status == 401)
        }
    }
}

extension Client {
    /// Sends a request to an endpoint that says nothing sensible, but carries the session's token.
    func probe(_ endpoint: Endpoint, headers: [String: String] = [:]) async throws -> Served {
        let address = endpoint.path.split(separator: "/", omittingEmptySubsequences: false)
            .map { part in
                switch part {
                case ":stage": "title-abstract"
                case ":id"
                where endpoint.path.contains("records") || endpoint.path.contains(":stage"):
                    "first.ris:3"
                case "**": "index.html"
                default: part.hasPrefix(":") ? "1" : String(part)
                }
            }.joined(separator: "/")
        var headers = headers
        if let token = formToken, headers["X-Form-Token"] == nil { headers["X-Form-Token"] = token }
        return try await send(
            endpoint.method,
            address,
            body: endpoint.method == .get ? [] : Array("{}".utf8),
            headers: headers
        )
    }
}
