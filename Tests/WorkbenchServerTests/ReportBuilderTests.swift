import Foundation
import HTTPTypes
import Reporting
import ReviewStore
import Testing
import Workbench

@testable import WorkbenchServer

@Suite("Building and seeing the report")
struct ReportBuilderTests {
    private struct Body: Decodable {
        let progress: String
        let builtAt: String?
        let isOutdated: Bool
        let changes: Int
        let isOpen: Bool
        let files: [ReportManifest.File]?
    }

    @Test("A reviewer builds it, and takes it away as a whole, hashes included")
    func build() async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        try await Workplace.open(review.folder) { place in
            let client = try await place.enterAlone()
            #expect(try await client.get("/report-builder/report.zip").status == 404)
            let empty = try await client.get("/report-builder").body
            #expect(empty.contains("No report has been built yet."))
            let answer = try await client.post("/report-builder")
            #expect(answer.status == 303)
            await place.site.reporting.wait(seconds: 20)
            let body = try await client.get("/api/v1/report").decoded(Body.self)
            #expect(body.progress == "idle" && !body.isOutdated && body.changes == 0 && body.isOpen)
            let files = try #require(body.files)
            let page = try await client.get("/report-builder").body
            for file in files { #expect(page.contains(file.sha256)) }
            #expect(!page.contains("<script>alert"))
            let zip = try await client.get("/report-builder/report.zip")
            #expect(zip.headers["content-type"] == "application/zip")
            #expect(zip.headers["content-disposition"] == "attachment; filename=\"report.zip\"")
            // The same bytes as the command writes.
            let files2 = try BuildReport().render(review.folder.read())
            let manifest = try #require(files2.first { $0.path == "manifest.json" })
            let served = try await client.get("/report/manifest.json")
            #expect(Array(served.body.utf8) == manifest.bytes)
            // A later event makes it outdated.
            let undone = try await client.post("/log/1/undo")
            #expect(undone.status == 400)
            let last = try review.folder.read().events.count
            #expect(try await client.post("/log/\(last)/undo").status == 303)
            let later = try await client.get("/api/v1/report").decoded(Body.self)
            #expect(later.isOutdated && later.changes == 1)
            #expect(try await client.get("/report-builder").body.contains("changed since: 1"))
        }
    }

    @Test("review.yaml is taken up only if that is asked for")
    func takesUp() async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        let events = try review.folder.read().events.count
        let text = try String(contentsOfFile: review.folder.reviewFilePath, encoding: .utf8)
        try review.write(text.replacing("Discrimination", with: "Other name"), to: "review.yaml")
        try await Workplace.open(review.folder) { place in
            let client = try await place.enterAlone()
            _ = try await client.post("/report-builder")
            await place.site.reporting.wait(seconds: 20)
            #expect(try review.folder.read().events.count == events)
            _ = try await client.post("/report-builder", ["take-up": "1"])
            await place.site.reporting.wait(seconds: 20)
            #expect(try review.folder.read().events.count == events + 1)
            // What is refused is told, without paths of this machine.
            try review.write("title: [", to: "review.yaml")
            _ = try await client.post("/report-builder", ["take-up": "1"])
            await place.site.reporting.wait(seconds: 20)
            let page = try await client.get("/report-builder").body
            #expect(page.contains("review.yaml:") && page.contains("not valid YAML"))
            #expect(!page.contains(review.folder.path))
        }
    }

    @Test("Nobody reads in it what is still hidden from them")
    func blinding() async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        let people = ["Ada": AccountRole.admin, "Ann": .reviewer, "Ben": .reviewer]
        let half = HostileReview.decisions + "first.ris#2:2,title-abstract,Ben,exclude,,vote,\n"
        try review.write(half, to: "decisions.csv")
        try review.record()
        let build = BuildReport()
        try build.write(build.render(review.folder.read()), to: review.folder.reportPath)
        let addresses = [
            "/report/", "/report/index.html", "/report/manifest.json", "/report/tables/studies.csv",
            "/report-builder/report.zip",
        ]
        try await Workplace.open(review.folder, people: people) { place in
            for name in ["Ada", "Ann"] {
                let client = try place.enter(name)
                for address in addresses {
                    let answer = try await client.get(address)
                    #expect(answer.status == 403, "\(name) \(address)")
                    #expect(!answer.body.contains("manifest"))
                }
                let body = try await client.get("/api/v1/report").decoded(Body.self)
                #expect(!body.isOpen && body.files == nil)
                let page = try await client.get("/report-builder").body
                #expect(!page.contains("SHA-256") && !page.contains("/report/index.html"))
                #expect(page.contains("You can read it once all these are in."))
            }
            // The one vote is Ben's own.
            let ben = try place.enter("Ben")
            #expect(try await ben.get("/report/").status == 200)
            // Once all votes are in, the report opens, though it was built before.
            let ann = try place.enter("Ann")
            let vote = try await ann.send(
                .post,
                "/api/v1/screening/title-abstract/decisions",
                json: [
                    "id": "12345678-abcd", "record": "first.ris#2:2", "verdict": "include",
                    "decidedAt": "2026-11-30T08:00:00Z",
                ]
            )
            #expect(vote.status == 200, "\(vote.body)")
            for name in people.keys {
                let client = try place.enter(name)
                for address in addresses {
                    #expect(try await client.get(address).status == 200, "\(name) \(address)")
                }
            }
        }
    }

    @Test("Observers build nothing, and no form without its token does")
    func permissions() async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        let people = ["Obi": AccountRole.observer, "Ann": .reviewer]
        try await Workplace.open(review.folder, people: people) { place in
            let observer = try place.enter("Obi")
            #expect(try await observer.post("/report-builder").status == 403)
            #expect(try await observer.get("/report-builder").status == 200)
            let ann = try place.enter("Ann")
            #expect(try await ann.post("/report-builder", [Form.tokenName: "no"]).status == 403)
            #expect(!FileManager.default.fileExists(atPath: review.folder.reportPath))
            let json = try await ann.send(.post, "/api/v1/report", json: ["wait": 20])
            #expect(try json.decoded(Body.self).progress == "idle")
            #expect(FileManager.default.fileExists(atPath: review.folder.reportPath))
        }
    }
}
