import Review

@testable import Figures

/// Figures with made-up but plausible numbers, for golden files and for looking at.
enum Samples {
    static let domains = [
        ForestPlot.Domain("D1", name: "Participants"), ForestPlot.Domain("D2", name: "Predictors"),
        ForestPlot.Domain("D3", name: "Outcome"), ForestPlot.Domain("D4", name: "Analysis"),
        ForestPlot.Domain("All", name: "Overall"),
    ]

    static let names = [
        "Hallinan 2021", "Fan 2021", "Zhao 2023 (multicentre cohort, hospitals B and C)",
        "Motohashi 2022", "Müller-Łukasiewicz 2024", "Koike 2023", "Noguchi 2022",
        "Hoshiai 2022", "Liu 2022", "O’Connor & van der Berg 2020", "Hong 2021", "Duan 2023",
    ]

    static func forest() -> ForestPlot {
        let aucs: [(Double, Double, Double)] = [
            (0.97, 0.94, 0.99), (0.93, 0.88, 0.96), (0.88, 0.79, 0.94), (0.95, 0.91, 0.98),
            (0.84, 0.71, 0.93), (0.90, 0.86, 0.93), (0.78, 0.66, 0.87), (0.81, 0.70, 0.89),
            (0.86, 0.80, 0.91), (0.73, 0.52, 0.88), (0.91, 0.83, 0.96), (0.79, 0.61, 0.91),
        ]
        let weights = [11.2, 10.8, 7.4, 10.1, 5.2, 12.9, 7.8, 7.3, 11.0, 3.9, 7.9, 4.5]
        let events = [120, 80, 45, 96, 31, 210, 44, 51, 120, 17, 60, 22]
        let rows = names.indices.map { index in
            ForestPlot.Row(
                label: names[index],
                cells: ["\(events[index])/\(events[index] * 3 + index * 7)", "MRI"],
                estimate: aucs[index].0,
                interval: .init(lower: aucs[index].1, upper: aucs[index].2),
                weight: weights[index],
                riskOfBias: (0..<5).map { RiskLevel.allCases[($0 * 3 + index) % 5] }
            )
        }
        let internalStage = ForestPlot.Group(
            heading: "Internal validation",
            rows: Array(rows[..<6]),
            pooled: .init(
                label: "Pooled (REML, Hartung–Knapp)",
                estimate: 0.92,
                interval: .init(lower: 0.88, upper: 0.95),
                prediction: .init(lower: 0.78, upper: 0.98),
                weight: 57.6,
                heterogeneity: "τ² = 0.21; I² = 74% (95% CI 41 to 89); Q = 19.3, df = 5, P = 0.002"
            )
        )
        var external = Array(rows[6...])
        external.append(
            ForestPlot.Row(
                label: "Xiong 2023",
                cells: ["–/61", "CT"],
                estimate: 0.84,
                riskOfBias: [.low, .low, .unclear, .high, .high]
            )
        )
        external.append(
            ForestPlot.Row(
                label: "Park 2019",
                cells: ["12/40", "CT"],
                estimate: nil,
                riskOfBias: [.high, .low]
            )
        )
        let externalStage = ForestPlot.Group(
            heading: "External validation",
            rows: external,
            pooled: .init(
                label: "Pooled (REML, Hartung–Knapp)",
                estimate: 0.82,
                interval: .init(lower: 0.76, upper: 0.87),
                prediction: .init(lower: 0.64, upper: 0.92),
                weight: 42.4,
                heterogeneity: "τ² = 0.11; I² = 48% (95% CI 0 to 79); Q = 9.7, df = 5, P = 0.08"
            ),
            note: "Not pooled: Xiong 2023, Park 2019 (no standard error can be restored)."
        )
        return ForestPlot(
            title: "AUC of models for spinal metastasis",
            groups: [internalStage, externalStage],
            overall: .init(
                label: "All stages",
                estimate: 0.88,
                interval: .init(lower: 0.84, upper: 0.91),
                prediction: .init(lower: 0.66, upper: 0.96),
                weight: 100,
                heterogeneity: "τ² = 0.28; I² = 79%; Q = 52.1, df = 11, P < 0.001"
            ),
            axis: .areaUnderCurve("Area under the ROC curve"),
            estimateHeading: "AUC [95% CI]",
            columns: [.init("Events / n", alignment: .trailing), .init("Modality")],
            riskOfBiasDomains: domains,
            notes: ["○ estimate without interval, not pooled. Invented numbers."]
        )
    }

