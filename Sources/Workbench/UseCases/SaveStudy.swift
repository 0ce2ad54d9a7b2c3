import BibliographicFormats
import Review

/// Takes what a form says of a study and its evaluations into a review, as the sheets of the form.
///
/// Rows that say what another sheet says already are left to that sheet.
public struct SaveStudy: Sendable {
    /// The rows, all of them.
    public var rows: StudyRows
    /// Number of the event that the form shows; 0 for a study that is new.
    public var basis: Int

    /// Creates the use case.
    ///
    /// - Parameters:
    ///   - rows: the rows, all of them.
    ///   - basis: `StandingStudy.basis` of what the form shows; 0 for a study that is new.
    public init(_ rows: StudyRows, basis: Int) {
        self.rows = rows.completed
        self.basis = basis
    }

    /// Adds the sheets to a draft.
    ///
    /// - Throws: `StaleForm` if the study has changed since; `InputRefused` with every fault of every
    ///   cell, and for evaluations of other sheets that would go; `JournalError`.
    public func run(on draft: inout ReviewDraft) throws {
        let standing = StandingStudy(rows.id, in: draft.state, events: draft.events)
        try Self.check(basis, standing, draft)
        let rows = rows.completed(by: standing)
        let read = try rows.read(draft.state, try draft.records())
        try checkOthers(standing, keeping: Set(read.evaluations.map(\.key)))
        try checkOthers(standing, keeping: read.parts)
        // A study as another sheet has it needs none of its own.
        let isOther = standing.otherStudy.map { $0.row.says(as: read.study) } ?? false
        try Self.record(
            .studies,
            file: WorkbenchSheet.study(rows.id),
            isOther ? [] : [rows.study],
            on: &draft
        ) { state, file in
            state.studies.first { $0.row.id == rows.id }?.file == file
        }
        for kind in StudyPart.Kind.allCases {
            try Self.record(kind, rows, read.parts, standing, on: &draft)
        }
        let own = zip(rows.evaluations, read.evaluations).filter { _, evaluation in
            guard let other = standing.otherEvaluations[evaluation.key] else { return true }
            return !other.row.says(as: evaluation)
        }
        let keys = Set(own.map(\.1.key))
        try Self.record(
            .estimates,
            file: WorkbenchSheet.evaluations(ofStudy: rows.id),
            own.map(\.0),
            on: &draft
        ) { state, file in
            state.evaluations.filter { keys.contains($0.row.key) }.allSatisfy { $0.file == file }
        }
    }

    /// Takes a study out of a review that only the workbench's form holds.
    ///
    /// - Parameters:
    ///   - id: identifier of the study.
    ///   - basis: number of the event that the page shows.
    ///   - draft: the draft.
    /// - Throws: `StaleForm`; `InputRefused` if another sheet holds the study; `JournalError`.
    public static func remove(_ id: String, basis: Int, on draft: inout ReviewDraft) throws {
        let standing = StandingStudy(id, in: draft.state, events: draft.events)
        try check(basis, standing, draft)
        guard let study = standing.study else {
            throw InputRefused(file: id, "there is no such study")
        }
        let others =
            (standing.otherStudy.map { ["\($0.file):\($0.row.line)"] } ?? [])
            + standing.otherEvaluations.values.map { "\($0.file):\($0.row.line)" }.sorted()
            + standing.otherParts.values.map { "\($0.file):\($0.row.line)" }.sorted()
        guard others.isEmpty else {
            throw InputRefused(
                file: study.file,
                line: study.row.line,
                "the study '\(id)' also stands in \(others.joined(separator: ", ")): remove it there"
            )
        }
        for (kind, file) in [
            (SheetKind.estimates, WorkbenchSheet.evaluations(ofStudy: id)),
            (SheetKind.cohorts, WorkbenchSheet.parts(.cohort, ofStudy: id)),
            (SheetKind.models, WorkbenchSheet.parts(.model, ofStudy: id)),
            (SheetKind.studies, WorkbenchSheet.study(id)),
        ] {
            try record(kind, file: file, [], on: &draft) { _, _ in true }
        }
    }

    private static func check(
        _ basis: Int,
        _ standing: StandingStudy,
        _ draft: ReviewDraft
    ) throws(StaleForm) {
        guard basis != standing.basis else { return }
        let concerning = StandingStudy.events(concerning: standing.id, in: draft.events)
        throw .changed("Study '\(standing.id)'", since: basis, in: draft.events) { event in
            concerning.contains(event.sequence)
        }
    }

