@testable import Figures

/// Figures with one point per study, of the trials of BCG vaccine.
///
/// The data are those of Colditz et al. (1994), doi:10.1001/jama.1994.03510330076038; the numbers
/// were computed with metafor 3.8.1 in R (`rma(yi, vi)` on log risk ratios, `baujat`,
/// `rma(yi, vi, mods = ~ ablat)`).
enum ScatterSamples {
    struct Trial {
        var label: String
        var latitude: Double
        var ratio: Double
        /// Root of the sum of sampling variance and τ².
        var totalError: Double
        var contribution: Double
        var influence: Double
        var weight: Double

        init(
            _ label: String,
            _ latitude: Double,
            _ ratio: Double,
            _ totalError: Double,
            _ contribution: Double,
            _ influence: Double,
            _ weight: Double
        ) {
            self.label = label
            self.latitude = latitude
            self.ratio = ratio
            self.totalError = totalError
            self.contribution = contribution
            self.influence = influence
            self.weight = weight
        }
    }

    static let tauSquared = 0.3132433

    static let trials = [
        Trial("Aronson 1948", 44, 0.4109, 0.7993, 0.0478, 0.0015, 5.06),
        Trial("Ferguson & Simes 1949", 55, 0.2049, 0.7126, 1.4934, 0.1121, 6.36),
        Trial("Rosenthal et al 1960", 42, 0.2597, 0.8536, 0.5509, 0.0243, 4.44),
        Trial("Hart & Sutherland 1977", 52, 0.2366, 0.5773, 1.5860, 0.2378, 9.70),
        Trial("Frimodt-Moller et al 1973", 13, 0.8045, 0.6037, 0.6777, 0.0670, 8.87),
        Trial("Stein & Aronson 1953", 44, 0.4556, 0.5658, 0.0160, 0.0003, 10.10),
        Trial("Vandiviere et al 1973", 19, 0.1977, 0.7323, 1.5319, 0.1079, 6.03),
        Trial("TPT Madras 1980", 13, 1.0120, 0.5632, 1.6638, 0.1990, 10.19),
        Trial("Coetzee & Berjak 1968", 27, 0.6254, 0.6080, 0.1625, 0.0184, 8.74),
        Trial("Rosenthal et al 1961", 42, 0.2538, 0.6215, 1.1168, 0.1114, 8.37),
        Trial("Comstock et al 1974", 18, 0.7122, 0.5707, 0.4322, 0.0490, 9.93),
        Trial("Comstock & Webster 1969", 33, 1.5619, 0.9196, 1.5922, 0.0618, 3.82),
        Trial("Comstock et al 1976", 33, 0.9828, 0.6202, 1.2638, 0.1153, 8.40),
    ]

    static func baujat() -> BaujatPlot {
        BaujatPlot(
            studies: trials.map {
                .init(label: $0.label, contribution: $0.contribution, influence: $0.influence)
            }
        )
    }

    static func radial() -> RadialPlot {
        var axis = ForestPlot.Axis.ratio("Risk ratio (log scale)")
        axis.reference = 1
        return RadialPlot(
            studies: trials.map {
                .init(label: $0.label, estimate: $0.ratio, standardError: $0.totalError)
            },
            axis: axis,
            pooled: 0.4894,
            interval: .init(lower: 0.3441, upper: 0.6962)
        )
    }

    /// Studies of one common effect but for two, with areas under the curve on a logit scale.
    static func radialOfAreas() -> RadialPlot {
        let table: [(Double, Double)] = [
            (0.91, 0.15), (0.88, 0.22), (0.93, 0.31), (0.84, 0.18), (0.90, 0.11), (0.78, 0.14),
            (0.97, 0.42), (0.89, 0.27), (0.95, 0.19), (0.86, 0.35), (0.90, 0.24), (0.92, 0.5),
        ]
        return RadialPlot(
            studies: zip(Samples.names, table).map {
                .init(label: $0, estimate: $1.0, standardError: $1.1)
            },
            axis: .init(label: "AUC (logit scale)", scale: .logit),
            pooled: 0.89,
            interval: .init(lower: 0.87, upper: 0.905),
            naming: .all
        )
    }

