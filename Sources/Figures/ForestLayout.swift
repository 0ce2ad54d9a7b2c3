/// Places the rows and columns of a forest plot.
struct ForestLayout {
    /// One line of the table.
    enum Line {
        case heading(String)
        case study(ForestPlot.Row)
        case pooled(ForestPlot.Pooled)
        case prediction(ForestPlot.Interval)
        case note(String)
        case rule
        case gap
    }

    let plot: ForestPlot
    let style: FigureStyle
    let lines: [Line]

    /// Study column and the text columns that are shown beside it.
    let leftColumns: [TextColumn]
    let estimateColumn: TextColumn
    let weightColumn: TextColumn?
    /// Whether the weights stand below the names of the studies.
    let foldsWeights: Bool
    let plotLeft: Double
    let plotWidth: Double
    let judgements: JudgementColumns
    let pageWidth: Double
    /// The largest weight of a study, which has the largest square.
    let mostWeight: Double?

    static let margin = 6.0
    static let gap = 7.0
    /// Room beside the axis for half a tick label.
    static let plotInset = 9.0

    var body: TextStyle { style.body }
    var strong: TextStyle { style.strong }

    /// Width from the margin to the end of the last text column, for labels and notes.
    var leftRoom: Double {
        let last = leftColumns.last
        return (last.map { $0.x + $0.width } ?? ForestLayout.margin) - ForestLayout.margin
    }

    init(plot: ForestPlot, style: FigureStyle) {
        self.plot = plot
        self.style = style
        let lines = ForestLayout.lines(of: plot)
        self.lines = lines
        mostWeight = plot.groups.flatMap(\.rows).compactMap(\.weight).filter(\.isFinite).max()
        let judgementPitch = JudgementColumns.pitch(style: style)
        let wishes = ForestWishes(plot: plot, style: style, judgementPitch: judgementPitch)
        let fitted = wishes.fitted()
        let gap = ForestLayout.gap

        var widths = fitted.widths
        let used = widths.reduce(0, +)
        let spare = max(0, fitted.room - used)
        let leftCount = fitted.shownColumns + 1
        widths[0] += min(
            spare,
            ForestLayout.missingRoom(
                plot: plot,
                style: style,
                lines: lines,
                columns: widths.prefix(leftCount)
            )
        )
        let total = widths.reduce(0, +)
        plotWidth = wishes.leastPlot + max(0, fitted.room - total)
        pageWidth = style.pageWidth + max(0, total - fitted.room)

        var x = ForestLayout.margin
        var left: [TextColumn] = []
        let alignments = [.leading] + plot.columns.map(\.alignment)
        for (width, alignment) in zip(widths.prefix(leftCount), alignments) {
            left.append(TextColumn(x: x, width: width, alignment: alignment))
            x += width + gap
        }
        leftColumns = left
        plotLeft = x + ForestLayout.plotInset - gap
        x = plotLeft + plotWidth + ForestLayout.plotInset
        estimateColumn = TextColumn(x: x, width: widths[leftCount], alignment: .trailing)
        x += widths[leftCount]
        foldsWeights = wishes.hasWeights && !fitted.showsWeights
        if fitted.showsWeights, let width = widths.last {
            weightColumn = TextColumn(x: x + gap, width: width, alignment: .trailing)
            x += gap + width
        } else {
            weightColumn = nil
        }
        judgements = JudgementColumns(
            domains: plot.riskOfBiasDomains,
            left: x + gap,
            pitch: judgementPitch
        )
    }

    private static func lines(of plot: ForestPlot) -> [Line] {
        var lines: [Line] = []
        for group in plot.groups {
            if let heading = group.heading { lines.append(.heading(heading)) }
            lines += group.rows.map { .study($0) }
            lines += group.pooled.map { pooledLines($0) } ?? []
            if let note = group.note { lines.append(.note(note)) }
            lines.append(.gap)
        }
        if plot.groups.allSatisfy(\.rows.isEmpty) { lines.append(.note(plot.emptyText)) }
        if let overall = plot.overall { lines += [.rule] + pooledLines(overall) }
        if let test = plot.subgroupTest { lines.append(.note(test)) }
        return lines
    }

    private static func pooledLines(_ pooled: ForestPlot.Pooled) -> [Line] {
        var lines: [Line] = [.pooled(pooled)]
        if let prediction = pooled.prediction { lines.append(.prediction(prediction)) }
        if let heterogeneity = pooled.heterogeneity { lines.append(.note(heterogeneity)) }
        return lines
    }

