extension ReaderModel {
    /// Compares a standalone system, whose curve is the last, with the readers under a modality.
    ///
    /// ψⱼ = θⱼ − θ is each reader's area less that of the system. Its mean over the readers has the
    /// variance (MS(R) + r · max(Cov₂, 0))/r, with Cov₂ the mean covariance of two readers' ψ, in which
    /// the system's own variance over the cases is contained, and Hillis' degrees of freedom
    /// (r − 1)((MS(R) + r · max(Cov₂, 0))/MS(R))². MS(R) is that of the areas, since all share θ.
    ///
    /// - Reference: Chakraborty (2017), chapter 22, doi:10.1201/9781351228190-22; Hillis (2007),
    ///   doi:10.1002/sim.2532, for a single modality.
    func standaloneComparison(modality: Int) -> StandaloneComparison {
        let system = curveCount
        let found = areas(modality)
        let differences = readers.indices.map {
            correlated.influences[place(modality, $0)] - correlated.influences[system]
        }
        let table = correlated.covariances(differences)
        let size = Double(readers.count)
        let diagonal = readers.indices.reduce(0) { $0 + table[$1][$1] }
        let all = table.joined().reduce(0, +)
        let cov2 = readers.count > 1 ? (all - diagonal) / (size * (size - 1)) : nil
        let square = readers.count > 1 ? meanSquare(found) : nil
        let average = mean(found)
        return StandaloneComparison(
            modality: modalities[modality],
            readerMean: average,
            meanSquareReader: square,
            error: diagonal / size,
            cov2: cov2,
            isFloored: (cov2 ?? 0) < -ReaderEstimate.negligibleVariance,
            analyses: ReaderInference.allCases.compactMap { inference in
                guard square != nil || inference == .fixedReadersRandomCases else { return nil }
                let error = Self.errorTerm(
                    inference,
                    meanSquare: square ?? 0,
                    error: diagonal / size,
                    cov2: cov2 ?? 0,
                    readers: readers.count
                )
                return StandaloneComparison.Analysis(
                    inference: inference,
                    difference: .difference(
                        average - correlated.areas[system],
                        variance: error.value / size,
                        degreesOfFreedom: error.degreesOfFreedom,
                        level: level
                    )
                )
            },
            readers: readers.indices.map { reader in
                StandaloneComparison.Reader(
                    reader: readers[reader],
                    difference: .difference(
                        found[reader] - correlated.areas[system],
                        variance: max(0, table[reader][reader]),
                        level: level
                    )
                )
            }
        )
    }
}
