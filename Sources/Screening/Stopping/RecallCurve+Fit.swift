import Foundation
import Statistics

extension RecallCurve {
    /// The likelihood of every shape of every family, from which all else follows.
    ///
    /// A grid of shapes instead of a search: it cannot stop at a local maximum, and the profile for
    /// each number of records left costs one pass over it.
    struct Fit {
        private struct Candidate {
            let family: RateFamily
            let shape: Double
            let isFirst: Bool
            let isLast: Bool
            /// Σ log g(x_i) − r log G(all).
            let logDensity: Double
            /// log G(screened) − log G(all) and log G(rest) − log G(all).
            let logScreened: Double
            let logRest: Double
        }

        private let relevant: Int
        private let unscreened: Int
        private let candidates: [Candidate]

        /// The grid for relevant records at positions (from 0) among the ranked ones.
        init(positions: [Int], ranked: Int, unscreened: Int) {
            relevant = positions.count
            self.unscreened = unscreened
            let whole = Double(ranked + unscreened)
            let edge = Double(ranked) / whole
            let count = Double(positions.count)
            // A record at position j stands for the stretch from j to j + 1.
            let places = positions.map { (Double($0) + 0.5) / whole }
            let sum = places.reduce(0, +)
            let logSum = places.reduce(0) { $0 + log($1) }
            candidates = RateFamily.allCases.flatMap { family in
                let shapes = family.shapes
                return shapes.indices.map { index in
                    let shape = shapes[index]
                    let all = family.logIntegral(from: 0, to: 1, shape: shape)
                    let rates =
                        switch family {
                        case .exponential: -shape * sum
                        case .hyperbolic: places.reduce(0) { $0 - log1p(shape * $1) }
                        case .power: -shape * logSum
                        }
                    return Candidate(
                        family: family,
                        shape: shape,
                        isFirst: index == 0,
                        isLast: index == shapes.count - 1,
                        logDensity: rates - count * all,
                        logScreened: family.logIntegral(from: 0, to: edge, shape: shape) - all,
                        logRest: family.logIntegral(from: edge, to: 1, shape: shape) - all
                    )
                }
            }
        }

        /// Expected number left, its limits, and the recall that goes with them.
        func estimate(found: Int, target: StoppingTarget) -> Estimate? {
            let count = Double(relevant)
            let best = candidates.max {
                $0.logDensity - count * $0.logScreened < $1.logDensity - count * $1.logScreened
            }
            guard let best, best.logDensity.isFinite, best.logScreened.isFinite else { return nil }
            let missed = min(Double(unscreened), count * exp(best.logRest - best.logScreened))
            guard missed.isFinite, let limits = limits(near: missed, target: target) else {
                return nil
            }
            func recall(_ missed: Double) -> Double { Double(found) / (Double(found) + missed) }
            return Estimate(
                family: best.family,
                shape: best.shape,
                missed: missed,
                missedLimits: limits,
                recall: recall(missed),
                recallLimits: recall(Double(limits.upperBound))...recall(Double(limits.lowerBound)),
                isFalling: !best.isFirst,
                isInterior: !best.isLast
            )
        }

        /// log L(M) at the best shape for so many left.
        private func profile(_ missed: Int) -> Double {
            let left = Double(missed)
            let all = Double(relevant) + left
            var best = -Double.infinity
            for candidate in candidates {
                let value = candidate.logDensity + (missed == 0 ? 0 : left * candidate.logRest)
                if value > best { best = value }
            }
            return best + all * log(all) - all - GammaFunctions.logGamma(left + 1)
        }

        /// Where the profile has fallen by z² / 2 on either side.
        private func limits(near estimate: Double, target: StoppingTarget) -> ClosedRange<Int>? {
            let z = NormalDistribution.upperQuantile(target.significance)
            // Steps of a twentieth find the hill; bisection then finds its feet.
            var steps: [Int] = []
            var step = 0
            while step < unscreened {
                steps.append(step)
                step += max(1, step / 20)
            }
            steps.append(unscreened)
            let values = steps.map(profile)
            guard let highest = values.max(), highest.isFinite else { return nil }
            let least = highest - z * z / 2
            guard let first = values.firstIndex(where: { $0 >= least }),
                let last = values.lastIndex(where: { $0 >= least })
            else { return nil }
            var lower = steps[first]
            if first > 0 {
                lower = boundary(inside: steps[first], outside: steps[first - 1], level: least)
            }
            var upper = steps[last]
            if last + 1 < steps.count {
                upper = boundary(inside: steps[last], outside: steps[last + 1], level: least)
            }
            return min(lower, Int(estimate.rounded(.down)))...max(upper, Int(estimate.rounded(.up)))
        }

        private func boundary(inside: Int, outside: Int, level: Double) -> Int {
            var (inside, outside) = (inside, outside)
            while abs(outside - inside) > 1 {
                let middle = inside + (outside - inside) / 2
                if profile(middle) >= level { inside = middle } else { outside = middle }
            }
            return inside
        }
    }
}
