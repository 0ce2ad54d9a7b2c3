import BibliographicFormats
public import Review
public import RiskOfBias

/// An answer of a form: to a signalling question, or a judgement with its reason.
public struct TypedAnswer: Sendable, Equatable, Codable {
    /// Code of the item.
    public var item: String
    /// Code of the answer, or a judgement; blank where nothing was answered.
    public var answer: String
    /// Why.
    public var rationale: String?

    /// Creates an answer.
    public init(item: String, answer: String, rationale: String? = nil) {
        self.item = item
        self.answer = answer.trimmed
        let reason = rationale?.trimmed ?? ""
        self.rationale = reason.isEmpty ? nil : reason
    }

    /// The answer as a row of a sheet.
    public func row(on subject: AppraisalSubject, by assessor: String) -> AppraisalAnswer {
        AppraisalAnswer(
            study: subject.study,
            estimate: subject.estimate,
            assessor: assessor,
            part: subject.part,
            item: item,
            answer: answer,
            rationale: rationale
        )
    }
}

/// Takes an assessor's answers about a subject, or the consensus on it, into a review.
public struct SaveAppraisal: Sendable {
    /// What is appraised.
    public var subject: AppraisalSubject
    /// Who answers; for a consensus, who writes it down.
    public var person: String
    /// Whether the answers settle what assessors differ on.
    public var isConsensus: Bool
    /// The answers; blank ones are left out.
    public var answers: [TypedAnswer]
    /// Number of the newest event that the form shows: of own answers, or for a consensus of all.
    public var basis: Int

    /// Creates the use case.
    public init(
        _ subject: AppraisalSubject,
        by person: String,
        isConsensus: Bool = false,
        answers: [TypedAnswer],
        basis: Int
    ) {
        self.subject = subject
        self.person = person
        self.isConsensus = isConsensus
        self.answers = answers.filter { !$0.answer.isEmpty || $0.rationale != nil }
        self.basis = basis
    }

    /// Under which name the answers stand.
    public var assessor: String { isConsensus ? AppraisalAnswer.consensusAssessor : person }

    /// Number of the newest event that a form about a subject shows.
    ///
    /// - Parameters:
    ///   - subject: what is appraised.
    ///   - assessor: whose answers it shows; `nil` for all, as a consensus needs them.
    ///   - state: the review.
    public static func basis(
        _ subject: AppraisalSubject,
        by assessor: String?,
        in state: ReviewState
    ) -> Int {
        state.appraisalAnswers.filter { extracted in
            extracted.row.isAbout(subject)
                && (assessor == nil || extracted.row.assessor == assessor)
        }.map(\.event).max() ?? 0
    }

    /// Adds the sheet of the assessor's answers on the study to a draft.
    ///
    /// - Throws: `StaleForm` if the answers have changed since; `InputRefused` with every fault;
    ///   `JournalError`.
    public func run(on draft: inout ReviewDraft) throws {
        try check(draft)
        let file = WorkbenchSheet.appraisal(ofStudy: subject.study, by: assessor)
        let standing = draft.state.appraisalAnswers
        let kept = standing.filter {
            $0.file == file && !$0.row.isAbout(subject)
        }.map(\.row)
        var rows = answers.map { $0.row(on: subject, by: assessor) }
        let others = otherRows(in: draft, except: file)
        try checkOthers(others)
        // What another sheet says already is left to it.
        let isOther =
            rows.count == others.count
            && rows.allSatisfy { row in
                others[row.key].map {
                    $0.row.answer == row.answer && $0.row.rationale == row.rationale
                } ?? false
            }
        if isOther { rows = [] }
        let keys = Set(rows.map(\.key))
        let columns = SheetKind.appraisals.columns
        try SaveStudy.record(
            .appraisals,
            file: file,
            (kept + rows).map { SheetRow($0, columns: columns) },
            on: &draft
        ) { state, file in
            state.appraisalAnswers.filter { keys.contains($0.row.key) }
                .allSatisfy { $0.file == file }
        }
    }

