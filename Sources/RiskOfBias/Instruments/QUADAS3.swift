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
        citation: quadas3Citation,
        appraised: .estimate,
        answers: [.yes, .probablyYes, .probablyNo, .no, .noInformation],
        judgements: [.low, .insufficientInformation, .high],
        domains: [
            quadas3Participants, quadas3IndexTest, quadas3TargetCondition, quadas3Analysis,
        ],
        domainRule: .unfavourableAnswerIsFlagged,
        overallRule: .worstDomain,
        estimatesInheritStudyAnswers: true,
        needsIdealTrial: true,
        guidanceSource: quadas3Citation
    )

    private static let quadas3Citation = InstrumentCitation(
        text: "QUADAS-3. Ann Intern Med 2026.",
        doi: "10.7326/annals-25-02104",
        form: "https://doi.org/10.7326/annals-25-02104"
    )

    private static let quadas3Participants = AppraisalDomain(
        number: 1,
        name: "Participants",
        questions: [
            SignallingQuestion(
                "1.1",
                "Did everybody enter through one and the same gate?",
                guidance:
                    "Yes if all came in by the same criteria, with the condition suspected but "
                    + "not yet settled. No if people known to have the condition and people "
                    + "known not to have it were gathered separately: accuracy then tends to "
                    + "look too good."
            ),
            SignallingQuestion(
                "1.2",
                "Was enrolment prospective?",
                guidance:
                    "Yes if people were enrolled before results were known and followed a plan. "
                    + "No if they were found afterwards in records, where having both tests "
                    + "often depended on how the first one turned out. 'No information' if "
                    + "neither can be made out."
            ),
            SignallingQuestion(
                "1.3",
                "Was enrolment consecutive or at random?",
                guidance:
                    "Yes if all eligible people of a period, or a random part of them, were "
                    + "asked. No for a convenience sample or people picked by those who treat "
                    + "them. 'No information' if the paper does not say."
            ),
            SignallingQuestion(
                "1.4",
                "Do participants represent those in whom the test is to be used?",
                guidance:
                    "Yes if severity, other diseases and earlier tests are those of people who "
                    + "would be tested in practice. No if difficult or mild cases were left "
                    + "out, or only clear ones taken in. Look at exclusions and at the table "
                    + "of characteristics."
            ),
        ],
        applicabilityPrompt: "Do participants fit the ideal test accuracy trial?",
        applicabilityGuidance:
            "Hold people and setting against the ideal trial of your protocol. High if they "
            + "differ so that accuracy would probably change; insufficient information if "
            + "they are hardly described."
    )

    private static let quadas3IndexTest = AppraisalDomain(
        number: 2,
        name: "Index test",
        questions: [
            SignallingQuestion(
                "2.1",
                "Was the index test run as its instructions say?",
                guidance:
                    "Yes if the test was run as its maker or the protocol prescribes, for "
                    + "everybody. No if samples, equipment, version or procedure departed "
                    + "from that in a way that may change results. 'No information' if it is "
                    + "not described."
            ),
            SignallingQuestion(
                "2.2",
                "Was the index test read blind to the reference standard?",
                guidance:
                    "Yes if the paper says so, or if the index test was read before the reference "
                    + "standard was done. No if readers knew its result. It matters most "
                    + "where reading needs judgement."
            ),
            SignallingQuestion(
                "2.3",
                "Did its readers have the same information as in practice?",
                guidance:
                    "Yes if readers knew of age, symptoms and earlier findings what they would "
                    + "know in practice. No if they were told more, or kept from what is "
                    + "usual. A test that no person interprets suffers little."
            ),
            SignallingQuestion(
                "2.4",
                "Was the index test's threshold fixed in advance?",
                guidance:
                    "Yes if the cut-off was named before the data were seen, or taken from "
                    + "earlier work or the maker. No if it was chosen because it did best in "
                    + "these data. 'No information' if its origin is not told."
            ),
        ],
        applicabilityPrompt: "Does the index test fit the ideal test accuracy trial?",
        applicabilityGuidance:
            "Hold device, version, execution and readers against the ideal trial of your "
            + "protocol. High if they differ so that accuracy would probably change; "
            + "insufficient information if the test is hardly described."
    )

    private static let quadas3TargetCondition = AppraisalDomain(
        number: 3,
        name: "Target condition",
        questions: [
            SignallingQuestion(
                "3.1",
                "Is the reference standard adequate for the target condition?",
                guidance:
                    "Yes if the reference standard is known to tell well who has the target "
                    + "condition, in such people. No if its errors would count as errors of "
                    + "the index test. Say in the protocol which standards you accept."
            ),
            SignallingQuestion(
                "3.2",
                "Was the target condition assessed in everybody?",
                guidance:
                    "Yes if the reference standard was obtained in all; a part drawn at random "
                    + "does less harm. No if it was done or left out depending on the index "
                    + "test or on symptoms. Compare numbers in the flow chart."
            ),
            SignallingQuestion(
                "3.3",
                "Was it assessed the same way in everybody?",
                guidance:
                    "Yes if one standard served all. No if it changed with the index test, for "
                    + "example biopsy after a positive and follow-up after a negative one. "
                    + "Weigh how differently the standards would classify."
            ),
            SignallingQuestion(
                "3.4",
                "Is the index test kept out of the reference standard?",
                guidance:
                    "Yes if the target condition was decided without the index test. No if its "
                    + "result was a part of the standard, or lay before a panel that made the "
                    + "diagnosis: both then agree too well."
            ),
            SignallingQuestion(
                "3.5",
                "Was the reference standard run as its instructions say?",
                guidance:
                    "Yes if the standard was carried out as prescribed, by people able to do so. "
                    + "No if equipment, samples, follow-up or execution departed from that in "
                    + "a way that may misclassify. 'No information' if it is not described."
            ),
            SignallingQuestion(
                "3.6",
                "Was the reference standard read blind to the index test?",
                guidance:
                    "Yes if the paper says so, or if the reference standard was done and read "
                    + "first. No if its readers knew the index test. An objective standard "
                    + "suffers little."
            ),
            SignallingQuestion(
                "3.7",
                "Was the reference standard's threshold fixed in advance?",
                guidance:
                    "Yes if the limit between having and not having the condition was laid down "
                    + "before the data were seen, or is the usual one. No if it was set after "
                    + "looking at results. 'No information' if its origin is not told."
            ),
            SignallingQuestion(
                "3.8",
                "Was the time between index test and reference suitable?",
                guidance:
                    "Say in the protocol how long is acceptable for this condition. Yes if nearly "
                    + "all had both within it, without treatment in between. No if the "
                    + "condition could change before the second. 'No information' if no "
                    + "interval is given."
            ),
        ],
        applicabilityPrompt: "Does the target condition fit the ideal test accuracy trial?",
        applicabilityGuidance:
            "Hold the target condition, as the standard defines it, against the ideal trial of "
            + "your protocol. High if another stage, form or time is meant; insufficient "
            + "information if the definition is not clear."
    )

    private static let quadas3Analysis = AppraisalDomain(
        number: 4,
        name: "Analysis",
        questions: [
            SignallingQuestion(
                "4.1",
                "Did everybody enter the analysis?",
                guidance:
                    "Yes if all who entered the study stand behind the estimate. No if people "
                    + "dropped out, or were left out, in a number or for reasons that may "
                    + "change it. Compare the numbers enrolled with those in the two-by-two "
                    + "table."
            ),
            SignallingQuestion(
                "4.2",
                "Were missing data dealt with suitably?",
                guidance:
                    "Missing, failed and indeterminate results count here. Yes if there are none, "
                    + "or if the method for them is stated and sensible. No if they were "
                    + "silently left out or put on the side that suits. 'No information' if "
                    + "nothing is said."
            ),
            SignallingQuestion(
                "4.3",
                "Is the unit of analysis that of the ideal test accuracy trial?",
                guidance:
                    "Yes if one counts what the ideal trial counts: people, lesions, segments, "
                    + "images. No if several units of a person are counted as if they were "
                    + "independent, or lesions stand for people."
            ),
            SignallingQuestion(
                "4.4",
                "Were the estimates calculated properly?",
                guidance:
                    "Yes if sensitivity and specificity follow from the counts shown, and "
                    + "intervals allow for clusters and sampling. No if numbers do not add "
                    + "up, the wrong denominator was used, or a case-control sample gave "
                    + "predictive values. Work it out again where you can."
            ),
        ]
    )
}
