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

        private struct FamilyFit {
            let family: RateFamily
            let candidate: Candidate
            let logLikelihood: Double
            let missed: Double
        }

        /// A family is left out only where the labels speak twenty to one against it: beyond the
        /// records screened the families differ far more than their fit to those screened does.
        private static let refutation = log(20.0)

        private let relevant: Int
        private let unscreened: Int
        private let places: [Double]
        private let edge: Double
        private let families: [[Candidate]]

        /// The grid for relevant records at positions (from 0) among the ranked ones.
        init(positions: [Int], ranked: Int, unscreened: Int) {
            relevant = positions.count
            self.unscreened = unscreened
            let whole = Double(ranked + unscreened)
            let edge = Double(ranked) / whole
            self.edge = edge
            let count = Double(positions.count)
            // A record at position j stands for the stretch from j to j + 1.
            let places = positions.map { (Double($0) + 0.5) / whole }
            self.places = places
            let sum = places.reduce(0, +)
            let logSum = places.reduce(0) { $0 + log($1) }
            let quantileSum = places.reduce(0) { $0 + NormalDistribution.upperQuantile($1) }
            families = RateFamily.allCases.map { family in
                let shapes = family.shapes
                return shapes.indices.map { index in
                    let shape = shapes[index]
                    let all = family.logIntegral(from: 0, to: 1, shape: shape)
                    let rates =
                        switch family {
                        case .exponential: -shape * sum
                        case .hyperbolic: -Self.sumOfLogs(places) { 1 + shape * $0 }
                        case .power: -shape * logSum
                        case .binormal: shape * quantileSum
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

        /// Σ log f(x), one logarithm for sixteen factors; these lie between 1 and 10⁶.
        private static func sumOfLogs(_ values: [Double], _ factor: (Double) -> Double) -> Double {
            var sum = 0.0
            var product = 1.0
            for (index, value) in values.enumerated() {
                product *= factor(value)
                if index & 15 == 15 {
                    sum += log(product)
                    product = 1
                }
            }
            return sum + log(product)
        }

        /// Expected number left, its limits, and the recall that goes with them.
        func estimate(found: Int, target: StoppingTarget) -> Estimate? {
            let fits = families.compactMap { best(of: $0) }
            guard let best = fits.max(by: { $0.logLikelihood < $1.logLikelihood }) else {
                return nil
            }
            let z = NormalDistribution.upperQuantile(target.significance)
            var lower = min(unscreened, Int(best.missed.rounded(.down)))
            var upper = min(unscreened, Int(best.missed.rounded(.up)))
            var kept: [RateFamily] = []
            for fit in fits where fit.logLikelihood >= best.logLikelihood - Self.refutation {
                guard let limits = limits(of: fit.family, fall: z * z / 2) else { return nil }
                lower = min(lower, limits.lowerBound)
                upper = max(upper, limits.upperBound)
                kept.append(fit.family)
            }
            func recall(_ missed: Double) -> Double { Double(found) / (Double(found) + missed) }
            let missed = min(Double(unscreened), best.missed)
            return Estimate(
                family: best.family,
                shape: best.candidate.shape,
                possibleFamilies: kept,
                missed: missed,
                missedLimits: lower...upper,
                recall: recall(missed),
                recallLimits: recall(Double(upper))...recall(Double(lower)),
                isFalling: !best.candidate.isFirst,
                isInterior: !best.candidate.isLast,
                fitPValue: fitPValue(best.candidate)
            )
        }

        /// Pearson's χ² on classes that the curve expects to hold equally many, five at least.
        ///
        /// - Returns: the p-value with two degrees of freedom fewer than classes; nil where there are
        ///   too few relevant records for four classes.
        private func fitPValue(_ candidate: Candidate) -> Double? {
            let classes = min(12, relevant / 5)
            guard classes >= 4 else { return nil }
            let family = candidate.family
            let whole = family.logIntegral(from: 0, to: edge, shape: candidate.shape)
            var counts = [Int](repeating: 0, count: classes)
            for place in places {
                let part = family.logIntegral(from: 0, to: place, shape: candidate.shape)
                let share = exp(part - whole)
                guard share.isFinite else { return nil }
                counts[min(classes - 1, max(0, Int(share * Double(classes))))] += 1
            }
            let expected = Double(relevant) / Double(classes)
            let sum = counts.reduce(0.0) { $0 + (Double($1) - expected) * (Double($1) - expected) }
            return ChiSquared(degreesOfFreedom: Double(classes - 2)).upperTail(sum / expected)
        }

        private func best(of candidates: [Candidate]) -> FamilyFit? {
            let count = Double(relevant)
            func logLikelihood(_ candidate: Candidate) -> Double {
                candidate.logDensity - count * candidate.logScreened
            }
            let best = candidates.max { logLikelihood($0) < logLikelihood($1) }
            guard let best, logLikelihood(best).isFinite else { return nil }
            let missed = count * exp(best.logRest - best.logScreened)
            guard missed.isFinite else { return nil }
            return FamilyFit(
                family: best.family,
                candidate: best,
                logLikelihood: logLikelihood(best),
                missed: missed
            )
        }

        /// log L(M) at the best shape of a family for so many left.
        private func profile(_ missed: Int, _ candidates: [Candidate]) -> Double {
            let left = Double(missed)
            let all = Double(relevant) + left
            var best = -Double.infinity
            for candidate in candidates {
                let value = candidate.logDensity + (missed == 0 ? 0 : left * candidate.logRest)
                if value > best { best = value }
            }
            return best + all * log(all) - all - GammaFunctions.logGamma(left + 1)
        }

        /// Where the profile of a family has fallen by so much on either side of its top.
        private func limits(of family: RateFamily, fall: Double) -> ClosedRange<Int>? {
            guard let candidates = families.first(where: { $0.first?.family == family }) else {
                return nil
            }
            // Steps of a twentieth find the hill; bisection then finds its feet.
            var steps: [Int] = []
            var step = 0
            while step < unscreened {
                steps.append(step)
                step += max(1, step / 20)
            }
            steps.append(unscreened)
            let values = steps.map { profile($0, candidates) }
            guard let highest = values.max(), highest.isFinite else { return nil }
            let level = highest - fall
            guard let first = values.firstIndex(where: { $0 >= level }),
                let last = values.lastIndex(where: { $0 >= level })
            else { return nil }
            func boundary(_ inside: Int, _ outside: Int) -> Int {
                var (inside, outside) = (inside, outside)
                while abs(outside - inside) > 1 {
                    let middle = inside + (outside - inside) / 2
                    if profile(middle, candidates) >= level {
                        inside = middle
                    } else {
                        outside = middle
                    }
                }
                return inside
            }
            let lower = first == 0 ? steps[0] : boundary(steps[first], steps[first - 1])
            let upper =
                last + 1 == steps.count ? steps[last] : boundary(steps[last], steps[last + 1])
            return lower...upper
        }
    }
}
