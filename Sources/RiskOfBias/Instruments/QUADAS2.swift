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
        citation: quadas2Citation,
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
                        "Were patients enrolled consecutively or at random?",
                        guidance:
                            "Yes if all eligible patients of a period, or a random part of them, "
                            + "were asked. No for a convenience sample or patients chosen by "
                            + "those who treat them. Unclear if the paper does not say how "
                            + "they were found; 'retrospective' alone settles nothing."
                    ),
                    SignallingQuestion(
                        "1.2",
                        "Was the design other than case-control?",
                        guidance:
                            "Yes if one group with the suspicion was tested, and only then it "
                            + "became known who has the condition. No if known cases were set "
                            + "against healthy people or others known not to have it: "
                            + "accuracy then tends to look too good."
                    ),
                    SignallingQuestion(
                        "1.3",
                        "Was nobody excluded who should be in?",
                        guidance:
                            "Yes if only those were left out for whom the test is not meant. No "
                            + "if difficult patients went, such as those with doubtful "
                            + "findings, poor images or other diseases that look alike. "
                            + "Unclear if exclusions are not listed."
                    ),
                ],
                applicabilityPrompt: "Do patients and setting fit the review question?",
                applicabilityGuidance:
                    "High if severity, other diseases, earlier tests or setting differ from those "
                    + "you ask about, so that accuracy would probably change. Unclear if "
                    + "patients are hardly described."
            ),
            AppraisalDomain(
                number: 2,
                name: "Index test",
                questions: [
                    SignallingQuestion(
                        "2.1",
                        "Was the index test read blind to the reference standard?",
                        guidance:
                            "Yes if the paper says so, or if the index test was read before the "
                            + "reference standard was done. No if readers knew the result. "
                            + "The more a reading depends on judgement, the more it matters; "
                            + "for a value from a machine it hardly does."
                    ),
                    SignallingQuestion(
                        "2.2",
                        "Was any threshold fixed in advance?",
                        guidance:
                            "Yes if the cut-off was named before the data were seen, or taken "
                            + "from earlier work or the maker. No if it was chosen because it "
                            + "did best in these data. Unclear if its origin is not told."
                    ),
                ],
                applicabilityPrompt:
                    "Do the index test, its conduct and reading fit the review question?",
                applicabilityGuidance:
                    "High if device, version, execution or reader differ from what you ask about, "
                    + "for example an expert with unlimited time instead of daily practice. "
                    + "Unclear if the test is hardly described."
            ),
            AppraisalDomain(
                number: 3,
                name: "Reference standard",
                questions: [
                    SignallingQuestion(
                        "3.1",
                        "Is the reference standard likely to classify correctly?",
                        guidance:
                            "Yes if the reference standard is known to tell well who has the "
                            + "condition and who has not, in these patients. No if its errors "
                            + "would count as errors of the index test. Decide in the "
                            + "protocol which standards you accept."
                    ),
                    SignallingQuestion(
                        "3.2",
                        "Was the reference standard read blind to the index test?",
                        guidance:
                            "Yes if the paper says so, or if the reference standard was done and "
                            + "read first. No if its readers knew the index test. An "
                            + "objective standard, such as a laboratory value, suffers "
                            + "little."
                    ),
                ],
                applicabilityPrompt:
                    "Does the condition that the reference standard defines fit the question?",
                applicabilityGuidance:
                    "High if the standard defines another condition than you ask about, for "
                    + "example any finding on a scan instead of disease that needs treatment. "
                    + "Unclear if it is hardly described."
            ),
            AppraisalDomain(
                number: 4,
                name: "Flow and timing",
                questions: [
                    SignallingQuestion(
                        "4.1",
                        "Was the time between index test and reference suitable?",
                        guidance:
                            "Say in the protocol how long is acceptable for this condition. Yes "
                            + "if nearly all had both tests within it and without treatment "
                            + "in between. No if disease could get better, worse or be "
                            + "treated before the second. Unclear if no interval is given."
                    ),
                    SignallingQuestion(
                        "4.2",
                        "Did every patient get a reference standard?",
                        guidance:
                            "Yes if everybody who had the index test was verified; a part drawn "
                            + "at random does less harm. No if verification depended on the "
                            + "index test or on symptoms: sensitivity then tends to look too "
                            + "high. Compare numbers in the flow chart."
                    ),
                    SignallingQuestion(
                        "4.3",
                        "Did every patient get the same one?",
                        guidance:
                            "Yes if one standard served all. No if it changed with the index "
                            + "test, for example biopsy after a positive and follow-up after "
                            + "a negative one. Weigh how differently the standards would "
                            + "classify."
                    ),
                    SignallingQuestion(
                        "4.4",
                        "Did every patient enter the analysis?",
                        guidance:
                            "Yes if all who were recruited stand in the two-by-two table. No if "
                            + "those with missing, failed or indeterminate results were left "
                            + "out and are too many to be without effect. Unclear if the "
                            + "numbers do not add up."
                    ),
                ]
            ),
        ],
        domainRule: .unfavourableAnswerIsFlagged,
        overallRule: .notSummarised,
        guidanceSource: quadas2Citation
    )

    private static let quadas2Citation = InstrumentCitation(
        text: "Whiting PF, Rutjes AWS, Westwood ME, et al. QUADAS-2: a revised tool for the "
            + "quality assessment of diagnostic accuracy studies. Ann Intern Med "
            + "2011;155:529-536.",
        doi: "10.7326/0003-4819-155-8-201110180-00009",
        form: "https://doi.org/10.7326/0003-4819-155-8-201110180-00009"
    )
}
