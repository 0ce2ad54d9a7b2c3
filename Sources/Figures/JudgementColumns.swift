/// The risk-of-bias columns at the right of a forest plot: headings, discs and legend.
struct JudgementColumns {
    let domains: [ForestPlot.Domain]
    let left: Double
    let pitch: Double

    /// Returns the distance between two columns.
    static func pitch(style: FigureStyle) -> Double {
        style.body.size * (style.width == .single ? 1.5 : 1.75)
    }

    /// Returns the judgements of a study, one per domain; none if it was not judged at all.
    static func judgements(_ given: [RiskLevel], domains: [ForestPlot.Domain]) -> [RiskLevel] {
        guard !given.isEmpty else { return [] }
        return domains.indices.map { given.indices.contains($0) ? given[$0] : .notAssessed }
    }

    /// Headings of the columns.
    func headings(style: FigureStyle) -> [TableCell] {
        domains.enumerated().map { index, domain in
            let column = TextColumn(
                x: left + Double(index) * pitch + 0.5,
                width: pitch - 1,
                alignment: .centre
            )
            return TableCell(
                domain.heading,
                in: column,
                style: style.strong,
                detailStyle: style.small
            )
        }
    }

    /// Draws the discs of a study.
    func draw(_ given: [RiskLevel], on canvas: inout Canvas, y: Double, style: FigureStyle) {
        let levels = JudgementColumns.judgements(given, domains: domains)
        for (index, level) in levels.enumerated() {
            canvas.judgement(
                level,
                centre: Point(x: left + (Double(index) + 0.5) * pitch, y: y),
                radius: style.body.size * 0.56,
                theme: style.theme
            )
        }
    }

    /// Draws the names of the domains and the legend of the judgements that occur.
    ///
    /// - Returns: Where the legend ends; `top` if there are no domains.
    func drawLegend(
        of given: [[RiskLevel]],
        heading: String,
        wording: RiskWording,
        on canvas: inout Canvas,
        top: Double,
        margin: Double,
        style: FigureStyle
    ) -> Double {
        guard !domains.isEmpty else { return top }
        let small = style.small
        let width = canvas.width - 2 * margin
        let names = domains.map { "\($0.heading): \($0.name)" }.joined(separator: "; ")
        var y = top + small.size * 0.6
        y += canvas.paragraph(
            small.wrapped("\(heading) – \(names).", to: width),
            x: margin,
            top: y,
            style: small
        )
        y += small.size * 0.3
        let levels = given.flatMap { JudgementColumns.judgements($0, domains: domains) }
        y += Legend.judgements(levels, wording: wording, style: small, theme: style.theme)
            .draw(on: &canvas, left: margin, top: y, width: width)
        return y
    }
}
