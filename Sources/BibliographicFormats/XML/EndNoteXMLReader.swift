import Bibliography

/// Reads the XML export of EndNote, which Zotero and others write too.
///
/// Texts are wrapped in `style` elements, one per change of typeface; their contents are joined.
struct EndNoteXMLReader {
    private let bytes: [UInt8]
    private let fileName: String
    private var result: ImportResult
    private var path: [String] = []
    private var content: [UInt8] = []
    private var draft: RecordDraft?
    private var startLine = 0
    private var start = 0
    private var hasContent = false
    private var kindName: String?

    /// Reads all records of a text in UTF-8.
    ///
    /// - Parameters:
    ///   - bytes: the text; it may be a part of a file that ends where a record begins.
    ///   - fileName: name of the file.
    ///   - linesBefore: number of line ends of the file before the text.
    ///   - result: what was found so far.
    /// - Returns: The number of line ends in the text.
    static func read(
        _ bytes: [UInt8],
        fileName: String,
        linesBefore: Int,
        into result: inout ImportResult
    ) -> Int {
        var reader = EndNoteXMLReader(bytes, fileName: fileName, result: result)
        // The reader has its own copy; without this every record added would copy all of them.
        result = ImportResult()
        let lines = reader.readAll(linesBefore: linesBefore)
        result = reader.result
        return lines
    }

    /// Where the last record of a text begins.
    static func startOfLastRecord(of bytes: [UInt8]) -> Int? {
        XMLRecordBoundary.startOfLast(["<record"], in: bytes)
    }

    private init(_ bytes: [UInt8], fileName: String, result: ImportResult) {
        self.bytes = bytes
        self.fileName = fileName
        self.result = result
    }

    private mutating func readAll(linesBefore: Int) -> Int {
        var elements = XMLElements(bytes, linesBefore: linesBefore)
        while let event = elements.next() {
            switch event {
            case .text(let range):
                if draft != nil, !path.isEmpty { content.append(contentsOf: bytes[range]) }
            case .start("style", _), .end("style"): break
            case .start("record", _):
                if draft != nil {
                    result.repair(
                        elements.line,
                        "no end of the record of line \(startLine); it ends at the next one"
                    )
                    close(at: elements.position)
                }
                begin(at: elements.position, line: elements.line)
            case .end("record"): close(at: elements.position)
            case .start(let name, let attributes):
                guard draft != nil else { break }
                path.append(name)
                content.removeAll(keepingCapacity: true)
                if name == "ref-type" {
                    kindName = elements.attribute("name", in: attributes)
                }
            case .end(let name):
                guard draft != nil, path.last == name else { break }
                addContent(name: name)
                content.removeAll(keepingCapacity: true)
                path.removeLast()
            }
        }
        if draft != nil {
            result.problem(
                elements.line,
                "the record of line \(startLine) does not end; read as far as it goes"
            )
            if let name = path.last {
                add(PlainText.cleaned(content[...]), parent: path.dropLast().last ?? "", name: name)
            }
            close(at: elements.position)
        }
        return elements.lastLine() - linesBefore - 1
    }

    /// Adds what stands in an element; lists that were typed into one field hold one entry a line.
    private mutating func addContent(name: String) {
        let parent = path.dropLast().last ?? ""
        let isList = name == "keyword" || name == "author" || name == "url"
        let whole = isList ? String(decoding: content, as: UTF8.self) : ""
        guard isList, whole.contains("&#xD;") || whole.contains("&#13;") else {
            add(PlainText.cleaned(content[...]), parent: parent, name: name)
            return
        }
        for entry in whole.replacing("&#13;", with: "&#xD;").split(separator: "&#xD;") {
            add(PlainText.cleaned(String(entry)), parent: parent, name: name)
        }
    }

    private mutating func begin(at place: Int, line: Int) {
        start = place
        result.found += 1
        startLine = line
        hasContent = false
        path.removeAll()
        content.removeAll(keepingCapacity: true)
        draft = RecordDraft(
            source: RecordSource(file: fileName, position: result.found, line: line)
        )
    }

