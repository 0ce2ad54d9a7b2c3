extension Instrument {
    /// PROBAST+AI (2025), for prediction models made with regression or machine learning.
    ///
    /// Two parts with separate results: development (16 questions, concern about quality) and
    /// evaluation (18 questions, risk of bias). An unfavourable answer raises a flag and leaves
    /// the judgement to the assessor. The questions of domain 4 of the evaluation may be
    /// answered for each kind of performance (`4.2/internal`); the first is asked once.
    ///
    /// - Reference: Moons et al. (2025), doi:10.1136/bmj-2024-082505.
    public static let probastAI = Instrument(
        id: "probast-ai",
        name: "PROBAST+AI",
        version: "2025",
        citation: InstrumentCitation(
            text: "Moons KGM, Damen JAA, Kaul T, et al. PROBAST+AI: an updated quality, risk of "
                + "bias, and applicability assessment tool for prediction models using "
                + "regression or artificial intelligence methods. BMJ 2025;388:e082505.",
            doi: "10.1136/bmj-2024-082505",
            form: "https://www.probast.org"
        ),
        appraised: .model,
        answers: [.yes, .probablyYes, .probablyNo, .no, .noInformation, .notApplicable],
        parts: [
            InstrumentPart(
                id: "development",
                name: "Model development",
                appraised: .model,
                concern: "concern about quality"
            ),
            InstrumentPart(
                id: "evaluation",
                name: "Model evaluation",
                appraised: .evaluation,
                concern: "risk of bias"
            ),
        ],
        partIsRequired: true,
        judgements: [.low, .unclear, .high],
        domains: [
            probastAIParticipants, probastAIPredictors, probastAIOutcome,
            AppraisalDomain(
                number: 4,
                name: "Analysis",
                questions: probastAIDevelopmentAnalysis + probastAIEvaluationAnalysis
            ),
        ],
        domainRule: .unfavourableAnswerIsFlagged,
        overallRule: .worstDomain
    )

    private static let probastAIParticipants = AppraisalDomain(
        number: 1,
        name: "Participants and data sources",
        questions: [
            SignallingQuestion("1.1", "Do the data sources suit the prediction question?"),
            SignallingQuestion("1.2", "Does the study design suit the prediction question?"),
            SignallingQuestion(
                "1.3",
                "Do the data still represent the target population after all exclusions?"
            ),
        ],
        applicabilityPrompt: "Do participants and data sources fit the intended use?"
    )

    private static let probastAIPredictors = AppraisalDomain(
        number: 2,
        name: "Predictors",
        questions: [
            SignallingQuestion(
                "2.1",
                "Was each predictor defined and assessed alike in everybody?"
            ),
            SignallingQuestion("2.2", "Was each predictor preprocessed alike in everybody?"),
            SignallingQuestion(
                "2.3",
                "Were predictors assessed without knowledge of the outcome?"
            ),
            SignallingQuestion(
                "2.4",
                "Is every predictor at hand where and when the model is to be used?"
            ),
        ],
        applicabilityPrompt: "Do predictors, their assessment and timing fit the intended use?"
    )

    private static let probastAIOutcome = AppraisalDomain(
        number: 3,
        name: "Outcome",
        questions: [
            SignallingQuestion("3.1", "Was the outcome well defined and established?"),
            SignallingQuestion("3.2", "Was the outcome established alike in everybody?"),
            SignallingQuestion(
                "3.3",
                "Was the outcome established without knowing the predictors?"
            ),
            SignallingQuestion(
                "3.4",
                "Did a suitable time pass between predictors and outcome?"
            ),
        ],
        applicabilityPrompt: "Do the outcome, its definition and timing fit the intended use?"
    )

    private static let probastAIDevelopmentAnalysis: [SignallingQuestion] = [
        SignallingQuestion(
            "4.1",
            "Was the sample large enough to develop the model?",
            parts: ["development"]
        ),
        SignallingQuestion(
            "4.2",
            "Were continuous and categorical predictors handled suitably?",
            parts: ["development"]
        ),
        SignallingQuestion(
            "4.3",
            "Were missing and censored data dealt with suitably?",
            parts: ["development"]
        ),
        SignallingQuestion(
            "4.4",
            "Where class imbalance was corrected, was the model recalibrated afterwards?",
            parts: ["development"],
            allowsNotApplicable: true
        ),
        SignallingQuestion(
            "4.5",
            "Was something suitable done against overfitting?",
            parts: ["development"]
        ),
    ]

    private static let performanceKinds = ["apparent", "internal", "external"]

    private static let probastAIEvaluationAnalysis: [SignallingQuestion] = [
        SignallingQuestion(
            "4.1",
            "Was more than apparent performance assessed?",
            parts: ["evaluation"]
        ),
        SignallingQuestion(
            "4.2",
            "Was the sample large enough to evaluate the model?",
            parts: ["evaluation"],
            strata: performanceKinds
        ),
        SignallingQuestion(
            "4.3",
            "Were missing and censored data dealt with suitably?",
            parts: ["evaluation"],
            strata: performanceKinds
        ),
        SignallingQuestion(
            "4.4",
            "Where class imbalance was corrected, was the model evaluated on data with "
                + "the original balance?",
            parts: ["evaluation"],
            allowsNotApplicable: true,
            strata: performanceKinds
        ),
        SignallingQuestion(
            "4.5",
            "Where data were split, was leakage between the portions avoided?",
            parts: ["evaluation"],
            allowsNotApplicable: true,
            strata: performanceKinds
        ),
        SignallingQuestion(
            "4.6",
            "Where data were resampled, was every modelling step repeated each time?",
            parts: ["evaluation"],
            allowsNotApplicable: true,
            strata: performanceKinds
        ),
        SignallingQuestion(
            "4.7",
            "Were calibration, discrimination and net benefit assessed suitably?",
            parts: ["evaluation"],
            strata: performanceKinds
        ),
    ]
}
