public import Figures
import Foundation

extension DiagnosticResult {
    /// Sensitivity and specificity of each study side by side, with the summary of each group.
    ///
    /// - Parameter level: level of the intervals, for the headings.
    /// - Returns: the plot.
    public func forestPlot(level: Double = 0.95) -> PairedForestPlot {
        func rows(_ members: [Study]) -> [PairedForestPlot.Row] {
            members.map { study in
                PairedForestPlot.Row(
                    label: study.study,
                    counts: PairedForestPlot.Counts(
                        truePositives: Int(study.tp),
                        falsePositives: Int(study.fp),
                        falseNegatives: Int(study.fn),
                        trueNegatives: Int(study.tn)
                    ),
                    sensitivity: Self.accuracy(study.sensitivity, study.sensitivityCI),
                    specificity: Self.accuracy(study.specificity, study.specificityCI)
                )
            }
        }
        var groups = [PairedForestPlot.Group(heading: nil, rows: rows(studies))]
        if let section = subgroups.value {
            groups = section.groups.sorted { $0.key < $1.key }.map { name, group in
                PairedForestPlot.Group(
                    heading: name,
                    rows: rows(studies.filter { $0.group.value == name }),
                    pooled: Self.pooled(group.summary.value, label: "Summary")
                )
            }
            let rest = rows(studies.filter { $0.group.value == nil })
            if !rest.isEmpty {
                groups.append(PairedForestPlot.Group(heading: "No subgroup", rows: rest))
            }
        }
        var wording = PairedForestPlot.Wording()
        wording.interval = "[\(Int((level * 100).rounded()))%\u{00A0}CI]"
        return PairedForestPlot(
            title: "Sensitivity and specificity",
            groups: groups,
            overall: Self.pooled(summary.value, label: "Summary of all studies"),
            wording: wording
        )
    }

    /// The studies in ROC space with summary points, regions and curves.
    ///
    /// - Parameters:
    ///   - level: level of intervals and regions, for the legend.
    ///   - marks: circles by size, or cross-hairs of both intervals.
    /// - Returns: the plot, with a colour for each subgroup.
    public func sroc(level: Double = 0.95, marks: SROCPlot.StudyMarks = .sized) -> SROCPlot {
        let groups: [SROCPlot.Group]
        if let section = subgroups.value {
            groups = section.groups.sorted { $0.key < $1.key }.map { name, group in
                Self.group(
                    name,
                    studies.filter { $0.group.value == name },
                    group.summary.value,
                    group.sroc.value
                )
            }
        } else {
            groups = [Self.group("", studies, summary.value, sroc.value)]
        }
        let percent = "\(Int((level * 100).rounded()))%"
        var wording = SROCPlot.Wording()
        wording.confidenceRegion = "\(percent) confidence region"
        wording.predictionRegion = "\(percent) prediction region"
        wording.crossHairs = "Bars: \(percent) confidence intervals."
        return SROCPlot(groups: groups, studyMarks: marks, wording: wording)
    }

    /// A funnel plot of log diagnostic odds ratios against 1/√ESS with the line of Deeks' test.
    ///
    /// - Returns: the plot.
    public func funnelPlot() -> FunnelPlot {
        let members = studies.indices.filter {
            studies[$0].tp + studies[$0].fn > 0 && studies[$0].fp + studies[$0].tn > 0
        }
        let points = members.compactMap { index -> FunnelPlot.Study? in
            let study = studies[index]
            guard let ratio = perStudy.dor[index].value else { return nil }
            let (diseased, healthy) = (study.tp + study.fn, study.fp + study.tn)
            return FunnelPlot.Study(
                label: study.study,
                estimate: ratio,
                standardError: ((diseased + healthy) / (4 * diseased * healthy)).squareRoot()
            )
        }
        let test = smallStudyEffects.deeks.value
        var line: FunnelPlot.RegressionLine?
        if let intercept = test?.intercept.value, let slope = test?.slope.value {
            line = FunnelPlot.RegressionLine(limitEstimate: exp(intercept), slope: slope)
        }
        var wording = FunnelPlot.Wording()
        wording.regression = "Deeks’ regression"
        return FunnelPlot(
            title: "Funnel plot, diagnostic odds ratio",
            studies: points,
            axis: .ratio("Diagnostic odds ratio"),
            standardErrorLabel: "1/√ESS (effective sample size)",
            pooled: dorDSL.value?.logDOR.value.map { exp($0) },
            limitQuantile: nil,
            regression: line,
            wording: wording,
            notes: test.map { ["Deeks' test: p = \(PoolResult.probability($0.pValue))."] } ?? []
        )
    }

