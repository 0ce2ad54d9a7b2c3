import Review
import RiskOfBias
import Statistics

extension Report {
    /// The instrument, the assessors and how far they agreed.
    var appraisalMethods: MethodsPart {
        var part = MethodsPart(heading: "Risk of bias and applicability")
        guard let instrument else {
            part.gaps = ["The instrument for risk of bias: the protocol names none that is known"]
            return part
        }
        let doi = instrument.citation.doi
        let reference =
            "Reference: \(Phrase.closed(instrument.citation.text))"
            + (doi.isEmpty ? "" : " doi:\(doi).")
        guard !appraisals.isEmpty else {
            part.sentences = [
                "The protocol plans an appraisal with \(instrument.name) (version "
                    + "\(instrument.version)); no appraisal is recorded yet.",
                reference,
            ]
            part.gaps = ["Risk of bias of the studies"]
            return part
        }
        let studies = Set(appraisals.map(\.subject.study)).count
        part.sentences = [
            "Risk of bias was appraised with \(instrument.name) (version \(instrument.version)) in "
                + "\(NumberText.counted(appraisals.count, "appraisal", "appraisals")) of "
                + "\(NumberText.counted(studies, "study", "studies")).",
            reference,
        ]
        if let trial = state.reviewProtocol?.idealTrial {
            part.sentences.append("Ideal test accuracy trial: \(Phrase.closed(trial))")
        }
        part.sentences += assessorSentences + stateSentences(studies)
        part.gaps = ["Who the assessors were, and whether they worked independently"]
        return part
    }

    private var assessorSentences: [String] {
        let assessors = Set(appraisals.flatMap(\.assessors))
        let twice = appraisals.count { $0.assessors.count > 1 }
        var sentences: [String] = []
        if !assessors.isEmpty {
            sentences.append(
                "\(NumberText.counted(assessors.count, "assessor", "assessors")) took part; "
                    + "\(twice) of \(NumberText.counted(appraisals.count, "appraisal", "appraisals")) "
                    + "\(twice == 1 ? "has" : "have") answers of two or more."
            )
        }
        let answers = assessorAgreements.flatMap(\.items).filter { $0.scope == .question }
            .compactMap(\.agreement)
        let compared = answers.reduce(0) { $0 + $1.subjects }
        if compared > 0 {
            let agreed = answers.reduce(0) { $0 + $1.agreed }
            sentences.append(
                "Before consensus, pairs of assessors gave the same answer in \(agreed) of "
                    + "\(NumberText.counted(compared, "answer", "answers")) to signalling questions "
                    + "that both gave (\(NumberText.share(agreed, of: compared)))."
            )
        }
        return sentences
    }

    private func stateSentences(_ studies: Int) -> [String] {
        var sentences: [String] = []
        let replaced = appraisals.reduce(0) {
            $0 + $1.namedOutcomes.count(where: \.outcome.isOverride)
        }
        if replaced > 0 {
            sentences.append(
                "\(NumberText.counted(replaced, "judgement differs", "judgements differ")) from what "
                    + "follows from the answers; the reasons are in tables/overrides.csv."
            )
        }
        let open = appraisals.reduce(0) { $0 + $1.disagreements.count }
        if open > 0 {
            sentences.append(
                "\(NumberText.counted(open, "disagreement is", "disagreements are")) without "
                    + "consensus."
            )
        }
        let ids = Set(state.studies.map(\.row.id))
        let without = ids.subtracting(appraisals.map(\.subject.study)).count
        if without > 0 {
            sentences.append(
                "\(NumberText.counted(without, "study is", "studies are")) not appraised yet."
            )
        }
        return sentences
    }
}
