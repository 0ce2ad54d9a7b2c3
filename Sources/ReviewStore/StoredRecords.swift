public import Bibliography
import Foundation
import Synchronization

/// The records of one import in the form in which they are stored, in order.
///
/// The first ones are kept in memory; the rest of a large import waits in a file without a name, so that
/// an export may be larger than the memory. The file vanishes with the value, however the program ends.
public final class StoredRecords: Sendable {
    private struct Content {
        var first: [StoredRecord] = []
        var size = 0
        var count = 0
        var digest = RecordsDigest()
        var spool: Spool?

        mutating func add(_ records: [StoredRecord], memory: Int) throws(JournalError) {
            for record in records {
                count += 1
                digest.add(record.hash)
                if spool == nil, size < memory {
                    size += record.json.utf8.count
                    first.append(record)
                } else {
                    let file: Spool
                    if let spool { file = spool } else { file = try Spool() }
                    spool = file
                    try file.write(record)
                }
            }
        }
    }

    private let content = Mutex(Content())
    private let limit: Int

    /// Creates an empty list.
    ///
    /// - Parameter memory: bytes of JSON that are kept in memory before a file is used.
    public init(memory: Int = 64 << 20) {
        limit = memory
    }

    /// Creates a list of records.
    ///
    /// - Parameter records: the records, in order.
    /// - Throws: `.diskFull`, `.refused` if there are so many that a file is needed and cannot be written.
    public convenience init(_ records: [Record]) throws(JournalError) {
        self.init()
        try append(records)
    }

    /// Adds records; their stored forms are made on all cores.
    ///
    /// - Parameter records: the records that follow.
    /// - Throws: `.diskFull`, `.refused` if a file is needed and cannot be written.
    public func append(_ records: [Record]) throws(JournalError) {
        let stored = Self.storedForms(of: records)
        let limit = limit
        try content.withLock { (content: inout sending Content) throws(JournalError) -> Void in
            try content.add(stored, memory: limit)
        }
    }

    private static func storedForms(of records: [Record]) -> [StoredRecord] {
        let slice = 64
        guard records.count > slice else { return records.map(StoredRecord.init) }
        let parts = Mutex([[StoredRecord]](repeating: [], count: (records.count - 1) / slice + 1))
        DispatchQueue.concurrentPerform(iterations: (records.count - 1) / slice + 1) { part in
            let end = min(records.count, (part + 1) * slice)
            let stored = records[(part * slice)..<end].map(StoredRecord.init)
            parts.withLock { $0[part] = stored }
        }
        return parts.withLock { $0.flatMap { $0 } }
    }

    /// Number of records.
    public var count: Int { content.withLock { $0.count } }

    /// SHA-256 over the hashes of the records, in order: what an import event says of its records.
    public var combinedHash: String { content.withLock { $0.digest.text } }

    /// Hands the records on, in order.
    ///
    /// - Parameter body: what is done with each.
    /// - Throws: what `body` throws; `.refused` if the file cannot be read.
    func handOn(to body: (StoredRecord) throws -> Void) throws {
        let (first, spool) = content.withLock { ($0.first, $0.spool) }
        for record in first { try body(record) }
        try spool?.handOn(to: body)
    }

    /// All records.
    ///
    /// - Throws: `.unreadable` for one that cannot be read back, `.refused` if the file cannot be read.
    public func records() throws(JournalError) -> [Record] {
        var all: [Record] = []
        all.reserveCapacity(count)
        do {
            try handOn { all.append(try $0.record()) }
        } catch let error as JournalError {
            throw error
        } catch {
            throw .unreadable("\(error)")
        }
        return all
    }
}

/// A file without a name that holds stored records: length of the JSON, hash, JSON.
private final class Spool: Sendable {
    private let descriptor: Int32
    private let pending = Mutex<[UInt8]>([])

    init() throws(JournalError) {
        let folder = FileManager.default.temporaryDirectory.path
        var name = Array((folder + "/consilience-import-XXXXXX").utf8CString)
        descriptor = mkstemp(&name)
        guard descriptor >= 0 else { throw Self.error() }
        unlink(name)
    }

    deinit { close(descriptor) }

    func write(_ record: StoredRecord) throws(JournalError) {
        try pending.withLock { (pending: inout sending [UInt8]) throws(JournalError) -> Void in
            withUnsafeBytes(of: UInt64(record.json.utf8.count).littleEndian) { pending += $0 }
            pending += record.hash.utf8
            pending += record.json.utf8
            if pending.count > 1 << 20 { try flush(&pending) }
        }
    }

    private func flush(_ pending: inout [UInt8]) throws(JournalError) {
        var written = 0
        while written < pending.count {
            let count = pending.withUnsafeBytes { buffer in
                Foundation.write(
                    descriptor,
                    buffer.baseAddress.map { $0 + written },
                    buffer.count - written
                )
            }
            if count > 0 { written += count } else if errno != EINTR { throw Self.error() }
        }
        pending.removeAll(keepingCapacity: true)
    }

    func handOn(to body: (StoredRecord) throws -> Void) throws {
        try pending.withLock { (pending: inout sending [UInt8]) throws(JournalError) -> Void in
            try flush(&pending)
        }
        var reader = SpoolReader(descriptor: descriptor)
        while let record = try reader.next() { try body(record) }
    }

    fileprivate static func error() -> JournalError {
        let folder = FileManager.default.temporaryDirectory.path
        return errno == ENOSPC || errno == EDQUOT
            ? .diskFull(path: folder)
            : .refused(path: folder, what: String(cString: strerror(errno)))
    }
}

/// Reads a spool from its start.
private struct SpoolReader {
    private let descriptor: Int32
    private var offset = 0
    private var buffer: [UInt8] = []
    private var position = 0

    init(descriptor: Int32) { self.descriptor = descriptor }

    mutating func next() throws(JournalError) -> StoredRecord? {
        guard try fill(8 + 64) else { return nil }
        let length = buffer[position..<position + 8].reversed().reduce(0) { $0 << 8 | Int($1) }
        guard try fill(8 + 64 + length) else { return nil }
        let hash = String(decoding: buffer[(position + 8)..<(position + 72)], as: UTF8.self)
        let end = position + 72 + length
        let json = String(decoding: buffer[(position + 72)..<end], as: UTF8.self)
        position = end
        return StoredRecord(json: json, hash: hash)
    }

    /// Makes sure that so many bytes are there; `false` at the end of the file.
    private mutating func fill(_ count: Int) throws(JournalError) -> Bool {
        while buffer.count - position < count {
            buffer.removeFirst(position)
            position = 0
            let wanted = max(1 << 20, count)
            let start = buffer.count
            buffer.append(contentsOf: repeatElement(0, count: wanted))
            let found = buffer.withUnsafeMutableBytes { bytes in
                pread(descriptor, bytes.baseAddress.map { $0 + start }, wanted, off_t(offset))
            }
            if found < 0, errno == EINTR {
                buffer.removeLast(wanted)
                continue
            }
            guard found >= 0 else { throw Spool.error() }
            buffer.removeLast(wanted - found)
            offset += found
            if found == 0 { return false }
        }
        return true
    }
}
