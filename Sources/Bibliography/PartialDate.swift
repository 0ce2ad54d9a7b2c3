/// A date of publication as far as it is known: a year, perhaps a month, perhaps a day.
public struct PartialDate: Sendable, Equatable {
    /// Year, four digits.
    public let year: Int
    /// Month, 1–12.
    public let month: Int?
    /// Day of the month, 1–31; only with a month.
    public let day: Int?

    /// Creates a date; a day without a month, and values out of range, are left out.
    public init(year: Int, month: Int? = nil, day: Int? = nil) {
        let month = month.flatMap { (1...12).contains($0) ? $0 : nil }
        let days = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        self.year = year
        self.month = month
        self.day = day.flatMap { day in
            month.flatMap { (1...days[$0 - 1]).contains(day) ? day : nil }
        }
    }

    /// Reads a date in any shape that databases use.
    ///
    /// `2024`, `2024-04-03`, `2024/04/03/`, `1989//`, `2020 Feb 12`, `2017/Nov//`, `Aug 1 2019`,
    /// `4-8 Aug. 2020`, `Jun2023`, `20240403`, `Spring 2020`. Numeric dates whose day and month cannot be
    /// told apart (`4/3/2024`) give the year alone.
    ///
    /// - Parameters:
    ///   - text: value of a date field.
    ///   - knownYear: year from another field, for values such as `SEP 22` that have none.
    public init?(parsing text: String, knownYear: Int? = nil) {
        if text.utf8.count == 4, let year = Int(text), (1400...2199).contains(year) {
            self.init(year: year)
            return
        }
        let tokens = DateToken.tokens(of: text)
        let yearIndex = tokens.firstIndex { $0.year != nil }
        guard let year = yearIndex.flatMap({ tokens[$0].year }) ?? knownYear else { return nil }
        let rest = tokens.enumerated().filter { $0.offset != yearIndex }.map(\.element)
        if let name = rest.firstIndex(where: { $0.namedMonth != nil }) {
            // `4-8 Aug`, `Mar-Apr`: only a single day beside a single month is a day.
            let numbers = rest.compactMap(\.smallNumber)
            let months = rest.compactMap(\.namedMonth)
            let day = numbers.count == 1 && months.count == 1 ? numbers.first : nil
            self.init(year: year, month: rest[name].namedMonth, day: day)
            return
        }
        let numbers = rest.compactMap(\.smallNumber)
        let isYearFirst = yearIndex == 0
        if isYearFirst, numbers.count == rest.count {
            self.init(
                year: year,
                month: numbers.first,
                day: numbers.count == 2 ? numbers[1] : nil
            )
        } else if numbers.count == 2, numbers.count == rest.count {
            let (first, second) = (numbers[0], numbers[1])
            if first > 12 || first == second {
                self.init(year: year, month: second, day: first)
            } else if second > 12 {
                self.init(year: year, month: first, day: second)
            } else {
                self.init(year: year)
            }
        } else {
            self.init(year: year)
        }
    }

    /// `2024`, `2024-04` or `2024-04-03`.
    public var text: String {
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return [(Optional(year), 4), (month, 2), (day, 2)]
            .compactMap { value, width in value.map { padded($0, width) } }
            .joined(separator: "-")
    }
}

/// A run of digits or letters in a date.
private enum DateToken {
    case digits(String)
    case letters(String)

    static func tokens(of text: String) -> [DateToken] {
        var tokens: [DateToken] = []
        var run: [UInt8] = []
        var isDigits = false
        func close() {
            guard !run.isEmpty else { return }
            let text = String(decoding: run, as: UTF8.self)
            if isDigits, run.count == 8, let parts = compact(text) {
                tokens += parts
            } else {
                tokens.append(isDigits ? .digits(text) : .letters(text))
            }
            run = []
        }
        for byte in text.utf8.prefix(80) {
            let isLetter = (0x61...0x7A).contains(byte | 0x20) || byte >= 0x80
            if isDigit(byte) || isLetter {
                if !run.isEmpty, isDigits != isDigit(byte) { close() }
                isDigits = isDigit(byte)
                run.append(byte)
            } else {
                close()
            }
        }
        close()
        return tokens
    }

    private static func compact(_ text: String) -> [DateToken]? {
        let digits = Array(text)
        guard let month = Int(String(digits[4..<6])), (1...12).contains(month) else { return nil }
        return [
            .digits(String(digits[0..<4])), .digits(String(digits[4..<6])),
            .digits(String(digits[6..<8])),
        ]
    }

    var year: Int? {
        guard case .digits(let text) = self, text.utf8.count == 4, let number = Int(text),
            (1400...2199).contains(number)
        else { return nil }
        return number
    }

    var smallNumber: Int? {
        guard case .digits(let text) = self, text.utf8.count <= 2 else { return nil }
        return Int(text)
    }

    var namedMonth: Int? {
        guard case .letters(let text) = self else { return nil }
        let lower = text.lowercased()
        let names = [
            "january", "february", "march", "april", "may", "june", "july", "august",
            "september", "october", "november", "december",
        ]
        guard lower.utf8.count >= 3 else { return nil }
        let found = names.firstIndex { $0.hasPrefix(lower) } ?? (lower == "sept" ? 8 : nil)
        return found.map { $0 + 1 }
    }
}
