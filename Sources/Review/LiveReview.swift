public import Screening

/// A review that follows its journal event by event.
///
/// Its state is always that of a replay of all events. A decision of the workbench, a remark and their
/// undo are taken up in a time that does not grow with the review; every other event replays the journal.
public struct LiveReview: Sendable {
    /// The events, in their order.
    public private(set) var events: [Event]
    /// What they come to.
    public private(set) var state: ReviewState

    /// Standing decisions on each work, by stage, in the order they happened.
    private var standing: [Stage: [Int: [StandingDecision]]] = [:]
    /// What was decided more than once: without its last decision the one before counts again.
    private var repeated: Set<DecisionKey> = []
    /// Event of each decision of the workbench, by the name its browser gave it.
    private var receipts: [String: Int] = [:]
    /// Event of each remark, by the name its sender gave it.
    private var remarkReceipts: [String: Int] = [:]

    /// Replays a journal.
    ///
    /// - Parameter events: all events of the journal, in their order.
    public init(replaying events: [Event]) {
        self.events = events
        state = ReviewState(replaying: events)
        gather()
    }

    /// The event that holds a decision, by the name that its browser gave it.
    public func receipt(ofDecision id: String) -> Int? { receipts[id] }

    /// The event that holds a remark, by the name that its sender gave it.
    public func receipt(ofRemark id: String) -> Int? { remarkReceipts[id] }

    /// The standing decisions on a work at a stage, in the order they happened.
    public func decisions(onWork index: Int, at stage: Stage) -> [StandingDecision] {
        standing[stage]?[index] ?? []
    }

    /// What a person's own decisions on a work come to, whatever others said.
    ///
    /// - Parameters:
    ///   - index: index of the work in `works`.
    ///   - stage: stage of screening.
    ///   - person: name of the person.
    /// - Returns: the outcome of their decisions alone.
    public func outcome(
        ofWork index: Int,
        at stage: Stage,
        byDecisionsOf person: String
    ) -> Outcome {
        let own = decisions(onWork: index, at: stage).map(\.decision).filter {
            $0.reviewer == person
        }
        return own.isEmpty ? .awaiting(voted: []) : state.outcome(of: own, at: stage)
    }

    /// The last decision of a person in the workbench at a stage that still counts.
    public func lastCast(by actor: String, at stage: Stage) -> Event? {
        events.last { event in
            guard case .decisionCast(let cast) = event.payload else { return false }
            return event.actor == actor && cast.decision.stage == stage
                && !state.undoneEvents.contains(event.sequence)
        }
    }

    /// Takes up the next event of the journal.
    ///
    /// - Parameter event: the event; its sequence number follows that of the last one.
    public mutating func append(_ event: Event) {
        events.append(event)
        switch event.payload {
        case .decisionCast(let cast) where take(cast, event): break
        case .remarkMade(let remark): take(remark, event)
        case .undone(let undo) where takeBack(undo, event) || takeBackRemark(undo, event): break
        default:
            state = ReviewState(replaying: events)
            gather()
        }
    }

    private mutating func gather() {
        standing = [:]
        repeated = []
        receipts = [:]
        remarkReceipts = [:]
        var seen: Set<DecisionKey> = []
        for decision in state.decisions {
            guard let work = state.workIndex[decision.decision.record] else { continue }
            standing[decision.decision.stage, default: [:]][work, default: []].append(decision)
        }
        for event in events {
            if case .decisionCast(let cast) = event.payload { receipts[cast.id] = event.sequence }
            if let remark = event.payload.remark { remarkReceipts[remark.id] = event.sequence }
            guard !state.undoneEvents.contains(event.sequence) else { continue }
            for decision in event.payload.decisions {
                let key = DecisionKey(decision)
                if !seen.insert(key).inserted { repeated.insert(key) }
            }
        }
    }

    /// Takes a decision into the state; `false` if only a replay can.
    private mutating func take(_ cast: CastDecision, _ event: Event) -> Bool {
        let decision = cast.decision
        guard let work = state.workIndex[decision.record], state.isPlainAuthority(decision) else {
            return false
        }
        let key = DecisionKey(decision)
        var list = standing[decision.stage]?[work] ?? []
        if let place = list.firstIndex(where: { DecisionKey($0.decision) == key }) {
            let old = list.remove(at: place)
            repeated.insert(key)
            guard state.remove(old) else { return false }
        }
        let new = StandingDecision(
            decision: decision,
            file: nil,
            event: event.sequence,
            at: event.at
        )
        list.append(new)
        standing[decision.stage, default: [:]][work] = list
        state.decisions.append(new)
        state.settle(list, ofWork: work, at: decision.stage)
        state.sequence = event.sequence
        receipts[cast.id] = event.sequence
        return true
    }

