import BibliographicFormats
import Foundation
import ReviewStore

/// How two built reports differ.
public struct ReportDifference: Sendable, Equatable, Codable {
    /// A cell with another value.
    public struct CellChange: Sendable, Equatable, Codable {
        /// What names the row: its first cells.
        public var row: String
        /// Name of the column.
        public var column: String
        /// Value before.
        public var before: String
        /// Value after.
        public var after: String
    }

    /// A table that differs.
    public struct TableChange: Sendable, Equatable, Codable {
        /// Path below the report's folder.
        public var path: String
        /// Columns that are new.
        public var newColumns: [String]
        /// Columns that are gone.
        public var goneColumns: [String]
        /// Rows that are new, by their first cells.
        public var newRows: [String]
        /// Rows that are gone, by their first cells.
        public var goneRows: [String]
        /// Cells with another value.
        public var cells: [CellChange]
    }

    /// Program and content digest before and after.
    public var before: String
    /// Program and content digest after.
    public var after: String
    /// Files that only the later report has.
    public var newFiles: [String]
    /// Files that only the earlier report has.
    public var goneFiles: [String]
    /// Files in both with other content.
    public var changedFiles: [String]
    /// What changed in the tables.
    public var tables: [TableChange]

    /// Whether the files of both reports are the same.
    public var isEmpty: Bool { newFiles.isEmpty && goneFiles.isEmpty && changedFiles.isEmpty }
}

/// Compares two built reports by their manifests and tables.
public struct DiffReports: Sendable {
    /// Folder of the earlier report.
    public var before: String
    /// Folder of the later report.
    public var after: String

    /// Creates the use case.
    ///
    /// - Parameters:
    ///   - before: folder of the earlier report.
    ///   - after: folder of the later report.
    public init(before: String, after: String) {
        self.before = before
        self.after = after
    }

    /// Compares.
    ///
    /// - Returns: which files, rows and cells differ.
    /// - Throws: `InputRefused` if a folder holds no report, or a table of it cannot be read or is not
    ///   what the manifest says.
    public func run() throws(InputRefused) -> ReportDifference {
        let (old, new) = (try Self.manifest(before), try Self.manifest(after))
        func hashes(_ manifest: ReportManifest) -> [String: String] {
            Dictionary(manifest.files.map { ($0.path, $0.sha256) }, uniquingKeysWith: { $1 })
        }
        let (earlier, later) = (hashes(old), hashes(new))
        let changed = earlier.keys.filter { later[$0] != nil && later[$0] != earlier[$0] }.sorted()
        var tables: [ReportDifference.TableChange] = []
        for path in changed where path.hasPrefix("tables/") && path.hasSuffix(".csv") {
            let change = Self.compare(
                path,
                try Self.table(path, in: before, expected: earlier[path] ?? ""),
                try Self.table(path, in: after, expected: later[path] ?? "")
            )
            tables.append(change)
        }
        return ReportDifference(
            before: "\(old.program), \(old.contentDigest)",
            after: "\(new.program), \(new.contentDigest)",
            newFiles: later.keys.filter { earlier[$0] == nil }.sorted(),
            goneFiles: earlier.keys.filter { later[$0] == nil }.sorted(),
            changedFiles: changed,
            tables: tables
        )
    }

    private static func manifest(_ folder: String) throws(InputRefused) -> ReportManifest {
        let path = folder + "/" + ReportManifest.path
        let bytes = try readFile(path, named: path)
        guard let manifest = try? JSONDecoder().decode(ReportManifest.self, from: Data(bytes))
        else {
            throw InputRefused(file: path, "is no manifest of a report built by this program")
        }
        return manifest
    }

    private static func table(
        _ path: String,
        in folder: String,
        expected: String
    ) throws(InputRefused) -> DelimitedTable {
        // The manifest is input like any other: its paths must not lead elsewhere.
        guard !path.split(separator: "/").contains("..") else {
            throw InputRefused(file: folder + "/" + ReportManifest.path, "leads elsewhere: \(path)")
        }
        let name = folder + "/" + path
        let bytes = try readFile(name, named: name)
        guard sha256(bytes) == expected else {
            throw InputRefused(file: name, "was changed after it was built; build the report again")
        }
        do throws(DelimitedTableError) {
            return try DelimitedTable(
                parsing: bytes,
                fileName: name,
                separator: UInt8(ascii: ",")
            )
        } catch {
            throw InputRefused(file: name, error.description)
        }
    }

