import Foundation

/// A number that knows its first and second derivatives in up to five parameters.
///
/// Arithmetic on jets follows the chain rule, so a likelihood that is written once as a plain formula
/// comes with its exact gradient and Hessian; differences would cost half of the digits.
///
/// - Reference: Griewank & Walther (2008), Evaluating Derivatives, chapter 13.
struct Jet {
    /// Number of parameters.
    static let width = 5

    var value: Double
    /// First derivatives; lanes from `width` on stay zero.
    var gradient: SIMD8<Double>
    /// Second derivatives by rows.
    var hessian: (SIMD8<Double>, SIMD8<Double>, SIMD8<Double>, SIMD8<Double>, SIMD8<Double>)

    @inline(__always)
    init(_ value: Double) {
        self.value = value
        gradient = .zero
        hessian = (.zero, .zero, .zero, .zero, .zero)
    }

    /// The parameter at a position below `width`.
    init(parameter position: Int, value: Double) {
        self.init(value)
        gradient[position] = 1
    }

    /// f(x) from the value and the first two derivatives of f.
    @inline(__always)
    func mapped(_ value: Double, _ first: Double, _ second: Double) -> Jet {
        var result = Jet(value)
        result.gradient = first * gradient
        let scaled = second * gradient
        result.hessian.0 = first * hessian.0 + gradient[0] * scaled
        result.hessian.1 = first * hessian.1 + gradient[1] * scaled
        result.hessian.2 = first * hessian.2 + gradient[2] * scaled
        result.hessian.3 = first * hessian.3 + gradient[3] * scaled
        result.hessian.4 = first * hessian.4 + gradient[4] * scaled
        return result
    }

    /// Second derivatives as a list of rows.
    var hessianRows: [[Double]] {
        [hessian.0, hessian.1, hessian.2, hessian.3, hessian.4].map { row in
            (0..<Jet.width).map { row[$0] }
        }
    }
}

extension Jet: LikelihoodNumber {
    @inline(__always)
    static func + (left: Jet, right: Jet) -> Jet {
        var result = Jet(left.value + right.value)
        result.gradient = left.gradient + right.gradient
        result.hessian.0 = left.hessian.0 + right.hessian.0
        result.hessian.1 = left.hessian.1 + right.hessian.1
        result.hessian.2 = left.hessian.2 + right.hessian.2
        result.hessian.3 = left.hessian.3 + right.hessian.3
        result.hessian.4 = left.hessian.4 + right.hessian.4
        return result
    }

    @inline(__always)
    static func - (left: Jet, right: Jet) -> Jet { left + right.scaled(by: -1) }

    @inline(__always)
    static func * (left: Jet, right: Jet) -> Jet {
        let (a, b) = (left.value, right.value)
        let (g, h) = (left.gradient, right.gradient)
        var result = Jet(a * b)
        result.gradient = a * h + b * g
        result.hessian.0 = a * right.hessian.0 + b * left.hessian.0 + g[0] * h + h[0] * g
        result.hessian.1 = a * right.hessian.1 + b * left.hessian.1 + g[1] * h + h[1] * g
        result.hessian.2 = a * right.hessian.2 + b * left.hessian.2 + g[2] * h + h[2] * g
        result.hessian.3 = a * right.hessian.3 + b * left.hessian.3 + g[3] * h + h[3] * g
        result.hessian.4 = a * right.hessian.4 + b * left.hessian.4 + g[4] * h + h[4] * g
        return result
    }

    @inline(__always)
    func scaled(by factor: Double) -> Jet {
        var result = Jet(value * factor)
        result.gradient = factor * gradient
        result.hessian.0 = factor * hessian.0
        result.hessian.1 = factor * hessian.1
        result.hessian.2 = factor * hessian.2
        result.hessian.3 = factor * hessian.3
        result.hessian.4 = factor * hessian.4
        return result
    }

    @inline(__always)
    var reciprocal: Jet {
        let inverse = 1 / value
        let first = -inverse * inverse
        return mapped(inverse, first, -2 * first * inverse)
    }

    @inline(__always)
    var logarithm: Jet {
        let inverse = 1 / value
        return mapped(log(value), inverse, -inverse * inverse)
    }

    @inline(__always)
    var exponential: Jet {
        let power = exp(value)
        return mapped(power, power, power)
    }

    @inline(__always)
    var root: Jet {
        let root = value.squareRoot()
        let first = 0.5 / root
        return mapped(root, first, -0.5 * first / value)
    }

    @inline(__always)
    var binomial: BinomialTerms<Jet> {
        let plain = value.binomial
        let (p, w) = (plain.probability, plain.variance)
        let skew = w * (1 - 2 * p)
        return BinomialTerms(
            logPartition: mapped(plain.logPartition, p, w),
            probability: mapped(p, w, skew),
            variance: mapped(w, skew, w * (1 - 6 * w))
        )
    }
}

/// What a logit η says about a binomial observation.
struct BinomialTerms<Number> {
    /// log(1 + exp η).
    let logPartition: Number
    /// p = 1 / (1 + exp(−η)).
    let probability: Number
    /// p(1 − p).
    let variance: Number
}

/// Arithmetic that likelihoods are written in: plain numbers or jets.
protocol LikelihoodNumber {
    init(_ value: Double)
    var value: Double { get }
    static func + (left: Self, right: Self) -> Self
    static func - (left: Self, right: Self) -> Self
    static func * (left: Self, right: Self) -> Self
    func scaled(by factor: Double) -> Self
    var reciprocal: Self { get }
    var logarithm: Self { get }
    var exponential: Self { get }
    var root: Self { get }
    var binomial: BinomialTerms<Self> { get }
}

extension Double: LikelihoodNumber {
    var value: Double { self }

    @inline(__always)
    func scaled(by factor: Double) -> Double { self * factor }
    var reciprocal: Double { 1 / self }
    var logarithm: Double { log(self) }
    var exponential: Double { exp(self) }
    var root: Double { squareRoot() }

    var binomial: BinomialTerms<Double> {
        // The smaller tail is computed, so that neither p nor 1 − p loses digits.
        let tail = exp(-abs(self))
        let smaller = tail / (1 + tail)
        return BinomialTerms(
            logPartition: max(self, 0) + log1p(tail),
            probability: self >= 0 ? 1 - smaller : smaller,
            variance: smaller / (1 + tail)
        )
    }
}
