import Review

extension PredictionEstimates {
    /// Adds what marks can honestly give: with the unit `lesion` the sensitivity of all marks, with
    /// another unit the ROC area of the highest marks.
    ///
    /// AFROC areas are left out, since ½ is not chance for them; sensitivities at rates of false
    /// positives too, since their thresholds were chosen on these cases.
    func addReaders(_ report: LesionReport, _ bytes: [UInt8], to found: inout Found) {
        checkName(report.readers.map { $0.name.value ?? "" }, "readers", &found)
        let lines = JSONLines(of: bytes, names: ["hits", "estimate"])
        let start = lines["readers.0.hits"]
        guard let unit else {
            found.refuse(
                "name the unit: '--unit lesion --point all-marks' takes up the sensitivity of all marks, "
                    + "'--unit patient' (or what a case is) the ROC area of each case's highest mark; "
                    + "AFROC areas are no AUC and the CPM is no sensitivity",
                line: start
            )
            return
        }
        let isLesion = unit.lowercased() == "lesion"
        guard isLesion == (point == .allMarks) else {
            found.refuse(
                isLesion
                    ? "the thresholds at given rates of false positives were chosen on these cases and "
                        + "are not taken up; '--point all-marks' takes up the sensitivity of all marks of "
                        + "the file, if it holds those that the device shows"
                    : "--point all-marks counts lesions: --unit lesion, not '\(unit)'",
                line: start
            )
            return
        }
        if !isLesion, point == .youden {
            found.refuse("--point youden does not fit the JSON of 'lesions'", line: start)
        }
        guard let stage = stated(for: "the JSON of 'lesions'", line: start, &found) else { return }
        for (index, reader) in report.readers.enumerated() {
            let place = reader.name.value ?? "the marks"
            let row =
                isLesion
                ? sensitivity(reader, report, stage, line: lines["readers.\(index).hits"])
                : area(reader, report, stage) { lines["readers.\(index).figures.\($0).estimate"] }
            if var row {
                row.model = model ?? reader.name.value
                row.unit = unit
                found.rows.append((row, place))
            } else {
                found.refuse(
                    "\(place): there is no ROC area, since no case is without lesion",
                    line: lines["readers.\(index).hits"]
                )
            }
        }
    }

    private func sensitivity(
        _ reader: LesionReport.Reader,
        _ report: LesionReport,
        _ stage: EvaluationStage,
        line: Int
    ) -> Evaluation? {
        var row = Evaluation(study: study, stage: stage, line: line)
        row.size = report.lesions
        row.events = report.lesions
        row.values[.sensitivity] = Double(reader.hits) / Double(max(report.lesions, 1))
        row.note =
            "sensitivity of all marks: \(reader.hits) of \(report.lesions) lesions with "
            + "\(reader.falsePositives) false positives on \(report.cases) cases; "
            + "a hit: \(report.matching); no specificity, since marks have no true negatives"
        return row
    }

    private func area(
        _ reader: LesionReport.Reader,
        _ report: LesionReport,
        _ stage: EvaluationStage,
        line: (Int) -> Int
    ) -> Evaluation? {
        guard let place = reader.figures.firstIndex(where: { $0.figure == "ROC" }) else {
            return nil
        }
        var row = Evaluation(study: study, stage: stage, line: line(place))
        row.size = report.cases
        row.events = report.cases - report.normalCases
        row.values[.auc] = reader.figures[place].estimate
        row.setAUCInterval(reader.figures[place].interval.value, level: report.level)
        row.note =
            "ROC area that the marks imply: highest mark of a case, hit or not; percentile interval"
        return row
    }
}
