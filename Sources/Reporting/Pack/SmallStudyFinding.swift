import MetaAnalysis
import Review

/// What a test of small-study effects says of a pool.
enum SmallStudyFinding: Equatable {
    /// Evaluations below which asymmetry cannot be told from chance.
    ///
    /// Reference: Sterne et al. (2011), doi:10.1136/bmj.d4002.
    static let fewEvaluations = 10

    /// The test of this name was run on so many evaluations.
    case tested(String, pValue: Double, evaluations: Int)
    /// The test cannot be run on so many evaluations.
    case notTested(evaluations: Int)

    /// Egger's test of the evaluations of a stage that have a standard error.
    init(_ stage: StageSummary) {
        self.init("Egger's test", stage.egger?.pValue, stage.poolable.count)
    }

    /// Deeks' test of the two-by-two tables of a stage.
    init(_ stage: AccuracyStage) {
        self.init("Deeks' test", stage.deeks?.pValue, stage.evaluations.count)
    }

    private init(_ name: String, _ pValue: Double?, _ evaluations: Int) {
        if let pValue, pValue.isFinite {
            self = .tested(name, pValue: pValue, evaluations: evaluations)
        } else {
            self = .notTested(evaluations: evaluations)
        }
    }

    /// The finding as a sentence.
    var text: String {
        switch self {
        case .tested(let name, let pValue, let evaluations):
            let caution =
                evaluations < Self.fewEvaluations
                ? "; with fewer than \(Self.fewEvaluations), asymmetry cannot be told from chance"
                : ""
            return "\(name) over \(evaluations) evaluations: "
                + "\(NumberText.pStatement(pValue))\(caution)."
        case .notTested(let evaluations):
            return "Not tested: "
                + "\(NumberText.counted(evaluations, "evaluation", "evaluations")) to test."
        }
    }
}
