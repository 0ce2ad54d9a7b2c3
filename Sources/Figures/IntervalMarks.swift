/// Marks of estimates with intervals on a horizontal axis, as forest plots draw them.
struct IntervalMarks {
    let theme: Theme
    /// Size of the text beside the marks, in points.
    let size: Double

    private static let arrowReach = 3.5

    /// Stroke of whiskers and of the axis.
    var ink: Canvas.Stroke { Canvas.Stroke(colour: theme.ink, width: 0.8) }

    /// Side of a square without a weight.
    var plainSide: Double { size * 0.5 }

    /// Side of a square on a short axis, where a larger one would hide its interval.
    var slightSide: Double { size * 0.36 }

    /// Returns the side of a study's square: its area is in proportion to the weight.
    func side(weight: Double?, most: Double?) -> Double {
        guard let weight, weight.isFinite, let most, most > 0, most.isFinite else {
            return plainSide
        }
        let share = (max(0, weight) / most).squareRoot()
        return max(size * 0.22, size * 0.9 * share)
    }

    /// Draws square and whiskers of a study, or an open circle if it has no interval.
    func drawStudy(
        _ estimate: Double,
        interval: ForestPlot.Interval?,
        side: Double,
        axis: PlotAxis,
        on canvas: inout Canvas,
        y: Double
    ) {
        guard let place = axis.place(of: estimate) else { return }
        let interval = interval.flatMap { $0.isDrawable ? $0 : nil }
        if let interval { drawWhisker(interval, axis: axis, on: &canvas, y: y, stroke: ink) }
        guard case .inside(let x) = place else {
            return drawArrowHead(place, axis: axis, on: &canvas, y: y, colour: theme.accent)
        }
        guard interval != nil else {
            canvas.circle(
                centre: Point(x: x, y: y),
                radius: size * 0.27,
                fill: theme.paper,
                stroke: Canvas.Stroke(colour: theme.accent, width: 0.9)
            )
            return
        }
        canvas.rectangle(
            Box(x: x - side / 2, y: y - side / 2, width: side, height: side),
            fill: theme.accent
        )
    }

    /// Draws an interval as a line with short ends, and with arrows where it leaves the axis.
    func drawWhisker(
        _ interval: ForestPlot.Interval,
        axis: PlotAxis,
        on canvas: inout Canvas,
        y: Double,
        stroke: Canvas.Stroke
    ) {
        guard let from = axis.clampedX(of: interval.lower),
            let to = axis.clampedX(of: interval.upper)
        else { return }
        if to > from {
            canvas.line(from: Point(x: from, y: y), to: Point(x: to, y: y), stroke: stroke)
        }
        for (value, x) in [(interval.lower, from), (interval.upper, to)] {
            switch axis.place(of: value) {
            case .inside:
                canvas.line(
                    from: Point(x: x, y: y - 1.6),
                    to: Point(x: x, y: y + 1.6),
                    stroke: stroke
                )
            case let place?:
                drawArrowHead(place, axis: axis, on: &canvas, y: y, colour: stroke.colour)
            case nil: break
            }
        }
    }

    /// Draws the bar of a prediction interval.
    func drawPrediction(
        _ interval: ForestPlot.Interval,
        axis: PlotAxis,
        on canvas: inout Canvas,
        y: Double
    ) {
        guard interval.isDrawable else { return }
        drawWhisker(
            interval,
            axis: axis,
            on: &canvas,
            y: y,
            stroke: Canvas.Stroke(colour: theme.pooled, width: 1.8)
        )
    }

    /// Draws the diamond of a pooled result, open if its interval is unknown.
    ///
    /// A diamond that leaves the axis is cut at its end, so that the cut side does not look like
    /// a limit of the interval, and continues as an arrow.
    func drawDiamond(
        _ estimate: Double,
        interval: ForestPlot.Interval?,
        axis: PlotAxis,
        on canvas: inout Canvas,
        y: Double
    ) {
        guard let place = axis.place(of: estimate) else { return }
        let half = size * 0.42
        guard let interval, interval.isDrawable, let from = extended(interval.lower, axis),
            let to = extended(interval.upper, axis), let x = extended(estimate, axis)
        else {
            guard case .inside(let x) = place else {
                return drawArrowHead(place, axis: axis, on: &canvas, y: y, colour: theme.pooled)
            }
            canvas.polygon(
                IntervalMarks.diamond(from: x - half, x: x, to: x + half, y: y, half: half),
                fill: theme.paper,
                stroke: Canvas.Stroke(colour: theme.pooled, width: 0.9)
            )
            return
        }
        // A pooled interval of a hair's width must still be seen.
        let whole = IntervalMarks.diamond(
            from: min(from, x - 1),
            x: x,
            to: max(to, x + 1),
            y: y,
            half: half
        )
        // The hair of width may pass the end of the axis, where an estimate of 1 stands.
        let left = axis.left - (from < axis.left ? 0 : 1)
        let right = axis.right + (to > axis.right ? 0 : 1)
        let shown = Box(x: left, y: y - size, width: right - left, height: 2 * size)
            .clipped(whole)
        if shown.count > 2 { canvas.polygon(shown, fill: theme.pooled) }
        var ends = [axis.place(of: interval.lower), axis.place(of: interval.upper)]
        if case .inside = place {} else { ends.append(place) }
        for end in [PlotAxis.Place.before, .beyond] where ends.contains(end) {
            drawArrowHead(end, axis: axis, on: &canvas, y: y, colour: theme.pooled)
        }
    }

    /// Position of a value on the line of the axis, which goes on beyond its ends.
    private func extended(_ value: Double, _ axis: PlotAxis) -> Double? {
        axis.scale.transformed(value).flatMap { axis.position(ofPlace: $0) }
    }

    private func drawArrowHead(
        _ place: PlotAxis.Place,
        axis: PlotAxis,
        on canvas: inout Canvas,
        y: Double,
        colour: String
    ) {
        let isLeft = place == .before
        let tip = isLeft ? axis.left - Self.arrowReach : axis.right + Self.arrowReach
        let base = isLeft ? axis.left + 1 : axis.right - 1
        canvas.polygon(
            [Point(x: tip, y: y), Point(x: base, y: y - 2.2), Point(x: base, y: y + 2.2)],
            fill: colour
        )
    }

    private static func diamond(
        from: Double,
        x: Double,
        to: Double,
        y: Double,
        half: Double
    ) -> [Point] {
        [
            Point(x: from, y: y), Point(x: x, y: y - half), Point(x: to, y: y),
            Point(x: x, y: y + half),
        ]
    }
}
