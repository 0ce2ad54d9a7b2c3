/// The arena's arrays without reference counting, valid while `RecordArena.withView` runs.
///
/// Nothing is written through it, so processors may share it.
struct ArenaView: @unchecked Sendable {
    let rows: UnsafeBufferPointer<RecordRow>
    let letters: UnsafeBufferPointer<UInt8>
    let words: UnsafeBufferPointer<Word>
    let authors: UnsafeBufferPointer<NormalisedAuthor>
    let numbers: UnsafeBufferPointer<UInt64>
    let journals: UnsafeBufferPointer<JournalRow>

    func title(of row: RecordRow) -> TitleView {
        TitleView(
            letters: part(letters, row.titleLetters),
            words: part(words, row.titleWords),
            numerals: part(letters, row.numerals),
            hash: row.titleHash,
            informativeWords: Int(row.informativeWords),
            kind: row.kind,
            isRecurring: row.isRecurring
        )
    }

    func authors(of row: RecordRow) -> AuthorsView {
        AuthorsView(
            list: part(authors, row.authors),
            letters: part(letters, row.authorLetters),
            collectives: part(numbers, row.collectives)
        )
    }

    func issn(of row: RecordRow) -> UnsafeBufferPointer<UInt64> { part(numbers, row.issn) }

    func journal(_ number: UInt32) -> JournalView {
        let row = journals[Int(number)]
        return JournalView(
            letters: part(letters, row.letters),
            words: part(words, row.words),
            hash: row.hash
        )
    }

    private func part<Element>(
        _ buffer: UnsafeBufferPointer<Element>,
        _ slice: Slice
    ) -> UnsafeBufferPointer<Element> {
        let start = Int(slice.start)
        return UnsafeBufferPointer(rebasing: buffer[start..<(start + Int(slice.count))])
    }
}

/// Letters of a word or name.
typealias Letters = UnsafeBufferPointer<UInt8>

/// A title in the arena.
struct TitleView {
    let letters: Letters
    let words: UnsafeBufferPointer<Word>
    let numerals: Letters
    let hash: UInt64
    let informativeWords: Int
    let kind: TitleKind
    let isRecurring: Bool

    var isMissing: Bool { words.isEmpty }

    func bytes(_ word: Word) -> Letters {
        Letters(rebasing: letters[Int(word.start)..<Int(word.end)])
    }
}

/// The authors of a record in the arena.
struct AuthorsView {
    let list: UnsafeBufferPointer<NormalisedAuthor>
    let letters: Letters
    let collectives: UnsafeBufferPointer<UInt64>

    func bytes(_ author: NormalisedAuthor) -> Letters {
        Letters(rebasing: letters[Int(author.start)..<Int(author.end)])
    }
}

/// The name of a journal in the arena.
struct JournalView {
    let letters: Letters
    let words: UnsafeBufferPointer<Word>
    let hash: UInt64

    var isMissing: Bool { words.isEmpty }

    func bytes(_ word: Word) -> Letters {
        Letters(rebasing: letters[Int(word.start)..<Int(word.end)])
    }
}
