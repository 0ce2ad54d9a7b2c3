import Reporting

/// The appraisals of the studies, as the report has them.
enum AppraisalPage {
    /// Renders the risk of bias.
    static func page(_ view: ReviewView) -> Page {
        let links = view.report.riskOfBiasFigures.map { drawing -> Markup in
            "<a class=\"file\" href=\"\(WebAddress.figure(drawing.id))\">\(drawing.title), SVG</a>"
        }
        return Page(
            place: .appraisal,
            title: "Risk of bias",
            review: view.title,
            content: """
                <div class="embedded">\(Markup(trusted: view.report.html(of: .riskOfBias)))</div>
                <p>\(links.joined(" "))</p>

                """
        )
    }
}
