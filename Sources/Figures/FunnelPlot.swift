/// A funnel plot: the estimate of each study against its standard error, precise studies on top.
///
/// Estimates are on the display scale (an odds ratio, an AUC) and standard errors on the scale of
/// the axis (that of the logarithm, of the logit), as both are reported; the axis does the
/// transformation. What is symmetric on the scale of the analysis is then symmetric on the page.
/// For a transformation no axis has (Fisher's z, arcsine), give values of the analysis scale and a
/// linear axis.
///
/// - Reference: Sterne & Egger (2001), doi:10.1016/S0895-4356(01)00377-8; for the contours Peters,
///   Sutton, Jones, Abrams & Rushton (2008), doi:10.1016/j.jclinepi.2007.11.010.
public struct FunnelPlot: Sendable, Equatable {
    /// A study, or one that trim and fill has put in.
    public struct Study: Sendable, Equatable {
        /// Name of the study.
        public var label: String
        /// Estimate on the display scale.
        public var estimate: Double
        /// Standard error on the scale of the axis, at least 0.
        public var standardError: Double

        /// Creates a study.
        ///
        /// - Parameters:
        ///   - label: name of the study.
        ///   - estimate: on the display scale.
        ///   - standardError: on the scale of the axis.
        public init(label: String, estimate: Double, standardError: Double) {
            self.label = label
            self.estimate = estimate
            self.standardError = standardError
        }
    }

    /// A level of significance whose border is drawn around the null value.
    public struct Contour: Sendable, Equatable {
        /// Two-sided level as printed, such as "0.05".
        public var level: String
        /// Standard normal quantile of the level: the border is the null value ± this many standard
        /// errors.
        public var quantile: Double

        /// Creates a level.
        ///
        /// - Parameters:
        ///   - level: two-sided level as printed.
        ///   - quantile: the standard normal quantile at 1 − level / 2.
        public init(level: String, quantile: Double) {
            self.level = level
            self.quantile = quantile
        }

        /// The levels 0.10, 0.05 and 0.01.
        public static let standard = [
            Contour(level: "0.10", quantile: 1.644_853_626_951_472_7),
            Contour(level: "0.05", quantile: 1.959_963_984_540_054_2),
            Contour(level: "0.01", quantile: 2.575_829_303_548_900_8),
        ]
    }

    /// The regression line of estimates on standard errors, as Egger's test fits it.
    public struct RegressionLine: Sendable, Equatable {
        /// Estimate at a standard error of 0, on the display scale.
        public var limitEstimate: Double
        /// Change of the estimate, on the scale of the axis, per unit of the standard error.
        public var slope: Double

        /// Creates a line.
        ///
        /// - Parameters:
        ///   - limitEstimate: estimate at a standard error of 0, on the display scale.
        ///   - slope: change on the scale of the axis per unit of the standard error.
        public init(limitEstimate: Double, slope: Double) {
            self.limitEstimate = limitEstimate
            self.slope = slope
        }
    }

    /// Which studies have their names printed; the others show them in a browser.
    public enum Naming: String, Sendable, CaseIterable {
        /// None.
        case none
        /// Those outside the pseudo confidence limits.
        case outsideLimits
        /// All for which there is room.
        case all
    }

    /// Words of the legend and the notes.
    public struct Wording: Sendable, Equatable {
        /// Legend of the studies.
        public var study = "Study"
        /// Legend of the studies put in by trim and fill.
        public var filled = "Filled in by trim and fill"
        /// Legend of the pooled line.
        public var pooled = "Pooled estimate"
        /// Legend of the adjusted line.
        public var adjusted = "Adjusted by trim and fill"
        /// Legend of the triangle.
        public var limits = "Pseudo 95% confidence limits"
        /// Legend of the null line.
        public var null = "No effect"
        /// Legend of the regression line.
        public var regression = "Egger’s regression"
        /// Note before the number of studies that no place of the plot stands for.
        public var notShown = "Not shown, without a finite estimate or standard error:"
        /// Note before the number of names without room.
        public var namesLeftOut = "Names left out for want of room:"

        /// Creates the English wording.
        public init() {}
    }

