import Statistics

/// Callaghan and Müller-Hansen's test on the records screened last, as if they were a random sample.
///
/// For every start i the records screened since then are taken for a random sample of those not yet
/// screened at i. H₀ says that recall is below the target τ: then at least
/// K_tar = ⌊ρ_seen / τ − ρ_AL + 1⌋ of the records left at i are relevant, with ρ_seen relevant records
/// found in all and ρ_AL before i. The p-value is the least over all i of the hypergeometric
/// probability of finding as few as were found since i, or fewer.
///
/// The minimum over many starts and many looks is not corrected for; see `docs/stopping.md` for
/// how often it errs.
///
/// - Reference: Callaghan & Müller-Hansen (2020), Systematic Reviews 9:273,
///   doi:10.1186/s13643-020-01521-4, "ranked quasi-sampling".
public struct RankedRecallTest: Sendable, Equatable, Codable, StoppingEvidence {
    /// What was to be claimed.
    public let target: StoppingTarget
    /// p-value of the hypothesis that recall is below the target.
    public let pValue: Double
    /// Records in the window that gave the p-value; 0 if no window says anything.
    public let window: Int
    /// Relevant records in that window.
    public let relevantInWindow: Int
    /// The greatest recall that can be claimed at the confidence.
    public let bound: RecallBound
    /// Name of the criterion.
    public let name: String
    /// What it says.
    public let statement: String
    /// What it rests on.
    public let assumptions: [String]
    /// Whether the hypothesis that recall is below the target is refuted.
    public let supportsTarget: Bool?

    /// Tests a sequence of labels.
    ///
    /// - Parameters:
    ///   - sequence: labels in the order in which they were settled; all are used, however chosen.
    ///   - target: recall and confidence.
    public init(_ sequence: ScreeningSequence, target: StoppingTarget = .standard) {
        let windows = Windows(sequence)
        let result = windows.pValue(ofTotal: target.leastTotalIfMissed(found: windows.found))
        self.target = target
        pValue = result.pValue
        window = result.window
        relevantInWindow = result.relevant
        bound = RecallBound(
            found: windows.found,
            missedAtMost: windows.greatestTotal(at: target) - windows.found
        )
        name = "Hypergeometric test on the records screened last (Callaghan & Müller-Hansen)"
        let isRefuted = target.refutes(result.pValue)
        supportsTarget = windows.found == 0 && windows.unscreened > 0 ? false : isRefuted
        statement = Self.statement(windows, result, target, bound, isRefuted: isRefuted)
        assumptions = [
            "The records screened last are taken for a random sample of those left. As long as the "
                + "ranking puts relevant records first this errs on the safe side.",
            "Wrong if relevant records sit at the end of the ranking, for instance on a topic, in a "
                + "language or without an abstract, which the ranking cannot recognise.",
            "The confidence is not corrected for choosing the best window or for looking again and "
                + "again; with a poor ranking the claim fails more often than stated.",
            "The order must be that in which the records were screened.",
        ]
    }

    private static func statement(
        _ windows: Windows,
        _ result: (pValue: Double, window: Int, relevant: Int),
        _ target: StoppingTarget,
        _ bound: RecallBound,
        isRefuted: Bool
    ) -> String {
        if windows.unscreened == 0 { return "All records are screened; nothing is left to miss." }
        let wanted = RecallText.percent(target.recall)
        let confidence = RecallText.confidence(target.confidence)
        if result.window == 0 {
            return "Nothing can be said yet: no run of records after the last relevant one."
        }
        return "Of the last \(RecallText.count(result.window, "record")) screened "
            + "\(result.relevant) \(result.relevant == 1 ? "was" : "were") relevant. Had these been "
            + "drawn at random, a recall below \(wanted) would be "
            + (isRefuted ? "refuted" : "possible still")
            + " (\(RecallText.pValue(result.pValue))); "
            + "at \(confidence) confidence \(bound.phrase)."
    }
}

extension RankedRecallTest {
    /// The windows that can hold the least p-value.
    ///
    /// A window that begins with irrelevant records gains from being extended over the irrelevant
    /// ones before it, so only those count that begin just after a relevant record, or at the start.
    struct Windows {
        let screened: Int
        let unscreened: Int
        let found: Int
        private let starts: [Int]

        init(_ sequence: ScreeningSequence) {
            screened = sequence.screened
            unscreened = sequence.unscreened
            var starts = [0]
            for (index, label) in sequence.labels.enumerated() where label.isRelevant {
                starts.append(index + 1)
            }
            self.starts = starts
            found = starts.count - 1
        }

        /// The p-value of the hypothesis that there are so many relevant records, or more.
        ///
        /// Few relevant ones in the window is the same as many among the unscreened: if `total`
        /// are relevant, total − found are unscreened whatever the window. The number of
        /// unscreened ones is hypergeometric too, and the tail is P(Y ≥ total − found).
        func pValue(ofTotal total: Int) -> (pValue: Double, window: Int, relevant: Int) {
            guard total - found <= unscreened else { return (0, screened, found) }
            var best = (pValue: 1.0, window: 0, relevant: 0)
            // Those that cannot be below a half last, and only if none of the others is.
            for isLarge in [false, true] where best.pValue > 0.5 {
                for before in starts.indices where starts[before] < screened {
                    let distribution = left(startingAfter: before, of: total)
                    guard isHalfAtLeast(distribution, total - found) == isLarge else { continue }
                    let pValue = distribution.upperTail(total - found - 1)
                    if pValue < best.pValue {
                        best = (pValue, screened - starts[before], found - before)
                    }
                }
            }
            return best
        }

        /// Whether so many relevant records, or more, are refuted by any window.
        private func isRefuted(_ total: Int, at target: StoppingTarget) -> Bool {
            let missed = total - found
            if missed > unscreened { return true }
            return starts.indices.contains { before in
                guard starts[before] < screened else { return false }
                let distribution = left(startingAfter: before, of: total)
                return !isHalfAtLeast(distribution, missed)
                    && target.refutes(distribution.upperTail(missed - 1))
            }
        }

        /// How many are relevant among the unscreened, if the window after so many relevant records
        /// is a random sample and `total` are relevant in all.
        private func left(startingAfter before: Int, of total: Int) -> Hypergeometric {
            Hypergeometric(
                population: screened - starts[before] + unscreened,
                marked: total - before,
                draws: unscreened
            )
        }

        /// Whether P(Y ≥ missed) is a half at least, since the median lies within one of the mean.
        private func isHalfAtLeast(_ distribution: Hypergeometric, _ missed: Int) -> Bool {
            Double(missed) <= distribution.mean - 1
        }

        /// The greatest number of relevant records that is not refuted.
        func greatestTotal(at target: StoppingTarget) -> Int {
            var possible = found
            var refuted = found + unscreened + 1
            while refuted - possible > 1 {
                let middle = possible + (refuted - possible) / 2
                if isRefuted(middle, at: target) {
                    refuted = middle
                } else {
                    possible = middle
                }
            }
            return possible
        }
    }
}
