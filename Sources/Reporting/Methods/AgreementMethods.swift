import Review
import Screening
import Statistics

extension Report {
    /// How far the reviewers agreed before any conflict was settled.
    var agreementMethods: MethodsPart {
        var part = MethodsPart(heading: "Agreement of the reviewers")
        for stage in Stage.allCases {
            // With one pair of reviewers the coefficients of two raters are the usual ones.
            let pairs = agreements.filter { $0.stage == stage }.compactMap(\.agreement)
            if let pair = pairs.first, pairs.count == 1 {
                part.sentences.append(sentence(stage.title.lowercased(), pair))
            } else if let all = stageAgreements.first(where: { $0.stage == stage }) {
                part.sentences.append(sentence(stage.title.lowercased(), all.agreement))
            }
        }
        if !part.sentences.isEmpty {
            part.sentences.append(
                "Intervals are at 95%; agreement is on inclusion (or maybe) against exclusion."
            )
        }
        return part
    }

    private func sentence(_ stage: String, _ agreement: CategoricalAgreement) -> String {
        "At \(stage), two reviewers voted on the same "
            + "\(NumberText.counted(agreement.subjects, "document", "documents")) and agreed on "
            + "\(agreement.agreed) (\(Self.percent(agreement.proportionAgreed))), with "
            + coefficients([
                ("Cohen's κ", agreement.cohenKappa), ("PABAK", agreement.pabak),
                ("Gwet's AC1", agreement.gwetAC1),
            ]) + "."
    }

    private func sentence(_ stage: String, _ agreement: SeveralRaterAgreement) -> String {
        "At \(stage), \(NumberText.counted(agreement.subjectsRatedTwice, "document", "documents")) "
            + "had votes of at least two of \(agreement.raters) \(present)reviewers, who agreed in "
            + "\(Self.percent(agreement.proportionAgreed)), with "
            + coefficients([
                ("Fleiss' κ", agreement.fleissKappa), ("Gwet's AC1", agreement.gwetAC1),
                ("Krippendorff's α", agreement.krippendorffAlpha),
            ]) + "."
    }

    /// Votes of people who have left are not in the agreement of all.
    private var present: String {
        state.reviewProtocol?.formerReviewers.isEmpty == false ? "present " : ""
    }

    private func coefficients(_ items: [(String, AgreementCoefficient?)]) -> String {
        Phrase.list(
            items.map { name, value in
                value == nil
                    ? "\(name) not defined (all votes of one kind)"
                    : "\(name) \(NumberText.coefficient(value))"
            }
        )
    }
}
