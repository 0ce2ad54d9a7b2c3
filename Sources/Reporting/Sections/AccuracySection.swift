import MetaAnalysis
import Review

extension Report {
    /// The planned analyses of sensitivity and specificity together.
    var accuracySections: Markup {
        var content: Markup = ""
        for index in accuracy.indices { content += accuracySection(index) }
        return content
    }

    private func accuracySection(_ index: Int) -> Markup {
        let result = accuracy[index]
        var content: Markup = """
            <article aria-labelledby="accuracy-\(accuracySlug(index))">
            <h3 id="accuracy-\(accuracySlug(index))">\(result.plan.title)</h3>

            """
        content += paragraph("\(result.plan.methodText)")
        guard !result.stages.isEmpty else {
            return content + paragraph("\(Self.noAccuracy)", class: "empty") + "</article>\n"
        }
        content += markup(accuracyTable(index))
        content += remarks(result.stages.map { ($0.stage, $0.warnings) })
        for figure in [summaryROCFigure(index), pairedForestFigure(index)].compactMap({ $0 }) {
            content += figureMarkup(figure)
        }
        content += bullets(result.stages.compactMap(deeksText))
        let omitted = result.stages.reduce(0) { $0 + $1.omitted.count }
        if omitted > 0 {
            let text = NumberText.counted(omitted, "evaluation", "evaluations")
            content += foldable(
                "\(text) without a two-by-two table: what is missing",
                markup(withoutCountsTable(index))
            )
        }
        content += foldable("Two-by-two tables", markup(countsTable(index)))
        return content + "</article>\n"
    }

    private func deeksText(_ stage: AccuracyStage) -> Markup? {
        guard let test = stage.deeks else { return nil }
        let few =
            stage.evaluations.count < 10
            ? " With fewer than ten evaluations the test has little power." : ""
        return """
            <strong>\(stage.stage.title):</strong> Deeks’ test of small-study effects \
            \(NumberText.pStatement(test.pValue)).\(few)
            """
    }
}

extension AccuracyPlan {
    /// How the analysis was done, in a sentence or two.
    var methodText: String {
        "Planned: \(model.method.name) of sensitivity and specificity, per stage, level "
            + "\(NumberText.level(level)); summary point with confidence and prediction region "
            + "(F quantiles) and the summary ROC curve over the observed range. Code: "
            + "\(model.rawValue)."
    }
}
