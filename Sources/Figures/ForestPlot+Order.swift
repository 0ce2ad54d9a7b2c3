extension ForestPlot {
    /// What the rows of a group are sorted by.
    public enum RowOrder: String, Sendable, CaseIterable {
        /// As they were given, such as by year.
        case asGiven
        /// By estimate; rows without one come last.
        case estimate
        /// By weight; rows without one come last.
        case weight
        /// By name, regardless of case; numbers within a name count as numbers.
        case label
    }

    /// Returns the plot with the rows of each group in order; groups keep theirs.
    ///
    /// Rows that compare equal keep the order in which they were given.
    ///
    /// - Parameters:
    ///   - order: what to sort by.
    ///   - descending: whether the largest comes first; rows without a value come last either way.
    /// - Returns: The same plot with its rows sorted; the same rows for `asGiven`.
    public func sorted(by order: RowOrder, descending: Bool = false) -> ForestPlot {
        var result = self
        for index in result.groups.indices {
            let rows = result.groups[index].rows
            switch order {
            case .asGiven: break
            case .estimate:
                result.groups[index].rows = ForestPlot.sorted(rows, descending) { $0.estimate }
            case .weight:
                result.groups[index].rows = ForestPlot.sorted(rows, descending) { $0.weight }
            case .label:
                let named = rows.map { (row: $0, name: NaturalName($0.label)) }
                result.groups[index].rows = named.enumerated().sorted { first, second in
                    let (low, high) =
                        descending
                        ? (second.element.name, first.element.name)
                        : (first.element.name, second.element.name)
                    if low < high { return true }
                    return !(high < low) && first.offset < second.offset
                }
                .map(\.element.row)
            }
        }
        return result
    }

    private static func sorted(
        _ rows: [Row],
        _ descending: Bool,
        by value: (Row) -> Double?
    ) -> [Row] {
        // NaN compares with nothing, and a sort without an order of all rows may do anything.
        let known = rows.map { row in value(row).flatMap { $0.isNaN ? nil : $0 } }
        let missing = zip(rows, known).filter { $0.1 == nil }.map(\.0)
        let keyed = zip(rows, known).enumerated().compactMap { offset, pair in
            pair.1.map { (offset: offset, value: $0, row: pair.0) }
        }
        let sorted = keyed.sorted { first, second in
            guard first.value != second.value else { return first.offset < second.offset }
            return descending ? first.value > second.value : first.value < second.value
        }
        return sorted.map(\.row) + missing
    }
}

/// A name as it is sorted: "Study 9" before "Study 10".
private struct NaturalName: Comparable {
    /// Digits of a number without leading zeros, or a letter.
    private enum Part: Comparable {
        case number(length: Int, digits: String)
        case letter(Character)
    }

    private let parts: [Part]

    init(_ name: String) {
        var parts: [Part] = []
        var digits = ""
        let flush = { (digits: inout String, parts: inout [Part]) in
            guard !digits.isEmpty else { return }
            let significant = String(digits.drop { $0 == "0" })
            parts.append(.number(length: significant.count, digits: significant))
            digits = ""
        }
        for character in name.lowercased() {
            if character.isASCII, character.isNumber {
                digits.append(character)
            } else {
                flush(&digits, &parts)
                parts.append(.letter(character))
            }
        }
        flush(&digits, &parts)
        self.parts = parts
    }

    static func < (first: NaturalName, second: NaturalName) -> Bool {
        first.parts.lexicographicallyPrecedes(second.parts)
    }
}
