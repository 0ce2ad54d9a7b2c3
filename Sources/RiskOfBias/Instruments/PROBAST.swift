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
        overallRule: .worstDomain
    )

    private static let probastParticipants = AppraisalDomain(
        number: 1,
        name: "Participants",
        questions: [
            SignallingQuestion(
                "1.1",
                "Do the data come from a source that suits the prediction question?"
            ),
            SignallingQuestion(
                "1.2",
                "Were the right people let in and the right people left out?"
            ),
        ],
        applicabilityPrompt: "Do participants and setting fit the review question?"
    )

    private static let probastPredictors = AppraisalDomain(
        number: 2,
        name: "Predictors",
        questions: [
            SignallingQuestion(
                "2.1",
                "Was each predictor defined and assessed alike in everybody?"
            ),
            SignallingQuestion(
                "2.2",
                "Were predictors assessed by people who did not know the outcome?"
            ),
            SignallingQuestion(
                "2.3",
                "Is every predictor at hand at the moment the model is to be used?"
            ),
        ],
        applicabilityPrompt:
            "Do the predictors, their definition, assessment and timing fit the review question?"
    )

    private static let probastOutcome = AppraisalDomain(
        number: 3,
        name: "Outcome",
        questions: [
            SignallingQuestion("3.1", "Was the outcome established by a suitable method?"),
            SignallingQuestion(
                "3.2",
                "Was the outcome's definition fixed in advance or a usual standard?"
            ),
            SignallingQuestion(
                "3.3",
                "Is the outcome's definition free of the predictors?"
            ),
            SignallingQuestion(
                "3.4",
                "Was the outcome defined and established alike in everybody?"
            ),
            SignallingQuestion(
                "3.5",
                "Was the outcome established without knowing the predictors?"
            ),
            SignallingQuestion(
                "3.6",
                "Did a suitable time pass between predictors and outcome?"
            ),
        ],
        applicabilityPrompt:
            "Do the outcome, its definition, timing and determination fit the review question?"
    )

    private static let probastAnalysis = AppraisalDomain(
        number: 4,
        name: "Analysis",
        questions: [
            SignallingQuestion("4.1", "Did enough participants have the outcome?"),
            SignallingQuestion(
                "4.2",
                "Were continuous and categorical predictors handled suitably?"
            ),
            SignallingQuestion("4.3", "Did everybody who was enrolled enter the analysis?"),
            SignallingQuestion("4.4", "Were missing values dealt with suitably?"),
            SignallingQuestion(
                "4.5",
                "Was choosing predictors by univariable tests avoided?",
                parts: ["development"]
            ),
            SignallingQuestion(
                "4.6",
                "Were censoring, competing risks and the way of sampling taken into account?"
            ),
            SignallingQuestion(
                "4.7",
                "Was performance assessed with the measures that matter?"
            ),
            SignallingQuestion(
                "4.8",
                "Were overfitting and optimistic performance accounted for?",
                parts: ["development"]
            ),
            SignallingQuestion(
                "4.9",
                "Do the final model's predictors and weights match the analysis reported?",
                parts: ["development"]
            ),
        ]
    )
}
