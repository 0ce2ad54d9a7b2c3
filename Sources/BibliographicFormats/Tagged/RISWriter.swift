import Bibliography

/// Writes RIS that this program and reference managers read back, with the line ends and the order of
/// tags that the format prescribes.
enum RISWriter: SequentialWriter {
    static func restored(_ bytes: [UInt8]) -> Record? {
        var result = ImportResult()
        _ = RISReader.read(bytes, fileName: "", linesBefore: 0, isLast: true, into: &result)
        return result.records.count == 1 ? result.records[0] : nil
    }

    static func append(_ record: Record, remainder: String?, to output: inout [UInt8]) {
        var extra = record.extra
        let code = RISType.code(of: record.type)
        let stated = extra.removeValue(forKey: "TY")?.first
        let isSame = stated.map { RISType.type(ofCode: $0) == record.type } ?? false
        var lines: [(tag: String, value: String)] = [("TY", isSame ? stated ?? code : code)]
        func add(_ tag: String, _ value: String?) {
            if let value { lines.append((tag, value)) }
        }
        func add(_ tag: String, all values: [String]) {
            for value in values { lines.append((tag, value)) }
        }
        add("ID", record.identifier)
        add("TI", record.title)
        add("AU", all: record.authors.map(\.text))
        add(record.type == .book ? "A3" : "A2", all: record.editors.map(\.text))
        add("PY", record.year.map(String.init))
        add("DA", record.date.flatMap(dateText))
        add(record.type == .book ? "JF" : "T2", record.journal)
        add("VL", record.volume)
        add("IS", record.issue)
        addPages(record.pages, to: &lines)
        add("DO", record.doi)
        add("AN", record.accession)
        add("C5", record.pmid)
        add("C2", record.pmcid)
        add("SN", all: record.issn + record.isbn)
        add("AB", record.abstract)
        add("KW", all: record.keywords)
        add("UR", all: record.urls)
        add("LA", record.language)
        add("PB", record.publisher)
        add("DB", record.database)
        add("M3", all: kinds(of: record))
        add("N1", all: record.notes)
        for (tag, values) in extra.sorted(by: { $0.key < $1.key }) {
            if isTag(tag) {
                add(tag, all: values)
            } else {
                // A column or a longer tag has no place in RIS; a note keeps it readable.
                add("N1", all: values.map { "\(tag): \($0)" })
            }
        }
        add("ZZ", remainder)
        for line in lines { append(line.tag, line.value, to: &output) }
        output.append(contentsOf: "ER  - \n\n".utf8)
    }

    private static func append(_ tag: String, _ value: String, to output: inout [UInt8]) {
        output.append(contentsOf: tag.utf8)
        output.append(contentsOf: "  - ".utf8)
        // A line break would end the value, and other control characters make files binary.
        output.append(contentsOf: value.utf8.lazy.map { $0 < 32 || $0 == 127 ? 32 : $0 })
        output.append(10)
    }

    private static func addPages(
        _ pages: String?,
        to lines: inout [(tag: String, value: String)]
    ) {
        guard let pages else { return }
        let parts = pages.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        if parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty,
            PageRange.joined(first: parts[0], last: parts[1]) == pages
        {
            lines.append(("SP", parts[0]))
            lines.append(("EP", parts[1]))
        } else {
            lines.append(("SP", pages))
        }
    }

    /// `2024/04/03/`, the form of the specification; a year alone is in `PY`.
    private static func dateText(_ date: String) -> String? {
        guard let parsed = PartialDate(parsing: date), let month = parsed.month else { return nil }
        func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
        return "\(parsed.year)/\(padded(month))/\(parsed.day.map(padded) ?? "")/"
    }

    /// Words for what `TY` cannot say: notices, and trial registrations.
    private static func kinds(of record: Record) -> [String] {
        let stated = record.extra["M3"] ?? []
        let known = Set(
            stated.flatMap { DocumentKind.notices(inType: $0) }
                + DocumentKind.notices(inTitle: record.title ?? "")
        )
        var words = record.notices.filter { !known.contains($0) }.map { notice in
            switch notice {
            case .comment: "Comment"
            case .erratum: "Erratum"
            case .retraction: "Retraction Notice"
            case .retracted: "Retracted Publication"
            }
        }
        let statesRegistration = stated.contains {
            DocumentKind.type(named: $0) == .trialRegistration
        }
        if record.type == .trialRegistration, !statesRegistration {
            words.append("Trial registry record")
        }
        return words
    }

    private static func isTag(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return bytes.count == 2 && (0x41...0x5A).contains(bytes[0])
            && ((0x41...0x5A).contains(bytes[1]) || (0x30...0x39).contains(bytes[1]))
            && text != "TY" && text != "ER"
    }
}
