import Foundation
import MetaAnalysis
import Testing

/// The code of the articles in Sources/MetaAnalysis/MetaAnalysis.docc, compiled and run.
///
/// Each test collects what its snippets print; the articles must show exactly that.
@Suite("Documentation")
struct DocumentationTests {
    @Test func landingPage() throws {
        var printed: [String] = []
        func print(_ line: String) { printed.append(line) }

        let reports = [
            DiscriminationReport(auc: 0.81, lowerLimit: 0.78, upperLimit: 0.84),
            DiscriminationReport(auc: 0.79, standardError: 0.01),
            DiscriminationReport(auc: 0.67, participants: 933, events: 90),
        ]
        var estimates: [EffectEstimate] = []
        for report in reports {
            if case .estimate(let found) = try report.logitEstimate() { estimates.append(found) }
        }
        let fit = try RandomEffectsFit(
            estimates: estimates.map(\.value),
            samplingVariances: estimates.map(\.samplingVariance)
        )
        let pooled = Transformation.logit.backTransformed(fit.estimate)
        let interval = Transformation.logit.backTransformed(fit.interval)
        print(String(format: "AUC %.3f [%.3f, %.3f]", pooled, interval.lower, interval.upper))
        #expect(interval.lower < pooled && pooled < interval.upper)
        try DocumentedCode.expect(printed, in: "MetaAnalysis")
    }

    @Test func euroSCORE() throws {
        var printed: [String] = []
        func print(_ line: String) { printed.append(line) }
        let file = DocumentedCode.root.appendingPathComponent("Examples/euroscore-ii/estimates.csv")

        let text = try String(contentsOf: file, encoding: .utf8)
        let rows = text.split(whereSeparator: \.isNewline).dropFirst().map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        let names = rows.map { $0[0] }
        let reports = rows.map { row in
            DiscriminationReport(
                auc: Double(row[3]),
                standardError: Double(row[4]),
                lowerLimit: Double(row[5]),
                upperLimit: Double(row[6]),
                participants: Double(row[1]),
                events: Double(row[2])
            )
        }
        print("\(reports.count) validations")
        var studies: [String] = []
        var estimates: [EffectEstimate] = []
        for (name, report) in zip(names, reports) {
            switch try report.logitEstimate() {
            case .estimate(let estimate):
                studies.append(name)
                estimates.append(estimate)
            case .notPoolable(let missing):
                print("\(name) cannot be pooled without \(missing.joined(separator: ", "))")
            }
        }
        let bySource = Dictionary(grouping: estimates, by: \.source)
        for (source, group) in bySource.sorted(by: { $0.key < $1.key }) {
            print("\(source): \(group.count)")
        }
        let values = estimates.map(\.value)
        let variances = estimates.map(\.samplingVariance)
        let fit = try RandomEffectsFit(estimates: values, samplingVariances: variances)
        print(String(format: "logit AUC %.5f, SE %.5f", fit.estimate, fit.standardError))
        let scale = Transformation.logit
        func shown(_ interval: Interval) -> String {
            let ends = scale.backTransformed(interval)
            return String(format: "[%.5f, %.5f]", ends.lower, ends.upper)
        }
        let pooled = scale.backTransformed(fit.estimate)
        print(String(format: "AUC %.5f ", pooled) + shown(fit.interval))
        #expect(abs(pooled - 0.78886) < 5e-6)
        if let prediction = fit.predictionInterval {
            print("a new setting " + shown(prediction))
        }
        print(String(format: "τ² %.5f, I² %.1f %%", fit.tauSquared, fit.iSquared))
        if let ends = fit.heterogeneityInterval?.tauSquared {
            print(String(format: "τ² from %.3f to %.3f", ends.lower, ends.upper))
        }
        print(String(format: "Q %.1f, p %.1e", fit.cochranQ, fit.cochranQPValue))
        #expect(abs(fit.tauSquared - 0.07007) < 5e-6)
        let warnings = fit.warnings(
            studyNames: studies,
            transformation: scale,
            nullName: "an AUC of 0.5"
        )
        for warning in warnings { print(warning) }
        let without = try Sensitivity.leaveOneOut(estimates: values, samplingVariances: variances)
        let order = without.indices.sorted { without[$0].estimate < without[$1].estimate }
        for study in [order.first, order.last].compactMap(\.self) {
            let fit = without[study]
            print(
                String(
                    format: "without \(studies[study]): %.5f ",
                    scale.backTransformed(fit.estimate)
                )
                    + shown(fit.interval) + String(format: ", τ² %.5f", fit.tauSquared)
            )
        }
        let influence = try Sensitivity.influence(estimates: values, samplingVariances: variances)
        for (name, study) in zip(studies, influence) where abs(study.rStudent) > 1.96 {
            print(
                "\(name): "
                    + String(format: "residual %.2f, weight %.1f %%", study.rStudent, study.weight)
            )
        }
        let egger = try SmallStudyEffects.eggerMixed(
            estimates: values,
            samplingVariances: variances
        )
        let rank = try SmallStudyEffects.rankTest(estimates: values, samplingVariances: variances)
        let filled = try TrimAndFill(estimates: values, samplingVariances: variances)
        print(String(format: "Egger: slope %.2f, p %.2f", egger.slope, egger.pValue))
        print(String(format: "rank correlation %.2f, p %.2f", rank.tau, rank.pValue))
        print(
            "\(filled.missing) studies filled in on the \(filled.side.rawValue): "
                + String(format: "%.5f", scale.backTransformed(filled.fit.estimate))
        )
        try DocumentedCode.expect(printed, in: "PoolingEuroSCORE")
    }

