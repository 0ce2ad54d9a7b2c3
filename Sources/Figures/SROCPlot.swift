/// Sensitivity against false-positive rate of diagnostic studies, with summary ROC curves.
///
/// The plot prints what it is given: curves, regions and summary points come from the model that
/// was fitted. All values lie between 0 and 1.
///
/// - Reference: Reitsma et al. (2005), doi:10.1016/j.jclinepi.2005.02.022; Rutter & Gatsonis (2001),
///   doi:10.1002/sim.942; Deeks, Bossuyt, Leeflang & Takwoingi (2023), Cochrane Handbook for
///   Systematic Reviews of Diagnostic Test Accuracy, chapter 10.
public struct SROCPlot: Sendable, Equatable {
    /// A point of ROC space.
    public struct Position: Sendable, Equatable {
        /// Share of those without the condition who test positive.
        public var falsePositiveRate: Double
        /// Share of those with the condition who test positive.
        public var sensitivity: Double

        /// Creates a point.
        ///
        /// - Parameters:
        ///   - falsePositiveRate: 1 − specificity.
        ///   - sensitivity: true positive rate.
        public init(falsePositiveRate: Double, sensitivity: Double) {
            self.falsePositiveRate = falsePositiveRate
            self.sensitivity = sensitivity
        }

        /// Whether the point lies in ROC space.
        var isShown: Bool {
            (0...1).contains(falsePositiveRate) && (0...1).contains(sensitivity)
        }
    }

    /// A study.
    public struct Study: Sendable, Equatable {
        /// Name of the study.
        public var label: String
        /// Observed rates.
        public var position: Position
        /// Interval of the false-positive rate; `nil` if unknown.
        public var falsePositiveRateInterval: ForestPlot.Interval?
        /// Interval of the sensitivity; `nil` if unknown.
        public var sensitivityInterval: ForestPlot.Interval?
        /// Number of participants, or any weight the area of the mark is to show; `nil` if unknown.
        public var size: Double?

        /// Creates a study.
        ///
        /// - Parameters:
        ///   - label: name of the study.
        ///   - position: observed rates.
        ///   - falsePositiveRateInterval: interval of the false-positive rate.
        ///   - sensitivityInterval: interval of the sensitivity.
        ///   - size: number of participants, or any weight the area of the mark is to show.
        public init(
            label: String,
            position: Position,
            falsePositiveRateInterval: ForestPlot.Interval? = nil,
            sensitivityInterval: ForestPlot.Interval? = nil,
            size: Double? = nil
        ) {
            self.label = label
            self.position = position
            self.falsePositiveRateInterval = falsePositiveRateInterval
            self.sensitivityInterval = sensitivityInterval
            self.size = size
        }
    }

    /// A summary ROC curve.
    public struct Curve: Sendable, Equatable {
        /// Name in the legend, such as "Summary ROC curve".
        public var name: String
        /// Points within the range of the observed false-positive rates, drawn solid.
        public var observed: [Position]
        /// Parts beyond that range, drawn dashed.
        public var extrapolated: [[Position]]

        /// Creates a curve.
        ///
        /// - Parameters:
        ///   - name: name in the legend.
        ///   - observed: points within the range of the observed false-positive rates.
        ///   - extrapolated: parts beyond that range.
        public init(name: String, observed: [Position], extrapolated: [[Position]] = []) {
            self.name = name
            self.observed = observed
            self.extrapolated = extrapolated
        }
    }

    /// Studies of one index test, with what their model says.
    public struct Group: Sendable, Equatable {
        /// Name of the index test; may be empty for the only group of a plot.
        public var name: String
        /// Studies.
        public var studies: [Study]
        /// Summary ROC curves.
        public var curves: [Curve]
        /// Summary sensitivity and false-positive rate.
        public var summaryPoint: Position?
        /// Border of the confidence region of the summary point, drawn solid.
        public var confidenceRegion: [Position]
        /// Border of the prediction region of a new study, drawn dashed.
        public var predictionRegion: [Position]

        /// Creates a group.
        ///
        /// - Parameters:
        ///   - name: name of the index test.
        ///   - studies: studies.
        ///   - curves: summary ROC curves.
        ///   - summaryPoint: summary sensitivity and false-positive rate.
        ///   - confidenceRegion: corners of the region around the summary point, in order.
        ///   - predictionRegion: corners of the region of a new study, in order.
        public init(
            name: String = "",
            studies: [Study],
            curves: [Curve] = [],
            summaryPoint: Position? = nil,
            confidenceRegion: [Position] = [],
            predictionRegion: [Position] = []
        ) {
            self.name = name
            self.studies = studies
            self.curves = curves
            self.summaryPoint = summaryPoint
            self.confidenceRegion = confidenceRegion
            self.predictionRegion = predictionRegion
        }
    }

