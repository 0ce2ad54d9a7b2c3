import Bibliography

/// A record reduced to what can be compared with another database's record: stage 1.
///
/// Nothing here depends on any other record, so what two records look like to each other does not
/// change when a third is imported.
struct NormalisedRecord: Sendable {
    var title: NormalisedTitle
    var authors: NormalisedAuthors
    var year: Int?
    var issn: [UInt64]
    /// 0 when absent, as for the other numbers that are kept as hashes.
    var volume: UInt64
    var issue: UInt64
    var pages: NormalisedPages
    var doi: NormalisedDOI?
    /// PubMed, PubMed Central and accession numbers; 0 when absent.
    var pmid: UInt64
    var pmcid: UInt64
    var accession: UInt64
    /// The database calls it a comment, an erratum or a retraction notice.
    var isNotice: Bool
    var form: DocumentForm
    /// A version of a Cochrane review.
    var isCochrane: Bool
    /// Breaks ties by what the record says and not by where it stands.
    var contentHash: UInt64
    /// The same for records that no comparison can tell apart.
    var comparisonHash: UInt64

    init(_ record: Record, journal: NormalisedJournal) {
        var title = NormalisedTitle(record.title ?? "")
        authors = NormalisedAuthors(record.authors)
        year = record.year
        title.discountWords(of: journal)
        self.title = title
        issn = record.issn.isEmpty ? [] : record.issn.flatMap(NormalisedJournal.issnHashes)
        volume = numberHash(record.volume)
        issue = numberHash(record.issue)
        pages = NormalisedPages(record.pages ?? "")
        let doi = record.doi.flatMap(NormalisedDOI.init)
        self.doi = doi
        pmid = digitsHash(record.pmid)
        pmcid = digitsHash(record.pmcid)
        accession = record.accession.map { hash(of: TextFolding.folded($0)) } ?? 0
        isNotice = record.notices.contains { $0 == .comment || $0 == .erratum || $0 == .retraction }
        form = DocumentForm(record, doi: doi, journal: journal)
        isCochrane = doi?.isCochrane == true || pages.prefix == Self.cochranePrefix
        contentHash = 0
        comparisonHash = 0
        let hashes = hashesOfContent(record)
        comparisonHash = hashes.comparison
        contentHash = hashes.content
    }

    /// "cd", the letters before the number of a Cochrane review.
    private static let cochranePrefix: UInt64 = 0x6364

    /// Hash of what comparisons read, and of that with what only tells records apart.
    private func hashesOfContent(_ record: Record) -> (comparison: UInt64, content: UInt64) {
        var hasher = StableHasher()
        for field in [
            record.title, record.journal, record.volume, record.issue, record.pages, record.doi,
            record.pmid, record.pmcid, record.accession, record.abstract,
        ] {
            hasher.combine(field ?? "")
        }
        for number in issn { hasher.combine(number) }
        for notice in record.notices { hasher.combine(notice.rawValue) }
        hasher.combine(record.type.rawValue)
        hasher.combine(UInt64(truncatingIfNeeded: record.year ?? 0))
        hasher.combine(authors.contentHash)
        let comparison = hasher.value
        hasher.combine(record.identifier ?? "")
        hasher.combine(record.database ?? "")
        return (comparison, hasher.value)
    }
}

/// What kind of document a record describes, as far as it decides what may be one work.
enum DocumentForm: UInt8, Equatable, Sendable {
    case article
    case preprint
    case thesis
    case registration
    case unknown

    init(_ record: Record, doi: NormalisedDOI?, journal: NormalisedJournal) {
        switch record.type {
        case .preprint: self = .preprint
        case .thesis: self = .thesis
        case .trialRegistration: self = .registration
        default:
            if doi?.isPreprint == true || journal.isPreprintServer {
                self = .preprint
            } else if journal.isDissertationIndex {
                self = .thesis
            } else {
                self = record.type == .article ? .article : .unknown
            }
        }
    }
}

/// A DOI taken apart.
struct NormalisedDOI: Equatable, Sendable {
    /// The bare lower-case name, without the version suffixes that servers and Cochrane append.
    var hash: UInt64
    /// The name with its version.
    var exactHash: UInt64
    var isPreprint: Bool
    var isCochrane: Bool

