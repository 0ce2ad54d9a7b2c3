extension Instrument {
    /// QUADAS-2 (2011), for studies of diagnostic accuracy.
    ///
    /// Four domains, eleven questions, no summary score. A "no" points to a potential for bias
    /// and leaves the judgement to the assessor.
    ///
    /// - Reference: Whiting et al. (2011), doi:10.7326/0003-4819-155-8-201110180-00009.
    public static let quadas2 = Instrument(
        id: "quadas-2",
        name: "QUADAS-2",
        version: "2011",
        citation: InstrumentCitation(
            text: "Whiting PF, Rutjes AWS, Westwood ME, et al. QUADAS-2: a revised tool for the "
                + "quality assessment of diagnostic accuracy studies. Ann Intern Med "
                + "2011;155:529-536.",
            doi: "10.7326/0003-4819-155-8-201110180-00009",
            form: "https://doi.org/10.7326/0003-4819-155-8-201110180-00009"
        ),
        appraised: .study,
        answers: [.yes, .no, .unclear],
        judgements: [.low, .unclear, .high],
        domains: [
            AppraisalDomain(
                number: 1,
                name: "Patient selection",
                questions: [
                    SignallingQuestion(
                        "1.1",
                        "Were patients enrolled consecutively or at random?"
                    ),
                    SignallingQuestion("1.2", "Was the design other than case-control?"),
                    SignallingQuestion("1.3", "Was nobody excluded who should be in?"),
                ],
                applicabilityPrompt: "Do patients and setting fit the review question?"
            ),
            AppraisalDomain(
                number: 2,
                name: "Index test",
                questions: [
                    SignallingQuestion(
                        "2.1",
                        "Was the index test read blind to the reference standard?"
                    ),
                    SignallingQuestion("2.2", "Was any threshold fixed in advance?"),
                ],
                applicabilityPrompt:
                    "Do the index test, its conduct and reading fit the review question?"
            ),
            AppraisalDomain(
                number: 3,
                name: "Reference standard",
                questions: [
                    SignallingQuestion(
                        "3.1",
                        "Is the reference standard likely to classify correctly?"
                    ),
                    SignallingQuestion(
                        "3.2",
                        "Was the reference standard read blind to the index test?"
                    ),
                ],
                applicabilityPrompt:
                    "Does the condition that the reference standard defines fit the question?"
            ),
            AppraisalDomain(
                number: 4,
                name: "Flow and timing",
                questions: [
                    SignallingQuestion(
                        "4.1",
                        "Was the time between index test and reference suitable?"
                    ),
                    SignallingQuestion("4.2", "Did every patient get a reference standard?"),
                    SignallingQuestion("4.3", "Did every patient get the same one?"),
                    SignallingQuestion("4.4", "Did every patient enter the analysis?"),
                ]
            ),
        ],
        domainRule: .unfavourableAnswerIsFlagged,
        overallRule: .notSummarised
    )
}