    /// Name of the figure for screen readers.
    public var title: String
    /// Studies.
    public var studies: [Study]
    /// Studies put in by trim and fill, drawn as open circles.
    public var filled: [Study]
    /// Horizontal axis; its `reference` is the null value.
    public var axis: ForestPlot.Axis
    /// Name of the vertical axis.
    public var standardErrorLabel: String
    /// Pooled estimate on the display scale; `nil` for no line and no triangle.
    public var pooled: Double?
    /// Estimate after trim and fill on the display scale.
    public var adjusted: Double?
    /// Half the width of the triangle in standard errors; `nil` for no triangle.
    public var limitQuantile: Double?
    /// Levels of significance around the null value, shaded; empty for none.
    public var contours: [Contour]
    /// Regression line; `nil` for none.
    public var regression: RegressionLine?
    /// Whose names are printed.
    public var naming: Naming
    /// Words of the legend and the notes.
    public var wording: Wording
    /// What is printed if no study can be shown.
    public var emptyText: String
    /// Notes below the figure.
    public var notes: [String]

    /// Creates a funnel plot.
    ///
    /// - Parameters:
    ///   - title: name of the figure for screen readers.
    ///   - studies: observed studies.
    ///   - filled: studies put in by trim and fill.
    ///   - axis: horizontal axis; its `reference` is the null value of the contours.
    ///   - standardErrorLabel: name of the vertical axis.
    ///   - pooled: pooled estimate on the display scale.
    ///   - adjusted: estimate after trim and fill on the display scale.
    ///   - limitQuantile: half the width of the triangle in standard errors, 1.96 for 95%.
    ///   - contours: levels of significance; need a null value.
    ///   - regression: regression line of Egger's test.
    ///   - naming: whose names are printed.
    ///   - wording: words of the legend and the notes.
    ///   - emptyText: what is printed if no study can be shown.
    ///   - notes: notes below the figure.
    public init(
        title: String = "Funnel plot",
        studies: [Study],
        filled: [Study] = [],
        axis: ForestPlot.Axis,
        standardErrorLabel: String = "Standard error",
        pooled: Double? = nil,
        adjusted: Double? = nil,
        limitQuantile: Double? = 1.959_963_984_540_054_2,
        contours: [Contour] = [],
        regression: RegressionLine? = nil,
        naming: Naming = .none,
        wording: Wording = Wording(),
        emptyText: String = "No study with an estimate and a standard error",
        notes: [String] = []
    ) {
        self.title = title
        self.studies = studies
        self.filled = filled
        self.axis = axis
        self.standardErrorLabel = standardErrorLabel
        self.pooled = pooled
        self.adjusted = adjusted
        self.limitQuantile = limitQuantile
        self.contours = contours
        self.regression = regression
        self.naming = naming
        self.wording = wording
        self.emptyText = emptyText
        self.notes = notes
    }

    /// Draws the plot.
    ///
    /// - Parameter style: printed width and colours.
    /// - Returns: An SVG file.
    public func render(_ style: FigureStyle = FigureStyle()) -> String { drawn(style).svg() }

    /// Draws the plot on a canvas, for tests of its layout.
    func drawn(_ style: FigureStyle) -> Canvas {
        FunnelDrawing(figure: self, style: style).drawn()
    }

    /// Whether the plot has a place for a study.
    func canShow(_ study: Study) -> Bool {
        AxisCover.canShow(study.estimate, scale: axis.scale) && study.standardError >= 0
            && study.standardError < AxisCover.farthest
    }

    /// What the plot shows, in words.
    var summary: String {
        let count = studies.count { canShow($0) }
        guard count > 0 else { return emptyText + "." }
        var sentences = ["Funnel plot of \(count) \(count == 1 ? "study" : "studies")."]
        for (name, value) in [(wording.pooled, pooled), (wording.adjusted, adjusted)] {
            guard let value, value.isFinite else { continue }
            sentences.append("\(name): \(PrintedNumber.fixed(value, decimals: 2)).")
        }
        if !filled.isEmpty { sentences.append("\(wording.filled): \(filled.count).") }
        return sentences.joined(separator: " ")
    }
}
