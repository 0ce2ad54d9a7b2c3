import Bibliography

/// Splits the simpler tagged formats into records of fields.
struct TaggedRecordSplitter {
    /// What a line is.
    enum Line {
        /// A line that opens a record and says nothing else, such as `<3. >`.
        case start
        /// A field; it may open a record.
        case field(tag: FieldTag, value: Range<Int>, opensRecord: Bool)
        /// Text that continues the last field.
        case text
        /// A line between records.
        case preamble
    }

    /// What is known when a line is looked at.
    struct Context {
        let bytes: [UInt8]
        /// Fields of the open record.
        var fields: [TaggedField] = []
        /// Whether a blank line stands before.
        var isAfterBlank = true
        /// The tag with which the first record of the file opens.
        var firstTag: FieldTag?

        func has(_ tag: FieldTag) -> Bool { fields.contains { $0.tag == tag } }
    }

    /// Reads all records of a text in UTF-8.
    ///
    /// - Parameters:
    ///   - bytes: the text.
    ///   - fileName: name of the file.
    ///   - classify: tells what a line, which is not blank, is.
    ///   - make: makes a record of its fields.
    /// - Returns: Records and findings.
    static func read(
        _ bytes: [UInt8],
        fileName: String,
        classify: (Range<Int>, Context) -> Line,
        make: ([TaggedField], RecordSource) -> Record
    ) -> ImportResult {
        var result = ImportResult()
        var context = Context(bytes: bytes)
        var startLine = 1
        var isOpen = false
        func close() {
            defer { context.fields.removeAll(keepingCapacity: true) }
            guard isOpen else { return }
            isOpen = false
            result.found += 1
            guard context.fields.contains(where: { !$0.isEmpty(in: bytes) }) else {
                result.problem(startLine, "record without any field; left out")
                return
            }
            let source = RecordSource(file: fileName, position: result.found, line: startLine)
            result.records.append(make(context.fields, source))
        }
        var cursor = LineCursor(bytes)
        while let line = cursor.next() {
            let content = trimmed(bytes[line])
            if content.isEmpty {
                context.isAfterBlank = true
                continue
            }
            switch classify(line, context) {
            case .start:
                close()
                (isOpen, startLine) = (true, cursor.number)
            case .field(let tag, let value, let opensRecord):
                context.firstTag = context.firstTag ?? tag
                if opensRecord || !isOpen {
                    close()
                    (isOpen, startLine) = (true, cursor.number)
                }
                context.fields.append(TaggedField(tag: tag, line: cursor.number, first: value))
            case .text:
                if let last = context.fields.indices.last {
                    context.fields[last].continuation.append(content.startIndex..<content.endIndex)
                } else {
                    result.addStray(content, line: cursor.number)
                }
            case .preamble: break
            }
            context.isAfterBlank = false
        }
        close()
        result.reportStray()
        return result
    }
}
