/// Lines and areas cut at the sides of a frame.
///
/// The cutting is done here and not by a clip path of SVG: converters to PDF and word processors
/// treat clip paths differently, and only drawn coordinates can be checked by a test.
extension PlotFrame {
    /// Returns the parts of a connected line that lie in the frame.
    func clippedLine(_ points: [Point]) -> [[Point]] {
        var pieces: [[Point]] = []
        for (start, end) in zip(points, points.dropFirst()) {
            guard let (from, to) = Segment(start: start, end: end).clipped(to: area) else {
                continue
            }
            if pieces.last?.last == from {
                pieces[pieces.count - 1].append(to)
            } else {
                pieces.append([from, to])
            }
        }
        return pieces
    }

    /// Returns the part of an area that lies in the frame; empty if none does.
    func clippedArea(_ corners: [Point]) -> [Point] { area.clipped(corners) }

    /// Draws the parts of a connected line that lie in the frame.
    func drawLine(_ points: [Point], stroke: Canvas.Stroke, on canvas: inout Canvas) {
        for piece in clippedLine(points) { canvas.polyline(piece, stroke: stroke) }
    }

    /// Fills the part of an area that lies in the frame; texts may stand on it.
    func drawArea(
        _ corners: [Point],
        fill: String,
        opacity: Double = 1,
        on canvas: inout Canvas
    ) {
        canvas.area(clippedArea(corners), fill: fill, opacity: opacity)
    }
}

extension Segment {
    /// Returns the part of the stroke inside a rectangle, sides included; `nil` if there is none.
    ///
    /// Reference: Liang & Barsky (1984), doi:10.1145/357332.357333.
    func clipped(to box: Box) -> (start: Point, end: Point)? {
        let dx = end.x - start.x
        let dy = end.y - start.y
        let sides = [
            (-dx, start.x - box.x), (dx, box.maxX - start.x), (-dy, start.y - box.y),
            (dy, box.maxY - start.y),
        ]
        var entry = 0.0
        var exit = 1.0
        for (direction, distance) in sides {
            if direction == 0 {
                if distance < 0 { return nil }
            } else if direction < 0 {
                entry = max(entry, distance / direction)
            } else {
                exit = min(exit, distance / direction)
            }
        }
        guard entry <= exit else { return nil }
        let at = { (share: Double) in
            // The very end, so that the next stroke of a line is seen to start there.
            share == 1 ? end : Point(x: start.x + dx * share, y: start.y + dy * share)
        }
        return (at(entry), at(exit))
    }
}

extension Box {
    /// Returns the part of an area that lies in the rectangle; empty if none does.
    ///
    /// - Reference: Sutherland & Hodgman (1974), doi:10.1145/360767.360802.
    func clipped(_ corners: [Point]) -> [Point] {
        // Each side by how far a point lies inside of it.
        let sides: [(Point) -> Double] = [
            { $0.x - x }, { maxX - $0.x }, { $0.y - y }, { maxY - $0.y },
        ]
        return sides.reduce(corners) { polygon, depth in
            var kept: [Point] = []
            for (index, corner) in polygon.enumerated() {
                let previous = polygon[(index + polygon.count - 1) % polygon.count]
                let (here, before) = (depth(corner), depth(previous))
                if (here >= 0) != (before >= 0) {
                    let share = before / (before - here)
                    kept.append(
                        Point(
                            x: previous.x + (corner.x - previous.x) * share,
                            y: previous.y + (corner.y - previous.y) * share
                        )
                    )
                }
                if here >= 0 { kept.append(corner) }
            }
            return kept
        }
    }
}
