import BibliographicFormats
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
    public init(_ record: Record) {
        let bytes = canonicalJSON(of: record)
        self.init(json: String(decoding: bytes, as: UTF8.self), hash: sha256(bytes))
    }

    init(json: String, hash: String) {
        self.json = json
        self.hash = hash
    }

    /// The record.
    ///
    /// - Returns: the record as it was stored.
    /// - Throws: `.unreadable` if the JSON is none of a record.
    func record() throws(JournalError) -> Record {
        do {
            return try JSONDecoder().decode(Record.self, from: Data(json.utf8))
        } catch {
            throw .unreadable("a stored record cannot be read: \(error)")
        }
    }
}

/// SHA-256 over the hashes of records, in order: what an import event says of its records.
struct RecordsDigest {
    private var hasher = SHA256()

    /// The digest of hashes.
    static func of(_ hashes: [String]) -> String {
        var digest = RecordsDigest()
        for hash in hashes { digest.add(hash) }
        return digest.text
    }

    mutating func add(_ hash: String) {
        hasher.update(data: Array(hash.utf8))
    }

    /// Lower-case hexadecimal.
    var text: String { hexadecimal(hasher.finalize()) }
}
