import Foundation

/// The arc of estimates at the right of a radial plot.
///
/// The arc is a circle on the page around the origin of the plot: a place on it stands for all
/// points of the plot in the same direction, that is, with the same ratio of z-score to precision.
struct RadialArc {
    private let figure: RadialPlot
    private let frame: PlotFrame
    private let style: FigureStyle
    private let origin: Point
    /// Points of the page per unit of precision and of z-score.
    private let across: Double
    private let upwards: Double
    private let radius: Double
    private let lower: Double
    private let upper: Double
    private let ticks: [PlotAxis.Tick]

    private static let tickLength = 3.0
    private static let labelGap = 2.0
    /// Most that the z-axis grows for the sake of the arc.
    private static let mostForArc = 1.8

    /// Places the arc; `nil` if the frame has no room for it.
    init?(
        figure: RadialPlot,
        studies: [RadialPlot.Placed],
        frame: PlotFrame,
        style: FigureStyle
    ) {
        let scale = figure.axis.scale
        var values = studies.map(\.study.estimate) + figure.axis.covered
        values += [figure.pooled, figure.axis.reference].compactMap { $0 }
        if let range = figure.axis.range { values += [range.lowerBound, range.upperBound] }
        let limits = AxisCover.limits(of: values, scale: scale, bounds: figure.axis.bounds)
        guard let lower = scale.transformed(limits.lowerBound),
            let upper = scale.transformed(limits.upperBound), lower < upper,
            let origin = frame.extendedPoint(xPlace: 0, yPlace: 0),
            let unitX = frame.extendedPoint(xPlace: frame.horizontal.range.upperBound, yPlace: 0),
            // Along the arc; a label every eighth of it at most.
            let axis = PlotAxis(
                scale: scale,
                lower: limits.lowerBound,
                upper: limits.upperBound,
                left: lower,
                width: upper - lower
            )
        else { return nil }
        let wanted =
            figure.axis.ticks.isEmpty
            ? axis.ticks { _ in (upper - lower) / 9 }
            : axis.ticks(at: figure.axis.ticks, style: TextStyle(size: 0))
        ticks = wanted.filter { !$0.label.isEmpty }
        let labelWidth = ticks.map { style.small.width(of: $0.label) }.max() ?? 0
        let span = frame.vertical.range.upperBound - frame.vertical.range.lowerBound
        self.figure = figure
        self.frame = frame
        self.style = style
        self.origin = origin
        self.lower = lower
        self.upper = upper
        across = (unitX.x - origin.x) / frame.horizontal.range.upperBound
        upwards = frame.area.height / span
        radius =
            frame.area.maxX - origin.x - labelWidth - Self.tickLength - 2 * Self.labelGap - 3
        guard radius > 20, across > 0, upwards > 0, across.isFinite, upwards.isFinite else {
            return nil
        }
    }

    /// Returns by what factor the z-axis must grow for all studies to lie inside the arc, and for
    /// the arc to lie inside the frame as far as that does not squeeze the studies too much.
    func excess(of studies: [RadialPlot.Placed]) -> Double {
        let room = radius - 8
        let forStudies = studies.reduce(1.0) { factor, study in
            let x = study.precision * across
            guard x < room else { return factor }
            let most = (room * room - x * x).squareRoot()
            return max(factor, abs(study.score) * upwards / most)
        }
        let ends = [
            (upper, origin.y - frame.area.y), (-lower, frame.area.maxY - origin.y),
        ]
        let forArc = ends.reduce(1.0) { factor, end in
            let (slope, height) = end
            let free = height - style.small.lineHeight
            guard slope > 0, free > 0, free < radius else { return factor }
            let steepest = free / (radius * radius - free * free).squareRoot()
            return max(factor, slope * upwards / across / steepest)
        }
        return max(forStudies, min(forArc, Self.mostForArc))
    }

    /// Direction in which an estimate lies, as the angle above the horizontal.
    private func angle(_ place: Double) -> Double { atan2(place * upwards, across) }

    private func point(_ angle: Double, _ radius: Double) -> Point {
        Point(x: origin.x + radius * cos(angle), y: origin.y - radius * sin(angle))
    }

    /// Draws the pooled line, the arc with its scale and the interval of the pooled estimate.
    func draw(
        on canvas: inout Canvas,
        line: Canvas.Stroke,
        arc: Canvas.Stroke,
        interval: Canvas.Stroke
    ) {
        if let slope = figure.slope {
            frame.drawLine([origin, point(angle(slope), radius)], stroke: line, on: &canvas)
        }
        frame.drawLine(points(from: lower, to: upper, radius), stroke: arc, on: &canvas)
        drawTicks(on: &canvas, stroke: arc)
        guard figure.slope != nil, let limits = figure.interval, limits.isDrawable,
            let from = figure.axis.scale.transformed(limits.lower),
            let to = figure.axis.scale.transformed(limits.upper)
        else { return }
        frame.drawLine(
            points(from: max(from, lower), to: min(to, upper), radius - 3.5),
            stroke: interval,
            on: &canvas
        )
    }

    private func points(from lower: Double, to upper: Double, _ radius: Double) -> [Point] {
        guard lower <= upper else { return [] }
        let (start, end) = (angle(lower), angle(upper))
        // An interval of a hair's width must still be seen.
        let middle = (start + end) / 2
        let half = max((end - start) / 2, 0.6 / radius)
        let steps = max(2, Int((half * 2 / 0.03).rounded(.up)))
        return (0...steps).map { step in
            point(middle - half + 2 * half * Double(step) / Double(steps), radius)
        }
    }

    /// Draws the ticks whose labels fit in the frame and keep clear of each other.
    private func drawTicks(on canvas: inout Canvas, stroke: Canvas.Stroke) {
        let text = style.small
        let half = text.lineHeight / 2
        var lowest = Double.infinity
        for tick in ticks {
            let angle = angle(tick.x)
            let end = point(angle, radius + Self.tickLength)
            let label = point(angle, radius + Self.tickLength + Self.labelGap)
            guard label.y - half > frame.area.y + 1, label.y + half < frame.area.maxY - 1 else {
                continue
            }
            canvas.line(from: point(angle, radius), to: end, stroke: stroke)
            // Ticks come from low to high values, so labels run upwards on the page.
            guard label.y + half <= lowest else { continue }
            canvas.paragraph([tick.label], x: label.x, top: label.y - half, style: text)
            lowest = label.y - half
        }
    }
}
