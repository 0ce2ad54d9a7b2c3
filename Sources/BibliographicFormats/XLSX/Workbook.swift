import Bibliography

/// The sheets of an Excel workbook (Office Open XML).
///
/// - Reference: ECMA-376 Part 1, 18 (SpreadsheetML).
struct Workbook {
    /// A sheet and where the archive holds it.
    struct Sheet {
        let name: String
        let path: String
    }

    private let archive: ZipArchive
    private let sharedStrings: [String]
    private let styles: WorkbookStyles
    private let countsFrom1904: Bool
    /// The sheets in the order of their tabs.
    let sheets: [Sheet]

    /// Reads everything but the cells; `nil` if the archive holds no workbook.
    init?(_ archive: ZipArchive) throws(ZipError) {
        self.archive = archive
        let relations = try Self.relations(of: archive, "_rels/.rels", base: "")
        let main =
            relations.first { $0.kind.hasSuffix("/officeDocument") }?.path ?? "xl/workbook.xml"
        guard let bytes = try archive.content(of: main) else { return nil }
        let folder = main.split(separator: "/").dropLast().joined(separator: "/")
        let name = main.split(separator: "/").last.map(String.init) ?? ""
        let parts = try Self.relations(of: archive, "\(folder)/_rels/\(name).rels", base: folder)
        var sheets: [Sheet] = []
        var countsFrom1904 = false
        var isWorkbook = false
        var elements = XMLElements(bytes)
        while let event = elements.next() {
            guard case .start(let name, let attributes) = event else { continue }
            switch SheetCells.localName(name) {
            case "workbook": isWorkbook = true
            case "workbookPr":
                let value = elements.attribute("date1904", in: attributes)
                countsFrom1904 = value == "1" || value == "true"
            case "sheet":
                let title = elements.attribute("name", in: attributes) ?? "sheet"
                let identifier =
                    elements.attribute("r:id", in: attributes)
                    ?? elements.attribute("d3p1:id", in: attributes)
                let part = parts.first { $0.identifier == identifier }
                let path = part?.path ?? "\(folder)/worksheets/sheet\(sheets.count + 1).xml"
                sheets.append(Sheet(name: title, path: path))
            default: break
            }
        }
        guard isWorkbook else { return nil }
        self.sheets = sheets
        self.countsFrom1904 = countsFrom1904
        func path(_ kind: String, _ usual: String) -> String {
            parts.first { $0.kind.hasSuffix(kind) }?.path ?? "\(folder)/\(usual)"
        }
        let strings = try archive.content(of: path("/sharedStrings", "sharedStrings.xml"))
        sharedStrings = strings.map(SharedStrings.read) ?? []
        let styles = try archive.content(of: path("/styles", "styles.xml"))
        self.styles = WorkbookStyles(styles ?? [])
    }

    /// The rows of a sheet that hold something; `nil` if the archive does not hold it.
    func rows(of sheet: Sheet) throws(ZipError) -> SheetCells? {
        guard let bytes = try archive.content(of: sheet.path) else { return nil }
        return SheetCells(
            bytes,
            sharedStrings: sharedStrings,
            styles: styles,
            countsFrom1904: countsFrom1904
        )
    }

    private struct Relation {
        let identifier: String
        let kind: String
        let path: String
    }

    private static func relations(
        of archive: ZipArchive,
        _ name: String,
        base: String
    ) throws(ZipError) -> [Relation] {
        guard let bytes = try archive.content(of: name) else { return [] }
        var found: [Relation] = []
        var elements = XMLElements(bytes)
        while let event = elements.next() {
            guard case .start("Relationship", let attributes) = event else { continue }
            guard let target = elements.attribute("Target", in: attributes) else { continue }
            found.append(
                Relation(
                    identifier: elements.attribute("Id", in: attributes) ?? "",
                    kind: elements.attribute("Type", in: attributes) ?? "",
                    path: resolved(target, base: base)
                )
            )
        }
        return found
    }

    /// A path relative to a folder of the archive, or from its root where it begins with a slash.
    private static func resolved(_ target: String, base: String) -> String {
        var parts = target.hasPrefix("/") ? [] : base.split(separator: "/")
        for part in target.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }
}

