import Bibliography

/// Reads the tagged text of Web of Science (`.ciw`, plain text).
struct WebOfScienceReader {
    private let bytes: [UInt8]
    private let fileName: String
    private var result = ImportResult()
    private var fields: [TaggedField] = []
    private var startLine = 0
    private var isOpen = false
    private var database: String?
    private var stray = StrayLines()

    private init(_ bytes: [UInt8], fileName: String) {
        self.bytes = bytes
        self.fileName = fileName
    }

    /// Reads all records of a text in UTF-8.
    static func read(_ bytes: [UInt8], fileName: String) -> ImportResult {
        var reader = WebOfScienceReader(bytes, fileName: fileName)
        reader.readAll()
        return reader.result
    }

    private mutating func readAll() {
        var cursor = LineCursor(bytes)
        while let line = cursor.next() {
            guard let (tag, value) = Self.field(in: bytes, line: line) else {
                addText(line, number: cursor.number)
                continue
            }
            switch tag {
            case "FN":
                let text = PlainText.cleaned(bytes[value])
                if text.contains("Web of") { database = "Web of Science" }
            case "VR", "EF": break
            case "ER":
                if isOpen { close() }
            case "PT":
                if isOpen {
                    result.repair(
                        cursor.number,
                        "no ER before this PT; the record of line \(startLine) ends here"
                    )
                    close()
                }
                open(tag, value, line: cursor.number)
            default:
                open(tag, value, line: cursor.number)
            }
        }
        if isOpen {
            result.problem(
                cursor.number,
                "the record of line \(startLine) has no ER; read as far as it goes"
            )
            close()
        }
        stray.report(to: &result)
    }

    private mutating func open(_ tag: FieldTag, _ value: Range<Int>, line: Int) {
        if !isOpen {
            isOpen = true
            startLine = line
        }
        fields.append(TaggedField(tag: tag, line: line, first: value))
    }

    /// `AU Smith, J`: two capitals or digits and a blank; `ER` and `EF` stand alone.
    static func field(in bytes: [UInt8], line: Range<Int>) -> (tag: FieldTag, value: Range<Int>)? {
        let start = line.lowerBound
        guard line.count >= 2, (0x41...0x5A).contains(bytes[start]),
            (0x41...0x5A).contains(bytes[start + 1]) || isDigit(bytes[start + 1])
        else { return nil }
        let tag = FieldTag(bytes[start..<start + 2])
        let isEnd = tag == "ER" || tag == "EF"
        if isEnd {
            let rest = trimmed(bytes[(start + 2)..<line.upperBound])
            return rest.isEmpty ? (tag, line.upperBound..<line.upperBound) : nil
        }
        if line.count == 2 { return (tag, line.upperBound..<line.upperBound) }
        guard bytes[start + 2] == 32 else { return nil }
        return (tag, (start + 3)..<line.upperBound)
    }

    private mutating func addText(_ line: Range<Int>, number: Int) {
        let content = trimmed(bytes[line])
        guard !content.isEmpty else { return }
        if isOpen, let last = fields.indices.last {
            fields[last].continuation.append(content.startIndex..<content.endIndex)
        } else {
            stray.add(content, line: number)
        }
    }

    private mutating func close() {
        defer {
            fields.removeAll(keepingCapacity: true)
            isOpen = false
        }
        let hasContent = fields.contains { $0.tag != "PT" && !$0.isEmpty(in: bytes) }
        result.found += 1
        guard hasContent else {
            result.problem(startLine, "record without any field; left out")
            return
        }
        let source = RecordSource(file: fileName, position: result.found, line: startLine)
        var record = WebOfScienceFields.record(from: fields, in: bytes, source: source)
        if record.database == nil { record.database = database }
        result.records.append(record)
    }
}

/// The meaning of the tags of Web of Science.
private struct WebOfScienceFields {
    private var draft: RecordDraft
    private let bytes: [UInt8]
    private var shortNames: [String] = []
    private var fullNames: [String] = []
    private var collectives: [String] = []
    private var abbreviations: [(tag: String, text: String)] = []

    static func record(
        from fields: [TaggedField],
        in bytes: [UInt8],
        source: RecordSource
    ) -> Record {
        var reader = WebOfScienceFields(draft: RecordDraft(source: source), bytes: bytes)
        for field in fields { reader.add(field) }
        return reader.finished()
    }

    private init(draft: RecordDraft, bytes: [UInt8]) {
        self.draft = draft
        self.bytes = bytes
    }

