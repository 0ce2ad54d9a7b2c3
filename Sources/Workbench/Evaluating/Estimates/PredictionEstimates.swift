import Foundation
import ModelEvaluation
public import Review

/// What a reviewer says of the JSON that `evaluate`, `classes`, `lesions` or `segmentation` wrote, so
/// that its figures become estimates of a study.
public struct PredictionEstimates: Sendable, Equatable {
    /// Which point gives sensitivity, specificity and the two-by-two table.
    public enum Point: String, Sendable, CaseIterable {
        /// The threshold that was given beforehand; none where there was none.
        case given
        /// The greatest Youden index, chosen on the cases it is evaluated on.
        case youden
        /// All marks of a file of marks, as the device shows them.
        case allMarks = "all-marks"
        /// None.
        case none
    }

    /// Study that the predictions belong to.
    public var study: String
    /// Name of the model; `nil` takes the columns of the scores, or the readers.
    public var model: String?
    /// Stage of all figures; `nil` takes the names of the groups.
    public var stage: EvaluationStage?
    /// What a case is (`patient`, `lesion`).
    public var unit: String?
    /// Name of the cohort that the predictions were made on.
    public var cohort: String?
    /// Which point is taken.
    public var point: Point

    /// Creates the statement.
    public init(
        study: String,
        model: String? = nil,
        stage: EvaluationStage? = nil,
        unit: String? = nil,
        cohort: String? = nil,
        point: Point = .given
    ) {
        self.study = study
        self.model = model
        self.stage = stage
        self.unit = unit
        self.cohort = cohort
        self.point = point
    }

    /// Whether a file is JSON rather than a sheet.
    static func recognises(_ bytes: [UInt8]) -> Bool {
        bytes.first { !$0.isBlank } == UInt8(ascii: "{")
    }

    /// Rows with the places they come from, and every fault.
    struct Found {
        var rows: [(row: Evaluation, place: String)] = []
        var faults: [InputFault] = []
        let file: String

        mutating func refuse(_ what: String, line: Int? = nil) {
            faults.append(InputFault(file: file, line: line, what: what))
        }
    }

    /// The key `kind`; earlier files have none and are of `evaluate`.
    private struct Head: Decodable {
        let kind: EvaluationKind?
    }

    /// The rows of an evaluation.
    ///
    /// - Parameters:
    ///   - bytes: the JSON of a command that evaluates.
    ///   - file: name for messages.
    /// - Returns: The rows with the lines of their figures, and every fault.
    func rows(_ bytes: [UInt8], file: String) -> (rows: [Evaluation], faults: [InputFault]) {
        var found = Found(file: file)
        do {
            let head = try JSONDecoder().decode(Head.self, from: Data(bytes))
            switch head.kind ?? .evaluate {
            case .evaluate: addCurves(try decoded(bytes), bytes, to: &found)
            case .classes: addClasses(try decoded(bytes), bytes, to: &found)
            case .lesions: addReaders(try decoded(bytes), bytes, to: &found)
            case .segmentation: addLabels(try decoded(bytes), bytes, to: &found)
            }
        } catch {
            found.refuse(
                "not the JSON that consilience evaluate, classes, lesions or segmentation writes with "
                    + "--json: \(Self.reason(error))"
            )
        }
        for index in found.rows.indices { found.rows[index].row.cohort = cohort }
        var seen: [[String]: String] = [:]
        for (row, place) in found.rows {
            if let other = seen.updateValue(place, forKey: row.key) {
                found.refuse(
                    "'\(place)' and '\(other)' would be the same model at the same stage",
                    line: row.line
                )
            }
        }
        if found.rows.isEmpty, found.faults.isEmpty { found.refuse("holds no estimate") }
        return (found.rows.map(\.row), found.faults)
    }

    private func decoded<Report: Decodable>(_ bytes: [UInt8]) throws -> Report {
        try JSONDecoder().decode(Report.self, from: Data(bytes))
    }

    /// What a decoder found wrong, in words.
    private static func reason(_ error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, let context):
            let place = context.codingPath.map(\.stringValue).joined(separator: ".")
            return "the key '\(key.stringValue)' is missing" + (place.isEmpty ? "" : " in \(place)")
        case DecodingError.typeMismatch(_, let context),
            DecodingError.valueNotFound(_, let context):
            let place = context.codingPath.map(\.stringValue).joined(separator: ".")
            return "the key '\(place)' holds something else than expected"
        case DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty:
            let place = context.codingPath.map(\.stringValue).joined(separator: ".")
            let kinds = EvaluationKind.allCases.map(\.rawValue).joined(separator: ", ")
            return place == "kind"
                ? "its key 'kind' is none of \(kinds)" : "the key '\(place)' holds an unknown value"
        default: return "it is damaged or cut short"
        }
    }

    /// The stage stated; a fault and `nil` if there is none.
    func stated(for what: String, line: Int, _ found: inout Found) -> EvaluationStage? {
        if let stage { return stage }
        found.refuse("\(what) says no stage of validation: name it by --stage", line: line)
        return nil
    }

    /// One name for several models would make them one.
    func checkName(_ names: [String], _ what: String, _ found: inout Found) {
        guard model != nil, Set(names).count > 1 else { return }
        let listed = Set(names).sorted().joined(separator: ", ")
        found.refuse("one model is named, but there are \(what) of several: \(listed)")
    }
}

extension Evaluation {
    /// Takes an interval up at its usual level only, which readers of the sheet assume.
    mutating func setAUCInterval(_ interval: ConfidenceInterval?, level: Double) {
        guard let interval, abs(level - 0.95) < 1e-12 else { return }
        aucLower = interval.lower
        aucUpper = interval.upper
    }

    /// Takes a standard error up; one of 0 could not be estimated: classes separated completely.
    mutating func setAUCStandardError(_ error: Double?) {
        if let error, error > 0 { aucStandardError = error }
    }
}

extension UInt8 {
    fileprivate var isBlank: Bool {
        self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D || self == 0xEF || self == 0xBB
            || self == 0xBF
    }
}
