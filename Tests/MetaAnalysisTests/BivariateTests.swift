import Foundation
import Statistics
import Testing

@testable import MetaAnalysis

@Suite struct BivariateTests {
    static let tables: [DiagnosticTable] = [
        (20, 4, 5, 60), (35, 42, 3, 58), (14, 9, 18, 71), (51, 6, 4, 90), (9, 2, 6, 90),
        (28, 15, 2, 55), (17, 3, 19, 40), (40, 30, 1, 65), (66, 1, 9, 77), (12, 33, 10, 61),
    ].map {
        DiagnosticTable(
            truePositives: $0.0,
            falsePositives: $0.1,
            falseNegatives: $0.2,
            trueNegatives: $0.3
        )
    }

    @Test(arguments: [nil, 3] as [Int?]) func derivativesAreExact(nodes: Int?) throws {
        let model = BinomialNormalLikelihood(
            tables: Self.tables,
            rule: nodes.map { GaussHermite(count: $0) }
        )
        let place = [1.4, 2.1, 0.7, -0.4, 0.6]
        var modes = Array(repeating: SIMD2<Double>.zero, count: Self.tables.count)
        let jet = model.expansion(place, modes: &modes)
        let step = 1e-4
        for row in 0..<Jet.width {
            var (up, down) = (place, place)
            up[row] += step
            down[row] -= step
            let above = model.expansion(up, modes: &modes)
            let below = model.expansion(down, modes: &modes)
            let slope = (above.value - below.value) / (2 * step)
            #expect(abs(jet.gradient[row] - slope) < 1e-6 * (1 + abs(slope)))
            for column in 0..<Jet.width {
                let second = (above.gradient[column] - below.gradient[column]) / (2 * step)
                #expect(abs(jet.hessianRows[row][column] - second) < 1e-5 * (1 + abs(second)))
            }
        }
    }

    /// The integral over both random effects by brute force on a fine grid.
    private func logLikelihood(_ parameters: [Double]) -> Double {
        let reach = 8.0
        let count = 160
        let width = 2 * reach / Double(count)
        var total = 0.0
        for table in Self.tables {
            var sum = 0.0
            for i in 0...count {
                let u = -reach + Double(i) * width
                for j in 0...count {
                    let v = -reach + Double(j) * width
                    let first = parameters[0] + parameters[2] * u
                    let second = parameters[1] + parameters[3] * u + parameters[4] * v
                    sum += exp(
                        table.truePositives * first - table.diseased * log1p(exp(first))
                            + table.trueNegatives * second - table.healthy * log1p(exp(second))
                            - (u * u + v * v) / 2
                    )
                }
            }
            total += log(sum * width * width / (2 * Double.pi))
        }
        return total
    }

    @Test func quadratureConvergesToTheIntegral() throws {
        let place = [1.4, 2.1, 0.9, -0.5, 0.7]
        let exact = logLikelihood(place)
        var modes = Array(repeating: SIMD2<Double>.zero, count: Self.tables.count)
        var errors: [Double] = []
        for nodes in [1, 4, 12] {
            let model = BinomialNormalLikelihood(
                tables: Self.tables,
                rule: GaussHermite(count: nodes)
            )
            let found = model.expansion(place, modes: &modes).value - model.constant
            errors.append(abs(found - exact))
        }
        #expect(errors[2] < 1e-6)
        #expect(errors[1] < errors[0])
        let laplace = BinomialNormalLikelihood(tables: Self.tables, rule: nil)
        let single = BinomialNormalLikelihood(tables: Self.tables, rule: GaussHermite(count: 1))
        let one = laplace.expansion(place, modes: &modes)
        let other = single.expansion(place, modes: &modes)
        #expect(abs(one.value - other.value) < 1e-12)
    }

