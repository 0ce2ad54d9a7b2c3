import Foundation
import MetaAnalysis
import Statistics

extension PoolResult {
    /// What was computed, with formulas, sources and the numbers of this run.
    ///
    /// - Parameter options: as in the run.
    /// - Returns: plain text, at most 100 columns wide; only what was used is explained.
    public func explanation(options: PoolTableOptions) -> String {
        var text = Explanation()
        text.heading("How the numbers were made")
        explainEstimates(options, in: &text)
        guard let model = fit.value else { return text.text }
        explainModel(model, options.pooling, in: &text)
        explainHeterogeneity(model, options.pooling, in: &text)
        explainSmallStudies(in: &text)
        explainSensitivity(in: &text)
        explainGroups(in: &text)
        return text.text
    }

    private func explainEstimates(_ options: PoolTableOptions, in text: inout Explanation) {
        text.heading("Estimates and sampling variances")
        text.paragraph(
            "Each study gives an estimate y and its sampling variance v on the \(scale) scale; "
                + "\(k) of \(k + notPoolable.count) could be used. Intervals of single studies are "
                + "y ± z √v, carried back to the scale of the measure."
        )
        switch options.measure {
        case .auc: explainDiscrimination(in: &text)
        case .oe:
            text.formula("y = log(O / E)")
        case .proportion:
            text.formula("y and v by the \(scale) transformation of events / n")
        case .or: text.formula("y = log(ad / bc), v = 1/a + 1/b + 1/c + 1/d")
        case .rr:
            text.formula(
                "y = log((a / (a + b)) / (c / (c + d))), v = 1/a − 1/(a+b) + 1/c − 1/(c+d)"
            )
        case .rd:
            text.formula("y = a/(a+b) − c/(c+d), v = ab/(a+b)³ + cd/(c+d)³")
        case .peto:
            text.formula("y = (a − E(a)) / V, v = 1 / V, V the hypergeometric variance of a")
            text.source("Yusuf et al. (1985), doi:10.1016/S0033-0620(85)80003-7.")
        case .md: text.formula("y = m₁ − m₂, v = s₁²/n₁ + s₂²/n₂")
        case .smd:
            text.formula("y = J (m₁ − m₂) / s (Hedges' g), v = 1/n₁ + 1/n₂ + y² / (2 (n₁ + n₂))")
        case .rom: text.formula("y = log(m₁ / m₂), v = s₁²/(n₁m₁²) + s₂²/(n₂m₂²)")
        case .zcor: text.formula("y = artanh r, v = 1 / (n − 3)")
        case .generic, .dta:
            text.formula("y and v as given; v = SE², or ((upper − lower) / 2z)² from an interval")
        }
        if studies.contains(where: { $0.source.contains("0.5 added") }) {
            text.paragraph(
                "½ was added to the cells of tables with a zero, see 'Source of variance'."
            )
        }
    }

    private func explainDiscrimination(in text: inout Explanation) {
        text.formula("y = logit(AUC) = log(AUC / (1 − AUC))")
        let counts = Dictionary(grouping: studies, by: \.source).mapValues(\.count)
        let formulas = [
            ("Standard Error", "v = (SE / (AUC (1 − AUC)))², the delta method"),
            ("Confidence Interval", "v = ((logit upper − logit lower) / (2 · 1.96))²"),
            (
                "Newcombe",
                "v = (1 + (N/2 − 1)(1 − c)/(2 − c) + (N/2 − 1) c/(1 + c)) / (c (1 − c) m n), c the AUC, m "
                    + "events, n non-events, N = m + n (method 4)"
            ),
        ]
        for (name, formula) in formulas {
            let found = counts.filter { $0.key.hasPrefix(name) }.values.reduce(0, +)
            if found > 0 { text.formula("\(found) from \(name.lowercased()): \(formula)") }
        }
        if studies.contains(where: { $0.source.contains("assumed") }) {
            text.paragraph(
                "Where events were missing, the prevalence given on the command line was used."
            )
        }
        text.source(
            "Debray et al. (2017), doi:10.1136/bmj.i6460; Newcombe (2006), doi:10.1002/sim.2324."
        )
    }

