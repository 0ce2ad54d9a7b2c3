import Foundation

/// Name of a mark of a plot.
struct PointLabel {
    /// Name to print.
    var text: String
    /// Middle of the mark.
    var anchor: Point
    /// Half the width of the mark.
    var reach: Double
}

/// Prints names beside their marks where there is room.
///
/// All marks and lines must be drawn before. Each name tries the sides and corners of its mark, and
/// then places farther out to which a thin line leads; it takes the first place that touches no
/// text, mark or line of the page. A name without such a place is left out: one printed over
/// another, or far from its mark without a line, tells nothing or the wrong thing.
///
/// The placement is greedy, so names that come first choose first, and the same figure always looks
/// the same.
struct PointLabelling {
    /// Where names may stand.
    let area: Box
    /// Size of the names.
    let style: TextStyle
    /// Colour of the lines that lead to names.
    let leaderColour: String

    /// More names than this would turn the lines that lead to them into a thicket.
    private static let mostWithLeaders = 40
    private static let leaderWidth = 0.45

    /// A place for a name, with the line that leads there.
    private struct Place {
        var box: Box
        var leader: Segment?
    }

    /// Prints names.
    ///
    /// - Parameters:
    ///   - labels: names in order of importance.
    ///   - canvas: page with all marks and lines.
    /// - Returns: How many names were left out.
    func draw(_ labels: [PointLabel], on canvas: inout Canvas) -> Int {
        var omitted = 0
        var leaders: [Segment] = []
        for label in labels {
            // A name of half the plot would hide the rest; the whole name is in the mark's title.
            let text = style.shortened(label.text, to: area.width * 0.35)
            guard !text.isEmpty else { continue }
            let width = style.width(of: text)
            var places = adjacent(to: label, width: width).map { Place(box: $0) }
            if labels.count <= Self.mostWithLeaders { places += remote(from: label, width: width) }
            guard
                let place = places.first(where: { isFree($0, of: label, leaders, on: canvas) })
            else {
                omitted += 1
                continue
            }
            if let leader = place.leader {
                leaders.append(leader)
                canvas.line(
                    from: leader.start,
                    to: leader.end,
                    stroke: Canvas.Stroke(colour: leaderColour, width: Self.leaderWidth)
                )
            }
            canvas.text(
                text,
                x: place.box.x,
                baseline: place.box.y + FontMetrics.ascent * style.size,
                style: style
            )
        }
        return omitted
    }

    // MARK: Places

    private var height: Double { (FontMetrics.ascent + FontMetrics.descent) * style.size }

    /// Boxes that touch the mark, the best first.
    private func adjacent(to label: PointLabel, width: Double) -> [Box] {
        let anchor = label.anchor
        let gap = 1.5
        // Ascent and descent leave some air above and below the letters already.
        let right = anchor.x + label.reach + gap
        let left = anchor.x - label.reach - gap - width
        let above = anchor.y - label.reach - height
        let below = anchor.y + label.reach
        let slant = label.reach * 0.7 + gap * 0.6
        let corners = [
            (anchor.x + slant, anchor.y - slant - height),
            (anchor.x - slant - width, anchor.y - slant - height),
            (anchor.x + slant, anchor.y + slant), (anchor.x - slant - width, anchor.y + slant),
        ]
        let middle = (x: anchor.x - width / 2, y: anchor.y - height / 2)
        let sides = [(right, middle.y), (left, middle.y), (middle.x, above), (middle.x, below)]
        return (sides + corners).map { Box(x: $0.0, y: $0.1, width: width, height: height) }
    }

    /// Places around the mark at growing distances, with the line that leads there.
    private func remote(from label: PointLabel, width: Double) -> [Place] {
        [7.0, 12, 18, 26, 36, 48, 62].flatMap { distance in
            (0..<16).map { step in
                let angle = Double(step) / 8 * Double.pi
                let direction = Point(x: cos(angle), y: sin(angle))
                let at = { (length: Double) in
                    Point(
                        x: label.anchor.x + direction.x * (label.reach + length),
                        y: label.anchor.y + direction.y * (label.reach + length)
                    )
                }
                let near = at(distance + 1)
                let isUpright = abs(direction.x) < 0.3
                let x =
                    isUpright ? near.x - width / 2 : direction.x > 0 ? near.x : near.x - width
                let y =
                    !isUpright
                    ? near.y - height / 2 : direction.y > 0 ? near.y : near.y - height
                return Place(
                    box: Box(x: x, y: y, width: width, height: height),
                    leader: Segment(start: at(0.5), end: at(distance))
                )
            }
        }
    }

    private func isFree(
        _ place: Place,
        of label: PointLabel,
        _ leaders: [Segment],
        on canvas: Canvas
    ) -> Bool {
        let name = place.box
        // A little air at both ends, or a name seems to go on in the next one.
        let box = Box(x: name.x - 1, y: name.y, width: name.width + 2, height: name.height)
        guard area.contains(box), !canvas.texts.contains(where: { $0.box.overlaps(box) }),
            !canvas.marks.contains(where: { $0.overlaps(box) }),
            !canvas.strokes.contains(where: { $0.mayCross(box) && $0.crosses(box) })
        else { return false }
        guard let leader = place.leader else { return true }
        // Lines of the plot may be crossed, but a line that passes another mark or name seems to
        // belong to it. Marks over the own one cannot be avoided.
        let around = Box(x: label.anchor.x, y: label.anchor.y, width: 0, height: 0)
        return !canvas.texts.contains { leader.crosses($0.box) }
            && !canvas.marks.contains { !$0.contains(around) && leader.crosses($0) }
            && !leaders.contains { $0.meets(leader) }
    }
}

extension Segment {
    /// Tells quickly that a stroke cannot pass through a rectangle.
    fileprivate func mayCross(_ box: Box) -> Bool {
        min(start.x, end.x) < box.maxX && max(start.x, end.x) > box.x
            && min(start.y, end.y) < box.maxY && max(start.y, end.y) > box.y
            || start.x == end.x || start.y == end.y
    }

    /// Tells whether two strokes cross.
    fileprivate func meets(_ other: Segment) -> Bool {
        let side = { (line: Segment, point: Point) in
            (line.end.x - line.start.x) * (point.y - line.start.y)
                - (line.end.y - line.start.y) * (point.x - line.start.x)
        }
        return side(self, other.start) * side(self, other.end) <= 0
            && side(other, start) * side(other, end) <= 0
    }
}

extension TextStyle {
    /// Returns text on one line, cut between characters and ended by an ellipsis if it is wider
    /// than `maximum` points.
    func shortened(_ text: String, to maximum: Double) -> String {
        let cleaned = XMLText.cleaned(text)
        guard width(of: cleaned) > maximum else { return cleaned }
        var kept = ""
        for character in cleaned {
            if width(of: kept + String(character) + "…") > maximum { break }
            kept.append(character)
        }
        while kept.last?.isWhitespace == true { kept.removeLast() }
        return kept.isEmpty ? "" : kept + "…"
    }
}
