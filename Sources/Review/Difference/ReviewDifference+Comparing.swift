import RiskOfBias
import Screening

extension ReviewDifference {
    /// Compares two states of a review.
    ///
    /// - Parameters:
    ///   - old: the review before.
    ///   - new: the review after.
    public init(from old: ReviewState, to new: ReviewState) {
        self.init(
            from: old.sequence,
            to: new.sequence,
            reviewProtocol: Self.changes(
                Self.facts(of: old.reviewProtocol),
                Self.facts(of: new.reviewProtocol)
            ),
            sources: Self.sources(old, new),
            merged: Self.groupings(from: old, to: new),
            separated: Self.groupings(from: new, to: old),
            pairJudgements: Self.entries(
                old.pairJudgements.map(Self.fact(of:)),
                new.pairJudgements.map(Self.fact(of:))
            ),
            decisions: Self.decisions(old, new),
            works: Self.works(old, new),
            conduct: Self.entries(Self.conduct(of: old), Self.conduct(of: new)),
            studies: Self.entries(
                old.studies.map(Self.fact(of:)),
                new.studies.map(Self.fact(of:))
            ),
            evaluations: Self.entries(
                old.evaluations.map(Self.fact(of:)),
                new.evaluations.map(Self.fact(of:))
            ),
            parts: Self.parts(old, new),
            appraisals: Self.entries(
                old.appraisalAnswers.map(Self.fact(of:)),
                new.appraisalAnswers.map(Self.fact(of:))
            ),
            flow: Self.changes(Self.counts(of: old), Self.counts(of: new)),
            results: Self.results(old, new)
        )
    }

    private static func parts(_ old: ReviewState, _ new: ReviewState) -> [Entry]? {
        let entries = entries(old.parts.map(fact(of:)), new.parts.map(fact(of:)))
        return entries.isEmpty ? nil : entries
    }

    /// Something with a name and facts, in the order in which they are listed.
    struct Facts {
        let name: String
        let place: String?
        let facts: [(what: String, value: String)]
    }

    /// The facts that differ, those of before first, then what is new.
    static func changes(
        _ old: [(what: String, value: String)],
        _ new: [(what: String, value: String)]
    ) -> [Change] {
        let before = Dictionary(old.map { ($0.what, $0.value) }, uniquingKeysWith: { $1 })
        let after = Dictionary(new.map { ($0.what, $0.value) }, uniquingKeysWith: { $1 })
        var seen: Set<String> = []
        return (old + new).compactMap { fact in
            guard seen.insert(fact.what).inserted, before[fact.what] != after[fact.what] else {
                return nil
            }
            return Change(what: fact.what, before: before[fact.what], after: after[fact.what])
        }
    }

