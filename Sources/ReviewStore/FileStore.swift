import Foundation

/// The untouched source files of a review, each under the SHA-256 of its bytes.
public struct FileStore: Sendable {
    /// Folder that holds the files.
    public let folder: String
    /// What stands behind the hash in a file's name, so that other programs know its kind.
    public let suffix: String

    /// Creates a store on a folder; the folder is made when the first file is put.
    ///
    /// - Parameters:
    ///   - folder: folder that holds the files.
    ///   - suffix: what stands behind the hash in a file's name.
    public init(folder: String, suffix: String = "") {
        self.folder = folder
        self.suffix = suffix
    }

    /// Path of the file with a hash.
    public func path(of hash: String) -> String { folder + "/" + hash + suffix }

    /// Puts a file; one that is already there stays as it is.
    ///
    /// The bytes are written under another name, forced to the disk and renamed, so that a crash
    /// leaves no half file under the hash.
    ///
    /// - Parameters:
    ///   - content: bytes of the file.
    ///   - expected: SHA-256 that the bytes had when they were looked at; `nil` if nobody has yet.
    /// - Returns: SHA-256 of the bytes, lower-case hexadecimal.
    /// - Throws: `.diskFull`, `.refused`, also if the bytes are no longer those expected.
    @discardableResult
    public func put(
        _ content: FileContent,
        expected: String? = nil
    ) throws(JournalError) -> String {
        do {
            try FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true
            )
        } catch {
            throw .refused(path: folder, what: error.localizedDescription)
        }
        // A name of its own for every call: two threads may put the same bytes at once.
        let temporary = folder + "/.partial-\(UUID().uuidString)"
        let hash = try write(content, to: temporary)
        if let expected, hash != expected {
            unlink(temporary)
            throw .refused(path: folder, what: "the file has changed while it was read")
        }
        let target = path(of: hash)
        // Whoever put the same bytes before may have been killed before the folder was forced to disk.
        if (try? FileContent.file(path: target).sha256()) == hash {
            unlink(temporary)
            try synchroniseFolder()
            return hash
        }
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

    private func write(
        _ content: FileContent,
        to path: String
    ) throws(JournalError) -> String {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        guard descriptor >= 0 else { throw Self.error(errno, path: path) }
        do {
            let hash = try content.sha256 { try Self.write($0, to: descriptor, path: path) }
            guard fsync(descriptor) == 0 else { throw Self.error(errno, path: path) }
            guard close(descriptor) == 0 else { throw Self.error(errno, path: path) }
            return hash
        } catch {
            close(descriptor)
            unlink(path)
            throw error as? JournalError ?? .refused(path: path, what: "\(error)")
        }
    }

    private static func write(
        _ bytes: [UInt8],
        to descriptor: Int32,
        path: String
    ) throws(JournalError) {
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
        if failure != 0 { throw error(failure, path: path) }
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
