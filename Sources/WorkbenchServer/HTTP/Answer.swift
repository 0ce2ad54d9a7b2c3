import HTTPTypes
import Hummingbird
import Reporting
import Workbench

/// Which content a page may load.
enum ContentPolicy {
    /// Pages of the workbench: its own style sheet, figures and script modules.
    case workbench
    /// A full text, which a page of the workbench may show in a frame.
    case document
    /// Files of a built report, which carry their style inside and load one script beside them.
    case report

    /// The rules, as `Content-Security-Policy` has them.
    var rules: String {
        if self == .document { return "object-src 'self'; frame-ancestors 'self'" }
        let style = self == .report ? "'unsafe-inline'" : "'self'"
        // Full texts are shown beside the form by the browser's own viewer.
        let own = self == .workbench ? "connect-src 'self'; frame-src 'self'; " : ""
        return
            "default-src 'none'; script-src 'self'; \(own)style-src \(style); img-src 'self'; "
            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    }
}

/// Ways to answer a request.
enum Answer {
    /// A page.
    static func page(
        _ page: Page,
        in frame: PageFrame,
        status: HTTPResponse.Status = .ok
    ) -> Response {
        bytes(
            Array(page.document(in: frame).source.utf8),
            "text/html; charset=utf-8",
            status: status
        )
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
        if policy == .document { headers[.frameOptions] = "SAMEORIGIN" }
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

    /// The page to be shown after a form has done its work, so that loading it again does nothing.
    ///
    /// - Parameter address: an address of the workbench, from its first slash on.
    /// - Returns: an answer that leads there.
    static func see(_ address: String) -> Response {
        Response(status: .seeOther, headers: [.location: address])
    }
}

extension HTTPField.Name {
    /// Which pages may show the answer in a frame, for browsers that know no better rule.
    static let frameOptions = HTTPField.Name("X-Frame-Options") ?? .contentSecurityPolicy
    /// Through whose hands a request went, as proxies write it.
    static let forwardedFor = HTTPField.Name("X-Forwarded-For") ?? .via
    /// What forms carry that scripts send.
    static let formToken = HTTPField.Name("X-Form-Token") ?? .cookie
    /// From where a browser says that a request comes.
    static let fetchSite = HTTPField.Name("Sec-Fetch-Site") ?? .origin
}
