import Foundation

/// What the evidence amounts to: stage 4.
struct Verdict: Equatable, Sendable {
    /// Evidence in bits: log₂ of how much more often one work gives this evidence than two do.
    var bits: Double
    /// What decided, as one of a few names.
    var rule: Rule
    /// A rule that forbids merging without a person; nil when the score alone decides.
    var caution: Rule?
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
        let probability = 1 / (1 + exp2(Weights.priorBits - bits))
        return caution == nil ? probability : min(probability, Weights.cautionedScore)
    }
}

/// Names of what decides about a pair, as they stand in PAIRS.csv.
enum Rule: String, Equatable, Sendable {
    case identifier
    case place
    case bibliography
    case abstract
    case person
    case linked
    case parts = "different parts"
    case kinds = "notice and article"
    case sharedIdentifier = "shared identifier"
    case otherIdentifier = "different identifiers"
    case preprint = "preprint and article"
    case registration = "registration and article"
    case otherAuthors = "different authors"
    case otherPlace = "different place"
    case otherYear = "different year"
    case shortTitle = "title shortened"
    case rewordedTitle = "title reworded"
    case thin = "thin evidence"
    case update = "updated review"
    case weakLink = "joins two works"
}

/// Evidence of each finding in bits, after Fellegi & Sunter (1969), doi:10.1080/01621459.1969.10501049.
///
/// A weight is log₂(m / u): how often two records of one work show the finding, over how often two
/// works that came into the same block show it.
enum Weights {
    /// Odds against a pair before anything is compared; blocked pairs are mostly two works.
    static let priorBits = 22.0
    /// A pair that a person must see never scores higher than this.
    static let cautionedScore = 0.95

    /// An informative word of a title that two works in one block share: about 1 in 16.
    ///
    /// Titles of six such words are practically unique, further words add nothing.
    static let titleWord = 4.0
    static let titleMost = 24.0
    /// Two stock words ("book review") still say a little.
    static let titleStock = 2.0
    static let titleSpelling = -2.0
    static let titleShortened = -4.0
    static let titleExtended = -3.0
    /// Each word that only one of the titles holds, when words are replaced.
    static let titleReplaced = -3.0
    static let titleDifferent = -16.0
    /// Other words at another place: the group's next study, about which nobody need be asked.
    static let rewordedElsewhere = -8.0

    /// A matching family name with initials: 1 in 30 within a block that shares a topic.
    static let author = 5.0
    static let authorsMost = 15.0
    static let firstAuthor = 2.0
    static let authorMissing = -2.0
    static let authorsDifferent = -14.0

    static let yearSame = 3.0
    static let yearNear = 0.0
    static let yearTwo = -4.0
    static let yearFar = -8.0

    static let journalSame = 5.0
    static let journalDifferent = -5.0
    static let volumeSame = 3.0
    static let volumeDifferent = -5.0
    static let issueSame = 1.0
    static let issueDifferent = -1.0
    static let firstPageSame = 7.0
    static let firstPageDifferent = -8.0
    static let lastPageSame = 2.0
    static let lastPageDifferent = -2.0

    static let doiSame = 26.0
    static let doiDifferent = -12.0
    static let pmidSame = 40.0
    static let pmidDifferent = -24.0
    static let accessionSame = 26.0

    static let abstractSame = 8.0
    static let abstractDifferent = -6.0
}

extension Verdict {
    /// The bits at which a score is reached.
    static func bits(ofScore score: Double) -> Double {
        Weights.priorBits + log2(score / (1 - score))
    }

