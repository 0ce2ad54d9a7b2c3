import Foundation
import Statistics

/// What a rung of the ladder found.
struct BivariateSolution {
    var means: [Double]
    var covariance: [[Double]]
    var between: [[Double]]
    var summaries: [IntervalEstimate]
    var logLikelihood: Double
    var rung: BivariateRung
    var iterations: Int
    var largestGradient: Double
    var remarks: [String]
}

/// Checked input of a bivariate model, and the ladder by which it is solved.
struct BivariateProblem {
    /// Studies that take part.
    let tables: [DiagnosticTable]
    let method: BivariateMethod
    let confidenceLevel: Double
    /// Lowest and highest observed false positive rate.
    let observedFalsePositiveRates: Interval
    private(set) var remarks: [String] = []

    init(
        tables given: [DiagnosticTable],
        method: BivariateMethod,
        confidenceLevel: Double
    ) throws(MetaAnalysisError) {
        guard confidenceLevel > 0, confidenceLevel < 1 else {
            throw .notIdentifiable("the confidence level must lie between 0 and 1")
        }
        try Self.check(given)
        var kept = given.filter { $0.participants > 0 }
        if !method.isBinomial {
            kept = kept.filter { $0.diseased > 0 && $0.healthy > 0 }
        }
        if kept.count < given.count {
            remarks.append(
                "\(given.count - kept.count) of \(given.count) studies take no part: "
                    + (method.isBinomial
                        ? "they have no participants."
                        : "a linear model needs diseased and healthy in each.")
            )
        }
        guard kept.contains(where: { $0.diseased > 0 }), kept.contains(where: { $0.healthy > 0 })
        else {
            throw .tooFewStudies(
                needed: 1,
                found: 0,
                why: "a summary of sensitivity and specificity (studies with diseased and healthy)"
            )
        }
        let rates = kept.filter { $0.healthy > 0 }.map { $0.falsePositives / $0.healthy }
        observedFalsePositiveRates = Interval(lower: rates.min() ?? 0, upper: rates.max() ?? 1)
        if method.isBinomial {
            tables = kept
        } else {
            let corrected = DiagnosticTable.corrected(kept)
            tables = corrected.tables
            if corrected.isCorrected {
                remarks.append("0.5 was added to every cell of every study, since some are zero.")
            }
        }
        self.method = method
        self.confidenceLevel = confidenceLevel
    }

    private static func check(_ tables: [DiagnosticTable]) throws(MetaAnalysisError) {
        for (study, table) in tables.enumerated() {
            let cells = [
                ("true positives", table.truePositives), ("false positives", table.falsePositives),
                ("false negatives", table.falseNegatives), ("true negatives", table.trueNegatives),
            ]
            for (name, cell) in cells where !(cell >= 0 && cell.isFinite) {
                throw .invalidValue(
                    what: "\(name) must be a count of at least 0",
                    study: study,
                    found: cell
                )
            }
        }
    }

    func solve() throws(MetaAnalysisError) -> BivariateSolution {
        method.isBinomial ? try solveBinomial() : try solveLinear()
    }

    // MARK: Binomial

    private func solveBinomial() throws(MetaAnalysisError) -> BivariateSolution {
        let extremes = [
            tables.allSatisfy { $0.truePositives == 0 }
                || tables.allSatisfy { $0.falseNegatives == 0 },
            tables.allSatisfy { $0.trueNegatives == 0 }
                || tables.allSatisfy { $0.falsePositives == 0 },
        ]
        if tables.count == 1 || extremes.contains(true) {
            return try solveSeparately(extremes: extremes)
        }
        let search = BivariateSearch(likelihood: likelihood(of: tables), means: [0, 1])
        let start = Self.start(for: tables)
        let apart = search.uncorrelated(start: start, positions: [0, 1, 2, 4])
        let apartCovariance = apart?.covariance
        let bound = apartCovariance.map { [$0[0, 0], $0[1, 1]] }
        let starts = [start, apart?.parameters].compactMap(\.self)
        if tables.count > 2, let best = search.highestRung(starts: starts),
            let inverse = best.covariance, Self.isPlausible(best, inverse, beside: bound)
        {
            return solution(best, inverse, remark: Self.remark(on: best, tables.count))
        }
        guard var apart, let apartCovariance, Self.isPlausible(apart, apartCovariance, beside: nil)
        else { return try solveSeparately(extremes: extremes) }
        apart.rung = .uncorrelated
        let why =
            tables.count > 2
            ? "The model with a correlation did not settle on a maximum with usable standard errors, so "
                + "the correlation was fixed at 0: sensitivity and specificity are pooled as if they "
                + "were independent."
            : "Two studies cannot tell a correlation, so it was fixed at 0."
        return solution(apart, apartCovariance, remark: why)
    }