    private func explainModel(
        _ model: FitSection,
        _ options: PoolingOptions,
        in text: inout Explanation
    ) {
        text.heading("Model")
        let isCommon = model.method == "EE"
        text.formula(
            model.p > 1
                ? "yᵢ = xᵢβ + uᵢ + eᵢ, Var uᵢ = τ², Var eᵢ = vᵢ; weights wᵢ = 1 / (vᵢ + τ²)"
                : isCommon
                    ? "yᵢ = μ + eᵢ, Var eᵢ = vᵢ; weights wᵢ = 1 / vᵢ; μ̂ = Σwᵢyᵢ / Σwᵢ"
                    : "yᵢ = μ + uᵢ + eᵢ, Var uᵢ = τ², Var eᵢ = vᵢ; wᵢ = 1 / (vᵢ + τ²); μ̂ = Σwᵢyᵢ / Σwᵢ"
        )
        if let method = HeterogeneityMethod(rawValue: model.method), !isCommon {
            let (formula, source) = method.explanation
            text.formula(
                "τ² by \(model.method): \(formula); here τ² = \(Self.number(model.tau2, digits: 5))"
            )
            text.source(source)
        }
        text.heading("Test and interval of the coefficients")
        let degrees = model.k - model.p
        switch model.test {
        case "z":
            text.formula(
                "SE² = 1 / Σwᵢ (the diagonal of (X′WX)⁻¹ with moderators); normal quantiles"
            )
        default:
            text.formula(
                "SE² = s² / Σwᵢ with s² = Σwᵢ(yᵢ − μ̂)² / (k − p)"
                    + (model.test == "adhoc" ? ", never below 1" : "")
                    + "; t on k − p = \(degrees) degrees of freedom (Hartung–Knapp)"
            )
            text.source("Hartung & Knapp (2001), doi:10.1002/sim.1009.")
        }
        let tail = (1 - options.confidenceLevel) / 2
        let quantile =
            model.test == "z" || degrees < 1
            ? NormalDistribution.upperQuantile(tail)
            : StudentT(degreesOfFreedom: Double(degrees)).upperQuantile(tail)
        if let estimate = model.coefficients.first, let error = model.standardErrors.first {
            text.formula(
                "\(model.names.first ?? ""): \(Self.number(estimate, digits: 5)) ± "
                    + "\(Self.number(Figure(quantile), digits: 4)) × \(Self.number(error, digits: 5))"
            )
        }
        if scale != "raw", model.p == 1 {
            text.paragraph(
                "The pooled value and both ends are carried back from the \(scale) scale to the scale "
                    + "of the measure."
            )
        }
    }

    private func explainHeterogeneity(
        _ model: FitSection,
        _ options: PoolingOptions,
        in text: inout Explanation
    ) {
        guard model.k > 1 else { return }
        text.heading("Heterogeneity")
        text.formula("Q = Σ(yᵢ − μ̂)² / vᵢ with weights 1/vᵢ; χ² on k − p degrees of freedom")
        if model.method != "EE" {
            text.formula(
                "I² = 100 τ² / (τ² + s²), H² = τ²/s² + 1 with the typical variance s² = (k − p) / tr P"
            )
            text.source("Higgins & Thompson (2002), doi:10.1002/sim.1186.")
            text.formula("Interval of τ²: all values at which Q(τ²) lies between the χ² quantiles")
            text.source("Viechtbauer (2007), doi:10.1002/sim.2514.")
        }
        if model.predictionInterval.value != nil {
            text.heading("Prediction interval")
            text.formula(
                "μ̂ ± q √(τ² + SE²), q from "
                    + (options.predictionDistribution == .higgins
                        ? "t on k − 2 degrees of freedom" : "the distribution of the test")
            )
            text.paragraph("It shows where the true value of a new, similar study is expected.")
            text.source(
                "Higgins, Thompson & Spiegelhalter (2009), doi:10.1111/j.1467-985X.2008.00552.x."
            )
        }
        if model.p > 1 {
            text.heading("Moderators")
            text.formula("Omnibus test: β′ Var(β)⁻¹ β over the moderators; χ², or F = χ²/m with t")
            text.formula(
                "R² = 100 (τ² without moderators − τ²) / τ² without moderators, not below 0"
            )
        }
    }

    private func explainSmallStudies(in text: inout Explanation) {
        guard let section = smallStudyEffects.value else { return }
        text.heading("Small-study effects")
        if section.egger.value != nil {
            text.formula(
                "Egger: weighted regression of y on √v, multiplicative dispersion, t on k − 2"
            )
            text.source("Egger et al. (1997), doi:10.1136/bmj.315.7109.629.")
        }
        if section.eggerMixed.value != nil {
            text.formula("Egger, mixed: meta-regression on √v under the model's own τ² and test")
        }
        if section.rank.value != nil {
            text.formula("Rank test: Kendall's τ of standardised residuals and variances")
            text.source("Begg & Mazumdar (1994), doi:10.2307/2533446.")
        }
        if section.trimfillL0.value != nil || section.trimfillR0.value != nil {
            text.formula(
                "Trim and fill: the number of missing studies by L0 and R0, mirror images filled in, "
                    + "then the same model"
            )
            text.source("Duval & Tweedie (2000), doi:10.1111/j.0006-341X.2000.00455.x.")
        }
        if section.failSafeN.value != nil {
            text.formula("Fail-safe N: (Σzᵢ / 1.645)² − k, zᵢ = yᵢ / √vᵢ")
            text.source("Rosenthal (1979), doi:10.1037/0033-2909.86.3.638.")
        }
    }

