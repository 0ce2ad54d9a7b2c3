/// A model's probabilities of several classes for cases whose class is known.
public struct ClassPredictions: Sendable, Equatable {
    /// Names of the classes, two or more.
    public let classes: [String]
    /// For each class the probability of each case, or a score that is compared between classes.
    public let probabilities: [[Double]]
    /// The class of each case, as a place in `classes`.
    public let truths: [Int]

    /// The number of cases.
    public var count: Int { truths.count }

    /// Pairs probabilities with classes.
    ///
    /// - Parameters:
    ///   - classes: names, each once, two or more; every class has at least one case.
    ///   - probabilities: for each class the probability of each case, finite.
    ///   - truths: the class of each case, as a place in `classes`.
    /// - Throws: `.tooFewClasses`, `.classTwice`, `.sizeMismatch`, `.noCases`, `.classUnknown`,
    ///   `.scoreNotFinite`, `.classWithoutCases`.
    public init(
        classes: [String],
        probabilities: [[Double]],
        truths: [Int]
    ) throws(EvaluationError) {
        guard classes.count > 1 else { throw .tooFewClasses(classes.count) }
        for (index, name) in classes.enumerated() where classes[..<index].contains(name) {
            throw .classTwice(name)
        }
        guard probabilities.count == classes.count else {
            throw .sizeMismatch(scores: probabilities.count, labels: classes.count)
        }
        guard !truths.isEmpty else { throw .noCases }
        for column in probabilities {
            guard column.count == truths.count else {
                throw .sizeMismatch(scores: column.count, labels: truths.count)
            }
            if let place = column.firstIndex(where: { !$0.isFinite }) {
                throw .scoreNotFinite(position: place + 1, score: "\(column[place])")
            }
        }
        if let place = truths.firstIndex(where: { !classes.indices.contains($0) }) {
            throw .classUnknown(position: place + 1)
        }
        let present = Set(truths)
        if let absent = classes.indices.first(where: { !present.contains($0) }) {
            throw .classWithoutCases(classes[absent])
        }
        self.classes = classes
        self.probabilities = probabilities
        self.truths = truths
    }

    /// The class with the largest probability of each case; the first of equal ones.
    public var predicted: [Int] {
        truths.indices.map { index in
            var best = 0
            for place in classes.indices.dropFirst()
            where probabilities[place][index] > probabilities[best][index] {
                best = place
            }
            return best
        }
    }

    /// Whether all are probabilities that add up to 1 in every case, to a hundredth.
    public var areProbabilities: Bool {
        truths.indices.allSatisfy { index in
            let values = probabilities.map { $0[index] }
            return values.allSatisfy { $0 >= 0 && $0 <= 1 }
                && abs(values.reduce(0, +) - 1) <= 0.01
        }
    }
}

/// How one class is told from all others.
public struct ClassPerformance: Codable, Sendable, Equatable {
    /// Name of the class.
    public var name: String
    /// Cases of the class.
    public var cases: Int
    /// Area under the curve of its probability against all others, with DeLong's variance.
    public var area: AreaUnderCurve
    /// Cases of the class that were called so.
    public var sensitivity: BinomialProportion
    /// Cases of other classes that were not called so.
    public var specificity: BinomialProportion
    /// Cases called so that are; absent if none was called so.
    public var positivePredictiveValue: BinomialProportion?
    /// 2 · TP / (2 · TP + FP + FN).
    public var f1: Double?
}

/// How several classes are told apart.
public struct ClassEvaluation: Codable, Sendable, Equatable {
    /// Each class against all others.
    public var classes: [ClassPerformance]
    /// Cases by true class (rows) and the class with the largest probability (columns).
    public var confusion: [[Int]]
    /// Unweighted mean of the areas of the classes against all others.
    public var macroArea: Double
    /// Its variance; absent where a class has a single case.
    public var macroAreaVariance: Double?
    /// Macro area ± z · SE, cut at 0 and 1.
    public var macroAreaInterval: ConfidenceInterval?
    /// Mean of the areas weighted by the cases of the classes.
    public var weightedArea: Double
    /// Hand and Till's M: the mean area over all pairs of classes.
    public var handTill: Double
    /// Cases called rightly.
    public var accuracy: BinomialProportion
    /// Mean of the sensitivities.
    public var balancedAccuracy: Double
    /// Mean of F1 over the classes; absent where a class has none.
    public var macroF1: Double?
    /// Cohen's κ of truth and call; absent where both are of one class.
    public var kappa: Double?
    /// Matthews' correlation for several classes; absent where truth or call is of one class.
    public var matthews: Double?
    /// Mean over the cases of the sum of squared differences to 1 and 0; 0 is best, 2 worst.
    ///
    /// Absent where the scores are no probabilities.
    public var brier: Double?
    /// Mean of −ln of the probability of the true class; absent where one is 0.
    public var logLoss: Double?
    /// Coverage of all intervals.
    public var level: Double
}
