import Foundation
import MetaAnalysis
import Testing

/// The code of the DocC articles, compiled and run; a test compares both line by line.
@Suite struct DocumentationTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    @Test func landingPageAndNotes() throws {
        let estimates = [0.42, 0.18, 0.77, 0.31]
        let variances = [0.04, 0.02, 0.09, 0.05]
        let fit = try RandomEffectsFit(estimates: estimates, samplingVariances: variances)
        print(fit.estimate, fit.interval, fit.tauSquared)
        let cautious = PoolingOptions(
            method: .pauleMandel,
            test: .adHoc,
            confidenceLevel: 0.9,
            predictionDistribution: .higgins
        )
        let refit = try RandomEffectsFit(
            estimates: estimates,
            samplingVariances: variances,
            options: cautious
        )
        let bootstrap = try BootstrapAnalysis(
            estimates: estimates,
            samplingVariances: variances,
            replicates: 1000,
            seed: 7
        )
        let subsets = try SubsetAnalysis(estimates: estimates, samplingVariances: variances)
        #expect(refit.options == cautious)
        #expect(bootstrap.replicates == 1000)
        #expect(subsets.subsets.count == 11)
    }

    @Test func euroSCORE() throws {
        let file = Self.root.appendingPathComponent("Examples/euroscore-ii/estimates.csv")
        let table = try String(contentsOf: file, encoding: .utf8)
        let lines = table.split(separator: "\n").dropFirst()
        let rows = lines.map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        let names = rows.map { String($0[0]) }
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
        let restored = try reports.compactMap { report -> EffectEstimate? in
            switch try report.logitEstimate() {
            case .estimate(let estimate): return estimate
            case .notPoolable(let missing):
                print("not poolable, missing:", missing)
                return nil
            }
        }
        let sources = Dictionary(grouping: restored, by: \.source).mapValues(\.count)
        #expect(
            sources == ["Standard Error": 16, "Confidence Interval": 3, "Newcombe (Method 4)": 4]
        )
        let fit = try RandomEffectsFit(
            estimates: restored.map(\.value),
            samplingVariances: restored.map(\.samplingVariance)
        )
        let auc = Transformation.logit.backTransformed(fit.estimate)
        let interval = Transformation.logit.backTransformed(fit.interval)
        let printed = [auc, interval.lower, interval.upper].map { String(format: "%.5f", $0) }
        #expect(printed == ["0.78886", "0.76488", "0.81100"])
        let between = fit.tauSquared.squareRoot()
        let prediction = fit.predictionInterval.map { Transformation.logit.backTransformed($0) }
        let remarks = fit.warnings(
            studyNames: names,
            transformation: .logit,
            nullName: "an AUC of 0.5"
        )
        #expect(String(format: "%.4f", between * between) == "0.0701")
        #expect(String(format: "%.0f", fit.iSquared) == "87")
        let ends = try #require(prediction)
        #expect(String(format: "%.3f %.3f", ends.lower, ends.upper) == "0.680 0.868")
        #expect(remarks.contains { $0.contains("4 times as wide") })
        let without = try Sensitivity.leaveOneOut(
            estimates: restored.map(\.value),
            samplingVariances: restored.map(\.samplingVariance)
        )
        let range = without.map { Transformation.logit.backTransformed($0.estimate) }
        let egger = try SmallStudyEffects.egger(
            estimates: restored.map(\.value),
            samplingVariances: restored.map(\.samplingVariance)
        )
        let extremes = String(format: "%.3f %.3f", range.min() ?? 0, range.max() ?? 0)
        #expect(extremes == "0.785 0.795")
        #expect(String(format: "%.2f", egger.pValue) == "0.41")
    }

    @Test func diagnosticAccuracy() throws {
        let tables = [
            DiagnosticTable(
                truePositives: 47,
                falsePositives: 101,
                falseNegatives: 9,
                trueNegatives: 738
            ),
            DiagnosticTable(
                truePositives: 126,
                falsePositives: 272,
                falseNegatives: 51,
                trueNegatives: 1543
            ),
            DiagnosticTable(
                truePositives: 36,
                falsePositives: 78,
                falseNegatives: 3,
                trueNegatives: 276
            ),
            DiagnosticTable(
                truePositives: 84,
                falsePositives: 68,
                falseNegatives: 2,
                trueNegatives: 89
            ),
            DiagnosticTable(
                truePositives: 68,
                falsePositives: 112,
                falseNegatives: 0,
                trueNegatives: 423
            ),
            DiagnosticTable(
                truePositives: 142,
                falsePositives: 571,
                falseNegatives: 50,
                trueNegatives: 2788
            ),
            DiagnosticTable(
                truePositives: 34,
                falsePositives: 21,
                falseNegatives: 1,
                trueNegatives: 56
            ),
            DiagnosticTable(
                truePositives: 152,
                falsePositives: 88,
                falseNegatives: 51,
                trueNegatives: 264
            ),
        ]
        let accuracy = try BivariateFit(tables: tables)
        print(accuracy.sensitivity, accuracy.specificity)
        print(accuracy.positiveLikelihoodRatio, accuracy.negativeLikelihoodRatio)
        if let curve = accuracy.summaryROC {
            let observed = curve.points(over: accuracy.observedFalsePositiveRates)
            print(curve.area, observed.count)
        }
        let confidence = accuracy.confidenceRegion()
        let expected = accuracy.predictionRegion()
        for remark in accuracy.warnings(tables: tables) { print(remark) }
        let test = try DeeksTest(tables: tables)
        #expect(accuracy.studyCount == 8)
        #expect(confidence.count == 128 && expected.count == 128)
        #expect(test.degreesOfFreedom == 6)
    }

    /// Every block of code in the catalogue is code of this file, white space aside.
    @Test func articlesShowThisCode() throws {
        func bare(_ text: some StringProtocol) -> String {
            String(text.filter { !$0.isWhitespace })
        }
        let own = bare(try String(contentsOfFile: #filePath, encoding: .utf8))
        let folder = Self.root.appendingPathComponent("Sources/MetaAnalysis/MetaAnalysis.docc")
        var compared = 0
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        where name.hasSuffix(".md") {
            let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
            for part in text.components(separatedBy: "```swift\n").dropFirst() {
                let block = bare(
                    part.prefix(upTo: part.range(of: "```")?.lowerBound ?? part.endIndex)
                )
                let isShown = own.contains(block)
                #expect(isShown, "\(name): \(block.prefix(80))")
                compared += 1
            }
        }
        #expect(compared > 8)
    }

    /// The landing page lists every public type, so that none is left without a place.
    @Test func everyPublicTypeHasItsTopic() throws {
        let sources = Self.root.appendingPathComponent("Sources/MetaAnalysis")
        let page = try String(
            contentsOf: sources.appendingPathComponent("MetaAnalysis.docc/MetaAnalysis.md"),
            encoding: .utf8
        )
        let files = try #require(
            FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
        )
        var found = 0
        for case let file as URL in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            for line in text.split(separator: "\n") {
                for kind in ["public struct ", "public enum "] where line.hasPrefix(kind) {
                    let name = line.dropFirst(kind.count).prefix { $0.isLetter || $0.isNumber }
                    found += 1
                    #expect(page.contains("``\(name)``"), "\(name)")
                }
            }
        }
        #expect(found > 50)
    }
}