    /// Weighs the evidence of a pair.
    init(_ evidence: Evidence, mergePreprints: Bool) {
        bits =
            Self.titleBits(evidence.title) + Self.authorBits(evidence.authors)
            + Self.placeBits(evidence) + Self.identifierBits(evidence)
        rule = Self.leading(evidence)
        caution = Self.caution(evidence, mergePreprints: mergePreprints)
        isConflict = Self.isConflict(evidence)
        isElsewhere = evidence.journal == .different && evidence.firstPage == .different
        if isConflict, !evidence.isAnchored { bits = min(bits, 0) }
        if caution == .otherPlace, evidence.title.degree == .reworded {
            bits += Weights.rewordedElsewhere
        }
        let isStated = evidence.pmid == .same || evidence.doi == .same && !evidence.isForeign
        if isStated || evidence.isSameByName, !isConflict, !evidence.liesElsewhere {
            bits = max(bits, Weights.priorBits + 1)
        }
    }

    /// No title adds more.
    static let mostBitsOfTitle = Weights.titleMost

    private static func titleBits(_ title: TitleAgreement) -> Double {
        let agreeing = min(
            Weights.titleMost,
            Double(title.agreeing) * Weights.titleWord
                + (title.agreeing == 0 ? Weights.titleStock : 0)
        )
        switch title.degree {
        case .missing: return 0
        case .same: return agreeing
        case .spelling: return agreeing + Weights.titleSpelling
        case .shortened: return agreeing + Weights.titleShortened
        case .extended:
            return agreeing + Weights.titleExtended
                - Double(max(0, title.onlyLeft + title.onlyRight - 1))
        case .reworded:
            let replaced = Double(min(title.onlyLeft, title.onlyRight))
            let added = Double(abs(title.onlyLeft - title.onlyRight))
            return agreeing + Weights.titleReplaced * replaced - added
        case .different: return Weights.titleDifferent
        }
    }

    static func authorBits(_ authors: AuthorAgreement) -> Double {
        guard !authors.isUnknown else { return authors.collectivesMatch ? Weights.author : 0 }
        guard authors.matched > 0 else { return Weights.authorsDifferent }
        let missing = Double(authors.shorter - authors.matched)
        let single = authors.longer == 1 ? Weights.firstAuthor : 0
        return min(
            Weights.authorsMost,
            Double(authors.matched) * Weights.author
                + (authors.firstMatches ? Weights.firstAuthor : 0) + single
        )
            + missing * Weights.authorMissing
    }

    static func placeBits(_ evidence: Evidence) -> Double {
        func weigh(_ agreement: Agreement, _ same: Double, _ different: Double) -> Double {
            switch agreement {
            case .unknown: return 0
            case .same: return same
            case .similar: return same / 2
            case .different: return different
            }
        }
        var bits = 0.0
        switch evidence.yearGap {
        case nil: break
        case 0: bits += Weights.yearSame
        case 1: bits += Weights.yearNear
        case 2: bits += Weights.yearTwo
        default: bits += Weights.yearFar
        }
        if evidence.forms == .thesis { return bits }
        bits += weigh(evidence.journal, Weights.journalSame, Weights.journalDifferent)
        bits += weigh(evidence.volume, Weights.volumeSame, Weights.volumeDifferent)
        bits += weigh(evidence.issue, Weights.issueSame, Weights.issueDifferent)
        bits += weigh(evidence.firstPage, Weights.firstPageSame, Weights.firstPageDifferent)
        bits += weigh(evidence.lastPage, Weights.lastPageSame, Weights.lastPageDifferent)
        return bits
    }

    static func identifierBits(_ evidence: Evidence) -> Double {
        var bits = 0.0
        if evidence.doi == .same { bits += Weights.doiSame }
        if evidence.doi == .different { bits += Weights.doiDifferent }
        if evidence.pmid == .same { bits += Weights.pmidSame }
        if evidence.pmid == .different { bits += Weights.pmidDifferent }
        if evidence.accession == .same { bits += Weights.accessionSame }
        if evidence.abstract == .same { bits += Weights.abstractSame }
        if evidence.abstract == .different { bits += Weights.abstractDifferent }
        return bits
    }

    private static func leading(_ evidence: Evidence) -> Rule {
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
