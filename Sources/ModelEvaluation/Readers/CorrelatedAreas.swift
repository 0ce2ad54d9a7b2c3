/// Areas under several curves on the same cases, with what their covariances are made of.
///
/// The covariance of any two contrasts of areas is a bilinear form of the influences of the cases or
/// clusters. Contrasts are taken of the influences, not of a covariance matrix, so that curves that
/// are equal have a difference with a variance of exactly 0.
struct CorrelatedAreas {
    /// What each cluster adds to an area, or to a contrast of areas.
    struct Influence {
        /// From the cases with the event; under the jackknife from all cases.
        var positives: [Double]
        /// From the cases without the event; zeros under the jackknife.
        var negatives: [Double]
    }

    /// The area of each curve.
    let areas: [Double]
    /// The influences on each area.
    let influences: [Influence]
    /// Factors of the sums of products: within cases with the event, without it, between both.
    private let factors: (positives: Double, negatives: Double, between: Double)

    /// Works out areas and influences.
    ///
    /// DeLong: with V and W the placements of the cases with and without the event, θ the area, sums
    /// over the mᵢ and nᵢ cases of cluster i, M and N cases and I₁₀, I₀₁, I clusters with the event,
    /// without it and in all: Cov(a, b) = I₁₀/((I₁₀−1)M²) Σ pᵢₐpᵢᵦ + I₀₁/((I₀₁−1)N²) Σ qᵢₐqᵢᵦ
    /// + I/((I−1)MN) Σ (pᵢₐqᵢᵦ + qᵢₐpᵢᵦ), with p = ΣV − mᵢθ and q = ΣW − nᵢθ. Clusters of one case give
    /// DeLong's covariance. Jackknife: (I−1)/I Σ (θ₍ᵢ₎ₐ − θ̄ₐ)(θ₍ᵢ₎ᵦ − θ̄ᵦ), θ₍ᵢ₎ without cluster i.
    ///
    /// - Parameters:
    ///   - curves: predictions for the same cases.
    ///   - clusters: the cluster of each case; `nil` for independent cases.
    ///   - method: how covariances are estimated.
    /// - Reference: DeLong, DeLong & Clarke-Pearson (1988), doi:10.2307/2531595; Obuchowski (1997),
    ///   doi:10.2307/2533958; Efron & Stein (1981), doi:10.1214/aos/1176345462.
    init(_ curves: [CasePredictions], clusters: [String]?, method: CovarianceMethod) {
        let grouping = CaseGrouping(clusters, curves.first?.events ?? [])
        let placements = curves.map { Placements($0) }
        areas = placements.map(\.area)
        let sums = zip(curves, placements).map { curve, found in
            grouping.centredSums(found, curve.events)
        }
        switch method {
        case .deLong:
            influences = sums
            factors = grouping.deLongFactors
        case .jackknife:
            influences = zip(curves, placements).map { curve, found in
                grouping.jackknifeInfluence(curve, found)
            }
            factors = (Double(grouping.count - 1) / Double(grouping.count), 0, 0)
        }
    }

    /// The covariance of two influences.
    func covariance(_ first: Influence, _ second: Influence) -> Double {
        var sums = (positives: 0.0, negatives: 0.0, between: 0.0)
        for place in first.positives.indices {
            let (p, q) = (first.positives[place], first.negatives[place])
            let (r, s) = (second.positives[place], second.negatives[place])
            sums.positives += p * r
            sums.negatives += q * s
            sums.between += p * s + q * r
        }
        return factors.positives * sums.positives + factors.negatives * sums.negatives
            + factors.between * sums.between
    }

    /// The covariances of all pairs of influences, as a full table.
    func covariances(_ influences: [Influence]) -> [[Double]] {
        var table = influences.map { _ in [Double](repeating: 0, count: influences.count) }
        for row in influences.indices {
            for column in 0...row {
                let value = covariance(influences[row], influences[column])
                table[row][column] = value
                table[column][row] = value
            }
        }
        return table
    }

    /// The variance of the difference between two areas.
    func varianceOfDifference(_ first: Int, _ second: Int) -> Double {
        let difference = influences[first] - influences[second]
        return max(0, covariance(difference, difference))
    }
}

