import Screening
import Testing

/// The words that status, exports and reports have always had.
@Suite struct DisagreementTests {
    @Test(
        "A disagreement in words",
        arguments: [
            (
                Disagreement.verdicts([
                    .init(reviewer: "A", verdicts: [.include, .maybe]),
                    .init(reviewer: "B", verdicts: [.notRetrieved]),
                ]), "A: include/maybe, B: not-retrieved"
            ),
            (.ownVotes(of: "A"), "A voted differently on two records of this work"),
            (.reasons(["no model", "review"]), "different reasons: no model / review"),
            (.undecided, "undecided at full text"),
            (.notRetrievedTooEarly, "'not-retrieved' at title and abstract"),
        ]
    )
    func words(_ disagreement: Disagreement, _ text: String) {
        #expect(disagreement.description == text)
    }
}
