/// Places the rows and columns of a paired forest plot.
struct PairedForestLayout {
    /// One line of the table.
    enum Line {
        case heading(String)
        case study(PairedForestPlot.Row)
        case pooled(PairedForestPlot.Pooled)
        case prediction(PairedForestPlot.Pooled)
        case note(String)
        case rule
        case gap
    }

    let plot: PairedForestPlot
    let style: FigureStyle
    let wishes: PairedForestWishes
    let shown: PairedForestWishes.Shown
    let lines: [Line]

    let labelColumn: TextColumn
    /// TP, FP, FN, TN; empty if they are folded.
    let countColumns: [TextColumn]
    let textColumns: [TextColumn]
    /// Numbers of both measures; empty if they are folded.
    let numberColumns: [TextColumn]
    /// Left ends of the axes of both panels.
    let panelLefts: [Double]
    let panelWidth: Double
    let judgements: JudgementColumns
    let pageWidth: Double

    static let margin = PairedForestWishes.margin

    var body: TextStyle { style.body }
    var strong: TextStyle { style.strong }

    /// Width from the margin to the end of the last column beside the name, for labels and notes.
    var leftRoom: Double {
        let last = (countColumns + textColumns).last ?? labelColumn
        return last.x + last.width - Self.margin
    }

    init(plot: PairedForestPlot, style: FigureStyle) {
        self.plot = plot
        self.style = style
        wishes = PairedForestWishes(plot: plot, style: style)
        lines = PairedForestLayout.lines(of: plot)
        let fitted = wishes.fitted()
        shown = fitted.shown
        let total = fitted.widths.reduce(0, +)
        let spare = fitted.room - total
        pageWidth = style.pageWidth + max(0, -spare)
        // Panels wider than this spread the marks without showing more of them.
        panelWidth = wishes.leastPanel + max(0, spare) / 2

        let alignments: [ForestPlot.Alignment] =
            [.leading] + (shown.counts ? Array(repeating: .trailing, count: 4) : [])
            + plot.columns.prefix(shown.columns).map(\.alignment) + [.trailing, .trailing]
        var x = Self.margin
        var columns: [TextColumn] = []
        for (width, alignment) in zip(fitted.widths, alignments) {
            columns.append(TextColumn(x: x, width: width, alignment: alignment))
            x += width + PairedForestWishes.gap
        }
        labelColumn = columns.first ?? TextColumn(x: x, width: 0, alignment: .leading)
        let countEnd = shown.counts ? 5 : 1
        countColumns = Array(columns.dropFirst().prefix(countEnd - 1))
        textColumns = Array(columns.dropFirst(countEnd).prefix(shown.columns))
        numberColumns = shown.numbers ? Array(columns.suffix(2)) : []
        let inset = PairedForestWishes.panelInset
        let first = x - PairedForestWishes.gap + inset
        let second = first + panelWidth + 2 * inset
        panelLefts = [first, second]
        judgements = JudgementColumns(
            domains: plot.riskOfBiasDomains,
            left: second + panelWidth + inset + PairedForestWishes.gap,
            pitch: JudgementColumns.pitch(style: style)
        )
    }

    private static func lines(of plot: PairedForestPlot) -> [Line] {
        var lines: [Line] = []
        for group in plot.groups {
            if let heading = group.heading { lines.append(.heading(heading)) }
            lines += group.rows.map { .study($0) }
            lines += group.pooled.map { pooledLines($0) } ?? []
            if let note = group.note { lines.append(.note(note)) }
            lines.append(.gap)
        }
        if plot.rows.isEmpty { lines.append(.note(plot.wording.empty)) }
        if let overall = plot.overall { lines += [.rule] + pooledLines(overall) }
        return lines
    }

    private static func pooledLines(_ pooled: PairedForestPlot.Pooled) -> [Line] {
        var lines: [Line] = [.pooled(pooled)]
        let measures = [pooled.sensitivity, pooled.specificity]
        if measures.contains(where: { $0?.prediction != nil }) { lines.append(.prediction(pooled)) }
        if let heterogeneity = pooled.heterogeneity { lines.append(.note(heterogeneity)) }
        return lines
    }

