import MetaAnalysis

/// The summary point of a bivariate model with what follows from it.
public struct DiagnosticSummary: Codable, Sendable, Equatable {
    /// Parameters as RevMan asks for them.
    public struct RevMan: Codable, Sendable, Equatable {
        enum CodingKeys: String, CodingKey {
            case meanSensitivity = "E(logitSe)"
            case meanSpecificity = "E(logitSp)"
            case varianceSensitivity = "Var(logitSe)"
            case varianceSpecificity = "Var(logitSp)"
            case correlation = "Corr(logits)"
            case errorSensitivity = "SE(E(logitSe))"
            case errorSpecificity = "SE(E(logitSp))"
            case covariance = "Cov(Es)"
            case studies = "Studies"
        }

        /// Summary logit of sensitivity.
        public let meanSensitivity: Figure
        /// Summary logit of specificity.
        public let meanSpecificity: Figure
        /// Variance between studies of logit sensitivity.
        public let varianceSensitivity: Figure
        /// Variance between studies of logit specificity.
        public let varianceSpecificity: Figure
        /// Correlation between studies.
        public let correlation: Figure
        /// Standard error of the first.
        public let errorSensitivity: Figure
        /// Standard error of the second.
        public let errorSpecificity: Figure
        /// Covariance of both summary logits.
        public let covariance: Figure
        /// Number of studies.
        public let studies: Int
    }

    /// Summary sensitivity.
    public let sensitivity: Figure
    /// Its interval.
    public let sensitivityCI: [Figure]
    /// Summary specificity.
    public let specificity: Figure
    /// Its interval.
    public let specificityCI: [Figure]
    /// Positive likelihood ratio.
    public let posLR: Figure
    /// Its interval.
    public let posLRCI: [Figure]
    /// Negative likelihood ratio.
    public let negLR: Figure
    /// Its interval.
    public let negLRCI: [Figure]
    /// Diagnostic odds ratio.
    public let dor: Figure
    /// Its interval.
    public let dorCI: [Figure]
    /// Model in words.
    public let model: String
    /// Rung of the ladder.
    public let rung: String
    /// HSROC parameters.
    public let hsroc: Nullable<LinearSection.Hierarchical>
    /// Parameters for RevMan.
    public let revman: RevMan

    init(_ fit: BivariateFit) {
        func pair(_ estimate: IntervalEstimate) -> [Figure] {
            Figure.list([estimate.interval.lower, estimate.interval.upper])
        }
        sensitivity = Figure(finite: fit.sensitivity.value)
        sensitivityCI = pair(fit.sensitivity)
        specificity = Figure(finite: fit.specificity.value)
        specificityCI = pair(fit.specificity)
        posLR = Figure(finite: fit.positiveLikelihoodRatio.value)
        posLRCI = pair(fit.positiveLikelihoodRatio)
        negLR = Figure(finite: fit.negativeLikelihoodRatio.value)
        negLRCI = pair(fit.negativeLikelihoodRatio)
        dor = Figure(finite: fit.diagnosticOddsRatio.value)
        dorCI = pair(fit.diagnosticOddsRatio)
        model = fit.method.name
        rung = fit.rung.rawValue
        hsroc = Nullable(fit.hierarchicalROC.map(LinearSection.Hierarchical.init))
        revman = RevMan(
            meanSensitivity: Figure(finite: fit.logitSensitivity),
            meanSpecificity: Figure(finite: fit.logitSpecificity),
            varianceSensitivity: Figure(finite: fit.knownBetweenVariances[0]),
            varianceSpecificity: Figure(finite: fit.knownBetweenVariances[1]),
            correlation: Figure(finite: fit.correlation ?? .nan),
            errorSensitivity: Figure(finite: fit.sensitivityStandardError),
            errorSpecificity: Figure(finite: fit.specificityStandardError),
            covariance: Figure(finite: fit.covariance[0][1]),
            studies: fit.studyCount
        )
    }
}

