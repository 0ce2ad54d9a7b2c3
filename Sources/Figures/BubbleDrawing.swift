/// Places and draws a bubble plot.
struct BubbleDrawing {
    let figure: BubblePlot
    let style: FigureStyle

    private typealias Band = (BubblePlot.FittedPoint) -> ForestPlot.Interval?

    private var theme: Theme { style.theme }
    private var largestRadius: Double { style.width == .single ? 7 : 9 }
    private static let smallestRadius = 1.3
    /// Radius of a study without a weight.
    private static let plainRadius = 3.0

    /// Draws the plot.
    func drawn() -> Canvas {
        var canvas = Canvas(
            width: style.pageWidth,
            theme: theme,
            title: figure.title,
            summary: figure.summary
        )
        let studies = figure.shown
        let hidden = figure.studies.count - studies.count
        guard !studies.isEmpty, let frame = frame(studies) else {
            let notes = figure.wording.shared.notes(figure.notes, hidden: hidden, omitted: 0)
            canvas.emptyPage(figure.emptyText, notes: notes, style: style)
            return canvas
        }
        drawBand({ $0.prediction }, fill: predictionFill, in: frame, on: &canvas)
        drawBand({ $0.confidence }, fill: confidenceFill, in: frame, on: &canvas)
        drawLines(in: frame, on: &canvas)
        let bottom = frame.drawAxes(on: &canvas)
        drawBubbles(studies, in: frame, on: &canvas)
        let omitted = drawNames(studies, in: frame, on: &canvas)
        canvas.height = frame.drawFooter(
            legend: legend,
            notes: figure.wording.shared.notes(figure.notes, hidden: hidden, omitted: omitted),
            on: &canvas,
            top: bottom
        )
        return canvas
    }

    // MARK: Axes

    private func frame(_ studies: [BubblePlot.Study]) -> PlotFrame? {
        let line = figure.shownLine
        let estimates = studies.map(\.estimate)
        return PlotFrame(
            horizontal: .init(
                label: figure.moderatorAxis.label,
                scale: figure.moderatorAxis.scale,
                range: limits(
                    figure.moderatorAxis,
                    of: studies.map(\.moderator),
                    and: line.map(\.moderator)
                )
            ),
            vertical: .init(
                label: figure.estimateAxis.label,
                scale: figure.estimateAxis.scale,
                range: limits(
                    figure.estimateAxis,
                    of: estimates,
                    and: line.map(\.estimate)
                        + line.compactMap(\.confidence).flatMap { [$0.lower, $0.upper] }
                        + line.compactMap(\.prediction).flatMap { [$0.lower, $0.upper] }
                )
            ),
            style: style,
            inset: largestRadius + 1
        )
    }

    /// Limits that hold all studies, and of line and bands what lies within a span of them: a band
    /// that flares at its ends must not squeeze the studies into a line.
    private func limits(
        _ axis: ForestPlot.Axis,
        of studies: [Double],
        and fitted: [Double]
    ) -> ClosedRange<Double> {
        if let range = axis.range, range.lowerBound < range.upperBound,
            AxisCover.canShow(range.lowerBound, scale: axis.scale),
            AxisCover.canShow(range.upperBound, scale: axis.scale),
            studies.allSatisfy(range.contains)
        {
            return range
        }
        let core = studies + axis.covered + [axis.reference].compactMap { $0 }
        let places = core.filter { AxisCover.canShow($0, scale: axis.scale) }
            .compactMap { axis.scale.transformed($0) }
        guard let low = places.min(), let high = places.max() else {
            return AxisCover.limits(of: core, scale: axis.scale, bounds: axis.bounds)
        }
        let reach = max(high - low, high == low ? 1 : 0) * 0.6
        let near = fitted.compactMap { axis.scale.transformed($0) }.filter { !$0.isNaN }
            .map { axis.scale.restored(min(max($0, low - reach), high + reach)) }
        return AxisCover.limits(of: core + near, scale: axis.scale, bounds: axis.bounds)
    }

    // MARK: Line and bands

    private var predictionFill: String { theme.tint(of: theme.pooled, share: 0.1) }
    private var confidenceFill: String { theme.tint(of: theme.pooled, share: 0.24) }
    private var lineStroke: Canvas.Stroke { .init(colour: theme.pooled, width: 1.3) }
    private var referenceStroke: Canvas.Stroke {
        .init(colour: theme.muted, width: 0.7, dashes: [3, 2])
    }

    private func points(of band: Band) -> [(moderator: Double, interval: ForestPlot.Interval)] {
        figure.shownLine.compactMap { point in
            band(point).flatMap { $0.isDrawable ? (point.moderator, $0) : nil }
        }
    }

    private func drawBand(
        _ band: Band,
        fill: String,
        in frame: PlotFrame,
        on canvas: inout Canvas
    ) {
        let edges = points(of: band).compactMap { point -> (Point, Point)? in
            guard let upper = frame.extendedPoint(point.moderator, point.interval.upper),
                let lower = frame.extendedPoint(point.moderator, point.interval.lower)
            else { return nil }
            return (upper, lower)
        }
        frame.drawArea(edges.map(\.0) + edges.map(\.1).reversed(), fill: fill, on: &canvas)
    }

