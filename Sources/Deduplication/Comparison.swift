/// How two values of a field relate.
enum Agreement: UInt8, Equatable, Sendable {
    case unknown
    case same
    /// Not the same text, and yet explained by how databases write it.
    case similar
    case different
}

/// What a comparison of two records found, field by field.
struct Evidence: Equatable, Sendable {
    var title = TitleAgreement()
    var authors = AuthorAgreement()
    /// Difference of the years; nil when one is missing.
    var yearGap: Int?
    var journal = Agreement.unknown
    var volume = Agreement.unknown
    var issue = Agreement.unknown
    var firstPage = Agreement.unknown
    var lastPage = Agreement.unknown
    /// First and last page agree: how far apart they are, 0 when they do not.
    var sharedSpan = 0
    /// The first page that both give is too high for a page: an article has it for itself.
    var sharesArticleNumber = false
    var doi = Agreement.unknown
    var pmid = Agreement.unknown
    var accession = Agreement.unknown
    var abstract = Agreement.unknown
    var forms = FormAgreement.compatible
    /// One of the two has neither volume nor page, as what is not printed yet.
    var isOneUnprinted = false
    /// Neither of the two has volume or page, as books and reports.
    var areBothUnprinted = false
    /// One of the two is marked as comment, erratum or retraction notice and the other is not.
    var noticesDiffer = false
    var isCochrane = false

    /// A shared range of pages: less likely to be one of several abstracts on a page.
    var sharesPageRange: Bool { sharedSpan > 0 }

    /// Three pages or more, which no abstract of a meeting fills, or the number of an article.
    var sharesArticlePages: Bool { sharedSpan > 1 || sharesArticleNumber }

    /// Volume and first page, or a range of pages, agree, whatever the journal is called: titles of
    /// journals are translated, and proceedings go by their series or by their conference.
    var sharesNumbers: Bool {
        guard firstPage == .same else { return false }
        return volume == .same ? lastPage != .different : volume == .unknown && sharesArticlePages
    }

    /// Same journal, volume and first page.
    var sharesPlace: Bool {
        guard firstPage == .same, journal != .different else { return false }
        // The number of a Cochrane review is a place by itself.
        return volume == .same || volume == .unknown && (sharesPageRange || isCochrane)
    }

    /// The same DOI or PubMed identifier.
    var isIdentified: Bool { doi == .same || pmid == .same }

    /// Something names the same place of printing or the same identifier.
    var isAnchored: Bool { sharesPlace || isIdentified || accession == .same }

    /// Same journal and volume in the same year, and neither issue nor page differs.
    var sharesIssue: Bool {
        (journal == .same || journal == .similar) && volume == .same && issue != .different
            && yearGap == 0 && firstPage != .different
    }

    /// Two pages of one journal: two works, even under the DOI of a whole supplement.
    var liesElsewhere: Bool {
        firstPage == .different && volume != .different && journal != .different
            && title.degree == .different
    }

    /// The same people under the same telling title within a year: an abstract and its article, or
    /// one abstract at two meetings; whether they are one work for a review, a person must say.
    var isSameByName: Bool {
        (title.degree == .same || title.degree == .spelling) && title.agreeing >= 4
            && authors.isContained && (authors.matched > 1 || authors.isComplete)
            && (yearGap ?? 0) <= 1
    }

    /// Title and abstract differ, or neither a word nor an author is shared: two works, whatever DOI a
    /// database gave them.
    var isForeign: Bool {
        guard title.degree == .different else { return false }
        return abstract == .different
            || authors.matched == 0 && !authors.isUnknown && !sharesPlace
    }

    /// One DOI, and titles that differ by a slip: not by a drug or an organ.
    var isSlipUnderDOI: Bool {
        doi == .same && title.isSlip && authors.isComplete && firstPage != .different
    }

    /// The places of printing contradict each other.
    var placesDiffer: Bool {
        firstPage == .different || volume == .different || journal == .different
    }
}

/// How the kinds of two documents relate.
enum FormAgreement: UInt8, Equatable, Sendable {
    case compatible
    /// One is a preprint and the other is not.
    case preprintAndArticle
    /// At least one is a thesis, whose 'journal', volume and pages are not a place.
    case thesis
    /// One is the registration of a trial and the other is not.
    case registrationAndArticle
}

extension Evidence {
    /// A preprint has a DOI of its own and no place, and the article follows within two years: what
    /// differs here says nothing.
    mutating func forgetPlace() {
        func forgotten(_ agreement: Agreement) -> Agreement {
            agreement == .different ? .unknown : agreement
        }
        doi = forgotten(doi)
        pmid = forgotten(pmid)
        journal = forgotten(journal)
        volume = forgotten(volume)
        issue = forgotten(issue)
        firstPage = forgotten(firstPage)
        lastPage = forgotten(lastPage)
        if let gap = yearGap, gap <= 2 { yearGap = nil }
    }
}
