import Figures
import MetaAnalysis
import Review

extension Report {
    /// Paired forest and summary ROC plots of the planned analyses of accuracy.
    public var accuracyFigures: [ReportFigure] {
        accuracy.indices.flatMap { index in
            [pairedForestFigure(index), summaryROCFigure(index)].compactMap { $0 }
        }
    }

    /// Sensitivity and specificity side by side, by stage; `nil` without a two-by-two table.
    ///
    /// - Parameter index: place of the analysis in `accuracy`.
    /// - Returns: the figure.
    public func pairedForestFigure(_ index: Int) -> ReportFigure? {
        let result = accuracy[index]
        let stages = result.stages.filter { !$0.evaluations.isEmpty }
        guard !stages.isEmpty else { return nil }
        let level = result.plan.level
        var wording = PairedForestPlot.Wording()
        wording.interval = "[\(NumberText.level(level))\u{00A0}CI]"
        let plot = PairedForestPlot(
            title: result.plan.title,
            groups: stages.map { stage in
                PairedForestPlot.Group(
                    heading: stage.stage.title,
                    rows: stage.evaluations.map { row in
                        PairedForestPlot.Row(
                            label: row.label + (row.origin == .restored ? " *" : ""),
                            table: row.table,
                            level: level,
                            riskOfBias: riskLevels(of: row.source.row)
                        )
                    },
                    pooled: stage.isPoolOfSeveralStudies
                        ? stage.fit.map { PairedForestPlot.Pooled(label: "Summary", fit: $0) } : nil
                )
            },
            riskOfBiasDomains: riskOfBiasColumns,
            riskWording: riskWording,
            wording: wording,
            notes: stages.flatMap(\.evaluations).contains { $0.origin == .restored }
                ? ["* Counts restored from sensitivity, specificity and sample size."] : []
        )
        return ReportFigure(
            id: "paired-forest-\(accuracySlug(index))",
            title: result.plan.title,
            svg: plot.render()
        )
    }

    /// The studies in ROC space with summary points, regions and curves of each stage; `nil` without
    /// a study that has both groups.
    ///
    /// - Parameter index: place of the analysis in `accuracy`.
    /// - Returns: the figure.
    public func summaryROCFigure(_ index: Int) -> ReportFigure? {
        let result = accuracy[index]
        let groups = result.stages.compactMap { stage -> SROCPlot.Group? in
            let studies = stage.evaluations.compactMap {
                SROCPlot.Study(label: $0.label, table: $0.table, level: result.plan.level)
            }
            guard !studies.isEmpty else { return nil }
            return SROCPlot.Group(
                name: stage.stage.title,
                studies: studies,
                fit: stage.isPoolOfSeveralStudies ? stage.fit : nil
            )
        }
        guard !groups.isEmpty else { return nil }
        let level = NumberText.level(result.plan.level)
        var wording = SROCPlot.Wording()
        wording.confidenceRegion = "\(level) confidence region"
        wording.predictionRegion = "\(level) prediction region"
        let title = "\(result.plan.title): summary ROC"
        let plot = SROCPlot(title: title, groups: groups, wording: wording)
        return ReportFigure(id: "sroc-\(accuracySlug(index))", title: title, svg: plot.render())
    }
}