    /// Takes back the newest decision of the workbench under its key; `false` if only a replay can.
    private mutating func takeBack(_ undo: Undo, _ event: Event) -> Bool {
        guard undo.sequence < event.sequence,
            let place = place(ofEvent: undo.sequence),
            case .decisionCast(let cast) = events[place].payload,
            let work = state.workIndex[cast.decision.record],
            state.isPlainAuthority(cast.decision)
        else { return false }
        let stage = cast.decision.stage
        var list = standing[stage]?[work] ?? []
        guard let index = list.firstIndex(where: { $0.event == undo.sequence }),
            // What stood before takes its old place among the decisions, which a replay knows.
            !repeated.contains(DecisionKey(cast.decision))
        else { return false }
        let old = list.remove(at: index)
        guard state.remove(old) else { return false }
        standing[stage, default: [:]][work] = list
        state.settle(list, ofWork: work, at: stage)
        state.undoneEvents.insert(undo.sequence)
        state.sequence = event.sequence
        return true
    }

    private mutating func take(_ remark: Remark, _ event: Event) {
        state.remarks.append(
            StandingRemark(remark: remark, event: event.sequence, at: event.at)
        )
        state.sequence = event.sequence
        remarkReceipts[remark.id] = event.sequence
    }

    /// Takes back a remark that counts; `false` if the event is none.
    private mutating func takeBackRemark(_ undo: Undo, _ event: Event) -> Bool {
        guard undo.sequence < event.sequence,
            let place = state.remarks.lastIndex(where: { $0.event == undo.sequence })
        else { return false }
        state.remarks.remove(at: place)
        state.undoneEvents.insert(undo.sequence)
        state.sequence = event.sequence
        return true
    }

    /// The event with a sequence number.
    public func event(_ sequence: Int) -> Event? { place(ofEvent: sequence).map { events[$0] } }

    private func place(ofEvent sequence: Int) -> Int? {
        guard let first = events.first?.sequence else { return nil }
        let place = sequence - first
        return events.indices.contains(place) && events[place].sequence == sequence ? place : nil
    }
}

extension ReviewState {
    /// Whether nothing but the protocol of now says who may make a decision.
    fileprivate func isPlainAuthority(_ decision: Decision) -> Bool {
        guard objections.isEmpty else { return false }
        switch decision.role {
        case .vote: return reviewProtocol?.reviewers.contains(decision.reviewer) == true
        case .consensus:
            let arbiters = reviewProtocol?.arbiters ?? []
            return arbiters.isEmpty || arbiters.contains(decision.reviewer)
        }
    }

    /// Removes a standing decision; `false` if it is not there.
    fileprivate mutating func remove(_ old: StandingDecision) -> Bool {
        // A decision that is changed is mostly a recent one.
        guard
            let place = decisions.lastIndex(where: {
                $0.event == old.event && $0.decision.record == old.decision.record
                    && DecisionKey($0.decision) == DecisionKey(old.decision)
            })
        else { return false }
        decisions.remove(at: place)
        return true
    }

    /// Counts the decisions on one work at a stage anew.
    fileprivate mutating func settle(
        _ list: [StandingDecision],
        ofWork work: Int,
        at stage: Stage
    ) {
        let voters = Set(list.map(\.decision).filter { $0.role == .vote }.map(\.reviewer))
        // A replay has no entry for a stage or a work that nobody voted on.
        votersByWork[stage, default: [:]][work] = voters.isEmpty ? nil : voters
        if votersByWork[stage]?.isEmpty == true { votersByWork[stage] = nil }
        let outcome = outcome(of: list.map(\.decision), at: stage)
        switch stage {
        case .titleAbstract: titleAbstractOutcomes[work] = outcome
        case .fullText: fullTextOutcomes[work] = outcome
        }
    }

    /// What some decisions on a work come to at a stage.
    func outcome(of decisions: [Decision], at stage: Stage) -> Outcome {
        Screening.outcome(
            of: decisions.map {
                Vote(
                    record: $0.record.description,
                    reviewer: $0.reviewer,
                    verdict: $0.verdict,
                    reason: $0.reason,
                    role: $0.role
                )
            },
            at: stage,
            required: votesPerRecord
        )
    }
}
