import Review
import Screening

extension Report {
    /// Reports excluded at full text, with their reasons.
    public var excludedReportsTable: Table {
        excluded(
            at: .fullText,
            id: "excluded-reports",
            title: "Reports excluded at full text",
            emptyText: "No report has been excluded at full text."
        )
    }

    /// Records excluded at title and abstract.
    public var excludedRecordsTable: Table {
        excluded(
            at: .titleAbstract,
            id: "excluded-records",
            title: "Records excluded at title and abstract",
            emptyText: "No record has been excluded at title and abstract."
        )
    }

    /// Reports that could not be had.
    public var notRetrievedTable: Table {
        Table(
            id: "not-retrieved",
            title: "Reports not retrieved",
            columns: Self.workColumns + [.init("Decisions")],
            rows: state.works.indices.filter {
                state.isSought(work: $0)
                    && state.outcome(ofWork: $0, at: .fullText) == .notRetrieved
            }.map {
                workCells($0) + [.init(library.decisionLines(onWork: $0, at: .fullText))]
            },
            emptyText: "No report is marked as not retrieved."
        )
    }

    private func excluded(
        at stage: Stage,
        id: String,
        title: String,
        emptyText: String
    ) -> Table {
        let works = state.works.indices.compactMap { work -> (work: Int, reason: String?)? in
            guard stage == .titleAbstract || state.isSought(work: work),
                case .excluded(let reason) = state.outcome(ofWork: work, at: stage)
            else { return nil }
            return (work, reason)
        }
        return Table(
            id: id,
            title: title,
            columns: Self.workColumns + [.init("Reason"), .init("Decisions")],
            rows: works.map { work, reason in
                workCells(work) + [
                    .init(reason ?? reasonsGiven(work, stage) ?? "none given"),
                    .init(library.decisionLines(onWork: work, at: stage)),
                ]
            },
            emptyText: emptyText
        )
    }

    /// The differing reasons of the reviewers; title and abstract needs no agreement on one.
    func reasonsGiven(_ work: Int, _ stage: Stage) -> String? {
        let reasons = Set(
            library.decisions(onWork: work, at: stage).compactMap(\.decision.reason)
        )
        return reasons.isEmpty ? nil : reasons.sorted().joined(separator: " / ")
    }
}
