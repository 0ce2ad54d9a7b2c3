import Crypto
import Foundation

/// The bytes of a file that is taken into a review: at hand, or still where it lies.
public enum FileContent: Sendable {
    /// Bytes at hand.
    case bytes([UInt8])
    /// A file that is read in blocks, so that it may be larger than the memory.
    case file(path: String)

    /// Number of bytes; 0 if the file cannot be looked at.
    public var size: Int {
        switch self {
        case .bytes(let bytes): return bytes.count
        case .file(let path):
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            return (attributes?[.size] as? NSNumber)?.intValue ?? 0
        }
    }

    /// Hands the bytes on in blocks, in order.
    ///
    /// - Parameters:
    ///   - size: bytes of a block; the last one may be shorter.
    ///   - body: what is done with each block.
    /// - Throws: `.refused` if the file cannot be read, and what `body` throws.
    public func forEachBlock(of size: Int = 4 << 20, _ body: ([UInt8]) throws -> Void) throws {
        switch self {
        case .bytes(let bytes):
            var start = 0
            while start < bytes.count {
                let end = min(bytes.count, start + size)
                try body(start == 0 && end == bytes.count ? bytes : Array(bytes[start..<end]))
                start = end
            }
        case .file(let path):
            let descriptor = open(path, O_RDONLY)
            guard descriptor >= 0 else { throw Self.error(path) }
            defer { close(descriptor) }
            while true {
                var count = 0
                let block = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
                    count = read(descriptor, buffer.baseAddress, size)
                    filled = max(0, count)
                }
                if count < 0, errno == EINTR { continue }
                guard count >= 0 else { throw Self.error(path) }
                if count == 0 { return }
                try body(block)
            }
        }
    }

    /// SHA-256 of the bytes, lower-case hexadecimal.
    ///
    /// - Parameter body: what else is done with each block on the way.
    /// - Returns: 64 digits.
    /// - Throws: `.refused` if the file cannot be read, and what `body` throws.
    public func sha256(alsoDoing body: ([UInt8]) throws -> Void = { _ in }) throws -> String {
        var hasher = SHA256()
        try forEachBlock { block in
            hasher.update(data: block)
            try body(block)
        }
        return hexadecimal(hasher.finalize())
    }

    private static func error(_ path: String) -> JournalError {
        .refused(path: path, what: String(cString: strerror(errno)))
    }
}
