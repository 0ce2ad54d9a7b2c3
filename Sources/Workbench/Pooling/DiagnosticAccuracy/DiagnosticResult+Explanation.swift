import Foundation
import MetaAnalysis

extension DiagnosticResult {
    /// What was computed, with formulas, sources and the numbers of this run.
    ///
    /// - Parameter options: as in the run.
    /// - Returns: plain text, at most 100 columns wide; only what was used is explained.
    public func explanation(options: PoolTableOptions) -> String {
        var text = Explanation()
        text.heading("How the numbers were made")
        text.heading("Single studies")
        text.formula(
            "sensitivity = TP / (TP + FN), specificity = TN / (TN + FP), Wilson's intervals"
        )
        text.source("Wilson (1927), doi:10.1080/01621459.1927.10502953.")
        if perStudy.corrected {
            text.paragraph(
                "Some cells are zero: in 'perStudy', in the linear models, in Deeks' test and in the pool "
                    + "of odds ratios ½ was added to every cell of every study. The binomial–normal model "
                    + "needs no such correction."
            )
        }
        if let model = bivariate.glmmBinomialNormal.value { explain(model, options, in: &text) }
        if let found = summary.value { explain(found, in: &text) }
        explainCurve(options, in: &text)
        if bivariate.reml.value != nil || bivariate.ml.value != nil {
            text.heading("Linear models, for comparison")
            text.formula(
                "(logit sensitivityᵢ, logit FPRᵢ) normal with covariance Ψ + diag(1/TP + 1/FN, 1/FP + 1/TN); "
                    + "REML and ML; log-likelihood and 'auc' counted as mada counts them"
            )
            text.source("Reitsma et al. (2005), doi:10.1016/j.jclinepi.2005.02.022.")
        }
        if smallStudyEffects.deeks.value != nil {
            text.heading("Small-study effects")
            text.formula(
                "log DOR regressed on 1/√ESS with weights ESS = 4 n₁n₂ / (n₁ + n₂), t on k − 2"
            )
            text.source("Deeks, Macaskill & Irwig (2005), doi:10.1016/j.jclinepi.2005.01.016.")
        }
        if let section = subgroups.value {
            text.heading("Subgroups")
            text.formula("A model of its own for each group")
            if let test = section.comparison.value {
                text.formula(
                    "Likelihood ratio: 2 (Σ log-likelihoods of the groups − log-likelihood of all) = "
                        + "\(PoolResult.number(test.statistic)), χ² on \(test.df) degrees of freedom"
                )
            }
        }
        return text.text
    }

    private func explain(
        _ model: BinomialNormalSection,
        _ options: PoolTableOptions,
        in text: inout Explanation
    ) {
        text.heading("Bivariate binomial–normal model")
        text.formula("TPᵢ ~ Binomial(TPᵢ + FNᵢ, logit⁻¹ aᵢ), TNᵢ ~ Binomial(TNᵢ + FPᵢ, logit⁻¹ bᵢ)")
        text.formula("(aᵢ, bᵢ) bivariate normal around (μA, μB) with covariance Ψ between studies")
        text.formula(
            options.quadratureNodes.map {
                "likelihood by adaptive Gauss–Hermite quadrature, \($0) × \($0) nodes a study"
            } ?? "likelihood by Laplace's method, as in lme4"
        )
        text.formula(
            "μA = \(PoolResult.number(model.logitSensitivity, digits: 5)) (SE "
                + "\(PoolResult.number(model.se[0], digits: 5))), "
                + "μB = \(PoolResult.number(model.logitSpecificity, digits: 5)) (SE "
                + "\(PoolResult.number(model.se[1], digits: 5))); standard errors from the exact Hessian"
        )
        text.source(
            "Chu & Cole (2006), doi:10.1016/j.jclinepi.2006.06.011; Bates et al. (2015), "
                + "doi:10.18637/jss.v067.i01."
        )
        if model.rung != BivariateRung.unrestricted.rawValue {
            text.paragraph(
                "The model stands on the rung '\(model.rung)' of the ladder unrestricted, "
                    + "correlationAtBound, varianceAtZero, uncorrelated, separate: see the warnings."
            )
        }
    }

    private func explain(_ found: DiagnosticSummary, in text: inout Explanation) {
        text.heading("Summary point")
        text.formula(
            "sensitivity = logit⁻¹ μA, specificity = logit⁻¹ μB; intervals μ ± z SE carried back"
        )
        text.formula("LR+ = sensitivity / (1 − specificity), LR− = (1 − sensitivity) / specificity")
        text.formula("DOR = exp(μA + μB); intervals of ratios by the delta method on the log scale")
    }

    private func explainCurve(_ options: PoolTableOptions, in text: inout Explanation) {
        guard let section = sroc.value, section.auc.value != nil else { return }
        text.heading("Summary ROC curve and regions")
        text.formula("logit sensitivity = Λ exp(−β/2) + exp(−β) logit FPR")
        text.formula(
            "β = log(σB/σA), Λ = √(σB/σA) μA + √(σA/σB) μB, Θ = ½ (√(σB/σA) μA − √(σA/σB) μB), "
                + "σ²α = 2 (σAσB + σAB), σ²θ = ½ (σAσB − σAB)"
        )
        text.formula(
            "AUC: the area under the whole curve; outside the observed rates it is extrapolation"
        )
        text.formula(
            "regions: (x − μ)′ S⁻¹ (x − μ) = c², S the covariance of the summary point (confidence) or "
                + "that plus Ψ (prediction), c² = "
                + (options.region == .f ? "2 F(2, k − 2)" : "χ²(2)")
        )
        text.source(
            "Rutter & Gatsonis (2001), doi:10.1002/sim.942; Harbord et al. (2007), "
                + "doi:10.1093/biostatistics/kxl004."
        )
    }
}
