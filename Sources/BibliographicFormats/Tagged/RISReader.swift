import Bibliography

/// Reads RIS as databases, reference managers and screening tools write it.
///
/// The reader splits the file into records of tagged fields; `RISFields` gives the tags their meaning.
/// Deviations that are understood are put right and reported: no `ER` before the next `TY`, several fields
/// glued into one, lines between records.
struct RISReader {
    private let bytes: [UInt8]
    private let fileName: String
    private var result: ImportResult
    private var fields: [TaggedField] = []
    private var startLine = 0
    private var isOpen = false
    private var hasType = false

    private static let typeTag = FieldTag("TY")
    private static let endTag = FieldTag("ER")

    private init(_ bytes: [UInt8], fileName: String, result: ImportResult) {
        self.bytes = bytes
        self.fileName = fileName
        self.result = result
    }

    /// Reads all records of a text in UTF-8.
    ///
    /// - Parameters:
    ///   - bytes: the text; it may be a part of a file that ends where a record begins.
    ///   - fileName: name of the file.
    ///   - linesBefore: number of lines of the file before the text.
    ///   - isLast: whether the file ends with the text.
    ///   - result: what was found so far.
    /// - Returns: The number of lines of the text.
    static func read(
        _ bytes: [UInt8],
        fileName: String,
        linesBefore: Int,
        isLast: Bool,
        into result: inout ImportResult
    ) -> Int {
        var reader = RISReader(bytes, fileName: fileName, result: result)
        // The reader has its own copy; without this every record added would copy all of them.
        result = ImportResult()
        let lines = reader.readAll(linesBefore: linesBefore, isLast: isLast)
        result = reader.result
        return lines
    }

    /// Where the last record of a text begins: the line of its `TY`.
    static func startOfLastRecord(of bytes: [UInt8]) -> Int? {
        TaggedTextReader.lastLine(of: bytes) { buffer, start in
            guard start + 4 < buffer.count, buffer[start] == UInt8(ascii: "T"),
                buffer[start + 1] == UInt8(ascii: "Y")
            else { return false }
            return buffer[start + 2] == 32 && buffer[start + 3] == 32
                && buffer[start + 4] == UInt8(ascii: "-")
        }
    }

    private mutating func readAll(linesBefore: Int, isLast: Bool) -> Int {
        var cursor = LineCursor(bytes, linesBefore: linesBefore)
        while let line = cursor.next() {
            guard let (tag, value) = RISLine.field(in: bytes, line: line) else {
                addText(line, number: cursor.number)
                continue
            }
            switch tag {
            case Self.typeTag: begin(value, line: cursor.number)
            case Self.endTag: end(value, line: cursor.number, following: cursor)
            default: add(tag, value, line: cursor.number)
            }
        }
        if isOpen {
            let last = cursor.number
            if isLast {
                result.problem(
                    last,
                    "the record of line \(startLine) has no ER; read as far as it goes"
                )
            } else {
                reportMissingEnd(before: last + 1)
            }
            close()
        }
        return cursor.number - linesBefore
    }

    private mutating func reportMissingEnd(before line: Int) {
        guard hasType else { return }
        result.repair(line, "no ER before this TY; the record of line \(startLine) ends here")
    }

    private mutating func begin(_ value: Range<Int>, line: Int) {
        if isOpen {
            reportMissingEnd(before: line)
            close()
        }
        isOpen = true
        hasType = true
        startLine = line
        fields.append(TaggedField(tag: Self.typeTag, line: line, first: value))
    }

    /// Ends the record, unless `ER` is followed by text and the fields go on.
    private mutating func end(_ value: Range<Int>, line: Int, following cursor: LineCursor) {
        guard isOpen else { return }
        let text = PlainText.cleaned(bytes[value])
        if !text.isEmpty {
            if fieldsGoOn(after: cursor) {
                fields.append(TaggedField(tag: Self.endTag, line: line, first: value))
                result.repair(line, "ER holds text and fields follow; taken as a field")
                return
            }
            result.repair(line, "text after ER left out: \(text.prefix(40))")
        }
        close()
    }

