import Foundation

/// The folder of real exports that lies outside the repository.
enum SharedData {
    /// The folder, from `CONSILIENCE_SHARED` or the nearest `shared` folder above this file.
    static let folder: URL? = {
        if let path = ProcessInfo.processInfo.environment["CONSILIENCE_SHARED"] {
            return URL(fileURLWithPath: path)
        }
        var place = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        while place.path != "/" {
            let candidate = place.appendingPathComponent("shared")
            let marker = candidate.appendingPathComponent("data/import/manifest.csv")
            if FileManager.default.fileExists(atPath: marker.path) { return candidate }
            place = place.deletingLastPathComponent()
        }
        return nil
    }()

    /// Whether the folder is there; tests that need it are skipped otherwise.
    static let isPresent: Bool = {
        if folder == nil { print("skipped: no shared data; set CONSILIENCE_SHARED") }
        return folder != nil
    }()

    /// Content of a file under the folder.
    static func bytes(_ path: String) throws -> [UInt8] {
        let folder = try present()
        return [UInt8](try Data(contentsOf: folder.appendingPathComponent(path)))
    }

    /// Names of the files in a folder, sorted.
    static func names(in path: String) throws -> [String] {
        let folder = try present()
        return try FileManager.default.contentsOfDirectory(
            atPath: folder.appendingPathComponent(path).path
        ).sorted()
    }
}

extension SharedData {
    private struct Missing: Error {}

    private static func present() throws -> URL {
        guard let folder else { throw Missing() }
        return folder
    }
}
