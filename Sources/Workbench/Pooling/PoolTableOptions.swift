public import MetaAnalysis

/// What kind of figures a table holds.
public enum PoolMeasure: String, Sendable, Codable, CaseIterable {
    /// Ready-made estimates.
    case generic
    /// c-statistics.
    case auc
    /// Observed and expected events.
    case oe
    /// Proportions.
    case proportion
    /// Odds ratios.
    case or
    /// Risk ratios.
    case rr
    /// Risk differences.
    case rd
    /// Odds ratios by Peto's method.
    case peto
    /// Mean differences.
    case md
    /// Standardised mean differences.
    case smd
    /// Ratios of means.
    case rom
    /// Correlations by Fisher's z.
    case zcor
    /// Diagnostic accuracy.
    case dta
}

/// Choices for pooling a table.
public struct PoolTableOptions: Sendable, Equatable {
    /// What the table holds.
    public var measure: PoolMeasure
    /// Estimator, test, level and prediction interval.
    public var pooling: PoolingOptions
    /// Columns used as moderators; numeric or categorical.
    public var moderators: [String]
    /// Column that names the subgroup.
    public var subgroup: String?
    /// Column that names the cluster of dependent estimates.
    public var cluster: String?
    /// Column that names the stage of validation of an AUC.
    public var stage: String?
    /// Share of events assumed where an AUC comes without their number; nil assumes nothing.
    public var assumedPrevalence: Double?
    /// Approximation for the standard error of an AUC.
    public var newcombe: NewcombeMethod
    /// Scale on which proportions are pooled.
    public var proportionMeasure: ProportionMeasure
    /// When ½ is added to the cells of 2×2 tables.
    public var correction: ContinuityCorrection
    /// Nodes of the adaptive quadrature of diagnostic accuracy; nil for Laplace's method.
    public var quadratureNodes: Int?
    /// Quantile that sets the size of regions around the summary point of diagnostic accuracy.
    public var region: RegionDistribution

    /// Choices with the defaults of the field.
    public init(
        measure: PoolMeasure,
        pooling: PoolingOptions = PoolingOptions(),
        moderators: [String] = [],
        subgroup: String? = nil,
        cluster: String? = nil,
        stage: String? = nil,
        assumedPrevalence: Double? = nil,
        newcombe: NewcombeMethod = .method4,
        proportionMeasure: ProportionMeasure = .logit,
        correction: ContinuityCorrection = .tablesWithZeroCells,
        quadratureNodes: Int? = nil,
        region: RegionDistribution = .f
    ) {
        self.measure = measure
        self.pooling = pooling
        self.moderators = moderators
        self.subgroup = subgroup
        self.cluster = cluster
        self.stage = stage
        self.assumedPrevalence = assumedPrevalence
        self.newcombe = newcombe
        self.proportionMeasure = proportionMeasure
        self.correction = correction
        self.quadratureNodes = quadratureNodes
        self.region = region
    }

    /// The binomial–normal model asked for.
    var binomialMethod: BivariateMethod {
        quadratureNodes.map { .quadrature(nodes: $0) } ?? .laplace
    }

