public import Review
import RiskOfBias

/// The report of a review: everything that is printed, computed once.
///
/// The whole report is `files`; single sections, tables and figures are for a workbench that shows
/// them on pages of its own.
public struct Report: Sendable {
    /// What the report is made from.
    public let input: ReportInput
    /// Whether captions link to the files beside the page.
    public let linksFiles: Bool
    /// Results of the planned analyses, in the protocol's order.
    public let results: [PlannedResult]
    /// Results of the planned analyses of accuracy, in the protocol's order.
    public let accuracy: [AccuracyResult]
    /// The counts of the flow diagram.
    public let flow: PRISMAFlow

    let description: StudyDescription
    let appraisals: [Appraisal]
    let instrument: Instrument?
    let agreements: [ReviewerAgreement]
    let stageAgreements: [StageAgreement]
    let library: WorkLibrary
    /// The columns of the protocol's own, by what they describe.
    let fields: [ExtractionField.Subject: ExtractionFields]
    /// Whether any evaluation names its cohort; a column of blanks would say nothing.
    let namesCohorts: Bool

    var state: ReviewState { input.state }

    /// Prepares the report of a review.
    ///
    /// - Parameters:
    ///   - input: the review and what belongs to it.
    ///   - linksFiles: whether captions link to `tables/…` and `figures/…` beside the page.
    public init(_ input: ReportInput, linksFiles: Bool = true) {
        self.input = input
        self.linksFiles = linksFiles
        results = input.state.results
        accuracy = input.state.accuracyResults
        flow = input.state.prismaFlow(of: results, accuracy: accuracy)
        description = input.state.studyDescription
        appraisals = input.state.appraisals
        instrument = input.state.reviewProtocol?.appraisalInstrument
        agreements = input.state.agreements
        stageAgreements = input.state.stageAgreements
        library = WorkLibrary(state: input.state, records: input.records)
        fields = Dictionary(
            uniqueKeysWithValues: ExtractionField.Subject.allCases.map {
                ($0, input.state.fields(of: $0))
            }
        )
        namesCohorts = input.state.evaluations.contains { $0.row.cohort != nil }
    }

    /// A section as an HTML fragment, from its heading on.
    public func html(of section: ReportSection) -> String { markup(of: section).source }

    /// The page: a complete HTML document that needs nothing beside it.
    public var page: String { document.source }

    /// All figures that have something to show, in the order of the page.
    public var figures: [ReportFigure] {
        [prismaFigure] + (overlapFigure.map { [$0] } ?? [])
            + (screeningAgreementFigure.map { [$0] } ?? [])
            + (studiesPerYearFigure.map { [$0] } ?? []) + forestFigures + funnelFigures
            + cumulativeFigures
            + accuracyFigures
            + riskOfBiasFigures + (appraisalAgreementFigure.map { [$0] } ?? [])
    }

    /// All tables, in the order of the page; some may be without rows.
    public var tables: [Table] {
        let contradictions = contradictionsTable
        return [
            sourcesTable, flowTable, screeningTable, agreementTable, stageAgreementTable,
            conflictsTable,
            modalitiesTable, tasksTable, modelFamiliesTable, primaryTumoursTable, yearsTable,
            studiesTable, includedReportsTable, evaluationsTable,
        ] + partTables + (contradictions.rows.isEmpty ? [] : [contradictions]) + resultTables
            + accuracyTables
            + [
                summaryOfFindingsTable, riskOfBiasTable, overridesTable, assessorAgreementTable,
                openAppraisalTable,
                comparisonTable, excludedReportsTable, notRetrievedTable, excludedRecordsTable,
                openDuplicatesTable, judgedPairsTable,
                inputFilesTable,
            ]
    }

    /// The files of the report, sorted by path.
    public var files: [ReportFile] {
        let files =
            [
                ReportFile(path: "index.html", bytes: Array(page.utf8)),
                ReportFile(path: SortScript.path, bytes: Array(SortScript.text.utf8)),
            ]
            + figures.map { ReportFile(path: $0.path, bytes: Array($0.svg.utf8)) }
            + tables.map { ReportFile(path: $0.path, bytes: Array($0.csv.utf8)) }
            + attachedFiles
        return files.sorted { $0.path < $1.path }
    }

    func markup(of section: ReportSection) -> Markup {
        let content =
            switch section {
            case .question: questionSection
            case .search: searchSection
            case .flow: flowSection
            case .screening: screeningSection
            case .studies: studiesSection
            case .results: resultsSection
            case .riskOfBias: riskOfBiasSection
            case .comparison: comparisonSection
            case .excluded: excludedSection
            case .pack: packSection
            case .provenance: provenanceSection
            }
        return """
            <section id="\(section.rawValue)" aria-labelledby="\(section.rawValue)-heading">
            <h2 id="\(section.rawValue)-heading">\(section.title)</h2>
            \(content)</section>

            """
    }

    func markup(_ table: Table) -> Markup {
        (linksFiles ? linkingSources(table) : table).markup(linksFile: linksFiles)
    }

    /// The protocol's statement, to be repeated where results are shown.
    var statementReminder: Markup {
        guard let statement = state.reviewProtocol?.statement, !statement.isEmpty else { return "" }
        return paragraph("\(statement)", class: "reminder")
    }
}

/// A section of the report; the raw value is its anchor in the page.
public enum ReportSection: String, Sendable, CaseIterable {
    /// Question and criteria.
    case question
    /// Sources, queries, duplicates.
    case search
    /// PRISMA flow diagram and its counts.
    case flow
    /// Outcomes of screening and agreement of the reviewers.
    case screening
    /// What the included studies are.
    case studies
    /// Results of the planned analyses.
    case results
    /// Risk of bias and applicability.
    case riskOfBias = "risk-of-bias"
    /// Published figures, for comparison.
    case comparison
    /// What was left out, and why.
    case excluded
    /// Further files for the manuscript and its supplement.
    case pack = "submission-pack"
    /// Files and digests behind the report.
    case provenance

    /// Heading.
    public var title: String {
        switch self {
        case .question: "Question and criteria"
        case .search: "Search"
        case .flow: "Flow of records and reports"
        case .screening: "Screening"
        case .studies: "Included studies"
        case .results: "Results"
        case .riskOfBias: "Risk of bias"
        case .comparison: "Published figures, for comparison"
        case .excluded: "Excluded and open"
        case .pack: "Submission pack"
        case .provenance: "Provenance"
        }
    }
}
