import MetaAnalysis
import Review

/// What sensitivity or specificity mean in 1000 units at the prevalence of the pooled studies.
struct ExpectedNumbers: Equatable {
    /// Share of units with the condition: the median over the pooled two-by-two tables.
    let prevalence: Double
    /// The sentence for the table.
    let text: String

    /// Computes the numbers of one figure; `nil` for others, without a pool, and without counts.
    init?(_ measure: PerformanceMeasure, _ stage: StageSummary) {
        guard measure == .sensitivity || measure == .specificity, let pooled = stage.pooled else {
            return nil
        }
        let part = Part(
            isSensitivity: measure == .sensitivity,
            value: pooled.estimate,
            interval: pooled.interval
        )
        self.init([part], stage.poolable.compactMap(\.source.row.crossTable))
    }

    /// Computes the numbers of both figures; `nil` without a pool.
    init?(_ stage: AccuracyStage) {
        guard stage.isPoolOfSeveralStudies, let fit = stage.fit else { return nil }
        let parts = [(true, fit.sensitivity), (false, fit.specificity)].map {
            Part(isSensitivity: $0, value: $1.value, interval: $1.interval)
        }
        self.init(parts, stage.evaluations.map(\.counts))
    }

    private struct Part {
        let isSensitivity: Bool
        let value: Double
        let interval: Interval

        /// The right and the wrong ones among so many units with or without the condition.
        func text(group: Int) -> String? {
            guard [value, interval.lower, interval.upper].allSatisfy(\.isFinite) else { return nil }
            func right(_ share: Double) -> Int { Int((Double(group) * share).rounded()) }
            let (found, low, high) = (right(value), right(interval.lower), right(interval.upper))
            let names =
                isSensitivity
                ? ("true positives", "false negatives") : ("true negatives", "false positives")
            return "\(group) \(isSensitivity ? "have" : "do not have") the condition: "
                + "\(found) \(names.0) [\(low) to \(high)], \(group - found) \(names.1) "
                + "[\(group - high) to \(group - low)]"
        }
    }

    private init?(_ parts: [Part], _ tables: [CrossTable]) {
        let shares = tables.compactMap { table -> Double? in
            let total = table.diseased + table.healthy
            return total > 0 ? Double(table.diseased) / Double(total) : nil
        }.sorted()
        guard !shares.isEmpty else { return nil }
        let middle = shares.count / 2
        prevalence =
            shares.count.isMultiple(of: 2)
            ? (shares[middle - 1] + shares[middle]) / 2 : shares[middle]
        let ill = Int((1000 * prevalence).rounded())
        let texts = parts.compactMap { $0.text(group: $0.isSensitivity ? ill : 1000 - ill) }
        guard texts.count == parts.count else { return nil }
        text =
            "Of 1000 at a prevalence of \(NumberText.percent(100 * prevalence)) (median of the "
            + "pooled evaluations), \(texts.joined(separator: "; "))."
    }
}