    /// Compares two tables by the names of their columns and what names their rows.
    static func compare(
        _ path: String,
        _ old: DelimitedTable,
        _ new: DelimitedTable
    ) -> ReportDifference.TableChange {
        let shared = old.header.filter(new.header.contains)
        let width = keyWidth(old, new, shared)
        let (before, after) = (rows(of: old, shared, width), rows(of: new, shared, width))
        var cells: [ReportDifference.CellChange] = []
        for (key, row) in after.rows {
            guard let earlier = before.byKey[key] else { continue }
            for (column, name) in shared.enumerated() where earlier[column] != row[column] {
                cells.append(
                    .init(row: key, column: name, before: earlier[column], after: row[column])
                )
            }
        }
        return ReportDifference.TableChange(
            path: path,
            newColumns: new.header.filter { !old.header.contains($0) },
            goneColumns: old.header.filter { !new.header.contains($0) },
            newRows: after.rows.map(\.key).filter { before.byKey[$0] == nil },
            goneRows: before.rows.map(\.key).filter { after.byKey[$0] == nil },
            cells: cells
        )
    }

    /// Number of leading columns that tell all rows of both tables apart; all of them if none do.
    private static func keyWidth(
        _ old: DelimitedTable,
        _ new: DelimitedTable,
        _ shared: [String]
    ) -> Int {
        for width in 1...max(1, shared.count) {
            let areUnique = [old, new].allSatisfy { table in
                let keys = cells(of: table, shared).map { Array($0.prefix(width)) }
                return Set(keys).count == keys.count
            }
            if areUnique { return width }
        }
        return shared.count
    }

    private static func cells(of table: DelimitedTable, _ columns: [String]) -> [[String]] {
        let places = columns.compactMap { table.header.firstIndex(of: $0) }
        return table.rows.map { row in
            places.map { row.fields.indices.contains($0) ? row.fields[$0] : "" }
        }
    }

    private static func rows(
        of table: DelimitedTable,
        _ columns: [String],
        _ width: Int
    ) -> (rows: [(key: String, row: [String])], byKey: [String: [String]]) {
        var counts: [String: Int] = [:]
        let rows = cells(of: table, columns).map { row -> (key: String, row: [String]) in
            let name = row.prefix(width).filter { !$0.isEmpty }.joined(separator: ", ")
            counts[name, default: 0] += 1
            let count = counts[name] ?? 1
            return (count == 1 ? name : "\(name) (row \(count) of this name)", row)
        }
        return (rows, Dictionary(rows.map { ($0.key, $0.row) }, uniquingKeysWith: { $1 }))
    }
}

extension ReportDifference {
    /// The difference as text for people.
    ///
    /// - Parameter limit: lines shown of each list; further ones are counted. `nil` shows all.
    /// - Returns: lines, each ended by a line feed.
    public func text(limit: Int? = 20) -> String {
        guard !isEmpty else { return "The reports are the same.\n" }
        var text = "Before: \(before)\nAfter:  \(after)\n"
        func part(_ title: String, _ lines: [String]) {
            guard !lines.isEmpty else { return }
            text += "\n\(title)\n"
            for line in lines.prefix(limit ?? lines.count) { text += "  \(line)\n" }
            if let limit, lines.count > limit {
                text += "  … \(lines.count - limit) more (--all lists them)\n"
            }
        }
        part("New files", newFiles)
        part("Files that are gone", goneFiles)
        part("Changed files", changedFiles)
        for table in tables {
            part(
                table.path,
                table.newColumns.map { "+ column \($0)" }
                    + table.goneColumns.map { "− column \($0)" }
                    + table.newRows.map { "+ \($0)" } + table.goneRows.map { "− \($0)" }
                    + table.cells.map {
                        "\($0.row), \($0.column): \($0.before.isEmpty ? "–" : $0.before) → "
                            + "\($0.after.isEmpty ? "–" : $0.after)"
                    }
            )
        }
        return text
    }
}
