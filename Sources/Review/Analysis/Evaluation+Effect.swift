public import MetaAnalysis

extension Evaluation {
    /// What an analysis of a measure makes of the evaluation: the estimate on the logit scale with its
    /// sampling variance and where this comes from, or what is missing.
    ///
    /// - Parameter measure: the measure.
    public func effect(_ measure: PerformanceMeasure) -> EffectExtraction {
        do throws(EffectMeasureError) {
            switch measure {
            case .auc:
                return try DiscriminationReport(
                    auc: values[.auc],
                    standardError: aucStandardError,
                    lowerLimit: aucLower,
                    upperLimit: aucUpper,
                    participants: size.map(Double.init),
                    events: events.map(Double.init)
                ).logitEstimate()
            case .sensitivity:
                return try proportion(crossTable.map { ($0.truePositives, $0.falseNegatives) })
            case .specificity:
                return try proportion(crossTable.map { ($0.trueNegatives, $0.falsePositives) })
            case .accuracy:
                return try proportion(
                    crossTable.map {
                        (
                            $0.truePositives + $0.trueNegatives,
                            $0.falsePositives + $0.falseNegatives
                        )
                    }
                )
            case .dice:
                return .notPoolable(missing: ["standard error"])
            }
        } catch {
            return .notPoolable(missing: [error.description])
        }
    }

    private func proportion(
        _ counts: (right: Int, wrong: Int)?
    ) throws(EffectMeasureError) -> EffectExtraction {
        guard let counts else { return .notPoolable(missing: ["tp", "fp", "fn", "tn"]) }
        return try ProportionReport(
            events: Double(counts.right),
            participants: Double(counts.right + counts.wrong)
        ).estimate(.logit)
    }
}
