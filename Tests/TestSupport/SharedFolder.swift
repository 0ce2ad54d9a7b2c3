public import Foundation

/// The folder of reference data that stands beside the checkout.
public enum SharedFolder {
    /// Taken from `CONSILIENCE_SHARED`, else the nearest folder `shared` further up; `nil` if there
    /// is none, which is printed once.
    public static let url: URL? = {
        if let given = ProcessInfo.processInfo.environment["CONSILIENCE_SHARED"], !given.isEmpty {
            return URL(fileURLWithPath: given)
        }
        var folder = URL(fileURLWithPath: #filePath)
        while folder.path != "/" {
            folder.deleteLastPathComponent()
            let shared = folder.appendingPathComponent("shared")
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: shared.path, isDirectory: &isFolder),
                isFolder.boolValue
            {
                return shared
            }
        }
        print("skipped: no folder 'shared' above \(#filePath); set CONSILIENCE_SHARED")
        return nil
    }()

    /// A file or folder of the shared data.
    ///
    /// - Parameter path: path below the shared folder.
    /// - Returns: its place, or `nil` with the reason printed, so that a test can be skipped.
    public static func file(_ path: String) -> URL? {
        guard let file = url?.appendingPathComponent(path) else { return nil }
        guard FileManager.default.fileExists(atPath: file.path) else {
            print("skipped: \(file.path) is missing")
            return nil
        }
        return file
    }
}