    @Test func diagnosticAccuracy() throws {
        var printed: [String] = []
        func print(_ line: String) { printed.append(line) }

        let cells: [(tp: Double, fp: Double, fn: Double, tn: Double)] = [
            (20, 4, 5, 60), (35, 42, 3, 58), (14, 9, 18, 71), (51, 6, 4, 90), (9, 2, 6, 90),
            (28, 15, 2, 55), (17, 3, 19, 40), (40, 30, 1, 65), (66, 1, 9, 77), (12, 33, 10, 61),
        ]
        let tables = cells.map {
            DiagnosticTable(
                truePositives: $0.tp,
                falsePositives: $0.fp,
                falseNegatives: $0.fn,
                trueNegatives: $0.tn
            )
        }
        func shown(_ estimate: IntervalEstimate) -> String {
            let (lower, upper) = (estimate.interval.lower, estimate.interval.upper)
            return String(format: "%.3f [%.3f, %.3f]", estimate.value, lower, upper)
        }
        for table in tables.prefix(2) {
            let study = StudyAccuracy(table)
            print(
                "sensitivity \(shown(study.sensitivity)), specificity \(shown(study.specificity))"
            )
        }
        let fit = try BivariateFit(tables: tables)
        print("\(fit.rung.rawValue), \(fit.studyCount) studies")
        print("sensitivity \(shown(fit.sensitivity))")
        print("specificity \(shown(fit.specificity))")
        print("positive likelihood ratio \(shown(fit.positiveLikelihoodRatio))")
        print("negative likelihood ratio \(shown(fit.negativeLikelihoodRatio))")
        if let correlation = fit.correlation {
            print(String(format: "correlation between studies %.3f", correlation))
        }
        #expect(fit.rung == .unrestricted)
        if let curve = fit.summaryROC, let model = fit.hierarchicalROC {
            let observed = fit.observedFalsePositiveRates
            print(
                String(
                    format: "sensitivity at a false positive rate of 0.1: %.3f",
                    curve.sensitivity(at: 0.1)
                )
            )
            print(String(format: "area %.3f", curve.area))
            print(String(format: "observed rates %.3f to %.3f", observed.lower, observed.upper))
            print(
                String(format: "mean sensitivity over them %.3f", curve.partialArea(over: observed))
            )
            print(
                String(
                    format: "Λ %.3f, Θ %.3f, β %.3f",
                    model.accuracy,
                    model.threshold,
                    model.shape
                )
            )
        }
        let confidence = fit.confidenceRegion()
        let prediction = fit.predictionRegion()
        let rates = prediction.map(\.falsePositiveRate)
        print("\(confidence.count) points around the summary point")
        if let lowest = rates.min(), let highest = rates.max() {
            print(String(format: "prediction region: rates %.3f to %.3f", lowest, highest))
        }
        let same = DiagnosticTable(
            truePositives: 80,
            falsePositives: 10,
            falseNegatives: 20,
            trueNegatives: 90
        )
        let perfect = DiagnosticTable(
            truePositives: 30,
            falsePositives: 12,
            falseNegatives: 0,
            trueNegatives: 48
        )
        for set in [Array(repeating: same, count: 8), Array(tables.prefix(2)), [perfect, perfect]] {
            let fit = try BivariateFit(tables: set)
            print("\(fit.rung.rawValue): sensitivity \(shown(fit.sensitivity))")
            for remark in fit.remarks { print("  " + remark) }
        }
        let linear = try BivariateFit(tables: tables, method: .restrictedLinear)
        print("linear: sensitivity \(shown(linear.sensitivity))")
        let quadrature = try BivariateFit(tables: tables, method: .quadrature(nodes: 7))
        print("quadrature: sensitivity \(shown(quadrature.sensitivity))")
        let deeks = try DeeksTest(tables: tables)
        print(String(format: "Deeks: slope %.2f, p %.2f", deeks.slope, deeks.pValue))
        try DocumentedCode.expect(printed, in: "PoolingDiagnosticAccuracy")
    }

