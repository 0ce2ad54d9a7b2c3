import Review
import Screening
import Statistics

extension Report {
    /// Who screened how, how conflicts were settled, and whether screening was stopped early.
    var screeningMethods: MethodsPart {
        var part = MethodsPart(heading: "Selection of records")
        guard !state.works.isEmpty else {
            part.gaps = ["How records were screened: there is nothing to screen yet"]
            return part
        }
        part.sentences = reviewerSentences + roundSentences
        part.sentences += stageSentences(.titleAbstract) + conflictSentences(.titleAbstract)
        part.sentences += closureSentences
        part.sentences += stageSentences(.fullText) + conflictSentences(.fullText)
        if isScreeningOpen {
            part.sentences.append("Screening is not finished; all numbers are provisional.")
        }
        part.gaps = [
            "Who the reviewers were and what they are trained in",
            "Whether the reviewers decided independently where decisions came in as sheets; the "
                + "journal knows who decided, not who saw what",
        ]
        return part
    }

    /// Whether any work waits for votes or a settlement at a stage it has reached.
    var isScreeningOpen: Bool {
        Stage.allCases.contains { stage in
            let counts = screeningCounts(stage)
            return counts.awaiting + counts.conflict > 0
        }
    }

    private var reviewerSentences: [String] {
        let voters = Set(
            state.decisions.filter { $0.decision.role == .vote }.map(\.decision.reviewer)
        )
        let votes = state.votesPerRecord
        var sentences: [String] = []
        if state.reviewProtocol != nil {
            sentences.append(
                votes == 1
                    ? "The protocol asks for the vote of one reviewer on each document at each stage."
                    : "The protocol asks for votes of \(votes) reviewers that agree on each document "
                        + "at each stage, or for a settlement."
            )
        }
        let arbiters = state.reviewProtocol?.arbiters.count ?? 0
        if arbiters > 0 {
            sentences.append(
                "It lets \(NumberText.counted(arbiters, "person", "persons")) settle conflicts."
            )
        }
        guard !voters.isEmpty else { return sentences + ["Nobody has voted yet."] }
        sentences.append(
            "\(Phrase.capitalised(NumberText.counted(voters.count, "reviewer", "reviewers"))) voted; "
                + "a maybe at title and abstract counted as inclusion."
        )
        if votes > 1 {
            sentences.append(
                "The screening pages of the program show a reviewer the votes of others on a "
                    + "document only once all required votes are in or it is settled."
            )
        }
        return sentences
    }

    private var roundSentences: [String] {
        state.rounds.compactMap { standing in
            let round = standing.round
            let works = state.works(of: round).count
            guard works > 0 else { return nil }
            let pairs = state.agreements(in: round).compactMap(\.agreement)
            let start =
                "For calibration, all reviewers were asked to vote on a random sample of "
                + "\(NumberText.counted(works, "document", "documents")) "
                + "(\(round.stage.title.lowercased()), seed \(round.seed))"
            guard !pairs.isEmpty else { return start + "; no two of them have voted on it yet." }
            let shares = pairs.map { 100 * $0.proportionAgreed.estimate }
            let low = NumberText.percent(shares.min())
            let high = NumberText.percent(shares.max())
            return start + ", on which "
                + (pairs.count == 1
                    ? "two reviewers agreed in \(low) of the votes they shared."
                    : "\(pairs.count) pairs of reviewers agreed in \(low) to \(high).")
        }
    }

    private func stageSentences(_ stage: Stage) -> [String] {
        let counts = screeningCounts(stage)
        guard counts.works > 0 else { return [] }
        let settled = counts.works - counts.awaiting - counts.conflict
        guard settled > 0 else {
            return ["At \(stage.title.lowercased()), no document has an outcome yet."]
        }
        var parts = ["\(counts.included) \(stage == .fullText ? "included" : "kept for full text")"]
        parts.append("\(counts.excluded) excluded")
        if counts.notRetrieved > 0 { parts.append("\(counts.notRetrieved) not retrieved") }
        var sentence =
            "At \(stage.title.lowercased()), "
            + "\(Phrase.was(counts.works, "document", "documents")) to be screened: "
            + Phrase.list(parts)
        if counts.awaiting > 0 { sentence += ", with \(counts.awaiting) awaiting votes" }
        if counts.conflict > 0 {
            sentence +=
                (counts.awaiting > 0 ? " and " : ", with ") + "\(counts.conflict) in conflict"
        }
        return [sentence + "."]
    }

    private func conflictSentences(_ stage: Stage) -> [String] {
        let found = disputes.filter { $0.stage == stage }
        guard !found.isEmpty else { return [] }
        let settled = found.count(where: \.isSettled)
        let times = NumberText.counted(found.count, "document", "documents")
        var text = "The votes differed on \(times)"
        if settled == found.count {
            text += settled == 1 ? "; it was settled" : "; all were settled"
            text += " by a recorded settlement"
        } else if settled > 0 {
            text += "; \(settled) of them \(settled == 1 ? "was" : "were") settled by a recorded "
            text += "settlement"
        } else {
            text += "; none is settled yet"
        }
        return [text + "."]
    }

    private var closureSentences: [String] {
        let closures = state.closures
        guard !closures.isEmpty else { return [] }
        var sentences = closures.map { standing in
            "Screening of titles and abstracts was stopped after a ranking by the program, with "
                + "\(NumberText.counted(standing.closure.works, "document", "documents")) left "
                + "unscreened; the evidence recorded is: \(Phrase.closed(standing.closure.evidence))"
        }
        let count = state.putAsideWorks.count
        let counted = NumberText.counted(count, "document counts", "documents count")
        sentences.append(
            count == 0
                ? "None of them is unscreened now."
                : "\(counted) as marked ineligible by an automation tool."
        )
        return sentences
    }

    /// Works at a stage by their outcome.
    func screeningCounts(_ stage: Stage) -> ScreeningCounts {
        var counts = ScreeningCounts()
        for work in state.works.indices {
            guard
                stage == .titleAbstract
                    ? !state.isPutAside(work: work) : state.isSought(work: work)
            else { continue }
            counts.works += 1
            switch state.outcome(ofWork: work, at: stage) {
            case .included: counts.included += 1
            case .excluded: counts.excluded += 1
            case .notRetrieved: counts.notRetrieved += 1
            case .conflict: counts.conflict += 1
            case .awaiting: counts.awaiting += 1
            }
        }
        return counts
    }
}

/// Works at a stage of screening by their outcome.
struct ScreeningCounts: Sendable, Equatable {
    var works = 0
    var included = 0
    var excluded = 0
    var notRetrieved = 0
    var conflict = 0
    var awaiting = 0
}
