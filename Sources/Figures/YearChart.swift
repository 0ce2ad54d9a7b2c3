/// Places and draws the bars of studies per year.
struct YearChart {
    let figure: StudiesPerYear
    let style: FigureStyle

    private static let margin = 6.0
    /// Paper left between the parts of a bar, so that they stay apart in grey print.
    private static let seam = 0.6

    /// A bar or the place where one would be.
    private enum Slot: Equatable {
        case year(Int)
        /// Years without a study that were left out.
        case omitted
    }

    private var theme: Theme { style.theme }
    private var small: TextStyle { style.small }
    private var ink: Canvas.Stroke { Canvas.Stroke(colour: theme.ink, width: 0.8) }

    /// Draws the chart.
    func drawn() -> Canvas {
        var canvas = Canvas(
            width: style.pageWidth,
            theme: theme,
            title: figure.title,
            summary: figure.summary
        )
        let margin = YearChart.margin
        let counts = figure.counts
        var y = margin
        if counts.isEmpty {
            y += canvas.paragraph(
                style.body.wrapped(figure.emptyText, to: style.pageWidth - 2 * margin),
                x: margin,
                top: y,
                style: style.body,
                colour: theme.muted
            )
        } else {
            y += legend.draw(
                on: &canvas,
                left: margin,
                top: y,
                width: style.pageWidth - 2 * margin
            )
            y = drawChart(counts, on: &canvas, top: y + small.size)
        }
        canvas.height = drawNotes(on: &canvas, top: y) + margin
        return canvas
    }

    private var legend: Legend {
        let items = figure.groups.enumerated().map { index, group in
            Legend.Item(label: group) { canvas, box in
                fill(box, group: index, on: &canvas)
            }
        }
        return Legend(items: items, style: small)
    }

    // MARK: Chart

    private func drawChart(
        _ counts: [Int: [String: Int]],
        on canvas: inout Canvas,
        top: Double
    ) -> Double {
        let margin = YearChart.margin
        let totals = counts.mapValues { $0.values.reduce(0, +) }
        let height = style.pageWidth * (style.width == .single ? 0.55 : 0.4)
        let labelLines = small.wrapped(figure.countLabel, to: height)
        let labelWidth = Canvas.height(ofLines: labelLines.count, style: small)
        let steps = YearChart.countTicks(most: totals.values.max() ?? 1)
        let tickWidth = steps.map { small.width(of: String($0)) }.max() ?? 0
        let left = margin + labelWidth + 4 + tickWidth + 5
        let width = style.pageWidth - margin - left
        let plotTop = top + small.lineHeight
        let bottom = plotTop + height
        let scale = height / Double(max(steps.last ?? 1, 1))
        canvas.verticalParagraph(
            labelLines,
            centre: Point(x: margin + labelWidth / 2, y: (plotTop + bottom) / 2),
            style: small
        )
        let slots = YearChart.slots(years: counts.keys.sorted())
        let pitch = width / Double(slots.count)
        // Totals above the bars say what grid lines would; both together would cross.
        let widest = totals.values.map { small.width(of: String($0)) }.max() ?? 0
        let printsTotals = widest + 2 <= pitch
        drawCounts(
            steps,
            on: &canvas,
            area: Box(x: left, y: plotTop, width: width, height: height),
            scale: scale,
            hasGrid: !printsTotals
        )
        drawBars(
            counts,
            slots: slots,
            on: &canvas,
            area: Box(x: left, y: plotTop, width: width, height: height),
            scale: scale,
            printsTotals: printsTotals
        )
        canvas.line(
            from: Point(x: left, y: bottom),
            to: Point(x: left + width, y: bottom),
            stroke: ink
        )
        drawYears(slots, on: &canvas, left: left, pitch: pitch, y: bottom)
        let labelTop = bottom + 5.5 + small.lineHeight
        return labelTop
            + canvas.paragraph(
                small.wrapped(figure.yearLabel, to: width),
                x: left + width / 2,
                top: labelTop,
                style: small,
                anchor: .middle
            )
    }

    private func drawCounts(
        _ steps: [Int],
        on canvas: inout Canvas,
        area: Box,
        scale: Double,
        hasGrid: Bool
    ) {
        for step in steps {
            let y = area.maxY - Double(step) * scale
            if step > 0, hasGrid {
                canvas.line(
                    from: Point(x: area.x, y: y),
                    to: Point(x: area.maxX, y: y),
                    stroke: Canvas.Stroke(colour: theme.hairline, width: 0.5)
                )
            }
            canvas.text(
                String(step),
                x: area.x - 4,
                baseline: y + small.size * 0.35,
                style: small,
                anchor: .end
            )
        }
    }

