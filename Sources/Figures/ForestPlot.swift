/// A forest plot: an estimate with its interval per study, and pooled results as diamonds.
///
/// All values are on the display scale (an AUC, an odds ratio, not its logit or logarithm). The
/// plot prints what it is given and computes nothing but places: an interval that leaves the axis
/// ends in an arrow, a study without an interval is an open circle and takes no part in a pooled
/// result.
public struct ForestPlot: Sendable, Equatable {
    /// Alignment of a column of text.
    public enum Alignment: String, Sendable {
        /// Flush left, for words.
        case leading
        /// Flush right, for numbers.
        case trailing
        /// Centred.
        case centre
    }

    /// A column of text between the study and the plot.
    public struct Column: Sendable, Equatable {
        /// Heading.
        public var heading: String
        /// Alignment of heading and cells.
        public var alignment: Alignment

        /// Creates a column.
        public init(_ heading: String, alignment: Alignment = .leading) {
            self.heading = heading
            self.alignment = alignment
        }
    }

    /// An interval on the display scale.
    public struct Interval: Sendable, Equatable {
        /// Lower limit.
        public var lower: Double
        /// Upper limit.
        public var upper: Double

        /// Creates an interval.
        public init(lower: Double, upper: Double) {
            self.lower = lower
            self.upper = upper
        }

        /// Whether the limits are in order; infinite limits are clipped by the axis.
        var isDrawable: Bool { lower <= upper }
    }

    /// A study or one of its estimates.
    public struct Row: Sendable, Equatable {
        /// Name of the study.
        public var label: String
        /// Texts of the columns, in their order; missing ones stay empty.
        public var cells: [String]
        /// Estimate; `nil` where none was reported.
        public var estimate: Double?
        /// Confidence interval; `nil` where the estimate cannot be pooled.
        public var interval: Interval?
        /// Weight in the pooled result, in percent.
        public var weight: Double?
        /// Text of the estimate column in place of the one made from the numbers.
        public var estimateText: String?
        /// Judgements in the order of `riskOfBiasDomains`; missing ones count as not assessed,
        /// unless all are missing.
        public var riskOfBias: [RiskLevel]

        /// Creates a row.
        public init(
            label: String,
            cells: [String] = [],
            estimate: Double?,
            interval: Interval? = nil,
            weight: Double? = nil,
            estimateText: String? = nil,
            riskOfBias: [RiskLevel] = []
        ) {
            self.label = label
            self.cells = cells
            self.estimate = estimate
            self.interval = interval
            self.weight = weight
            self.estimateText = estimateText
            self.riskOfBias = riskOfBias
        }
    }

    /// A pooled result, drawn as a diamond, with its prediction interval as a bar below.
    public struct Pooled: Sendable, Equatable {
        /// Name, such as "External validation (random effects, REML)".
        public var label: String
        /// Texts of the columns, such as totals; if there are none the label may use their room.
        public var cells: [String]
        /// Pooled estimate.
        public var estimate: Double
        /// Confidence interval.
        public var interval: Interval?
        /// Prediction interval.
        public var prediction: Interval?
        /// Sum of the weights, in percent.
        public var weight: Double?
        /// Text of the estimate column in place of the one made from the numbers.
        public var estimateText: String?
        /// Line on heterogeneity, such as "τ² = 0.12, I² = 85%".
        public var heterogeneity: String?

        /// Creates a pooled result.
        public init(
            label: String,
            cells: [String] = [],
            estimate: Double,
            interval: Interval? = nil,
            prediction: Interval? = nil,
            weight: Double? = nil,
            estimateText: String? = nil,
            heterogeneity: String? = nil
        ) {
            self.label = label
            self.cells = cells
            self.estimate = estimate
            self.interval = interval
            self.prediction = prediction
            self.weight = weight
            self.estimateText = estimateText
            self.heterogeneity = heterogeneity
        }
    }

