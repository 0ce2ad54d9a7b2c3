import Foundation
import Statistics

/// How a bivariate model of sensitivity and specificity is fitted.
public enum BivariateMethod: Sendable, Equatable {
    /// Binomial within, normal between studies; integrated by Laplace's method: the default.
    case laplace
    /// The same model, integrated by adaptive Gauss–Hermite quadrature with nodes² points a study.
    case quadrature(nodes: Int)
    /// Linear model on logits, restricted maximum likelihood.
    case restrictedLinear
    /// Linear model on logits, maximum likelihood.
    case linear

    /// Whether the within-study distribution is binomial.
    public var isBinomial: Bool {
        switch self {
        case .laplace, .quadrature: true
        case .restrictedLinear, .linear: false
        }
    }

    /// Name in words.
    public var name: String {
        switch self {
        case .laplace: "bivariate binomial–normal model, Laplace"
        case .quadrature(let nodes):
            "bivariate binomial–normal model, adaptive quadrature with \(nodes) × \(nodes) nodes"
        case .restrictedLinear: "bivariate linear model, REML"
        case .linear: "bivariate linear model, ML"
        }
    }
}

/// A bivariate random-effects model of sensitivity and specificity.
///
/// logit sensitivityᵢ and logit specificityᵢ are bivariate normal around the summary point with
/// covariance Ψ.
///
/// - Reference: Reitsma et al. (2005), doi:10.1016/j.jclinepi.2005.02.022; Chu & Cole (2006),
///   doi:10.1016/j.jclinepi.2006.06.011.
public struct BivariateFit: Sendable, Equatable {
    /// How it was fitted.
    public let method: BivariateMethod
    /// Level of every interval and region.
    public let confidenceLevel: Double
    /// Number of studies that took part.
    public let studyCount: Int
    /// Summary logit of sensitivity; infinite where no study has a false negative.
    public let logitSensitivity: Double
    /// Summary logit of specificity; infinite where no study has a false positive.
    public let logitSpecificity: Double
    /// Covariance of both summary logits, by rows; 0 beside a value that is infinite.
    public let covariance: [[Double]]
    /// Covariance between studies of logit sensitivity and logit specificity, by rows.
    public let betweenCovariance: [[Double]]
    /// Summary sensitivity.
    public let sensitivity: IntervalEstimate
    /// Summary specificity.
    public let specificity: IntervalEstimate
    /// Maximum of the log-likelihood with all constants, restricted for REML.
    ///
    /// Linear models count it on the scale of the proportions, as mada does.
    public let logLikelihood: Double
    /// Rung of the ladder on which the model stands.
    public let rung: BivariateRung
    /// True: where no rung holds, the initialiser throws.
    public let converged: Bool
    /// Newton steps from all starts.
    public let iterations: Int
    /// Largest first derivative of the log-likelihood in a free parameter at the end.
    public let largestGradient: Double
    /// What a reader must know about how the fit was made, in words.
    public let remarks: [String]
    /// Lowest and highest observed false positive rate, without correction.
    public let observedFalsePositiveRates: Interval

    /// Standard error of the summary logit of sensitivity.
    public var sensitivityStandardError: Double { covariance[0][0].squareRoot() }
    /// Standard error of the summary logit of specificity.
    public var specificityStandardError: Double { covariance[1][1].squareRoot() }
    /// Correlation between studies of logit sensitivity and specificity; nil without heterogeneity.
    public var correlation: Double? {
        let scale = (betweenCovariance[0][0] * betweenCovariance[1][1]).squareRoot()
        return scale > 0 ? max(-1, min(1, betweenCovariance[0][1] / scale)) : nil
    }

    /// Fits the model, on the highest rung of a ladder that holds.
    ///
    /// Unrestricted; correlation at its bound; a variance of zero; correlation fixed at zero;
    /// sensitivity and specificity apart, exact where all studies agree on 0 or 100 %. `rung` and
    /// `remarks` say where it ended.
    ///
    /// - Parameters:
    ///   - tables: k studies; those without diseased or without healthy inform the other group only
    ///     (binomial models) or are left out (linear models).
    ///   - method: likelihood and its integration.
    ///   - confidenceLevel: level of intervals and regions.
    /// - Throws: `.invalidValue` for negative or infinite cells; `.tooFewStudies` without a study that
    ///   has diseased and one that has healthy; `.noConvergence` where no rung holds.
    public init(
        tables: [DiagnosticTable],
        method: BivariateMethod = .laplace,
        confidenceLevel: Double = 0.95
    ) throws(MetaAnalysisError) {
        let problem = try BivariateProblem(
            tables: tables,
            method: method,
            confidenceLevel: confidenceLevel
        )
        let solution = try problem.solve()
        self.method = method
        self.confidenceLevel = confidenceLevel
        studyCount = problem.tables.count
        logitSensitivity = solution.means[0]
        logitSpecificity = solution.means[1]
        covariance = solution.covariance
        betweenCovariance = solution.between
        sensitivity = solution.summaries[0]
        specificity = solution.summaries[1]
        logLikelihood = solution.logLikelihood
        rung = solution.rung
        converged = true
        iterations = solution.iterations
        largestGradient = solution.largestGradient
        remarks = problem.remarks + solution.remarks
        observedFalsePositiveRates = problem.observedFalsePositiveRates
    }
}
