import Foundation
import HTTPTypes
import Review
import Testing
import Workbench

@testable import WorkbenchServer

@Suite("Pages")
struct PageTests {
    @Test("Every address answers with its type, the headers and nothing unescaped")
    func everyAddressAnswers() async throws {
        let review = try HostileReview()
        defer { review.remove() }
        let answers = try await serve(review.folder, Addresses.all.map { (.get, $0) })
        for (address, answer) in zip(Addresses.all, answers) {
            #expect(answer.status == 200, "\(address)")
            #expect(answer.headers["x-content-type-options"] == "nosniff", "\(address)")
            #expect(answer.headers["x-frame-options"] == "DENY", "\(address)")
            #expect(answer.headers["referrer-policy"] == "same-origin", "\(address)")
            #expect(answer.headers["cache-control"] == "no-store", "\(address)")
            #expect(!answer.body.isEmpty, "\(address)")
            let type = try #require(answer.headers["content-type"], "\(address)")
            #expect(type.hasPrefix(expectedType(of: address)), "\(address): \(type)")
            let policy = try #require(answer.headers["content-security-policy"], "\(address)")
            #expect(policy.hasPrefix("default-src 'none';"), "\(address)")
            // Modules of the workbench and the report's own script; inline scripts run nowhere.
            #expect(policy.contains("script-src 'self';"), "\(address): \(policy)")
            #expect(!policy.contains("script-src 'unsafe"), "\(address)")
            #expect(policy.contains("frame-ancestors 'none'"), "\(address)")
            #expect(
                policy.contains("unsafe-inline") == address.hasPrefix("/report/"),
                "\(address): \(policy)"
            )
        }
    }

    private func expectedType(of address: String) -> String {
        if address.hasSuffix(".svg") { return "image/svg+xml" }
        if address.hasSuffix(".css") { return "text/css; charset=utf-8" }
        if address.hasSuffix(".csv") { return "text/csv; charset=utf-8" }
        if address.hasPrefix("/api/") || address.hasSuffix(".json") {
            return "application/json; charset=utf-8"
        }
        return "text/html; charset=utf-8"
    }

    @Test("No text of a record, sheet or protocol becomes markup", arguments: Addresses.pages)
    func nothingIsUnescaped(address: String) async throws {
        let review = try HostileReview()
        defer { review.remove() }
        let page = try await get(review.folder, address).body
        // The only scripts are the modules of the workbench.
        let body = page.replacing(
            /<script type="module" src="\/assets\/[a-z]+\.js"><\/script>/,
            with: ""
        )
        for marker in [
            "<script>", "<script ", "<img", "<b>wrong", "<b>outcome", "<u>MRI", "<i>",
            "onload=alert(4)>\"",
        ] {
            #expect(!body.lowercased().contains(marker.lowercased()), "\(marker)")
        }
        // The policy forbids them, so a page that has one would show without it.
        #expect(!body.contains(" style=\"") && !body.contains("<style"))
        #expect(!body.contains("href=\"javascript:"))
        #expect(body.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
        #expect(body.contains("<a class=\"skip\" href=\"#content\">"))
        #expect(body.components(separatedBy: "<h1>").count == 2)
        // Tags open and close in pairs wherever text was put in.
        for tag in ["table", "tr", "dl", "div", "section", "ul", "main", "details", "p"] {
            let opened = body.ranges(of: try Regex("<\(tag)[ >]")).count
            #expect(opened == body.ranges(of: "</\(tag)>").count, "\(tag)")
        }
    }

    @Test("The overview shows flow, what waits, progress and results")
    func overview() async throws {
        let review = try HostileReview()
        defer { review.remove() }
        let body = try await get(review.folder, "/").body
        #expect(
            body.contains("<dt>Records identified</dt><dd><b>5</b> <small>1 duplicates</small>")
        )
        #expect(body.contains("Title and abstract: 1 works need votes"))
        #expect(body.contains("href=\"/account\""))
        #expect(body.contains("Title and abstract, conflict on"))
        #expect(body.contains("href=\"/conflicts/title-abstract/first.ris:3\""))
        #expect(body.contains("Ann: include, Ben: exclude"))
        #expect(body.contains("href=\"/forest/auc\""))
        let analysis = AnalysisReport(try review.folder.read().state)
        let pooled = try #require(analysis.analyses.first?.stages.first?.pooled)
        #expect(body.contains(String(format: "%.3f", pooled.estimate)))
    }

    @Test("A record's page shows its fields, copies, decisions and study")
    func record() async throws {
        let review = try HostileReview()
        defer { review.remove() }
        let body = try await get(review.folder, "/records/first.ris:1").body
        #expect(body.contains("exports/first.ris:1, line 1"))
        #expect(body.contains("href=\"https://doi.org/10.1000/a%22onmouseover"))
        #expect(body.contains("javascript:alert(5)"))
        #expect(body.contains("settled &lt;img src=x onerror=alert(2)&gt;"))
        #expect(body.contains("include (settlement)"))
        #expect(body.contains("2026-11-23T08:00:00Z"))
        #expect(body.contains("by Tester &lt;i&gt;"))
        #expect(body.contains("decisions.csv:6"))
        #expect(body.contains("studies.csv:2"))
        let copy = try await get(review.folder, "/records/first.ris%232:1").body
        #expect(copy.contains("href=\"/records/first.ris:3\""))
        #expect(copy.contains("other/first.ris:1, line 1"))
        #expect(copy.contains("Conflict, title and abstract"))
    }

    @Test("A decision that was replaced stays visible and is marked")
    func replacedDecision() async throws {
        let review = try HostileReview()
        defer { review.remove() }
        let changed = HostileReview.decisions.replacing(
            "first.ris:3,title-abstract,Ben,exclude",
            with: "first.ris:3,title-abstract,Ben,include"
        )
        try review.write(changed, to: "decisions.csv")
        try review.record()
        let body = try await get(review.folder, "/records/first.ris:3").body
        #expect(body.contains("no: the event was taken back"))
        #expect(body.contains("Awaiting votes, full text"))
        let log = try await get(review.folder, "/log").body
        let events = try review.folder.read().events
        for event in events { #expect(log.contains("id=\"event-\(event.sequence)\"")) }
    }

    @Test("A pair that a person judged is shown as that person's, not as the program's")
    func judgedPair() async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        let address = "/records/first.ris:3"
        let machine = try await get(review.folder, address).body
        #expect(machine.contains("first.ris:3 – first.ris#2:1</th><td>one work</td><td>program"))
        var draft = try review.folder.draft()
        let sheet = "first,second,same,reviewer,note\nfirst.ris:3,first.ris#2:1,no,Ben,<b>two</b>\n"
        try RecordSheet(kind: .duplicates, file: "pairs.csv")
            .run(on: &draft, bytes: Array(sheet.utf8))
        try DeduplicateReview().run(on: &draft)
        try draft.commit(actor: "Tester") { "2026-11-24T08:00:00Z" }
        let judged = try await get(review.folder, address).body
        #expect(judged.contains("first.ris:3 – first.ris#2:1</th><td>two works</td><td>Ben, "))
        #expect(judged.contains("&lt;b&gt;two&lt;/b&gt;"))
        #expect(judged.contains("pairs.csv:2"))
        #expect(!judged.contains("<td>program"))
    }

    @Test("A vote that a later sheet overrules stays visible, too")
    func overruledDecision() async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        var draft = try review.folder.draft()
        let sheet = "record,stage,reviewer,decision\nfirst.ris:3,title-abstract,Ben,include\n"
        try RecordSheet(kind: .decisions, file: "later.csv").run(
            on: &draft,
            bytes: Array(sheet.utf8)
        )
        try draft.commit(actor: "Tester") { "2026-11-24T08:00:00Z" }
        let body = try await get(review.folder, "/records/first.ris:3").body
        #expect(body.ranges(of: "no: replaced by a later decision").count == 1)
        #expect(body.contains("later.csv:2"))
        #expect(body.contains("2026-11-24T08:00:00Z"))
    }

    @Test(
        "The list of records is filtered by words and standing",
        arguments: [
            ("", 5), ("?q=MULLER+anne", 1), ("?q=%3Cscript%3E", 1), ("?q=third%20compression", 2),
            ("?q=nothing+like+this", 0), ("?standing=included", 1),
            ("?standing=conflict-at-screening", 2), ("?standing=awaiting-screening&q=liver", 1),
            ("?standing=excluded-at-screening", 1), ("?q=first.ris%232", 2), ("?page=1", 5),
        ]
    )
    func filter(query: String, count: Int) async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        let answer = try await get(review.folder, "/records" + query)
        #expect(answer.status == 200)
        #expect(answer.body.contains("\(counted(count, "record", "records")) of"))
        #expect(answer.body.ranges(of: "<tr><th scope=\"row\">").count == count)
        #expect(!answer.body.contains("value=\"<script"))
    }

    @Test("JSON values are those of the commands")
    func values() async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        let state = try review.folder.read().state
        func bytes(_ name: String) async throws -> [UInt8] {
            Array(try await get(review.folder, "/api/v1/" + name).body.utf8)
        }
        #expect(try await bytes("status") == prettyJSON(ReviewStatus(state)))
        #expect(try await bytes("analysis") == prettyJSON(AnalysisReport(state)))
        #expect(try await bytes("log") == prettyJSON(ReadLog().run(review.folder.read())))
        #expect(try await bytes("log?since=2027-01-01") == prettyJSON([LogEntry]()))
        let flow = try JSONDecoder().decode(Flow.self, from: Data(try await bytes("prisma")))
        #expect(flow.flow == state.plannedFlow)
        #expect(flow.brokenIdentities.isEmpty)
    }

    private struct Flow: Decodable {
        let flow: PRISMAFlow
        let brokenIdentities: [PRISMAFlow.BrokenIdentity]
    }

    @Test("A review without any event has every page, empty")
    func emptyReview() async throws {
        let path = NSTemporaryDirectory() + "consilience-server-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let folder = ReviewFolder(path: path)
        _ = try NewReview().run(folder)
        var draft = try folder.draft()
        try SynchroniseFolder().run(on: &draft)
        try draft.commit(actor: "Tester") { "2026-11-23T08:00:00Z" }
        for address in [
            "/", "/records", "/prisma", "/forest", "/forest/auc", "/risk-of-bias", "/log",
        ] {
            #expect(try await get(folder, address).status == 200, "\(address)")
        }
        let report = try await get(folder, "/report/")
        #expect(report.status == 404)
        #expect(report.body.contains("No report has been built yet"))
    }
}
