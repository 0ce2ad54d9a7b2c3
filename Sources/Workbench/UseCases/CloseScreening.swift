public import Review
import Screening

/// Closes the screening of titles and abstracts with what is left unscreened put aside.
public struct CloseScreening: Sendable {
    /// The evidence on which screening is stopped, as a sentence.
    public var evidence: String
    /// Who closes it.
    public var name: String

    /// Creates the use case.
    public init(evidence: String, name: String) {
        self.evidence = evidence
        self.name = name
    }

    /// Adds the closing to a draft.
    ///
    /// Works with some votes, or with a conflict, are faults, each by its name: what somebody began
    /// to decide is never put aside. Works that came by other methods than databases and registers
    /// stay as they are, since the flow diagram has no box for them.
    ///
    /// - Parameter draft: the draft.
    /// - Returns: the closing.
    /// - Throws: `InputRefused` if nothing is left unscreened, duplicates were not looked for since the
    ///   last import, or the evidence or the name is blank.
    @discardableResult
    public func run(on draft: inout ReviewDraft) throws(InputRefused) -> ScreeningClosure {
        let state = draft.state
        let evidence = evidence.trimmed
        let name = name.trimmed
        guard !evidence.isEmpty else {
            throw InputRefused(file: "--reason", "is blank; the evidence for stopping expected")
        }
        guard !name.isEmpty else { throw InputRefused(file: "--as", "is blank; a name expected") }
        guard state.isDeduplicated else {
            throw InputRefused(
                file: draft.folder.journalPath,
                "duplicates were not looked for since the last import; run 'consilience dedupe' "
                    + "first, since the works left unscreened are counted"
            )
        }
        let open = state.halfScreenedWorks
        guard open.isEmpty else {
            throw InputRefused(
                open.map { index in
                    InputFault(
                        file: state.works[index].id.description,
                        what: "\(state.standing(ofWork: index)): finish it before screening is "
                            + "closed, since a vote would be lost"
                    )
                }
            )
        }
        let left = state.unscreenedWorks
        guard !left.isEmpty else {
            throw InputRefused(
                file: draft.folder.journalPath,
                "no work of a database or register is left unscreened: there is nothing to close"
            )
        }
        let closure = ScreeningClosure(
            records: left.flatMap { state.works[$0].records },
            works: left.count,
            evidence: evidence,
            by: name
        )
        draft.propose(.screeningClosed(closure))
        return closure
    }
}
