public import Review
import ReviewStore

/// An evaluation that reports a figure, as it is offered for pooling.
public struct SynthesisEstimate: Sendable, Equatable {
    /// Identifier: the same as long as study, model, stage, unit and cohort stay the same.
    public let id: String
    /// Name, unique among those of one stage.
    public let label: String
    /// The evaluation.
    public let row: Evaluation
    /// Where it stands: file and line.
    public let place: String
    /// Modality of the study, if stated.
    public let modality: String?
    /// Family of the model, if stated.
    public let modelFamily: String?

    init(_ source: Extracted<Evaluation>, label: String, study: Study?) {
        row = source.row
        id = Self.identifier(of: source.row)
        self.label = label
        place = "\(source.file):\(source.row.line)"
        modality = study?.modality
        modelFamily = study?.modelFamily
    }

    /// Identifier of an evaluation: eight hexadecimal digits.
    public static func identifier(of row: Evaluation) -> String {
        String(sha256(Array(row.key.joined(separator: "\u{1F}").utf8)).prefix(8))
    }

    /// The figure as text; both figures for accuracy.
    public func text(of measure: SynthesisChoice.Measure) -> String {
        func digits(_ value: Double?) -> String {
            PoolResult.number(Figure(value), digits: 3)
        }
        guard let figure = measure.figure else {
            return digits(row.figure(.sensitivity)) + " / " + digits(row.figure(.specificity))
        }
        return digits(row.figure(figure))
    }

    /// Whether the evaluation reports a figure.
    static func reports(_ measure: SynthesisChoice.Measure, _ row: Evaluation) -> Bool {
        guard let figure = measure.figure else {
            return row.crossTable != nil || row.values[.sensitivity] != nil
                || row.values[.specificity] != nil
        }
        return row.figure(figure) != nil
    }

    /// Whether a filter lets the estimate pass.
    func fits(_ choice: SynthesisChoice) -> Bool {
        func fits(_ wanted: String?, _ value: String?) -> Bool {
            guard let wanted else { return true }
            return wanted == (value ?? SynthesisChoice.notStated)
        }
        return fits(choice.modality, modality) && fits(choice.unit, row.unit)
            && fits(choice.modelFamily, modelFamily)
    }

    /// All evaluations of a review that report a figure, stage by stage, each in the order of names.
    static func all(_ measure: SynthesisChoice.Measure, in state: ReviewState) -> [Self] {
        let studies = Dictionary(
            state.studies.map { ($0.row.id, $0.row) },
            uniquingKeysWith: { first, _ in first }
        )
        return EvaluationStage.allCases.flatMap { stage -> [Self] in
            let sources = state.evaluations.filter {
                $0.row.stage == stage && reports(measure, $0.row)
            }
            return zip(sources, state.evaluationLabels(of: sources.map(\.row)))
                .map { Self($0, label: $1, study: studies[$0.row.study]) }
                .sorted { ($0.label, $0.row.line) < ($1.label, $1.row.line) }
        }
    }
}
