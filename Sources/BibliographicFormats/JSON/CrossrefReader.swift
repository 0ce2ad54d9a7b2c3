import Bibliography

/// Reads works of Crossref: answers of its interface, one work, or a list of works.
///
/// - Reference: api.crossref.org, `/works`.
enum CrossrefReader {
    /// Reads all works.
    ///
    /// - Throws: `.malformed` if this is no JSON.
    static func read(
        _ bytes: [UInt8],
        fileName: String
    ) throws(BibliographicFormatError) -> ImportResult {
        try JSONItems(
            bytes,
            fileName: fileName,
            format: .crossrefJSON,
            lists: [["message", "items"], ["items"]]
        ).records(fileName: fileName, record)
    }

    private static func record(of object: JSONObject, source: RecordSource) -> Record {
        var work = object
        var draft = RecordDraft(source: source)
        work.ignore("reference", "indexed", "relation", "license", "content-domain", "score")
        work.ignore("deposited", "created", "resource", "assertion", "prefix", "member")
        work.ignore("short-title", "issn-type", "isbn-type")
        let parts = work.texts("title") + work.texts("subtitle")
        draft.set(\.title, title(parts), under: "title")
        draft.record.authors = work.objects("author").compactMap(name)
        draft.record.editors = work.objects("editor").compactMap(name)
        // The issue's date is the one that is cited.
        for (rank, key) in ["published-print", "issued", "published", "published-online"]
            .enumerated()
        {
            for var date in work.objects(key) {
                let numbers = date.values["date-parts"] as? [Any]
                var first = JSONObject(["parts": numbers?.first ?? []])
                let text = first.texts("parts").joined(separator: "/")
                if rank == 0 || draft.record.year == nil {
                    draft.addDate(text, rank: rank, under: key)
                }
                date.ignore("date-parts")
            }
        }
        let places = work.texts("container-title")
        draft.set(\.journal, places.first ?? "", under: "container-title")
        for place in places.dropFirst() { draft.keep(place, under: "container-title") }
        for place in work.texts("short-container-title") where !places.contains(place) {
            draft.keep(place, under: "short-container-title")
        }
        draft.set(\.volume, work.text("volume") ?? "", under: "volume")
        draft.set(\.issue, work.text("issue") ?? "", under: "issue")
        if var issue = work.object("journal-issue") {
            draft.set(\.issue, issue.text("issue") ?? "", under: "journal-issue")
        }
        draft.addPages(work.text("page") ?? "", under: "page")
        draft.addArticleNumber(work.text("article-number") ?? "", under: "article-number")
        draft.setDOI(work.text("DOI") ?? "", under: "DOI")
        for text in work.texts("ISSN") { draft.addSerialNumbers(text, under: "ISSN") }
        for text in work.texts("ISBN") { draft.addSerialNumbers(text, under: "ISBN") }
        draft.set(\.abstract, work.text("abstract") ?? "", under: "abstract")
        for text in work.texts("subject") { draft.record.keywords.append(text) }
        draft.addAddresses(work.text("URL") ?? "", under: "URL")
        draft.set(\.language, work.text("language") ?? "", under: "language")
        draft.set(\.publisher, work.text("publisher") ?? "", under: "publisher")
        draft.set(\.database, work.text("source") ?? "", under: "source")
        addType(work.text("type") ?? "", subtype: work.text("subtype") ?? "", to: &draft)
        // A notice names the work that it updates.
        for var update in work.objects("update-to") {
            draft.addNotices(DocumentKind.notices(inType: update.text("type") ?? ""))
            draft.keep(update.text("DOI") ?? "", under: "update-to")
        }
        for var update in work.objects("updated-by") {
            if update.text("type") == "retraction" { draft.addNotices([.retracted]) }
            draft.keep(update.text("DOI") ?? "", under: "updated-by")
        }
        work.keepRest(in: &draft)
        return draft.finished()
    }

    /// Title and subtitle, joined by a colon unless the title holds the subtitle already.
    private static func title(_ parts: [String]) -> String {
        guard let first = parts.first else { return "" }
        guard parts.count > 1, !first.contains(parts[1]) else { return first }
        return first + (first.last?.isPunctuation == true ? " " : ": ") + parts[1]
    }

    private static func name(_ object: JSONObject) -> Name? {
        var object = object
        return object.text("name").map { .literal($0) } ?? CSLName.name(object)
    }

    private static func addType(_ text: String, subtype: String, to draft: inout RecordDraft) {
        draft.record.type =
            switch text {
            case "journal-article": .article
            case "proceedings-article": .conferencePaper
            case "book", "monograph", "edited-book", "reference-book", "proceedings": .book
            case "book-chapter", "book-section", "book-part", "reference-entry": .chapter
            case "dissertation": .thesis
            case "report", "report-component", "standard": .report
            case "posted-content": subtype.isEmpty || subtype == "preprint" ? .preprint : .webPage
            case "dataset", "database": .dataset
            default: .other
            }
        draft.keep(text, under: "type")
        draft.keep(subtype, under: "subtype")
    }
}
