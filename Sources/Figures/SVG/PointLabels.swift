/// Names beside the marks of a plot.
struct PointLabel {
    /// Name to print.
    var text: String
    /// Middle of the mark.
    var anchor: Point
    /// Half the width of the mark.
    var reach: Double
}

extension Canvas {
    /// Prints names beside their marks where there is room.
    ///
    /// All marks and lines must be drawn before. Each name tries the right of its mark first, then
    /// the left, above, below and the corners, and then the same a little farther out; it takes the
    /// first place inside the area that touches no text, mark or line of the page. A name without
    /// such a place is left out: a name printed over another tells nothing about either. Names that
    /// come first choose first.
    ///
    /// - Parameters:
    ///   - labels: names in order of importance.
    ///   - area: where names may stand.
    ///   - style: size of the text.
    /// - Returns: How many names were left out.
    mutating func pointLabels(_ labels: [PointLabel], in area: Box, style: TextStyle) -> Int {
        var omitted = 0
        for label in labels {
            // A name of half the plot would hide the rest; the whole name is in the mark's title.
            let text = style.shortened(label.text, to: area.width * 0.35)
            guard !text.isEmpty else { continue }
            let width = style.width(of: text)
            guard
                let place = PointLabel.places(around: label, width: width, style: style)
                    .first(where: { isFree($0, in: area) })
            else {
                omitted += 1
                continue
            }
            self.text(
                text,
                x: place.x,
                baseline: place.y + FontMetrics.ascent * style.size,
                style: style
            )
        }
        return omitted
    }

    private func isFree(_ box: Box, in area: Box) -> Bool {
        area.contains(box) && !texts.contains { $0.box.overlaps(box) }
            && !marks.contains { $0.overlaps(box) } && !strokes.contains { $0.crosses(box) }
    }
}

extension PointLabel {
    /// Returns the boxes a name of a given width may take, the best first.
    fileprivate static func places(
        around label: PointLabel,
        width: Double,
        style: TextStyle
    ) -> [Box] {
        let height = (FontMetrics.ascent + FontMetrics.descent) * style.size
        let anchor = label.anchor
        return [1.5, 5.0, 9.0].flatMap { gap in
            // Ascent and descent leave some air above and below the letters already.
            let right = anchor.x + label.reach + gap
            let left = anchor.x - label.reach - gap - width
            let above = anchor.y - label.reach - gap + 1 - height
            let below = anchor.y + label.reach + gap - 1
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
