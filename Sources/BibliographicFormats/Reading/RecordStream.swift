public import Bibliography

/// Reads the records of a file that arrives in blocks.
///
/// RIS, nbib and tables give their records as they are completed, so that a file much larger than the
/// memory can be read; of the other formats the whole file is kept until it ends. Records, findings and
/// their lines are the same whatever the blocks are.
///
///     var census = TextCensus()
///     for block in file { census.add(block) }
///     var stream = try RecordStream(fileName: "a.ris", census: census)
///     for block in file { use(try stream.read(block)) }
///     use(try stream.finish())
///     print(stream.report)
public struct RecordStream {
    private let fileName: String
    private let encoding: TextEncoding
    private let foreignByteCount: Int
    /// Whether the file is a workbook, whose bytes are no text.
    private let isWorkbook: Bool
    private var decoder: TextDecoder
    private var format: BibliographicFormat?
    private var reader: (any PieceReader)?
    /// Text that has arrived before the format is known.
    private var beginning: [UInt8] = []
    private var hasContent = false
    private var result = ImportResult()
    private var readCount = 0
    private var missing: [String: Int] = [:]

    /// Enough of a file to tell its format.
    private static let telling = 1 << 18

    /// Prepares to read a file.
    ///
    /// - Parameters:
    ///   - fileName: name of the file, without its folder, for `Record.source` and messages.
    ///   - format: format of the content; `nil` finds it.
    ///   - census: what all bytes of the file say of its encoding.
    /// - Throws: `.notText` for binary data.
    public init(
        fileName: String,
        format: BibliographicFormat? = nil,
        census: TextCensus
    ) throws(BibliographicFormatError) {
        isWorkbook = XLSXReader.mayRead(census.head)
        guard let encoding = isWorkbook ? .ascii : census.encoding else {
            throw .notText(file: fileName, looksLike: FormatDetection.kindOfBinary(census.head))
        }
        self.fileName = fileName
        self.format = format
        self.encoding = encoding
        foreignByteCount = isWorkbook ? 0 : census.foreignByteCount
        decoder = TextDecoder(encoding: encoding, hasForeignBytes: foreignByteCount > 0)
    }

    /// Reads the next block.
    ///
    /// - Parameter block: bytes that follow the last block.
    /// - Returns: The records that are complete now, in the order of the file.
    /// - Throws: `BibliographicFormatError` if nothing can be made of the file at all.
    public mutating func read(_ block: [UInt8]) throws(BibliographicFormatError) -> [Record] {
        try read(block, isLast: false)
    }

    /// Says that the file is over.
    ///
    /// - Returns: The records that are left.
    /// - Throws: `BibliographicFormatError` if nothing can be made of the file at all: it is empty, of no
    ///   known format, or of a format that is not read, or it holds no record.
    public mutating func finish() throws(BibliographicFormatError) -> [Record] {
        try read([], isLast: true)
    }

    mutating func read(
        _ block: [UInt8],
        isLast: Bool
    ) throws(BibliographicFormatError) -> [Record] {
        var text = isWorkbook ? block : decoder.decode(block, isLast: isLast)
        hasContent = hasContent || text.contains { !isBlankByte($0) }
        if reader == nil {
            beginning = beginning.isEmpty ? text : beginning + text
            guard isLast || beginning.count >= Self.telling, hasContent || isLast else { return [] }
            guard hasContent else { throw .empty(file: fileName) }
            text = beginning
            beginning = []
            let chosen: BibliographicFormat
            if isWorkbook {
                chosen = .xlsx
            } else if let format {
                chosen = format
            } else {
                chosen = try FormatDetection.format(of: text, fileName: fileName)
            }
            format = chosen
            reader = try pieceReader(of: chosen, beginning: text, fileName: fileName)
        }
        try reader?.read(text, isLast: isLast, into: &result)
        let records = result.records
        result.records = []
        readCount += records.count
        for (field, count) in ImportResult.missing(of: records) {
            missing[field, default: 0] += count
        }
        if isLast { try close() }
        return records
    }

