extension FlowLayout {
    private var theme: Theme { style.theme }

    private var outline: Canvas.Stroke { Canvas.Stroke(colour: theme.ink, width: 0.75) }

    // MARK: Boxes

    func draw(_ heading: (lines: [String], frame: Box), on canvas: inout Canvas, height: Double) {
        var frame = heading.frame
        frame.height = height
        canvas.rectangle(frame, fill: theme.heading, radius: 3)
        let textHeight = Canvas.height(ofLines: heading.lines.count, style: style.strong)
        canvas.paragraph(
            heading.lines,
            x: frame.midX,
            top: frame.midY - textHeight / 2,
            style: style.strong,
            anchor: .middle
        )
    }

    func draw(_ phase: Phase, on canvas: inout Canvas) {
        canvas.rectangle(phase.frame, fill: theme.phase, radius: 3)
        canvas.verticalParagraph(
            phase.lines,
            centre: Point(x: phase.frame.midX, y: phase.frame.midY),
            style: style.strong
        )
    }

    func draw(_ box: PlacedBox, on canvas: inout Canvas) {
        var stroke = outline
        if box.isOpen { stroke.dashes = [3, 2] }
        canvas.rectangle(box.frame, fill: theme.paper, stroke: stroke)
        let lineCount = box.paragraphs.reduce(0) { $0 + $1.lines.count }
        var y = box.frame.midY - Canvas.height(ofLines: lineCount, style: style.body) / 2
        for paragraph in box.paragraphs {
            let x = box.frame.x + FlowLayout.padding + paragraph.indent
            y += canvas.paragraph(
                Array(paragraph.lines.prefix(1)),
                x: x,
                top: y,
                style: style.body
            )
            y += canvas.paragraph(
                Array(paragraph.lines.dropFirst()),
                x: x + paragraph.hang,
                top: y,
                style: style.body
            )
        }
    }

    func drawNotes(on canvas: inout Canvas, top: Double) -> Double {
        var y = top
        for note in diagram.labels.notes {
            y += style.small.size * 0.6
            y += canvas.paragraph(
                style.small.wrapped(note, to: canvas.width - 2 * FlowLayout.margin),
                x: FlowLayout.margin,
                top: y,
                style: style.small,
                colour: theme.muted
            )
        }
        return y
    }

    // MARK: Arrows

    func drawArrows(between boxes: [PlacedBox], on canvas: inout Canvas) {
        let main = chain(.main, in: boxes)
        let other = chain(.other, in: boxes)
        for (upper, lower) in Array(zip(main, main.dropFirst())) + zip(other, other.dropFirst()) {
            canvas.polyline(
                [
                    Point(x: upper.frame.midX, y: upper.frame.maxY),
                    Point(x: lower.frame.midX, y: lower.frame.y),
                ],
                stroke: outline,
                arrow: true
            )
        }
        let target = main.first { $0.level.rawValue >= Level.newStudies.rawValue }
        let mainEnd = main.last?.frame.y ?? 0
        drawSideArrows(.mainSide, from: main, to: mainEnd, in: boxes, on: &canvas)
        let otherEnd = target?.frame.midY ?? other.last?.frame.y ?? 0
        drawSideArrows(.otherSide, from: other, to: otherEnd, in: boxes, on: &canvas)
        if let last = other.last, let target {
            canvas.polyline(
                [
                    Point(x: last.frame.midX, y: last.frame.maxY),
                    Point(x: last.frame.midX, y: target.frame.midY),
                    Point(x: target.frame.maxX, y: target.frame.midY),
                ],
                stroke: outline,
                arrow: true
            )
        }
        if let previous = boxes.first(where: { $0.column == .previous }),
            let total = boxes.first(where: { $0.level == .total })
        {
            canvas.polyline(
                [
                    Point(x: previous.frame.midX, y: previous.frame.maxY),
                    Point(x: previous.frame.midX, y: total.frame.midY),
                    Point(x: total.frame.x, y: total.frame.midY),
                ],
                stroke: outline,
                arrow: true
            )
        }
    }

    private func chain(_ column: Column, in boxes: [PlacedBox]) -> [PlacedBox] {
        boxes.filter { $0.column == column }.sorted { $0.level.rawValue < $1.level.rawValue }
    }

    /// Draws an arrow to each side box from its main box or, where the box lies below it or its count
    /// is unknown, from the line that passes by.
    private func drawSideArrows(
        _ side: Column,
        from chain: [PlacedBox],
        to end: Double,
        in boxes: [PlacedBox],
        on canvas: inout Canvas
    ) {
        for box in boxes where box.column == side {
            let y = box.frame.midY
            let tip = Point(x: box.frame.x, y: y)
            if let source = chain.first(where: { $0.level == box.level }),
                source.frame.y < y, y < source.frame.maxY
            {
                canvas.polyline(
                    [Point(x: source.frame.maxX, y: y), tip],
                    stroke: outline,
                    arrow: true
                )
            } else if let above = chain.last(where: { $0.frame.maxY < y }) {
                let x = above.frame.midX
                // Where the line does not pass by, because nothing follows yet, it ends here.
                let corner = end > y ? [] : [Point(x: x, y: above.frame.maxY)]
                canvas.polyline(
                    corner + [Point(x: x, y: y), tip],
                    stroke: outline,
                    arrow: true
                )
            }
        }
    }
}
