public import Bibliography

/// Writes records as the content of a file, in UTF-8.
///
/// Reading the file gives the same records, for every format and every record: what a format has no room
/// for goes under a tag of this program that others pass over.
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
    case .cslJSON: return CSLJSONWriter.bytes(of: records)
    case .wos: return WebOfScienceWriter.file(of: records)
    case .pubMedXML, .xlsx, .openAlexJSON, .crossrefJSON, .refer, .refWorks, .ovid:
        throw .notSupported(file: "output", format: "writing \(format.rawValue)")
    }
}

/// Writes a format in which records follow one another.
protocol SequentialWriter {
    /// Appends a record.
    ///
    /// - Parameters:
    ///   - record: the record.
    ///   - remainder: what the format has no room for, as text to be put under a tag that readers keep;
    ///     `nil` if there is room for all.
    ///   - output: what has been written so far.
    static func append(_ record: Record, remainder: String?, to output: inout [UInt8])

    /// Reads the bytes of one record back; `nil` if they hold none.
    static func restored(_ bytes: [UInt8]) -> Record?
}

extension SequentialWriter {
    /// All records in UTF-8.
    static func bytes(of records: [Record]) -> [UInt8] {
        var output: [UInt8] = []
        for record in records { append(record, to: &output) }
        return output
    }

    /// Appends a record so that reading it back gives the same one.
    static func append(_ record: Record, to output: inout [UInt8]) {
        let start = output.count
        append(record, remainder: nil, to: &output)
        let restored = restored(Array(output[start...]))
        guard
            let remainder = restored.map({ Remainder.text(of: record, restored: $0) })
                ?? Remainder.text(of: record)
        else { return }
        output.removeLast(output.count - start)
        append(record, remainder: remainder, to: &output)
    }
}
