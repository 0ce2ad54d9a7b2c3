/// One thing that is wrong with marks, truths or what is asked of them; positions count from 1.
public enum DetectionFault: Equatable, Sendable, CustomStringConvertible {
    /// There are no cases.
    case noCases
    /// There are no lesions.
    case noLesions(cases: Int)
    /// The score of a mark is NaN or infinite.
    case scoreNotFinite(mark: Int, score: String)
    /// A coordinate of a mark is NaN or infinite.
    case markNotFinite(mark: Int)
    /// A coordinate of a truth is NaN or infinite.
    case truthNotFinite(truth: Int)
    /// A mark lies on a case that is neither among the truths nor among the cases without lesion.
    case unknownCase(mark: Int, caseName: String)
    /// Two truths of a case lie at the same place.
    case duplicateTruth(truth: Int, first: Int, caseName: String)
    /// A case is listed twice.
    case duplicateCase(caseName: String)
    /// Matching by radius needs a radius > 0.
    case radiusMissing(truth: Int)
    /// Matching by overlap needs a box with sides > 0.
    case truthBoxMissing(truth: Int)
    /// Matching by overlap needs a box with sides > 0.
    case markBoxMissing(mark: Int)
    /// The tolerance is not finite and > 0.
    case invalidTolerance(Double)
    /// The overlap is not above 0 and at most 1.
    case invalidOverlap(Double)
    /// The confidence level is not between 0 and 1.
    case invalidLevel(Double)
    /// Too few resamples for percentiles.
    case tooFewResamples(Int)
    /// Rates of false positives are not ascending and > 0.
    case invalidRates
    /// Two readers are not about the same cases and lesions.
    case casesDiffer

    /// Says what is wrong, where, and what was expected.
    public var description: String {
        switch self {
        case .noCases:
            "there are no cases"
        case .noLesions(let cases):
            "none of the \(cases) cases has a lesion; there is nothing to detect"
        case .scoreNotFinite(let mark, let score):
            "mark \(mark): score \(score) is not a finite number"
        case .markNotFinite(let mark):
            "mark \(mark): a coordinate is not a finite number"
        case .truthNotFinite(let truth):
            "truth \(truth): a coordinate is not a finite number"
        case .unknownCase(let mark, let name):
            "mark \(mark): case '\(name)' is neither among the truths nor among the cases "
                + "without lesion"
        case .duplicateTruth(let truth, let first, let name):
            "truth \(truth): case '\(name)' has a lesion at the same place as truth \(first)"
        case .duplicateCase(let name):
            "case '\(name)' is listed twice"
        case .radiusMissing(let truth):
            "truth \(truth): matching by radius needs a finite radius > 0"
        case .truthBoxMissing(let truth):
            "truth \(truth): matching by overlap needs a box with sides > 0"
        case .markBoxMissing(let mark):
            "mark \(mark): matching by overlap needs a box with sides > 0"
        case .invalidTolerance(let tolerance):
            "tolerance \(tolerance); a finite distance > 0 is expected"
        case .invalidOverlap(let overlap):
            "overlap \(overlap); a number above 0 and at most 1 is expected"
        case .invalidLevel(let level):
            "confidence level \(level); a number between 0 and 1 is expected"
        case .tooFewResamples(let count):
            "\(count) resamples; at least 100 are expected"
        case .invalidRates:
            "rates of false positives per case must be finite, > 0 and ascending"
        case .casesDiffer:
            "readers are compared on the same cases and lesions"
        }
    }
}

/// Why marks cannot be evaluated: all faults at once.
public struct DetectionRefused: Error, Equatable, Sendable, CustomStringConvertible {
    /// The faults: of the options, then of the truths, then of the marks.
    public let faults: [DetectionFault]

    /// Makes the error.
    public init(_ faults: [DetectionFault]) { self.faults = faults }

    /// One fault a line.
    public var description: String { faults.map(\.description).joined(separator: "\n") }
}
