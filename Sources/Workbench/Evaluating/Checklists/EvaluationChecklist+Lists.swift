// Numbers are those of transcriptions of the publications; docs/evaluation.md says of which. Topics are
// our own words.

extension EvaluationChecklist {
    /// All lists, in the order they are printed.
    static let all: [EvaluationChecklist] = [.tripodAI, .claim2024, .claim2020]

    /// The items of TRIPOD+AI on data, analysis and results of an evaluation.
    static let tripodAI = EvaluationChecklist(
        title: "TRIPOD+AI, items on performance",
        reference: "Collins GS, et al. BMJ 2024;385:e078378, doi:10.1136/bmj-2023-078378.",
        items: [
            .init("10", "Sample size", .sampleSize),
            .init("11", "Missing data", .missing),
            .init("12a", "Use of the data, partitions", .partitions),
            .init("12d", "Heterogeneity between clusters: methods", .heterogeneityMethods),
            .init("12e", "Measures and plots of performance, comparison of models", .measures),
            .init("12f", "Updating of the model: methods", .updating),
            .init("12g", "How predictions were calculated", .calculation),
            .init("13", "Class imbalance", .imbalance),
            .init("14", "Fairness: methods", .fairness),
            .init("15", "Output of the model and thresholds", .thresholds),
            .init("16", "Differences between development and evaluation", .differences),
            .init("20a", "Flow and numbers with and without the outcome", .flow),
            .init("20b", "Characteristics of each set of data", .characteristics),
            .init(
                "20c",
                "Comparison with the data of development",
                .comparisonWithDevelopment
            ),
            .init("21", "Participants and events in each analysis", .numbers),
            .init("23a", "Performance with intervals, also in subgroups", .performance),
            .init("23b", "Heterogeneity between clusters: results", .heterogeneityResults),
            .init("24", "Updating of the model: results", .updatingResults),
        ]
    )

    /// The items of CLAIM, update of 2024, that data of an evaluation touch.
    static let claim2024 = EvaluationChecklist(
        title: "CLAIM 2024, items on data and performance",
        reference: "Tejani AS, et al. Radiol Artif Intell 2024;6:e240300, doi:10.1148/ryai.240300.",
        items: [
            .init("12", "Missing data", .missing),
            .init("19", "Assignment to partitions", .partitions),
            .init("20", "Level at which partitions are disjoint", .disjointness),
            .init("21", "Intended sample size", .sampleSize),
            .init("28", "Measures of performance", .measures),
            .init("29", "Uncertainty and significance", .uncertainty),
            .init("30", "Robustness or sensitivity", .robustness),
            .init("32", "Evaluation on internal data", .internalTesting),
            .init("33", "Testing on external data", .externalTesting),
            .init("35", "Numbers included and left out", .flow),
            .init("36", "Characteristics of cases in each partition", .characteristics),
            .init("37", "Performance with its uncertainty", .partitionResults),
            .init("38", "Diagnostic performance with its precision", .accuracy),
            .init("39", "Analysis of failures", .failures),
        ]
    )

    /// The items of CLAIM of 2020 that data of an evaluation touch.
    static let claim2020 = EvaluationChecklist(
        title: "CLAIM 2020, items on data and performance",
        reference:
            "Mongan J, et al. Radiol Artif Intell 2020;2:e200029, doi:10.1148/ryai.2020200029.",
        items: [
            .init("13", "Missing data", .missing),
            .init("19", "Intended sample size", .sampleSize),
            .init("20", "Assignment to partitions", .partitions),
            .init("21", "Level at which partitions are disjoint", .disjointness),
            .init("28", "Measures of performance", .measures),
            .init("29", "Uncertainty and significance", .uncertainty),
            .init("30", "Robustness or sensitivity", .robustness),
            .init("32", "Testing on external data", .externalTesting),
            .init("33", "Flow of cases", .flow),
            .init("34", "Characteristics of cases in each partition", .characteristics),
            .init("35", "Performance on all partitions and benchmark", .partitionResults),
            .init("36", "Diagnostic accuracy with its precision", .accuracy),
            .init("37", "Analysis of failures", .failures),
        ]
    )
}
