import Bibliography

/// The meaning of RIS tags in the dialects of databases and reference managers.
struct RISFields {
    private var draft: RecordDraft
    private let bytes: [UInt8]
    private var titles: [(rank: Int, text: String, tag: String)] = []
    private var journals: [(rank: Int, text: String, tag: String)] = []
    private var authors: [Name] = []
    private var primaryAuthors: [Name] = []
    private var abstracts: [(text: String, tag: String)] = []
    /// Values in which a DOI is looked for if there is no field of its own.
    private var places: [(rank: Int, text: String)] = []

    /// Makes a record of the fields between `TY` and `ER`.
    static func record(
        from fields: [TaggedField],
        in bytes: [UInt8],
        source: RecordSource
    ) -> Record {
        var reader = RISFields(draft: RecordDraft(source: source), bytes: bytes)
        for field in fields { reader.add(field) }
        return reader.finished()
    }

    private init(draft: RecordDraft, bytes: [UInt8]) {
        self.draft = draft
        self.bytes = bytes
    }

    private mutating func add(_ field: TaggedField) {
        if addCreator(field) || addPlace(field) || addIdentifier(field) || addSubject(field) {
            return
        }
        let text = field.text(in: bytes)
        switch field.tag {
        case "TY": setType(text)
        case "TI": titles.append((0, text, "TI"))
        case "T1": titles.append((1, text, "T1"))
        case "CT": titles.append((2, text, "CT"))
        // The title of the book: the work itself, or what contains it.
        case "BT":
            if draft.record.type == .book {
                titles.append((3, text, "BT"))
            } else {
                journals.append((1, text, "BT"))
            }
        case "M1" where statesIssue && text.utf8.count <= 12:
            draft.set(\.issue, text, under: "M1")
        case "AB", "N2":
            if !text.isEmpty { abstracts.append((text, field.tag.text)) }
        case "PY": draft.addDate(text, rank: 0, under: "PY")
        case "Y1": draft.addDate(text, rank: 1, under: "Y1")
        case "DA": draft.addDate(text, rank: 2, under: "DA")
        case "PD": draft.addDate(text, rank: 3, under: "PD")
        case "LA": draft.append(\.language, text, by: "; ")
        case "PB": draft.set(\.publisher, text, under: "PB")
        case "DB":
            draft.append(\.database, field.lines(in: bytes).joined(separator: "; "), by: "; ")
        case "M3":
            draft.addNotices(DocumentKind.notices(inType: text))
            if let type = DocumentKind.type(named: text), refines(type) { draft.record.type = type }
            places.append((1, text))
            draft.keep(text, under: "M3")
        default: draft.keep(text, under: field.tag.text)
        }
    }

    /// Whether `M1` is the issue, as EndNote has it for these types; elsewhere it may be anything.
    private var statesIssue: Bool {
        ["EJOUR", "MGZN", "NEWS"].contains(draft.record.extra["TY"]?.first ?? "")
    }

    private mutating func addCreator(_ field: TaggedField) -> Bool {
        switch field.tag {
        case "AU", "A1":
            for line in field.lines(in: bytes) {
                let names = Name.parsingList(line, splittingAtAnd: false)
                if field.tag == "AU" { authors += names } else { primaryAuthors += names }
            }
        case "A3" where draft.record.type == .book: addEditors(field)
        // The second authors of a book are the editors of its series.
        case "A2" where draft.record.type == .book: return false
        case "A2", "ED": addEditors(field)
        default: return false
        }
        return true
    }

    private mutating func addEditors(_ field: TaggedField) {
        for line in field.lines(in: bytes) {
            // PsycInfo puts the authors of all cited works here, in one line.
            if line.utf8.count(where: { $0 == UInt8(ascii: ",") }) > 3 {
                draft.keep(line, under: field.tag.text)
            } else {
                draft.addEditors(line)
            }
        }
    }

    private mutating func addPlace(_ field: TaggedField) -> Bool {
        let text = { [bytes] in field.text(in: bytes) }
        switch field.tag {
        case "JF": journals.append((0, text(), "JF"))
        case "T2": journals.append((1, text(), "T2"))
        case "JO": journals.append((2, text(), "JO"))
        case "JA": journals.append((3, text(), "JA"))
        case "J2": journals.append((4, text(), "J2"))
        case "VL": draft.set(\.volume, text(), under: "VL")
        case "VO":
            // Old writers put the edition into VL and the volume here.
            if let present = draft.record.volume { draft.keep(present, under: "VL") }
            draft.record.volume = text()
        case "IS": draft.set(\.issue, text(), under: "IS")
        case "SP": draft.addFirstPage(text(), under: "SP")
        case "EP": draft.addLastPage(text(), under: "EP")
        case "PG": draft.addPages(text(), under: "PG")
        case "C7": draft.addArticleNumber(text(), under: "C7")
        case "SN": for line in field.lines(in: bytes) { draft.addSerialNumbers(line, under: "SN") }
        default: return false
        }
        return true
    }

