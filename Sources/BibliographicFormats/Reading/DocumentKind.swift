import Bibliography

/// Kinds of documents and notices, from the words that databases use for them.
enum DocumentKind {
    /// Notices that a document type states: `Published Erratum`, `Retracted Publication`.
    static func notices(inType text: String) -> [Notice] {
        let lower = text.lowercased()
        var notices: [Notice] = []
        if lower.contains("erratum") || lower == "correction" || lower.contains("corrigendum") {
            notices.append(.erratum)
        }
        if lower == "comment" { notices.append(.comment) }
        if lower.contains("retraction of publication") || lower == "retraction"
            || lower == "retraction notice" || lower == "tombstone"
        {
            notices.append(.retraction)
        }
        if lower.contains("retracted") || lower == "withdrawn" { notices.append(.retracted) }
        return notices
    }

    /// Notices that a title states at its start: `Erratum: …`, `RETRACTED ARTICLE: …`.
    static func notices(inTitle title: String) -> [Notice] {
        guard let first = title.utf8.first(where: { $0 > 0x40 })?.lowercasedASCII,
            first == 0x65 || first == 0x63 || first == 0x72 || first == 0x77 || first == 0x61
                || first == 0x70 || first == 0x6E || first == 0x5B
        else { return [] }
        let lower = title.prefix(60).lowercased().drop { !$0.isLetter }
        func starts(_ prefixes: [String]) -> Bool { prefixes.contains { lower.hasPrefix($0) } }
        var notices: [Notice] = []
        let erratum = [
            "erratum", "errata:", "corrigendum", "corrigenda", "author correction",
            "publisher correction", "correction:", "correction to:", "correction to \"",
            "correction to “", "correction to '", "correction to ‘", "addendum:",
        ]
        if starts(erratum) { notices.append(.erratum) }
        let retraction = [
            "retraction:", "retraction notice", "retraction note", "retraction to",
            "notice of retraction", "retraction of",
        ]
        if starts(retraction) { notices.append(.retraction) }
        let retracted = [
            "retracted:", "retracted article", "retracted]", "retracted)", "withdrawn:",
            "withdrawn]", "retracted paper", "retracted chapter",
        ]
        if starts(retracted) { notices.append(.retracted) }
        if starts(["comment on:", "comment on \"", "comment on “", "comment to:"]) {
            notices.append(.comment)
        }
        return notices
    }

    /// Kind of document that a database names in words; `nil` if the words say nothing certain.
    static func type(named text: String) -> RecordType? {
        let lower = text.lowercased().filter { $0.isLetter || $0 == " " }
        if let type = exact[lower.filter { $0 != " " }] { return type }
        let parts: [(String, RecordType)] = [
            ("preprint", .preprint), ("trial registry", .trialRegistration),
            ("book chapter", .chapter), ("book section", .chapter),
            ("conference", .conferencePaper), ("proceeding", .conferencePaper),
            ("meeting abstract", .conferencePaper), ("dissertation", .thesis),
            ("thesis", .thesis), ("technical report", .report), ("journal", .article),
            ("web page", .webPage), ("website", .webPage), ("data set", .dataset),
        ]
        return parts.first { lower.contains($0.0) }?.1
    }

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
