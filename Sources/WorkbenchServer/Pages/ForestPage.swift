import Reporting
import Workbench

/// The planned analyses with their forest plots.
enum ForestPage {
    static let missing = "No analysis of this name is planned."

    /// Renders the list of analyses.
    static func list(_ view: ReviewView) -> Page {
        let items = view.analysis.analyses.map { analysis -> Markup in
            let evaluations = analysis.stages.reduce(0) { $0 + $1.evaluations.count }
            return """
                <a href="\(WebAddress.forest(analysis.id))">\(analysis.title)</a> \
                <small>(\(analysis.measure), \
                \(counted(evaluations, "evaluation", "evaluations")))</small>
                """
        }
        return Page(
            place: .synthesis,
            title: "Forest plots",
            review: view.title,
            content: statement(view)
                + (items.isEmpty
                    ? "<p class=\"empty\">No analysis is planned in the protocol.</p>\n"
                    : bullets(items))
        )
    }

    /// Renders an analysis.
    ///
    /// - Throws: `.notFound` if none has the identifier.
    static func page(_ view: ReviewView, _ id: String) throws(RequestFault) -> Page {
        guard let index = view.analysis.analyses.firstIndex(where: { $0.id == id }) else {
            throw .notFound(missing)
        }
        let analysis = view.analysis.analyses[index]
        return Page(
            place: .synthesis,
            title: analysis.title,
            review: view.title,
            content: statement(view) + content(view, analysis, index)
        )
    }

    private static func content(
        _ view: ReviewView,
        _ analysis: AnalysisReport.Analysis,
        _ index: Int
    ) -> Markup {
        guard let drawing = view.forestFigure(index) else {
            return "<p class=\"empty\">No evaluation with this figure has been extracted yet.</p>\n"
        }
        let tables = ["results", "drop", "not-pooled", "evaluations"].compactMap { kind in
            view.table(kind, ofAnalysis: index).map { Markup(trusted: $0.html()) }
        }
        let remarks = analysis.remarks.map { Markup(text: $0) }
        return """
            \(figure(drawing.svg, title: drawing.title, id: drawing.id))\(warnings(analysis))\
            \(tables)\(bullets(remarks))
            """
    }

    private static func warnings(_ analysis: AnalysisReport.Analysis) -> Markup {
        let items = analysis.stages.flatMap { stage in
            stage.warnings.map { "<strong>\(stage.stage):</strong> \($0)" as Markup }
        }
        guard !items.isEmpty else { return "" }
        return "<div class=\"mind\"><h2>To be minded</h2>\n\(bullets(items))</div>\n"
    }
}