    init?(_ text: String) {
        var bytes = Array(text.utf8)
        for index in bytes.indices where bytes[index] >= 0x41 && bytes[index] <= 0x5A {
            bytes[index] |= 0x20
        }
        guard let start = bytes.indices.first(where: { bytes[$0...].starts(with: "10.".utf8) })
        else { return nil }
        bytes.removeFirst(start)
        if let end = bytes.firstIndex(where: { $0 <= 0x20 }) { bytes.removeSubrange(end...) }
        while let last = bytes.last, ".,;)]}>\"'/".utf8.contains(last) {
            // SICI-style names end in a closing bracket that belongs to them.
            if last == 0x29, bytes.contains(0x28) { break }
            bytes.removeLast()
        }
        guard let slash = bytes.firstIndex(of: 0x2F), slash + 1 < bytes.count else { return nil }
        exactHash = Deduplication.hash(of: bytes)
        isCochrane = bytes.starts(with: "10.1002/14651858.".utf8)
        isPreprint = Self.isPreprint(bytes)
        hash = Deduplication.hash(of: Self.withoutVersion(bytes, isPreprint, isCochrane))
    }

    /// Prefixes of servers for preprints.
    private static let preprintPrefixes = [
        "10.2139/ssrn", "10.48550/", "10.21203/rs", "10.20944/preprints", "10.31234/", "10.31219/",
        "10.31235/", "10.26434/chemrxiv", "10.22541/au", "10.36227/techrxiv", "10.64898/",
        "10.32942/", "10.35542/", "10.33774/", "10.51094/jxiv", "10.1590/scielopreprints",
        "10.7287/peerj.preprints", "10.2196/preprints", "10.14293/s2199", "10.31730/",
    ].map { Array($0.utf8) }

    private static func isPreprint(_ bytes: [UInt8]) -> Bool {
        // Cold Spring Harbor gives its journals the same prefix as bioRxiv and medRxiv (10.1101/gr.…
        // is Genome Research); those of the servers go on with a digit.
        if bytes.starts(with: "10.1101/".utf8) {
            return bytes.count > 8 && bytes[8] >= 0x30 && bytes[8] <= 0x39
        }
        return preprintPrefixes.contains { bytes.starts(with: $0) }
    }

    /// `…cd002273.pub3` → `…cd002273`; `10.1101/2020.01.01.123456v2` → without `v2`; `…/v1` too.
    private static func withoutVersion(
        _ bytes: [UInt8],
        _ isPreprint: Bool,
        _ isCochrane: Bool
    ) -> ArraySlice<UInt8> {
        guard isPreprint || isCochrane else { return bytes[...] }
        var rest = bytes[...]
        while let last = rest.last, last >= 0x30, last <= 0x39 { rest.removeLast() }
        if isCochrane, rest.count < bytes.count, rest.reversed().starts(with: "bup.".utf8) {
            return rest.dropLast(4)
        }
        if isPreprint, rest.count < bytes.count, rest.last == 0x76 {
            rest.removeLast()
            return rest.last == 0x2F || rest.last == 0x2E ? rest.dropLast() : rest
        }
        return bytes[...]
    }
}

/// Hashes the first run of digits of a volume or issue; without digits ("Ph.D.", "(Jul)",
/// "ahead of print") it names no place.
private func numberHash(_ text: String?) -> UInt64 {
    // "1)" is the rest of a field that an exporter cut in the wrong place.
    guard let text, !text.isEmpty, text.contains("(") || !text.contains(")") else { return 0 }
    let digits = text.utf8.drop { $0 < 0x30 || $0 > 0x39 }.prefix { $0 >= 0x30 && $0 <= 0x39 }
        .drop { $0 == 0x30 }
    return digits.isEmpty ? 0 : hash(of: digits)
}

/// Hashes the digits of an identifier.
private func digitsHash(_ text: String?) -> UInt64 {
    guard let text else { return 0 }
    let digits = text.utf8.filter { $0 >= 0x30 && $0 <= 0x39 }.drop { $0 == 0x30 }
    return digits.isEmpty ? 0 : hash(of: digits)
}
