import Bibliography

/// Reads the tagged text of Ovid: `<1. >`, then `TI  - Title`, or the names of the fields in full.
enum OvidReader {
    /// Reads all records of a text in UTF-8.
    static func read(_ bytes: [UInt8], fileName: String) -> ImportResult {
        TaggedRecordSplitter.read(
            bytes,
            fileName: fileName,
            classify: { line, context in
                if isNumber(bytes[line]) { return .start }
                if let (tag, value) = field(in: bytes, line: line) {
                    return .field(tag: tag, value: value, opensRecord: false)
                }
                if let tag = tag(named: bytes[line]) {
                    let end = line.upperBound
                    return .field(tag: tag, value: end..<end, opensRecord: false)
                }
                return context.fields.isEmpty ? .preamble : .text
            },
            make: { fields, source in
                OvidFields.record(from: fields, in: bytes, source: source)
            }
        )
    }

    /// `<12. >` or `<12>`: the number that Ovid puts before a record.
    static func isNumber(_ line: ArraySlice<UInt8>) -> Bool {
        let content = trimmed(line)
        guard content.first == UInt8(ascii: "<"), content.last == UInt8(ascii: ">") else {
            return false
        }
        let inner = content.dropFirst().dropLast()
        return inner.contains(where: isDigit)
            && inner.allSatisfy { isDigit($0) || $0 == 32 || $0 == UInt8(ascii: ".") }
    }

    /// `TI  - value`, with one blank or two before the dash.
    static func field(in bytes: [UInt8], line: Range<Int>) -> (tag: FieldTag, value: Range<Int>)? {
        let start = line.lowerBound
        guard line.count >= 4, (0x41...0x5A).contains(bytes[start]),
            (0x41...0x5A).contains(bytes[start + 1]) || isDigit(bytes[start + 1]),
            bytes[start + 2] == 32
        else { return nil }
        var dash = start + 3
        while dash < line.upperBound, dash < start + 6, bytes[dash] == 32 { dash += 1 }
        guard dash < line.upperBound, bytes[dash] == UInt8(ascii: "-") else { return nil }
        let value = dash + 1
        guard value == line.upperBound || bytes[value] == 32 else { return nil }
        return (FieldTag(bytes[start..<start + 2]), value..<line.upperBound)
    }

    /// The tag of a field whose name is written out, alone and not indented; the value follows below.
    static func tag(named line: ArraySlice<UInt8>) -> FieldTag? {
        guard let first = line.first, (0x41...0x5A).contains(first), line.count < 40 else {
            return nil
        }
        return names[String(decoding: trimmed(line), as: UTF8.self).lowercased()]
    }

    private static let names: [String: FieldTag] = [
        "title": "TI", "author": "AU", "authors": "AU", "author/editor": "AU", "source": "SO",
        "abstract": "AB", "journal name": "JN", "journal": "JN", "year of publication": "YR",
        "date of publication": "DP", "publication type": "PT", "document type": "DT",
        "digital object identifier": "DO", "doi": "DO", "unique identifier": "UI",
        "accession number": "AN", "issn": "IS", "isbn": "IB", "issn print": "IS",
        "issn electronic": "IS", "isbn print": "IB", "language": "LG", "keyword heading": "KW",
        "keywords": "KW", "key phrase identifiers": "KW", "subject headings": "MH",
        "mesh subject headings": "MH", "emtree heading": "MH", "volume": "VO",
        "issue/part": "IP", "page": "PG", "publisher": "PU", "institution": "IN",
        "authors full name": "FA", "url": "XL", "link to the ovid full text or citation": "XL",
        "database": "DB", "country of publication": "CP", "pmid": "PM", "version id": "VI",
        "status": "ST", "comments": "CM", "abbreviated source": "AS", "nlm journal name": "NJ",
    ]
}

/// The meaning of Ovid's tags.
private struct OvidFields {
    private var draft: RecordDraft
    private let bytes: [UInt8]
    private var place: OvidSource?
    private var journal: String?

    static func record(
        from fields: [TaggedField],
        in bytes: [UInt8],
        source: RecordSource
    ) -> Record {
        var reader = OvidFields(draft: RecordDraft(source: source), bytes: bytes)
        for field in fields { reader.add(field) }
        return reader.finished()
    }

    private init(draft: RecordDraft, bytes: [UInt8]) {
        self.draft = draft
        self.bytes = bytes
        self.draft.record.type = .article
    }

