import Review
import Screening
import Workbench

/// Gathers the evidence on stopping off the desk, and keeps it until something is decided.
actor StoppingService {
    private var kept: [(person: String?, sequence: Int, panel: StoppingPanel)] = []

    /// The evidence as a person may see it.
    ///
    /// - Throws: `StoppingError`, which a review cannot bring about.
    func panel(for view: ReviewView) throws -> StoppingPanel {
        let sequence = view.whole.sequence
        kept.removeAll { $0.sequence != sequence }
        if let found = kept.first(where: { $0.person == view.person }) { return found.panel }
        let panel = try JudgeStopping().run(view.state, records: view.records)
        kept.append((view.person, sequence, panel))
        return panel
    }
}
