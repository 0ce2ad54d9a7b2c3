public import ModelEvaluation

/// Predicted against observed risk, with the distribution of the predictions below.
///
/// - Reference: Van Calster, McLernon, van Smeden, Wynants & Steyerberg (2019),
///   doi:10.1186/s12916-019-1466-7.
public struct CalibrationPlot: Sendable, Equatable {
    /// Cases of similar prediction.
    public struct Group: Sendable, Equatable {
        /// Mean prediction, 0 to 1.
        public var predicted: Double
        /// Share with the event, 0 to 1.
        public var observed: Double
        /// Interval of the share.
        public var interval: ForestPlot.Interval?

        /// Creates a group.
        public init(predicted: Double, observed: Double, interval: ForestPlot.Interval? = nil) {
            self.predicted = predicted
            self.observed = observed
            self.interval = interval
        }

        /// A group of a grouped calibration.
        public init(_ group: CalibrationGroup) {
            self.init(
                predicted: group.predicted,
                observed: group.observed.estimate,
                interval: ForestPlot.Interval(
                    lower: group.observed.interval.lower,
                    upper: group.observed.interval.upper
                )
            )
        }
    }

    /// The calibration of a model on a group of cases.
    public struct Series: Sendable, Equatable {
        /// Name for the legend.
        public var name: String
        /// Groups by ascending prediction.
        public var groups: [Group]
        /// Smooth curve by ascending prediction, with its band as intervals; empty for none.
        public var curve: [Group]
        /// Predictions of cases with the event, counted over 50 stretches of equal width.
        public var eventCounts: [Int]
        /// The same of cases without it.
        public var nonEventCounts: [Int]

        /// Creates a series.
        ///
        /// - Parameters:
        ///   - name: name for the legend.
        ///   - groups: groups by ascending prediction.
        ///   - curve: points of a smooth curve, with a band where they have intervals.
        ///   - eventCounts: counts of cases with the event over stretches of equal width.
        ///   - nonEventCounts: the same of cases without it.
        public init(
            name: String,
            groups: [Group],
            curve: [Group] = [],
            eventCounts: [Int] = [],
            nonEventCounts: [Int] = []
        ) {
            self.name = name
            self.groups = groups
            self.curve = curve
            self.eventCounts = eventCounts
            self.nonEventCounts = nonEventCounts
        }
    }

    /// Name of the figure for screen readers.
    public var title: String
    /// Series in the order of the legend.
    public var series: [Series]
    /// Notes below the figure.
    public var notes: [String]

    /// Creates a plot.
    ///
    /// - Parameters:
    ///   - title: name of the figure for screen readers.
    ///   - series: series in the order of the legend.
    ///   - notes: notes below the figure.
    public init(title: String = "Calibration", series: [Series], notes: [String] = []) {
        self.title = title
        self.series = series
        self.notes = notes
    }

    /// Draws the plot.
    ///
    /// - Parameter style: printed width and colours.
    /// - Returns: An SVG file.
    public func render(_ style: FigureStyle = FigureStyle()) -> String { drawn(style).svg() }

    /// Draws the plot on a canvas, for tests of its layout.
    func drawn(_ style: FigureStyle) -> Canvas {
        var canvas = Canvas(
            width: style.pageWidth,
            theme: style.theme,
            title: title,
            summary: series.isEmpty
                ? "No prediction."
                : series.map { "\($0.name): \($0.groups.count) groups." }.joined(separator: " ")
        )
        // The rug of predictions stands below zero, where no risk can be.
        let hasRug = series.contains { !$0.eventCounts.isEmpty || !$0.nonEventCounts.isEmpty }
        guard !series.isEmpty,
            let frame = PlotFrame(
                horizontal: .init(label: "Predicted risk", range: 0...1),
                vertical: .init(label: "Observed share", range: 0...1),
                style: style,
                isSquare: true,
                inset: 4
            )
        else {
            canvas.emptyPage("No prediction to compare", notes: notes, style: style)
            return canvas
        }
        let theme = style.theme
        let ideal = Canvas.Stroke(colour: theme.muted, width: 0.8, dashes: [3, 2])
        for (number, one) in series.enumerated() {
            drawBand(one, colour(number, theme), in: frame, on: &canvas)
        }
        frame.drawLine(
            [frame.point(0, 0), frame.point(1, 1)].compactMap(\.self),
            stroke: ideal,
            on: &canvas
        )
        for (number, one) in series.enumerated() {
            canvas.group(one.name) { canvas in
                draw(one, number, style, in: frame, on: &canvas)
            }
        }
        let bottom = frame.drawAxes(on: &canvas)
        var legend: [Legend.Item] = [.line("Ideal", ideal)]
        for (number, one) in series.enumerated() {
            legend.append(
                .mark(
                    one.name,
                    colour(number, theme),
                    nil,
                    radius: 2.6,
                    marker: .ofGroup(number)
                )
            )
            if !one.curve.isEmpty {
                legend.append(
                    .line(
                        "\(one.name): smooth curve",
                        Canvas.Stroke(colour: colour(number, theme), width: 1.4)
                    )
                )
            }
        }
        let below = hasRug ? drawHistograms(frame, style, top: bottom + 4, on: &canvas) : bottom
        canvas.height = frame.drawFooter(legend: legend, notes: notes, on: &canvas, top: below)
        return canvas
    }

