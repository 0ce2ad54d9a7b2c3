/// A sheet of an Excel workbook to be written: a header and rows below it.
public struct WorkbookSheet: Sendable, Equatable {
    /// A cell.
    public enum Cell: Sendable, Equatable {
        /// A number that is finite; any other is written as text.
        case number(Double)
        /// Text; it stays text whatever it looks like.
        case text(String)
    }

    /// Name wanted; what Excel does not allow in it is replaced.
    public var name: String
    /// Headings.
    public var header: [String]
    /// Rows.
    public var rows: [[Cell]]

    /// Creates a sheet.
    public init(name: String, header: [String], rows: [[Cell]]) {
        self.name = name
        self.header = header
        self.rows = rows
    }
}

/// Writes Excel workbooks (Office Open XML) whose bytes depend on nothing but their content.
///
/// - Reference: ECMA-376, part 1, 18.2 and 18.3; limits as Excel states them.
public enum WorkbookWriter {
    /// Characters that a cell holds; longer text ends with `… [cut]`.
    public static let longestText = 32_767
    /// Rows of a sheet, the header among them.
    public static let mostRows = 1_048_576
    /// Columns of a sheet, A to XFD.
    public static let mostColumns = 16_384

    /// Writes a workbook.
    ///
    /// - Parameter sheets: the sheets, at least one; rows and columns beyond the limits of Excel are
    ///   left out, and the last row or heading says so.
    /// - Returns: the bytes of the file.
    public static func bytes(of sheets: [WorkbookSheet]) -> [UInt8] {
        let names = names(of: sheets)
        var files: [(name: String, content: [UInt8])] = [
            ("[Content_Types].xml", Array(contentTypes(sheets.count).utf8)),
            ("_rels/.rels", Array(packageRelations.utf8)),
            ("xl/workbook.xml", Array(workbook(names).utf8)),
            ("xl/_rels/workbook.xml.rels", Array(relations(sheets.count).utf8)),
            ("xl/styles.xml", Array(styles.utf8)),
        ]
        for (number, sheet) in sheets.enumerated() {
            files.append(
                ("xl/worksheets/sheet\(number + 1).xml", Array(worksheet(sheet).utf8))
            )
        }
        return ZipWriter.bytes(of: files)
    }

    /// The names of the sheets as they are written: at most 31 characters, without `[]:*?/\` and
    /// quotes at the ends, different from each other in any case.
    ///
    /// - Parameter sheets: the sheets.
    /// - Returns: a name for each.
    public static func names(of sheets: [WorkbookSheet]) -> [String] {
        var taken: Set<String> = []
        return sheets.map { sheet in
            var plain = ""
            for scalar in sheet.name.unicodeScalars {
                let isRefused = "[]:*?/\\".unicodeScalars.contains(scalar)
                plain.unicodeScalars.append(isRefused || isUnprintable(scalar) ? "-" : scalar)
            }
            let base = String(trimmed(plain[...]))
            let isFree = !base.isEmpty && base.lowercased() != "history"
            let wanted = isFree ? base : "Sheet"
            var name = String(trimmed(cut(wanted[...], to: 31)[...]))
            var number = 2
            while !taken.insert(name.lowercased()).inserted {
                let ending = " (\(number))"
                name = cut(wanted[...], to: 31 - ending.count) + ending
                number += 1
            }
            return name
        }
    }

    /// A name without blanks and quotes at its ends.
    private static func trimmed(_ name: Substring) -> Substring {
        var name = name
        while let first = name.first, first == "'" || first == " " { name.removeFirst() }
        while let last = name.last, last == "'" || last == " " { name.removeLast() }
        return name
    }

