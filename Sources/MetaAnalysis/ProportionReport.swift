import Foundation

/// Scale on which proportions are pooled.
public enum ProportionMeasure: String, Sendable, Codable, CaseIterable {
    /// Raw proportion.
    case raw = "PR"
    /// Logit: the default.
    case logit = "PLO"
    /// Arcsine of the square root.
    case arcsine = "PAS"
    /// Freeman–Tukey double arcsine.
    case doubleArcsine = "PFT"
}

/// A number of events among a number of participants.
public struct ProportionReport: Sendable, Equatable {
    /// Events.
    public var events: Double
    /// Participants.
    public var participants: Double

    /// A proportion from its counts.
    public init(events: Double, participants: Double) {
        self.events = events
        self.participants = participants
    }

    /// The estimate and its large-sample variance.
    ///
    /// Raw and logit proportions of 0 or 1 get ½ event and ½ non-event added, which is marked in
    /// the source; the arcsine scales need no correction.
    ///
    /// - Parameter measure: scale.
    /// - Returns: estimate and variance.
    /// - Throws: `.faults` for events outside 0…n or n not above 0.
    /// - Reference: Freeman & Tukey (1950), doi:10.1214/aoms/1177729756.
    public func estimate(
        _ measure: ProportionMeasure
    ) throws(EffectMeasureError) -> EffectExtraction {
        var collector = FaultCollector()
        collector.require("n", participants, "a number above 0") { $0 > 0 }
        collector.require("events", events, "a number from 0 to n (\(participants))") {
            $0 >= 0 && $0 <= participants
        }
        try collector.finish()
        var (count, total) = (events, participants)
        var source = "Counts"
        let corrects = measure == .raw || measure == .logit
        if corrects, count == 0 || count == total {
            (count, total) = (count + 0.5, total + 1)
            source = "Counts, 0.5 added to events and non-events"
        }
        let share = count / total
        let value: Double
        let variance: Double
        switch measure {
        case .raw:
            value = share
            variance = share * (1 - share) / total
        case .logit:
            value = log(count / (total - count))
            variance = 1 / count + 1 / (total - count)
        case .arcsine:
            value = asin(share.squareRoot())
            variance = 1 / (4 * total)
        case .doubleArcsine:
            value =
                0.5
                * (asin((count / (total + 1)).squareRoot())
                    + asin(((count + 1) / (total + 1)).squareRoot()))
            variance = 1 / (4 * total + 2)
        }
        return .estimate(
            EffectEstimate(value: value, samplingVariance: variance, source: source)
        )
    }
}
