public import Review

/// Keeps what one of two extractors took from the reports of a study, until both agree.
public struct DraftExtraction: Sendable {
    /// Who extracted.
    public var extractor: String
    /// What they took.
    public var rows: StudyRows
    /// Number of the event of the extractor's own draft that the form shows; 0 for the first.
    public var basis: Int

    /// Creates the use case.
    ///
    /// - Parameters:
    ///   - extractor: who extracted.
    ///   - rows: what they took.
    ///   - basis: number of the event of their own draft that the form shows; 0 for the first.
    public init(_ extractor: String, _ rows: StudyRows, basis: Int) {
        self.extractor = extractor
        self.rows = rows.completed
        self.basis = basis
    }

    /// Adds the draft of the extractor to a draft of the review.
    ///
    /// - Throws: `StaleForm`; `InputRefused` with every fault, if the study was extracted already, or
    ///   if two drafts are there; `JournalError`.
    public func run(on draft: inout ReviewDraft) throws {
        let id = rows.id
        guard draft.state.study(id) == nil else {
            throw InputRefused(file: id, "the study was extracted already: change it on its page")
        }
        let drafts = draft.state.drafts(ofStudy: id)
        let own = drafts.first { $0.draft.extractor == extractor }
        if drafts.count >= ReviewState.extractorsPerStudy {
            throw InputRefused(
                file: id,
                "two drafts are there already, and their authors may see each other's: settle the "
                    + "differences"
            )
        }
        guard basis == own?.event ?? 0 else {
            throw StaleForm("Your draft of '\(id)' has changed since this form was made.")
        }
        let rows = rows.completed(by: own?.draft)
        let read = try rows.read(draft.state, try draft.records())
        // What could not be recorded cannot be agreed on: the same checks as for a study that counts.
        var trial = draft
        try SaveStudy(rows, basis: 0).run(on: &trial)
        try trial.check()
        let payload = EventPayload.extractionDrafted(
            ExtractionDraft(
                extractor: extractor,
                study: read.study,
                evaluations: read.evaluations,
                parts: read.parts
            )
        )
        guard own?.draft.says(as: payload) != true else { return }
        draft.propose(payload)
    }
}

/// Records what two extractors agreed on.
public struct SettleDrafts: Sendable {
    /// The rows that they agreed on.
    public var rows: StudyRows
    /// Number of the newest event of the two drafts that the form shows.
    public var basis: Int

    /// Creates the use case.
    ///
    /// - Parameters:
    ///   - rows: the rows that they agreed on.
    ///   - basis: number of the newest event of the two drafts.
    public init(_ rows: StudyRows, basis: Int) {
        self.rows = rows.completed
        self.basis = basis
    }

    /// Adds the agreed rows to a draft, as the sheets of the study's form.
    ///
    /// - Throws: `StaleForm` if a draft has changed; `InputRefused` with every fault, and without two
    ///   drafts; `JournalError`.
    public func run(on draft: inout ReviewDraft) throws {
        let drafts = draft.state.drafts(ofStudy: rows.id)
        guard drafts.count >= ReviewState.extractorsPerStudy else {
            throw InputRefused(file: rows.id, "two drafts are needed; there are \(drafts.count)")
        }
        guard drafts.map(\.event).max() == basis else {
            throw StaleForm(
                "A draft of '\(rows.id)' has changed since this form was made. Nothing was saved: "
                    + "look at both again."
            )
        }
        for kind in StudyPart.Kind.allCases where !rows.says(of: kind) {
            let drafted = drafts.flatMap(\.draft.parts).filter { $0.kind == kind }
            guard let part = drafted.first else { continue }
            throw InputRefused(
                file: rows.id,
                "the drafts describe \(kind.sheet.rawValue) ('\(part.name)'): what was agreed on them is "
                    + "missing"
            )
        }
        try SaveStudy(rows, basis: 0).run(on: &draft)
    }
}

extension StudyRows {
    /// Whether anything is said of cohorts or models, if only that there are none.
    fileprivate func says(of kind: StudyPart.Kind) -> Bool {
        (kind == .cohort ? cohorts : models) != nil
    }

    /// The rows with the cohorts and models of an earlier draft, where nothing is said of them.
    fileprivate func completed(by draft: ExtractionDraft?) -> StudyRows {
        func earlier(_ kind: StudyPart.Kind) -> [SheetRow] {
            (draft?.parts ?? []).filter { $0.kind == kind }.map { SheetRow($0) }
        }
        var rows = self
        rows.cohorts = cohorts ?? earlier(.cohort)
        rows.models = models ?? earlier(.model)
        return rows
    }
}

