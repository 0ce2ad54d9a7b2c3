import Statistics

/// How many records to draw at random so that the target can be claimed.
public struct AuditPlan: Sendable, Equatable, Codable {
    /// What is to be claimed.
    public let target: StoppingTarget
    /// Relevant records found so far.
    public let found: Int
    /// Records to draw from.
    public let available: Int
    /// Relevant records in the sample for which it is planned.
    public let relevantAllowed: Int
    /// Records to draw: with no more relevant ones among them than allowed, the claim holds.
    public let sampleSize: Int
    /// What is to be done and what may then be said.
    public let statement: String

    /// Plans an audit.
    ///
    /// - Parameters:
    ///   - available: records to draw from, ≥ 0.
    ///   - found: relevant records found so far, ≥ 0.
    ///   - relevantAllowed: relevant records that may turn up in the sample without spoiling the
    ///     claim, 0 to 1,000; they count as found then.
    ///   - target: recall and confidence.
    /// - Throws: `.countOutOfRange`, `.allowanceOutOfRange`.
    public init(
        available: Int,
        found: Int,
        relevantAllowed: Int = 0,
        target: StoppingTarget = .standard
    ) throws(StoppingError) {
        try StoppingError.checkCount(available, "the number of records to draw from")
        try StoppingError.checkCount(found, "the number of relevant records found")
        guard 0...1_000 ~= relevantAllowed else { throw .allowanceOutOfRange(relevantAllowed) }
        self.target = target
        self.found = found
        self.available = available
        self.relevantAllowed = relevantAllowed
        func suffices(_ size: Int) -> Bool {
            Self.suffices(size, allowed: relevantAllowed, available, found, target)
        }
        // The larger the sample the smaller the limit, as long as it has room for those allowed.
        var tooFew = min(relevantAllowed, available) - 1
        var enough = available
        if suffices(0) { enough = 0 }
        while enough - tooFew > 1 {
            let middle = tooFew + (enough - tooFew) / 2
            if suffices(middle) { enough = middle } else { tooFew = middle }
        }
        sampleSize = enough
        statement = Self.statement(enough, relevantAllowed, available, target)
    }

    /// Whether every outcome that is allowed supports the claim.
    ///
    /// More relevant records in the sample are not always worse: they raise the number found too.
    private static func suffices(
        _ size: Int,
        allowed: Int,
        _ available: Int,
        _ found: Int,
        _ target: StoppingTarget
    ) -> Bool {
        (0...min(allowed, size)).allSatisfy { relevant in
            let audit = try? RandomAudit(
                sampled: size,
                relevant: relevant,
                available: available,
                foundBefore: found,
                target: target
            )
            return audit?.supportsTarget == true
        }
    }

    private static func statement(
        _ size: Int,
        _ allowed: Int,
        _ available: Int,
        _ target: StoppingTarget
    ) -> String {
        let claim =
            "a recall of at least \(RecallText.percent(target.recall)) can be claimed at "
            + "\(RecallText.confidence(target.confidence)) confidence"
        if available == 0 { return "No record is left to audit." }
        if size == available {
            return "Nothing short of screening all \(RecallText.grouped(available)) records left "
                + "allows the claim: too few relevant records are found for a sample to decide."
        }
        if size == 0 {
            return "Even if every record left were relevant, \(claim)."
        }
        let outcome = allowed == 0 ? "none is" : "no more than \(allowed) are"
        return "Draw \(RecallText.grouped(size)) of the \(RecallText.grouped(available)) records "
            + "left at random and screen them all: if \(outcome) relevant, \(claim)."
    }
}
