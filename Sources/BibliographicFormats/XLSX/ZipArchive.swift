import Bibliography
import CZlib

/// Why an archive or a part of it cannot be read.
enum ZipError: Error, Equatable, CustomStringConvertible {
    case noDirectory
    case zip64
    case encrypted(String)
    case damaged(String)
    case tooLarge(String, limit: Int)
    case method(String, Int)

    var description: String {
        switch self {
        case .noDirectory: "the zip archive has no directory; the file is cut off or damaged"
        case .zip64: "a zip archive of more than 4 GB (zip64) is not read"
        case .encrypted: "password-protected; save it without a password"
        case .damaged(let name): "\(name) in the archive is damaged"
        case .tooLarge(let name, let limit):
            "\(name) in the archive grows to more than \(limit >> 20) MB when unpacked; not read"
        case .method(let name, let method):
            "\(name) in the archive is packed in a way (\(method)) that is not read"
        }
    }
}

/// The files of a zip archive, unpacked one at a time when they are asked for.
///
/// Only the central directory is believed; every place and size in it is checked against the bytes.
///
/// - Reference: PKWARE, APPNOTE.TXT: .ZIP File Format Specification, 4.3.
struct ZipArchive {
    private struct Entry {
        let method: Int
        let isEncrypted: Bool
        let packedSize: Int
        let size: Int
        let checksum: UInt
        let header: Int
    }

    private let bytes: [UInt8]
    private var entries: [String: Entry] = [:]

    /// No part of a workbook of records is larger than this; what is, is a bomb or no table of records.
    static let largestPart = 1 << 30
    /// Times that a large part may grow: workbooks of records grow 4 to 20 times, bombs a thousand times.
    static let largestRatio = 100
    /// Bytes to which any part may grow.
    static let harmlessPart = 64 << 20

    /// Reads the directory of an archive.
    init(_ bytes: [UInt8]) throws(ZipError) {
        self.bytes = bytes
        guard let end = Self.endOfDirectory(in: bytes) else { throw .noDirectory }
        let count = Self.number(bytes, end + 10, 2)
        let start = Self.number(bytes, end + 16, 4)
        if count == 0xFFFF || start == 0xFFFF_FFFF { throw .zip64 }
        var place = start
        for _ in 0..<count {
            guard place + 46 <= bytes.count, Self.number(bytes, place, 4) == 0x0201_4B50 else {
                throw .noDirectory
            }
            let nameLength = Self.number(bytes, place + 28, 2)
            let rest = Self.number(bytes, place + 30, 2) + Self.number(bytes, place + 32, 2)
            let nameEnd = place + 46 + nameLength
            guard nameEnd + rest <= bytes.count else { throw .noDirectory }
            let entry = Entry(
                method: Self.number(bytes, place + 10, 2),
                isEncrypted: Self.number(bytes, place + 8, 2) & 1 == 1,
                packedSize: Self.number(bytes, place + 20, 4),
                size: Self.number(bytes, place + 24, 4),
                checksum: UInt(Self.number(bytes, place + 16, 4)),
                header: Self.number(bytes, place + 42, 4)
            )
            entries[Self.key(String(decoding: bytes[place + 46..<nameEnd], as: UTF8.self))] = entry
            place = nameEnd + rest
        }
    }

    /// Whether the archive holds a file; capitals, and back slashes of careless writers, aside.
    func holds(_ name: String) -> Bool { entries[Self.key(name)] != nil }

    /// The content of a file; `nil` if the archive holds none of the name.
    func content(of name: String) throws(ZipError) -> [UInt8]? {
        guard let entry = entries[Self.key(name)] else { return nil }
        if entry.isEncrypted { throw .encrypted(name) }
        if entry.size == 0xFFFF_FFFF || entry.packedSize == 0xFFFF_FFFF { throw .zip64 }
        guard entry.header + 30 <= bytes.count,
            Self.number(bytes, entry.header, 4) == 0x0403_4B50
        else { throw .damaged(name) }
        let start =
            entry.header + 30 + Self.number(bytes, entry.header + 26, 2)
            + Self.number(bytes, entry.header + 28, 2)
        guard start + entry.packedSize <= bytes.count else { throw .damaged(name) }
        let limit = min(
            Self.largestPart,
            max(Self.harmlessPart, entry.packedSize * Self.largestRatio)
        )
        if entry.size > limit { throw .tooLarge(name, limit: limit) }
        let packed = bytes[start..<start + entry.packedSize]
        let content: [UInt8]
        switch entry.method {
        case 0: content = Array(packed)
        case 8:
            guard let unpacked = Inflation.unpacked(packed, size: entry.size) else {
                throw .damaged(name)
            }
            content = unpacked
        default: throw .method(name, entry.method)
        }
        guard content.count == entry.size, Inflation.checksum(of: content) == entry.checksum else {
            throw .damaged(name)
        }
        return content
    }

    private static func key(_ name: String) -> String {
        name.lowercased().replacing("\\", with: "/")
    }

    /// The end record, which a comment of up to 65535 bytes may follow.
    private static func endOfDirectory(in bytes: [UInt8]) -> Int? {
        guard bytes.count >= 22 else { return nil }
        var place = bytes.count - 22
        let last = max(0, place - 0xFFFF)
        while place >= last {
            if number(bytes, place, 4) == 0x0605_4B50 { return place }
            place -= 1
        }
        return nil
    }

    /// A little-endian number; 0 where the bytes end.
    private static func number(_ bytes: [UInt8], _ place: Int, _ count: Int) -> Int {
        guard place >= 0, place + count <= bytes.count else { return 0 }
        return bytes[place..<place + count].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}

/// Unpacks deflated data with the compression library of the system.
///
/// - Reference: RFC 1951, doi:10.17487/RFC1951.
enum Inflation {
    /// The content of raw deflated data; `nil` if it is damaged or not of the size.
    ///
    /// - Parameters:
    ///   - packed: deflated data without a header.
    ///   - size: number of bytes of the content; no more are ever unpacked.
    /// - Returns: The content.
    static func unpacked(_ packed: ArraySlice<UInt8>, size: Int) -> [UInt8]? {
        if size == 0 { return [] }
        guard packed.count <= Int(UInt32.max), size <= Int(UInt32.max) else { return nil }
        var stream = z_stream()
        let version = ZLIB_VERSION
        let begun = inflateInit2_(
            &stream,
            -MAX_WBITS,
            version,
            Int32(MemoryLayout<z_stream>.size)
        )
        guard begun == Z_OK else { return nil }
        defer { inflateEnd(&stream) }
        var input = Array(packed)
        var status = Z_OK
        let content = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            input.withUnsafeMutableBufferPointer { source in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = buffer.baseAddress
                stream.avail_out = UInt32(size)
                status = inflate(&stream, Z_FINISH)
            }
            count = size - Int(stream.avail_out)
        }
        guard status == Z_STREAM_END, content.count == size else { return nil }
        return content
    }

    /// The CRC-32 of a content.
    static func checksum(of content: [UInt8]) -> UInt {
        content.withUnsafeBufferPointer { buffer in
            UInt(crc32_z(0, buffer.baseAddress, buffer.count))
        }
    }
}
