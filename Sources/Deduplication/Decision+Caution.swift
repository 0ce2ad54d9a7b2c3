extension Verdict {
    /// The first reason why a person must look at a pair, however many bits it has.
    ///
    /// Bits add up as if findings were independent; these are the cases in which they are not: two
    /// works by the same people under nearly the same title, or an identifier that several share.
    static func caution(_ evidence: Evidence, mergePreprints: Bool) -> Rule? {
        let title = evidence.title
        if title.kindsDiffer { return .kinds }
        // A title may be the same on both; then the page tells the comment from the article.
        if evidence.noticesDiffer, evidence.firstPage == .different { return .kinds }
        if title.numeralsDiffer { return .parts }
        let isStated = evidence.doi == .same || evidence.pmid == .same
        if title.numeralsOneSided, title.degree != .reworded, title.degree != .different,
            !evidence.sharesPlace, !(isStated && evidence.authors.isComplete)
        {
            return .parts
        }
        if evidence.forms == .preprintAndArticle, evidence.doi != .same, !mergePreprints {
            return .preprint
        }
        if evidence.forms == .registrationAndArticle { return .registration }
        return identifierCaution(evidence) ?? authorCaution(evidence)
            ?? placeCaution(evidence) ?? titleCaution(evidence)
    }

    private static func identifierCaution(_ evidence: Evidence) -> Rule? {
        let title = evidence.title
        if evidence.doi == .same || evidence.pmid == .same {
            // The DOI of a supplement or of proceedings stands on many works.
            let titlesFit =
                title.degree == .same || title.degree == .spelling
                || title.degree == .missing || title.share >= 0.6
            let isSamePlace = evidence.sharesPlace && evidence.authors.isContained
            if !titlesFit, !isSamePlace { return .sharedIdentifier }
            if evidence.authors.matched == 0, !evidence.authors.isUnknown, !evidence.sharesPlace,
                title.degree != .same
            {
                return .sharedIdentifier
            }
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

    /// Databases hold wrong DOIs; the place of printing, or all the rest, tells.
    private static func outweighsIdentifiers(_ evidence: Evidence) -> Bool {
        if evidence.sharesPlace, evidence.authors.matched > 0 { return true }
        return evidence.firstPage == .same && evidence.title.degree == .same
            && evidence.authors.isComplete && evidence.abstract == .same
            && (evidence.journal == .same || evidence.journal == .similar)
    }

    private static func authorCaution(_ evidence: Evidence) -> Rule? {
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

    private static func placeCaution(_ evidence: Evidence) -> Rule? {
        guard !evidence.isAnchored else { return nil }
        if let gap = evidence.yearGap, gap > 1 { return .otherYear }
        if evidence.forms == .thesis { return evidence.yearGap == 1 ? .otherYear : nil }
        if evidence.journal == .different,
            evidence.firstPage == .different
                || evidence.volume == .different
        {
            return .otherPlace
        }
        // A wrong volume in one database is told by the pages, which must then agree.
        if evidence.volume == .different, !evidence.sharesPageRange { return .otherPlace }
        if evidence.yearGap == 1 {
            // Online first and in print: the same journal, and no other place.
            let isEarlyAccess = evidence.journal == .same || evidence.journal == .similar
            if !isEarlyAccess || evidence.firstPage == .different { return .otherYear }
        }
        if evidence.yearGap == nil {
            if evidence.journal == .different || evidence.firstPage == .different {
                return .otherPlace
            }
            // Without a year and a journal only the same people can tell a work from the abstract
            // that came before it.
            let areSamePeople =
                evidence.authors.isComplete && evidence.authors.matched > 1
                && evidence.authors.firstMatches
            if evidence.journal == .unknown, !areSamePeople { return .thin }
        }
        if evidence.title.isRecurring, evidence.yearGap == nil || evidence.journal == .unknown {
            return .thin
        }
        return nil
    }

    private static func titleCaution(_ evidence: Evidence) -> Rule? {
        switch evidence.title.degree {
        case .same, .spelling: break
        case .missing:
            if evidence.doi != .same, evidence.pmid != .same { return .thin }
        case .shortened, .extended:
            let isConfirmed =
                evidence.isAnchored
                || evidence.yearGap == 0
                    && !evidence.placesDiffer && evidence.authors.isContained
            if !isConfirmed { return .shortTitle }
        case .reworded, .different:
            if !evidence.isAnchored { return .rewordedTitle }
            if evidence.doi != .same, evidence.pmid != .same, !evidence.sharesPageRange {
                return .rewordedTitle
            }
        }
        // Neither authors nor a place: a title alone is no proof.
        if evidence.authors.isUnknown, !evidence.isAnchored {
            let isTold = evidence.issue == .same && evidence.title.agreeing >= 4
            let isOneItem = evidence.sharesIssue && (isTold || evidence.abstract == .same)
            if !isOneItem { return .thin }
        }
        return nil
    }
}