    /// Studies that belong together, such as those of one stage.
    public struct Group: Sendable, Equatable {
        /// Heading; `nil` for the only group of a plot.
        public var heading: String?
        /// Studies in the order in which they are printed.
        public var rows: [Row]
        /// Pooled result of the group; `nil` where it was not pooled.
        public var pooled: Pooled?
        /// A remark printed below, such as why the group was not pooled.
        public var note: String?

        /// Creates a group.
        public init(
            heading: String? = nil,
            rows: [Row],
            pooled: Pooled? = nil,
            note: String? = nil
        ) {
            self.heading = heading
            self.rows = rows
            self.pooled = pooled
            self.note = note
        }
    }

    /// The axis of the estimates.
    public struct Axis: Sendable, Equatable {
        /// Name below the axis.
        public var label: String
        /// Spacing.
        public var scale: AxisScale
        /// Limits; `nil` to take them from the data.
        public var range: ClosedRange<Double>?
        /// Values the axis shows even if no estimate comes near them.
        public var covered: [Double]
        /// Values the measure can take; the axis never leaves them.
        public var bounds: ClosedRange<Double>?
        /// Place of the reference line, such as an odds ratio of 1; `nil` for none.
        public var reference: Double?
        /// Values marked on the axis; empty to choose round ones.
        public var ticks: [Double]
        /// What values below the reference mean, such as "Favours the model"; `nil` for nothing.
        public var lowerSide: String?
        /// What values above the reference mean; `nil` for nothing.
        public var upperSide: String?

        /// Creates an axis.
        public init(
            label: String,
            scale: AxisScale = .linear,
            range: ClosedRange<Double>? = nil,
            covered: [Double] = [],
            bounds: ClosedRange<Double>? = nil,
            reference: Double? = nil,
            ticks: [Double] = [],
            lowerSide: String? = nil,
            upperSide: String? = nil
        ) {
            self.label = label
            self.scale = scale
            self.range = range
            self.covered = covered
            self.bounds = bounds
            self.reference = reference
            self.ticks = ticks
            self.lowerSide = lowerSide
            self.upperSide = upperSide
        }

        /// Axis of areas under the curve: linear, from 0.5 (or less, if the data ask for it) to 1.
        public static func areaUnderCurve(_ label: String = "AUC") -> Axis {
            Axis(label: label, covered: [0.5, 1], bounds: 0...1)
        }

        /// Axis of ratios: logarithmic, with a reference line at 1.
        public static func ratio(_ label: String) -> Axis {
            Axis(
                label: label,
                scale: .log,
                bounds: 0...Double.greatestFiniteMagnitude,
                reference: 1
            )
        }
    }

    /// A domain of the risk-of-bias columns.
    public struct Domain: Sendable, Equatable {
        /// Column heading, such as "D1".
        public var heading: String
        /// Full name for the legend.
        public var name: String

        /// Creates a domain.
        public init(_ heading: String, name: String) {
            self.heading = heading
            self.name = name
        }
    }

    /// Sizes of the squares of studies.
    public enum SquareSize: String, Sendable, CaseIterable {
        /// The area is in proportion to the weight; studies without a weight get a middle size.
        case byWeight
        /// All the same, for results that were not weighted, such as a cumulative analysis.
        case equal
    }

