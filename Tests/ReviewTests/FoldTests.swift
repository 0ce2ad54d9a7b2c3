import Review
import Screening
import TestSupport
import Testing

@Suite struct FoldTests {
    @Test(arguments: 1...40)
    func everyPrefixAddsUp(seed: Int) {
        var history = RandomReview(seed: UInt64(seed))
        for _ in 0..<40 {
            history.step()
            let state = ReviewState(replaying: history.events)
            let flow = state.prismaFlow()
            #expect(flow.brokenIdentities == [])
            #expect(state == ReviewState(replaying: history.events))
            #expect(state.sequence == history.events.count)
            #expect(flow.awaitingScreening == awaiting(state, .titleAbstract, isMain: true))
            #expect(flow.excludedAutomatic == putAside(state, history.events))
            #expect(flow.reports.awaiting == awaiting(state, .fullText, isMain: true))
            #expect(
                flow.otherReports?.awaiting ?? 0 == awaiting(state, .fullText, isMain: false)
            )
            let records = state.imports.reduce(0) { $0 + $1.search.recordsRead }
            #expect(state.works.reduce(0) { $0 + $1.records.count } == records)
            #expect(state.workIndex.count == records)
            for (index, work) in state.works.enumerated() {
                #expect(work.records.first == work.id)
                #expect(work.records.allSatisfy { state.workIndex[$0] == index })
            }
        }
    }

    /// Works of an arm whose outcome at a stage they have reached is open.
    private func awaiting(_ state: ReviewState, _ stage: Stage, isMain: Bool) -> Int {
        state.works.indices.count { index in
            guard state.works[index].isFromDatabases == isMain else { return false }
            if stage == .titleAbstract, state.isPutAside(work: index) { return false }
            if stage == .fullText, state.titleAbstractOutcomes[index] != .included { return false }
            switch state.outcome(ofWork: index, at: stage) {
            case .awaiting, .conflict: return true
            case .included, .excluded, .notRetrieved: return false
            }
        }
    }

    /// Works put aside, by the definition: a closing that counts names one of their records, and no
    /// decision that counts is on any of them.
    private func putAside(_ state: ReviewState, _ events: [Event]) -> Int {
        var named: Set<RecordID> = []
        var decided: Set<RecordID> = []
        for event in events where !state.undoneEvents.contains(event.sequence) {
            if case .screeningClosed(let closure) = event.payload {
                named.formUnion(closure.records)
            }
            decided.formUnion(
                event.payload.decisions.filter { $0.stage == .titleAbstract }.map(\.record)
            )
        }
        return state.works.count { work in
            work.isFromDatabases && !named.isDisjoint(with: work.records)
                && decided.isDisjoint(with: work.records)
        }
    }

    @Test(arguments: 41...60)
    func undoGivesTheStateBefore(seed: Int) {
        var history = RandomReview(seed: UInt64(seed))
        for _ in 0..<25 {
            let before = ReviewState(replaying: history.events)
            let count = history.events.count
            history.step()
            guard history.events.count == count + 1 else { continue }
            let undo = Event(
                sequence: count + 2,
                at: "",
                actor: "",
                payload: .undone(Undo(sequence: count + 1, why: nil))
            )
            let after = ReviewState(replaying: history.events + [undo])
            expectSame(after, before)
            #expect(after.sequence == before.sequence + 2)
            let redo = Event(
                sequence: count + 3,
                at: "",
                actor: "",
                payload: .undone(Undo(sequence: count + 2, why: nil))
            )
            let again = ReviewState(replaying: history.events + [undo, redo])
            expectSame(again, ReviewState(replaying: history.events))
        }
    }

    /// All that a person can see is the same; the number of events is not.
    private func expectSame(
        _ left: ReviewState,
        _ right: ReviewState,
        _ location: SourceLocation = #_sourceLocation
    ) {
        #expect(left.reviewProtocol == right.reviewProtocol, sourceLocation: location)
        #expect(left.imports == right.imports, sourceLocation: location)
        #expect(left.resolution == right.resolution, sourceLocation: location)
        #expect(left.isDeduplicated == right.isDeduplicated, sourceLocation: location)
        #expect(left.decisions == right.decisions, sourceLocation: location)
        #expect(left.works == right.works, sourceLocation: location)
        #expect(left.closures == right.closures, sourceLocation: location)
        #expect(left.assignments == right.assignments, sourceLocation: location)
        #expect(left.rounds == right.rounds, sourceLocation: location)
        for stage in Stage.allCases {
            let loads = left.workloads(at: stage)
            #expect(loads == right.workloads(at: stage), sourceLocation: location)
            #expect(loads.allSatisfy { $0.done + $0.left <= $0.assigned })
        }
        #expect(left.putAsideWorks == right.putAsideWorks, sourceLocation: location)
        #expect(left.workIndex == right.workIndex, sourceLocation: location)
        #expect(
            left.titleAbstractOutcomes == right.titleAbstractOutcomes,
            sourceLocation: location
        )
        #expect(left.fullTextOutcomes == right.fullTextOutcomes, sourceLocation: location)
        #expect(left.prismaFlow() == right.prismaFlow(), sourceLocation: location)
        #expect(left.faults == right.faults, sourceLocation: location)
    }

    /// Whether an event counts, by the definition: it does unless its last undo does.
    private func counts(_ sequence: Int, in events: [Event]) -> Bool {
        let undos = events.filter { event in
            guard case .undone(let undo) = event.payload else { return false }
            return undo.sequence == sequence
        }
        guard let last = undos.last else { return true }
        return !counts(last.sequence, in: events)
    }

    /// The standing decisions, found the slow way.
    @Test(arguments: 61...80)
    func theLastVoteCounts(seed: Int) {
        var history = RandomReview(seed: UInt64(seed))
        for _ in 0..<60 { history.step() }
        let state = ReviewState(replaying: history.events)
        var expected: [[String]: Verdict] = [:]
        for event in history.events {
            let isStanding = counts(event.sequence, in: history.events)
            #expect(isStanding == !state.undoneEvents.contains(event.sequence))
            guard isStanding else { continue }
            for row in event.payload.decisions {
                let who = row.role == .consensus ? "-" : row.reviewer
                expected[[row.record.description, row.stage.rawValue, who]] = row.verdict
            }
        }
        var found: [[String]: Verdict] = [:]
        for standing in state.decisions {
            let row = standing.decision
            let who = row.role == .consensus ? "-" : row.reviewer
            let key = [row.record.description, row.stage.rawValue, who]
            #expect(found[key] == nil)
            found[key] = row.verdict
        }
        #expect(found == expected)
    }
}

