import Bibliography

/// The meaning of BibTeX and BibLaTeX fields.
struct BibTeXFields {
    private let kind: String
    private var draft: RecordDraft
    private var values: [String: String] = [:]

    /// The record of an entry; fields without a place of their own are kept under their names.
    static func record(of entry: BibTeXEntry, source: RecordSource) -> Record {
        var fields = BibTeXFields(entry, source: source)
        for field in entry.fields { fields.add(field) }
        return fields.finished()
    }

    private init(_ entry: BibTeXEntry, source: RecordSource) {
        kind = entry.kind
        draft = RecordDraft(source: source)
        if !GeneratedKey.isOne(entry.key) { draft.set(\.identifier, entry.key, under: "key") }
        if !BibTeXEntryType.isCommon(kind) { draft.keep(kind, under: "entry type") }
    }

    /// Fields whose meaning depends on others.
    private static let settledLast: Set<String> = [
        "title", "subtitle", "titleaddon", "journaltitle", "journalsubtitle", "booktitle",
        "booksubtitle", "year", "month", "day", "date", "number", "issue", "institution", "school",
        "organization", "language", "langid", "howpublished", "eprint",
    ]

    private static let verbatim: Set<String> = [
        "url", "doi", "file", "eprint", "pdf", "bdsk-url-1", "bdsk-url-2", "local-url",
        "howpublished",
    ]

    private mutating func add(_ field: BibTeXEntry.Field) {
        let name = field.name
        switch name {
        case "author":
            for author in BibTeXNames.names(field.value) { draft.addAuthor(author) }
            return
        case "editor":
            draft.record.editors += BibTeXNames.names(field.value)
            return
        case "keywords", "keyword", "author_keywords", "author-keywords", "keywords-plus", "tags":
            addKeywords(field.value)
            return
        default: break
        }
        let text =
            Self.verbatim.contains(name)
            ? TeXText.verbatim(field.value) : TeXText.plain(field.value)
        guard !text.isEmpty else { return }
        if Self.settledLast.contains(name), values[name] == nil {
            values[name] = text
        } else {
            add(text, name: name)
        }
    }

    private mutating func add(_ text: String, name: String) {
        switch name {
        case "abstract": draft.set(\.abstract, text, under: name)
        case "journal": draft.set(\.journal, text, under: name)
        case "volume": draft.set(\.volume, text, under: name)
        case "pages", "page": draft.addPages(text, under: name)
        case "eid", "articleno", "article-number", "art_number":
            draft.addArticleNumber(text, under: name)
        case "doi": draft.setDOI(text, under: name)
        case "pmid", "pubmedid", "pubmed_id", "pubmed-id": draft.setPMID(text, under: name)
        case "pmcid", "pmc": draft.setPMCID(text, under: name)
        case "issn", "isbn", "eissn", "eisbn": draft.addSerialNumbers(text, under: name)
        case "url": draft.addAddresses(text, under: name)
        case "publisher": draft.set(\.publisher, text, under: name)
        case "unique-id": draft.set(\.accession, text, under: name)
        case "database", "source": draft.set(\.database, text, under: name)
        case "type", "document_type", "document-type":
            draft.addNotices(DocumentKind.notices(inType: text))
            draft.keep(text, under: name)
        case "note", "annote", "annotation":
            draft.addNote(text)
            if draft.record.pmid == nil, text.begins(with: "PMID:") {
                draft.record.pmid = PubMedIdentifier.normalised(text)
            }
        default: draft.keep(text, under: name)
        }
    }

    /// Keywords are separated by semicolons if there is one, by commas otherwise; not inside braces.
    private mutating func addKeywords(_ value: String) {
        let plain = TeXText.plain(value)
        let separator: Character = plain.contains(";") ? ";" : ","
        guard value.contains("{"), let byte = separator.asciiValue else {
            draft.addKeywords(plain, separator: separator)
            return
        }
        for part in BibTeXNames.split(value, at: byte) {
            let keyword = TeXText.plain(part)
            if !keyword.isEmpty { draft.record.keywords.append(keyword) }
        }
    }

    private mutating func finished() -> Record {
        settleTitles()
        settleDates()
        draft.set(\.issue, take("number"), under: "number")
        draft.set(\.issue, take("issue"), under: "issue")
        draft.set(\.language, take("language"), under: "language")
        draft.set(\.language, take("langid"), under: "langid")
        for name in ["institution", "school", "organization"] {
            draft.set(\.publisher, take(name), under: name)
        }
        settleType()
        return draft.finished()
    }

    private mutating func take(_ name: String) -> String { values.removeValue(forKey: name) ?? "" }

