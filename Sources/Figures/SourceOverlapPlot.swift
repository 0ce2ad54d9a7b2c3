public import Deduplication

/// How the sources of a search overlap: an UpSet plot.
///
/// A column is a combination of sources; its bar tells how many works were found by exactly those. A row
/// is a source; its bar tells how many works it found in all.
///
/// - Reference: Lex, Gehlenborg, Strobelt, Vuillemot & Pfister (2014), doi:10.1109/TVCG.2014.2346248.
public struct SourceOverlapPlot: Sendable, Equatable {
    /// A combination of sources.
    public struct Combination: Sendable, Equatable {
        /// Names of the sources that found the works, and no other did.
        public var sources: [String]
        /// Number of works, at least 0.
        public var count: Int

        /// Creates a combination.
        public init(sources: [String], count: Int) {
            self.sources = sources
            self.count = count
        }
    }

    /// Name of the figure for screen readers.
    public var title: String
    /// Combinations; those of the same sources are added up, empty ones are ignored.
    public var combinations: [Combination]
    /// Name of the vertical axis.
    public var countLabel: String
    /// Heading of the bars of the sources.
    public var sourceLabel: String
    /// What is printed if there is no work.
    public var emptyText: String
    /// Notes below the figure.
    public var notes: [String]

    /// Creates the figure.
    public init(
        title: String = "Overlap of the sources",
        combinations: [Combination],
        countLabel: String = "Works found by exactly these sources",
        sourceLabel: String = "Works of the source",
        emptyText: String = "No work",
        notes: [String] = []
    ) {
        self.title = title
        self.combinations = combinations
        self.countLabel = countLabel
        self.sourceLabel = sourceLabel
        self.emptyText = emptyText
        self.notes = notes
    }

    /// Creates the figure of an overlap.
    ///
    /// - Parameter overlap: which source holds which works.
    public init(_ overlap: SourceOverlap) {
        self.init(
            combinations: overlap.intersections.map { part in
                Combination(
                    sources: part.sources.map { overlap.sources[$0].name },
                    count: part.works
                )
            }
        )
    }

    /// Draws the figure.
    ///
    /// - Parameter style: printed width and colours.
    /// - Returns: An SVG file.
    public func render(_ style: FigureStyle = FigureStyle()) -> String { drawn(style).svg() }

    /// Draws the figure on a canvas, for tests of its layout.
    func drawn(_ style: FigureStyle) -> Canvas {
        SourceOverlapDrawing(figure: self, style: style).drawn()
    }

    /// Works of each source, the largest source first, equal ones by name.
    var sources: [(name: String, count: Int)] {
        var counts: [String: Int] = [:]
        for column in columns {
            for name in column.sources { counts[name, default: 0] += column.count }
        }
        return counts.map { ($0.key, $0.value) }
            .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
    }

    /// Combinations with works, the largest first; equal ones with fewer sources first, then by name.
    var columns: [Combination] {
        var counts: [[String]: Int] = [:]
        for combination in combinations where combination.count > 0 {
            counts[Set(combination.sources).sorted(), default: 0] += combination.count
        }
        return counts.filter { !$0.key.isEmpty }.map {
            Combination(sources: $0.key, count: $0.value)
        }
        .sorted { first, second in
            if first.count != second.count { return first.count > second.count }
            if first.sources.count != second.sources.count {
                return first.sources.count < second.sources.count
            }
            return first.sources.lexicographicallyPrecedes(second.sources)
        }
    }

    /// What the figure shows, in words.
    var summary: String {
        let columns = columns
        guard !columns.isEmpty else { return emptyText + "." }
        return columns.map { "\($0.sources.joined(separator: " and ")): \($0.count)." }
            .joined(separator: " ")
    }
}
