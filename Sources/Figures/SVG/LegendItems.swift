/// Keys of the figures with points and lines.
extension Legend.Item {
    /// Returns the key of a line.
    static func line(_ label: String, _ stroke: Canvas.Stroke) -> Legend.Item {
        Legend.Item(label: label) { canvas, box in
            canvas.line(
                from: Point(x: box.x, y: box.midY),
                to: Point(x: box.maxX, y: box.midY),
                stroke: stroke
            )
        }
    }

    /// Returns the key of a mark, drawn in the middle of its box.
    static func mark(
        _ label: String,
        _ fill: String?,
        _ stroke: Canvas.Stroke?,
        radius: Double,
        marker: PointMarker = .circle,
        opacity: Double = 1
    ) -> Legend.Item {
        Legend.Item(label: label) { canvas, box in
            canvas.marker(
                marker,
                centre: Point(x: box.midX, y: box.midY),
                radius: min(radius, box.height / 2),
                fill: fill,
                stroke: stroke,
                opacity: opacity
            )
        }
    }
}
