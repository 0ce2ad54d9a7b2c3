/// Compares records of an arena, cheap findings first: stage 3.
///
/// One for each processor, since it remembers which journals it has compared.
struct Comparer {
    private let arena: ArenaView
    private let weights: Weights
    private var journals = JournalMemory()

    init(_ arena: ArenaView, _ weights: Weights) {
        self.arena = arena
        self.weights = weights
    }

    /// Compares two records in full.
    mutating func evidence(_ a: Int, _ b: Int) -> Evidence {
        let (left, right) = (arena.rows[a], arena.rows[b])
        var evidence = place(left, right)
        evidence.authors = AuthorAgreement(arena.authors(of: left), arena.authors(of: right))
        evidence.title = TitleAgreement(arena.title(of: left), arena.title(of: right))
        return evidence
    }

    /// Compares two records unless what is cheap to compare already rules them out.
    ///
    /// - Parameters:
    ///   - a: index of a record.
    ///   - b: index of another record.
    ///   - least: bits below which nobody wants to know.
    /// - Returns: `nil` only where the full comparison would stay below `least`.
    mutating func evidence(_ a: Int, _ b: Int, least: Double) -> Evidence? {
        let (left, right) = (arena.rows[a], arena.rows[b])
        var evidence = place(left, right)
        let isStated = evidence.isIdentified
        var open = least - weights.titleMost - weights.abstractSame
        open -= weights.placeBits(evidence) + weights.identifierBits(evidence)
        // Whatever the authors, these cannot reach the line; see `isSameByName` for the gap.
        let canBeSameByName = (evidence.yearGap ?? 0) <= 1 && evidence.pmid != .different
        if !isStated, !canBeSameByName, open > weights.authorsMost { return nil }
        evidence.authors = AuthorAgreement(arena.authors(of: left), arena.authors(of: right))
        if !isStated, open > weights.bits(of: evidence.authors) {
            guard canBeSameByName, evidence.authors.isContained else { return nil }
        }
        evidence.title = TitleAgreement(arena.title(of: left), arena.title(of: right))
        return evidence
    }

    /// Everything but titles and authors.
    private mutating func place(_ left: RecordRow, _ right: RecordRow) -> Evidence {
        var evidence = Evidence()
        if let a = left.year, let b = right.year { evidence.yearGap = abs(a - b) }
        evidence.journal = journal(left, right)
        evidence.volume = Self.agreement(left.volume, right.volume)
        evidence.issue = Self.agreement(left.issue, right.issue)
        (evidence.firstPage, evidence.lastPage) = Self.pages(left.pages, right.pages)
        if evidence.lastPage == .same, evidence.firstPage != .different {
            evidence.sharedSpan = max(0, left.pages.last - left.pages.first)
        }
        evidence.sharesArticleNumber = evidence.firstPage == .same && left.pages.first >= 10_000
        evidence.pmid = Self.agreement(left.pmid, right.pmid)
        if evidence.pmid == .unknown { evidence.pmid = Self.agreement(left.pmcid, right.pmcid) }
        if left.accession != 0, left.accession == right.accession { evidence.accession = .same }
        evidence.doi = Self.agreement(left.exactDOI, right.exactDOI)
        if evidence.doi == .different, left.doi == right.doi { evidence.doi = .similar }
        evidence.forms = Self.forms(left.form, right.form)
        evidence.isOneUnprinted = left.isUnprinted || right.isUnprinted
        evidence.areBothUnprinted = left.isUnprinted && right.isUnprinted
        evidence.noticesDiffer = left.isNotice != right.isNotice
        evidence.isCochrane = left.isCochrane || right.isCochrane
        if evidence.forms == .preprintAndArticle { evidence.forgetPlace() }
        return evidence
    }

    private mutating func journal(_ left: RecordRow, _ right: RecordRow) -> Agreement {
        if left.issn.count > 0, right.issn.count > 0 {
            let numbers = arena.issn(of: right)
            if arena.issn(of: left).contains(where: { numbers.contains($0) }) { return .same }
        }
        return journals.agreement(left.journal, right.journal, in: arena)
    }

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

    private static func forms(_ left: DocumentForm, _ right: DocumentForm) -> FormAgreement {
        if (left == .preprint) != (right == .preprint) { return .preprintAndArticle }
        if (left == .registration) != (right == .registration) { return .registrationAndArticle }
        return left == .thesis || right == .thesis ? .thesis : .compatible
    }
}

/// Remembers how journals relate: a review has few journals and many pairs of records.
private struct JournalMemory {
    private static let size = 1 << 12
    private var keys = [UInt64](repeating: .max, count: size)
    private var values = [Agreement](repeating: .unknown, count: size)

    mutating func agreement(_ a: UInt32, _ b: UInt32, in arena: ArenaView) -> Agreement {
        if a == b { return arena.journals[Int(a)].hash == 0 ? .unknown : .same }
        let key = UInt64(min(a, b)) << 32 | UInt64(max(a, b))
        let slot = Int((key &* 0x9E37_79B9_7F4A_7C15) >> 52)
        if keys[slot] == key { return values[slot] }
        let found = JournalComparison.agreement(arena.journal(a), arena.journal(b))
        keys[slot] = key
        values[slot] = found
        return found
    }
}
