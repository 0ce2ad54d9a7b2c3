import Statistics

/// A random sample of records that were set aside, and what it says about the rest of them.
///
/// The number of relevant records among those set aside has an exact upper limit by the
/// hypergeometric distribution, whatever the ranking was worth.
///
/// - Reference: Callaghan & Müller-Hansen (2020), doi:10.1186/s13643-020-01521-4, "random sampling";
///   Buonaccorsi (1987), The American Statistician 41:215, for the exact limit.
public struct RandomAudit: Sendable, Equatable, Codable, StoppingEvidence {
    /// What the sample was drawn from.
    public enum Population: String, Sendable, Hashable, Codable, CaseIterable {
        /// Records that nobody has screened.
        case unscreened
        /// Records that were screened and excluded.
        case excluded
    }

    /// What was to be claimed.
    public let target: StoppingTarget
    /// What the sample was drawn from.
    public let population: Population
    /// Records the sample was drawn from, the sample included.
    public let available: Int
    /// Records in the sample.
    public let sampled: Int
    /// Relevant records in the sample.
    public let relevantInSample: Int
    /// Relevant records found before.
    public let foundBefore: Int
    /// p-value of the hypothesis that recall, with the records of the sample found, is below the
    /// target.
    public let pValue: Double
    /// The upper limit of relevant records among those the sample was drawn from, the sample
    /// included.
    public let relevantAtMost: Int
    /// What may be missing once the relevant records of the sample are counted as found.
    public let bound: RecallBound
    /// What was missing at most before the audit; its recall is that of the screening by itself.
    public let boundBefore: RecallBound
    /// Name of the criterion.
    public let name: String
    /// What it says.
    public let statement: String
    /// What it rests on.
    public let assumptions: [String]
    /// Whether the hypothesis that recall is below the target is refuted.
    public let supportsTarget: Bool?

    /// Evaluates an audit.
    ///
    /// - Parameters:
    ///   - sampled: records drawn at random without replacement, all of them screened.
    ///   - relevant: relevant records among them.
    ///   - available: records they were drawn from.
    ///   - foundBefore: relevant records found before the audit.
    ///   - population: what they were drawn from.
    ///   - target: recall and confidence.
    /// - Throws: `.countOutOfRange`, `.partExceedsWhole`.
    public init(
        sampled: Int,
        relevant: Int,
        available: Int,
        foundBefore: Int,
        population: Population = .unscreened,
        target: StoppingTarget = .standard
    ) throws(StoppingError) {
        try StoppingError.checkCount(available, "the number of records to draw from")
        try StoppingError.checkCount(sampled, "the size of the sample")
        try StoppingError.checkCount(relevant, "the number of relevant records in the sample")
        try StoppingError.checkCount(foundBefore, "the number of relevant records found before")
        guard sampled <= available else {
            throw .partExceedsWhole(
                part: "the sample",
                partCount: sampled,
                whole: "the records it was drawn from",
                wholeCount: available
            )
        }
        guard relevant <= sampled else {
            throw .partExceedsWhole(
                part: "the relevant records in the sample",
                partCount: relevant,
                whole: "the sample",
                wholeCount: sampled
            )
        }
        self.init(
            checked: (sampled, relevant, available, foundBefore),
            population: population,
            target: target
        )
    }

    /// Evaluates the audit at the end of a sequence; nil if the last label is not of an audit.
    ///
    /// - Parameters:
    ///   - sequence: labels in the order in which they were settled.
    ///   - target: recall and confidence.
    public init?(_ sequence: ScreeningSequence, target: StoppingTarget = .standard) {
        let sample = sequence.finalAudit
        guard !sample.isEmpty else { return nil }
        let relevant = sample.count { $0.isRelevant }
        self.init(
            checked: (
                sample.count, relevant, sample.count + sequence.unscreened,
                sequence.found - relevant
            ),
            population: .unscreened,
            target: target
        )
    }

    private init(
        checked counts: (sampled: Int, relevant: Int, available: Int, foundBefore: Int),
        population: Population,
        target: StoppingTarget
    ) {
        let found = counts.foundBefore + counts.relevant
        let limit = Hypergeometric.upperLimitOfMarked(
            population: counts.available,
            draws: counts.sampled,
            observed: counts.relevant,
            significance: target.significance
        )
        self.target = target
        self.population = population
        available = counts.available
        sampled = counts.sampled
        relevantInSample = counts.relevant
        foundBefore = counts.foundBefore
        relevantAtMost = limit
        bound = RecallBound(found: found, missedAtMost: limit - counts.relevant)
        boundBefore = RecallBound(found: counts.foundBefore, missedAtMost: limit)
        let missed = target.leastTotalIfMissed(found: found) - counts.foundBefore
        pValue =
            missed > counts.available - counts.sampled + counts.relevant
            ? 0
            : Hypergeometric(
                population: counts.available,
                marked: missed,
                draws: counts.sampled
            ).cumulative(counts.relevant)
        let isComplete = counts.sampled == counts.available
        supportsTarget = found == 0 && !isComplete ? false : target.refutes(pValue)
        name = "Random audit of the \(population.rawValue) records"
        statement =
            "Of \(RecallText.count(counts.available, population.rawValue + " record")) "
            + "\(RecallText.grouped(counts.sampled)) "
            + "\(counts.sampled == 1 ? "was" : "were") drawn at random and screened; "
            + "\(RecallText.grouped(counts.relevant)) "
            + "\(counts.relevant == 1 ? "was" : "were") relevant. "
            + (isComplete
                ? "None is left to miss."
                : "At \(RecallText.confidence(target.confidence)) confidence \(bound.phrase).")
        assumptions = Self.assumptions(population)
    }

    private static func assumptions(_ population: Population) -> [String] {
        var sentences = [
            "The sample was drawn at random from all records that were left, and every record of it "
                + "was screened. It does not matter how good the ranking was.",
            "The size of the sample was fixed beforehand. Drawing until the result pleases makes the "
                + "confidence too high; the sequential bound allows for that.",
            "The reviewers recognised every relevant record of the sample; recall is of what they "
                + "would include, not of what a perfect reader would.",
        ]
        if population == .excluded {
            sentences.append(
                "The sample was screened anew by people who did not know the first decision; records "
                    + "never screened are not covered."
            )
        }
        return sentences
    }
}
