import Bibliography
import Reporting
import Review
import Synchronization
import Workbench

/// A review at one moment as a person may see it; what its pages show is computed when it is first
/// asked for.
final class ReviewView: Sendable {
    /// The whole review, for what tells nothing of single votes.
    private let all: ReviewSnapshot
    /// Who looks; `nil` for somebody from whom nothing is hidden.
    let person: String?
    private let library: RecordLibrary
    private let memo = Mutex(Memo())

    private struct Memo {
        var snapshot: ReviewSnapshot?
        var report: Report?
        var counts: Report?
        var figures: [String: ReportFigure]?
        var flow: PRISMAFlow?
        var status: ReviewStatus?
        var analysis: AnalysisReport?
        var duplicates: DuplicatePairs?
        var standings: [(standing: Standing, detail: Standing.Detail?)]?
        var openUpTo: (events: Int, isOpen: Bool)?
    }

    /// Prepares the pages of a review.
    ///
    /// - Parameters:
    ///   - snapshot: the review.
    ///   - person: who looks.
    ///   - library: its records.
    init(_ snapshot: ReviewSnapshot, person: String?, library: RecordLibrary) {
        all = snapshot
        self.person = person
        self.library = library
    }

    /// The whole review, for what tells nothing of single votes.
    var whole: ReviewState { all.state }

    /// Number of the last event.
    var sequence: Int { all.state.sequence }

    /// The review, without the decisions that are hidden from the person.
    var snapshot: ReviewSnapshot {
        guard let person else { return all }
        return kept(\.snapshot) { all.seen(by: person) }
    }

    var state: ReviewState { snapshot.state }

    /// Reads the records, unless they have been read.
    ///
    /// - Throws: `JournalError`.
    func readRecords() throws { _ = try library.read() }

    /// The imported records.
    var records: [RecordID: Record] { library.records }

    /// Which records share words and authors.
    var index: RecordIndex { library.index }

    /// Title, or what to say without one.
    var title: String { whole.reviewProtocol?.title ?? "Review without a title" }

    /// Sections, tables and figures, as in the report.
    var report: Report {
        kept(\.report) {
            // The digest stands on no page, and takes a while where there are many events.
            let input = ReportInput(
                state: state,
                records: records,
                events: snapshot.events,
                contentDigest: "",
                program: Program.name
            )
            return Report(input, linksFiles: false)
        }
    }

    /// The report without its records, for the figures and tables that only count: nothing is read.
    var counts: Report {
        kept(\.counts) {
            let input = ReportInput(
                state: state,
                records: [:],
                events: snapshot.events,
                contentDigest: "",
                program: Program.name
            )
            return Report(input, linksFiles: false)
        }
    }

    /// Figures by the name of their file.
    var figures: [String: ReportFigure] {
        let report = report
        return kept(\.figures) {
            Dictionary(
                report.figures.map { ("\($0.id).svg", $0) },
                uniquingKeysWith: { first, _ in first }
            )
        }
    }

    /// Counts of the flow diagram, which need no record.
    var flow: PRISMAFlow { kept(\.flow) { state.plannedFlow } }

    /// How far the review has come.
    var status: ReviewStatus {
        kept(\.status) {
            let plan = whole.reviewProtocol
            let known = (plan?.allReviewers ?? []) + (plan?.arbiters ?? [])
            guard let person, known.contains(person) else { return ReviewStatus(state) }
            return ReviewStatus(whole, viewer: person, shown: state)
        }
    }

    /// Results of the planned analyses.
    var analysis: AnalysisReport { kept(\.analysis) { AnalysisReport(state) } }

    /// How far each work has come, by its index.
    var standings: [(standing: Standing, detail: Standing.Detail?)] {
        kept(\.standings) { state.works.indices.map { Standing.of(work: $0, in: state) } }
    }

    /// The pairs of records that may be duplicates.
    var duplicates: DuplicatePairs { kept(\.duplicates) { DuplicatePairs(whole) } }

    /// The records in the order of the imports, as lists show them.
    var rows: [RecordRow] {
        let rows = library.rows
        return state.imports.flatMap(\.recordIDs).map { rows[$0] ?? RecordRow($0, nil) }
    }

    /// A record as lists show it.
    func row(of id: RecordID) -> RecordRow { library.rows[id] ?? RecordRow(id, records[id]) }

    /// The work of a record.
    func work(of id: RecordID) -> Int? { state.workIndex[id] }

    /// Whether nothing that anybody decided in the first events is hidden from the person.
    ///
    /// A report that was built then holds these decisions; one that was replaced or taken back since
    /// tells as much as one that counts.
    func isOpen(upTo events: Int) -> Bool {
        guard let person else { return true }
        let known = memo.withLock { $0.openUpTo }
        if let known, known.events == events { return known.isOpen }
        let told = snapshot.events.prefix(events)
        let takenBack = Set(
            told.compactMap { event -> Int? in
                guard case .undone(let undo) = event.payload,
                    !whole.undoneEvents.contains(event.sequence)
                else { return nil }
                return undo.sequence
            }
        )
        let isOpen = told.allSatisfy { event in
            takenBack.contains(event.sequence)
                || isDiscussionOpen(event.payload, to: person)
                    && event.payload.decisions.allSatisfy { decision in
                        decision.reviewer == person
                            || whole.workIndex[decision.record].map {
                                whole.isRevealed(work: $0, at: decision.stage, to: person)
                            } ?? false
                    }
        }
        memo.withLock { $0.openUpTo = (events, isOpen) }
        return isOpen
    }

    private func isDiscussionOpen(_ payload: EventPayload, to person: String) -> Bool {
        payload.remark.map {
            whole.isDiscussionOpen(on: $0.record, at: $0.stage, to: person)
        } ?? true
    }

    private func kept<Value: Sendable>(
        _ path: WritableKeyPath<Memo, Value?>,
        _ make: () -> Value
    ) -> Value {
        if let known = memo.withLock({ $0[keyPath: path] }) { return known }
        // Made outside the lock: two who ask at once may both make it, and get the same.
        let value = make()
        memo.withLock { $0[keyPath: path] = value }
        return value
    }

    /// The forest plot of a planned analysis; `nil` if it has no evaluation.
    func forestFigure(_ index: Int) -> ReportFigure? {
        // The report names the file; the drawing itself is there already.
        report.forestFigure(index).flatMap { figures["\($0.id).svg"] }
    }

    /// The table of an analysis of the report, by the first part of its name.
    func table(_ kind: String, ofAnalysis index: Int) -> Table? {
        guard let figure = forestFigure(index) else { return nil }
        let name = kind + figure.id.dropFirst("forest".count)
        return report.resultTables.first { $0.id == name }
    }
}