    /// Name of the figure for screen readers.
    public var title: String
    /// Heading of the study column.
    public var studyHeading: String
    /// Columns of text between study and plot.
    public var columns: [Column]
    /// Heading of the estimate column.
    public var estimateHeading: String
    /// Heading of the weight column, which is left out if no row has a weight.
    public var weightHeading: String
    /// Domains of the risk-of-bias columns; empty for none.
    public var riskOfBiasDomains: [Domain]
    /// What the judgements are about, for the legend.
    public var riskOfBiasHeading: String
    /// Words of the legend of judgements.
    public var wording: RiskWording
    /// Axis.
    public var axis: Axis
    /// Decimals of estimates and limits.
    public var decimals: Int
    /// Groups in order.
    public var groups: [Group]
    /// Overall result; `nil` where there is none.
    public var overall: Pooled?
    /// Line below the last result, such as "Test for subgroup differences: Q = 6.2, df = 1,
    /// P = 0.013"; `nil` for none.
    public var subgroupTest: String?
    /// Sizes of the squares.
    public var squares: SquareSize
    /// Name of the row of a prediction interval.
    public var predictionLabel: String
    /// What is printed if there is no study at all.
    public var emptyText: String
    /// Notes below the figure.
    public var notes: [String]

    /// Creates a forest plot.
    public init(
        title: String,
        groups: [Group],
        overall: Pooled? = nil,
        axis: Axis,
        estimateHeading: String = "Estimate [95%\u{00A0}CI]",
        studyHeading: String = "Study",
        columns: [Column] = [],
        weightHeading: String = "Weight",
        riskOfBiasDomains: [Domain] = [],
        riskOfBiasHeading: String = "Risk of bias",
        wording: RiskWording = RiskWording(),
        decimals: Int = 2,
        subgroupTest: String? = nil,
        squares: SquareSize = .byWeight,
        predictionLabel: String = "95% prediction interval",
        emptyText: String = "No study with an estimate",
        notes: [String] = []
    ) {
        self.title = title
        self.groups = groups
        self.overall = overall
        self.axis = axis
        self.estimateHeading = estimateHeading
        self.studyHeading = studyHeading
        self.columns = columns
        self.weightHeading = weightHeading
        self.riskOfBiasDomains = riskOfBiasDomains
        self.riskOfBiasHeading = riskOfBiasHeading
        self.wording = wording
        self.decimals = decimals
        self.subgroupTest = subgroupTest
        self.squares = squares
        self.predictionLabel = predictionLabel
        self.emptyText = emptyText
        self.notes = notes
    }

    /// Draws the plot.
    ///
    /// Columns of text that do not fit the printed width beside the plot move, from the last one
    /// on, below the name of the study. What does not fit even then makes the page wider than
    /// asked rather than the text smaller.
    ///
    /// - Returns: An SVG file.
    public func render(_ style: FigureStyle = FigureStyle()) -> String { drawn(style).svg() }

    /// Draws the plot on a canvas, for tests of its layout.
    func drawn(_ style: FigureStyle) -> Canvas {
        ForestLayout(plot: self, style: style).drawn()
    }

    /// What the plot shows, in words.
    var summary: String {
        let count = groups.reduce(0) { $0 + $1.rows.count }
        var sentences = ["Forest plot of \(count) \(count == 1 ? "estimate" : "estimates")."]
        for pooled in groups.compactMap(\.pooled) + [overall].compactMap({ $0 }) {
            var sentence = "\(pooled.label): \(text(of: pooled))"
            if let prediction = pooled.prediction {
                sentence += "; \(predictionLabel) \(text(of: prediction))"
            }
            sentences.append(sentence + ".")
        }
        if let subgroupTest { sentences.append(subgroupTest) }
        return sentences.joined(separator: " ")
    }

    /// Text of the estimate column of a study.
    func text(of row: Row) -> String {
        if let text = row.estimateText { return text }
        guard let estimate = row.estimate else { return "–" }
        return text(estimate, row.interval)
    }

    /// Text of the estimate column of a pooled result.
    func text(of pooled: Pooled) -> String {
        pooled.estimateText ?? text(pooled.estimate, pooled.interval)
    }

    /// Text of an interval.
    func text(of interval: Interval) -> String {
        PrintedNumber.interval(interval, decimals: decimals)
    }

    private func text(_ estimate: Double, _ interval: Interval?) -> String {
        PrintedNumber.limit(estimate, decimals: decimals)
            + (interval.map { " " + text(of: $0) } ?? "")
    }
}
