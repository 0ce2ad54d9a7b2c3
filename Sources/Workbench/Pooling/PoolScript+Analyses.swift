import MetaAnalysis

extension PoolScriptAnalyses {
    /// Small-study effects, of the model without moderators.
    func writeSmallStudyEffects(to program: inout RProgram) {
        guard let section = result.smallStudyEffects.value else { return }
        program.section("Small-study effects, of the model without moderators")
        program.add("plain <- rma(\n    y, v, data = dat, slab = study,")
        program.add("    \(arguments())\n)")
        if let egger = section.egger.value {
            program.attempt("Egger's test") {
                $0.add("egger <- regtest(dat$y, vi = dat$v, model = \"lm\", predictor = \"sei\")")
                $0.check("Egger's test: t", "egger$zval", egger.statistic, floor: "1e-6")
                $0.check("Egger's test: df", "egger$dfs", egger.df)
                $0.check("Egger's test: p", "egger$pval", egger.pValue, floor: smallP)
            }
        }
        if let mixed = section.eggerMixed.value {
            program.attempt("Egger's test, mixed model") {
                $0.add("mixed <- regtest(plain, model = \"rma\", predictor = \"sei\")")
                $0.check("Mixed Egger: statistic", "mixed$zval", mixed.statistic, floor: "1e-5")
                $0.check("Mixed Egger: p", "mixed$pval", mixed.pValue, floor: "1e-7")
                $0.check(
                    "Mixed Egger: limit estimate",
                    "c(mixed$est, mixed$ci.lb, mixed$ci.ub)",
                    [mixed.limitEstimate, mixed.limitLower, mixed.limitUpper],
                    floor: "1e-6 * sqrt(scale)"
                )
            }
        }
        if let rank = section.rank.value {
            program.attempt("Rank test") {
                $0.add("rank <- suppressWarnings(ranktest(dat$y, vi = dat$v))")
                $0.check("Rank test: tau", "rank$tau", rank.tau)
                $0.check("Rank test: p", "rank$pval", rank.pValue)
            }
        }
        for (name, part) in [("L0", section.trimfillL0), ("R0", section.trimfillR0)] {
            guard let filled = part.value else { continue }
            program.attempt("Trim and fill, \(name)") {
                $0.add("filled <- trimfill(plain, estimator = \"\(name)\")")
                $0.check("Trim and fill \(name): missing", "filled$k0", Figure(Double(filled.k0)))
                $0.check(
                    "Trim and fill \(name): side (1 left, 2 right)",
                    "match(filled$side, c(\"left\", \"right\"))",
                    Figure(filled.side == FunnelSide.left.rawValue ? 1 : 2)
                )
                $0.comment("Fitted again, because trimfill() goes back to normal theory.")
                $0.add("refit <- rma(\n    as.numeric(filled$yi), as.numeric(filled$vi),")
                $0.add("    \(arguments())\n)")
                $0.check(
                    "Trim and fill \(name): estimate and interval",
                    "c(refit$beta, refit$ci.lb, refit$ci.ub)",
                    [filled.estimate, filled.ciLower, filled.ciUpper],
                    floor: "1e-4 * sqrt(scale)"
                )
                // trimfill() iterates at metafor's default tolerance, and the filled studies follow.
                $0.check(
                    "Trim and fill \(name): tau^2",
                    "refit$tau2",
                    filled.tau2,
                    floor: "1e-4 * scale"
                )
            }
        }
        if let safe = section.failSafeN.value {
            program.attempt("Fail-safe N") {
                $0.add("safe <- fsn(dat$y, dat$v, type = \"Rosenthal\", alpha = 0.05)")
                $0.check("Fail-safe N", "safe$fsnum", safe.rosenthal)
            }
        }
    }

    private var isCommonEffect: Bool {
        fit.method == HeterogeneityMethod.commonEffect.rawValue
    }

