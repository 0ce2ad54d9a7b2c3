import Foundation
import HTTPTypes
import Testing
import Workbench

@testable import WorkbenchServer

@Suite("Refusals")
struct RefusalTests {
    @Test(
        "Addresses that lead nowhere are not found",
        arguments: [
            "/nothing", "/records/first.ris:99", "/records/first.ris", "/records/x%2Fy:1",
            "/records/%FF:1", "/records/", "/records?page=2", "/records?page=1000000",
            "/forest/none",
            "/forest/auc/more", "/figures/none.svg", "/figures/..%2Freview.sqlite", "/log?page=2",
            "/api/v1/none", "/api/v1", "/report/none.html", "/report/../review.sqlite",
            "/report/%2e%2e/review.sqlite", "/report/..%2freview.sqlite",
            "/report/%2e%2e%2freview.sqlite", "/report/%252e%252e/review.sqlite",
            "/report/figures/../../review.sqlite", "/report//review.sqlite",
            "/report/figures/%2e%2e/index.html", "/report/..%5creview.sqlite",
            "/report/%00index.html", "/report/index.html%00.svg", "/report/%FF", "/report/figures",
            "/report/figures/", "/report//etc/passwd", "//etc/passwd", "/review.sqlite", "/..",
        ]
    )
    func notFound(address: String) async throws {
        let review = try HostileReview()
        defer { review.remove() }
        let answer = try await get(review.folder, address)
        // `/records/` is the list of records: the router takes no account of a last slash.
        #expect(answer.status == (address == "/records/" ? 200 : 404), "\(address)")
        #expect(!answer.body.contains(review.folder.path))
        #expect(!answer.body.contains("SQLite format 3"))
        #expect(!answer.body.contains("root:"))
        #expect(answer.headers["x-frame-options"] == "DENY")
        #expect(answer.headers["content-security-policy"]?.contains("default-src 'none'") == true)
        if address.hasPrefix("/api/") {
            #expect(answer.headers["content-type"] == "application/json; charset=utf-8")
            #expect(answer.body.contains("\"status\" : 404"))
        }
    }

    @Test(
        "Queries that mean nothing are refused",
        arguments: [
            "/records?page=0", "/records?page=-1", "/records?page=x", "/records?page=99999999",
            "/records?standing=whatever", "/records?q=%FF", "/records?q=%zz", "/records?q=a&q=b",
            "/records?q=" + String(repeating: "a", count: 201), "/log?since=yesterday",
            "/log?page=1.5", "/api/v1/log?since=%27",
        ]
    )
    func badRequest(address: String) async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        let answer = try await get(review.folder, address)
        #expect(answer.status == 400, "\(address)")
        #expect(!answer.body.contains(review.folder.path))
    }

    @Test("A page that refuses escapes what it repeats")
    func refusalIsEscaped() async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        let answer = try await get(review.folder, "/log?since=%3Cscript%3E")
        #expect(answer.status == 400)
        #expect(answer.body.contains("&lt;script&gt;"))
        #expect(!answer.body.contains("<script"))
    }

    @Test("An address that is too long is refused")
    func tooLong() async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        let long = "/records?x=" + String(repeating: "a", count: 3000)
        #expect(try await get(review.folder, long).status == 414)
    }

    @Test(
        "An address answers to its own methods only",
        arguments: [HTTPRequest.Method.post, .put, .delete, .patch, .options, .trace, .connect]
    )
    func otherMethods(method: HTTPRequest.Method) async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        let addresses = ["/", "/records", "/nothing", "/api/v1/status"]
        for answer in try await serve(review.folder, addresses.map { (method, $0) }) {
            #expect(answer.status == 405)
            #expect(answer.headers["allow"] == "GET, HEAD")
            #expect(answer.headers["cache-control"] == "no-store")
        }
        guard method != .post else { return }
        let answer = try await serve(review.folder, [(method, "/language")])[0]
        #expect(answer.status == 405)
        #expect(answer.headers["allow"] == "POST")
    }

    @Test("HEAD has the headers of GET and no body", arguments: Addresses.all + ["/nothing"])
    func head(address: String) async throws {
        let review = try HostileReview()
        defer { review.remove() }
        let answers = try await serve(review.folder, [(.get, address), (.head, address)])
        #expect(answers[1].status == answers[0].status)
        #expect(answers[1].body.isEmpty)
        #expect(answers[1].headers == answers[0].headers)
        #expect(answers[1].headers["content-length"] == String(answers[0].body.utf8.count))
    }

    @Test("The report's address without a slash leads to it")
    func redirect() async throws {
        let review = try HostileReview()
        defer { review.remove() }
        let answer = try await get(review.folder, "/report")
        #expect(answer.status == 308)
        #expect(answer.headers["location"] == "/report/")
    }

    @Test("A manifest that was tampered with leads nowhere outside the report")
    func hostileManifest() async throws {
        let review = try HostileReview()
        defer { review.remove() }
        let secret = "SECRET of another file"
        try review.write(secret, to: "secret.txt")
        try FileManager.default.createSymbolicLink(
            atPath: review.folder.reportPath + "/link.txt",
            withDestinationPath: review.folder.path + "/secret.txt"
        )
        let names = ["../secret.txt", "link.txt", review.folder.path + "/secret.txt", ".hidden"]
        try review.write("hidden", to: "report/.hidden")
        let entries = names.map {
            ReportManifest.File(
                path: $0,
                sha256: "",
                bytes: $0 == ".hidden" ? 6 : secret.utf8.count
            )
        }
        let url = URL(fileURLWithPath: review.folder.reportPath + "/manifest.json")
        var manifest = try JSONDecoder().decode(ReportManifest.self, from: Data(contentsOf: url))
        manifest.files += entries
        try Data(prettyJSON(manifest)).write(to: url)
        for name in names {
            let answer = try await get(review.folder, "/report/" + WebAddress.encoded(name))
            #expect(answer.status == 404, "\(name)")
            #expect(!answer.body.contains(secret))
        }
        #expect(try await get(review.folder, "/report/index.html").status == 200)
    }

    @Test("A journal that cannot be read is an error without a path")
    func damagedJournal() async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        let answers = try await serve(
            review.folder,
            [(.get, "/"), (.get, "/api/v1/status")],
            // Somebody puts another file in its place while the workbench is open.
            onceOpen: { try review.write("this is no journal", to: "review.sqlite") }
        )
        for answer in answers {
            #expect(answer.status == 500)
            #expect(answer.body.contains("consilience verify"))
            #expect(!answer.body.contains("/tmp"))
            #expect(!answer.body.contains(review.folder.path))
            #expect(answer.headers["x-content-type-options"] == "nosniff")
        }
    }
}
