import Bibliography
import Statistics

/// All normalised records in a few flat arrays.
///
/// A comparison follows no references and counts none: a record is a row of numbers, and its words
/// and names are ranges of shared arrays.
struct RecordArena: Sendable {
    var rows: [RecordRow] = []
    var letters: [UInt8] = []
    var words: [Word] = []
    var authors: [NormalisedAuthor] = []
    /// Hashes of collectives and ISSNs.
    var numbers: [UInt64] = []
    var journals: [JournalRow] = []

    /// Normalises records, chunk by chunk, on all processors.
    init(_ records: [Record], isConcurrent: Bool = true) {
        let chunks = Parallel.map(
            records.count,
            inRangesOf: 1_024,
            isConcurrent: isConcurrent
        ) { ArenaChunk(records[$0]) }
        reserve(chunks)
        var journalNumbers: [String: UInt32] = [:]
        for chunk in chunks { append(chunk, &journalNumbers) }
    }

    private mutating func reserve(_ chunks: [ArenaChunk]) {
        func total(_ count: (ArenaChunk) -> Int) -> Int { chunks.reduce(0) { $0 + count($1) } }
        rows.reserveCapacity(total { $0.rows.count })
        letters.reserveCapacity(total { $0.letters.count } + 1 << 16)
        words.reserveCapacity(total { $0.words.count } + 1 << 12)
        authors.reserveCapacity(total { $0.authors.count })
        numbers.reserveCapacity(total { $0.numbers.count })
    }

    private mutating func append(_ chunk: ArenaChunk, _ known: inout [String: UInt32]) {
        let base = RecordRow.Base(
            letters: UInt32(letters.count),
            words: UInt32(words.count),
            authors: UInt32(authors.count),
            numbers: UInt32(numbers.count)
        )
        letters += chunk.letters
        words += chunk.words
        authors += chunk.authors
        numbers += chunk.numbers
        let numbered = chunk.journals.map { name, journal -> UInt32 in
            if let number = known[name] { return number }
            let number = UInt32(journals.count)
            journals.append(add(journal))
            known[name] = number
            return number
        }
        for var row in chunk.rows {
            row.move(by: base)
            row.journal = numbered[Int(row.journal)]
            rows.append(row)
        }
    }

    private mutating func add(_ journal: NormalisedJournal) -> JournalRow {
        let row = JournalRow(
            letters: Slice(letters.count, journal.letters.count),
            words: Slice(words.count, journal.words.count),
            hash: journal.hash
        )
        letters += journal.letters
        words += journal.words
        return row
    }