    private static func accuracy(_ value: Figure, _ ends: [Figure]) -> PairedForestPlot.Accuracy? {
        value.value.map { PairedForestPlot.Accuracy($0, interval: interval(ends)) }
    }

    private static func interval(_ ends: [Figure]) -> ForestPlot.Interval? {
        let values = ends.compactMap(\.value)
        guard values.count == 2 else { return nil }
        return ForestPlot.Interval(lower: values[0], upper: values[1])
    }

    private static func pooled(
        _ summary: DiagnosticSummary?,
        label: String
    ) -> PairedForestPlot.Pooled? {
        guard let summary else { return nil }
        let revman = summary.revman
        var spread: String?
        if let first = revman.varianceSensitivity.value,
            let second = revman.varianceSpecificity.value
        {
            spread =
                "Variance between studies (logit): sensitivity \(PoolResult.short(first)), "
                + "specificity \(PoolResult.short(second))"
                + (revman.correlation.value.map { ", correlation \(PoolResult.short($0))" } ?? "")
        }
        return PairedForestPlot.Pooled(
            label: label,
            sensitivity: accuracy(summary.sensitivity, summary.sensitivityCI),
            specificity: accuracy(summary.specificity, summary.specificityCI),
            heterogeneity: spread
        )
    }

    private static func group(
        _ name: String,
        _ studies: [Study],
        _ summary: DiagnosticSummary?,
        _ curve: CurveSection?
    ) -> SROCPlot.Group {
        func positions(_ points: [[Double]]) -> [SROCPlot.Position] {
            points.map { SROCPlot.Position(falsePositiveRate: $0[0], sensitivity: $0[1]) }
        }
        var point: SROCPlot.Position?
        if let sensitivity = summary?.sensitivity.value,
            let specificity = summary?.specificity.value
        {
            point = SROCPlot.Position(
                falsePositiveRate: 1 - specificity,
                sensitivity: sensitivity
            )
        }
        let curves = curve.map { section -> [SROCPlot.Curve] in
            guard !section.curve.isEmpty else { return [] }
            return [
                SROCPlot.Curve(
                    name: "Summary ROC curve"
                        + (section.auc.value.map { String(format: ", AUC %.2f", $0) } ?? ""),
                    observed: positions(section.curve),
                    extrapolated: section.extrapolated.map(positions)
                )
            ]
        }
        return SROCPlot.Group(
            name: name,
            studies: studies.compactMap { study in
                guard let sensitivity = study.sensitivity.value,
                    let specificity = study.specificity.value
                else { return nil }
                let ends = study.specificityCI.compactMap(\.value)
                return SROCPlot.Study(
                    label: study.study,
                    position: SROCPlot.Position(
                        falsePositiveRate: 1 - specificity,
                        sensitivity: sensitivity
                    ),
                    falsePositiveRateInterval: ends.count == 2
                        ? ForestPlot.Interval(lower: 1 - ends[1], upper: 1 - ends[0]) : nil,
                    sensitivityInterval: interval(study.sensitivityCI),
                    size: study.tp + study.fp + study.fn + study.tn
                )
            },
            curves: curves ?? [],
            summaryPoint: point,
            confidenceRegion: positions(curve?.confidenceRegion ?? []),
            predictionRegion: positions(curve?.predictionRegion ?? [])
        )
    }
}
