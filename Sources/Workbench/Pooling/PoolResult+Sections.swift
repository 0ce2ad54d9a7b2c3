import MetaAnalysis

/// The model, with the keys of the reference files.
public struct FitSection: Codable, Sendable, Equatable {
    /// Number of estimates.
    public let k: Int
    /// Number of coefficients.
    public let p: Int
    /// Estimator of τ² as applied.
    public let method: String
    /// Test as applied.
    public let test: String
    /// Names of the coefficients.
    public let names: [String]
    /// Coefficients on the analysis scale.
    public let coefficients: [Figure]
    /// Standard errors.
    public let standardErrors: [Figure]
    /// z or t statistics.
    public let statistics: [Figure]
    /// Two-sided p values.
    public let pValues: [Figure]
    /// Lower confidence limits.
    public let ciLower: [Figure]
    /// Upper confidence limits.
    public let ciUpper: [Figure]
    /// Variance between studies.
    public let tau2: Figure
    /// Its standard error.
    public let seTau2: Figure
    /// Q-profile interval of τ².
    public let tau2CI: Nullable<[Figure]>
    /// True if the upper end of the interval is the limit of the search.
    public let tau2UpperIsSearchLimit: Bool
    /// I² in percent.
    public let i2: Figure
    /// H².
    public let h2: Figure
    /// Interval of I² in percent.
    public let i2CI: Nullable<[Figure]>
    /// Interval of H².
    public let h2CI: Nullable<[Figure]>
    /// Cochran's Q.
    public let q: Figure
    /// p value of Q.
    public let qPValue: Figure
    /// Log-likelihood.
    public let logLik: Figure
    /// Omnibus test.
    public let qm: Figure
    /// Its p value.
    public let qmPValue: Figure
    /// Percentage of τ² explained.
    public let r2: Figure
    /// Prediction interval on the analysis scale.
    public let predictionInterval: Nullable<[Figure]>
    /// Its distribution: `sameAsTest`, or `higgins` for t on k − 2.
    public let predictionDistribution: String
    /// Whether τ² converged; a fit that does not is refused.
    public let converged: Bool
    /// Iterations for τ².
    public let iterations: Int
    /// Derivative of the log-likelihood at τ², or what is left of the estimating equation; null for
    /// closed forms.
    public let gradient: Figure

    init(_ fit: RandomEffectsFit) {
        func pair(_ interval: Interval?) -> Nullable<[Figure]> {
            Nullable(interval.map { Figure.list([$0.lower, $0.upper]) })
        }
        k = fit.studyCount
        p = fit.coefficients.count
        method = fit.options.method.rawValue
        test = fit.options.test.rawValue
        names = fit.names
        coefficients = Figure.list(fit.coefficients)
        standardErrors = Figure.list(fit.standardErrors)
        statistics = Figure.list(fit.statistics)
        pValues = Figure.list(fit.pValues)
        ciLower = Figure.list(fit.intervals.map(\.lower))
        ciUpper = Figure.list(fit.intervals.map(\.upper))
        tau2 = Figure(finite: fit.tauSquared)
        seTau2 = Figure(finite: fit.tauSquaredStandardError ?? .nan)
        tau2CI = pair(fit.heterogeneityInterval?.tauSquared)
        tau2UpperIsSearchLimit = fit.heterogeneityInterval?.upperIsSearchLimit ?? false
        i2 = Figure(finite: fit.iSquared)
        h2 = Figure(finite: fit.hSquared)
        i2CI = pair(fit.heterogeneityInterval?.iSquared)
        h2CI = pair(fit.heterogeneityInterval?.hSquared)
        q = Figure(finite: fit.cochranQ)
        qPValue = Figure(finite: fit.cochranQPValue)
        logLik = Figure(finite: fit.logLikelihood)
        qm = Figure(finite: fit.omnibusStatistic)
        qmPValue = Figure(finite: fit.omnibusPValue)
        r2 = Figure(finite: fit.rSquared ?? .nan)
        predictionInterval = pair(fit.predictionInterval)
        predictionDistribution = fit.options.predictionDistribution.rawValue
        converged = fit.converged
        iterations = fit.iterations
        gradient = Figure(finite: fit.gradient ?? .nan)
    }
}

