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
    var census = TextCensus()
    census.add(bytes)
    var stream = try RecordStream(fileName: fileName, format: format, census: census)
    let records = try stream.read(bytes, isLast: true)
    return ReadResult(records: records, report: stream.report)
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
