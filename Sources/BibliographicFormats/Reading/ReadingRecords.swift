import Bibliography

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
