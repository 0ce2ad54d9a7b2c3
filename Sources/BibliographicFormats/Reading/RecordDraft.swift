import Bibliography

/// A record that is being filled from the fields of a file; what finds no place goes to `extra`.
struct RecordDraft {
    var record: Record
    /// Dates in the order in which they are to be believed.
    private var dates: [(rank: Int, text: String, tag: String)] = []
    private var firstPage: String?
    private var lastPage: String?
    private var articleNumber: String?
    /// What the format had no room for, if this program wrote the file.
    private var remainders: [(tag: String, text: String)] = []

    init(source: RecordSource) {
        record = Record(source: source)
    }

    /// Keeps a value that has no place of its own.
    mutating func keep(_ value: String, under tag: String) {
        guard !value.isEmpty else { return }
        if value.begins(with: Remainder.mark) {
            remainders.append((tag, value))
        } else {
            record.extra[tag, default: []].append(value)
        }
    }

    /// Sets a value that a record has once; a second, different value is kept under its tag.
    mutating func set(_ path: WritableKeyPath<Record, String?>, _ value: String, under tag: String)
    {
        guard !value.isEmpty else { return }
        guard let present = record[keyPath: path] else {
            record[keyPath: path] = value
            return
        }
        if present != value { keep(value, under: tag) }
    }

    /// Appends to a value that may be spread over several fields.
    mutating func append(
        _ path: WritableKeyPath<Record, String?>,
        _ value: String,
        by separator: String
    ) {
        guard !value.isEmpty else { return }
        if let present = record[keyPath: path] {
            if present != value { record[keyPath: path] = present + separator + value }
        } else {
            record[keyPath: path] = value
        }
    }

    /// Adds an author; two authors may share a name, so repeats are kept.
    mutating func addAuthor(_ name: Name?) {
        if let name { record.authors.append(name) }
    }

    mutating func addEditors(_ text: String) {
        for name in Name.parsingList(text) where !record.editors.contains(name) {
            record.editors.append(name)
        }
    }

    mutating func addKeywords(_ text: String, separator: Character = ";") {
        guard let stop = separator.asciiValue, text.utf8.contains(stop) else {
            let keyword = trimmedOfWhiteSpace(text)
            if !keyword.isEmpty { record.keywords.append(keyword) }
            return
        }
        for part in text.split(separator: separator) {
            let keyword = trimmedOfWhiteSpace(String(part))
            if !keyword.isEmpty { record.keywords.append(keyword) }
        }
    }

    mutating func addNote(_ text: String) {
        if !text.isEmpty { record.notes.append(text) }
    }

    /// Adds web addresses; what is not one is kept under the tag.
    mutating func addAddresses(_ text: String, under tag: String) {
        let parts =
            text.utf8.contains(32)
            ? text.utf8.split(separator: 32).map { String(decoding: $0, as: UTF8.self) } : [text]
        let areAddresses = parts.allSatisfy { address in
            address.begins(with: "http://") || address.begins(with: "https://")
                || address.begins(with: "ftp://") || address.begins(with: "www.")
        }
        guard areAddresses else {
            keep(text, under: tag)
            return
        }
        for part in parts where !part.isEmpty && !record.urls.contains(part) {
            record.urls.append(part)
        }
    }

    /// Adds ISSNs and ISBNs; a value without a valid number is kept under the tag.
    mutating func addSerialNumbers(_ text: String, under tag: String) {
        guard !text.isEmpty else { return }
        let found = SerialNumber.find(in: text)
        for number in found.issn where !record.issn.contains(number) { record.issn.append(number) }
        for number in found.isbn where !record.isbn.contains(number) { record.isbn.append(number) }
        if found.issn.isEmpty && found.isbn.isEmpty { keep(text, under: tag) }
    }

    /// Sets the DOI; a value that is none, or a second DOI, is kept under the tag.
    mutating func setDOI(_ text: String, under tag: String) {
        guard !text.isEmpty else { return }
        if let doi = DigitalObjectIdentifier.normalised(text) {
            set(\.doi, doi, under: tag)
        } else {
            keep(text, under: tag)
        }
    }

    mutating func setPMID(_ text: String, under tag: String) {
        guard !text.isEmpty else { return }
        if let pmid = PubMedIdentifier.normalised(text) {
            set(\.pmid, pmid, under: tag)
        } else {
            keep(text, under: tag)
        }
    }