    /// How studies are drawn.
    public enum StudyMarks: String, Sendable, CaseIterable {
        /// A mark whose area shows the size of the study.
        case sized
        /// A small mark with the intervals of both rates.
        case crossHairs
    }

    /// Words of the legend and the notes.
    public struct Wording: Sendable, Equatable {
        /// Legend of the studies of the only group, or of a group without a name.
        public var study = "Study"
        /// Legend of the summary points.
        public var summaryPoint = "Summary point"
        /// Legend of the confidence regions.
        public var confidenceRegion = "95% confidence region"
        /// Legend of the prediction regions.
        public var predictionRegion = "95% prediction region"
        /// Legend of the diagonal.
        public var chance = "Chance"
        /// Note on the area of the marks.
        public var sized = "The area of a mark grows with the size of the study."
        /// Note on the bars of cross-hairs.
        public var crossHairs = "Bars: 95% confidence intervals."
        /// Note on dashed curves.
        public var extrapolated = "Curves are dashed beyond the observed false-positive rates."
        /// Note before the number of studies without a place in ROC space.
        public var notShown = "Not shown, without sensitivity or specificity:"
        /// Note before the number of names without room.
        public var namesLeftOut = "Names left out for want of room:"

        /// Creates the English wording.
        public init() {}
    }

    /// Name of the figure for screen readers.
    public var title: String
    /// Groups in the order of the legend.
    public var groups: [Group]
    /// How studies are drawn.
    public var studyMarks: StudyMarks
    /// Whether the names of the studies are printed where there is room.
    public var printsNames: Bool
    /// Name of the horizontal axis.
    public var falsePositiveRateLabel: String
    /// Name of the vertical axis.
    public var sensitivityLabel: String
    /// Words of the legend and the notes.
    public var wording: Wording
    /// What is printed if there is nothing to draw.
    public var emptyText: String
    /// Notes below the figure.
    public var notes: [String]

    /// Creates a plot.
    ///
    /// - Parameters:
    ///   - title: name of the figure for screen readers.
    ///   - groups: groups in the order of the legend.
    ///   - studyMarks: how studies are drawn.
    ///   - printsNames: whether the names of the studies are printed where there is room.
    ///   - falsePositiveRateLabel: name of the horizontal axis.
    ///   - sensitivityLabel: name of the vertical axis.
    ///   - wording: words of the legend and the notes.
    ///   - emptyText: what is printed if there is nothing to draw.
    ///   - notes: notes below the figure.
    public init(
        title: String = "Summary ROC plot",
        groups: [Group],
        studyMarks: StudyMarks = .sized,
        printsNames: Bool = false,
        falsePositiveRateLabel: String = "False-positive rate (1 − specificity)",
        sensitivityLabel: String = "Sensitivity",
        wording: Wording = Wording(),
        emptyText: String = "No study with sensitivity and specificity",
        notes: [String] = []
    ) {
        self.title = title
        self.groups = groups
        self.studyMarks = studyMarks
        self.printsNames = printsNames
        self.falsePositiveRateLabel = falsePositiveRateLabel
        self.sensitivityLabel = sensitivityLabel
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
        SROCDrawing(figure: self, style: style).drawn()
    }

    /// What the plot shows, in words.
    var summary: String {
        let parts = groups.compactMap { group -> String? in
            let count = group.studies.count { $0.position.isShown }
            var sentence = "\(count) \(count == 1 ? "study" : "studies")"
            if !group.name.isEmpty { sentence = "\(group.name): " + sentence }
            guard let point = group.summaryPoint, point.isShown else {
                return count > 0 ? sentence + "." : nil
            }
            let sensitivity = PrintedNumber.fixed(point.sensitivity, decimals: 2)
            let specificity = PrintedNumber.fixed(1 - point.falsePositiveRate, decimals: 2)
            return sentence
                + ", summary sensitivity \(sensitivity) and specificity \(specificity)."
        }
        return parts.isEmpty ? emptyText + "." : parts.joined(separator: " ")
    }
}
