/// A row of keys with their meaning, broken over as many lines as it needs.
struct Legend {
    /// A key and its meaning.
    struct Item {
        var label: String
        /// Draws the key inside a box of the legend's shape.
        var draw: (inout Canvas, Box) -> Void
    }

    var items: [Item]
    var style: TextStyle
    /// Width of a key as a multiple of its height; lines need more than marks.
    var keyAspect = 1.0

    private struct Placed {
        var item: Item
        var lines: [String]
        var x: Double
        var y: Double
    }

    /// Draws the legend and returns the height it takes.
    func draw(on canvas: inout Canvas, left: Double, top: Double, width: Double) -> Double {
        let (placed, height) = layout(left: left, top: top, width: width)
        let key = style.size
        for entry in placed {
            let offset = (style.lineHeight - key) / 2
            entry.item.draw(
                &canvas,
                Box(x: entry.x, y: entry.y + offset, width: key * keyAspect, height: key)
            )
            canvas.paragraph(
                entry.lines,
                x: entry.x + keyWidth,
                top: entry.y,
                style: style
            )
        }
        return height
    }

    /// Width of a key with the gap behind it.
    private var keyWidth: Double { style.size * (keyAspect + 0.5) }

    private func layout(left: Double, top: Double, width: Double) -> ([Placed], Double) {
        var placed: [Placed] = []
        var x = left
        var y = top
        var rowHeight = 0.0
        for item in items {
            let lines = style.wrapped(item.label, to: width - keyWidth)
            let itemWidth = keyWidth + (lines.map { style.width(of: $0) }.max() ?? 0)
            if x > left, x + itemWidth > left + width {
                x = left
                y += rowHeight + style.size * 0.3
                rowHeight = 0
            }
            placed.append(Placed(item: item, lines: lines, x: x, y: y))
            rowHeight = max(rowHeight, Canvas.height(ofLines: lines.count, style: style))
            x += itemWidth + style.size * 1.6
        }
        return (placed, items.isEmpty ? 0 : y + rowHeight - top)
    }
}

extension Legend {
    /// Creates the legend of judgements, with the levels that occur.
    static func judgements(
        _ levels: [RiskLevel],
        wording: RiskWording,
        style: TextStyle,
        theme: Theme
    ) -> Legend {
        let items = RiskLevel.allCases.filter { levels.contains($0) }.map { level in
            Item(label: wording.word(for: level)) { canvas, box in
                canvas.judgement(
                    level,
                    centre: Point(x: box.midX, y: box.midY),
                    radius: box.width / 2,
                    theme: theme
                )
            }
        }
        return Legend(items: items, style: style)
    }
}
