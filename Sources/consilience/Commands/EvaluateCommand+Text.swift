import ModelEvaluation
import Workbench

extension PredictionReport {
    /// The evaluation as tables for a terminal.
    var text: String {
        var text = "\(cases) cases\n\n" + areas + "\n" + chosenPoints
        if !comparisons.isEmpty { text += "\n" + differences }
        if !crossValidation.isEmpty { text += "\n" + validations }
        if !calibration.isEmpty { text += "\n" + calibrations }
        if let resampling { text += "\n" + resampled(resampling) }
        if let internalValidation { text += "\n" + internalValidation.text }
        return text + (warnings.isEmpty ? "" : "\n")
            + warnings.map { $0 + "\n" }.joined()
    }

    private static func number(_ value: Figure, _ places: Int = 3) -> String {
        value.value.map { Terminal.decimal($0, places) } ?? ""
    }

    private static func interval(_ ends: [Figure], _ places: Int = 3) -> String {
        let values = ends.compactMap(\.value)
        guard values.count == 2 else { return "" }
        return "[\(Terminal.decimal(values[0], places)), \(Terminal.decimal(values[1], places))]"
    }

    private var areas: String {
        let percent = Terminal.decimal((curves.first?.level ?? 0.95) * 100, 0)
        return Terminal.table(
            [
                "score", "group", "n", "events", "AUC [\(percent) % CI]", "SE", "logit CI",
                "pAUC 0.9–1",
            ],
            curves.map { curve in
                [
                    curve.score, curve.group.value ?? "", String(curve.n), String(curve.events),
                    "\(Terminal.decimal(curve.auc)) \(Self.interval(curve.ci95))",
                    Self.number(curve.se, 4), Self.interval(curve.logitCI95),
                    Terminal.decimal(curve.partialAuc90to100spec, 4),
                ]
            }
        )
    }

    private var chosenPoints: String {
        let rows = curves.flatMap { curve in
            curve.points.map { point in
                [
                    curve.score, curve.group.value ?? "", point.rule,
                    Self.number(point.threshold, 4),
                    "\(Terminal.decimal(point.sensitivity)) \(Self.interval(point.sensitivityCI95))",
                    "\(Terminal.decimal(point.specificity)) \(Self.interval(point.specificityCI95))",
                    Terminal.decimal(point.measures.accuracy.estimate),
                    predictive(
                        point.atPrevalence.value?.positive,
                        point.measures.positivePredictiveValue
                    ),
                    predictive(
                        point.atPrevalence.value?.negative,
                        point.measures.negativePredictiveValue
                    ),
                    point.measures.f1.map { Terminal.decimal($0) } ?? "",
                    point.measures.matthews.map { Terminal.decimal($0) } ?? "",
                ]
            }
        }
        let stated = curves.first?.points.first?.atPrevalence.value?.prevalence
        let note =
            stated.map {
                "predictive values at a prevalence of \($0)\n"
            } ?? "predictive values at the prevalence of these cases\n"
        return Terminal.table(
            [
                "score", "group", "point", "threshold", "sensitivity [CI]", "specificity [CI]",
                "accuracy", "PPV", "NPV", "F1", "MCC",
            ],
            rows
        ) + note
    }

    private func predictive(_ stated: Double?, _ observed: BinomialProportion?) -> String {
        (stated ?? observed?.estimate).map { Terminal.decimal($0) } ?? ""
    }

    private var differences: String {
        Terminal.table(
            ["first", "second", "of", "difference [CI]", "z", "p"],
            comparisons.map { comparison in
                [
                    comparison.a, comparison.b,
                    comparison.paired
                        ? (comparison.group.value ?? "the same cases")
                        : (comparison.score.value ?? ""),
                    "\(Terminal.decimal(comparison.difference)) \(Self.interval(comparison.ci95))",
                    Self.number(comparison.z), Self.number(comparison.p, 4),
                ]
            }
        )
    }

