/// A bubble plot of a meta-regression: estimates against a moderator, with the fitted line.
///
/// Estimates, line and bands are on the display scale (an AUC, an odds ratio); the axis does the
/// transformation, so a line that is straight on the scale of the analysis is straight on the
/// page. The plot computes nothing but places: line and bands are polylines of the caller, who
/// holds other moderators at whatever values the notes should tell.
///
/// - Reference: Thompson & Higgins (2002), doi:10.1002/sim.1187.
public struct BubblePlot: Sendable, Equatable {
    /// A study as a bubble.
    public struct Study: Sendable, Equatable {
        /// Name of the study.
        public var label: String
        /// Value of the moderator.
        public var moderator: Double
        /// Estimate on the display scale.
        public var estimate: Double
        /// Weight in the model, in any unit; `nil` for a middle size.
        public var weight: Double?

        /// Creates a study.
        ///
        /// - Parameters:
        ///   - label: name of the study.
        ///   - moderator: value of the moderator.
        ///   - estimate: estimate on the display scale.
        ///   - weight: weight in the model, in any unit.
        public init(label: String, moderator: Double, estimate: Double, weight: Double? = nil) {
            self.label = label
            self.moderator = moderator
            self.estimate = estimate
            self.weight = weight
        }
    }

    /// A place of the fitted line.
    public struct FittedPoint: Sendable, Equatable {
        /// Value of the moderator.
        public var moderator: Double
        /// Fitted estimate on the display scale.
        public var estimate: Double
        /// Confidence interval of the mean.
        public var confidence: ForestPlot.Interval?
        /// Prediction interval of a new study.
        public var prediction: ForestPlot.Interval?

        /// Creates a place of the line.
        ///
        /// - Parameters:
        ///   - moderator: value of the moderator.
        ///   - estimate: fitted estimate on the display scale.
        ///   - confidence: confidence interval of the mean.
        ///   - prediction: prediction interval of a new study.
        public init(
            moderator: Double,
            estimate: Double,
            confidence: ForestPlot.Interval? = nil,
            prediction: ForestPlot.Interval? = nil
        ) {
            self.moderator = moderator
            self.estimate = estimate
            self.confidence = confidence
            self.prediction = prediction
        }
    }

    /// Words of the legend.
    public struct Wording: Sendable, Equatable {
        /// Words of the notes and of the key of the studies.
        public var shared = ScatterWording()
        /// What follows the key of the studies if their sizes tell weights.
        public var byWeight = "(area by weight)"
        /// Legend of the line.
        public var line = "Meta-regression"
        /// Legend of the confidence band.
        public var confidence = "95% confidence band"
        /// Legend of the prediction band.
        public var prediction = "95% prediction band"

        /// Creates the English wording.
        public init() {}
    }

    /// Name of the figure for screen readers.
    public var title: String
    /// Studies.
    public var studies: [Study]
    /// Fitted line from one end to the other; empty for none.
    public var line: [FittedPoint]
    /// Horizontal axis.
    public var moderatorAxis: ForestPlot.Axis
    /// Vertical axis; its `reference` is drawn as a line.
    public var estimateAxis: ForestPlot.Axis
    /// Whose names are printed; a study stands out if it lies outside the confidence band, and
    /// without a band none does.
    public var naming: PointNaming
    /// Words of the legend.
    public var wording: Wording
    /// What is printed if no study can be shown.
    public var emptyText: String
    /// Notes below the figure.
    public var notes: [String]

    /// Creates a bubble plot.
    ///
    /// - Parameters:
    ///   - title: name of the figure for screen readers.
    ///   - studies: studies with their moderator.
    ///   - line: fitted line from one end to the other.
    ///   - moderatorAxis: horizontal axis.
    ///   - estimateAxis: vertical axis.
    ///   - naming: whose names are printed.
    ///   - wording: words of the legend.
    ///   - emptyText: what is printed if no study can be shown.
    ///   - notes: notes below the figure.
    public init(
        title: String,
        studies: [Study],
        line: [FittedPoint] = [],
        moderatorAxis: ForestPlot.Axis,
        estimateAxis: ForestPlot.Axis,
        naming: PointNaming = .none,
        wording: Wording = Wording(),
        emptyText: String = "No study with an estimate and a moderator",
        notes: [String] = []
    ) {
        self.title = title
        self.studies = studies
        self.line = line
        self.moderatorAxis = moderatorAxis
        self.estimateAxis = estimateAxis
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
        BubbleDrawing(figure: self, style: style).drawn()
    }

    /// Studies the axes have a place for.
    var shown: [Study] {
        studies.filter {
            AxisCover.canShow($0.moderator, scale: moderatorAxis.scale)
                && AxisCover.canShow($0.estimate, scale: estimateAxis.scale)
        }
    }

    /// Places of the line that the axes can show, from left to right.
    var shownLine: [FittedPoint] {
        line.filter {
            AxisCover.canShow($0.moderator, scale: moderatorAxis.scale)
                && AxisCover.canShow($0.estimate, scale: estimateAxis.scale)
        }
        .sorted { $0.moderator < $1.moderator }
    }

    /// What the plot shows, in words.
    var summary: String {
        let count = shown.count
        guard count > 0 else { return emptyText + "." }
        var text =
            "Bubble plot of \(count) \(count == 1 ? "study" : "studies"): \(estimateAxis.label)"
            + " by \(moderatorAxis.label)."
        if let first = shownLine.first, let last = shownLine.last, first != last {
            let said = [first, last].map { point in
                let place = PrintedNumber.fixed(point.moderator, decimals: 2)
                return "\(PrintedNumber.fixed(point.estimate, decimals: 2)) at \(place)"
            }
            text += " \(wording.line): from \(said[0]) to \(said[1])."
        }
        return text
    }
}
