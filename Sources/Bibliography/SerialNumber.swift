/// International standard numbers of serials and books.
public enum SerialNumber {
    /// Numbers found in a field that may hold several of both kinds.
    public struct Found: Sendable, Equatable {
        /// ISSNs, each `NNNN-NNNC`, in the order of the text, without repeats.
        public var issn: [String]
        /// ISBNs, digits and `X` only, in the order of the text, without repeats.
        public var isbn: [String]
    }

    /// Finds the ISSNs and ISBNs of a field; numbers whose check digit is wrong are left out.
    ///
    /// - Parameter text: `2041-1723`, `18602002; 15361632`, `1878-0849 (Electronic)`, `ISBN 978-…`.
    /// - Returns: The numbers.
    /// - Reference: ISO 3297 (ISSN, modulo 11), ISO 2108 (ISBN, modulo 11 and 10).
    public static func find(in text: String) -> Found {
        var found = Found(issn: [], isbn: [])
        if isPrintedISSN(text) { return Found(issn: [text], isbn: []) }
        let parts = text.utf8.split { byte in
            let isPart =
                isDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "X")
                || byte == UInt8(ascii: "x")
            return !isPart
        }
        for part in parts {
            let symbols = part.filter { $0 != UInt8(ascii: "-") }.map { $0 == 0x78 ? 0x58 : $0 }
            let number = String(decoding: symbols, as: UTF8.self)
            if isISSN(symbols) {
                let printed = String(number.prefix(4)) + "-" + String(number.suffix(4))
                if !found.issn.contains(printed) { found.issn.append(printed) }
            } else if isISBN(symbols), !found.isbn.contains(number) {
                found.isbn.append(number)
            }
        }
        return found
    }

    /// Whether the text is `NNNN-NNNC` with the right check digit: the form of almost all.
    private static func isPrintedISSN(_ text: String) -> Bool {
        guard text.utf8.count == 9 else { return false }
        var symbols = Array(text.utf8)
        return symbols.remove(at: 4) == UInt8(ascii: "-") && isISSN(symbols)
    }

    /// Whether the eight symbols of an ISSN agree with its check digit.
    static func isISSN(_ symbols: [UInt8]) -> Bool {
        symbols.count == 8 && hasCheckDigitModuloEleven(symbols)
    }

    /// Whether the ten or thirteen symbols of an ISBN agree with its check digit.
    static func isISBN(_ symbols: [UInt8]) -> Bool {
        if symbols.count == 10 { return hasCheckDigitModuloEleven(symbols) }
        guard symbols.count == 13, symbols.allSatisfy(isDigit),
            symbols.starts(with: [0x39, 0x37]), symbols[2] == 0x38 || symbols[2] == 0x39
        else { return false }
        var sum = 0
        for (index, symbol) in symbols.enumerated() {
            sum += Int(symbol - 0x30) * (index.isMultiple(of: 2) ? 1 : 3)
        }
        return sum.isMultiple(of: 10)
    }

    private static func hasCheckDigitModuloEleven(_ symbols: [UInt8]) -> Bool {
        var sum = 0
        for (index, symbol) in symbols.enumerated() {
            let weight = symbols.count - index
            if isDigit(symbol) {
                sum += Int(symbol - 0x30) * weight
            } else if symbol == 0x58, index == symbols.count - 1 {
                sum += 10
            } else {
                return false
            }
        }
        return sum.isMultiple(of: 11)
    }
}
