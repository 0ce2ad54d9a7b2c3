import Foundation
import HTTPTypes
import Testing

@testable import WorkbenchServer

@Suite("The interface's document")
struct OpenAPITests {
    private func opened() throws -> (review: HostileReview, routes: Routes) {
        let review = try HostileReview(buildsReport: false)
        let server = try WorkbenchServer(folder: review.folder)
        return (review, Routes(site: server.site))
    }

    private func document(_ routes: Routes) throws -> [String: Any] {
        let text = OpenAPI(routes.endpoints).json
        let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
        return try #require(value as? [String: Any])
    }

    @Test("It has every operation of the router, and none besides")
    func sameAsRoutes() throws {
        let (review, routes) = try opened()
        defer { review.remove() }
        let paths = try #require(try document(routes)["paths"] as? [String: [String: Any]])
        var documented: Set<String> = []
        for (path, operations) in paths {
            for method in operations.keys { documented.insert("\(method.uppercased()) \(path)") }
        }
        let served = routes.endpoints.filter { $0.path.hasPrefix("/api/v1/") }.map { endpoint in
            let parts = endpoint.path.split(separator: "/").map {
                $0.hasPrefix(":") ? "{\($0.dropFirst())}" : String($0)
            }
            return "\(endpoint.method.rawValue) /" + parts.joined(separator: "/")
        }
        // The document does not describe itself.
        #expect(documented == Set(served).subtracting(["GET /api/v1/openapi.json"]))
        #expect(served.count == Set(served).count)
        #expect(documented.count > 10)
    }

    @Test("Operations have names of their own, and say what they need and answer")
    func operations() throws {
        let (review, routes) = try opened()
        defer { review.remove() }
        let paths = try #require(try document(routes)["paths"] as? [String: [String: Any]])
        var names: Set<String> = []
        for (path, operations) in paths {
            for (method, value) in operations {
                let operation = try #require(value as? [String: Any])
                let name = try #require(operation["operationId"] as? String)
                #expect(names.insert(name).inserted, "\(name)")
                let summary = try #require(operation["summary"] as? String)
                #expect(summary.hasSuffix("."), "\(name): \(summary)")
                let answers = try #require(operation["responses"] as? [String: Any])
                #expect(answers["200"] != nil && answers["401"] != nil && answers["403"] != nil)
                let placed = path.ranges(of: "{").count
                let parameters = operation["parameters"] as? [[String: Any]] ?? []
                #expect(parameters.count { $0["in"] as? String == "path" } == placed, "\(name)")
                #expect(operation["x-permission"] is String, "\(method) \(path)")
            }
        }
    }

    @Test("Schemas are JSON Schema: optional members are not required")
    func schemas() {
        let schema = Schema.object([
            ("id", .text(longest: 4)), ("note?", .nullable(.text())),
            ("list", .list(.whole(least: 1))), ("kind", .text(oneOf: ["a", "b"])),
        ])
        #expect(
            schema.json
                == #"{"type":"object","required":["id","list","kind"],"properties":"#
                + #"{"id":{"type":"string","maxLength":4},"#
                + #""note":{"anyOf":[{"type":"string"},{"type":"null"}]},"#
                + #""list":{"type":"array","items":{"type":"integer","minimum":1}},"#
                + #""kind":{"type":"string","enum":["a","b"]}}}"#
        )
    }

    @Test("Every phrase that pages use is there in both languages, and the two differ in words")
    func languages() async throws {
        let review = try HostileReview(buildsReport: false)
        defer { review.remove() }
        for address in ["/", "/screening/title-abstract", "/conflicts", "/account", "/records"] {
            let english = try await get(review.folder, address).body
            let german = try await get(review.folder, address, language: "de").body
            #expect(english.contains("<html lang=\"en\">"))
            #expect(german.contains("<html lang=\"de\">"))
            #expect(german.contains(">Sichtung</a>") && !german.contains(">Screening</a>"))
        }
    }
}