    private var validations: String {
        Terminal.table(
            ["score", "group", "folds", "mean AUC [CI]", "SD", "least", "largest", "all cases"],
            crossValidation.map { found in
                let areas = found.area.folds.map(\.area)
                let mean = found.area.interval.map { text(found.area.mean, $0) }
                return [
                    found.score, found.group.value ?? "", String(areas.count),
                    mean ?? Terminal.decimal(found.area.mean),
                    found.area.standardDeviation.map { Terminal.decimal($0) } ?? "",
                    Terminal.decimal(areas.min() ?? 0), Terminal.decimal(areas.max() ?? 0),
                    Terminal.decimal(found.area.pooled),
                ]
            }
        )
    }

    private var calibrations: String {
        Terminal.table(
            [
                "score", "group", "intercept", "slope [CI]", "O:E [CI]", "Brier", "scaled", "ECE",
                "ICI",
            ],
            calibration.map { found in
                let model = found.model.value
                let ratio = model?.observedExpected
                return [
                    found.score, found.group.value ?? "",
                    model?.intercept.map { Terminal.decimal($0.estimate) } ?? "",
                    model?.slope.map { text($0.estimate, $0.interval) } ?? "",
                    ratio.map { text($0.ratio, $0.interval) } ?? "",
                    Terminal.decimal(found.brier.score, 4), Terminal.decimal(found.brier.scaled),
                    Terminal.decimal(found.expectedCalibrationError, 4),
                    found.smooth.value.map { Terminal.decimal($0.integratedIndex, 4) } ?? "",
                ]
            }
        )
    }

    private func text(_ value: Double, _ interval: ConfidenceInterval) -> String {
        "\(Terminal.decimal(value)) "
            + "[\(Terminal.decimal(interval.lower)), \(Terminal.decimal(interval.upper))]"
    }

    /// Figures with intervals over samples; those of points stand in the JSON.
    private func resampled(_ resampling: Resampling) -> String {
        var rows: [[String]] = []
        for curve in curves {
            let own = calibration.first {
                $0.score == curve.score && $0.group.value == curve.group.value
            }
            for found in (curve.resampled ?? []) + (own?.resampled ?? []) {
                rows.append([curve.score, curve.group.value ?? ""] + found.cells)
            }
        }
        for one in comparisons {
            for found in one.resampled ?? [] {
                let of = one.score.value ?? one.group.value ?? ""
                rows.append(["\(one.a) − \(one.b)", of] + found.cells)
            }
        }
        let percent = Terminal.decimal((curves.first?.level ?? 0.95) * 100, 0)
        return
            "\(resampling.resamples) samples of the \(resampling.units), seed \(resampling.seed)\n"
            + Terminal.table(
                [
                    "score", "group", "figure", "estimate", "bias", "SE",
                    "percentile [\(percent) % CI]", "BCa",
                ],
                rows
            )
    }
}

extension ResampledEstimate {
    /// Figure, estimate, bias, standard error, both intervals.
    var cells: [String] {
        func text(_ ends: ConfidenceInterval?) -> String {
            ends.map { "[\(Terminal.decimal($0.lower, 4)), \(Terminal.decimal($0.upper, 4))]" }
                ?? ""
        }
        return [
            figure.rawValue, Terminal.decimal(estimate, 4), Terminal.decimal(bias, 4),
            Terminal.decimal(standardError, 4), text(percentile), text(bca),
        ]
    }
}

extension InternalValidation {
    /// The corrected figures as a table for a terminal.
    var text: String {
        // What is 0 but for rounding is printed without a sign.
        func number(_ value: Double?) -> String {
            value.map { Terminal.decimal(abs($0) < 5e-5 ? 0 : $0, 4) } ?? ""
        }
        let rows = figures.map { found in
            [
                found.figure.rawValue, number(found.apparent), number(found.optimism),
                number(found.corrected), number(found.monteCarloError),
                number(found.outOfSample), number(found.estimate632),
                number(found.estimate632Plus),
            ]
        }
        let lost = failures.sorted { $0.key < $1.key }
            .map { "\($0.value) refits failed: \($0.key)\n" }.joined()
        return "corrected for optimism by \(resamples) refits\n"
            + Terminal.table(
                [
                    "figure", "apparent", "optimism", "corrected", "MC error", "unseen", "0.632",
                    "0.632+",
                ],
                rows
            ) + lost
    }
}
