import ModelEvaluation
import Review

extension PredictionReport: ChecklistFilling {
    var checklistRemark: String { "" }

    func answer(to fact: EvaluationFact) -> EvaluationAnswer? {
        switch fact {
        case .flow, .sampleSize: EvaluationAnswer([counts], left: fact.request)
        case .numbers: EvaluationAnswer([counts], left: "the numbers in development and tuning")
        case .missing:
            EvaluationAnswer(
                [
                    "Each of the \(cases) cases of the table has its class and a score of every model, "
                        + "since a table with blanks is refused."
                ],
                left: fact.request
            )
        case .partitions: partitions.map { EvaluationAnswer([$0], left: fact.request) }
        case .disjointness: disjointness
        case .heterogeneityMethods:
            differences.isEmpty
                ? nil
                : EvaluationAnswer(
                    [
                        "Groups of the table were compared in pairs by the difference of their areas, the "
                            + "variances added; no model with random effects over groups was fitted."
                    ],
                    left: "what the groups are"
                )
        case .heterogeneityResults:
            differences.isEmpty
                ? nil
                : EvaluationAnswer(
                    [AnswerText.sentence(differences)],
                    left: "what the groups are: sites, or data of development and evaluation"
                )
        case .measures: EvaluationAnswer([measures], left: "why these measures were chosen")
        case .updating:
            EvaluationAnswer(
                ["The scores were evaluated as they stand in the table; nothing was recalibrated."],
                left: "whether they come from a model that was updated before"
            )
        case .imbalance: EvaluationAnswer([shares], left: fact.request)
        case .thresholds: EvaluationAnswer([thresholdsChosen], left: thresholdsLeft)
        case .performance, .partitionResults:
            EvaluationAnswer(
                [areas, operatingPoints, calibrations, decisions, validations, contests],
                left: performanceLeft(fact)
            )
        case .accuracy:
            .estimates(
                [areas, operatingPoints],
                left: given.isEmpty ? "the accuracy at a threshold chosen beforehand" : ""
            )
        case .uncertainty: EvaluationAnswer([uncertainty])
        case .internalTesting: testing(.internal, fact)
        case .externalTesting: testing(.external, fact)
        case .failures: EvaluationAnswer([failures], left: "what these cases have in common")
        case .calculation, .fairness, .differences, .characteristics, .comparisonWithDevelopment,
            .updatingResults, .robustness:
            nil
        }
    }

    private var isGrouped: Bool { groups.contains { $0 != nil } }
    private var level: Double { curves.first?.level ?? 0.95 }

    /// The curves of the first model: one a group.
    private var sets: [Curve] { curves.filter { $0.score == curves.first?.score } }

    private func name(_ score: String, _ group: String?) -> String {
        group.map { "'\(score)' in '\($0)'" } ?? "'\(score)'"
    }

    // MARK: Cases

    private var counts: String {
        var parts = sets.map { set -> String in
            let place = set.group.value.map { "in '\($0)' " } ?? ""
            let clusters = set.clusters.value.map { " in \($0) clusters" } ?? ""
            return "\(place)\(set.n) cases\(clusters) were evaluated, \(set.events) with and "
                + "\(set.n - set.events) without the event"
        }
        let left = cases - sets.reduce(0) { $0 + $1.n }
        if left > 0 { parts.append("\(left) cases of groups that lack a class were not evaluated") }
        return AnswerText.sentence(parts)
    }

    private var shares: String {
        AnswerText.sentence(
            sets.map { set in
                let place = set.group.value.map { " in '\($0)'" } ?? ""
                return "the event has a share of \(AnswerText.share(set.events, of: set.n))\(place)"
            }
        )
    }

    private var partitions: String? {
        var parts: [String] = []
        if isGrouped {
            let names = sets.map { "'\($0.group.value ?? "")' (\($0.n) cases)" }
            parts.append("the table names the groups \(AnswerText.list(names))")
        }
        let folds = Set(crossValidation.map { $0.area.folds.count }).sorted().map(String.init)
        if !folds.isEmpty {
            parts.append(
                "cases were predicted in \(AnswerText.list(folds)) folds of a cross-validation"
            )
        }
        return parts.isEmpty ? nil : AnswerText.sentence(parts)
    }

