import Bibliography

/// Reads works of OpenAlex: an answer of its interface, a list of works, or one work a line.
///
/// - Reference: docs.openalex.org, work object.
enum OpenAlexReader {
    /// Reads all works.
    ///
    /// - Throws: `.malformed` if this is no JSON.
    static func read(
        _ bytes: [UInt8],
        fileName: String
    ) throws(BibliographicFormatError) -> ImportResult {
        try JSONItems(bytes, fileName: fileName, format: .openAlexJSON, lists: [["results"]])
            .records(fileName: fileName, record)
    }

    private static func record(of object: JSONObject, source: RecordSource) -> Record {
        var work = object
        var draft = RecordDraft(source: source)
        draft.record.database = "OpenAlex"
        draft.set(\.title, work.text("title") ?? "", under: "title")
        draft.set(\.title, work.text("display_name") ?? "", under: "display_name")
        for var authorship in work.objects("authorships") { addAuthor(&authorship, to: &draft) }
        draft.addDate(work.text("publication_date") ?? "", rank: 1, under: "publication_date")
        draft.addDate(work.text("publication_year") ?? "", rank: 0, under: "publication_year")
        if var place = work.object("primary_location") ?? work.object("host_venue") {
            addPlace(&place, to: &draft)
        }
        if var biblio = work.object("biblio") {
            draft.set(\.volume, biblio.text("volume") ?? "", under: "volume")
            draft.set(\.issue, biblio.text("issue") ?? "", under: "issue")
            draft.addFirstPage(biblio.text("first_page") ?? "", under: "first_page")
            draft.addLastPage(biblio.text("last_page") ?? "", under: "last_page")
        }
        addIdentifiers(&work, to: &draft)
        if let words = work.object("abstract_inverted_index")?.values {
            draft.set(\.abstract, abstract(from: words), under: "abstract_inverted_index")
        }
        for key in ["keywords", "mesh"] {
            for var entry in work.objects(key) {
                let word =
                    entry.text("display_name") ?? entry.text("keyword")
                    ?? entry.text("descriptor_name") ?? ""
                if !word.isEmpty, !draft.record.keywords.contains(word) {
                    draft.record.keywords.append(word)
                }
            }
        }
        // Guessed by a program, unlike keywords and headings.
        for var concept in work.objects("concepts") {
            draft.keep(concept.text("display_name") ?? "", under: "concepts")
        }
        let type = work.text("type") ?? ""
        draft.record.type = DocumentKind.type(named: type) ?? .other
        draft.addNotices(DocumentKind.notices(inType: type))
        draft.keep(type, under: "type")
        if let crossref = work.text("type_crossref") {
            if draft.record.type == .article, let exact = DocumentKind.type(named: crossref) {
                draft.record.type = exact
            }
            draft.keep(crossref, under: "type_crossref")
        }
        if work.isTrue("is_retracted") { draft.addNotices([.retracted]) }
        draft.set(\.language, work.text("language") ?? "", under: "language")
        if let count = work.text("cited_by_count") { draft.keep(count, under: "cited_by_count") }
        return draft.finished()
    }

    private static func addAuthor(_ authorship: inout JSONObject, to draft: inout RecordDraft) {
        var author = authorship.object("author")
        let name = author?.text("display_name") ?? authorship.text("raw_author_name") ?? ""
        draft.addAuthor(Name.parsing(name))
        if let orcid = author?.text("orcid") { draft.keep("\(name): \(orcid)", under: "orcid") }
    }

    private static func addPlace(_ place: inout JSONObject, to draft: inout RecordDraft) {
        draft.addAddresses(place.text("landing_page_url") ?? "", under: "landing_page_url")
        draft.addAddresses(place.text("pdf_url") ?? "", under: "pdf_url")
        // `host_venue`, of older answers, is the source itself.
        var source = place.object("source") ?? place
        draft.set(\.journal, source.text("display_name") ?? "", under: "source")
        for text in source.texts("issn") + source.texts("issn_l") {
            draft.addSerialNumbers(text, under: "issn")
        }
        let publisher = source.text("host_organization_name") ?? source.text("publisher") ?? ""
        draft.set(\.publisher, publisher, under: "publisher")
    }

    private static func addIdentifiers(_ work: inout JSONObject, to draft: inout RecordDraft) {
        draft.setDOI(work.text("doi") ?? "", under: "doi")
        let id = work.text("id") ?? ""
        if var ids = work.object("ids") {
            draft.setDOI(ids.text("doi") ?? "", under: "doi")
            draft.setPMID(ids.text("pmid") ?? "", under: "pmid")
            if let pmcid = ids.text("pmcid") {
                // A link that ends in the number, with or without its prefix.
                let last = pmcid.split(separator: "/").last.map(String.init) ?? pmcid
                draft.setPMCID(last.hasPrefix("PMC") ? last : "PMC" + last, under: "pmcid")
            }
        }
        let number = id.split(separator: "/").last.map(String.init) ?? id
        draft.set(\.accession, number, under: "id")
    }

    /// The text whose words stand at the places that the index gives.
    ///
    /// Places beyond any abstract are left out: they would make a text of that length.
    private static func abstract(from index: [String: Any]) -> String {
        var places: [(place: Int, word: String)] = []
        for (word, list) in index {
            for place in (list as? [Any] ?? []).compactMap({ $0 as? Int })
            where (0..<100_000).contains(place) {
                places.append((place, word))
            }
        }
        places.sort { ($0.place, $0.word) < ($1.place, $1.word) }
        return PlainText.cleaned(places.map(\.word).joined(separator: " "))
    }
}
