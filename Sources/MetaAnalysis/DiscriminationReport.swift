import Foundation
import Statistics

/// Approximation for the standard error of an AUC from its value and the sizes of both groups.
public enum NewcombeMethod: Int, Sendable, CaseIterable {
    /// Hanley & McNeil (1982) with the true group sizes.
    case method2 = 2
    /// Newcombe's modification, which replaces both group sizes by N/2: the default.
    case method4 = 4
}

/// What a study reports about a c-statistic (AUC).
public struct DiscriminationReport: Sendable, Equatable {
    /// The AUC, strictly between 0 and 1.
    public var auc: Double?
    /// Standard error of the AUC on its own scale.
    public var standardError: Double?
    /// Lower confidence limit of the AUC.
    public var lowerLimit: Double?
    /// Upper confidence limit of the AUC.
    public var upperLimit: Double?
    /// Number of participants.
    public var participants: Double?
    /// Number of participants with the event.
    public var events: Double?
    /// Standard deviation of the linear predictor of the model among all participants.
    public var linearPredictorDeviation: Double?

    /// A report; items that are not reported are nil.
    public init(
        auc: Double? = nil,
        standardError: Double? = nil,
        lowerLimit: Double? = nil,
        upperLimit: Double? = nil,
        participants: Double? = nil,
        events: Double? = nil,
        linearPredictorDeviation: Double? = nil
    ) {
        self.auc = auc
        self.standardError = standardError
        self.lowerLimit = lowerLimit
        self.upperLimit = upperLimit
        self.participants = participants
        self.events = events
        self.linearPredictorDeviation = linearPredictorDeviation
    }

    /// Restores the logit AUC and its variance.
    ///
    /// In this order: reported SE, v = (SE / (c(1 − c)))²; confidence interval,
    /// v = ((logit u − logit l) / 2z)²; numbers of participants and events by Newcombe's method.
    ///
    /// Where no AUC was reported, one follows from the standard deviation σ of the linear predictor,
    /// c = Φ(σ/√2): predictors normal with equal variance in both groups are then σ² apart. It is
    /// marked in the source.
    ///
    /// - Parameters:
    ///   - newcombe: approximation for the last case.
    ///   - reportedLevel: level of the reported interval, between 0 and 1.
    ///   - assumedPrevalence: share of events where their number is missing; never used unless
    ///     given, and marked in the source.
    /// - Returns: the estimate with its source, or the names of what is missing.
    /// - Throws: `.faults` for figures outside their range or contradicting each other.
    /// - Reference: Debray et al. (2017), doi:10.1136/bmj.i6460, (2019),
    ///   doi:10.1177/0962280218785504; Newcombe (2006), doi:10.1002/sim.2324.
    public func logitEstimate(
        newcombe: NewcombeMethod = .method4,
        reportedLevel: Double = 0.95,
        assumedPrevalence: Double? = nil
    ) throws(EffectMeasureError) -> EffectExtraction {
        try check(assumedPrevalence, reportedLevel)
        let predicted = linearPredictorDeviation.map {
            NormalDistribution.cumulative($0 / 2.0.squareRoot())
        }
        guard let auc = self.auc ?? predicted, auc < 1 else {
            return .notPoolable(missing: ["auc"])
        }
        let origin =
            self.auc == nil ? "; AUC from the standard deviation of the linear predictor" : ""
        let logit = log(auc / (1 - auc))
        func estimate(_ variance: Double, _ source: String) -> EffectExtraction {
            .estimate(
                EffectEstimate(value: logit, samplingVariance: variance, source: source + origin)
            )
        }
        if let standardError {
            let onLogitScale = standardError / (auc * (1 - auc))
            return estimate(onLogitScale * onLogitScale, "Standard Error")
        }
        var unusable: [String] = []
        if let lowerLimit, let upperLimit {
            if lowerLimit > 0, upperLimit < 1 {
                let width = log(upperLimit / (1 - upperLimit)) - log(lowerLimit / (1 - lowerLimit))
                let quantile = NormalDistribution.upperQuantile((1 - reportedLevel) / 2)
                let error = width / (2 * quantile)
                return estimate(error * error, "Confidence Interval")
            }
            unusable.append(
                upperLimit < 1
                    ? "ci_lower above 0 (a limit of 0 has no logit)"
                    : "ci_upper below 1 (a limit of 1 has no logit)"
            )
        }
        if let participants, let events {
            return estimate(
                newcombe.logitVariance(auc: auc, participants: participants, events: events),
                "Newcombe (Method \(newcombe.rawValue))"
            )
        }
        if let participants, let assumedPrevalence {
            let assumed = participants * assumedPrevalence
            return estimate(
                newcombe.logitVariance(auc: auc, participants: participants, events: assumed),
                "Newcombe (Method \(newcombe.rawValue)), events assumed from a prevalence of "
                    + "\(assumedPrevalence)"
            )
        }
        let items: [(String, Double?)] = [
            ("se", standardError), ("ci_lower", lowerLimit), ("ci_upper", upperLimit),
            ("n", participants), ("events", events),
        ]
        return .notPoolable(missing: items.filter { $0.1 == nil }.map(\.0) + unusable)
    }

