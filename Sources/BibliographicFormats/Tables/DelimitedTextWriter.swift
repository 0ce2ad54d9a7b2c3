/// Renders a table as comma-separated text.
public enum DelimitedTextWriter {
    /// Renders a header and rows with the quoting of RFC 4180; every line ends with a line feed.
    ///
    /// A field is quoted if it holds the separator, a quote, a line break or a blank at either end. A row
    /// with a single empty field is written as `""`, since an empty line would be no row.
    ///
    /// - Parameters:
    ///   - header: names of the columns.
    ///   - rows: fields of each row, in the order of the header.
    ///   - separator: byte between fields, a comma unless given.
    /// - Returns: The text.
    /// - Reference: RFC 4180, doi:10.17487/RFC4180.
    public static func text(
        header: [String],
        rows: [[String]],
        separator: UInt8 = UInt8(ascii: ",")
    ) -> String {
        var output: [UInt8] = []
        append(header, to: &output, separator: separator)
        for row in rows { append(row, to: &output, separator: separator) }
        return String(decoding: output, as: UTF8.self)
    }

    private static func append(_ fields: [String], to output: inout [UInt8], separator: UInt8) {
        for (index, field) in fields.enumerated() {
            if index > 0 { output.append(separator) }
            let bytes = field.utf8
            let isAlone = fields.count == 1 && bytes.isEmpty
            let needsQuotes =
                isAlone || bytes.first == 32 || bytes.last == 32
                || bytes.contains { $0 == separator || $0 == 34 || $0 == 10 || $0 == 13 }
            guard needsQuotes else {
                output.append(contentsOf: bytes)
                continue
            }
            output.append(34)
            for byte in bytes {
                if byte == 34 { output.append(34) }
                output.append(byte)
            }
            output.append(34)
        }
        output.append(10)
    }
}
