/// How the variance between studies is estimated.
public enum HeterogeneityMethod: String, Sendable, Codable, CaseIterable {
    /// Common effect: no variance between studies.
    case commonEffect = "EE"
    /// DerSimonian & Laird (1986), doi:10.1016/0197-2456(86)90046-2.
    case derSimonianLaird = "DL"
    /// Hedges (1985), unweighted method of moments.
    case hedges = "HE"
    /// Hunter & Schmidt (1990).
    case hunterSchmidt = "HS"
    /// Sidik & Jonkman (2005), doi:10.1111/j.1467-9876.2005.00489.x.
    case sidikJonkman = "SJ"
    /// Maximum likelihood.
    case maximumLikelihood = "ML"
    /// Restricted maximum likelihood: the default.
    case restrictedMaximumLikelihood = "REML"
    /// Empirical Bayes, Morris (1983), doi:10.1080/01621459.1983.10477920.
    case empiricalBayes = "EB"
    /// Paule & Mandel (1982), doi:10.6028/jres.087.022.
    case pauleMandel = "PM"
}

/// How standard errors, tests and intervals of coefficients are made.
public enum InferenceTest: String, Sendable, Codable, CaseIterable {
    /// Normal theory.
    case normal = "z"
    /// Hartung & Knapp (2001), doi:10.1002/sim.1009: t on k − p degrees of freedom, the default.
    case hartungKnapp = "knha"
    /// Hartung–Knapp, but never with a standard error below that of normal theory.
    case adHoc = "adhoc"
}

/// Which quantile the prediction interval uses.
public enum PredictionDistribution: String, Sendable, Codable, CaseIterable {
    /// The distribution of the test: normal for `z`, t on k − p for Hartung–Knapp.
    case sameAsTest
    /// Higgins, Thompson & Spiegelhalter (2009), doi:10.1111/j.1467-985X.2008.00552.x: t on k − 2.
    case higgins
}

/// Choices for a random-effects fit.
public struct PoolingOptions: Sendable, Equatable {
    /// Estimator of τ²; REML unless asked otherwise.
    public var method: HeterogeneityMethod
    /// Inference for coefficients; Hartung–Knapp unless asked otherwise.
    public var test: InferenceTest
    /// Level of every interval, between 0 and 1; 0.95 unless asked otherwise.
    public var confidenceLevel: Double
    /// Distribution behind the prediction interval.
    public var predictionDistribution: PredictionDistribution

    /// Choices with the defaults of the field.
    public init(
        method: HeterogeneityMethod = .restrictedMaximumLikelihood,
        test: InferenceTest = .hartungKnapp,
        confidenceLevel: Double = 0.95,
        predictionDistribution: PredictionDistribution = .sameAsTest
    ) {
        self.method = method
        self.test = test
        self.confidenceLevel = confidenceLevel
        self.predictionDistribution = predictionDistribution
    }
}

/// Both ends of an interval; on the analysis scale unless the property that holds it says otherwise.
public struct Interval: Sendable, Equatable {
    /// Lower end.
    public let lower: Double
    /// Upper end.
    public let upper: Double

    /// An interval from its ends.
    public init(lower: Double, upper: Double) {
        self.lower = lower
        self.upper = upper
    }
}
