import Bibliography

/// Reads the XML export of EndNote, which Zotero and others write too.
///
/// Texts are wrapped in `style` elements, one per change of typeface; their contents are joined.
struct EndNoteXMLReader {
    private let bytes: [UInt8]
    private let fileName: String
    private var result = ImportResult()
    private var path: [String] = []
    private var content: [UInt8] = []
    private var draft: RecordDraft?
    private var startLine = 0
    private var hasContent = false

    /// Reads all records of a text in UTF-8.
    static func read(_ bytes: [UInt8], fileName: String) -> ImportResult {
        var reader = EndNoteXMLReader(bytes, fileName: fileName)
        reader.readAll()
        return reader.result
    }

    private init(_ bytes: [UInt8], fileName: String) {
        self.bytes = bytes
        self.fileName = fileName
    }

    private mutating func readAll() {
        var elements = XMLElements(bytes)
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
                    close()
                }
                begin(line: elements.line)
            case .end("record"): close()
            case .start(let name, let attributes):
                guard draft != nil else { break }
                path.append(name)
                content.removeAll(keepingCapacity: true)
                if name == "ref-type", let kind = elements.attribute("name", in: attributes) {
                    setType(kind)
                }
            case .end(let name):
                guard draft != nil, path.last == name else { break }
                add(PlainText.cleaned(content[...]), parent: path.dropLast().last ?? "", name: name)
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
            close()
        }
    }

    private mutating func begin(line: Int) {
        result.found += 1
        startLine = line
        hasContent = false
        path.removeAll()
        content.removeAll(keepingCapacity: true)
        draft = RecordDraft(
            source: RecordSource(file: fileName, position: result.found, line: line)
        )
    }

    private mutating func close() {
        guard var finished = draft else { return }
        draft = nil
        guard hasContent else {
            result.problem(startLine, "record without any field; left out")
            return
        }
        result.records.append(finished.finished())
    }

    private mutating func setType(_ kind: String) {
        draft?.record.type = DocumentKind.type(named: kind) ?? .other
        draft?.keep(kind, under: "ref-type")
    }

    private mutating func add(_ text: String, parent: String, name: String) {
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
        case "secondary-title", "full-title":
            // The periodical repeats the secondary title.
            draft?.set(\.journal, text, under: name)
        case "volume": draft?.set(\.volume, text, under: name)
        case "number": draft?.set(\.issue, text, under: name)
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
