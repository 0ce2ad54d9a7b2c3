import Bibliography

/// The cells of a sheet that hold something.
///
/// - Reference: ECMA-376 Part 1, 18.3.1.4 (cells) and 18.18.11 (types of cells).
struct SheetCells {
    /// A row with its cells in the order of their columns.
    struct Row {
        /// Number of the row in the sheet, from 1.
        let number: Int
        /// Columns, from 0, and texts; no text is blank.
        var cells: [(column: Int, text: String)]
    }

    /// The rows that hold something, in the order of the file.
    private(set) var rows: [Row] = []

    private let sharedStrings: [String]
    private let styles: WorkbookStyles
    private let countsFrom1904: Bool
    private var number = 0
    private var cells: [(column: Int, text: String)] = []
    private var nextColumn = 0
    private var column = 0
    private var type = ""
    private var style = 0
    private var value: [UInt8] = []
    private var isInValue = false
    private var text = CellText()

    /// Excel has columns A to XFD.
    private static let mostColumns = 16_384

    init(
        _ bytes: [UInt8],
        sharedStrings: [String],
        styles: WorkbookStyles,
        countsFrom1904: Bool
    ) {
        self.sharedStrings = sharedStrings
        self.styles = styles
        self.countsFrom1904 = countsFrom1904
        var elements = XMLElements(bytes)
        while let event = elements.next() {
            switch event {
            case .start(let name, let attributes):
                start(Self.localName(name)) { elements.attribute($0, in: attributes) }
            case .end(let name): end(Self.localName(name))
            case .text(let range):
                if isInValue { value.append(contentsOf: bytes[range]) }
                text.add(bytes[range])
            }
        }
    }

    /// A name without its prefix: some programs write `x:row`.
    static func localName(_ name: String) -> String {
        guard let colon = name.utf8.lastIndex(of: UInt8(ascii: ":")) else { return name }
        return String(name[name.index(after: colon)...])
    }

    private mutating func start(_ name: String, _ attribute: (String) -> String?) {
        switch name {
        case "row":
            number = attribute("r").flatMap { Int($0) } ?? number + 1
            cells.removeAll(keepingCapacity: true)
            nextColumn = 0
        case "c":
            column = attribute("r").flatMap(Self.column) ?? nextColumn
            nextColumn = min(column, Self.mostColumns) + 1
            type = attribute("t") ?? "n"
            style = attribute("s").flatMap { Int($0) } ?? 0
            value.removeAll(keepingCapacity: true)
            text = CellText()
        case "v": isInValue = true
        default: text.start(name)
        }
    }

    private mutating func end(_ name: String) {
        switch name {
        case "v": isInValue = false
        case "c":
            let shown = shownText()
            if !isBlank(shown), column < Self.mostColumns { cells.append((column, shown)) }
        case "row":
            if !cells.isEmpty {
                cells.sort { $0.column < $1.column }
                rows.append(Row(number: number, cells: cells))
            }
            cells.removeAll(keepingCapacity: true)
        default: text.end(name)
        }
    }

    /// Column, from 0, of a reference: `AB12` → 27.
    static func column(of reference: String) -> Int? {
        var column = 0
        for byte in reference.utf8 {
            let letter = byte.lowercasedASCII
            guard (0x61...0x7A).contains(letter) else { break }
            column = column * 26 + Int(letter - 0x60)
            if column > mostColumns { return nil }
        }
        return column > 0 ? column - 1 : nil
    }

    private func shownText() -> String {
        let plain = CellText.resolved(value[...])
        switch type {
        case "s":
            guard let index = Int(plain), sharedStrings.indices.contains(index) else { return "" }
            return sharedStrings[index]
        case "inlineStr": return text.value
        case "str": return plain
        case "b": return plain == "1" || plain == "true" ? "true" : "false"
        case "e": return ""
        case "d": return plain.hasSuffix("T00:00:00") ? String(plain.prefix(10)) : plain
        default:
            if styles.isDate(style),
                let date = SerialDate.text(of: plain, countsFrom1904: countsFrom1904)
            {
                return date
            }
            return Self.number(plain)
        }
    }

