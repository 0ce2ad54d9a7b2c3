public import ModelEvaluation

/// Net benefit of acting by a model, on everybody and on nobody.
///
/// - Reference: Vickers & Elkin (2006), doi:10.1177/0272989X06295361.
public struct DecisionCurvePlot: Sendable, Equatable {
    /// The decision curve of a model.
    public struct Curve: Sendable, Equatable {
        /// Name for the legend.
        public var name: String
        /// Points by ascending threshold.
        public var points: [NetBenefit]
        /// Limits of the net benefit at each point, `nil` where there are none; empty for no band.
        public var band: [ForestPlot.Interval?]

        /// Creates a curve.
        public init(name: String, points: [NetBenefit], band: [ForestPlot.Interval?] = []) {
            self.name = name
            self.points = points
            self.band = band
        }
    }

    /// Name of the figure for screen readers.
    public var title: String
    /// Curves in the order of the legend, all of the same cases.
    public var curves: [Curve]
    /// Notes below the figure.
    public var notes: [String]

    /// Creates a plot.
    ///
    /// - Parameters:
    ///   - title: name of the figure for screen readers.
    ///   - curves: models on the same cases.
    ///   - notes: notes below the figure.
    public init(title: String = "Decision curve", curves: [Curve], notes: [String] = []) {
        self.title = title
        self.curves = curves
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
            summary: curves.isEmpty
                ? "No curve." : "Net benefit of \(curves.map(\.name).joined(separator: ", "))."
        )
        let limits = curves.flatMap(\.band).compactMap { $0?.upper }
        let highest =
            (curves.flatMap(\.points).map { max($0.model, $0.all) } + limits).max() ?? 0
        // Net losses of acting on everybody grow without bound; a strip below zero shows that.
        guard highest > 0,
            let frame = PlotFrame(
                horizontal: .init(label: "Threshold probability", range: 0...1),
                vertical: .init(label: "Net benefit", range: (-0.25 * highest)...(1.05 * highest)),
                style: style
            )
        else {
            canvas.emptyPage("No net benefit to draw", notes: notes, style: style)
            return canvas
        }
        let theme = style.theme
        let all = Canvas.Stroke(colour: theme.muted, width: 1, dashes: [5, 2])
        let none = Canvas.Stroke(colour: theme.ink, width: 0.8)
        for (number, curve) in curves.enumerated() {
            drawBand(curve, colour: stroke(number, theme).colour, in: frame, on: &canvas)
        }
        frame.drawLine(
            [frame.point(0, 0), frame.point(1, 0)].compactMap(\.self),
            stroke: none,
            on: &canvas
        )
        if let first = curves.first {
            frame.drawLine(
                first.points.compactMap { frame.extendedPoint($0.threshold, $0.all) },
                stroke: all,
                on: &canvas
            )
        }
        for (number, curve) in curves.enumerated() {
            canvas.group(curve.name) { canvas in
                frame.drawLine(
                    curve.points.compactMap { frame.extendedPoint($0.threshold, $0.model) },
                    stroke: stroke(number, theme),
                    on: &canvas
                )
            }
        }
        let bottom = frame.drawAxes(on: &canvas)
        let legend =
            curves.enumerated().map { Legend.Item.line($1.name, stroke($0, theme)) }
            + [.line("Acting on everybody", all), .line("Acting on nobody", none)]
        canvas.height = frame.drawFooter(legend: legend, notes: notes, on: &canvas, top: bottom)
        return canvas
    }

    /// Draws the band; where the limits agree it is a line, so that it ends in no gap.
    private func drawBand(
        _ curve: Curve,
        colour: String,
        in frame: PlotFrame,
        on canvas: inout Canvas
    ) {
        guard curve.band.count == curve.points.count, !curve.band.isEmpty else { return }
        let pairs = zip(curve.points, curve.band)
        let upper = pairs.compactMap {
            frame.extendedPoint($0.threshold, $1?.upper ?? $0.model)
        }
        let lower = pairs.compactMap {
            frame.extendedPoint($0.threshold, $1?.lower ?? $0.model)
        }
        frame.drawArea(upper + lower.reversed(), fill: colour, opacity: 0.14, on: &canvas)
    }

    private func stroke(_ number: Int, _ theme: Theme) -> Canvas.Stroke {
        Canvas.Stroke(
            colour: curves.count == 1 ? theme.accent : theme.groups[number % theme.groups.count],
            width: 1.4
        )
    }
}
