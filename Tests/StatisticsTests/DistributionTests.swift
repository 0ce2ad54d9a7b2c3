import Foundation
import Statistics
import Testing

@Suite struct DistributionTests {
    private func expectClose(
        _ found: Double,
        _ expected: Double,
        _ label: String = "",
        tolerance: Double = 1e-12,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(
            abs(found - expected) <= tolerance * abs(expected),
            "\(label): \(found) instead of \(expected), \(abs(found / expected - 1)) off",
            sourceLocation: sourceLocation
        )
    }

    @Test(arguments: DistributionTables.logGamma)
    func logGamma(x: Double, value: Double) {
        expectClose(GammaFunctions.logGamma(x), value, "log Γ(\(x))")
    }

    @Test(arguments: DistributionTables.normalTail)
    func normal(z: Double, upper: Double) {
        expectClose(NormalDistribution.upperTail(z), upper, "normal \(z)")
        expectClose(NormalDistribution.cumulative(-z), upper, "normal \(z)")
        if abs(z) > 1e-6 {
            expectClose(NormalDistribution.upperQuantile(upper), z, "quantile of \(upper)")
        }
    }

    @Test(arguments: DistributionTables.chiSquaredTails)
    func chiSquared(df: Double, x: Double, lower: Double, upper: Double) {
        let distribution = ChiSquared(degreesOfFreedom: df)
        expectClose(distribution.cumulative(x), lower, "χ² \(df) below \(x)")
        expectClose(distribution.upperTail(x), upper, "χ² \(df) above \(x)")
        if upper > lower {
            expectClose(distribution.quantile(lower), x, "quantile of \(lower)")
        } else {
            expectClose(distribution.upperQuantile(upper), x, "quantile of \(upper)")
        }
    }

    @Test(arguments: DistributionTables.studentTail)
    func student(df: Double, t: Double, upper: Double) {
        let distribution = StudentT(degreesOfFreedom: df)
        expectClose(distribution.upperTail(t), upper, "t \(df) above \(t)")
        expectClose(distribution.cumulative(-t), upper, "t \(df) below −\(t)")
        if t > 0.1 { expectClose(distribution.upperQuantile(upper), t, "quantile of \(upper)") }
    }

    @Test func fisher() {
        for (first, second, x, lower, upper) in DistributionTables.fisherTails {
            let distribution = FDistribution(numerator: first, denominator: second)
            expectClose(distribution.cumulative(x), lower, "F \(first), \(second) below \(x)")
            expectClose(distribution.upperTail(x), upper, "F \(first), \(second) above \(x)")
            if upper > lower {
                expectClose(distribution.quantile(lower), x, "quantile of \(lower)")
            } else {
                expectClose(distribution.upperQuantile(upper), x, "quantile of \(upper)")
            }
        }
    }

    @Test func tailsAreConsistent() {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<300 {
            let df = exp(8 * generator.nextUniform() - 1)
            let p = generator.nextUniform()
            let chiSquared = ChiSquared(degreesOfFreedom: df)
            expectClose(chiSquared.cumulative(chiSquared.quantile(p)), p, "χ²", tolerance: 1e-11)
            let student = StudentT(degreesOfFreedom: df)
            expectClose(student.cumulative(student.quantile(p)), p, "t", tolerance: 1e-11)
            let t = student.quantile(p)
            let fisher = FDistribution(numerator: 1, denominator: df)
            expectClose(fisher.upperTail(t * t), student.twoSided(t), "F = t²", tolerance: 1e-11)
        }
    }

    @Test func domainEdges() {
        #expect(NormalDistribution.quantile(0) == -.infinity)
        #expect(NormalDistribution.quantile(1) == .infinity)
        #expect(NormalDistribution.quantile(0.5) == 0)
        #expect(NormalDistribution.quantile(-0.1).isNaN)
        #expect(ChiSquared(degreesOfFreedom: 3).quantile(0) == 0)
        #expect(ChiSquared(degreesOfFreedom: 3).upperQuantile(0) == .infinity)
        #expect(ChiSquared(degreesOfFreedom: 0).cumulative(1).isNaN)
        #expect(ChiSquared(degreesOfFreedom: 2).upperTail(-1) == 1)
        #expect(StudentT(degreesOfFreedom: -1).upperTail(1).isNaN)
        #expect(StudentT(degreesOfFreedom: 4).quantile(0.5) == 0)
        #expect(StudentT(degreesOfFreedom: 4).upperTail(.infinity) == 0)
        #expect(FDistribution(numerator: 0, denominator: 2).upperTail(1).isNaN)
        #expect(GammaFunctions.logGamma(-1).isNaN)
    }
}
