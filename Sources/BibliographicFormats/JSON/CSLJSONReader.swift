import Bibliography

/// Reads Citation Style Language data, as Zotero, Mendeley, pandoc and citation services write it.
///
/// - Reference: CSL-Data, schema 1.0.2, github.com/citation-style-language/schema.
enum CSLJSONReader {
    /// Reads a list of items, one item, or an object that holds the list in `items`.
    ///
    /// - Throws: `.malformed` if this is no JSON.
    static func read(
        _ bytes: [UInt8],
        fileName: String
    ) throws(BibliographicFormatError) -> ImportResult {
        try JSONItems(
            bytes,
            fileName: fileName,
            format: .cslJSON,
            lists: [["items"], ["references"]]
        ).records(fileName: fileName, record)
    }

    static func record(of object: JSONObject, source: RecordSource) -> Record {
        var item = object
        var draft = RecordDraft(source: source)
        func keep(_ value: String?, under tag: String) {
            if let value { draft.keep(value, under: tag) }
        }
        let stated = item.text("type") ?? ""
        let genre = item.text("genre")
        draft.record.type = CSLType.type(named: stated, genre: genre ?? "")
        let word = CSLType.word(for: draft.record.type)
        if stated != word.type { draft.keep(stated, under: "type") }
        if let genre, genre != word.genre { draft.keep(genre, under: "genre") }
        let id = item.text("id") ?? ""
        if !GeneratedKey.isOne(id) { draft.set(\.identifier, id, under: "id") }
        draft.set(\.title, item.text("title") ?? "", under: "title")
        draft.record.authors = item.objects("author").compactMap(CSLName.name)
        draft.record.editors = item.objects("editor").compactMap(CSLName.name)
        if let issued = item.object("issued") { addDate(issued, to: &draft) }
        draft.set(\.journal, item.text("container-title") ?? "", under: "container-title")
        draft.set(\.volume, item.text("volume") ?? "", under: "volume")
        draft.set(\.issue, item.text("issue") ?? "", under: "issue")
        draft.addPages(item.text("page") ?? "", under: "page")
        let number = item.text("number") ?? ""
        if draft.record.type == .article {
            draft.addArticleNumber(number, under: "number")
        } else {
            draft.keep(number, under: "number")
        }
        draft.setDOI(item.text("DOI") ?? "", under: "DOI")
        draft.setPMID(item.text("PMID") ?? "", under: "PMID")
        draft.setPMCID(item.text("PMCID") ?? "", under: "PMCID")
        for text in item.texts("ISSN") { draft.addSerialNumbers(text, under: "ISSN") }
        for text in item.texts("ISBN") { draft.addSerialNumbers(text, under: "ISBN") }
        draft.set(\.abstract, item.text("abstract") ?? "", under: "abstract")
        for text in item.texts("keyword") {
            draft.addKeywords(text, separator: text.contains(";") ? ";" : ",")
        }
        for text in item.texts("URL") { draft.addAddresses(text, under: "URL") }
        draft.set(\.language, item.text("language") ?? "", under: "language")
        draft.set(\.publisher, item.text("publisher") ?? "", under: "publisher")
        draft.set(\.database, item.text("source") ?? "", under: "source")
        for note in item.texts("note") { readNote(note, into: &draft) }
        if var custom = item.object("custom") {
            draft.keep(custom.text("consilience") ?? "", under: "custom")
            custom.keepRest(in: &draft)
        }
        item.keepRest(in: &draft)
        return draft.finished()
    }

    private static func addDate(_ issued: JSONObject, to draft: inout RecordDraft) {
        var issued = issued
        issued.ignore("circa")
        if let parts = issued.values["date-parts"] as? [Any], let first = parts.first as? [Any] {
            let numbers = JSONObject(["parts": first]).list("parts")
            if !numbers.isEmpty {
                draft.addDate(numbers.joined(separator: "/"), rank: 0, under: "issued")
            }
        }
        for key in ["raw", "literal"] {
            draft.addDate(issued.text(key) ?? "", rank: 1, under: "issued")
        }
        if let season = issued.text("season") { draft.keep(season, under: "season") }
    }

    /// Zotero puts what CSL has no key for into the note: `PMID: 123`, one a line.
    ///
    /// Only what the note begins with counts: further on, the number of another article may stand.
    private static func readNote(_ note: String, into draft: inout RecordDraft) {
        var words = note.split(separator: " ")[...]
        while words.count > 1, let label = words.popFirst(), let value = words.popFirst() {
            if label == "PMID:" {
                draft.record.pmid =
                    draft.record.pmid ?? PubMedIdentifier.normalised(String(value))
            } else if label == "PMCID:" {
                draft.record.pmcid =
                    draft.record.pmcid ?? PubMedIdentifier.normalisedCentral(String(value))
            } else {
                break
            }
        }
        draft.addNote(note)
    }
}

extension JSONObject {
    fileprivate func list(_ key: String) -> [String] {
        var copy = self
        return copy.texts(key)
    }
}

/// Names in CSL data.
enum CSLName {
    /// The name that an object states; `nil` if it states none.
    static func name(_ object: JSONObject) -> Name? {
        var object = object
        if let literal = object.text("literal") { return .literal(literal) }
        let particles = [object.text("dropping-particle"), object.text("non-dropping-particle")]
            .compactMap { $0 }
        guard let family = object.text("family") else {
            return object.text("given").map { .literal($0) }
        }
        let whole = (particles + [family]).joined(separator: " ")
        let given = [object.text("given"), object.text("suffix")].compactMap { $0 }
        return .person(family: whole, given: given.isEmpty ? nil : given.joined(separator: ", "))
    }
}

/// Kinds of documents in CSL data.
enum CSLType {
    /// Kind of document of a type; `genre` tells preprints and registrations apart.
    static func type(named text: String, genre: String) -> RecordType {
        if genre.holds("preprint", ignoringCase: true) { return .preprint }
        switch text {
        case "article-journal", "article-magazine", "article-newspaper", "review", "review-book":
            return .article
        // CSL 1.0.2 uses the plain type for preprints; older programs for any article.
        case "article": return .article
        case "paper-conference", "speech", "event": return .conferencePaper
        case "book", "periodical", "collection": return .book
        case "chapter", "entry", "entry-dictionary", "entry-encyclopedia": return .chapter
        case "thesis": return .thesis
        case "report", "standard", "legislation", "regulation": return .report
        case "dataset", "software": return .dataset
        case "webpage", "post", "post-weblog": return .webPage
        case "manuscript": return .preprint
        default:
            let isRegistration = genre.holds("trial registration", ignoringCase: true)
            return isRegistration ? .trialRegistration : .other
        }
    }

    /// Type and genre that are written for a kind of document.
    static func word(for type: RecordType) -> (type: String, genre: String?) {
        switch type {
        case .article: ("article-journal", nil)
        case .conferencePaper: ("paper-conference", nil)
        case .book: ("book", nil)
        case .chapter: ("chapter", nil)
        case .thesis: ("thesis", nil)
        case .report: ("report", nil)
        case .preprint: ("article", "preprint")
        case .dataset: ("dataset", nil)
        case .trialRegistration: ("document", "trial registration")
        case .webPage: ("webpage", nil)
        case .other: ("document", nil)
        }
    }
}
