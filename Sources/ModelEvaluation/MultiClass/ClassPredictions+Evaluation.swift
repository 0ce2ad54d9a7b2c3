import Foundation

extension ClassPredictions {
    /// Evaluates all classes.
    ///
    /// The variance of the macro area is DeLong's for a mean of areas: each case counts with the sum
    /// of its placements in all of them, and variances are added over the true classes. With two
    /// classes of probabilities p and 1 − p it is that of the single area.
    ///
    /// - Parameter level: coverage of the intervals.
    /// - Returns: Areas, table and measures.
    /// - Throws: `.invalidLevel`.
    /// - Reference: DeLong, DeLong & Clarke-Pearson (1988), doi:10.2307/2531595; Hand & Till (2001),
    ///   doi:10.1023/A:1010920819831; Gorodkin (2004), doi:10.1016/j.compbiolchem.2004.09.006.
    public func evaluation(level: Double = 0.95) throws(EvaluationError) -> ClassEvaluation {
        let quantile = try normalQuantile(level: level)
        let called = predicted
        var confusion = classes.map { _ in classes.map { _ in 0 } }
        for (truth, call) in zip(truths, called) { confusion[truth][call] += 1 }
        let totals = confusion.map { $0.reduce(0, +) }
        let calls = classes.indices.map { column in confusion.reduce(0) { $0 + $1[column] } }
        var performances: [ClassPerformance] = []
        // What each case adds to the mean of the areas, less its expectation.
        var influences = [Double](repeating: 0, count: count)
        for (place, name) in classes.enumerated() {
            let against = try CasePredictions(
                scores: probabilities[place],
                events: truths.map { $0 == place }
            )
            let area = try against.areaUnderCurve(level: level)
            add(Placements(against), of: against, area: area.area, to: &influences)
            let right = confusion[place][place]
            let (cases, called) = (totals[place], calls[place])
            let others = count - cases
            performances.append(
                ClassPerformance(
                    name: name,
                    cases: cases,
                    area: area,
                    sensitivity: BinomialProportion(right, of: cases, normalQuantile: quantile),
                    specificity: BinomialProportion(
                        others - (called - right),
                        of: others,
                        normalQuantile: quantile
                    ),
                    positivePredictiveValue: called > 0
                        ? BinomialProportion(right, of: called, normalQuantile: quantile) : nil,
                    f1: cases + called > 0 ? Double(2 * right) / Double(cases + called) : nil
                )
            )
        }
        let size = Double(classes.count)
        let macro = performances.reduce(0) { $0 + $1.area.area } / size
        let variance = variance(influences)
        let error = variance?.squareRoot() ?? 0
        let right = classes.indices.reduce(0) { $0 + confusion[$1][$1] }
        let scores = performances.compactMap(\.f1)
        return ClassEvaluation(
            classes: performances,
            confusion: confusion,
            macroArea: macro,
            macroAreaVariance: variance,
            macroAreaInterval: error > 0
                ? ConfidenceInterval(
                    lower: max(0, macro - quantile * error),
                    upper: min(1, macro + quantile * error)
                ) : nil,
            weightedArea: performances.reduce(0) { $0 + $1.area.area * Double($1.cases) }
                / Double(count),
            handTill: try handTill(),
            accuracy: BinomialProportion(right, of: count, normalQuantile: quantile),
            balancedAccuracy: performances.reduce(0) { $0 + $1.sensitivity.estimate } / size,
            macroF1: scores.count == classes.count ? scores.reduce(0, +) / size : nil,
            kappa: kappa(right: right, totals, calls),
            matthews: matthews(right: right, totals, calls),
            brier: areProbabilities ? brier : nil,
            logLoss: areProbabilities ? logLoss : nil,
            level: level
        )
    }

    /// Adds the placements of one class against all others, each as its share of the mean area.
    private func add(
        _ placements: Placements,
        of predictions: CasePredictions,
        area: Double,
        to influences: inout [Double]
    ) {
        let size = Double(classes.count)
        var (positive, negative) = (0, 0)
        for index in influences.indices {
            if predictions.events[index] {
                influences[index] +=
                    (placements.positives[positive] - area)
                    / (size * Double(predictions.positives))
                positive += 1
            } else {
                influences[index] +=
                    (placements.negatives[negative] - area)
                    / (size * Double(predictions.negatives))
                negative += 1
            }
        }
    }

    /// Variance of a sum over the cases, drawn within their classes; `nil` if a class has one case.
    private func variance(_ influences: [Double]) -> Double? {
        var total = 0.0
        for place in classes.indices {
            let own = zip(influences, truths).filter { $0.1 == place }.map(\.0)
            guard own.count > 1 else { return nil }
            let mean = own.reduce(0, +) / Double(own.count)
            let squares = own.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            total += squares / Double(own.count - 1) * Double(own.count)
        }
        return total
    }

    /// The mean over all pairs of classes of the area that tells the two apart, by the probability of
    /// either.
    private func handTill() throws(EvaluationError) -> Double {
        var sum = 0.0
        for first in classes.indices {
            for second in classes.indices where second != first {
                let own = truths.indices.filter { truths[$0] == first || truths[$0] == second }
                let pair = try CasePredictions(
                    scores: own.map { probabilities[first][$0] },
                    events: own.map { truths[$0] == first }
                )
                sum += RankedClasses(pair).area
            }
        }
        return sum / Double(classes.count * (classes.count - 1))
    }

    private func kappa(right: Int, _ totals: [Int], _ calls: [Int]) -> Double? {
        let size = Double(count)
        let expected = zip(totals, calls).reduce(0) {
            $0 + Double($1.0) / size * Double($1.1) / size
        }
        return expected < 1 ? (Double(right) / size - expected) / (1 - expected) : nil
    }

    /// (c·s − Σ pₖ tₖ) / √((s² − Σ pₖ²)(s² − Σ tₖ²)) with c right calls of s cases.
    private func matthews(right: Int, _ totals: [Int], _ calls: [Int]) -> Double? {
        let size = Double(count)
        func sum(_ one: [Int], _ other: [Int]) -> Double {
            zip(one, other).reduce(0) { $0 + Double($1.0) * Double($1.1) }
        }
        let spread = (size * size - sum(calls, calls)) * (size * size - sum(totals, totals))
        guard spread > 0 else { return nil }
        return (Double(right) * size - sum(totals, calls)) / spread.squareRoot()
    }

    private var brier: Double {
        var sum = 0.0
        for (index, truth) in truths.enumerated() {
            for place in classes.indices {
                let difference = probabilities[place][index] - (place == truth ? 1 : 0)
                sum += difference * difference
            }
        }
        return sum / Double(count)
    }

    private var logLoss: Double? {
        var sum = 0.0
        for (index, truth) in truths.enumerated() {
            guard probabilities[truth][index] > 0 else { return nil }
            sum -= log(probabilities[truth][index])
        }
        return sum / Double(count)
    }
}
