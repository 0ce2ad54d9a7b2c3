import Foundation
import HTTPTypes
import Hummingbird

/// A file that came over the network and lies in a temporary folder that only this program may enter.
struct Upload: Sendable, Equatable {
    /// Name by which the browser refers to it.
    let id: String
    /// Name that the sender gave it, for people; never part of a path.
    let name: String
    /// Number of its bytes.
    let bytes: Int
    /// Where it lies.
    let path: String
    /// Account that sent it.
    let owner: String
    /// When it came.
    let at: Date

    /// Longest name, in bytes.
    static let longestName = 150

    /// A name that can stand in the identifiers of records: the last part, without control characters.
    ///
    /// - Parameters:
    ///   - text: name as the sender gave it.
    ///   - fallback: what a file without a usable name is called.
    /// - Returns: 1 to 150 bytes without slashes, colons, semicolons, or blanks at its ends.
    static func plainName(_ text: String?, fallback: String) -> String {
        let last = (text ?? "").split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
        let scalars = last.unicodeScalars.map { scalar -> Character in
            // Control characters and those that reverse the direction of what follows.
            let isHidden =
                scalar.properties.generalCategory == .control
                || scalar.properties.generalCategory == .format
                || scalar.properties.generalCategory == .lineSeparator
                || scalar.properties.generalCategory == .paragraphSeparator
            let isSign = scalar == ":" || scalar == ";" || scalar == "\"" || scalar == ","
            return isHidden || isSign ? "_" : Character(scalar)
        }
        let plain = String(scalars).precomposedStringWithCanonicalMapping
            .trimmingCharacters(in: .whitespacesAndNewlines)
        // The end tells the kind of the file.
        var short = Substring(plain)
        while short.utf8.count > longestName { short = short.dropFirst() }
        let kept = short.trimmingCharacters(in: .whitespacesAndNewlines)
        return kept.isEmpty || kept == "." || kept == ".." ? fallback : kept
    }
}

/// Takes in files in blocks, each up to a limit, and keeps them until they are used.
actor UploadStore {
    /// Files that one account may have here at the same time.
    static let mostOfOneAccount = 40
    /// Bytes of all files that may lie here, as a multiple of the largest.
    static let mostLargest = 8
    /// Seconds after which a file that nobody used is removed.
    static let lifetime: TimeInterval = 6 * 3600

    private let folder: String
    private let largest: Int
    private var uploads: [String: Upload] = [:]
    private var bytesUnderWay = 0
    private var isOpen = false

    /// Creates a store; its folder is made when the first file comes.
    ///
    /// - Parameters:
    ///   - review: folder of the review, since the system's own may be in memory.
    ///   - largest: most bytes of one file.
    init(review: String, largest: Int) {
        folder = review + "/.uploads"
        self.largest = largest
    }

    /// Takes in the body of a request.
    ///
    /// - Parameters:
    ///   - request: the request, whose body has not been read.
    ///   - name: name that the sender gave the file.
    ///   - owner: account that sends it.
    ///   - limit: most bytes.
    /// - Returns: the file.
    /// - Throws: `.tooLarge` before all of it is read, `.badRequest` for an empty body or a stranger
    ///   number of files; what the network throws if it ends early.
    func take(
        _ request: Request,
        name: String,
        owner: String,
        limit: Int
    ) async throws -> Upload {
        try makeRoom()
        guard uploads.values.count(where: { $0.owner == owner }) < Self.mostOfOneAccount else {
            throw RequestFault.badRequest(
                "\(Self.mostOfOneAccount) files wait to be imported already: import or remove them."
            )
        }
        // Refused before any of it is read; what lies about its length is counted below.
        if let length = request.headers[.contentLength].flatMap(Int.init), length > limit {
            throw RequestFault.tooLarge
        }
        let id = UUID().uuidString.lowercased()
        let path = folder + "/" + id
        let size: Int
        do {
            size = try await write(request.body, to: path, limit: limit)
        } catch {
            unlink(path)
            throw error
        }
        guard size > 0 else {
            unlink(path)
            throw RequestFault.badRequest("The file is empty.")
        }
        let upload = Upload(
            id: id,
            name: name,
            bytes: size,
            path: path,
            owner: owner,
            at: Date()
        )
        uploads[id] = upload
        return upload
    }

    /// A file that an account sent and that has not been used yet.
    ///
    /// - Throws: `.notFound`.
    func upload(_ id: String, of owner: String) throws(RequestFault) -> Upload {
        guard let found = uploads[id], found.owner == owner else {
            throw .notFound("There is no such uploaded file: it was used, or has waited too long.")
        }
        return found
    }

    /// Removes a file.
    func remove(_ id: String) {
        guard let gone = uploads.removeValue(forKey: id) else { return }
        unlink(gone.path)
    }

    /// Makes the folder, which only this program's user may enter, and removes what waited too long.
    private func makeRoom() throws {
        let files = FileManager.default
        if !isOpen {
            // What a program that was killed left behind. A link in its place is removed, not followed.
            try? files.removeItem(atPath: folder)
            guard mkdir(folder, 0o700) == 0 else { throw RequestFault.noRoom }
            isOpen = true
        }
        for upload in uploads.values where Date().timeIntervalSince(upload.at) > Self.lifetime {
            remove(upload.id)
        }
    }

    private func write(_ body: RequestBody, to path: String, limit: Int) async throws -> Int {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw RequestFault.noRoom }
        defer { close(descriptor) }
        var size = 0
        defer { bytesUnderWay -= size }
        for try await block in body {
            size += block.readableBytes
            bytesUnderWay += block.readableBytes
            guard size <= limit else { throw RequestFault.tooLarge }
            let lying = uploads.values.reduce(0) { $0 + $1.bytes }
            guard lying + bytesUnderWay <= largest.multiplied(by: Self.mostLargest) else {
                throw RequestFault.noRoom
            }
            try block.withUnsafeReadableBytes { try Self.write($0, to: descriptor) }
        }
        return size
    }

    private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) throws {
        var written = 0
        while written < bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
            let count = Foundation.write(descriptor, rest.baseAddress, rest.count)
            if count > 0 {
                written += count
            } else if count == 0 || errno != EINTR {
                throw RequestFault.noRoom
            }
        }
    }
}

extension Int {
    /// The product, or the largest number if it is larger.
    fileprivate func multiplied(by factor: Int) -> Int {
        let (product, isTooLarge) = multipliedReportingOverflow(by: factor)
        return isTooLarge ? .max : product
    }
}