    /// Lends the arrays as views; no view may outlive the call.
    func withView<Result>(_ body: (ArenaView) -> Result) -> Result {
        rows.withUnsafeBufferPointer { rows in
            letters.withUnsafeBufferPointer { letters in
                words.withUnsafeBufferPointer { words in
                    authors.withUnsafeBufferPointer { authors in
                        numbers.withUnsafeBufferPointer { numbers in
                            journals.withUnsafeBufferPointer { journals in
                                body(
                                    ArenaView(
                                        rows: rows,
                                        letters: letters,
                                        words: words,
                                        authors: authors,
                                        numbers: numbers,
                                        journals: journals
                                    )
                                )
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A range of one of the arena's arrays.
struct Slice {
    var start: UInt32
    var count: UInt32

    init(_ start: Int, _ count: Int) {
        self.start = UInt32(start)
        self.count = UInt32(count)
    }
}

/// The name of a journal in the arena.
struct JournalRow: Sendable {
    var letters: Slice
    var words: Slice
    var hash: UInt64
}

/// A record in the arena: numbers and ranges only.
struct RecordRow: Sendable {
    var titleLetters: Slice
    var titleWords: Slice
    var numerals: Slice
    var authorLetters: Slice
    var authors: Slice
    var collectives: Slice
    var issn: Slice
    var titleHash: UInt64
    var authorsHash: UInt64
    var volume: UInt64
    var issue: UInt64
    /// DOI without and with its version; 0 when absent.
    var doi: UInt64
    var exactDOI: UInt64
    var pmid: UInt64
    var pmcid: UInt64
    var accession: UInt64
    /// Breaks ties by what the record says.
    var contentHash: UInt64
    /// The same for records that no comparison can tell apart.
    var comparisonHash: UInt64
    var pages: NormalisedPages
    var journal: UInt32
    /// `Int16.min` when absent.
    var yearOrNone: Int16
    var informativeWords: UInt16
    var kind: TitleKind
    var form: DocumentForm
    var isRecurring: Bool
    var isNotice: Bool
    var isCochrane: Bool

    var year: Int? { yearOrNone == .min ? nil : Int(yearOrNone) }

    /// Neither volume nor page is known; pages counted from 1 are those of a proof.
    var isUnprinted: Bool { volume == 0 && (pages.isMissing || pages.isOwnNumbering) }

    /// Where the arrays of a chunk begin in the arrays of all.
    struct Base {
        var letters: UInt32
        var words: UInt32
        var authors: UInt32
        var numbers: UInt32
    }

    mutating func move(by base: Base) {
        titleLetters.start += base.letters
        numerals.start += base.letters
        authorLetters.start += base.letters
        titleWords.start += base.words
        authors.start += base.authors
        collectives.start += base.numbers
        issn.start += base.numbers
    }
}

/// The records of one chunk, normalised by one processor.
struct ArenaChunk: Sendable {
    var rows: [RecordRow] = []
    var letters: [UInt8] = []
    var words: [Word] = []
    var authors: [NormalisedAuthor] = []
    var numbers: [UInt64] = []
    /// Journals in the order of their first mention; `RecordRow.journal` counts these for now.
    var journals: [(name: String, journal: NormalisedJournal)] = []

    init(_ records: ArraySlice<Record>) {
        var known: [String: UInt32] = [:]
        rows.reserveCapacity(records.count)
        letters.reserveCapacity(records.count * 160)
        words.reserveCapacity(records.count * 16)
        authors.reserveCapacity(records.count * 6)
        // By index: a loop over the records themselves would retain every field of each.
        for index in records.indices {
            let name = records[index].journal ?? ""
            let number: UInt32
            if let found = known[name] {
                number = found
            } else {
                number = UInt32(journals.count)
                known[name] = number
                journals.append((name, NormalisedJournal(name)))
            }
            add(NormalisedRecord(records[index], journal: journals[Int(number)].journal), number)
        }
    }

    private mutating func add(_ record: NormalisedRecord, _ journal: UInt32) {
        let titleLetters = Slice(letters.count, record.title.letters.count)
        letters += record.title.letters
        let numerals = Slice(letters.count, record.title.numerals.count)
        letters += record.title.numerals
        let authorLetters = Slice(letters.count, record.authors.letters.count)
        letters += record.authors.letters
        let titleWords = Slice(words.count, record.title.words.count)
        words += record.title.words
        let list = Slice(authors.count, record.authors.list.count)
        authors += record.authors.list
        let collectives = Slice(numbers.count, record.authors.collectives.count)
        numbers += record.authors.collectives
        let issn = Slice(numbers.count, record.issn.count)
        numbers += record.issn
        rows.append(
            RecordRow(
                titleLetters: titleLetters,
                titleWords: titleWords,
                numerals: numerals,
                authorLetters: authorLetters,
                authors: list,
                collectives: collectives,
                issn: issn,
                titleHash: record.title.hash,
                authorsHash: record.authors.contentHash,
                volume: record.volume,
                issue: record.issue,
                doi: record.doi?.hash ?? 0,
                exactDOI: record.doi?.exactHash ?? 0,
                pmid: record.pmid,
                pmcid: record.pmcid,
                accession: record.accession,
                contentHash: record.contentHash,
                comparisonHash: record.comparisonHash,
                pages: record.pages,
                journal: journal,
                yearOrNone: record.year.flatMap(Int16.init(exactly:)) ?? .min,
                informativeWords: UInt16(clamping: record.title.informativeWords),
                kind: record.title.kind,
                form: record.form,
                isRecurring: record.title.isRecurring,
                isNotice: record.isNotice,
                isCochrane: record.isCochrane
            )
        )
    }
}
