/// An SVG page that is drawn element by element.
///
/// It escapes every text, formats every number the same way on every platform, and keeps the
/// bounding box of every text and the course of every stroke, so that a test can prove that nothing
/// is printed over anything else.
struct Canvas {
    /// Where a text is fixed.
    enum Anchor: String {
        case start
        case middle
        case end
    }

    /// A text that was placed, with the box its line takes.
    struct PlacedText: Equatable {
        var text: String
        var box: Box
    }

    /// Stroke of a shape.
    struct Stroke {
        var colour: String
        var width = 0.75
        var dashes: [Double] = []
    }

    /// Page width in points.
    let width: Double
    /// Page height in points; set once the layout is known.
    var height = 0.0
    /// Texts placed so far.
    private(set) var texts: [PlacedText] = []
    /// Strokes drawn so far, with the outlines of stroked shapes.
    private(set) var strokes: [Segment] = []
    /// Boxes of the circles and polygons drawn so far, on which no text may stand.
    private(set) var marks: [Box] = []

    private let theme: Theme
    private let title: String
    private let summary: String
    private var elements: [String] = []
    private var depth = 1

    /// Creates an empty page.
    ///
    /// - Parameters:
    ///   - width: page width in points.
    ///   - theme: colours.
    ///   - title: short name of the figure, read out by screen readers.
    ///   - summary: what the figure shows, in a sentence or two.
    init(width: Double, theme: Theme, title: String, summary: String) {
        self.width = width
        self.theme = theme
        self.title = title
        self.summary = summary
    }

    // MARK: Text

    /// Places one line of text.
    mutating func text(
        _ text: String,
        x: Double,
        baseline: Double,
        style: TextStyle,
        anchor: Anchor = .start,
        colour: String? = nil
    ) {
        let cleaned = XMLText.cleaned(text)
        guard !cleaned.isEmpty else { return }
        let textWidth = style.width(of: cleaned)
        let left = x - textWidth * share(of: anchor)
        record(
            cleaned,
            Box(
                x: left,
                y: baseline - FontMetrics.ascent * style.size,
                width: textWidth,
                height: (FontMetrics.ascent + FontMetrics.descent) * style.size
            )
        )
        append(
            "<text x=\"\(number(x))\" y=\"\(number(baseline))\""
                + attributes(style, anchor, colour) + ">\(XMLText.escaped(cleaned))</text>"
        )
    }

    /// Places lines of text below each other and returns the height they take.
    @discardableResult
    mutating func paragraph(
        _ lines: [String],
        x: Double,
        top: Double,
        style: TextStyle,
        anchor: Anchor = .start,
        colour: String? = nil
    ) -> Double {
        for (index, line) in lines.enumerated() {
            text(
                line,
                x: x,
                baseline: Canvas.baseline(ofLine: index, top: top, style: style),
                style: style,
                anchor: anchor,
                colour: colour
            )
        }
        return Canvas.height(ofLines: lines.count, style: style)
    }

    /// Places notes below a figure, over its whole width, and returns where they end.
    mutating func notes(
        _ notes: [String],
        top: Double,
        margin: Double,
        style: TextStyle
    ) -> Double {
        var y = top
        for note in notes {
            y += style.size * 0.5
            y += paragraph(
                style.wrapped(note, to: width - 2 * margin),
                x: margin,
                top: y,
                style: style,
                colour: theme.muted
            )
        }
        return y
    }

    /// Places lines that run upwards, centred on a point.
    mutating func verticalParagraph(
        _ lines: [String],
        centre: Point,
        style: TextStyle,
        colour: String? = nil
    ) {
        let total = Canvas.height(ofLines: lines.count, style: style)
        for (index, line) in lines.enumerated() {
            let cleaned = XMLText.cleaned(line)
            let offset = Canvas.baseline(ofLine: index, top: -total / 2, style: style)
            let x = centre.x + offset
            let length = style.width(of: cleaned)
            record(
                cleaned,
                Box(
                    x: x - FontMetrics.ascent * style.size,
                    y: centre.y - length / 2,
                    width: (FontMetrics.ascent + FontMetrics.descent) * style.size,
                    height: length
                )
            )
            append(
                "<text transform=\"translate(\(number(x)) \(number(centre.y))) rotate(-90)\""
                    + attributes(style, .middle, colour) + ">\(XMLText.escaped(cleaned))</text>"
            )
        }
    }

    /// Returns the height of a paragraph.
    static func height(ofLines count: Int, style: TextStyle) -> Double {
        Double(count) * style.lineHeight
    }