    @Test func comparingStages() throws {
        var printed: [String] = []
        func print(_ line: String) { printed.append(line) }

        let reported: [(study: String, aucs: [Double?], patients: [Double?])] = [
            ("A", [0.91, 0.86, nil], [800, 340, nil]),
            ("B", [0.88, 0.85, 0.79], [1200, 400, 650]),
            ("C", [0.95, 0.87, 0.81], [310, 130, 220]),
            ("D", [nil, 0.83, 0.80], [nil, 900, 410]),
            ("E", [0.93, 0.90, 0.84], [540, 230, 300]),
            ("F", [0.89, 0.82, nil], [2100, 700, nil]),
        ]
        var estimates: [StageEstimate] = []
        for (study, aucs, patients) in reported {
            for (stage, auc) in aucs.enumerated() {
                let report = DiscriminationReport(
                    auc: auc,
                    participants: patients[stage],
                    events: patients[stage].map { $0 / 5 }
                )
                guard case .estimate(let found) = try report.logitEstimate() else { continue }
                estimates.append(
                    StageEstimate(
                        study: study,
                        stage: stage,
                        logit: found.value,
                        samplingVariance: found.samplingVariance,
                        patients: patients[stage]
                    )
                )
            }
        }
        print("\(estimates.count) estimates")
        let comparison = try StageComparison(
            estimates: estimates,
            stageNames: ["training", "internal", "external"]
        )
        for level in comparison.levels {
            let (lower, upper) = (level.interval.lower, level.interval.upper)
            print(
                "\(level.name): \(level.studies) studies, "
                    + String(format: "AUC %.3f [%.3f, %.3f]", level.auc, lower, upper)
            )
        }
        for drop in comparison.drops {
            let (lower, upper) = (drop.aucInterval.lower, drop.aucInterval.upper)
            print(
                "\(drop.from) to \(drop.to), \(drop.studiesWithBoth) studies with both: "
                    + String(format: "%.3f [%.3f, %.3f]", drop.aucDrop, lower, upper)
            )
        }
        for remark in comparison.remarks { print(remark) }
        #expect(comparison.drops.allSatisfy { $0.aucDrop > 0 })
        try DocumentedCode.expect(printed, in: "ComparingStages")
    }

