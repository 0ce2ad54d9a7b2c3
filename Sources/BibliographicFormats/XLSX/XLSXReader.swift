import Bibliography

/// Reads the table of records in an Excel workbook.
///
/// The first sheet with a header that names a title, abstract, DOI or PMID is read, and the others are
/// reported. Rows mean what they mean in delimited text.
enum XLSXReader {
    /// Whether a file is a zip archive or an old Office file, as far as its first bytes tell.
    static func mayRead(_ head: [UInt8]) -> Bool {
        head.starts(with: [0x50, 0x4B, 3, 4]) || head.starts(with: [0x50, 0x4B, 5, 6])
            || head.starts(with: oldOffice)
    }

    private static let oldOffice: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0]

    /// Reads all records of a workbook.
    ///
    /// - Throws: `.notText` for what is no workbook, `.malformed` for one that cannot be read or holds no
    ///   table of records.
    static func read(
        _ bytes: [UInt8],
        fileName: String
    ) throws(BibliographicFormatError) -> ImportResult {
        func malformed(_ what: String) -> BibliographicFormatError {
            .malformed(file: fileName, format: .xlsx, line: 1, what: what)
        }
        if bytes.starts(with: oldOffice) {
            // Excel wraps an encrypted workbook in an old Office file that names it in UTF-16.
            let mark = "EncryptedPackage".utf8.flatMap { (byte: UInt8) -> [UInt8] in [byte, 0] }
            if holds(mark, in: bytes) {
                throw malformed("password-protected; save it without a password")
            }
            throw .notText(
                file: fileName,
                looksLike: "an old Office file (.xls); save it as .xlsx or CSV"
            )
        }
        do {
            guard let workbook = try Workbook(ZipArchive(bytes)) else {
                throw BibliographicFormatError.notText(
                    file: fileName,
                    looksLike: "a zip archive that holds no Excel workbook"
                )
            }
            return try read(workbook, fileName: fileName)
        } catch let error as BibliographicFormatError {
            throw error
        } catch {
            throw malformed("\(error)")
        }
    }

    private static func read(_ workbook: Workbook, fileName: String) throws -> ImportResult {
        var skipped: [String] = []
        var result: ImportResult?
        for sheet in workbook.sheets {
            if result != nil {
                skipped.append(sheet.name)
                continue
            }
            guard let cells = try workbook.rows(of: sheet),
                let header = header(of: cells.rows)
            else {
                skipped.append(sheet.name)
                continue
            }
            var found = ImportResult()
            let reader = DelimitedRecordsReader(
                header: fields(of: cells.rows[header], atLeast: 1),
                fileName: fileName
            )
            for row in cells.rows[..<header] {
                let text = row.cells.map(\.text).joined(separator: " ").prefix(80)
                found.repair(row.number, "line before the header left out: \(text)")
            }
            for row in cells.rows[(header + 1)...] {
                // Cells that are empty are not written; a title alone is a record too.
                let fields = fields(of: row, atLeast: 2)
                reader.read(DelimitedTable.Row(line: row.number, fields: fields), into: &found)
            }
            if workbook.sheets.count > 1 { found.repair(1, "read the sheet '\(sheet.name)'") }
            result = found
        }
        guard var result else {
            throw BibliographicFormatError.malformed(
                file: fileName,
                format: .xlsx,
                line: 1,
                what: "no sheet with a header that names a title, abstract, DOI or PMID column; "
                    + "sheets: \(skipped.prefix(20).joined(separator: ", "))"
            )
        }
        if !skipped.isEmpty {
            let names = skipped.prefix(20).joined(separator: ", ")
            result.repair(1, "other sheets not read: \(names)")
        }
        return result
    }

    /// The row that names the most columns of records, among those that may follow words on a search.
    private static func header(of rows: [SheetCells.Row]) -> Int? {
        var best: (row: Int, score: Int)?
        for (index, row) in rows.prefix(20).enumerated() {
            let score = DelimitedLayout.score(of: row.cells.map(\.text))
            if score > (best?.score ?? 0) { best = (index, score) }
        }
        return best?.row
    }

    /// The fields of a row up to its last cell that holds something.
    private static func fields(of row: SheetCells.Row, atLeast count: Int) -> [String] {
        let last = row.cells.last.map { $0.column + 1 } ?? 0
        var fields = [String](repeating: "", count: max(count, last))
        for cell in row.cells { fields[cell.column] = cell.text }
        return fields
    }

    private static func holds(_ mark: [UInt8], in bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { buffer in
            guard buffer.count >= mark.count else { return false }
            return (0...(buffer.count - mark.count)).contains { place in
                buffer[place] == mark[0] && buffer[place...].starts(with: mark)
            }
        }
    }
}