extension CorrelatedAreas.Influence {
    /// The influence on the difference of two areas.
    static func - (left: Self, right: Self) -> Self {
        Self(
            positives: zip(left.positives, right.positives).map { $0 - $1 },
            negatives: zip(left.negatives, right.negatives).map { $0 - $1 }
        )
    }
}

/// Cases by clusters; without clusters each case is one of its own.
private struct CaseGrouping {
    /// The number of each case's cluster, in the order in which clusters first occur.
    let numbers: [Int]
    let count: Int
    let positives: [Int]
    let negatives: [Int]

    init(_ clusters: [String]?, _ events: [Bool]) {
        if let clusters {
            var known: [String: Int] = [:]
            numbers = clusters.map { name in
                let number = known[name] ?? known.count
                known[name] = number
                return number
            }
            count = known.count
        } else {
            numbers = Array(events.indices)
            count = events.count
        }
        var sizes = (
            positives: [Int](repeating: 0, count: count),
            negatives: [Int](repeating: 0, count: count)
        )
        for (number, event) in zip(numbers, events) {
            if event { sizes.positives[number] += 1 } else { sizes.negatives[number] += 1 }
        }
        positives = sizes.positives
        negatives = sizes.negatives
    }

    var deLongFactors: (positives: Double, negatives: Double, between: Double) {
        let withPositives = Double(positives.count { $0 > 0 })
        let withNegatives = Double(negatives.count { $0 > 0 })
        let (m, n) = (Double(positives.reduce(0, +)), Double(negatives.reduce(0, +)))
        return (
            withPositives / (withPositives - 1) / (m * m),
            withNegatives / (withNegatives - 1) / (n * n),
            Double(count) / Double(count - 1) / (m * n)
        )
    }

    /// Sums of V − θ and W − θ within each cluster.
    func centredSums(_ found: Placements, _ events: [Bool]) -> CorrelatedAreas.Influence {
        sums(found, events, centre: found.area)
    }

    private func sums(
        _ found: Placements,
        _ events: [Bool],
        centre: Double
    ) -> CorrelatedAreas.Influence {
        var sums = CorrelatedAreas.Influence(
            positives: [Double](repeating: 0, count: count),
            negatives: [Double](repeating: 0, count: count)
        )
        var (positive, negative) = (0, 0)
        for (number, event) in zip(numbers, events) {
            if event {
                sums.positives[number] += found.positives[positive] - centre
                positive += 1
            } else {
                sums.negatives[number] += found.negatives[negative] - centre
                negative += 1
            }
        }
        return sums
    }

    /// The area without each cluster, less the mean of these areas.
    ///
    /// Of MN θ rightly ordered pairs a cluster takes those of its cases with all others, NΣV and MΣW,
    /// in which pairs within the cluster are counted twice.
    func jackknifeInfluence(
        _ curve: CasePredictions,
        _ found: Placements
    ) -> CorrelatedAreas.Influence {
        let placed = sums(found, curve.events, centre: 0)
        let within = orderedWithin(curve)
        let (m, n) = (Double(curve.positives), Double(curve.negatives))
        let left = (0..<count).map { number in
            let pairs =
                m * n * found.area - n * placed.positives[number] - m * placed.negatives[number]
                + within[number]
            return pairs / (m - Double(positives[number])) / (n - Double(negatives[number]))
        }
        // Equal areas may differ from their mean by rounding; their variance is 0.
        let allEqual = left.allSatisfy { $0 == left[0] }
        let mean = allEqual ? left[0] : left.reduce(0, +) / Double(count)
        return CorrelatedAreas.Influence(
            positives: left.map { $0 - mean },
            negatives: [Double](repeating: 0, count: count)
        )
    }

    /// Rightly ordered pairs within each cluster, ties counting half.
    private func orderedWithin(_ curve: CasePredictions) -> [Double] {
        var pairs = [Double](repeating: 0, count: count)
        guard count < curve.count else { return pairs }
        var members = [[Int]](repeating: [], count: count)
        for (place, number) in numbers.enumerated() { members[number].append(place) }
        for (number, cases) in members.enumerated() {
            let negatives = cases.filter { !curve.events[$0] }
            for positive in cases where curve.events[positive] {
                for negative in negatives {
                    let (above, below) = (curve.scores[positive], curve.scores[negative])
                    pairs[number] += above > below ? 1 : above == below ? 0.5 : 0
                }
            }
        }
        return pairs
    }
}
