/// Why predictions cannot be evaluated.
public enum EvaluationError: Error, Equatable, Sendable, CustomStringConvertible {
    /// There are no cases.
    case noCases
    /// Scores and labels differ in number.
    case sizeMismatch(scores: Int, labels: Int)
    /// A score is NaN or infinite; the position counts from 1.
    case scoreNotFinite(position: Int, score: String)
    /// A label is blank; the position counts from 1.
    case labelMissing(position: Int)
    /// A numeric label is neither 0 nor 1; the position counts from 1.
    case labelNotBinary(position: Int, label: Int)
    /// The labels name more than two classes.
    case moreThanTwoClasses(labels: [String])
    /// Which of the labels means the event cannot be told.
    case positiveClassUnclear(labels: [String])
    /// The label that is to mean the event does not occur.
    case positiveClassMissing(wanted: String, labels: [String])
    /// No case has the event.
    case noPositiveCases(cases: Int)
    /// Every case has the event.
    case noNegativeCases(cases: Int)
    /// The confidence level is not between 0 and 1.
    case invalidLevel(Double)
    /// A range of specificities or sensitivities is not within 0 to 1 and ascending.
    case invalidRange(lower: Double, upper: Double)
    /// A threshold probability is not between 0 and 1.
    case invalidThreshold(Double)
    /// The number of calibration groups is not positive.
    case invalidGroupCount(Int)
    /// Two sets of predictions are not about the same cases; the position counts from 1.
    case labelsDiffer(position: Int)
    /// A score is no probability; the position counts from 1.
    case notAProbability(position: Int, score: Double)
    /// A probability is exactly 0 or 1, so that its logit is infinite; positions count from 1.
    case probabilityAtBound(position: Int, score: Double)
    /// There are fewer than two classes.
    case tooFewClasses(Int)
    /// A class is named twice.
    case classTwice(String)
    /// A case is of a class that does not exist; the position counts from 1.
    case classUnknown(position: Int)
    /// A fold of a cross-validation lacks cases with or without the event.
    case foldWithoutClass(String)
    /// No case is of a class.
    case classWithoutCases(String)
    /// There are too few samples for percentiles.
    case tooFewResamples(Int)
    /// There are too few refitted models to correct for optimism.
    case tooFewRefits(Int)
    /// A refitted model has other than one score and one count for each case.
    case refitsDoNotFit(resample: Int, cases: Int, found: Int)
    /// The number of folds is below 2 or above the number of units.
    case invalidFoldCount(Int, units: Int)
    /// The model cannot be fitted to the cases.
    case noModel(LogisticObstacle)

    /// Says what is wrong, where, and what was expected.
    public var description: String {
        switch self {
        case .noCases:
            "there are no cases"
        case .tooFewClasses(let count):
            "\(count) classes; two or more are expected"
        case .classTwice(let name):
            "the class '\(name)' is named twice"
        case .classUnknown(let position):
            "case \(position) is of none of the classes"
        case .foldWithoutClass(let name):
            "the fold '\(name)' lacks cases with or without the event; both are needed in each"
        case .classWithoutCases(let name):
            "no case is of the class '\(name)'; each class needs cases"
        case .tooFewResamples(let count):
            "\(count) resamples; at least 100 are expected"
        case .tooFewRefits(let count):
            "\(count) resamples; at least 20 are expected to correct for optimism"
        case .refitsDoNotFit(let resample, let cases, let found):
            "resample \(resample) has \(found) scores or counts; "
                + "one for each of \(cases) cases is expected"
        case .invalidFoldCount(let count, let units):
            "\(count) folds; 2 to \(units) are expected"
        case .noModel(let obstacle):
            "the model cannot be fitted: \(obstacle.description)"
        case .sizeMismatch(let scores, let labels):
            "\(scores) scores but \(labels) labels; one each per case is expected"
        case .scoreNotFinite(let position, let score):
            "case \(position): score \(score) is not a finite number"
        case .labelMissing(let position):
            "case \(position): the label is blank"
        case .labelNotBinary(let position, let label):
            "case \(position): label \(label); 0 or 1 is expected"
        case .moreThanTwoClasses(let labels):
            "labels \(labels.joined(separator: ", ")): exactly two classes are expected"
        case .positiveClassUnclear(let labels):
            "labels \(labels.joined(separator: ", ")): name the one that means the event"
        case .positiveClassMissing(let wanted, let labels):
            "no case is labelled \(wanted); labels are \(labels.joined(separator: ", "))"
        case .noPositiveCases(let cases):
            (cases == 1 ? "the only case lacks" : "none of the \(cases) cases has")
                + " the event; both classes are needed"
        case .noNegativeCases(let cases):
            (cases == 1 ? "the only case has" : "all \(cases) cases have")
                + " the event; both classes are needed"
        case .invalidLevel(let level):
            "confidence level \(level); a number between 0 and 1 is expected"
        case .invalidRange(let lower, let upper):
            "range \(lower) to \(upper); 0 ≤ lower < upper ≤ 1 is expected"
        case .invalidThreshold(let threshold):
            "threshold probability \(threshold); a number between 0 and 1 is expected"
        case .invalidGroupCount(let count):
            "\(count) groups; at least one is expected"
        case .labelsDiffer(let position):
            "case \(position) is labelled differently in the two sets; "
                + "curves are compared on the same cases in the same order"
        case .notAProbability(let position, let score):
            "case \(position): score \(score) is no probability; 0 to 1 is expected"
        case .probabilityAtBound(let position, let score):
            "case \(position): probability \(score) has an infinite logit; "
                + "calibration needs probabilities above 0 and below 1"
        }
    }
}
