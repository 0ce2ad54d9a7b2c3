import Foundation
import HTTPTypes
import Hummingbird
import Review
import ReviewStore
import Testing
import Workbench

@testable import WorkbenchServer

/// Texts of exports, sheets, people and forms that try to become markup, on every page there is.
@Suite("Hostile texts")
struct HostileTextTests {
    private static let nasty =
        "\"'><img src=x onerror=alert(6)></textarea><script>alert(7)</script>"

    @Test(
        "No text becomes a tag, an attribute, a script or a style on any page",
        arguments: ["en", "de"]
    )
    func everyPage(language: String) async throws {
        let review = try HostileReview()
        defer { review.remove() }
        let people: [String: AccountRole] = [
            "Ada \"<i>": .admin, "Ann": .reviewer, "Ben": .reviewer,
        ]
        try await Workplace.open(review.folder, people: people) { place in
            let ann = try place.enter("Ann")
            for record in ["first.ris:2", "first.ris#2:2"] {
                let answer = try await ann.send(
                    .post,
                    "/api/v1/screening/title-abstract/decisions",
                    json: [
                        "id": "nasty-\(record.count)-decision", "record": record,
                        "verdict": "exclude", "reason": Self.nasty, "note": Self.nasty,
                        "tags": [String(Self.nasty.prefix(20))],
                        "decidedAt": "2026-11-30T08:00:00Z",
                    ]
                )
                #expect(answer.status == 200, "\(answer.body)")
            }
            let ada = try place.enter("Ada \"<i>")
            _ = try await ada.post("/account/keys", ["label": Self.nasty])
            let invited = try await ada.post(
                "/people/invite",
                ["name": Self.nasty, "role": "reviewer"]
            )
            try Self.check(invited, "/people/invite")
            _ = try await ada.post("/language", ["to": language])
            let refused = try await place.stranger()
                .post("/log-in", ["name": Self.nasty, "password": "x"])
            try Self.check(refused, "/log-in")
            let queries = [
                "/records?q=" + WebAddress.encoded(Self.nasty), "/log?since=%3Cb%3E",
                "/records?standing=%22%3E%3Cb%3E", "/records/%3Cb%3E:1", "/forest/%3Cb%3E",
                "/invitation/%22%3E%3Cscript%3E", "/figures/%3Cb%3E.svg", "/%22%3E%3Cscript%3E",
                "/api/v1/%3Cscript%3E",
            ]
            for address in try await place.addresses() + queries {
                for client in [ada, ann] {
                    try Self.check(try await client.get(address), address)
                }
            }
        }
    }

    private static func check(_ answer: Served, _ address: String) throws {
        #expect(answer.status < 500, "\(address): \(answer.status)")
        #expect(answer.headers["x-content-type-options"] == "nosniff", "\(address)")
        #expect(answer.headers["content-security-policy"] != nil, "\(address)")
        let type = answer.headers["content-type"] ?? ""
        // The report is a document of its own, with its own tests and its own policy.
        if type.hasPrefix("text/html"), !address.hasPrefix("/report") {
            MarkupCheck(answer.body).report(on: address)
        } else if type.hasPrefix("image/svg") {
            MarkupCheck(answer.body).report(on: address)
        } else if type.hasPrefix("application/json") {
            #expect(type == "application/json; charset=utf-8")
            _ = try JSONSerialization.jsonObject(
                with: Data(answer.body.utf8),
                options: .fragmentsAllowed
            )
        }
    }
}

/// Looks at every tag of a page as a browser would.
struct MarkupCheck {
    private static let tags: Set<Substring> = [
        "html", "head", "meta", "title", "link", "script", "body", "a", "header", "nav", "ul", "ol",
        "li", "main", "h1", "h2", "h3", "h4", "h5", "p", "div", "section", "article", "aside",
        "span",
        "b", "strong", "em", "i", "small", "sup", "sub", "code", "kbd", "time", "br", "hr", "dl",
        "dt",
        "dd", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "colgroup", "col",
        "form",
        "label", "input", "select", "option", "optgroup", "textarea", "button", "fieldset",
        "legend",
        "progress", "details", "summary", "noscript", "footer", "figure", "figcaption", "output",
        "meter",
        "datalist", "dialog", "template", "mark", "iframe", "pre", "abbr", "blockquote", "q", "img",
        // Drawings.
        "svg", "g", "path", "rect", "line", "circle", "ellipse", "polygon", "polyline", "text",
        "tspan",
        "desc", "defs", "clippath", "use", "style", "marker", "pattern", "lineargradient", "stop",
    ]

    private let text: String

    init(_ text: String) { self.text = text }

    /// Records an issue for everything that no page of the workbench writes by itself.
    func report(on address: String) {
        for match in text.matches(of: /<([!\/?]?)([A-Za-z][A-Za-z0-9]*)([^<>]*)>/) {
            let name = match.2.lowercased()[...]
            guard match.1.isEmpty else { continue }
            #expect(Self.tags.contains(name), "\(address): \(match.0)")
            check(attributes: match.3, of: name, address)
        }
        // A "<" that starts a tag without an end, or a value that was cut by a quotation mark.
        for match in text.matches(of: /<[A-Za-z\/][^<>]*</) {
            Issue.record("\(address): a tag does not end: \(match.0.prefix(120))")
        }
    }

    private func check(attributes text: Substring, of tag: Substring, _ address: String) {
        var rest = text
        while let match = rest.prefixMatch(of: /\s+([A-Za-z_:][-A-Za-z0-9_:.]*)(="([^"]*)")?/) {
            let (name, value) = (match.1.lowercased(), match.3 ?? "")
            #expect(!name.hasPrefix("on"), "\(address): \(tag) \(match.0)")
            if tag == "script" {
                #expect(name == "type" || name == "src", "\(address): \(match.0)")
                if name == "src" { #expect(value.hasPrefix("/assets/"), "\(address): \(value)") }
            }
            if ["href", "src", "action", "formaction", "xlink:href"].contains(name) {
                let isGood = ["/", "#", "https://", "mailto:", "?"].contains { value.hasPrefix($0) }
                #expect(isGood && !value.hasPrefix("//"), "\(address): \(match.0)")
            }
            rest = rest[match.range.upperBound...]
        }
        let isClosed = rest.allSatisfy { $0.isWhitespace || $0 == "/" }
        #expect(isClosed, "\(address): <\(tag)\(text)>")
    }
}
