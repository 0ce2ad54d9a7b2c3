/// What one criterion says about stopping, in words a reader can judge.
public protocol StoppingEvidence: Sendable {
    /// What the criterion is called.
    var name: String { get }
    /// What it says of this screening, and at what confidence.
    var statement: String { get }
    /// What has to be true for that, and what would make it wrong.
    var assumptions: [String] { get }
    /// Whether it supports the claim that the target is reached; nil if it makes no such claim.
    var supportsTarget: Bool? { get }
}

/// How much may be missing after a statistical test, and what recall that leaves.
public struct RecallBound: Sendable, Equatable, Codable {
    /// Relevant records found.
    public let found: Int
    /// The most relevant records that may still be unfound, at the confidence asked for.
    public let missedAtMost: Int
    /// The least recall that goes with it, found / (found + missed); nil if nothing was found and
    /// something may be missing, or there is nothing to find.
    public let recall: Double?

    /// The bound for numbers of records found and missed.
    init(found: Int, missedAtMost: Int) {
        self.found = found
        self.missedAtMost = missedAtMost
        recall = found == 0 ? nil : Double(found) / Double(found + missedAtMost)
    }

    /// The bound as the end of a sentence: "at most 3 …; recall is at least 97.1 %".
    var phrase: String {
        let missing =
            "at most \(RecallText.count(missedAtMost, "relevant record")) "
            + (missedAtMost == 1 ? "is" : "are") + " still unfound"
        guard let recall else {
            return missing + "; as none has been found, there is no recall to speak of"
        }
        return missing + ", which makes recall at least \(RecallText.atLeast(recall))"
    }
}
