/// A point of the page, in points from the top left corner.
struct Point: Sendable, Equatable {
    var x: Double
    var y: Double
}

/// A rectangle with sides along the axes, in points.
struct Box: Sendable, Equatable {
    var x: Double
    var y: Double
    var width: Double
    var height: Double

    var maxX: Double { x + width }
    var maxY: Double { y + height }
    var midX: Double { x + width / 2 }
    var midY: Double { y + height / 2 }

    /// Tells whether two rectangles share more than a hair of area.
    func overlaps(_ other: Box, tolerance: Double = 0.01) -> Bool {
        x < other.maxX - tolerance && other.x < maxX - tolerance
            && y < other.maxY - tolerance && other.y < maxY - tolerance
    }

    /// Tells whether another rectangle lies inside this one.
    func contains(_ other: Box, tolerance: Double = 0.01) -> Bool {
        other.x >= x - tolerance && other.y >= y - tolerance
            && other.maxX <= maxX + tolerance && other.maxY <= maxY + tolerance
    }
}

/// A straight stroke between two points.
struct Segment: Sendable, Equatable {
    var start: Point
    var end: Point

    /// Tells whether the stroke passes through the inside of a rectangle.
    ///
    /// Clips the stroke against the four sides (Liang & Barsky 1984, doi:10.1145/357332.357333).
    func crosses(_ box: Box, tolerance: Double = 0.01) -> Bool {
        let dx = end.x - start.x
        let dy = end.y - start.y
        let sides = [
            (-dx, start.x - (box.x + tolerance)), (dx, box.maxX - tolerance - start.x),
            (-dy, start.y - (box.y + tolerance)), (dy, box.maxY - tolerance - start.y),
        ]
        var entry = 0.0
        var exit = 1.0
        for (direction, distance) in sides {
            if direction == 0 {
                if distance <= 0 { return false }
            } else if direction < 0 {
                entry = max(entry, distance / direction)
            } else {
                exit = min(exit, distance / direction)
            }
        }
        return entry < exit
    }
}
