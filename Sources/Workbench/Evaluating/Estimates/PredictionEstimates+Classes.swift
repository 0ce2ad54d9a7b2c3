import ModelEvaluation
import Review

extension PredictionEstimates {
    /// Adds a row a class against all others, and one for the macro mean of their areas.
    func addClasses(_ report: ClassReport, _ bytes: [UInt8], to found: inout Found) {
        let evaluation = report.evaluation
        let lines = JSONLines(of: bytes, names: ["area", "macroArea"])
        if point == .youden || point == .allMarks {
            found.refuse(
                "--point \(point.rawValue) does not fit the JSON of 'classes': a case is called the "
                    + "class with the largest probability; take given or none"
            )
        }
        if report.classes.count == 2 {
            found.refuse(
                "two classes against each other are one comparison, not two: take up the JSON of "
                    + "'evaluate' with the column of the class that is the event"
            )
        }
        let macroLine = lines["evaluation.macroArea"]
        guard
            let stage = stated(for: "the JSON of 'classes'", line: macroLine, &found)
        else { return }
        for (index, one) in evaluation.classes.enumerated() {
            let line = lines["evaluation.classes.\(index).area.area"]
            found.rows.append((row(one, of: report, stage: stage, line: line), one.name))
        }
        var row = Evaluation(study: study, stage: stage, line: macroLine)
        row.model = named("macro AUC of \(report.classes.count) classes")
        row.unit = unit
        row.size = report.cases
        row.values[.auc] = evaluation.macroArea
        row.setAUCStandardError(evaluation.macroAreaVariance?.squareRoot())
        row.setAUCInterval(evaluation.macroAreaInterval, level: evaluation.level)
        var notes = ["unweighted mean of the areas of each class against all others"]
        if point == .given {
            row.values[.accuracy] = evaluation.accuracy.estimate
            notes.append("accuracy over all classes")
        }
        row.note = notes.joined(separator: "; ")
        found.rows.append((row, "macro AUC"))
    }

    private func named(_ part: String) -> String { model.map { "\($0): \(part)" } ?? part }

    private func row(
        _ one: ClassPerformance,
        of report: ClassReport,
        stage: EvaluationStage,
        line: Int
    ) -> Evaluation {
        var row = Evaluation(study: study, stage: stage, line: line)
        row.model = named("\(one.name) against all others")
        row.unit = unit
        row.size = report.cases
        row.events = one.cases
        row.values[.auc] = one.area.area
        row.setAUCStandardError(one.area.standardError)
        row.setAUCInterval(one.area.plainInterval, level: one.area.level)
        var notes = ["one of \(report.classes.count) classes on the same cases"]
        if point == .given {
            row.values[.sensitivity] = one.sensitivity.estimate
            row.values[.specificity] = one.specificity.estimate
            row.crossTable = CrossTable(
                truePositives: one.sensitivity.successes,
                falsePositives: one.specificity.total - one.specificity.successes,
                falseNegatives: one.sensitivity.total - one.sensitivity.successes,
                trueNegatives: one.specificity.successes
            )
            notes.append("a case is called the class with the largest probability")
        }
        row.note = notes.joined(separator: "; ")
        return row
    }
}
