import MetaAnalysis
import Review

/// What Egger's test says of a pool.
///
/// The test is not run below ten evaluations, where it cannot tell chance from asymmetry: Sterne et
/// al. (2011), doi:10.1136/bmj.d4002.
enum SmallStudyFinding: Equatable {
    /// Fewest evaluations with which the test is run.
    static let leastEvaluations = 10

    /// The test was run on so many evaluations.
    case tested(pValue: Double, evaluations: Int)
    /// There are too few evaluations.
    case tooFew(evaluations: Int)
    /// The test cannot be computed, and why.
    case notComputed(String)

    /// Tests the evaluations of a stage that have a standard error.
    init(_ stage: StageSummary) {
        let estimates = stage.poolable.compactMap(\.estimate)
        guard estimates.count >= Self.leastEvaluations else {
            self = .tooFew(evaluations: estimates.count)
            return
        }
        do throws(MetaAnalysisError) {
            let test = try SmallStudyEffects.egger(
                estimates: estimates.map(\.value),
                samplingVariances: estimates.map(\.samplingVariance)
            )
            self = .tested(pValue: test.pValue, evaluations: estimates.count)
        } catch {
            self = .notComputed(error.description)
        }
    }

    /// The finding as a sentence.
    var text: String {
        switch self {
        case .tested(let pValue, let evaluations):
            let relation = pValue < 0.001 ? "p" : "p ="
            return "Egger's regression over \(evaluations) evaluations: \(relation) "
                + "\(NumberText.pValue(pValue))."
        case .tooFew(let evaluations):
            return "Not tested: \(NumberText.counted(evaluations, "evaluation", "evaluations")) "
                + "with a standard error, fewer than \(Self.leastEvaluations)."
        case .notComputed(let why):
            return "Egger's regression cannot be computed: \(Phrase.closed(why))"
        }
    }
}