    private var disjointness: EvaluationAnswer? {
        guard curves.contains(where: { $0.clusters.value != nil }),
            isGrouped || !crossValidation.isEmpty
        else { return nil }
        let kinds = (isGrouped ? ["group"] : []) + (crossValidation.isEmpty ? [] : ["fold"])
        let known = kinds.map { kind in
            warnings.first { $0.contains("stand in more than one \(kind)") }
                ?? "No cluster of the table stands in more than one \(kind)."
        }
        return EvaluationAnswer(known, left: "what the clusters are: patients, examinations, sites")
    }

    // MARK: Methods

    private var measures: String {
        var parts = [
            "area under the ROC curve, its part over specificities of 0.9 to 1, sensitivity, "
                + "specificity, predictive values, likelihood ratios, accuracy, F1 and Matthews' "
                + "correlation at chosen points"
        ]
        if !calibration.isEmpty {
            parts.append(
                "calibration intercept, slope, O:E, smooth calibration curve with ICI, Brier score, "
                    + "expected calibration error and decision curve of "
                    + AnswerText.list(Set(calibration.map { "'\($0.score)'" }).sorted())
            )
        }
        if !crossValidation.isEmpty { parts.append("area over the folds of a cross-validation") }
        if comparisons.contains(where: \.paired) {
            parts.append("models compared by their areas on the same cases")
        }
        return AnswerText.sentence(parts)
    }

    private var uncertainty: String {
        var parts = [
            curves.contains { $0.clusters.value != nil }
                ? "intervals of areas are areas ± z · SE, cut at 0 and 1, the variance being "
                    + "Obuchowski's for clusters"
                : "intervals of areas are areas ± z · SE, cut at 0 and 1, the variance being DeLong's "
                    + "for independent cases",
            "those of sensitivity and specificity are Wilson's",
        ]
        if !comparisons.isEmpty { parts.append("differences of areas were tested two-sided by z") }
        if comparisons.count > 1 {
            parts.append("p values of \(comparisons.count) comparisons are not corrected")
        }
        return AnswerText.sentence(parts)
    }

    private var given: [Point] {
        curves.flatMap(\.points).filter { $0.rule == EvaluatePredictions.givenRule }
    }

    private var thresholdsChosen: String {
        if let point = given.first {
            return "Cases that score at least \(AnswerText.threshold(point.threshold.value)) were "
                + "called positive, a threshold given to the evaluation beforehand."
        }
        let parts = reported.map { curve, point in
            "\(name(curve.score, curve.group.value)): "
                + "\(AnswerText.threshold(point.threshold.value)) (\(point.rule))"
        }
        return
            "No threshold was given beforehand. These were chosen on the cases they are evaluated on, "
            + "which flatters the model: \(parts.joined(separator: "; "))."
    }

    private var thresholdsLeft: String {
        given.isEmpty
            ? EvaluationFact.thresholds.request
            : "what the model puts out, and how and on which data the threshold was chosen"
    }

    // MARK: Results

    private var areas: String {
        AnswerText.sentence(
            curves.map { curve in
                let estimate = AnswerText.estimate(
                    curve.auc,
                    AnswerText.interval(curve.ci95),
                    level: level
                )
                return "\(name(curve.score, curve.group.value)): AUC \(estimate)"
            }
        )
    }

    /// Points given beforehand, else those that were asked for, else those of Youden's index.
    private var reported: [(curve: Curve, point: Point)] {
        let points = curves.flatMap { curve in curve.points.map { (curve: curve, point: $0) } }
        let beforehand = points.filter { $0.point.rule == EvaluatePredictions.givenRule }
        if !beforehand.isEmpty { return beforehand }
        let asked = points.filter { $0.point.rule != EvaluatePredictions.youdenRule }
        return asked.isEmpty ? points : asked
    }

    private var caution: String {
        given.isEmpty && !reported.isEmpty
            ? " These thresholds were chosen on the same cases." : ""
    }

    private var operatingPoints: String {
        let parts = reported.map { curve, point in
            let sensitivity = AnswerText.estimate(
                point.sensitivity,
                AnswerText.interval(point.sensitivityCI95),
                level: level
            )
            let specificity = AnswerText.estimate(
                point.specificity,
                AnswerText.interval(point.specificityCI95),
                level: level
            )
            return "\(name(curve.score, curve.group.value)) at "
                + "\(AnswerText.threshold(point.threshold.value)): sensitivity \(sensitivity), "
                + "specificity \(specificity)"
        }
        return parts.isEmpty ? "" : AnswerText.sentence(parts) + caution
    }

