import Foundation
import Review
import Screening
import TestSupport
import Testing

@testable import Workbench

@Suite("Progress that follows the decisions")
struct ScreeningTallyTests {
    @Test("Is at every moment what a count of everything gives", arguments: 1...12)
    func sameAsCounting(seed: Int) throws {
        var random = RandomReview(seed: UInt64(seed))
        var live = LiveReview(replaying: random.events)
        var tally = ScreeningTally()
        for step in 0..<160 {
            random.step()
            for event in random.events.dropFirst(live.events.count) {
                let cast: CastDecision? =
                    switch event.payload {
                    case .decisionCast(let cast): cast
                    case .undone(let undo): Self.cast(undo.sequence, in: live)
                    default: nil
                    }
                let work = cast.flatMap { live.state.workIndex[$0.decision.record] }
                tally.following(work, in: &live) { $0.append(event) }
            }
            for person in ["A", "B", "C", "Zoe", nil] {
                for stage in Stage.allCases {
                    let found = tally.progress(of: person, at: stage, in: live)
                    #expect(
                        found == Self.counted(live.state, person, stage),
                        "\(step), \(person ?? "")"
                    )
                }
            }
        }
    }

    private static func cast(_ sequence: Int, in live: LiveReview) -> CastDecision? {
        guard case .decisionCast(let cast) = live.event(sequence)?.payload else { return nil }
        return cast
    }

    private static func counted(
        _ state: ReviewState,
        _ person: String?,
        _ stage: Stage
    ) -> ScreeningProgress {
        let seen = person.map { state.seen(by: $0) } ?? state
        var progress = ScreeningProgress()
        for work in state.works.indices {
            if let person, state.hasVoted(person, onWork: work, at: stage) { progress.own += 1 }
            let isThere =
                stage == .titleAbstract ? !state.isPutAside(work: work) : seen.isSought(work: work)
            guard isThere else { continue }
            progress.works += 1
            switch seen.outcome(ofWork: work, at: stage) {
            case .included, .excluded, .notRetrieved: progress.settled += 1
            case .conflict: progress.conflicts += 1
            case .awaiting: break
            }
            if let person, state.reviewProtocol?.reviewers.contains(person) == true,
                state.needsVote(work: work, at: stage),
                state.isExpected(person, onWork: work, at: stage)
            {
                progress.left += 1
            }
        }
        return progress
    }
}