    private mutating func add(_ field: TaggedField) {
        let text = field.text(in: bytes)
        let name = field.tag.text
        if addIdentifier(field.tag, text) { return }
        switch field.tag {
        case "TI": draft.set(\.title, Self.withoutNote(text), under: name)
        case "AU", "FA":
            if field.tag == "FA" { draft.record.authors = [] }
            for line in field.lines(in: bytes) {
                for part in Self.withoutBrackets(line).split(separator: ";") {
                    draft.addAuthor(Name.parsing(Self.bareName(String(part))))
                }
            }
        case "ED": for line in field.lines(in: bytes) { draft.addEditors(Self.bareName(line)) }
        case "SO":
            if let book = OvidBook(text) { addBook(book) } else { place = OvidSource(text) }
            draft.keep(text, under: name)
        case "JN": journal = text
        case "BT":
            if let book = OvidBook(text) { addBook(book) }
            draft.keep(text, under: name)
        case "VO": draft.set(\.volume, text, under: name)
        case "IP": draft.set(\.issue, text, under: name)
        case "PG":
            draft.addPages(text.holds("no pagination", ignoringCase: true) ? "" : text, under: name)
        case "YR": draft.addDate(text, rank: 0, under: name)
        case "DP", "DG": draft.addDate(text, rank: 1, under: name)
        case "AB": draft.append(\.abstract, text, by: " ")
        case "KW", "ID": draft.addKeywords(text, separator: text.contains(";") ? ";" : ",")
        case "MH", "SH": for line in field.lines(in: bytes) { draft.addKeywords(line) }
        case "LG", "LA": draft.append(\.language, Self.withoutStop(text), by: "; ")
        case "PB", "PU": draft.set(\.publisher, text, under: name)
        case "DB": draft.set(\.database, text, under: name)
        case "PT", "DT": addType(text, under: name)
        case "NT", "CM": draft.addNote(text)
        default: draft.keep(text, under: name)
        }
    }

    private mutating func addBook(_ book: OvidBook) {
        for editor in book.editors { draft.addEditors(editor) }
        draft.set(\.journal, book.title, under: "SO")
        draft.addPages(book.pages ?? "", under: "SO")
        if draft.record.type == .article { draft.record.type = .chapter }
    }

    /// The text without what stands in square brackets.
    private static func withoutBrackets(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "[")) else { return text }
        var depth = 0
        var output: [UInt8] = []
        for byte in text.utf8 {
            if byte == UInt8(ascii: "[") { depth += 1 }
            if depth == 0 { output.append(byte) }
            if byte == UInt8(ascii: "]"), depth > 0 { depth -= 1 }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private mutating func addIdentifier(_ tag: FieldTag, _ text: String) -> Bool {
        let name = tag.text
        switch tag {
        case "AN", "UI": draft.set(\.accession, Self.withoutStop(text), under: name)
        case "PM": draft.setPMID(text, under: name)
        case "DO", "DI": draft.setDOI(text, under: name)
        case "IS", "IB": draft.addSerialNumbers(text, under: name)
        case "XL", "UR": draft.addAddresses(text, under: name)
        default: return false
        }
        return true
    }

    private mutating func addType(_ text: String, under name: String) {
        for part in text.split(separator: ";").map({ trimmedOfWhiteSpace(String($0)) }) {
            let bare = Self.withoutStop(part)
            draft.addNotices(DocumentKind.notices(inType: bare))
            let type = DocumentKind.type(named: bare)
            if let type, draft.record.type == .article || type == .chapter {
                draft.record.type = type
            } else if bare.lowercased() == "patent" {
                draft.record.type = .other
            } else if bare.holds("meeting", ignoringCase: true), draft.record.type == .article {
                draft.record.type = .conferencePaper
            }
        }
        draft.keep(text, under: name)
    }

    private mutating func finished() -> Record {
        if let journal { draft.set(\.journal, journal, under: "JN") }
        if let place {
            if draft.record.journal == nil { draft.record.journal = place.journal }
            if draft.record.volume == nil { draft.record.volume = place.volume }
            if draft.record.issue == nil { draft.record.issue = place.issue }
            if draft.record.pages == nil, let pages = place.pages {
                draft.addPages(pages, under: "SO")
            }
            if let date = place.date, PartialDate(parsing: date) != nil {
                draft.addDate(date, rank: 2, under: "SO")
            }
        }
        return draft.finished()
    }

    /// `Walsdorf, Neill B. [Inventor]`, `Zhang, Weijia 1,2,+`, `Peterson, James A. Ph.D., FACSM`.
    private static func bareName(_ text: String) -> String {
        var name = text
        if let bracket = name.firstIndex(of: "[") { name = String(name[..<bracket]) }
        var words = name.split(separator: " ").map(String.init)
        while let last = words.last, words.count > 1 {
            let isMark = last.allSatisfy { $0.isNumber || "+*,.".contains($0) }
            let plain = last.filter { $0 != "." && $0 != "," }
            let isDegree = degrees.contains(plain.lowercased()) && words.count > 2
            guard isMark && last != "." || isDegree else { break }
            words.removeLast()
        }
        name = words.joined(separator: " ")
        while let last = name.last, last == "," || last == ";" { name.removeLast() }
        return name
    }

    private static let degrees: Set<String> = [
        "phd", "md", "msc", "bsc", "ma", "mph", "facsm", "rn", "dphil", "mbbs", "facs", "frcs",
        "dds",
        "dvm", "ms", "bs", "edd", "psyd", "frcp",
    ]

    /// The title without the remarks that Ovid adds, such as `[Miscellaneous]` and `[References].`.
    ///
    /// The full stop goes too.
    private static func withoutNote(_ text: String) -> String {
        var title = text
        let remarks = [
            "[References].", "[References]", "[Miscellaneous]", "[Article]", "[Review]",
            "[Editorial]", "[Letter]", "[Report]",
        ]
        for remark in remarks where title.hasSuffix(remark) {
            title = trimmedOfWhiteSpace(String(title.dropLast(remark.count)))
        }
        return title.hasSuffix(".") && !title.hasSuffix("..") ? String(title.dropLast()) : title
    }

    private static func withoutStop(_ text: String) -> String {
        text.hasSuffix(".") ? String(text.dropLast()) : text
    }
}