    /// Leave-one-out, cumulative results, influence, BLUP.
    func writeSensitivity(to program: inout RProgram) {
        program.section("Sensitivity")
        if let left = result.leaveOneOut.value {
            program.attempt("Leave-one-out") {
                $0.add("left <- leave1out(plain)")
                $0.check("Leave-one-out: value", "left$estimate", left.estimate, floor: smallRoot)
                $0.check("Leave-one-out: SE", "left$se", left.se, floor: smallRoot)
                $0.check("Leave-one-out: lower", "left$ci.lb", left.ciLower, floor: smallRoot)
                $0.check("Leave-one-out: upper", "left$ci.ub", left.ciUpper, floor: smallRoot)
                if !isCommonEffect {
                    $0.check("Leave-one-out: tau^2", "left$tau2", left.tau2, floor: small)
                    $0.check("Leave-one-out: I^2", "left$I2", left.i2, floor: "1e-4")
                }
                $0.check("Leave-one-out: Q", "left$Q", left.q, floor: "1e-8")
            }
        }
        if let grown = result.cumulative.value {
            program.attempt("Cumulative results") {
                $0.add("grown <- cumul(plain, order = seq_len(nrow(dat)))")
                $0.check("Cumulative: value", "grown$estimate", grown.estimate, floor: smallRoot)
                $0.check("Cumulative: SE", "grown$se", grown.se, floor: smallRoot)
                if !isCommonEffect {
                    $0.check("Cumulative: tau^2", "grown$tau2", grown.tau2, floor: small)
                }
            }
        }
        if let influence = result.influence.value { writeInfluence(influence, to: &program) }
        if let blup = result.blup.value {
            program.attempt("BLUP") {
                $0.add("shrunken <- blup(fit)")
                $0.check("BLUP", "shrunken$pred", blup.estimate, floor: smallRoot)
                $0.check("BLUP: SE", "shrunken$se", blup.se, floor: "1e-6 * sqrt(scale)")
            }
        }
    }

    private func writeInfluence(_ section: InfluenceSection, to program: inout RProgram) {
        program.attempt("Influence") {
            $0.add("influential <- influence(fit)$inf")
            if fit.test == "z" {
                $0.check("rstudent", "influential$rstudent", section.rstudent, floor: "1e-5")
            } else {
                $0.comment(
                    "rstudent is not compared: metafor also multiplies the variance of the deleted "
                        + "study, v + tau^2, by the factor of Hartung and Knapp; we do not."
                )
            }
            $0.check("DFFITS", "influential$dffits", section.dffits, floor: "1e-5")
            $0.check("Cook's distance", "influential$cook.d", section.cookD, floor: "1e-6")
            $0.check("Covariance ratio", "influential$cov.r", section.covRatio, floor: "1e-6")
            $0.check("tau^2 without", "influential$tau2.del", section.tau2Deleted, floor: small)
            $0.check("Q without", "influential$QE.del", section.qDeleted, floor: "1e-8")
            $0.check("Hat values", "influential$hat", section.hat, floor: "1e-7")
            $0.check("Weights (influence)", "influential$weight", section.weight, floor: "1e-5")
        }
    }

    /// Subgroups with a tau^2 each and with one for all.
    func writeSubgroups(to program: inout RProgram) {
        guard let section = result.subgroups.value, table.hasSubgroup else { return }
        let separate = section.separateTau2
        let names = separate.groups.keys.sorted()
        program.section("Subgroups")
        program.add("grouped <- dat[!is.na(dat$subgroup), ]")
        program.add("groups <- \(RProgram.strings(names))")
        program.add(
            """
            by_group <- function(group, test) {
                part <- grouped[grouped$subgroup == group, ]
                alone <- nrow(part) == 1
                rma(
                    y, v, data = part, method = if (alone) "EE" else "\(fit.method)",
                    test = if (alone) "z" else test, level = \(level), control = control
                )
            }
            """
        )
        let groups = names.compactMap { separate.groups[$0] }
        program.attempt("Subgroups, separate tau^2") {
            $0.add("own <- lapply(groups, by_group, test = \"\(fit.test)\")")
            $0.add("pick <- function(item) sapply(own, function(one) as.numeric(one[[item]]))")
            $0.check("Groups: k", "pick(\"k\")", groups.map { Figure(Double($0.k)) })
            $0.check("Groups: value", "pick(\"beta\")", groups.map(\.estimate), floor: smallRoot)
            $0.check("Groups: SE", "pick(\"se\")", groups.map(\.se), floor: smallRoot)
            $0.check("Groups: lower", "pick(\"ci.lb\")", groups.map(\.ciLower), floor: smallRoot)
            $0.check("Groups: upper", "pick(\"ci.ub\")", groups.map(\.ciUpper), floor: smallRoot)
            $0.check("Groups: tau^2", "pick(\"tau2\")", groups.map(\.tau2), floor: small)
            $0.check("Groups: Q", "pick(\"QE\")", groups.map(\.q), floor: "1e-8")
            $0.check("Groups: I^2", "pick(\"I2\")", groups.map(\.i2), floor: "1e-4")
            $0.comment("Q between from the normal-theory standard errors, whatever the test.")
            $0.add("own <- lapply(groups, by_group, test = \"z\")")
            $0.add("between <- rma(pick(\"beta\"), sei = pick(\"se\"), method = \"EE\")")
            $0.check("Q between", "between$QE", separate.qBetween, floor: "1e-6")
            $0.check("Q between: df", "between$k - 1", Figure(Double(separate.df)))
            $0.check("Q between: p", "between$QEp", separate.p, floor: "1e-8")
        }
        guard let common = section.commonTau2.value else { return }
        program.attempt("Subgroups, common tau^2") {
            $0.add("grouped$subgroup <- factor(grouped$subgroup, levels = groups)")
            $0.add("common <- rma(\n    y, v, mods = ~ subgroup, data = grouped,")
            $0.add("    \(arguments())\n)")
            $0.check("Common tau^2", "common$tau2", common.tau2, floor: small)
            $0.check("Common: values", "common$beta", common.coefficients, floor: smallRoot)
            $0.check("Common: omnibus test", "common$QM", common.qm, floor: "1e-6")
            $0.check("Common: p", "common$QMp", common.p, floor: "1e-8")
        }
    }