    private mutating func addIdentifier(_ field: TaggedField) -> Bool {
        let name = field.tag.text
        switch field.tag {
        case "DO", "DI", "DOI": draft.setDOI(field.text(in: bytes), under: name)
        case "PMID": draft.setPMID(field.text(in: bytes), under: name)
        case "AN": draft.set(\.accession, field.text(in: bytes), under: name)
        case "ID": draft.set(\.identifier, field.text(in: bytes), under: name)
        case "C2", "C3", "C5", "U1", "U2": addCustom(field.text(in: bytes), under: field.tag)
        case "UR", "LK", "L1", "L2", "L3", "L4":
            for line in field.lines(in: bytes) {
                draft.addAddresses(line, under: name)
                places.append((field.tag == "L3" ? 2 : 4, line))
            }
        default: return false
        }
        return true
    }

    /// Fields whose meaning is the database's own.
    private mutating func addCustom(_ text: String, under tag: FieldTag) {
        let isDigits = !text.isEmpty && text.utf8.allSatisfy(isDigit)
        let isAccession = text.first == "L" && text.utf8.dropFirst().allSatisfy(isDigit)
        switch tag {
        case "C3" where text.begins(with: "pubmed ", ignoringCase: true): setPMIDs(text)
        case "C5" where isDigits: draft.setPMID(text, under: "C5")
        case "C2" where text.begins(with: "pmc", ignoringCase: true):
            draft.setPMCID(text, under: "C2")
        case "U2" where isAccession && text.utf8.count > 6:
            draft.set(\.accession, text, under: "U2")
        default: draft.keep(text, under: tag.text)
        }
    }

    /// Cochrane: `PUBMED 21314913`, alone or with `EMBASE …` after a comma.
    private mutating func setPMIDs(_ text: String) {
        let parts = text.split(separator: ",").map { trimmedOfWhiteSpace(String($0)) }
        for part in parts {
            if part.uppercased().hasPrefix("PUBMED ") {
                draft.setPMID(part, under: "C3")
            } else {
                draft.keep(part, under: "C3")
            }
        }
    }

    private mutating func addSubject(_ field: TaggedField) -> Bool {
        switch field.tag {
        case "KW":
            // EndNote writes one keyword a line after the first.
            for line in field.lines(in: bytes) { draft.addKeywords(line) }
        case "N1":
            let text = field.text(in: bytes)
            readNote(text)
            draft.addNote(text)
        default: return false
        }
        return true
    }

    /// EBSCO states accession number and DOI in a note.
    private mutating func readNote(_ text: String) {
        let label = "Accession Number:"
        if text.hasPrefix(label) {
            let rest = text.dropFirst(label.count).drop { $0 == " " }
            let number = rest.prefix { $0 != ";" && $0 != "." && $0 != " " && $0 != "," }
            if !number.isEmpty, draft.record.accession == nil {
                draft.record.accession = String(number)
            }
            if text.holds("doi", ignoringCase: true) { places.append((3, text)) }
        } else if text.hasPrefix("PMID:") {
            if let pmid = PubMedIdentifier.normalised(text), draft.record.pmid == nil {
                draft.record.pmid = pmid
            }
        }
    }

    private mutating func setType(_ text: String) {
        let code = text.uppercased()
        draft.record.type = RISType.type(ofCode: code)
        if RISType.code(of: draft.record.type) != code { draft.keep(code, under: "TY") }
    }

    /// Whether words of `M3` may replace the type that `TY` states.
    private func refines(_ type: RecordType) -> Bool {
        switch draft.record.type {
        case .article: type != .article && type != .book && type != .webPage
        case .other: true
        default: false
        }
    }

    private mutating func finished() -> Record {
        settle(titles, \.title)
        // Some writers give the same people under both tags.
        draft.record.authors = primaryAuthors + authors.filter { !primaryAuthors.contains($0) }
        if draft.record.type == .book {
            // The container of a book is its series, which is no journal.
            for entry in journals { draft.keep(entry.text, under: entry.tag) }
        } else {
            settle(journals, \.journal)
        }
        settleAbstracts()
        settleIdentifiers()
        return draft.finished()
    }

