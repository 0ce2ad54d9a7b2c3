/// How many of the relevant records were found after how many were screened.
///
/// A step for every find, next to the line of a random order and that of a perfect one, with the
/// places at which criteria would have stopped.
public struct RecallCurvePlot: Sendable, Equatable {
    /// One order of screening.
    public struct Curve: Sendable, Equatable {
        /// Name in the legend.
        public var name: String
        /// For each record in the order screened, whether it is relevant.
        public var found: [Bool]

        /// Creates a curve.
        ///
        /// - Parameters:
        ///   - name: name in the legend.
        ///   - found: for each record in the order screened, whether it is relevant.
        public init(name: String, found: [Bool]) {
            self.name = name
            self.found = found
        }
    }

    /// A place at which a criterion would have stopped, on the first curve.
    public struct Stop: Sendable, Equatable {
        /// Name of the criterion.
        public var name: String
        /// Records screened by then.
        public var screened: Int

        /// Creates a stop.
        ///
        /// - Parameters:
        ///   - name: name of the criterion.
        ///   - screened: records screened by then.
        public init(name: String, screened: Int) {
            self.name = name
            self.screened = screened
        }
    }

    /// Words of the plot.
    public struct Wording: Sendable, Equatable {
        /// Horizontal axis.
        public var screened = "Records screened (%)"
        /// Vertical axis.
        public var recall = "Relevant records found (%)"
        /// Line of a random order.
        public var random = "Random order"
        /// Line of a perfect order.
        public var perfect = "Perfect order"
        /// Marks of the stops.
        public var stop = "Would have stopped"

        /// Creates the English words.
        public init() {}
    }

    /// Title, read by screen readers.
    public var title: String
    /// Curves; the first is the main one.
    public var curves: [Curve]
    /// Records in all, at least as many as any curve has.
    public var records: Int
    /// Relevant records in all.
    public var relevant: Int
    /// Stops on the first curve.
    public var stops: [Stop]
    /// Words.
    public var wording: Wording
    /// Printed instead of the plot where there is nothing to draw.
    public var emptyText: String
    /// Notes below the plot.
    public var notes: [String]

    /// Creates a plot.
    ///
    /// - Parameters:
    ///   - title: title for screen readers.
    ///   - curves: curves; the first is the main one.
    ///   - records: records in all.
    ///   - relevant: relevant records in all.
    ///   - stops: stops on the first curve.
    ///   - wording: words.
    ///   - emptyText: printed where there is nothing to draw.
    ///   - notes: notes below the plot.
    public init(
        title: String = "Recall curve",
        curves: [Curve],
        records: Int,
        relevant: Int,
        stops: [Stop] = [],
        wording: Wording = Wording(),
        emptyText: String = "No relevant record: there is no recall to draw.",
        notes: [String] = []
    ) {
        self.title = title
        self.curves = curves
        self.records = records
        self.relevant = relevant
        self.stops = stops
        self.wording = wording
        self.emptyText = emptyText
        self.notes = notes
    }

    /// Draws the plot.
    ///
    /// - Parameter style: width and colours.
    /// - Returns: An SVG document.
    public func render(_ style: FigureStyle = FigureStyle()) -> String { drawn(style).svg() }

