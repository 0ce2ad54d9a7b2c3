import HTTPTypes
import Reporting

/// The page that says what could not be answered.
enum FaultPage {
    /// Renders a report of a fault.
    static func page(_ report: FaultReport) -> Page {
        Page(
            place: nil,
            title: "\(report.status.code) \(report.status.reasonPhrase)",
            review: nil,
            content: "<p>\(report.text)</p>\n<p><a href=\"/\">To the overview</a></p>\n"
        )
    }
}
