import BibliographicFormats
import Bibliography
import Deduplication
import Review
import RiskOfBias
import Screening

/// Writes what a review holds as sheets that this and other programs read.
public struct ExportReview: Sendable {
    /// What is exported.
    public enum What: String, Sendable, CaseIterable {
        /// Records with their works and how far they have come.
        case records
        /// Standing decisions and assignments, in the form of `decisions.csv` and
        /// `assignments.csv`, and what was said about the votes.
        case decisions
        /// Studies and evaluations, in the form of `studies.csv` and `estimates.csv`.
        case extraction
        /// Appraisals, in the form of `appraisals.csv`, and their judgements in that of robvis.
        case appraisal
        /// Counts of the flow diagram.
        case prisma
        /// All of it.
        case all
    }

    /// What is exported.
    public var what: What
    /// Who looks; `nil` shows everything.
    ///
    /// Votes of others are left out where the person should not see them yet.
    public var viewer: String?

    /// Creates the use case.
    ///
    /// - Parameters:
    ///   - what: what is exported.
    ///   - viewer: who looks; `nil` shows everything.
    public init(what: What, viewer: String? = nil) {
        self.what = what
        self.viewer = viewer
    }

    /// The files, by name.
    ///
    /// - Throws: `InputRefused` if the protocol does not name the viewer, or what is exported is not
    ///   of records or decisions; `JournalError` if the records cannot be read.
    public func run(_ snapshot: ReviewSnapshot) throws -> [(name: String, bytes: [UInt8])] {
        guard viewer == nil || what == .decisions || what == .records else {
            throw InputRefused(
                file: "--as",
                "goes with 'decisions' or 'records'; '\(what.rawValue)' is not made of votes"
            )
        }
        let state = try snapshot.state.seen(byNamed: viewer)
        func sheet(_ name: String, _ text: String) -> (name: String, bytes: [UInt8]) {
            (name, Array(text.utf8))
        }
        switch what {
        case .records:
            let records = try snapshot.records()
            return [
                sheet("records.csv", recordSheet(state, records)),
                ("records.ris", try writeRecords(works(state, records), as: .ris)),
            ]
        case .decisions:
            return [
                sheet("decisions.csv", decisionSheet(state)),
                sheet("duplicates.csv", pairSheet(state)),
            ]
                + (state.assignments.isEmpty
                    ? [] : [sheet("assignments.csv", assignmentSheet(state))])
                + (state.remarks.isEmpty ? [] : [sheet("remarks.csv", remarkSheet(state))])
        case .extraction:
            return [
                sheet("studies.csv", studySheet(state)),
                sheet("estimates.csv", evaluationSheet(state)),
            ]
                + StudyPart.Kind.allCases.filter { !state.parts($0).isEmpty }.map { kind in
                    sheet(
                        "\(kind.sheet.rawValue).csv",
                        SheetRow.text(
                            state.parts(kind).map { SheetRow($0.row) },
                            kind.sheet,
                            state.fields(of: kind.subject)
                        )
                    )
                }
        case .appraisal:
            return [sheet("appraisals.csv", appraisalSheet(state))]
                + (robvisTable(state).map { [sheet("robvis.csv", $0)] } ?? [])
        case .prisma:
            return [sheet("prisma.csv", PRISMACounts.csv(state.plannedFlow))]
        case .all:
            return try What.allCases.filter { $0 != .all }
                .flatMap { try ExportReview(what: $0).run(snapshot) }
        }
    }

    /// One merged record a work.
    private func works(_ state: ReviewState, _ records: [RecordID: Record]) -> [Record] {
        state.works.map { work in mergeRecords(work.records.compactMap { records[$0] }) }
    }