    /// Draws the plot on a page.
    func drawn(_ style: FigureStyle) -> Canvas {
        var canvas = Canvas(
            width: style.pageWidth,
            theme: style.theme,
            title: title,
            summary: summary
        )
        guard records > 0, relevant > 0,
            let frame = PlotFrame(
                horizontal: .init(label: wording.screened, range: 0...100),
                vertical: .init(label: wording.recall, range: 0...100),
                style: style,
                inset: 5
            )
        else {
            canvas.emptyPage(emptyText, notes: notes, style: style)
            return canvas
        }
        let theme = style.theme
        let random = Canvas.Stroke(colour: theme.muted, width: 0.8, dashes: [3, 2])
        let perfect = Canvas.Stroke(colour: theme.hairline, width: 1)
        let corner = 100 * Double(relevant) / Double(records)
        draw([(0, 0), (corner, 100), (100, 100)], perfect, in: frame, on: &canvas)
        draw([(0, 0), (100, 100)], random, in: frame, on: &canvas)
        for (number, curve) in curves.enumerated().reversed() {
            let stroke = stroke(number, theme)
            canvas.group(sentence(curve)) { canvas in
                draw(steps(of: curve), stroke, in: frame, on: &canvas)
            }
        }
        let bottom = frame.drawAxes(on: &canvas)
        let omitted = drawStops(in: frame, style, on: &canvas)
        var legend = curves.enumerated().map { number, curve in
            Legend.Item.line(curve.name, stroke(number, theme))
        }
        legend += [.line(wording.random, random), .line(wording.perfect, perfect)]
        if !stops.isEmpty {
            legend.append(.mark(wording.stop, theme.pooled, nil, radius: 2.6, marker: .diamond))
        }
        let left =
            omitted.isEmpty
            ? []
            : [
                "Without a name for want of room: "
                    + omitted.map { "\($0.name), at \($0.screened) records" }.joined(
                        separator: "; "
                    )
                    + "."
            ]
        canvas.height = frame.drawFooter(
            legend: legend,
            notes: notes + left,
            on: &canvas,
            top: bottom
        )
        return canvas
    }

    private func draw(
        _ points: [(Double, Double)],
        _ stroke: Canvas.Stroke,
        in frame: PlotFrame,
        on canvas: inout Canvas
    ) {
        frame.drawLine(
            points.compactMap { frame.point($0.0, $0.1) },
            stroke: stroke,
            on: &canvas
        )
    }

    private func stroke(_ number: Int, _ theme: Theme) -> Canvas.Stroke {
        let colour =
            curves.count == 1 ? theme.accent : theme.groups[number % theme.groups.count]
        return Canvas.Stroke(colour: colour, width: number == 0 ? 1.5 : 1)
    }

    /// Corners of the steps, in percent of the records and of the relevant ones.
    private func steps(of curve: Curve) -> [(Double, Double)] {
        var points: [(Double, Double)] = [(0, 0)]
        var count = 0
        for (place, isRelevant) in curve.found.enumerated() where isRelevant {
            let across = 100 * Double(place + 1) / Double(records)
            points.append((across, 100 * Double(count) / Double(relevant)))
            count += 1
            points.append((across, 100 * Double(count) / Double(relevant)))
        }
        let end = 100 * Double(curve.found.count) / Double(records)
        return points + [(end, 100 * Double(count) / Double(relevant))]
    }

    private func drawStops(
        in frame: PlotFrame,
        _ style: FigureStyle,
        on canvas: inout Canvas
    ) -> [Stop] {
        guard let curve = curves.first else { return [] }
        var labels: [(stop: Stop, label: PointLabel)] = []
        for stop in stops {
            let found = curve.found.prefix(stop.screened).count { $0 }
            let recall = 100 * Double(found) / Double(relevant)
            let share = 100 * Double(stop.screened) / Double(records)
            guard let point = frame.point(share, recall) else { continue }
            let name =
                "\(stop.name): \(stop.screened) screened, recall "
                + "\(PrintedNumber.fixed(recall, decimals: 0)) %"
            canvas.group(name) { canvas in
                canvas.marker(
                    .diamond,
                    centre: point,
                    radius: 3.2,
                    fill: style.theme.pooled,
                    stroke: Canvas.Stroke(colour: style.theme.paper, width: 0.7)
                )
            }
            labels.append((stop, PointLabel(text: stop.name, anchor: point, reach: 3.2)))
        }
        let labelling = PointLabelling(
            area: frame.area,
            style: style.small,
            leaderColour: style.theme.muted
        )
        return labels.filter { labelling.draw([$0.label], on: &canvas) > 0 }.map(\.stop)
    }

    private func sentence(_ curve: Curve) -> String {
        let found = curve.found.count { $0 }
        return "\(curve.name): \(found) of \(relevant) relevant records found among "
            + "\(curve.found.count) screened"
    }

    /// What the plot shows, in sentences.
    private var summary: String {
        let parts = curves.map { sentence($0) + "." }
        let places = stops.map { stop in
            let found = curves.first?.found.prefix(stop.screened).count { $0 } ?? 0
            return "\(stop.name) at \(stop.screened) records with \(found) found."
        }
        return (["\(records) records."] + parts + places).joined(separator: " ")
    }
}
