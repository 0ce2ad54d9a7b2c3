public import Review
public import Screening

/// Draws works on which all reviewers vote, to see how far they agree.
public struct CalibrateReviewers: Sendable {
    /// Number of works.
    public var count: Int
    /// Stage of screening.
    public var stage: Stage
    /// Name of the round; `nil` numbers it after those before it.
    public var name: String?
    /// The same seed gives the same sample.
    public var seed: UInt64

    /// Creates the use case.
    ///
    /// - Parameters:
    ///   - count: number of works.
    ///   - stage: stage of screening.
    ///   - name: name of the round; `nil` for `round` and a number
    ///   - seed: seed of the sample.
    public init(count: Int, stage: Stage = .titleAbstract, name: String? = nil, seed: UInt64 = 1) {
        self.count = count
        self.stage = stage
        self.name = name
        self.seed = seed
    }

    /// Adds the round to a draft.
    ///
    /// - Parameter draft: the draft.
    /// - Returns: the round.
    /// - Throws: `InputRefused` if fewer works than wanted have no vote yet, there are fewer than two
    ///   reviewers, the name is blank, or duplicates were not looked for.
    @discardableResult
    public func run(on draft: inout ReviewDraft) throws(InputRefused) -> CalibrationRound {
        let state = draft.state
        var faults: [InputFault] = []
        func fault(_ option: String, _ what: String) {
            faults.append(InputFault(file: option, what: what))
        }
        let name = name?.trimmed ?? nextName(in: state)
        if name.isEmpty { fault("--name", "is blank; a name expected") }
        if (state.reviewProtocol?.reviewers ?? []).count < 2 {
            fault("review.yaml", "names fewer than two reviewers: there is no agreement to see")
        }
        if !state.isDeduplicated {
            fault(
                draft.folder.journalPath,
                "duplicates were not looked for since the last import; run 'consilience dedupe' "
                    + "first, or the same work could be drawn twice"
            )
        }
        let records = state.drawSample(of: count, at: stage, seed: seed)
        if count < 1 {
            fault("--records", "is \(count); a whole number of at least 1 expected")
        } else if records.count < count {
            fault(
                "--records",
                "is \(count), but only \(records.count) works at \(stage.rawValue) have no vote "
                    + "and are in no other round"
            )
        }
        guard faults.isEmpty else { throw InputRefused(faults) }
        let round = CalibrationRound(name: name, stage: stage, seed: seed, records: records)
        draft.propose(.calibrationDrawn(round))
        return round
    }

    private func nextName(in state: ReviewState) -> String {
        let taken = Set(state.rounds.map(\.round.name))
        var number = 1
        while taken.contains("round \(number)") { number += 1 }
        return "round \(number)"
    }
}
