/// A radial (Galbraith) plot: the z-score of each study against its precision.
///
/// A line from the origin through a study points, on the arc at the right, at the study's
/// estimate; the slope of the pooled line is the pooled estimate. Studies outside the band of ± 2
/// disagree with it beyond sampling error (and beyond τ², where the standard errors include it).
/// Estimates are on the display scale and standard errors on the scale of the axis, as in
/// `FunnelPlot`.
///
/// - Reference: Galbraith (1988), doi:10.1002/sim.4780070807.
public struct RadialPlot: Sendable, Equatable {
    /// A study.
    public struct Study: Sendable, Equatable {
        /// Name of the study.
        public var label: String
        /// Estimate on the display scale.
        public var estimate: Double
        /// √(vᵢ + τ²), or √vᵢ for a common effect, on the scale of the axis; above 0.
        public var standardError: Double

        /// Creates a study.
        ///
        /// - Parameters:
        ///   - label: name of the study.
        ///   - estimate: on the display scale.
        ///   - standardError: √(vᵢ + τ²) on the scale of the axis.
        public init(label: String, estimate: Double, standardError: Double) {
            self.label = label
            self.estimate = estimate
            self.standardError = standardError
        }
    }

    /// Words of the legend and the axes.
    public struct Wording: Sendable, Equatable {
        /// Words of the notes and of the key of the studies.
        public var shared = ScatterWording()
        /// Name of the horizontal axis.
        public var precision = "Precision (1 / standard error)"
        /// Name of the vertical axis.
        public var score = "z-score (estimate / standard error)"
        /// Legend of the pooled line.
        public var pooled = "Pooled estimate"
        /// Legend of the interval on the arc.
        public var interval = "95% CI"
        /// Legend of the band; its half width follows.
        public var band = "Pooled estimate ±"
        /// Legend of the arc; the name of the axis follows.
        public var arc = "Arc:"

        /// Creates the English wording.
        public init() {}
    }

    /// Name of the figure for screen readers.
    public var title: String
    /// Studies.
    public var studies: [Study]
    /// The arc of estimates; its scale is the scale of the analysis.
    public var axis: ForestPlot.Axis
    /// Pooled estimate on the display scale; `nil` for no line and no band.
    public var pooled: Double?
    /// Confidence interval of the pooled estimate on the display scale.
    public var interval: ForestPlot.Interval?
    /// Half the height of the band in z-scores; `nil` for no band.
    public var bandHalfHeight: Double?
    /// Whose names are printed; a study stands out if it lies outside the band.
    public var naming: PointNaming
    /// Words of the legend and the axes.
    public var wording: Wording
    /// What is printed if no study can be shown.
    public var emptyText: String
    /// Notes below the figure.
    public var notes: [String]

    /// Creates a radial plot.
    ///
    /// - Parameters:
    ///   - title: name of the figure for screen readers.
    ///   - studies: studies with their standard errors.
    ///   - axis: the arc of estimates.
    ///   - pooled: pooled estimate on the display scale.
    ///   - interval: confidence interval of the pooled estimate.
    ///   - bandHalfHeight: half the height of the band in z-scores.
    ///   - naming: whose names are printed.
    ///   - wording: words of the legend and the axes.
    ///   - emptyText: what is printed if no study can be shown.
    ///   - notes: notes below the figure.
    public init(
        title: String = "Radial plot",
        studies: [Study],
        axis: ForestPlot.Axis,
        pooled: Double? = nil,
        interval: ForestPlot.Interval? = nil,
        bandHalfHeight: Double? = 2,
        naming: PointNaming = .standingOut,
        wording: Wording = Wording(),
        emptyText: String = "No study with an estimate and a standard error",
        notes: [String] = []
    ) {
        self.title = title
        self.studies = studies
        self.axis = axis
        self.pooled = pooled
        self.interval = interval
        self.bandHalfHeight = bandHalfHeight
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
        RadialDrawing(figure: self, style: style).drawn()
    }

    /// A study with its place.
    struct Placed: Equatable {
        var study: Study
        /// 1 / standard error.
        var precision: Double
        /// Estimate on the scale of the analysis.
        var place: Double
        /// Estimate over standard error.
        var score: Double { place * precision }
    }

    /// Studies the plot has a place for.
    var placed: [Placed] {
        studies.compactMap { study in
            guard AxisCover.canShow(study.estimate, scale: axis.scale),
                let place = axis.scale.transformed(study.estimate), study.standardError > 0
            else { return nil }
            let result = Placed(study: study, precision: 1 / study.standardError, place: place)
            guard result.precision > 0, result.precision < AxisCover.farthest,
                abs(result.score) < AxisCover.farthest
            else { return nil }
            return result
        }
    }

    /// Slope of the pooled line.
    var slope: Double? {
        pooled.flatMap { AxisCover.canShow($0, scale: axis.scale) ? $0 : nil }
            .flatMap { axis.scale.transformed($0) }
    }

    /// Half height of the band if there is one.
    var band: Double? {
        guard slope != nil, let half = bandHalfHeight, half > 0, half < AxisCover.farthest else {
            return nil
        }
        return half
    }

    /// Distance of a study from the pooled line in z-scores; 0 without a line.
    func distance(of study: Placed) -> Double {
        slope.map { abs(study.place - $0) * study.precision } ?? 0
    }

    /// What the plot shows, in words.
    var summary: String {
        let studies = placed
        guard !studies.isEmpty else { return emptyText + "." }
        let count = studies.count
        var text = "Radial plot of \(count) \(count == 1 ? "study" : "studies")."
        if let pooled, slope != nil {
            text += " \(wording.pooled): \(PrintedNumber.fixed(pooled, decimals: 2))."
        }
        if let band {
            let outside = studies.filter { distance(of: $0) > band }
            text += " Outside the band: \(outside.count)."
        }
        return text
    }
}
