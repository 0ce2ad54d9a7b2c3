extension Instrument {
    /// QUADAS-3 (2026), for single estimates of test accuracy.
    ///
    /// Four domains, 20 questions. Answers given for a study hold for each of its estimates;
    /// only a domain that differs is answered again for the estimate.
    ///
    /// - Reference: doi:10.7326/ANNALS-25-02104.
    public static let quadas3 = Instrument(
        id: "quadas-3",
        name: "QUADAS-3",
        version: "2026",
        citation: InstrumentCitation(
            text: "QUADAS-3. Ann Intern Med 2026.",
            doi: "10.7326/annals-25-02104",
            form: "https://doi.org/10.7326/annals-25-02104"
        ),
        appraised: .estimate,
        answers: [.yes, .probablyYes, .probablyNo, .no, .noInformation],
        judgements: [.low, .insufficientInformation, .high],
        domains: [
            quadas3Participants, quadas3IndexTest, quadas3TargetCondition, quadas3Analysis,
        ],
        domainRule: .unfavourableAnswerIsFlagged,
        overallRule: .worstDomain,
        estimatesInheritStudyAnswers: true,
        needsIdealTrial: true
    )

    private static let quadas3Participants = AppraisalDomain(
        number: 1,
        name: "Participants",
        questions: [
            SignallingQuestion("1.1", "Did everybody enter through one and the same gate?"),
            SignallingQuestion("1.2", "Was enrolment prospective?"),
            SignallingQuestion("1.3", "Was enrolment consecutive or at random?"),
            SignallingQuestion(
                "1.4",
                "Do participants represent those in whom the test is to be used?"
            ),
        ],
        applicabilityPrompt: "Do participants fit the ideal test accuracy trial?"
    )

    private static let quadas3IndexTest = AppraisalDomain(
        number: 2,
        name: "Index test",
        questions: [
            SignallingQuestion("2.1", "Was the index test run as its instructions say?"),
            SignallingQuestion(
                "2.2",
                "Was the index test read blind to the reference standard?"
            ),
            SignallingQuestion(
                "2.3",
                "Did its readers have the same information as in practice?"
            ),
            SignallingQuestion("2.4", "Was the index test's threshold fixed in advance?"),
        ],
        applicabilityPrompt: "Does the index test fit the ideal test accuracy trial?"
    )

    private static let quadas3TargetCondition = AppraisalDomain(
        number: 3,
        name: "Target condition",
        questions: [
            SignallingQuestion(
                "3.1",
                "Is the reference standard adequate for the target condition?"
            ),
            SignallingQuestion("3.2", "Was the target condition assessed in everybody?"),
            SignallingQuestion("3.3", "Was it assessed the same way in everybody?"),
            SignallingQuestion(
                "3.4",
                "Is the index test kept out of the reference standard?"
            ),
            SignallingQuestion(
                "3.5",
                "Was the reference standard run as its instructions say?"
            ),
            SignallingQuestion(
                "3.6",
                "Was the reference standard read blind to the index test?"
            ),
            SignallingQuestion(
                "3.7",
                "Was the reference standard's threshold fixed in advance?"
            ),
            SignallingQuestion(
                "3.8",
                "Was the time between index test and reference suitable?"
            ),
        ],
        applicabilityPrompt: "Does the target condition fit the ideal test accuracy trial?"
    )

    private static let quadas3Analysis = AppraisalDomain(
        number: 4,
        name: "Analysis",
        questions: [
            SignallingQuestion("4.1", "Did everybody enter the analysis?"),
            SignallingQuestion("4.2", "Were missing data dealt with suitably?"),
            SignallingQuestion(
                "4.3",
                "Is the unit of analysis that of the ideal test accuracy trial?"
            ),
            SignallingQuestion("4.4", "Were the estimates calculated properly?"),
        ]
    )
}
