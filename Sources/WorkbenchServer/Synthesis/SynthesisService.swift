import Review
import Workbench

/// Pools what people choose, one choice after the other, and keeps what was asked for last.
actor SynthesisService {
    /// Results that are kept at most.
    static let most = 24

    /// Renders one figure at a time as PNG.
    let drawing = OneAtATime()
    private var evaluations: [Extracted<Evaluation>] = []
    private var studies: [Extracted<Study>] = []
    private var kept: [(choice: SynthesisChoice, result: Synthesis)] = []

    /// What a choice comes to.
    ///
    /// Votes change nothing about it: results are kept until something else is extracted.
    func synthesis(_ choice: SynthesisChoice, in state: ReviewState) -> Synthesis {
        if evaluations != state.evaluations || studies != state.studies {
            (evaluations, studies, kept) = (state.evaluations, state.studies, [])
        }
        if let place = kept.firstIndex(where: { $0.choice == choice }) {
            let found = kept.remove(at: place)
            kept.append(found)
            return found.result
        }
        let result = Synthesis(choice, in: state)
        kept.append((choice, result))
        if kept.count > Self.most { kept.removeFirst() }
        return result
    }
}
