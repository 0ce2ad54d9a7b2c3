/// Sensitivity for lesions against false positives per case, of one or several readers or models.
///
/// - Reference: Bunch et al. (1977), doi:10.1117/12.955926; the logarithmic axis is that of LUNA16,
///   Setio et al. (2017), doi:10.1016/j.media.2017.06.015.
public struct FROCPlot: Sendable, Equatable {
    /// A place in the plot.
    public struct Position: Sendable, Equatable {
        /// False positives over cases, ≥ 0.
        public var falsePositivesPerCase: Double
        /// Lesions hit over lesions, 0 to 1.
        public var sensitivity: Double

        /// Creates a position.
        public init(falsePositivesPerCase: Double, sensitivity: Double) {
            self.falsePositivesPerCase = falsePositivesPerCase
            self.sensitivity = sensitivity
        }
    }

    /// Limits of the sensitivity at a rate of false positives.
    public struct Limits: Sendable, Equatable {
        /// False positives over cases, > 0.
        public var falsePositivesPerCase: Double
        /// Interval of the sensitivity.
        public var sensitivity: ForestPlot.Interval

        /// Creates limits.
        public init(falsePositivesPerCase: Double, sensitivity: ForestPlot.Interval) {
            self.falsePositivesPerCase = falsePositivesPerCase
            self.sensitivity = sensitivity
        }
    }

    /// The curve of a reader or a model.
    public struct Curve: Sendable, Equatable {
        /// Name for the legend.
        public var name: String
        /// Points from no marks to all; drawn as a staircase, since between two thresholds only the
        /// sensitivity of the higher one is attained.
        public var points: [Position]
        /// Pointwise limits by ascending rate; empty for no band.
        public var band: [Limits]
        /// Points that are marked, such as those at fixed rates.
        public var marks: [Position]

        /// Creates a curve.
        ///
        /// - Parameters:
        ///   - name: name for the legend.
        ///   - points: points from no marks to all.
        ///   - band: limits by ascending rate; empty for none.
        ///   - marks: marked points.
        public init(
            name: String,
            points: [Position],
            band: [Limits] = [],
            marks: [Position] = []
        ) {
            self.name = name
            self.points = points
            self.band = band
            self.marks = marks
        }
    }

    /// Name of the figure for screen readers.
    public var title: String
    /// Curves in the order of the legend.
    public var curves: [Curve]
    /// Spacing of the false positives per case.
    public var scale: AxisScale
    /// Highest rate that is shown; a logarithmic axis starts at a 64th of it, six doublings below.
    public var highestRate: Double
    /// Notes below the figure.
    public var notes: [String]

    /// Creates a plot.
    ///
    /// - Parameters:
    ///   - title: name of the figure for screen readers.
    ///   - curves: curves in the order of the legend.
    ///   - scale: linear or logarithmic spacing of the rates.
    ///   - highestRate: highest rate that is shown, > 0.
    ///   - notes: notes below the figure.
    public init(
        title: String = "FROC curve",
        curves: [Curve],
        scale: AxisScale = .log,
        highestRate: Double = 8,
        notes: [String] = []
    ) {
        self.title = title
        self.curves = curves
        self.scale = scale
        self.highestRate = highestRate
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
                ? "No curve." : curves.map { $0.name + "." }.joined(separator: " ")
        )
        guard !curves.isEmpty, highestRate > 0, highestRate.isFinite,
            let frame = PlotFrame(
                horizontal: .init(
                    label: "False positives per case",
                    scale: scale,
                    range: (scale == .linear ? 0 : highestRate / 64)...highestRate,
                    tickValues: scale == .linear
                        ? [] : [1, 2, 4, 8, 16, 32, 64].map { highestRate / $0 }
                ),
                vertical: .init(label: "Sensitivity for lesions", range: 0...1),
                style: style,
                inset: 4
            )
        else {
            canvas.emptyPage("No curve to draw", notes: notes, style: style)
            return canvas
        }
        let theme = style.theme
        for (number, curve) in curves.enumerated() {
            let pairs = curve.band.map { ($0.falsePositivesPerCase, $0.sensitivity) }
            let upper = pairs.compactMap { frame.extendedPoint($0, $1.upper) }
            let lower = pairs.compactMap { frame.extendedPoint($0, $1.lower) }
            guard upper.count > 1, upper.count == lower.count else { continue }
            frame.drawArea(
                upper + lower.reversed(),
                fill: colour(number, theme),
                opacity: 0.14,
                on: &canvas
            )
        }
        for (number, curve) in curves.enumerated().reversed() {
            canvas.group(curve.name) { canvas in
                frame.drawLine(
                    Self.staircase(curve.points, in: frame).thinned,
                    stroke: stroke(number, theme),
                    on: &canvas
                )
                for mark in curve.marks {
                    guard let centre = frame.point(mark.falsePositivesPerCase, mark.sensitivity)
                    else { continue }
                    canvas.marker(
                        PointMarker.ofGroup(number),
                        centre: centre,
                        radius: 2.6,
                        fill: colour(number, theme),
                        stroke: Canvas.Stroke(colour: theme.paper, width: 0.7)
                    )
                }
            }
        }
        let bottom = frame.drawAxes(on: &canvas)
        let legend = curves.enumerated().map { Legend.Item.line($1.name, stroke($0, theme)) }
        canvas.height = frame.drawFooter(legend: legend, notes: notes, on: &canvas, top: bottom)
        return canvas
    }

    /// Goes right at the sensitivity reached before it goes up.
    private static func staircase(_ points: [Position], in frame: PlotFrame) -> [Point] {
        var line: [Point] = []
        for point in points {
            guard let corner = frame.extendedPoint(point.falsePositivesPerCase, point.sensitivity)
            else { continue }
            if let last = line.last, last.x < corner.x, last.y != corner.y {
                line.append(Point(x: corner.x, y: last.y))
            }
            line.append(corner)
        }
        return line
    }

    private func colour(_ number: Int, _ theme: Theme) -> String {
        curves.count == 1 ? theme.accent : theme.groups[number % theme.groups.count]
    }

    private func stroke(_ number: Int, _ theme: Theme) -> Canvas.Stroke {
        // Curves beyond the palette differ by their dashes.
        let dashes: [[Double]] = [[], [5, 2], [1, 2], [5, 2, 1, 2]]
        let round = curves.count == 1 ? 0 : number / theme.groups.count
        return Canvas.Stroke(
            colour: colour(number, theme),
            width: 1.4,
            dashes: dashes[round % dashes.count]
        )
    }
}
