@testable import Figures

/// Agreement of made-up people.
enum AgreementSamples {
    private static func row(
        _ label: String,
        _ agreed: Int,
        _ kappa: Double?,
        _ other: (Double, Double)
    ) -> AgreementPlot.Row {
        func coefficient(_ value: Double, _ half: Double) -> AgreementPlot.Coefficient {
            .init(
                estimate: value,
                interval: .init(lower: max(-1, value - half), upper: min(1, value + half))
            )
        }
        return AgreementPlot.Row(
            label: label,
            subjects: 24,
            agreed: agreed,
            coefficients: [
                kappa.map { coefficient($0, 0.45) }, coefficient(other.0, 0.3),
                agreed == 24 ? .init(estimate: 1) : coefficient(other.1, 0.25),
            ]
        )
    }

    static let appraisal = AgreementPlot(
        title: "Agreement of the assessors",
        groups: [
            .init(
                heading: "Anna and Ben",
                rows: [
                    row("1.1", 22, 0.62, (0.83, 0.88)), row("1.2", 15, 0.12, (0.25, 0.31)),
                    row("2.1", 24, nil, (1, 1)), row("D1 Participants", 17, 0.26, (0.42, 0.47)),
                    row("A1 Participants, applicability", 19, -0.09, (0.58, 0.72)),
                    row("D4 Analysis", 20, -0.31, (0.67, 0.79)),
                    row("overall", 18, 0.4, (0.5, 0.55)),
                ]
            )
        ],
        notes: ["Dashed: agreement by chance."]
    )

    static let screening = AgreementPlot(
        title: "Agreement of the reviewers",
        groups: [
            .init(
                heading: "Title and abstract",
                rows: [
                    .init(
                        label: "Anna and Ben",
                        subjects: 12_480,
                        agreed: 12_106,
                        coefficients: [
                            .init(estimate: 0.63, interval: .init(lower: 0.59, upper: 0.66)),
                            .init(estimate: 0.94, interval: .init(lower: 0.935, upper: 0.945)),
                            .init(estimate: 0.97, interval: .init(lower: 0.967, upper: 0.973)),
                        ]
                    )
                ]
            ),
            .init(
                heading: "Full text",
                rows: [
                    .init(
                        label: "Anna and Ben",
                        subjects: 311,
                        agreed: 270,
                        coefficients: [
                            .init(estimate: 0.71, interval: .init(lower: 0.63, upper: 0.79)),
                            .init(estimate: 0.74, interval: .init(lower: 0.65, upper: 0.8)),
                            .init(estimate: 0.76, interval: .init(lower: 0.69, upper: 0.83)),
                        ]
                    )
                ]
            ),
        ]
    )

    static var all: [(name: String, canvas: Canvas)] {
        [
            ("agreement-174", appraisal.drawn(FigureStyle())),
            (
                "agreement-screening-129-dark",
                screening.drawn(.init(width: .oneAndHalf, theme: .dark))
            ),
            ("agreement-84", appraisal.drawn(FigureStyle(width: .single))),
            ("agreement-none-84", AgreementPlot(groups: []).drawn(FigureStyle(width: .single))),
        ]
    }
}
