import Foundation
import ReviewStore
import Workbench

/// Reading and writing of streams and files for commands.
enum Terminal {
    /// Writes text to standard output.
    static func write(_ text: String) {
        write(Array(text.utf8))
    }

    /// Writes bytes to standard output.
    static func write(_ bytes: [UInt8]) {
        FileHandle.standardOutput.write(Data(bytes))
    }

    /// Writes a line to standard error.
    static func complain(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }

    /// Reads a file; `-` is standard input.
    static func read(_ path: String) throws -> [UInt8] {
        if path == "-" { return [UInt8](FileHandle.standardInput.readDataToEndOfFile()) }
        return try readFile(path, named: path)
    }

    /// The bytes of a file, which may be larger than the memory; `-` is standard input.
    static func content(of path: String) throws -> FileContent {
        if path == "-" { return .bytes(try read(path)) }
        return try fileContent(path, named: path)
    }

    /// Writes a file as a whole or not at all; `-` is standard output.
    static func write(_ bytes: [UInt8], to path: String) throws {
        if path == "-" { return write(bytes) }
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw InputRefused(file: path, "cannot be written: \(error.localizedDescription)")
        }
    }

    /// Writes a figure: as it is, or as PNG (600 dpi) or PDF where the file's name asks for it.
    static func writeFigure(_ svg: String, to path: String) throws {
        guard let format = FigureFormat(path: path) else {
            return try write(Array(svg.utf8), to: path)
        }
        let bytes = try RenderFigures(format: format).bytes(of: Array(svg.utf8))
        if let remark = RenderFigures.fontRemark { complain(remark) }
        try write(bytes, to: path)
    }

    /// Writes a value as JSON to standard output.
    static func writeJSON(_ value: some Encodable) throws {
        write(try prettyJSON(value))
    }

    /// The name under which a file is known: its last path component; `-` is `stdin`.
    static func name(of path: String) -> String {
        path == "-" ? "stdin" : URL(fileURLWithPath: path).lastPathComponent
    }

    /// Lays out rows in columns as wide as their widest cell; numbers stand to the right.
    static func table(_ header: [String], _ rows: [[String]]) -> String {
        guard !rows.isEmpty else { return "" }
        let widths = header.indices.map { column in
            ([header] + rows).map { $0[column].count }.max() ?? 0
        }
        let isNumeric = header.indices.map { column in
            rows.allSatisfy { row in
                row[column].isEmpty || row[column].first.map { "0123456789-−".contains($0) } == true
            }
        }
        func line(_ cells: [String]) -> String {
            let padded = cells.indices.map { column -> String in
                let blanks = String(repeating: " ", count: widths[column] - cells[column].count)
                return isNumeric[column] ? blanks + cells[column] : cells[column] + blanks
            }
            var text = padded.joined(separator: "  ")
            while text.last == " " { text.removeLast() }
            return text + "\n"
        }
        let rule = widths.map { String(repeating: "-", count: $0) }
        return line(header) + line(rule) + rows.map(line).joined()
    }

    /// A number with a fixed count of decimals.
    static func decimal(_ value: Double, _ places: Int = 3) -> String {
        String(format: "%.\(places)f", value)
    }
}