    private func likelihood(of tables: [DiagnosticTable]) -> ([Double]) -> Jet {
        var rule: GaussHermite?
        if case .quadrature(let nodes) = method { rule = GaussHermite(count: nodes) }
        let model = BinomialNormalLikelihood(tables: tables, rule: rule)
        var modes = Array(repeating: SIMD2<Double>.zero, count: tables.count)
        return { model.expansion($0, modes: &modes) }
    }

    /// Sparse counts can drive a likelihood to where nobody believes it: a standard deviation between
    /// studies of 5 logits, or a standard error of 3, says that sensitivities of 1 and of 99 % are the
    /// same; and one many times that of the simpler model comes from a ridge.
    private static func isPlausible(
        _ best: BivariateMaximum,
        _ inverse: SymmetricMatrix,
        beside simpler: [Double]?
    ) -> Bool {
        let variances = best.free.indices.filter { best.free[$0] < 2 }.map { inverse[$0, $0] }
        let between = between(best.parameters)
        return variances.allSatisfy { $0 <= 9 } && between[0][0] <= 25 && between[1][1] <= 25
            && zip(variances, simpler ?? []).allSatisfy { $0 <= 25 * $1 }
    }

    /// Each group by itself, exact where it has no variation or stands alone.
    private func solveSeparately(extremes: [Bool]) throws(MetaAnalysisError) -> BivariateSolution {
        var result = BivariateSolution(
            means: [0, 0],
            covariance: [[0, 0], [0, 0]],
            between: [[0, 0], [0, 0]],
            summaries: [],
            logLikelihood: 0,
            rung: .separate,
            iterations: 0,
            largestGradient: 0,
            remarks: []
        )
        for side in 0..<2 {
            let name = side == 0 ? "Sensitivity" : "Specificity"
            let own = tables.map { $0.keeping(diseased: side == 0) }
            let positions = side == 0 ? [0, 2] : [1, 4]
            let search = BivariateSearch(likelihood: likelihood(of: own), means: [side])
            let isUniform = extremes[side] || tables.count == 1
            let found =
                isUniform
                ? nil
                : search.uncorrelated(start: Self.start(for: tables), positions: positions)
            guard let best = found, let inverse = best.covariance,
                Self.isPlausible(best, inverse, beside: nil)
            else {
                let total = StudyTotal(tables: own, isSensitivity: side == 0)
                let pooled = total.pooled(level: confidenceLevel)
                result.means[side] = total.logit
                result.covariance[side][side] = total.logit.isFinite ? total.logitVariance : 0
                result.summaries.append(pooled)
                result.remarks.append(total.remark(name: name, isUniform: extremes[side]))
                continue
            }
            result.means[side] = best.parameters[side]
            result.covariance[side][side] = inverse[0, 0]
            result.between[side][side] =
                best.parameters[positions[1]] * best.parameters[positions[1]]
            result.summaries.append(wald(best.parameters[side], inverse[0, 0]))
            result.logLikelihood += best.jet.value
            result.iterations += best.iterations
            result.largestGradient = max(result.largestGradient, best.largestGradient)
        }
        return result
    }

    // MARK: Linear

    private func solveLinear() throws(MetaAnalysisError) -> BivariateSolution {
        guard tables.count > 1 else {
            throw .tooFewStudies(needed: 2, found: tables.count, why: "a bivariate linear model")
        }
        let model = LinearBivariateLikelihood(
            tables: tables,
            isRestricted: method == .restrictedLinear
        )
        let search = BivariateSearch(likelihood: { model.expansion($0) }, means: [])
        let start = Self.start(for: tables)
        let apart = search.uncorrelated(start: start, positions: [2, 4])
        var found = search.highestRung(starts: [start, apart?.parameters].compactMap(\.self))
        if found == nil {
            found = apart
            found?.rung = .uncorrelated
        }
        guard let best = found else {
            throw .noConvergence("bivariate linear model: no rung settled on a maximum")
        }
        let (means, covariance) = model.means(best.parameters)
        return BivariateSolution(
            means: [means.x, means.y],
            covariance: (0..<2).map { row in (0..<2).map { covariance[row, $0] } },
            between: Self.between(best.parameters),
            summaries: [wald(means.x, covariance[0, 0]), wald(means.y, covariance[1, 1])],
            logLikelihood: best.jet.value + model.logJacobian,
            rung: best.rung,
            iterations: best.iterations,
            largestGradient: best.largestGradient,
            remarks: [Self.remark(on: best, tables.count)].compactMap(\.self)
        )
    }
}