    @Test(arguments: [BivariateMethod.laplace, .quadrature(nodes: 2), .restrictedLinear, .linear])
    func mirrorsAndOrders(method: BivariateMethod) throws {
        let fit = try BivariateFit(tables: Self.tables, method: method)
        #expect(fit.rung == .unrestricted)
        #expect(fit.converged && fit.largestGradient < 1e-7)
        let mirrored = try BivariateFit(
            tables: Self.tables.map {
                DiagnosticTable(
                    truePositives: $0.trueNegatives,
                    falsePositives: $0.falseNegatives,
                    falseNegatives: $0.falsePositives,
                    trueNegatives: $0.truePositives
                )
            },
            method: method
        )
        let reversed = try BivariateFit(tables: Self.tables.reversed(), method: method)
        // A grid of nodes lies differently over the mirror image; the other methods have no grid.
        let tolerance = method == .quadrature(nodes: 2) ? 5e-3 : 1e-7
        func near(_ one: Double, _ other: Double) -> Bool { abs(one - other) < tolerance }
        #expect(near(fit.logitSensitivity, mirrored.logitSpecificity))
        #expect(near(fit.logitSpecificity, mirrored.logitSensitivity))
        #expect(near(fit.covariance[0][1], mirrored.covariance[0][1]))
        #expect(near(fit.betweenCovariance[0][0], mirrored.betweenCovariance[1][1]))
        #expect(near(fit.logLikelihood, mirrored.logLikelihood))
        #expect(near(fit.logitSensitivity, reversed.logitSensitivity))
        #expect(near(fit.covariance[1][1], reversed.covariance[1][1]))
    }

    @Test func curveGoesThroughTheSummaryPoint() throws {
        let fit = try BivariateFit(tables: Self.tables)
        let curve = try #require(fit.summaryROC)
        let place = 1 - fit.specificity.value
        #expect(abs(curve.sensitivity(at: place) - fit.sensitivity.value) < 1e-12)
        // Independent quadrature of the area.
        let steps = 200_000
        let area = (0..<steps).reduce(0) {
            $0 + curve.sensitivity(at: (Double($1) + 0.5) / Double(steps)) / Double(steps)
        }
        #expect(abs(curve.area - area) < 1e-6)
        #expect(abs(curve.partialArea(over: Interval(lower: 0, upper: 1)) - area) < 1e-6)
        #expect(abs(curve.area - curve.madaArea()) < 0.03)
        #expect(curve.area > curve.madaArea())
        let symmetric = SummaryROC(intercept: 0, slope: 1)
        #expect(abs(symmetric.area - 0.5) < 1e-12)
    }

    @Test func regionsHoldTheirQuantile() throws {
        let fit = try BivariateFit(tables: Self.tables)
        let radius = try #require(fit.regionRadius(.f))
        let chiSquared = try #require(fit.regionRadius(.chiSquared))
        #expect(radius > chiSquared)
        #expect(abs(chiSquared * chiSquared - 5.991464547107979) < 1e-9)
        let matrix = SymmetricMatrix(size: 2) { fit.covariance[$0][$1] }
        let factor = try CholeskyFactor(of: matrix)
        for point in fit.confidenceRegion() {
            let offset = [
                log(point.sensitivity / (1 - point.sensitivity)) - fit.logitSensitivity,
                log((1 - point.falsePositiveRate) / point.falsePositiveRate) - fit.logitSpecificity,
            ]
            let distance = zip(factor.solve(offset), offset).reduce(0) { $0 + $1.0 * $1.1 }
            #expect(abs(distance.squareRoot() - radius) < 1e-9)
        }
        #expect(fit.predictionRegion().count == 128)
    }

    @Test func ratiosFollowFromTheSummaryPoint() throws {
        let fit = try BivariateFit(tables: Self.tables)
        let (a, b) = (fit.sensitivity.value, fit.specificity.value)
        let positive = fit.positiveLikelihoodRatio
        #expect(abs(positive.value - a / (1 - b)) < 1e-12)
        #expect(abs(fit.diagnosticOddsRatio.value - a * b / ((1 - a) * (1 - b))) < 1e-9)
        #expect(
            positive.interval.lower < positive.value && positive.value < positive.interval.upper
        )
        // The delta method against differences of the logarithm.
        let step = 1e-5
        func logRatio(_ x: Double, _ y: Double) -> Double {
            log(1 / (1 + exp(-x))) - log(1 - 1 / (1 + exp(-y)))
        }
        let (x, y) = (fit.logitSensitivity, fit.logitSpecificity)
        let gradient = [
            (logRatio(x + step, y) - logRatio(x - step, y)) / (2 * step),
            (logRatio(x, y + step) - logRatio(x, y - step)) / (2 * step),
        ]
        let variance = SymmetricMatrix(size: 2) { fit.covariance[$0][$1] }.quadraticForm(gradient)
        let width = log(positive.interval.upper / positive.value)
        #expect(abs(width - 1.959963984540054 * variance.squareRoot()) < 1e-6)
    }
}