    private mutating func close(at end: Int) {
        guard var finished = draft else { return }
        draft = nil
        ForbiddenCharacters.report(in: bytes, start..<end, line: startLine, to: &result)
        guard hasContent else {
            result.problem(startLine, "record without any field; left out")
            return
        }
        result.records.append(finished.finished())
    }

    /// Sets the kind from its number, which is the same in all languages, or from its name.
    private mutating func setType(number: String) {
        let name = kindName.flatMap { $0.isEmpty ? nil : $0 }
        kindName = nil
        let type = Int(number).flatMap { Self.types[$0] }
        draft?.record.type = type ?? name.flatMap { DocumentKind.type(named: $0) } ?? .other
        // The name that is written for the kind says no more than the kind does.
        if let kind = draft?.record.type, name == EndNoteXMLWriter.kind(of: kind).name { return }
        draft?.keep(name ?? number, under: "ref-type")
    }

    /// Kinds of documents by their numbers in EndNote.
    private static let types: [Int: RecordType] = [
        5: .chapter, 6: .book, 7: .chapter, 10: .conferencePaper, 12: .webPage, 16: .webPage,
        17: .article, 19: .article, 23: .article, 27: .report, 28: .book, 32: .thesis,
        34: .preprint, 43: .article, 44: .book, 46: .report, 47: .conferencePaper,
        48: .other, 52: .chapter, 56: .webPage, 59: .dataset,
    ]

    private mutating func add(_ text: String, parent: String, name: String) {
        if name == "ref-type" { setType(number: text) }
        guard !text.isEmpty else { return }
        let isAside = ["database", "source-app", "ref-type", "foreign-keys", "key"].contains(name)
        if isAside { return }
        hasContent = true
        if addPlace(text, parent: parent, name: name) { return }
        switch name {
        case "author": addName(text, role: parent)
        case "title": draft?.set(\.title, text, under: name)
        case "abstract": draft?.set(\.abstract, text, under: name)
        case "keyword": draft?.addKeywords(text)
        case "year": draft?.addDate(text, rank: 0, under: name)
        case "date": draft?.addDate(text, rank: 1, under: name)
        case "notes":
            if text.hasPrefix("PMID: "), draft?.record.pmid == nil,
                let pmid = PubMedIdentifier.normalised(text)
            {
                draft?.record.pmid = pmid
            } else {
                draft?.addNote(text)
            }
        case "language": draft?.set(\.language, text, under: name)
        case "publisher": draft?.set(\.publisher, text, under: name)
        case "work-type":
            draft?.addNotices(DocumentKind.notices(inType: text))
            draft?.keep(text, under: name)
        case "url": draft?.addAddresses(text, under: name)
        case "rec-number": draft?.set(\.identifier, text, under: name)
        case "accession-num": draft?.set(\.accession, text, under: name)
        case "electronic-resource-num": draft?.setDOI(text, under: name)
        case "custom2" where text.uppercased().hasPrefix("PMC"):
            draft?.setPMCID(text, under: name)
        case "remote-database-name": draft?.set(\.database, text, under: name)
        default: draft?.keep(text, under: name)
        }
    }

    private mutating func addPlace(_ text: String, parent: String, name: String) -> Bool {
        switch name {
        case "secondary-title": draft?.set(\.journal, text, under: name)
        case "full-title":
            // The periodical repeats the secondary title, but for capitals as a rule.
            let isRepeated = draft?.record.journal?.lowercased() == text.lowercased()
            if !isRepeated { draft?.set(\.journal, text, under: name) }
        case "volume": draft?.set(\.volume, text, under: name)
        case "number", "issue": draft?.set(\.issue, text, under: name)
        case "pages": draft?.addPages(text, under: name)
        case "isbn", "issn": draft?.addSerialNumbers(text, under: name)
        default: return false
        }
        return true
    }

    private mutating func addName(_ text: String, role: String) {
        switch role {
        case "authors": draft?.addAuthor(Name.parsing(text))
        case "secondary-authors": draft?.addEditors(text)
        default: draft?.keep(text, under: role)
        }
    }
}
