@testable import Figures

/// FROC curves for golden files and for looking at.
enum FROCSamples {
    /// Curves that need no generator: a hit after every few false positives, ever fewer.
    static func plot(_ names: [String], scale: AxisScale = .log) -> FROCPlot {
        FROCPlot(
            curves: names.enumerated().map { place, name in
                let points = (0...40).map { step -> FROCPlot.Position in
                    let share = Double(step) / 40
                    return FROCPlot.Position(
                        falsePositivesPerCase: 8 * share * share * share,
                        sensitivity: (0.9 - 0.15 * Double(place)) * (1 - (1 - share) * (1 - share))
                    )
                }
                func sensitivity(_ rate: Double) -> Double {
                    points.last { $0.falsePositivesPerCase <= rate }?.sensitivity ?? 0
                }
                let rates = [0.125, 0.25, 0.5, 1, 2, 4, 8]
                return FROCPlot.Curve(
                    name: name,
                    points: points,
                    band: rates.map {
                        FROCPlot.Limits(
                            falsePositivesPerCase: $0,
                            sensitivity: .init(
                                lower: sensitivity($0) - 0.08,
                                upper: min(1, sensitivity($0) + 0.06)
                            )
                        )
                    },
                    marks: rates.map {
                        FROCPlot.Position(falsePositivesPerCase: $0, sensitivity: sensitivity($0))
                    }
                )
            },
            scale: scale,
            notes: ["Band: pointwise 95% intervals, made up."]
        )
    }

    static let all: [(name: String, canvas: Canvas)] = {
        let names = ["network", "radiologist & network", "two readers in consensus, second round"]
        return [
            ("froc-174", plot(["network"]).drawn(FigureStyle())),
            ("froc-several-84", plot(names).drawn(FigureStyle(width: .single))),
            (
                "froc-linear-129-dark",
                plot(names, scale: .linear).drawn(FigureStyle(width: .oneAndHalf, theme: .dark))
            ),
            ("froc-empty-84", FROCPlot(curves: []).drawn(FigureStyle(width: .single))),
        ]
    }()
}
