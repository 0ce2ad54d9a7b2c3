import Foundation
import ReviewStore
import Testing
import Workbench

@testable import WorkbenchServer

@Suite("Over the network")
struct LiveTests {
    @Test(
        "Hosts that other machines can reach are refused before anything is bound",
        arguments: [
            "0.0.0.0", "::", "192.168.1.2", "example.org", "", "127.0.0.1.example.org", "127.1",
            "128.0.0.1", "127.0.0.256", "127.0.0.01", "localhost.example.org", " 127.0.0.1",
        ]
    )
    func refusesHost(host: String) async throws {
        #expect(throws: ServerError.notLoopback(host: host)) {
            try WorkbenchServer(
                folder: ReviewFolder(path: "/nowhere"),
                options: ServingOptions(host: host, port: 0)
            )
        }
        #expect(throws: ServerError.notSecure(host: host)) {
            try WorkbenchServer(
                folder: ReviewFolder(path: "/nowhere"),
                options: ServingOptions(host: host, port: 0, isTeam: true)
            )
        }
        #expect(ServerError.notLoopback(host: host).description.contains("--team"))
    }

    @Test("Ports that are none are refused", arguments: [-1, 65536])
    func refusesPort(port: Int) async throws {
        #expect(throws: ServerError.invalidPort(port)) {
            try WorkbenchServer(
                folder: ReviewFolder(path: "/nowhere"),
                options: ServingOptions(port: port)
            )
        }
    }

    @Test(
        "Authorities that name this machine, and those that do not",
        arguments: [
            ("localhost", true), ("LOCALHOST:80", true), ("127.0.0.1:8080", true),
            ("127.9.8.7", true), ("[::1]", true), ("[::1]:8080", true), ("evil.example", false),
            ("localhost.evil.example", false), ("127.0.0.1.evil.example:80", false), ("", false),
            ("localhost:", false), ("localhost:8a", false), ("localhost:123456", false),
            ("[::1", false), ("[::2]", false), ("::1", false), ("user@localhost", false),
            ("localhost:80:80", false), ("0.0.0.0", false), ("[::1]evil", false),
        ]
    )
    func authority(text: String, isOurs: Bool) {
        #expect(LoopbackAddress.isNamed(byAuthority: text) == isOurs)
    }

    @Test("A running server answers its own names only, and stops when it is told to")
    func overSocket() async throws {
        let review = try HostileReview()
        defer { review.remove() }
        let server = try await RunningServer.start(review.folder)
        let (address, port) = (server.address, server.port)
        #expect(address.hasPrefix("http://127.0.0.1:") && address.contains("/enter?key="))
        func status(_ lines: String...) async throws -> String {
            let request = (lines + ["Connection: close", "", ""]).joined(separator: "\r\n")
            return String(try await LoopbackSocket.exchange(request, port: port).prefix(12))
        }
        let entry = try #require(address.range(of: "/enter").map { address[$0.lowerBound...] })
        let welcome = try await LoopbackSocket.exchange(
            "GET \(entry) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
            port: port
        )
        #expect(welcome.hasPrefix("HTTP/1.1 200"))
        #expect(welcome.contains("HttpOnly") && welcome.contains("SameSite=Strict"))
        let secret = try #require(welcome.firstMatch(of: /consilience=([^;]+);/)?.1)
        let cookie = "Cookie: consilience=\(secret)"
        #expect(try await status("GET \(entry) HTTP/1.1", "Host: localhost") == "HTTP/1.1 401")
        #expect(try await status("GET / HTTP/1.1", "Host: localhost:\(port)") == "HTTP/1.1 303")
        #expect(
            try await status("GET / HTTP/1.1", "Host: localhost:\(port)", cookie) == "HTTP/1.1 200"
        )
        #expect(try await status("GET / HTTP/1.1", "Host: 127.0.0.1", cookie) == "HTTP/1.1 200")
        #expect(try await status("GET / HTTP/1.1", "Host: evil.example:\(port)") == "HTTP/1.1 421")
        #expect(try await status("GET / HTTP/1.1") == "HTTP/1.1 421")
        #expect(
            try await status("GET http://localhost/ HTTP/1.1", "Host: evil.example")
                == "HTTP/1.1 421"
        )
        #expect(try await status("POST / HTTP/1.1", "Host: localhost") == "HTTP/1.1 405")
        #expect(
            try await status("GET /report/../review.sqlite HTTP/1.1", "Host: localhost", cookie)
                == "HTTP/1.1 404"
        )
        let head = try await LoopbackSocket.exchange(
            "HEAD / HTTP/1.1\r\nHost: localhost\r\n\(cookie)\r\nConnection: close\r\n\r\n",
            port: port
        )
        #expect(head.hasPrefix("HTTP/1.1 200"))
        #expect(head.hasSuffix("\r\n\r\n"))
        await server.stop()
        await #expect(throws: LoopbackSocket.Refused.self) {
            try await LoopbackSocket.exchange("GET / HTTP/1.1\r\n\r\n", port: port)
        }
    }

    @Test("A stream of changes ends with its session")
    func streamEnds() async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        var options = ServingOptions(port: 0)
        options.pulse = .milliseconds(100)
        let server = try await RunningServer.start(review.folder, options)
        let site = server.workbench.site
        let secret = try #require(try site.enterByKey())
        let session = try #require(
            try site.accounts.session(secret, now: Date().timeIntervalSince1970)
        )
        let request = [
            "GET /api/v1/events HTTP/1.1", "Host: localhost", "Cookie: consilience=\(secret)",
            "Connection: close", "", "",
        ].joined(separator: "\r\n")
        async let heard = LoopbackSocket.exchange(request, port: server.port)
        while await site.desk.listeners == 0 { try await Task.sleep(for: .milliseconds(20)) }
        try site.accounts.end(session)
        let text = try await heard
        await server.stop()
        #expect(text.hasPrefix("HTTP/1.1 200"))
        // The last chunk says that the stream has come to its end.
        #expect(text.hasSuffix("0\r\n\r\n"))
    }
}
