import Foundation

/// The untouched source files of a review, each under the SHA-256 of its bytes.
public struct FileStore: Sendable {
    /// Folder that holds the files.
    public let folder: String

    /// Creates a store on a folder; the folder is made when the first file is put.
    public init(folder: String) {
        self.folder = folder
    }

    /// Path of the file with a hash.
    public func path(of hash: String) -> String { folder + "/" + hash }

    /// Puts a file; one that is already there stays as it is.
    ///
    /// The bytes are written under another name, forced to the disk and renamed, so that a crash
    /// leaves no half file under the hash.
    ///
    /// - Returns: SHA-256 of the bytes, lower-case hexadecimal.
    /// - Throws: `.diskFull`, `.refused`.
    @discardableResult
    public func put(_ bytes: [UInt8]) throws(JournalError) -> String {
        let hash = sha256(bytes)
        let target = path(of: hash)
        if (try? read(hash)) == bytes {
            // Whoever renamed it may have been killed before the folder was forced to the disk.
            try synchroniseFolder()
            return hash
        }
        do {
            try FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true
            )
        } catch {
            throw .refused(path: folder, what: error.localizedDescription)
        }
        // A name of its own for every call: two threads may put the same bytes at once.
        let temporary = target + ".partial-\(UUID().uuidString)"
        try write(bytes, to: temporary)
        guard rename(temporary, target) == 0 else {
            let reason = errno
            unlink(temporary)
            throw Self.error(reason, path: target)
        }
        try synchroniseFolder()
        return hash
    }

    /// Reads the file with a hash.
    ///
    /// - Throws: `.refused` if it is not there or cannot be read.
    public func read(_ hash: String) throws(JournalError) -> [UInt8] {
        do {
            return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path(of: hash))))
        } catch {
            throw .refused(path: path(of: hash), what: "the stored source file is missing")
        }
    }

    private func write(_ bytes: [UInt8], to path: String) throws(JournalError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        guard descriptor >= 0 else { throw Self.error(errno, path: path) }
        var written = 0
        var failure: Int32 = 0
        bytes.withUnsafeBytes { buffer in
            while written < buffer.count, failure == 0 {
                let slice = UnsafeRawBufferPointer(rebasing: buffer[written...])
                let count = Foundation.write(descriptor, slice.baseAddress, slice.count)
                if count > 0 {
                    written += count
                } else if count == 0 || errno != EINTR {
                    failure = count == 0 ? EIO : errno
                }
            }
        }
        if failure == 0, fsync(descriptor) != 0 { failure = errno }
        if close(descriptor) != 0, failure == 0 { failure = errno }
        if failure != 0 {
            unlink(path)
            throw Self.error(failure, path: path)
        }
    }

    /// Forces the folder's new entry to the disk; the rename is not durable without it.
    private func synchroniseFolder() throws(JournalError) {
        let descriptor = open(folder, O_RDONLY)
        guard descriptor >= 0 else { throw Self.error(errno, path: folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw Self.error(errno, path: folder) }
    }

    private static func error(_ code: Int32, path: String) -> JournalError {
        code == ENOSPC || code == EDQUOT
            ? .diskFull(path: path) : .refused(path: path, what: String(cString: strerror(code)))
    }
}
