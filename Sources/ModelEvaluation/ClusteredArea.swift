import Statistics

extension CasePredictions {
    /// Works out the area under the ROC curve of cases that come in clusters, such as lesions of a
    /// patient, with Obuchowski's variance.
    ///
    /// With V and W the placements of cases with and without the event, θ the area, and sums within
    /// cluster i over its mᵢ and nᵢ cases: S₁₀ = I₁₀/((I₁₀−1)M) Σ(ΣV − mᵢθ)², S₀₁ likewise,
    /// S₁₁ = I/(I−1) Σ(ΣV − mᵢθ)(ΣW − nᵢθ), variance = S₁₀/M + S₀₁/N + 2 S₁₁/(MN). Clusters of one
    /// case give DeLong's variance.
    ///
    /// - Parameters:
    ///   - clusters: the cluster of each case, in case order.
    ///   - level: coverage of the intervals.
    /// - Returns: the area, its variance absent where fewer than two clusters hold a class.
    /// - Throws: `.sizeMismatch`, `.invalidLevel`.
    /// - Reference: Obuchowski (1997), doi:10.2307/2533958, equations 5 to 8.
    public func areaUnderCurve(
        clusters: [String],
        level: Double = 0.95
    ) throws(EvaluationError) -> AreaUnderCurve {
        guard clusters.count == count else {
            throw .sizeMismatch(scores: count, labels: clusters.count)
        }
        let quantile = try normalQuantile(level: level)
        let placements = Placements(self)
        return AreaUnderCurve(
            area: placements.area,
            variance: clusteredVariance(
                placements.positives,
                placements.negatives,
                mean: placements.area,
                clusters: clusters
            ),
            of: self,
            level: level,
            normalQuantile: quantile
        )
    }

    /// Compares the areas of two models on the same clustered cases.
    ///
    /// - Parameters:
    ///   - other: the second model's predictions for the same cases in the same order.
    ///   - clusters: the cluster of each case.
    ///   - level: coverage of the interval.
    /// - Returns: difference, test and interval; the variance is that of the differences of
    ///   placements.
    /// - Throws: `.sizeMismatch`, `.labelsDiffer`, `.invalidLevel`.
    /// - Reference: Obuchowski (1997), doi:10.2307/2533958.
    public func compareArea(
        with other: CasePredictions,
        clusters: [String],
        level: Double = 0.95
    ) throws(EvaluationError) -> AreaComparison {
        guard clusters.count == count else {
            throw .sizeMismatch(scores: count, labels: clusters.count)
        }
        try requireSameCases(as: other)
        let (first, second) = (Placements(self), Placements(other))
        let variance = clusteredVariance(
            zip(first.positives, second.positives).map { $0 - $1 },
            zip(first.negatives, second.negatives).map { $0 - $1 },
            mean: first.area - second.area,
            clusters: clusters
        )
        return AreaComparison(
            first: first.area,
            second: second.area,
            variance: variance,
            level: level,
            normalQuantile: try normalQuantile(level: level)
        )
    }

    private func clusteredVariance(
        _ positiveValues: [Double],
        _ negativeValues: [Double],
        mean: Double,
        clusters: [String]
    ) -> Double? {
        // Clusters are numbered as they come, so that sums have the same order in every run.
        var numbers: [String: Int] = [:]
        var sums: [(positive: Double, negative: Double)] = []
        var sizes: [(positive: Int, negative: Int)] = []
        var (positivePlace, negativePlace) = (0, 0)
        for (index, cluster) in clusters.enumerated() {
            let number = numbers[cluster] ?? sums.count
            if number == sums.count {
                numbers[cluster] = number
                sums.append((0, 0))
                sizes.append((0, 0))
            }
            if events[index] {
                sums[number].positive += positiveValues[positivePlace] - mean
                sizes[number].positive += 1
                positivePlace += 1
            } else {
                sums[number].negative += negativeValues[negativePlace] - mean
                sizes[number].negative += 1
                negativePlace += 1
            }
        }
        let withPositives = Double(sizes.count { $0.positive > 0 })
        let withNegatives = Double(sizes.count { $0.negative > 0 })
        let all = Double(sums.count)
        guard withPositives > 1, withNegatives > 1 else { return nil }
        let (m, n) = (Double(positives), Double(negatives))
        let positivePart = sums.reduce(0) { $0 + $1.positive * $1.positive }
        let negativePart = sums.reduce(0) { $0 + $1.negative * $1.negative }
        let product = sums.reduce(0) { $0 + $1.positive * $1.negative }
        let variance =
            withPositives / (withPositives - 1) * positivePart / (m * m)
            + withNegatives / (withNegatives - 1) * negativePart / (n * n)
            + 2 * all / (all - 1) * product / (m * n)
        return max(0, variance)
    }
}

extension AreaUnderCurve {
    /// Compares the areas of two sets of different cases, such as two sites.
    ///
    /// - Parameter other: the second area, of other cases.
    /// - Returns: first minus second with the sum of both variances.
    /// - Throws: `.invalidLevel`.
    public func compared(
        withIndependent other: AreaUnderCurve
    ) throws(EvaluationError) -> AreaComparison {
        var sum: Double?
        if let variance, let second = other.variance { sum = variance + second }
        return AreaComparison(
            first: area,
            second: other.area,
            variance: sum,
            level: level,
            normalQuantile: try normalQuantile(level: level)
        )
    }
}