extension ExtractionDraft {
    fileprivate func says(as payload: EventPayload) -> Bool {
        payload == .extractionDrafted(self)
    }
}

/// Two drafts of a study side by side.
public struct DraftComparison: Sendable, Equatable {
    /// A column with what both say.
    public struct Field: Sendable, Equatable {
        /// Name of the column.
        public let column: String
        /// What the first says.
        public let first: String
        /// What the second says.
        public let second: String

        /// Whether both say the same.
        public var isSame: Bool { first == second }
    }

    /// An evaluation, cohort or model that one or both have.
    public struct Pair: Sendable, Equatable {
        /// Model, stage, unit and cohort, or the name, as printed.
        public let name: String
        /// Number of the extractor that alone has it, 0 or 1; `nil` where both have.
        public let only: Int?
        /// What both say of it.
        public let fields: [Field]
    }

    /// The extractors, by name.
    public let extractors: [String]
    /// The study.
    public let study: [Field]
    /// The evaluations: those of both first.
    public let evaluations: [Pair]
    /// The cohorts: those of both first.
    public let cohorts: [Pair]
    /// The models: those of both first.
    public let models: [Pair]
    /// Number of the newest event of the two.
    public let basis: Int

    /// Compares the first two drafts of a study; `nil` if there are not two.
    ///
    /// - Parameters:
    ///   - drafts: the drafts.
    ///   - state: the review, for the columns of its protocol.
    public init?(_ drafts: [StandingDraft], in state: ReviewState) {
        let sorted = drafts.sorted { $0.draft.extractor < $1.draft.extractor }
        guard sorted.count >= 2 else { return nil }
        let (first, second) = (sorted[0].draft, sorted[1].draft)
        extractors = [first.extractor, second.extractor]
        basis = drafts.map(\.event).max() ?? 0
        study = Self.fields(
            SheetRow(first.study),
            SheetRow(second.study),
            .studies,
            state.fields(of: .study)
        )
        func items(_ draft: ExtractionDraft) -> [Item] {
            draft.evaluations.map { Item(key: $0.key, name: $0.name, cells: SheetRow($0)) }
        }
        evaluations = Self.pairs(
            items(first),
            items(second),
            .estimates,
            state.fields(of: .evaluation)
        )
        func parts(_ kind: StudyPart.Kind) -> [Pair] {
            let sides = [first, second].map { draft in
                draft.parts.filter { $0.kind == kind }.map {
                    Item(key: $0.key, name: $0.name, cells: SheetRow($0))
                }
            }
            return Self.pairs(sides[0], sides[1], kind.sheet, state.fields(of: kind.subject))
        }
        cohorts = parts(.cohort)
        models = parts(.model)
    }

    /// The pairs of a kind.
    public func parts(_ kind: StudyPart.Kind) -> [Pair] { kind == .cohort ? cohorts : models }

    private struct Item {
        let key: [String]
        let name: String
        let cells: SheetRow
    }

    private static func pairs(
        _ first: [Item],
        _ second: [Item],
        _ kind: SheetKind,
        _ fields: ExtractionFields
    ) -> [Pair] {
        let blank = SheetRow([:])
        let both = first.compactMap { item in
            second.first { $0.key == item.key }.map { other in
                Pair(
                    name: item.name,
                    only: nil,
                    fields: Self.fields(item.cells, other.cells, kind, fields)
                )
            }
        }
        func alone(_ side: Int, _ items: [Item], _ others: [Item]) -> [Pair] {
            items.filter { item in !others.contains { $0.key == item.key } }.map { item in
                Pair(
                    name: item.name,
                    only: side,
                    fields: Self.fields(
                        side == 0 ? item.cells : blank,
                        side == 0 ? blank : item.cells,
                        kind,
                        fields
                    )
                )
            }
        }
        return both + alone(0, first, second) + alone(1, second, first)
    }

    private static func fields(
        _ first: SheetRow,
        _ second: SheetRow,
        _ kind: SheetKind,
        _ fields: ExtractionFields
    ) -> [Field] {
        (kind.columns + fields.names).filter { $0 != "study" }.map {
            Field(column: $0, first: first[$0], second: second[$0])
        }
    }
}
