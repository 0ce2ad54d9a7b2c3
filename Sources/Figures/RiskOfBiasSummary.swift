/// Bars that show, per domain, the share of studies at each judgement.
///
/// With weights the bars show how much of the pooled result rests on studies at each judgement,
/// which is what a reader of the forest plot needs to know.
public struct RiskOfBiasSummary: Sendable, Equatable {
    /// Table whose columns are summed up.
    public var table: TrafficLight
    /// Whether studies count with their weight; studies without a weight then count for nothing.
    public var isWeighted: Bool
    /// Name of the axis; `nil` for the usual words.
    public var axisLabel: String?
    /// What a bar without any study says.
    public var emptyText: String

    /// Creates summary bars.
    public init(
        table: TrafficLight,
        isWeighted: Bool = false,
        axisLabel: String? = nil,
        emptyText: String = "no study"
    ) {
        self.table = table
        self.isWeighted = isWeighted
        self.axisLabel = axisLabel
        self.emptyText = emptyText
    }

    /// Draws the bars.
    ///
    /// - Returns: An SVG file.
    public func render(_ style: FigureStyle = FigureStyle()) -> String { drawn(style).svg() }

    /// Returns the shares of the judgements of a domain, in the order of `RiskLevel`, which add up
    /// to 1; `nil` if no study counts.
    func shares(section: Int, domain: Int) -> [(level: RiskLevel, share: Double)]? {
        var sums: [RiskLevel: Double] = [:]
        for row in table.rows {
            let weight = isWeighted ? row.weight ?? 0 : 1
            guard weight.isFinite, weight > 0 else { continue }
            sums[row.level(section: section, domain: domain), default: 0] += weight
        }
        let levels = RiskLevel.allCases.filter { sums[$0] != nil }
        let total = levels.reduce(0) { $0 + (sums[$1] ?? 0) }
        guard total > 0, total.isFinite else { return nil }
        return levels.map { ($0, (sums[$0] ?? 0) / total) }
    }

    /// What the bars show, in words.
    var summary: String {
        var sentences: [String] = []
        for (sectionIndex, section) in table.sections.enumerated() {
            for (index, domain) in section.domains.enumerated() {
                let shares = shares(section: sectionIndex, domain: index) ?? []
                let texts = shares.map {
                    "\(table.wording.word(for: $0.level)) \(RiskOfBiasSummary.percent($0.share))"
                }
                sentences.append(
                    "\(section.heading), \(domain.name): "
                        + (texts.isEmpty ? emptyText : texts.joined(separator: ", ")) + "."
                )
            }
        }
        return sentences.joined(separator: " ")
    }

    private static func percent(_ share: Double) -> String {
        PrintedNumber.fixed(share * 100, decimals: 0) + "%"
    }
}

extension RiskOfBiasSummary {
    private static let margin = 6.0

    /// Draws the bars on a canvas, for tests of their layout.
    func drawn(_ style: FigureStyle) -> Canvas {
        let margin = RiskOfBiasSummary.margin
        var canvas = Canvas(
            width: style.pageWidth,
            theme: style.theme,
            title: table.title,
            summary: summary
        )
        let names = table.sections.flatMap(\.domains).map(\.name)
        let headings = table.sections.map(\.heading)
        let wish = ColumnWidths.Request(texts: names, style: style.body)
            .union(ColumnWidths.Request(texts: headings, style: style.strong))
        let label = min(max(wish.natural, 1), style.pageWidth * 0.38)
        let small = style.small
        let inset = small.width(of: "100%") / 2
        let left = margin + label + 8
        let width = style.pageWidth - margin - inset - left
        var y = margin
        for (index, section) in table.sections.enumerated() {
            if table.sections.count > 1 {
                y += canvas.paragraph(
                    style.strong.wrapped(section.heading, to: style.pageWidth - 2 * margin),
                    x: margin,
                    top: y,
                    style: style.strong
                )
            }
            for (position, domain) in section.domains.enumerated() {
                y = drawBar(
                    shares(section: index, domain: position),
                    name: domain.name,
                    on: &canvas,
                    style: style,
                    label: label,
                    left: left,
                    width: width,
                    top: y
                )
            }
            y += style.body.size * 0.5
        }
        y = drawAxis(on: &canvas, style: style, left: left, width: width, top: y)
        canvas.height = drawFooter(on: &canvas, style: style, top: y) + margin
        return canvas
    }

