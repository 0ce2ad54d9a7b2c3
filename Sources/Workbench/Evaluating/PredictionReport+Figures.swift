public import Figures
import Foundation
import ModelEvaluation

extension PredictionReport {
    /// ROC curves of all models and groups, with thresholds given beforehand or Youden's points.
    ///
    /// A single curve has Wilson's limits of its sensitivity as a band.
    ///
    /// - Returns: the plot.
    public func rocPlot() -> ROCPlot {
        let percent = Int(((curves.first?.level ?? 0.95) * 100).rounded())
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
                    band: curves.count == 1 ? curve.sensitivityBand : [],
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
            notes: curves.count == 1
                ? ["Band: pointwise \(percent)% intervals of the sensitivity (Wilson)."] : []
        )
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
            curves: members.map { DecisionCurvePlot.Curve(name: $0.score, points: $0.decision) }
        )
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
    /// Wilson's limits of the sensitivity at each threshold.
    fileprivate var sensitivityBand: [ForestPlot.Interval] {
        sensitivityLimits.map { ForestPlot.Interval(lower: $0[0], upper: $0[1]) }
    }
}
