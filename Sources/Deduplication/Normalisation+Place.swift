import Bibliography

/// The name of a journal or meeting, ready to be compared with its abbreviation.
struct NormalisedJournal: Sendable {
    var letters: [UInt8] = []
    var words: [Word] = []
    var hash: UInt64 = 0
    var isPreprintServer = false
    var isDissertationIndex = false

    var isMissing: Bool { words.isEmpty }

    init(_ raw: String) {
        guard !raw.isEmpty else { return }
        var folded: [UInt8] = []
        TextFolding.appendFolded(Self.withoutAdditions(Markup.removed(from: raw)), to: &folded)
        for word in folded.split(separator: 0x20) where !StockWords.isFunctionWord(word) {
            guard letters.count + word.count < 500 else { break }
            words.append(
                Word(
                    hash: spellingHash(of: word),
                    start: UInt16(letters.count),
                    end: UInt16(letters.count + word.count),
                    isContent: true,
                    isStock: false,
                    holdsDigit: word.contains { $0 >= 0x30 && $0 <= 0x39 }
                )
            )
            letters += word
        }
        hash = letters.isEmpty ? 0 : Deduplication.hash(of: letters)
        isPreprintServer = Self.preprintServers.contains {
            Self.firstIndex(of: $0, in: folded) != nil
        }
        isDissertationIndex =
            folded.starts(with: "thesis".utf8)
            || Self.dissertationWords.contains { Self.firstIndex(of: $0, in: folded) != nil }
    }

    /// Takes off "(Baltimore, Md.)", "[Electronic Resource]", " : official journal of …", " = …".
    private static func withoutAdditions(_ raw: String) -> String {
        var depth = 0
        var output = ""
        for character in raw.unicodeScalars {
            switch character {
            case "(", "[": depth += 1
            case ")", "]": depth = max(0, depth - 1)
            default: if depth == 0 { output.unicodeScalars.append(character) }
            }
        }
        let bytes = output.utf8.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
        let cuts = marks.compactMap { mark in
            bytes.firstIndex(of: mark[0]) == nil ? nil : firstIndex(of: mark, in: bytes)
        }
        if let cut = cuts.min() {
            output = String(decoding: output.utf8.prefix(cut), as: UTF8.self)
        }
        return output.utf8.contains { ($0 | 0x20) > 0x60 } ? output : raw
    }

    /// Beginnings of what follows the name of a journal.
    private static let marks = [
        " : ", " = ", ": official", ". conference", " conference:", "; ",
    ].map { Array($0.utf8) }

    private static func firstIndex(of run: [UInt8], in bytes: [UInt8]) -> Int? {
        guard bytes.count >= run.count else { return nil }
        return (0...(bytes.count - run.count)).first { start in
            run.indices.allSatisfy { bytes[start + $0] == run[$0] }
        }
    }

    private static let preprintServers = [
        "medrxiv", "biorxiv", "arxiv", "ssrn", "research square", "preprints",
    ].map { Array($0.utf8) }

    private static let dissertationWords = ["dissertation", "diss abstr"].map { Array($0.utf8) }

    /// Hashes of the ISSNs that a field holds.
    static func issnHashes(_ text: String) -> [UInt64] {
        text.split { $0 == " " || $0 == ";" || $0 == "," }.compactMap { part in
            let digits = part.utf8.filter { ($0 >= 0x30 && $0 <= 0x39) || $0 | 0x20 == 0x78 }
            return digits.count == 8 ? Deduplication.hash(of: digits.map { $0 | 0x20 }) : nil
        }
    }
}

/// First and last page, or the article number.
struct NormalisedPages: Equatable, Sendable {
    /// Letters before the first page, up to eight: `S` of `S12`, `e` of `e123`, `cd` of `CD002273`.
    var prefix: UInt64 = 0
    var first = 0
    /// 0 when only one page is known.
    var last = 0

    var isMissing: Bool { first == 0 }
    /// "1-10" is printed on every article of a journal that pages each one from 1.
    var isOwnNumbering: Bool { first == 1 && prefix == 0 }

    init(_ raw: String) {
        guard !raw.isEmpty else { return }
        let bytes = Array(raw.utf8)
        var index = 0
        guard let start = Self.part(bytes, &index), start.number > 0 else { return }
        // "215 p" and "xii, 215 pp" count the pages of a book or thesis; they are no place.
        let rest = bytes[index...].drop { $0 == 0x20 }
        if let next = rest.first, next | 0x20 == 0x70,
            rest.dropFirst().allSatisfy({ $0 | 0x20 == 0x70 || $0 == 0x2E || $0 == 0x20 })
        {
            return
        }
        prefix = start.prefix == 0x70 || start.prefix == 0x7070 ? 0 : start.prefix
        first = start.number
        if let end = Self.part(bytes, &index), end.number > 0 {
            last = Self.completed(end.number, digits: end.digits, after: first)
        }
    }

    /// Reads letters and digits: (prefix, number, count of digits).
    private static func part(
        _ bytes: [UInt8],
        _ index: inout Int
    ) -> (prefix: UInt64, number: Int, digits: Int)? {
        var prefix: UInt64 = 0
        while index < bytes.count, bytes[index] < 0x30 || bytes[index] > 0x39 {
            let letter = bytes[index] | 0x20
            if letter >= 0x61, letter <= 0x7A { prefix = prefix << 8 | UInt64(letter) }
            index += 1
        }
        var number = 0
        var digits = 0
        while index < bytes.count, bytes[index] >= 0x30, bytes[index] <= 0x39 {
            if digits < 12 { number = number * 10 + Int(bytes[index] - 0x30) }
            digits += 1
            index += 1
        }
        return digits > 0 ? (prefix, number, digits) : nil
    }

    /// `221-8` means 228: the digits left out are those of the first page.
    private static func completed(_ end: Int, digits: Int, after first: Int) -> Int {
        guard end < first, digits < 9 else { return end }
        var scale = 1
        for _ in 0..<digits { scale *= 10 }
        let full = first / scale * scale + end
        return full >= first ? full : end
    }
}
