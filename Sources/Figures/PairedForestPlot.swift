/// A paired forest plot: sensitivity and specificity of a test side by side, study by study.
///
/// The standard figure of reviews of diagnostic accuracy, as RevMan draws it. Both panels share
/// the rows, so that a reader sees whether studies trade one measure for the other. The plot
/// prints what it is given and computes nothing but places.
///
/// - Reference: Takwoingi, Dendukuri, Schiller et al., in Cochrane Handbook for Systematic Reviews
///   of Diagnostic Test Accuracy 2.0 (2023), chapter 9.
public struct PairedForestPlot: Sendable, Equatable {
    /// Patients by test result and true condition.
    public struct Counts: Sendable, Equatable {
        /// Diseased patients with a positive test.
        public var truePositives: Int
        /// Healthy patients with a positive test.
        public var falsePositives: Int
        /// Diseased patients with a negative test.
        public var falseNegatives: Int
        /// Healthy patients with a negative test.
        public var trueNegatives: Int

        /// Creates counts.
        public init(
            truePositives: Int,
            falsePositives: Int,
            falseNegatives: Int,
            trueNegatives: Int
        ) {
            self.truePositives = truePositives
            self.falsePositives = falsePositives
            self.falseNegatives = falseNegatives
            self.trueNegatives = trueNegatives
        }

        /// The counts in the order of the columns: TP, FP, FN, TN.
        var inOrder: [Int] { [truePositives, falsePositives, falseNegatives, trueNegatives] }
    }

    /// A sensitivity or specificity, as a proportion.
    public struct Accuracy: Sendable, Equatable {
        /// Estimate, 0 to 1.
        public var estimate: Double
        /// Confidence interval.
        public var interval: ForestPlot.Interval?
        /// Prediction interval of a pooled result.
        public var prediction: ForestPlot.Interval?
        /// Text in place of the one made from the numbers.
        public var text: String?

        /// Creates a measure.
        public init(
            _ estimate: Double,
            interval: ForestPlot.Interval? = nil,
            prediction: ForestPlot.Interval? = nil,
            text: String? = nil
        ) {
            self.estimate = estimate
            self.interval = interval
            self.prediction = prediction
            self.text = text
        }
    }

    /// A study or one of its thresholds.
    public struct Row: Sendable, Equatable {
        /// Name of the study.
        public var label: String
        /// Patients by result; `nil` where the report does not give them.
        public var counts: Counts?
        /// Texts of further columns, in their order; missing ones stay empty.
        public var cells: [String]
        /// Sensitivity; `nil` where none was reported.
        public var sensitivity: Accuracy?
        /// Specificity; `nil` where none was reported.
        public var specificity: Accuracy?
        /// Judgements in the order of `riskOfBiasDomains`; missing ones count as not assessed,
        /// unless all are missing.
        public var riskOfBias: [RiskLevel]

        /// Creates a row.
        public init(
            label: String,
            counts: Counts? = nil,
            cells: [String] = [],
            sensitivity: Accuracy?,
            specificity: Accuracy?,
            riskOfBias: [RiskLevel] = []
        ) {
            self.label = label
            self.counts = counts
            self.cells = cells
            self.sensitivity = sensitivity
            self.specificity = specificity
            self.riskOfBias = riskOfBias
        }
    }

    /// A pooled result, drawn as one diamond in each panel, with prediction intervals below.
    public struct Pooled: Sendable, Equatable {
        /// Name, such as "Summary (bivariate model)".
        public var label: String
        /// Summary sensitivity.
        public var sensitivity: Accuracy?
        /// Summary specificity.
        public var specificity: Accuracy?
        /// Line on the variation between studies, such as its variances and correlation.
        public var heterogeneity: String?

        /// Creates a pooled result.
        public init(
            label: String,
            sensitivity: Accuracy?,
            specificity: Accuracy?,
            heterogeneity: String? = nil
        ) {
            self.label = label
            self.sensitivity = sensitivity
            self.specificity = specificity
            self.heterogeneity = heterogeneity
        }
    }

