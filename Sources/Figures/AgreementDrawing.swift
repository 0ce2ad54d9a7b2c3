/// Draws an agreement plot: a table with a row of marks beside each line.
struct AgreementDrawing {
    let plot: AgreementPlot
    let style: FigureStyle
    private let isNumbered: Bool
    private let columns: [TextColumn]
    private let axis: PlotAxis?

    private static let margin = 6.0
    private static let gap = 7.0
    /// Room beside the axis for half a tick label or for an arrow.
    private static let inset = 9.0
    /// Axes longer than this spread the marks without showing more of them.
    private static let widestAxis = 230.0

    private var theme: Theme { style.theme }
    private var body: TextStyle { style.body }
    private var marks: IntervalMarks { IntervalMarks(theme: theme, size: body.size) }
    private var radius: Double { body.size * 0.27 }
    /// Distance of the marks of one row.
    private var lane: Double { body.size * 0.75 }

    init(plot: AgreementPlot, style: FigureStyle) {
        self.plot = plot
        self.style = style
        let leastAxis = style.pageWidth * (style.width == .single ? 0.34 : 0.3)
        let page = style.pageWidth - 2 * Self.margin
        func room(_ count: Int) -> Double {
            page - leastAxis - 2 * Self.inset - Double(count - 1) * Self.gap
        }
        let full = Self.requests(plot, style, isNumbered: true)
        let comfortable = full.reduce(0) { $0 + min($1.comfortable, $1.natural) }
        isNumbered = comfortable <= room(full.count)
        let requests = isNumbered ? full : Self.requests(plot, style, isNumbered: false)
        let available = room(requests.count)
        let widths = ColumnWidths.shared(requests, available: available)
        var x = Self.margin
        var columns: [TextColumn] = []
        for (index, width) in widths.enumerated() {
            columns.append(
                TextColumn(x: x, width: width, alignment: index == 0 ? .leading : .trailing)
            )
            x += width + Self.gap
        }
        self.columns = columns
        let left = x - Self.gap + Self.inset
        axis = PlotAxis(
            scale: .linear,
            lower: plot.least,
            upper: 1,
            left: left,
            width: min(Self.widestAxis, max(style.pageWidth - Self.margin - Self.inset - left, 40))
        )
    }

    /// Wishes of the names, of the numbers of subjects and of agreements, and of the coefficients.
    private static func requests(
        _ plot: AgreementPlot,
        _ style: FigureStyle,
        isNumbered: Bool
    ) -> [ColumnWidths.Request] {
        func request(_ texts: [String], heading: String, isBreakable: Bool) -> ColumnWidths.Request
        {
            let title = ColumnWidths.Request(
                texts: heading.split(separator: " ").map(String.init),
                style: style.strong
            )
            return ColumnWidths.Request(texts: texts, style: style.body, isBreakable: isBreakable)
                .union(title)
        }
        var wishes = [
            request(plot.rows.map(\.label), heading: plot.wording.item, isBreakable: true),
            request(
                plot.rows.map { PrintedNumber.count($0.subjects) },
                heading: plot.wording.subjects,
                isBreakable: false
            ),
            request(
                plot.rows.map { plot.percent($0) },
                heading: plot.wording.agreed,
                isBreakable: false
            ),
        ]
        guard isNumbered else { return wishes }
        for (index, name) in plot.names.enumerated() {
            wishes.append(
                request(
                    plot.rows.map { plot.text(plot.coefficient($0, index)) },
                    heading: name,
                    isBreakable: false
                )
            )
        }
        return wishes
    }

    /// Draws the plot from top to bottom.
    func drawn() -> Canvas {
        var canvas = Canvas(
            width: style.pageWidth,
            theme: theme,
            title: plot.title,
            summary: plot.summary
        )
        let rule = canvas.tableHead(
            headings,
            margin: Self.margin,
            style: style.strong,
            rule: marks.ink,
            detailColour: theme.muted
        )
        let top = rule + body.size * 0.4
        let heights = plot.shown.map { ($0.heading.map(height) ?? 0, $0.rows.map(height)) }
        let gaps = Double(max(plot.shown.count - 1, 0)) * body.size * 0.55
        let bottom = top + gaps + heights.reduce(0) { $0 + $1.0 + $1.1.reduce(0, +) }
        drawChance(on: &canvas, from: rule, to: bottom)
        var y = top
        for (group, (heading, rows)) in zip(plot.shown, heights) {
            if let text = group.heading {
                canvas.paragraph(
                    style.strong.wrapped(text, to: textWidth),
                    x: Self.margin,
                    top: y + body.size * 0.15,
                    style: style.strong
                )
                y += heading
            }
            for (row, height) in zip(group.rows, rows) {
                draw(row, on: &canvas, middle: y + height / 2)
                y += height
            }
            y += body.size * 0.55
        }
        y = plot.rows.isEmpty ? drawEmpty(on: &canvas, top: top) : drawAxis(on: &canvas, y: bottom)
        canvas.height =
            canvas.notes(plot.notes, top: y, margin: Self.margin, style: style.small) + Self.margin
        return canvas
    }

