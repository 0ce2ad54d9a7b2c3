import Foundation

/// Observed and expected events of a prediction model: calibration in the large.
public struct ObservedExpectedReport: Sendable, Equatable {
    /// Observed events.
    public var observed: Double
    /// Events the model predicts.
    public var expected: Double
    /// Participants, if reported.
    public var participants: Double?

    /// A report of both counts.
    public init(observed: Double, expected: Double, participants: Double? = nil) {
        self.observed = observed
        self.expected = expected
        self.participants = participants
    }

    /// Log O:E with v = (1 − O/N) / O, or 1 / O (Poisson) where N is not reported.
    ///
    /// - Returns: log O:E (natural logarithm) and its variance, or what stands in the way.
    /// - Throws: `.faults` for counts outside their range.
    /// - Reference: Debray et al. (2017), doi:10.1136/bmj.i6460, appendix 7.
    public func estimate() throws(EffectMeasureError) -> EffectExtraction {
        var collector = FaultCollector()
        collector.require("observed", observed, "a number of at least 0") { $0 >= 0 }
        collector.require("expected", expected, "a number above 0") { $0 > 0 }
        collector.require("n", participants, "a number above 0") { $0 > 0 }
        if let participants {
            collector.require("observed", observed, "at most n (\(participants))") {
                $0 <= participants
            }
            collector.require("expected", expected, "at most n (\(participants))") {
                $0 <= participants
            }
        }
        try collector.finish()
        guard observed > 0 else {
            return .notPoolable(missing: ["observed events above 0 (log O:E is not defined)"])
        }
        let value = log(observed / expected)
        guard let participants else {
            return .estimate(
                EffectEstimate(
                    value: value,
                    samplingVariance: 1 / observed,
                    source: "Observed Events (Poisson)"
                )
            )
        }
        guard observed < participants else {
            return .notPoolable(missing: ["participants without the event"])
        }
        return .estimate(
            EffectEstimate(
                value: value,
                samplingVariance: (1 - observed / participants) / observed,
                source: "Observed Events and Participants"
            )
        )
    }
}