    private mutating func add(_ field: TaggedField) {
        if addName(field) || addPlace(field) || addIdentifier(field) { return }
        let text = field.text(in: bytes)
        let name = field.tag.text
        switch field.tag {
        case "PT": setType(text)
        case "TI": draft.set(\.title, text, under: name)
        case "AB": draft.set(\.abstract, text, under: name)
        case "DE", "ID", "MC", "MQ": draft.addKeywords(text)
        case "LA": draft.set(\.language, text, under: name)
        case "PU": draft.set(\.publisher, text, under: name)
        case "PY": draft.addDate(text, rank: 0, under: name)
        case "PD": draft.addDate(text, rank: 1, under: name)
        case "EA": draft.addDate(text, rank: 2, under: name)
        case "DT": addDocumentType(text)
        default:
            // Cited references and addresses are lists: one entry a line.
            let isList = field.tag == "CR" || field.tag == "C1"
            for value in isList ? field.lines(in: bytes) : [text] { draft.keep(value, under: name) }
        }
    }

    private mutating func addName(_ field: TaggedField) -> Bool {
        switch field.tag {
        case "AU", "BA": shortNames += field.lines(in: bytes)
        case "AF", "BF": fullNames += field.lines(in: bytes)
        case "CA", "GP":
            collectives += field.lines(in: bytes)
        case "BE", "ED": for line in field.lines(in: bytes) { draft.addEditors(line) }
        default: return false
        }
        return true
    }

    private mutating func addPlace(_ field: TaggedField) -> Bool {
        let text = field.text(in: bytes)
        let name = field.tag.text
        switch field.tag {
        case "SO": draft.set(\.journal, text, under: name)
        case "J9", "JI": abbreviations.append((name, text))
        case "VL": draft.set(\.volume, text, under: name)
        case "IS": draft.set(\.issue, text, under: name)
        case "BP": draft.addFirstPage(text, under: name)
        case "EP": draft.addLastPage(text, under: name)
        case "AR": draft.addArticleNumber(text, under: name)
        case "PS": draft.addPages(text, under: name)
        case "SN", "EI", "BN": draft.addSerialNumbers(text, under: name)
        default: return false
        }
        return true
    }

    private mutating func addIdentifier(_ field: TaggedField) -> Bool {
        let name = field.tag.text
        switch field.tag {
        case "DI", "D2": draft.setDOI(field.text(in: bytes), under: name)
        case "PM": draft.setPMID(field.text(in: bytes), under: name)
        case "UT":
            let text = field.text(in: bytes)
            let present = draft.record.accession
            draft.record.accession = text.isEmpty ? present : text
            if let present, present != text { draft.keep(present, under: "AN") }
        case "AN": draft.set(\.accession, field.text(in: bytes), under: name)
        default: return false
        }
        return true
    }

    private mutating func setType(_ text: String) {
        switch text.uppercased() {
        case "J": draft.record.type = .article
        case "B": draft.record.type = .book
        case "C", "S": draft.record.type = .conferencePaper
        default: draft.record.type = .other
        }
        if text.uppercased() != "J" { draft.keep(text, under: "PT") }
    }

    private mutating func addDocumentType(_ text: String) {
        for part in text.split(separator: ";").map({ trimmedOfWhiteSpace(String($0)) }) {
            draft.addNotices(DocumentKind.notices(inType: part))
            switch part.lowercased() {
            case "proceedings paper", "meeting abstract", "meeting paper":
                draft.record.type = .conferencePaper
            case "book chapter": draft.record.type = .chapter
            case "book": draft.record.type = .book
            case "data paper", "article", "review": break
            case "data set", "data study": draft.record.type = .dataset
            case "preprint": draft.record.type = .preprint
            default: break
            }
        }
        draft.keep(text, under: "DT")
    }

    private mutating func finished() -> Record {
        // Full names stand for the short ones; zoological records put the address behind the name.
        let chosen = fullNames.count >= shortNames.count ? fullNames : shortNames
        for line in chosen {
            guard let bracket = line.firstRange(of: " (") else {
                draft.addAuthor(Name.parsing(line))
                continue
            }
            draft.addAuthor(Name.parsing(String(line[..<bracket.lowerBound])))
            draft.keep(line, under: "AU")
        }
        for name in collectives { draft.addAuthor(.literal(name)) }
        for entry in abbreviations { draft.set(\.journal, entry.text, under: entry.tag) }
        return draft.finished()
    }
}