extension BivariateProblem {
    private func solution(
        _ best: BivariateMaximum,
        _ inverse: SymmetricMatrix,
        remark: String?
    ) -> BivariateSolution {
        // Means come first among the free parameters.
        BivariateSolution(
            means: Array(best.parameters.prefix(2)),
            covariance: (0..<2).map { row in (0..<2).map { inverse[row, $0] } },
            between: Self.between(best.parameters),
            summaries: (0..<2).map { wald(best.parameters[$0], inverse[$0, $0]) },
            logLikelihood: best.jet.value,
            rung: best.rung,
            iterations: best.iterations,
            largestGradient: best.largestGradient,
            remarks: [remark].compactMap(\.self)
        )
    }

    private static func between(_ parameters: [Double]) -> [[Double]] {
        let (l11, l21, l22) = (parameters[2], parameters[3], parameters[4])
        return [[l11 * l11, l11 * l21], [l11 * l21, l21 * l21 + l22 * l22]]
    }

    private static func remark(on best: BivariateMaximum, _ count: Int) -> String? {
        switch best.rung {
        case .correlationAtBound:
            let sign = best.parameters[3] < 0 ? "−1" : "+1"
            return "The correlation between sensitivity and specificity is estimated at its bound, "
                + "\(sign): \(count) studies do not tell it. Summary values stand, but read curve and "
                + "regions with care."
        case .varianceAtZero:
            let sides = [(2, "sensitivity"), (4, "specificity")]
                .filter { best.parameters[$0.0] == 0 }.map(\.1)
            return
                "No heterogeneity in \(sides.joined(separator: " and ")) beyond chance was found, so "
                + "there is no correlation and no curve."
        case .unrestricted, .uncorrelated, .separate: return nil
        }
    }

    /// Interval from normal theory on the logit scale.
    private func wald(_ logit: Double, _ variance: Double) -> IntervalEstimate {
        let quantile = NormalDistribution.upperQuantile((1 - confidenceLevel) / 2)
        let width = quantile * variance.squareRoot()
        let scale = Transformation.logit
        return IntervalEstimate(
            value: scale.backTransformed(logit),
            interval: scale.backTransformed(Interval(lower: logit - width, upper: logit + width))
        )
    }

    /// A start from the moments of the corrected logits.
    private static func start(for tables: [DiagnosticTable]) -> [Double] {
        let logits = tables.map { table in
            SIMD2(
                log((table.truePositives + 0.5) / (table.falseNegatives + 0.5)),
                log((table.trueNegatives + 0.5) / (table.falsePositives + 0.5))
            )
        }
        let count = Double(tables.count)
        let mean = logits.reduce(.zero, +) / count
        let squares = logits.reduce(SIMD2<Double>.zero) { $0 + ($1 - mean) * ($1 - mean) } / count
        let product = logits.reduce(0) { $0 + ($1 - mean).x * ($1 - mean).y } / count
        let first = max(squares.x, 0.04).squareRoot()
        let second = max(squares.y, 0.04).squareRoot()
        let correlation = max(-0.9, min(0.9, product / (first * second)))
        return [
            mean.x, mean.y, first, correlation * second,
            second * (1 - correlation * correlation).squareRoot(),
        ]
    }
}

extension DiagnosticTable {
    /// The table of the diseased or of the healthy alone.
    func keeping(diseased: Bool) -> DiagnosticTable {
        DiagnosticTable(
            truePositives: diseased ? truePositives : 0,
            falsePositives: diseased ? 0 : falsePositives,
            falseNegatives: diseased ? falseNegatives : 0,
            trueNegatives: diseased ? 0 : trueNegatives
        )
    }
}
