extension Verdict {
    /// The first reason why a person must look at a pair, however many bits it has.
    ///
    /// Bits add up as if findings were independent; these are the cases in which they are not: two
    /// works by the same people under nearly the same title, or an identifier that several share.
    static func caution(_ evidence: Evidence, mergePreprints: Bool) -> PairRule? {
        let title = evidence.title
        if title.kindsDiffer { return .kinds }
        // A title may be the same on both; then the page tells the comment from the article.
        if evidence.noticesDiffer, evidence.firstPage == .different { return .kinds }
        if title.numeralsDiffer { return .parts }
        if title.numeralsOneSided, title.degree != .reworded, title.degree != .different,
            !evidence.sharesPlace, !(evidence.isIdentified && evidence.authors.isComplete)
        {
            return .parts
        }
        if evidence.forms == .preprintAndArticle, evidence.doi != .same, evidence.pmid != .same,
            !mergePreprints
        {
            return .preprint
        }
        if evidence.forms == .registrationAndArticle { return .registration }
        return identifierCaution(evidence) ?? authorCaution(evidence)
            ?? placeCaution(evidence) ?? titleCaution(evidence)
    }

    private static func identifierCaution(_ evidence: Evidence) -> PairRule? {
        if evidence.isIdentified, !fitsIdentifier(evidence) {
            return .sharedIdentifier
        }
        if evidence.isCochrane, evidence.doi == .similar || evidence.doi == .unknown {
            // Cochrane plans updates two years apart; a version within a year by the same authors
            // is an amendment of one review.
            let isAmendment = (evidence.yearGap ?? 0) <= 1 && evidence.authors.isComplete
            if !isAmendment { return .update }
        }
        if evidence.pmid == .different { return .otherIdentifier }
        if evidence.doi == .different, !outweighsIdentifiers(evidence) { return .otherIdentifier }
        return nil
    }

    /// The DOI of a supplement or of proceedings stands on many works, often by one group about one
    /// thing; a PubMed identifier may have been copied to a comment.
    private static func fitsIdentifier(_ evidence: Evidence) -> Bool {
        let title = evidence.title
        switch title.degree {
        case .missing, .same: return true
        case .spelling, .shortened, .extended:
            if evidence.authors.matched == 0, !evidence.authors.isUnknown, !evidence.sharesPlace {
                return false
            }
            return title.degree == .spelling || evidence.pmid == .same
                || evidence.firstPage != .different
        case .reworded, .different:
            guard evidence.authors.isContained else { return false }
            return evidence.pmid == .same || evidence.sharesArticlePages || evidence.isSlipUnderDOI
                || evidence.abstract == .same && evidence.firstPage != .different
        }
    }

    /// Databases hold wrong DOIs; the place of printing, or all the rest, tells.
    private static func outweighsIdentifiers(_ evidence: Evidence) -> Bool {
        if evidence.sharesPlace, evidence.authors.matched > 0 { return true }
        return evidence.firstPage == .same && evidence.title.degree == .same
            && evidence.authors.isComplete && evidence.abstract == .same
            && (evidence.journal == .same || evidence.journal == .similar)
    }

    private static func authorCaution(_ evidence: Evidence) -> PairRule? {
        guard !evidence.authors.isUnknown else { return nil }
        if evidence.authors.matched == 0 {
            let isCertain =
                evidence.isAnchored
                && (evidence.title.degree == .same || evidence.title.degree == .spelling)
            return isCertain ? nil : .otherAuthors
        }
        if evidence.authors.matched * 2 < evidence.authors.shorter, !evidence.isAnchored {
            return .otherAuthors
        }
        return nil
    }

