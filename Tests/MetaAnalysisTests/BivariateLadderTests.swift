import Foundation
import Statistics
import Testing

@testable import MetaAnalysis

@Suite struct BivariateLadderTests {
    static func table(_ tp: Double, _ fp: Double, _ fn: Double, _ tn: Double) -> DiagnosticTable {
        DiagnosticTable(
            truePositives: tp,
            falsePositives: fp,
            falseNegatives: fn,
            trueNegatives: tn
        )
    }

    @Test func perfectSensitivityIsExactNotInfinite() throws {
        let tables = [1.0, 2, 3, 4, 5, 6].map { (step: Double) -> DiagnosticTable in
            Self.table(5 * step, step, 0, 20 + 3 * step)
        }
        let fit = try BivariateFit(tables: tables)
        #expect(fit.rung == .separate)
        #expect(fit.sensitivity.value == 1)
        #expect(fit.sensitivity.interval.upper == 1)
        // Clopper & Pearson for 105 of 105: (α/2)^(1/n).
        #expect(abs(fit.sensitivity.interval.lower - pow(0.025, 1 / 105.0)) < 1e-9)
        #expect(fit.specificity.interval.lower > 0.8)
        #expect(fit.remarks.contains { $0.contains("100 % in every study") })
        #expect(fit.summaryROC == nil)
        #expect(fit.confidenceRegion().isEmpty)
        #expect(try BivariateFit(tables: tables, method: .restrictedLinear).sensitivity.value < 1)
    }

