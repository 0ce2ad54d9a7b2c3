/// The lines on which keys of a JSON document stand, by their paths such as `curves.0.auc`.
///
/// Only keys of the names asked for are kept, since curves have many thousands. The document is one
/// that a decoder has read; of anything else no line is promised.
struct JSONLines: Sendable, Equatable {
    private(set) var lines: [String: Int] = [:]

    /// The line of a key, the first line if it is not there.
    subscript(path: String) -> Int { lines[path] ?? 1 }

    /// Reads a document.
    ///
    /// - Parameters:
    ///   - bytes: the document in UTF-8.
    ///   - names: keys whose lines are wanted.
    init(of bytes: [UInt8], names: Set<String>) {
        /// An open object with the key it is at, or an open array with the number of the element.
        enum Level {
            case object(String)
            case array(Int)
        }
        var levels: [Level] = []
        var line = 1
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\n"): line += 1
            case UInt8(ascii: "{"): levels.append(.object(""))
            case UInt8(ascii: "["): levels.append(.array(0))
            case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = levels.popLast()
            case UInt8(ascii: ","):
                if case .array(let number)? = levels.last {
                    levels[levels.count - 1] = .array(number + 1)
                }
            case UInt8(ascii: "\""):
                let end = Self.end(ofStringAt: index, in: bytes)
                if case .object? = levels.last, Self.isKey(endingAt: end, in: bytes) {
                    let name = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
                    levels[levels.count - 1] = .object(name)
                    if names.contains(name) {
                        let path = levels.map { level in
                            switch level {
                            case .object(let key): key
                            case .array(let number): String(number)
                            }
                        }
                        lines[path.joined(separator: ".")] = line
                    }
                }
                index = end
            default: break
            }
            index += 1
        }
    }

    /// The place of the quotation mark that closes a string.
    private static func end(ofStringAt start: Int, in bytes: [UInt8]) -> Int {
        var index = start + 1
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(index, bytes.count)
    }

    private static func isKey(endingAt end: Int, in bytes: [UInt8]) -> Bool {
        let blanks: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
        let next = bytes.dropFirst(end + 1).first { !blanks.contains($0) }
        return next == UInt8(ascii: ":")
    }
}
