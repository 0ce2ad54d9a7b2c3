import Bibliography
import Foundation
import Review
public import ReviewStore

/// A review on disk: `review.yaml`, the journal, the untouched source files and the report.
public struct ReviewFolder: Sendable {
    /// Path of the folder.
    public let path: String

    /// Creates a value for a folder; nothing is read or written.
    public init(path: String) {
        self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }

    /// Path of the text file that declares the review, if people use one.
    public var reviewFilePath: String { path + "/review.yaml" }
    /// Path of the journal.
    public var journalPath: String { path + "/review.sqlite" }
    /// Store of the untouched source files.
    public var files: FileStore { FileStore(folder: path + "/files") }
    /// Folder that `build` writes to by default.
    public var reportPath: String { path + "/report" }

    /// Whether the folder holds a journal.
    public var hasJournal: Bool { FileManager.default.fileExists(atPath: journalPath) }

    /// Reads the review as the journal has it, without changing anything.
    ///
    /// - Throws: `JournalError`.
    public func read() throws -> ReviewSnapshot {
        try ReviewSnapshot(journal: Journal(path: journalPath, mode: .reading))
    }

    /// Opens the review to add to it; a folder without a journal has an empty one.
    ///
    /// - Throws: `InputRefused` if the folder is no review folder, `JournalError`.
    public func draft() throws -> ReviewDraft {
        guard hasJournal || FileManager.default.fileExists(atPath: reviewFilePath) else {
            throw InputRefused(
                file: path,
                "no review here: neither review.yaml nor review.sqlite found; 'consilience new "
                    + "\(path)' makes a review folder"
            )
        }
        guard hasJournal else { return ReviewDraft(folder: self, snapshot: ReviewSnapshot()) }
        return ReviewDraft(folder: self, snapshot: try read())
    }

    /// Reads a file below the folder.
    ///
    /// - Throws: `InputRefused` if it is missing, too large, or leaves the folder through a link.
    func bytes(of file: String) throws(InputRefused) -> [UInt8] {
        let root = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let target = URL(fileURLWithPath: path + "/" + file).resolvingSymlinksInPath().path
        guard target == root || target.hasPrefix(root == "/" ? "/" : root + "/") else {
            throw InputRefused(file: file, "leads out of the review folder")
        }
        return try readFile(target, named: file)
    }
}

/// Reads a file that a user named.
///
/// - Parameters:
///   - path: path of the file.
///   - name: name for messages.
/// - Returns: content of the file.
/// - Throws: `InputRefused` if it cannot be read.
public func readFile(_ path: String, named name: String) throws(InputRefused) -> [UInt8] {
    _ = try fileContent(path, named: name)
    do {
        return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
        throw InputRefused(file: name, "cannot be read: \(error.localizedDescription)")
    }
}

/// The bytes of a file, to be read in blocks.
///
/// - Parameters:
///   - path: path of the file.
///   - name: name for messages.
/// - Returns: the file, if it is one.
/// - Throws: `InputRefused` if there is no such file.
public func fileContent(_ path: String, named name: String) throws(InputRefused) -> FileContent {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        throw InputRefused(file: name, "no such file")
    }
    guard !isFolder.boolValue else { throw InputRefused(file: name, "is a folder, not a file") }
    return .file(path: path)
}

extension ReviewFolder {
    /// Whether the folder holds a `review.yaml`.
    public var declaresItself: Bool { FileManager.default.fileExists(atPath: reviewFilePath) }
}
