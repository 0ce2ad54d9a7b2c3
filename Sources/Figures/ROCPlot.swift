public import ModelEvaluation

/// Sensitivity against false-positive rate of models, case by case.
///
/// - Reference: Fawcett (2006), doi:10.1016/j.patrec.2005.10.010.
public struct ROCPlot: Sendable, Equatable {
    /// A point of a curve with its intervals, such as a threshold chosen beforehand.
    public struct Mark: Sendable, Equatable {
        /// Name for the legend.
        public var name: String
        /// Place in ROC space.
        public var position: SROCPlot.Position
        /// Interval of the false-positive rate.
        public var falsePositiveRateInterval: ForestPlot.Interval?
        /// Interval of the sensitivity.
        public var sensitivityInterval: ForestPlot.Interval?

        /// Creates a mark.
        public init(
            name: String,
            position: SROCPlot.Position,
            falsePositiveRateInterval: ForestPlot.Interval? = nil,
            sensitivityInterval: ForestPlot.Interval? = nil
        ) {
            self.name = name
            self.position = position
            self.falsePositiveRateInterval = falsePositiveRateInterval
            self.sensitivityInterval = sensitivityInterval
        }

        /// A point of an empirical curve.
        public init(name: String, _ point: OperatingPoint) {
            self.init(
                name: name,
                position: SROCPlot.Position(point),
                falsePositiveRateInterval: ForestPlot.Interval(
                    lower: 1 - point.specificity.interval.upper,
                    upper: 1 - point.specificity.interval.lower
                ),
                sensitivityInterval: ForestPlot.Interval(
                    lower: point.sensitivity.interval.lower,
                    upper: point.sensitivity.interval.upper
                )
            )
        }
    }

    /// The curve of a model on a group of cases.
    public struct Curve: Sendable, Equatable {
        /// Name for the legend, with the area.
        public var name: String
        /// Corners from (1, 1) to (0, 0) or the other way.
        public var points: [SROCPlot.Position]
        /// Limits of the sensitivity along the curve, upper and lower, in the order of `points` or of
        /// `bandRates`; empty for no band.
        public var band: [ForestPlot.Interval]
        /// False-positive rates at which the band is given; empty for those of `points`.
        public var bandRates: [Double]
        /// Marked points.
        public var marks: [Mark]
        /// Curves that this one is the mean of, drawn thin in its colour.
        public var parts: [[SROCPlot.Position]]

        /// Creates a curve.
        ///
        /// - Parameters:
        ///   - name: name for the legend.
        ///   - points: corners in either direction.
        ///   - band: limits of the sensitivity at each point; empty for none.
        ///   - bandRates: false-positive rates of the band where they are not those of the points.
        ///   - marks: marked points.
        ///   - parts: curves that this one is the mean of.
        public init(
            name: String,
            points: [SROCPlot.Position],
            band: [ForestPlot.Interval] = [],
            bandRates: [Double] = [],
            marks: [Mark] = [],
            parts: [[SROCPlot.Position]] = []
        ) {
            self.bandRates = bandRates
            self.name = name
            self.points = points
            self.band = band
            self.marks = marks
            self.parts = parts
        }

        /// An empirical curve with Wilson's limits of the sensitivity.
        ///
        /// - Parameters:
        ///   - name: name for the legend.
        ///   - curve: the curve.
        ///   - hasBand: whether limits of the sensitivity are drawn.
        ///   - marks: marked points.
        public init(name: String, curve: ROCCurve, hasBand: Bool, marks: [Mark] = []) {
            self.init(
                name: name,
                points: curve.points.map { SROCPlot.Position($0) },
                band: hasBand
                    ? curve.points.map {
                        ForestPlot.Interval(
                            lower: $0.sensitivity.interval.lower,
                            upper: $0.sensitivity.interval.upper
                        )
                    } : [],
                marks: marks
            )
        }
    }

    /// Name of the figure for screen readers.
    public var title: String
    /// Curves in the order of the legend.
    public var curves: [Curve]
    /// Notes below the figure.
    public var notes: [String]

