import MetaAnalysis

/// Writes the analyses of one result.
struct PoolScriptAnalyses {
    let result: PoolResult
    let fit: FitSection
    let options: PoolTableOptions
    let table: PoolScriptTable

    var level: String { RProgram.number(100 * options.pooling.confidenceLevel) }
    /// Variances on the analysis scale that are zero but for rounding.
    let small = "1e-7 * scale"
    let smallRoot = "1e-7 * sqrt(scale)"
    let smallP = "1e-10"

    /// Arguments of `rma` that all models share.
    func arguments(method: String? = nil, test: String? = nil) -> String {
        "method = \"\(method ?? fit.method)\", test = \"\(test ?? fit.test)\", level = \(level), "
            + "control = control"
    }

    func writeModel(to program: inout RProgram) {
        program.section("Model")
        program.add(
            """
            control <- list(
                threshold = 1e-12 * scale, tol = 1e-12 * scale, maxiter = 10000,
                tau2.max = max(100, 10 * scale)
            )
            """
        )
        let mods = table.formula.map { "mods = \($0), " } ?? ""
        program.add("fit <- rma(\n    y, v, \(mods)data = dat, slab = study,")
        program.add("    \(arguments())\n)")
        if ["REML", "ML"].contains(fit.method), let best = fit.logLik.value,
            let start = fit.tau2.value
        {
            program.comment(
                "The likelihood may have several maxima. Scoring that stopped at a lower one starts "
                    + "again near ours; it stays there only if ours is a maximum."
            )
            program.add("if (as.numeric(logLik(fit)) < \(RProgram.number(best)) - 1e-6) {")
            program.add("    message(\"metafor stopped at a lower maximum of the likelihood\")")
            program.add("    control$tau2.init <- \(RProgram.number(start))")
            program.add("    fit <- rma(\n        y, v, \(mods)data = dat, slab = study,")
            program.add("        \(arguments())\n    )\n    control$tau2.init <- NULL\n}")
        }
        program.add("print(summary(fit))")
        program.attempt("Model") { writeModelChecks(to: &$0) }
        writeHeterogeneityInterval(to: &program)
        writePrediction(to: &program)
    }

    private func writeModelChecks(to program: inout RProgram) {
        program.comment("Coefficients: " + fit.names.map(RProgram.string).joined(separator: ", "))
        program.check("Coefficients", "fit$beta", fit.coefficients, floor: smallRoot)
        program.check("Standard errors", "fit$se", fit.standardErrors, floor: smallRoot)
        program.check("Test statistics", "fit$zval", fit.statistics, floor: "1e-6")
        program.check("p values", "fit$pval", fit.pValues, floor: smallP)
        program.check("Lower limits", "fit$ci.lb", fit.ciLower, floor: smallRoot)
        program.check("Upper limits", "fit$ci.ub", fit.ciUpper, floor: smallRoot)
        program.check("tau^2", "fit$tau2", fit.tau2, floor: small)
        program.check("SE of tau^2", "fit$se.tau2", fit.seTau2, floor: small)
        program.check("I^2", "fit$I2", fit.i2, floor: "1e-5")
        program.check("H^2", "fit$H2", fit.h2, floor: "1e-7")
        program.check("Q", "fit$QE", fit.q, floor: "1e-8")
        program.check("p of Q", "fit$QEp", fit.qPValue, floor: smallP)
        program.check("Log-likelihood", "logLik(fit)", fit.logLik, floor: "1e-6")
        program.check("Omnibus test", "fit$QM", fit.qm, floor: "1e-6")
        program.check("p of the omnibus test", "fit$QMp", fit.qmPValue, floor: smallP)
        if fit.p > 1 { program.check("R^2", "fit$R2", fit.r2, floor: "1e-4") }
        program.check("Weights", "weights(fit)", result.studies.map(\.weight), floor: "1e-6")
    }

    private func writeHeterogeneityInterval(to program: inout RProgram) {
        guard let tau2 = fit.tau2CI.value else { return }
        program.section("Q-profile intervals")
        program.attempt("Q-profile intervals") {
            $0.add("limit <- max(100, 10 * fit$tau2)")
            $0.add(
                "profile <- confint(fit, control = list(tol = 1e-12 * scale, tau2.max = limit))"
            )
            $0.add("profile <- profile$random[, c(\"ci.lb\", \"ci.ub\")]")
            if fit.tau2UpperIsSearchLimit {
                $0.comment(
                    "The upper ends lie above the limit of the search: only the lower are compared."
                )
            }
            let intervals: [(String, String, [Figure]?, String)] = [
                ("Interval of tau^2", "tau^2", tau2, small),
                ("Interval of I^2", "I^2(%)", fit.i2CI.value, "1e-5"),
                ("Interval of H^2", "H^2", fit.h2CI.value, "1e-7"),
            ]
            for (name, row, ends, floor) in intervals {
                guard let ends else { continue }
                let known = fit.tau2UpperIsSearchLimit ? [ends[0], Figure(nil)] : ends
                $0.check(name, "profile[\"\(row)\", ]", known, floor: floor)
            }
        }
    }

    private func writePrediction(to program: inout RProgram) {
        guard fit.p == 1 else { return }
        program.section("Prediction interval and the scale of the measure")
        program.attempt("Prediction interval") {
            $0.add("predicted <- predict(fit)")
            $0.add("predicted <- c(")
            $0.add("    predicted$pred, predicted$ci.lb, predicted$ci.ub, ")
            $0.add(
                fit.predictionInterval.value == nil
                    ? "    NA, NA" : "    predicted$pi.lb, predicted$pi.ub"
            )
            $0.add(")")
            if options.pooling.predictionDistribution == .higgins {
                $0.comment("Higgins, Thompson & Spiegelhalter (2009): t on k - 2 df.")
                $0.add("half <- qt((100 + \(level)) / 200, fit$k - 2) * sqrt(fit$tau2 + fit$se^2)")
                $0.add("predicted[4:5] <- predicted[1] + c(-half, half)")
            }
            if let prediction = fit.predictionInterval.value {
                $0.check("Prediction interval", "predicted[4:5]", prediction, floor: smallRoot)
            }
            guard let back = result.backTransformed.value else { return }
            $0.add("back <- \(backTransformation)")
            $0.check(
                "Pooled value, interval, prediction interval",
                "back(predicted)",
                [back.estimate, back.ciLower, back.ciUpper, back.piLower, back.piUpper],
                floor: smallRoot
            )
        }
    }

    /// The function that carries a pooled value back to the scale of the measure.
    private var backTransformation: String {
        switch table.studies.transformation(options: options) {
        case .identity: "function(x) x"
        case .logarithm: "function(x) exp(x)"
        case .logit: "function(x) plogis(x)"
        case .fisherZ: "function(x) tanh(x)"
        case .arcsine: "function(x) sapply(x, transf.iarcsin)"
        case .doubleArcsine:
            "function(x) sapply(x, transf.ipft.hm, targs = list(ni = dat$n))"
        }
    }
}
