import Deduplication
import Figures
import MetaAnalysis
import Review
import RiskOfBias

/// A figure of the report.
public struct ReportFigure: Sendable, Equatable {
    /// Short name, unique in the report; names the file.
    public let id: String
    /// Title as printed.
    public let title: String
    /// The figure as an SVG file.
    public let svg: String

    /// Path of the file below the folder of the report.
    public var path: String { "figures/\(id).svg" }
}

extension Report {
    /// The PRISMA 2020 flow diagram.
    public var prismaFigure: ReportFigure {
        let diagram = PRISMAFlowDiagram(flow: flow)
        return ReportFigure(id: "prisma", title: diagram.labels.title, svg: diagram.render())
    }

    /// The overlap of the sources as an UpSet plot; `nil` with fewer than two sources.
    public var overlapFigure: ReportFigure? {
        let overlap = state.sourceOverlap
        guard overlap.sources.count > 1 else { return nil }
        let plot = SourceOverlapPlot(overlap)
        return ReportFigure(id: "source-overlap", title: plot.title, svg: plot.render())
    }

    /// Studies per year by modality; `nil` without a study.
    public var studiesPerYearFigure: ReportFigure? {
        guard !state.studies.isEmpty else { return nil }
        let groups = description.modalities.map(\.label)
        let entries = description.years.flatMap { year in
            zip(groups, year.counts).map {
                StudiesPerYear.Entry(year: year.year, group: $0, count: $1)
            }
        }
        let figure = StudiesPerYear(
            title: "Studies per year by modality",
            entries: entries,
            groupOrder: groups
        )
        return ReportFigure(id: "studies-per-year", title: figure.title, svg: figure.render())
    }

    /// A forest plot per planned analysis that has evaluations.
    public var forestFigures: [ReportFigure] { results.indices.compactMap { forestFigure($0) } }

    /// The forest plot of a planned analysis; `nil` if no evaluation reports the figure.
    ///
    /// - Parameter index: place of the analysis in `results`.
    /// - Returns: The figure, with the stages as groups.
    public func forestFigure(_ index: Int) -> ReportFigure? {
        guard results.indices.contains(index), !results[index].stages.isEmpty else { return nil }
        let plot = forestPlot(results[index])
        return ReportFigure(
            id: "forest-\(slug(index))",
            title: results[index].plan.title,
            svg: plot.render()
        )
    }

    private func forestPlot(_ result: PlannedResult) -> ForestPlot {
        let level = NumberText.level(result.plan.level)
        let measure = result.plan.measure.title
        let isPartial = result.stages.flatMap(\.evaluations).contains { $0.estimate == nil }
        var axis = ForestPlot.Axis.areaUnderCurve(measure)
        if result.plan.measure != .auc { axis.covered = [] }
        return ForestPlot(
            title: result.plan.title,
            groups: result.stages.map(forestGroup),
            axis: axis,
            estimateHeading: "\(measure) [\(level)\u{00A0}CI]",
            columns: [.init("n", alignment: .trailing)],
            riskOfBiasDomains: riskOfBiasColumns,
            wording: riskWording,
            decimals: 3,
            predictionLabel: "\(level) prediction interval",
            notes: isPartial
                ? ["Open circles: no standard error could be restored; not in the pool."] : []
        )
    }

    private func forestGroup(_ stage: StageSummary) -> ForestPlot.Group {
        let isPool = (stage.pooled?.fit.studyCount ?? 0) > 1
        let rows = stage.evaluations.map { row in
            ForestPlot.Row(
                label: row.label,
                cells: [row.source.row.size.map(String.init) ?? "–"],
                estimate: row.value,
                interval: row.interval.map(drawn),
                weight: isPool ? row.weight : nil,
                riskOfBias: riskLevels(of: row.source.row)
            )
        }
        let pooled = stage.pooled.flatMap { pooled in
            isPool
                ? ForestPlot.Pooled(
                    label: "Random effects",
                    estimate: pooled.estimate,
                    interval: drawn(pooled.interval),
                    prediction: pooled.predictionInterval.map(drawn),
                    weight: 100,
                    heterogeneity: heterogeneity(pooled.fit)
                ) : nil
        }
        return ForestPlot.Group(
            heading: stage.stage.title,
            rows: rows,
            pooled: pooled,
            note: isPool
                ? nil
                : "Not pooled: " + (stage.whyNotPooled ?? "one evaluation with a standard error")
                    + "."
        )
    }

    private func drawn(_ interval: MetaAnalysis.Interval) -> ForestPlot.Interval {
        ForestPlot.Interval(lower: interval.lower, upper: interval.upper)
    }

    private func heterogeneity(_ fit: RandomEffectsFit) -> String {
        "I² = \(NumberText.percent(fit.iSquared)), τ² = \(NumberText.tauSquared(fit.tauSquared)), "
            + "Q = \(NumberText.fixed(fit.cochranQ, decimals: 2)) "
            + "(df \(fit.studyCount - 1), \(NumberText.pStatement(fit.cochranQPValue)))"
    }

    /// The traffic light and the bars that sum it up; none without an appraisal.
    public var riskOfBiasFigures: [ReportFigure] {
        guard let table = trafficLight else { return [] }
        var bars = table
        bars.title = "\(table.title), summary"
        return [
            ReportFigure(
                id: "risk-of-bias-summary",
                title: bars.title,
                svg: RiskOfBiasSummary(table: bars).render()
            ),
            ReportFigure(id: "risk-of-bias", title: table.title, svg: table.render()),
        ]
    }

    private var trafficLight: TrafficLight? {
        guard let instrument, !appraisals.isEmpty else { return nil }
        let hasOverall = instrument.overallRule != .notSummarised
        func domains(_ domains: [AppraisalDomain], _ letter: String) -> [ForestPlot.Domain] {
            domains.map { ForestPlot.Domain("\(letter)\($0.number)", name: $0.name) }
                + (hasOverall ? [ForestPlot.Domain("Overall", name: "Overall")] : [])
        }
        var sections = [
            TrafficLight.Section(
                heading: "Risk of bias",
                domains: domains(instrument.domains, "D")
            )
        ]
        let applicable = judgedApplicability
        if !applicable.isEmpty {
            sections.append(
                .init(heading: "Applicability", domains: domains(applicable, "A"))
            )
        }
        let numbers = Set(applicable.map(\.number))
        let rows = appraisals.map { appraisal in
            var bias = appraisal.domains.map { RiskLevel($0.judgement) }
            var concern = appraisal.domains.filter { numbers.contains($0.number) }
                .map { RiskLevel($0.applicability) }
            if hasOverall {
                bias.append(RiskLevel(appraisal.overall))
                concern.append(RiskLevel(appraisal.overallApplicability))
            }
            return TrafficLight.Row(
                label: name(of: appraisal.subject),
                judgements: applicable.isEmpty ? [bias] : [bias, concern]
            )
        }
        return TrafficLight(
            title: "Risk of bias (\(instrument.name))",
            sections: sections,
            rows: rows,
            wording: riskWording
        )
    }
}
