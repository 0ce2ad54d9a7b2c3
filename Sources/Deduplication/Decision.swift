import Foundation

/// What the evidence amounts to: stage 4.
struct Verdict: Equatable, Sendable {
    /// Evidence in bits: log₂ of how much more often one work gives this evidence than two do.
    var bits: Double
    /// Odds against the pair before it was compared, in bits.
    private var prior: Double
    /// What decided, as one of a few names.
    var rule: PairRule
    /// A rule that forbids merging without a person; nil when the score alone decides.
    var caution: PairRule?
    /// The evidence says plainly that these are two works; no chain may join them.
    var isConflict: Bool
    /// Journal and page both differ, as those of a congress abstract and its article do.
    var isElsewhere = false

    /// No chain of merges may join the two: something says that they are two works, not only that
    /// too little says they are one.
    var forbidsChains: Bool {
        if isConflict { return true }
        switch caution {
        case .parts, .kinds, .otherIdentifier, .otherAuthors, .update, .preprint, .registration,
            .sharedIdentifier:
            return true
        case .otherPlace, .otherYear: return isElsewhere
        default: return false
        }
    }

    /// Score from 0 to 1: 1 / (1 + 2^(prior − bits)).
    ///
    /// A cautioned pair stays below every sensible merge threshold, whatever its bits.
    var score: Double {
        let probability = 1 / (1 + exp2(prior - bits))
        return caution == nil ? probability : min(probability, Self.cautionedScore)
    }

    /// A pair that a person must see never scores higher than this.
    static let cautionedScore = 0.95
}

extension Verdict {
    /// The bits at which a score is reached; for scores next to 1, which rounding alone gives, a
    /// few less.
    static func bits(ofScore score: Double, weights: Weights) -> Double {
        let score = min(max(score, 0), 0.999_999)
        return weights.priorBits + log2(score / (1 - score))
    }

    /// Weighs the evidence of a pair.
    init(_ evidence: Evidence, mergePreprints: Bool, weights: Weights) {
        prior = weights.priorBits
        bits =
            weights.bits(of: evidence.title) + weights.bits(of: evidence.authors)
            + weights.placeBits(evidence) + weights.identifierBits(evidence)
        rule = Self.leading(evidence)
        caution = Self.caution(evidence, mergePreprints: mergePreprints)
        isConflict = Self.isConflict(evidence)
        isElsewhere = evidence.journal == .different && evidence.firstPage == .different
        let isTwo =
            isConflict && !evidence.isAnchored || evidence.isForeign && evidence.pmid != .same
        if isTwo { bits = min(bits, 0) }
        if caution == .otherPlace, evidence.title.degree == .reworded {
            bits += weights.rewordedElsewhere
        }
        let isStated = evidence.pmid == .same || evidence.doi == .same && !evidence.isForeign
        if isStated || evidence.isSameByName, !isConflict, !evidence.liesElsewhere {
            bits = max(bits, weights.priorBits + 1)
        }
    }

    private static func leading(_ evidence: Evidence) -> PairRule {
        if evidence.pmid == .same || evidence.doi == .same || evidence.accession == .same {
            return .identifier
        }
        return evidence.sharesPlace ? .place : .bibliography
    }

    /// Two works beyond doubt: joining them, even through a third record, would be an error.
    private static func isConflict(_ evidence: Evidence) -> Bool {
        if evidence.pmid == .same { return false }
        if evidence.title.kindsDiffer, evidence.title.degree != .missing { return true }
        if evidence.title.numeralsDiffer, !evidence.sharesPlace { return true }
        return evidence.pmid == .different && evidence.doi != .same
    }
}
