/// A Baujat plot: how much each study adds to heterogeneity, and how much it moves the result.
///
/// Studies at the right disagree with the others; those on top change the pooled estimate when
/// they are left out; those at the top right do both and deserve a second look.
///
/// - Reference: Baujat, Mahé, Pignon & Hill (2002), doi:10.1002/sim.1221.
public struct BaujatPlot: Sendable, Equatable {
    /// A study with its two measures.
    public struct Study: Sendable, Equatable {
        /// Name of the study.
        public var label: String
        /// Contribution to Cochran's Q: the squared Pearson residual, at least 0.
        public var contribution: Double
        /// Squared standardised change of the pooled estimate without the study, at least 0.
        public var influence: Double

        /// Creates a study.
        ///
        /// - Parameters:
        ///   - label: name of the study.
        ///   - contribution: contribution to Cochran's Q.
        ///   - influence: squared standardised change of the pooled estimate.
        public init(label: String, contribution: Double, influence: Double) {
            self.label = label
            self.contribution = contribution
            self.influence = influence
        }

        /// Whether the plot has a place for the study.
        var isShown: Bool {
            [contribution, influence].allSatisfy { $0 >= 0 && $0 < AxisCover.farthest }
        }
    }

    /// Name of the figure for screen readers.
    public var title: String
    /// Studies.
    public var studies: [Study]
    /// Whose names are printed; a study stands out if one of its measures lies above Tukey's upper
    /// fence (the third quartile and one and a half times the distance of the quartiles) or is the
    /// largest of all.
    public var naming: PointNaming
    /// Name of the horizontal axis.
    public var contributionLabel: String
    /// Name of the vertical axis.
    public var influenceLabel: String
    /// Words of the notes.
    public var wording: ScatterWording
    /// What is printed if no study can be shown.
    public var emptyText: String
    /// Notes below the figure.
    public var notes: [String]

    /// Creates a Baujat plot.
    ///
    /// - Parameters:
    ///   - title: name of the figure for screen readers.
    ///   - studies: studies with their measures.
    ///   - naming: whose names are printed.
    ///   - contributionLabel: name of the horizontal axis.
    ///   - influenceLabel: name of the vertical axis.
    ///   - wording: words of the notes.
    ///   - emptyText: what is printed if no study can be shown.
    ///   - notes: notes below the figure.
    public init(
        title: String = "Baujat plot",
        studies: [Study],
        naming: PointNaming = .standingOut,
        contributionLabel: String = "Contribution to heterogeneity (squared Pearson residual)",
        influenceLabel: String = "Influence on the pooled result",
        wording: ScatterWording = ScatterWording(),
        emptyText: String = "No study with a contribution and an influence",
        notes: [String] = []
    ) {
        self.title = title
        self.studies = studies
        self.naming = naming
        self.contributionLabel = contributionLabel
        self.influenceLabel = influenceLabel
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
        BaujatDrawing(figure: self, style: style).drawn()
    }

    /// Studies the plot has a place for.
    var shown: [Study] { studies.filter(\.isShown) }

    /// Studies that stand out, those that stand out most first.
    var outstanding: [Study] {
        let studies = shown
        let measures: [(Study) -> Double] = [{ $0.contribution }, { $0.influence }]
        let most = measures.map { measure in studies.map(measure).max() ?? 0 }
        let fences = measures.map { measure in
            BaujatPlot.fence(studies.map(measure))
        }
        let shares = studies.map { study in
            zip(measures, most).map { $1 > 0 ? $0(study) / $1 : 0 }.max() ?? 0
        }
        let chosen = studies.indices.filter { index in
            zip(measures, zip(most, fences)).contains { measure, limits in
                let value = measure(studies[index])
                return value > 0 && (value > limits.1 || value >= limits.0)
            }
        }
        return chosen.sorted { (shares[$1], $0) < (shares[$0], $1) }.map { studies[$0] }
    }

    private static func fence(_ values: [Double]) -> Double {
        guard values.count >= 4 else { return -1 }
        let sorted = values.sorted()
        let first = sorted[(sorted.count - 1) / 4]
        let third = sorted[(sorted.count - 1) * 3 / 4]
        return third + 1.5 * (third - first)
    }

    /// What the plot shows, in words.
    var summary: String {
        let studies = shown
        guard !studies.isEmpty else { return emptyText + "." }
        let count = studies.count
        var sentence = "Baujat plot of \(count) \(count == 1 ? "study" : "studies")."
        let named = outstanding.prefix(5).map { study in
            let contribution = PrintedNumber.fixed(study.contribution, decimals: 2)
            let influence = PrintedNumber.fixed(study.influence, decimals: 2)
            return "\(study.label) (\(contribution), \(influence))"
        }
        if !named.isEmpty { sentence += " Standing out: \(named.joined(separator: "; "))." }
        return sentence
    }
}