    /// A number without the exponent and the zeros that programs write: `2.012E3`, `2012.0` → `2012`.
    static func number(_ text: String) -> String {
        guard text.utf8.contains(where: { !isDigit($0) }), let value = Double(text) else {
            return text
        }
        let isExact = value == value.rounded() && abs(value) < 1e15
        return isExact ? String(Int(value)) : text
    }
}

/// Which of the cell styles show numbers as dates.
struct WorkbookStyles {
    private var areDates: [Bool] = []

    /// Reads `styles.xml`.
    init(_ bytes: [UInt8]) {
        var ownFormats: [Int: Bool] = [:]
        var isInCellFormats = false
        var elements = XMLElements(bytes)
        while let event = elements.next() {
            switch event {
            case .start(let name, let attributes):
                switch SheetCells.localName(name) {
                case "numFmt":
                    guard
                        let number = elements.attribute("numFmtId", in: attributes)
                            .flatMap({ Int($0) })
                    else { break }
                    let code = elements.attribute("formatCode", in: attributes) ?? ""
                    ownFormats[number] = Self.isDateCode(code)
                case "cellXfs": isInCellFormats = true
                case "xf":
                    guard isInCellFormats else { break }
                    let number =
                        elements.attribute("numFmtId", in: attributes)
                        .flatMap { Int($0) } ?? 0
                    areDates.append(ownFormats[number] ?? Self.isBuiltInDate(number))
                default: break
                }
            case .end(let name):
                if SheetCells.localName(name) == "cellXfs" { isInCellFormats = false }
            case .text: break
            }
        }
    }

    /// Whether a cell style shows a date.
    func isDate(_ style: Int) -> Bool { areDates.indices.contains(style) && areDates[style] }

    /// Formats that need no definition; 18 to 21 and 45 to 47 show times only.
    private static func isBuiltInDate(_ number: Int) -> Bool {
        (14...17).contains(number) || number == 22 || (27...31).contains(number)
            || number == 36 || (50...54).contains(number) || (57...58).contains(number)
    }

    /// Whether a format has a year or a day outside quotes and brackets: `dd\.mm\.yyyy`.
    static func isDateCode(_ code: String) -> Bool {
        var quote: UInt8 = 0
        var isEscaped = false
        for byte in code.utf8 {
            if isEscaped {
                isEscaped = false
            } else if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "_") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                quote = byte
            } else if byte == UInt8(ascii: "[") {
                quote = UInt8(ascii: "]")
            } else if byte.lowercasedASCII == UInt8(ascii: "y")
                || byte.lowercasedASCII == UInt8(ascii: "d")
            {
                return true
            } else if byte == UInt8(ascii: ";") {
                return false
            }
        }
        return false
    }
}

/// Days counted from the end of 1899, or from the start of 1904 in workbooks of old Macintoshes.
enum SerialDate {
    /// The date in ISO 8601; `nil` for what is no day of the years 1900 to 9999.
    static func text(of number: String, countsFrom1904: Bool) -> String? {
        guard let value = Double(number), value >= 1, value < 2_958_466 else { return nil }
        var days = Int(value)
        // Excel believes that 1900 was a leap year; day 60 never was.
        if countsFrom1904 { days += 1462 } else if days < 60 { days += 1 }
        return civil(daysSince1970: days - 25_569)
    }

    /// The Gregorian date of a day, by counting eras of 400 years that begin in March.
    private static func civil(daysSince1970 days: Int) -> String {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * month + 2) / 5 + 1
        let calendarMonth = month < 10 ? month + 3 : month - 9
        let year = yearOfEra + era * 400 + (calendarMonth <= 2 ? 1 : 0)
        return PartialDate(year: year, month: calendarMonth, day: day).text
    }
}
