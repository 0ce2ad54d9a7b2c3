import Figures
import Review
import RiskOfBias

extension Report {
    /// The risk-of-bias columns of a forest plot; none without an appraisal.
    var riskOfBiasColumns: [ForestPlot.Domain] {
        guard let instrument, !appraisals.isEmpty else { return [] }
        return instrument.domains.map { ForestPlot.Domain("D\($0.number)", name: $0.name) }
            + (hasOverallJudgement ? [ForestPlot.Domain("Overall", name: "Overall")] : [])
    }

    /// The judgements of an evaluation in the order of `riskOfBiasColumns`; none where no appraisal
    /// is of the evaluation.
    func riskLevels(of evaluation: Evaluation) -> [RiskLevel] {
        guard let appraisal = appraisal(of: evaluation) else { return [] }
        return appraisal.domains.map { RiskLevel($0.judgement) }
            + (hasOverallJudgement ? [RiskLevel(appraisal.overall)] : [])
    }

    /// Words of the legend of judgements, as the instrument has them.
    var riskWording: RiskWording {
        instrument?.judgements.contains(.insufficientInformation) == true
            ? RiskWording(unclear: "Insufficient information") : RiskWording()
    }

    private var hasOverallJudgement: Bool {
        instrument.map { $0.overallRule != .notSummarised } ?? false
    }

    /// The appraisal that judges an evaluation: the one of its model or stage, else the one of its
    /// whole study, else none.
    func appraisal(of evaluation: Evaluation) -> Appraisal? {
        let own = appraisals.filter { $0.subject.study == evaluation.study }
        // The part that judges evaluations, where an instrument judges development as well.
        let parts = instrument?.parts ?? []
        let judged = own.filter { appraisal in
            guard let part = parts.first(where: { $0.id == appraisal.subject.part }) else {
                return true
            }
            return part.appraised != .model
        }
        let stage = evaluation.stage.rawValue
        var names = [stage]
        if let model = evaluation.model {
            names = ["\(model), \(stage)", "\(model) \(stage)", model, stage]
        }
        // An appraisal of the one cohort goes before one of all that the model was evaluated on.
        if evaluation.cohort != nil { names.insert(evaluation.appraisedName, at: 0) }
        for name in names {
            let wanted = name.lowercased()
            if let found = judged.first(where: { $0.subject.estimate?.lowercased() == wanted }) {
                return found
            }
        }
        return judged.first { $0.subject.estimate == nil }
    }
}

extension RiskLevel {
    /// The level of an outcome; one that is open counts as not assessed.
    init(_ outcome: JudgementOutcome?) {
        switch outcome?.judgement {
        case .low: self = .low
        case .high: self = .high
        case .unclear, .insufficientInformation: self = .unclear
        case nil: self = .notAssessed
        }
    }
}