    /// The value with the lowest rank counts; different ones are kept.
    private mutating func settle(
        _ entries: [(rank: Int, text: String, tag: String)],
        _ path: WritableKeyPath<Record, String?>
    ) {
        let ranked = entries.enumerated().sorted {
            ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset)
        }
        for (_, entry) in ranked { draft.set(path, entry.text, under: entry.tag) }
    }

    private mutating func settleAbstracts() {
        for (text, tag) in abstracts {
            let isCopyright =
                draft.record.abstract != nil
                && (text.hasPrefix("Copyright") || text.hasPrefix("©"))
            let isKnown = draft.record.abstract == text
            if isKnown { continue }
            if isCopyright || (draft.record.abstract != nil && tag == "N2") {
                draft.keep(text, under: tag)
            } else {
                draft.append(\.abstract, text, by: " ")
            }
        }
    }

    private mutating func settleIdentifiers() {
        if draft.record.doi == nil {
            let ranked = places.enumerated().sorted {
                ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset)
            }
            for (_, place) in ranked where mayHoldDOI(place) {
                if let doi = DigitalObjectIdentifier.normalised(place.text) {
                    draft.record.doi = doi
                    break
                }
            }
        }
        if draft.record.accession == nil { draft.record.accession = scopusNumber() }
        let isPubMed =
            draft.record.accession.map { $0.utf8.count <= 8 && $0.utf8.allSatisfy(isDigit) }
            ?? false
        let provider = (draft.record.extra["DP"] ?? []) + [draft.record.database ?? ""]
        if isPubMed, draft.record.pmid == nil,
            provider.contains(where: { $0 == "NLM" || $0 == "PubMed" })
        {
            draft.record.pmid = draft.record.accession
        }
    }

    /// A link counts if it leads to the resolver or names the DOI as such.
    private func mayHoldDOI(_ place: (rank: Int, text: String)) -> Bool {
        guard place.rank == 4 else { return true }
        return place.text.holds("doi.org/10.", ignoringCase: true)
            || place.text.holds("doi=10.", ignoringCase: true)
            || place.text.holds("/doi/", ignoringCase: true)
            || endsWithDOI(place.text)
    }

    /// Whether the path of a link ends with a DOI, as in `…/10.1637/10940-092414-RegR.pdf`.
    ///
    /// More after the suffix may be a supplement or a figure, so one step is all that is taken. Handles of
    /// repositories look alike, and the link of a book says nothing of its chapters.
    private func endsWithDOI(_ address: String) -> Bool {
        guard address.begins(with: "http", ignoringCase: true) else { return false }
        let others: [StaticString] = ["handle", "hdl.", "bitstream"]
        if others.contains(where: { address.holds($0, ignoringCase: true) }) { return false }
        if draft.record.type != .book, address.holds("/book", ignoringCase: true) { return false }
        guard address.holds("/10.") else { return false }
        let doi = DigitalObjectIdentifier.normalised(address)
        return doi.map { $0.utf8.count(where: { $0 == UInt8(ascii: "/") }) == 1 } ?? false
    }

    private func scopusNumber() -> String? {
        for address in draft.record.urls {
            guard let offset = address.offset(of: "eid=2-s2.0-") else { continue }
            let digits = address[address.utf8.index(address.startIndex, offsetBy: offset + 11)...]
                .prefix { $0.isNumber }
            if !digits.isEmpty { return "2-s2.0-" + digits }
        }
        return nil
    }
}

extension FieldTag: ExpressibleByStringLiteral {
    init(stringLiteral value: StaticString) { self.init(value) }
}

/// Codes of document types in RIS.
enum RISType {
    /// The kind of document that a code stands for.
    static func type(ofCode code: String) -> RecordType {
        switch code {
        case "JOUR", "JFULL", "EJOUR", "MGZN", "NEWS", "INPR": .article
        case "CONF", "CPAPER", "ABST": .conferencePaper
        case "BOOK", "EBOOK", "EDBOOK", "SER", "CLSWK": .book
        case "CHAP", "ECHAP": .chapter
        case "THES": .thesis
        case "RPRT", "GOVDOC", "STAND": .report
        case "UNPB": .preprint
        case "DATA", "AGGR", "DBASE": .dataset
        case "ELEC", "WEB", "BLOG", "ICOMM": .webPage
        default: .other
        }
    }

    /// The code that is written for a kind of document.
    static func code(of type: RecordType) -> String {
        switch type {
        case .article: "JOUR"
        case .conferencePaper: "CPAPER"
        case .book: "BOOK"
        case .chapter: "CHAP"
        case .thesis: "THES"
        case .report: "RPRT"
        case .preprint: "UNPB"
        case .dataset: "DATA"
        case .webPage: "ELEC"
        case .trialRegistration, .other: "GEN"
        }
    }
}
