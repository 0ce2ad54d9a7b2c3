import Bibliography
import Foundation
import Review
import ReviewStore
import Testing
import Workbench

@testable import WorkbenchServer

@Suite("Hostile uploads")
struct UploadAttackTests {
    @Test(
        "A name never becomes a path, and can be cited",
        arguments: [
            ("../../x", "x"), ("/etc/passwd", "passwd"), ("..", "export"), (".", "export"),
            ("", "export"), ("a/../..", "export"), ("C:\\a\\b.ris", "b.ris"),
            ("a\u{0}b.ris", "a_b.ris"), ("a\r\nSet-Cookie: x.ris", "a__Set-Cookie_ x.ris"),
            ("a:1;b,c\".ris", "a_1_b_c_.ris"), ("\u{202E}sir.exe", "_sir.exe"),
            ("  a.ris ", "a.ris"), ("Müller.ris", "Müller.ris"), ("///", "export"),
        ]
    )
    func names(given: String, plain: String) {
        #expect(Upload.plainName(given, fallback: "export") == plain)
    }

    @Test("A long name keeps its end, and whole characters")
    func longName() {
        let long = Upload.plainName(
            String(repeating: "ü", count: 5000) + ".ris",
            fallback: "export"
        )
        #expect(long.utf8.count <= Upload.longestName && long.hasSuffix("ü.ris"))
        #expect(Upload.plainName(nil, fallback: "export") == "export")
    }

    @Test("Files of all names lie in a folder that nobody else may enter, and nowhere else")
    func folder() async throws {
        let bench = try IntakeBench()
        defer { bench.remove() }
        try await bench.open { enter, _ in
            let ann = try enter("Ann")
            let escaped = "escaped-" + UUID().uuidString
            let outside = bench.folder.path + "/../" + escaped
            for name in [
                "../../" + escaped, "..%2F..%2F" + escaped, "..%2F" + escaped, "%00", "a%00.ris",
                "%2Fetc%2Fpasswd", ".ssh",
                "review.sqlite",
            ] {
                let answer = try await ann.upload(
                    "/api/v1/uploads?name=\(name)",
                    Array("TY  - JOUR".utf8)
                )
                #expect(answer.status == 200, "\(name): \(answer.body)")
                #expect(!answer.body.contains(bench.folder.path))
            }
            let long = String(repeating: "a", count: 201)
            #expect(try await ann.upload("/api/v1/uploads?name=\(long)", [1]).status == 400)
            #expect(try await ann.upload("/api/v1/uploads?name=%FF", [1]).status == 400)
            #expect(!FileManager.default.fileExists(atPath: outside))
            let folder = bench.folder.path + "/.uploads"
            let facts = try FileManager.default.attributesOfItem(atPath: folder)
            #expect((facts[.posixPermissions] as? NSNumber)?.intValue == 0o700)
            let files = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(files.count == 8 && files.allSatisfy { UUID(uuidString: $0) != nil })
            for file in files {
                let facts = try FileManager.default.attributesOfItem(atPath: folder + "/" + file)
                #expect((facts[.posixPermissions] as? NSNumber)?.intValue == 0o600)
            }
        }
    }

    @Test("A link in the place of the folder is not followed")
    func link() async throws {
        let (bench, other) = (try IntakeBench(), try IntakeBench())
        defer {
            bench.remove()
            other.remove()
        }
        try FileManager.default.createSymbolicLink(
            atPath: bench.folder.path + "/.uploads",
            withDestinationPath: other.folder.path
        )
        try await bench.open { enter, _ in
            let ann = try enter("Ann")
            #expect(try await ann.upload("/api/v1/uploads?name=x", [65]).status == 200)
            #expect(FileManager.default.fileExists(atPath: other.folder.path + "/review.yaml"))
            let there = try FileManager.default.contentsOfDirectory(atPath: other.folder.path)
            #expect(there.allSatisfy { UUID(uuidString: $0) == nil })
        }
    }

    @Test("Too many files that wait are refused; those that are removed make room")
    func many() async throws {
        let bench = try IntakeBench()
        defer { bench.remove() }
        try await bench.open(largest: 100) { enter, _ in
            let ann = try enter("Ann")
            var last = ""
            for _ in 0..<UploadStore.mostOfOneAccount {
                let sent = try await ann.upload("/api/v1/uploads?name=x", [65])
                last = try #require(sent.object["upload"] as? String)
            }
            #expect(try await ann.upload("/api/v1/uploads?name=x", [65]).status == 400)
            #expect(try await ann.post("/api/v1/uploads/\(last)/remove", json: [:]).status == 200)
            #expect(try await ann.post("/api/v1/uploads/\(last)/remove", json: [:]).status == 404)
            #expect(try await ann.upload("/api/v1/uploads?name=x", [65]).status == 200)
            // All of them together are bounded as well.
            let ben = try enter("Ben")
            let large = [UInt8](repeating: 65, count: 100)
            var refused = 0
            for _ in 0..<10
            where try await ben.upload("/api/v1/uploads?name=x", large).status == 507 {
                refused += 1
            }
            #expect(refused > 0)
        }
    }

