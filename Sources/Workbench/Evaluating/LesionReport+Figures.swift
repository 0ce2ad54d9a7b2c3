public import Figures
import Foundation
import ModelEvaluation

extension LesionReport {
    /// FROC curves of all readers with the band of their samples.
    ///
    /// - Parameter scale: linear or logarithmic spacing of the false positives per case.
    /// - Returns: the plot.
    public func frocPlot(scale: AxisScale = .log) -> FROCPlot {
        let percent = Int((level * 100).rounded())
        return FROCPlot(
            curves: readers.map { reader in
                let end = reader.froc.last?.falsePositivesPerCase ?? 0
                return FROCPlot.Curve(
                    name: Self.name(reader),
                    points: reader.froc.map {
                        .init(
                            falsePositivesPerCase: $0.falsePositivesPerCase,
                            sensitivity: $0.sensitivity
                        )
                    },
                    band: reader.band.filter { $0.falsePositivesPerCase <= end }.map {
                        .init(
                            falsePositivesPerCase: $0.falsePositivesPerCase,
                            sensitivity: .init(lower: $0.interval.lower, upper: $0.interval.upper)
                        )
                    },
                    marks: reader.sensitivities.filter { $0.falsePositivesPerCase <= end }.map {
                        .init(
                            falsePositivesPerCase: $0.falsePositivesPerCase,
                            sensitivity: $0.sensitivity
                        )
                    }
                )
            },
            scale: scale,
            highestRate: highestRate,
            notes: [
                "Band: pointwise \(percent)% intervals from \(resamples) samples of the cases. Marks: "
                    + "1/8 to 8 false positives per case, whose mean sensitivity is the CPM."
            ]
        )
    }

    private static func name(_ reader: Reader) -> String {
        var text = reader.name.value.map { "\($0): " } ?? ""
        guard let metric = reader.figures.first else { return text }
        text += String(format: "\(metric.figure) %.3f", metric.estimate)
        if let limits = metric.interval.value {
            text += String(format: " [%.3f, %.3f]", limits.lower, limits.upper)
        }
        return text
    }
}
