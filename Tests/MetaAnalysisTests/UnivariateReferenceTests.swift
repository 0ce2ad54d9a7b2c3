import MetaAnalysis
import Testing

@Suite("Reference: univariate models", .enabled(if: ReferenceData.isAvailable))
struct UnivariateReferenceTests {
    static let closedForms: Set<String> = ["EE", "DL", "HE", "HS", "SJ"]

    /// The reference program solves Q(τ²) = target for PM and for the ends of the Q-profile
    /// interval only to this absolute error (R's `uniroot` at its default tolerance).
    static let rootTolerance = 1.3e-4

    @Test(arguments: ["closed", "iterative"]) func everyFit(kind: String) throws {
        var record = DeviationRecord("univariate.json \(kind) fits")
        var ends = DeviationRecord("univariate.json \(kind) fits, interval ends (absolute)")
        for set in try ReferenceData.load("univariate").list {
            for reference in set["fits"].list {
                let method = try #require(reference["method"].text)
                let isClosed = Self.closedForms.contains(method)
                if method == "PM" || isClosed != (kind == "closed") { continue }
                try compareFit(set, reference, &record, &ends)
            }
        }
        record.report()
        ends.report()
    }

    /// PM and EB are the same root; the EB reference is solved tightly, the PM reference is not.
    @Test func pauleMandel() throws {
        var record = DeviationRecord("univariate.json PM against the EB reference")
        var ends = DeviationRecord("univariate.json PM, interval ends (absolute)")
        for set in try ReferenceData.load("univariate").list {
            let fits = set["fits"].list
            for reference in fits where reference["method"].text == "EB" {
                try compareFit(set, reference, &record, &ends, as: .pauleMandel)
            }
            for reference in fits where reference["method"].text == "PM" {
                guard !set["moderators"].exists else { continue }
                let fit = try RandomEffectsFit(
                    estimates: set["yi"].numbers,
                    samplingVariances: set["vi"].numbers,
                    options: PoolingOptions(method: .pauleMandel, test: .normal)
                )
                let expected = try #require(reference["tau2"].number)
                #expect(abs(fit.tauSquared - expected) < Self.rootTolerance)
            }
        }
        record.report()
    }

    private func compareFit(
        _ set: ReferenceData.Value,
        _ reference: ReferenceData.Value,
        _ record: inout DeviationRecord,
        _ ends: inout DeviationRecord,
        as replacement: HeterogeneityMethod? = nil
    ) throws {
        let method = try #require(
            replacement ?? HeterogeneityMethod(rawValue: reference["method"].text ?? "")
        )
        let test = try #require(InferenceTest(rawValue: reference["test"].text ?? ""))
        let estimates = set["yi"].numbers
        let moderators = set["moderators"]
        // The order of the columns in the file, which a dictionary does not keep.
        let names = ["ablat", "year"].filter { moderators[$0].exists }
        let design = DesignMatrix(
            count: estimates.count,
            moderators: names.map { (name: $0, values: moderators[$0].numbers) }
        )
        let fit = try RandomEffectsFit(
            estimates: estimates,
            samplingVariances: set["vi"].numbers,
            design: design,
            options: PoolingOptions(method: method, test: test)
        )
        let label = "\(set["id"].text ?? "?") \(method.rawValue) \(test.rawValue)"
        let tolerance = Self.closedForms.contains(method.rawValue) ? 1e-9 : 1e-6
        func check(_ key: String, _ found: [Double], at tolerance: Double, floor: Double = 1e-12) {
            guard reference[key].exists else { return }
            record.compare(
                found,
                reference[key].numbers,
                "\(label) \(key)",
                tolerance: tolerance,
                floor: floor
            )
        }
        check("tau2", [fit.tauSquared], at: tolerance)
        check("coefficients", fit.coefficients, at: tolerance)
        check("standardErrors", fit.standardErrors, at: tolerance)
        check("statistics", fit.statistics, at: tolerance)
        check("pValues", fit.pValues, at: tolerance * 10, floor: 1e-300)
        check("ciLower", fit.intervals.map(\.lower), at: tolerance)
        check("ciUpper", fit.intervals.map(\.upper), at: tolerance)
        check("seTau2", [fit.tauSquaredStandardError ?? .nan], at: tolerance)
        check("i2", [fit.iSquared], at: tolerance)
        check("h2", [fit.hSquared], at: tolerance)
        check("q", [fit.cochranQ], at: 1e-9)
        check("qPValue", [fit.cochranQPValue], at: 1e-9, floor: 1e-300)
        check("logLik", [fit.logLikelihood], at: tolerance)
        check("qm", [fit.omnibusStatistic], at: tolerance)
        check("qmPValue", [fit.omnibusPValue], at: tolerance * 10, floor: 1e-300)
        check("r2", [fit.rSquared ?? .nan], at: tolerance)
        if let interval = fit.heterogeneityInterval {
            let tau = interval.tauSquared
            for (found, expected) in zip([tau.lower, tau.upper], reference["tau2CI"].numbers) {
                ends.compare(
                    found,
                    expected,
                    "\(label) tau2CI",
                    tolerance: Self.rootTolerance,
                    floor: Self.rootTolerance
                )
            }
            // I² has no error of its own: the typical variance follows from τ² and I².
            let typical = fit.tauSquared * (100 - fit.iSquared) / fit.iSquared
            if typical.isFinite, typical > 0 {
                record.compare(
                    interval.iSquared.upper,
                    100 * tau.upper / (tau.upper + typical),
                    "\(label) i2CI",
                    tolerance: 1e-9
                )
            }
        }
        if reference["predictionInterval"].exists {
            let interval = try #require(fit.predictionInterval)
            check("predictionInterval", [interval.lower, interval.upper], at: tolerance)
        }
        #expect(fit.converged)
    }
}