    /// Choices from the words of a command line, in any case.
    ///
    /// - Parameters:
    ///   - measure: as `PoolMeasure`.
    ///   - method: as `HeterogeneityMethod`.
    ///   - test: as `InferenceTest`.
    ///   - level: level of the intervals.
    ///   - moderators: names of columns.
    ///   - subgroup: name of a column.
    ///   - cluster: name of a column.
    ///   - stage: name of a column; only with measure auc.
    ///   - assumePrevalence: share of events assumed where their number is missing.
    ///   - nodes: nodes of the adaptive quadrature, 1 to 50; nil for Laplace.
    ///   - region: `f` or `chi2`.
    ///   - prediction: `test` for the distribution of the test, `higgins` for t on k − 2.
    ///   - newcombe: 4 or 2.
    ///   - proportions: code of a `ProportionMeasure`: PLO, PFT, PAS or PR.
    /// - Throws: `.faults` naming each unknown word with the ones that exist.
    public init(
        parsing measure: String,
        method: String = "REML",
        test: String = "knha",
        level: Double = 0.95,
        moderators: [String] = [],
        subgroup: String? = nil,
        cluster: String? = nil,
        stage: String? = nil,
        assumePrevalence: Double? = nil,
        nodes: Int? = nil,
        region: String = "f",
        prediction: String = "test",
        newcombe: Int = 4,
        proportions: String = ProportionMeasure.logit.rawValue
    ) throws(PoolTableError) {
        var faults: [PoolFault] = []
        func refuse(_ option: String, _ found: String, _ expected: String) {
            faults.append(
                PoolFault(file: option, line: nil, column: nil, found: found, expected: expected)
            )
        }
        let knownMeasure = PoolMeasure(rawValue: measure.lowercased())
        let knownMethod = HeterogeneityMethod(rawValue: method.uppercased())
        let knownTest = InferenceTest(rawValue: test.lowercased())
        if knownMeasure == nil {
            refuse("--measure", "'\(measure)'", Self.choices(PoolMeasure.allCases.map(\.rawValue)))
        }
        if knownMethod == nil {
            let names = HeterogeneityMethod.allCases.map(\.rawValue)
            refuse("--method", "'\(method)'", Self.choices(names))
        }
        if knownTest == nil {
            refuse("--test", "'\(test)'", Self.choices(InferenceTest.allCases.map(\.rawValue)))
        }
        if !(level > 0 && level < 1) {
            refuse("--level", "\(level)", "a number between 0 and 1, e.g. 0.95")
        }
        if let assumePrevalence, !(assumePrevalence > 0 && assumePrevalence < 1) {
            refuse("--assume-prevalence", "\(assumePrevalence)", "a number between 0 and 1")
        }
        if stage != nil, knownMeasure != .auc {
            refuse("--stage", "measure '\(measure)'", "measure auc")
        }
        if let nodes, !(1...50).contains(nodes) {
            refuse("--nodes", "\(nodes)", "a whole number from 1 to 50")
        }
        let regions: [String: RegionDistribution] = ["f": .f, "chi2": .chiSquared]
        let knownRegion = regions[region.lowercased()]
        if knownRegion == nil {
            refuse("--region", "'\(region)'", Self.choices(["f", "chi2"]))
        }
        let predictions: [String: PredictionDistribution] = [
            "test": .sameAsTest, "higgins": .higgins,
        ]
        let knownPrediction = predictions[prediction.lowercased()]
        if knownPrediction == nil {
            refuse("--prediction", "'\(prediction)'", Self.choices(["test", "higgins"]))
        }
        let knownNewcombe = NewcombeMethod(rawValue: newcombe)
        if knownNewcombe == nil { refuse("--newcombe", "\(newcombe)", "4 or 2") }
        let knownProportions = ProportionMeasure(rawValue: proportions.uppercased())
        if knownProportions == nil {
            let names = ProportionMeasure.allCases.map(\.rawValue)
            refuse("--proportions", "'\(proportions)'", Self.choices(names))
        }
        guard faults.isEmpty, let knownMeasure, let knownMethod, let knownTest, let knownRegion,
            let knownPrediction, let knownNewcombe, let knownProportions
        else {
            throw .faults(faults)
        }
        self.init(
            measure: knownMeasure,
            pooling: PoolingOptions(
                method: knownMethod,
                test: knownTest,
                confidenceLevel: level,
                predictionDistribution: knownPrediction
            ),
            moderators: moderators,
            subgroup: subgroup,
            cluster: cluster,
            stage: stage,
            assumedPrevalence: assumePrevalence,
            newcombe: knownNewcombe,
            proportionMeasure: knownProportions,
            quadratureNodes: nodes,
            region: knownRegion
        )
    }

    private static func choices(_ names: [String]) -> String {
        "one of " + names.joined(separator: ", ")
    }
}
