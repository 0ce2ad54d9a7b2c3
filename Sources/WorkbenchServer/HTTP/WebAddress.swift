import Foundation
import Review

/// The addresses of the workbench's pages, and how parts of them are written and read.
enum WebAddress {
    /// A record's page.
    static func record(_ id: RecordID) -> String { "/records/" + encoded(id.description) }

    /// An analysis' page.
    static func forest(_ analysis: String) -> String { "/forest/" + encoded(analysis) }

    /// A figure's file.
    static func figure(_ id: String) -> String { "/figures/" + encoded(id) + ".svg" }

    /// The address of a document by its DOI.
    static func document(doi: String) -> String {
        // The slash stands between prefix and suffix; the resolver wants it as it is.
        "https://doi.org/"
            + doi.split(separator: "/", omittingEmptySubsequences: false)
            .map { encoded(String($0)) }.joined(separator: "/")
    }

    /// Text as a part of a path or query: all but unreserved characters (RFC 3986) escaped.
    static func encoded(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            let isUnreserved =
                (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5A)
                || (byte >= 0x61 && byte <= 0x7A) || [0x2D, 0x2E, 0x5F, 0x7E, 0x3A].contains(byte)
            result +=
                isUnreserved
                ? String(UnicodeScalar(byte))
                : "%" + hexadecimal(byte >> 4) + hexadecimal(byte & 15)
        }
        return result
    }

    private static func hexadecimal(_ digit: UInt8) -> String {
        String(digit, radix: 16, uppercase: true)
    }

    /// What stands in a path after a prefix, decoded once.
    ///
    /// - Returns: the text; `nil` if it is empty, has a slash or is no escaped UTF-8.
    static func lastPart(of path: String, after prefix: String) -> String? {
        guard path.hasPrefix(prefix) else { return nil }
        let part = String(path.dropFirst(prefix.count))
        guard !part.isEmpty, !part.contains("/") else { return nil }
        return part.removingPercentEncoding
    }
}

/// The parameters after the question mark of an address.
struct Query: Sendable, Equatable {
    /// Longest value, in characters.
    static let longestValue = 200
    /// Longest list of records that a browser has already, in characters.
    static let longestList = 1500

    private let values: [String: String]

    /// Reads a query.
    ///
    /// - Parameter text: what stands after the question mark; forms write a blank as `+`.
    /// - Throws: `.badRequest` for what is no escaped UTF-8, a name that stands twice, a value that
    ///   is too long.
    init(_ text: String?) throws(RequestFault) {
        var values: [String: String] = [:]
        for part in (text ?? "").split(separator: "&") {
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decoded(sides[0]),
                let value = Self.decoded(sides.count > 1 ? sides[1] : "")
            else { throw .badRequest("The address has an escape that is no UTF-8 text.") }
            let longest = name == "skip" ? Self.longestList : Self.longestValue
            guard value.count <= longest else {
                throw .badRequest("'\(name.prefix(20))' has more than \(longest) characters.")
            }
            guard values.updateValue(value, forKey: name) == nil else {
                throw .badRequest("'\(name.prefix(20))' stands twice in the address.")
            }
        }
        self.values = values
    }

    static func decoded(_ text: Substring) -> String? {
        String(text).replacing("+", with: " ").removingPercentEncoding
    }

    /// A parameter without blanks around it; `nil` if it is missing or blank.
    subscript(_ name: String) -> String? {
        let value = values[name]?.trimmingCharacters(in: .whitespacesAndNewlines)
        return value?.isEmpty == false ? value : nil
    }

    /// Names of the parameters that have a value, sorted.
    var names: [String] { values.keys.filter { self[$0] != nil }.sorted() }

    /// The number of a page, from 1; 1 if it is not given.
    ///
    /// - Throws: `.badRequest` if it is no whole number from 1 to a million.
    func page() throws(RequestFault) -> Int {
        guard let text = self["page"] else { return 1 }
        guard text.count <= 7, let page = Int(text), page >= 1 else {
            throw .badRequest("'page' is no whole number of at least 1.")
        }
        return page
    }

    /// Writes parameters; those without a value are left out.
    static func text(_ parameters: [(name: String, value: String?)]) -> String {
        let parts = parameters.compactMap { name, value in
            value.map { "\(name)=\(WebAddress.encoded($0))" }
        }
        return parts.isEmpty ? "" : "?" + parts.joined(separator: "&")
    }
}
