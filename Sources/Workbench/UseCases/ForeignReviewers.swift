import BibliographicFormats
import Bibliography
import Review
public import Screening

/// Whose decisions those are that another tool wrote into an export.
public struct ForeignReviewers: Sendable, Equatable {
    /// Reviewer of this review for decisions without a name, or of the only person named.
    public var only: String?
    /// Reviewers of this review by their names in the file.
    public var byName: [String: String]
    /// Stage of screening to which the decisions belong.
    public var stage: Stage

    /// Creates the mapping.
    public init(only: String? = nil, byName: [String: String] = [:], stage: Stage) {
        self.only = only
        self.byName = byName
        self.stage = stage
    }

    /// Reads `NAME` and `NAME-IN-FILE=NAME`.
    ///
    /// - Parameters:
    ///   - texts: the wishes; `nil` is returned if there are none.
    ///   - stage: stage of screening.
    /// - Throws: `InputRefused` for a wish without a name, or a second one without the name in the file.
    public init?(parsing texts: [String], stage: Stage) throws(InputRefused) {
        guard !texts.isEmpty else { return nil }
        self.init(stage: stage)
        for text in texts {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                .map(String.init)
            guard !parts.contains("") else {
                throw InputRefused(
                    file: "--decisions-of",
                    "'\(text)': NAME or NAME-IN-FILE=NAME expected"
                )
            }
            if parts.count == 2 {
                byName[parts[0]] = parts[1]
            } else if only == nil {
                only = text
            } else {
                throw InputRefused(
                    file: "--decisions-of",
                    "'\(text)' is the second name for decisions without one; "
                        + "NAME-IN-FILE=NAME tells whose is whose"
                )
            }
        }
    }
}

/// Decisions that other tools wrote, collected while an export is read.
struct ForeignDecisionSheet {
    let reviewers: ForeignReviewers
    let protocolReasons: [String]
    private(set) var rows: [Decision] = []
    private(set) var unknown: Set<String> = []
    private var unmapped: Set<String> = []

    init(reviewers: ForeignReviewers, protocolReasons: [String]) {
        self.reviewers = reviewers
        self.protocolReasons = protocolReasons
    }

    /// Takes up what a record carries.
    mutating func take(_ record: Record, as id: RecordID) {
        for decision in foreignDecisions(in: record) {
            let mapped = decision.reviewer.flatMap { reviewers.byName[$0] }
            guard let reviewer = mapped ?? reviewers.only else {
                unknown.insert(decision.reviewer ?? "")
                continue
            }
            if mapped == nil, let name = decision.reviewer {
                unmapped.insert(name)
                // One name cannot stand for several people.
                if unmapped.count > 1 { unknown.formUnion(unmapped) }
            }
            let listed = decision.reasons.first { protocolReasons.contains($0) }
            let words = [decision.tool.rawValue] + decision.reasons.filter { $0 != listed }
            rows.append(
                Decision(
                    record: id,
                    stage: reviewers.stage,
                    reviewer: reviewer,
                    verdict: Verdict(rawValue: decision.verdict.rawValue) ?? .maybe,
                    reason: listed,
                    role: .vote,
                    note: "from " + words.joined(separator: ": "),
                    line: record.source.line
                )
            )
        }
    }

    /// What keeps the decisions from being taken up; `nil` if nothing does.
    var fault: String? {
        if !unknown.isEmpty {
            let names = unknown.sorted().map { $0.isEmpty ? "somebody without a name" : "'\($0)'" }
            return "holds decisions of \(names.joined(separator: ", ")); say who they are with "
                + "--decisions-of NAME-IN-FILE=NAME"
        }
        return rows.isEmpty ? "holds no decision of another tool" : nil
    }
}
