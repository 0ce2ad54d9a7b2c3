import Foundation
import Review
import ReviewStore
import Testing
import Workbench

@testable import WorkbenchServer

@Suite("Full texts in the browser")
struct FullTextPageTests {
    private static let pdf = Array("%PDF-1.7\n<script>alert(1)</script>\n%%EOF\n".utf8)

    @Test("A PDF is attached, served as what it is, and taken back")
    func attach() async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        try await IntakeBench(folder: review.folder).open { enter, site in
            let ann = try enter("Ann")
            let page = try await ann.get("/full-texts").body
            #expect(page.contains("first.ris:1") && !page.contains("first.ris:2\""))
            #expect(!page.contains(HostileReview.script))
            let address = "/api/v1/records/first.ris:1/full-texts"
            let name = "?name=" + WebAddress.encoded("../<b>\"paper\".pdf")
            let done = try await ann.upload(address + name, Self.pdf)
            #expect(done.status == 200, "\(done.body)")
            #expect(done.object["isNew"] as? Bool == true)
            let hash = try #require(done.object["sha256"] as? String)
            let again = try await ann.upload(address + name, Self.pdf)
            #expect(again.object["isNew"] as? Bool == false)
            let file = try await ann.get("/full-texts/" + hash)
            #expect(file.status == 200 && Array(file.body.utf8) == Self.pdf)
            #expect(file.headers["content-type"] == "application/pdf")
            #expect(file.headers["x-content-type-options"] == "nosniff")
            #expect(file.headers["x-frame-options"] == "SAMEORIGIN")
            #expect(file.headers["content-security-policy"]?.contains("object-src 'self'") == true)
            #expect(file.headers["content-disposition"]?.hasPrefix("inline; filename=") == true)
            #expect(file.headers["content-disposition"]?.contains("<") == false)
            let listed = try await ann.get("/full-texts?standing=there").body
            #expect(listed.contains("&lt;b&gt;_paper_.pdf") && !listed.contains("<b>_"))
            let rows = try await ann.get("/api/v1/full-texts").objects
            #expect(rows.count == 1 && rows[0]["standing"] as? String == "there")
            #expect(rows[0]["studies"] as? [String] == ["S1"])
            let event = try #require(done.object["event"] as? Int)
            let undone = try await ann.post("/full-texts/attachments/\(event)/undo")
            #expect(undone.status == 303, "\(undone.body)")
            #expect(try await ann.get("/full-texts/" + hash).status == 404)
            #expect(try await ann.post("/full-texts/attachments/\(event)/undo").status == 404)
            #expect(try await ann.post("/full-texts/attachments/1/undo").status == 404)
        }
    }

    @Test("Parts of a file are served as they are asked for")
    func ranges() async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        try await IntakeBench(folder: review.folder).open { enter, site in
            let ann = try enter("Ann")
            let done = try await ann.upload("/api/v1/records/first.ris:1/full-texts", Self.pdf)
            let hash = try #require(done.object["sha256"] as? String)
            let size = Self.pdf.count
            for (range, status, part) in [
                ("bytes=0-3", 206, 0..<4), ("bytes=5-", 206, 5..<size),
                ("bytes=-4", 206, (size - 4)..<size), ("bytes=0-99999", 206, 0..<size),
                ("bytes=4-2", 200, 0..<size), ("items=0-1", 200, 0..<size),
                ("bytes=0-1,3-4", 200, 0..<size), ("bytes=x-y", 200, 0..<size),
                ("bytes=-99999", 206, 0..<size),
                ("bytes=99999999999999999999-", 200, 0..<size),
            ] {
                let answer = try await ann.get("/full-texts/" + hash, headers: ["Range": range])
                #expect(answer.status == status, "\(range)")
                #expect(Array(answer.body.utf8) == Array(Self.pdf[part]), "\(range)")
            }
            for range in ["bytes=\(size)-", "bytes=-0"] {
                let answer = try await ann.get("/full-texts/" + hash, headers: ["Range": range])
                #expect(answer.status == 416, "\(range)")
                #expect(answer.headers["content-range"] == "bytes */\(size)")
            }
        }
    }

    @Test("What is no PDF, too large, or of no record is refused and leaves nothing")
    func refused() async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        let bench = try IntakeBench()
        defer { bench.remove() }
        try await IntakeBench(folder: review.folder).open { enter, site in
            let ann = try enter("Ann")
            let before = try await site.desk.sequence()
            let address = "/api/v1/records/first.ris:1/full-texts?name=a.pdf"
            let page = try await ann.upload(address, Array("<html>Log in</html>".utf8))
            #expect(page.status == 400 && page.body.contains("is not a PDF"))
            #expect(
                try await ann.upload("/api/v1/records/none:1/full-texts", Self.pdf).status == 404
            )
            #expect(try await ann.upload(address, []).status == 400)
            for hash in ["none", "..%2Freview.sqlite", String(repeating: "0", count: 64), "%00"] {
                #expect(try await ann.get("/full-texts/" + hash).status == 404, "\(hash)")
            }
            #expect(try await site.desk.sequence() == before)
            let left = try FileManager.default.contentsOfDirectory(
                atPath: review.folder.path + "/.uploads"
            )
            #expect(left.isEmpty)
        }
        try await bench.open(largest: 1000) { enter, _ in
            let ann = try enter("Ann")
            _ = try await ann.bring(IntakeBench.export([IntakeBench.titles[0]]), as: "a.ris")
            let large = Self.pdf + [UInt8](repeating: 32, count: 2000)
            let answer = try await ann.upload("/api/v1/records/a.ris:1/full-texts", large)
            #expect(answer.status == 413)
        }
    }
}