@Suite struct PayloadTests {
    @Test(arguments: 81...90)
    func everyKindSurvivesCoding(seed: Int) throws {
        var history = RandomReview(seed: UInt64(seed))
        for _ in 0..<40 { history.step() }
        for event in history.events {
            let json = try event.payload.canonicalJSON()
            let read = try EventPayload(
                kind: event.payload.kind,
                version: event.payload.version,
                json: json,
                sequence: 1
            )
            #expect(read == event.payload)
            #expect(try read.canonicalJSON() == json)
        }
    }

    /// Journals that exist must stay readable: this text is what version 1 wrote.
    @Test func versionOneStaysReadable() throws {
        let json =
            #"{"file":"d.csv","rows":[{"line":2,"record":"a.ris:1","reviewer":"A","role":"vote","#
            + #""stage":"title-abstract","verdict":"include"}],"sha256":"00"}"#
        let payload = try EventPayload(
            kind: "decisions-recorded",
            version: 1,
            json: json,
            sequence: 1
        )
        guard case .decisionsRecorded(let sheet) = payload else {
            Issue.record("wrong kind")
            return
        }
        #expect(sheet.rows.first?.record == RecordID(source: "a.ris", position: 1))
        #expect(try payload.canonicalJSON() == json)
    }

    @Test func newerAndUnknownAreRefused() {
        #expect(
            throws: EventCodingError.newer(
                sequence: 7,
                kind: "decisions-recorded",
                version: 2,
                supported: 1
            )
        ) {
            try EventPayload(kind: "decisions-recorded", version: 2, json: "{}", sequence: 7)
        }
        #expect(throws: EventCodingError.unknownKind(sequence: 7, kind: "dreamt")) {
            try EventPayload(kind: "dreamt", version: 1, json: "{}", sequence: 7)
        }
    }
}

@Suite struct RecordIDTests {
    @Test func textForm() {
        #expect(RecordID("a:b.ris:12") == RecordID(source: "a:b.ris", position: 12))
        #expect(RecordID("a.ris") == nil)
        #expect(RecordID("a.ris:0") == nil)
        #expect(RecordID(":3") == nil)
        #expect(RecordID(source: "x.nbib", position: 3).description == "x.nbib:3")
    }
}
