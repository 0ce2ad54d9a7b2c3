extension Checklist {
    /// PRISMA-DTA: 27 items; the publication leaves out the numbers 15 and 22 and adds D1 and D2.
    static let prismaDTA = Checklist(
        id: "prisma-dta",
        title: "PRISMA-DTA",
        reference: "McInnes MDF, et al. JAMA 2018;319:388-396, doi:10.1001/jama.2017.19163.",
        note: nil,
        items: [
            .init(
                "1",
                "Title and abstract",
                "Title",
                "Say that it is a review of diagnostic accuracy",
                .title
            ),
            .init(
                "2",
                "Title and abstract",
                "Abstract",
                "Give an abstract by the DTA list for abstracts",
                .abstract
            ),
            .init(
                "3",
                "Introduction",
                "Rationale",
                "Why the review is needed beside what is known",
                .rationale
            ),
            .init(
                "D1",
                "Introduction",
                "Clinical role of index test",
                "Intended use, place in care, accuracy needed",
                .clinicalRole
            ),
            .init(
                "4",
                "Introduction",
                "Objectives",
                "Question by participants, index test, target condition",
                .question
            ),
            .init(
                "5",
                "Methods",
                "Protocol and registration",
                "Where the protocol is, register and number",
                .protocolAccess
            ),
            .init(
                "6",
                "Methods",
                "Eligibility criteria",
                "Features of studies and reports that made them eligible",
                .eligibility
            ),
            .init(
                "7",
                "Methods",
                "Information sources",
                "All sources and when last searched",
                .sources
            ),
            .init("8", "Methods", "Search", "Whole queries for every source", .strategies),
            .init("9", "Methods", "Study selection", "How studies were chosen", .selection),
            .init(
                "10",
                "Methods",
                "Data collection process",
                "How data were taken from reports",
                .collection
            ),
            .init(
                "11",
                "Methods",
                "Definitions for data extraction",
                "Target condition, tests, reference standards and other terms",
                .definitions
            ),
            .init(
                "12",
                "Methods",
                "Risk of bias and applicability",
                "How bias and applicability were assessed",
                .biasMethods
            ),
            .init(
                "13",
                "Methods",
                "Diagnostic accuracy measures",
                "Main figures and the unit they count",
                .measures
            ),
            .init(
                "14",
                "Methods",
                "Synthesis of results",
                "How data were handled, combined, and variability described",
                .preparation
            ),
            .init("D2", "Methods", "Meta-analysis", "Models used for pooling", .synthesisMethods),
            .init(
                "16",
                "Methods",
                "Additional analyses",
                "Sensitivity, subgroup, regression analyses",
                .sensitivityMethods
            ),
            .init("17", "Results", "Study selection", "Numbers from search to inclusion", .flow),
            .init(
                "18",
                "Results",
                "Study characteristics",
                "Each study with its features",
                .characteristics
            ),
            .init(
                "19",
                "Results",
                "Risk of bias and applicability",
                "Judgements for each study",
                .biasResults
            ),
            .init(
                "20",
                "Results",
                "Results of individual studies",
                "Counts and accuracy for each study",
                .individualResults
            ),
            .init(
                "21",
                "Results",
                "Synthesis of results",
                "Accuracy with variability, pooled with intervals",
                .pooledResults
            ),
            .init(
                "23",
                "Results",
                "Additional analyses",
                "What further analyses showed",
                .sensitivityResults
            ),
            .init(
                "24",
                "Discussion",
                "Summary of evidence",
                "Main findings and strength of evidence",
                .interpretation
            ),
            .init(
                "25",
                "Discussion",
                "Limitations",
                "Limits of studies and of the review",
                .processLimits
            ),
            .init(
                "26",
                "Discussion",
                "Conclusions",
                "Meaning, use of the test, further research",
                .implications
            ),
            .init("27", "Other", "Funding", "Money and role of funders", .funding),
        ]
    )
}

