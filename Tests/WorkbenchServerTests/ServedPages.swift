import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing
import Workbench

@testable import WorkbenchServer

/// What a request was answered with.
struct Served: Sendable {
    let status: Int
    let headers: [String: String]
    let body: String

    init(_ response: TestResponse) {
        status = response.status.code
        var headers: [String: String] = [:]
        for field in response.headers {
            headers[field.name.canonicalName] = field.value
        }
        self.headers = headers
        body = String(buffer: response.body)
    }
}

/// Answers requests to the workbench of a folder, in process.
///
/// - Parameters:
///   - folder: folder of the review.
///   - requests: addresses with their methods.
///   - language: languages that the browser prefers.
///   - onceOpen: what happens once the workbench is open, before the first request.
/// - Returns: the answers, in the order of the requests.
/// - Throws: what the server throws.
func serve(
    _ folder: ReviewFolder,
    _ requests: [(method: HTTPRequest.Method, address: String)],
    language: String = "en",
    onceOpen: () throws -> Void = {}
) async throws -> [Served] {
    let server = try WorkbenchServer(folder: folder)
    let secret = try #require(try server.site.enterByKey())
    try onceOpen()
    return try await server.application().test(.router) { client in
        var answers: [Served] = []
        for request in requests {
            answers.append(
                try await client.execute(
                    uri: request.address,
                    method: request.method,
                    headers: [.cookie: "consilience=\(secret)", .acceptLanguage: language]
                ) {
                    Served($0)
                }
            )
        }
        return answers
    }
}

extension Site {
    /// Enters as the browser does that opens the printed address.
    func enterByKey() throws -> String? {
        guard let path = entryPath else { return nil }
        return try enter(key: String(path.dropFirst("/enter?key=".count)))
    }
}

/// Answers one GET request.
func get(
    _ folder: ReviewFolder,
    _ address: String,
    language: String = "en"
) async throws -> Served {
    try await serve(folder, [(.get, address)], language: language)[0]
}

/// Every page of a review, in the order of the navigation, then the JSON values and files.
enum Addresses {
    static let pages = [
        "/", "/records", "/records/first.ris:1", "/records/first.ris%232:1", "/prisma", "/forest",
        "/forest/auc", "/risk-of-bias", "/log",
    ]
    static let values = ["status", "analysis", "prisma", "log"].map { "/api/v1/\($0)" }
    static let files = [
        "/style.css", "/icon.svg", "/figures/prisma.svg", "/figures/forest-auc.svg",
    ]
    static let report = [
        "/report/", "/report/index.html", "/report/manifest.json", "/report/figures/prisma.svg",
        "/report/tables/studies.csv",
    ]
    static let all = pages + values + files + report
}
