/// Places and draws the bars and the dots of an UpSet plot.
struct SourceOverlapDrawing {
    let figure: SourceOverlapPlot
    let style: FigureStyle

    private static let margin = 6.0
    private static let gap = 6.0

    private var theme: Theme { style.theme }
    private var small: TextStyle { style.small }

    /// Where the parts of the figure stand.
    private struct Layout {
        var names: [[String]]
        var namesLeft: Double
        var barsRight: Double
        var barsWidth: Double
        var left: Double
        var pitch: Double
        var rowHeights: [Double]
        var columns: [SourceOverlapPlot.Combination]
        var hidden: [SourceOverlapPlot.Combination]
    }

    /// Draws the figure.
    func drawn() -> Canvas {
        var canvas = Canvas(
            width: style.pageWidth,
            theme: theme,
            title: figure.title,
            summary: figure.summary
        )
        let margin = Self.margin
        var y = margin
        let sources = figure.sources
        if sources.isEmpty {
            y += canvas.paragraph(
                style.body.wrapped(figure.emptyText, to: style.pageWidth - 2 * margin),
                x: margin,
                top: y,
                style: style.body,
                colour: theme.muted
            )
            canvas.height = drawNotes([], on: &canvas, top: y) + margin
            return canvas
        }
        let layout = layout(of: sources)
        y = drawColumns(layout, on: &canvas, top: y)
        y = drawRows(sources, layout, on: &canvas, top: y + Self.gap)
        canvas.height = drawNotes(layout.hidden, on: &canvas, top: y) + margin
        return canvas
    }

    private func layout(of sources: [(name: String, count: Int)]) -> Layout {
        let margin = Self.margin
        let page = style.pageWidth
        let names = sources.map { small.wrapped($0.name, to: page * 0.26) }
        let nameWidth = names.joined().map { small.width(of: $0) }.max() ?? 0
        let countWidth = sources.map { small.width(of: String($0.count)) }.max() ?? 0
        let barsWidth = page * 0.14
        let barsRight = margin + countWidth + 3 + barsWidth
        let namesLeft = barsRight + Self.gap
        let left = namesLeft + nameWidth + Self.gap
        let all = figure.columns
        let widest = all.map { small.width(of: String($0.count)) }.max() ?? 0
        // Counts stand side by side above the bars, so a column is as wide as the widest of them.
        let least = max(9, widest + 3)
        let room = page - margin - left
        let shown = min(all.count, max(1, Int(room / least)))
        return Layout(
            names: names,
            namesLeft: namesLeft,
            barsRight: barsRight,
            barsWidth: barsWidth,
            left: left,
            pitch: min(room / Double(shown), 28),
            rowHeights: names.map {
                max(Canvas.height(ofLines: $0.count, style: small), small.lineHeight) + 4
            },
            columns: Array(all[..<shown]),
            hidden: Array(all[shown...])
        )
    }

    // MARK: Combinations

    private func drawColumns(_ layout: Layout, on canvas: inout Canvas, top: Double) -> Double {
        let height = style.pageWidth * (style.width == .single ? 0.4 : 0.26)
        let most = Double(layout.columns.first?.count ?? 1)
        let label = small.wrapped(figure.countLabel, to: layout.left - Self.margin - Self.gap)
        canvas.paragraph(label, x: Self.margin, top: top, style: small, colour: theme.muted)
        let labelHeight = Canvas.height(ofLines: label.count, style: small)
        let bottom = top + small.lineHeight + max(height, labelHeight)
        for (index, column) in layout.columns.enumerated() {
            let middle = layout.left + (Double(index) + 0.5) * layout.pitch
            let length = height * Double(column.count) / most
            canvas.group("\(column.sources.joined(separator: ", ")): \(column.count)") { canvas in
                canvas.rectangle(
                    Box(
                        x: middle - layout.pitch * 0.35,
                        y: bottom - length,
                        width: layout.pitch * 0.7,
                        height: length
                    ),
                    fill: theme.accent
                )
            }
            canvas.paragraph(
                [String(column.count)],
                x: middle,
                top: bottom - length - small.lineHeight,
                style: small,
                anchor: .middle
            )
        }
        canvas.line(
            from: Point(x: layout.left, y: bottom),
            to: Point(x: layout.left + Double(layout.columns.count) * layout.pitch, y: bottom),
            stroke: Canvas.Stroke(colour: theme.ink, width: 0.8)
        )
        return bottom
    }

    // MARK: Sources

    private func drawRows(
        _ sources: [(name: String, count: Int)],
        _ layout: Layout,
        on canvas: inout Canvas,
        top: Double
    ) -> Double {
        let label = small.wrapped(figure.sourceLabel, to: layout.left - Self.margin - Self.gap)
        let labelHeight = Canvas.height(ofLines: label.count, style: small)
        let most = Double(sources.first?.count ?? 1)
        var y = top
        var middles: [Double] = []
        for (index, source) in sources.enumerated() {
            let height = layout.rowHeights[index]
            let middle = y + height / 2
            middles.append(middle)
            if index.isMultiple(of: 2) {
                canvas.rectangle(
                    Box(
                        x: layout.namesLeft - 2,
                        y: y,
                        width: layout.left - layout.namesLeft + 2
                            + Double(layout.columns.count) * layout.pitch,
                        height: height
                    ),
                    fill: theme.shade
                )
            }
            let length = layout.barsWidth * Double(source.count) / most
            canvas.group("\(source.name): \(source.count)") { canvas in
                canvas.rectangle(
                    Box(
                        x: layout.barsRight - length,
                        y: middle - 3,
                        width: length,
                        height: 6
                    ),
                    fill: theme.accent
                )
            }
            canvas.paragraph(
                [String(source.count)],
                x: layout.barsRight - length - 3,
                top: middle - small.lineHeight / 2,
                style: small,
                anchor: .end
            )
            let lines = layout.names[index]
            canvas.paragraph(
                lines,
                x: layout.namesLeft,
                top: middle - Canvas.height(ofLines: lines.count, style: small) / 2,
                style: small
            )
            y += height
        }
        drawDots(sources.map(\.name), layout, middles, on: &canvas)
        canvas.paragraph(label, x: Self.margin, top: y + 2, style: small, colour: theme.muted)
        return y + 2 + labelHeight
    }

    private func drawDots(
        _ sources: [String],
        _ layout: Layout,
        _ middles: [Double],
        on canvas: inout Canvas
    ) {
        let radius = min(3.2, layout.pitch * 0.3)
        for (index, column) in layout.columns.enumerated() {
            let x = layout.left + (Double(index) + 0.5) * layout.pitch
            let members = sources.indices.filter { column.sources.contains(sources[$0]) }
            if let first = members.first, let last = members.last, first < last {
                canvas.line(
                    from: Point(x: x, y: middles[first]),
                    to: Point(x: x, y: middles[last]),
                    stroke: Canvas.Stroke(colour: theme.accent, width: 1.4)
                )
            }
            for row in sources.indices {
                canvas.circle(
                    centre: Point(x: x, y: middles[row]),
                    radius: radius,
                    fill: members.contains(row) ? theme.accent : theme.hairline
                )
            }
        }
    }

    private func drawNotes(
        _ hidden: [SourceOverlapPlot.Combination],
        on canvas: inout Canvas,
        top: Double
    ) -> Double {
        var notes = figure.notes
        if !hidden.isEmpty {
            let works = hidden.reduce(0) { $0 + $1.count }
            notes.insert(
                "Not shown: \(hidden.count) smaller combinations with \(works) works.",
                at: 0
            )
        }
        return canvas.notes(notes, top: top, margin: Self.margin, style: small)
    }
}