    /// The things that came, went or changed, by name; of several with one name the last counts.
    static func entries(_ old: [Facts], _ new: [Facts]) -> [Entry] {
        let before = Dictionary(old.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
        let after = Dictionary(new.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
        return Set(before.keys).union(after.keys).sorted().compactMap { name in
            let (earlier, later) = (before[name], after[name])
            let changes = changes(earlier?.facts ?? [], later?.facts ?? [])
            guard let later else {
                return Entry(name: name, kind: .gone, changes: changes, place: earlier?.place)
            }
            guard earlier != nil else {
                return Entry(name: name, kind: .new, changes: changes, place: later.place)
            }
            return changes.isEmpty
                ? nil : Entry(name: name, kind: .changed, changes: changes, place: later.place)
        }
    }

    private static func sources(_ old: ReviewState, _ new: ReviewState) -> [Source] {
        func key(_ source: ImportedSource) -> [String] {
            [source.search.source, source.search.recordsHash, String(source.search.recordsRead)]
        }
        func sources(_ all: [ImportedSource], _ kind: Entry.Kind) -> [Source] {
            all.map {
                Source(
                    source: $0.search.source,
                    database: $0.search.database,
                    searched: $0.search.searched,
                    records: $0.search.recordsRead,
                    kind: kind
                )
            }
        }
        let before = Dictionary(old.imports.map { (key($0), $0) }, uniquingKeysWith: { $1 })
        let after = Set(new.imports.map(key))
        let described = new.imports.filter { source in
            before[key(source)].map { $0.search != source.search } ?? false
        }
        return sources(new.imports.filter { before[key($0)] == nil }, .new)
            + sources(old.imports.filter { !after.contains(key($0)) }, .gone)
            + sources(described, .changed)
    }

    /// Works of `new` that hold records which are no one work in `old`, or new ones beside old ones.
    private static func groupings(from old: ReviewState, to new: ReviewState) -> [Grouping] {
        new.works.compactMap { work in
            guard work.records.count > 1 else { return nil }
            let home = old.workIndex[work.id]
            let joined = work.records.dropFirst().filter { record in
                guard let place = old.workIndex[record] else { return home != nil }
                return place != home
            }
            return joined.isEmpty ? nil : Grouping(work: work.id, records: Array(joined))
        }
    }

    private static func decisions(_ old: ReviewState, _ new: ReviewState) -> [DecisionChange] {
        struct Key: Hashable {
            let record: RecordID
            let stage: Stage
            let reviewer: String
        }
        func key(_ standing: StandingDecision) -> Key {
            let decision = standing.decision
            return Key(
                record: decision.record,
                stage: decision.stage,
                reviewer: decision.role == .consensus ? "consensus" : decision.reviewer
            )
        }
        func said(_ standing: StandingDecision?) -> String? {
            guard let decision = standing?.decision else { return nil }
            var text = decision.verdict.rawValue
            if let reason = decision.reason { text += ": \(reason)" }
            if let note = decision.note { text += " (\(note))" }
            if !decision.tags.isEmpty { text += " [" + decision.tags.joined(separator: ", ") + "]" }
            return text
        }
        let before = Dictionary(old.decisions.map { (key($0), $0) }, uniquingKeysWith: { $1 })
        let after = Dictionary(new.decisions.map { (key($0), $0) }, uniquingKeysWith: { $1 })
        let keys = Set(before.keys).union(after.keys).sorted { left, right in
            (left.stage.rawValue, left.record.source, left.record.position, left.reviewer)
                > (right.stage.rawValue, right.record.source, right.record.position, right.reviewer)
        }
        return keys.reversed().compactMap { key in
            guard said(before[key]) != said(after[key]),
                let standing = after[key] ?? before[key]
            else { return nil }
            return DecisionChange(
                record: key.record,
                stage: key.stage,
                reviewer: key.reviewer,
                before: said(before[key]),
                after: said(after[key]),
                place: standing.place
            )
        }
    }

    private static func works(_ old: ReviewState, _ new: ReviewState) -> [WorkChange] {
        func said(_ state: ReviewState, _ work: Int?, _ stage: Stage) -> String? {
            guard let work else { return nil }
            if stage == .fullText, !state.isSought(work: work) { return nil }
            if stage == .titleAbstract, state.isPutAside(work: work) { return "put aside" }
            switch state.outcome(ofWork: work, at: stage) {
            case .included: return "included"
            case .excluded(let reason): return "excluded" + (reason.map { ": \($0)" } ?? "")
            case .notRetrieved: return "not retrieved"
            case .conflict: return "conflict"
            case .awaiting(let voted): return voted.isEmpty ? "no vote" : "awaiting votes"
            }
        }
        func changes(_ name: RecordID, _ before: Int?, _ after: Int?) -> [WorkChange] {
            let was = before.map { old.isIncluded(work: $0) } ?? false
            let isNow = after.map { new.isIncluded(work: $0) } ?? false
            return Stage.allCases.compactMap { stage in
                let texts = (said(old, before, stage), said(new, after, stage))
                guard texts.0 != texts.1 else { return nil }
                let isDeciding = stage == .fullText && was != isNow
                return WorkChange(
                    work: name,
                    stage: stage,
                    before: texts.0,
                    after: texts.1,
                    inclusion: isDeciding ? (isNow ? .new : .gone) : nil
                )
            }
        }
        var all: [WorkChange] = []
        for (index, work) in new.works.enumerated() {
            let before = work.records.lazy.compactMap { old.workIndex[$0] }.first
            all += changes(work.id, before, index)
        }
        for (index, work) in old.works.enumerated()
        where work.records.allSatisfy({ new.workIndex[$0] == nil }) {
            all += changes(work.id, index, nil)
        }
        return all
    }
}