    static func bubbles(naming: PointNaming = .standingOut) -> BubblePlot {
        let fitted: [(Double, Double, Double, Double, Double, Double)] = [
            (13, 0.8809, 0.6321, 1.2276, 0.4667, 1.6625),
            (19, 0.7397, 0.5639, 0.9704, 0.4036, 1.3557),
            (25, 0.6212, 0.4951, 0.7794, 0.3453, 1.1175),
            (31, 0.5217, 0.4234, 0.6428, 0.2920, 0.9322),
            (37, 0.4381, 0.3503, 0.5480, 0.2438, 0.7872),
            (43, 0.3679, 0.2819, 0.4801, 0.2012, 0.6727),
            (49, 0.3090, 0.2231, 0.4278, 0.1642, 0.5812),
            (55, 0.2595, 0.1749, 0.3848, 0.1328, 0.5070),
        ]
        return BubblePlot(
            title: "Risk ratio by latitude",
            studies: trials.map {
                .init(
                    label: $0.label,
                    moderator: $0.latitude,
                    estimate: $0.ratio,
                    weight: $0.weight
                )
            },
            line: fitted.map {
                .init(
                    moderator: $0.0,
                    estimate: $0.1,
                    confidence: .init(lower: $0.2, upper: $0.3),
                    prediction: .init(lower: $0.4, upper: $0.5)
                )
            },
            moderatorAxis: .init(label: "Absolute latitude (degrees)"),
            estimateAxis: .ratio("Risk ratio (log scale)"),
            naming: naming
        )
    }

    /// Results of all subsets of at least two trials, pooled as DerSimonian & Laird do, by the bits
    /// of their members; computed once, since every golden test asks for all samples.
    private static let pooledSubsets: [(members: Int, result: GOSHPlot.Subset)] = {
        let places = trials.map { AxisScale.log.transformed($0.ratio) ?? 0 }
        let variances = trials.map { $0.totalError * $0.totalError - tauSquared }
        return (1..<(1 << trials.count)).compactMap { mask in
            let members = trials.indices.filter { mask >> $0 & 1 == 1 }
            guard members.count > 1 else { return nil }
            let weights = members.map { 1 / variances[$0] }
            let total = weights.reduce(0, +)
            let mean = zip(weights, members).reduce(0) { $0 + $1.0 * places[$1.1] } / total
            let q = zip(weights, members).reduce(0) {
                $0 + $1.0 * (places[$1.1] - mean) * (places[$1.1] - mean)
            }
            let freedom = Double(members.count - 1)
            let spread = total - weights.reduce(0) { $0 + $1 * $1 } / total
            let between = max(0, (q - freedom) / spread)
            let random = members.map { 1 / (variances[$0] + between) }
            let pooled =
                zip(random, members).reduce(0) { $0 + $1.0 * places[$1.1] }
                / random.reduce(0, +)
            let result = GOSHPlot.Subset(
                estimate: AxisScale.log.restored(pooled),
                iSquared: q > 0 ? max(0, (q - freedom) / q) * 100 : 0
            )
            return (mask, result)
        }
    }()

    static func gosh(highlighting index: Int? = nil) -> GOSHPlot {
        GOSHPlot(
            subsets: pooledSubsets.map { members, result in
                var result = result
                result.isHighlighted = index.map { members >> $0 & 1 == 1 } ?? false
                return result
            },
            overall: pooledSubsets.last?.result,
            highlight: index.map { trials[$0].label },
            axis: .ratio("Risk ratio (log scale)")
        )
    }

    static var all: [(name: String, canvas: Canvas)] {
        let double = FigureStyle()
        let single = FigureStyle(width: .single)
        let dark = FigureStyle(width: .oneAndHalf, theme: .dark)
        return [
            ("baujat-174", baujat().drawn(double)),
            ("baujat-84", baujat().drawn(single)),
            ("baujat-empty-84", BaujatPlot(studies: []).drawn(single)),
            ("radial-174", radial().drawn(double)),
            ("radial-84", radial().drawn(single)),
            ("radial-areas-129-dark", radialOfAreas().drawn(dark)),
            ("bubble-174", bubbles(naming: .all).drawn(double)),
            ("bubble-84", bubbles().drawn(single)),
            ("bubble-129-dark", bubbles().drawn(dark)),
            ("gosh-174", gosh().drawn(double)),
            ("gosh-highlight-84", gosh(highlighting: 7).drawn(single)),
            ("gosh-highlight-129-dark", gosh(highlighting: 7).drawn(dark)),
        ]
    }
}
