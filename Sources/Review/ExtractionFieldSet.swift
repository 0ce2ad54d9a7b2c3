/// A set of extraction fields that the program brings along.
public enum ExtractionFieldSet: String, Sendable, CaseIterable {
    /// The items of the CHARMS checklist for reviews of prediction models that the fixed columns of the
    /// sheets do not hold already.
    ///
    /// - Reference: Moons et al. (2014), doi:10.1371/journal.pmed.1001744, Table 2.
    case charms

    /// The set with a name, upper and lower case alike.
    public init?(named name: String) {
        guard let set = Self(rawValue: name.lowercased()) else { return nil }
        self = set
    }

    /// Name as printed.
    public var title: String {
        switch self {
        case .charms: "CHARMS"
        }
    }

    /// Where it was published.
    public var source: String {
        switch self {
        case .charms: "Moons et al. 2014, doi:10.1371/journal.pmed.1001744"
        }
    }

    /// The fields, in the order of the checklist.
    public var fields: [ExtractionField] {
        switch self {
        case .charms: Self.charmsFields
        }
    }

    private static func field(
        _ name: String,
        _ subject: ExtractionField.Subject,
        _ title: String,
        kind: ExtractionField.Kind = .text,
        choices: [String] = [],
        guidance: String? = nil
    ) -> ExtractionField {
        ExtractionField(
            name,
            of: subject,
            title: title,
            kind: kind,
            choices: choices,
            guidance: guidance,
            set: charms.rawValue
        )
    }

    private static let yesNo = ["yes", "no", "unclear"]

    private static var charmsFields: [ExtractionField] {
        population + outcome + predictors + development + results
    }

    private static var population: [ExtractionField] {
        [
            field(
                "recruitment",
                .cohort,
                "Recruitment",
                kind: .choice,
                choices: ["consecutive", "random", "convenience", "other"]
            ),
            field("eligibility", .cohort, "Eligibility criteria"),
            field(
                "participants",
                .cohort,
                "Description of participants",
                guidance: "Age, sex, stage …"
            ),
            field("treatments", .cohort, "Treatments received", guidance: "If relevant."),
        ]
    }

    private static var outcome: [ExtractionField] {
        [
            field("outcome_definition", .study, "Definition of the outcome, and its measurement"),
            field(
                "outcome_same",
                .study,
                "Same outcome definition and measurement in all participants",
                kind: .choice,
                choices: yesNo
            ),
            field(
                "outcome_type",
                .study,
                "Type of outcome",
                kind: .choice,
                choices: ["single", "combined"]
            ),
            field(
                "outcome_blinded",
                .study,
                "Outcome assessed without knowledge of the predictors",
                kind: .choice,
                choices: yesNo
            ),
            field(
                "outcome_includes_predictors",
                .study,
                "Candidate predictors were part of the outcome",
                kind: .choice,
                choices: yesNo,
                guidance: "As with a panel or consensus diagnosis."
            ),
            field("outcome_time", .study, "Time of the outcome, or duration of follow-up"),
        ]
    }

    private static var predictors: [ExtractionField] {
        [
            field("candidate_predictors", .model, "Number and type of candidate predictors"),
            field("predictor_measurement", .study, "Definition and measurement of predictors"),
            field("predictor_timing", .study, "Timing of predictor measurement"),
            field(
                "predictors_blinded",
                .study,
                "Predictors assessed blinded for the outcome",
                kind: .choice,
                choices: yesNo
            ),
            field(
                "predictor_handling",
                .model,
                "Handling of predictors in the modelling",
                guidance: "Continuous, linear, non-linear, categorised …"
            ),
            field("events_per_predictor", .model, "Events per candidate predictor", kind: .number),
            field(
                "missing_any",
                .cohort,
                "Participants with any missing value",
                kind: .integer,
                guidance: "In predictors or outcome."
            ),
            field("missing_each", .cohort, "Participants with missing data, for each predictor"),
            field(
                "missing_handling",
                .cohort,
                "Handling of missing data",
                kind: .choices,
                choices: [
                    "complete case", "single imputation", "multiple imputation", "within the model",
                    "none missing", "other",
                ]
            ),
        ]
    }

    private static var development: [ExtractionField] {
        [
            field(
                "modelling_method",
                .model,
                "Modelling method",
                guidance: "Logistic, survival, neural network, machine learning …"
            ),
            field(
                "assumptions_met",
                .model,
                "Modelling assumptions satisfied",
                kind: .choice,
                choices: yesNo
            ),
            field(
                "selection_before",
                .model,
                "Selection of predictors for inclusion in the modelling",
                guidance: "All candidates, or pre-selected by unadjusted association …"
            ),
            field(
                "selection_during",
                .model,
                "Selection of predictors during the modelling, with criteria",
                guidance: "Full model, backward or forward selection; p-value, AIC …"
            ),
            field(
                "shrinkage",
                .model,
                "Shrinkage of predictor weights",
                kind: .choice,
                choices: ["none", "uniform", "penalised", "other"]
            ),
        ]
    }

    private static var results: [ExtractionField] {
        [
            field(
                "calibration",
                .evaluation,
                "Calibration",
                guidance: "Plot, slope, in the large, Hosmer–Lemeshow test …; with intervals."
            ),
            field("classification", .evaluation, "Further classification measures"),
            field(
                "cut_points",
                .evaluation,
                "Cut points chosen beforehand",
                kind: .choice,
                choices: yesNo
            ),
            field(
                "evaluation_method",
                .evaluation,
                "Method of evaluation",
                kind: .choice,
                choices: [
                    "none", "random split", "cross-validation", "bootstrap", "temporal",
                    "geographical", "different setting", "different investigators",
                ]
            ),
            field(
                "updating",
                .evaluation,
                "Adjusted or updated after poor validation",
                guidance: "Intercept recalibrated, effects adjusted, predictors added …"
            ),
            field(
                "models_presented",
                .study,
                "Final and other models presented",
                guidance: "Basic, extended, simplified; with weights, intercept, baseline survival."
            ),
            field(
                "presentation",
                .model,
                "Alternative presentation of the final model",
                guidance: "Sum score, nomogram, score chart, calculator …"
            ),
            field(
                "predictors_compared",
                .evaluation,
                "Distribution of predictors compared with the development data"
            ),
            field(
                "interpretation",
                .study,
                "Interpretation of the models",
                kind: .choice,
                choices: ["confirmatory", "exploratory", "both"],
                guidance:
                    "Confirmatory: the model is useful for practice; exploratory: more research is needed."
            ),
            field(
                "discussion",
                .study,
                "Comparison with other studies, generalisability, strengths, limitations"
            ),
        ]
    }
}
