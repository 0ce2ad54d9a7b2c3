public import Bibliography

/// What a reviewer said of a record in another tool, as the tool's export states it.
public struct ForeignDecision: Sendable, Equatable {
    /// Tools whose exports hold decisions.
    public enum Tool: String, Sendable, Equatable, CaseIterable {
        case rayyan = "Rayyan"
        case asReview = "ASReview"
        case covidence = "Covidence"
        case abstrackr = "Abstrackr"
        /// A column such as `included` or `decision`, of no tool in particular.
        case table = "a table"
    }

    /// What the reviewer said.
    public enum Verdict: String, Sendable, Equatable {
        case include
        case exclude
        case maybe
    }

    /// Tool that wrote it.
    public var tool: Tool
    /// Name of the reviewer in the file; `nil` if it states none.
    public var reviewer: String?
    /// What the reviewer said.
    public var verdict: Verdict
    /// Reasons of an exclusion, in the words of the file.
    public var reasons: [String]

    /// Creates a decision.
    public init(tool: Tool, reviewer: String?, verdict: Verdict, reasons: [String] = []) {
        self.tool = tool
        self.reviewer = reviewer
        self.verdict = verdict
        self.reasons = reasons
    }
}

/// The decisions that a record carries from another tool.
///
/// They are found in the notes and the extra fields, which stay as they are. A value that cannot be
/// understood gives no decision.
///
/// - Parameter record: a record as it was read.
/// - Returns: One decision for each reviewer and tool, in the order of the file; empty if there is none.
public func foreignDecisions(in record: Record) -> [ForeignDecision] {
    rayyanDecisions(in: record) + asReviewDecisions(in: record) + covidenceDecisions(in: record)
        + columnDecisions(in: record)
}

// MARK: Rayyan

/// `RAYYAN-INCLUSION: {"Emily"=>"Included", "Bob"=>"Excluded"} | RAYYAN-EXCLUSION-REASONS: a,b`.
private func rayyanDecisions(in record: Record) -> [ForeignDecision] {
    let texts = record.notes + record.extra.values.joined().sorted()
    var decisions: [ForeignDecision] = []
    var reasons: [String] = []
    for text in texts where text.holds("RAYYAN-") {
        if let list = value(after: "RAYYAN-EXCLUSION-REASONS:", in: text) {
            reasons += list.split { $0 == "," || $0 == ";" }.map { trimmedOfWhiteSpace(String($0)) }
        }
        guard let hash = value(after: "RAYYAN-INCLUSION:", in: text) else { continue }
        for (name, word) in rubyHash(hash) {
            let verdict: ForeignDecision.Verdict
            switch word.lowercased() {
            case "included", "include": verdict = .include
            case "excluded", "exclude": verdict = .exclude
            case "maybe": verdict = .maybe
            default: continue
            }
            let isKnown = decisions.contains { $0.reviewer == name }
            if !isKnown {
                decisions.append(ForeignDecision(tool: .rayyan, reviewer: name, verdict: verdict))
            }
        }
    }
    return decisions.map { decision in
        var decision = decision
        if decision.verdict == .exclude { decision.reasons = reasons.filter { !$0.isEmpty } }
        return decision
    }
}

/// What follows a label, up to the bar that ends it.
private func value(after label: String, in text: String) -> String? {
    guard let range = text.firstRange(of: label) else { return nil }
    return trimmedOfWhiteSpace(String(text[range.upperBound...].prefix { $0 != "|" }))
}

/// The pairs of a hash as Ruby prints it; empty if the text is none.
private func rubyHash(_ text: String) -> [(key: String, value: String)] {
    guard text.hasPrefix("{") else { return [] }
    var strings: [String] = []
    var current: String?
    var isEscaped = false
    for character in text {
        if var open = current {
            if isEscaped {
                open.append(character)
                isEscaped = false
                current = open
            } else if character == "\\" {
                isEscaped = true
            } else if character == "\"" {
                strings.append(open)
                current = nil
            } else {
                open.append(character)
                current = open
            }
        } else if character == "\"" {
            current = ""
        } else if character == "}" {
            break
        } else if !"{=>, ".contains(character) {
            return []
        }
    }
    guard current == nil, strings.count.isMultiple(of: 2) else { return [] }
    return stride(from: 0, to: strings.count, by: 2).map { (strings[$0], strings[$0 + 1]) }
}

// MARK: ASReview

private func asReviewDecisions(in record: Record) -> [ForeignDecision] {
    for note in record.notes {
        switch note.lowercased() {
        case "asreview_relevant":
            return [ForeignDecision(tool: .asReview, reviewer: nil, verdict: .include)]
        case "asreview_irrelevant":
            return [ForeignDecision(tool: .asReview, reviewer: nil, verdict: .exclude)]
        default: continue
        }
    }
    return []
}

// MARK: Covidence

/// `Exclusion reason: Wrong population;`, in the notes of excluded references.
private func covidenceDecisions(in record: Record) -> [ForeignDecision] {
    for text in record.notes + record.extra.values.joined().sorted()
    where text.begins(with: "exclusion reason:", ignoringCase: true) {
        let reasons = text.dropFirst("Exclusion reason:".count).split(separator: ";")
            .map { trimmedOfWhiteSpace(String($0)) }.filter { !$0.isEmpty }
        return [
            ForeignDecision(tool: .covidence, reviewer: nil, verdict: .exclude, reasons: reasons)
        ]
    }
    return []
}

// MARK: Columns

private func columnDecisions(in record: Record) -> [ForeignDecision] {
    let keys = record.extra.keys.sorted()
    // Abstrackr gives each reviewer a column under the reviewer's name.
    if keys.contains("(source) id") || keys.contains("(internal) id") {
        let own = ["(source) id", "(internal) id", "pubmed id", "consensus", "labeled_at", "tags"]
        return keys.filter { !own.contains($0) }.compactMap { key in
            guard let text = record.extra[key]?.first, let verdict = abstrackrVerdict(text) else {
                return nil
            }
            return ForeignDecision(tool: .abstrackr, reviewer: key, verdict: verdict)
        }
    }
    for key in keys {
        let letters = key.lowercased().filter(\.isLetter)
        guard let tool = labelColumns[letters], let text = record.extra[key]?.first else {
            continue
        }
        if let verdict = verdict(text) {
            return [ForeignDecision(tool: tool, reviewer: nil, verdict: verdict)]
        }
    }
    return []
}

/// 1, −1 and 0 (borderline); `o` is no label.
private func abstrackrVerdict(_ text: String) -> ForeignDecision.Verdict? {
    switch text {
    case "1": .include
    case "-1": .exclude
    case "0": .maybe
    default: nil
    }
}

private let labelColumns: [String: ForeignDecision.Tool] = [
    "asreviewlabel": .asReview, "asreviewrelevant": .asReview, "included": .table,
    "include": .table, "labelincluded": .table, "finalincluded": .table, "label": .table,
    "decision": .table, "screeningdecision": .table, "relevant": .table, "inclusion": .table,
]

/// 1 and 0, and the words for them; −1 and blanks are no decision.
private func verdict(_ text: String) -> ForeignDecision.Verdict? {
    switch text.lowercased() {
    case "1", "1.0", "yes", "y", "true", "include", "included", "relevant": .include
    case "0", "0.0", "no", "n", "false", "exclude", "excluded", "irrelevant": .exclude
    case "maybe", "unclear", "undecided": .maybe
    default: nil
    }
}