    static func ratioForest() -> ForestPlot {
        let values: [(String, Double, Double, Double)] = [
            ("Aronson 1948", 0.41, 0.13, 1.26), ("Ferguson & Simes 1949", 0.20, 0.09, 0.49),
            ("Tiny trial 1951", 3.2, 0.004, 2400), ("Stein & Aronson 1953", 0.46, 0.39, 0.54),
            ("Vandiviere 1973", 0.20, 0.08, 0.50), ("TPT Madras 1980", 1.01, 0.89, 1.14),
            ("Coetzee & Berjak 1968", 0.63, 0.39, 1.00),
        ]
        let rows = values.map { value in
            ForestPlot.Row(
                label: value.0,
                estimate: value.1,
                interval: .init(lower: value.2, upper: value.3)
            )
        }
        return ForestPlot(
            title: "Risk ratios",
            groups: [.init(rows: rows)],
            overall: .init(
                label: "Random effects",
                estimate: 0.49,
                interval: .init(lower: 0.34, upper: 0.70),
                prediction: .init(lower: 0.15, upper: 1.55),
                heterogeneity: "I² = 92%"
            ),
            axis: .ratio("Risk ratio (log scale)"),
            estimateHeading: "RR [95% CI]"
        )
    }

    static func flow(update: Bool, other: Bool) -> PRISMAFlow {
        var flow = PRISMAFlow()
        flow.databaseTotal = 2417
        flow.databases = [
            .init(label: "MEDLINE (PubMed)", count: 812), .init(label: "Embase (Ovid)", count: 903),
            .init(label: "Scopus", count: 402), .init(label: "Web of Science", count: 300),
        ]
        flow.registerTotal = 37
        flow.registers = [.init(label: "ClinicalTrials.gov", count: 37)]
        flow.duplicates = 988
        flow.excludedAutomatic = 12
        flow.excludedOther = 0
        flow.screened = 1454
        flow.excluded = 1301
        flow.awaitingScreening = update ? 4 : 0
        flow.reports = .init(
            sought: 149,
            notRetrieved: 6,
            assessed: 143,
            excluded: [
                .init(label: "No validation of a model", count: 61),
                .init(
                    label: "Not spinal metastasis, or not separable from other tumours",
                    count: 30
                ),
                .init(label: "No performance measure", count: 14),
            ],
            awaiting: update ? 2 : 0
        )
        if other {
            flow.websites = 3
            flow.organisations = 1
            flow.citations = 22
            flow.otherReports = .init(
                sought: 26,
                notRetrieved: 1,
                assessed: 25,
                excluded: [.init(label: "Duplicate cohort", count: 24)]
            )
        }
        flow.newStudies = 36
        flow.newReports = 39
        if update {
            flow.previousStudies = 12
            flow.previousReports = 14
            flow.totalStudies = 48
            flow.totalReports = 53
        }
        flow.studiesInMetaAnalysis = update ? 31 : 24
        return flow
    }

    static func trafficLight() -> TrafficLight {
        var generator = SplitMix(seed: 5)
        let rows = names.enumerated().map { index, name in
            let bias = (0..<4).map { _ in
                [RiskLevel.low, .low, .high, .unclear].randomElement(using: &generator) ?? .low
            }
            let concern = (0..<3).map { _ in
                [RiskLevel.low, .low, .low, .high, .unclear].randomElement(using: &generator)
                    ?? .low
            }
            return TrafficLight.Row(
                label: name,
                judgements: [
                    bias + [
                        bias.contains(.high) ? .high : bias.contains(.unclear) ? .unclear : .low
                    ],
                    index == 4 ? [] : concern + [concern.contains(.high) ? .high : .low],
                ],
                weight: Double(index + 1)
            )
        }
        return TrafficLight(
            title: "PROBAST judgements",
            sections: [
                .init(heading: "Risk of bias", domains: domains),
                .init(heading: "Applicability", domains: Array(domains[..<3]) + [domains[4]]),
            ],
            rows: rows,
            notes: ["PROBAST (doi:10.7326/M18-1376). Invented judgements."]
        )
    }