    // MARK: Parts

    /// Width of the text columns.
    private var textWidth: Double {
        (columns.last.map { $0.x + $0.width } ?? style.pageWidth) - Self.margin
    }

    private var headings: [TableCell] {
        let names = [plot.wording.item, plot.wording.subjects, plot.wording.agreed] + plot.names
        return zip(names, columns).map { cell($0, in: $1, style: style.strong) }
    }

    private func cells(_ row: AgreementPlot.Row) -> [TableCell] {
        var texts = [row.label, PrintedNumber.count(row.subjects), plot.percent(row)]
        let numbers = plot.names.indices.map { plot.text(plot.coefficient(row, $0)) }
        if isNumbered { texts += numbers }
        var cells = zip(texts, columns).map { cell($0, in: $1, style: body) }
        if !isNumbered, let first = columns.first {
            cells[0].details = zip(plot.names, numbers).flatMap { name, number in
                style.small.wrapped("\(name) \(number)", to: first.width)
            }
        }
        return cells
    }

    private func cell(_ text: String, in column: TextColumn, style: TextStyle) -> TableCell {
        TableCell(text, in: column, style: style, detailStyle: self.style.small)
    }

    private func height(_ heading: String) -> Double {
        let lines = style.strong.wrapped(heading, to: textWidth)
        return Canvas.height(ofLines: lines.count, style: style.strong) + body.size * 0.3
    }

    private func height(_ row: AgreementPlot.Row) -> Double {
        let text = cells(row).map(\.height).max() ?? 0
        return max(text, Double(plot.names.count) * lane) + body.size * 0.4
    }

    private func draw(_ row: AgreementPlot.Row, on canvas: inout Canvas, middle: Double) {
        canvas.group(plot.spoken(row)) { canvas in
            canvas.cells(cells(row), middle: middle, detailColour: theme.muted)
            guard let axis else { return }
            for index in plot.names.indices {
                guard let found = plot.coefficient(row, index), found.isShown else { continue }
                let offset = (Double(index) - Double(plot.names.count - 1) / 2) * lane
                draw(found, index, axis: axis, on: &canvas, y: middle + offset)
            }
        }
    }

    private func draw(
        _ coefficient: AgreementPlot.Coefficient,
        _ index: Int,
        axis: PlotAxis,
        on canvas: inout Canvas,
        y: Double
    ) {
        if let interval = coefficient.interval, interval.isDrawable {
            marks.drawWhisker(
                interval,
                axis: axis,
                on: &canvas,
                y: y,
                stroke: Canvas.Stroke(colour: colour(index), width: 0.8)
            )
        }
        guard case .inside(let x)? = axis.place(of: coefficient.estimate) else { return }
        // Without an interval the mark is open, as in a forest plot.
        let isOpen = coefficient.interval == nil
        canvas.marker(
            PointMarker.ofGroup(index),
            centre: Point(x: x, y: y),
            radius: radius,
            fill: isOpen ? theme.paper : colour(index),
            stroke: isOpen ? Canvas.Stroke(colour: colour(index), width: 0.9) : nil
        )
    }

    private func colour(_ index: Int) -> String {
        let colours = [theme.accent, theme.pooled, theme.ink, theme.muted]
        return colours[index % colours.count]
    }

    /// Where agreement is no better than chance.
    private func drawChance(on canvas: inout Canvas, from start: Double, to end: Double) {
        guard !plot.rows.isEmpty, case .inside(let x)? = axis?.place(of: 0) else { return }
        canvas.line(
            from: Point(x: x, y: start),
            to: Point(x: x, y: end),
            stroke: Canvas.Stroke(colour: theme.muted, width: 0.6, dashes: [2.5, 2])
        )
    }

    private func drawEmpty(on canvas: inout Canvas, top: Double) -> Double {
        top
            + canvas.paragraph(
                body.wrapped(plot.wording.empty, to: style.pageWidth - 2 * Self.margin),
                x: Self.margin,
                top: top,
                style: body
            )
    }

    private func drawAxis(on canvas: inout Canvas, y: Double) -> Double {
        guard let axis else { return y }
        let end = canvas.horizontalAxis(
            axis,
            label: plot.wording.axis,
            y: y,
            room: axis.width + 2 * Self.inset - 4,
            style: style.small,
            stroke: marks.ink
        )
        let items = plot.names.enumerated().map { index, name in
            Legend.Item.mark(
                name,
                colour(index),
                nil,
                radius: radius,
                marker: PointMarker.ofGroup(index)
            )
        }
        let top = end + body.size * 0.5
        return top
            + Legend(items: items, style: style.small).draw(
                on: &canvas,
                left: Self.margin,
                top: top,
                width: style.pageWidth - 2 * Self.margin
            )
    }
}
