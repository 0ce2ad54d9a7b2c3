extension Instrument {
    /// PROBAST (2019), for studies that develop or evaluate a prediction model.
    ///
    /// Four domains, 20 questions, of which 4.5, 4.8 and 4.9 are only asked of a development.
    /// The prompts are our own words; the official form holds the published wording and the
    /// explanations.
    ///
    /// - Reference: Wolff et al. (2019), doi:10.7326/M18-1376.
    public static let probast = Instrument(
        id: "probast",
        name: "PROBAST",
        version: "2019",
        citation: InstrumentCitation(
            text: "Wolff RF, Moons KGM, Riley RD, et al. PROBAST: a tool to assess the risk of "
                + "bias and applicability of prediction model studies. Ann Intern Med "
                + "2019;170:51-58.",
            doi: "10.7326/m18-1376",
            form: "https://www.probast.org"
        ),
        appraised: .model,
        answers: [.yes, .probablyYes, .probablyNo, .no, .noInformation],
        parts: [
            InstrumentPart(
                id: "development",
                name: "Model development",
                appraised: .model,
                concern: "risk of bias"
            ),
            InstrumentPart(
                id: "evaluation",
                name: "Model evaluation",
                appraised: .evaluation,
                concern: "risk of bias"
            ),
        ],
        judgements: [.low, .unclear, .high],
        domains: [
            probastParticipants, probastPredictors, probastOutcome, probastAnalysis,
        ],
        domainRule: .unfavourableAnswerIsHigh,
        overallRule: .worstDomain,
        guidanceSource: InstrumentCitation(
            text: "Moons KGM, Wolff RF, Riley RD, et al. PROBAST: a tool to assess risk of bias "
                + "and applicability of prediction model studies: explanation and elaboration. "
                + "Ann Intern Med 2019;170:W1-W33.",
            doi: "10.7326/m18-1377",
            form: "https://doi.org/10.7326/m18-1377"
        )
    )

    private static let probastParticipants = AppraisalDomain(
        number: 1,
        name: "Participants",
        questions: [
            SignallingQuestion(
                "1.1",
                "Do the data come from a source that suits the prediction question?",
                guidance:
                    "Yes for a cohort, a trial or a sound registry, and for a nested case-control "
                    + "or case-cohort sample if the analysis puts the baseline risk right. No "
                    + "for cases and controls gathered apart from each other. 'No "
                    + "information' if the paper does not tell how people were sampled."
            ),
            SignallingQuestion(
                "1.2",
                "Were the right people let in and the right people left out?",
                guidance:
                    "Yes if those included are the people in whom the model would be used, "
                    + "without further selection. No if some already had the outcome at the "
                    + "start, or if groups were left out in a way that makes prediction "
                    + "easier or harder (clear cases only, say)."
            ),
        ],
        applicabilityPrompt: "Do participants and setting fit the review question?",
        applicabilityGuidance:
            "Compare age, setting, severity and earlier tests with your question. High if people "
            + "so different were studied that the model's performance would probably change; "
            + "unclear if the paper describes them too little."
    )

    private static let probastPredictors = AppraisalDomain(
        number: 2,
        name: "Predictors",
        questions: [
            SignallingQuestion(
                "2.1",
                "Was each predictor defined and assessed alike in everybody?",
                guidance:
                    "Yes if one definition and one way of measuring held for all. No if these "
                    + "differed between centres or groups, or if readers of unlike experience "
                    + "judged a predictor that needs interpretation, such as an image."
            ),
            SignallingQuestion(
                "2.2",
                "Were predictors assessed by people who did not know the outcome?",
                guidance:
                    "Yes if the paper says so, or if predictors were recorded before the outcome "
                    + "could be known, as in a prospective cohort. No if assessors knew the "
                    + "outcome. 'No information' if it is not said and the order of events "
                    + "does not settle it; subjective predictors matter most."
            ),
            SignallingQuestion(
                "2.3",
                "Is every predictor at hand at the moment the model is to be used?",
                guidance:
                    "Think of the moment at which a user would run the model. Yes if each "
                    + "predictor is known by then. No if one only becomes known later (a "
                    + "finding at surgery, say), or if a validation left out a predictor that "
                    + "it did not have."
            ),
        ],
        applicabilityPrompt:
            "Do the predictors, their definition, assessment and timing fit the review question?",
        applicabilityGuidance:
            "High if predictors are defined, measured or timed differently from what your "
            + "question has in mind, for example by a scanner or an expert reading that is "
            + "not at hand there. Unclear if the paper does not describe them."
    )

    private static let probastOutcome = AppraisalDomain(
        number: 3,
        name: "Outcome",
        questions: [
            SignallingQuestion(
                "3.1",
                "Was the outcome established by a suitable method?",
                guidance:
                    "Yes if guidelines or earlier work accept the method as good enough to tell "
                    + "who has the outcome. No if it misses or invents many cases, such as "
                    + "unchecked routine codes. Ask for the error rate, not only for the name "
                    + "of the method."
            ),
            SignallingQuestion(
                "3.2",
                "Was the outcome's definition fixed in advance or a usual standard?",
                guidance:
                    "Yes for an established definition, or one written down before the data were "
                    + "seen. No if the definition is unusual and was chosen afterwards, such "
                    + "as a cut-off that made the results look best."
            ),
            SignallingQuestion(
                "3.3",
                "Is the outcome's definition free of the predictors?",
                guidance:
                    "Yes if no predictor takes part in deciding who has the outcome. No if one "
                    + "does, for example a laboratory value that is both a predictor and a "
                    + "criterion of the diagnosis: performance then looks too good."
            ),
            SignallingQuestion(
                "3.4",
                "Was the outcome defined and established alike in everybody?",
                guidance:
                    "Yes if all got the same test or the same follow-up. No if the way depended "
                    + "on predictors or differed between centres, for example biopsy after a "
                    + "suspicious scan and follow-up after a normal one."
            ),
            SignallingQuestion(
                "3.5",
                "Was the outcome established without knowing the predictors?",
                guidance:
                    "Yes if those who decided on the outcome had no access to the predictors, or "
                    + "if it needs no judgement (death from any cause). No if they knew them "
                    + "and had to interpret. 'No information' if the paper is silent and the "
                    + "outcome is open to judgement."
            ),
            SignallingQuestion(
                "3.6",
                "Did a suitable time pass between predictors and outcome?",
                guidance:
                    "Yes if the outcome had time to occur or to be found, but not so much that "
                    + "the state of the predictors had changed. No if follow-up was too "
                    + "short, or a reference test came so late that disease could progress or "
                    + "be treated."
            ),
        ],
        applicabilityPrompt:
            "Do the outcome, its definition, timing and determination fit the review question?",
        applicabilityGuidance:
            "High if another outcome, another definition or another time span was predicted than "
            + "you ask for (a composite instead of one event, three months instead of a "
            + "year). Unclear if it is not described."
    )

    private static let probastAnalysis = AppraisalDomain(
        number: 4,
        name: "Analysis",
        questions: [
            SignallingQuestion(
                "4.1",
                "Did enough participants have the outcome?",
                guidance:
                    "Development: count events per candidate predictor parameter, those later "
                    + "dropped included. 20 or more speaks for yes, below 10 for no; between "
                    + "them weigh the rest; machine learning may need 200. Validation: at "
                    + "least 100 people with and 100 without the outcome."
            ),
            SignallingQuestion(
                "4.2",
                "Were continuous and categorical predictors handled suitably?",
                guidance:
                    "Yes if continuous predictors stayed continuous and curved relations were "
                    + "looked for; a validation must use the categories of the development. "
                    + "No if they were cut in two, above all at a point chosen from the data, "
                    + "or if rare categories were merged to suit the result."
            ),
            SignallingQuestion(
                "4.3",
                "Did everybody who was enrolled enter the analysis?",
                guidance:
                    "Yes if all who were enrolled are in the analysis, or so few are missing that "
                    + "it cannot matter. No if people were dropped for reasons tied to "
                    + "predictors or outcome, such as unclear images or loss to follow-up. "
                    + "Compare the numbers in the flow chart."
            ),
            SignallingQuestion(
                "4.4",
                "Were missing values dealt with suitably?",
                guidance:
                    "Yes for multiple imputation, or if hardly anything was missing. No if people "
                    + "with gaps were left out without showing that this does no harm, or for "
                    + "a category 'missing' or filling in the mean. 'No information' if the "
                    + "paper does not mention gaps."
            ),
            SignallingQuestion(
                "4.5",
                "Was choosing predictors by univariable tests avoided?",
                parts: ["development"],
                guidance:
                    "Yes if predictors were chosen by knowledge, by penalised or stepwise "
                    + "multivariable methods, or all were kept. No if single tests against "
                    + "the outcome (p < 0.05, for example) decided which ones entered the "
                    + "model."
            ),
            SignallingQuestion(
                "4.6",
                "Were censoring, competing risks and the way of sampling taken into account?",
                guidance:
                    "Yes if people with short follow-up, competing events, repeated measurements "
                    + "and sampling of controls are handled by methods made for them. No for "
                    + "logistic regression on censored data, deaths treated as free of the "
                    + "event, or case-control data without weights."
            ),
            SignallingQuestion(
                "4.7",
                "Was performance assessed with the measures that matter?",
                guidance:
                    "Yes if discrimination (c statistic) and calibration (a plot, a slope) are "
                    + "both reported, suited to survival data where it applies. No for only "
                    + "one of them, for a Hosmer-Lemeshow test alone, or for sensitivity and "
                    + "specificity at a cut-off found in the same data."
            ),
            SignallingQuestion(
                "4.8",
                "Were overfitting and optimistic performance accounted for?",
                parts: ["development"],
                guidance:
                    "Yes if bootstrap or cross-validation repeated every step, selection "
                    + "included, and the optimism was taken off performance and weights "
                    + "(shrinkage). No if only apparent performance is given, if the data "
                    + "were merely split once at random, or if selection was not repeated."
            ),
            SignallingQuestion(
                "4.9",
                "Do the final model's predictors and weights match the analysis reported?",
                parts: ["development"],
                guidance:
                    "Yes if the final formula or score holds exactly the predictors and weights "
                    + "of the multivariable model reported. No if weights come from "
                    + "univariable results or an earlier model, or predictors were dropped "
                    + "without refitting. 'No information' if no weights are shown."
            ),
        ]
    )
}
