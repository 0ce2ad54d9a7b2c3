import MetaAnalysis

/// The result of pooling 2×2 tables of diagnostic accuracy; encodes to the JSON of `meta --measure dta`.
///
/// Every key is always there; what is missing, NaN or infinite is `null`.
public struct DiagnosticResult: Codable, Sendable, Equatable {
    /// One study.
    public struct Study: Codable, Sendable, Equatable {
        /// Name.
        public let study: String
        /// True positives.
        public let tp: Double
        /// False positives.
        public let fp: Double
        /// False negatives.
        public let fn: Double
        /// True negatives.
        public let tn: Double
        /// TP / (TP + FN), without correction.
        public let sensitivity: Figure
        /// Its interval by Wilson's method.
        public let sensitivityCI: [Figure]
        /// TN / (TN + FP), without correction.
        public let specificity: Figure
        /// Its interval by Wilson's method.
        public let specificityCI: [Figure]
        /// Subgroup, where one was asked for.
        public let group: Nullable<String>
    }

    /// Values of each study after correction for zero cells, in the order of the studies.
    public struct PerStudy: Codable, Sendable, Equatable {
        /// Sensitivity.
        public let sensitivity: [Figure]
        /// Its interval by Wilson's method.
        public let sensitivityCI: [[Figure]]
        /// Specificity.
        public let specificity: [Figure]
        /// Its interval by Wilson's method.
        public let specificityCI: [[Figure]]
        /// Diagnostic odds ratio.
        public let dor: [Figure]
        /// Positive likelihood ratio.
        public let posLR: [Figure]
        /// Negative likelihood ratio.
        public let negLR: [Figure]
        /// Whether ½ was added to every cell of every study.
        public let corrected: Bool
    }

    /// The three bivariate models.
    public struct Models: Codable, Sendable, Equatable {
        /// Binomial–normal model: what the summary shows.
        public let glmmBinomialNormal: Nullable<BinomialNormalSection>
        /// Linear model by REML.
        public let reml: Nullable<LinearSection>
        /// Linear model by ML.
        public let ml: Nullable<LinearSection>
    }

    /// `dta`.
    public let measure: String
    /// Scale of the models.
    public let scale: String
    /// Number of studies pooled.
    public let k: Int
    /// Studies pooled, in the order of the table.
    public let studies: [Study]
    /// Studies not pooled, with what is missing.
    public let notPoolable: [PoolResult.Omitted]
    /// Values of each study.
    public let perStudy: PerStudy
    /// The models.
    public let bivariate: Models
    /// Summary point of the binomial–normal model; null if there is none.
    public let summary: Nullable<DiagnosticSummary>
    /// Summary curve and regions.
    public let sroc: Nullable<CurveSection>
    /// DerSimonian–Laird pool of the log diagnostic odds ratios, for comparison.
    public let dorDSL: Nullable<OddsRatioSection>
    /// Deeks' test.
    public let smallStudyEffects: DiagnosticSmallStudySection
    /// Summary points of subgroups.
    public let subgroups: Nullable<DiagnosticSubgroupSection>
    /// What a careful reader would object to, in words.
    public let warnings: [String]
}

/// The binomial–normal model, with the keys of the reference file.
public struct BinomialNormalSection: Codable, Sendable, Equatable {
    /// Summary logit of sensitivity.
    public let logitSensitivity: Figure
    /// Summary logit of specificity.
    public let logitSpecificity: Figure
    /// Their standard errors.
    public let se: [Figure]
    /// Covariance of both.
    public let covariance: Figure
    /// Standard deviation between studies of logit sensitivity.
    public let sdSensitivity: Figure
    /// Standard deviation between studies of logit specificity.
    public let sdSpecificity: Figure
    /// Correlation between studies.
    public let correlation: Figure
    /// Log-likelihood with all constants.
    public let logLik: Figure
    /// `laplace`, or `quadrature` with the number of nodes.
    public let integration: String
    /// Rung of the ladder.
    public let rung: String
    /// Whether it converged.
    public let converged: Bool
    /// Newton steps.
    public let iterations: Int
    /// Largest first derivative at the end.
    public let largestGradient: Figure