    static func perYear() -> StudiesPerYear {
        let table: [(Int?, String, Int)] = [
            (2001, "CT", 1), (2017, "MRI", 1), (2018, "MRI", 2), (2019, "CT", 2),
            (2019, "MRI", 3), (2020, "MRI", 4), (2020, "Bone scintigraphy", 2), (2021, "MRI", 5),
            (2021, "CT", 4), (2021, "PET/CT", 1), (2022, "MRI", 7), (2022, "CT", 5),
            (2022, "PET/CT", 2), (2022, "Radiography", 1), (2024, "MRI", 6), (2024, "CT", 8),
            (2024, "Bone scintigraphy", 1), (nil, "CT", 2),
        ]
        return StudiesPerYear(
            entries: table.map { .init(year: $0.0, group: $0.1, count: $0.2) },
            groupOrder: ["MRI", "CT"]
        )
    }

    static func overlap() -> SourceOverlapPlot {
        let table: [([String], Int)] = [
            (["PubMed", "Scopus"], 412), (["Scopus"], 230), (["Embase"], 188),
            (["PubMed", "Scopus", "Embase"], 142), (["PubMed"], 61), (["Web of Science"], 44),
            (["PubMed", "Scopus", "Embase", "Web of Science"], 39), (["Cochrane Library"], 5),
            (["Scopus", "Web of Science"], 5), (["PubMed", "Cochrane Library"], 1),
            (["Embase", "Cochrane Library"], 0),
        ]
        return SourceOverlapPlot(
            combinations: table.map { .init(sources: $0.0, count: $0.1) },
            notes: ["Invented counts."]
        )
    }

    /// All golden figures by file name.
    static var all: [(name: String, canvas: Canvas)] {
        let double = FigureStyle()
        let single = FigureStyle(width: .single)
        let diagram = { (update: Bool, other: Bool) in
            PRISMAFlowDiagram(flow: flow(update: update, other: other))
        }
        var unfinished = PRISMAFlow()
        unfinished.databaseTotal = 120
        unfinished.awaitingScreening = 120
        return [
            ("forest-174", forest().drawn(double)),
            ("forest-84", forest().drawn(single)),
            ("forest-129-dark", forest().drawn(.init(width: .oneAndHalf, theme: .dark))),
            ("forest-ratio-174", ratioForest().drawn(double)),
            ("forest-ratio-84", ratioForest().drawn(single)),
            (
                "forest-empty-84",
                ForestPlot(title: "Empty", groups: [], axis: .areaUnderCurve()).drawn(single)
            ),
            ("prisma-databases-174", diagram(false, false).drawn(double)),
            ("prisma-databases-84", diagram(false, false).drawn(single)),
            ("prisma-other-174", diagram(false, true).drawn(double)),
            ("prisma-update-174", diagram(true, true).drawn(double)),
            ("prisma-update-84", diagram(true, true).drawn(single)),
            (
                "prisma-unfinished-129",
                PRISMAFlowDiagram(flow: unfinished).drawn(.init(width: .oneAndHalf))
            ),
            ("traffic-174", trafficLight().drawn(double)),
            ("traffic-84", trafficLight().drawn(single)),
            ("summary-174", RiskOfBiasSummary(table: trafficLight()).drawn(double)),
            (
                "summary-84",
                RiskOfBiasSummary(table: trafficLight(), isWeighted: true).drawn(single)
            ),
            ("overlap-174", overlap().drawn(double)),
            ("overlap-84", overlap().drawn(single)),
            ("years-174", perYear().drawn(double)),
            ("years-84", perYear().drawn(single)),
        ] + FunnelSamples.all + SROCSamples.all + AccuracySamples.all + ForestSamples.all
            + ScatterSamples.all + RecallCurveSamples.all + EvaluationSamples.all
            + AgreementSamples.all + FROCSamples.all
    }
}