    /// Returns the baseline of a line such that its box is centred in its line height.
    static func baseline(ofLine index: Int, top: Double, style: TextStyle) -> Double {
        let slack =
            style.lineHeight - (FontMetrics.ascent + FontMetrics.descent) * style.size
        return top + Double(index) * style.lineHeight + slack / 2
            + FontMetrics.ascent * style.size
    }

    // MARK: Shapes

    /// Draws a rectangle.
    mutating func rectangle(
        _ box: Box,
        fill: String?,
        stroke: Stroke? = nil,
        radius: Double = 0
    ) {
        if stroke != nil { recordOutline(of: box) }
        append(
            "<rect x=\"\(number(box.x))\" y=\"\(number(box.y))\" width=\"\(number(box.width))\""
                + " height=\"\(number(box.height))\""
                + (radius > 0 ? " rx=\"\(number(radius))\"" : "") + paint(fill, stroke) + "/>"
        )
    }

    /// Draws a straight line.
    mutating func line(from start: Point, to end: Point, stroke: Stroke) {
        strokes.append(Segment(start: start, end: end))
        append(
            "<line x1=\"\(number(start.x))\" y1=\"\(number(start.y))\" x2=\"\(number(end.x))\""
                + " y2=\"\(number(end.y))\"" + paint(nil, stroke) + "/>"
        )
    }

    /// Draws a filled polygon.
    mutating func polygon(
        _ points: [Point],
        fill: String?,
        stroke: Stroke? = nil,
        opacity: Double = 1
    ) {
        recordMark(around: points)
        append(
            "<polygon points=\"\(list(points))\"" + paint(fill, stroke, opacity: opacity) + "/>"
        )
    }

    /// Fills an area on which texts may stand, such as the shading of a plot.
    mutating func area(_ points: [Point], fill: String, opacity: Double = 1) {
        guard points.count > 2 else { return }
        append(
            "<polygon points=\"\(list(points))\"" + paint(fill, nil, opacity: opacity) + "/>"
        )
    }

    /// Fills many rectangles of one colour as one element, on which texts may stand.
    ///
    /// One element a rectangle would make a grid of thousands of cells four times as large. Edges
    /// are not smoothed: between neighbours that would leave seams.
    mutating func boxes(_ boxes: [Box], fill: String) {
        guard !boxes.isEmpty else { return }
        // The printed ends of neighbours must be equal, not only their exact ones.
        let printed = { (value: Double) in (value * 100).rounded() / 100 }
        let data = boxes.map { box in
            let width = number(printed(box.maxX) - printed(box.x))
            let height = number(printed(box.maxY) - printed(box.y))
            return "M\(number(box.x)),\(number(box.y))h\(width)v\(height)h-\(width)z"
        }
        append(
            "<path d=\"\(data.joined())\" shape-rendering=\"crispEdges\"" + paint(fill, nil) + "/>"
        )
    }

    /// Draws a connected line, with an arrow head at its end if wanted.
    mutating func polyline(_ points: [Point], stroke: Stroke, arrow: Bool = false) {
        for (start, end) in zip(points, points.dropFirst()) {
            strokes.append(Segment(start: start, end: end))
        }
        guard arrow, points.count > 1, let tip = points.last else {
            return append("<polyline points=\"\(list(points))\"" + paint(nil, stroke) + "/>")
        }
        let from = points[points.count - 2]
        let head = 4.0
        let direction = unit(from: from, to: tip)
        let base = Point(x: tip.x - direction.x * head, y: tip.y - direction.y * head)
        let shaft = points.dropLast() + [base]
        append("<polyline points=\"\(list(Array(shaft)))\"" + paint(nil, stroke) + "/>")
        let side = Point(x: -direction.y * head * 0.45, y: direction.x * head * 0.45)
        polygon(
            [
                tip, Point(x: base.x + side.x, y: base.y + side.y),
                Point(x: base.x - side.x, y: base.y - side.y),
            ],
            fill: stroke.colour
        )
    }

    /// A stretch of a curved line.
    enum PathStep {
        case move(Point)
        /// A large clockwise arc of a circle.
        case arc(radius: Double, to: Point)
        /// A quadratic curve.
        case curve(control: Point, to: Point)
    }

    /// Draws a curved line; decoration inside a symbol, so it is not kept as a stroke.
    mutating func path(_ steps: [PathStep], stroke: Stroke) {
        let data = steps.map { step in
            switch step {
            case .move(let point): "M\(list([point]))"
            case .arc(let radius, let end):
                "A\(number(radius)),\(number(radius)) 0 1 1 \(list([end]))"
            case .curve(let control, let end): "Q\(list([control])) \(list([end]))"
            }
        }
        append("<path d=\"\(data.joined(separator: " "))\"" + paint(nil, stroke) + "/>")
    }

