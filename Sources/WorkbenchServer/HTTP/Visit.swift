import Foundation
import HTTPTypes
import Hummingbird
import Review

/// A request on its way through the workbench, with who makes it.
struct Visit: Sendable {
    /// The request; its body has been read if it is a form or JSON.
    let request: Request
    /// What is known of it beside its text.
    let context: WorkContext
    /// The workbench.
    let site: Site
    /// Who makes it; `nil` only at doors that stand open to everybody.
    let knownCaller: Caller?
    /// The form; empty for any other body.
    let form: Form
    /// The bytes of a body that is JSON.
    let content: [UInt8]

    /// Who makes it.
    ///
    /// - Throws: `.notLoggedIn` at a door that stands open to everybody.
    var caller: Caller {
        get throws(RequestFault) {
            guard let knownCaller else { throw .notLoggedIn }
            return knownCaller
        }
    }

    /// The person who decides.
    ///
    /// - Throws: `.nobody` for somebody who works alone and has not said who they are.
    var person: String {
        get throws(RequestFault) {
            guard let person = try caller.person else { throw .nobody }
            return person
        }
    }

    /// Language of the page.
    var language: Language { Language.preferred(by: request) }

    /// A phrase in the language of the page.
    func text(_ phrase: Phrase) -> String { phrase.text(in: language) }

    /// The parameters of the address.
    var query: Query {
        get throws(RequestFault) { try Query(request.uri.query) }
    }

    /// The review as the caller may see it, with its records at hand.
    func view() async throws -> ReviewView {
        let view = try await outline()
        try view.readRecords()
        return view
    }

    /// The review as the caller may see it, for what shows no record: nothing is read for it.
    func outline() async throws -> ReviewView {
        try await site.views.view(for: caller.person)
    }

    /// A part of the path that differs between requests, decoded once.
    ///
    /// - Throws: `.notFound` if it is no UTF-8 text or has a slash.
    func part(_ name: String) throws(RequestFault) -> String {
        guard let raw = context.parameters.get(name), let text = raw.removingPercentEncoding,
            !text.isEmpty, !text.contains("/"), !text.contains("\0")
        else { throw .notFound(.noSuchPage) }
        return text
    }

    /// The record that a part of the path names.
    ///
    /// - Throws: `.notFound`.
    func record(_ name: String = "id") throws(RequestFault) -> RecordID {
        guard let id = RecordID(try part(name)) else { throw .notFound(RecordPage.missing) }
        return id
    }

    /// The body as a value.
    ///
    /// - Throws: `.badRequest` if it is no JSON of the kind.
    func decoded<Value: Decodable>(_ type: Value.Type) throws(RequestFault) -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(content))
        } catch let DecodingError.keyNotFound(key, _) {
            throw .badRequest("The body lacks '\(key.stringValue)'.")
        } catch let DecodingError.typeMismatch(_, context) {
            throw .badRequest(
                "'\(context.codingPath.map(\.stringValue).joined(separator: "."))' is not of the "
                    + "right kind."
            )
        } catch {
            throw .badRequest("The body is no JSON of the form that is expected.")
        }
    }

    /// What every page of the visit has around it.
    var frame: PageFrame {
        PageFrame(
            language: language,
            caller: knownCaller,
            isTeam: site.options.isTeam,
            path: request.uri.path
        )
    }

    /// Answers with a page.
    ///
    /// - Parameters:
    ///   - page: the page.
    ///   - status: the status.
    ///   - path: where the page stands, if that is not where the request went.
    /// - Returns: the answer.
    func page(
        _ page: Page,
        status: HTTPResponse.Status = .ok,
        at path: String? = nil
    ) -> Response {
        var frame = frame
        if let path { frame.path = path }
        return Answer.page(page, in: frame, status: status)
    }
}
