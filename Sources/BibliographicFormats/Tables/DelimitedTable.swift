/// A table read from a text file whose fields are separated by a comma, a semicolon or a tab.
///
/// Follows RFC 4180 and forgives what spreadsheets and people do: a byte order mark, any line ending,
/// UTF-16 or Windows-1252 text, blanks around a quoted field, a stray quote inside a field. Lines that
/// hold nothing, or nothing but separators, are skipped. Rows keep the number of fields they have.
public struct DelimitedTable: Sendable, Equatable {
    /// One row of the table.
    public struct Row: Sendable, Equatable {
        /// Line of the file on which the row starts, from 1.
        public let line: Int
        /// Fields as written, without their quotes; their number may differ from the header's.
        public let fields: [String]

        /// Creates a row.
        public init(line: Int, fields: [String]) {
            self.line = line
            self.fields = fields
        }
    }

    /// Names of the columns, without surrounding white space.
    public let header: [String]
    /// Line of the file on which the header starts, from 1.
    public let headerLine: Int
    /// Rows below the header, in the order of the file.
    public let rows: [Row]
    /// Byte that separates fields: `,`, `;` or a tab, unless the caller named another.
    public let separator: UInt8

    /// Reads a table whose first line with content is the header.
    ///
    /// - Parameters:
    ///   - bytes: content of the file.
    ///   - fileName: name of the file, for messages only.
    ///   - separator: byte between fields; `nil` takes the one that is most frequent in the header.
    /// - Throws: `.notText` for binary content, `.noHeader` for a file without content,
    ///   `.unterminatedQuote` with the line on which the quoted field begins.
    /// - Reference: RFC 4180, doi:10.17487/RFC4180.
    public init(
        parsing bytes: [UInt8],
        fileName: String,
        separator: UInt8? = nil
    ) throws(DelimitedTableError) {
        guard let text = DecodedText(bytes) else {
            throw .notText(file: fileName)
        }
        let chosen = separator ?? DelimitedTextScanner.likelySeparator(of: text.bytes)
        var scanner = DelimitedTextScanner(text.bytes, separator: chosen)
        var all = scanner.allRows()
        if let line = scanner.unterminatedQuoteLines.first {
            throw .unterminatedQuote(file: fileName, line: line)
        }
        guard let first = all.first else {
            throw .noHeader(file: fileName)
        }
        all.removeFirst()
        header = first.fields.map { trimmedOfWhiteSpace($0) }
        headerLine = first.line
        rows = all
        self.separator = chosen
    }
}

/// Why a file is not a table.
public enum DelimitedTableError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file holds binary data.
    case notText(file: String)
    /// The file holds no line with content.
    case noHeader(file: String)
    /// A quoted field that begins on this line never ends.
    case unterminatedQuote(file: String, line: Int)

    /// What is wrong, where, and what was expected.
    public var description: String {
        switch self {
        case .notText(let file):
            "\(file): not a text file; expected a table in CSV or TSV"
        case .noHeader(let file):
            "\(file): no header; the first line with content should name the columns"
        case .unterminatedQuote(let file, let line):
            "\(file):\(line): a quoted field begins here and never ends; expected a closing \""
        }
    }
}
