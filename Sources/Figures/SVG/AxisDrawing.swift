/// What the two sides of an axis mean, printed below its ticks.
struct AxisSides {
    /// Meaning of low values; empty for none.
    var lower: String
    /// Meaning of high values; empty for none.
    var upper: String
    /// Where the sides meet.
    var division: Double
    /// Where the lower text may start.
    var left: Double
    /// Where the upper text may end.
    var right: Double
}

extension Canvas {
    /// Draws a horizontal axis with ticks, their labels and the name of the axis below.
    ///
    /// - Parameters:
    ///   - axis: the axis with its place.
    ///   - label: name below the axis, wrapped to `room` points.
    ///   - y: height of the axis line.
    ///   - room: width the name may take.
    ///   - style: type of tick labels and name.
    ///   - stroke: stroke of line and ticks.
    ///   - ticks: values to mark; empty to choose round ones.
    ///   - sides: meaning of low and high values.
    /// - Returns: The height below the name.
    mutating func horizontalAxis(
        _ axis: PlotAxis,
        label: String,
        y: Double,
        room: Double,
        style: TextStyle,
        stroke: Stroke,
        ticks: [Double] = [],
        sides: AxisSides? = nil
    ) -> Double {
        line(from: Point(x: axis.left, y: y), to: Point(x: axis.right, y: y), stroke: stroke)
        let wanted = ticks.isEmpty ? axis.ticks(style: style) : axis.ticks(at: ticks, style: style)
        for tick in wanted {
            line(from: Point(x: tick.x, y: y), to: Point(x: tick.x, y: y + 3), stroke: stroke)
            paragraph([tick.label], x: tick.x, top: y + 3.5, style: style, anchor: .middle)
        }
        var labelTop = y + 4 + style.lineHeight
        if let sides { labelTop += axisSides(sides, axis: axis, top: labelTop, style: style) }
        let height = paragraph(
            style.wrapped(label, to: room),
            x: axis.left + axis.width / 2,
            top: labelTop,
            style: style,
            anchor: .middle
        )
        return labelTop + height
    }

    /// Prints what the sides of an axis mean; returns the height this takes.
    private mutating func axisSides(
        _ sides: AxisSides,
        axis: PlotAxis,
        top: Double,
        style: TextStyle
    ) -> Double {
        let gap = 4.0
        var style = style
        style.italic = true
        let lowerRoom = max(sides.division - gap - sides.left, 0)
        let upperRoom = max(sides.right - sides.division - gap, 0)
        let texts = [
            (sides.lower, sides.division - gap, lowerRoom, sides.division - axis.left, Anchor.end),
            (sides.upper, sides.division + gap, upperRoom, axis.right - sides.division, .start),
        ]
        var height = 0.0
        for (text, x, room, side, anchor) in texts where !XMLText.cleaned(text).isEmpty {
            // Beside the table is room to spare, but a text far out no longer points at its side.
            let wanted = max(side + 10, style.widestWord(in: text), axis.width * 0.45)
            let lines = style.wrapped(text, to: min(wanted, room))
            height = max(
                height,
                paragraph(lines, x: x, top: top, style: style, anchor: anchor)
            )
        }
        return height > 0 ? height + style.size * 0.25 : 0
    }
}