    private mutating func settleTitles() {
        func joined(_ title: String, _ subtitle: String) -> String {
            title.isEmpty || subtitle.isEmpty ? title + subtitle : title + ": " + subtitle
        }
        draft.set(\.title, joined(take("title"), take("subtitle")), under: "title")
        draft.keep(take("titleaddon"), under: "titleaddon")
        let journal = joined(take("journaltitle"), take("journalsubtitle"))
        draft.set(\.journal, journal, under: "journaltitle")
        // Proceedings and books repeat their title for the entries that inherit from them.
        let book = joined(take("booktitle"), take("booksubtitle"))
        if draft.record.title == nil, BibTeXEntryType.type(of: kind) == .book {
            draft.set(\.title, book, under: "booktitle")
        } else if book != draft.record.title {
            draft.set(\.journal, book, under: "booktitle")
        }
    }

    private mutating func settleDates() {
        let (year, month, day) = (take("year"), take("month"), take("day"))
        if year.isEmpty {
            draft.keep(month, under: "month")
            draft.keep(day, under: "day")
        } else {
            draft.addDate(Self.date(year: year, month: month, day: day), rank: 0, under: "year")
        }
        let date = take("date")
        let isExact = date.utf8.allSatisfy { isDigit($0) || $0 == UInt8(ascii: "-") }
        guard !date.isEmpty, !isExact else {
            draft.addDate(date, rank: 1, under: "date")
            return
        }
        // `2013-04/2013-05`, `1984~`: the beginning counts, and the rest is kept.
        let start = date.split(separator: "/", maxSplits: 1).first.map(String.init) ?? date
        let bare = String(start.filter { !"~?%".contains($0) })
        let isStandard = bare.utf8.allSatisfy { isDigit($0) || $0 == UInt8(ascii: "-") }
        guard isStandard, bare.utf8.count >= 4 else {
            draft.addDate(date, rank: 1, under: "date")
            return
        }
        draft.addDate(bare, rank: 1, under: "date")
        draft.keep(date, under: "date")
    }

    /// `10 jan` and `jan 10` stand in a month as BibTeX has no field for the day.
    private static func date(year: String, month: String, day: String) -> String {
        if month.isEmpty { return year }
        let digits = month.filter { $0.isASCII && $0.isNumber }
        let letters = month.filter { $0.isLetter || $0 == "." }
        guard day.isEmpty, !digits.isEmpty, digits.count <= 2, letters.count >= 3,
            month.utf8.count <= digits.utf8.count + letters.utf8.count + 2
        else { return [year, month, day].filter { !$0.isEmpty }.joined(separator: " ") }
        return year + " " + letters.filter { $0 != "." } + " " + digits
    }

    /// Archives of preprints that programs name as the journal.
    private static let archives = [
        "arxiv", "biorxiv", "medrxiv", "chemrxiv", "psyarxiv", "research square", "ssrn",
    ]

    private mutating func settleType() {
        let eprint = take("eprint")
        let archives = ["eprinttype", "archiveprefix"].flatMap { draft.record.extra[$0] ?? [] }
        let archive = archives.first.map { $0.lowercased() } ?? ""
        if archive == "pubmed" || archive == "pmid" {
            draft.setPMID(eprint, under: "eprint")
        } else if archive == "pmc" || archive == "pmcid" {
            draft.setPMCID(eprint, under: "eprint")
        } else {
            draft.keep(eprint, under: "eprint")
        }
        let howPublished = take("howpublished")
        if howPublished.begins(with: "http") {
            draft.addAddresses(howPublished, under: "howpublished")
        } else {
            draft.keep(TeXText.plain(howPublished), under: "howpublished")
        }
        // Europe PMC tells in the key what the entry is.
        let key = draft.record.identifier ?? ""
        if draft.record.pmid == nil, key.begins(with: "PMID:") {
            draft.record.pmid = PubMedIdentifier.normalised(key)
        }
        let known = key.begins(with: "PPR:") ? .preprint : BibTeXEntryType.type(of: kind)
        let journal = draft.record.journal?.lowercased() ?? ""
        let isInArchive = Self.archives.contains { name in
            archive == name && journal.isEmpty
                || journal == name || journal.hasPrefix(name + " preprint")
                || journal.hasPrefix(name + " e-print") || journal.hasPrefix(name + ":")
        }
        if isInArchive, known == nil || known == .article || known == .webPage {
            draft.record.type = .preprint
        } else if let known {
            draft.record.type = known
        } else if howPublished.begins(with: "http") {
            draft.record.type = .webPage
        } else {
            draft.record.type = DocumentKind.type(named: kind) ?? .other
        }
    }
}
