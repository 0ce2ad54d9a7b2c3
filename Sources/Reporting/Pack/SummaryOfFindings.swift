import MetaAnalysis
import Review
import RiskOfBias

extension Report {
    /// What was found, and what the data say to the five GRADE domains, per analysis and stage.
    ///
    /// The judgements are the authors' and stay empty.
    ///
    /// Domains: Guyatt et al. (2008), doi:10.1136/bmj.39489.470347.AD.
    public var summaryOfFindingsTable: Table {
        let judged = "to be judged by the authors"
        let domains = [
            "Risk of bias", "Inconsistency", "Indirectness", "Imprecision", "Publication bias",
        ]
        return Table(
            id: "summary-of-findings",
            title: "Summary of findings",
            columns: [
                .init("Analysis"), .init("Stage"), .init("Studies", isNumeric: true),
                .init("Evaluations", isNumeric: true),
                .init("Participants or units", isNumeric: true),
                .init("With the outcome", isNumeric: true), .init("Estimate [CI]"),
                .init("Prediction interval"), .init("Expected per 1000"),
            ]
                + domains.flatMap { name -> [Table.Column] in
                    [.init(name), .init("\(name): judgement, \(judged)", place: .file)]
                } + [.init("Overall certainty, \(judged)")],
            rows: results.flatMap { result in
                result.stages.map { findings(result, $0) + [.init("")] }
            }
                + accuracy.flatMap { result in
                    result.stages.map { findings(result, $0) + [.init("")] }
                },
            note:
                "The columns of the five domains say what the data of this review hold; they are no "
                + "judgements. Numbers of participants or units are sums over the evaluations that "
                + "state them; patients that several evaluations share are counted with each. "
                + "Weights are those of the pool. The test of small-study effects of a logit AUC "
                + "or proportion is to be read with care, since its standard error depends on its "
                + "value.",
            emptyText: "No planned analysis has an evaluation yet."
        )
    }

    private func findings(_ result: PlannedResult, _ stage: StageSummary) -> [Table.Cell] {
        let rows = stage.evaluations.map(\.source.row)
        let sizes = rows.compactMap(\.size)
        let events = rows.compactMap(\.events)
        let texts = [
            biasText(stage), inconsistencyText(stage), indirectnessText(stage),
            imprecisionText(result, stage), SmallStudyFinding(stage).text,
        ]
        return [
            .init(result.plan.title), .init(stage.stage.title),
            .init(count: stage.studyCount), .init(count: rows.count),
            .init(count: sizes.isEmpty ? nil : sizes.reduce(0, +)),
            .init(count: events.isEmpty ? nil : events.reduce(0, +)),
            .init(estimateText(result, stage)),
            .init(
                stage.pooled?.predictionInterval.map { NumberText.proportions($0) } ?? ""
            ),
            .init(ExpectedNumbers(result.plan.measure, stage)?.text ?? ""),
        ] + texts.flatMap { [Table.Cell($0), Table.Cell("")] }
    }

    /// The pooled figure with its interval, or why there is none.
    func estimateText(_ result: PlannedResult, _ stage: StageSummary) -> String {
        guard let pooled = stage.pooled else {
            return "not pooled: \(stage.whyNotPooled ?? "no reason is recorded")"
        }
        let kind = pooled.fit.studyCount > 1 ? "" : "; one evaluation, not a pool"
        return "\(result.plan.measure.title) \(NumberText.proportion(pooled.estimate)) "
            + "[\(NumberText.level(result.plan.level)) CI "
            + "\(NumberText.proportions(pooled.interval))]\(kind)"
    }

    private func inconsistencyText(_ stage: StageSummary) -> String {
        guard let pooled = stage.pooled, pooled.fit.studyCount > 1 else {
            return "No pool of several evaluations."
        }
        let fit = pooled.fit
        var text = "I² \(NumberText.percent(fit.iSquared))"
        if let spread = fit.heterogeneityInterval {
            text += " [\(NumberText.percent(spread.iSquared.lower)) to "
            text += "\(NumberText.percent(spread.iSquared.upper))]"
        }
        text += ", τ \(NumberText.tauSquared(fit.tauSquared.squareRoot())) on the logit scale"
        if let interval = pooled.predictionInterval {
            text += "; prediction interval \(NumberText.proportions(interval)), width "
            text += NumberText.fixed(interval.upper - interval.lower, decimals: 3)
        }
        return text + "."
    }

