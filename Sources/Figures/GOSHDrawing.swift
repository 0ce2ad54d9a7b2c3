/// Places and draws a GOSH plot.
struct GOSHDrawing {
    let figure: GOSHPlot
    let extent: GOSHPlot.Extent?
    let style: FigureStyle

    /// Side of a cell in points: about as fine as points would be, and coarse enough for the file
    /// to stay small at the widest page.
    private static let cellSide = 3.6
    private static let shades = 6
    /// Steps of colour between subsets without and with the named study.
    private static let mixes = 4
    private static let gap = 3.0

    private var theme: Theme { style.theme }
    private var histogramHeight: Double { style.pageWidth * 0.1 }

    /// Draws the plot.
    func drawn() -> Canvas {
        var canvas = Canvas(
            width: style.pageWidth,
            theme: theme,
            title: figure.title,
            summary: figure.summary(extent)
        )
        guard let extent, let frame = frame(extent) else {
            canvas.emptyPage(figure.emptyText, notes: notes, style: style)
            return canvas
        }
        let grid = GOSHGrid(
            of: figure.subsets,
            horizontal: frame.horizontal,
            vertical: frame.vertical,
            columns: Int((frame.area.width / Self.cellSide).rounded()),
            rows: Int((frame.area.height / Self.cellSide).rounded())
        )
        let thresholds = GOSHGrid.thresholds(
            most: grid.cells.map(\.count).max() ?? 0,
            shades: Self.shades
        )
        drawCells(grid, thresholds, in: frame, on: &canvas)
        drawHistograms(grid, in: frame, on: &canvas)
        drawReference(in: frame, on: &canvas)
        let bottom = frame.drawAxes(on: &canvas)
        if let overall = figure.overall, let point = frame.point(overall.estimate, overall.iSquared)
        {
            drawOverall(at: point, on: &canvas)
        }
        canvas.height = frame.drawFooter(
            legend: legend(thresholds, most: grid.cells.map(\.count).max() ?? 0, frame: frame),
            notes: notes,
            on: &canvas,
            top: bottom
        )
        return canvas
    }

    private var notes: [String] {
        let hidden = figure.subsets.count - (extent?.count ?? 0)
        return (hidden > 0 ? ["\(figure.wording.notShown) \(hidden)."] : []) + figure.notes
    }

    private func frame(_ extent: GOSHPlot.Extent) -> PlotFrame? {
        var estimates = [extent.estimates.lowerBound, extent.estimates.upperBound]
        var values = [extent.iSquared.lowerBound, extent.iSquared.upperBound]
        if let overall = figure.overall, figure.canShow(overall) {
            estimates.append(overall.estimate)
            values.append(overall.iSquared)
        }
        estimates += figure.axis.covered + [figure.axis.reference].compactMap { $0 }
        return PlotFrame(
            horizontal: .init(
                label: figure.axis.label,
                scale: figure.axis.scale,
                range: AxisCover.limits(
                    of: estimates,
                    scale: figure.axis.scale,
                    bounds: figure.axis.bounds
                )
            ),
            vertical: .init(
                label: figure.heterogeneityLabel,
                range: AxisCover.limits(of: values, scale: .linear, bounds: 0...100)
            ),
            style: style,
            top: PlotFrame.margin + histogramHeight + Self.gap,
            trailing: histogramHeight + Self.gap
        )
    }

    // MARK: Colours

    /// Colour of a mixture, from subsets without to subsets with the named study.
    private func hue(mix: Int) -> String {
        guard figure.highlight != nil else { return theme.accent }
        return Theme.blend(
            of: theme.pooled,
            over: theme.accent,
            share: Double(mix) / Double(Self.mixes)
        )
    }

    private func fill(mix: Int, shade: Int, of shades: Int) -> String {
        let share = shades > 1 ? Double(shade) / Double(shades - 1) : 1
        return theme.tint(of: hue(mix: mix), share: 0.22 + 0.78 * share)
    }

    private func mix(of cell: GOSHGrid.Cell) -> Int {
        guard figure.highlight != nil, cell.count > 0 else { return 0 }
        return Int((Double(cell.with) / Double(cell.count) * Double(Self.mixes)).rounded())
    }

    // MARK: Cells

    private func drawCells(
        _ grid: GOSHGrid,
        _ thresholds: [Int],
        in frame: PlotFrame,
        on canvas: inout Canvas
    ) {
        let area = frame.area
        let width = area.width / Double(grid.columns)
        let height = area.height / Double(grid.rows)
        let count = thresholds.count * (Self.mixes + 1)
        var boxes: [[Box]] = Array(repeating: [], count: count)
        for row in 0..<grid.rows {
            var start = 0
            var current: Int?
            // Neighbours of one colour become one box.
            for column in 0...grid.columns {
                let next =
                    column < grid.columns
                    ? colourIndex(of: grid.cells[row * grid.columns + column], thresholds) : nil
                if column < grid.columns, next == current { continue }
                if let current {
                    boxes[current].append(
                        Box(
                            x: area.x + Double(start) * width,
                            y: area.maxY - Double(row + 1) * height,
                            width: Double(column - start) * width,
                            height: height
                        )
                    )
                }
                start = column
                current = next
            }
        }
        for (index, boxes) in boxes.enumerated() {
            let mix = index / max(thresholds.count, 1)
            let shade = index % max(thresholds.count, 1)
            canvas.boxes(boxes, fill: fill(mix: mix, shade: shade, of: thresholds.count))
        }
    }

