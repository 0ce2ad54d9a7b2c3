/// Something that a protocol asks to be extracted beside the fixed columns of the sheets.
public struct ExtractionField: Sendable, Equatable, Codable {
    /// What a field describes; it is a column of that one's sheet.
    public enum Subject: String, Sendable, Hashable, Codable, CaseIterable {
        /// A study: `studies.csv`.
        case study
        /// A cohort of a study: `cohorts.csv`.
        case cohort
        /// A model of a study: `models.csv`.
        case model
        /// An evaluation: `estimates.csv`.
        case evaluation
    }

    /// What a field holds.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// Any text.
        case text
        /// A whole number.
        case integer
        /// A number with decimals.
        case number
        /// `yes` or `no`.
        case yesNo = "yes-no"
        /// A date, `YYYY-MM-DD`, or the month or year of one.
        case date
        /// One of several texts.
        case choice
        /// One or more of several texts, separated by semicolons.
        case choices

        /// Whether the field lists what it may hold.
        public var isChosen: Bool { self == .choice || self == .choices }
        /// Whether the field holds a number.
        public var isNumeric: Bool { self == .integer || self == .number }
    }

    /// What every field may hold instead of a value: the reports do not say.
    public static let notReported = "NR"

    /// Name of the column: lower-case letters, digits and `_`, a letter first.
    public var name: String
    /// What it describes.
    public var of: Subject
    /// Title in forms and tables.
    public var title: String
    /// What it holds.
    public var kind: Kind
    /// What may be chosen, in order; empty unless the kind is one of choices.
    public var choices: [String] {
        get { givenChoices ?? [] }
        set { givenChoices = newValue.isEmpty ? nil : newValue }
    }
    /// Unit of a number, as printed.
    public var unit: String?
    /// Smallest number that is taken; `nil` for no bound.
    public var least: Double?
    /// Largest number that is taken; `nil` for no bound.
    public var most: Double?
    /// What an extractor should mind.
    public var guidance: String?
    /// Whether a row without it is refused.
    public var isRequired: Bool {
        get { givenIsRequired ?? false }
        set { givenIsRequired = newValue ? true : nil }
    }
    /// Name of the built-in set that the field came with; `nil` for one of the protocol's own.
    public var set: String?

    // Absent from the journal where they say nothing.
    private var givenChoices: [String]?
    private var givenIsRequired: Bool?

    private enum CodingKeys: String, CodingKey {
        case name, of, title, kind, unit, least, most, guidance, set
        case givenChoices = "choices"
        case givenIsRequired = "required"
    }

    /// Creates a field.
    ///
    /// - Parameters:
    ///   - name: name of the column.
    ///   - subject: what it describes.
    ///   - title: title in forms and tables; `nil` for the name.
    ///   - kind: what it holds.
    ///   - choices: what may be chosen.
    ///   - guidance: what an extractor should mind.
    ///   - isRequired: whether a row without it is refused.
    ///   - set: built-in set that it comes with.
    public init(
        _ name: String,
        of subject: Subject,
        title: String? = nil,
        kind: Kind = .text,
        choices: [String] = [],
        guidance: String? = nil,
        isRequired: Bool = false,
        set: String? = nil
    ) {
        self.name = name
        of = subject
        self.title = title ?? name
        self.kind = kind
        self.guidance = guidance
        self.set = set
        self.choices = choices
        self.isRequired = isRequired
    }

    /// The field within the protocol: what it describes, and its name.
    public var id: String { "\(of.rawValue).\(name)" }
}

extension ExtractionField: CustomStringConvertible {
    /// What the field asks, in one line.
    public var description: String {
        var parts = [title, kind.rawValue]
        if !choices.isEmpty { parts.append("one of " + choices.joined(separator: " | ")) }
        if let unit { parts.append("in \(unit)") }
        if let bounds { parts.append(bounds) }
        if isRequired { parts.append("required") }
        if let guidance { parts.append("“\(guidance)”") }
        return parts.joined(separator: ", ")
    }

    /// The bounds of a number in words; `nil` without bounds.
    public var bounds: String? {
        func text(_ value: Double) -> String { Int(exactly: value).map(String.init) ?? "\(value)" }
        switch (least, most) {
        case (let least?, let most?): return "from \(text(least)) to \(text(most))"
        case (let least?, nil): return "of at least \(text(least))"
        case (nil, let most?): return "of at most \(text(most))"
        case (nil, nil): return nil
        }
    }
}

extension ExtractionField {
    /// What a cell holds, in the form in which it is kept.
    ///
    /// - Parameter text: the cell, not blank, without blanks around it.
    /// - Returns: the value, or what was found and what was expected.
    public func value(of text: String) -> Result<String, Refusal> {
        if text.uppercased() == Self.notReported { return .success(Self.notReported) }
        func refused(_ expected: String) -> Result<String, Refusal> {
            .failure(Refusal(what: "'\(text)' found, \(expected) expected"))
        }
        switch kind {
        case .text: return .success(text)
        case .integer:
            let words = ["a whole number", bounds].compactMap(\.self).joined(separator: " ")
            guard let number = Int(text), isWithin(Double(number)) else { return refused(words) }
            return .success(String(number))
        case .number:
            let words = ["a number", bounds].compactMap(\.self).joined(separator: " ")
            guard let number = Double(text), number.isFinite, isWithin(number),
                !text.lowercased().contains("x")
            else { return refused(words) }
            return .success(text)
        case .yesNo:
            let word = text.lowercased()
            return ["yes", "no"].contains(word) ? .success(word) : refused("yes or no")
        case .date:
            return Self.isDate(text)
                ? .success(text) : refused("a date YYYY-MM-DD, YYYY-MM or YYYY")
        case .choice:
            let list = choices.joined(separator: ", ")
            return choice(text).map { .success($0) } ?? refused("one of \(list)")
        case .choices:
            let parts = text.split(separator: ";").map { Self.trimmed($0) }.filter { !$0.isEmpty }
            let found = parts.map(choice)
            guard !parts.isEmpty, !found.contains(nil) else {
                let wrong = zip(parts, found).first { $1 == nil }?.0 ?? text
                return .failure(
                    Refusal(
                        what:
                            "'\(wrong)' found, any of \(choices.joined(separator: ", ")) expected, "
                            + "separated by ;"
                    )
                )
            }
            // In the order of the protocol, so that two who choose the same say the same.
            return .success(choices.filter { found.contains($0) }.joined(separator: "; "))
        }
    }

    /// Why a cell was refused.
    public struct Refusal: Error, Equatable, Sendable {
        /// What was found and what was expected.
        public let what: String
    }

    private func isWithin(_ number: Double) -> Bool {
        (least.map { number >= $0 } ?? true) && (most.map { number <= $0 } ?? true)
    }

    private func choice(_ text: String) -> String? {
        choices.first { $0 == text } ?? choices.first { $0.lowercased() == text.lowercased() }
    }

    private static func trimmed(_ text: Substring) -> String {
        let start = text.drop(while: \.isWhitespace)
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...last])
    }

    private static func isDate(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count), parts[0].count == 4,
            parts.dropFirst().allSatisfy({ $0.count == 2 }),
            parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }),
            let year = Int(parts[0])
        else { return false }
        guard parts.count > 1 else { return true }
        guard let month = Int(parts[1]), (1...12).contains(month) else { return false }
        guard parts.count > 2 else { return true }
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard let day = Int(parts[2]) else { return false }
        return (1...days[month - 1]).contains(day)
    }
}
