import Bibliography
import Deduplication
import Review
import RiskOfBias
import Screening

/// Shows how what a report prints came about.
///
/// Looks up once which sheet lines and events stand behind the review's rows.
public struct Tracer: Sendable {
    let report: Report
    private let events: [Int: Event]
    private let imports: [String: ImportedSource]
    private let sheetEvents: [SheetPlace: [Int]]

    /// A line of a sheet by name.
    private struct SheetPlace: Hashable {
        let file: String
        let line: Int
    }

    /// Prepares the traces of a report.
    public init(_ report: Report) {
        self.report = report
        let state = report.state
        events = Dictionary(
            report.input.events.map { ($0.sequence, $0) },
            uniquingKeysWith: { $1 }
        )
        imports = Dictionary(
            state.imports.map { ($0.search.source, $0) },
            uniquingKeysWith: { $1 }
        )
        var places: [SheetPlace: Set<Int>] = [:]
        func add(_ file: String?, _ line: Int?, _ event: Int) {
            guard let file, let line else { return }
            places[SheetPlace(file: file, line: line), default: []].insert(event)
        }
        for item in state.decisions { add(item.file, item.decision.line, item.event) }
        for item in state.studies { add(item.file, item.row.line, item.event) }
        for item in state.evaluations { add(item.file, item.row.line, item.event) }
        for item in state.parts { add(item.file, item.row.line, item.event) }
        for item in state.appraisalAnswers { add(item.file, item.row.line, item.event) }
        for item in state.pairJudgements { add(item.file, item.row.line, item.event) }
        for item in state.assignments { add(item.file, item.assignment.line, item.event) }
        sheetEvents = places.mapValues { $0.sorted() }
    }

    var state: ReviewState { report.state }

    // MARK: Leaves

    /// The events with some sequence numbers, in their order.
    func tracedEvents(_ numbers: Set<Int>) -> [TracedEvent] {
        numbers.sorted().compactMap { tracedEvent($0) }
    }

    func tracedEvent(_ sequence: Int) -> TracedEvent? {
        events[sequence].map {
            TracedEvent(
                sequence: $0.sequence,
                kind: $0.payload.kind,
                at: $0.at,
                actor: $0.actor,
                summary: $0.payload.summary
            )
        }
    }

    func eventStep(_ sequence: Int?) -> [TraceStep] {
        sequence.flatMap { tracedEvent($0) }.map { [.event($0)] } ?? []
    }

    /// The last standing event of a kind.
    func lastEvent(_ isWanted: (EventPayload) -> Bool) -> [TraceStep] {
        eventStep(report.standingEvents.last { isWanted($0.payload) }?.sequence)
    }

    var protocolEvent: [TraceStep] {
        lastEvent { if case .protocolSet = $0 { true } else { false } }
    }

    var resolutionEvent: [TraceStep] {
        lastEvent { if case .duplicatesResolved = $0 { true } else { false } }
    }

    /// A row of a sheet.
    func sheetLine(_ file: String, _ line: Int, event: Int, column: String? = nil) -> TraceStep {
        .line(
            SourceLine(
                file: file,
                sha256: events[event]?.payload.sourceFile?.sha256 ?? "",
                line: line,
                event: event,
                column: column
            )
        )
    }

    /// A decision: the line of its sheet, or the event that was made in the workbench.
    func decisionStep(_ standing: StandingDecision) -> TraceStep {
        if let file = standing.file {
            let line = standing.decision.line
            return sheetLine(file, line, event: standing.event, column: "decision")
        }
        return tracedEvent(standing.event).map { .event($0) }
            ?? .derived(Trace("event \(standing.event)", value: "", steps: []))
    }

    /// The rows that a sheet's name and line mean; none if no row of the review has them.
    func sheetLines(_ file: String, _ line: Int) -> [TraceStep] {
        (sheetEvents[SheetPlace(file: file, line: line)] ?? [])
            .map { sheetLine(file, line, event: $0) }
    }

