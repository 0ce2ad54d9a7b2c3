public import Foundation

/// The checkout that the tests were compiled from, and what was built of it.
public enum Checkout {
    /// The folder of `Package.swift`.
    public static let url: URL = {
        var folder = URL(fileURLWithPath: #filePath)
        repeat {
            folder.deleteLastPathComponent()
        } while folder.path != "/"
            && !FileManager.default.fileExists(atPath: folder.path + "/Package.swift")
        return folder
    }()

    /// A file or folder of the checkout.
    public static func file(_ path: String) -> URL { url.appendingPathComponent(path) }

    /// The command line: `CONSILIENCE_BINARY`, else the one built beside the tests.
    ///
    /// `nil` with a printed reason if it was not built.
    public static let binary: URL? = {
        if let given = ProcessInfo.processInfo.environment["CONSILIENCE_BINARY"], !given.isEmpty {
            return URL(fileURLWithPath: given)
        }
        // On macOS a helper of the toolchain loads the tests as a bundle; elsewhere they are a
        // program of their own.
        let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }
        let tests = bundle?.bundleURL ?? Bundle.main.executableURL
        let binary = tests?.deletingLastPathComponent().appendingPathComponent("consilience")
        guard let binary, FileManager.default.isExecutableFile(atPath: binary.path) else {
            print("skipped: no program 'consilience' beside the tests; set CONSILIENCE_BINARY")
            return nil
        }
        return binary
    }()
}
