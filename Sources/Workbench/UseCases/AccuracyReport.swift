import MetaAnalysis
import Review

/// The result of a planned analysis of sensitivity and specificity, as machines read it.
public struct AccuracyReport: Sendable, Equatable, Codable {
    /// An estimate with its interval.
    public struct Estimate: Sendable, Equatable, Codable {
        /// Value.
        public var value: Double
        /// Lower end of the confidence interval.
        public var ciLower: Double
        /// Upper end of the confidence interval.
        public var ciUpper: Double

        init(_ estimate: IntervalEstimate) {
            value = estimate.value
            ciLower = estimate.interval.lower
            ciUpper = estimate.interval.upper
        }
    }

    /// A two-by-two table.
    public struct Row: Sendable, Equatable, Codable {
        /// Identifier of the study.
        public var study: String
        /// Label as printed.
        public var label: String
        /// True positives.
        public var tp: Int
        /// False positives.
        public var fp: Int
        /// False negatives.
        public var fn: Int
        /// True negatives.
        public var tn: Int
        /// `stated` or `restored`.
        public var counts: String
        /// File and line of the sheet.
        public var source: String
    }

    /// An evaluation without a two-by-two table.
    public struct Omitted: Sendable, Equatable, Codable {
        /// Identifier of the study.
        public var study: String
        /// Label as printed.
        public var label: String
        /// What is missing.
        public var missing: [String]
        /// File and line of the sheet.
        public var source: String
    }

    /// A stage.
    public struct Stage: Sendable, Equatable, Codable {
        /// Name of the stage.
        public var stage: String
        /// Studies with a two-by-two table.
        public var studies: Int
        /// Two-by-two tables.
        public var k: Int
        /// Summary sensitivity.
        public var sensitivity: Estimate?
        /// Summary specificity.
        public var specificity: Estimate?
        /// Summary positive likelihood ratio.
        public var positiveLikelihoodRatio: Estimate?
        /// Summary negative likelihood ratio.
        public var negativeLikelihoodRatio: Estimate?
        /// Summary diagnostic odds ratio.
        public var diagnosticOddsRatio: Estimate?
        /// Variances between studies of logit sensitivity and logit specificity; null where one is
        /// not known.
        public var betweenVariances: [Double?]?
        /// Correlation between studies.
        public var correlation: Double?
        /// p value of Deeks' test.
        public var deeksPValue: Double?
        /// Rung of the ladder of models.
        public var rung: String?
        /// Why there is no summary.
        public var whyNotPooled: String?
        /// Two-by-two tables.
        public var evaluations: [Row]
        /// Evaluations without one.
        public var notPoolable: [Omitted]
        /// Warnings.
        public var warnings: [String]
    }

    /// Identifier of the plan.
    public var id: String
    /// Title.
    public var title: String
    /// `dta`.
    public var measure: String
    /// Code of the model.
    public var model: String
    /// Stages.
    public var stages: [Stage]

    init(_ result: AccuracyResult) {
        id = result.plan.id
        title = result.plan.title
        measure = "dta"
        model = result.plan.model.rawValue
        stages = result.stages.map(Stage.init)
    }
}

extension AccuracyReport.Stage {
    init(_ summary: AccuracyStage) {
        let fit = summary.fit
        func finite(_ estimate: IntervalEstimate?) -> AccuracyReport.Estimate? {
            guard let estimate,
                [estimate.value, estimate.interval.lower, estimate.interval.upper]
                    .allSatisfy(\.isFinite)
            else { return nil }
            return AccuracyReport.Estimate(estimate)
        }
        stage = summary.stage.rawValue
        studies = summary.studyCount
        k = summary.evaluations.count
        sensitivity = finite(fit?.sensitivity)
        specificity = finite(fit?.specificity)
        positiveLikelihoodRatio = finite(fit?.positiveLikelihoodRatio)
        negativeLikelihoodRatio = finite(fit?.negativeLikelihoodRatio)
        diagnosticOddsRatio = finite(fit?.diagnosticOddsRatio)
        betweenVariances = fit?.knownBetweenVariances.map { $0.isFinite ? $0 : nil }
        correlation = fit?.correlation
        deeksPValue = summary.deeks?.pValue
        rung = fit?.rung.rawValue
        whyNotPooled = summary.whyNotPooled
        evaluations = summary.evaluations.map { row in
            AccuracyReport.Row(
                study: row.source.row.study,
                label: row.label,
                tp: row.counts.truePositives,
                fp: row.counts.falsePositives,
                fn: row.counts.falseNegatives,
                tn: row.counts.trueNegatives,
                counts: row.origin.rawValue,
                source: "\(row.source.file):\(row.source.row.line)"
            )
        }
        notPoolable = summary.omitted.map { row in
            AccuracyReport.Omitted(
                study: row.source.row.study,
                label: row.label,
                missing: row.missing,
                source: "\(row.source.file):\(row.source.row.line)"
            )
        }
        warnings = summary.warnings
    }
}
