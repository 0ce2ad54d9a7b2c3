import Foundation
import Statistics

/// Likelihood of the linear bivariate model of Reitsma: logits of sensitivity and specificity with
/// their sampling variances taken as known.
///
/// The means are profiled out, so only l₁₁, l₂₁, l₂₂ (positions 2 to 4) matter.
///
/// - Reference: Reitsma et al. (2005), doi:10.1016/j.jclinepi.2005.02.022.
struct LinearBivariateLikelihood {
    /// Logits of sensitivity and specificity and their sampling variances.
    struct Study {
        let logits: SIMD2<Double>
        let variances: SIMD2<Double>
    }

    let studies: [Study]
    let isRestricted: Bool
    /// A point near the data; squares of distances from it do not cancel.
    private let centre: SIMD2<Double>

    /// Tables must have no zero cell.
    init(tables: [DiagnosticTable], isRestricted: Bool) {
        studies = tables.map { table in
            Study(
                logits: SIMD2(
                    log(table.truePositives / table.falseNegatives),
                    log(table.trueNegatives / table.falsePositives)
                ),
                variances: SIMD2(
                    1 / table.truePositives + 1 / table.falseNegatives,
                    1 / table.trueNegatives + 1 / table.falsePositives
                )
            )
        }
        self.isRestricted = isRestricted
        centre = studies.reduce(.zero) { $0 + $1.logits } / Double(max(1, studies.count))
    }

    /// Sums over studies that hold the whole likelihood.
    private struct Sums {
        var logDeterminants = Jet(0)
        var squares = Jet(0)
        /// Σ V⁻¹.
        var weight11 = Jet(0)
        var weight12 = Jet(0)
        var weight22 = Jet(0)
        /// Σ V⁻¹y.
        var weighted1 = Jet(0)
        var weighted2 = Jet(0)

        var weightDeterminant: Jet { weight11 * weight22 - weight12 * weight12 }
    }

    private func sums(_ parameters: [Double]) -> Sums {
        let first = Jet(parameter: 2, value: parameters[2])
        let cross = Jet(parameter: 3, value: parameters[3])
        let second = Jet(parameter: 4, value: parameters[4])
        let psi11 = first * first
        let psi12 = first * cross
        let psi22 = cross * cross + second * second
        var sums = Sums()
        for study in studies {
            let v11 = psi11 + Jet(study.variances.x)
            let v22 = psi22 + Jet(study.variances.y)
            let determinant = v11 * v22 - psi12 * psi12
            let inverse = determinant.reciprocal
            let (w11, w22) = (v22 * inverse, v11 * inverse)
            let w12 = (psi12 * inverse).scaled(by: -1)
            let y = study.logits - centre
            let p1 = w11.scaled(by: y.x) + w12.scaled(by: y.y)
            let p2 = w12.scaled(by: y.x) + w22.scaled(by: y.y)
            sums.logDeterminants = sums.logDeterminants + determinant.logarithm
            sums.squares = sums.squares + p1.scaled(by: y.x) + p2.scaled(by: y.y)
            sums.weight11 = sums.weight11 + w11
            sums.weight12 = sums.weight12 + w12
            sums.weight22 = sums.weight22 + w22
            sums.weighted1 = sums.weighted1 + p1
            sums.weighted2 = sums.weighted2 + p2
        }
        return sums
    }

    /// Log-likelihood on the logit scale with exact derivatives.
    func expansion(_ parameters: [Double]) -> Jet {
        let sums = sums(parameters)
        let determinant = sums.weightDeterminant
        let (b1, b2) = (sums.weighted1, sums.weighted2)
        let explained =
            (sums.weight22 * b1 * b1 - (sums.weight12 * b1 * b2).scaled(by: 2)
                + sums.weight11 * b2 * b2) * determinant.reciprocal
        let values = Double(2 * studies.count - (isRestricted ? 2 : 0))
        let total = sums.logDeterminants + sums.squares - explained
        let plain = total.scaled(by: -0.5) + Jet(-0.5 * values * log(2 * Double.pi))
        return isRestricted ? plain - determinant.logarithm.scaled(by: 0.5) : plain
    }

    /// Generalised least-squares means and their covariance.
    func means(_ parameters: [Double]) -> (means: SIMD2<Double>, covariance: SymmetricMatrix) {
        let sums = sums(parameters)
        let determinant = sums.weightDeterminant.value
        let (w11, w12) = (sums.weight11.value, sums.weight12.value)
        let w22 = sums.weight22.value
        let (b1, b2) = (sums.weighted1.value, sums.weighted2.value)
        let shift = SIMD2((w22 * b1 - w12 * b2) / determinant, (w11 * b2 - w12 * b1) / determinant)
        let covariance = SymmetricMatrix(size: 2) { row, column in
            row != column ? -w12 / determinant : (row == 0 ? w22 : w11) / determinant
        }
        return (centre + shift, covariance)
    }

    /// Logarithm of the change from logits to proportions, which makes likelihoods of different
    /// transformations comparable.
    var logJacobian: Double {
        studies.reduce(0) { sum, study in
            let terms = [study.logits.x, study.logits.y].map { -log($0.binomial.variance) }
            return sum + terms[0] + terms[1]
        }
    }
}
