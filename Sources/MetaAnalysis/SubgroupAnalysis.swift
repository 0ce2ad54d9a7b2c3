import Foundation
import Statistics

/// One subgroup with its own τ².
public struct Subgroup: Sendable, Equatable {
    /// Name of the group.
    public let name: String
    /// The model of the studies in the group.
    public let fit: RandomEffectsFit
}

/// Subgroups compared with separate and with common τ².
public struct SubgroupAnalysis: Sendable, Equatable {
    /// Groups in sorted order, each with its own τ².
    public let groups: [Subgroup]
    /// Q between groups, from the group estimates and their normal-theory standard errors.
    public let betweenQ: Double
    /// Degrees of freedom of Q between groups.
    public let betweenDegreesOfFreedom: Int
    /// p value of Q between groups.
    public let betweenPValue: Double
    /// Meta-regression on the group: one τ² for all.
    public let commonTauSquared: RandomEffectsFit?
    /// Why there is no model with common τ², in words.
    public let remark: String?

    /// Compares groups.
    ///
    /// - Parameters:
    ///   - estimates: k study estimates.
    ///   - samplingVariances: k sampling variances.
    ///   - groups: k names of groups.
    ///   - options: method, test, level.
    /// - Throws: `.tooFewStudies` with fewer than two groups; as the fit.
    /// - Reference: Borenstein & Higgins (2013), doi:10.1007/s11121-013-0377-7.
    public init(
        estimates: [Double],
        samplingVariances: [Double],
        groups: [String],
        options: PoolingOptions = PoolingOptions()
    ) throws(MetaAnalysisError) {
        guard groups.count == estimates.count else {
            throw .sizeMismatch(
                what: "groups",
                expected: estimates.count,
                found: groups.count
            )
        }
        let data = try PoolingData(
            estimates: estimates,
            samplingVariances: samplingVariances,
            design: .interceptOnly(count: estimates.count)
        )
        let levels = Set(groups).sorted()
        guard levels.count > 1 else {
            throw .tooFewStudies(needed: 2, found: levels.count, why: "comparing groups")
        }
        var fitted: [Subgroup] = []
        var plainOptions = options
        plainOptions.test = .normal
        var plain: [RandomEffectsFit] = []
        for level in levels {
            let members = try data.selecting(groups.indices.filter { groups[$0] == level })
            fitted.append(
                Subgroup(name: level, fit: try RandomEffectsFit(data: members, options: options))
            )
            plain.append(try RandomEffectsFit(data: members, options: plainOptions))
        }
        self.groups = fitted
        let between = try PoolingData(
            estimates: plain.map(\.estimate),
            samplingVariances: plain.map { $0.standardError * $0.standardError },
            design: .interceptOnly(count: plain.count)
        )
        betweenQ = try between.generalisedQ(tauSquared: 0)
        betweenDegreesOfFreedom = levels.count - 1
        betweenPValue = ChiSquared(degreesOfFreedom: Double(levels.count - 1)).upperTail(betweenQ)
        let design = DesignMatrix(
            count: groups.count,
            moderators: DesignMatrix.indicators(name: "group", levels: groups)
        )
        do throws(MetaAnalysisError) {
            commonTauSquared = try RandomEffectsFit(
                estimates: estimates,
                samplingVariances: samplingVariances,
                design: design,
                options: options
            )
            remark = nil
        } catch {
            commonTauSquared = nil
            remark = "No model with a common τ²: \(error)."
        }
    }
}
