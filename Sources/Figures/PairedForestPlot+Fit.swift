public import MetaAnalysis

extension PairedForestPlot.Row {
    /// A study from its two-by-two table.
    ///
    /// - Parameters:
    ///   - label: name of the study.
    ///   - table: its counts.
    ///   - level: level of the intervals (Wilson).
    ///   - riskOfBias: a level per domain; empty without a column for it.
    public init(
        label: String,
        table: DiagnosticTable,
        level: Double,
        riskOfBias: [RiskLevel] = []
    ) {
        let accuracy = StudyAccuracy(table, confidenceLevel: level)
        self.init(
            label: label,
            counts: PairedForestPlot.Counts(
                truePositives: Int(table.truePositives),
                falsePositives: Int(table.falsePositives),
                falseNegatives: Int(table.falseNegatives),
                trueNegatives: Int(table.trueNegatives)
            ),
            sensitivity: table.diseased > 0 ? .init(accuracy.sensitivity) : nil,
            specificity: table.healthy > 0 ? .init(accuracy.specificity) : nil,
            riskOfBias: riskOfBias
        )
    }
}

extension PairedForestPlot.Accuracy {
    /// An estimate with its interval.
    public init(_ estimate: IntervalEstimate) {
        self.init(
            estimate.value,
            interval: ForestPlot.Interval(
                lower: estimate.interval.lower,
                upper: estimate.interval.upper
            )
        )
    }
}

extension PairedForestPlot.Pooled {
    /// The summary point of a bivariate model.
    ///
    /// - Parameters:
    ///   - label: name of the row.
    ///   - fit: the model.
    public init(label: String, fit: BivariateFit) {
        func short(_ value: Double) -> String { PrintedNumber.fixed(value, decimals: 3) }
        let variances = fit.knownBetweenVariances
        var spread: String?
        if variances.allSatisfy(\.isFinite) {
            spread =
                "Variance between studies (logit): sensitivity \(short(variances[0])), "
                + "specificity \(short(variances[1]))"
                + (fit.correlation.map { ", correlation \(short($0))" } ?? "")
        }
        self.init(
            label: label,
            sensitivity: .init(fit.sensitivity),
            specificity: .init(fit.specificity),
            heterogeneity: spread
        )
    }
}
