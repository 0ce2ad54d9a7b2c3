/// Where the two-by-two table of an evaluation comes from.
public enum CrossTableOrigin: String, Sendable, Equatable, Codable {
    /// The report states the four counts.
    case stated
    /// The counts follow from sensitivity, specificity, sample size and number with the outcome.
    case restored
}

/// The two-by-two table of an evaluation, or what is missing for one.
public enum CrossTableExtraction: Sendable, Equatable {
    /// The table and where it comes from.
    case table(CrossTable, CrossTableOrigin)
    /// What a table would need, in words.
    case missing([String])
}

extension CrossTable {
    /// Those with the condition.
    public var diseased: Int { truePositives + falseNegatives }
    /// Those without the condition.
    public var healthy: Int { falsePositives + trueNegatives }

    /// A proportion that the counts give; `nil` where nobody is counted or the counts do not tell.
    public func proportion(_ measure: PerformanceMeasure) -> Double? {
        func share(_ part: Int, of whole: Int) -> Double? {
            whole > 0 ? Double(part) / Double(whole) : nil
        }
        return switch measure {
        case .sensitivity: share(truePositives, of: diseased)
        case .specificity: share(trueNegatives, of: healthy)
        case .accuracy: share(truePositives + trueNegatives, of: diseased + healthy)
        case .auc, .dice: nil
        }
    }
}

extension Evaluation {
    /// A figure as the report states it or, where it does not, as its two-by-two table gives it.
    public func figure(_ measure: PerformanceMeasure) -> Double? {
        values[measure] ?? crossTable?.proportion(measure)
    }

    /// The two-by-two table: as stated, else restored by rounding.
    ///
    /// Counts are restored only where they give the stated sensitivity and specificity back to
    /// the decimals in which these are stated (two at least): a proportion of other units, or of
    /// another cohort, is not turned into counts.
    public var crossTableExtraction: CrossTableExtraction {
        if let crossTable { return .table(crossTable, .stated) }
        var missing: [String] = []
        if values[.sensitivity] == nil { missing.append("sensitivity") }
        if values[.specificity] == nil { missing.append("specificity") }
        if size == nil { missing.append("n") }
        if events == nil { missing.append("events") }
        guard let sensitivity = values[.sensitivity], let specificity = values[.specificity],
            let size, let events
        else { return .missing(["tp, fp, fn and tn, or " + missing.joined(separator: " and ")]) }
        let healthy = size - events
        let found = Self.count(giving: sensitivity, of: events)
        let left = Self.count(giving: specificity, of: healthy)
        guard let found, let left else {
            var faults: [String] = []
            if found == nil {
                faults.append("no count out of \(events) gives the sensitivity \(sensitivity)")
            }
            if left == nil {
                faults.append("no count out of \(healthy) gives the specificity \(specificity)")
            }
            return .missing(faults)
        }
        return .table(
            CrossTable(
                truePositives: found,
                falsePositives: healthy - left,
                falseNegatives: events - found,
                trueNegatives: left
            ),
            .restored
        )
    }

    private static func count(giving proportion: Double, of total: Int) -> Int? {
        guard total > 0, let rounding = rounding(of: proportion) else { return nil }
        let count = (proportion * Double(total)).rounded()
        return abs(count / Double(total) - proportion) <= rounding ? Int(count) : nil
    }

    /// How far a proportion may be from the one that was rounded to it: half a unit of the last
    /// decimal in which it is stated (two decimals at least); `nil` if it is too small to tell.
    static func rounding(of proportion: Double) -> Double? {
        // `description` is the shortest text that reads back: the decimals that were stated.
        let text = proportion.description
        guard !text.contains("e") else { return nil }
        let decimals = max(2, text.split(separator: ".").dropFirst().first?.count ?? 0)
        var half = 0.5
        for _ in 0..<min(decimals, 15) { half /= 10 }
        // A hair more, since neither number is exact in binary.
        return half * (1 + 1e-6)
    }
}
