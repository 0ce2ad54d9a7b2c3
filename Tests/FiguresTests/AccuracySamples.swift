@testable import Figures

/// Paired forest plots with made-up but plausible numbers.
enum AccuracySamples {
    /// A study with Wilson's intervals, as the pooling writes them.
    static func row(
        _ label: String,
        _ counts: (Int, Int, Int, Int),
        cells: [String] = [],
        riskOfBias: [RiskLevel] = []
    ) -> PairedForestPlot.Row {
        PairedForestPlot.Row(
            label: label,
            counts: .init(
                truePositives: counts.0,
                falsePositives: counts.1,
                falseNegatives: counts.2,
                trueNegatives: counts.3
            ),
            cells: cells,
            sensitivity: proportion(counts.0, of: counts.0 + counts.2),
            specificity: proportion(counts.3, of: counts.1 + counts.3),
            riskOfBias: riskOfBias
        )
    }

    /// A proportion with Wilson's interval; `nil` without patients.
    static func proportion(_ count: Int, of total: Int) -> PairedForestPlot.Accuracy? {
        guard total > 0 else { return nil }
        let n = Double(total)
        let share = Double(count) / n
        let z = 1.959964
        let centre = (share + z * z / (2 * n)) / (1 + z * z / n)
        let half =
            z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot() / (1 + z * z / n)
        return .init(
            share,
            interval: .init(lower: max(0, centre - half), upper: min(1, centre + half))
        )
    }

    static func paired(judged: Bool = true) -> PairedForestPlot {
        let counts = [
            (112, 14, 8, 226), (71, 9, 9, 151), (38, 22, 7, 90), (90, 3, 6, 189), (24, 0, 7, 31),
            (181, 40, 29, 380), (40, 5, 4, 83), (43, 12, 8, 70), (101, 31, 19, 209),
        ]
        let thresholds = ["0.50", "0.42", "0.50", "–", "0.31", "0.50", "0.65", "–", "0.50"]
        let rows = counts.indices.map { index in
            row(
                Samples.names[index],
                counts[index],
                cells: [thresholds[index]],
                riskOfBias: judged
                    ? (0..<4).map { RiskLevel.allCases[($0 * 3 + index) % 5] } : []
            )
        }
        let incomplete = PairedForestPlot.Row(
            label: "Xiong 2023",
            cells: ["0.50"],
            sensitivity: .init(0.78),
            specificity: nil,
            riskOfBias: judged ? [.low, .high] : []
        )
        return PairedForestPlot(
            title: "Accuracy of models for spinal metastasis",
            groups: [
                .init(
                    heading: "Internal validation",
                    rows: Array(rows[..<5]),
                    pooled: .init(
                        label: "Summary (bivariate model)",
                        sensitivity: .init(0.91, interval: .init(lower: 0.85, upper: 0.95)),
                        specificity: .init(0.94, interval: .init(lower: 0.88, upper: 0.97))
                    )
                ),
                .init(
                    heading: "External validation",
                    rows: Array(rows[5...]) + [incomplete],
                    pooled: .init(
                        label: "Summary (bivariate model)",
                        sensitivity: .init(0.86, interval: .init(lower: 0.82, upper: 0.90)),
                        specificity: .init(0.90, interval: .init(lower: 0.86, upper: 0.93))
                    ),
                    note: "Not pooled: Xiong 2023 (no counts)."
                ),
            ],
            overall: .init(
                label: "All studies",
                sensitivity: .init(
                    0.89,
                    interval: .init(lower: 0.85, upper: 0.92),
                    prediction: .init(lower: 0.71, upper: 0.96)
                ),
                specificity: .init(
                    0.92,
                    interval: .init(lower: 0.88, upper: 0.95),
                    prediction: .init(lower: 0.72, upper: 0.98)
                ),
                heterogeneity: "Variances of logit sensitivity 0.18 and logit specificity 0.47"
            ),
            columns: [.init("Threshold", alignment: .trailing)],
            riskOfBiasDomains: judged
                ? [
                    .init("P", name: "Patient selection"), .init("I", name: "Index test"),
                    .init("R", name: "Reference standard"), .init("F", name: "Flow and timing"),
                ] : [],
            notes: ["QUADAS-2 (doi:10.7326/0003-4819-155-8-201110180-00009). Invented numbers."]
        )
    }

    static var all: [(name: String, canvas: Canvas)] {
        let single = FigureStyle(width: .single)
        return [
            ("paired-174", paired().drawn(FigureStyle())),
            ("paired-129-dark", paired().drawn(.init(width: .oneAndHalf, theme: .dark))),
            ("paired-84", paired(judged: false).drawn(single)),
            ("paired-judged-84", paired().drawn(single)),
            (
                "paired-empty-84",
                PairedForestPlot(title: "Empty", groups: []).drawn(single)
            ),
        ]
    }
}
