extension ForestLayout {
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
        let headerBottom = drawHeader(on: &canvas)
        let range = ForestAxisRange(axis: plot.axis, groups: plot.groups, overall: plot.overall)
            .limits
        let heights = lines.map { height(of: $0) }
        let top = headerBottom + body.size * 0.4
        let bottom = top + heights.reduce(0, +)
        let axis = PlotAxis(
            scale: plot.axis.scale,
            lower: range.lowerBound,
            upper: range.upperBound,
            left: plotLeft,
            width: plotWidth
        )
        if let axis {
            drawGuides(axis, on: &canvas, from: headerBottom, top: top, bottom: bottom)
        }
        var y = top
        for (line, height) in zip(lines, heights) {
            draw(line, axis: axis, on: &canvas, top: y, height: height)
            y += height
        }
        y = axis.map { drawAxis($0, on: &canvas, y: bottom) } ?? bottom
        canvas.height = drawFooter(on: &canvas, top: y) + ForestLayout.margin
        return canvas
    }

    // MARK: Header

    private func drawHeader(on canvas: inout Canvas) -> Double {
        var cells = [cell(plot.studyHeading, in: leftColumns[0], style: strong)]
        for (column, place) in zip(plot.columns, leftColumns.dropFirst()) {
            cells.append(cell(column.heading, in: place, style: strong))
        }
        cells.append(cell(plot.estimateHeading, in: estimateColumn, style: strong))
        if let weightColumn {
            cells.append(cell(plot.weightHeading, in: weightColumn, style: strong))
        }
        return canvas.tableHead(
            cells + judgements.headings(style: style),
            margin: ForestLayout.margin,
            style: strong,
            rule: marks.ink,
            detailColour: theme.muted
        )
    }

    // MARK: Rows

    private func draw(
        _ line: Line,
        axis: PlotAxis?,
        on canvas: inout Canvas,
        top: Double,
        height: Double
    ) {
        let middle = top + height / 2
        switch line {
        case .gap: break
        case .rule:
            canvas.line(
                from: Point(x: ForestLayout.margin, y: middle),
                to: Point(x: ForestLayout.margin + leftRoom, y: middle),
                stroke: Canvas.Stroke(colour: theme.muted, width: 0.5)
            )
        case .heading(let text):
            canvas.paragraph(
                strong.wrapped(text, to: leftRoom),
                x: ForestLayout.margin,
                top: top + body.size * 0.15,
                style: strong
            )
        case .note(let text):
            canvas.paragraph(
                style.small.wrapped(text, to: leftRoom),
                x: ForestLayout.margin,
                top: top,
                style: style.small,
                colour: theme.muted
            )
        case .study(let row):
            canvas.group("\(row.label): \(plot.text(of: row))") { canvas in
                draw(studyCells(row), on: &canvas, middle: middle)
                if let axis { drawMark(of: row, axis: axis, on: &canvas, y: middle) }
                judgements.draw(row.riskOfBias, on: &canvas, y: middle, style: style)
            }
        case .pooled(let pooled):
            canvas.group("\(pooled.label): \(plot.text(of: pooled))") { canvas in
                draw(pooledCells(pooled), on: &canvas, middle: middle)
                if let axis {
                    marks.drawDiamond(
                        pooled.estimate,
                        interval: pooled.interval,
                        axis: axis,
                        on: &canvas,
                        y: middle
                    )
                }
            }
        case .prediction(let interval):
            canvas.group("\(plot.predictionLabel): \(plot.text(of: interval))") { canvas in
                draw(predictionCells(interval), on: &canvas, middle: middle)
                if let axis { marks.drawPrediction(interval, axis: axis, on: &canvas, y: middle) }
            }
        }
    }

    private func draw(_ cells: [TableCell], on canvas: inout Canvas, middle: Double) {
        canvas.cells(cells, middle: middle, detailColour: theme.muted)
    }

    private func drawMark(
        of row: ForestPlot.Row,
        axis: PlotAxis,
        on canvas: inout Canvas,
        y: Double
    ) {
        guard let estimate = row.estimate else { return }
        marks.drawStudy(
            estimate,
            interval: row.interval,
            side: plot.squares == .byWeight
                ? marks.side(weight: row.weight, most: mostWeight) : marks.plainSide,
            axis: axis,
            on: &canvas,
            y: y
        )
    }

    // MARK: Guides and axis

    private func drawGuides(
        _ axis: PlotAxis,
        on canvas: inout Canvas,
        from start: Double,
        top: Double,
        bottom: Double
    ) {
        if let reference = plot.axis.reference, case .inside(let x) = axis.place(of: reference) {
            canvas.line(
                from: Point(x: x, y: start),
                to: Point(x: x, y: bottom),
                stroke: Canvas.Stroke(colour: theme.muted, width: 0.6)
            )
        }
        if let overall = plot.overall, case .inside(let x) = axis.place(of: overall.estimate) {
            canvas.line(
                from: Point(x: x, y: start),
                to: Point(x: x, y: bottom),
                stroke: Canvas.Stroke(colour: theme.pooled, width: 0.6, dashes: [2.5, 2])
            )
        }
    }

    private func drawAxis(_ axis: PlotAxis, on canvas: inout Canvas, y: Double) -> Double {
        let middle = plot.axis.reference.flatMap { axis.place(of: $0) }
        var sides = AxisSides(
            lower: plot.axis.lowerSide ?? "",
            upper: plot.axis.upperSide ?? "",
            division: axis.left + axis.width / 2,
            left: ForestLayout.margin,
            right: pageWidth - ForestLayout.margin
        )
        if case .inside(let x)? = middle { sides.division = x }
        return canvas.horizontalAxis(
            axis,
            label: plot.axis.label,
            y: y,
            room: plotWidth + 2 * ForestLayout.plotInset,
            style: style.small,
            stroke: marks.ink,
            ticks: plot.axis.ticks,
            sides: sides
        )
    }

    private func drawFooter(on canvas: inout Canvas, top: Double) -> Double {
        let width = pageWidth - 2 * ForestLayout.margin
        let small = style.small
        var y = judgements.drawLegend(
            of: plot.groups.flatMap(\.rows).map(\.riskOfBias),
            heading: plot.riskOfBiasHeading,
            wording: plot.wording,
            on: &canvas,
            top: top,
            margin: ForestLayout.margin,
            style: style
        )
        for note in plot.notes {
            y += small.size * 0.4
            y += canvas.paragraph(
                small.wrapped(note, to: width),
                x: ForestLayout.margin,
                top: y,
                style: small,
                colour: theme.muted
            )
        }
        return y
    }
}
