/// Places and draws the boxes, arrows and phase bars of a flow diagram.
struct FlowLayout {
    typealias Column = PRISMAFlowDiagram.Column
    typealias Level = PRISMAFlowDiagram.Level

    /// A paragraph of a box, wrapped.
    struct Paragraph {
        var lines: [String]
        var indent: Double
        /// Further indent of the second and later lines.
        var hang: Double
    }

    /// A box with its place.
    struct PlacedBox {
        var column: Column
        var level: Level
        var paragraphs: [Paragraph]
        var isOpen: Bool
        var frame: Box
    }

    /// A stretch of levels with its name.
    struct Phase {
        var lines: [String]
        var levels: ClosedRange<Int>
        var frame: Box
    }

    let diagram: PRISMAFlowDiagram
    let style: FigureStyle

    static let margin = 4.0
    static let padding = 4.5
    static let columnGap = 14.0
    static let levelGap = 15.0
    static let stackGap = 6.0
    /// Indent of the items of a list, in ems.
    static let indent = 0.6

    private var theme: Theme { style.theme }
    private var body: TextStyle { style.body }

    /// Draws the diagram.
    func drawn() -> Canvas {
        let texts = diagram.boxes
        let columns = Column.allCases.filter { column in texts.contains { $0.column == column } }
        let barWidth = body.lineHeight + 6
        let geometry = columnGeometry(columns, texts: texts, left: FlowLayout.margin + barWidth + 6)
        var canvas = Canvas(
            width: geometry.pageWidth,
            theme: theme,
            title: diagram.labels.title,
            summary: diagram.summary
        )
        let headings = headingFrames(columns, geometry.frames)
        let headingBottom = headings.map(\.frame.maxY).max() ?? FlowLayout.margin
        for heading in headings {
            draw(heading, on: &canvas, height: headingBottom - FlowLayout.margin)
        }
        let top = headings.isEmpty ? FlowLayout.margin : headingBottom + FlowLayout.levelGap * 0.7
        let (boxes, phases, bottom) = place(texts, frames: geometry.frames, top: top)
        for phase in phases { draw(phase, on: &canvas) }
        for box in boxes { draw(box, on: &canvas) }
        drawArrows(between: boxes, on: &canvas)
        canvas.height = drawNotes(on: &canvas, top: bottom) + FlowLayout.margin
        return canvas
    }

    // MARK: Columns

    private func columnGeometry(
        _ columns: [Column],
        texts: [PRISMAFlowDiagram.BoxText],
        left: Double
    ) -> (frames: [Column: Box], pageWidth: Double) {
        let count = Double(max(columns.count, 1))
        // Words stay whole, unless one is so long that it would widen the page for its own sake.
        let widest = texts.flatMap(\.entries).map { entry in
            body.widestWord(in: entry.text)
                + (entry.isIndented ? 2 * body.size * FlowLayout.indent : 0)
        }
        let least = min(widest.max() ?? 0, body.size * 9) + 2 * FlowLayout.padding
        let gap = style.width == .single ? FlowLayout.columnGap * 0.6 : FlowLayout.columnGap
        let free = style.pageWidth - left - FlowLayout.margin - (count - 1) * gap
        let width = max(least, free / count)
        var frames: [Column: Box] = [:]
        var x = left
        for column in columns {
            frames[column] = Box(x: x, y: 0, width: width, height: 0)
            x += width + gap
        }
        let pageWidth = max(style.pageWidth, x - gap + FlowLayout.margin)
        return (frames, pageWidth)
    }

    private func headingFrames(
        _ columns: [Column],
        _ frames: [Column: Box]
    ) -> [(lines: [String], frame: Box)] {
        let arms: [[Column]] = [[.previous], [.main, .mainSide], [.other, .otherSide]]
        return arms.compactMap { arm in
            let present = arm.compactMap { frames[$0] }
            guard let first = present.first, let last = present.last, let column = arm.first else {
                return nil
            }
            let width = last.maxX - first.x
            let lines = style.strong.wrapped(
                diagram.heading(of: column),
                to: width - 2 * FlowLayout.padding
            )
            let height =
                Canvas.height(ofLines: lines.count, style: style.strong) + FlowLayout.padding
            return (lines, Box(x: first.x, y: FlowLayout.margin, width: width, height: height))
        }
    }

    // MARK: Levels