    /// Without a shared place or identifier a title and its authors are not enough: the abstract of a
    /// congress and the article after it share both.
    private static func placeCaution(_ evidence: Evidence) -> PairRule? {
        guard !evidence.isAnchored else { return nil }
        if let gap = evidence.yearGap, gap > 1 { return .otherYear }
        if evidence.forms == .thesis {
            return evidence.yearGap == 1 ? .otherYear : evidence.yearGap == nil ? .thin : nil
        }
        // A preprint has no place; that it may be merged at all was asked for.
        if evidence.forms == .preprintAndArticle { return nil }
        // A wrong volume in one database is told by the pages, which must then agree.
        if evidence.volume == .different, !evidence.sharesPageRange { return .otherPlace }
        if evidence.yearGap == 1, !isEarlyAccess(evidence) { return .otherYear }
        switch evidence.journal {
        case .different:
            if !evidence.sharesNumbers { return .otherPlace }
        case .unknown:
            if let caution = cautionWithoutJournal(evidence) { return caution }
        case .same, .similar:
            // A column has its title and its author in every issue.
            if evidence.issue == .different, evidence.authors.matched < 2 { return .otherPlace }
            if evidence.yearGap == nil, let caution = cautionWithoutYear(evidence) {
                return caution
            }
        }
        if evidence.title.isRecurring, evidence.yearGap == nil || evidence.journal == .unknown {
            return .thin
        }
        return nil
    }

    /// Online first and in print a year later: the same journal and people, and no other place.
    private static func isEarlyAccess(_ evidence: Evidence) -> Bool {
        (evidence.journal == .same || evidence.journal == .similar)
            && evidence.firstPage != .different && evidence.authors.isContained
            && (evidence.volume == .same || evidence.isCochrane
                || evidence.isOneUnprinted && evidence.issue != .different)
    }

    private static func cautionWithoutJournal(_ evidence: Evidence) -> PairRule? {
        if evidence.sharesNumbers { return nil }
        let differs = evidence.firstPage == .different || evidence.issue == .different
        if differs { return .otherPlace }
        if evidence.volume == .same || evidence.firstPage == .same { return nil }
        // Two places that have no field in common may be two places.
        guard evidence.yearGap == 0, evidence.isOneUnprinted, evidence.authors.isComplete else {
            return .thin
        }
        let isBare = evidence.areBothUnprinted && evidence.title.agreeing >= 4
        return isBare || areSamePeople(evidence) || evidence.abstract == .same ? nil : .thin
    }

    private static func cautionWithoutYear(_ evidence: Evidence) -> PairRule? {
        if evidence.firstPage == .different { return .otherPlace }
        if evidence.volume == .same || evidence.firstPage == .same { return nil }
        if evidence.issue == .different { return .otherPlace }
        return areSamePeople(evidence) ? nil : .thin
    }

    /// The same list of at least two people in the same order.
    private static func areSamePeople(_ evidence: Evidence) -> Bool {
        let authors = evidence.authors
        return authors.isComplete && authors.matched > 1 && authors.firstMatches
    }

    private static func titleCaution(_ evidence: Evidence) -> PairRule? {
        switch evidence.title.degree {
        case .same, .spelling: break
        case .missing:
            if evidence.doi != .same, evidence.pmid != .same { return .thin }
        case .shortened, .extended:
            if !evidence.isAnchored, !isConfirmedInPart(evidence) { return .shortTitle }
            // Two abstracts of one group on one page; an identifier or three pages rule that out.
            let isOneItem =
                evidence.isIdentified || evidence.sharesArticlePages
                || evidence.authors.isContained || evidence.abstract == .same
            if !isOneItem { return .shortTitle }
        case .reworded, .different:
            if !evidence.isAnchored { return .rewordedTitle }
            // Abstracts of a meeting share a page, and one group's titles most of their words.
            if !evidence.isIdentified, !evidence.sharesArticlePages { return .rewordedTitle }
        }
        // Neither authors nor a place: a title alone is no proof.
        if evidence.authors.isUnknown, !evidence.isAnchored {
            let isTold = evidence.issue == .same && evidence.title.agreeing >= 4
            let isOneItem = evidence.sharesIssue && (isTold || evidence.abstract == .same)
            if !isOneItem { return .thin }
        }
        return nil
    }

    /// Of two works by the same people the title of one is often the other's with a word more, so the
    /// rest must leave no room for a second work.
    private static func isConfirmedInPart(_ evidence: Evidence) -> Bool {
        evidence.yearGap == 0 && !evidence.placesDiffer && evidence.authors.isContained
            && (evidence.volume == .same || evidence.abstract == .same)
            && evidence.journal != .unknown
    }
}