    func isSheet(_ file: String) -> Bool { sheetEvents.keys.contains { $0.file == file } }

    // MARK: Records, works, studies

    /// An entry of an export.
    func trace(ofRecord id: RecordID) -> Trace {
        let title = report.library.citation(of: id).title
        let record = report.input.records[id]
        let steps = imports[id.source].map { source in
            [
                TraceStep.line(
                    SourceLine(
                        file: source.search.file,
                        sha256: source.search.sha256,
                        line: record.flatMap { $0.source.line > 0 ? $0.source.line : nil },
                        position: id.position,
                        event: source.event
                    )
                )
            ]
        }
        let database = imports[id.source].map { " (\($0.search.database))" } ?? ""
        return Trace("record \(id)\(database)", value: title, steps: steps ?? [])
    }

    /// A work with its decisions and records.
    ///
    /// - Parameters:
    ///   - index: index of the work.
    ///   - stages: stages whose decisions are shown.
    /// - Returns: the trace; its value is the outcome of the last stage with one.
    func trace(ofWork index: Int, stages: [Stage] = Stage.allCases) -> Trace {
        let work = state.works[index]
        var steps: [TraceStep] = []
        for stage in stages {
            let decisions = report.library.decisions(onWork: index, at: stage)
            guard !decisions.isEmpty else { continue }
            steps.append(
                .derived(
                    Trace(
                        "decisions at \(stage.title.lowercased())",
                        value: state.outcome(ofWork: index, at: stage).words,
                        how: "\(state.votesPerRecord) agreeing votes, or a settlement",
                        steps: decisions.map(decisionStep)
                    )
                )
            )
        }
        steps += work.records.map { .derived(trace(ofRecord: $0)) }
        if work.records.count > 1 { steps.append(.derived(merging(of: work))) }
        return Trace(
            "work \(work.id)",
            value: report.library.citation(ofWork: index).title,
            steps: steps
        )
    }

    /// Why the records of a work are one.
    private func merging(of work: Work) -> Trace {
        let members = Set(work.records)
        let pairs = (state.resolution?.pairs ?? []).filter {
            $0.decision == .merge && members.contains($0.first) && members.contains($0.second)
        }
        let judged = state.pairJudgements.filter {
            members.contains($0.row.first) && members.contains($0.row.second)
        }
        let why = pairs.map {
            "\($0.first) and \($0.second): " + $0.reasons.joined(separator: ", ")
        }
        return Trace(
            "\(work.records.count) records are one work",
            how: why.isEmpty ? nil : why.joined(separator: "; "),
            steps: judged.map { sheetLine($0.file, $0.row.line, event: $0.event, column: "same") }
                + resolutionEvent
        )
    }

    /// A study with its sheet line and reports.
    func trace(ofStudy id: String) -> Trace? {
        guard let study = state.studies.first(where: { $0.row.id == id }) else { return nil }
        var works: [Int] = []
        for work in study.row.reports.compactMap({ state.workIndex[$0] })
        where !works.contains(work) { works.append(work) }
        return Trace(
            "study \(id)",
            value: report.library.studyNames[id],
            steps: [sheetLine(study.file, study.row.line, event: study.event)]
                + state.parts.filter { $0.row.study == id }.map {
                    sheetLine($0.file, $0.row.line, event: $0.event)
                }
                + works.map { .derived(trace(ofWork: $0)) }
        )
    }
}

extension Outcome {
    /// The outcome in words.
    var words: String {
        switch self {
        case .included: "included"
        case .excluded(let reason): "excluded" + (reason.map { ": \($0)" } ?? "")
        case .notRetrieved: "not retrieved"
        case .conflict(let what): "conflict: \(what)"
        case .awaiting(let voted): voted.isEmpty ? "no vote yet" : "awaiting votes"
        }
    }
}
