import Reporting

/// The appraisals of the studies, as the report has them.
enum AppraisalPage {
    /// Renders the risk of bias.
    static func page(_ view: ReviewView, _ frame: PageFrame) -> Page {
        let links = view.report.riskOfBiasFigures.map { drawing -> Markup in
            "<a class=\"file\" href=\"\(WebAddress.figure(drawing.id))\">\(drawing.title), SVG</a>"
        }
        let section = Markup(trusted: view.report.html(of: .riskOfBias))
        return Page(
            place: .appraisal,
            title: frame.text(.riskOfBias),
            review: view.title,
            content: """
                \(english("<div class=\"embedded\">\(section)</div>\n<p>\(links.joined(" "))</p>\n", frame))
                """
        )
    }
}
