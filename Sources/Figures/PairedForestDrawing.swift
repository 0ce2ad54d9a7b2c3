extension PairedForestLayout {
    private var theme: Theme { style.theme }
    private var marks: IntervalMarks { IntervalMarks(theme: theme, size: body.size) }

    /// Draws the plot from top to bottom.
    func drawn() -> Canvas {
        var canvas = Canvas(
            width: pageWidth,
            theme: theme,
            title: plot.title,
            summary: plot.summary
        )
        let rule = canvas.tableHead(
            headings() + judgements.headings(style: style),
            margin: Self.margin,
            style: strong,
            rule: marks.ink,
            detailColour: theme.muted
        )
        let heights = lines.map { height(of: $0) }
        let top = rule + body.size * 0.4
        let bottom = top + heights.reduce(0, +)
        let axes = panelLefts.indices.map { axis($0) }
        drawGuides(axes, on: &canvas, from: rule, to: bottom)
        var y = top
        for (line, height) in zip(lines, heights) {
            draw(line, axes: axes, on: &canvas, top: y, height: height)
            y += height
        }
        y = drawAxes(axes, on: &canvas, y: bottom)
        y = judgements.drawLegend(
            of: plot.rows.map(\.riskOfBias),
            heading: plot.riskOfBiasHeading,
            wording: plot.riskWording,
            on: &canvas,
            top: y,
            margin: Self.margin,
            style: style
        )
        canvas.height =
            canvas.notes(plot.notes, top: y, margin: Self.margin, style: style.small) + Self.margin
        return canvas
    }

    // MARK: Rows

    private func draw(
        _ line: Line,
        axes: [PlotAxis?],
        on canvas: inout Canvas,
        top: Double,
        height: Double
    ) {
        let middle = top + height / 2
        switch line {
        case .gap: break
        case .rule:
            canvas.line(
                from: Point(x: Self.margin, y: middle),
                to: Point(x: Self.margin + leftRoom, y: middle),
                stroke: Canvas.Stroke(colour: theme.muted, width: 0.5)
            )
        case .heading(let text):
            canvas.paragraph(
                strong.wrapped(text, to: leftRoom),
                x: Self.margin,
                top: top + body.size * 0.15,
                style: strong
            )
        case .note(let text):
            canvas.paragraph(
                style.small.wrapped(text, to: leftRoom),
                x: Self.margin,
                top: top,
                style: style.small,
                colour: theme.muted
            )
        case .study(let row):
            canvas.group(plot.spoken(row)) { canvas in
                canvas.cells(cells(row), middle: middle, detailColour: theme.muted)
                drawStudy(row, axes: axes, on: &canvas, y: middle)
                judgements.draw(row.riskOfBias, on: &canvas, y: middle, style: style)
            }
        case .pooled(let pooled):
            canvas.group(plot.spoken(pooled)) { canvas in
                canvas.cells(cells(pooled), middle: middle, detailColour: theme.ink)
                drawDiamonds(pooled, axes: axes, on: &canvas, y: middle)
            }
        case .prediction(let pooled):
            canvas.group("\(pooled.label), \(plot.wording.prediction)") { canvas in
                canvas.cells(predictionCells(pooled), middle: middle, detailColour: theme.muted)
                drawPredictions(pooled, axes: axes, on: &canvas, y: middle)
            }
        }
    }

    private func drawStudy(
        _ row: PairedForestPlot.Row,
        axes: [PlotAxis?],
        on canvas: inout Canvas,
        y: Double
    ) {
        for (panel, axis) in zip(PairedForestPlot.Panel.allCases, axes) {
            guard let axis, let measure = panel.measure(of: row) else { continue }
            marks.drawStudy(
                measure.estimate,
                interval: measure.interval,
                side: marks.slightSide,
                axis: axis,
                on: &canvas,
                y: y
            )
        }
    }

    private func drawDiamonds(
        _ pooled: PairedForestPlot.Pooled,
        axes: [PlotAxis?],
        on canvas: inout Canvas,
        y: Double
    ) {
        for (panel, axis) in zip(PairedForestPlot.Panel.allCases, axes) {
            guard let axis, let measure = panel.measure(of: pooled) else { continue }
            marks.drawDiamond(
                measure.estimate,
                interval: measure.interval,
                axis: axis,
                on: &canvas,
                y: y
            )
        }
    }

    private func drawPredictions(
        _ pooled: PairedForestPlot.Pooled,
        axes: [PlotAxis?],
        on canvas: inout Canvas,
        y: Double
    ) {
        for (panel, axis) in zip(PairedForestPlot.Panel.allCases, axes) {
            guard let axis, let interval = panel.measure(of: pooled)?.prediction else { continue }
            marks.drawPrediction(interval, axis: axis, on: &canvas, y: y)
        }
    }

    // MARK: Guides and axes

    private func drawGuides(
        _ axes: [PlotAxis?],
        on canvas: inout Canvas,
        from start: Double,
        to end: Double
    ) {
        guard let overall = plot.overall else { return }
        for (panel, axis) in zip(PairedForestPlot.Panel.allCases, axes) {
            guard let estimate = panel.measure(of: overall)?.estimate,
                case .inside(let x)? = axis?.place(of: estimate)
            else { continue }
            canvas.line(
                from: Point(x: x, y: start),
                to: Point(x: x, y: end),
                stroke: Canvas.Stroke(colour: theme.pooled, width: 0.6, dashes: [2.5, 2])
            )
        }
    }

    private func drawAxes(_ axes: [PlotAxis?], on canvas: inout Canvas, y: Double) -> Double {
        var bottom = y
        for (panel, axis) in zip(PairedForestPlot.Panel.allCases, axes) {
            guard let axis else { continue }
            let end = canvas.horizontalAxis(
                axis,
                label: plot.name(of: panel),
                y: y,
                room: panelWidth + 2 * PairedForestWishes.panelInset - 4,
                style: style.small,
                stroke: marks.ink
            )
            bottom = max(bottom, end)
        }
        return bottom
    }
}
