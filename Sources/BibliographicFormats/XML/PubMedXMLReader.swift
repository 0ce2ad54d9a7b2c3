import Bibliography

/// Reads the XML of PubMed: `PubmedArticleSet`, and the `MedlineCitationSet` of older exports.
///
/// Only the record that is being read is held as elements, so that sets of any size can be read. What a
/// record says is handed on under the tags of MEDLINE text, so that it means the same in both formats.
///
/// - Reference: National Library of Medicine, MEDLINE/PubMed XML Data Elements;
///   PubMed DTD, https://dtd.nlm.nih.gov/ncbi/pubmed/.
struct PubMedXMLReader {
    private let bytes: [UInt8]
    private let fileName: String
    private var result: ImportResult
    private var fragment: XMLFragment?
    private var recordName = ""
    private var startLine = 0
    private var start = 0

    /// Elements that hold one record each.
    static let recordNames = ["PubmedArticle", "PubmedBookArticle", "MedlineCitation"]

    /// Reads all records of a text in UTF-8.
    ///
    /// - Parameters:
    ///   - bytes: the text; it may be a part of a file that ends where a record begins.
    ///   - fileName: name of the file.
    ///   - linesBefore: number of line ends of the file before the text.
    ///   - result: what was found so far.
    /// - Returns: The number of line ends in the text.
    static func read(
        _ bytes: [UInt8],
        fileName: String,
        linesBefore: Int,
        into result: inout ImportResult
    ) -> Int {
        var reader = PubMedXMLReader(bytes: bytes, fileName: fileName, result: result)
        // The reader has its own copy; without this every record added would copy all of them.
        result = ImportResult()
        let lines = reader.readAll(linesBefore: linesBefore)
        result = reader.result
        return lines
    }

    /// Where the last record of a text begins.
    static func startOfLastRecord(of bytes: [UInt8]) -> Int? {
        XMLRecordBoundary.startOfLast(["<PubmedArticle", "<PubmedBookArticle"], in: bytes)
    }

    private init(bytes: [UInt8], fileName: String, result: ImportResult) {
        self.bytes = bytes
        self.fileName = fileName
        self.result = result
    }

    private mutating func readAll(linesBefore: Int) -> Int {
        var elements = XMLElements(bytes, linesBefore: linesBefore)
        while let event = elements.next() {
            switch event {
            case .text(let range): fragment?.add(range)
            case .start(let name, let attributes):
                let isNext = name == recordName || name.hasPrefix("Pubmed")
                if fragment != nil, isNext, Self.recordNames.contains(name) {
                    result.problem(
                        startLine,
                        "the record does not end before the next; read as far as it goes"
                    )
                    close(at: elements.position)
                }
                if fragment == nil, Self.recordNames.contains(name) {
                    begin(name, at: elements.position, line: elements.line)
                }
                fragment?.start(name, attributes: attributes)
            case .end(let name):
                guard let isInnermost = fragment?.end(name) else { break }
                if !isInnermost {
                    result.repair(elements.line, "</\(name.prefix(40))> without its element")
                }
                if fragment?.isComplete == true { close(at: elements.position) }
            }
        }
        if fragment != nil {
            result.problem(
                startLine,
                "the record does not end: the file is cut off; read as far as it goes"
            )
            close(at: elements.position)
        }
        return elements.lastLine() - linesBefore - 1
    }

    private mutating func begin(_ name: String, at place: Int, line: Int) {
        start = place
        fragment = XMLFragment(bytes)
        recordName = name
        startLine = line
    }

    private mutating func close(at end: Int) {
        if fragment != nil {
            ForbiddenCharacters.report(in: bytes, start..<end, line: startLine, to: &result)
        }
        guard var finished = fragment else { return }
        fragment = nil
        finished.endAll()
        result.found += 1
        let source = RecordSource(file: fileName, position: result.found, line: startLine)
        guard let record = PubMedXMLFields.record(from: finished, source: source) else {
            result.problem(startLine, "record without any field; left out")
            return
        }
        result.records.append(record)
    }
}

/// Finds where records begin in XML that arrives in blocks.
enum XMLRecordBoundary {
    /// The start of the last of the tags in a text, if it is not at its start.
    ///
    /// - Parameters:
    ///   - tags: start tags without their ends: `<record`.
    ///   - bytes: the text.
    /// - Returns: The place of the `<`; `nil` if there is none.
    static func startOfLast(_ tags: [String], in bytes: [UInt8]) -> Int? {
        let tags = tags.map { Array($0.utf8) }
        return bytes.withUnsafeBufferPointer { buffer in
            var place = buffer.count - 1
            while place > 0 {
                if buffer[place] == UInt8(ascii: "<") {
                    for tag in tags where buffer[place...].starts(with: tag) {
                        let end = place + tag.count
                        let isWhole =
                            end < buffer.count
                            && (buffer[end] == UInt8(ascii: ">") || isBlankByte(buffer[end]))
                        if isWhole { return place }
                    }
                }
                place -= 1
            }
            return nil
        }
    }
}

/// Control characters that XML does not allow; texts read them as blanks.
enum ForbiddenCharacters {
    /// Adds a finding if a record holds any.
    static func report(
        in bytes: [UInt8],
        _ range: Range<Int>,
        line: Int,
        to result: inout ImportResult
    ) {
        let count = bytes.withUnsafeBufferPointer { buffer in
            var count = 0
            for byte in buffer[range] where byte < 32 {
                if byte != 10, byte != 13, byte != 9 { count += 1 }
            }
            return count
        }
        guard count > 0 else { return }
        let characters = count == 1 ? "a control character" : "\(count) control characters"
        result.repair(line, "\(characters) that XML forbids read as blanks")
    }
}