    private func drawLines(in frame: PlotFrame, on canvas: inout Canvas) {
        if let reference = figure.estimateAxis.reference,
            let y = frame.point(frame.horizontal.range.lowerBound, reference)?.y
        {
            canvas.line(
                from: Point(x: frame.area.x, y: y),
                to: Point(x: frame.area.maxX, y: y),
                stroke: referenceStroke
            )
        }
        let points = figure.shownLine.compactMap {
            frame.extendedPoint($0.moderator, $0.estimate)
        }
        frame.drawLine(points, stroke: lineStroke, on: &canvas)
    }

    // MARK: Bubbles

    private var mostWeight: Double {
        figure.shown.compactMap(\.weight).filter(\.isFinite).max() ?? 0
    }

    /// Radius of a bubble, whose area is in proportion to the weight.
    private func radius(of study: BubblePlot.Study) -> Double {
        let most = mostWeight
        guard let weight = study.weight, weight.isFinite, most > 0 else { return Self.plainRadius }
        return max(Self.smallestRadius, largestRadius * (max(0, weight) / most).squareRoot())
    }

    /// Draws the large bubbles first, so that none hides a smaller one.
    private func drawBubbles(
        _ studies: [BubblePlot.Study],
        in frame: PlotFrame,
        on canvas: inout Canvas
    ) {
        let radii = studies.map { radius(of: $0) }
        let order = studies.indices.sorted { (radii[$1], $0) < (radii[$0], $1) }
        for index in order {
            guard let point = frame.point(studies[index].moderator, studies[index].estimate) else {
                continue
            }
            canvas.group(description(of: studies[index])) { canvas in
                canvas.circle(
                    centre: point,
                    radius: radii[index],
                    fill: theme.accent,
                    stroke: Canvas.Stroke(colour: theme.accent, width: 0.6),
                    opacity: 0.5
                )
            }
        }
    }

    private func drawNames(
        _ studies: [BubblePlot.Study],
        in frame: PlotFrame,
        on canvas: inout Canvas
    ) -> Int {
        let distances = studies.map { distance(of: $0, in: frame) }
        let order = studies.indices.sorted { (distances[$1], $0) < (distances[$0], $1) }
        let labels = order.filter { index in
            switch figure.naming {
            case .none: false
            case .standingOut: distances[index] > 0
            case .all: true
            }
        }
        .compactMap { index in
            frame.point(studies[index].moderator, studies[index].estimate).map {
                PointLabel(
                    text: studies[index].label,
                    anchor: $0,
                    reach: radius(of: studies[index])
                )
            }
        }
        return PointLabelling(area: frame.area, style: style.small, leaderColour: theme.muted)
            .draw(labels, on: &canvas)
    }

    /// Distance of a study from the confidence band in points; 0 inside, or where there is none.
    private func distance(of study: BubblePlot.Study, in frame: PlotFrame) -> Double {
        guard let place = frame.extendedPoint(study.moderator, study.estimate) else { return 0 }
        let edges = points(of: { $0.confidence }).compactMap { point -> (Point, Point)? in
            guard let upper = frame.extendedPoint(point.moderator, point.interval.upper),
                let lower = frame.extendedPoint(point.moderator, point.interval.lower)
            else { return nil }
            return (upper, lower)
        }
        for (from, to) in zip(edges, edges.dropFirst()) {
            guard from.0.x <= place.x, place.x <= to.0.x else { continue }
            let share = to.0.x > from.0.x ? (place.x - from.0.x) / (to.0.x - from.0.x) : 0
            let upper = from.0.y + share * (to.0.y - from.0.y)
            let lower = from.1.y + share * (to.1.y - from.1.y)
            return max(0, upper - place.y, place.y - lower)
        }
        return 0
    }

    private func description(of study: BubblePlot.Study) -> String {
        let moderator = PrintedNumber.fixed(study.moderator, decimals: 2)
        return "\(study.label): \(PrintedNumber.fixed(study.estimate, decimals: 3)), \(moderator)"
    }

    // MARK: Legend

    private var legend: [Legend.Item] {
        let wording = figure.wording
        let study =
            mostWeight > 0 ? "\(wording.shared.study) \(wording.byWeight)" : wording.shared.study
        var items: [Legend.Item] = [
            .mark(
                study,
                theme.accent,
                Canvas.Stroke(colour: theme.accent, width: 0.6),
                radius: Self.plainRadius,
                opacity: 0.5
            )
        ]
        if figure.shownLine.count > 1 { items.append(.line(wording.line, lineStroke)) }
        for (band, name, fill) in [
            ({ $0.confidence } as Band, wording.confidence, confidenceFill),
            ({ $0.prediction }, wording.prediction, predictionFill),
        ] where points(of: band).count > 1 {
            items.append(
                Legend.Item(label: name) { canvas, box in canvas.rectangle(box, fill: fill) }
            )
        }
        return items
    }
}
