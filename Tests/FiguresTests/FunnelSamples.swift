@testable import Figures

/// Funnel plots with made-up numbers.
enum FunnelSamples {
    /// Odds ratios of studies whose small ones found more.
    static let studies: [FunnelPlot.Study] = {
        let values: [(String, Double, Double)] = [
            ("Hallinan 2021", 0.52, 0.09), ("Fan 2021", 0.61, 0.12), ("Zhao 2023", 0.48, 0.15),
            ("Motohashi 2022", 0.70, 0.17), ("Müller-Łukasiewicz 2024", 0.44, 0.2),
            ("Koike 2023", 0.37, 0.22), ("Noguchi 2022", 0.58, 0.24), ("Hoshiai 2022", 0.33, 0.28),
            ("Liu 2022", 0.42, 0.31), ("O’Connor & van der Berg 2020", 0.25, 0.35),
            ("Hong 2021", 0.31, 0.38), ("Duan 2023", 0.19, 0.44), ("Xiong 2023", 0.35, 0.47),
            ("Park 2019", 0.14, 0.52), ("Fan 2019", 0.23, 0.55), ("Ito 2018", 0.9, 0.6),
        ]
        return values.map { .init(label: $0.0, estimate: $0.1, standardError: $0.2) }
    }()

    static func ratio() -> FunnelPlot {
        FunnelPlot(
            title: "Funnel plot of odds ratios",
            studies: studies,
            filled: [
                .init(label: "Filled: Park 2019", estimate: 1.82, standardError: 0.52),
                .init(label: "Filled: Duan 2023", estimate: 1.34, standardError: 0.44),
                .init(label: "Filled: Fan 2019", estimate: 1.1, standardError: 0.55),
            ],
            axis: .ratio("Odds ratio (log scale)"),
            pooled: 0.46,
            adjusted: 0.51,
            contours: FunnelPlot.Contour.standard,
            regression: .init(limitEstimate: 0.66, slope: -1.5),
            naming: .outsideLimits,
            notes: ["Egger’s test: t = −3.1, df = 14, p = 0.008. Invented numbers."]
        )
    }

    /// Areas under the curve, pooled as logits, with all names.
    static func areas() -> FunnelPlot {
        let values = [
            0.97, 0.93, 0.88, 0.95, 0.84, 0.90, 0.78, 0.81, 0.86, 0.73, 0.91, 0.79,
        ]
        return FunnelPlot(
            title: "Funnel plot of areas under the curve",
            studies: values.indices.map { index in
                .init(
                    label: Samples.names[index],
                    estimate: values[index],
                    standardError: 0.1 + 0.04 * Double(index * 5 % 12)
                )
            },
            axis: .init(label: "AUC (logit scale)", scale: .logit, bounds: 0...1),
            standardErrorLabel: "Standard error of the logit",
            pooled: 0.88,
            naming: .all
        )
    }

    static var all: [(name: String, canvas: Canvas)] {
        [
            ("funnel-174", ratio().drawn(.init())),
            ("funnel-84", ratio().drawn(.init(width: .single))),
            ("funnel-129-dark", ratio().drawn(.init(width: .oneAndHalf, theme: .dark))),
            ("funnel-areas-174", areas().drawn(.init())),
            ("funnel-areas-84", areas().drawn(.init(width: .single))),
            (
                "funnel-empty-84",
                FunnelPlot(studies: [], axis: .ratio("OR")).drawn(.init(width: .single))
            ),
        ]
    }
}
