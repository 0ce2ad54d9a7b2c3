import HTTPTypes
import Reporting

/// The page that says what could not be answered.
enum FaultPage {
    /// Renders a report of a fault.
    static func page(_ report: FaultReport, _ frame: PageFrame) -> Page {
        let status = report.status
        // The names of the statuses are English everywhere.
        let name = frame.language == .english ? status.reasonPhrase : frame.text(.somethingWrong)
        return Page(
            place: nil,
            title: "\(status.code) \(name)",
            review: nil,
            content: """
                <p>\(report.phrase.markup(in: frame))</p>
                <p><a href="/">\(frame.text(.toOverview))</a></p>

                """
        )
    }
}
