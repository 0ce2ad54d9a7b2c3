import Foundation
import Statistics

/// Models of many subsets of the studies (GOSH): clouds apart from each other show that single studies
/// make the result.
///
/// - Reference: Olkin, Dahabreh & Trikalinos (2012), doi:10.1002/jrsm.1053.
public struct SubsetAnalysis: Sendable, Equatable {
    /// One subset.
    public struct Subset: Sendable, Equatable {
        /// Bit i is set if study i is in it.
        public let members: UInt64
        /// Pooled value on the analysis scale.
        public let estimate: Double
        /// I² in percent.
        public let iSquared: Double
        /// τ², squared analysis units.
        public let tauSquared: Double

        /// Whether a study is in it.
        ///
        /// - Parameter study: position of the study.
        /// - Returns: true if it is.
        public func contains(_ study: Int) -> Bool { members >> UInt64(study) & 1 == 1 }
    }

    /// Subsets of at least two studies, in rising order of `members`.
    public let subsets: [Subset]
    /// Whether they are all there are; a random sample otherwise.
    public let isComplete: Bool
    /// Subsets whose model could not be fitted.
    public let failures: Int

    /// Fits all subsets of at least two studies, or a random sample of them.
    ///
    /// - Parameters:
    ///   - estimates: k estimates on the analysis scale, k from 3 to 63.
    ///   - samplingVariances: k sampling variances.
    ///   - method: estimator of τ².
    ///   - limit: subsets at most; more are sampled, each study being in with probability ½.
    ///   - seed: start of the random numbers.
    /// - Throws: `.tooFewStudies`; `.notIdentifiable` for more than 63; as a fit for faulty input.
    public init(
        estimates: [Double],
        samplingVariances: [Double],
        method: HeterogeneityMethod = .restrictedMaximumLikelihood,
        limit: Int = 1 << 20,
        seed: UInt64 = 1
    ) throws(MetaAnalysisError) {
        let count = estimates.count
        guard count > 2 else {
            throw .tooFewStudies(needed: 3, found: count, why: "an analysis of all subsets")
        }
        guard count < 64 else {
            throw .notIdentifiable("subsets of at most 63 studies can be analysed, found \(count)")
        }
        let data = try PoolingData(
            estimates: estimates,
            samplingVariances: samplingVariances,
            design: .interceptOnly(count: count)
        )
        let total: UInt64 = 1 << UInt64(count)
        isComplete = count < 40 && total <= UInt64(max(1, limit))
        let masks = isComplete ? nil : Self.sample(count: count, limit: limit, seed: seed)
        let parts = Parallel.map(masks?.count ?? Int(total), inRangesOf: 512) { range in
            range.compactMap { index -> (Subset?, Bool)? in
                let members = masks?[index] ?? UInt64(index)
                guard members.nonzeroBitCount > 1 else { return nil }
                let found = Self.fit(data, members, method)
                return (found, found == nil)
            }
        }
        subsets = parts.flatMap { $0.compactMap(\.0) }
        failures = parts.reduce(0) { $0 + $1.count { $0.1 } }
    }

    private static func sample(count: Int, limit: Int, seed: UInt64) -> [UInt64] {
        var generator = SeededGenerator(seed: seed)
        var masks: Set<UInt64> = []
        let wanted = max(1, limit)
        // Distinct subsets: with 40 studies or more, or a limit below their number, they do not run out.
        var tries = 0
        while masks.count < wanted, tries < 4 * wanted {
            tries += 1
            let mask = generator.next() >> UInt64(64 - count)
            if mask.nonzeroBitCount > 1 { masks.insert(mask) }
        }
        return masks.sorted()
    }

    private static func fit(
        _ data: PoolingData,
        _ members: UInt64,
        _ method: HeterogeneityMethod
    ) -> Subset? {
        let rows = data.estimates.indices.filter { members >> UInt64($0) & 1 == 1 }
        guard let summary = try? data.selecting(rows).summary(method: method) else { return nil }
        return Subset(
            members: members,
            estimate: summary.estimate,
            iSquared: summary.iSquared,
            tauSquared: summary.tauSquared
        )
    }
}

/// A pooled value without tests and intervals, for refits by the thousand.
struct PooledSummary {
    let estimate: Double
    let standardError: Double
    let tauSquared: Double
    let iSquared: Double
}

extension PoolingData {
    /// Pools without moderators; the same numbers as a full fit.
    func summary(method: HeterogeneityMethod) throws(MetaAnalysisError) -> PooledSummary {
        let tauSquared = try tauSquared(method: method).value
        let (plain, fitted) = (moments(tauSquared: 0), moments(tauSquared: tauSquared))
        let degrees = Double(count - 1)
        let iSquared =
            method == .commonEffect
            ? max(0, 100 * (plain.cochranQ - degrees) / plain.cochranQ)
            : 100 * tauSquared / (tauSquared + degrees / plain.projectionTrace)
        return PooledSummary(
            estimate: fitted.mean,
            standardError: (1 / fitted.sum).squareRoot(),
            tauSquared: tauSquared,
            iSquared: iSquared.isNaN ? 0 : iSquared
        )
    }
}