    private func check(_ draft: ReviewDraft) throws {
        let state = draft.state
        let file = subject.study
        guard let instrument = state.reviewProtocol?.appraisalInstrument else {
            throw InputRefused(file: file, "the protocol names no instrument that is known")
        }
        guard state.study(subject.study) != nil else {
            throw InputRefused(file: file, "there is no such study; it is extracted first")
        }
        if !isConsensus,
            person.trimmed.lowercased() == AppraisalAnswer.consensusAssessor
        {
            throw InputRefused(file: file, "nobody answers under the name '\(person)'")
        }
        let now = Self.basis(subject, by: isConsensus ? nil : person, in: state)
        guard basis == now else {
            throw StaleForm.changed(
                "The appraisal of '\(subject.name)'",
                since: basis,
                in: draft.events
            ) { event in
                guard case .appraisalsRecorded(let sheet) = event.payload else { return false }
                return sheet.rows.contains {
                    $0.isAbout(subject) && (isConsensus || $0.assessor == person)
                }
            }
        }
        let faults = typedFaults(instrument) + (isConsensus ? settlingFaults(state) : [])
        guard faults.isEmpty else {
            throw InputRefused(faults.map { InputFault(file: file, column: $0.0, what: $0.1) })
        }
    }

    private func typedFaults(_ instrument: Instrument) -> [(String, String)] {
        answers.compactMap { answer in
            guard answer.answer.isEmpty else { return nil }
            return (answer.item, "a reason stands without an answer")
        }
    }

    /// Who may settle what, and that a settled judgement says why.
    private func settlingFaults(_ state: ReviewState) -> [(String, String)] {
        guard let progress = state.appraisalProgress else { return [] }
        var faults: [(String, String)] = []
        if !state.isAppraisalRevealed(subject, to: person, progress: progress) {
            faults.append(("consensus", "your own answers are not complete yet"))
        }
        let complete = progress.assessors(ofStudy: subject.study)
            .filter { progress.isComplete(subject, by: $0) }
        if complete.count < 2 {
            faults.append(
                (
                    "consensus",
                    "two assessors with complete answers are needed; there are \(complete.count)"
                )
            )
        }
        for answer in answers where Judgement(named: answer.answer) != nil {
            guard answer.rationale == nil else { continue }
            faults.append((answer.item, "a judgement that settles needs a reason"))
        }
        return faults
    }

    /// What other sheets say in the assessor's name about the subject, by key.
    private func otherRows(
        in draft: ReviewDraft,
        except file: String
    ) -> [[String]: Extracted<AppraisalAnswer>] {
        var rows: [[String]: Extracted<AppraisalAnswer>] = [:]
        for event in draft.events where !draft.state.undoneEvents.contains(event.sequence) {
            guard case .appraisalsRecorded(let sheet) = event.payload, sheet.file != file
            else { continue }
            for row in sheet.rows where row.assessor == assessor && row.isAbout(subject) {
                rows[row.key] = Extracted(row: row, file: sheet.file, event: event.sequence)
            }
        }
        return rows
    }

    private func checkOthers(
        _ others: [[String]: Extracted<AppraisalAnswer>]
    ) throws(InputRefused) {
        let items = Set(answers.map(\.item))
        let lost = others.values.filter { !items.contains($0.row.item) }
            .sorted { ($0.file, $0.row.line ?? 0) < ($1.file, $1.row.line ?? 0) }
        guard !lost.isEmpty else { return }
        throw InputRefused(
            lost.map {
                InputFault(
                    file: $0.file,
                    line: $0.row.line,
                    what:
                        "the answer to \($0.row.item) stands in this sheet: it can be changed here, "
                        + "but it is taken out in the sheet itself"
                )
            }
        )
    }
}

extension AppraisalSubject {
    /// Study, estimate and part, as printed.
    public var name: String {
        [study, estimate, part].compactMap(\.self).joined(separator: ", ")
    }
}

extension AppraisalAnswer {
    /// Whether the answer is about a subject.
    public func isAbout(_ subject: AppraisalSubject) -> Bool {
        study == subject.study && (estimate ?? "") == (subject.estimate ?? "")
            && (part ?? "") == (subject.part ?? "")
    }
}

extension SheetRow {
    /// An answer as `appraisals.csv` has it.
    fileprivate init(_ answer: AppraisalAnswer, columns: [String]) {
        self.init(
            Dictionary(zip(columns, answer.cells), uniquingKeysWith: { first, _ in first })
        )
    }
}
