/// A GOSH plot: the pooled estimate and the heterogeneity of every subset of the studies.
///
/// Subsets that fall into separate clouds point at studies that do not belong with the others; a
/// second colour shows whether one named study parts the clouds. Up to a million subsets are drawn
/// as a grid whose cells are darker the more subsets they hold, since as many points would make a
/// file no reader opens.
///
/// - Reference: Olkin, Dahabreh & Trikalinos (2012), doi:10.1002/jrsm.1053.
public struct GOSHPlot: Sendable, Equatable {
    /// The result of a subset of the studies.
    public struct Subset: Sendable, Equatable {
        /// Pooled estimate on the display scale.
        public var estimate: Double
        /// I² in percent, 0 to 100.
        public var iSquared: Double
        /// Whether the subset contains the study the plot names.
        public var isHighlighted: Bool

        /// Creates a result.
        ///
        /// - Parameters:
        ///   - estimate: pooled estimate on the display scale.
        ///   - iSquared: I² in percent.
        ///   - isHighlighted: whether the subset contains the study the plot names.
        public init(estimate: Double, iSquared: Double, isHighlighted: Bool = false) {
            self.estimate = estimate
            self.iSquared = iSquared
            self.isHighlighted = isHighlighted
        }
    }

    /// Words of the legend.
    public struct Wording: Sendable, Equatable {
        /// Legend of the result of all studies.
        public var overall = "All studies"
        /// Legend of subsets that contain the named study; its name follows.
        public var with = "Subsets with"
        /// Legend of subsets that do not contain the named study; its name follows.
        public var without = "Subsets without"
        /// Legend of cells that hold as many subsets with as without the named study.
        public var alike = "As many of both"
        /// Legend of the shades.
        public var perCell = "Subsets per cell:"
        /// Note before the number of subsets that no place of the plot stands for.
        public var notShown = "Subsets not shown, without a finite estimate and I²:"

        /// Creates the English wording.
        public init() {}
    }

    /// Name of the figure for screen readers.
    public var title: String
    /// Results of the subsets, in any order.
    public var subsets: [Subset]
    /// Result of all studies; `nil` for none.
    public var overall: Subset?
    /// Name of the study whose subsets have the second colour; `nil` for one colour.
    public var highlight: String?
    /// Horizontal axis; its `reference` is drawn as a line.
    public var axis: ForestPlot.Axis
    /// Name of the vertical axis.
    public var heterogeneityLabel: String
    /// Words of the legend.
    public var wording: Wording
    /// What is printed if no subset can be shown.
    public var emptyText: String
    /// Notes below the figure.
    public var notes: [String]

    /// Creates a GOSH plot.
    ///
    /// - Parameters:
    ///   - title: name of the figure for screen readers.
    ///   - subsets: results of the subsets.
    ///   - overall: result of all studies.
    ///   - highlight: name of the study whose subsets have the second colour.
    ///   - axis: horizontal axis.
    ///   - heterogeneityLabel: name of the vertical axis.
    ///   - wording: words of the legend.
    ///   - emptyText: what is printed if no subset can be shown.
    ///   - notes: notes below the figure.
    public init(
        title: String = "GOSH plot",
        subsets: [Subset],
        overall: Subset? = nil,
        highlight: String? = nil,
        axis: ForestPlot.Axis,
        heterogeneityLabel: String = "I² (%)",
        wording: Wording = Wording(),
        emptyText: String = "No subset with an estimate and I²",
        notes: [String] = []
    ) {
        self.title = title
        self.subsets = subsets
        self.overall = overall
        self.highlight = highlight
        self.axis = axis
        self.heterogeneityLabel = heterogeneityLabel
        self.wording = wording
        self.emptyText = emptyText
        self.notes = notes
    }

    /// Draws the plot.
    ///
    /// - Parameter style: printed width and colours.
    /// - Returns: An SVG file of less than 500 kB, however many subsets there are.
    public func render(_ style: FigureStyle = FigureStyle()) -> String { drawn(style).svg() }

    /// Draws the plot on a canvas, for tests of its layout.
    func drawn(_ style: FigureStyle) -> Canvas {
        GOSHDrawing(figure: self, extent: extent, style: style).drawn()
    }

    /// Number and limits of the subsets the plot has a place for.
    struct Extent: Equatable {
        var count = 0
        var highlighted = 0
        var estimates: ClosedRange<Double>
        var iSquared: ClosedRange<Double>
    }

    /// Whether the plot has a place for a subset.
    func canShow(_ subset: Subset) -> Bool {
        (0...100).contains(subset.iSquared) && AxisCover.canShow(subset.estimate, scale: axis.scale)
    }

    /// Extent of the subsets that can be shown; `nil` if there are none.
    var extent: Extent? {
        var result: Extent?
        for subset in subsets where canShow(subset) {
            var extent =
                result
                ?? Extent(
                    estimates: subset.estimate...subset.estimate,
                    iSquared: subset.iSquared...subset.iSquared
                )
            extent.count += 1
            extent.highlighted += subset.isHighlighted ? 1 : 0
            extent.estimates =
                min(
                    extent.estimates.lowerBound,
                    subset.estimate
                )...max(
                    extent.estimates.upperBound,
                    subset.estimate
                )
            extent.iSquared =
                min(
                    extent.iSquared.lowerBound,
                    subset.iSquared
                )...max(
                    extent.iSquared.upperBound,
                    subset.iSquared
                )
            result = extent
        }
        return result
    }

    /// What the plot shows, in words.
    func summary(_ extent: Extent?) -> String {
        guard let extent else { return emptyText + "." }
        let spoken = { (range: ClosedRange<Double>, decimals: Int) in
            let from = PrintedNumber.fixed(range.lowerBound, decimals: decimals)
            return "from \(from) to \(PrintedNumber.fixed(range.upperBound, decimals: decimals))"
        }
        var text =
            "GOSH plot of \(extent.count) \(extent.count == 1 ? "subset" : "subsets"):"
            + " \(axis.label) \(spoken(extent.estimates, 2)),"
            + " \(heterogeneityLabel) \(spoken(extent.iSquared, 0))."
        if let highlight {
            text += " \(wording.with) \(highlight): \(extent.highlighted)."
        }
        return text
    }
}