extension Checklist {
    /// Topics of TRIPOD-SRMA, without numbers: those of the publication could not be checked.
    static let tripodSRMA = Checklist(
        id: "tripod-srma",
        title: "TRIPOD-SRMA (topics)",
        reference: "Snell KIE, et al. BMJ 2023;381:e073538, doi:10.1136/bmj-2022-073538.",
        note:
            "The topics of reviews of prediction models, without item numbers, since the 26 items of the publication could not be checked against it: find the number of each topic there, and see that none is missing.",
        items: [
            .init(
                "",
                "Title",
                "Title",
                "Say that it is a review of prediction models, of which and for whom",
                .title
            ),
            .init("", "Abstract", "Abstract", "A structured abstract of the review", .abstract),
            .init(
                "",
                "Introduction",
                "Rationale",
                "Why a review of these models is needed",
                .rationale
            ),
            .init(
                "",
                "Introduction",
                "Objectives",
                "Question by population, models, outcome, time and setting",
                .question
            ),
            .init(
                "",
                "Methods",
                "Eligibility criteria",
                "Criteria for studies and models",
                .eligibility
            ),
            .init(
                "",
                "Methods",
                "Information sources",
                "All sources and when last searched",
                .sources
            ),
            .init("", "Methods", "Search strategy", "Whole queries", .strategies),
            .init(
                "",
                "Methods",
                "Selection process",
                "How studies and models were chosen",
                .selection
            ),
            .init(
                "",
                "Methods",
                "Data collection process",
                "How data were taken, and by whom",
                .collection
            ),
            .init(
                "",
                "Methods",
                "Data items",
                "Items taken on studies, models and validation",
                .variables
            ),
            .init(
                "",
                "Methods",
                "Risk of bias and applicability",
                "Instrument and its use",
                .biasMethods
            ),
            .init(
                "",
                "Methods",
                "Performance measures",
                "Discrimination, calibration, utility: which figures",
                .measures
            ),
            .init(
                "",
                "Methods",
                "Preparation of figures",
                "Restored figures and standard errors, scales",
                .preparation
            ),
            .init(
                "",
                "Methods",
                "Synthesis methods",
                "Models of meta-analysis, intervals, prediction intervals",
                .synthesisMethods
            ),
            .init(
                "",
                "Methods",
                "Heterogeneity and sensitivity",
                "Causes of heterogeneity, sensitivity analyses",
                .heterogeneityMethods
            ),
            .init("", "Methods", "Certainty", "How certainty was judged", .certaintyMethods),
            .init("", "Results", "Study selection", "Numbers from search to inclusion", .flow),
            .init(
                "",
                "Results",
                "Characteristics of studies and models",
                "Each study and model with its features",
                .characteristics
            ),
            .init(
                "",
                "Results",
                "Risk of bias and applicability",
                "Judgements for each study or model",
                .biasResults
            ),
            .init(
                "",
                "Results",
                "Results of individual studies",
                "Performance for each validation",
                .individualResults
            ),
            .init(
                "",
                "Results",
                "Results of syntheses",
                "Pooled performance, intervals, heterogeneity",
                .pooledResults
            ),
            .init(
                "",
                "Results",
                "Further analyses",
                "Change between stages, subgroups, sensitivity",
                .heterogeneityResults
            ),
            .init("", "Discussion", "Interpretation", "What the results mean", .interpretation),
            .init(
                "",
                "Discussion",
                "Limitations",
                "Limits of evidence and review",
                .evidenceLimits
            ),
            .init("", "Discussion", "Implications", "Use of the models, research", .implications),
            .init(
                "",
                "Other",
                "Registration and protocol",
                "Register, number, where the protocol is",
                .registration
            ),
            .init(
                "",
                "Other",
                "Support and interests",
                "Money, role of funders, interests",
                .funding
            ),
            .init("", "Other", "Availability", "Data, code, forms", .availability),
        ]
    )
}
