import Foundation

/// Writes the texts and tables of a built report as Word documents with pandoc, beside the report.
public struct WriteDocuments: Sendable {
    /// Creates the use case.
    public init() {}

    /// Converts every Markdown file of a report, and all its tables as one document.
    ///
    /// - Parameters:
    ///   - report: folder of a built report.
    ///   - folder: where the documents go; `nil` for `REPORT-docx`.
    /// - Returns: the files, to be written by the caller.
    /// - Throws: `InputRefused` if the folder holds no report, or pandoc is missing or fails.
    public func render(
        _ report: String,
        into folder: String?
    ) throws(InputRefused) -> [PrintReport.Output] {
        let manager = FileManager.default
        var trimmed = report
        while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
        guard let data = manager.contents(atPath: trimmed + "/" + ReportManifest.path),
            let manifest = try? JSONDecoder().decode(ReportManifest.self, from: data)
        else {
            throw InputRefused(
                file: report,
                "holds no manifest.json: the folder of a built report expected"
            )
        }
        let place = folder ?? trimmed + "-docx"
        let texts = manifest.files.map(\.path).filter { $0.hasSuffix(".md") && !$0.contains("..") }
        var outputs: [PrintReport.Output] = []
        for text in texts {
            let name = text.split(separator: "/").last.map { $0.dropLast(3) } ?? "text"
            outputs.append(
                PrintReport.Output(
                    path: "\(place)/\(name).docx",
                    bytes: try document(from: trimmed + "/" + text, format: "commonmark_x")
                )
            )
        }
        outputs.append(
            PrintReport.Output(path: "\(place)/tables.docx", bytes: try tables(of: trimmed))
        )
        return outputs
    }

    /// The tables of the page, with the numbers as it rounds them.
    private func tables(of report: String) throws(InputRefused) -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: report + "/index.html") else {
            throw InputRefused(file: report, "holds no index.html")
        }
        let page = String(decoding: data, as: UTF8.self)
        var found = ""
        var rest = page[...]
        while let start = rest.range(of: "<table>"),
            let end = rest.range(of: "</table>", range: start.upperBound..<rest.endIndex)
        {
            found += rest[start.lowerBound..<end.upperBound] + "\n"
            rest = rest[end.upperBound...]
        }
        let source = FileManager.default.temporaryDirectory.appendingPathComponent(
            "consilience-tables-\(UUID().uuidString).html"
        )
        defer { try? FileManager.default.removeItem(at: source) }
        do {
            try Data("<html><body>\n\(found)</body></html>\n".utf8).write(to: source)
        } catch {
            throw InputRefused(file: source.path, "cannot be written: \(error)")
        }
        return try document(from: source.path, format: "html")
    }

    /// Leaves out pictures and links that lead nowhere outside the report.
    private static let filter = """
        function Image(picture) return picture.caption end
        function Link(link)
          if link.classes:includes("file") then return {} end
          if link.target:match("^https?:") then return nil end
          return link.content
        end

        """

    private func document(from source: String, format: String) throws(InputRefused) -> [UInt8] {
        let target = FileManager.default.temporaryDirectory.appendingPathComponent(
            "consilience-\(UUID().uuidString).docx"
        )
        defer { try? FileManager.default.removeItem(at: target) }
        // A text from an export may name files of this machine as pictures; no text of ours has one,
        // and pandoc's own sandbox finds no template in the version that Debian 12 has.
        let filter = target.path + ".lua"
        defer { try? FileManager.default.removeItem(atPath: filter) }
        do {
            try Data(Self.filter.utf8).write(to: URL(fileURLWithPath: filter))
        } catch {
            throw InputRefused(file: filter, "cannot be written: \(error)")
        }
        try ExternalProgram.pandoc.run([
            "--from", format, "--to", "docx", "--lua-filter", filter, "--output", target.path,
            source,
        ])
        guard let data = FileManager.default.contents(atPath: target.path) else {
            throw InputRefused(file: ExternalProgram.pandoc.name, "wrote no file")
        }
        return [UInt8](data)
    }
}
