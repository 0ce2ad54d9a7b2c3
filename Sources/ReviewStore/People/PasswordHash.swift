import Crypto
import CryptoExtras
import Foundation

/// A password as it is kept: salted and stretched by scrypt (RFC 7914).
struct PasswordHash: Sendable, Equatable {
    private static let saltLength = 16
    private static let length = 32

    private let rounds: Int
    private let blockSize: Int
    private let parallelism: Int
    private let salt: [UInt8]
    private let key: [UInt8]

    /// Hashes a password with a salt of its own: 2^15 rounds of 8 blocks, 32 MiB.
    init(of password: String) throws {
        var generator = SystemRandomNumberGenerator()
        rounds = 1 << 15
        blockSize = 8
        parallelism = 1
        salt = (0..<Self.saltLength).map { _ in UInt8.random(in: 0...255, using: &generator) }
        key = try Self.derived(password, salt, rounds, blockSize, parallelism)
    }

    /// Reads `scrypt$ROUNDS$BLOCK$PARALLEL$SALT$KEY`; `nil` for any other text.
    init?(_ text: String) {
        let parts = text.split(separator: "$").map(String.init)
        guard parts.count == 6, parts[0] == "scrypt", let rounds = Int(parts[1]),
            let blockSize = Int(parts[2]), let parallelism = Int(parts[3]),
            let salt = Data(base64Encoded: parts[4]), let key = Data(base64Encoded: parts[5])
        else { return nil }
        self.rounds = rounds
        self.blockSize = blockSize
        self.parallelism = parallelism
        self.salt = [UInt8](salt)
        self.key = [UInt8](key)
    }

    /// The text that is kept.
    var text: String {
        "scrypt$\(rounds)$\(blockSize)$\(parallelism)$" + Data(salt).base64EncodedString() + "$"
            + Data(key).base64EncodedString()
    }

    /// Whether a password is the one; takes the same time whether or not it is.
    func matches(_ password: String) -> Bool {
        guard let other = try? Self.derived(password, salt, rounds, blockSize, parallelism),
            other.count == key.count
        else { return false }
        return zip(other, key).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func derived(
        _ password: String,
        _ salt: [UInt8],
        _ rounds: Int,
        _ blockSize: Int,
        _ parallelism: Int
    ) throws -> [UInt8] {
        // Two ways to write the same letters are one password.
        let bytes = Data(password.precomposedStringWithCompatibilityMapping.utf8)
        let key = try KDF.Scrypt.deriveKey(
            from: bytes,
            salt: Data(salt),
            outputByteCount: length,
            rounds: rounds,
            blockSize: blockSize,
            parallelism: parallelism,
            maxMemory: 128 << 20
        )
        return key.withUnsafeBytes { [UInt8]($0) }
    }
}

/// Texts that nobody can guess: 256 random bits.
public enum Secret {
    /// A new secret, fit for addresses and cookies.
    public static func make() -> String {
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
        return Data(bytes).base64EncodedString().replacing("+", with: "-")
            .replacing("/", with: "_").replacing("=", with: "")
    }

    /// What is kept of a secret: who reads the file cannot use it.
    static func key(of secret: String) -> String { sha256(Array(secret.utf8)) }
}