    /// Control characters, and what XML 1.0 cannot hold at all.
    private static func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar.value == 0xFFFE
            || scalar.value == 0xFFFF
    }

    /// Excel counts UTF-16 units.
    private static func cut(_ text: Substring, to length: Int) -> String {
        var kept = ""
        var count = 0
        for character in text {
            count += character.utf16.count
            if count > length { break }
            kept.append(character)
        }
        return kept
    }

    private static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let office =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let package = "http://schemas.openxmlformats.org/package/2006"
    private static let media = "application/vnd.openxmlformats-officedocument.spreadsheetml."

    private static func contentTypes(_ count: Int) -> String {
        let sheets = (1...max(1, count)).map {
            "<Override PartName=\"/xl/worksheets/sheet\($0).xml\" ContentType=\"\(media)worksheet+xml\"/>"
        }
        return head + "<Types xmlns=\"\(package)/content-types\">"
            + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
            + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(media)sheet.main+xml\"/>"
            + "<Override PartName=\"/xl/styles.xml\" ContentType=\"\(media)styles+xml\"/>"
            + sheets.joined() + "</Types>"
    }

    private static let packageRelations =
        head + "<Relationships xmlns=\"\(package)/relationships\">"
        + "<Relationship Id=\"rId1\" Type=\"\(office)/officeDocument\" Target=\"xl/workbook.xml\"/>"
        + "</Relationships>"

    private static func workbook(_ names: [String]) -> String {
        let sheets = names.enumerated().map { number, name in
            "<sheet name=\"\(escaped(name))\" sheetId=\"\(number + 1)\" r:id=\"rId\(number + 1)\"/>"
        }
        return head + "<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\"><sheets>"
            + sheets.joined() + "</sheets></workbook>"
    }

    private static func relations(_ count: Int) -> String {
        let sheets = (1...max(1, count)).map {
            "<Relationship Id=\"rId\($0)\" Type=\"\(office)/worksheet\" "
                + "Target=\"worksheets/sheet\($0).xml\"/>"
        }
        return head + "<Relationships xmlns=\"\(package)/relationships\">" + sheets.joined()
            + "<Relationship Id=\"rId\(count + 1)\" Type=\"\(office)/styles\" Target=\"styles.xml\"/>"
            + "</Relationships>"
    }

    /// Style 0 is plain, 1 the header, 2 text that wraps.
    private static let styles =
        head + "<styleSheet xmlns=\"\(main)\">"
        + "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
        + "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
        + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
        + "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
        + "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
        + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
        + "<cellXfs count=\"3\">"
        + "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
        + "<xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\"/>"
        + "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
        + "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/>"
        + "</cellStyles></styleSheet>"

    private static func worksheet(_ sheet: WorkbookSheet) -> String {
        var rows = sheet.rows
        if rows.count + 1 > mostRows {
            let left = rows.count - (mostRows - 2)
            rows = Array(rows.prefix(mostRows - 2))
            rows.append([.text("\(left) more rows do not fit a sheet of Excel: see the CSV file.")])
        }
        var header = sheet.header
        let wanted = max(header.count, rows.map(\.count).max() ?? 0)
        let columns = min(wanted, mostColumns)
        if wanted > columns {
            header = Array(header.prefix(columns - 1))
            header += Array(repeating: "", count: columns - 1 - header.count)
            header.append("\(wanted - columns + 1) more columns do not fit a sheet of Excel")
            rows = rows.map { Array($0.prefix(columns - 1)) }
        }
        var text =
            head + "<worksheet xmlns=\"\(main)\"><sheetViews><sheetView workbookViewId=\"0\">"
            + "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>"
            + "</sheetView></sheetViews>"
        if columns > 0 {
            text += "<cols>"
            for column in 0..<columns {
                let width = width(of: column, header, rows)
                text += "<col min=\"\(column + 1)\" max=\"\(column + 1)\" width=\"\(width)\" "
                text += "customWidth=\"1\"/>"
            }
            text += "</cols>"
        }
        text += "<sheetData><row r=\"1\">"
        for (column, heading) in header.enumerated() {
            text += cell(.text(heading), row: 1, column, style: 1)
        }
        text += "</row>"
        for (number, row) in rows.enumerated() {
            text += "<row r=\"\(number + 2)\">"
            for (column, value) in row.enumerated() {
                text += cell(value, row: number + 2, column, style: 2)
            }
            text += "</row>"
        }
        return text + "</sheetData></worksheet>"
    }

    /// Width in characters: that of the longest of the first thousand texts, 6 to 60.
    private static func width(
        of column: Int,
        _ header: [String],
        _ rows: [[WorkbookSheet.Cell]]
    ) -> Int {
        var longest = header.indices.contains(column) ? header[column].count : 0
        for row in rows.prefix(1_000) where row.indices.contains(column) {
            switch row[column] {
            case .number(let value): longest = max(longest, min(12, "\(value)".count))
            case .text(let text): longest = max(longest, text.count)
            }
        }
        return min(60, max(6, longest + 2))
    }

    private static func cell(
        _ value: WorkbookSheet.Cell,
        row: Int,
        _ column: Int,
        style: Int
    ) -> String {
        let place = letters(of: column) + "\(row)"
        switch value {
        case .number(let number) where number.isFinite:
            // `description` is the shortest text that reads back as the same number.
            let text = number.description
            let plain = text.hasSuffix(".0") ? String(text.dropLast(2)) : text
            return "<c r=\"\(place)\"><v>\(plain)</v></c>"
        case .number(let number): return cell(.text("\(number)"), row: row, column, style: style)
        case .text(""): return ""
        case .text(let text):
            let ending = "… [cut]"
            let shown =
                text.utf16.count <= longestText
                ? text : cut(text[...], to: longestText - ending.utf16.count) + ending
            return "<c r=\"\(place)\" t=\"inlineStr\" s=\"\(style)\"><is>"
                + "<t xml:space=\"preserve\">\(escaped(shown))</t></is></c>"
        }
    }

    /// The letters of a column: `A` to `Z`, then `AA`.
    static func letters(of column: Int) -> String {
        var rest = column + 1
        var letters = ""
        while rest > 0 {
            let digit = (rest - 1) % 26
            letters = String(UnicodeScalar(UInt8(65 + digit))) + letters
            rest = (rest - 1) / 26
        }
        return letters
    }

    /// Text for XML 1.0; what XML cannot hold is written as Excel does, `_x0007_`.
    private static func escaped(_ text: String) -> String {
        var output = ""
        let scalars = Array(text.unicodeScalars)
        for (place, scalar) in scalars.enumerated() {
            switch scalar {
            case "&": output += "&amp;"
            case "<": output += "&lt;"
            case ">": output += "&gt;"
            case "\"": output += "&quot;"
            case "\t", "\n": output.unicodeScalars.append(scalar)
            // A parser turns a carriage return into a line feed.
            case "\r": output += "_x000D_"
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                output += "_x" + String(repeating: "0", count: 4 - digits.count) + digits + "_"
            case "_" where isCode(scalars, at: place): output += "_x005F_"
            default: output.unicodeScalars.append(scalar)
            }
        }
        return output
    }

    /// Whether text would be read as an escape, `_x0041_`, though it is none.
    private static func isCode(_ scalars: [UnicodeScalar], at place: Int) -> Bool {
        guard place + 6 < scalars.count, scalars[place + 1] == "x", scalars[place + 6] == "_" else {
            return false
        }
        return scalars[(place + 2)...(place + 5)].allSatisfy { $0.properties.isASCIIHexDigit }
    }
}
