import MetaAnalysis

extension PoolScriptTable {
    /// Computes `raw$y` and `raw$v`, estimate and sampling variance on the analysis scale.
    func writeEstimates(to program: inout RProgram) {
        program.section("Estimates and sampling variances")
        switch options.measure {
        case .generic: program.add(Self.generic)
        case .auc: program.add(discrimination)
        case .oe: program.add(Self.observedExpected)
        case .proportion:
            program.add(escalc(options.proportionMeasure.rawValue, "xi = events, ni = n"))
        case .or, .rr, .rd, .peto:
            program.add(
                escalc(
                    options.measure.rawValue.uppercased(),
                    "ai = ai, bi = bi, ci = ci, di = di"
                )
            )
        case .md, .smd, .rom:
            program.add(
                escalc(
                    options.measure.rawValue.uppercased(),
                    "m1i = m1, sd1i = sd1, n1i = n1, m2i = m2, sd2i = sd2, n2i = n2"
                )
            )
        case .zcor: program.add(escalc("ZCOR", "ri = ri, ni = ni"))
        case .dta: break
        }
    }

    private func escalc(_ measure: String, _ items: String) -> String {
        // A half is added as we do; scales that need no correction get none.
        let correction: String
        switch options.measure {
        case .or, .rr, .rd:
            switch options.correction {
            case .tablesWithZeroCells: correction = ", add = 1/2, to = \"only0\""
            case .allTables: correction = ", add = 1/2, to = \"all\""
            case .never: correction = ", add = 0, to = \"none\""
            }
        case .proportion:
            let corrects =
                options.proportionMeasure == .raw || options.proportionMeasure == .logit
            correction =
                corrects ? ", add = 1/2, to = \"only0\"" : ", add = 0, to = \"none\""
        case .peto: correction = ", add = 0, to = \"none\""
        default: correction = ""
        }
        return """
            effect <- suppressWarnings(
                escalc(
                    measure = "\(measure)", \(items),
                    data = raw\(correction)
                )
            )
            raw$y <- as.numeric(effect$yi)
            raw$v <- as.numeric(effect$vi)
            """
    }

    private static let generic = """
        # The variance from the first of: variance, standard error, 95 % interval.
        by_se <- raw$sei^2
        by_interval <- ((raw$ci_upper - raw$ci_lower) / (2 * qnorm(0.975)))^2
        raw$y <- raw$yi
        raw$v <- ifelse(!is.na(raw$vi), raw$vi, ifelse(!is.na(by_se), by_se, by_interval))
        """

    private static let observedExpected = """
        # log O:E; v = (1 - O/N) / O, or 1 / O (Poisson) where N is not reported.
        some <- which(raw$observed > 0)
        raw$y <- raw$v <- NA_real_
        raw$y[some] <- log(raw$observed[some] / raw$expected[some])
        share <- ifelse(is.na(raw$n), 0, raw$observed / raw$n)
        raw$v[some] <- ((1 - share) / raw$observed)[some]
        """

    private var discrimination: String {
        let events =
            options.assumedPrevalence.map {
                """
                # Assumed, not reported: a share of events of \(RProgram.number($0)) where none is given.
                events <- ifelse(is.na(raw$events), \(RProgram.number($0)) * raw$n, raw$events)
                """
            } ?? "events <- raw$events"
        let sizes =
            switch options.newcombe {
            case .method4: "a <- b <- raw$n / 2 - 1  # Newcombe (2006), method 4"
            case .method2:
                "a <- events - 1  # Hanley & McNeil (1982): Newcombe's method 2\nb <- others - 1"
            }
        return """
            # logit AUC; the variance from the first of: standard error (delta method), 95 % interval on
            # the logit scale, numbers of participants and events.
            logit <- function(p) log(p / (1 - p))
            auc <- raw$auc
            # No AUC: the one of a linear predictor with this standard deviation.
            auc <- ifelse(is.na(auc), pnorm(raw$sd_lp / sqrt(2)), auc)
            raw$y <- logit(auc)
            by_se <- (raw$se / (auc * (1 - auc)))^2
            # A limit of 0 or 1 has no logit: such an interval cannot be used.
            usable <- raw$ci_lower > 0 & raw$ci_upper < 1
            width <- ifelse(usable, logit(raw$ci_upper) - logit(raw$ci_lower), NA)
            by_interval <- (width / (2 * qnorm(0.975)))^2
            \(events)
            others <- raw$n - events
            \(sizes)
            by_numbers <- (1 + a * (1 - auc) / (2 - auc) + b * auc / (1 + auc)) /
                (auc * (1 - auc) * events * others)
            raw$v <- ifelse(!is.na(by_se), by_se, ifelse(!is.na(by_interval), by_interval, by_numbers))
            raw$source <- ifelse(!is.na(by_se), "standard error",
                ifelse(!is.na(by_interval), "interval", "numbers"))
            """
    }
}
