import Bibliography

/// Journal, volume, issue, pages and date of Ovid's `SO`.
///
/// Understands `Forest Ecology. 201(2-3):327-334, November 15, 2004.`, `Acta Chirurgica August
/// 2011;43(8):647-653` and `Dissertation Abstracts. Vol.75(2-A(E)),2014, pp. 1-9.`
struct OvidSource {
    private(set) var journal: String?
    private(set) var volume: String?
    private(set) var issue: String?
    private(set) var pages: String?
    private(set) var date: String?

    init(_ text: String) {
        let bytes = Array(text.utf8)
        if let cut = Self.semicolon(in: bytes) {
            let (name, date) = Self.splitDate(String(decoding: bytes[..<cut], as: UTF8.self))
            journal = name
            self.date = date
            readPlace(bytes[(cut + 1)...])
        } else if let (end, start) = Self.volumeAfterStop(in: bytes) {
            journal = String(decoding: bytes[..<end], as: UTF8.self)
            readPlace(bytes[start...])
        } else {
            let end = bytes.last == UInt8(ascii: ".") ? bytes.count - 1 : bytes.count
            journal = String(decoding: bytes[..<end], as: UTF8.self)
        }
    }

    /// The semicolon before a volume.
    private static func semicolon(in bytes: [UInt8]) -> Int? {
        bytes.indices.dropLast().last { bytes[$0] == UInt8(ascii: ";") && isDigit(bytes[$0 + 1]) }
    }

    /// The full stop that ends the journal, and the first digit of the volume after it.
    private static func volumeAfterStop(in bytes: [UInt8]) -> (end: Int, start: Int)? {
        for index in bytes.indices where bytes[index] == UInt8(ascii: ".") {
            var start = index + 1
            while start < bytes.count, bytes[start] == 32 { start += 1 }
            guard start > index + 1 else { continue }
            if bytes[start...].starts(with: "Vol.".utf8) {
                start += 4
                while start < bytes.count, bytes[start] == 32 { start += 1 }
            }
            var end = start
            while end < bytes.count, isDigit(bytes[end]) { end += 1 }
            guard end > start, end < bytes.count else { continue }
            if bytes[end] == UInt8(ascii: "(") || bytes[end] == UInt8(ascii: ":") {
                return (index, start)
            }
        }
        return nil
    }

    /// Reads a place such as `43(8):647-653, November 15, 2004`.
    private mutating func readPlace(_ bytes: ArraySlice<UInt8>) {
        var index = bytes.startIndex
        func text(_ range: Range<Int>) -> String? {
            let value = trimmedOfWhiteSpace(String(decoding: bytes[range], as: UTF8.self))
            return value.isEmpty ? nil : value
        }
        while index < bytes.endIndex, ![0x28, 0x3A, 0x2C].contains(bytes[index]) { index += 1 }
        volume = text(bytes.startIndex..<index)
        if index < bytes.endIndex, bytes[index] == UInt8(ascii: "(") {
            let start = index + 1
            var depth = 0
            while index < bytes.endIndex {
                if bytes[index] == UInt8(ascii: "(") { depth += 1 }
                if bytes[index] == UInt8(ascii: ")") { depth -= 1 }
                if depth == 0 { break }
                index += 1
            }
            issue = text(start..<max(start, index))
            index = min(index + 1, bytes.endIndex)
        }
        if index < bytes.endIndex, bytes[index] == UInt8(ascii: ":") {
            let start = index + 1
            while index < bytes.endIndex, bytes[index] != UInt8(ascii: ",") { index += 1 }
            pages = text(start..<index)
            if let found = pages, found.hasSuffix(".") { pages = String(found.dropLast()) }
        }
        if index < bytes.endIndex, bytes[index] == UInt8(ascii: ",") {
            var rest = text((index + 1)..<bytes.endIndex) ?? ""
            if let range = rest.firstRange(of: "pp.") {
                let tail = rest[range.upperBound...].trimmingPrefix(while: { $0 == " " })
                let last = tail.hasSuffix(".") ? tail.dropLast() : tail
                if pages == nil, last.first?.isNumber == true { pages = String(last) }
                rest = String(rest[..<range.lowerBound])
            }
            if date == nil { date = rest }
        }
    }

    /// The journal and the date of `Acta Chirurgica August 2011`.
    private static func splitDate(_ text: String) -> (journal: String, date: String?) {
        var words = text.split(separator: " ").map(String.init)
        var date: [String] = []
        if let last = words.last, last.utf8.count == 4, last.utf8.allSatisfy(isDigit) {
            date.insert(words.removeLast(), at: 0)
            while let last = words.last, words.count > 1, isDatePart(last) {
                date.insert(words.removeLast(), at: 0)
            }
        }
        return (words.joined(separator: " "), date.isEmpty ? nil : date.joined(separator: " "))
    }

    private static func isDatePart(_ word: String) -> Bool {
        if word.utf8.count <= 3, word.utf8.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: ",") }) {
            return true
        }
        let seasons = ["spring", "summer", "autumn", "fall", "winter"]
        return word.lowercased().split { $0 == "/" || $0 == "-" || $0 == "," }.allSatisfy { part in
            seasons.contains(String(part))
                || PartialDate(parsing: String(part) + " 2000")?.month != nil
        }
    }
}
