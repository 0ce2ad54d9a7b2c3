import ModelEvaluation

@testable import Figures

/// ROC, calibration and decision curves for golden files and for looking at.
enum EvaluationSamples {
    /// Predictions that need no generator: risks in order, events where a fixed pattern says so.
    static func predictions(_ count: Int, every step: Int) throws -> CasePredictions {
        let scores = (0..<count).map { (Double($0) + 0.5) / Double(count) }
        let events = (0..<count).map { ($0 * 7 + $0 / step) % 10 < $0 * 10 / count }
        return try CasePredictions(scores: scores, events: events)
    }

    static func roc(_ names: [String], hasBand: Bool) throws -> ROCPlot {
        ROCPlot(
            curves: try names.enumerated().map { place, name in
                let cases = try predictions(60 + 20 * place, every: 3 + place)
                let curve = try cases.rocCurve()
                return ROCPlot.Curve(
                    name: name,
                    curve: curve,
                    hasBand: hasBand,
                    marks: hasBand
                        ? [.init(name: "threshold 0.5", try cases.operatingPoint(at: 0.5))] : []
                )
            },
            notes: hasBand ? ["Band: pointwise 95% intervals of the sensitivity (Wilson)."] : []
        )
    }

    /// Means of three readers each with their own curves, and a model.
    static func readers() throws -> ROCPlot {
        let curves = try ["unaided", "aided"].enumerated().map { place, name in
            let ratings = try (0..<3).map { reader in
                try predictions(60, every: 3 + reader + 2 * place).scores.map {
                    (Double(4 + place) * $0 + Double(reader) / 5).rounded()
                }
            }
            let study = try ReaderStudy(
                readers: ["A", "B", "C"],
                modalities: [name],
                ratings: [ratings],
                events: try predictions(60, every: 3 + place).events
            )
            return ROCPlot.Curve(
                name: "\(name), mean of readers",
                points: study.meanCurve(modality: 0).map {
                    .init(falsePositiveRate: $0.falsePositiveRate, sensitivity: $0.sensitivity)
                },
                parts: try (0..<3).map { reader in
                    try study.rocCurve(reader: reader, modality: 0).points.map { .init($0) }
                }
            )
        }
        return ROCPlot(
            title: "ROC curves of readers",
            curves: curves + (try roc(["model"], hasBand: false).curves),
            notes: ["Thin lines: each reader."]
        )
    }

    static func calibration(_ names: [String]) throws -> CalibrationPlot {
        CalibrationPlot(
            series: try names.enumerated().map { place, name in
                let cases = try predictions(200, every: 3 + place)
                let smooth = try cases.smoothCalibration()
                return CalibrationPlot.Series(
                    name: name,
                    groups: try cases.groupedCalibration(.equalSize(8)).groups.map { .init($0) },
                    curve: (smooth?.points ?? []).map {
                        .init(
                            predicted: $0.predicted,
                            observed: $0.observed,
                            interval: .init(lower: $0.interval.lower, upper: $0.interval.upper)
                        )
                    },
                    eventCounts: (0..<20).map { $0 },
                    nonEventCounts: (0..<20).map { 19 - $0 }
                )
            },
            notes: ["Made up."]
        )
    }

    static func simultaneous(_ name: String) throws -> ROCPlot {
        let cases = try predictions(80, every: 3)
        let band = try cases.simultaneousBand()
        return ROCPlot(
            curves: [
                ROCPlot.Curve(
                    name: name,
                    points: try cases.rocCurve().points.map { SROCPlot.Position($0) },
                    band: zip(band.lower, band.upper).map { .init(lower: $0, upper: $1) },
                    bandRates: band.falsePositiveRates
                )
            ],
            notes: ["Band: holds the whole curve with 95% confidence (Kolmogorov–Smirnov)."]
        )
    }

    static func decision(_ names: [String], hasBand: Bool = false) throws -> DecisionCurvePlot {
        let thresholds = (1...99).map { Double($0) / 100 }
        return DecisionCurvePlot(
            curves: try names.enumerated().map { place, name in
                let cases = try predictions(120, every: 3 + place)
                let points = try cases.decisionCurve(at: thresholds)
                // Made up: half as wide again as the curve is high, and none at the end.
                let limits = points.map { point -> ForestPlot.Interval? in
                    guard point.threshold < 0.9 else { return nil }
                    let half = 0.02 + abs(point.model) / 5
                    return .init(lower: point.model - half, upper: point.model + half)
                }
                return .init(name: name, points: points, band: hasBand ? limits : [])
            }
        )
    }

    static let all: [(name: String, canvas: Canvas)] = {
        let dark = FigureStyle(width: .oneAndHalf, theme: .dark)
        let single = FigureStyle(width: .single)
        let names = ["network", "radiomics & clinic", "two readers in consensus, second round"]
        let drawn: [(String, Canvas?)] = [
            ("roc-174", try? roc(["network"], hasBand: true).drawn(FigureStyle())),
            ("roc-several-84", try? roc(names, hasBand: false).drawn(single)),
            ("roc-several-129-dark", try? roc(names, hasBand: false).drawn(dark)),
            ("roc-readers-129", try? readers().drawn(FigureStyle(width: .oneAndHalf))),
            ("roc-empty-84", ROCPlot(curves: []).drawn(single)),
            ("calibration-174", try? calibration(["network"]).drawn(FigureStyle())),
            ("calibration-several-84", try? calibration(names).drawn(single)),
            ("calibration-129-dark", try? calibration(["network"]).drawn(dark)),
            ("calibration-empty-84", CalibrationPlot(series: []).drawn(single)),
            ("decision-174", try? decision(names).drawn(FigureStyle())),
            ("decision-84", try? decision(["network"]).drawn(single)),
            ("decision-129-dark", try? decision(names).drawn(dark)),
            ("roc-simultaneous-84", try? simultaneous("network").drawn(single)),
            (
                "decision-band-129",
                try? decision(names, hasBand: true).drawn(FigureStyle(width: .oneAndHalf))
            ),
            ("decision-empty-84", DecisionCurvePlot(curves: []).drawn(single)),
        ]
        return drawn.compactMap { name, canvas in canvas.map { (name, $0) } }
    }()
}
