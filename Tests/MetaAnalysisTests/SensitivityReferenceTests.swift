import MetaAnalysis
import Testing

@Suite("Reference: sensitivity and small-study effects", .enabled(if: ReferenceData.isAvailable))
struct SensitivityReferenceTests {
    static let options = PoolingOptions(test: .normal)

    /// Sets that hold these parts.
    private func sets() throws -> [ReferenceData.Value] {
        try ReferenceData.load("univariate").list.filter { $0["leaveOneOut"].exists }
    }

    @Test func leaveOneOutAndCumulative() throws {
        var record = DeviationRecord("univariate.json leave-one-out, cumulative")
        for set in try sets() {
            let id = set["id"].text ?? "?"
            let (estimates, variances) = (set["yi"].numbers, set["vi"].numbers)
            let without = try Sensitivity.leaveOneOut(
                estimates: estimates,
                samplingVariances: variances,
                options: Self.options
            )
            let reference = set["leaveOneOut"]
            func check(_ key: String, _ found: [Double], _ part: ReferenceData.Value) {
                record.compare(
                    found,
                    part[key].numbers,
                    "\(id) \(key)",
                    tolerance: 1e-6,
                    floor: 1e-11
                )
            }
            check("estimate", without.map(\.estimate), reference)
            check("se", without.map(\.standardError), reference)
            check("ciLower", without.map(\.interval.lower), reference)
            check("ciUpper", without.map(\.interval.upper), reference)
            check("tau2", without.map(\.tauSquared), reference)
            check("i2", without.map(\.iSquared), reference)
            check("q", without.map(\.cochranQ), reference)
            let cumulative = try Sensitivity.cumulative(
                estimates: estimates,
                samplingVariances: variances,
                options: Self.options
            )
            check("estimate", cumulative.map(\.estimate), set["cumulative"])
            check("se", cumulative.map(\.standardError), set["cumulative"])
            check("tau2", cumulative.map(\.tauSquared), set["cumulative"])
        }
        record.report()
    }

    @Test func influenceAndShrinkage() throws {
        var record = DeviationRecord("univariate.json influence, BLUP")
        for set in try sets() {
            let id = set["id"].text ?? "?"
            let (estimates, variances) = (set["yi"].numbers, set["vi"].numbers)
            let influence = try Sensitivity.influence(
                estimates: estimates,
                samplingVariances: variances,
                options: Self.options
            )
            func check(_ key: String, _ found: [Double], _ part: String = "influence") {
                record.compare(
                    found,
                    set[part][key].numbers,
                    "\(id) \(key)",
                    tolerance: 1e-6,
                    floor: 1e-11
                )
            }
            check("rstudent", influence.map(\.rStudent))
            check("dffits", influence.map(\.dfFits))
            check("cookD", influence.map(\.cookDistance))
            check("covRatio", influence.map(\.covarianceRatio))
            check("hat", influence.map(\.leverage))
            check("weight", influence.map(\.weight))
            check("tau2Deleted", influence.map(\.tauSquaredWithout))
            check("qDeleted", influence.map(\.cochranQWithout))
            let fit = try RandomEffectsFit(
                estimates: estimates,
                samplingVariances: variances,
                options: Self.options
            )
            let blup = try Sensitivity.shrunkenEstimates(
                of: fit,
                estimates: estimates,
                samplingVariances: variances
            )
            check("estimate", blup.map(\.estimate), "blup")
            check("se", blup.map(\.standardError), "blup")
        }
        record.report()
    }

    @Test func smallStudyEffects() throws {
        var record = DeviationRecord("univariate.json small-study effects")
        for set in try sets() {
            let id = set["id"].text ?? "?"
            let (estimates, variances) = (set["yi"].numbers, set["vi"].numbers)
            // Refits inside the reference's trim and fill stop at 1e-5 absolute on τ².
            func check(_ part: String, _ key: String, _ found: Double) {
                record.compare(
                    found,
                    set[part][key].number ?? .nan,
                    "\(id) \(part) \(key)",
                    tolerance: part.hasPrefix("trimfill") ? 2e-4 : 1e-6
                )
            }
            let egger = try SmallStudyEffects.egger(
                estimates: estimates,
                samplingVariances: variances
            )
            check("egger", "statistic", egger.statistic)
            check("egger", "df", egger.degreesOfFreedom ?? .nan)
            check("egger", "pValue", egger.pValue)
            let mixed = try SmallStudyEffects.eggerMixed(
                estimates: estimates,
                samplingVariances: variances,
                options: Self.options
            )
            check("eggerMixed", "statistic", mixed.statistic)
            check("eggerMixed", "pValue", mixed.pValue)
            check("eggerMixed", "limitEstimate", mixed.limitEstimate)
            check("eggerMixed", "limitLower", mixed.limitInterval.lower)
            check("eggerMixed", "limitUpper", mixed.limitInterval.upper)
            let rank = try SmallStudyEffects.rankTest(
                estimates: estimates,
                samplingVariances: variances
            )
            check("rank", "tau", rank.tau)
            check("rank", "pValue", rank.pValue)
            for estimator in TrimAndFillEstimator.allCases {
                let part = "trimfill\(estimator.rawValue)"
                let filled = try TrimAndFill(
                    estimates: estimates,
                    samplingVariances: variances,
                    estimator: estimator,
                    options: Self.options
                )
                check(part, "k0", Double(filled.missing))
                #expect(set[part]["side"].text == filled.side.rawValue, "\(id) \(part)")
                check(part, "estimate", filled.fit.estimate)
                check(part, "ciLower", filled.fit.interval.lower)
                check(part, "ciUpper", filled.fit.interval.upper)
                check(part, "tau2", filled.fit.tauSquared)
            }
            let safe = try SmallStudyEffects.failSafeN(
                estimates: estimates,
                samplingVariances: variances
            )
            check("failSafeN", "rosenthal", safe)
        }
        record.report()
    }
}
