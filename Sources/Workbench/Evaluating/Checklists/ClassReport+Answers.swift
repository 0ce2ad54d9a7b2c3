import ModelEvaluation

extension ClassReport: ChecklistFilling {
    var checklistRemark: String { "" }

    func answer(to fact: EvaluationFact) -> EvaluationAnswer? {
        switch fact {
        case .flow, .sampleSize: EvaluationAnswer([counts], left: fact.request)
        case .numbers: EvaluationAnswer([counts], left: "the numbers in development and tuning")
        case .missing:
            EvaluationAnswer(
                [
                    "Each of the \(cases) cases of the table has its class and a number for every class, "
                        + "since a table with blanks is refused."
                ],
                left: fact.request
            )
        case .measures: EvaluationAnswer([measures], left: "why these measures were chosen")
        case .updating:
            EvaluationAnswer(
                ["The scores were evaluated as they stand in the table; nothing was recalibrated."],
                left: "whether they come from a model that was updated before"
            )
        case .imbalance: EvaluationAnswer([shares], left: fact.request)
        case .thresholds:
            EvaluationAnswer(
                [
                    "A case is called the class with the largest score, the first of equal ones; no "
                        + "threshold was chosen."
                ],
                left: "what the model puts out"
            )
        case .performance:
            EvaluationAnswer([whole, areas, calls], left: "performance in important subgroups")
        case .partitionResults:
            EvaluationAnswer(
                [whole, areas, calls],
                left: "the performance on other partitions and against current standards"
            )
        case .accuracy: .estimates([whole, areas, calls])
        case .uncertainty:
            EvaluationAnswer([
                "Intervals of areas are areas ± z · SE, cut at 0 and 1, with DeLong's variance for "
                    + "independent cases, also for their mean over the classes; those of proportions are "
                    + "Wilson's. Nothing was tested."
            ])
        case .failures: EvaluationAnswer([failures], left: "what these cases have in common")
        case .partitions, .disjointness, .heterogeneityMethods, .heterogeneityResults, .calculation,
            .fairness, .differences, .characteristics, .comparisonWithDevelopment,
            .updatingResults, .robustness, .internalTesting, .externalTesting:
            nil
        }
    }

    private var counts: String {
        let parts = evaluation.classes.map { "\($0.cases) '\($0.name)'" }
        return
            "\(cases) cases of \(classes.count) classes were evaluated: \(AnswerText.list(parts))."
    }

    private var shares: String {
        let parts = evaluation.classes.map {
            "'\($0.name)' \(AnswerText.share($0.cases, of: cases))"
        }
        return "Shares of the classes: \(AnswerText.list(parts))."
    }

    private var measures: String {
        "For each class against all others: area under the ROC curve, sensitivity, specificity, positive "
            + "predictive value, F1. Over all classes: macro and weighted area, Hand and Till's M, "
            + "confusion matrix, accuracy, balanced accuracy, macro F1, Cohen's κ, Matthews' correlation"
            + (evaluation.brier == nil ? "." : ", Brier score and log loss.")
    }

    private var whole: String {
        let macro = AnswerText.estimate(
            evaluation.macroArea,
            evaluation.macroAreaInterval,
            level: evaluation.level
        )
        let accuracy = AnswerText.estimate(
            evaluation.accuracy.estimate,
            evaluation.accuracy.interval,
            level: evaluation.level
        )
        var parts = [
            "macro AUC \(macro)", "Hand and Till's M \(AnswerText.number(evaluation.handTill))",
            "accuracy \(accuracy)",
        ]
        if let brier = evaluation.brier {
            parts.append("Brier score \(AnswerText.number(brier)) (0 to 2)")
        }
        return AnswerText.sentence(parts)
    }

    private var areas: String {
        AnswerText.sentence(
            evaluation.classes.map { one in
                let estimate = AnswerText.estimate(
                    one.area.area,
                    one.area.plainInterval,
                    level: one.area.level
                )
                return "'\(one.name)' against all others: AUC \(estimate)"
            }
        )
    }

    private var calls: String {
        AnswerText.sentence(
            evaluation.classes.map { one in
                let (sensitivity, specificity) = (one.sensitivity, one.specificity)
                func text(_ found: BinomialProportion) -> String {
                    AnswerText.estimate(found.estimate, found.interval, level: evaluation.level)
                }
                return "'\(one.name)' by the largest score: sensitivity \(text(sensitivity)), "
                    + "specificity \(text(specificity))"
            }
        )
    }

    private var failures: String {
        let wrong = evaluation.accuracy.total - evaluation.accuracy.successes
        var pairs: [(count: Int, text: String)] = []
        for (truth, row) in evaluation.confusion.enumerated() {
            for (call, count) in row.enumerated() where truth != call && count > 0 {
                let times = count == 1 ? "once" : "\(count) times"
                let text = "'\(classes[truth])' called '\(classes[call])' \(times)"
                pairs.append((count, text))
            }
        }
        // Sorting is not stable by promise: the order of the table decides among equals.
        let most = pairs.enumerated().sorted {
            ($1.element.count, $0.offset) < ($0.element.count, $1.offset)
        }.prefix(3).map(\.element.text)
        let listed = most.isEmpty ? "" : ", most often \(AnswerText.list(Array(most)))"
        return "\(wrong) of \(cases) cases were called a wrong class\(listed)."
    }
}