    /// What another sheet says can be replaced here, not removed: the sheet would bring it back.
    private func checkOthers(
        _ standing: StandingStudy,
        keeping keys: Set<[String]>
    ) throws(InputRefused) {
        let lost = standing.otherEvaluations.filter { !keys.contains($0.key) }
            .map(\.value).sorted { ($0.file, $0.row.line) < ($1.file, $1.row.line) }
        guard !lost.isEmpty else { return }
        throw InputRefused(
            lost.map { other in
                InputFault(
                    file: other.file,
                    line: other.row.line,
                    what: "'\(other.row.name)' stands in this sheet: its figures can be replaced "
                        + "here, but model, stage, unit and cohort are changed, and the row is "
                        + "removed, in the sheet itself"
                )
            }
        )
    }

    /// As for evaluations: what another sheet says of a cohort or model is removed there.
    private func checkOthers(
        _ standing: StandingStudy,
        keeping parts: [StudyPart]
    ) throws(InputRefused) {
        let keys = Set(parts.map(\.key))
        let lost = standing.otherParts.filter { !keys.contains($0.key) }
            .map(\.value).sorted { ($0.file, $0.row.line) < ($1.file, $1.row.line) }
        guard !lost.isEmpty else { return }
        throw InputRefused(
            lost.map { other in
                InputFault(
                    file: other.file,
                    line: other.row.line,
                    what:
                        "\(other.row.kind.rawValue) '\(other.row.name)' stands in this sheet: it is "
                        + "renamed and removed in the sheet itself"
                )
            }
        )
    }

    /// Records the cohorts or models, without those that another sheet describes alike.
    private static func record(
        _ kind: StudyPart.Kind,
        _ rows: StudyRows,
        _ parts: [StudyPart],
        _ standing: StandingStudy,
        on draft: inout ReviewDraft
    ) throws {
        let cells = kind == .cohort ? rows.cohorts ?? [] : rows.models ?? []
        let own = zip(cells, parts.filter { $0.kind == kind }).filter { _, part in
            standing.otherParts[part.key].map { !$0.row.says(as: part) } ?? true
        }
        let keys = Set(own.map(\.1.key))
        let file = WorkbenchSheet.parts(kind, ofStudy: rows.id)
        try record(kind.sheet, file: file, own.map(\.0), on: &draft) { state, file in
            state.parts.filter { keys.contains($0.row.key) }.allSatisfy { $0.file == file }
        }
    }

    /// Records a sheet of a form so that its rows are those that count.
    ///
    /// - Parameters:
    ///   - kind: kind of the sheet.
    ///   - file: its name.
    ///   - rows: its rows; none take the sheet back.
    ///   - draft: the draft.
    ///   - isEffective: whether the rows that count are those of the sheet.
    /// - Throws: `JournalError` if the records cannot be read.
    static func record(
        _ kind: SheetKind,
        file: String,
        _ rows: [SheetRow],
        on draft: inout ReviewDraft,
        isEffective: (ReviewState, String) -> Bool
    ) throws {
        let fields = kind.describes.map { draft.state.fields(of: $0) } ?? ExtractionFields()
        let bytes = SheetRow.sheet(rows, kind, fields)
        try RecordSheet(kind: kind, file: file).run(on: &draft, bytes: bytes)
        guard draft.faults.isEmpty, !rows.isEmpty, !isEffective(draft.state, file) else { return }
        // The same bytes as before, but a later sheet has taken the place of its rows meanwhile.
        try RecordSheet(kind: kind, file: file)
            .run(on: &draft, bytes: SheetRow.sheet([], kind))
        try RecordSheet(kind: kind, file: file).run(on: &draft, bytes: bytes)
    }
}

extension Study {
    /// Whether two rows say the same, wherever they stand.
    func says(as other: Study) -> Bool {
        var (one, two) = (self, other)
        one.line = 0
        two.line = 0
        one.reports.sort { $0.description < $1.description }
        two.reports.sort { $0.description < $1.description }
        return one == two
    }
}

extension StudyPart {
    /// Whether two rows say the same, wherever they stand.
    func says(as other: StudyPart) -> Bool {
        var (one, two) = (self, other)
        one.line = 0
        two.line = 0
        return one == two
    }
}

extension Evaluation {
    /// Whether two rows say the same, wherever they stand.
    func says(as other: Evaluation) -> Bool {
        var (one, two) = (self, other)
        one.line = 0
        two.line = 0
        return one == two
    }
}