    init(_ fit: BivariateFit) {
        logitSensitivity = Figure(finite: fit.logitSensitivity)
        logitSpecificity = Figure(finite: fit.logitSpecificity)
        se = Figure.list([fit.sensitivityStandardError, fit.specificityStandardError])
        covariance = Figure(finite: fit.covariance[0][1])
        let spread = fit.knownBetweenVariances.map { $0.squareRoot() }
        sdSensitivity = Figure(finite: spread[0])
        sdSpecificity = Figure(finite: spread[1])
        correlation = Figure(finite: fit.correlation ?? .nan)
        logLik = Figure(finite: fit.logLikelihood)
        if case .quadrature(let nodes) = fit.method {
            integration = "quadrature, \(nodes) nodes"
        } else {
            integration = "laplace"
        }
        rung = fit.rung.rawValue
        converged = fit.converged
        iterations = fit.iterations
        largestGradient = Figure(finite: fit.largestGradient)
    }
}

/// A linear bivariate model, with the keys of the reference file.
public struct LinearSection: Codable, Sendable, Equatable {
    /// HSROC parameters.
    public struct Hierarchical: Codable, Sendable, Equatable {
        enum CodingKeys: String, CodingKey {
            case theta = "Theta"
            case lambda = "Lambda"
            case beta, sigma2theta, sigma2alpha
        }

        /// Threshold.
        public let theta: Figure
        /// Accuracy.
        public let lambda: Figure
        /// Shape.
        public let beta: Figure
        /// Variance of the threshold.
        public let sigma2theta: Figure
        /// Variance of the accuracy.
        public let sigma2alpha: Figure

        init(_ model: HierarchicalROC) {
            theta = Figure(finite: model.threshold)
            lambda = Figure(finite: model.accuracy)
            beta = Figure(finite: model.shape)
            sigma2theta = Figure(finite: model.thresholdVariance)
            sigma2alpha = Figure(finite: model.accuracyVariance)
        }
    }

    /// Summary logit of sensitivity.
    public let logitSensitivity: Figure
    /// Summary logit of the false positive rate.
    public let logitFalsePositiveRate: Figure
    /// Covariance matrix of both, by rows.
    public let vcov: [Figure]
    /// Covariance matrix between studies, by rows.
    public let psi: [Figure]
    /// Log-likelihood on the scale of the proportions.
    public let logLik: Figure
    /// Summary sensitivity.
    public let sensitivity: Figure
    /// Summary false positive rate.
    public let falsePositiveRate: Figure
    /// Area under the curve by mada's rule; the area itself is `sroc.auc`.
    public let auc: Figure
    /// Partial area over the observed false positive rates, by mada's rule.
    public let partialAuc: Figure
    /// HSROC parameters.
    public let hsroc: Nullable<Hierarchical>
    /// Rung of the ladder.
    public let rung: String
    /// Whether it converged.
    public let converged: Bool
    /// Newton steps.
    public let iterations: Int
    /// Largest first derivative at the end.
    public let largestGradient: Figure

    init(_ fit: BivariateFit) {
        // The false positive rate is the mirror image of specificity: covariances change sign.
        func mirrored(_ matrix: [[Double]]) -> [Figure] {
            Figure.list([matrix[0][0], -matrix[0][1], -matrix[1][0], matrix[1][1]])
        }
        logitSensitivity = Figure(finite: fit.logitSensitivity)
        logitFalsePositiveRate = Figure(finite: -fit.logitSpecificity)
        vcov = mirrored(fit.covariance)
        psi = mirrored(fit.betweenCovariance)
        logLik = Figure(finite: fit.logLikelihood)
        sensitivity = Figure(finite: fit.sensitivity.value)
        falsePositiveRate = Figure(finite: 1 - fit.specificity.value)
        let curve = fit.summaryROC
        auc = Figure(finite: curve?.madaArea() ?? .nan)
        partialAuc = Figure(
            finite: curve?.madaArea(over: fit.observedFalsePositiveRates) ?? .nan
        )
        hsroc = Nullable(fit.hierarchicalROC.map(Hierarchical.init))
        rung = fit.rung.rawValue
        converged = fit.converged
        iterations = fit.iterations
        largestGradient = Figure(finite: fit.largestGradient)
    }
}