    private func drawBar(
        _ shares: [(level: RiskLevel, share: Double)]?,
        name: String,
        on canvas: inout Canvas,
        style: FigureStyle,
        label: Double,
        left: Double,
        width: Double,
        top: Double
    ) -> Double {
        let body = style.body
        let small = style.small
        let lines = body.wrapped(name, to: label)
        let textHeight = Canvas.height(ofLines: lines.count, style: body)
        let emptyLines = shares == nil ? small.wrapped(emptyText, to: width - 4) : []
        let emptyHeight = Canvas.height(ofLines: emptyLines.count, style: small)
        let height = max(textHeight, emptyHeight, body.size * 1.5) + body.size * 0.5
        let middle = top + height / 2
        canvas.paragraph(
            lines,
            x: RiskOfBiasSummary.margin,
            top: middle - textHeight / 2,
            style: body
        )
        let bar = Box(
            x: left,
            y: middle - body.size * 0.75,
            width: width,
            height: body.size * 1.5
        )
        guard let shares else {
            canvas.paragraph(
                emptyLines,
                x: bar.midX,
                top: middle - emptyHeight / 2,
                style: small,
                anchor: .middle,
                colour: style.theme.muted
            )
            return top + height
        }
        draw(shares, name: name, in: bar, on: &canvas, style: style)
        return top + height
    }

    private func draw(
        _ shares: [(level: RiskLevel, share: Double)],
        name: String,
        in bar: Box,
        on canvas: inout Canvas,
        style: FigureStyle
    ) {
        var x = bar.x
        for (level, share) in shares {
            let part = Box(x: x, y: bar.y, width: bar.width * share, height: bar.height)
            canvas.group("\(name): \(table.wording.word(for: level)) \(Self.percent(share))") {
                canvas in
                canvas.rectangle(part, fill: style.theme.fill(of: level) ?? style.theme.shade)
                drawShare(share, level: level, in: part, on: &canvas, style: style)
            }
            x += part.width
        }
        // Seams keep neighbouring shares apart even where their greys are alike in print.
        var seam = bar.x
        for (_, share) in shares.dropLast() {
            seam += bar.width * share
            canvas.rectangle(
                Box(x: seam - 0.4, y: bar.y, width: 0.8, height: bar.height),
                fill: style.theme.paper
            )
        }
    }

    /// Prints symbol and percentage into a share where there is room for them.
    private func drawShare(
        _ share: Double,
        level: RiskLevel,
        in part: Box,
        on canvas: inout Canvas,
        style: FigureStyle
    ) {
        let small = style.small
        let text = Self.percent(share)
        let symbol = small.size * 0.95
        let textWidth = small.width(of: text)
        let colour = level == .notAssessed ? style.theme.ink : style.theme.symbol
        let top = part.midY - small.lineHeight / 2
        if part.width >= textWidth + symbol + 8 {
            let start = part.midX - (textWidth + symbol + 2) / 2
            canvas.judgement(
                level,
                centre: Point(x: start + symbol / 2, y: part.midY),
                radius: symbol / 2,
                theme: style.theme
            )
            canvas.paragraph(
                [text],
                x: start + symbol + 2,
                top: top,
                style: small,
                colour: colour
            )
        } else if part.width >= textWidth + 3 {
            canvas.paragraph(
                [text],
                x: part.midX,
                top: top,
                style: small,
                anchor: .middle,
                colour: colour
            )
        }
    }

    private func drawAxis(
        on canvas: inout Canvas,
        style: FigureStyle,
        left: Double,
        width: Double,
        top: Double
    ) -> Double {
        let small = style.small
        let ink = Canvas.Stroke(colour: style.theme.ink, width: 0.8)
        canvas.line(
            from: Point(x: left, y: top),
            to: Point(x: left + width, y: top),
            stroke: ink
        )
        for quarter in 0...4 {
            let x = left + width * Double(quarter) / 4
            canvas.line(from: Point(x: x, y: top), to: Point(x: x, y: top + 3), stroke: ink)
            canvas.paragraph(
                ["\(quarter * 25)%"],
                x: x,
                top: top + 3.5,
                style: small,
                anchor: .middle
            )
        }
        let text =
            axisLabel
            ?? (isWeighted ? "Share of the weight in the pooled result" : "Share of studies")
        let y = top + 4 + small.lineHeight
        return y
            + canvas.paragraph(
                small.wrapped(text, to: width),
                x: left + width / 2,
                top: y,
                style: small,
                anchor: .middle
            )
    }

    private func drawFooter(on canvas: inout Canvas, style: FigureStyle, top: Double) -> Double {
        let small = style.small
        let width = canvas.width - 2 * RiskOfBiasSummary.margin
        var levels: [RiskLevel] = []
        for (section, block) in table.sections.enumerated() {
            for domain in block.domains.indices {
                levels += (shares(section: section, domain: domain) ?? []).map(\.level)
            }
        }
        var y = top + small.size * 0.6
        y += Legend.judgements(levels, wording: table.wording, style: small, theme: style.theme)
            .draw(on: &canvas, left: RiskOfBiasSummary.margin, top: y, width: width)
        for note in table.notes {
            y += small.size * 0.4
            y += canvas.paragraph(
                small.wrapped(note, to: width),
                x: RiskOfBiasSummary.margin,
                top: y,
                style: small,
                colour: style.theme.muted
            )
        }
        return y
    }
}