    /// Index of the colour of a cell; `nil` for an empty one.
    private func colourIndex(of cell: GOSHGrid.Cell, _ thresholds: [Int]) -> Int? {
        thresholds.lastIndex { $0 <= cell.count }.map { mix(of: cell) * thresholds.count + $0 }
    }

    // MARK: Margins

    private func drawHistograms(_ grid: GOSHGrid, in frame: PlotFrame, on canvas: inout Canvas) {
        let columns = (0..<grid.columns).map { grid.column($0) }
        let rows = (0..<grid.rows).map { grid.row($0) }
        let area = frame.area
        let width = area.width / Double(grid.columns)
        let height = area.height / Double(grid.rows)
        var without: [Box] = []
        var with: [Box] = []
        let top = lengths(columns)
        for (index, length) in top.enumerated() {
            let x = area.x + Double(index) * width
            let base = area.y - Self.gap
            without.append(
                Box(x: x, y: base - length.without, width: width, height: length.without)
            )
            with.append(
                Box(
                    x: x,
                    y: base - length.without - length.with,
                    width: width,
                    height: length.with
                )
            )
        }
        for (index, length) in lengths(rows).enumerated() {
            let y = area.maxY - Double(index + 1) * height
            let base = area.maxX + Self.gap
            without.append(Box(x: base, y: y, width: length.without, height: height))
            with.append(
                Box(x: base + length.without, y: y, width: length.with, height: height)
            )
        }
        let visible = { (box: Box) in box.width > 0 && box.height > 0 }
        let share = 0.75
        canvas.boxes(
            without.filter(visible),
            fill: theme.tint(of: hue(mix: 0), share: share)
        )
        canvas.boxes(
            with.filter(visible),
            fill: theme.tint(of: hue(mix: Self.mixes), share: share)
        )
    }

    /// Lengths of the bars of a histogram in points; without a named study all count as without.
    private func lengths(_ cells: [GOSHGrid.Cell]) -> [(without: Double, with: Double)] {
        let most = cells.map(\.count).max() ?? 0
        guard most > 0 else { return [] }
        let unit = histogramHeight / Double(most)
        return cells.map { cell in
            figure.highlight == nil
                ? (Double(cell.count) * unit, 0)
                : (Double(cell.without) * unit, Double(cell.with) * unit)
        }
    }

    // MARK: Marks and legend

    private var referenceStroke: Canvas.Stroke {
        .init(colour: theme.muted, width: 0.7, dashes: [3, 2])
    }

    private func drawReference(in frame: PlotFrame, on canvas: inout Canvas) {
        guard let reference = figure.axis.reference,
            let x = frame.point(reference, frame.vertical.range.lowerBound)?.x
        else { return }
        canvas.line(
            from: Point(x: x, y: frame.area.y),
            to: Point(x: x, y: frame.area.maxY),
            stroke: referenceStroke
        )
    }

    private var overallStroke: Canvas.Stroke { .init(colour: theme.paper, width: 1) }

    private func drawOverall(at point: Point, on canvas: inout Canvas) {
        canvas.group(figure.wording.overall) { canvas in
            canvas.marker(
                .diamond,
                centre: point,
                radius: 3.6,
                fill: theme.ink,
                stroke: overallStroke
            )
        }
    }

    private func legend(_ thresholds: [Int], most: Int, frame: PlotFrame) -> [Legend.Item] {
        var items: [Legend.Item] = []
        if let highlight = figure.highlight {
            items.append(key("\(figure.wording.without) \(highlight)", hue(mix: 0)))
            items.append(key("\(figure.wording.with) \(highlight)", hue(mix: Self.mixes)))
            items.append(key(figure.wording.alike, hue(mix: Self.mixes / 2)))
        }
        if let overall = figure.overall, frame.point(overall.estimate, overall.iSquared) != nil {
            items.append(
                .mark(
                    figure.wording.overall,
                    theme.ink,
                    nil,
                    radius: 3,
                    marker: .diamond
                )
            )
        }
        for (index, from) in thresholds.enumerated() {
            let to = index + 1 < thresholds.count ? thresholds[index + 1] - 1 : most
            let range = from < to ? "\(text(from))–\(text(to))" : text(from)
            let label = index == 0 ? "\(figure.wording.perCell) \(range)" : range
            // The shades are those of both colours; grey stands for either.
            let share = thresholds.count > 1 ? Double(index) / Double(thresholds.count - 1) : 1
            let colour =
                figure.highlight == nil
                ? fill(mix: 0, shade: index, of: thresholds.count)
                : theme.tint(of: theme.ink, share: 0.22 + 0.58 * share)
            items.append(key(label, colour))
        }
        return items
    }

    private func text(_ count: Int) -> String { PrintedNumber.count(count, groupedBy: "\u{202F}") }

    private func key(_ label: String, _ fill: String) -> Legend.Item {
        Legend.Item(label: label) { canvas, box in canvas.rectangle(box, fill: fill) }
    }
}