    private func imprecisionText(_ result: PlannedResult, _ stage: StageSummary) -> String {
        guard let pooled = stage.pooled else { return "No pooled estimate." }
        let width = pooled.interval.upper - pooled.interval.lower
        return "\(NumberText.level(result.plan.level)) CI of width "
            + "\(NumberText.fixed(width, decimals: 3)) from "
            + "\(NumberText.counted(pooled.fit.studyCount, "evaluation", "evaluations"))."
    }

    /// Studies of evaluations with their share of the weight in percent, or of the evaluations.
    private func shares(_ stage: StageSummary) -> StudyShares {
        let isWeighted = stage.evaluations.contains { $0.weight != nil }
        let count = Double(max(1, stage.evaluations.count))
        return StudyShares(
            shares: stage.evaluations.map {
                ($0.source.row.study, isWeighted ? $0.weight ?? 0 : 100 / count)
            },
            isWeighted: isWeighted
        )
    }

    func biasText(_ stage: StageSummary) -> String { biasText(shares(stage)) }

    func biasText(_ stage: StudyShares) -> String {
        shareText(stage, what: "judged", missing: "no overall judgement yet") { appraisal in
            if let overall = appraisal.overall { return overall.judgement }
            // Instruments without an overall judgement: the worst of the domains, where all are judged.
            let judged = appraisal.domains.map(\.judgement.judgement)
            return Self.worst(judged)
        }
    }

    private func indirectnessText(_ stage: StageSummary) -> String {
        indirectnessText(shares(stage))
    }

    func indirectnessText(_ stage: StudyShares) -> String {
        guard !judgedApplicability.isEmpty else { return "Applicability was not judged." }
        return shareText(stage, what: "with applicability concerns", missing: "not judged in full")
        {
            if let overall = $0.overallApplicability?.judgement { return overall }
            let given = $0.domains.compactMap { $0.applicability }.map(\.judgement)
            return Self.worst(given)
        }
    }

    /// Shares of the weight by the judgement of the study; of the evaluations where nothing is pooled.
    private func shareText(
        _ studies: StudyShares,
        what: String,
        missing: String,
        of judgement: (Appraisal) -> Judgement?
    ) -> String {
        guard !appraisals.isEmpty else { return "No study has been appraised." }
        let none = "not appraised"
        let perStudy = Dictionary(grouping: appraisals, by: \.subject.study)
        var shares: [String: Double] = [:]
        for (study, share) in studies.shares {
            let found = perStudy[study]
            let worst = found.flatMap { Self.worst($0.map(judgement)) }
            shares[found == nil ? none : worst?.rawValue ?? missing, default: 0] += share
        }
        let order = Judgement.allCases.reversed().map(\.rawValue) + [missing, none]
        let parts = order.compactMap { name in
            shares[name].flatMap { $0 > 0 ? "\(name) \(NumberText.percent($0))" : nil }
        }
        let base = studies.isWeighted ? "Share of the weight" : "Share of the evaluations"
        return "\(base) by study, \(what): \(parts.joined(separator: ", "))."
    }

    /// The worst of several judgements; `nil` if none is high and any is open.
    private static func worst(_ judgements: [Judgement?]) -> Judgement? {
        if judgements.contains(.high) { return .high }
        guard !judgements.isEmpty, !judgements.contains(where: { $0 == nil }) else { return nil }
        let known = judgements.compactMap { $0 }
        return known.first { $0 != .low } ?? known.first
    }
}

/// Studies behind a pool with their shares of it.
struct StudyShares {
    /// Study of each evaluation with its share, percent.
    var shares: [(study: String, share: Double)]
    /// Whether the shares are those of the weight, not of the number of evaluations.
    var isWeighted: Bool
}