    /// Creates a plot.
    ///
    /// - Parameters:
    ///   - title: name of the figure for screen readers.
    ///   - curves: curves in the order of the legend.
    ///   - notes: notes below the figure.
    public init(title: String = "ROC curve", curves: [Curve], notes: [String] = []) {
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
                ? "No curve." : curves.map { $0.name + "." }.joined(separator: " ")
        )
        guard !curves.isEmpty,
            let frame = PlotFrame(
                horizontal: .init(label: "False-positive rate (1 − specificity)", range: 0...1),
                vertical: .init(label: "Sensitivity", range: 0...1),
                style: style,
                isSquare: true,
                inset: 4
            )
        else {
            canvas.emptyPage("No curve to draw", notes: notes, style: style)
            return canvas
        }
        let theme = style.theme
        let chance = Canvas.Stroke(colour: theme.muted, width: 0.8, dashes: [3, 2])
        for (number, curve) in curves.enumerated() {
            drawBand(curve, colour: colour(number, theme), in: frame, on: &canvas)
        }
        frame.drawLine(
            [frame.point(0, 0), frame.point(1, 1)].compactMap(\.self),
            stroke: chance,
            on: &canvas
        )
        for (number, curve) in curves.enumerated() {
            drawParts(curve, stroke(number, theme), in: frame, on: &canvas)
        }
        for (number, curve) in curves.enumerated().reversed() {
            canvas.group(curve.name) { canvas in
                let line = curve.points.compactMap {
                    frame.point($0.falsePositiveRate, $0.sensitivity)
                }
                frame.drawLine(line.thinned, stroke: stroke(number, theme), on: &canvas)
            }
        }
        let bottom = frame.drawAxes(on: &canvas)
        var legend = curves.enumerated().map { Legend.Item.line($1.name, stroke($0, theme)) }
        legend.append(.line("Chance", chance))
        for (number, curve) in curves.enumerated() {
            for (place, mark) in curve.marks.enumerated() {
                let marker = PointMarker.ofGroup(place + 3)
                draw(mark, marker, colour(number, theme), style, in: frame, on: &canvas)
                legend.append(
                    .mark(mark.name, colour(number, theme), nil, radius: 2.8, marker: marker)
                )
            }
        }
        canvas.height = frame.drawFooter(legend: legend, notes: notes, on: &canvas, top: bottom)
        return canvas
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

    private func drawParts(
        _ curve: Curve,
        _ stroke: Canvas.Stroke,
        in frame: PlotFrame,
        on canvas: inout Canvas
    ) {
        var thin = stroke
        thin.width = 0.4
        for part in curve.parts {
            let line = part.compactMap { frame.point($0.falsePositiveRate, $0.sensitivity) }
            frame.drawLine(line.thinned, stroke: thin, on: &canvas)
        }
    }

    private func drawBand(
        _ curve: Curve,
        colour: String,
        in frame: PlotFrame,
        on canvas: inout Canvas
    ) {
        let rates =
            curve.bandRates.isEmpty ? curve.points.map(\.falsePositiveRate) : curve.bandRates
        guard curve.band.count == rates.count, !rates.isEmpty else { return }
        let pairs = zip(rates, curve.band)
        let upper = pairs.compactMap { frame.point($0, $1.upper) }
        let lower = pairs.compactMap { frame.point($0, $1.lower) }
        let outline = upper.thinned + lower.thinned.reversed()
        frame.drawArea(outline, fill: colour, opacity: 0.14, on: &canvas)
    }

    private func draw(
        _ mark: Mark,
        _ marker: PointMarker,
        _ colour: String,
        _ style: FigureStyle,
        in frame: PlotFrame,
        on canvas: inout Canvas
    ) {
        let place = mark.position
        guard let centre = frame.point(place.falsePositiveRate, place.sensitivity) else { return }
        let whisker = Canvas.Stroke(colour: style.theme.ink, width: 0.8)
        canvas.group(mark.name) { canvas in
            if let range = mark.falsePositiveRateInterval {
                let ends = [range.lower, range.upper].compactMap {
                    frame.point($0, place.sensitivity)
                }
                frame.drawLine(ends, stroke: whisker, on: &canvas)
            }
            if let range = mark.sensitivityInterval {
                let ends = [range.lower, range.upper].compactMap {
                    frame.point(place.falsePositiveRate, $0)
                }
                frame.drawLine(ends, stroke: whisker, on: &canvas)
            }
            canvas.marker(
                marker,
                centre: centre,
                radius: 3.2,
                fill: colour,
                stroke: Canvas.Stroke(colour: style.theme.paper, width: 0.7)
            )
        }
    }
}

extension SROCPlot.Position {
    /// The place of an operating point.
    init(_ point: OperatingPoint) {
        self.init(
            falsePositiveRate: Double(point.falsePositives) / Double(point.specificity.total),
            sensitivity: point.sensitivity.estimate
        )
    }
}

extension [Point] {
    /// The points without those that stand too close to be seen apart: a curve of a million cases
    /// has a million corners.
    var thinned: [Point] {
        guard count > 400 else { return self }
        var kept: [Point] = []
        for (place, point) in enumerated() {
            if let last = kept.last, place < count - 1,
                abs(point.x - last.x) < 0.3, abs(point.y - last.y) < 0.3
            {
                continue
            }
            kept.append(point)
        }
        return kept
    }
}
