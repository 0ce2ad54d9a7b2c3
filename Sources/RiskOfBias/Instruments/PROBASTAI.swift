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
        citation: probastAICitation,
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
        overallRule: .worstDomain,
        guidanceSource: probastAICitation
    )

    private static let probastAICitation = InstrumentCitation(
        text: "Moons KGM, Damen JAA, Kaul T, et al. PROBAST+AI: an updated quality, risk of "
            + "bias, and applicability assessment tool for prediction models using "
            + "regression or artificial intelligence methods. BMJ 2025;388:e082505.",
        doi: "10.1136/bmj-2024-082505",
        form: "https://www.probast.org"
    )

    private static let probastAIParticipants = AppraisalDomain(
        number: 1,
        name: "Participants and data sources",
        questions: [
            SignallingQuestion(
                "1.1",
                "Do the data sources suit the prediction question?",
                guidance:
                    "Yes if the source was made for the purpose, or is known to hold the needed "
                    + "items reliably and for the right people (a cohort, a trial, a sound "
                    + "registry). No if data were picked up where they happened to be, or "
                    + "their origin cannot be followed, as with some public image sets."
            ),
            SignallingQuestion(
                "1.2",
                "Does the study design suit the prediction question?",
                guidance:
                    "Yes for a cohort or trial, or for nested case-control data whose sampling "
                    + "the analysis takes into account. No for separate groups of cases and "
                    + "controls, or for a cross-sectional design where the future is "
                    + "predicted. 'No information' if the design cannot be made out."
            ),
            SignallingQuestion(
                "1.3",
                "Do the data still represent the target population after all exclusions?",
                guidance:
                    "Yes if those left after all exclusions still resemble the people for whom "
                    + "the model is meant, whatever their group. No if exclusions took away "
                    + "hard cases, poor images, incomplete records or whole groups of people. "
                    + "A flow chart with reasons helps."
            ),
        ],
        applicabilityPrompt: "Do participants and data sources fit the intended use?",
        applicabilityGuidance:
            "Start from the intended use. High if people, setting, equipment or period differ so "
            + "much from it that performance would probably change; unclear if the paper "
            + "tells too little about them."
    )

    private static let probastAIPredictors = AppraisalDomain(
        number: 2,
        name: "Predictors",
        questions: [
            SignallingQuestion(
                "2.1",
                "Was each predictor defined and assessed alike in everybody?",
                guidance:
                    "Yes if one definition and one way of measuring held for everybody and every "
                    + "site. No if scanners, protocols, devices or raters differed between "
                    + "groups in a way that matters to the model."
            ),
            SignallingQuestion(
                "2.2",
                "Was each predictor preprocessed alike in everybody?",
                guidance:
                    "Cleaning, scaling, coding, cropping, extraction of features and the like. "
                    + "Yes if the same fixed steps were applied to all. No if steps differed "
                    + "between sites or between people with and without the outcome. 'No "
                    + "information' if the steps are not described."
            ),
            SignallingQuestion(
                "2.3",
                "Were predictors assessed without knowledge of the outcome?",
                guidance:
                    "Yes if predictors were recorded before the outcome was known, or by people "
                    + "or software without access to it. No if the outcome was known when "
                    + "images were marked or features chosen by hand. Automatic measurement "
                    + "speaks for yes."
            ),
            SignallingQuestion(
                "2.4",
                "Is every predictor at hand where and when the model is to be used?",
                guidance:
                    "Think of the moment and the place of use. Yes if each predictor is there by "
                    + "then and by the means at hand. No if one is only known afterwards or "
                    + "needs equipment that users lack. Traces of the outcome in the data, "
                    + "such as a treatment already begun, speak for no."
            ),
        ],
        applicabilityPrompt: "Do predictors, their assessment and timing fit the intended use?",
        applicabilityGuidance:
            "High if predictors, the way or the time at which they are taken, or their "
            + "preparation differ from the intended use. Unclear if the paper does not "
            + "describe them."
    )

    private static let probastAIOutcome = AppraisalDomain(
        number: 3,
        name: "Outcome",
        questions: [
            SignallingQuestion(
                "3.1",
                "Was the outcome well defined and established?",
                guidance:
                    "Yes if an accepted or predefined definition and a method with few errors "
                    + "decided who has the outcome. No for weak labels, such as codes or "
                    + "reports read by software without a check, or a definition that was "
                    + "chosen after looking at results."
            ),
            SignallingQuestion(
                "3.2",
                "Was the outcome established alike in everybody?",
                guidance:
                    "Yes if all had the same test, labelling or follow-up. No if these depended "
                    + "on predictors, site or group, for example biopsy for suspicious scans "
                    + "and nothing for the rest, or labels by one reader here and by a panel "
                    + "there."
            ),
            SignallingQuestion(
                "3.3",
                "Was the outcome established without knowing the predictors?",
                guidance:
                    "Yes if those who set the outcome had no access to predictors, or if it needs "
                    + "no judgement, such as death. No if predictors were known, or are part "
                    + "of the definition. 'No information' if the paper is silent and the "
                    + "outcome is open to judgement."
            ),
            SignallingQuestion(
                "3.4",
                "Did a suitable time pass between predictors and outcome?",
                guidance:
                    "Yes if the outcome had time to occur or to be found, and predictors had not "
                    + "changed in between. No if follow-up was too short, or the reference "
                    + "came so long after that disease could progress or be treated."
            ),
        ],
        applicabilityPrompt: "Do the outcome, its definition and timing fit the intended use?",
        applicabilityGuidance:
            "High if another outcome, definition or time span was predicted than the intended use "
            + "asks for. Unclear if it is not described."
    )

    private static let probastAIDevelopmentAnalysis: [SignallingQuestion] = [
        SignallingQuestion(
            "4.1",
            "Was the sample large enough to develop the model?",
            parts: ["development"],
            guidance:
                "Yes if a calculation made for this kind of model and outcome was met. Without "
                + "one, weigh events per candidate parameter, dropped ones included: fewer "
                + "than about 10 speaks for no, more than 20 for yes in regression. Flexible "
                + "learners may need 200 and more."
        ),
        SignallingQuestion(
            "4.2",
            "Were continuous and categorical predictors handled suitably?",
            parts: ["development"],
            guidance:
                "Yes if continuous predictors stayed continuous, with room for curved relations, "
                + "and categories were coded by a plan. No if values were cut in two, above "
                + "all at a point found in the data, or categories merged to suit the result."
        ),
        SignallingQuestion(
            "4.3",
            "Were missing and censored data dealt with suitably?",
            parts: ["development"],
            guidance:
                "Yes for multiple imputation or methods that deal with gaps as such, and for "
                + "survival methods where follow-up ends early. No if people with gaps or "
                + "short follow-up were dropped without showing that it does no harm. 'No "
                + "information' if it is not mentioned."
        ),
        SignallingQuestion(
            "4.4",
            "Where class imbalance was corrected, was the model recalibrated afterwards?",
            parts: ["development"],
            allowsNotApplicable: true,
            guidance:
                "Oversampling, undersampling, synthetic cases and class weights shift predicted "
                + "risks. Yes if the risks were brought back to the true frequency of the "
                + "outcome afterwards. No if they were not. 'Not applicable' if the balance "
                + "was left as it was."
        ),
        SignallingQuestion(
            "4.5",
            "Was something suitable done against overfitting?",
            parts: ["development"],
            guidance:
                "Yes if the model's freedom was matched to the data: penalties or shrinkage, few "
                + "parameters, early stopping, settings tuned by cross-validation. No if a "
                + "flexible model met few events and nothing was done about it."
        ),
    ]

    private static let performanceKinds = ["apparent", "internal", "external"]

    private static let probastAIEvaluationAnalysis: [SignallingQuestion] = [
        SignallingQuestion(
            "4.1",
            "Was more than apparent performance assessed?",
            parts: ["evaluation"],
            guidance:
                "Apparent performance is measured on the very data the model was made with. Yes "
                + "if there is also internal (bootstrap, cross-validation, data held back) or "
                + "external evaluation. No if apparent figures are all there is."
        ),
        SignallingQuestion(
            "4.2",
            "Was the sample large enough to evaluate the model?",
            parts: ["evaluation"],
            strata: performanceKinds,
            guidance:
                "Yes if a calculation of precision was met, or at least 100 people with and 100 "
                + "without the outcome were studied; calibration curves ask for more, about "
                + "200 each. No if clearly fewer."
        ),
        SignallingQuestion(
            "4.3",
            "Were missing and censored data dealt with suitably?",
            parts: ["evaluation"],
            strata: performanceKinds,
            guidance:
                "Yes for multiple imputation or a plan that could be followed in practice, and "
                + "for measures that allow for censoring. No if people with gaps or short "
                + "follow-up were dropped without showing that it does no harm. 'No "
                + "information' if it is not mentioned."
        ),
        SignallingQuestion(
            "4.4",
            "Where class imbalance was corrected, was the model evaluated on data with "
                + "the original balance?",
            parts: ["evaluation"],
            allowsNotApplicable: true,
            strata: performanceKinds,
            guidance:
                "Yes if performance was measured on people in whom the outcome is as frequent as "
                + "it is in truth. No if the test data were over- or undersampled, too: "
                + "calibration and predictive values are then wrong. 'Not applicable' if "
                + "nothing was corrected."
        ),
        SignallingQuestion(
            "4.5",
            "Where data were split, was leakage between the portions avoided?",
            parts: ["evaluation"],
            allowsNotApplicable: true,
            strata: performanceKinds,
            guidance:
                "Yes if the data were split before anything was learned, and all images and "
                + "visits of a person lie in one portion. No if scaling, imputation, "
                + "selection or tuning saw the test portion, or the same person stands in "
                + "both. 'Not applicable' without a split."
        ),
        SignallingQuestion(
            "4.6",
            "Where data were resampled, was every modelling step repeated each time?",
            parts: ["evaluation"],
            allowsNotApplicable: true,
            strata: performanceKinds,
            guidance:
                "Yes if each bootstrap sample or fold went through all steps again: imputation, "
                + "choice of predictors, tuning (nested), fitting. No if some were done once "
                + "on all data beforehand. 'Not applicable' if nothing was resampled."
        ),
        SignallingQuestion(
            "4.7",
            "Were calibration, discrimination and net benefit assessed suitably?",
            parts: ["evaluation"],
            strata: performanceKinds,
            guidance:
                "Yes if discrimination (c statistic), calibration (plot, slope) and net benefit "
                + "at sensible thresholds were assessed in ways that fit the outcome. No for "
                + "accuracy, F1 or sensitivity alone, for cut-offs found in the same data, or "
                + "a Hosmer-Lemeshow test alone."
        ),
    ]
}
