import BibliographicFormats
import Foundation
import ReviewStore
import Workbench

/// The report that `consilience build` wrote into the folder of a review.
struct BuiltReport: Sendable {
    private static let manifest = "manifest.json"
    private static let largestManifest = 16 << 20
    private static let largestArchive = 512 << 20

    private let folder: String

    init(folder: String) { self.folder = folder }

    /// A file of the report.
    ///
    /// A name is looked up in the manifest, never in the file system; and since a review may come from
    /// somebody else, what the manifest names must be a plain path to a file below the folder.
    ///
    /// - Parameter name: path below the folder of the report, decoded; blank means the page.
    /// - Returns: content and its type.
    /// - Throws: `.notFound`.
    func file(_ name: String) throws(RequestFault) -> (bytes: [UInt8], type: String) {
        guard let manifest = bytes(of: Self.manifest, atMost: Self.largestManifest) else {
            throw .notFound("No report has been built yet: 'consilience build' makes one.")
        }
        if name == Self.manifest { return (manifest, Self.type(of: name)) }
        let path = name.isEmpty ? "index.html" : name
        guard Self.isPlain(path),
            let list = try? JSONDecoder().decode(ReportManifest.self, from: Data(manifest)),
            let entry = list.files.first(where: { $0.path == path }),
            let content = bytes(of: path, atMost: entry.bytes), content.count == entry.bytes
        else { throw .notFound("The report has no such file.") }
        return (content, Self.type(of: path))
    }

    /// The list of the report's files, with when it was written; `nil` if there is no report.
    var list: (manifest: ReportManifest, builtAt: Date)? {
        let path = folder + "/" + Self.manifest
        guard let bytes = bytes(of: Self.manifest, atMost: Self.largestManifest),
            let manifest = try? JSONDecoder().decode(ReportManifest.self, from: Data(bytes)),
            let facts = try? FileManager.default.attributesOfItem(atPath: path),
            let date = facts[.modificationDate] as? Date
        else { return nil }
        return (manifest, date)
    }

    /// All files of the report as one zip archive.
    ///
    /// - Returns: the archive; every file has the bytes that the manifest names.
    /// - Throws: `.notFound` if there is no report; `.badRequest` if a file was changed since, or all
    ///   together are too large.
    func archive() throws(RequestFault) -> [UInt8] {
        guard let manifest = list?.manifest else {
            throw .notFound("No report has been built yet.")
        }
        guard manifest.files.reduce(0, { $0 + $1.bytes }) < Self.largestArchive else {
            throw .badRequest("The report is too large for an archive: copy its folder instead.")
        }
        var files: [(name: String, content: [UInt8])] = []
        for entry in manifest.files {
            let content = try file(entry.path).bytes
            guard sha256(content) == entry.sha256 else {
                throw .badRequest(
                    "'\(entry.path)' was changed after the report was built. Build anew."
                )
            }
            files.append(("report/" + entry.path, content))
        }
        files.append(("report/" + Self.manifest, try file(Self.manifest).bytes))
        return ZipWriter.bytes(of: files)
    }

    private static func isPlain(_ path: String) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        return !path.contains("\\") && !path.contains("\0")
            && parts.allSatisfy { !$0.isEmpty && !$0.hasPrefix(".") }
    }

    private func bytes(of name: String, atMost limit: Int) -> [UInt8]? {
        let root = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
        let target = URL(fileURLWithPath: folder + "/" + name).resolvingSymlinksInPath().path
        guard target.hasPrefix(root == "/" ? "/" : root + "/"),
            let facts = try? FileManager.default.attributesOfItem(atPath: target),
            facts[.type] as? FileAttributeType == .typeRegular,
            let size = facts[.size] as? Int, size <= limit
        else { return nil }
        return try? readFile(target, named: name)
    }

    private static func type(of path: String) -> String {
        switch URL(fileURLWithPath: path).pathExtension.lowercased() {
        case "html": "text/html; charset=utf-8"
        case "svg": "image/svg+xml"
        case "js": "text/javascript; charset=utf-8"
        case "csv": "text/csv; charset=utf-8"
        case "md": "text/markdown; charset=utf-8"
        case "json": "application/json; charset=utf-8"
        default: "application/octet-stream"
        }
    }
}