    private func explainSensitivity(in text: inout Explanation) {
        text.heading("Sensitivity")
        if leaveOneOut.value != nil { text.formula("Leave-one-out: the model without each study") }
        if cumulative.value != nil {
            text.formula("Cumulative: the model of the first 1, 2, … studies of the table")
        }
        if influence.value != nil {
            text.formula(
                "Influence: rstudent, DFFITS, Cook's distance, covariance ratio and τ² without the study"
            )
            text.source("Viechtbauer & Cheung (2010), doi:10.1002/jrsm.11.")
        }
        if blup.value != nil {
            text.formula("BLUP: λyᵢ + (1 − λ)μ̂ with λ = τ² / (τ² + vᵢ)")
            text.source("Raudenbush & Bryk (1985), doi:10.3102/10769986010002075.")
        }
    }

    private func explainGroups(in text: inout Explanation) {
        if subgroups.value != nil {
            text.heading("Subgroups")
            text.formula("Separate τ²: a model for each group; Q between = Σ(μ̂ⱼ − μ̂)² / SEⱼ²")
            text.formula("Common τ²: meta-regression on the groups, omnibus test")
        }
        if stages != nil {
            text.heading("Stages of validation")
            text.formula(
                "Three-level model of the logit AUC with a level for each stage, study as cluster; drop d = "
                    + "earlier − later, CR2, t on Satterthwaite's degrees of freedom"
            )
            text.formula("in AUC: expit(β) − expit(β − d) at the level β of the earlier stage")
        }
        guard let section = multilevel.value else { return }
        text.heading("Three-level model")
        text.formula(
            "yᵢⱼ = xᵢⱼβ + aᵢ + bᵢⱼ + eᵢⱼ, Var a = σ²₁ between, Var b = σ²₂ within clusters, REML"
        )
        text.source("Konstantopoulos (2011), doi:10.1002/jrsm.35.")
        guard section.robustCR1.value != nil else { return }
        text.formula(
            "Robust: the sandwich (X′M⁻¹X)⁻¹ Σ X′M⁻¹AeeʹA′M⁻¹X (X′M⁻¹X)⁻¹ over clusters; CR1 times "
                + "n / (n − p); CR2 with A that makes it unbiased, t on Satterthwaite's degrees of freedom"
        )
        text.source(
            "Hedges, Tipton & Johnson (2010), doi:10.1002/jrsm.5; Pustejovsky & Tipton (2018), "
                + "doi:10.1080/07350015.2016.1247004."
        )
    }
}

extension HeterogeneityMethod {
    /// Formula and source of the estimator.
    fileprivate var explanation: (formula: String, source: String) {
        let overview = "Viechtbauer (2005), doi:10.3102/10769986030003261."
        switch self {
        case .commonEffect: return ("0", overview)
        case .derSimonianLaird:
            return (
                "max(0, (Q − (k − p)) / C), C = Σvᵢ⁻¹ − Σvᵢ⁻² / Σvᵢ⁻¹",
                "DerSimonian & Laird (1986), doi:10.1016/0197-2456(86)90046-2."
            )
        case .hedges: return ("max(0, unweighted variance of y − mean of v)", overview)
        case .hunterSchmidt: return ("max(0, (Q − k) / Σvᵢ⁻¹)", overview)
        case .sidikJonkman:
            return (
                "τ₀² Q(τ₀²) / (k − p), τ₀² the raw variance of y",
                "Sidik & Jonkman (2005), doi:10.1111/j.1467-9876.2005.00489.x."
            )
        case .maximumLikelihood: return ("the highest maximum of the likelihood", overview)
        case .restrictedMaximumLikelihood:
            return ("the highest maximum of the restricted likelihood", overview)
        case .empiricalBayes:
            return (
                "Q(τ²) = k − p",
                "Morris (1983), doi:10.1080/01621459.1983.10477920."
            )
        case .pauleMandel:
            return ("Q(τ²) = k − p", "Paule & Mandel (1982), doi:10.6028/jres.087.022.")
        }
    }
}