    /// Studies that belong together, such as those of one test.
    public struct Group: Sendable, Equatable {
        /// Heading; `nil` for the only group of a plot.
        public var heading: String?
        /// Studies in the order in which they are printed.
        public var rows: [Row]
        /// Pooled result of the group; `nil` where it was not pooled.
        public var pooled: Pooled?
        /// A remark printed below.
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

    /// The words of the plot, in the language of the review.
    public struct Wording: Sendable, Equatable {
        /// Heading of the study column.
        public var study: String
        /// Headings of the columns of true positives, false positives, false negatives and true
        /// negatives.
        public var counts: [String]
        /// Name of the left panel.
        public var sensitivity: String
        /// Name of the right panel.
        public var specificity: String
        /// What follows the name of a measure in the heading of its numbers.
        public var interval: String
        /// Name of the row of prediction intervals.
        public var prediction: String
        /// What is printed if there is no study at all.
        public var empty: String

        /// Creates a wording; by default in English.
        public init(
            study: String = "Study",
            counts: [String] = ["TP", "FP", "FN", "TN"],
            sensitivity: String = "Sensitivity",
            specificity: String = "Specificity",
            interval: String = "[95%\u{00A0}CI]",
            prediction: String = "95% prediction interval",
            empty: String = "No study with a sensitivity or specificity"
        ) {
            self.study = study
            self.counts = counts
            self.sensitivity = sensitivity
            self.specificity = specificity
            self.interval = interval
            self.prediction = prediction
            self.empty = empty
        }

        /// Heading of the column of a count; empty where none was given.
        func count(_ index: Int) -> String { counts.indices.contains(index) ? counts[index] : "" }
    }

    /// Name of the figure for screen readers.
    public var title: String
    /// Groups in order.
    public var groups: [Group]
    /// Overall result; `nil` where there is none.
    public var overall: Pooled?
    /// Columns of text after the counts, such as the threshold.
    public var columns: [ForestPlot.Column]
    /// Domains of the risk-of-bias columns; empty for none.
    public var riskOfBiasDomains: [ForestPlot.Domain]
    /// What the judgements are about, for the legend.
    public var riskOfBiasHeading: String
    /// Words of the legend of judgements.
    public var riskWording: RiskWording
    /// Words of the plot.
    public var wording: Wording
    /// Decimals of estimates and limits.
    public var decimals: Int
    /// Notes below the figure.
    public var notes: [String]

    /// Creates a paired forest plot.
    ///
    /// - Parameters:
    ///   - title: name of the figure for screen readers.
    ///   - groups: studies in order.
    ///   - overall: result over all groups.
    ///   - columns: columns of text after the counts.
    ///   - riskOfBiasDomains: domains of the risk-of-bias columns.
    ///   - riskOfBiasHeading: what the judgements are about, for the legend.
    ///   - riskWording: words of the legend of judgements.
    ///   - wording: words of the plot.
    ///   - decimals: digits after the point of estimates and limits.
    ///   - notes: notes below the figure.
    public init(
        title: String,
        groups: [Group],
        overall: Pooled? = nil,
        columns: [ForestPlot.Column] = [],
        riskOfBiasDomains: [ForestPlot.Domain] = [],
        riskOfBiasHeading: String = "Risk of bias",
        riskWording: RiskWording = RiskWording(),
        wording: Wording = Wording(),
        decimals: Int = 2,
        notes: [String] = []
    ) {
        self.title = title
        self.groups = groups
        self.overall = overall
        self.columns = columns
        self.riskOfBiasDomains = riskOfBiasDomains
        self.riskOfBiasHeading = riskOfBiasHeading
        self.riskWording = riskWording
        self.wording = wording
        self.decimals = decimals
        self.notes = notes
    }

    /// Draws the plot.
    ///
    /// What does not fit the printed width beside the panels moves below the names of the studies:
    /// first the further columns, from the last one on, then the counts, then the numbers of both
    /// measures. What does not fit even then makes the page wider than asked rather than the text
    /// smaller.
    ///
    /// - Parameter style: printed width and colours.
    /// - Returns: An SVG file.
    public func render(_ style: FigureStyle = FigureStyle()) -> String { drawn(style).svg() }
}
