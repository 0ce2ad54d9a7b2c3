import Foundation
import Workbench

/// The report that `consilience build` wrote into the folder of a review.
struct BuiltReport: Sendable {
    private static let manifest = "manifest.json"
    private static let largestManifest = 16 << 20

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