    /// Returns what the labels and notes that span the left columns lack to be read comfortably.
    private static func missingRoom(
        plot: ForestPlot,
        style: FigureStyle,
        lines: [Line],
        columns: ArraySlice<Double>
    ) -> Double {
        var wanted = 0.0
        for line in lines {
            switch line {
            case .heading(let text): wanted = max(wanted, style.strong.width(of: text))
            case .note(let text): wanted = max(wanted, style.small.width(of: text))
            case .pooled(let pooled) where pooled.cells.isEmpty:
                wanted = max(wanted, style.strong.width(of: pooled.label))
            case .prediction: wanted = max(wanted, style.body.width(of: plot.predictionLabel))
            default: break
            }
        }
        let room = columns.reduce(0, +) + Double(columns.count - 1) * gap
        return max(0, min(wanted, style.pageWidth * 0.4) - room)
    }

    /// Text of the weight column.
    static func weightText(_ weight: Double?) -> String {
        weight.map { PrintedNumber.fixed($0, decimals: 1) + "%" } ?? "–"
    }

    /// Height of a line of the table, in points.
    func height(of line: Line) -> Double {
        let content: Double
        switch line {
        case .gap: return body.size * 0.55
        case .rule: return body.size * 0.6
        case .heading(let text):
            content = Canvas.height(
                ofLines: strong.wrapped(text, to: leftRoom).count,
                style: strong
            )
        case .note(let text):
            content = Canvas.height(
                ofLines: style.small.wrapped(text, to: leftRoom).count,
                style: style.small
            )
        case .study(let row): content = studyCells(row).map(\.height).max() ?? 0
        case .pooled(let pooled): content = pooledCells(pooled).map(\.height).max() ?? 0
        case .prediction(let interval):
            content = predictionCells(interval).map(\.height).max() ?? 0
        }
        return content + body.size * 0.3
    }

    // MARK: Cells

    func studyCells(_ row: ForestPlot.Row) -> [TableCell] {
        var cells = labelled(row.label, row.cells, weight: row.weight, style: body)
        cells.append(cell(plot.text(of: row), in: estimateColumn, style: body))
        if let weightColumn {
            cells.append(
                cell(ForestLayout.weightText(row.weight), in: weightColumn, style: body)
            )
        }
        return cells
    }

    func pooledCells(_ pooled: ForestPlot.Pooled) -> [TableCell] {
        var cells = labelled(pooled.label, pooled.cells, weight: pooled.weight, style: strong)
        cells.append(cell(plot.text(of: pooled), in: estimateColumn, style: strong))
        if let weightColumn, pooled.weight != nil {
            cells.append(
                cell(ForestLayout.weightText(pooled.weight), in: weightColumn, style: strong)
            )
        }
        return cells
    }

    func predictionCells(_ interval: ForestPlot.Interval) -> [TableCell] {
        labelled(plot.predictionLabel, [], weight: nil, style: body)
            + [cell(plot.text(of: interval), in: estimateColumn, style: body)]
    }

    func cell(_ text: String, in column: TextColumn, style: TextStyle) -> TableCell {
        TableCell(text, in: column, style: style, detailStyle: self.style.small)
    }

    private func labelled(
        _ label: String,
        _ texts: [String],
        weight: Double?,
        style: TextStyle
    ) -> [TableCell] {
        let shown = leftColumns.count - 1
        let beside = texts.prefix(shown)
        let spanning = TextColumn(x: ForestLayout.margin, width: leftRoom, alignment: .leading)
        let place = beside.allSatisfy(\.isEmpty) ? spanning : leftColumns.first ?? spanning
        var first = cell(label, in: place, style: style)
        var folded = zip(plot.columns, texts).dropFirst(shown).filter { !$1.isEmpty }
            .map { ForestWishes.folded($0.heading, $1) }
        if foldsWeights, let weight {
            folded.append(
                ForestWishes.folded(plot.weightHeading, ForestLayout.weightText(weight))
            )
        }
        first.details = folded.flatMap { self.style.small.wrapped($0, to: place.width) }
        return [first]
            + zip(beside, leftColumns.dropFirst()).map { text, column in
                cell(text, in: column, style: style)
            }
    }
}
