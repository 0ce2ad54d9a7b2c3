public import Review

/// What the review holds of a study, with where each row comes from.
public struct StandingStudy: Sendable, Equatable {
    /// Identifier of the study.
    public let id: String
    /// The study; `nil` if it was not extracted.
    public let study: Extracted<Study>?
    /// Its evaluations.
    public let evaluations: [Extracted<Evaluation>]
    /// What other sheets than those of the study's form say of the study.
    public let otherStudy: Extracted<Study>?
    /// What other sheets say of its evaluations, by key.
    public let otherEvaluations: [[String]: Extracted<Evaluation>]

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
            default: break
            }
        }
        self.otherStudy = otherStudy
        otherEvaluations = others
    }

    /// The study and its evaluations as a form shows them; `nil` if the study was not extracted.
    public var rows: StudyRows? {
        study.map {
            StudyRows(
                study: SheetRow($0.row),
                evaluations: evaluations.map { SheetRow($0.row) }
            )
        }
    }

    /// Number of the newest event that says something of the study; 0 if it was not extracted.
    public var basis: Int {
        max(study?.event ?? 0, evaluations.map(\.event).max() ?? 0)
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
