import Foundation

/// When a half is added to the cells of a 2×2 table.
public enum ContinuityCorrection: String, Sendable, CaseIterable {
    /// To all four cells of tables that hold a zero: the default.
    case tablesWithZeroCells
    /// To all tables.
    case allTables
    /// Never: ratios of tables with zeros cannot be pooled.
    case never
}

/// Effect measure of a 2×2 table.
public enum TwoByTwoMeasure: String, Sendable, Codable, CaseIterable {
    /// Log odds ratio.
    case oddsRatio = "OR"
    /// Log risk ratio.
    case riskRatio = "RR"
    /// Risk difference.
    case riskDifference = "RD"
    /// Log odds ratio by Peto's method; needs no correction for zeros and gets none.
    case peto = "PETO"
}

/// A study that compares two groups on a binary outcome.
public struct TwoByTwoTable: Sendable, Equatable {
    /// First group with the event (a).
    public var firstEvents: Double
    /// First group without it (b).
    public var firstOthers: Double
    /// Second group with the event (c).
    public var secondEvents: Double
    /// Second group without it (d).
    public var secondOthers: Double

    /// A table from its cells.
    public init(
        firstEvents: Double,
        firstOthers: Double,
        secondEvents: Double,
        secondOthers: Double
    ) {
        self.firstEvents = firstEvents
        self.firstOthers = firstOthers
        self.secondEvents = secondEvents
        self.secondOthers = secondOthers
    }

    /// The estimate and its large-sample variance.
    ///
    /// - Parameters:
    ///   - measure: effect measure.
    ///   - correction: when ½ is added to the cells.
    /// - Returns: estimate and variance, or what stands in the way.
    /// - Throws: `.faults` for negative cells or an empty group.
    /// - Reference: Fleiss & Berlin (2009), in Cooper et al., Handbook of Research Synthesis,
    ///   chapter 13; Yusuf et al. (1985), doi:10.1016/S0033-0620(85)80003-7 for Peto.
    public func estimate(
        _ measure: TwoByTwoMeasure,
        correction: ContinuityCorrection = .tablesWithZeroCells
    ) throws(EffectMeasureError) -> EffectExtraction {
        try check()
        if measure == .peto { return petoEstimate() }
        var (a, b, c, d) = (firstEvents, firstOthers, secondEvents, secondOthers)
        let hasZero = [a, b, c, d].contains(0)
        var source = "Cell Counts"
        if correction == .allTables || (correction == .tablesWithZeroCells && hasZero) {
            (a, b, c, d) = (a + 0.5, b + 0.5, c + 0.5, d + 0.5)
            source = "Cell Counts, 0.5 added to each cell"
        }
        let (first, second) = (a + b, c + d)
        let value: Double
        let variance: Double
        switch measure {
        case .oddsRatio, .peto:
            value = log(a / b) - log(c / d)
            variance = 1 / a + 1 / b + 1 / c + 1 / d
        case .riskRatio:
            value = log(a / first) - log(c / second)
            variance = 1 / a - 1 / first + 1 / c - 1 / second
        case .riskDifference:
            value = a / first - c / second
            variance = a * b / (first * first * first) + c * d / (second * second * second)
        }
        guard value.isFinite, variance.isFinite, variance > 0 else {
            return .notPoolable(missing: ["cells above 0 (no correction was asked for)"])
        }
        return .estimate(
            EffectEstimate(value: value, samplingVariance: variance, source: source)
        )
    }

    private func petoEstimate() -> EffectExtraction {
        let first = firstEvents + firstOthers
        let second = secondEvents + secondOthers
        let total = first + second
        let events = firstEvents + secondEvents
        let variance =
            events * (total - events) * (first / total) * (second / total) / (total - 1)
        guard variance > 0 else {
            return .notPoolable(
                missing: [events == 0 ? "events in either group" : "non-events in either group"])
        }
        let expected = events * first / total
        return .estimate(
            EffectEstimate(
                value: (firstEvents - expected) / variance,
                samplingVariance: 1 / variance,
                source: "Cell Counts"
            )
        )
    }

    private func check() throws(EffectMeasureError) {
        var collector = FaultCollector()
        let cells = [
            ("ai", firstEvents), ("bi", firstOthers), ("ci", secondEvents), ("di", secondOthers),
        ]
        for (item, cell) in cells {
            collector.require(item, cell, "a count of at least 0") { $0 >= 0 }
        }
        try collector.finish()
        collector.require("ai", firstEvents + firstOthers, "a first group (ai + bi) above 0") {
            $0 > 0
        }
        collector.require("ci", secondEvents + secondOthers, "a second group (ci + di) above 0") {
            $0 > 0
        }
        try collector.finish()
    }
}
