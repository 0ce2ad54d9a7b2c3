import CZlib

/// Writes zip archives whose bytes depend on nothing but their content.
///
/// Files are stored, not packed: two versions of a packer may pack differently. All bear the first
/// date that the format knows, 1 January 1980.
///
/// - Reference: PKWARE, APPNOTE.TXT: .ZIP File Format Specification, 4.3 and 4.4.
public enum ZipWriter {
    /// Writes an archive.
    ///
    /// - Parameter files: names and contents, in the order in which they are to stand; together
    ///   below 4 GB.
    /// - Returns: the bytes of the archive.
    public static func bytes(of files: [(name: String, content: [UInt8])]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(files.reduce(1024) { $0 + $1.content.count + 200 })
        var directory: [UInt8] = []
        for file in files {
            let name = Array(file.name.utf8)
            let size = file.content.count
            let checksum = file.content.withUnsafeBufferPointer {
                crc32(0, $0.baseAddress, UInt32($0.count))
            }
            // Version 2.0, flag for names in UTF-8, stored, midnight, 1 January 1980.
            var common = number(20, 2) + number(0x0800, 2) + number(0, 2) + number(0, 2)
            common += number(0x0021, 2) + number(Int(checksum), 4) + number(size, 4)
            common += number(size, 4) + number(name.count, 2) + number(0, 2)
            let start = output.count
            output += number(0x0403_4B50, 4) + common + name + file.content
            directory += number(0x0201_4B50, 4) + number(20, 2) + common
            directory += number(0, 2) + number(0, 2) + number(0, 2) + number(0, 4)
            directory += number(start, 4) + name
        }
        let start = output.count
        output += directory
        output += number(0x0605_4B50, 4) + number(0, 4) + number(files.count, 2)
        output += number(files.count, 2) + number(directory.count, 4) + number(start, 4)
        return output + number(0, 2)
    }

    private static func number(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}
