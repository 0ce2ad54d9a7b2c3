import ModelEvaluation

extension LesionReport: ChecklistFilling {
    var checklistRemark: String {
        "TRIPOD+AI is made for models that predict an outcome of a person; for the detection of lesions "
            + "CLAIM is the nearer list."
    }

    func answer(to fact: EvaluationFact) -> EvaluationAnswer? {
        switch fact {
        case .flow, .sampleSize: EvaluationAnswer([counts], left: fact.request)
        case .numbers: EvaluationAnswer([counts], left: "the numbers in development and tuning")
        case .missing:
            EvaluationAnswer(
                [
                    "Every mark has its case, place and score, and lies on a case that the truths name, "
                        + "since other tables are refused."
                ],
                left: fact.request
            )
        case .measures: EvaluationAnswer([measures], left: "why these measures were chosen")
        case .imbalance:
            EvaluationAnswer(
                [
                    "\(AnswerText.share(cases - normalCases, of: cases)) of the cases have a lesion."
                ],
                left: fact.request
            )
        case .thresholds:
            EvaluationAnswer(
                [
                    "No threshold was given beforehand: sensitivities are read at seven rates of false "
                        + "positives, whose thresholds come from these cases."
                ],
                left: "how the threshold of the device was chosen"
            )
        case .performance:
            EvaluationAnswer(
                [figures, rates, contests],
                left: "performance in important subgroups"
            )
        case .partitionResults:
            EvaluationAnswer(
                [figures, rates, contests],
                left: "the performance on other partitions and against current standards"
            )
        case .accuracy: .estimates([figures, rates])
        case .uncertainty: EvaluationAnswer([uncertainty])
        case .failures: EvaluationAnswer([failures], left: "what these lesions have in common")
        case .partitions, .disjointness, .heterogeneityMethods, .heterogeneityResults, .updating,
            .calculation, .fairness, .differences, .characteristics, .comparisonWithDevelopment,
            .updatingResults, .robustness, .internalTesting, .externalTesting:
            nil
        }
    }

    private func name(_ reader: Reader) -> String {
        reader.name.value.map { "'\($0)'" } ?? "the marks"
    }

    private var counts: String {
        "\(cases) cases were evaluated, \(normalCases) of them without lesion, with \(lesions) lesions."
    }

    private var measures: String {
        let shown = readers.first?.figures.map(\.figure) ?? []
        return "FROC curve with the sensitivity at 1/8 to 8 false positives per case, and "
            + "\(AnswerText.list(shown)); a mark hits a lesion: \(matching)."
    }

    private var uncertainty: String {
        var text =
            "Intervals are percentiles over \(resamples) samples of cases, drawn with all their marks and "
            + "lesions (seed \(seed))."
        if !comparisons.isEmpty {
            text +=
                " Readers were compared on the same samples and are taken as fixed; p values were not "
                + "worked out."
        }
        return text
    }

    private var figures: String {
        AnswerText.sentence(
            readers.map { reader in
                let parts = reader.figures.map { one in
                    "\(one.figure) "
                        + AnswerText.estimate(one.estimate, one.interval.value, level: level)
                }
                return "\(name(reader)): \(parts.joined(separator: ", "))"
            }
        )
    }

    private var rates: String {
        AnswerText.sentence(
            readers.compactMap { reader in
                guard
                    let rate = reader.sensitivities.first(where: { $0.falsePositivesPerCase == 1 })
                else { return nil }
                let estimate = AnswerText.estimate(
                    rate.sensitivity,
                    rate.interval.value,
                    level: level
                )
                return "\(name(reader)) at 1 false positive per case: sensitivity \(estimate)"
            }
        )
    }

    private var contests: String {
        AnswerText.sentence(
            comparisons.map { one in
                let estimate = AnswerText.estimate(one.difference, one.interval.value, level: level)
                return "\(one.figure) of '\(one.a)' minus that of '\(one.b)': \(estimate)"
            }
        )
    }

    private var failures: String {
        AnswerText.sentence(
            readers.map { reader in
                "\(name(reader)): \(lesions - reader.hits) of \(lesions) lesions were hit by no mark, "
                    + "\(reader.falsePositives) marks were false positives"
            }
        )
    }
}