/// The texts that cells refer to by number.
enum SharedStrings {
    /// Reads `sharedStrings.xml`; runs of different typefaces are joined, readings of Japanese left out.
    static func read(_ bytes: [UInt8]) -> [String] {
        var strings: [String] = []
        var text = CellText()
        var elements = XMLElements(bytes)
        while let event = elements.next() {
            switch event {
            case .start(let name, _):
                let name = SheetCells.localName(name)
                if name == "si" { text = CellText() }
                text.start(name)
            case .end(let name):
                let name = SheetCells.localName(name)
                text.end(name)
                if name == "si" { strings.append(text.value) }
            case .text(let range): text.add(bytes[range])
            }
        }
        return strings
    }
}

/// The text of a cell: its `t` elements, without those of phonetic runs.
struct CellText {
    private var bytes: [UInt8] = []
    private var isInText = false
    private var isPhonetic = false

    mutating func start(_ name: String) {
        if name == "t" { isInText = !isPhonetic }
        if name == "rPh" { isPhonetic = true }
    }

    mutating func end(_ name: String) {
        if name == "t" { isInText = false }
        if name == "rPh" { isPhonetic = false }
    }

    mutating func add(_ part: ArraySlice<UInt8>) {
        if isInText { bytes.append(contentsOf: part) }
    }

    /// The text with the references of XML and the escapes of Excel resolved.
    var value: String { Self.resolved(bytes[...]) }

    /// Resolves the five references of XML, numeric ones, and `_x000D_`; line breaks stay.
    static func resolved(_ bytes: ArraySlice<UInt8>) -> String {
        let marks = [UInt8(ascii: "&"), UInt8(ascii: "_"), 13]
        guard bytes.contains(where: { marks.contains($0) }) else {
            return String(decoding: bytes, as: UTF8.self)
        }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            if let (scalar, end) = reference(in: bytes, at: index) ?? escape(in: bytes, at: index) {
                // A carriage return is a line break, of which a line feed stands beside it as a rule.
                if scalar != "\r" { output.append(contentsOf: Array(String(scalar).utf8)) }
                if scalar == "\r", end >= bytes.endIndex || bytes[end] != 10 { output.append(10) }
                index = end
            } else {
                output.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func reference(
        in bytes: ArraySlice<UInt8>,
        at start: Int
    ) -> (Unicode.Scalar, Int)? {
        guard bytes[start] == UInt8(ascii: "&") else { return nil }
        let limit = min(bytes.endIndex, start + 12)
        guard let stop = bytes[start..<limit].firstIndex(of: UInt8(ascii: ";")) else { return nil }
        let name = String(decoding: bytes[(start + 1)..<stop], as: UTF8.self)
        let scalar: Unicode.Scalar?
        switch name {
        case "amp": scalar = "&"
        case "lt": scalar = "<"
        case "gt": scalar = ">"
        case "quot": scalar = "\""
        case "apos": scalar = "'"
        default:
            guard name.hasPrefix("#") else { return nil }
            let isHexadecimal = name.hasPrefix("#x") || name.hasPrefix("#X")
            let digits = name.dropFirst(isHexadecimal ? 2 : 1)
            scalar = UInt32(digits, radix: isHexadecimal ? 16 : 10).flatMap(Unicode.Scalar.init)
        }
        return scalar.map { ($0, stop + 1) }
    }

    /// `_x000D_`: a character that XML forbids, as Excel writes it.
    private static func escape(
        in bytes: ArraySlice<UInt8>,
        at start: Int
    ) -> (Unicode.Scalar, Int)? {
        guard bytes[start] == UInt8(ascii: "_"), start + 7 <= bytes.endIndex,
            bytes[start + 1] == UInt8(ascii: "x"), bytes[start + 6] == UInt8(ascii: "_")
        else { return nil }
        let digits = String(decoding: bytes[(start + 2)..<(start + 6)], as: UTF8.self)
        guard digits.utf8.allSatisfy({ isDigit($0) || (0x61...0x66).contains($0.lowercasedASCII) })
        else { return nil }
        return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init).map { ($0, start + 7) }
    }
}