    private var calibrations: String {
        AnswerText.sentence(
            calibration.map { one in
                var parts: [String] = []
                if let model = one.model.value {
                    func text(_ value: Double, _ interval: ConfidenceInterval) -> String {
                        AnswerText.estimate(value, interval, level: model.level, 2)
                    }
                    if let found = model.intercept {
                        parts.append("intercept \(text(found.estimate, found.interval))")
                    }
                    if let found = model.slope {
                        parts.append("slope \(text(found.estimate, found.interval))")
                    }
                    let ratio = model.observedExpected
                    parts.append("O:E \(text(ratio.ratio, ratio.interval))")
                }
                if let smooth = one.smooth.value {
                    parts.append("ICI \(AnswerText.number(smooth.integratedIndex))")
                }
                parts.append("Brier score \(AnswerText.number(one.brier.score))")
                return "calibration of \(name(one.score, one.group.value)): "
                    + parts.joined(separator: ", ")
            }
        )
    }

    private var decisions: String {
        AnswerText.sentence(
            calibration.map { one in
                let better = one.decision.filter { $0.model > max($0.all, 0) }
                let head =
                    "decision curve of \(name(one.score, one.group.value)): net benefit above "
                guard let least = better.first?.threshold, let largest = better.last?.threshold
                else {
                    return head + "that of treating all or nobody at no threshold"
                }
                return head + "that of treating all and nobody at \(better.count) of "
                    + "\(one.decision.count) thresholds, between \(AnswerText.number(least, 2)) and "
                    + AnswerText.number(largest, 2)
            }
        )
    }

    private var validations: String {
        AnswerText.sentence(
            crossValidation.map { one in
                let mean = AnswerText.estimate(
                    one.area.mean,
                    one.area.interval,
                    level: one.area.level
                )
                let spread =
                    one.area.standardDeviation.map { ", SD \(AnswerText.number($0))" } ?? ""
                return
                    "\(name(one.score, one.group.value)) over \(one.area.folds.count) folds: mean AUC "
                    + mean + spread
            }
        )
    }

    private func text(_ one: Comparison) -> String {
        let difference = AnswerText.estimate(
            one.difference,
            AnswerText.interval(one.ci95),
            level: level
        )
        return "\(difference), \(AnswerText.pValue(one.p.value))"
    }

    /// Models against each other on the same cases.
    private var contests: String {
        AnswerText.sentence(
            comparisons.filter(\.paired).map { one in
                let place = one.group.value.map { " in '\($0)'" } ?? ""
                return "AUC of '\(one.a)' minus that of '\(one.b)'\(place): \(text(one))"
            }
        )
    }

    /// Groups against each other.
    private var differences: [String] {
        comparisons.filter { !$0.paired }.map { one in
            "AUC of '\(one.score.value ?? "")' in '\(one.a)' minus that in '\(one.b)': \(text(one))"
        }
    }

    private func performanceLeft(_ fact: EvaluationFact) -> String {
        fact == .partitionResults
            ? "the performance on partitions that the table lacks, and against current standards"
            : isGrouped
                ? "performance in subgroups of persons, where the groups are not these"
                : "performance in important subgroups"
    }

    private func testing(_ stage: EvaluationStage, _ fact: EvaluationFact) -> EvaluationAnswer? {
        let found = curves.filter { PredictionEstimates.stage(ofGroup: $0.group.value) == stage }
        guard !found.isEmpty else { return nil }
        let parts = found.map { curve in
            let estimate = AnswerText.estimate(
                curve.auc,
                AnswerText.interval(curve.ci95),
                level: level
            )
            return "\(name(curve.score, curve.group.value)): \(curve.n) cases, AUC \(estimate)"
        }
        return EvaluationAnswer([AnswerText.sentence(parts)], left: "where these data come from")
    }

    private var failures: String {
        let parts = reported.map { curve, point in
            "\(name(curve.score, curve.group.value)) at "
                + "\(AnswerText.threshold(point.threshold.value)): \(point.fn) of "
                + "\(point.fn + point.tp) cases with the event were missed, \(point.fp) of "
                + "\(point.fp + point.tn) without it were called positive"
        }
        return parts.isEmpty ? "" : AnswerText.sentence(parts) + caution
    }
}
