import Review
import Screening

/// What was said about the votes on a work at a stage, as somebody may see it.
struct Discussion: Sendable {
    /// Whether the viewer may see all votes, and with them what is said.
    let isOpen: Bool
    /// The remarks, oldest first; none where the discussion is closed to the viewer.
    let remarks: [StandingRemark]
    private let viewer: String?

    /// Looks at a discussion.
    ///
    /// - Parameters:
    ///   - work: index of the work.
    ///   - stage: stage of screening.
    ///   - view: the review as the viewer may see it.
    ///   - viewer: under which name the viewer would say something.
    init(onWork work: Int, at stage: Stage, in view: ReviewView, as viewer: String?) {
        self.viewer = viewer
        isOpen = view.person.map { view.whole.isRevealed(work: work, at: stage, to: $0) } ?? true
        remarks = isOpen ? view.state.remarks(onWork: work, at: stage) : []
    }

    /// Whether the viewer may take a remark back: their own, as long as nobody has answered it.
    func mayTakeBack(_ standing: StandingRemark) -> Bool {
        guard let viewer, standing.remark.author == viewer else { return false }
        return remarks.allSatisfy { $0.event <= standing.event || $0.remark.author == viewer }
    }
}