    private func colour(_ number: Int, _ theme: Theme) -> String {
        series.count == 1 ? theme.accent : theme.groups[number % theme.groups.count]
    }

    private func drawBand(
        _ one: Series,
        _ colour: String,
        in frame: PlotFrame,
        on canvas: inout Canvas
    ) {
        let upper = one.curve.compactMap { point in
            point.interval.flatMap { frame.point(point.predicted, $0.upper) }
        }
        let lower = one.curve.compactMap { point in
            point.interval.flatMap { frame.point(point.predicted, $0.lower) }
        }
        guard !upper.isEmpty else { return }
        frame.drawArea(upper + lower.reversed(), fill: colour, opacity: 0.16, on: &canvas)
    }

    private func draw(
        _ one: Series,
        _ number: Int,
        _ style: FigureStyle,
        in frame: PlotFrame,
        on canvas: inout Canvas
    ) {
        let colour = colour(number, style.theme)
        frame.drawLine(
            one.curve.compactMap { frame.point($0.predicted, $0.observed) },
            stroke: Canvas.Stroke(colour: colour, width: 1.4),
            on: &canvas
        )
        for group in one.groups {
            if let range = group.interval {
                frame.drawLine(
                    [range.lower, range.upper].compactMap { frame.point(group.predicted, $0) },
                    stroke: Canvas.Stroke(colour: colour, width: 0.9),
                    on: &canvas
                )
            }
            guard let centre = frame.point(group.predicted, group.observed) else { continue }
            canvas.marker(
                .ofGroup(number),
                centre: centre,
                radius: 2.8,
                fill: colour,
                stroke: Canvas.Stroke(colour: style.theme.paper, width: 0.6)
            )
        }
    }

    /// Histograms of the predictions of each series, cases with the event upwards and the others
    /// downwards, on one scale; returns where they end.
    private func drawHistograms(
        _ frame: PlotFrame,
        _ style: FigureStyle,
        top: Double,
        on canvas: inout Canvas
    ) -> Double {
        let half = 16.0
        var y = top
        for (number, one) in series.enumerated() {
            let highest = Double((one.eventCounts + one.nonEventCounts).max() ?? 0)
            guard highest > 0 else { continue }
            let title =
                series.count > 1
                ? "\(one.name): with / without the event" : "With / without the event"
            canvas.paragraph(
                [style.small.shortened(title, to: frame.area.width)],
                x: frame.area.x,
                top: y,
                style: style.small
            )
            let base = y + style.small.lineHeight + half
            for (counts, direction) in [(one.eventCounts, -1.0), (one.nonEventCounts, 1)] {
                for (place, count) in counts.enumerated() where count > 0 {
                    let size = Double(counts.count)
                    guard let left = frame.point(Double(place) / size, 0),
                        let right = frame.point(Double(place + 1) / size, 0)
                    else { continue }
                    // A single case among thousands is still to be seen.
                    let height = max(0.6, half * Double(count) / highest)
                    canvas.rectangle(
                        Box(
                            x: left.x,
                            y: direction < 0 ? base - height : base,
                            width: right.x - left.x,
                            height: height
                        ),
                        fill: direction < 0 ? colour(number, style.theme) : style.theme.muted
                    )
                }
            }
            canvas.line(
                from: Point(x: frame.area.x, y: base),
                to: Point(x: frame.area.maxX, y: base),
                stroke: Canvas.Stroke(colour: style.theme.ink, width: 0.5)
            )
            y = base + half + 3
        }
        return y
    }
}
