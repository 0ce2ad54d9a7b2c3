import Reporting
import Review

/// The flow diagram with its counts.
enum FlowPage {
    /// Renders the flow.
    static func page(_ view: ReviewView) -> Page {
        let drawing = view.report.prismaFigure
        let broken = view.report.flow.brokenIdentities
        let identities: Markup =
            broken.isEmpty
            ? "<p class=\"good\">All identities between the boxes hold.</p>\n"
            : "<p class=\"warning\">Identities between the boxes that do not hold:</p>\n"
                + bullets(broken.map { Markup(text: $0.description) })
        return Page(
            place: .flow,
            title: "PRISMA flow",
            review: view.title,
            content: """
                \(figure(drawing.svg, title: drawing.title, id: drawing.id))\(identities)\
                \(Markup(trusted: view.report.flowTable.html()))
                """
        )
    }
}
