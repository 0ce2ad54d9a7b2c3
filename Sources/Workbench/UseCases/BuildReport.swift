import Foundation
public import Reporting
import Review
import ReviewStore

/// The list of a report's files with their hashes, and what the report was built from.
public struct ReportManifest: Sendable, Equatable, Codable {
    /// A file of the report.
    public struct File: Sendable, Equatable, Codable {
        /// Path below the report's folder.
        public var path: String
        /// SHA-256 of the bytes, lower-case hexadecimal.
        public var sha256: String
        /// Length in bytes.
        public var bytes: Int

        /// Creates the entry of a file.
        public init(path: String, sha256: String, bytes: Int) {
            self.path = path
            self.sha256 = sha256
            self.bytes = bytes
        }
    }

    /// A file that the review took up.
    public struct Source: Sendable, Equatable, Codable {
        /// Name of the file, as the user wrote it.
        public var file: String
        /// SHA-256 of the bytes, lower-case hexadecimal.
        public var sha256: String
        /// Event that took it up.
        public var event: Int
    }

    /// Program that built the report.
    public var program: String
    /// Number of events in the journal.
    public var events: Int
    /// SHA-256 over what happened, without times and names.
    public var contentDigest: String
    /// Files that the review took up and that still count, in the order of the journal.
    public var sources: [Source]
    /// Files of the report, by path.
    public var files: [File]

    static let path = "manifest.json"
}

/// Renders a review's report and writes it to a folder.
public struct BuildReport: Sendable {
    /// Creates the use case.
    public init() {}

    /// What a report is rendered from.
    ///
    /// - Throws: `JournalError` if the records cannot be read.
    public static func input(for snapshot: ReviewSnapshot) throws -> ReportInput {
        ReportInput(
            state: snapshot.state,
            records: try snapshot.records(),
            events: snapshot.events,
            contentDigest: snapshot.contentDigest,
            program: Program.name
        )
    }

    /// Renders all files of the report, the manifest last.
    ///
    /// - Throws: `JournalError` if the records cannot be read.
    public func render(_ snapshot: ReviewSnapshot) throws -> [ReportFile] {
        let files = renderReport(try Self.input(for: snapshot))
        let undone = snapshot.state.undoneEvents
        let sources = snapshot.events.filter { !undone.contains($0.sequence) }.compactMap { event in
            event.payload.sourceFile.map {
                ReportManifest.Source(file: $0.name, sha256: $0.sha256, event: event.sequence)
            }
        }
        let manifest = ReportManifest(
            program: Program.name,
            events: snapshot.events.count,
            contentDigest: snapshot.contentDigest,
            sources: sources,
            files: files.map {
                ReportManifest.File(
                    path: $0.path,
                    sha256: sha256($0.bytes),
                    bytes: $0.bytes.count
                )
            }
        )
        return files
            + [ReportFile(path: ReportManifest.path, bytes: try prettyJSON(manifest))]
    }

    /// Writes the report; an earlier report in the folder is replaced as a whole.
    ///
    /// - Parameters:
    ///   - files: the rendered files.
    ///   - folder: folder of the report; made if there is none.
    /// - Throws: `InputRefused` if the folder holds something that is no report of this program, or
    ///   cannot be written.
    public func write(_ files: [ReportFile], to folder: String) throws {
        let manager = FileManager.default
        try checkReplaceable(folder)
        let process = ProcessInfo.processInfo.processIdentifier
        let fresh = folder + ".partial-\(process)"
        let old = folder + ".old-\(process)"
        do {
            // Left over by an earlier process of the same number.
            try? manager.removeItem(atPath: fresh)
            if manager.fileExists(atPath: folder) { try? manager.removeItem(atPath: old) }
            for file in files {
                let path = fresh + "/" + file.path
                let parent = URL(fileURLWithPath: path).deletingLastPathComponent()
                try manager.createDirectory(at: parent, withIntermediateDirectories: true)
                try Data(file.bytes).write(to: URL(fileURLWithPath: path))
            }
            let exists = manager.fileExists(atPath: folder)
            if exists { try manager.moveItem(atPath: folder, toPath: old) }
            try manager.moveItem(atPath: fresh, toPath: folder)
            if exists { try manager.removeItem(atPath: old) }
        } catch {
            try? manager.removeItem(atPath: fresh)
            if !manager.fileExists(atPath: folder), manager.fileExists(atPath: old) {
                try? manager.moveItem(atPath: old, toPath: folder)
            }
            throw InputRefused(
                file: folder,
                "the report cannot be written: \(error.localizedDescription)"
            )
        }
    }

    /// Refuses a place that holds anything but an earlier report: it would be deleted with it.
    private func checkReplaceable(_ folder: String) throws(InputRefused) {
        let manager = FileManager.default
        var isFolder: ObjCBool = false
        guard manager.fileExists(atPath: folder, isDirectory: &isFolder) else { return }
        guard isFolder.boolValue else {
            throw InputRefused(file: folder, "is a file; a folder for the report expected")
        }
        let present = ((try? manager.subpathsOfDirectory(atPath: folder)) ?? []).filter { path in
            var isFolder: ObjCBool = false
            _ = manager.fileExists(atPath: folder + "/" + path, isDirectory: &isFolder)
            return !isFolder.boolValue && !path.hasSuffix(".DS_Store")
        }
        guard !present.isEmpty else { return }
        guard let data = manager.contents(atPath: folder + "/" + ReportManifest.path),
            let manifest = try? JSONDecoder().decode(ReportManifest.self, from: data)
        else {
            throw InputRefused(
                file: folder,
                "holds files that are no report; give an empty or new folder with -o"
            )
        }
        let own = Set(manifest.files.map(\.path)).union([ReportManifest.path])
        let others = present.filter { !own.contains($0) }.sorted()
        guard others.isEmpty else {
            throw InputRefused(
                file: folder,
                "holds files that are not of the report and would be deleted with it: "
                    + others.joined(separator: ", ")
            )
        }
    }
}

/// A value as JSON for people: sorted keys, indented, a line feed at the end.
public func prettyJSON(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    encoder.nonConformingFloatEncodingStrategy = .throw
    return [UInt8](try encoder.encode(value)) + [10]
}