    /// Draws a circle.
    mutating func circle(
        centre: Point,
        radius: Double,
        fill: String?,
        stroke: Stroke? = nil,
        opacity: Double = 1
    ) {
        recordMark(
            around: [
                Point(x: centre.x - radius, y: centre.y - radius),
                Point(x: centre.x + radius, y: centre.y + radius),
            ])
        append(
            "<circle cx=\"\(number(centre.x))\" cy=\"\(number(centre.y))\" r=\"\(number(radius))\""
                + paint(fill, stroke, opacity: opacity) + "/>"
        )
    }

    /// Draws what belongs together, with a name that a browser shows and a screen reader reads.
    mutating func group(_ name: String, _ draw: (inout Canvas) -> Void) {
        append("<g>")
        depth += 1
        append("<title>\(XMLText.escaped(name))</title>")
        draw(&self)
        depth -= 1
        append("</g>")
    }

    // MARK: Document

    /// Returns the page as an SVG file.
    func svg() -> String {
        let millimetres = { (points: Double) in XMLText.coordinate(points / 72 * 25.4) }
        let lines = [
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(millimetres(width))mm\""
                + " height=\"\(millimetres(height))mm\""
                + " viewBox=\"0 0 \(number(width)) \(number(height))\" role=\"img\""
                + " font-family=\"Helvetica, Arial, &quot;Liberation Sans&quot;, sans-serif\""
                + " fill=\"\(theme.ink)\">",
            "  <title>\(XMLText.escaped(title))</title>",
            "  <desc>\(XMLText.escaped(summary))</desc>",
            "  <rect width=\"\(number(width))\" height=\"\(number(height))\""
                + " fill=\"\(theme.paper)\"/>",
        ]
        return (lines + elements + ["</svg>"]).joined(separator: "\n") + "\n"
    }

    /// The page as a rectangle.
    var page: Box { Box(x: 0, y: 0, width: width, height: height) }

    // MARK: Private

    private mutating func append(_ element: String) {
        elements.append(String(repeating: "  ", count: depth) + element)
    }

    private mutating func record(_ text: String, _ box: Box) {
        texts.append(PlacedText(text: text, box: box))
    }

    private mutating func recordMark(around points: [Point]) {
        guard let left = points.map(\.x).min(), let right = points.map(\.x).max(),
            let top = points.map(\.y).min(), let bottom = points.map(\.y).max()
        else { return }
        marks.append(Box(x: left, y: top, width: right - left, height: bottom - top))
    }

    private mutating func recordOutline(of box: Box) {
        let corners = [
            Point(x: box.x, y: box.y), Point(x: box.maxX, y: box.y),
            Point(x: box.maxX, y: box.maxY), Point(x: box.x, y: box.maxY),
        ]
        for index in corners.indices {
            strokes.append(Segment(start: corners[index], end: corners[(index + 1) % 4]))
        }
    }

    private func number(_ value: Double) -> String { XMLText.coordinate(value) }

    private func list(_ points: [Point]) -> String {
        points.map { "\(number($0.x)),\(number($0.y))" }.joined(separator: " ")
    }

    private func share(of anchor: Anchor) -> Double {
        switch anchor {
        case .start: 0
        case .middle: 0.5
        case .end: 1
        }
    }

    private func attributes(_ style: TextStyle, _ anchor: Anchor, _ colour: String?) -> String {
        var result = " font-size=\"\(number(style.size))\""
        if style.bold { result += " font-weight=\"bold\"" }
        if style.italic { result += " font-style=\"italic\"" }
        if anchor != .start { result += " text-anchor=\"\(anchor.rawValue)\"" }
        if let colour, colour != theme.ink { result += " fill=\"\(colour)\"" }
        return result
    }

    /// Returns the attributes of fill and stroke; only the fill can be translucent.
    private func paint(_ fill: String?, _ stroke: Stroke?, opacity: Double = 1) -> String {
        var result = " fill=\"\(fill ?? "none")\""
        if opacity < 1, fill != nil { result += " fill-opacity=\"\(number(opacity))\"" }
        guard let stroke else { return result }
        result += " stroke=\"\(stroke.colour)\" stroke-width=\"\(number(stroke.width))\""
        if !stroke.dashes.isEmpty {
            result += " stroke-dasharray=\"\(stroke.dashes.map(number).joined(separator: " "))\""
        }
        return result
    }

    private func unit(from start: Point, to end: Point) -> Point {
        let dx = end.x - start.x
        let dy = end.y - start.y
        let length = (dx * dx + dy * dy).squareRoot()
        guard length > 0 else { return Point(x: 1, y: 0) }
        return Point(x: dx / length, y: dy / length)
    }
}
