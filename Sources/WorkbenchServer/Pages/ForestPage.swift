import Reporting
import Workbench

/// The planned analyses with their forest plots.
enum ForestPage {
    /// Renders the list of analyses.
    static func list(_ view: ReviewView, _ frame: PageFrame) -> Page {
        let items = view.analysis.analyses.map { analysis -> Markup in
            let evaluations = analysis.stages.reduce(0) { $0 + $1.evaluations.count }
            return """
                <a href="\(WebAddress.forest(analysis.id))">\(analysis.title)</a> \
                <small>(\(analysis.measure), \
                \(counted(evaluations, .oneEvaluation, .evaluationsCounted, frame)))</small>
                """
        }
        return Page(
            place: .synthesis,
            title: frame.text(.forestPlots),
            review: view.title,
            content: statement(view)
                + (items.isEmpty
                    ? "<p class=\"empty\">\(frame.text(.noAnalysis))</p>\n"
                    : bullets(items))
        )
    }

    /// Renders an analysis.
    ///
    /// - Throws: `.notFound` if none has the identifier.
    static func page(
        _ view: ReviewView,
        _ id: String,
        _ frame: PageFrame
    ) throws(RequestFault) -> Page {
        guard let index = view.analysis.analyses.firstIndex(where: { $0.id == id }) else {
            throw .notFound(.noSuchAnalysis)
        }
        let analysis = view.analysis.analyses[index]
        return Page(
            place: .synthesis,
            title: analysis.title,
            review: view.title,
            content: statement(view) + content(view, analysis, index, frame)
        )
    }

    private static func content(
        _ view: ReviewView,
        _ analysis: AnalysisReport.Analysis,
        _ index: Int,
        _ frame: PageFrame
    ) -> Markup {
        guard let drawing = view.forestFigure(index) else {
            return "<p class=\"empty\">\(frame.text(.noEvaluation))</p>\n"
        }
        let tables = ["results", "drop", "not-pooled", "evaluations"].compactMap { kind in
            view.table(kind, ofAnalysis: index).map { Markup(trusted: $0.html()) }
        }
        let remarks = analysis.remarks.map { Markup(text: $0) }
        return """
            \(figure(drawing.svg, title: drawing.title, id: drawing.id, frame))\(warnings(analysis, frame))\
            \(english("\(tables)\(bullets(remarks))", frame))
            """
    }

    private static func warnings(
        _ analysis: AnalysisReport.Analysis,
        _ frame: PageFrame
    ) -> Markup {
        let items = analysis.stages.flatMap { stage in
            stage.warnings.map { "<strong>\(stage.stage):</strong> \($0)" as Markup }
        }
        guard !items.isEmpty else { return "" }
        return """
            <div class="mind"><h2>\(frame.text(.toBeMinded))</h2>
            \(english(bullets(items), frame))</div>

            """
    }
}
