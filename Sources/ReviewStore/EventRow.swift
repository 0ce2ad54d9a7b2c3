import Crypto
import Foundation
import GRDB
import Review

/// An event as it stands in the table.
struct EventRow: FetchableRecord, Sendable {
    /// What stands for the hash before the first event.
    static let genesis = String(repeating: "0", count: 64)
    static let selectAll = "SELECT * FROM event ORDER BY seq"
    static let selectAfter = "SELECT * FROM event WHERE seq > ? ORDER BY seq"
    static let selectLast = "SELECT * FROM event ORDER BY seq DESC LIMIT 1"

    let seq: Int
    let at: String
    let actor: String
    let kind: String
    let version: Int
    let payload: String
    let previousHash: String
    let hash: String

    init(
        seq: Int,
        at: String,
        actor: String,
        kind: String,
        version: Int,
        payload: String,
        previousHash: String
    ) {
        self.seq = seq
        self.at = at
        self.actor = actor
        self.kind = kind
        self.version = version
        self.payload = payload
        self.previousHash = previousHash
        hash = Self.digest(
            seq: seq,
            at: at,
            actor: actor,
            kind: kind,
            version: version,
            payload: payload,
            previousHash: previousHash
        )
    }

    init(row: Row) throws {
        seq = try row.decode(Int.self, forColumn: "seq")
        at = try row.decode(String.self, forColumn: "at")
        actor = try row.decode(String.self, forColumn: "actor")
        kind = try row.decode(String.self, forColumn: "kind")
        version = try row.decode(Int.self, forColumn: "version")
        payload = try row.decode(String.self, forColumn: "payload")
        previousHash = try row.decode(String.self, forColumn: "previous_hash")
        hash = try row.decode(String.self, forColumn: "hash")
    }

    /// SHA-256 over the fields in the order of the table, each as `LENGTH:BYTES` and a line feed,
    /// so that no two different events have the same bytes.
    static func digest(
        seq: Int,
        at: String,
        actor: String,
        kind: String,
        version: Int,
        payload: String,
        previousHash: String
    ) -> String {
        var hasher = SHA256()
        for field in [String(seq), at, actor, kind, String(version), payload, previousHash] {
            hasher.update(data: Data("\(field.utf8.count):".utf8))
            hasher.update(data: Data(field.utf8))
            hasher.update(data: Data("\n".utf8))
        }
        return hexadecimal(hasher.finalize())
    }

    /// What the stored hash should be.
    var expectedHash: String {
        Self.digest(
            seq: seq,
            at: at,
            actor: actor,
            kind: kind,
            version: version,
            payload: payload,
            previousHash: previousHash
        )
    }

    func insert(into database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO event(seq, at, actor, kind, version, payload, previous_hash, hash)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [seq, at, actor, kind, version, payload, previousHash, hash]
        )
    }

    func event() throws(EventCodingError) -> Event {
        Event(
            sequence: seq,
            at: at,
            actor: actor,
            payload: try EventPayload(
                kind: kind,
                version: version,
                json: payload,
                sequence: seq
            )
        )
    }
}

/// Bytes as lower-case hexadecimal digits.
func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes {
        text.append(digits[Int(byte >> 4)])
        text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
}

/// SHA-256 of bytes, lower-case hexadecimal.
public func sha256(_ bytes: [UInt8]) -> String {
    hexadecimal(SHA256.hash(data: bytes))
}
