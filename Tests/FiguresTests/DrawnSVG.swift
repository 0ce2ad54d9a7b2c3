import Foundation

@testable import Figures

/// Shapes and places read back from a drawn figure, without the code that placed them.
struct DrawnSVG {
    /// A circle of the page.
    struct Circle: Equatable {
        var centre: Point
        var radius: Double
        var fill: String
    }

    let svg: String
    private let canvas: Canvas

    init(_ canvas: Canvas) {
        self.canvas = canvas
        svg = canvas.svg()
    }

    /// All circles, with those of the legend.
    var circles: [Circle] {
        let pattern = /<circle cx="([-0-9.]+)" cy="([-0-9.]+)" r="([-0-9.]+)" fill="([^"]*)"/
        return svg.matches(of: pattern).compactMap { match in
            guard let x = Double(match.1), let y = Double(match.2), let radius = Double(match.3)
            else { return nil }
            return Circle(centre: Point(x: x, y: y), radius: radius, fill: String(match.4))
        }
    }

    /// Corners of all polygons of a colour.
    func polygons(fill: String) -> [[Point]] {
        corners("<polygon points=\"([^\"]*)\" fill=\"\(fill)\"")
    }

    /// Points of all connected lines of a colour.
    func polylines(stroke: String) -> [[Point]] {
        corners("<polyline points=\"([^\"]*)\" fill=\"none\" stroke=\"\(stroke)\"")
    }

    /// The rectangle around the plot: the first that is stroked and not filled.
    var frame: Box? {
        let pattern =
            /<rect x="([-0-9.]+)" y="([-0-9.]+)" width="([0-9.]+)" height="([0-9.]+)" fill="none"/
        guard let match = svg.firstMatch(of: pattern), let x = Double(match.1),
            let y = Double(match.2), let width = Double(match.3), let height = Double(match.4)
        else { return nil }
        return Box(x: x, y: y, width: width, height: height)
    }

    /// Middle of the box of a text.
    func middle(of text: String, below: Bool) -> Double? {
        guard let frame else { return nil }
        let box = canvas.texts.first {
            $0.text == text && (below ? $0.box.y > frame.maxY : $0.box.maxX < frame.x)
        }?.box
        return below ? box?.midX : box?.midY
    }

    /// Returns the coordinate of a value from two labelled ticks.
    ///
    /// - Parameters:
    ///   - value: a value of the axis.
    ///   - ticks: labels of two ticks.
    ///   - below: whether the axis is the horizontal one.
    ///   - ruler: the transformation of the axis.
    /// - Returns: The coordinate; `nil` if a tick is missing.
    func coordinate(
        of value: Double,
        ticks: (String, String),
        below: Bool,
        ruler: (Double) -> Double = { $0 }
    ) -> Double? {
        guard let first = Double(ticks.0), let second = Double(ticks.1),
            let start = middle(of: ticks.0, below: below),
            let end = middle(of: ticks.1, below: below)
        else { return nil }
        let share = (ruler(value) - ruler(first)) / (ruler(second) - ruler(first))
        return start + share * (end - start)
    }

    private func corners(_ pattern: String) -> [[Point]] {
        guard let regex = try? Regex(pattern, as: (Substring, Substring).self) else { return [] }
        return svg.matches(of: regex).map { match in
            match.output.1.split(separator: " ").compactMap { pair in
                let numbers = pair.split(separator: ",").compactMap { Double($0) }
                return numbers.count == 2 ? Point(x: numbers[0], y: numbers[1]) : nil
            }
        }
    }
}
