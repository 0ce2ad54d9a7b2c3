import Foundation
import MetaAnalysis
import Testing

/// The reference program stopped REML for `cstatistic`, `subgroup` and `multilevel` at its default
/// threshold (1e-5 absolute on τ²), hence 1e-5 here where single fits are compared at 1e-6.
@Suite("Reference: c-statistic, subgroups, three levels", .enabled(if: ReferenceData.isAvailable))
struct ModelReferenceTests {
    @Test func restoredDiscrimination() throws {
        var record = DeviationRecord("cstatistic.json restored")
        for set in try ReferenceData.load("cstatistic").list {
            for method in NewcombeMethod.allCases {
                let expected = set["restored"]["logitNewcombe\(method.rawValue)"]
                let found = try Self.restored(set["data"], method)
                let label = "Newcombe \(method.rawValue)"
                record.compare(
                    found.map(\.value),
                    expected["theta"].numbers,
                    label,
                    tolerance: 1e-9
                )
                record.compare(
                    found.map { $0.samplingVariance.squareRoot() },
                    expected["se"].numbers,
                    label,
                    tolerance: 1e-9
                )
                #expect(found.map(\.source) == expected["source"].texts)
            }
        }
        record.report()
    }

    @Test func pooledDiscrimination() throws {
        var record = DeviationRecord("cstatistic.json pooled")
        for set in try ReferenceData.load("cstatistic").list {
            let restored = try Self.restored(set["data"], .method4)
            for test in [InferenceTest.hartungKnapp, .normal] {
                let expected = set["pooled"][test.rawValue]
                let fit = try RandomEffectsFit(
                    estimates: restored.map(\.value),
                    samplingVariances: restored.map(\.samplingVariance),
                    options: PoolingOptions(test: test, predictionDistribution: .higgins)
                )
                let interval = Transformation.logit.backTransformed(fit.interval)
                let prediction = Transformation.logit.backTransformed(
                    try #require(fit.predictionInterval)
                )
                let found = [
                    "estimate": Transformation.logit.backTransformed(fit.estimate),
                    "ciLower": interval.lower, "ciUpper": interval.upper,
                    "piLower": prediction.lower, "piUpper": prediction.upper,
                    "tau2": fit.tauSquared,
                ]
                for key in found.keys.sorted() {
                    record.compare(
                        found[key] ?? .nan,
                        expected[key].number ?? .nan,
                        "\(test.rawValue) \(key)",
                        tolerance: 1e-5
                    )
                }
            }
        }
        record.report()
    }

    @Test func subgroups() throws {
        let set = try ReferenceData.load("subgroup")
        var record = DeviationRecord("subgroup.json")
        let analysis = try SubgroupAnalysis(
            estimates: set["yi"].numbers,
            samplingVariances: set["vi"].numbers,
            groups: set["group"].texts,
            options: PoolingOptions(test: .normal)
        )
        let separate = set["separateTau2"]
        #expect(analysis.groups.map(\.name) == separate["groups"].keys)
        func check(_ found: Double, _ expected: ReferenceData.Value, _ label: String) {
            record.compare(found, expected.number ?? .nan, label, tolerance: 1e-5)
        }
        for group in analysis.groups {
            let expected = separate["groups"][group.name]
            check(Double(group.fit.studyCount), expected["k"], group.name)
            check(group.fit.estimate, expected["estimate"], group.name)
            check(group.fit.standardError, expected["se"], group.name)
            check(group.fit.tauSquared, expected["tau2"], group.name)
            check(group.fit.cochranQ, expected["q"], group.name)
            check(group.fit.iSquared, expected["i2"], group.name)
        }
        check(analysis.betweenQ, separate["qBetween"], "qBetween")
        check(Double(analysis.betweenDegreesOfFreedom), separate["df"], "df")
        check(analysis.betweenPValue, separate["p"], "p")
        let common = try #require(analysis.commonTauSquared)
        check(common.omnibusStatistic, set["commonTau2"]["qm"], "qm")
        check(common.omnibusPValue, set["commonTau2"]["p"], "qm p")
        check(common.tauSquared, set["commonTau2"]["tau2"], "tau2")
        record.compare(
            common.coefficients,
            set["commonTau2"]["coefficients"].numbers,
            "coefficients",
            tolerance: 1e-5
        )
        record.report()
    }

