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
    /// - Returns: The height below the name.
    mutating func horizontalAxis(
        _ axis: PlotAxis,
        label: String,
        y: Double,
        room: Double,
        style: TextStyle,
        stroke: Stroke
    ) -> Double {
        line(from: Point(x: axis.left, y: y), to: Point(x: axis.right, y: y), stroke: stroke)
        for tick in axis.ticks(style: style) {
            line(from: Point(x: tick.x, y: y), to: Point(x: tick.x, y: y + 3), stroke: stroke)
            paragraph([tick.label], x: tick.x, top: y + 3.5, style: style, anchor: .middle)
        }
        let labelTop = y + 4 + style.lineHeight
        let height = paragraph(
            style.wrapped(label, to: room),
            x: axis.left + axis.width / 2,
            top: labelTop,
            style: style,
            anchor: .middle
        )
        return labelTop + height
    }
}
