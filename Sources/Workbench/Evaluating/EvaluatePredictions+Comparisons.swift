import ModelEvaluation

extension EvaluatePredictions {
    /// Compares models within groups, then groups for each model.
    func comparisons(
        _ parts: [Part],
        _ samples: [PredictionResamples]
    ) throws(EvaluationError) -> [PredictionReport.Comparison] {
        var found: [PredictionReport.Comparison] = []
        for (place, first) in parts.enumerated() {
            for other in parts.indices.dropFirst(place + 1)
            where first.group == parts[other].group {
                let second = parts[other]
                let result =
                    if let clusters = first.clusters {
                        try first.predictions.compareArea(
                            with: second.predictions,
                            clusters: clusters,
                            level: level
                        )
                    } else {
                        try first.predictions.compareArea(with: second.predictions, level: level)
                    }
                found.append(
                    comparison(
                        result,
                        first.score,
                        second.score,
                        isPaired: true,
                        score: nil,
                        group: first.group,
                        samples: samples.isEmpty ? nil : (samples[place], samples[other])
                    )
                )
            }
        }
        for (place, first) in parts.enumerated() {
            for other in parts.indices.dropFirst(place + 1)
            where first.score == parts[other].score && first.group != parts[other].group {
                let second = parts[other]
                found.append(
                    comparison(
                        try first.area.compared(withIndependent: second.area),
                        first.group ?? "",
                        second.group ?? "",
                        isPaired: false,
                        score: first.score,
                        group: nil,
                        samples: samples.isEmpty ? nil : (samples[place], samples[other])
                    )
                )
            }
        }
        return found
    }

    private func comparison(
        _ result: AreaComparison,
        _ a: String,
        _ b: String,
        isPaired: Bool,
        score: String?,
        group: String?,
        samples: (PredictionResamples, PredictionResamples)?
    ) -> PredictionReport.Comparison {
        PredictionReport.Comparison(
            a: a,
            b: b,
            paired: isPaired,
            score: Nullable(score),
            group: Nullable(group),
            z: Figure(result.z),
            p: Figure(result.pValue),
            difference: result.difference,
            ci95: ends(result.interval),
            resampled: samples.map { first, second in
                PerformanceFigure.ofScores.compactMap {
                    first.difference($0, from: second, isPaired: isPaired)
                }
            }
        )
    }
}
