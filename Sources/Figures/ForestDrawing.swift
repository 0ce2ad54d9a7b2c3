extension ForestLayout {
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
        for (index, domain) in plot.riskOfBiasDomains.enumerated() {
            let column = TextColumn(
                x: judgementLeft + Double(index) * judgementPitch + 0.5,
                width: judgementPitch - 1,
                alignment: .centre
            )
            cells.append(cell(domain.heading, in: column, style: strong))
        }
        let lineCount = cells.map(\.lines.count).max() ?? 1
        let bottom =
            ForestLayout.margin + Canvas.height(ofLines: lineCount, style: strong)
        for cell in cells {
            let height = Canvas.height(ofLines: cell.lines.count, style: strong)
            draw(cell, on: &canvas, top: bottom - height)
        }
        let y = bottom + 2
        canvas.line(
            from: Point(x: ForestLayout.margin, y: y),
            to: Point(x: pageWidth - ForestLayout.margin, y: y),
            stroke: ink
        )
        return y
    }

    private func draw(_ cell: Cell, on canvas: inout Canvas, top: Double) {
        let x: Double
        let anchor: Canvas.Anchor
        switch cell.column.alignment {
        case .leading: (x, anchor) = (cell.column.x, .start)
        case .trailing: (x, anchor) = (cell.column.x + cell.column.width, .end)
        case .centre: (x, anchor) = (cell.column.x + cell.column.width / 2, .middle)
        }
        let height = canvas.paragraph(
            cell.lines,
            x: x,
            top: top,
            style: cell.style,
            anchor: anchor
        )
        canvas.paragraph(
            cell.details,
            x: x,
            top: top + height,
            style: cell.detailStyle,
            anchor: anchor,
            colour: theme.muted
        )
    }

    private func draw(_ cells: [Cell], on canvas: inout Canvas, middle: Double) {
        for cell in cells { draw(cell, on: &canvas, top: middle - cell.height / 2) }
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
                drawJudgements(of: row, on: &canvas, y: middle)
            }
        case .pooled(let pooled):
            canvas.group("\(pooled.label): \(plot.text(of: pooled))") { canvas in
                draw(pooledCells(pooled), on: &canvas, middle: middle)
                if let axis { drawDiamond(of: pooled, axis: axis, on: &canvas, y: middle) }
            }
        case .prediction(let interval):
            canvas.group("\(plot.predictionLabel): \(plot.text(of: interval))") { canvas in
                draw(predictionCells(interval), on: &canvas, middle: middle)
                if let axis { drawPrediction(interval, axis: axis, on: &canvas, y: middle) }
            }
        }
    }

    private func drawJudgements(of row: ForestPlot.Row, on canvas: inout Canvas, y: Double) {
        for (index, level) in plot.judgements(of: row).enumerated() {
            let x = judgementLeft + (Double(index) + 0.5) * judgementPitch
            canvas.judgement(
                level,
                centre: Point(x: x, y: y),
                radius: body.size * 0.56,
                theme: theme
            )
        }
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
        canvas.line(
            from: Point(x: axis.left, y: y),
            to: Point(x: axis.right, y: y),
            stroke: ink
        )
        let small = style.small
        for tick in axis.ticks(style: small) {
            canvas.line(
                from: Point(x: tick.x, y: y),
                to: Point(x: tick.x, y: y + 3),
                stroke: ink
            )
            canvas.paragraph(
                [tick.label],
                x: tick.x,
                top: y + 3.5,
                style: small,
                anchor: .middle
            )
        }
        let labelTop = y + 4 + small.lineHeight
        let room = plotWidth + 2 * ForestLayout.plotInset
        let height = canvas.paragraph(
            small.wrapped(plot.axis.label, to: room),
            x: axis.left + axis.width / 2,
            top: labelTop,
            style: small,
            anchor: .middle
        )
        return labelTop + height
    }

    private func drawFooter(on canvas: inout Canvas, top: Double) -> Double {
        let width = pageWidth - 2 * ForestLayout.margin
        let small = style.small
        var y = top
        let levels = plot.groups.flatMap(\.rows).flatMap { plot.judgements(of: $0) }
        if !plot.riskOfBiasDomains.isEmpty {
            y += small.size * 0.6
            let names = plot.riskOfBiasDomains.map { "\($0.heading): \($0.name)" }
            y += canvas.paragraph(
                small.wrapped(
                    plot.riskOfBiasHeading + " – " + names.joined(separator: "; ") + ".",
                    to: width
                ),
                x: ForestLayout.margin,
                top: y,
                style: small
            )
            y += small.size * 0.3
            y += Legend.judgements(levels, wording: plot.wording, style: small, theme: theme)
                .draw(on: &canvas, left: ForestLayout.margin, top: y, width: width)
        }
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
