import Bibliography

/// Kinds of documents and notices, from the words that databases use for them.
enum DocumentKind {
    /// Notices that a document type states: `Published Erratum`, `Retracted Publication`.
    static func notices(inType text: String) -> [Notice] {
        func holds(_ part: StaticString) -> Bool { text.holds(part, ignoringCase: true) }
        let exact = text.utf8.count < 24 ? text.lowercased() : ""
        var notices: [Notice] = []
        if holds("erratum") || exact == "correction" || holds("corrigendum") {
            notices.append(.erratum)
        }
        if exact == "comment" { notices.append(.comment) }
        if holds("retraction of publication")
            || ["retraction", "retraction notice", "tombstone"].contains(exact)
        {
            notices.append(.retraction)
        }
        if holds("retracted") || exact == "withdrawn" { notices.append(.retracted) }
        return notices
    }

    /// Notices that a title states at its start: `Erratum: …`, `RETRACTED ARTICLE: …`.
    static func notices(inTitle title: String) -> [Notice] {
        var title = title
        return title.withUTF8 { bytes in
            let start = bytes.firstIndex { isLetter($0) || $0 >= 0x80 } ?? bytes.endIndex
            guard start < bytes.endIndex else { return [] }
            let first = bytes[start].lowercasedASCII
            let rest = UnsafeBufferPointer(rebasing: bytes[start...])
            return titleBeginnings.filter { beginnings in
                beginnings.texts.contains { text in
                    text.utf8Start[0] == first && begins(rest, with: text)
                }
            }.map(\.notice)
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte.lowercasedASCII)
    }

    private static func begins(
        _ bytes: UnsafeBufferPointer<UInt8>,
        with text: StaticString
    ) -> Bool {
        text.withUTF8Buffer { wanted in
            bytes.count >= wanted.count
                && zip(bytes, wanted).allSatisfy { $0.lowercasedASCII == $1 }
        }
    }

    /// How titles of notices begin, in small letters.
    private static let titleBeginnings: [(notice: Notice, texts: [StaticString])] = [
        (
            .erratum,
            [
                "erratum", "errata:", "corrigendum", "corrigenda", "author correction",
                "publisher correction", "correction:", "correction to:", "correction to \"",
                "correction to “", "correction to '", "correction to ‘", "addendum:",
            ]
        ),
        (
            .retraction,
            [
                "retraction:", "retraction notice", "retraction note", "retraction to",
                "notice of retraction", "retraction of",
            ]
        ),
        (
            .retracted,
            [
                "retracted:", "retracted article", "retracted]", "retracted)", "withdrawn:",
                "withdrawn]", "retracted paper", "retracted chapter",
            ]
        ),
        (.comment, ["comment on:", "comment on \"", "comment on “", "comment to:"]),
    ]

    /// Kind of document that a database names in words; `nil` if the words say nothing certain.
    static func type(named text: String) -> RecordType? {
        let letters = text.utf8.lazy.map(\.lowercasedASCII).filter { byte in
            (0x61...0x7A).contains(byte) || byte == 32 || byte >= 0x80
        }
        let lower = String(decoding: letters, as: UTF8.self)
        if let type = exact[lower.utf8.contains(32) ? lower.filter { $0 != " " } : lower] {
            return type
        }
        return parts.first { lower.holds($0.0) }?.1
    }

    /// Words inside the names of kinds of documents, the most telling first.
    private static let parts: [(StaticString, RecordType)] = [
        ("preprint", .preprint), ("trial registry", .trialRegistration),
        ("book chapter", .chapter), ("book section", .chapter),
        ("conference", .conferencePaper), ("proceeding", .conferencePaper),
        ("meeting abstract", .conferencePaper), ("dissertation", .thesis),
        ("thesis", .thesis), ("technical report", .report), ("journal", .article),
        ("web page", .webPage), ("website", .webPage), ("data set", .dataset),
    ]

    private static let exact: [String: RecordType] = [
        "article": .article, "review": .article, "letter": .article, "editorial": .article,
        "note": .article, "shortsurvey": .article, "articleinpress": .article,
        "erratum": .article, "book": .book, "books": .book, "ebook": .book, "chapter": .chapter,
        "booksection": .chapter, "incollection": .chapter, "inproceedings": .conferencePaper,
        "report": .report, "unpublishedwork": .preprint, "dataset": .dataset, "webpage": .webPage,
        "web": .webPage,
        "thesis": .thesis, "clinicaltrial": .article, "periodical": .article,
        "postedcontent": .preprint, "preprint": .preprint, "monograph": .book,
    ]
}

extension UInt8 {
    /// The lower-case form of an ASCII capital; other bytes unchanged.
    var lowercasedASCII: UInt8 { self >= 0x41 && self <= 0x5A ? self + 32 : self }
}