    private mutating func close() throws(BibliographicFormatError) {
        reader = nil
        result.reportStray()
        guard result.found > 0 else {
            throw .malformed(
                file: fileName,
                format: format ?? .ris,
                line: 1,
                what: "the file holds no record"
            )
        }
        if result.announced > result.found {
            // Somebody may have exported a selection, so this is no fault.
            result.repair(
                1,
                "the file announces \(result.announced) records and holds \(result.found); "
                    + "it was cut off, or a selection was exported"
            )
        }
        if foreignByteCount > 0 {
            let what = "bytes that are not UTF-8 were read as Windows-1252"
            result.repair(1, "\(foreignByteCount) \(what)")
        }
        if encoding == .windows1252 || encoding == .macRoman {
            // Only the words tell the code pages apart, so the reader should look at the letters.
            let name = encoding == .macRoman ? "MacRoman" : "Windows-1252 (Latin-1)"
            result.repair(1, "not UTF-8 and no byte order mark; read as \(name), check accents")
        }
    }

    /// What happened so far; complete after `finish`.
    public var report: ImportReport {
        ImportReport(
            file: fileName,
            format: format ?? .ris,
            encoding: isWorkbook ? "XLSX" : encoding.rawValue,
            recordsFound: result.found,
            recordsRead: readCount,
            repaired: result.repaired.sorted { $0.line < $1.line },
            problems: result.problems.sorted { $0.line < $1.line },
            missing: missing
        )
    }
}

/// The reader of a format.
private func pieceReader(
    of format: BibliographicFormat,
    beginning: [UInt8],
    fileName: String
) throws(BibliographicFormatError) -> any PieceReader {
    switch format {
    case .ris:
        TaggedTextReader(boundary: RISReader.startOfLastRecord) { bytes, lines, isLast, result in
            RISReader.read(
                bytes,
                fileName: fileName,
                linesBefore: lines,
                isLast: isLast,
                into: &result
            )
        }
    case .nbib:
        TaggedTextReader(boundary: MEDLINEReader.startOfLastRecord) { bytes, lines, _, result in
            MEDLINEReader.read(bytes, fileName: fileName, linesBefore: lines, into: &result)
        }
    case .csv: try DelimitedRecordsReader(beginning: beginning, fileName: fileName)
    case .wos: WholeFileReader { WebOfScienceReader.read($0, fileName: fileName) }
    case .pubMedXML:
        TaggedTextReader(boundary: PubMedXMLReader.startOfLastRecord) { bytes, lines, _, result in
            PubMedXMLReader.read(bytes, fileName: fileName, linesBefore: lines, into: &result)
        }
    case .endNoteXML:
        TaggedTextReader(boundary: EndNoteXMLReader.startOfLastRecord) { bytes, lines, _, result in
            EndNoteXMLReader.read(bytes, fileName: fileName, linesBefore: lines, into: &result)
        }
    case .bibtex: WholeFileReader { BibTeXReader.read($0, fileName: fileName) }
    case .json:
        WholeFileReader { bytes throws(BibliographicFormatError) in
            try RecordJSON.read(bytes, fileName: fileName)
        }
    case .xlsx:
        WholeFileReader { bytes throws(BibliographicFormatError) in
            try XLSXReader.read(bytes, fileName: fileName)
        }
    case .cslJSON:
        WholeFileReader { bytes throws(BibliographicFormatError) in
            try CSLJSONReader.read(bytes, fileName: fileName)
        }
    case .openAlexJSON:
        WholeFileReader { bytes throws(BibliographicFormatError) in
            try OpenAlexReader.read(bytes, fileName: fileName)
        }
    case .crossrefJSON:
        WholeFileReader { bytes throws(BibliographicFormatError) in
            try CrossrefReader.read(bytes, fileName: fileName)
        }
    case .refer: WholeFileReader { ReferReader.read($0, fileName: fileName) }
    case .refWorks: WholeFileReader { RefWorksReader.read($0, fileName: fileName) }
    case .ovid: WholeFileReader { OvidReader.read($0, fileName: fileName) }
    }
}
