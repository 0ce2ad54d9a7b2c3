public import BibliographicFormats
public import Bibliography

/// Converts exports of databases from one format to another.
public struct ConvertRecords: Sendable {
    /// A file to be converted.
    public struct Input: Sendable {
        /// Name of the file, without its folder.
        public let name: String
        /// Content of the file.
        public let bytes: [UInt8]

        /// Creates an input.
        public init(name: String, bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }
    }

    /// What a conversion gives.
    public struct Output: Sendable, Equatable {
        /// Records of all inputs, in their order.
        public let records: [Record]
        /// Content of the converted file, in UTF-8.
        public let bytes: [UInt8]
        /// One report per input, in their order.
        public let reports: [ImportReport]
    }

    /// Format of the inputs; `nil` finds it from the content of each.
    public let source: BibliographicFormat?
    /// Format of the output.
    public let target: BibliographicFormat
    /// Columns of a table; generic unless a screening tool is to read it.
    public let dialect: TableDialect

    /// Creates a conversion.
    public init(
        from source: BibliographicFormat? = nil,
        to target: BibliographicFormat,
        dialect: TableDialect = .generic
    ) {
        self.source = source
        self.target = target
        self.dialect = dialect
    }

    /// Reads all inputs and writes their records into one file; the same inputs give the same bytes.
    ///
    /// - Parameter inputs: files in the order in which their records are to be written.
    /// - Returns: The converted file and a report per input.
    /// - Throws: `BibliographicFormatError` if nothing can be made of an input, or if the target format is
    ///   not written.
    public func callAsFunction(
        _ inputs: [Input]
    ) throws(BibliographicFormatError) -> Output {
        var records: [Record] = []
        var reports: [ImportReport] = []
        for input in inputs {
            let result = try readRecords(input.bytes, fileName: input.name, format: source)
            records += result.records
            reports.append(result.report)
        }
        return Output(
            records: records,
            bytes: target == .csv
                ? writeTable(records, dialect: dialect) : try writeRecords(records, as: target),
            reports: reports
        )
    }
}
