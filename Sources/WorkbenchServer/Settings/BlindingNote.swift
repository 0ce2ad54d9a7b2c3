import Reporting
import Review

/// How the review is blinded: who sees what when.
enum BlindingNote {
    /// Renders the part of the settings.
    ///
    /// - Parameters:
    ///   - plan: the protocol; `nil` before there is one.
    ///   - frame: what is around the page.
    /// - Returns: the part.
    static func markup(_ plan: ReviewProtocol?, _ frame: PageFrame) -> Markup {
        let plan = plan ?? ReviewProtocol(title: "")
        let votes = plan.votesPerRecord
        let settling =
            plan.arbiters.isEmpty
            ? frame.text(.everybodySettles)
            : frame.text(.arbitersSettle) + " " + plan.arbiters.joined(separator: ", ") + "."
        let sentences: [String] = [
            String(votes) + " "
                + frame.text(votes == 1 ? .oneVotePerRecord : .severalVotesPerRecord),
            frame.text(votes == 1 ? .blindingOfOneVote : .blindingOfVotes), settling,
            frame.text(.blindingOfDrafts), frame.text(.blindingOfAppraisal),
            frame.text(.blindingOfTheRest),
        ]
        return """
            <h2 id="blinding">\(frame.text(.blinding))</h2>
            <p>\(frame.text(.blindingLead))</p>
            \(bullets(sentences.map { "\($0)" }))

            """
    }
}