    /// Height of a line of the table, in points.
    func height(of line: Line) -> Double {
        let content: Double
        switch line {
        case .gap: return body.size * 0.55
        case .rule: return body.size * 0.6
        case .heading(let text):
            let count = strong.wrapped(text, to: leftRoom).count
            content = Canvas.height(ofLines: count, style: strong)
        case .note(let text):
            let count = style.small.wrapped(text, to: leftRoom).count
            content = Canvas.height(ofLines: count, style: style.small)
        case .study(let row): content = cells(row).map(\.height).max() ?? 0
        case .pooled(let pooled): content = cells(pooled).map(\.height).max() ?? 0
        case .prediction(let pooled): content = predictionCells(pooled).map(\.height).max() ?? 0
        }
        return content + body.size * 0.3
    }

    /// Returns the axis of a panel, from 0 to 1.
    func axis(_ index: Int) -> PlotAxis? {
        PlotAxis(
            scale: .linear,
            lower: 0,
            upper: 1,
            left: panelLefts[index],
            width: panelWidth
        )
    }

    // MARK: Cells

    /// Cells of the headings, without those of the judgements.
    func headings() -> [TableCell] {
        var result = [cell(plot.wording.study, in: labelColumn, style: strong)]
        for (index, column) in countColumns.enumerated() {
            result.append(cell(plot.wording.count(index), in: column, style: strong))
        }
        for (column, place) in zip(plot.columns, textColumns) {
            result.append(cell(column.heading, in: place, style: strong))
        }
        for (panel, column) in zip(PairedForestPlot.Panel.allCases, numberColumns) {
            result.append(cell(plot.heading(of: panel), in: column, style: strong))
        }
        for (panel, left) in zip(PairedForestPlot.Panel.allCases, panelLefts) {
            let inset = PairedForestWishes.panelInset - 2
            let column = TextColumn(
                x: left - inset,
                width: panelWidth + 2 * inset,
                alignment: .centre
            )
            let text = shown.numbers ? plot.name(of: panel) : plot.heading(of: panel)
            result.append(cell(text, in: column, style: strong))
        }
        return result
    }

    /// Cells of a study.
    func cells(_ row: PairedForestPlot.Row) -> [TableCell] {
        let isAlone = row.counts == nil && row.cells.prefix(shown.columns).allSatisfy(\.isEmpty)
        var first = cell(row.label, in: isAlone ? spanning : labelColumn, style: body)
        first.details = wrapped(wishes.folded(row, shown: shown), in: first.column)
        var result = [first]
        if let counts = row.counts {
            for (count, column) in zip(counts.inOrder, countColumns) {
                result.append(cell(PrintedNumber.count(count), in: column, style: body))
            }
        }
        for (text, column) in zip(row.cells, textColumns) {
            result.append(cell(text, in: column, style: body))
        }
        return result
            + numbers(style: body) { plot.text(of: $0.measure(of: row)) }
    }

    /// Cells of a pooled result.
    func cells(_ pooled: PairedForestPlot.Pooled) -> [TableCell] {
        var first = cell(pooled.label, in: spanning, style: strong)
        first.details = wrapped(wishes.folded(pooled, shown: shown), in: spanning)
        return [first] + numbers(style: strong) { plot.text(of: $0.measure(of: pooled)) }
    }

    /// Cells of a row of prediction intervals.
    func predictionCells(_ pooled: PairedForestPlot.Pooled) -> [TableCell] {
        var first = cell(plot.wording.prediction, in: spanning, style: body)
        first.details = wrapped(wishes.foldedPrediction(pooled, shown: shown), in: spanning)
        return [first]
            + numbers(style: body) { panel in
                panel.measure(of: pooled)?.prediction.map { plot.text(of: $0) } ?? "–"
            }
    }

    private var spanning: TextColumn {
        TextColumn(x: Self.margin, width: leftRoom, alignment: .leading)
    }

    private func numbers(
        style: TextStyle,
        text: (PairedForestPlot.Panel) -> String
    ) -> [TableCell] {
        zip(PairedForestPlot.Panel.allCases, numberColumns).map { panel, column in
            cell(text(panel), in: column, style: style)
        }
    }

    private func cell(_ text: String, in column: TextColumn, style: TextStyle) -> TableCell {
        TableCell(text, in: column, style: style, detailStyle: self.style.small)
    }

    private func wrapped(_ texts: [String], in column: TextColumn) -> [String] {
        texts.flatMap { style.small.wrapped($0, to: column.width) }
    }
}
