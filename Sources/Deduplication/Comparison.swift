/// How two values of a field relate.
enum Agreement: Equatable {
    case unknown
    case same
    /// Not the same text, and yet explained by how databases write it.
    case similar
    case different
}

/// What a comparison of two records found, field by field: stage 3.
struct Evidence: Equatable {
    var title: TitleAgreement
    var authors: AuthorAgreement
    /// Difference of the years; nil when one is missing.
    var yearGap: Int?
    var journal: Agreement
    var volume: Agreement
    var issue: Agreement
    var firstPage: Agreement
    var lastPage: Agreement
    /// A shared article spans pages: less likely to be one of several abstracts on a page.
    var sharesPageRange: Bool
    var doi: Agreement
    var pmid: Agreement
    var accession: Agreement
    var abstract: Agreement = .unknown
    var forms: FormAgreement
    /// One of the two is marked as comment, erratum or retraction notice and the other is not.
    var noticesDiffer: Bool
    var isCochrane: Bool

    /// Same journal, volume and first page.
    var sharesPlace: Bool {
        firstPage == .same && (volume == .same || volume == .unknown && sharesPageRange)
            && journal != .different
    }

    /// Something names the same place of printing or the same identifier.
    var isAnchored: Bool { sharesPlace || doi == .same || pmid == .same || accession == .same }

    /// Same journal and volume in the same year, and neither issue nor page differs.
    var sharesIssue: Bool {
        (journal == .same || journal == .similar) && volume == .same && issue != .different
            && yearGap == 0 && firstPage != .different
    }

    /// Two pages of one volume: two works, even under the DOI of a whole supplement.
    var liesElsewhere: Bool {
        firstPage == .different && volume == .same && title.degree == .different
    }

    /// The same people under the same telling title within a year: an abstract and its article, or
    /// one abstract at two meetings; whether they are one work for a review, a person must say.
    var isSameByName: Bool {
        (title.degree == .same || title.degree == .spelling) && title.agreeing >= 4
            && authors.isContained && (authors.matched > 1 || authors.isComplete)
            && (yearGap ?? 0) <= 1
    }

    /// Neither a title nor an author in common: two works, whatever DOI a database gave them.
    var isForeign: Bool {
        title.degree == .different && authors.matched == 0 && !authors.isUnknown && !sharesPlace
    }

    /// The places of printing contradict each other.
    var placesDiffer: Bool {
        firstPage == .different || volume == .different || journal == .different
    }
}

/// How the kinds of two documents relate.
enum FormAgreement: Equatable {
    case compatible
    /// One is a preprint and the other is not.
    case preprintAndArticle
    /// At least one is a thesis, whose 'journal', volume and pages are not a place.
    case thesis
    /// One is the registration of a trial and the other is not.
    case registrationAndArticle
}

extension Evidence {
    /// Compares two records.
    ///
    /// The abstracts are left for later: few pairs need them, and they are long.
    init(_ left: NormalisedRecord, _ right: NormalisedRecord) {
        title = TitleAgreement(left.title, right.title)
        authors = AuthorAgreement(left.authors, right.authors)
        yearGap = left.year.flatMap { a in right.year.map { abs(a - $0) } }
        journal = JournalComparison.agreement(left.journal, right.journal)
        volume = Self.agreement(left.volume, right.volume)
        issue = Self.agreement(left.issue, right.issue)
        (firstPage, lastPage) = Self.pages(left.pages, right.pages)
        sharesPageRange = lastPage == .same && left.pages.last > left.pages.first
        pmid = Self.agreement(left.pmid, right.pmid)
        if pmid == .unknown { pmid = Self.agreement(left.pmcid, right.pmcid) }
        accession = left.accession != 0 && left.accession == right.accession ? .same : .unknown
        doi = Self.dois(left.doi, right.doi)
        forms = Self.forms(left.form, right.form)
        noticesDiffer = left.isNotice != right.isNotice
        isCochrane =
            left.doi?.isCochrane == true || right.doi?.isCochrane == true
            || left.pages.prefix == Self.cochranePrefix || right.pages.prefix == Self.cochranePrefix
        if forms == .preprintAndArticle { forgetPlace() }
    }

    /// A preprint has a DOI of its own and no place, and the article follows within two years: what
    /// differs here says nothing.
    private mutating func forgetPlace() {
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

    /// "cd", the letters before the number of a Cochrane review.
    private static let cochranePrefix: UInt64 = 0x6364

    private static func agreement(_ left: UInt64, _ right: UInt64) -> Agreement {
        left == 0 || right == 0 ? .unknown : left == right ? .same : .different
    }

    private static func pages(
        _ left: NormalisedPages,
        _ right: NormalisedPages
    ) -> (Agreement, Agreement) {
        guard !left.isMissing, !right.isMissing else { return (.unknown, .unknown) }
        let last: Agreement =
            left.last == 0 || right.last == 0
            ? .unknown : left.last == right.last ? .same : .different
        if left.first == right.first,
            left.prefix == right.prefix || left.prefix == 0
                || right.prefix == 0
        {
            // Page 1 says nothing unless the last page agrees as well.
            if left.isOwnNumbering, right.isOwnNumbering {
                return (last == .same ? .similar : .unknown, last)
            }
            return (.same, last)
        }
        // One database gives the article number, another counts the pages from 1.
        if left.isOwnNumbering || right.isOwnNumbering { return (.unknown, .unknown) }
        return (.different, last)
    }

    private static func dois(_ left: NormalisedDOI?, _ right: NormalisedDOI?) -> Agreement {
        guard let left, let right else { return .unknown }
        if left.exactHash == right.exactHash { return .same }
        return left.hash == right.hash ? .similar : .different
    }

    private static func forms(_ left: DocumentForm, _ right: DocumentForm) -> FormAgreement {
        if (left == .preprint) != (right == .preprint) { return .preprintAndArticle }
        if (left == .registration) != (right == .registration) { return .registrationAndArticle }
        return left == .thesis || right == .thesis ? .thesis : .compatible
    }
}