    private func place(
        _ texts: [PRISMAFlowDiagram.BoxText],
        frames: [Column: Box],
        top: Double
    ) -> (boxes: [PlacedBox], phases: [Phase], bottom: Double) {
        let boxes = texts.map { text in
            let width = frames[text.column]?.width ?? 0
            let paragraphs = text.entries.map { paragraph($0, width: width) }
            let lineCount = paragraphs.reduce(0) { $0 + $1.lines.count }
            return PlacedBox(
                column: text.column,
                level: text.level,
                paragraphs: paragraphs,
                isOpen: text.isOpen,
                frame: Box(
                    x: frames[text.column]?.x ?? 0,
                    y: 0,
                    width: width,
                    height: Canvas.height(ofLines: lineCount, style: body)
                        + 2 * FlowLayout.padding
                )
            )
        }
        var heights = levelHeights(of: boxes)
        let names = phaseNames(heights: &heights)
        var y = top
        var tops: [Level: Double] = [:]
        for level in Level.allCases {
            guard let height = heights[level] else { continue }
            tops[level] = y
            y += height + FlowLayout.levelGap
        }
        let bottom = tops.isEmpty ? top : y - FlowLayout.levelGap
        let phases = names.compactMap { name -> Phase? in
            let levels = Level.allCases.filter { name.levels.contains($0.rawValue) }
            guard let first = levels.compactMap({ tops[$0] }).min() else { return nil }
            let last = levels.compactMap { level in
                tops[level].map { $0 + (heights[level] ?? 0) }
            }
            var phase = name
            phase.frame.y = first
            phase.frame.height = (last.max() ?? first) - first
            return phase
        }
        return (stacked(boxes, tops: tops, heights: heights), phases, bottom)
    }

    private func paragraph(_ entry: PRISMAFlowDiagram.Entry, width: Double) -> Paragraph {
        // Items of a list hang: where one ends and the next begins must be seen at a glance.
        let indent = entry.isIndented ? body.size * FlowLayout.indent : 0
        let hang = entry.isIndented ? body.size * FlowLayout.indent : 0
        let room = width - 2 * FlowLayout.padding - indent - hang
        return Paragraph(
            lines: body.wrapped(entry.text, to: room),
            indent: indent,
            hang: hang
        )
    }

    private func levelHeights(of boxes: [PlacedBox]) -> [Level: Double] {
        var heights: [Level: Double] = [:]
        for level in Level.allCases {
            for column in Column.allCases {
                let stack = boxes.filter { $0.level == level && $0.column == column }
                guard !stack.isEmpty else { continue }
                let height =
                    stack.reduce(0) { $0 + $1.frame.height }
                    + Double(stack.count - 1) * FlowLayout.stackGap
                heights[level] = max(heights[level] ?? 0, height)
            }
        }
        return heights
    }

    /// Wraps the names of the phases and makes levels higher where a name needs the room.
    private func phaseNames(heights: inout [Level: Double]) -> [Phase] {
        let names: [(String, ClosedRange<Int>)] = [
            (diagram.labels.identification, Level.identification.rawValue...1),
            (diagram.labels.screening, Level.screening.rawValue...Level.assessment.rawValue),
            (diagram.labels.included, Level.newStudies.rawValue...Level.metaAnalysis.rawValue),
        ]
        var phases: [Phase] = []
        for (name, range) in names {
            let levels = Level.allCases.filter {
                range.contains($0.rawValue) && heights[$0] != nil
            }
            guard let last = levels.last else { continue }
            let span =
                levels.reduce(0) { $0 + (heights[$1] ?? 0) }
                + Double(levels.count - 1) * FlowLayout.levelGap
            let needed = style.strong.width(of: name) + 8
            if needed > span { heights[last, default: 0] += needed - span }
            phases.append(
                Phase(
                    lines: [name],
                    levels: range,
                    frame: Box(
                        x: FlowLayout.margin,
                        y: 0,
                        width: body.lineHeight + 6,
                        height: 0
                    )
                )
            )
        }
        return phases
    }

    /// Centres boxes in their level; a main box beside a stack of several side boxes moves up to
    /// the first, so that the others can branch off the line below it.
    private func stacked(
        _ boxes: [PlacedBox],
        tops: [Level: Double],
        heights: [Level: Double]
    ) -> [PlacedBox] {
        var result = boxes
        for level in Level.allCases {
            guard let top = tops[level], let height = heights[level] else { continue }
            for column in Column.allCases {
                let stack = boxes.indices.filter {
                    boxes[$0].level == level && boxes[$0].column == column
                }
                let total =
                    stack.reduce(0) { $0 + boxes[$1].frame.height }
                    + Double(max(0, stack.count - 1)) * FlowLayout.stackGap
                var y = top + (height - total) / 2
                for index in stack {
                    result[index].frame.y = y
                    y += boxes[index].frame.height + FlowLayout.stackGap
                }
            }
            for (column, side) in [(Column.main, Column.mainSide), (.other, .otherSide)] {
                let sides = result.filter { $0.level == level && $0.column == side }
                guard sides.count > 1, let first = sides.first else { continue }
                let goesOn = boxes.contains {
                    ($0.column == .main || $0.column == column)
                        && $0.level.rawValue > level.rawValue
                        && ($0.column == column || $0.level.rawValue >= Level.newStudies.rawValue)
                }
                for index in boxes.indices
                where boxes[index].level == level && boxes[index].column == column {
                    if goesOn {
                        let own = boxes[index].frame.height
                        result[index].frame.y = max(top, first.frame.midY - own / 2)
                    } else {
                        result[index].frame.y = top
                        result[index].frame.height = height
                    }
                }
            }
        }
        return result
    }
}
