import Bibliography
import Reporting
import Review
import Workbench

/// A review at one moment, with what its pages show of it computed once.
struct ReviewView: Sendable {
    /// The review.
    let snapshot: ReviewSnapshot
    /// The imported records.
    let records: [RecordID: Record]
    /// Sections, tables and figures, as in the report.
    let report: Report
    /// Figures by the name of their file.
    let figures: [String: ReportFigure]
    /// How far the review has come.
    let status: ReviewStatus
    /// Results of the planned analyses.
    let analysis: AnalysisReport
    /// The records with their standing, in the order of the imports.
    let rows: [RecordRow]

    var state: ReviewState { snapshot.state }

    /// Title, or what to say without one.
    var title: String { state.reviewProtocol?.title ?? "Review without a title" }

    /// Prepares the pages of a review.
    ///
    /// - Throws: `JournalError` if the records cannot be read.
    init(_ snapshot: ReviewSnapshot) throws {
        self.snapshot = snapshot
        let input = try BuildReport.input(for: snapshot)
        records = input.records
        report = Report(input, linksFiles: false)
        figures = Dictionary(
            report.figures.map { ("\($0.id).svg", $0) },
            uniquingKeysWith: { first, _ in first }
        )
        status = ReviewStatus(snapshot.state)
        analysis = AnalysisReport(snapshot.state)
        rows = RecordRow.rows(of: snapshot.state, records: input.records)
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