    private func drawBars(
        _ counts: [Int: [String: Int]],
        slots: [Slot],
        on canvas: inout Canvas,
        area: Box,
        scale: Double,
        printsTotals: Bool
    ) {
        let totals = counts.mapValues { $0.values.reduce(0, +) }
        let pitch = area.width / Double(slots.count)
        let barWidth = min(pitch * 0.76, 34)
        for (index, slot) in slots.enumerated() {
            guard case .year(let year) = slot, let parts = counts[year] else { continue }
            let middle = area.x + (Double(index) + 0.5) * pitch
            var y = area.maxY
            for (groupIndex, group) in figure.groups.enumerated() {
                guard let count = parts[group] else { continue }
                let height = Double(count) * scale
                canvas.group("\(year), \(group): \(count)") { canvas in
                    fill(
                        Box(
                            x: middle - barWidth / 2,
                            y: y - height,
                            width: barWidth,
                            height: max(height - YearChart.seam, height * 0.6)
                        ),
                        group: groupIndex,
                        on: &canvas
                    )
                }
                y -= height
            }
            if printsTotals, let total = totals[year] {
                canvas.paragraph(
                    [String(total)],
                    x: middle,
                    top: y - small.lineHeight,
                    style: small,
                    anchor: .middle
                )
            }
        }
    }

    private func drawYears(
        _ slots: [Slot],
        on canvas: inout Canvas,
        left: Double,
        pitch: Double,
        y: Double
    ) {
        var free = -Double.infinity
        for (index, slot) in slots.enumerated() {
            let x = left + (Double(index) + 0.5) * pitch
            switch slot {
            case .omitted:
                let half = min(2.5, pitch / 2)
                for shift in [-1.0, 1.0] {
                    canvas.line(
                        from: Point(x: x + shift - half / 2, y: y + 2.5),
                        to: Point(x: x + shift + half / 2, y: y - 2.5),
                        stroke: ink
                    )
                }
            case .year(let year):
                canvas.line(
                    from: Point(x: x, y: y),
                    to: Point(x: x, y: y + 2),
                    stroke: ink
                )
                let half = small.width(of: String(year)) / 2 + 2
                guard x - half >= free, x + half - 2 <= style.pageWidth else { continue }
                // Low enough to pass below the 0 of the other axis.
                canvas.paragraph(
                    [String(year)],
                    x: x,
                    top: y + 4.5,
                    style: small,
                    anchor: .middle
                )
                free = x + half
            }
        }
    }

    private func drawNotes(on canvas: inout Canvas, top: Double) -> Double {
        var notes = figure.notes
        if figure.unknownCount > 0 {
            notes.insert("\(figure.unknownYearText) \(figure.unknownCount)", at: 0)
        }
        return canvas.notes(notes, top: top, margin: YearChart.margin, style: small)
    }

    /// Fills an area in the colour of a group; from the ninth group on a pattern of bars tells
    /// groups of the same colour apart.
    private func fill(_ box: Box, group: Int, on canvas: inout Canvas) {
        let colour = theme.groups[group % theme.groups.count]
        canvas.rectangle(box, fill: colour)
        let round = group / theme.groups.count
        guard round > 0, box.height > 0 else { return }
        let step = round == 1 ? 4.0 : round == 2 ? 2.4 : 1.6
        var y = box.maxY - step
        while y > box.y {
            canvas.rectangle(
                Box(x: box.x, y: y, width: box.width, height: min(0.8, step / 3)),
                fill: theme.paper
            )
            y -= step
        }
    }

    // MARK: Places

    /// Returns the ticks of the axis of counts: whole numbers from 0, at most seven.
    static func countTicks(most: Int) -> [Int] {
        var step = 1
        let factors = [2, 5, 10]
        var power = 1
        var index = 0
        while (most + step - 1) / step > 6 {
            step = power * factors[index % 3]
            if index % 3 == 2 { power *= 10 }
            index += 1
        }
        let last = (max(most, 1) + step - 1) / step
        return (0...last).map { $0 * step }
    }

    /// Returns a slot for every year; long stretches without a study become a break in the axis, so
    /// that one old (or mistyped) year does not squeeze the others.
    private static func slots(years: [Int]) -> [Slot] {
        var slots: [Slot] = []
        for year in years {
            if case .year(let previous)? = slots.last, year > previous {
                if year - previous > 12 {
                    slots.append(.omitted)
                } else {
                    slots += ((previous + 1)..<year).map { .year($0) }
                }
            }
            slots.append(.year(year))
        }
        return slots
    }
}
