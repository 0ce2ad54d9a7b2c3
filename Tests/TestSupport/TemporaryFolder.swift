public import Foundation

/// A folder for one test, removed with the value.
public final class TemporaryFolder: Sendable {
    /// Path of the folder, without links in it.
    public let path: String

    /// Makes an empty folder, in `CONSILIENCE_TEST_TEMPORARY` if it is set.
    public init() throws {
        let given = ProcessInfo.processInfo.environment["CONSILIENCE_TEST_TEMPORARY"]
        let parent =
            given.map { URL(fileURLWithPath: $0) } ?? FileManager.default.temporaryDirectory
        let folder = parent.appendingPathComponent("consilience-test-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.resolvingSymlinksInPath().path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Place of a file in the folder.
    public func url(_ name: String) -> URL { URL(fileURLWithPath: path + "/" + name) }

    /// Writes a file, with the folders that its name needs; an earlier one is replaced.
    ///
    /// - Returns: its path.
    @discardableResult
    public func write(_ text: String, to name: String) throws -> String {
        let place = url(name)
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(text.utf8).write(to: place)
        return place.path
    }

    /// The text of a file.
    public func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: url(name)), as: UTF8.self)
    }

    /// Whether there is a file or folder of the name.
    public func has(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: path + "/" + name)
    }

    /// Content of all files below a folder, by path below it.
    public func files(below name: String = "") throws -> [String: Data] {
        let root = name.isEmpty ? path : path + "/" + name
        var found: [String: Data] = [:]
        for file in try FileManager.default.subpathsOfDirectory(atPath: root) {
            var isFolder: ObjCBool = false
            let place = root + "/" + file
            _ = FileManager.default.fileExists(atPath: place, isDirectory: &isFolder)
            if !isFolder.boolValue {
                found[file] = try Data(contentsOf: URL(fileURLWithPath: place))
            }
        }
        return found
    }
}