    private func fieldsGoOn(after cursor: LineCursor) -> Bool {
        var cursor = cursor
        while let line = cursor.next() {
            if trimmed(bytes[line]).isEmpty { continue }
            guard let (tag, _) = RISLine.field(in: bytes, line: line) else { return false }
            return tag != Self.typeTag && tag != Self.endTag
        }
        return false
    }

    private mutating func add(_ tag: FieldTag, _ value: Range<Int>, line: Int) {
        if !isOpen {
            isOpen = true
            hasType = false
            startLine = line
        }
        let pieces = RISLine.gluedFields(in: bytes, value: value)
        guard !pieces.isEmpty else {
            fields.append(TaggedField(tag: tag, line: line, first: value))
            return
        }
        var end = value.upperBound
        var split: [TaggedField] = []
        for piece in pieces.reversed() {
            split.append(TaggedField(tag: piece.tag, line: line, first: piece.start..<end))
            end = piece.cut
        }
        fields.append(TaggedField(tag: tag, line: line, first: value.lowerBound..<end))
        fields += split.reversed()
        let tags = pieces.map(\.tag.text).joined(separator: ", ")
        result.repair(line, "fields glued to \(tag.text) were split off: \(tags)")
    }

    /// A line without a tag continues the last field, or stands outside a record.
    private mutating func addText(_ line: Range<Int>, number: Int) {
        let content = trimmed(bytes[line])
        guard !content.isEmpty else { return }
        let range = content.startIndex..<content.endIndex
        if isOpen, let last = fields.indices.last {
            let tag = fields[last].tag
            let pieces = RISLine.gluedFields(in: bytes, value: range)
            if let firstPiece = pieces.first {
                fields[last].continuation.append(range.lowerBound..<firstPiece.cut)
                add(firstPiece.tag, firstPiece.start..<range.upperBound, line: number)
                result.repair(number, "fields glued to \(tag.text) were split off")
            } else {
                fields[last].continuation.append(range)
            }
        } else if let announced = RISLine.announcedCount(content) {
            result.announced = max(result.announced, announced)
        } else if !RISLine.isPreamble(content) {
            result.addStray(content, line: number)
        }
    }

    private mutating func close() {
        defer {
            fields.removeAll(keepingCapacity: true)
            isOpen = false
        }
        if !hasType {
            let known = fields.contains { RISLine.identifyingTags.contains($0.tag) }
            guard known else {
                let line = fields.first?.line ?? startLine
                result.problem(line, "fields outside a record; expected TY before them")
                return
            }
            result.repair(startLine, "record without TY; read as a document of no stated type")
        }
        result.found += 1
        let hasContent = fields.contains { $0.tag != Self.typeTag && !$0.isEmpty(in: bytes) }
        guard hasContent else {
            result.problem(startLine, "record without any field; left out")
            return
        }
        let source = RecordSource(file: fileName, position: result.found, line: startLine)
        result.records.append(RISFields.record(from: fields, in: bytes, source: source))
    }
}

/// How RIS lines look.
enum RISLine {
    /// Tags that make a record even where `TY` is missing.
    static let identifyingTags: Set<FieldTag> = [
        FieldTag("TI"), FieldTag("T1"), FieldTag("AU"), FieldTag("A1"), FieldTag("DO"),
    ]

