public import Figures
import Foundation
import ModelEvaluation

/// Which band a ROC curve has.
public enum ROCBand: String, Sendable, CaseIterable {
    /// Wilson's interval of the sensitivity at each threshold.
    case pointwise
    /// A band for the curve as a whole.
    case simultaneous
}

extension PredictionReport {
    /// ROC curves of all models and groups, with thresholds given beforehand or Youden's points.
    ///
    /// - Parameter band: the band of all curves; `nil` for the pointwise one of a single curve and none of
    ///   several.
    /// - Returns: the plot.
    public func rocPlot(band: ROCBand? = nil) -> ROCPlot {
        let drawn = band ?? (curves.count == 1 ? .pointwise : nil)
        return ROCPlot(
            curves: curves.map { curve in
                var text = Self.name(curve.score, curve.group.value, among: curves.count)
                text += String(format: ": AUC %.3f", curve.auc)
                let ends = curve.ci95.compactMap(\.value)
                if ends.count == 2 {
                    text += String(format: " [%.3f, %.3f]", ends[0], ends[1])
                }
                return ROCPlot.Curve(
                    name: text,
                    points: zip(curve.sensitivity, curve.specificity).map {
                        SROCPlot.Position(falsePositiveRate: 1 - $1, sensitivity: $0)
                    },
                    band: drawn.map { curve.band($0) } ?? [],
                    bandRates: drawn == .simultaneous
                        ? curve.simultaneousBand?.falsePositiveRates ?? [] : [],
                    marks: curve.points.map { point in
                        ROCPlot.Mark(
                            name: (curves.count == 1
                                ? ""
                                : Self.name(curve.score, curve.group.value, among: curves.count)
                                    + ", ") + point.rule,
                            position: SROCPlot.Position(
                                falsePositiveRate: 1 - point.specificity,
                                sensitivity: point.sensitivity
                            ),
                            falsePositiveRateInterval: Self.interval(point.specificityCI95).map {
                                ForestPlot.Interval(lower: 1 - $0.upper, upper: 1 - $0.lower)
                            },
                            sensitivityInterval: Self.interval(point.sensitivityCI95)
                        )
                    }
                )
            },
            notes: drawn.map { [note(on: $0)] } ?? []
        )
    }

    private func note(on band: ROCBand) -> String {
        let percent = Int(((curves.first?.level ?? 0.95) * 100).rounded())
        if band == .pointwise {
            return "Band: pointwise \(percent)% intervals of the sensitivity (Wilson)."
        }
        let isClustered = curves.contains { $0.simultaneousBand?.method == .clusterBootstrap }
        let how = isClustered ? "cluster bootstrap" : "Kolmogorov–Smirnov"
        return "Band: holds the whole curve with \(percent)% confidence (\(how))."
    }

    /// Calibration of all models whose scores are probabilities.
    ///
    /// - Returns: the plot; empty where no score is a probability.
    public func calibrationPlot() -> CalibrationPlot {
        CalibrationPlot(
            series: calibration.map { one in
                CalibrationPlot.Series(
                    name: Self.name(one.score, one.group.value, among: calibration.count),
                    groups: one.groups.map { CalibrationPlot.Group($0) },
                    curve: (one.smooth.value?.points ?? []).map {
                        CalibrationPlot.Group(
                            predicted: $0.predicted,
                            observed: $0.observed,
                            interval: ForestPlot.Interval(
                                lower: $0.interval.lower,
                                upper: $0.interval.upper
                            )
                        )
                    },
                    eventCounts: one.eventHistogram,
                    nonEventCounts: one.nonEventHistogram
                )
            },
            notes: calibration.compactMap { one in
                guard let model = one.model.value else { return nil }
                var text = Self.name(one.score, one.group.value, among: calibration.count) + ":"
                if let intercept = model.intercept, let slope = model.slope {
                    text += String(
                        format: " intercept %.2f, slope %.2f,",
                        intercept.estimate,
                        slope.estimate
                    )
                }
                text += String(format: " O:E %.2f", model.observedExpected.ratio)
                if let smooth = one.smooth.value {
                    text += String(
                        format: ", ICI %.3f, E50 %.3f, E90 %.3f",
                        smooth.integratedIndex,
                        smooth.e50,
                        smooth.e90
                    )
                }
                return text + "."
            }
        )
    }

    /// Decision curves of the models on one group of cases.
    ///
    /// - Parameter group: the group; `nil` where there are no groups.
    /// - Returns: the plot; empty where no score is a probability.
    public func decisionPlot(group: String? = nil) -> DecisionCurvePlot {
        let members = calibration.filter { $0.group.value == group }
        return DecisionCurvePlot(
            title: group.map { "Decision curve, \($0)" } ?? "Decision curve",
            curves: members.map { one in
                DecisionCurvePlot.Curve(
                    name: one.score,
                    points: one.decision,
                    band: (one.decisionBand ?? []).map { limits in
                        limits.map { ForestPlot.Interval(lower: $0.lower, upper: $0.upper) }
                    }
                )
            },
            notes: decisionNotes
        )
    }

    private var decisionNotes: [String] {
        guard let resampling else { return [] }
        let percent = Int(((curves.first?.level ?? 0.95) * 100).rounded())
        return [
            "Band: pointwise \(percent)% percentile intervals over \(resampling.resamples) samples of "
                + "the \(resampling.units)."
        ]
    }

    /// The groups in the order of the curves; one `nil` where there are none.
    public var groups: [String?] {
        var found: [String?] = []
        for curve in curves where !found.contains(curve.group.value) {
            found.append(curve.group.value)
        }
        return found
    }

    private static func name(_ score: String, _ group: String?, among count: Int) -> String {
        group.map { "\(score), \($0)" } ?? score
    }

    private static func interval(_ ends: [Figure]) -> ForestPlot.Interval? {
        let values = ends.compactMap(\.value)
        guard values.count == 2 else { return nil }
        return ForestPlot.Interval(lower: values[0], upper: values[1])
    }
}

extension PredictionReport.Curve {
    /// Wilson's limits of the sensitivity at each threshold, or those of the whole curve.
    fileprivate func band(_ kind: ROCBand) -> [ForestPlot.Interval] {
        switch kind {
        case .pointwise:
            sensitivityLimits.map { ForestPlot.Interval(lower: $0[0], upper: $0[1]) }
        case .simultaneous:
            simultaneousBand.map { band in
                zip(band.lower, band.upper).map { ForestPlot.Interval(lower: $0, upper: $1) }
            } ?? []
        }
    }
}
