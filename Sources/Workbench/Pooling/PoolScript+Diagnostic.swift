import Foundation
import MetaAnalysis

extension PoolScript {
    /// Writes the program for a result of diagnostic accuracy.
    ///
    /// The binomial–normal model is fitted by lme4 with a tight inner tolerance, the linear models by
    /// metafor; the program ends with an error unless they agree with ours.
    ///
    /// - Parameters:
    ///   - result: what `PoolDiagnosticTable.pool` returned.
    ///   - file: name of the table for comments.
    /// - Returns: the program, ending with a line break.
    /// - Reference: Bates et al. (2015), doi:10.18637/jss.v067.i01.
    public static func script(for result: DiagnosticResult, file: String) -> String {
        var program = RProgram()
        program.add(
            opening.replacingOccurrences(
                of: "suppressPackageStartupMessages(library(metafor))",
                with: "suppressPackageStartupMessages({ library(metafor); library(lme4) })"
            ).replacingOccurrences(of: "again with metafor", with: "again with lme4 and metafor")
        )
        let studies = result.studies
        program.section("Data")
        program.comment("The figures of \(RProgram.string(file)) as given.")
        program.add("dat <- data.frame(\n    study = \(RProgram.strings(studies.map(\.study))),")
        for (name, cells, end) in [
            ("tp", studies.map(\.tp), ","), ("fp", studies.map(\.fp), ","),
            ("fn", studies.map(\.fn), ","), ("tn", studies.map(\.tn), ""),
        ] {
            program.add("    \(name) = \(RProgram.numbers(cells))\(end)")
        }
        program.add(")\nk <- nrow(dat)")
        if let model = result.bivariate.glmmBinomialNormal.value {
            writeBinomial(model, to: &program)
        }
        writeLinear(result, to: &program)
        program.add(closing.replacingOccurrences(of: "and metafor", with: "and R"))
        return program.text
    }

    private static func writeBinomial(
        _ model: BinomialNormalSection,
        to program: inout RProgram
    ) {
        program.section("Bivariate binomial-normal model")
        guard model.rung == BivariateRung.unrestricted.rawValue, model.integration == "laplace"
        else {
            program.comment(
                "Not compared: the model stands on the rung '\(model.rung)' of the ladder "
                    + "(\(model.integration)), which lme4 does not offer."
            )
            return
        }
        program.comment(
            "At lme4's default tolPwrss of 1e-7 the inner iteration stops early and the result is "
                + "off in the third or fourth digit."
        )
        program.add(
            """
            long <- rbind(
                data.frame(id = 1:k, yes = dat$tp, no = dat$fn, sens = 1, spec = 0),
                data.frame(id = 1:k, yes = dat$tn, no = dat$fp, sens = 0, spec = 1)
            )
            long <- long[long$yes + long$no > 0, ]
            glmm <- glmer(
                cbind(yes, no) ~ 0 + sens + spec + (0 + sens + spec | id),
                data = long, family = binomial, nAGQ = 1,
                control = glmerControl(
                    optimizer = "bobyqa", tolPwrss = 1e-13,
                    optCtrl = list(maxfun = 1e6, rhoend = 1e-11)
                )
            )
            print(summary(glmm))
            spread <- VarCorr(glmm)$id
            """
        )
        program.attempt("Binomial-normal model") {
            $0.check(
                "Logit sensitivity and specificity",
                "fixef(glmm)",
                [model.logitSensitivity, model.logitSpecificity]
            )
            $0.check(
                "Standard deviations between studies",
                "attr(spread, \"stddev\")",
                [model.sdSensitivity, model.sdSpecificity],
                floor: "1e-5"
            )
            $0.check(
                "Correlation",
                "attr(spread, \"correlation\")[1, 2]",
                model.correlation,
                floor: "1e-5"
            )
            $0.check("Log-likelihood", "logLik(glmm)", model.logLik, floor: "1e-6")
            $0.comment("lme4 takes its Hessian by differences.")
            $0.check(
                "Standard errors",
                "sqrt(diag(as.matrix(vcov(glmm))))",
                model.se,
                floor: "2e-4"
            )
        }
    }

    private static func writeLinear(_ result: DiagnosticResult, to program: inout RProgram) {
        program.section("Bivariate linear model")
        program.comment("0.5 is added to every cell of every study if any cell is zero.")
        program.add(
            """
            cells <- dat[dat$tp + dat$fn > 0 & dat$fp + dat$tn > 0, c("tp", "fp", "fn", "tn")]
            if (any(cells == 0)) cells <- cells + 0.5
            pairs <- rbind(
                with(cells, data.frame(
                    id = seq_along(tp), arm = "1 sens", y = log(tp / fn), v = 1 / tp + 1 / fn
                )),
                with(cells, data.frame(
                    id = seq_along(tp), arm = "2 fpr", y = log(fp / tn), v = 1 / fp + 1 / tn
                ))
            )
            """
        )
        for (method, part) in [("REML", result.bivariate.reml), ("ML", result.bivariate.ml)] {
            guard let model = part.value else { continue }
            guard model.rung == BivariateRung.unrestricted.rawValue else {
                program.comment("\(method): not compared, the maximum lies on a bound.")
                continue
            }
            program.attempt("Linear model, \(method)") {
                $0.add(
                    """
                    linear <- rma.mv(
                        y, v, mods = ~ 0 + arm, random = ~ arm | id, struct = "UN",
                        data = pairs, method = "\(method)",
                        control = list(
                            optimizer = "optim", optmethod = "BFGS", reltol = 1e-15,
                            maxit = 10000
                        )
                    )
                    print(linear)
                    """
                )
                $0.check(
                    "\(method): logit sensitivity and false positive rate",
                    "linear$beta",
                    [model.logitSensitivity, model.logitFalsePositiveRate],
                    floor: "1e-6"
                )
                $0.check(
                    "\(method): variances between studies",
                    "linear$tau2",
                    [model.psi[0], model.psi[3]],
                    floor: "2e-5"
                )
                $0.check(
                    "\(method): covariance",
                    "linear$rho * sqrt(prod(linear$tau2))",
                    model.psi[1],
                    floor: "2e-5"
                )
                $0.check("\(method): covariance of both", "linear$vb", model.vcov, floor: "2e-6")
            }
        }
        program.comment("The same by mada, where it is installed (CRAN: mada):")
        program.comment(
            "summary(mada::reitsma(data.frame(TP = dat$tp, FP = dat$fp, FN = dat$fn, TN = dat$tn)))"
        )
    }
}
