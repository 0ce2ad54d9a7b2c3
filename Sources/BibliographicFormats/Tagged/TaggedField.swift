import Bibliography

/// A tag of two to four ASCII characters, packed so that comparing it costs nothing.
struct FieldTag: Hashable {
    let code: UInt32

    init(_ text: StaticString) {
        var code: UInt32 = 0
        text.withUTF8Buffer { for byte in $0.prefix(4) { code = code << 8 | UInt32(byte) } }
        self.code = code
    }

    init(_ bytes: ArraySlice<UInt8>) {
        code = bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// The characters of the tag.
    var text: String {
        String(unsafeUninitializedCapacity: 4) { buffer in
            var count = 0
            for shift in [24, 16, 8, 0] as [UInt32] {
                let byte = UInt8(truncatingIfNeeded: code >> shift)
                if byte == 0 { continue }
                buffer[count] = byte
                count += 1
            }
            return count
        }
    }
}

/// A tag with the lines of its value, as ranges of the file.
struct TaggedField {
    let tag: FieldTag
    let line: Int
    var first: Range<Int>
    var continuation: [Range<Int>] = []

    /// The whole value, its lines joined by blanks and cleaned of mark-up.
    func text(in bytes: [UInt8]) -> String {
        guard !continuation.isEmpty else { return PlainText.cleaned(bytes[first]) }
        var joined = Array(bytes[first])
        for range in continuation {
            joined.append(32)
            joined.append(contentsOf: bytes[range])
        }
        return PlainText.cleaned(joined[...])
    }

    /// Each line of the value by itself, cleaned of mark-up; empty lines left out.
    func lines(in bytes: [UInt8]) -> [String] {
        ([first] + continuation).map { PlainText.cleaned(bytes[$0]) }.filter { !$0.isEmpty }
    }

    /// Whether the value holds nothing but white space.
    func isEmpty(in bytes: [UInt8]) -> Bool {
        continuation.isEmpty && bytes[first].allSatisfy(isBlankByte)
    }
}

/// Walks through the lines of a text; LF, CRLF and CR end a line.
struct LineCursor {
    private let bytes: [UInt8]
    private var position = 0
    /// Number of the line that `next` returned last, from 1.
    private(set) var number: Int

    init(_ bytes: [UInt8], linesBefore: Int = 0) {
        self.bytes = bytes
        number = linesBefore
    }

    /// The next line without its line end; `nil` at the end of the text.
    mutating func next() -> Range<Int>? {
        guard position < bytes.count else { return nil }
        let start = position
        var end = start
        bytes.withUnsafeBufferPointer { buffer in
            while end < buffer.count, buffer[end] != 10, buffer[end] != 13 { end += 1 }
        }
        position = end
        if position < bytes.count {
            let isPair = bytes[position] == 13 && position + 1 < bytes.count
            position += isPair && bytes[position + 1] == 10 ? 2 : 1
        }
        number += 1
        return start..<end
    }
}
