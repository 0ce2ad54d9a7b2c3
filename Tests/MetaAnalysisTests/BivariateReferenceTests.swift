import Foundation
import Testing

@testable import MetaAnalysis

@Suite("Reference: bivariate models", .enabled(if: ReferenceData.isAvailable))
struct BivariateReferenceTests {
    static func tables(_ set: ReferenceData.Value) -> [DiagnosticTable] {
        let data = set["data"]
        let cells = ["TP", "FP", "FN", "TN"].map { data[$0].numbers }
        return cells[0].indices.map {
            DiagnosticTable(
                truePositives: cells[0][$0],
                falsePositives: cells[1][$0],
                falseNegatives: cells[2][$0],
                trueNegatives: cells[3][$0]
            )
        }
    }

    @Test func everyStudy() throws {
        var record = DeviationRecord("bivariate.json per study")
        for set in try ReferenceData.load("bivariate").list {
            let corrected = DiagnosticTable.corrected(Self.tables(set)).tables
            let found = corrected.map { StudyAccuracy($0) }
            let expected = set["perStudy"]
            func check(_ key: String, _ values: [Double]) {
                record.compare(values, expected[key].numbers, key, tolerance: 1e-9)
            }
            check("sensitivity", found.map(\.sensitivity.value))
            check("specificity", found.map(\.specificity.value))
            check("dor", found.map(\.diagnosticOddsRatio.value))
            check("posLR", found.map(\.positiveLikelihoodRatio.value))
            check("negLR", found.map(\.negativeLikelihoodRatio.value))
            for (key, path) in [
                ("sensitivityCI", \StudyAccuracy.sensitivity),
                ("specificityCI", \StudyAccuracy.specificity),
            ] {
                for (study, ends) in zip(found, expected[key].list) {
                    let interval = study[keyPath: path].interval
                    record.compare(
                        [interval.lower, interval.upper],
                        ends.numbers,
                        key,
                        tolerance: 1e-9
                    )
                }
            }
        }
        record.report()
    }

    /// mada's optimiser stops where the log-likelihood is flat to about 1e-9, so its variances carry
    /// errors up to 6e-5; ours must never lie below its maximum.
    @Test(arguments: [("reml", BivariateMethod.restrictedLinear), ("ml", .linear)])
    func linear(key: String, method: BivariateMethod) throws {
        var record = DeviationRecord("bivariate.json \(key)")
        for set in try ReferenceData.load("bivariate").list {
            let expected = set["fits"][key]
            let fit = try BivariateFit(tables: Self.tables(set), method: method)
            func check(_ found: [Double], _ part: ReferenceData.Value, _ tolerance: Double) {
                record.compare(found, part.numbers, set["id"].text ?? "", tolerance: tolerance)
            }
            check([fit.logitSensitivity], expected["logitSensitivity"], 1e-6)
            check([-fit.logitSpecificity], expected["logitFalsePositiveRate"], 1e-6)
            let (v, p) = (fit.covariance, fit.betweenCovariance)
            check([v[0][0], -v[0][1], -v[1][0], v[1][1]], expected["vcov"], 1e-4)
            check([p[0][0], -p[0][1], -p[1][0], p[1][1]], expected["psi"], 1e-4)
            check([fit.sensitivity.value], expected["sensitivity"], 1e-6)
            check([1 - fit.specificity.value], expected["falsePositiveRate"], 2e-6)
            let curve = try #require(fit.summaryROC)
            check([curve.madaArea()], expected["auc"], 1e-5)
            check(
                [curve.madaArea(over: fit.observedFalsePositiveRates)],
                expected["partialAuc"],
                1e-5
            )
            let reference = try #require(expected["logLik"].number)
            #expect(fit.logLikelihood >= reference - 1e-9)
            #expect(fit.logLikelihood <= reference + 1e-7)
            #expect(fit.largestGradient < 1e-8)
            #expect(fit.rung == .unrestricted)
            guard method == .restrictedLinear else { continue }
            let model = try #require(fit.hierarchicalROC)
            let hierarchical = expected["hsroc"]
            check([model.threshold], hierarchical["Theta"], 1e-4)
            check([model.accuracy], hierarchical["Lambda"], 1e-4)
            check([model.shape], hierarchical["beta"], 1e-4)
            check([model.thresholdVariance], hierarchical["sigma2theta"], 1e-4)
            check([model.accuracyVariance], hierarchical["sigma2alpha"], 1e-4)
        }
        record.report()
    }

    /// The file's values come from lme4 at its default inner tolerance, which ends below the maximum:
    /// see Reference/lme4.R.
    @Test func binomialNormalBeatsTheLooseReference() throws {
        for set in try ReferenceData.load("bivariate").list {
            let expected = set["fits"]["glmmBinomialNormal"]
            let fit = try BivariateFit(tables: Self.tables(set))
            let reference = try #require(expected["logLik"].number)
            #expect(fit.logLikelihood > reference)
            #expect(fit.logLikelihood < reference + 2e-3)
            var record = DeviationRecord("bivariate.json GLMM")
            func check(_ found: Double, _ key: String, _ tolerance: Double) {
                record.compare(found, expected[key].number ?? .nan, key, tolerance: tolerance)
            }
            check(fit.logitSensitivity, "logitSensitivity", 1e-3)
            check(fit.logitSpecificity, "logitSpecificity", 1e-3)
            check(fit.betweenCovariance[0][0].squareRoot(), "sdSensitivity", 2e-3)
            check(fit.betweenCovariance[1][1].squareRoot(), "sdSpecificity", 2e-3)
            check(fit.correlation ?? .nan, "correlation", 1e-3)
        }
    }

    /// lme4 at its tightest: estimates agree to 1e-6, standard errors to the precision of its numeric
    /// Hessian.
    @Test func binomialNormalAgreesWithTightReference() throws {
        var record = DeviationRecord("lme4 at tolPwrss 1e-13")
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Reference/lme4.json")
        let tight = ReferenceData.Value(
            try JSONSerialization.jsonObject(with: Data(contentsOf: file))
        )
        let sets = try ReferenceData.load("bivariate").list
        #expect(tight.list.count == sets.count)
        for (set, expected) in zip(sets, tight.list) {
            #expect(set["id"].text == expected["id"].text)
            let fit = try BivariateFit(tables: Self.tables(set))
            let label = set["id"].text ?? ""
            func check(_ found: [Double], _ key: String, _ tolerance: Double) {
                record.compare(
                    found,
                    expected[key].numbers,
                    "\(label) \(key)",
                    tolerance: tolerance
                )
            }
            check([fit.logitSensitivity, fit.logitSpecificity], "mean", 1e-6)
            check([fit.sensitivityStandardError, fit.specificityStandardError], "se", 1e-4)
            let spread = [fit.betweenCovariance[0][0], fit.betweenCovariance[1][1]]
            check(spread.map { $0.squareRoot() }, "sd", 1e-6)
            check([fit.correlation ?? .nan], "correlation", 1e-6)
            check([fit.logLikelihood], "logLik", 1e-9)
            #expect(fit.logLikelihood >= (expected["logLik"].number ?? .nan) - 1e-9)
            #expect(fit.largestGradient < 1e-9)
        }
        record.report()
    }
}
