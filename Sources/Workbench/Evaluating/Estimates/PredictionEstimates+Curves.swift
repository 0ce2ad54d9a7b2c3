import ModelEvaluation
import Review

extension PredictionEstimates {
    /// Adds a row a curve of `evaluate`, with the standard error it was worked out with.
    func addCurves(_ report: PredictionReport, _ bytes: [UInt8], to found: inout Found) {
        checkName(report.curves.map(\.score), "scores", &found)
        if point == .allMarks {
            found.refuse("--point all-marks fits marks: 'evaluate' has given, youden or none")
        }
        let lines = JSONLines(of: bytes, names: ["auc"])
        for (index, curve) in report.curves.enumerated() {
            let line = lines["curves.\(index).auc"]
            let group = curve.group.value.map { "the group '\($0)'" } ?? "no group"
            guard
                let stage = stage ?? Self.stage(ofGroup: curve.group.value)
                    ?? stated(for: group, line: line, &found)
            else { continue }
            let place = [curve.score, curve.group.value].compactMap { $0 }.joined(separator: ", ")
            found.rows.append((evaluation(curve, stage: stage, line: line), place))
        }
    }

    private func evaluation(
        _ curve: PredictionReport.Curve,
        stage: EvaluationStage,
        line: Int
    ) -> Evaluation {
        var row = Evaluation(study: study, stage: stage, line: line)
        row.model = model ?? curve.score
        row.unit = unit
        row.size = curve.n
        row.events = curve.events
        row.values[.auc] = curve.auc
        row.setAUCStandardError(curve.se.value)
        if curve.ci95.count == 2, let lower = curve.ci95[0].value, let upper = curve.ci95[1].value {
            row.setAUCInterval(ConfidenceInterval(lower: lower, upper: upper), level: curve.level)
        }
        var notes = ["evaluated from the cases' own predictions"]
        if curve.clusters.value != nil { notes.append("standard error for clusters") }
        if let found = chosen(curve) {
            row.values[.sensitivity] = found.sensitivity
            row.values[.specificity] = found.specificity
            row.values[.accuracy] = found.measures.accuracy.estimate
            row.crossTable = CrossTable(
                truePositives: found.tp,
                falsePositives: found.fp,
                falseNegatives: found.fn,
                trueNegatives: found.tn
            )
            let threshold = found.threshold.value.map { " \($0)" } ?? ""
            notes.append(
                point == .youden
                    ? "threshold\(threshold) chosen on these cases by Youden's index"
                    : "threshold\(threshold) given beforehand"
            )
        }
        row.note = notes.joined(separator: "; ")
        return row
    }

    private func chosen(_ curve: PredictionReport.Curve) -> PredictionReport.Point? {
        switch point {
        case .none, .allMarks: nil
        case .given: curve.points.first { $0.rule == EvaluatePredictions.givenRule }
        case .youden: curve.points.first { $0.rule == EvaluatePredictions.youdenRule }
        }
    }

    /// The stage that a group is named after.
    static func stage(ofGroup group: String?) -> EvaluationStage? {
        switch group?.lowercased() {
        case "training", "train", "development": .training
        case "internal", "internal validation": .internal
        case "external", "external validation": .external
        default: nil
        }
    }
}
