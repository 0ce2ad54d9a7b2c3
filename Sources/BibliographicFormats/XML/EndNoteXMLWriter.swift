import Bibliography

/// Writes the XML that EndNote imports.
enum EndNoteXMLWriter {
    /// All records in UTF-8.
    static func bytes(of records: [Record]) -> [UInt8] {
        var output = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xml><records>\n"
        for record in records {
            let plain = element(of: record, remainder: nil)
            if let remainder = remainder(of: record, beside: plain) {
                output += element(of: record, remainder: remainder)
            } else {
                output += plain
            }
        }
        return Array((output + "</records></xml>\n").utf8)
    }

    private static func remainder(of record: Record, beside text: String) -> String? {
        let document = Array("<xml><records>\n\(text)</records></xml>\n".utf8)
        var result = ImportResult()
        _ = EndNoteXMLReader.read(document, fileName: "", linesBefore: 0, into: &result)
        guard result.records.count == 1 else { return Remainder.text(of: record) }
        return Remainder.text(of: record, restored: result.records[0])
    }

    private static func element(of record: Record, remainder: String?) -> String {
        let kind = kind(of: record.type)
        var body = ""
        func add(_ name: String, _ value: String?) {
            if let value { body += element(name, escaped(value)) }
        }
        func group(_ name: String, _ values: [String], _ inner: String) {
            guard !values.isEmpty else { return }
            body += element(name, values.map { element(inner, escaped($0)) }.joined())
        }
        add("rec-number", record.identifier)
        body += "<ref-type name=\"\(kind.name)\">\(kind.number)</ref-type>"
        let contributors =
            people("authors", record.authors) + people("secondary-authors", record.editors)
        if !contributors.isEmpty { body += element("contributors", contributors) }
        let titles =
            (record.title.map { element("title", escaped($0)) } ?? "")
            + (record.journal.map { element("secondary-title", escaped($0)) } ?? "")
        if !titles.isEmpty { body += element("titles", titles) }
        add("pages", record.pages)
        add("volume", record.volume)
        add("number", record.issue)
        group("keywords", record.keywords, "keyword")
        body += dates(of: record)
        for number in record.issn + record.isbn { add("isbn", number) }
        add("accession-num", record.accession)
        add("electronic-resource-num", record.doi)
        add("abstract", record.abstract)
        add("custom2", record.pmcid)
        add("language", record.language)
        add("publisher", record.publisher)
        add("remote-database-name", record.database)
        for note in record.notes { add("notes", note) }
        // EndNote has no field for these; notes keep them readable.
        add("notes", record.pmid.map { "PMID: " + $0 })
        for (tag, values) in record.extra.sorted(by: { $0.key < $1.key }) {
            for value in values { add("research-notes", "\(tag): \(value)") }
        }
        if !record.urls.isEmpty {
            let urls = record.urls.map { element("url", escaped($0)) }.joined()
            body += element("urls", element("related-urls", urls))
        }
        add("custom7", remainder)
        return "<record>\(body)</record>\n"
    }

    private static func people(_ role: String, _ names: [Name]) -> String {
        guard !names.isEmpty else { return "" }
        return element(role, names.map { element("author", escaped($0.text)) }.joined())
    }

    private static func dates(of record: Record) -> String {
        guard let year = record.year else { return "" }
        let date = record.date.flatMap { PartialDate(parsing: $0) }
        let day = date?.month == nil ? nil : record.date
        let inner = day.map { element("pub-dates", element("date", escaped($0))) } ?? ""
        return element("dates", element("year", String(year)) + inner)
    }

    private static func element(_ name: String, _ content: String) -> String {
        "<\(name)>\(content)</\(name)>"
    }

    /// Control characters are not allowed in XML, not even as references.
    private static func escaped(_ text: String) -> String {
        var output = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": output += "&amp;"
            case "<": output += "&lt;"
            case ">": output += "&gt;"
            case _ where scalar.value < 32 || (0xFFFE...0xFFFF).contains(scalar.value):
                output += " "
            default: output.unicodeScalars.append(scalar)
            }
        }
        return output
    }

    static func kind(of type: RecordType) -> (name: String, number: Int) {
        switch type {
        case .article: ("Journal Article", 17)
        case .conferencePaper: ("Conference Proceedings", 10)
        case .book: ("Book", 6)
        case .chapter: ("Book Section", 5)
        case .thesis: ("Thesis", 32)
        case .report: ("Report", 27)
        case .preprint: ("Unpublished Work", 34)
        case .dataset: ("Dataset", 59)
        case .webPage: ("Web Page", 12)
        case .trialRegistration, .other: ("Generic", 13)
        }
    }
}