    private func recordSheet(_ state: ReviewState, _ records: [RecordID: Record]) -> String {
        let header = [
            "record", "work", "database", "standing", "title", "authors", "year", "journal",
            "volume", "issue", "pages", "doi", "pmid", "line",
        ]
        let databases = Dictionary(
            state.imports.map { ($0.search.source, $0.search.database) },
            uniquingKeysWith: { first, _ in first }
        )
        let rows = state.imports.flatMap(\.recordIDs).map { id -> [String] in
            let record = records[id]
            let work = state.workIndex[id]
            let authors = (record?.authors ?? []).map { name in
                switch name {
                case .person(let family, let given):
                    given.map { "\(family), \($0)" } ?? family
                case .literal(let text): text
                }
            }
            return [
                id.description, work.map { state.works[$0].id.description } ?? "",
                databases[id.source] ?? "", work.map { state.standing(ofWork: $0) } ?? "",
                record?.title ?? "", authors.joined(separator: "; "),
                record?.year.map(String.init) ?? "", record?.journal ?? "", record?.volume ?? "",
                record?.issue ?? "", record?.pages ?? "", record?.doi ?? "", record?.pmid ?? "",
                (record?.source.line).map(String.init) ?? "",
            ]
        }
        return DelimitedTextWriter.text(header: header, rows: rows)
    }

    private func decisionSheet(_ state: ReviewState) -> String {
        let rows = state.decisions.map { standing -> [String] in
            let decision = standing.decision
            return [
                decision.record.description, decision.stage.rawValue, decision.reviewer,
                decision.verdict.rawValue, decision.reason ?? "", decision.role.rawValue,
                decision.note ?? "", decision.tags.joined(separator: ";"),
            ]
        }
        return DelimitedTextWriter.text(header: SheetKind.decisions.columns, rows: rows)
    }

    /// Every assignment once, those drawn too.
    private func assignmentSheet(_ state: ReviewState) -> String {
        var seen: Set<[String]> = []
        let rows = state.assignments.map(\.assignment).map {
            [$0.record.description, $0.stage.rawValue, $0.reviewer]
        }
        return DelimitedTextWriter.text(
            header: SheetKind.assignments.columns,
            rows: rows.filter { seen.insert($0).inserted }
        )
    }

    /// What was said about votes, in its order; no sheet brings it back.
    private func remarkSheet(_ state: ReviewState) -> String {
        DelimitedTextWriter.text(
            header: ["record", "stage", "author", "at", "text"],
            rows: state.remarks.map { standing in
                let remark = standing.remark
                return [
                    remark.record.description, remark.stage.rawValue, remark.author, standing.at,
                    remark.text,
                ]
            }
        )
    }

    private func pairSheet(_ state: ReviewState) -> String {
        let rows = state.pairJudgements.map(\.row).map { pair -> [String] in
            [
                pair.first.description, pair.second.description, pair.isSame ? "yes" : "no",
                pair.reviewer, pair.note ?? "",
            ]
        }
        return DelimitedTextWriter.text(header: SheetKind.duplicates.columns, rows: rows)
    }

    private func studySheet(_ state: ReviewState) -> String {
        SheetRow.text(state.studies.map { SheetRow($0.row) }, .studies, state.fields(of: .study))
    }

    private func evaluationSheet(_ state: ReviewState) -> String {
        SheetRow.text(
            state.evaluations.map { SheetRow($0.row) },
            .estimates,
            state.fields(of: .evaluation)
        )
    }

    /// The judgements as robvis reads them; `nil` without an appraisal.
    private func robvisTable(_ state: ReviewState) -> String? {
        let appraisals = state.appraisals
        guard let instrument = state.reviewProtocol?.appraisalInstrument, !appraisals.isEmpty
        else { return nil }
        let table = RobvisTable(appraisals, instrument: instrument)
        return DelimitedTextWriter.text(header: table.header, rows: table.rows)
    }

    private func appraisalSheet(_ state: ReviewState) -> String {
        let rows = state.appraisalAnswers.map(\.row).map { answer in
            [
                answer.study, answer.estimate ?? "", answer.assessor, answer.part ?? "",
                answer.item, answer.answer, answer.rationale ?? "",
            ]
        }
        return DelimitedTextWriter.text(header: SheetKind.appraisals.columns, rows: rows)
    }
}
