import Foundation

/// The fields of a form that a browser sent (`application/x-www-form-urlencoded`).
struct Form: Sendable, Equatable {
    /// Name of the field that every form of a session carries.
    static let tokenName = "_token"

    private let values: [String: [String]]

    /// Reads a form.
    ///
    /// - Throws: `.badRequest` for a field that is no UTF-8 text.
    init(_ body: String) throws(RequestFault) {
        var values: [String: [String]] = [:]
        for part in body.split(separator: "&") {
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Query.decoded(sides[0]),
                let value = Query.decoded(sides.count > 1 ? sides[1] : "")
            else { throw .badRequest("The form has an escape that is no UTF-8 text.") }
            // Browsers write every line end of a text area as CR LF.
            values[name, default: []].append(value.replacing("\r\n", with: "\n"))
        }
        self.values = values
    }

    /// A field as it was sent; `nil` if it is missing.
    func raw(_ name: String) -> String? { values[name]?.first }

    /// A field without blanks around it; `nil` if it is missing or blank.
    subscript(_ name: String) -> String? {
        guard let value = values[name]?.first else { return nil }
        let trimmed = value.trimmingCharacters(in: .whitespacesAndNewlines)
        return trimmed.isEmpty ? nil : trimmed
    }

    /// All values of a field that may stand several times, without blank ones.
    func all(_ name: String) -> [String] {
        (values[name] ?? []).map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
            .filter { !$0.isEmpty }
    }

    /// Names of all fields, sorted.
    var names: [String] { values.keys.sorted() }

    /// A field that must be filled.
    ///
    /// - Throws: `.badRequest`.
    func required(_ name: String) throws(RequestFault) -> String {
        guard let value = self[name] else {
            throw .badRequest("The field '\(name)' is missing.")
        }
        return value
    }

    /// A field that must be a whole number.
    ///
    /// - Throws: `.badRequest`.
    func number(_ name: String) throws(RequestFault) -> Int {
        guard let value = Int(try required(name)) else {
            throw .badRequest("The field '\(name)' is no whole number.")
        }
        return value
    }
}
