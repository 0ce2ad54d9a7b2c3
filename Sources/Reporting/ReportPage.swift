import MetaAnalysis
import Review

extension Report {
    /// The whole page.
    var document: Markup {
        let title = state.reviewProtocol?.title ?? "Review without a title"
        let contents = ReportSection.allCases.map { section -> Markup in
            "<li><a href=\"#\(section.rawValue)\">\(section.title)</a></li>\n"
        }
        let sections = ReportSection.allCases.map { markup(of: $0) }
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta name="generator" content="\(input.program)"/>
            <meta name="color-scheme" content="light dark"/>
            <title>\(title)</title>
            <style>
            \(Markup(trusted: Stylesheet.text))</style>
            \(script)</head>
            <body>
            <a class="skip" href="#content">Skip to the content</a>
            <header>
            <p class="kind">Systematic review report</p>
            <h1>\(title)</h1>
            \(statement)\(keyFigures)</header>
            <nav aria-label="Sections of the report">
            <ol>
            \(contents)</ol>
            </nav>
            <main id="content">
            \(sections)</main>
            <footer>
            <p>Made by \(input.program). Content digest \
            <code class="whole">\(input.contentDigest)</code></p>
            </footer>
            </body>
            </html>

            """
    }

    /// Loads the script that sorts tables; nothing where there are no files beside the page.
    private var script: Markup {
        linksFiles ? "<script src=\"\(SortScript.path)\" defer=\"defer\"></script>\n" : ""
    }

    private var statement: Markup {
        guard let text = state.reviewProtocol?.statement, !text.isEmpty else { return "" }
        return "<p class=\"statement\" role=\"note\">\(text)</p>\n"
    }

    /// The figures that a reader looks for first.
    private var keyFigures: Markup {
        let all = description.all
        let patients =
            all.studiesWithPatients == 0
            ? nil
            : (
                "Patients", NumberText.count(all.patients),
                "stated by \(all.studiesWithPatients) of \(all.studies) studies"
            )
        var items: [(String, String, String)] = [
            (
                "Records identified", NumberText.count(flow.identified ?? 0),
                "\(NumberText.count(flow.screened ?? 0)) screened"
            ),
            (
                "Studies included", NumberText.count(all.studies),
                "in \(NumberText.counted(state.includedWorks.count, "report", "reports"))"
            ),
        ]
        if let patients { items.append(patients) }
        if let result = results.first {
            // One kind of figure for all stages: a pool beside a plain mean invites a false contrast.
            let stages = result.stages.filter { $0.stage != .unclear }
            let arePooled = stages.allSatisfy { ($0.pooled?.fit.studyCount ?? 0) > 1 }
            for stage in stages {
                items.append(keyFigure(of: stage, result, isPooled: arePooled))
            }
        }
        let cards = items.map { name, value, detail -> Markup in
            "<div><dt>\(name)</dt><dd><b>\(value)</b> <small>\(detail)</small></dd></div>\n"
        }
        return "<dl class=\"key\">\n\(cards)</dl>\n"
    }

    /// The pooled figure of a stage, or the weighted mean where not every stage has a pool.
    private func keyFigure(
        of stage: StageSummary,
        _ result: PlannedResult,
        isPooled: Bool
    ) -> (String, String, String) {
        let name = "\(result.plan.measure.title), \(stage.stage.title.lowercased())"
        if isPooled, let pooled = stage.pooled {
            return (
                name, NumberText.proportion(pooled.estimate),
                "pooled, \(NumberText.level(result.plan.level)) CI "
                    + NumberText.proportions(pooled.interval)
            )
        }
        guard let mean = stage.weightedMean else {
            return (name, NumberText.none, "no weighted mean: no sample size stated")
        }
        return (
            name, NumberText.proportion(mean.mean),
            "weighted mean of \(NumberText.counted(mean.studies, "evaluation", "evaluations")), "
                + "n = \(NumberText.count(mean.patients))"
        )
    }
}