    /// The three-level model with robust inference.
    func writeMultilevel(to program: inout RProgram) {
        guard let section = result.multilevel.value, table.hasCluster else { return }
        program.section("Three-level model")
        let mods = table.formula.map { "mods = \($0), " } ?? ""
        program.attempt("Three-level model") {
            $0.add("levels3 <- rma.mv(\n    y, v, \(mods)data = dat, method = \"REML\",")
            $0.add("    random = ~ 1 | cluster/row, level = \(level),")
            $0.add(
                "    control = list(optimizer = \"optim\", optmethod = \"BFGS\", reltol = 1e-15, "
                    + "maxit = 10000)\n)"
            )
            $0.add("print(levels3)")
            let each = section.coefficients
            $0.check("Variances", "levels3$sigma2", section.sigma2, floor: "1e-5 * scale")
            $0.check(
                "Three-level: log-likelihood",
                "logLik(levels3)",
                section.logLik,
                floor: "1e-6"
            )
            $0.check("Three-level: Q", "levels3$QE", section.q, floor: "1e-8")
            // metafor's optimiser leaves the last digits of the variances open.
            let root = "1e-4 * sqrt(scale)"
            $0.check("Three-level: values", "levels3$beta", each.map(\.estimate), floor: root)
            $0.check("Three-level: SE", "levels3$se", each.map(\.se), floor: root)
            $0.check("Three-level: lower", "levels3$ci.lb", each.map(\.ciLower), floor: root)
            $0.check("Three-level: upper", "levels3$ci.ub", each.map(\.ciUpper), floor: root)
            $0.check(
                "Number of clusters",
                "length(unique(dat$cluster))",
                Figure(Double(section.clusters))
            )
            let robust = each.compactMap(\.robustCR1.value)
            guard robust.count == each.count else { return }
            // metafor's variances are exact to about five digits, and these follow from them.
            let robustRoot = "1e-3 * sqrt(scale)"
            $0.comment("Cluster-robust, CR1: the sandwich times n / (n - p).")
            $0.add("cr1 <- robust(levels3, cluster = dat$cluster, clubSandwich = FALSE)")
            $0.check("CR1: SE", "cr1$se", robust.map(\.se), floor: robustRoot)
            $0.check("CR1: t", "cr1$zval", robust.map(\.t), floor: "1e-2")
            $0.check("CR1: df", "rep(cr1$dfs, length.out = length(cr1$se))", robust.map(\.df))
            $0.check("CR1: p", "cr1$pval", robust.map(\.p), floor: "1e-3")
            $0.check("CR1: lower", "cr1$ci.lb", robust.map(\.ciLower), floor: robustRoot)
            $0.check("CR1: upper", "cr1$ci.ub", robust.map(\.ciUpper), floor: robustRoot)
            let reduced = each.compactMap(\.robustCR2.value)
            guard reduced.count == each.count else { return }
            $0.comment("Bias-reduced, CR2, with Satterthwaite's degrees of freedom.")
            $0.add("if (requireNamespace(\"clubSandwich\", quietly = TRUE)) {")
            $0.add("    cr2 <- robust(levels3, cluster = dat$cluster, clubSandwich = TRUE)")
            $0.check("CR2: SE", "cr2$se", reduced.map(\.se), floor: robustRoot)
            $0.check("CR2: df", "cr2$dfs", reduced.map(\.df), floor: "0.05")
            $0.check("CR2: p", "cr2$pval", reduced.map(\.p), floor: "1e-3")
            $0.add("}")
        }
    }
}
