import MetaAnalysis

extension ReviewState {
    /// Runs a planned analysis on the evaluations of the review.
    ///
    /// Each stage is pooled on its own on the logit scale; the change between stages comes from the
    /// three-level model. A figure without a standard error enters the weighted mean, not the pool.
    public func result(of plan: AnalysisPlan) -> PlannedResult {
        let stages = EvaluationStage.allCases.compactMap { stage -> StageSummary? in
            let rows = analysed(plan.measure, stage, level: plan.level)
            return rows.isEmpty ? nil : summary(of: stage, rows, plan: plan)
        }
        var comparison: StageComparison?
        var why: String?
        do throws(MetaAnalysisError) {
            comparison = try compare(stages, level: plan.level)
        } catch {
            why = error.description
        }
        return PlannedResult(
            plan: plan,
            stages: stages,
            comparison: comparison,
            whyNotCompared: why
        )
    }

    /// Results of all planned analyses, in the protocol's order.
    public var results: [PlannedResult] {
        (reviewProtocol?.analyses ?? []).map { result(of: $0) }
    }

    private func analysed(
        _ measure: PerformanceMeasure,
        _ stage: EvaluationStage,
        level: Double
    ) -> [AnalysedEvaluation] {
        let sources = evaluations.filter {
            $0.row.stage == stage && $0.row.figure(measure) != nil
        }
        let labels = evaluationLabels(of: sources.map(\.row))
        let rows = zip(sources, labels).compactMap { source, label -> AnalysedEvaluation? in
            let row = source.row
            guard let value = row.figure(measure) else { return nil }
            let extraction = row.effect(measure)
            var interval: Interval?
            if case .estimate(let estimate) = extraction {
                let single = try? RandomEffectsFit(
                    estimates: [estimate.value],
                    samplingVariances: [estimate.samplingVariance],
                    options: PoolingOptions(
                        method: .commonEffect,
                        test: .normal,
                        confidenceLevel: level
                    )
                )
                interval = single.map { Transformation.logit.backTransformed($0.interval) }
            }
            return AnalysedEvaluation(
                source: source,
                label: label,
                value: value,
                extraction: extraction,
                interval: interval
            )
        }
        return rows.sorted { ($0.label, $0.source.row.line) < ($1.label, $1.source.row.line) }
    }

    /// Names of evaluations of one stage: the study's, and its model, unit and cohort where several
    /// evaluations are of the same study.
    public func evaluationLabels(of rows: [Evaluation]) -> [String] {
        let names = studyNames
        let perStudy = Dictionary(grouping: rows, by: \.study)
        return rows.map { row in
            var label = names[row.study] ?? row.study
            if (perStudy[row.study]?.count ?? 0) > 1 {
                let parts = [row.model, row.unit, row.cohort].compactMap { $0 }
                if !parts.isEmpty { label += " (" + parts.joined(separator: ", ") + ")" }
            }
            return label
        }
    }

    /// Names of the studies; where two would read the same, the identifier is added.
    private var studyNames: [String: String] {
        let labels = Dictionary(grouping: studies.map(\.row), by: \.label)
        return Dictionary(
            uniqueKeysWithValues: studies.map(\.row).map { study in
                let isUnique = labels[study.label]?.count == 1
                return (
                    study.id,
                    isUnique || study.label == study.id
                        ? study.label : "\(study.label) (\(study.id))"
                )
            }
        )
    }

    private func summary(
        of stage: EvaluationStage,
        _ rows: [AnalysedEvaluation],
        plan: AnalysisPlan
    ) -> StageSummary {
        let sized = rows.filter { $0.source.row.size != nil }
        let mean = try? weightedMean(
            values: sized.map(\.value),
            weights: sized.compactMap { $0.source.row.size.map(Double.init) }
        )
        let places = rows.indices.filter { rows[$0].estimate != nil }
        var warnings = dependence(of: places.map { rows[$0].source.row.study }) + mixture(of: rows)
        guard !places.isEmpty else {
            return StageSummary(
                stage: stage,
                evaluations: rows,
                weightedMean: mean,
                pooled: nil,
                whyNotPooled: "no evaluation at this stage reports what a standard error needs",
                warnings: warnings
            )
        }
        var rows = rows
        do throws(MetaAnalysisError) {
            let estimates = places.compactMap { rows[$0].estimate }
            let fit = try RandomEffectsFit(
                estimates: estimates.map(\.value),
                samplingVariances: estimates.map(\.samplingVariance),
                options: plan.options
            )
            for (place, weight) in zip(places, fit.weights) { rows[place].weight = weight }
            warnings += fit.warnings(
                studyNames: places.map { rows[$0].label },
                transformation: .logit,
                nullName: plan.measure == .auc ? "an AUC of 0.5" : nil
            )
            let scale = Transformation.logit
            let pooled = PooledStage(
                fit: fit,
                estimate: scale.backTransformed(fit.estimate),
                interval: scale.backTransformed(fit.interval),
                predictionInterval: places.count > 1
                    ? fit.predictionInterval.map { scale.backTransformed($0) } : nil
            )
            return StageSummary(
                stage: stage,
                evaluations: rows,
                weightedMean: mean,
                pooled: pooled,
                whyNotPooled: nil,
                warnings: warnings
            )
        } catch {
            return StageSummary(
                stage: stage,
                evaluations: rows,
                weightedMean: mean,
                pooled: nil,
                whyNotPooled: error.description,
                warnings: warnings
            )
        }
    }

    /// Estimates of one study are not independent, which a pool of one stage takes them to be.
    func dependence(of studies: [String]) -> [String] {
        let counts = Dictionary(grouping: studies, by: \.self).filter { $0.value.count > 1 }
        return counts.keys.sorted().map { study in
            "Study '\(study)' enters with \(counts[study]?.count ?? 0) evaluations, which are "
                + "pooled as if they were independent."
        }
    }

    /// Weights by sample size mean little where the samples are not of the same things.
    private func mixture(of rows: [AnalysedEvaluation]) -> [String] {
        let sized = rows.filter { $0.source.row.size != nil }
        let units = Set(sized.map { $0.source.row.unit ?? "not stated" }).sorted()
        guard units.count > 1 else { return [] }
        return [
            "The sample sizes count different things (\(units.joined(separator: ", "))): the "
                + "weighted mean mixes them."
        ]
    }

    private func compare(
        _ stages: [StageSummary],
        level: Double
    ) throws(MetaAnalysisError) -> StageComparison {
        let order: [EvaluationStage] = [.training, .internal, .external]
        var estimates: [StageEstimate] = []
        for summary in stages {
            guard let place = order.firstIndex(of: summary.stage) else { continue }
            for row in summary.poolable {
                guard let estimate = row.estimate else { continue }
                estimates.append(
                    StageEstimate(
                        study: row.source.row.study,
                        stage: place,
                        logit: estimate.value,
                        samplingVariance: estimate.samplingVariance,
                        patients: row.source.row.size.map(Double.init)
                    )
                )
            }
        }
        return try StageComparison(
            estimates: estimates,
            stageNames: order.map(\.rawValue),
            confidenceLevel: level
        )
    }
}

extension AnalysisPlan {
    /// The plan's choices for a fit; codes that are not known fall back to the defaults, which the
    /// reader of the protocol has refused before.
    var options: PoolingOptions {
        PoolingOptions(
            method: HeterogeneityMethod(rawValue: method) ?? .restrictedMaximumLikelihood,
            test: InferenceTest(rawValue: test) ?? .hartungKnapp,
            confidenceLevel: level
        )
    }
}
