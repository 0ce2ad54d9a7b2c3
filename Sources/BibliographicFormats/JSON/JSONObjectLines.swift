/// Lines on which objects begin, which the JSON parser does not tell.
enum JSONObjectLines {
    /// Lines of the objects of the outermost array, or of the outermost object.
    static func lines(in bytes: [UInt8]) -> [Int] {
        let depth = bytes.first { !isBlankByte($0) } == UInt8(ascii: "[") ? 1 : 0
        var lines: [Int] = []
        forEachOpening(in: bytes) { isObject, level, line in
            if isObject, level == depth { lines.append(line) }
        }
        return lines
    }

    /// Lines on which the items begin: the first list of so many objects at that depth.
    static func lines(of count: Int, objectsAt depth: Int, in bytes: [UInt8]) -> [Int] {
        var lists: [[Int]] = [[]]
        forEachOpening(in: bytes) { isObject, level, line in
            if level == depth - 1, lists.last != [] { lists.append([]) }
            if isObject, level == depth { lists[lists.count - 1].append(line) }
        }
        return lists.first { $0.count == count } ?? []
    }

    /// Visits every opening bracket outside texts, with the number of brackets open before it.
    private static func forEachOpening(
        in bytes: [UInt8],
        _ visit: (_ isObject: Bool, _ level: Int, _ line: Int) -> Void
    ) {
        var line = 1
        var level = 0
        var isText = false
        var isEscaped = false
        for byte in bytes {
            if byte == 10 { line += 1 }
            if isText {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isText = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isText = true
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                visit(byte == UInt8(ascii: "{"), level, line)
                level += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): level -= 1
            default: break
            }
        }
    }
}
