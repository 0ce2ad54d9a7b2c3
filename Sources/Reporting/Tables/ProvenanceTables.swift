import Review

extension Report {
    /// The files that the review was made from, with their hashes.
    public var inputFilesTable: Table {
        Table(
            id: "input-files",
            title: "Files behind this report",
            columns: [.init("File"), .init("What"), .init("SHA-256")],
            rows: standingEvents.compactMap { event in
                event.payload.sourceFile.map { file in
                    [.init(file.name), .init(event.payload.title), hash(file.sha256)]
                }
            },
            emptyText: "No file has been taken into the review yet."
        )
    }

    /// Published figures on the same question, as their authors printed them.
    public var comparisonTable: Table {
        Table(
            id: "published-figures",
            title: "Figures of other publications, not of this review",
            columns: [
                .init("Publication"), .init("DOI"), .init("Figure"),
                .init("As published there", isNumeric: true),
            ],
            rows: (state.reviewProtocol?.comparisons ?? []).flatMap { comparison in
                comparison.figures.map { figure -> [Table.Cell] in
                    [
                        .init(comparison.source),
                        comparison.doi.map { .init($0, markup: link(doi: $0)) } ?? .init(""),
                        .init(figure.label), .init(figure.text),
                    ]
                }
            },
            emptyText: "The protocol names no published figures to compare with."
        )
    }

    /// The events that the report rests on: not taken back, not an undo, and of the protocols and
    /// the searches for duplicates only the last, since an earlier one leaves no trace.
    var standingEvents: [Event] {
        let standing = input.events.filter { !state.undoneEvents.contains($0.sequence) }
        let lastProtocol = standing.last { event in
            if case .protocolSet = event.payload { true } else { false }
        }
        let lastResolution = standing.last { event in
            if case .duplicatesResolved = event.payload { true } else { false }
        }
        return standing.filter { event in
            switch event.payload {
            // What people said about votes is no number's source.
            case .undone, .remarkMade: false
            case .protocolSet: event.sequence == lastProtocol?.sequence
            case .duplicatesResolved: event.sequence == lastResolution?.sequence
            default: true
            }
        }
    }
}

extension EventPayload {
    /// What the event brought, as printed.
    var title: String {
        switch self {
        case .protocolSet: "protocol"
        case .searchImported(let search):
            "\(NumberText.counted(search.recordsRead, "record", "records")) "
                + "(\(search.format), \(search.encoding))"
        case .duplicatesResolved: "duplicates"
        case .pairsJudged(let sheet):
            rows(sheet.rows.count, "judgement on a pair", "judgements on pairs")
        case .decisionsRecorded(let sheet): rows(sheet.rows.count, "decision", "decisions")
        case .decisionCast: "decision in the workbench"
        case .remarkMade: "remark"
        case .studiesRecorded(let sheet): rows(sheet.rows.count, "study", "studies")
        case .evaluationsRecorded(let sheet): rows(sheet.rows.count, "evaluation", "evaluations")
        case .partsRecorded(let sheet):
            sheet.rows.first?.kind == .model
                ? rows(sheet.rows.count, "model", "models")
                : rows(sheet.rows.count, "cohort", "cohorts")
        case .appraisalsRecorded(let sheet):
            rows(sheet.rows.count, "appraisal answer", "appraisal answers")
        case .assignmentsRecorded(let sheet): rows(sheet.rows.count, "assignment", "assignments")
        case .assignmentsDrawn: "assignments"
        case .calibrationDrawn: "calibration round"
        case .screeningClosed: "closing of screening"
        case .fullTextAttached: "full text"
        case .extractionDrafted: "draft of an extraction"
        case .undone: "undo"
        }
    }

    private func rows(_ count: Int, _ singular: String, _ plural: String) -> String {
        NumberText.counted(count, singular, plural)
    }
}
