public import Review

/// What the review holds of a study, with where each row comes from.
public struct StandingStudy: Sendable, Equatable {
    /// Identifier of the study.
    public let id: String
    /// The study; `nil` if it was not extracted.
    public let study: Extracted<Study>?
    /// Its evaluations.
    public let evaluations: [Extracted<Evaluation>]
    /// Its cohorts and models, as far as they are described.
    public let parts: [Extracted<StudyPart>]
    /// What other sheets than those of the study's form say of the study.
    public let otherStudy: Extracted<Study>?
    /// What other sheets say of its evaluations, by key.
    public let otherEvaluations: [[String]: Extracted<Evaluation>]
    /// What other sheets say of its cohorts and models, by key.
    public let otherParts: [[String]: Extracted<StudyPart>]

    /// Gathers what is there.
    ///
    /// - Parameters:
    ///   - id: identifier of the study.
    ///   - state: the review.
    ///   - events: all its events.
    public init(_ id: String, in state: ReviewState, events: [Event]) {
        self.id = id
        study = state.studies.first { $0.row.id == id }
        evaluations = state.evaluations.filter { $0.row.study == id }
        parts = state.parts.filter { $0.row.study == id }
        let ownParts = Set(StudyPart.Kind.allCases.map { WorkbenchSheet.parts($0, ofStudy: id) })
        var otherParts: [[String]: Extracted<StudyPart>] = [:]
        var otherStudy: Extracted<Study>?
        var others: [[String]: Extracted<Evaluation>] = [:]
        let files = (WorkbenchSheet.study(id), WorkbenchSheet.evaluations(ofStudy: id))
        for event in events where !state.undoneEvents.contains(event.sequence) {
            switch event.payload {
            case .studiesRecorded(let sheet) where sheet.file != files.0:
                for row in sheet.rows where row.id == id {
                    otherStudy = Extracted(row: row, file: sheet.file, event: event.sequence)
                }
            case .evaluationsRecorded(let sheet) where sheet.file != files.1:
                for row in sheet.rows where row.study == id {
                    others[row.key] = Extracted(
                        row: row,
                        file: sheet.file,
                        event: event.sequence
                    )
                }
            case .partsRecorded(let sheet) where !ownParts.contains(sheet.file):
                for row in sheet.rows where row.study == id {
                    otherParts[row.key] = Extracted(
                        row: row,
                        file: sheet.file,
                        event: event.sequence
                    )
                }
            default: break
            }
        }
        self.otherParts = otherParts
        self.otherStudy = otherStudy
        // What was removed leaves no row with its number: the events themselves tell.
        let isKnown = study != nil || !evaluations.isEmpty || !parts.isEmpty
        basis = isKnown ? Self.events(concerning: id, in: events).max() ?? 0 : 0
        otherEvaluations = others
    }

    /// The study and its evaluations as a form shows them; `nil` if the study was not extracted.
    public var rows: StudyRows? {
        study.map {
            StudyRows(
                study: SheetRow($0.row),
                evaluations: evaluations.map { SheetRow($0.row) },
                cohorts: parts.filter { $0.row.kind == .cohort }.map { SheetRow($0.row) },
                models: parts.filter { $0.row.kind == .model }.map { SheetRow($0.row) }
            )
        }
    }

    /// Number of the newest event that says something of the study, or takes back what did; 0 if it was not
    /// extracted.
    public let basis: Int

    /// Numbers of the events that say something of a study, or take back what did.
    static func events(concerning id: String, in events: [Event]) -> Set<Int> {
        var found: Set<Int> = []
        for event in events {
            let concerns =
                switch event.payload {
                case .studiesRecorded(let sheet): sheet.rows.contains { $0.id == id }
                case .evaluationsRecorded(let sheet): sheet.rows.contains { $0.study == id }
                case .partsRecorded(let sheet): sheet.rows.contains { $0.study == id }
                case .undone(let undo): found.contains(undo.sequence)
                default: false
                }
            if concerns { found.insert(event.sequence) }
        }
        return found
    }
}

/// A form that shows what is no longer so.
public struct StaleForm: Error, Equatable, Sendable, CustomStringConvertible {
    /// What has changed.
    public let description: String

    /// Creates the error.
    public init(_ description: String) { self.description = description }

    /// Says who changed what since a form was made.
    ///
    /// - Parameters:
    ///   - what: what the form is about.
    ///   - basis: number of the event that the form shows.
    ///   - events: the events of the review.
    ///   - concerns: whether an event is about it.
    /// - Returns: the error.
    static func changed(
        _ what: String,
        since basis: Int,
        in events: [Event],
        concerns: (Event) -> Bool
    ) -> StaleForm {
        let later = events.filter { $0.sequence > basis && !$0.actor.isEmpty && concerns($0) }
        let changes = later.suffix(3).map { event in
            "\(event.actor), \(event.at): \(event.payload.summary) (event \(event.sequence))"
        }
        return StaleForm(
            "\(what) has changed since this form was made"
                + (changes.isEmpty ? "" : " – " + changes.joined(separator: "; "))
                + ". Nothing was saved: look at it again, then change it."
        )
    }
}