    @Test(
        "Bombs are refused, or read within bounds",
        arguments: [
            "entities.xml", "outside.xml", "nested.json", "nested.bib", "anchors.yaml", "long.ris",
        ]
    )
    func bombs(name: String) async throws {
        let bench = try IntakeBench()
        defer { bench.remove() }
        try await bench.open { enter, site in
            let ann = try enter("Ann")
            let answer = try await ann.bring(Self.bomb(name), as: name)
            #expect(answer.status == 200 || answer.status == 400, "\(answer.body.prefix(300))")
            #expect(!answer.body.contains("root:"))
            let records = try await site.desk.snapshot().records()
            for record in records.values {
                let size = (record.title ?? "").utf8.count
                #expect(size <= ImportSearch.largestRecord)
                #expect(record.title?.contains("root:") != true)
            }
            #expect(try await ann.get("/import").status == 200)
        }
    }

    private static func bomb(_ name: String) -> String {
        func article(_ title: String) -> String {
            "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>"
                + title + "</ArticleTitle></Article></MedlineCitation></PubmedArticle>"
                + "</PubmedArticleSet>"
        }
        let depth = 100_000
        switch name {
        case "entities.xml":
            let lines = (1...9).map { number in
                "<!ENTITY a\(number) \"" + String(repeating: "&a\(number - 1);", count: 10) + "\">"
            }
            return "<?xml version=\"1.0\"?>\n<!DOCTYPE x [<!ENTITY a0 \"lol\">\n"
                + lines.joined(separator: "\n") + "]>\n" + article("&a9;")
        case "outside.xml":
            return "<?xml version=\"1.0\"?>\n"
                + "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>\n" + article("T &e;")
        case "nested.json":
            return String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        case "nested.bib":
            return "@article{a, title={" + String(repeating: "{", count: depth) + "x"
                + String(repeating: "}", count: depth) + "}}"
        case "anchors.yaml":
            return "a: &a [x, x]\n"
                + (1...20).map { "b\($0): &b\($0) [*a, *a]\n" }.joined()
        default:
            return "TY  - JOUR\nTI  - " + String(repeating: "a", count: 3 << 20) + "\nER  - \n"
        }
    }
}

@Suite("Uploads that lie")
struct LyingUploadTests {
    @Test(
        "A body beyond the limit is refused by its length, and when it hides it; a short one is dropped"
    )
    func lying() async throws {
        let bench = try IntakeBench()
        defer { bench.remove() }
        var options = ServingOptions(port: 0)
        options.largestImport = 100_000
        let server = try await RunningServer.start(bench.folder, options)
        let (workbench, port) = (server.workbench, server.port)
        let secret = try #require(try workbench.site.enterByKey())
        let now = Date().timeIntervalSince1970
        let session = try #require(try workbench.site.accounts.session(secret, now: now))
        let head = """
            POST /api/v1/uploads?name=x.ris HTTP/1.1\r
            Host: localhost\r
            Cookie: consilience=\(secret)\r
            X-Form-Token: \(session.formToken)\r
            Connection: close\r

            """
        func status(_ rest: String, isBrokenOff: Bool = false) async throws -> String {
            let answer = try await LoopbackSocket.exchange(
                head + rest,
                port: port,
                isBrokenOff: isBrokenOff
            )
            return String(answer.prefix(12))
        }
        func left() throws -> Int {
            let folder = bench.folder.path + "/.uploads"
            guard FileManager.default.fileExists(atPath: folder) else { return 0 }
            return try FileManager.default.contentsOfDirectory(atPath: folder).count
        }
        // Refused by the length that it names, with next to nothing sent.
        #expect(
            try await status("Content-Length: 5000000000\r\n\r\nTY", isBrokenOff: true)
                == "HTTP/1.1 413"
        )
        #expect(try left() == 0)
        // Without a length it is counted.
        let chunk = "2710\r\n" + String(repeating: "a", count: 10_000) + "\r\n"
        let chunks = String(repeating: chunk, count: 12) + "0\r\n\r\n"
        #expect(try await status("Transfer-Encoding: chunked\r\n\r\n" + chunks) == "HTTP/1.1 413")
        #expect(try left() == 0)
        // Lengths that are none, or two of them, never reach the page.
        for length in ["-1", "1e3", "9999999999999999999999"] {
            let answer = try await status("Content-Length: \(length)\r\n\r\nTY", isBrokenOff: true)
            #expect(answer != "HTTP/1.1 200", "\(length)")
        }
        let both = "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"
        #expect(try await status(both + chunks, isBrokenOff: true) != "HTTP/1.1 200")
        // Less than promised: nothing is kept.
        _ = try await status("Content-Length: 50000\r\n\r\nTY  - JOUR", isBrokenOff: true)
        for _ in 0..<100 where try left() > 0 { try await Task.sleep(for: .milliseconds(50)) }
        #expect(try left() == 0)
        // And an honest one is.
        #expect(try await status("Content-Length: 10\r\n\r\nTY  - JOUR") == "HTTP/1.1 200")
        #expect(try left() == 1)
        await server.stop()
    }
}
