import Foundation
import Statistics

/// The 2×2 table of one diagnostic accuracy study.
public struct DiagnosticTable: Sendable, Equatable {
    /// Diseased with a positive test.
    public let truePositives: Double
    /// Healthy with a positive test.
    public let falsePositives: Double
    /// Diseased with a negative test.
    public let falseNegatives: Double
    /// Healthy with a negative test.
    public let trueNegatives: Double

    /// A table from its four cells, each a count of at least 0.
    public init(
        truePositives: Double,
        falsePositives: Double,
        falseNegatives: Double,
        trueNegatives: Double
    ) {
        self.truePositives = truePositives
        self.falsePositives = falsePositives
        self.falseNegatives = falseNegatives
        self.trueNegatives = trueNegatives
    }

    /// Number of diseased.
    public var diseased: Double { truePositives + falseNegatives }
    /// Number of healthy.
    public var healthy: Double { falsePositives + trueNegatives }
    /// Number of participants.
    public var participants: Double { diseased + healthy }

    /// Whether any cell is zero.
    public var hasZeroCell: Bool {
        truePositives == 0 || falsePositives == 0 || falseNegatives == 0 || trueNegatives == 0
    }

    /// The table with a number added to each cell.
    ///
    /// - Parameter amount: usually ½.
    /// - Returns: the corrected table.
    public func corrected(by amount: Double) -> DiagnosticTable {
        DiagnosticTable(
            truePositives: truePositives + amount,
            falsePositives: falsePositives + amount,
            falseNegatives: falseNegatives + amount,
            trueNegatives: trueNegatives + amount
        )
    }

    /// Tables as a linear model needs them: ½ is added to every cell of every study if a cell of any
    /// study is zero, so that all studies are treated alike.
    ///
    /// - Parameter tables: k studies.
    /// - Returns: k tables, and whether they were corrected.
    public static func corrected(
        _ tables: [DiagnosticTable]
    ) -> (tables: [DiagnosticTable], isCorrected: Bool) {
        guard tables.contains(where: \.hasZeroCell) else { return (tables, false) }
        return (tables.map { $0.corrected(by: 0.5) }, true)
    }
}

/// A proportion or a ratio with its interval, both on the scale of the measure.
public struct IntervalEstimate: Sendable, Equatable {
    /// Value on the scale of the measure.
    public let value: Double
    /// Its confidence interval on the same scale.
    public let interval: Interval

    /// A value with its interval.
    public init(value: Double, interval: Interval) {
        self.value = value
        self.interval = interval
    }
}

/// What one study says about the accuracy of a test.
public struct StudyAccuracy: Sendable, Equatable {
    /// Share of the diseased with a positive test, with Wilson's interval.
    public let sensitivity: IntervalEstimate
    /// Share of the healthy with a negative test, with Wilson's interval.
    public let specificity: IntervalEstimate
    /// Odds of a positive test in the diseased over those in the healthy.
    public let diagnosticOddsRatio: IntervalEstimate
    /// sensitivity / (1 − specificity).
    public let positiveLikelihoodRatio: IntervalEstimate
    /// (1 − sensitivity) / specificity.
    public let negativeLikelihoodRatio: IntervalEstimate

    /// The accuracy of a study from its table as given.
    ///
    /// Ratios have log-normal intervals. Values that a table with empty cells leaves undefined are
    /// NaN; correct it first where numbers are wanted.
    ///
    /// - Parameters:
    ///   - table: 2×2 table, corrected or not.
    ///   - confidenceLevel: level of the intervals, between 0 and 1.
    /// - Reference: Wilson (1927), doi:10.1080/01621459.1927.10502953; Simel, Samsa & Matchar (1991),
    ///   doi:10.1016/0895-4356(91)90128-V for likelihood ratios.
    public init(_ table: DiagnosticTable, confidenceLevel: Double = 0.95) {
        let quantile = NormalDistribution.upperQuantile((1 - confidenceLevel) / 2)
        let (a, b) = (table.truePositives, table.falsePositives)
        let (c, d) = (table.falseNegatives, table.trueNegatives)
        sensitivity = Self.wilson(a, of: a + c, quantile: quantile)
        specificity = Self.wilson(d, of: b + d, quantile: quantile)
        func ratio(_ value: Double, _ logVariance: Double) -> IntervalEstimate {
            let width = quantile * logVariance.squareRoot()
            return IntervalEstimate(
                value: value,
                interval: Interval(lower: value * exp(-width), upper: value * exp(width))
            )
        }
        diagnosticOddsRatio = ratio(a * d / (b * c), 1 / a + 1 / b + 1 / c + 1 / d)
        positiveLikelihoodRatio = ratio(
            (a / (a + c)) / (b / (b + d)),
            1 / a - 1 / (a + c) + 1 / b - 1 / (b + d)
        )
        negativeLikelihoodRatio = ratio(
            (c / (a + c)) / (d / (b + d)),
            1 / c - 1 / (a + c) + 1 / d - 1 / (b + d)
        )
    }

    private static func wilson(
        _ events: Double,
        of size: Double,
        quantile: Double
    ) -> IntervalEstimate {
        let share = events / size
        let squared = quantile * quantile
        let centre = (share + squared / (2 * size)) / (1 + squared / size)
        let width =
            quantile / (1 + squared / size)
            * (share * (1 - share) / size + squared / (4 * size * size)).squareRoot()
        return IntervalEstimate(
            value: share,
            interval: Interval(
                lower: events == 0 ? 0 : max(0, centre - width),
                upper: events == size ? 1 : min(1, centre + width)
            )
        )
    }
}
