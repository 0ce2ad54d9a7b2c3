/// Widths of the columns of a table that must share a page.
enum ColumnWidths {
    /// What a column asks for, in points.
    struct Request: Equatable {
        /// Width at which nothing wraps.
        var natural: Double
        /// Width at which no word is cut.
        var comfortable: Double
        /// Width below which a column cannot go.
        var least: Double

        /// Measures the texts of a column; words of one that is not breakable are only cut where
        /// they are longer than nine ems.
        init(texts: [String], style: TextStyle, isBreakable: Bool = true) {
            var natural = 0.0
            var comfortable = 0.0
            for text in texts {
                natural = max(natural, style.width(of: text))
                comfortable = max(comfortable, style.widestWord(in: text))
            }
            // One scalar must always fit: the widest class of `FontMetrics` is 1.3 em.
            let single = min(natural, style.size * 1.4)
            // A single word of hundreds of letters must not starve the other columns.
            let capped = min(comfortable, style.size * 9)
            least = isBreakable ? single : max(single, capped)
            self.comfortable = max(capped, single)
            self.natural = natural
        }

        /// Creates a request from known widths.
        init(natural: Double, comfortable: Double, least: Double) {
            self.natural = natural
            self.comfortable = comfortable
            self.least = least
        }

        /// Joins the wishes of texts in two styles.
        func union(_ other: Request) -> Request {
            Request(
                natural: max(natural, other.natural),
                comfortable: max(comfortable, other.comfortable),
                least: max(least, other.least)
            )
        }
    }

    /// Shares a width among columns.
    ///
    /// The widest columns give way first, as in a well-set table: long titles wrap while numbers
    /// stay on one line. The sum exceeds `available` only where the least widths do.
    static func shared(_ requests: [Request], available: Double) -> [Double] {
        let natural = requests.map(\.natural)
        let comfortable = requests.map { min($0.comfortable, $0.natural) }
        let least = requests.map { min($0.least, $0.natural) }
        if natural.reduce(0, +) <= available { return natural }
        if comfortable.reduce(0, +) <= available {
            return levelled(upper: natural, lower: comfortable, total: available)
        }
        if least.reduce(0, +) <= available {
            return levelled(upper: comfortable, lower: least, total: available)
        }
        return least
    }

    /// Cuts all columns at one level, found exactly by going through the levels where a column
    /// starts or stops giving way.
    private static func levelled(upper: [Double], lower: [Double], total: Double) -> [Double] {
        let width = { (level: Double) in
            zip(upper, lower).map { pair in min(pair.0, max(pair.1, level)) }
        }
        let sum = { (level: Double) in width(level).reduce(0, +) }
        let levels = (upper + lower).sorted()
        var below = 0.0
        for level in levels {
            if sum(level) > total {
                let low = sum(below)
                let high = sum(level)
                guard high > low else { return width(below) }
                return width(below + (level - below) * (total - low) / (high - low))
            }
            below = level
        }
        return width(below)
    }
}
