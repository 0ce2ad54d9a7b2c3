extension SegmentationReport: ChecklistFilling {
    var checklistRemark: String {
        "TRIPOD+AI is made for models that predict an outcome of a person; for segmentation CLAIM is the "
            + "nearer list."
    }

    func answer(to fact: EvaluationFact) -> EvaluationAnswer? {
        switch fact {
        case .flow, .sampleSize: EvaluationAnswer([counts], left: fact.request)
        case .numbers: EvaluationAnswer([counts], left: "the numbers in development and tuning")
        case .missing:
            EvaluationAnswer(
                [
                    "Every case has a prediction and a truth on the same grid, since others are refused.",
                    warnings.isEmpty ? "" : warnings.joined(separator: " "),
                ],
                left: fact.request
            )
        case .measures:
            EvaluationAnswer(
                [
                    "For each label: Dice and Jaccard coefficients, volumetric similarity, sensitivity and "
                        + "precision over voxels, Hausdorff distance and its 95th percentile, average "
                        + "symmetric surface distance, surface Dice at \(number(tolerance)) mm, and "
                        + "connected parts as lesions found, missed and falsely shown."
                ],
                left: "why these measures were chosen"
            )
        case .performance, .accuracy:
            EvaluationAnswer([distributions, lesions], left: "confidence intervals of the means")
        case .partitionResults:
            EvaluationAnswer(
                [distributions, lesions],
                left:
                    "confidence intervals, the performance on other partitions and against current "
                    + "standards"
            )
        case .uncertainty:
            EvaluationAnswer(
                ["The spread over the cases is given as standard deviation and quartiles."],
                left: "confidence intervals and tests"
            )
        case .failures: EvaluationAnswer([failures], left: "what these cases have in common")
        case .partitions, .disjointness, .heterogeneityMethods, .heterogeneityResults, .updating,
            .calculation, .imbalance, .fairness, .thresholds, .differences, .characteristics,
            .comparisonWithDevelopment, .updatingResults, .robustness, .internalTesting,
            .externalTesting:
            nil
        }
    }

    private func number(_ value: Double) -> String { AnswerText.number(value) }

    private var counts: String {
        let parts = summary.map { "label \($0.label) in the truth of \($0.casesWithTruth)" }
        let head = cases.count == 1 ? "1 case was" : "\(cases.count) cases were"
        return AnswerText.sentence(["\(head) compared"] + parts)
    }

    private var distributions: String {
        let shown: [(SegmentationMeasure, String, String)] = [
            (.dice, "Dice", ""), (.hausdorff95, "HD95", " mm"),
        ]
        return AnswerText.sentence(
            summary.flatMap { label in
                shown.compactMap { measure, name, unit -> String? in
                    guard let found = label.measures[measure.rawValue]?.value else { return nil }
                    let spread = found.sd.value.map { " (SD \(number($0)))" } ?? ""
                    return "label \(label.label), \(found.n) cases: \(name) mean "
                        + "\(number(found.mean))\(spread)\(unit), median \(number(found.median)) "
                        + "[quartiles \(number(found.lowerQuartile)) and "
                        + "\(number(found.upperQuartile))]\(unit)"
                }
            }
        )
    }

    private var lesions: String {
        AnswerText.sentence(
            summary.map { label in
                "label \(label.label): \(label.lesionsFound) of "
                    + "\(label.lesionsFound + label.lesionsMissed) lesions found, "
                    + "\(label.falsePositives) false positives"
            }
        )
    }

    /// The case with the least Dice coefficient of each label.
    private var failures: String {
        AnswerText.sentence(
            summary.compactMap { label in
                var worst: (name: String, dice: Double)?
                for one in cases {
                    let found = one.labels.first { $0.label == label.label }
                    guard let dice = found?.value(.dice) else { continue }
                    if dice < worst?.dice ?? .infinity { worst = (one.name, dice) }
                }
                return worst.map {
                    "label \(label.label) has its least Dice coefficient, \(number($0.dice)), in case "
                        + "'\($0.name)'"
                }
            }
        )
    }
}
