import Foundation

/// The folder of data that stands beside the checkout.
enum SharedFolder {
    /// Taken from `CONSILIENCE_SHARED`, else the nearest folder `shared` further up.
    static let url: URL? = {
        if let path = ProcessInfo.processInfo.environment["CONSILIENCE_SHARED"] {
            return URL(filePath: path)
        }
        var folder = URL(filePath: #filePath)
        while folder.path != "/" {
            folder.deleteLastPathComponent()
            let shared = folder.appending(path: "shared")
            var isDirectory: ObjCBool = false
            if FileManager.default.fileExists(atPath: shared.path, isDirectory: &isDirectory),
                isDirectory.boolValue
            {
                return shared
            }
        }
        return nil
    }()

    /// A file of it; prints why a test is skipped when it is missing.
    static func file(_ path: String) -> URL? {
        guard let file = url?.appending(path: path),
            FileManager.default.fileExists(atPath: file.path)
        else {
            print("skipped: shared/\(path) is missing (set CONSILIENCE_SHARED)")
            return nil
        }
        return file
    }
}
