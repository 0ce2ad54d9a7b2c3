import Bibliography

/// Reads the MEDLINE text of PubMed (`.nbib`) and of databases that imitate it.
///
/// - Reference: National Library of Medicine, MEDLINE/PubMed Data Element (Field) Descriptions.
struct MEDLINEReader {
    private let bytes: [UInt8]
    private let fileName: String
    private var result: ImportResult
    private var fields: [TaggedField] = []
    private var startLine = 0

    private init(_ bytes: [UInt8], fileName: String, result: ImportResult) {
        self.bytes = bytes
        self.fileName = fileName
        self.result = result
    }

    /// Reads all records of a text in UTF-8.
    ///
    /// - Parameters:
    ///   - bytes: the text; it may be a part of a file that ends where a record begins.
    ///   - fileName: name of the file.
    ///   - linesBefore: number of lines of the file before the text.
    ///   - result: what was found so far.
    /// - Returns: The number of lines of the text.
    static func read(
        _ bytes: [UInt8],
        fileName: String,
        linesBefore: Int,
        into result: inout ImportResult
    ) -> Int {
        var reader = MEDLINEReader(bytes, fileName: fileName, result: result)
        // The reader has its own copy; without this every record added would copy all of them.
        result = ImportResult()
        let lines = reader.readAll(linesBefore: linesBefore)
        result = reader.result
        return lines
    }

    /// Where the last record of a text begins: the line of a `PMID` after a blank line.
    static func startOfLastRecord(of bytes: [UInt8]) -> Int? {
        let tag = Array("PMID-".utf8)
        return TaggedTextReader.lastLine(of: bytes) { buffer, start in
            guard start + tag.count <= buffer.count, buffer[start..<start + 5].elementsEqual(tag)
            else { return false }
            let isPair = buffer[start - 1] == 10 && start > 1 && buffer[start - 2] == 13
            let end = start - (isPair ? 2 : 1)
            return end > 0 && (buffer[end - 1] == 10 || buffer[end - 1] == 13)
        }
    }

    private mutating func readAll(linesBefore: Int) -> Int {
        var cursor = LineCursor(bytes, linesBefore: linesBefore)
        var isAfterBlank = true
        var firstTag: FieldTag?
        while let line = cursor.next() {
            let content = trimmed(bytes[line])
            if content.isEmpty {
                isAfterBlank = true
                continue
            }
            if let (tag, value) = Self.field(in: bytes, line: line) {
                firstTag = firstTag ?? tag
                let startsAnew = tag == "PMID" && fields.contains { $0.tag == "PMID" }
                if startsAnew || (isAfterBlank && endsRecord(tag, firstTag: firstTag)) {
                    close()
                    startLine = cursor.number
                }
                fields.append(TaggedField(tag: tag, line: cursor.number, first: value))
            } else if let last = fields.indices.last {
                fields[last].continuation.append(content.startIndex..<content.endIndex)
            } else {
                result.addStray(content, line: cursor.number)
            }
            isAfterBlank = false
        }
        close()
        return cursor.number - linesBefore
    }

    /// Whether a tag after a blank line opens a record: the tags that records of the file open with
    /// do, and so does one that a record has once and the open one has already.
    private func endsRecord(_ tag: FieldTag, firstTag: FieldTag?) -> Bool {
        if tag == "PMID" || tag == firstTag { return true }
        let isSingle = ["OWN", "STAT", "TI", "DP", "TA", "JT", "SO"].contains { tag == $0 }
        return isSingle && fields.contains { $0.tag == tag }
    }

    /// `PMID- value`: two to four capitals or digits, padded to four, a dash and a blank.
    static func field(in bytes: [UInt8], line: Range<Int>) -> (tag: FieldTag, value: Range<Int>)? {
        let start = line.lowerBound
        let end = line.upperBound
        var nameEnd = start
        while nameEnd < end, nameEnd < start + 5 {
            let byte = bytes[nameEnd]
            let isName = (0x41...0x5A).contains(byte) || (nameEnd > start && isDigit(byte))
            if !isName { break }
            nameEnd += 1
        }
        guard (2...4).contains(nameEnd - start) else { return nil }
        var dash = nameEnd
        while dash < end, dash < start + 6, bytes[dash] == 32 { dash += 1 }
        guard dash < end, bytes[dash] == UInt8(ascii: "-"), dash >= start + 4 else { return nil }
        let value = dash + 1
        guard value == end || bytes[value] == 32 else { return nil }
        return (FieldTag(bytes[start..<nameEnd]), min(value + 1, end)..<end)
    }

    private mutating func close() {
        defer { fields.removeAll(keepingCapacity: true) }
        guard !fields.isEmpty else { return }
        result.found += 1
        let source = RecordSource(file: fileName, position: result.found, line: startLine)
        result.records.append(MEDLINEFields.record(from: fields, in: bytes, source: source))
    }
}

