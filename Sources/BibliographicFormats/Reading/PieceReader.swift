/// Reads a file that arrives in blocks, in UTF-8; blocks may be cut between any two characters.
protocol PieceReader {
    /// Adds the records that the block completes to the result.
    ///
    /// - Parameters:
    ///   - block: the next bytes of the file; may be empty.
    ///   - isLast: whether the file ends here.
    ///   - result: findings so far, with the records that nobody has taken yet.
    /// - Throws: `.malformed` if nothing can be made of the file.
    mutating func read(
        _ block: [UInt8],
        isLast: Bool,
        into result: inout ImportResult
    ) throws(BibliographicFormatError)
}

/// Reads formats whose records can only be told apart with the whole file at hand.
struct WholeFileReader: PieceReader {
    private var bytes: [UInt8] = []
    private let read: ([UInt8]) throws(BibliographicFormatError) -> ImportResult

    init(_ read: @escaping ([UInt8]) throws(BibliographicFormatError) -> ImportResult) {
        self.read = read
    }

    mutating func read(
        _ block: [UInt8],
        isLast: Bool,
        into result: inout ImportResult
    ) throws(BibliographicFormatError) {
        if bytes.isEmpty { bytes = block } else { bytes += block }
        if isLast {
            result = try read(bytes)
            bytes = []
        }
    }
}

/// Reads formats in which a line shows that a record begins.
///
/// Blocks are collected until one holds the beginning of a further record, and everything before it is
/// read. Where there is none the next look comes when twice as much has arrived, so that the time stays
/// linear in the size of the file whatever it holds.
struct TaggedTextReader: PieceReader {
    /// Where the last record of a text begins, if it is not at its start.
    typealias Boundary = ([UInt8]) -> Int?
    /// Reads a text that begins after `linesBefore` lines; returns the number of its lines.
    typealias Parser =
        (
            _ bytes: [UInt8], _ linesBefore: Int, _ isLast: Bool,
            _ result: inout ImportResult
        ) -> Int

    private let boundary: Boundary
    private let parse: Parser
    private var pending: [UInt8] = []
    private var linesBefore = 0
    private var sizeOfNextLook = 0

    init(boundary: @escaping Boundary, parse: @escaping Parser) {
        self.boundary = boundary
        self.parse = parse
    }

    mutating func read(
        _ block: [UInt8],
        isLast: Bool,
        into result: inout ImportResult
    ) throws(BibliographicFormatError) {
        if pending.isEmpty { pending = block } else { pending += block }
        if isLast {
            linesBefore += parse(pending, linesBefore, true, &result)
            pending = []
            return
        }
        guard pending.count >= sizeOfNextLook else { return }
        guard let cut = boundary(pending) else {
            sizeOfNextLook = pending.count * 2
            return
        }
        let rest = Array(pending[cut...])
        pending.removeLast(rest.count)
        linesBefore += parse(pending, linesBefore, false, &result)
        pending = rest
        sizeOfNextLook = 0
    }

    /// The start of the last line, after the first, that satisfies a condition.
    static func lastLine(
        of bytes: [UInt8],
        where isWanted: (_ buffer: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool
    ) -> Int? {
        bytes.withUnsafeBufferPointer { buffer in
            var start = buffer.count - 1
            while start > 0 {
                let isStart = buffer[start - 1] == 10 || buffer[start - 1] == 13
                if isStart, isWanted(buffer, start) { return start }
                start -= 1
            }
            return nil
        }
    }
}
