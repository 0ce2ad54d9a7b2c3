import Foundation
import HTTPTypes
import Hummingbird
import ReviewStore
import Testing
import Workbench

@testable import WorkbenchServer

/// What another site may try with a browser that is logged in, and what a visitor may plant.
@Suite("Other sites")
struct CrossSiteTests {
    private static let people = DoorTests.people

    /// How a request shows that it comes from elsewhere, or hides that it comes from here.
    private static let forgeries: [(what: String, headers: [String: String], token: String?)] = [
        ("no token", [:], nil),
        ("blank token", [:], ""),
        ("wrong token", [:], "wrong"),
        ("another site by origin", ["Origin": "https://evil.example"], "own"),
        ("no origin", ["Origin": "null"], "own"),
        ("own name with something behind it", ["Origin": "http://localhost.evil.example"], "own"),
        ("another site by the browser's word", ["Sec-Fetch-Site": "cross-site"], "own"),
        ("a sister site by the browser's word", ["Sec-Fetch-Site": "same-site"], "own"),
    ]

    @Test("No endpoint that changes anything takes a request that another site could send")
    func forgedRequests() async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        try await Workplace.open(review.folder, people: Self.people) { place in
            let before = try await place.site.desk.sequence()
            let foreign = try #require(await place.enter("Obi").formToken)
            let unsafe = Routes(site: place.site).endpoints.filter { $0.method != .get }
            #expect(unsafe.count > 10)
            for endpoint in unsafe {
                let client = try place.enter("Ada")
                let own = await client.formToken
                for forgery in Self.forgeries + [("somebody else's token", [:], foreign)] {
                    await client.carry(
                        formToken: forgery.token == "own" ? own : forgery.token
                    )
                    let answer = try await client.probe(endpoint, headers: forgery.headers)
                    #expect(
                        answer.status == 403,
                        "\(endpoint.method) \(endpoint.path), \(forgery.what): \(answer.status)"
                    )
                    // The token in the form instead of the header.
                    guard endpoint.body == .form else { continue }
                    let form = try await client.post(
                        endpoint.path.replacing(":id", with: "1").replacing(
                            ":stage",
                            with: "full-text"
                        )
                        .replacing(":secret", with: "x"),
                        [:],
                        headers: forgery.headers
                    )
                    #expect(form.status == 403, "\(endpoint.path), \(forgery.what)")
                }
            }
            #expect(try await place.site.desk.sequence() == before)
        }
    }

    @Test("A session that somebody planted in a browser is not the one that is logged in")
    func sessionFixation() async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        try await Workplace.open(review.folder, people: Self.people) { place in
            let password = "a password of the test"
            try place.site.accounts.setPassword(password, of: "Ann")
            let name = Door.cookieName(place.site.options)
            // A value that the attacker made up.
            let planted = place.stranger()
            let answer = try await planted.send(
                .post,
                "/log-in",
                body: Array("name=Ann&password=a+password+of+the+test".utf8),
                headers: ["Cookie": "\(name)=planted"]
            )
            #expect(answer.status == 200)
            let secret = try #require(await planted.cookies[name])
            #expect(secret != "planted" && secret.count >= 43)
            // A session of the attacker's own, left in the browser: it ends.
            let attacker = try place.enter("Obi")
            let old = try #require(await attacker.cookies[name])
            #expect(try await attacker.logIn("Ann", password: password).status == 200)
            #expect(await attacker.cookies[name] != old)
            let again = try await place.stranger().get(
                "/api/v1/status",
                headers: ["Cookie": "\(name)=\(old)"]
            )
            #expect(again.status == 401)
            // Logging out ends it on the server, too.
            let last = try #require(await attacker.cookies[name])
            #expect(try await attacker.post("/log-out").status == 303)
            #expect(await attacker.cookies[name] == nil)
            let after = try await place.stranger().get(
                "/api/v1/status",
                headers: ["Cookie": "\(name)=\(last)"]
            )
            #expect(after.status == 401)
        }
    }

    @Test("An invitation holds once, and a new one ends the old one")
    func invitations() async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        try await Workplace.open(review.folder, people: Self.people) { place in
            func invite() async throws -> String {
                let page = try await place.enter("Ada")
                    .post("/people/invite", ["name": "Ben", "role": "reviewer"]).body
                return String(try #require(page.firstMatch(of: /\/invitation\/[A-Za-z0-9_-]+/)).0)
            }
            let first = try await invite()
            let second = try await invite()
            let good = ["password": "quite long enough", "again": "quite long enough"]
            #expect(try await place.stranger().get(first).status == 404)
            #expect(try await place.stranger().post(first, good).status == 404)
            for bad in [
                ["password": "short", "again": "short"],
                ["password": "quite long enough", "again": "quite another one"],
                [
                    "password": String(repeating: "x", count: 257),
                    "again": String(repeating: "x", count: 257),
                ], [:],
            ] {
                #expect(try await place.stranger().post(second, bad).status == 400)
            }
            let ben = place.stranger()
            #expect(try await ben.post(second, good).status == 200)
            #expect(try await ben.get("/account").body.contains("Ben"))
            #expect(try await place.stranger().post(second, good).status == 404)
            // An invitation gives its own role and no other, whatever the form says.
            let page = try await place.enter("Ada")
                .post("/people/invite", ["name": "Cem", "role": "observer"]).body
            let third = String(try #require(page.firstMatch(of: /\/invitation\/[A-Za-z0-9_-]+/)).0)
            let cem = place.stranger()
            _ = try await cem.post(third, good.merging(["name": "Ada", "role": "admin"]) { $1 })
            #expect(try await cem.get("/people").status == 403)
            let roles = try place.site.accounts.accounts()
            #expect(roles.first { $0.name == "Cem" }?.role == .observer)
            #expect(roles.first { $0.name == "Ada" }?.role == .admin)
        }
    }

    @Test(
        "What a form asks to go back to is an address of the workbench, or the overview",
        arguments: [
            "https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example",
            "javascript:alert(1)", "/x\r\nSet-Cookie: a=b", "/x\nLocation: //evil", "/\tx",
            " //evil",
            "/\u{2028}x", "", "evil.example", "/x\u{0}", "http:evil",
        ]
    )
    func openRedirect(back: String) async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        try await Workplace.open(review.folder) { place in
            let answer = try await place.enterAlone()
                .post("/language", ["to": "de", "back": back])
            #expect(answer.status == 303)
            #expect(answer.headers["location"] == "/", "\(answer.headers)")
            let chosen = try await place.stranger()
                .post("/language", ["to": "de", "back": "/records?q=x"])
            #expect(chosen.headers["location"] == "/records?q=x")
        }
    }

    @Test("No name or language becomes a header of its own")
    func headerInjection() async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        try await Workplace.open(review.folder, people: Self.people) { place in
            let nasty = "Eve\r\nSet-Cookie: consilience=stolen\r\n\r\n<script>alert(1)</script>"
            let ada = try place.enter("Ada")
            for (address, fields) in [
                ("/people/invite", ["name": nasty, "role": "reviewer"]),
                ("/people/change", ["name": nasty, "role": "reviewer"]),
                ("/account/keys", ["label": nasty]), ("/language", ["to": nasty]),
                ("/log-in", ["name": nasty, "password": "x"]),
            ] {
                let answer = try await ada.post(address, fields)
                #expect(answer.status == 400 || answer.status == 401 || answer.status == 200)
                #expect(!answer.body.contains("<script>alert"), "\(address)")
                for (name, value) in answer.headers {
                    #expect(!value.contains("stolen"), "\(address): \(name)")
                    #expect(!value.contains("\r") && !value.contains("\n"), "\(address): \(name)")
                }
            }
            for address in [
                "/records?q=a%0d%0aSet-Cookie:%20x=y", "/figures/%0d%0aX:%20y", "/assets/%0d%0a",
                "/report/%0d%0aX:y", "/forest/%0d%0a", "/records/%0d%0aX:1", "/log?since=%0d%0a",
            ] {
                let answer = try await ada.get(address)
                #expect(answer.status < 500, "\(address)")
                #expect(answer.headers["set-cookie"] == nil && answer.headers["x"] == nil)
            }
        }
    }

    @Test("Texts that mean something to SQL are texts")
    func databaseInjection() async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        try await Workplace.open(review.folder, people: Self.people) { place in
            let ada = try place.enter("Ada")
            for text in [
                "' OR '1'='1", "\"; DROP TABLE account; --", "%' --", "a' UNION SELECT 1 --",
            ] {
                let search = try await ada.get("/records?q=" + WebAddress.encoded(text))
                #expect(search.status == 200)
                #expect(search.body.contains("0 records of"), "\(text)")
                #expect(try await ada.get("/records/" + WebAddress.encoded(text)).status == 404)
                let stranger = place.stranger()
                #expect(
                    try await stranger.post("/log-in", ["name": text, "password": text]).status
                        == 401
                )
                #expect(
                    try await stranger.get("/invitation/" + WebAddress.encoded(text)).status == 404
                )
            }
            _ = try await ada.post(
                "/people/invite",
                ["name": "Robert'); DROP TABLE account", "role": "reviewer"]
            )
            #expect(try place.site.accounts.accounts().count == Self.people.count)
        }
    }
}