/// The meaning of MEDLINE tags.
struct MEDLINEFields {
    private var draft: RecordDraft
    private var lastNameTag: FieldTag?
    private var abbreviation: String?

    static func record(
        from fields: [TaggedField],
        in bytes: [UInt8],
        source: RecordSource
    ) -> Record {
        var reader = MEDLINEFields(source: source)
        for field in fields { reader.add(field.text(in: bytes), under: field.tag) }
        return reader.finished()
    }

    init(source: RecordSource) {
        draft = RecordDraft(source: source)
        draft.record.type = .article
    }

    /// Adds an author whose name is known in its parts.
    mutating func addAuthor(_ name: Name) {
        draft.addAuthor(name)
    }

    /// Keeps a value for which MEDLINE has no tag.
    mutating func keep(_ text: String, under name: String) {
        draft.keep(text, under: name)
    }

    /// Adds the cleaned value of a tag.
    mutating func add(_ text: String, under tag: FieldTag) {
        let name = tag.text
        if addName(tag, text) || addIdentifier(tag, text) { return }
        switch tag {
        case "TI": draft.set(\.title, text, under: name)
        case "BTI":
            draft.set(draft.record.title == nil ? \.title : \.journal, text, under: name)
        case "AB": draft.set(\.abstract, text, under: name)
        case "JT": draft.set(\.journal, text, under: name)
        case "TA": abbreviation = text
        case "VI": draft.set(\.volume, text, under: name)
        case "IP": draft.set(\.issue, text, under: name)
        case "PG": draft.addPages(text, under: name)
        case "DP": draft.addDate(text, rank: 0, under: name)
        case "MH", "OT": draft.addKeywords(text)
        case "LA": draft.append(\.language, text, by: "; ")
        case "PB": draft.set(\.publisher, text, under: name)
        case "PT": addType(text)
        case "GN": draft.addNote(text)
        case "RIN":
            draft.addNotices([.retracted])
            draft.keep(text, under: name)
        default: draft.keep(text, under: name)
        }
    }

    /// `FAU` holds the full name and is followed by `AU`, the same name abbreviated.
    private mutating func addName(_ tag: FieldTag, _ text: String) -> Bool {
        switch tag {
        case "FAU": draft.addAuthor(Name.parsing(text))
        case "AU":
            if lastNameTag != "FAU" { draft.addAuthor(Name.parsing(text)) }
        case "CN": draft.addAuthor(text.isEmpty ? nil : .literal(text))
        case "FED": draft.addEditors(text)
        case "ED":
            if lastNameTag != "FED" { draft.addEditors(text) }
        default: return false
        }
        lastNameTag = tag
        return true
    }

    private mutating func addIdentifier(_ tag: FieldTag, _ text: String) -> Bool {
        switch tag {
        case "PMID": draft.setPMID(text, under: "PMID")
        case "PMC": draft.setPMCID(text, under: "PMC")
        case "LID", "AID": addLocation(text, under: tag.text)
        case "IS", "ISBN", "ISSN": draft.addSerialNumbers(text, under: tag.text)
        case "OID": draft.set(\.accession, text, under: "OID")
        case "OWN":
            if text == "ERIC" { draft.record.database = "ERIC" }
            draft.keep(text, under: "OWN")
        default: return false
        }
        return true
    }

    /// `10.1016/j.ejmg.2019.03.004 [doi]`, `S1769-7212(19)30059-X [pii]`, an address, or a page.
    private mutating func addLocation(_ text: String, under tag: String) {
        if text.hasSuffix("[doi]") || text.holds("doi.org/") {
            guard let doi = DigitalObjectIdentifier.normalised(text) else {
                draft.keep(text, under: tag)
                return
            }
            draft.set(\.doi, doi, under: tag)
        } else if text.hasPrefix("http") {
            draft.addAddresses(text, under: tag)
            if draft.record.doi == nil, text.holds("doi") {
                draft.record.doi = DigitalObjectIdentifier.normalised(text)
            }
        } else {
            draft.keep(text, under: tag)
        }
    }

    private mutating func addType(_ text: String) {
        draft.addNotices(DocumentKind.notices(inType: text))
        if let type = MEDLINEWords.type(ofLowercased: text.lowercased()) {
            draft.record.type = type
        }
        if !MEDLINEWords.isImplied(text, by: draft.record.type) { draft.keep(text, under: "PT") }
    }

    /// The record of all values that were added.
    mutating func finished() -> Record {
        // The title in its own language stands for one that was not translated.
        let isMissing = draft.record.title == nil || draft.record.title == "[Not Available]."
        if isMissing, let original = draft.record.extra["TT"]?.first {
            draft.record.title = original
        }
        if let abbreviation { draft.set(\.journal, abbreviation, under: "TA") }
        if draft.record.pmid != nil, draft.record.database == nil {
            draft.record.database = "PubMed"
        }
        return draft.finished()
    }
}