    @Test func threeLevels() throws {
        var record = DeviationRecord("multilevel.json")
        for set in try ReferenceData.load("multilevel").list {
            let id = set["id"].text ?? "?"
            let fit = try ThreeLevelFit(
                estimates: set["yi"].numbers,
                samplingVariances: set["vi"].numbers,
                clusters: set["outer"].texts,
                inner: set["inner"].texts
            )
            let expected = set["reml"]
            func check(_ found: Double, _ expected: ReferenceData.Value, _ label: String) {
                record.compare(found, expected.number ?? .nan, "\(id) \(label)", tolerance: 1e-5)
            }
            check(fit.coefficients[0], expected["estimate"], "estimate")
            check(fit.standardErrors[0], expected["se"], "se")
            record.compare(
                [fit.betweenVariance, fit.withinVariance],
                expected["sigma2"].numbers,
                "\(id) sigma2",
                tolerance: 1e-6
            )
            check(fit.logLikelihood, expected["logLik"], "logLik")
            check(fit.intervals[0].lower, expected["ciLower"], "ciLower")
            check(fit.intervals[0].upper, expected["ciUpper"], "ciUpper")
            check(fit.cochranQ, expected["q"], "q")
            let robust = try #require(fit.robust)
            check(robust.standardErrors[0], set["robustCR1"]["se"], "robust se")
            check(robust.statistics[0], set["robustCR1"]["t"], "robust t")
            check(robust.degreesOfFreedom[0], set["robustCR1"]["df"], "robust df")
            check(robust.pValues[0], set["robustCR1"]["p"], "robust p")
        }
        record.report()
    }

    /// clubSandwich works on variances that metafor's optimiser leaves with an error of about 1e-5.
    @Test func biasReducedRobustErrors() throws {
        var record = DeviationRecord("clubSandwich CR2")
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Reference/clubSandwich.json")
        let expected = ReferenceData.Value(
            try JSONSerialization.jsonObject(with: Data(contentsOf: file))
        ).list
        let sets = try ReferenceData.load("multilevel").list
        #expect(sets.count == expected.count)
        for (set, reference) in zip(sets, expected) {
            let count = set["yi"].numbers.count
            let moderator = (1...count).map { Double($0 % 3) }
            for (key, design) in [
                ("intercept", nil),
                ("moderator", DesignMatrix(count: count, moderators: [("moderator", moderator)])),
            ] {
                let fit = try ThreeLevelFit(
                    estimates: set["yi"].numbers,
                    samplingVariances: set["vi"].numbers,
                    clusters: set["outer"].texts,
                    inner: set["inner"].texts,
                    design: design
                )
                let robust = try #require(fit.robustSmallSample)
                func check(_ found: [Double], _ name: String) {
                    record.compare(
                        found,
                        reference[key][name].numbers,
                        "\(key) \(name)",
                        tolerance: 1e-4
                    )
                }
                check(fit.coefficients, "b")
                check(robust.standardErrors, "se")
                check(robust.degreesOfFreedom, "df")
                check(robust.pValues, "p")
                // A contrast of one coefficient is that coefficient.
                let unit = fit.coefficients.indices.map { $0 == 0 ? 1.0 : 0 }
                let contrast = robust.contrast(unit)
                #expect(abs(contrast.standardError - robust.standardErrors[0]) < 1e-12)
                #expect(abs(contrast.degreesOfFreedom - robust.degreesOfFreedom[0]) < 1e-9)
                #expect(fit.largestGradient < 1e-6)
            }
        }
        record.report()
    }

    private static func restored(
        _ data: ReferenceData.Value,
        _ method: NewcombeMethod
    ) throws -> [EffectEstimate] {
        func column(_ name: String) -> [Double?] {
            data[name].numbers.map { $0.isNaN ? nil : $0 }
        }
        let (auc, errors) = (column("cStatistic"), column("se"))
        let (lower, upper) = (column("ciLower"), column("ciUpper"))
        let (size, events) = (column("n"), column("events"))
        return try auc.indices.map { index in
            let report = DiscriminationReport(
                auc: auc[index],
                standardError: errors[index],
                lowerLimit: lower[index],
                upperLimit: upper[index],
                participants: size[index],
                events: events[index]
            )
            let extraction = try report.logitEstimate(newcombe: method)
            guard case .estimate(let estimate) = extraction else {
                Issue.record("study \(index + 1) was not restored: \(extraction)")
                return EffectEstimate(value: .nan, samplingVariance: .nan, source: "")
            }
            return estimate
        }
    }
}