/// The summary ROC curve with both regions, as points (false positive rate, sensitivity).
public struct CurveSection: Codable, Sendable, Equatable {
    /// Value at a false positive rate of ½, on the logit scale; null without a curve.
    public let intercept: Figure
    /// Slope in the logit of the false positive rate.
    public let slope: Figure
    /// Area under the whole curve.
    public let auc: Figure
    /// Mean sensitivity over the observed false positive rates.
    public let partialAuc: Figure
    /// Lowest and highest observed false positive rate.
    public let observedRange: [Figure]
    /// The curve over the observed range.
    public let curve: [[Double]]
    /// The curve below and above the observed range.
    public let extrapolated: [[[Double]]]
    /// Outline of the confidence region.
    public let confidenceRegion: [[Double]]
    /// Outline of the prediction region.
    public let predictionRegion: [[Double]]
    /// Quantile that sets the size of the regions: `f` or `chiSquared`.
    public let regionDistribution: String

    init(_ fit: BivariateFit, region: RegionDistribution) {
        func list(_ points: [(falsePositiveRate: Double, sensitivity: Double)]) -> [[Double]] {
            points.map { [$0.falsePositiveRate, $0.sensitivity] }
        }
        let roc = fit.summaryROC
        let range = fit.observedFalsePositiveRates
        intercept = Figure(finite: roc?.intercept ?? .nan)
        slope = Figure(finite: roc?.slope ?? .nan)
        auc = Figure(finite: roc?.area ?? .nan)
        partialAuc = Figure(finite: roc?.partialArea(over: range) ?? .nan)
        observedRange = Figure.list([range.lower, range.upper])
        curve = roc.map { list($0.points(over: range)) } ?? []
        let outside = [
            Interval(lower: 0, upper: range.lower), Interval(lower: range.upper, upper: 1),
        ].filter { $0.lower < $0.upper }
        extrapolated =
            roc.map { roc in outside.map { list(roc.points(over: $0, count: 61)) } } ?? []
        confidenceRegion = list(fit.confidenceRegion(region))
        predictionRegion = list(fit.predictionRegion(region))
        regionDistribution = region.rawValue
    }
}

/// A pool of log diagnostic odds ratios.
public struct OddsRatioSection: Codable, Sendable, Equatable {
    /// Pooled log diagnostic odds ratio.
    public let logDOR: Figure
    /// Variance between studies.
    public let tau2: Figure
    /// Standard error.
    public let se: Figure
    /// Lower limit.
    public let ciLower: Figure
    /// Upper limit.
    public let ciUpper: Figure
}

/// Tests for small-study effects that suit diagnostic accuracy.
public struct DiagnosticSmallStudySection: Codable, Sendable, Equatable {
    /// Deeks' test.
    public struct Deeks: Codable, Sendable, Equatable {
        /// Log diagnostic odds ratio of a study without limit of size.
        public let intercept: Figure
        /// Slope on 1/√ESS.
        public let slope: Figure
        /// Its standard error.
        public let se: Figure
        /// t statistic.
        public let statistic: Figure
        /// Degrees of freedom.
        public let df: Figure
        /// p value.
        public let pValue: Figure
    }

    /// Deeks' test; null if it cannot be run.
    public let deeks: Nullable<Deeks>
}

/// Summary points of subgroups, each with its own model.
public struct DiagnosticSubgroupSection: Codable, Sendable, Equatable {
    /// One subgroup.
    public struct Group: Codable, Sendable, Equatable {
        /// Number of studies.
        public let k: Int
        /// Names of its studies.
        public let studies: [String]
        /// Its summary; null if it has none.
        public let summary: Nullable<DiagnosticSummary>
        /// Its curve and regions.
        public let sroc: Nullable<CurveSection>
        /// What a reader must know about it.
        public let warnings: [String]
    }

    /// Likelihood ratio test of one model for each group against one model for all.
    public struct Comparison: Codable, Sendable, Equatable {
        /// Twice the gain in log-likelihood.
        public let statistic: Figure
        /// 5 for each group but the first.
        public let df: Int
        /// p value from χ².
        public let pValue: Figure
    }

    /// Groups by name.
    public let groups: [String: Group]
    /// Test of any difference between groups, in means, variances or correlation.
    public let comparison: Nullable<Comparison>
}