    @Test func oneStudyIsShownWithItsExactInterval() throws {
        let fit = try BivariateFit(tables: [Self.table(45, 10, 5, 90)])
        #expect(fit.rung == .separate)
        #expect(abs(fit.sensitivity.value - 0.9) < 1e-12)
        #expect(abs(fit.sensitivity.interval.lower - 0.7818639) < 1e-6)
        #expect(abs(fit.sensitivity.interval.upper - 0.9667243) < 1e-6)
        #expect(throws: MetaAnalysisError.self) {
            try BivariateFit(tables: [Self.table(45, 10, 5, 90)], method: .linear)
        }
    }

    @Test func twoStudiesHaveNoCorrelation() throws {
        let fit = try BivariateFit(tables: [Self.table(45, 10, 5, 90), Self.table(20, 30, 15, 60)])
        #expect(fit.rung == .uncorrelated)
        #expect(fit.betweenCovariance[0][1] == 0)
        #expect(!fit.remarks.isEmpty)
    }

    @Test func equalStudiesHaveNoVariance() throws {
        let tables = Array(repeating: Self.table(80, 10, 20, 90), count: 8)
        let fit = try BivariateFit(tables: tables)
        #expect(fit.rung == .varianceAtZero)
        #expect(fit.betweenCovariance == [[0, 0], [0, 0]])
        #expect(abs(fit.sensitivity.value - 0.8) < 1e-9)
        // Without heterogeneity the model is the plain binomial one of all patients.
        #expect(abs(fit.covariance[0][0] - 1 / (800 * 0.8 * 0.2)) < 1e-9)
        #expect(fit.summaryROC == nil)
    }

    @Test func perfectlyCorrelatedStudiesStandAtTheBound() throws {
        let tables = (0..<10).map { (index: Int) -> DiagnosticTable in
            let shift = Double(index) - 4.5
            let sensitivity = 1 / (1 + exp(-(1 + 0.4 * shift)))
            let specificity = 1 / (1 + exp(-(1 - 0.4 * shift)))
            let (tp, tn) = ((2000 * sensitivity).rounded(), (2000 * specificity).rounded())
            return Self.table(tp, 2000 - tn, 2000 - tp, tn)
        }
        let fit = try BivariateFit(tables: tables)
        #expect((fit.correlation ?? 0) < -0.99)
        #expect(fit.sensitivityStandardError < 1)
        if fit.rung == .correlationAtBound {
            #expect(fit.remarks.contains { $0.contains("at its bound, −1") })
        } else {
            #expect(fit.rung == .unrestricted)
        }
    }

    @Test func studiesOfOneGroupInformIt() throws {
        var tables = BivariateTests.tables
        let before = try BivariateFit(tables: tables)
        tables.append(Self.table(900, 0, 100, 0))
        let after = try BivariateFit(tables: tables)
        #expect(after.studyCount == 11)
        #expect(after.sensitivityStandardError < before.sensitivityStandardError)
        let linear = try BivariateFit(tables: tables, method: .restrictedLinear)
        #expect(linear.studyCount == 10)
        #expect(linear.remarks.contains { $0.contains("1 of 11 studies take no part") })
    }

    @Test func faultyInputIsRefused() {
        #expect(throws: MetaAnalysisError.self) { try BivariateFit(tables: []) }
        #expect(throws: MetaAnalysisError.self) {
            try BivariateFit(tables: [Self.table(-1, 2, 3, 4)])
        }
        #expect(throws: MetaAnalysisError.self) {
            try BivariateFit(tables: [Self.table(1, 0, 3, 0), Self.table(1, 0, 3, 0)])
        }
        #expect(throws: MetaAnalysisError.self) {
            try BivariateFit(tables: BivariateTests.tables, confidenceLevel: 1)
        }
    }

    /// Studies of every size and shape: nothing may be blank, absurd or unconverged.
    @Test(arguments: [2, 3, 4, 7, 12, 30]) func randomStudiesAlwaysGiveASummary(
        count: Int
    ) throws {
        var generator = SeededGenerator(seed: UInt64(count))
        for round in 0..<(count > 20 ? 1 : 6) {
            let size = [3.0, 10, 60, 400][round % 4]
            let level = [-1.0, 0, 1.5, 3, 6][round % 5]
            let spread = [0, 0.3, 1, 2.5][(round / 2) % 4]
            let tables = (0..<count).map { _ in
                Self.random(size: size, level: level, spread: spread, using: &generator)
            }
            for method in [BivariateMethod.laplace, .restrictedLinear, .linear] {
                let fit = try BivariateFit(tables: tables, method: method)
                let errors = [fit.sensitivityStandardError, fit.specificityStandardError]
                #expect(
                    errors.allSatisfy { $0 >= 0 && $0 <= (method.isBinomial ? 3 : 5) },
                    "\(method) round \(round)"
                )
                #expect(fit.largestGradient < 1e-5)
                for estimate in [fit.sensitivity, fit.specificity] {
                    let interval = estimate.interval
                    #expect(interval.lower <= estimate.value && estimate.value <= interval.upper)
                    #expect(interval.lower >= 0 && interval.upper <= 1)
                }
                if let correlation = fit.correlation { #expect(abs(correlation) <= 1) }
            }
        }
    }

    static func random(
        size: Double,
        level: Double,
        spread: Double,
        using generator: inout SeededGenerator
    ) -> DiagnosticTable {
        func binomial(_ count: Double, _ logit: Double) -> Double {
            let share = 1 / (1 + exp(-logit))
            return (0..<Int(count)).reduce(0) { sum, _ in
                sum + (Double.random(in: 0..<1, using: &generator) < share ? 1 : 0)
            }
        }
        func normal() -> Double {
            NormalDistribution.quantile(Double.random(in: 1e-9..<1, using: &generator))
        }
        let (diseased, healthy) = (
            Double.random(in: 1...size, using: &generator).rounded(),
            Double.random(in: 1...size, using: &generator).rounded()
        )
        let (u, v) = (normal(), normal())
        let tp = binomial(diseased, level + spread * u)
        let tn = binomial(healthy, 1.5 + spread * (0.8 * v - 0.6 * u))
        return table(tp, healthy - tn, diseased - tp, tn)
    }
}
