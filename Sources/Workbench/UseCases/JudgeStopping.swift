public import Bibliography
public import Review
public import Screening

/// Gathers the evidence on whether screening at title and abstract may stop.
public struct JudgeStopping: Sendable {
    /// What is to be claimed when screening stops.
    public var target: StoppingTarget

    /// Creates the use case.
    public init(target: StoppingTarget = .standard) { self.target = target }

    /// Gathers the evidence.
    ///
    /// - Parameters:
    ///   - state: the review, without the decisions that are hidden from whoever asks.
    ///   - records: its records.
    /// - Returns: the panel.
    /// - Throws: `StoppingError`, which a review cannot bring about.
    public func run(
        _ state: ReviewState,
        records: [RecordID: Record]
    ) throws(StoppingError) -> StoppingPanel {
        StoppingPanel(
            try state.screeningSequence(keyPapers: Self.keyPapers(state, records)),
            target: target
        )
    }

    /// The protocol's key records; one that no import has, or that several works might be, was not
    /// found either.
    private static func keyPapers(
        _ state: ReviewState,
        _ records: [RecordID: Record]
    ) -> [ScreeningSequence.KeyPaper]? {
        guard let names = state.reviewProtocol?.keyRecords, !names.isEmpty else { return nil }
        let resolver = RecordResolver(state: state, records: records)
        return names.map { name in
            guard case .found(let record) = resolver.resolve(name),
                let work = state.workIndex[record]
            else { return ScreeningSequence.KeyPaper(id: name, isFound: false) }
            let isFound = state.titleAbstractOutcomes[work] == .included
            return ScreeningSequence.KeyPaper(id: name, isFound: isFound)
        }
    }
}