    @Test func choosingAModel() throws {
        var printed: [String] = []
        func print(_ line: String) { printed.append(line) }

        let values = [1.45, 1.87, 1.32, 0.71, 0.94, 1.66]
        let variances = [0.006, 0.084, 0.004, 0.013, 0.176, 0.029]
        for method in HeterogeneityMethod.allCases {
            let fit = try RandomEffectsFit(
                estimates: values,
                samplingVariances: variances,
                options: PoolingOptions(method: method)
            )
            print(
                "\(method.rawValue): "
                    + String(format: "τ² %.4f, logit AUC %.4f", fit.tauSquared, fit.estimate)
            )
        }
        for test in InferenceTest.allCases {
            let options = PoolingOptions(test: test)
            let fit = try RandomEffectsFit(
                estimates: values,
                samplingVariances: variances,
                options: options
            )
            let interval = fit.interval
            print(
                "\(test.rawValue): "
                    + String(format: "%.3f to %.3f", interval.lower, interval.upper)
            )
        }
        for distribution in PredictionDistribution.allCases {
            let options = PoolingOptions(predictionDistribution: distribution)
            let fit = try RandomEffectsFit(
                estimates: values,
                samplingVariances: variances,
                options: options
            )
            if let interval = fit.predictionInterval {
                print(
                    "\(distribution.rawValue): "
                        + String(format: "%.3f to %.3f", interval.lower, interval.upper)
                )
            }
        }
        let design = DesignMatrix(
            count: values.count,
            moderators: [("year", [-4, -2, -1, 1, 2, 4])]
        )
        let regression = try RandomEffectsFit(
            estimates: values,
            samplingVariances: variances,
            design: design
        )
        for (name, slope) in zip(regression.names, regression.coefficients) {
            print("\(name): " + String(format: "%.4f", slope))
        }
        let threeLevels = try ThreeLevelFit(
            estimates: values,
            samplingVariances: variances,
            clusters: ["A", "A", "B", "C", "D", "D"]
        )
        print(String(format: "model-based SE %.4f", threeLevels.standardErrors[0]))
        if let robust = threeLevels.robustSmallSample {
            let (error, degrees) = (robust.standardErrors[0], robust.degreesOfFreedom[0])
            print(String(format: "robust SE %.4f on %.2f degrees of freedom", error, degrees))
        }
        try DocumentedCode.expect(printed, in: "ChoosingAModel")
    }

    @Test func numericalNotes() throws {
        var printed: [String] = []
        func print(_ line: String) { printed.append(line) }

        let values = [1.45, 1.87, 1.32, 0.71, 0.94, 1.66]
        let variances = [0.006, 0.084, 0.004, 0.013, 0.176, 0.029]
        let fit = try RandomEffectsFit(estimates: values, samplingVariances: variances)
        if let gradient = fit.gradient {
            print("\(fit.iterations) iterations, |gradient| below 1e-9: \(abs(gradient) < 1e-9)")
        }
        let agreeing = try RandomEffectsFit(
            estimates: [1.30, 1.32, 1.31],
            samplingVariances: [0.04, 0.02, 0.03]
        )
        print("τ² is zero: \(agreeing.tauSquared == 0)")
        print("the likelihood falls there: \((agreeing.gradient ?? 0) < 0)")
        for outlierVariance in [0.3, 0.5] {
            let fit = try RandomEffectsFit(
                estimates: [0, 0.02, -0.03, 0.01, 3],
                samplingVariances: [0.01, 0.01, 0.01, 0.01, outlierVariance]
            )
            print(String(format: "variance %.1f: τ² %.3f", outlierVariance, fit.tauSquared))
        }
        let tables = [(45, 10, 5, 90), (20, 30, 15, 60), (33, 8, 12, 71), (51, 19, 2, 64)].map {
            DiagnosticTable(
                truePositives: $0.0,
                falsePositives: $0.1,
                falseNegatives: $0.2,
                trueNegatives: $0.3
            )
        }
        let bivariate = try BivariateFit(tables: tables)
        print("\(bivariate.rung.rawValue), converged: \(bivariate.converged)")
        print("largest derivative below 1e-8: \(bivariate.largestGradient < 1e-8)")
        do throws(MetaAnalysisError) {
            _ = try RandomEffectsFit(estimates: [1.3, 1.4], samplingVariances: [0.04, 0])
        } catch {
            print("\(error)")
        }
        try DocumentedCode.expect(printed, in: "NumericalNotes")
    }
}