/// Tests for small-study effects.
public struct SmallStudySection: Codable, Sendable, Equatable {
    /// Egger's test.
    public struct Egger: Codable, Sendable, Equatable {
        /// t statistic.
        public let statistic: Figure
        /// Degrees of freedom.
        public let df: Figure
        /// p value.
        public let pValue: Figure
    }

    /// Egger's test as a mixed-effects regression.
    public struct EggerMixed: Codable, Sendable, Equatable {
        /// z or t statistic.
        public let statistic: Figure
        /// p value.
        public let pValue: Figure
        /// Estimate at infinite precision.
        public let limitEstimate: Figure
        /// Its lower limit.
        public let limitLower: Figure
        /// Its upper limit.
        public let limitUpper: Figure
    }

    /// Begg's rank test.
    public struct Rank: Codable, Sendable, Equatable {
        /// Kendall's τ.
        public let tau: Figure
        /// p value.
        public let pValue: Figure
    }

    /// Trim and fill.
    public struct Filled: Codable, Sendable, Equatable {
        /// Number of studies filled in.
        public let k0: Int
        /// Side on which they are missing.
        public let side: String
        /// Pooled value after filling.
        public let estimate: Figure
        /// Lower limit.
        public let ciLower: Figure
        /// Upper limit.
        public let ciUpper: Figure
        /// τ² after filling.
        public let tau2: Figure
    }

    /// Fail-safe N.
    public struct FailSafe: Codable, Sendable, Equatable {
        /// By Rosenthal's method.
        public let rosenthal: Figure
    }

    /// Egger's test.
    public let egger: Nullable<Egger>
    /// Egger's test, mixed-effects.
    public let eggerMixed: Nullable<EggerMixed>
    /// Begg's rank test.
    public let rank: Nullable<Rank>
    /// Trim and fill, estimator L0.
    public let trimfillL0: Nullable<Filled>
    /// Trim and fill, estimator R0.
    public let trimfillR0: Nullable<Filled>
    /// Fail-safe N.
    public let failSafeN: Nullable<FailSafe>
}

/// Refits without each study, in the order of the studies.
public struct LeaveOneOutSection: Codable, Sendable, Equatable {
    /// Study left out.
    public let study: [String]
    /// Pooled value without it.
    public let estimate: [Figure]
    /// Standard error.
    public let se: [Figure]
    /// Lower limit.
    public let ciLower: [Figure]
    /// Upper limit.
    public let ciUpper: [Figure]
    /// τ².
    public let tau2: [Figure]
    /// I² in percent.
    public let i2: [Figure]
    /// Cochran's Q.
    public let q: [Figure]
}

/// Refits as studies are added.
public struct CumulativeSection: Codable, Sendable, Equatable {
    /// Study added last.
    public let study: [String]
    /// Pooled value so far.
    public let estimate: [Figure]
    /// Standard error.
    public let se: [Figure]
    /// τ².
    public let tau2: [Figure]
}

/// Influence of each study.
public struct InfluenceSection: Codable, Sendable, Equatable {
    /// Externally standardised residual.
    public let rstudent: [Figure]
    /// DFFITS.
    public let dffits: [Figure]
    /// Cook's distance.
    public let cookD: [Figure]
    /// Covariance ratio.
    public let covRatio: [Figure]
    /// Diagonal of the hat matrix.
    public let hat: [Figure]
    /// Weight in percent.
    public let weight: [Figure]
    /// τ² without the study.
    public let tau2Deleted: [Figure]
    /// Q without the study.
    public let qDeleted: [Figure]
}

/// Predictions of the true values.
public struct ShrunkenSection: Codable, Sendable, Equatable {
    /// Prediction on the analysis scale.
    public let estimate: [Figure]
    /// Standard error.
    public let se: [Figure]
}
