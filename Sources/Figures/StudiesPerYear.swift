/// Stacked bars of the number of studies per year, by group.
public struct StudiesPerYear: Sendable, Equatable {
    /// The studies of a year in a group; entries of the same year and group are added up.
    public struct Entry: Sendable, Equatable {
        /// Year of publication, 1 to 9999; `nil` or any other number counts as unknown.
        public var year: Int?
        /// Group, such as the modality.
        public var group: String
        /// Number of studies, at least 0.
        public var count: Int

        /// Year of publication if it can be one.
        var plausibleYear: Int? { year.flatMap { (1...9999).contains($0) ? $0 : nil } }

        /// Creates an entry.
        public init(year: Int?, group: String, count: Int = 1) {
            self.year = year
            self.group = group
            self.count = count
        }
    }

    /// Name of the figure for screen readers.
    public var title: String
    /// Studies; entries with a count below 1 are ignored.
    public var entries: [Entry]
    /// Groups in the order in which they are stacked; groups not named here follow by name.
    public var groupOrder: [String]
    /// Name of the horizontal axis.
    public var yearLabel: String
    /// Name of the vertical axis.
    public var countLabel: String
    /// What is printed if there is no study.
    public var emptyText: String
    /// What is printed before the number of studies without a year.
    public var unknownYearText: String
    /// Notes below the figure.
    public var notes: [String]

    /// Creates the figure.
    public init(
        title: String = "Studies per year",
        entries: [Entry],
        groupOrder: [String] = [],
        yearLabel: String = "Year of publication",
        countLabel: String = "Number of studies",
        emptyText: String = "No study with a year",
        unknownYearText: String = "Studies without a year, not shown:",
        notes: [String] = []
    ) {
        self.title = title
        self.entries = entries
        self.groupOrder = groupOrder
        self.yearLabel = yearLabel
        self.countLabel = countLabel
        self.emptyText = emptyText
        self.unknownYearText = unknownYearText
        self.notes = notes
    }

    /// Draws the figure.
    ///
    /// - Returns: An SVG file.
    public func render(_ style: FigureStyle = FigureStyle()) -> String { drawn(style).svg() }

    /// Draws the figure on a canvas, for tests of its layout.
    func drawn(_ style: FigureStyle) -> Canvas {
        YearChart(figure: self, style: style).drawn()
    }

    /// Studies without a year.
    var unknownCount: Int {
        entries.filter { $0.plausibleYear == nil && $0.count > 0 }.reduce(0) { $0 + $1.count }
    }

    /// Counts per year and group.
    var counts: [Int: [String: Int]] {
        var result: [Int: [String: Int]] = [:]
        for entry in entries where entry.count > 0 {
            guard let year = entry.plausibleYear else { continue }
            result[year, default: [:]][entry.group, default: 0] += entry.count
        }
        return result
    }

    /// Groups that occur, in the order of the stack.
    var groups: [String] {
        let present = Set(entries.filter { $0.count > 0 && $0.plausibleYear != nil }.map(\.group))
        var ordered: [String] = []
        for group in groupOrder where present.contains(group) && !ordered.contains(group) {
            ordered.append(group)
        }
        return ordered + present.subtracting(ordered).sorted()
    }

    /// What the figure shows, in words.
    var summary: String {
        let counts = counts
        guard !counts.isEmpty else { return emptyText + "." }
        let sentences = counts.keys.sorted().map { year in
            let parts = groups.compactMap { group in
                counts[year]?[group].map { "\(group) \($0)" }
            }
            return "\(year): \(parts.joined(separator: ", "))."
        }
        return sentences.joined(separator: " ")
    }
}
