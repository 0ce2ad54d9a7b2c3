import Bibliography

/// Reads tables of records: exports of databases, reference managers and screening tools.
struct DelimitedRecordsReader: PieceReader {
    private let fileName: String
    private let headerRow: Int
    private var scanner: DelimitedTextScanner
    private var rowCount = 0
    private var sizeOfNextLook = 0
    private var header: [String] = []
    private var layout = DelimitedLayout(header: [])

    /// Prepares to read a table.
    ///
    /// - Parameters:
    ///   - beginning: enough of the text to hold the header.
    ///   - fileName: name of the file.
    /// - Throws: `.malformed` if no line names the columns of records.
    init(beginning: [UInt8], fileName: String) throws(BibliographicFormatError) {
        guard let start = DelimitedHeader.find(in: beginning) else {
            throw .malformed(
                file: fileName,
                format: .csv,
                line: 1,
                what: "no header; expected a line that names a title, abstract, DOI or PMID column"
            )
        }
        self.fileName = fileName
        headerRow = start.row
        scanner = DelimitedTextScanner(separator: start.separator)
    }

    /// Prepares to read the rows of a table that is no text.
    init(header: [String], fileName: String) {
        self.fileName = fileName
        headerRow = 0
        scanner = DelimitedTextScanner(separator: UInt8(ascii: ","))
        self.header = header.map(trimmedOfWhiteSpace)
        layout = DelimitedLayout(header: self.header)
    }

    mutating func read(
        _ block: [UInt8],
        isLast: Bool,
        into result: inout ImportResult
    ) throws(BibliographicFormatError) {
        scanner.append(block, isLast: isLast)
        // A quoted field that does not end yet is looked at again when the text has doubled.
        guard isLast || scanner.remaining >= sizeOfNextLook else { return }
        while true {
            let rows = scanner.rows(atMost: 512)
            if rows.isEmpty { break }
            for row in rows {
                take(row, into: &result)
                rowCount += 1
            }
        }
        sizeOfNextLook = scanner.remaining * 2
        if isLast {
            for line in scanner.unterminatedQuoteLines {
                result.problem(line, "a quoted field begins here and never ends")
            }
        }
    }

    private mutating func take(_ row: DelimitedTable.Row, into result: inout ImportResult) {
        if rowCount < headerRow {
            let text = row.fields.filter { !isBlank($0) }.joined(separator: " ").prefix(80)
            result.repair(row.line, "line before the header left out: \(text)")
        } else if rowCount == headerRow {
            header = row.fields.map(trimmedOfWhiteSpace)
            layout = DelimitedLayout(header: header)
        } else {
            read(row, into: &result)
        }
    }

    /// Reads a row below the header.
    func read(_ row: DelimitedTable.Row, into result: inout ImportResult) {
        // Abstrackr puts lines such as `citations that are not yet labeled` between the rows.
        if row.fields.count == 1, header.count >= 3 {
            let text = PlainText.cleaned(row.fields[0]).prefix(60)
            result.repair(row.line, "line with a single cell is no record; left out: \(text)")
            return
        }
        result.found += 1
        if row.fields.count > header.count {
            let surplus = row.fields[header.count...].filter { !isBlank($0) }
            if !surplus.isEmpty {
                result.problem(
                    row.line,
                    "\(row.fields.count) fields under \(header.count) columns; kept in extra"
                )
            }
        }
        let source = RecordSource(file: fileName, position: result.found, line: row.line)
        let (row, glued) = layout.isOwn ? (row, []) : Self.splittingGluedFields(of: row)
        if !glued.isEmpty {
            let tags = glued.map(\.tag).joined(separator: ", ")
            result.repair(row.line, "fields glued to others were split off: \(tags)")
        }
        var record = DelimitedFields.record(from: row, layout: layout, source: source)
        for (tag, value) in glued { Self.add(value, tag, to: &record) }
        for value in row.fields.dropFirst(header.count) where !isBlank(value) {
            record.extra["surplus", default: []].append(PlainText.cleaned(value))
        }
        result.records.append(record)
    }
}

extension DelimitedRecordsReader {
    /// Gives a field that was glued to another its place.
    private static func add(_ value: String, _ tag: String, to record: inout Record) {
        let isAccession =
            value.first == "L" && value.utf8.count > 6 && value.utf8.dropFirst().allSatisfy(isDigit)
        if tag == "U2", isAccession, record.accession == nil {
            record.accession = value
        } else if tag == "UR" || tag == "LK", value.hasPrefix("http"), !value.contains(" ") {
            if !record.urls.contains(value) { record.urls.append(value) }
        } else {
            record.extra[tag, default: []].append(value)
        }
    }

    /// Takes apart what other tools glued together when they read RIS: `10.1/x     LK  - https://…`.
    private static func splittingGluedFields(
        of row: DelimitedTable.Row
    ) -> (row: DelimitedTable.Row, glued: [(tag: String, value: String)]) {
        var fields = row.fields
        var glued: [(tag: String, value: String)] = []
        for (index, field) in row.fields.enumerated() where field.utf8.count < 4000 {
            let bytes = Array(field.utf8)
            let pieces = RISLine.gluedFields(in: bytes, value: 0..<bytes.count)
            guard let first = pieces.first else { continue }
            fields[index] = String(decoding: bytes[..<first.cut], as: UTF8.self)
            for (number, piece) in pieces.enumerated() {
                let end = number + 1 < pieces.count ? pieces[number + 1].cut : bytes.count
                guard piece.start <= end else { continue }
                glued.append((piece.tag.text, PlainText.cleaned(bytes[piece.start..<end])))
            }
        }
        return (DelimitedTable.Row(line: row.line, fields: fields), glued)
    }
}

/// Finds the header of a table of records, which lines about the search may precede.
enum DelimitedHeader {
    /// The separator and the number of the row that names the columns; `nil` if none does.
    static func find(in bytes: [UInt8]) -> (separator: UInt8, row: Int)? {
        var best: (separator: UInt8, row: Int, score: Int)?
        for separator in [UInt8(ascii: ","), UInt8(ascii: ";"), 9] {
            var scanner = DelimitedTextScanner(Array(bytes.prefix(60_000)), separator: separator)
            for (index, row) in scanner.rows(atMost: 8).enumerated() {
                let score = DelimitedLayout.score(of: row.fields)
                if score > (best?.score ?? 0) { best = (separator, index, score) }
            }
        }
        return best.map { ($0.separator, $0.row) }
    }

    /// Whether the first line is the header of a table that this program wrote; its fields may then hold
    /// lines that look like those of another format.
    static func isOwn(_ bytes: [UInt8]) -> Bool {
        var scanner = DelimitedTextScanner(
            Array(bytes.prefix(60_000)),
            separator: UInt8(ascii: ",")
        )
        return scanner.rows(atMost: 1).first.map { DelimitedLayout(header: $0.fields).isOwn }
            ?? false
    }
}