    private func check(
        _ assumedPrevalence: Double?,
        _ reportedLevel: Double
    ) throws(EffectMeasureError) {
        var collector = FaultCollector()
        collector.require("reported level", reportedLevel, "a number between 0 and 1") {
            $0 > 0 && $0 < 1
        }
        collector.require("auc", auc, "a number above 0 and below 1") { $0 > 0 && $0 < 1 }
        collector.require("se", standardError, "a number above 0 and at most 0.5") {
            $0 > 0 && $0 <= 0.5
        }
        collector.require("ci_lower", lowerLimit, "a number from 0 to 1") { $0 >= 0 && $0 <= 1 }
        collector.require("ci_upper", upperLimit, "a number from 0 to 1") { $0 >= 0 && $0 <= 1 }
        collector.require("sd_lp", linearPredictorDeviation, "a number above 0") { $0 > 0 }
        collector.require("n", participants, "a number of at least 2") { $0 >= 2 }
        collector.require("events", events, "a number of at least 1") { $0 >= 1 }
        collector.require("assumed prevalence", assumedPrevalence, "a number between 0 and 1") {
            $0 > 0 && $0 < 1
        }
        if let lowerLimit, let upperLimit {
            collector.require("ci_lower", lowerLimit, "less than ci_upper (\(upperLimit))") {
                $0 < upperLimit
            }
        }
        if let auc, auc > 0, auc < 1 {
            collector.require("ci_lower", lowerLimit, "at most the AUC (\(auc))") { $0 <= auc }
            collector.require("ci_upper", upperLimit, "at least the AUC (\(auc))") { $0 >= auc }
        }
        if let participants {
            collector.require("events", events, "fewer than n (\(participants))") {
                $0 < participants
            }
        }
        try collector.finish()
    }
}

extension NewcombeMethod {
    /// Variance of the logit AUC.
    ///
    /// v = (1 + a(1 − c)/(2 − c) + bc/(1 + c)) / (c(1 − c)mn) with m events and n non-events;
    /// method 2: a = m − 1, b = n − 1; method 4: a = b = (m + n)/2 − 1.
    ///
    /// - Parameters:
    ///   - auc: c, strictly between 0 and 1.
    ///   - participants: m + n.
    ///   - events: m.
    /// - Returns: v on the logit scale, > 0.
    /// - Reference: Newcombe (2006), doi:10.1002/sim.2324.
    public func logitVariance(auc: Double, participants: Double, events: Double) -> Double {
        let others = participants - events
        let (first, second) =
            self == .method4
            ? (participants / 2 - 1, participants / 2 - 1) : (events - 1, others - 1)
        let numerator = 1 + first * (1 - auc) / (2 - auc) + second * auc / (1 + auc)
        return numerator / (auc * (1 - auc) * events * others)
    }
}
