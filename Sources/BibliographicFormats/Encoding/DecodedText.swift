/// The text of a file as UTF-8, whatever its encoding was.
struct DecodedText {
    /// UTF-8 without a byte order mark.
    let bytes: [UInt8]
    /// Encoding that was found.
    let encoding: TextEncoding
    /// Bytes inside UTF-8 text that belong to Windows-1252, as in files glued together; they were
    /// decoded as such.
    let foreignByteCount: Int

    /// Decodes a file; `nil` if it holds binary data.
    init?(_ input: [UInt8]) {
        var census = TextCensus()
        census.add(input)
        guard let encoding = census.encoding else { return nil }
        self.encoding = encoding
        foreignByteCount = census.foreignByteCount
        var decoder = TextDecoder(encoding: encoding, hasForeignBytes: foreignByteCount > 0)
        bytes = decoder.decode(input, isLast: true)
    }
}
