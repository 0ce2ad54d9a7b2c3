public import Bibliography

/// Reads the records of a file.
///
/// Format and encoding are found from the content, not from the name. A broken record is a problem in the
/// report and the rest is read.
///
/// - Parameters:
///   - bytes: content of the file.
///   - fileName: name of the file, without its folder, for `Record.source` and messages.
///   - format: format of the content; `nil` finds it.
/// - Returns: The records in the order of the file, and a report.
/// - Throws: `BibliographicFormatError` if nothing can be made of the file at all: it is empty, binary, of
///   no known format, or of a format that is not read.
public func readRecords(
    _ bytes: [UInt8],
    fileName: String,
    format: BibliographicFormat? = nil
) throws(BibliographicFormatError) -> ReadResult {
    guard let text = DecodedText(bytes) else {
        throw .notText(file: fileName, looksLike: FormatDetection.kindOfBinary(bytes))
    }
    guard text.bytes.contains(where: { !isBlankByte($0) }) else {
        throw .empty(file: fileName)
    }
    let chosen: BibliographicFormat
    if let format {
        chosen = format
    } else {
        chosen = try FormatDetection.format(of: text.bytes, fileName: fileName)
    }
    var result: ImportResult
    switch chosen {
    case .ris: result = RISReader.read(text.bytes, fileName: fileName)
    case .nbib: result = MEDLINEReader.read(text.bytes, fileName: fileName)
    case .wos: result = WebOfScienceReader.read(text.bytes, fileName: fileName)
    case .csv: result = try DelimitedRecordsReader.read(text.bytes, fileName: fileName)
    case .endNoteXML: result = EndNoteXMLReader.read(text.bytes, fileName: fileName)
    case .bibtex: result = BibTeXReader.read(text.bytes, fileName: fileName)
    case .json: result = try RecordJSON.read(text.bytes, fileName: fileName)
    case .pubMedXML, .xlsx, .cslJSON, .openAlexJSON, .crossrefJSON, .refer, .refWorks, .ovid:
        throw .notSupported(file: fileName, format: chosen.rawValue)
    }
    if result.found == 0 {
        throw .malformed(
            file: fileName,
            format: chosen,
            line: 1,
            what: "the file holds no record"
        )
    }
    if text.foreignByteCount > 0 {
        let what = "bytes that are not UTF-8 were read as Windows-1252"
        result.repaired.insert(
            ImportFinding(line: 1, what: "\(text.foreignByteCount) \(what)"),
            at: 0
        )
    }
    if text.encoding == .windows1252 {
        // Nothing in the bytes tells the code pages apart, so the reader should look at the letters.
        let what = "not UTF-8 and no byte order mark; read as Windows-1252 (Latin-1), check accents"
        result.repaired.insert(ImportFinding(line: 1, what: what), at: 0)
    }
    let report = ImportReport(
        file: fileName,
        format: chosen,
        encoding: text.encoding.rawValue,
        recordsFound: result.found,
        recordsRead: result.records.count,
        repaired: result.repaired.sorted { $0.line < $1.line },
        problems: result.problems.sorted { $0.line < $1.line },
        missing: result.missing
    )
    return ReadResult(records: result.records, report: report)
}

/// Writes records as the content of a file, in UTF-8.
///
/// - Parameters:
///   - records: records in the order in which they are written.
///   - format: format of the content.
/// - Returns: The content.
/// - Throws: `.notSupported` for a format that can be read only.
public func writeRecords(
    _ records: [Record],
    as format: BibliographicFormat
) throws(BibliographicFormatError) -> [UInt8] {
    switch format {
    case .ris: return RISWriter.bytes(of: records)
    case .csv: return DelimitedRecordsWriter.bytes(of: records)
    case .json: return RecordJSON.bytes(of: records)
    case .nbib: return MEDLINEWriter.bytes(of: records)
    case .bibtex: return BibTeXWriter.bytes(of: records)
    case .endNoteXML: return EndNoteXMLWriter.bytes(of: records)
    case .wos, .pubMedXML, .xlsx, .cslJSON, .openAlexJSON, .crossrefJSON, .refer, .refWorks, .ovid:
        throw .notSupported(file: "output", format: "writing \(format.rawValue)")
    }
}
