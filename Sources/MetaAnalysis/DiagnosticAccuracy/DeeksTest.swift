import Foundation
import Statistics

/// Deeks' test for small-study effects in reviews of diagnostic accuracy.
///
/// The log diagnostic odds ratio is regressed on 1/√ESS, weighted by the effective sample size
/// ESS = 4 n₁n₂ / (n₁ + n₂).
///
/// - Reference: Deeks, Macaskill & Irwig (2005), doi:10.1016/j.jclinepi.2005.01.016.
public struct DeeksTest: Sendable, Equatable {
    /// Slope of the log diagnostic odds ratio on 1/√ESS.
    public let slope: Double
    /// Its standard error.
    public let standardError: Double
    /// t statistic.
    public let statistic: Double
    /// k − 2.
    public let degreesOfFreedom: Double
    /// Two-sided p value; asymmetry is usually claimed below 0.10.
    public let pValue: Double
    /// Log diagnostic odds ratio of a study without limit of size.
    public let intercept: Double
    /// 1/√ESS of each study that took part.
    public let inverseRootSizes: [Double]
    /// Log diagnostic odds ratio of each study that took part.
    public let logOddsRatios: [Double]
    /// Positions of the studies that took part.
    public let studies: [Int]

    /// Runs the test.
    ///
    /// - Parameter tables: k studies; ½ is added to all cells if any is zero. Studies without diseased
    ///   or without healthy take no part.
    /// - Throws: `.tooFewStudies` for k < 3; `.collinearModerators` if all sizes are equal.
    public init(tables: [DiagnosticTable]) throws(MetaAnalysisError) {
        let members = tables.indices.filter { tables[$0].diseased > 0 && tables[$0].healthy > 0 }
        guard members.count > 2 else {
            throw .tooFewStudies(needed: 3, found: members.count, why: "Deeks' test")
        }
        let given = members.map { tables[$0] }
        let sizes = given.map { 4 * $0.diseased * $0.healthy / $0.participants }
        let ratios = DiagnosticTable.corrected(given).tables.map {
            log($0.truePositives / $0.falseNegatives) + log($0.trueNegatives / $0.falsePositives)
        }
        let places = sizes.map { 1 / $0.squareRoot() }
        let fit: WeightedLeastSquares
        do {
            fit = try WeightedLeastSquares(
                response: ratios,
                columns: [Array(repeating: 1, count: members.count), places],
                weights: sizes
            )
        } catch {
            throw .collinearModerators("1/√ESS")
        }
        let degrees = Double(members.count - 2)
        let dispersion = fit.residualSumOfSquares / degrees
        let inference = CoefficientInference(
            coefficients: fit.coefficients,
            matrix: fit.inverseInformation.scaled(by: dispersion),
            degrees: degrees,
            level: 0.95
        )
        slope = fit.coefficients[1]
        standardError = inference.standardErrors[1]
        statistic = inference.statistics[1]
        degreesOfFreedom = degrees
        pValue = inference.pValues[1]
        intercept = fit.coefficients[0]
        inverseRootSizes = places
        logOddsRatios = ratios
        studies = members
    }
}
