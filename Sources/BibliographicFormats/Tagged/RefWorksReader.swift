import Bibliography

/// Reads the tagged text of RefWorks: `RT Journal Article`, `T1 Title`.
///
/// - Reference: RefWorks Tagged Format, tags and their reference types.
enum RefWorksReader {
    /// Reads all records of a text in UTF-8.
    static func read(_ bytes: [UInt8], fileName: String) -> ImportResult {
        TaggedRecordSplitter.read(
            bytes,
            fileName: fileName,
            classify: { line, context in
                guard let (tag, value) = field(in: bytes, line: line) else {
                    return context.fields.isEmpty ? .preamble : .text
                }
                // Lines such as `Database: …` stand before the first record.
                guard tag == "RT" || !context.fields.isEmpty else { return .preamble }
                return .field(tag: tag, value: value, opensRecord: tag == "RT")
            },
            make: { fields, source in record(from: fields, in: bytes, source: source) }
        )
    }

    /// `A1 value`: two capitals or a capital and a digit, and a blank or nothing.
    static func field(in bytes: [UInt8], line: Range<Int>) -> (tag: FieldTag, value: Range<Int>)? {
        let start = line.lowerBound
        guard line.count >= 2, (0x41...0x5A).contains(bytes[start]),
            (0x41...0x5A).contains(bytes[start + 1]) || isDigit(bytes[start + 1])
        else { return nil }
        if line.count == 2 { return (FieldTag(bytes[line]), line.upperBound..<line.upperBound) }
        guard bytes[start + 2] == 32 else { return nil }
        let tag = FieldTag(bytes[start..<start + 2])
        return tags.contains(tag) ? (tag, (start + 3)..<line.upperBound) : nil
    }

    /// A line of text may begin with two capitals too, so only tags of the format count.
    private static let tags: Set<FieldTag> = {
        let names = """
            A1 A2 A3 A4 A5 A6 AB AD AN AV CA CL CN CR DB DO DS ED FD FN ID IL IP IS JF JO JP K1 K2 \
            K3 LA LB LC LI LK LL LS NO OL OP PA PB PM PP PY RD RT RP SF SL SN SP SR ST T1 T2 T3 U1 \
            U2 U3 U4 U5 U6 U7 U8 U9 UL VO WP WT WV YR
            """
        return Set(names.utf8.split(separator: 32).map { FieldTag(Array($0)[...]) })
    }()

    private static func record(
        from fields: [TaggedField],
        in bytes: [UInt8],
        source: RecordSource
    ) -> Record {
        var draft = RecordDraft(source: source)
        var journals: [(rank: Int, text: String, tag: String)] = []
        for field in fields {
            let text = field.text(in: bytes)
            let name = field.tag.text
            switch field.tag {
            case "RT":
                draft.record.type = type(named: text)
                if DocumentKind.type(named: text) == nil { draft.keep(text, under: name) }
            case "T1": draft.set(\.title, text, under: name)
            case "A1": draft.record.authors += Name.parsingList(text, splittingAtAnd: false)
            case "A2": draft.addEditors(text)
            case "JF": journals.append((0, text, name))
            case "T2": journals.append((1, text, name))
            case "JO": journals.append((2, text, name))
            case "YR": draft.addDate(text, rank: 0, under: name)
            case "FD": draft.addDate(text, rank: 1, under: name)
            case "VO": draft.set(\.volume, text, under: name)
            case "IS": draft.set(\.issue, text, under: name)
            case "SP": draft.addFirstPage(text, under: name)
            case "OP": draft.addLastPage(text, under: name)
            case "K1": draft.addKeywords(text)
            case "AB": draft.append(\.abstract, text, by: " ")
            case "NO": draft.addNote(text)
            case "PB": draft.set(\.publisher, text, under: name)
            case "SN": draft.addSerialNumbers(text, under: name)
            case "DO": draft.setDOI(text, under: name)
            case "PM": draft.setPMID(text, under: name)
            case "LK", "UL", "WT": draft.addAddresses(text, under: name)
            case "LA": draft.set(\.language, text, under: name)
            case "AN": draft.set(\.accession, text, under: name)
            case "DB", "DS": draft.set(\.database, text, under: name)
            case "ID": draft.set(\.identifier, text, under: name)
            default: draft.keep(text, under: name)
            }
        }
        for entry in journals.sorted(by: { $0.rank < $1.rank }) {
            draft.set(\.journal, entry.text, under: entry.tag)
        }
        return draft.finished()
    }

    private static func type(named text: String) -> RecordType {
        switch text.lowercased() {
        case "journal article", "abstract", "magazine article", "newspaper article",
            "journal, electronic":
            .article
        case "book, section", "book section": .chapter
        case "book, whole", "book, edited", "book": .book
        case "conference proceedings": .conferencePaper
        case "dissertation/thesis", "dissertation/thesis, unpublished": .thesis
        case "report": .report
        case "unpublished material": .preprint
        case "web page": .webPage
        default: DocumentKind.type(named: text) ?? .other
        }
    }
}
