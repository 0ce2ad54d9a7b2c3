/// What the columns of a forest plot ask for, and how they come to terms with the page.
struct ForestWishes {
    let plot: ForestPlot
    let style: FigureStyle
    let judgementPitch: Double

    /// Widths of the columns that are shown.
    struct Fitted {
        /// Study column, shown text columns, estimates, and weights if they are shown.
        var widths: [Double]
        var shownColumns: Int
        var showsWeights: Bool
        /// Width that these columns may take in all.
        var room: Double
    }

    private var rows: [ForestPlot.Row] { plot.groups.flatMap(\.rows) }

    private var pooled: [ForestPlot.Pooled] {
        plot.groups.compactMap(\.pooled) + [plot.overall].compactMap { $0 }
    }

    var hasWeights: Bool { rows.contains { $0.weight != nil } }

    /// Least width of the plot itself.
    var leastPlot: Double { style.pageWidth * (style.width == .single ? 0.24 : 0.28) }

    /// Folds columns away, the last first, until the rest fits without cutting a word.
    func fitted() -> Fitted {
        var shown = plot.columns.count
        var showsWeights = hasWeights
        while true {
            let requests = requests(shownColumns: shown, showsWeights: showsWeights)
            let room = room(columns: requests.count)
            let comfortable = requests.reduce(0) { $0 + min($1.comfortable, $1.natural) }
            if comfortable <= room || (shown == 0 && !showsWeights) {
                return Fitted(
                    widths: ColumnWidths.shared(requests, available: room),
                    shownColumns: shown,
                    showsWeights: showsWeights,
                    room: room
                )
            }
            if shown > 0 { shown -= 1 } else { showsWeights = false }
        }
    }

    /// Text of a folded column.
    static func folded(_ heading: String, _ text: String) -> String {
        heading.isEmpty ? text : "\(heading): \(text)"
    }

    private func room(columns: Int) -> Double {
        let judgements = Double(plot.riskOfBiasDomains.count) * judgementPitch
        let judgementRoom = judgements > 0 ? judgements + ForestLayout.gap : 0
        let gaps = Double(columns - 2) * ForestLayout.gap + 2 * ForestLayout.plotInset
        return style.pageWidth - 2 * ForestLayout.margin - judgementRoom - gaps - leastPlot
    }

    private func requests(shownColumns: Int, showsWeights: Bool) -> [ColumnWidths.Request] {
        var result = [labelRequest(shownColumns: shownColumns, showsWeights: showsWeights)]
        for (index, column) in plot.columns.prefix(shownColumns).enumerated() {
            let cell = { (cells: [String]) in cells.indices.contains(index) ? cells[index] : "" }
            result.append(
                request(
                    rows.map { cell($0.cells) },
                    words(of: column.heading) + pooled.map { cell($0.cells) },
                    isBreakable: column.alignment == .leading
                )
            )
        }
        result.append(
            request(
                rows.map { plot.text(of: $0) }
                    + pooled.compactMap(\.prediction).map { plot.text(of: $0) },
                words(of: plot.estimateHeading) + pooled.map { plot.text(of: $0) },
                isBreakable: false
            )
        )
        if showsWeights {
            result.append(
                request(
                    rows.map { ForestLayout.weightText($0.weight) },
                    words(of: plot.weightHeading)
                        + pooled.map { ForestLayout.weightText($0.weight) },
                    isBreakable: false
                )
            )
        }
        return result
    }

    private func labelRequest(shownColumns: Int, showsWeights: Bool) -> ColumnWidths.Request {
        let labels = pooled.filter { !$0.cells.isEmpty || shownColumns == 0 }.map(\.label)
        var result = request(
            rows.map(\.label),
            [plot.studyHeading] + labels,
            isBreakable: true
        )
        var folded = zip(plot.columns.indices, plot.columns).dropFirst(shownColumns)
            .flatMap { index, column in
                rows.compactMap { row in
                    row.cells.indices.contains(index)
                        ? ForestWishes.folded(column.heading, row.cells[index]) : nil
                }
            }
        if hasWeights, !showsWeights {
            folded += rows.map {
                ForestWishes.folded(plot.weightHeading, ForestLayout.weightText($0.weight))
            }
        }
        result = result.union(ColumnWidths.Request(texts: folded, style: style.small))
        return result
    }

    private func request(
        _ texts: [String],
        _ strong: [String],
        isBreakable: Bool
    ) -> ColumnWidths.Request {
        ColumnWidths.Request(texts: texts, style: style.body, isBreakable: isBreakable)
            .union(
                ColumnWidths.Request(
                    texts: strong,
                    style: style.strong,
                    isBreakable: isBreakable
                )
            )
    }

    /// A heading may break at every word, so it asks for its words one by one.
    private func words(of heading: String) -> [String] {
        LineBreaks.pieces(of: XMLText.cleaned(heading)).map(\.text)
    }
}