    mutating func setPMCID(_ text: String, under tag: String) {
        guard !text.isEmpty else { return }
        if let identifier = PubMedIdentifier.normalisedCentral(text) {
            set(\.pmcid, identifier, under: tag)
        } else {
            keep(text, under: tag)
        }
    }

    /// Notes a date; the year of the date with the lowest rank counts, and others refine it.
    mutating func addDate(_ text: String, rank: Int, under tag: String) {
        if !text.isEmpty { dates.append((rank, text, tag)) }
    }

    mutating func addFirstPage(_ text: String, under tag: String) {
        guard !text.isEmpty else { return }
        if firstPage == nil {
            firstPage = text
        } else if firstPage != text {
            keep(text, under: tag)
        }
    }

    mutating func addLastPage(_ text: String, under tag: String) {
        guard !text.isEmpty else { return }
        if lastPage == nil { lastPage = text } else if lastPage != text { keep(text, under: tag) }
    }

    mutating func addArticleNumber(_ text: String, under tag: String) {
        guard !text.isEmpty else { return }
        if articleNumber == nil {
            articleNumber = text
        } else if articleNumber != text {
            keep(text, under: tag)
        }
    }

    mutating func addPages(_ text: String, under tag: String) {
        guard !text.isEmpty else { return }
        guard let pages = PageRange.normalised(text) else {
            keep(text, under: tag)
            return
        }
        set(\.pages, pages, under: tag)
    }

    mutating func addNotices(_ notices: [Notice]) {
        for notice in notices where !record.notices.contains(notice) {
            record.notices.append(notice)
        }
    }

    /// Settles what depends on several fields and returns the record.
    mutating func finished() -> Record {
        settleDates()
        if let pages = PageRange.joined(first: firstPage, last: lastPage) {
            let isKnown = record.pages.map { $0 != PageRange.normalised(pages) } ?? false
            if isKnown { keep(pages, under: "SP") }
            record.pages = record.pages ?? PageRange.normalised(pages) ?? pages
        }
        if let articleNumber {
            if record.pages == nil {
                record.pages = articleNumber
            } else if record.pages != articleNumber {
                keep(articleNumber, under: "article number")
            }
        }
        for address in record.urls where record.pmid == nil && address.holds("pubmed") {
            record.pmid = PubMedIdentifier.normalised(address)
        }
        for address in record.urls where record.doi == nil && address.holds("doi.org/10.") {
            record.doi = DigitalObjectIdentifier.normalised(address)
        }
        if let title = record.title { addNotices(DocumentKind.notices(inTitle: title)) }
        record.notices.sort()
        if !remainders.isEmpty { settleRemainders() }
        return record
    }

    /// Takes up the remainder; what only looks like one is a value.
    private mutating func settleRemainders() {
        let index = remainders.lastIndex { Remainder(reading: $0.text) != nil }
        let remainder = index.flatMap { Remainder(reading: remainders.remove(at: $0).text) }
        for other in remainders { record.extra[other.tag, default: []].append(other.text) }
        remainder?.apply(to: &record)
    }

    private mutating func settleDates() {
        if dates.isEmpty { return }
        let ranked = dates.enumerated().sorted {
            ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset)
        }
        var best: PartialDate?
        for (_, entry) in ranked {
            guard let date = PartialDate(parsing: entry.text, knownYear: best?.year) else {
                keep(entry.text, under: entry.tag)
                continue
            }
            guard let present = best else {
                best = date
                keepRest(of: entry, beside: date)
                continue
            }
            if date.year != present.year {
                keep(entry.text, under: entry.tag)
            } else if present.month == nil
                || (present.day == nil && date.day != nil && date.month == present.month)
            {
                best = date
                keepRest(of: entry, beside: date)
            } else if date.month != nil, date != present, date.month != present.month {
                keep(entry.text, under: entry.tag)
            }
        }
        record.year = best?.year
        record.date = best?.text
    }

    /// Keeps what a date says beyond year, month and day: `Spring 2020`, `4-8 Aug. 2020`.
    private mutating func keepRest(
        of entry: (rank: Int, text: String, tag: String),
        beside date: PartialDate
    ) {
        let letters = entry.text.utf8.contains { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }
        if letters, date.day == nil, date.month == nil || entry.text.contains("-") {
            keep(entry.text, under: entry.tag)
        }
    }
}
