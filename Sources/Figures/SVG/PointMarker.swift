/// The shape of a mark, so that groups differ by more than colour.
enum PointMarker: CaseIterable {
    case circle
    case square
    case triangle
    case diamond
    case pointedDown

    /// Returns the shape of a group; with eight colours and five shapes the pairs repeat only after
    /// forty groups.
    static func ofGroup(_ index: Int) -> PointMarker {
        allCases[((index % allCases.count) + allCases.count) % allCases.count]
    }

    /// Half the side of the square around a mark of a given radius.
    ///
    /// All shapes of one radius cover about the same area, or a square would count for more than a
    /// circle.
    func reach(radius: Double) -> Double {
        switch self {
        case .circle: radius
        case .square: radius * 0.886
        case .diamond: radius * 1.253
        case .triangle, .pointedDown: radius * 1.253
        }
    }

    /// Corners of the mark; none for a circle.
    fileprivate func corners(centre: Point, radius: Double) -> [Point] {
        let reach = reach(radius: radius)
        let at = { (x: Double, y: Double) in
            Point(x: centre.x + x * reach, y: centre.y + y * reach)
        }
        switch self {
        case .circle: return []
        case .square: return [at(-1, -1), at(1, -1), at(1, 1), at(-1, 1)]
        case .diamond: return [at(0, -1), at(1, 0), at(0, 1), at(-1, 0)]
        case .triangle: return [at(0, -1), at(1, 1), at(-1, 1)]
        case .pointedDown: return [at(0, 1), at(1, -1), at(-1, -1)]
        }
    }
}

extension Canvas {
    /// Draws a mark of a study or of a result.
    mutating func marker(
        _ marker: PointMarker,
        centre: Point,
        radius: Double,
        fill: String?,
        stroke: Stroke? = nil,
        opacity: Double = 1
    ) {
        if marker == .circle {
            circle(centre: centre, radius: radius, fill: fill, stroke: stroke, opacity: opacity)
        } else {
            polygon(
                marker.corners(centre: centre, radius: radius),
                fill: fill,
                stroke: stroke,
                opacity: opacity
            )
        }
    }
}
