/// Marks of studies and pooled results.
extension ForestLayout {
    var theme: Theme { style.theme }

    /// Stroke of whiskers and of the axis.
    var ink: Canvas.Stroke { Canvas.Stroke(colour: theme.ink, width: 0.8) }

    /// Draws square and whiskers of a study, or an open circle if it has no interval.
    func drawMark(
        of row: ForestPlot.Row,
        axis: PlotAxis,
        on canvas: inout Canvas,
        y: Double
    ) {
        guard let estimate = row.estimate, let place = axis.place(of: estimate) else { return }
        let interval = row.interval.flatMap { $0.isDrawable ? $0 : nil }
        if let interval { drawWhisker(interval, axis: axis, on: &canvas, y: y, stroke: ink) }
        guard case .inside(let x) = place else {
            drawArrowHead(
                atLeft: place == .before,
                axis: axis,
                on: &canvas,
                y: y,
                colour: theme.accent
            )
            return
        }
        let centre = Point(x: x, y: y)
        guard interval != nil else {
            canvas.circle(
                centre: centre,
                radius: body.size * 0.27,
                fill: theme.paper,
                stroke: Canvas.Stroke(colour: theme.accent, width: 0.9)
            )
            return
        }
        let side = markSide(weight: row.weight)
        canvas.rectangle(
            Box(x: x - side / 2, y: y - side / 2, width: side, height: side),
            fill: theme.accent
        )
    }

    /// Side of a study's square: its area is in proportion to the weight.
    private func markSide(weight: Double?) -> Double {
        let most = plot.groups.flatMap(\.rows).compactMap(\.weight).max() ?? 0
        guard let weight, weight.isFinite, most > 0, most.isFinite else { return body.size * 0.5 }
        let share = (max(0, weight) / most).squareRoot()
        return max(body.size * 0.22, body.size * 0.9 * share)
    }

    private func drawWhisker(
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
            case .before:
                drawArrowHead(
                    atLeft: true,
                    axis: axis,
                    on: &canvas,
                    y: y,
                    colour: stroke.colour
                )
            case .beyond:
                drawArrowHead(
                    atLeft: false,
                    axis: axis,
                    on: &canvas,
                    y: y,
                    colour: stroke.colour
                )
            case .inside:
                canvas.line(
                    from: Point(x: x, y: y - 1.6),
                    to: Point(x: x, y: y + 1.6),
                    stroke: stroke
                )
            case nil: break
            }
        }
    }

    private func drawArrowHead(
        atLeft: Bool,
        axis: PlotAxis,
        on canvas: inout Canvas,
        y: Double,
        colour: String
    ) {
        let tip = atLeft ? axis.left - 3.5 : axis.right + 3.5
        let base = atLeft ? axis.left + 1 : axis.right - 1
        canvas.polygon(
            [Point(x: tip, y: y), Point(x: base, y: y - 2.2), Point(x: base, y: y + 2.2)],
            fill: colour
        )
    }

    /// Draws the diamond of a pooled result, open if its interval is unknown.
    func drawDiamond(
        of pooled: ForestPlot.Pooled,
        axis: PlotAxis,
        on canvas: inout Canvas,
        y: Double
    ) {
        guard let place = axis.place(of: pooled.estimate) else { return }
        guard case .inside(let x) = place else {
            drawArrowHead(
                atLeft: place == .before,
                axis: axis,
                on: &canvas,
                y: y,
                colour: theme.pooled
            )
            return
        }
        let half = body.size * 0.42
        guard let interval = pooled.interval, interval.isDrawable,
            let from = axis.clampedX(of: interval.lower),
            let to = axis.clampedX(of: interval.upper)
        else {
            canvas.polygon(
                diamond(x: x, y: y, from: x - half, to: x + half, half: half),
                fill: theme.paper,
                stroke: Canvas.Stroke(colour: theme.pooled, width: 0.9)
            )
            return
        }
        // A pooled interval of a hair's width must still be seen.
        canvas.polygon(
            diamond(x: x, y: y, from: min(from, x - 1), to: max(to, x + 1), half: half),
            fill: theme.pooled
        )
        for limit in [interval.lower, interval.upper] {
            if let place = axis.place(of: limit), place == .before || place == .beyond {
                drawArrowHead(
                    atLeft: place == .before,
                    axis: axis,
                    on: &canvas,
                    y: y,
                    colour: theme.pooled
                )
            }
        }
    }

    private func diamond(x: Double, y: Double, from: Double, to: Double, half: Double) -> [Point] {
        [
            Point(x: from, y: y), Point(x: x, y: y - half), Point(x: to, y: y),
            Point(x: x, y: y + half),
        ]
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
}
