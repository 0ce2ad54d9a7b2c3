/// A column of text with its place.
struct TextColumn {
    var x: Double
    var width: Double
    var alignment: ForestPlot.Alignment
}

/// A cell with its wrapped text, and with folded columns in small print below.
struct TableCell {
    var lines: [String]
    var column: TextColumn
    var style: TextStyle
    var details: [String] = []
    var detailStyle: TextStyle

    /// Height of text and details in points.
    var height: Double {
        Canvas.height(ofLines: lines.count, style: style)
            + Canvas.height(ofLines: details.count, style: detailStyle)
    }

    /// Wraps a text to the width of its column.
    init(_ text: String, in column: TextColumn, style: TextStyle, detailStyle: TextStyle) {
        lines = style.wrapped(text, to: column.width)
        self.column = column
        self.style = style
        self.detailStyle = detailStyle
    }
}

extension Canvas {
    /// Draws a cell with its first line at the top.
    mutating func cell(_ cell: TableCell, top: Double, detailColour: String) {
        let x: Double
        let anchor: Anchor
        switch cell.column.alignment {
        case .leading: (x, anchor) = (cell.column.x, .start)
        case .trailing: (x, anchor) = (cell.column.x + cell.column.width, .end)
        case .centre: (x, anchor) = (cell.column.x + cell.column.width / 2, .middle)
        }
        let height = paragraph(cell.lines, x: x, top: top, style: cell.style, anchor: anchor)
        paragraph(
            cell.details,
            x: x,
            top: top + height,
            style: cell.detailStyle,
            anchor: anchor,
            colour: detailColour
        )
    }

    /// Draws the cells of a row, each centred on the same height.
    mutating func cells(_ cells: [TableCell], middle: Double, detailColour: String) {
        for cell in cells {
            self.cell(cell, top: middle - cell.height / 2, detailColour: detailColour)
        }
    }

    /// Draws headings that stand on a common line at the top of a table, with a rule below.
    ///
    /// - Returns: The height of the rule.
    mutating func tableHead(
        _ cells: [TableCell],
        margin: Double,
        style: TextStyle,
        rule: Stroke,
        detailColour: String
    ) -> Double {
        let lineCount = cells.map(\.lines.count).max() ?? 1
        let bottom = margin + Canvas.height(ofLines: lineCount, style: style)
        for cell in cells { self.cell(cell, top: bottom - cell.height, detailColour: detailColour) }
        let y = bottom + 2
        line(from: Point(x: margin, y: y), to: Point(x: width - margin, y: y), stroke: rule)
        return y
    }
}
