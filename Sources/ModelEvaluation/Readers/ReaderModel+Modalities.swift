import Statistics

extension ReaderModel {
    /// The three views of readers and cases; those with random readers need two readers.
    func analyses(_ components: ReaderEvaluation.Components) -> [ReaderEvaluation.Analysis] {
        ReaderInference.allCases.compactMap { inference in
            guard readers.count > 1 || inference == .fixedReadersRandomCases else { return nil }
            let error = errorTerm(inference, components)
            return ReaderEvaluation.Analysis(
                inference: inference,
                test: error.flatMap { test(components.meanSquareModality, $0) },
                differences: differences(error),
                means: modalities.indices.map { mean(modality: $0, inference) }
            )
        }
    }

    /// What the differences between modalities are measured by; `nil` for one modality.
    ///
    /// Random readers and cases: MS(TR) + r · max(Cov₂ − Cov₃, 0) with Hillis' degrees of freedom.
    /// Fixed readers: Var(ε) − Cov₁ + (r − 1) · max(Cov₂ − Cov₃, 0), normal. Fixed cases: MS(TR) with
    /// (t − 1)(r − 1). A covariance Cov₂ − Cov₃ below 0 counts as 0 in both, as in the sources.
    ///
    /// - Reference: Hillis (2007), doi:10.1002/sim.2532; Hillis, Obuchowski & Berbaum (2011),
    ///   doi:10.1016/j.acra.2010.09.007.
    private func errorTerm(
        _ inference: ReaderInference,
        _ found: ReaderEvaluation.Components
    ) -> ReaderErrorTerm? {
        guard modalities.count > 1, let cov1 = found.cov1 else { return nil }
        let between = (found.cov2 ?? 0) - (found.cov3 ?? 0)
        if inference == .fixedReadersRandomCases {
            let rest = Double(readers.count - 1) * max(between, 0)
            return ReaderErrorTerm(
                meanSquare: 0,
                degrees: 1,
                readers: 1,
                covariance: found.error - cov1 + rest
            )
        }
        guard let interaction = found.meanSquareInteraction else { return nil }
        return ReaderErrorTerm(
            meanSquare: interaction,
            degrees: (modalities.count - 1) * (readers.count - 1),
            readers: readers.count,
            covariance: inference == .randomReadersFixedCases ? 0 : between
        )
    }

    private func test(
        _ meanSquare: Double?,
        _ error: ReaderErrorTerm
    ) -> ReaderEvaluation.Test? {
        guard let meanSquare, error.value > ReaderEstimate.negligibleVariance
        else { return nil }
        let ratio = meanSquare / error.value
        let degrees = Double(modalities.count - 1)
        guard error.degreesOfFreedom.isFinite else {
            return ReaderEvaluation.Test(
                distribution: .chiSquared,
                statistic: ratio * degrees,
                degreesOfFreedom: degrees,
                pValue: ChiSquared(degreesOfFreedom: degrees).upperTail(ratio * degrees)
            )
        }
        return ReaderEvaluation.Test(
            distribution: .f,
            statistic: ratio,
            degreesOfFreedom: degrees,
            denominatorDegreesOfFreedom: error.degreesOfFreedom,
            pValue: FDistribution(numerator: degrees, denominator: error.degreesOfFreedom)
                .upperTail(ratio)
        )
    }

    /// Differences of mean areas with variance 2/r of the error term.
    private func differences(_ error: ReaderErrorTerm?) -> [ReaderEvaluation.Difference] {
        pairs.map { first, second in
            ReaderEvaluation.Difference(
                first: modalities[first],
                second: modalities[second],
                difference: .difference(
                    mean(areas(first)) - mean(areas(second)),
                    variance: error.map { 2 * $0.value / Double(readers.count) },
                    degreesOfFreedom: error?.degreesOfFreedom ?? .infinity,
                    level: level
                )
            )
        }
    }

    /// Each reader's differences, with the variance of the difference over the cases.
    var readerDifferences: [ReaderEvaluation.Difference] {
        readers.indices.flatMap { reader in
            pairs.map { first, second in
                let (one, other) = (place(first, reader), place(second, reader))
                return ReaderEvaluation.Difference(
                    reader: readers[reader],
                    first: modalities[first],
                    second: modalities[second],
                    difference: .difference(
                        correlated.areas[one] - correlated.areas[other],
                        variance: correlated.varianceOfDifference(one, other),
                        level: level
                    )
                )
            }
        }
    }

    /// The mean area of a modality, from its own mean square, variance and covariance.
    ///
    /// Variance (MS(R) + r · max(Cov₂, 0))/r with Hillis' degrees of freedom for random readers and
    /// cases, (Var(ε) + (r − 1) · max(Cov₂, 0))/r for fixed readers, MS(R)/r for fixed cases.
    ///
    /// - Reference: Hillis (2007), doi:10.1002/sim.2532.
    private func mean(modality: Int, _ inference: ReaderInference) -> ReaderEvaluation.Mean {
        let found = areas(modality)
        let error = ReaderModel.errorTerm(
            inference,
            meanSquare: readers.count > 1 ? meanSquare(found) : 0,
            error: meanCovariance(modality) { $0 && $1 } ?? 0,
            cov2: meanCovariance(modality) { $0 && !$1 } ?? 0,
            readers: readers.count
        )
        return ReaderEvaluation.Mean(
            modality: modalities[modality],
            area: .area(
                mean(found),
                variance: error.value / Double(readers.count),
                degreesOfFreedom: error.degreesOfFreedom,
                level: level
            )
        )
    }

    /// The error term of a mean over readers under a single modality, r times its variance.
    static func errorTerm(
        _ inference: ReaderInference,
        meanSquare: Double,
        error: Double,
        cov2: Double,
        readers: Int
    ) -> ReaderErrorTerm {
        switch inference {
        case .fixedReadersRandomCases:
            ReaderErrorTerm(
                meanSquare: 0,
                degrees: 1,
                readers: 1,
                covariance: error + Double(readers - 1) * max(cov2, 0)
            )
        case .randomReadersRandomCases, .randomReadersFixedCases:
            ReaderErrorTerm(
                meanSquare: meanSquare,
                degrees: readers - 1,
                readers: readers,
                covariance: inference == .randomReadersFixedCases ? 0 : cov2
            )
        }
    }

    private var pairs: [(Int, Int)] {
        modalities.indices.flatMap { first in
            modalities.indices.filter { $0 > first }.map { (first, $0) }
        }
    }
}
