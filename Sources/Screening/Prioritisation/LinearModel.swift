import Foundation

/// What a linear model pays for a record on the wrong side.
enum Loss: Sendable, Equatable {
    /// max(0, 1 − y f)²: the support vector machine.
    case squaredHinge
    /// ln(1 + e^(−y f)): logistic regression.
    case logistic
}

/// A linear classifier fitted in the dual by coordinate descent, kept warm between fits.
///
/// Minimises ½‖w‖² + Σ cᵢ loss(yᵢ, f(xᵢ)) over f(x) = ⟨w, x⟩, x being the words of a document next to
/// a few dense features. w = Σ aᵢ yᵢ xᵢ; one coordinate aᵢ ≥ 0 is solved at a time: exactly for the
/// squared hinge (Hsieh et al. 2008, doi:10.1145/1390156.1390208), by a Newton step for the logistic
/// loss (Yu, Huang & Lin 2011, doi:10.1007/s10994-010-5221-8). After each new label the fit starts
/// from the last, so that few coordinates move.
struct LinearModel<Space: FeatureSpace>: RankingEngine {
    private var space: Space
    private let dense: [SIMD16<Float>]
    private let loss: Loss
    private let parameters: RankingParameters
    private let tolerance: Float
    /// Weights of the dense features at the last fit.
    private var scale = SIMD16<Float>.zero
    private var coefficients: [Float]
    /// +1, −1 or, without a label, 0.
    private var signs: [Float]
    private var denseWeights = SIMD16<Float>.zero
    /// Rows with a label, in the order in which the labels came.
    private var labelled: [Int] = []
    private var isWarm = false

    /// Starts from nothing.
    ///
    /// - Parameters:
    ///   - space: n documents.
    ///   - dense: dense features of each.
    ///   - loss: what is minimised.
    ///   - parameters: C, balance of the classes and shares of the dense features.
    ///   - tolerance: a coefficient whose step changes its own score by less stays. A ranking does not
    ///     change below the default.
    init(
        _ space: Space,
        dense: [SIMD16<Float>],
        loss: Loss,
        _ parameters: RankingParameters,
        tolerance: Float = 5e-3
    ) {
        self.tolerance = tolerance
        self.parameters = parameters
        self.space = space
        self.dense = dense
        self.loss = loss
        coefficients = [Float](repeating: 0, count: dense.count)
        signs = coefficients
    }

    mutating func setLabel(_ isRelevant: Bool?, row: Int) {
        let sign: Float = isRelevant.map { $0 ? 1 : -1 } ?? 0
        guard signs[row] != sign else { return }
        if signs[row] == 0 {
            if isRelevant != nil { labelled.append(row) }
        } else {
            forget(row)
            if isRelevant == nil { labelled.removeAll { $0 == row } }
        }
        signs[row] = sign
    }

    private mutating func forget(_ row: Int) {
        move(row, by: -coefficients[row])
        coefficients[row] = 0
    }

    private mutating func move(_ row: Int, by step: Float) {
        guard step != 0 else { return }
        space.add(step * signs[row], row: row)
        denseWeights += dense[row] * (step * signs[row])
    }

    mutating func fit(relevant: Int, irrelevant: Int) -> Bool {
        scale = DenseFeature.scale(parameters, relevant: relevant)
        let balance = ClassBalance(
            relevant: relevant,
            irrelevant: irrelevant,
            ratio: parameters.balance
        )
        let costs = (
            relevant: parameters.regularisation * balance.relevant,
            irrelevant: parameters.regularisation * balance.irrelevant
        )
        // A fit gives up after so many visits to a label: it is then near enough to rank by. The
        // first one has everything to learn.
        var visits = isWarm ? 50_000 + 10 * labelled.count : 5_000_000
        isWarm = true
        var active = labelled
        var isWhole = true
        while visits > 0 {
            visits -= active.count
            let moved = active.filter { improve($0, costs) }
            if moved.isEmpty {
                if isWhole { return true }
                active = labelled
                isWhole = true
            } else {
                // Records far on their own side are left alone until the others have settled.
                active = moved
                isWhole = false
            }
        }
        return false
    }

    /// Solves for one coefficient; whether it moved.
    private mutating func improve(
        _ row: Int,
        _ costs: (relevant: Float, irrelevant: Float)
    ) -> Bool {
        let sign = signs[row]
        let cost = sign > 0 ? costs.relevant : costs.irrelevant
        let scaled = dense[row] * scale
        let margin = sign * (space.score(row) + (scaled * denseWeights).sum())
        let old = coefficients[row]
        let length = space.squaredLength(row) + (scaled * dense[row]).sum()
        let new: Float
        let curvature: Float
        switch loss {
        case .squaredHinge:
            let ridge = 1 / (2 * cost)
            let slope = margin - 1 + ridge * old
            if old == 0, slope >= 0 { return false }
            curvature = length + ridge
            new = max(0, old - slope / curvature)
        case .logistic:
            let error = 1 / (1 + Float(exp(Double(margin))))
            curvature = length
            new = old + (cost * error - old) / (1 + cost * error * (1 - error) * length)
        }
        guard abs(new - old) * curvature >= tolerance else { return false }
        coefficients[row] = new
        move(row, by: new - old)
        return true
    }

    func scores() -> [Float] {
        var scores = space.scores()
        let weights = denseWeights * scale
        for row in scores.indices { scores[row] += (dense[row] * weights).sum() }
        return scores
    }
}
