import MetaAnalysis

extension ReviewDifference {
    /// What was pooled, under the analysis, the figure and the stage.
    private struct Pooled {
        struct Key: Hashable {
            let analysis: String
            let figure: String
            let stage: EvaluationStage
        }

        /// In the order of the analyses and stages.
        private(set) var keys: [Key] = []
        private(set) var values: [Key: ResultChange.Figures] = [:]

        init(_ state: ReviewState) {
            for result in state.results {
                for stage in result.stages {
                    guard let pooled = stage.pooled else { continue }
                    add(
                        Key(
                            analysis: result.plan.id,
                            figure: result.plan.measure.rawValue,
                            stage: stage.stage
                        ),
                        ResultChange.Figures(
                            estimate: pooled.estimate,
                            lower: pooled.interval.lower,
                            upper: pooled.interval.upper,
                            tauSquared: pooled.fit.tauSquared,
                            iSquared: pooled.fit.iSquared,
                            count: pooled.fit.studyCount
                        )
                    )
                }
            }
            for result in state.accuracyResults {
                for stage in result.stages {
                    guard let fit = stage.fit else { continue }
                    let variances = fit.knownBetweenVariances
                    let figures = [
                        ("sensitivity", fit.sensitivity), ("specificity", fit.specificity),
                    ]
                    for (place, (name, estimate)) in figures.enumerated() {
                        add(
                            Key(analysis: result.plan.id, figure: name, stage: stage.stage),
                            ResultChange.Figures(
                                estimate: estimate.value,
                                lower: estimate.interval.lower,
                                upper: estimate.interval.upper,
                                tauSquared: variances[place].isFinite ? variances[place] : nil,
                                iSquared: nil,
                                count: fit.studyCount
                            )
                        )
                    }
                }
            }
        }

        private mutating func add(_ key: Key, _ figures: ResultChange.Figures) {
            if values[key] == nil { keys.append(key) }
            values[key] = figures
        }
    }

    /// The results that moved, came or went, in the order of the analyses after, then before.
    static func results(_ old: ReviewState, _ new: ReviewState) -> [ResultChange] {
        let (before, after) = (Pooled(old), Pooled(new))
        let gone = before.keys.filter { after.values[$0] == nil }
        return (after.keys + gone).compactMap { key in
            guard before.values[key] != after.values[key] else { return nil }
            return ResultChange(
                analysis: key.analysis,
                figure: key.figure,
                stage: key.stage,
                before: before.values[key],
                after: after.values[key]
            )
        }
    }
}