    /// The tag and value of a line; `nil` for a line of text.
    ///
    /// `TY  - ` is the form of the specification. Writers also use one blank, a tab or none before the
    /// dash; those forms count for known tags only, since text lines may begin alike (`ER - positive`).
    static func field(in bytes: [UInt8], line: Range<Int>) -> (tag: FieldTag, value: Range<Int>)? {
        let start = line.lowerBound
        let end = line.upperBound
        guard end - start >= 3, isCapital(bytes[start]) else { return nil }
        var nameEnd = start + 1
        while nameEnd < end, nameEnd < start + 6,
            isCapital(bytes[nameEnd]) || isDigit(bytes[nameEnd])
        {
            nameEnd += 1
        }
        let length = nameEnd - start
        guard length >= 2 else { return nil }
        var dash = nameEnd
        while dash < end, bytes[dash] == 32 || bytes[dash] == 9 { dash += 1 }
        guard dash < end, bytes[dash] == UInt8(ascii: "-"), dash - nameEnd <= 4 else { return nil }
        var value = dash + 1
        guard value == end || bytes[value] == 32 || bytes[value] == 9 else { return nil }
        while value < end, bytes[value] == 32 || bytes[value] == 9 { value += 1 }
        let tag = FieldTag(bytes[start..<nameEnd])
        if length > 2 {
            return longTags.contains(tag) ? (tag, value..<end) : nil
        }
        let isPlain = dash - nameEnd == 2 && bytes[nameEnd] == 32 && bytes[nameEnd + 1] == 32
        if isPlain { return (tag, value..<end) }
        guard known.contains(tag) else { return nil }
        if tag == FieldTag("ER"), value < end { return nil }
        return (tag, value..<end)
    }

    /// Fields inside a value: two or more blanks, a known tag, two blanks, a dash, a blank.
    static func gluedFields(
        in bytes: [UInt8],
        value: Range<Int>
    ) -> [(cut: Int, tag: FieldTag, start: Int)] {
        var found: [(cut: Int, tag: FieldTag, start: Int)] = []
        let low = value.lowerBound
        guard value.count > 7 else { return [] }
        bytes.withUnsafeBufferPointer { buffer in
            var dash = low + 6
            while dash < value.upperBound {
                defer { dash += 1 }
                guard buffer[dash] == UInt8(ascii: "-"), buffer[dash - 1] == 32,
                    buffer[dash - 2] == 32, buffer[dash - 5] == 32, buffer[dash - 6] == 32
                else { continue }
                let tag = FieldTag(bytes[(dash - 4)..<(dash - 2)])
                let hasBlank = dash + 1 == value.upperBound || buffer[dash + 1] == 32
                guard hasBlank, known.contains(tag) else { continue }
                // Empty fields glued one to another share their blanks.
                let floor = found.last?.start ?? low
                var cut = max(dash - 6, floor)
                while cut > floor, buffer[cut - 1] == 32 { cut -= 1 }
                found.append((cut, tag, min(dash + 2, value.upperBound)))
            }
        }
        return found
    }

    /// The number of records that Cochrane announces before each: `Record #3 of 18`.
    static func announcedCount(_ content: ArraySlice<UInt8>) -> Int? {
        guard content.starts(with: "Record #".utf8), content.count < 60 else { return nil }
        let words = String(decoding: content, as: UTF8.self).split(separator: " ")
        return words.count == 4 && words[2] == "of" ? Int(words[3]) : nil
    }

    /// Lines that databases put before and between records: numbers, providers, comments.
    static func isPreamble(_ content: ArraySlice<UInt8>) -> Bool {
        let text = String(decoding: content.prefix(200), as: UTF8.self)
        if text.hasPrefix("%") { return true }
        let starts = ["Record #", "Provider:", "Content:", "Database:", "EF"]
        if starts.contains(where: { text.hasPrefix($0) }) { return true }
        return text.allSatisfy { $0.isNumber || $0 == "." || $0 == "<" || $0 == ">" }
    }

    private static func isCapital(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }

    private static let longTags: Set<FieldTag> = [FieldTag("PMID"), FieldTag("DOI")]

    private static let known: Set<FieldTag> = {
        let names = """
            A1 A2 A3 A4 AB AD AI AN AU AV BT C1 C2 C3 C4 C5 C6 C7 C8 CA CC CN CP CT CY DA DB DI DO \
            DP ED EP ER ET ID IS J1 J2 J9 JA JF JI JO JP KW L1 L2 L3 L4 LA LB LK M1 M2 M3 M4 N1 N2 \
            NL NS NV OP PB PD PG PP PT PY RI RN RP SE SN SP ST T1 T2 T3 TA TI TS TT TY U1 U2 U3 U4 \
            U5 UR VL VO WE XT Y1 Y2
            """
        return Set(names.utf8.split(separator: 32).map { FieldTag(Array($0)[...]) })
    }()
}
