/// How well two people agreed, item by item or stage by stage: coefficients with their intervals.
///
/// Several coefficients stand side by side, because κ alone misleads where nearly all answers fall
/// into one category: high agreement may then go with a κ near 0.
///
/// - Reference: Feinstein & Cicchetti (1990), doi:10.1016/0895-4356(90)90158-L; Gwet (2008),
///   doi:10.1348/000711006X126600.
public struct AgreementPlot: Sendable, Equatable {
    /// A coefficient with its interval.
    public struct Coefficient: Sendable, Equatable {
        /// The coefficient, at most 1; 0 is what chance alone would give.
        public var estimate: Double
        /// Its interval; `nil` where it cannot be estimated.
        public var interval: ForestPlot.Interval?

        /// Creates a coefficient.
        public init(estimate: Double, interval: ForestPlot.Interval? = nil) {
            self.estimate = estimate
            self.interval = interval
        }

        /// Whether the coefficient has a place on an axis.
        var isShown: Bool { estimate.isFinite && abs(estimate) <= 1 }
    }

    /// What two people agreed on.
    public struct Row: Sendable, Equatable {
        /// Name of the item, of the pair or of the stage.
        public var label: String
        /// Number of subjects that both assessed, at least 0.
        public var subjects: Int
        /// Number of subjects on which both agree, at most `subjects`; `nil` where more than two
        /// people are compared.
        public var agreed: Int?
        /// The coefficients, in the order of the names of the figure; `nil` for one that is 0/0.
        public var coefficients: [Coefficient?]

        /// Creates a row.
        public init(label: String, subjects: Int, agreed: Int?, coefficients: [Coefficient?]) {
            self.label = label
            self.subjects = subjects
            self.agreed = agreed
            self.coefficients = coefficients
        }
    }

    /// Rows under a heading.
    public struct Group: Sendable, Equatable {
        /// The heading; `nil` for none.
        public var heading: String?
        /// The rows, in the order drawn.
        public var rows: [Row]

        /// Creates a group.
        public init(heading: String? = nil, rows: [Row]) {
            self.heading = heading
            self.rows = rows
        }
    }

    /// Words of the headings.
    public struct Wording: Sendable, Equatable {
        /// Heading of the names.
        public var item: String
        /// Heading of the numbers of subjects.
        public var subjects: String
        /// Heading of the share of subjects on which both agree.
        public var agreed: String
        /// Name of the axis.
        public var axis: String
        /// What is printed if there is no row.
        public var empty: String

        /// Creates the words; English by default.
        public init(
            item: String = "Item",
            subjects: String = "n",
            agreed: String = "Agreed",
            axis: String = "Agreement beyond chance",
            empty: String = "No two people assessed the same"
        ) {
            self.item = item
            self.subjects = subjects
            self.agreed = agreed
            self.axis = axis
            self.empty = empty
        }
    }

    /// Name of the figure for screen readers.
    public var title: String
    /// Names of the coefficients.
    public var names: [String]
    /// The groups, in the order drawn.
    public var groups: [Group]
    /// Words of the headings.
    public var wording: Wording
    /// Notes below the figure.
    public var notes: [String]

    /// Creates the figure.
    ///
    /// - Parameters:
    ///   - title: name of the figure for screen readers.
    ///   - names: names of the coefficients.
    ///   - groups: the groups, in the order drawn.
    ///   - wording: words of the headings.
    ///   - notes: notes below the figure.
    public init(
        title: String = "Agreement",
        names: [String] = ["Cohen κ", "PABAK", "AC1"],
        groups: [Group],
        wording: Wording = Wording(),
        notes: [String] = []
    ) {
        self.title = title
        self.names = names
        self.groups = groups
        self.wording = wording
        self.notes = notes
    }

    /// Draws the figure.
    ///
    /// - Parameter style: printed width and colours.
    /// - Returns: An SVG file.
    public func render(_ style: FigureStyle = FigureStyle()) -> String { drawn(style).svg() }

    /// Draws the figure on a canvas, for tests of its layout.
    func drawn(_ style: FigureStyle) -> Canvas {
        AgreementDrawing(plot: self, style: style).drawn()
    }

    /// The groups that have rows; a heading alone says nothing.
    var shown: [Group] { groups.filter { !$0.rows.isEmpty } }

    var rows: [Row] { groups.flatMap(\.rows) }

    /// Least value of the axis: 0, or below it where a coefficient or its limit is.
    ///
    /// A limit below −1 is none, and a wide interval does not squeeze the rest: it ends in an arrow
    /// where it passes −0.5, unless an estimate lies there.
    var least: Double {
        let drawn = rows.flatMap(\.coefficients).compactMap { $0 }.filter(\.isShown)
        let lowest = drawn.map(\.estimate).min() ?? 0
        let limits = drawn.compactMap { $0.interval?.lower }.filter(\.isFinite)
        let wanted = min(lowest, max(limits.min() ?? 0, -0.5), 0)
        return max(-1, (wanted / 0.25 + 1e-9).rounded(.down) * 0.25)
    }

    /// Share of the subjects on which both agree, as printed.
    func percent(_ row: Row) -> String {
        guard let agreed = row.agreed, row.subjects > 0 else { return "–" }
        let share = Double(agreed) / Double(row.subjects) * 100
        return PrintedNumber.fixed(share, decimals: 0) + "\u{00A0}%"
    }

    /// A coefficient as printed.
    func text(_ coefficient: Coefficient?) -> String {
        guard let coefficient else { return "–" }
        let estimate = PrintedNumber.limit(coefficient.estimate, decimals: 2)
        guard let interval = coefficient.interval, interval.isDrawable else { return estimate }
        return estimate + " " + PrintedNumber.interval(interval, decimals: 2)
    }

    /// The coefficient of a row at a place; `nil` where the row has none.
    func coefficient(_ row: Row, _ index: Int) -> Coefficient? {
        row.coefficients.indices.contains(index) ? row.coefficients[index] : nil
    }

    /// A row in words.
    func spoken(_ row: Row) -> String {
        let parts = names.indices.map { "\(names[$0]) \(text(coefficient(row, $0)))" }
        let agreed = row.agreed.map { "\($0) of \(row.subjects) agreed" } ?? "\(row.subjects)"
        return ([row.label, agreed] + parts).joined(separator: ", ")
    }

    /// What the figure shows, in words.
    var summary: String {
        guard !rows.isEmpty else { return wording.empty + "." }
        return shown.map { group in
            let lines = group.rows.map { spoken($0) + "." }.joined(separator: " ")
            return group.heading.map { "\($0): \(lines)" } ?? lines
        }.joined(separator: " ")
    }
}
