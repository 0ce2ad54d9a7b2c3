import Foundation
import MetaAnalysis
import ModelEvaluation
public import Review

/// What a reviewer says of an evaluation that `evaluate --json` wrote, so that its curves become
/// estimates of a study.
public struct PredictionEstimates: Sendable, Equatable {
    /// Which point of a curve gives sensitivity, specificity and the two-by-two table.
    public enum Point: String, Sendable, CaseIterable {
        /// The threshold that was given beforehand; none where there was none.
        case given
        /// The greatest Youden index, chosen on the cases it is evaluated on.
        case youden
        /// None.
        case none
    }

    /// Study that the predictions belong to.
    public var study: String
    /// Name of the model; `nil` takes the columns of the scores.
    public var model: String?
    /// Stage of all curves; `nil` takes the names of the groups.
    public var stage: EvaluationStage?
    /// What a case is (`patient`, `lesion`).
    public var unit: String?
    /// Which point is taken.
    public var point: Point

    /// Creates the statement.
    public init(
        study: String,
        model: String? = nil,
        stage: EvaluationStage? = nil,
        unit: String? = nil,
        point: Point = .given
    ) {
        self.study = study
        self.model = model
        self.stage = stage
        self.unit = unit
        self.point = point
    }

    /// Whether a file is JSON rather than a sheet.
    static func recognises(_ bytes: [UInt8]) -> Bool {
        bytes.first { !$0.isBlank } == UInt8(ascii: "{")
    }

    /// The rows of an evaluation: one a curve, with the standard error it was worked out with.
    ///
    /// - Parameters:
    ///   - bytes: the JSON of `evaluate`.
    ///   - file: name for messages.
    /// - Returns: The rows with the lines of their areas, and every fault.
    func rows(_ bytes: [UInt8], file: String) -> (rows: [Evaluation], faults: [InputFault]) {
        func fault(_ what: String, line: Int? = nil) -> InputFault {
            InputFault(file: file, line: line, what: what)
        }
        let report: PredictionReport
        do {
            report = try JSONDecoder().decode(PredictionReport.self, from: Data(bytes))
        } catch {
            return ([], [fault("not the JSON of 'consilience evaluate --json'")])
        }
        var faults: [InputFault] = []
        if model != nil, Set(report.curves.map(\.score)).count > 1 {
            let names = Set(report.curves.map(\.score)).sorted().joined(separator: ", ")
            faults.append(fault("one model is named, but there are scores of several: \(names)"))
        }
        let lines = Self.lines(ofAreasIn: bytes)
        var rows: [Evaluation] = []
        var seen: [[String]: String] = [:]
        for (index, curve) in report.curves.enumerated() {
            let line = index < lines.count ? lines[index] : 1
            guard let stage = stage ?? Self.stage(ofGroup: curve.group.value) else {
                let group = curve.group.value.map { "the group '\($0)'" } ?? "no group"
                faults.append(
                    fault("\(group) says no stage of validation: name it by --stage", line: line)
                )
                continue
            }
            let row = evaluation(curve, stage: stage, line: line)
            let place = [curve.score, curve.group.value].compactMap { $0 }.joined(separator: ", ")
            if let other = seen[row.key] {
                faults.append(
                    fault(
                        "'\(place)' and '\(other)' would be the same model at the same stage",
                        line: line
                    )
                )
            }
            seen[row.key] = seen[row.key] ?? place
            rows.append(row)
        }
        if report.curves.isEmpty { faults.append(fault("holds no curve")) }
        return (rows, faults)
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
        // An error of 0 is one that could not be estimated: classes separated completely.
        if let error = curve.se.value, error > 0 { row.aucStandardError = error }
        // The interval is taken at its usual level only, which readers of the sheet assume.
        if abs(curve.level - 0.95) < 1e-12, curve.ci95.count == 2,
            let lower = curve.ci95[0].value, let upper = curve.ci95[1].value
        {
            row.aucLower = lower
            row.aucUpper = upper
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
        case .none: nil
        case .given: curve.points.first { $0.rule == EvaluatePredictions.givenRule }
        case .youden: curve.points.first { $0.rule == EvaluatePredictions.youdenRule }
        }
    }

    /// The stage that a group is named after.
    private static func stage(ofGroup group: String?) -> EvaluationStage? {
        switch group?.lowercased() {
        case "training", "train", "development": .training
        case "internal", "internal validation": .internal
        case "external", "external validation": .external
        default: nil
        }
    }

    /// Lines on which the areas of the curves stand, in their order.
    private static func lines(ofAreasIn bytes: [UInt8]) -> [Int] {
        let key = Array("\"auc\"".utf8)
        var lines: [Int] = []
        var line = 1
        for index in bytes.indices {
            if bytes[index] == UInt8(ascii: "\n") { line += 1 }
            if bytes[index] == key[0], bytes[index...].starts(with: key) { lines.append(line) }
        }
        return lines
    }
}

extension UInt8 {
    fileprivate var isBlank: Bool {
        self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D || self == 0xEF || self == 0xBB
            || self == 0xBF
    }
}
