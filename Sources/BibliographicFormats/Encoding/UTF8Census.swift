/// How many sequences of a text are valid UTF-8, and how many bytes are not; told block by block.
struct UTF8Census {
    private(set) var multibyteSequences = 0
    private(set) var invalidBytes = 0
    /// The beginning of a sequence at the end of the last block.
    private var tail: [UInt8] = []

    /// Looks at the next bytes of the text.
    mutating func add(_ block: [UInt8]) {
        let bytes = tail.isEmpty ? block : tail + block
        bytes.withUnsafeBufferPointer { buffer in
            let end = buffer.count - Self.incompleteEnd(of: buffer)
            var index = 0
            while index < end { index += count(buffer, at: index) }
            tail = Array(buffer[index...])
        }
    }

    /// Says that the text is over.
    mutating func finish() {
        invalidBytes += tail.count
        tail = []
    }

    @inline(__always)
    private mutating func count(_ buffer: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        guard buffer[index] >= 0x80 else { return 1 }
        let length = Self.sequenceLength(in: buffer, at: index)
        if length == 0 { invalidBytes += 1 } else { multibyteSequences += 1 }
        return max(1, length)
    }

    /// The number of bytes at the end of a block, 3 at most, that may be the beginning of a sequence.
    static func incompleteEnd(of block: UnsafeBufferPointer<UInt8>) -> Int {
        for back in 1...3 where back <= block.count {
            let byte = block[block.count - back]
            if byte < 0x80 { return 0 }
            guard byte >= 0xC0 else { continue }
            let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
            return length > back ? back : 0
        }
        return 0
    }

    /// Length of the well-formed sequence of two to four bytes that starts at `index`; 0 if none does.
    ///
    /// - Reference: The Unicode Standard, table 3-7.
    static func sequenceLength(in buffer: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        let first = buffer[index]
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch first {
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF:
            length = 3
            if first == 0xE0 { second = 0xA0...0xBF }
            if first == 0xED { second = 0x80...0x9F }
        case 0xF0...0xF4:
            length = 4
            if first == 0xF0 { second = 0x90...0xBF }
            if first == 0xF4 { second = 0x80...0x8F }
        default: return 0
        }
        guard index + length <= buffer.count, second.contains(buffer[index + 1]) else { return 0 }
        for offset in 2..<max(2, length) where buffer[index + offset] & 0xC0 != 0x80 { return 0 }
        return length
    }
}
