extension Checklist {
    /// PRISMA 2020: 27 items, 42 with their parts.
    static let prisma2020 = Checklist(
        id: "prisma-2020",
        title: "PRISMA 2020",
        reference: "Page MJ, et al. BMJ 2021;372:n71, doi:10.1136/bmj.n71.",
        note: nil,
        items: [
            .init("1", "Title", "Title", "Say in the title that it is a systematic review", .title),
            .init(
                "2",
                "Abstract",
                "Abstract",
                "Give an abstract by the list for abstracts",
                .abstract
            ),
            .init(
                "3",
                "Introduction",
                "Rationale",
                "Why the review is needed beside what is known",
                .rationale
            ),
            .init("4", "Introduction", "Objectives", "The question the review answers", .question),
            .init(
                "5",
                "Methods",
                "Eligibility criteria",
                "Criteria in and out, and grouping for synthesis",
                .eligibility
            ),
            .init(
                "6",
                "Methods",
                "Information sources",
                "All sources, and when each was last searched",
                .sources
            ),
            .init(
                "7",
                "Methods",
                "Search strategy",
                "Whole queries with limits and filters",
                .strategies
            ),
            .init(
                "8",
                "Methods",
                "Selection process",
                "How many people decided how, and tools used",
                .selection
            ),
            .init(
                "9",
                "Methods",
                "Data collection process",
                "How many people took data how, and tools used",
                .collection
            ),
            .init(
                "10a",
                "Methods",
                "Data items: outcomes",
                "Outcomes sought and how results were chosen",
                .outcomes
            ),
            .init(
                "10b",
                "Methods",
                "Data items: other variables",
                "Other variables sought and assumptions made",
                .variables
            ),
            .init(
                "11",
                "Methods",
                "Study risk of bias assessment",
                "Instrument, assessors, tools used",
                .biasMethods
            ),
            .init("12", "Methods", "Effect measures", "Figure used for each outcome", .measures),
            .init(
                "13a",
                "Methods",
                "Synthesis: eligibility",
                "How it was decided which studies enter which synthesis",
                .synthesisEligibility
            ),
            .init(
                "13b",
                "Methods",
                "Synthesis: preparation",
                "Conversions and handling of missing figures",
                .preparation
            ),
            .init(
                "13c",
                "Methods",
                "Synthesis: display",
                "How results are tabulated and drawn",
                .display
            ),
            .init(
                "13d",
                "Methods",
                "Synthesis: methods",
                "Models, software, reasons for them",
                .synthesisMethods
            ),
            .init(
                "13e",
                "Methods",
                "Synthesis: heterogeneity",
                "How causes of heterogeneity were explored",
                .heterogeneityMethods
            ),
            .init(
                "13f",
                "Methods",
                "Synthesis: sensitivity",
                "Sensitivity analyses done",
                .sensitivityMethods
            ),
            .init(
                "14",
                "Methods",
                "Reporting bias assessment",
                "How bias from missing results was assessed",
                .smallStudyMethods
            ),
            .init(
                "15",
                "Methods",
                "Certainty assessment",
                "How certainty was judged",
                .certaintyMethods
            ),
            .init(
                "16a",
                "Results",
                "Study selection: flow",
                "Numbers from search to inclusion, best as a diagram",
                .flow
            ),
            .init(
                "16b",
                "Results",
                "Study selection: exclusions",
                "Near misses that were excluded, and why",
                .excluded
            ),
            .init(
                "17",
                "Results",
                "Study characteristics",
                "Each study with its features",
                .characteristics
            ),
            .init(
                "18",
                "Results",
                "Risk of bias in studies",
                "Judgements for each study",
                .biasResults
            ),
            .init(
                "19",
                "Results",
                "Results of individual studies",
                "Figures and intervals for each study",
                .individualResults
            ),
            .init(
                "20a",
                "Results",
                "Syntheses: characteristics",
                "Studies and risk of bias behind each synthesis",
                .synthesisCharacteristics
            ),
            .init(
                "20b",
                "Results",
                "Syntheses: results",
                "Pooled figures, precision, heterogeneity",
                .pooledResults
            ),
            .init(
                "20c",
                "Results",
                "Syntheses: heterogeneity",
                "What was found on causes of heterogeneity",
                .heterogeneityResults
            ),
            .init(
                "20d",
                "Results",
                "Syntheses: sensitivity",
                "What sensitivity analyses showed",
                .sensitivityResults
            ),
            .init(
                "21",
                "Results",
                "Reporting biases",
                "Bias from missing results, per synthesis",
                .smallStudyResults
            ),
            .init(
                "22",
                "Results",
                "Certainty of evidence",
                "Certainty for each outcome",
                .certaintyResults
            ),
            .init(
                "23a",
                "Discussion",
                "Interpretation",
                "What the results mean beside other evidence",
                .interpretation
            ),
            .init(
                "23b",
                "Discussion",
                "Limitations of the evidence",
                "What limits the included evidence",
                .evidenceLimits
            ),
            .init(
                "23c",
                "Discussion",
                "Limitations of the review",
                "What limits the way the review was done",
                .processLimits
            ),
            .init(
                "23d",
                "Discussion",
                "Implications",
                "What follows for practice, policy, research",
                .implications
            ),
            .init(
                "24a",
                "Other information",
                "Registration",
                "Register and number, or none",
                .registration
            ),
            .init(
                "24b",
                "Other information",
                "Protocol",
                "Where the protocol is, or none",
                .protocolAccess
            ),
            .init(
                "24c",
                "Other information",
                "Amendments",
                "Changes since registration or protocol",
                .amendments
            ),
            .init("25", "Other information", "Support", "Money and other support", .funding),
            .init(
                "26",
                "Other information",
                "Competing interests",
                "Interests of the authors",
                .interests
            ),
            .init(
                "27",
                "Other information",
                "Availability",
                "Forms, data, code and where they are",
                .availability
            ),
        ]
    )
}
