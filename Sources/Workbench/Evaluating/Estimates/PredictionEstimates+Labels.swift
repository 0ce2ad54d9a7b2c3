import Review

extension PredictionEstimates {
    /// What is read of the JSON of `segmentation`.
    struct SegmentedLabels: Decodable {
        struct Distribution: Decodable {
            let n: Int
            let mean: Double
            let sd: Double?
        }

        struct Label: Decodable {
            let label: Int
            let measures: [String: Distribution?]
        }

        let summary: [Label]
    }

    /// Adds a row a label with its mean Dice coefficient over the cases.
    func addLabels(_ report: SegmentedLabels, _ bytes: [UInt8], to found: inout Found) {
        let lines = JSONLines(of: bytes, names: ["label", "mean"])
        if point == .youden || point == .allMarks {
            found.refuse(
                "--point \(point.rawValue) does not fit the JSON of 'segmentation', whose mean Dice "
                    + "coefficient is taken up"
            )
        }
        let start = lines["summary.0.label"]
        guard let stage = stated(for: "the JSON of 'segmentation'", line: start, &found) else {
            return
        }
        for (index, label) in report.summary.enumerated() {
            let place = "label \(label.label)"
            guard let dice = label.measures[SegmentationMeasure.dice.rawValue] ?? nil else {
                let line = lines["summary.\(index).label"]
                found.refuse("\(place) has a Dice coefficient in no case", line: line)
                continue
            }
            let line = lines["summary.\(index).measures.dice.mean"]
            var row = Evaluation(study: study, stage: stage, line: line)
            row.model =
                report.summary.count == 1
                ? model : [model, place].compactMap { $0 }.joined(separator: ": ")
            row.unit = unit
            row.size = dice.n
            row.values[.dice] = dice.mean
            let spread = dice.sd.map { ", SD \($0)" } ?? ""
            row.note = "mean Dice coefficient of \(place) over \(dice.n) cases\(spread)"
            found.rows.append((row, place))
        }
    }
}
