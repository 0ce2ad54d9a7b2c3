/// The table of judgements: a row per study, a column per domain, an overall column.
///
/// Applicability stands in columns of its own beside the risk of bias where it was judged.
public struct TrafficLight: Sendable, Equatable {
    /// A block of columns, such as risk of bias or applicability.
    public struct Section: Sendable, Equatable {
        /// Heading above the columns.
        public var heading: String
        /// Domains, with the short headings and full names; the overall column is one of them.
        public var domains: [ForestPlot.Domain]

        /// Creates a section.
        public init(heading: String, domains: [ForestPlot.Domain]) {
            self.heading = heading
            self.domains = domains
        }
    }

    /// The judgements of a study.
    public struct Row: Sendable, Equatable {
        /// Name of the study, model or estimate that was judged.
        public var label: String
        /// Judgements per section, in the order of its domains; missing ones count as not
        /// assessed.
        public var judgements: [[RiskLevel]]
        /// Weight of the study, in percent; only for the summary bars.
        public var weight: Double?

        /// Creates a row.
        public init(label: String, judgements: [[RiskLevel]], weight: Double? = nil) {
            self.label = label
            self.judgements = judgements
            self.weight = weight
        }

        /// Returns a judgement.
        func level(section: Int, domain: Int) -> RiskLevel {
            guard judgements.indices.contains(section),
                judgements[section].indices.contains(domain)
            else { return .notAssessed }
            return judgements[section][domain]
        }
    }

    /// Name of the figure for screen readers.
    public var title: String
    /// Heading of the study column.
    public var studyHeading: String
    /// Blocks of columns.
    public var sections: [Section]
    /// Studies in the order in which they are printed.
    public var rows: [Row]
    /// Words of the legend.
    public var wording: RiskWording
    /// What is printed if no study was judged.
    public var emptyText: String
    /// Notes below the table, such as the instrument.
    public var notes: [String]

    /// Creates a table.
    public init(
        title: String,
        sections: [Section],
        rows: [Row],
        studyHeading: String = "Study",
        wording: RiskWording = RiskWording(),
        emptyText: String = "No study appraised",
        notes: [String] = []
    ) {
        self.title = title
        self.sections = sections
        self.rows = rows
        self.studyHeading = studyHeading
        self.wording = wording
        self.emptyText = emptyText
        self.notes = notes
    }

    /// Draws the table.
    ///
    /// - Returns: An SVG file; wider than asked if the columns alone exceed the printed width.
    public func render(_ style: FigureStyle = FigureStyle()) -> String { drawn(style).svg() }

    /// What the table shows, in words.
    var summary: String {
        var sentences = ["Judgements of \(rows.count) \(rows.count == 1 ? "study" : "studies")."]
        for (sectionIndex, section) in sections.enumerated() {
            for (index, domain) in section.domains.enumerated() {
                let levels = rows.map { $0.level(section: sectionIndex, domain: index) }
                let counts = RiskLevel.allCases.compactMap { level -> String? in
                    let count = levels.filter { $0 == level }.count
                    return count > 0 ? "\(wording.word(for: level)) \(count)" : nil
                }
                if !counts.isEmpty {
                    sentences.append(
                        "\(section.heading), \(domain.name): "
                            + counts.joined(separator: ", ") + "."
                    )
                }
            }
        }
        return sentences.joined(separator: " ")
    }
}

extension TrafficLight {
    private static let margin = 6.0
    private static let gap = 8.0

    /// Draws the table on a canvas, for tests of its layout.
    func drawn(_ style: FigureStyle) -> Canvas {
        let request = ColumnWidths.Request(
            texts: rows.map(\.label) + [emptyText],
            style: style.body
        ).union(ColumnWidths.Request(texts: [studyHeading], style: style.strong))
        let count = Double(max(1, sections.reduce(0) { $0 + $1.domains.count }))
        let gaps = Double(sections.count) * TrafficLight.gap
        // Columns spread over the page where the names leave room, up to twice their least pitch.
        let least = style.body.size * 2.1
        let spread =
            (style.pageWidth - 2 * TrafficLight.margin - gaps - request.natural) / count
        let pitch = min(max(least, spread), least * 2)
        let columns = sections.map { Double($0.domains.count) * pitch }
        let table = columns.reduce(0, +) + gaps
        let free = style.pageWidth - 2 * TrafficLight.margin - table
        let label = max(min(request.natural, max(free, style.body.size * 8)), 1)
        let pageWidth = max(style.pageWidth, label + table + 2 * TrafficLight.margin)
        var canvas = Canvas(
            width: pageWidth,
            theme: style.theme,
            title: title,
            summary: summary
        )
        var x = TrafficLight.margin + label + TrafficLight.gap
        var lefts: [Double] = []
        for width in columns {
            lefts.append(x)
            x += width + TrafficLight.gap
        }
        let grid = Grid(
            label: label,
            lefts: lefts,
            pitch: pitch,
            right: x - TrafficLight.gap,
            style: style
        )
        let y = drawRows(on: &canvas, grid: grid, top: drawHeader(on: &canvas, grid: grid))
        canvas.height = drawFooter(on: &canvas, style: style, top: y) + TrafficLight.margin
        return canvas
    }

