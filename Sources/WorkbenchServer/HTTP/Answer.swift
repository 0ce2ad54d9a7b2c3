import HTTPTypes
import Hummingbird
import Reporting
import Workbench

/// Which content a page may load.
enum ContentPolicy {
    /// Pages of the workbench: its own style sheet and figures, no script at all.
    case workbench
    /// Files of a built report, which carry their style inside and load one script beside them.
    case report

    /// The rules, as `Content-Security-Policy` has them.
    var rules: String {
        let style = self == .report ? "'unsafe-inline'" : "'self'"
        let script = self == .report ? "script-src 'self'; " : ""
        return
            "default-src 'none'; \(script)style-src \(style); img-src 'self'; form-action 'self'; "
            + "base-uri 'none'; frame-ancestors 'none'"
    }
}

/// Ways to answer a request.
enum Answer {
    /// A page.
    static func page(_ page: Page, status: HTTPResponse.Status = .ok) -> Response {
        bytes(Array(page.document.source.utf8), "text/html; charset=utf-8", status: status)
    }

    /// A value as JSON, in the form of the commands' `--json`.
    static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response
    {
        bytes(try prettyJSON(value), "application/json; charset=utf-8", status: status)
    }

    /// A text of a type.
    static func text(_ text: String, _ type: String) -> Response { bytes(Array(text.utf8), type) }

    /// Bytes of a type.
    static func bytes(
        _ bytes: [UInt8],
        _ type: String,
        status: HTTPResponse.Status = .ok,
        policy: ContentPolicy = .workbench
    ) -> Response {
        var headers = HTTPFields()
        headers[.contentType] = type
        headers[.contentSecurityPolicy] = policy.rules
        return Response(
            status: status,
            headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        )
    }

    /// Another address of the workbench.
    static func redirect(to address: String) -> Response {
        Response(status: .permanentRedirect, headers: [.location: address])
    }
}
