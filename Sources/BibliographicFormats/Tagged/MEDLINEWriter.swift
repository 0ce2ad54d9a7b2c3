import Bibliography

/// Writes MEDLINE text as PubMed does, a blank line between records.
enum MEDLINEWriter: SequentialWriter {
    static func restored(_ bytes: [UInt8]) -> Record? {
        var result = ImportResult()
        _ = MEDLINEReader.read(bytes, fileName: "", linesBefore: 0, into: &result)
        return result.records.count == 1 ? result.records[0] : nil
    }

    static func append(_ record: Record, remainder: String?, to output: inout [UInt8]) {
        var lines: [(tag: String, value: String)] = []
        func add(_ tag: String, _ value: String?) {
            if let value { lines.append((tag, value)) }
        }
        func add(_ tag: String, all values: [String]) {
            for value in values { lines.append((tag, value)) }
        }
        // A record begins with this tag whether or not it has a number.
        add("PMID", record.pmid ?? "")
        add("OWN", record.extra["OWN"]?.first)
        add("IS", all: record.issn)
        add("ISBN", all: record.isbn)
        add("VI", record.volume)
        add("IP", record.issue)
        add("DP", record.date.flatMap(dateText) ?? record.year.map(String.init))
        add("TI", record.title)
        add("PG", record.pages)
        add("LID", record.doi.map { $0 + " [doi]" })
        add("AB", record.abstract)
        for author in record.authors {
            switch author {
            case .person: add("FAU", author.text)
            case .literal(let name): add("CN", name)
            }
        }
        add("FED", all: record.editors.map(\.text))
        add("LA", record.language)
        add("PT", all: kinds(of: record))
        add("PB", record.publisher)
        add("JT", record.journal)
        add("OT", all: record.keywords)
        add("PMC", record.pmcid)
        add("OID", record.accession)
        add("GN", all: record.notes)
        for (tag, values) in record.extra.sorted(by: { $0.key < $1.key })
        where tag != "PT" && tag != "OWN" {
            for value in values {
                add(isTag(tag) ? tag : "GN", isTag(tag) ? value : "\(tag): \(value)")
            }
        }
        add("AID", all: record.urls)
        add("ZZZZ", remainder)
        for line in lines { append(line.tag, line.value, to: &output) }
        output.append(10)
    }

    private static func append(_ tag: String, _ value: String, to output: inout [UInt8]) {
        output.append(contentsOf: tag.utf8)
        for _ in tag.utf8.count..<4 { output.append(32) }
        output.append(contentsOf: "- ".utf8)
        output.append(contentsOf: value.utf8.lazy.map { $0 < 32 || $0 == 127 ? 32 : $0 })
        output.append(10)
    }

    /// `2020 Feb 3`, as PubMed writes dates.
    private static func dateText(_ date: String) -> String? {
        guard let parsed = PartialDate(parsing: date) else { return nil }
        let names = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        let month = parsed.month.map { " " + names[$0 - 1] } ?? ""
        return String(parsed.year) + month + (parsed.day.map { " \($0)" } ?? "")
    }

    private static func kinds(of record: Record) -> [String] {
        let words =
            [MEDLINEWords.word(for: record.type)]
            + record.notices.map { MEDLINEWords.word(for: $0) }
        return words + (record.extra["PT"] ?? []).filter { !words.contains($0) }
    }

    private static func isTag(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return (2...4).contains(bytes.count)
            && bytes.allSatisfy { (0x41...0x5A).contains($0) || isDigit($0) }
            && bytes.first.map { !isDigit($0) } == true
            && !["PMID", "TY", "ER", "PT"].contains(text)
    }
}
