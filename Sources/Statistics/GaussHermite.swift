import Foundation

/// A Gauss–Hermite rule: ∫ f(z) exp(−z²) dz ≈ Σ wⱼ f(zⱼ), exact for polynomials of degree 2n − 1.
public struct GaussHermite: Sendable, Equatable {
    /// Nodes in rising order, n values.
    public let nodes: [Double]
    /// Weights, n values that add up to √π.
    public let weights: [Double]

    /// Computes a rule.
    ///
    /// Roots of the orthonormal Hermite polynomials are bracketed by those of the degree below, between
    /// which they interlace, so none can be missed.
    ///
    /// - Parameter count: number of nodes n, from 1 to 100; others are moved to the nearer end.
    /// - Reference: Abramowitz & Stegun (1964), 22.2.14, 25.4.46.
    public init(count: Int) {
        let count = min(max(count, 1), 100)
        var roots: [Double] = [0]
        for degree in 2...max(2, count) where degree <= count {
            let reach = (2 * Double(degree) + 1).squareRoot()
            let ends = [-reach] + roots + [reach]
            roots = (0..<degree).map { index in
                let value = { (z: Double) in Self.polynomial(degree, z).value }
                let root = try? findRoot(from: ends[index], to: ends[index + 1], of: value)
                return root?.location ?? (ends[index] + ends[index + 1]) / 2
            }
        }
        let symmetric = roots.indices.map { (roots[$0] - roots[roots.count - 1 - $0]) / 2 }
        nodes = symmetric
        weights = symmetric.map { node in
            let below = Self.polynomial(count, node).below
            return 1 / (Double(count) * below * below)
        }
    }

    /// The orthonormal polynomial of a degree and the one below it.
    private static func polynomial(_ degree: Int, _ z: Double) -> (value: Double, below: Double) {
        var below = 0.0
        var value = pow(Double.pi, -0.25)
        for step in 1...degree {
            let size = Double(step)
            let next =
                z * (2 / size).squareRoot() * value - ((size - 1) / size).squareRoot() * below
            below = value
            value = next
        }
        return (value, below)
    }
}
