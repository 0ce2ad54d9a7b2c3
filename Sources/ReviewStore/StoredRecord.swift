public import Bibliography
import Crypto
import Foundation

/// A record in the form in which it is stored: canonical JSON and its hash.
public struct StoredRecord: Sendable, Equatable {
    /// Canonical JSON: keys sorted, no white space.
    public let json: String
    /// SHA-256 of the JSON, lower-case hexadecimal.
    public let hash: String

    /// Takes a record's stored form.
    ///
    /// - Throws: `.unreadable` if the record cannot be written as JSON.
    public init(_ record: Record) throws(JournalError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            let data = try encoder.encode(record)
            json = String(decoding: data, as: UTF8.self)
            hash = hexadecimal(SHA256.hash(data: data))
        } catch {
            throw .unreadable("record \(record.source.position) cannot be stored: \(error)")
        }
    }

    /// SHA-256 over the hashes of records, in order: what an import event says of its records.
    public static func combinedHash(_ records: [StoredRecord]) -> String {
        combined(records.map(\.hash))
    }

    static func combined(_ hashes: [String]) -> String {
        var hasher = SHA256()
        for hash in hashes { hasher.update(data: Data(hash.utf8)) }
        return hexadecimal(hasher.finalize())
    }
}