    /// Places of the columns.
    private struct Grid {
        /// Width of the study column.
        var label: Double
        /// Left ends of the sections.
        var lefts: [Double]
        /// Width of a column of judgements.
        var pitch: Double
        /// Right end of the table.
        var right: Double
        var style: FigureStyle
    }

    private func drawHeader(on canvas: inout Canvas, grid: Grid) -> Double {
        let strong = grid.style.strong
        let sectionLines = sections.map {
            strong.wrapped($0.heading, to: Double($0.domains.count) * grid.pitch)
        }
        let domainLines = sections.map { section in
            section.domains.map { strong.wrapped($0.heading, to: grid.pitch - 2) }
        }
        let heading = strong.wrapped(studyHeading, to: grid.label)
        let height = { (lines: [String]) in Canvas.height(ofLines: lines.count, style: strong) }
        let sectionHeight = sectionLines.map(height).max() ?? 0
        let domainHeight = domainLines.flatMap { $0 }.map(height).max() ?? 0
        let total = max(sectionHeight + 3 + domainHeight, height(heading))
        let bottom = TrafficLight.margin + total
        let sectionBottom = bottom - domainHeight - 3
        for (index, left) in grid.lefts.enumerated() {
            let width = Double(sections[index].domains.count) * grid.pitch
            canvas.paragraph(
                sectionLines[index],
                x: left + width / 2,
                top: sectionBottom - height(sectionLines[index]),
                style: strong,
                anchor: .middle
            )
            canvas.line(
                from: Point(x: left + 1, y: sectionBottom + 1.5),
                to: Point(x: left + width - 1, y: sectionBottom + 1.5),
                stroke: Canvas.Stroke(colour: grid.style.theme.muted, width: 0.5)
            )
            for (domain, lines) in domainLines[index].enumerated() {
                canvas.paragraph(
                    lines,
                    x: left + (Double(domain) + 0.5) * grid.pitch,
                    top: bottom - height(lines),
                    style: strong,
                    anchor: .middle
                )
            }
        }
        canvas.paragraph(
            heading,
            x: TrafficLight.margin,
            top: bottom - height(heading),
            style: strong
        )
        let y = bottom + 2
        canvas.line(
            from: Point(x: TrafficLight.margin, y: y),
            to: Point(x: grid.right, y: y),
            stroke: Canvas.Stroke(colour: grid.style.theme.ink, width: 0.8)
        )
        return y
    }

    private func drawRows(on canvas: inout Canvas, grid: Grid, top: Double) -> Double {
        let style = grid.style
        let body = style.body
        let hairline = Canvas.Stroke(colour: style.theme.hairline, width: 0.5)
        var y = top
        if rows.isEmpty {
            return y + 2
                + canvas.paragraph(
                    body.wrapped(emptyText, to: grid.label),
                    x: TrafficLight.margin,
                    top: y + 2,
                    style: body,
                    colour: style.theme.muted
                )
        }
        for row in rows {
            let lines = body.wrapped(row.label, to: grid.label)
            let textHeight = Canvas.height(ofLines: lines.count, style: body)
            let height = max(textHeight + body.size * 0.4, body.size * 1.75)
            let middle = y + height / 2
            canvas.paragraph(
                lines,
                x: TrafficLight.margin,
                top: middle - textHeight / 2,
                style: body
            )
            for (index, left) in grid.lefts.enumerated() {
                for (position, domain) in sections[index].domains.enumerated() {
                    let level = row.level(section: index, domain: position)
                    let name =
                        "\(row.label), \(domain.name): \(wording.word(for: level))"
                    canvas.group(name) { canvas in
                        canvas.judgement(
                            level,
                            centre: Point(
                                x: left + (Double(position) + 0.5) * grid.pitch,
                                y: middle
                            ),
                            radius: body.size * 0.68,
                            theme: style.theme
                        )
                    }
                }
            }
            y += height
            canvas.line(
                from: Point(x: TrafficLight.margin, y: y),
                to: Point(x: grid.right, y: y),
                stroke: hairline
            )
        }
        return y
    }

    private func drawFooter(
        on canvas: inout Canvas,
        style: FigureStyle,
        top: Double
    ) -> Double {
        let width = canvas.width - 2 * TrafficLight.margin
        let small = style.small
        var y = top + small.size * 0.7
        for section in sections where !section.domains.isEmpty {
            let names = section.domains.map {
                $0.heading == $0.name ? $0.name : "\($0.heading): \($0.name)"
            }
            let text = section.heading + " – " + names.joined(separator: "; ") + "."
            y += canvas.paragraph(
                small.wrapped(text, to: width),
                x: TrafficLight.margin,
                top: y,
                style: small
            )
        }
        y += small.size * 0.5
        let levels = rows.flatMap { row in
            sections.indices.flatMap { section in
                sections[section].domains.indices.map {
                    row.level(section: section, domain: $0)
                }
            }
        }
        y += Legend.judgements(levels, wording: wording, style: small, theme: style.theme)
            .draw(on: &canvas, left: TrafficLight.margin, top: y, width: width)
        for note in notes {
            y += small.size * 0.4
            y += canvas.paragraph(
                small.wrapped(note, to: width),
                x: TrafficLight.margin,
                top: y,
                style: small,
                colour: style.theme.muted
            )
        }
        return y
    }
}
