import Bibliography

/// Writes the tagged text of Web of Science (`.ciw`).
///
/// The first line is that of older exports, which names no database: the records may come from any.
enum WebOfScienceWriter: SequentialWriter {
    static func restored(_ bytes: [UInt8]) -> Record? {
        let text = Array("FN ISI Export Format\nVR 1.0\n".utf8) + bytes
        let records = WebOfScienceReader.read(text, fileName: "").records
        return records.count == 1 ? records[0] : nil
    }

    /// The whole file, with its first and last lines.
    static func file(of records: [Record]) -> [UInt8] {
        var output = Array("FN ISI Export Format\nVR 1.0\n".utf8)
        for record in records { append(record, to: &output) }
        return output + "EF\n".utf8
    }

    static func append(_ record: Record, remainder: String?, to output: inout [UInt8]) {
        var lines: [(tag: String, values: [String])] = []
        func add(_ tag: String, _ value: String?) {
            if let value { lines.append((tag, [value])) }
        }
        func add(_ tag: String, all values: [String]) {
            if !values.isEmpty { lines.append((tag, values)) }
        }
        let extra = record.extra
        add("PT", extra["PT"]?.first ?? letter(for: record.type))
        let persons = record.authors.compactMap { name -> String? in
            if case .person = name { return name.text }
            return nil
        }
        add("AU", all: persons)
        add("AF", all: persons)
        for case .literal(let name) in record.authors { add("CA", name) }
        add("BE", all: record.editors.map(\.text))
        add("TI", record.title)
        add("SO", record.journal)
        add("LA", record.language)
        add("DT", all: extra["DT"] ?? kinds(of: record))
        add("DE", record.keywords.isEmpty ? nil : record.keywords.joined(separator: "; "))
        add("AB", record.abstract)
        add("PU", record.publisher)
        for number in record.issn { add("SN", number) }
        for number in record.isbn { add("BN", number) }
        add("PD", date(of: record))
        add("PY", record.year.map(String.init))
        add("VL", record.volume)
        add("IS", record.issue)
        addPages(record.pages, to: &lines)
        add("DI", record.doi)
        add("PM", record.pmid)
        add("UT", record.accession)
        for (tag, values) in extra.sorted(by: { $0.key < $1.key }) where isFree(tag) {
            if tag == "CR" || tag == "C1" {
                add(tag, all: values)
            } else {
                for value in values { add(tag, value) }
            }
        }
        add("ZZ", remainder)
        for line in lines { append(line.tag, line.values, to: &output) }
        output.append(contentsOf: "ER\n\n".utf8)
    }

    /// Further values stand on lines of their own, indented by three blanks.
    private static func append(_ tag: String, _ values: [String], to output: inout [UInt8]) {
        for (index, value) in values.enumerated() {
            output.append(contentsOf: index == 0 ? "\(tag) ".utf8 : "   ".utf8)
            output.append(contentsOf: value.utf8.lazy.map { $0 < 32 || $0 == 127 ? 32 : $0 })
            output.append(10)
        }
    }

    private static func addPages(
        _ pages: String?,
        to lines: inout [(tag: String, values: [String])]
    ) {
        guard let pages else { return }
        let parts = pages.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        if parts.count == 2, PageRange.joined(first: parts[0], last: parts[1]) == pages {
            lines.append(("BP", [parts[0]]))
            lines.append(("EP", [parts[1]]))
        } else {
            lines.append((pages.contains(where: \.isLetter) ? "AR" : "BP", [pages]))
        }
    }

    /// `FEB 12`, the month and day of the date.
    private static func date(of record: Record) -> String? {
        guard let date = record.date.flatMap({ PartialDate(parsing: $0) }), let month = date.month
        else { return nil }
        let names = [
            "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
        ]
        return names[month - 1] + (date.day.map { " \($0)" } ?? "")
    }

    private static func letter(for type: RecordType) -> String {
        switch type {
        case .book, .chapter: "B"
        case .conferencePaper: "C"
        default: "J"
        }
    }

    /// Document types for what the letter of `PT` cannot say.
    private static func kinds(of record: Record) -> [String] {
        var words: [String] = []
        switch record.type {
        case .chapter: words.append("Book Chapter")
        case .dataset: words.append("Data Set")
        case .preprint: words.append("Preprint")
        default: break
        }
        for notice in record.notices {
            switch notice {
            case .comment: words.append("Comment")
            case .erratum: words.append("Correction")
            case .retraction: words.append("Retraction")
            case .retracted: words.append("Retracted Publication")
            }
        }
        return words.isEmpty ? [] : [words.joined(separator: "; ")]
    }

    /// Whether a field of `extra` may stand under its own tag.
    private static func isFree(_ tag: String) -> Bool {
        let bytes = Array(tag.utf8)
        let isTag =
            bytes.count == 2 && (0x41...0x5A).contains(bytes[0])
            && ((0x41...0x5A).contains(bytes[1]) || isDigit(bytes[1]))
        let own = [
            "PT", "AU", "AF", "CA", "BE", "TI", "SO", "LA", "DT", "DE", "ID", "AB", "PU", "SN",
            "BN", "PD", "PY", "VL", "IS", "BP", "EP", "AR", "DI", "PM", "UT", "ER", "EF", "FN",
            "VR", "TY", "ZZ",
        ]
        return isTag && !own.contains(tag)
    }
}
