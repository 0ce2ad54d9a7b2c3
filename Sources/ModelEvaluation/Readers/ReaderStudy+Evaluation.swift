import Statistics

extension ReaderStudy {
    /// Compares the modalities by the analysis of variance of Obuchowski and Rockette, and a
    /// standalone system with the average of the readers.
    ///
    /// - Parameters:
    ///   - covariance: how the covariances of the areas are estimated.
    ///   - level: coverage of all intervals, for example 0.95.
    /// - Returns: areas, components of variance and the analyses that the design allows.
    /// - Throws: `.ratings` for a level that is not between 0 and 1.
    /// - Reference: Obuchowski & Rockette (1995), doi:10.1080/03610919508813243; Hillis (2007),
    ///   doi:10.1002/sim.2532; Hillis (2014), doi:10.1002/sim.5926.
    public func evaluation(
        covariance: CovarianceMethod = .deLong,
        level: Double = 0.95
    ) throws(ReaderStudyError) -> ReaderEvaluation {
        guard level > 0, level < 1 else { throw .ratings(.invalidLevel(level)) }
        let areas = CorrelatedAreas(curves, clusters: clusters, method: covariance)
        let model = ReaderModel(readers: readers, modalities: modalities, areas, level)
        let components = model.components
        return ReaderEvaluation(
            covariance: covariance,
            level: level,
            curves: model.curves,
            components: components,
            analyses: model.analyses(components),
            readerDifferences: model.readerDifferences,
            standaloneArea: standalone.map { _ in model.area(of: model.curveCount) },
            standalone: standalone == nil
                ? [] : modalities.indices.map { model.standaloneComparison(modality: $0) }
        )
    }
}

/// Areas of t modalities and r readers, θᵢⱼ = μ + τᵢ + Rⱼ + (τR)ᵢⱼ + εᵢⱼ, with their covariances.
struct ReaderModel {
    let readers: [String]
    let modalities: [String]
    let correlated: CorrelatedAreas
    let level: Double
    /// Covariances of the readers' areas, modality by modality.
    private let covariances: [[Double]]

    init(
        readers: [String],
        modalities: [String],
        _ correlated: CorrelatedAreas,
        _ level: Double
    ) {
        self.readers = readers
        self.modalities = modalities
        self.correlated = correlated
        self.level = level
        covariances = correlated.covariances(
            Array(correlated.influences.prefix(readers.count * modalities.count))
        )
    }

    var curveCount: Int { readers.count * modalities.count }

    /// The place of a curve among all.
    func place(_ modality: Int, _ reader: Int) -> Int { modality * readers.count + reader }

    /// The readers' areas under a modality.
    func areas(_ modality: Int) -> [Double] {
        readers.indices.map { correlated.areas[place(modality, $0)] }
    }

    /// The area of a curve with the variance of the cases.
    func area(of place: Int) -> ReaderEstimate {
        let influence = correlated.influences[place]
        return .area(
            correlated.areas[place],
            variance: correlated.covariance(influence, influence),
            level: level
        )
    }

    var curves: [ReaderEvaluation.Curve] {
        modalities.indices.flatMap { modality in
            readers.indices.map { reader in
                ReaderEvaluation.Curve(
                    modality: modalities[modality],
                    reader: readers[reader],
                    area: area(of: place(modality, reader))
                )
            }
        }
    }

    /// The mean of the covariances of curves that stand to each other as asked for; `nil` for none.
    func meanCovariance(
        _ modality: Int? = nil,
        where isWanted: (_ sameModality: Bool, _ sameReader: Bool) -> Bool
    ) -> Double? {
        let wanted = modality.map { [$0] } ?? Array(modalities.indices)
        var (sum, count) = (0.0, 0)
        for first in wanted {
            for second in wanted {
                for one in readers.indices {
                    for other in readers.indices where isWanted(first == second, one == other) {
                        sum += covariances[place(first, one)][place(second, other)]
                        count += 1
                    }
                }
            }
        }
        return count == 0 ? nil : sum / Double(count)
    }

    /// Mean squares, error variance and covariances.
    ///
    /// Var(R) = (MS(R) − MS(TR))/t − Cov₁ + Cov₃ and Var(TR) = MS(TR) − Var(ε) + Cov₁ + Cov₂ − Cov₃.
    ///
    /// - Reference: Hillis (2014), doi:10.1002/sim.5926.
    var components: ReaderEvaluation.Components {
        let (t, r) = (Double(modalities.count), Double(readers.count))
        let table = modalities.indices.map(areas)
        let rows = table.map(mean)
        let columns = readers.indices.map { reader in mean(table.map { $0[reader] }) }
        let whole = mean(rows)
        var interaction = 0.0
        for (modality, row) in table.enumerated() {
            for (reader, area) in row.enumerated() {
                let rest = area - rows[modality] - columns[reader] + whole
                interaction += rest * rest
            }
        }
        let hasModalities = modalities.count > 1
        let hasReaders = readers.count > 1
        var found = ReaderEvaluation.Components(
            meanSquareModality: hasModalities ? r * meanSquare(rows) : nil,
            meanSquareReader: hasReaders ? t * meanSquare(columns) : nil,
            meanSquareInteraction: hasModalities && hasReaders
                ? interaction / ((t - 1) * (r - 1)) : nil,
            error: meanCovariance { $0 && $1 } ?? 0,
            cov1: meanCovariance { !$0 && $1 },
            cov2: meanCovariance { $0 && !$1 },
            cov3: meanCovariance { !$0 && !$1 },
            isFloored: false
        )
        guard let reader = found.meanSquareReader, let interaction = found.meanSquareInteraction,
            let cov1 = found.cov1, let cov2 = found.cov2, let cov3 = found.cov3
        else { return found }
        found.varianceReader = (reader - interaction) / t - cov1 + cov3
        found.varianceInteraction = interaction - found.error + cov1 + cov2 - cov3
        found.isFloored = cov2 < cov3 - ReaderEstimate.negligibleVariance
        return found
    }

    func mean(_ values: [Double]) -> Double {
        // The mean of equal values may differ from them by rounding.
        guard let first = values.first, values.contains(where: { $0 != first }) else {
            return values.first ?? 0
        }
        return values.reduce(0, +) / Double(values.count)
    }

    /// Σ(x − x̄)² / (n − 1).
    func meanSquare(_ values: [Double]) -> Double {
        let centre = mean(values)
        return values.reduce(0) { $0 + ($1 - centre) * ($1 - centre) } / Double(values.count - 1)
    }
}
