/// What the columns of a paired forest plot ask for, and how they come to terms with the page.
struct PairedForestWishes {
    let plot: PairedForestPlot
    let style: FigureStyle

    /// What stands in columns of its own; the rest is folded below the names of the studies.
    struct Shown: Equatable {
        /// Number of further columns.
        var columns: Int
        var counts: Bool
        /// Estimates with their intervals.
        var numbers: Bool

        /// Number of columns between study and numbers.
        var besideLabel: Int { (counts ? 4 : 0) + columns }
    }

    /// Widths of the columns that are shown.
    struct Fitted {
        var shown: Shown
        /// Study column, counts, further columns, numbers of both measures.
        var widths: [Double]
        /// Width that these columns may take in all.
        var room: Double
    }

    static let margin = 6.0
    static let gap = 7.0
    /// Room beside an axis for half a tick label or for an arrow.
    static let panelInset = 8.0

    /// Least width of one panel.
    var leastPanel: Double { style.pageWidth * (style.width == .single ? 0.17 : 0.13) }

    /// Width below which names broken over many lines are worse than folded columns.
    private var readableLabel: Double { style.body.size * 8 }

    /// Folds columns away until the rest fits without cutting a word.
    func fitted() -> Fitted {
        let columns = plot.columns.count
        let counts = plot.hasCounts
        var ladder = (0...columns).reversed().map {
            Shown(columns: $0, counts: counts, numbers: true)
        }
        ladder.append(Shown(columns: 0, counts: false, numbers: true))
        ladder.append(Shown(columns: 0, counts: false, numbers: false))
        for shown in ladder {
            let requests = requests(shown)
            let room = room(columns: requests.count)
            let comfortable = requests.reduce(0) { $0 + min($1.comfortable, $1.natural) }
            guard comfortable <= room || shown == ladder.last else { continue }
            var widths = ColumnWidths.shared(requests, available: room)
            let spare = max(0, room - widths.reduce(0, +))
            widths[0] += min(spare, missingRoom(widths.prefix(shown.besideLabel + 1)))
            return Fitted(shown: shown, widths: widths, room: room)
        }
        return Fitted(shown: Shown(columns: 0, counts: false, numbers: false), widths: [], room: 0)
    }

    /// Texts below the name of a study.
    func folded(_ row: PairedForestPlot.Row, shown: Shown) -> [String] {
        var result: [String] = []
        if !shown.counts, let counts = row.counts { result.append(plot.text(of: counts)) }
        if !shown.numbers {
            result += PairedForestPlot.Panel.allCases.compactMap { panel in
                panel.measure(of: row).map { folded(panel, plot.text(of: $0)) }
            }
        }
        result += zip(plot.columns, row.cells).dropFirst(shown.columns)
            .filter { !$1.isEmpty }
            .map { ForestWishes.folded($0.heading, $1) }
        return result
    }

    /// Texts below the name of a pooled result.
    func folded(_ pooled: PairedForestPlot.Pooled, shown: Shown) -> [String] {
        guard !shown.numbers else { return [] }
        return PairedForestPlot.Panel.allCases.compactMap { panel in
            panel.measure(of: pooled).map { folded(panel, plot.text(of: $0)) }
        }
    }

    /// Texts below the name of a row of prediction intervals.
    func foldedPrediction(_ pooled: PairedForestPlot.Pooled, shown: Shown) -> [String] {
        guard !shown.numbers else { return [] }
        return PairedForestPlot.Panel.allCases.compactMap { panel in
            panel.measure(of: pooled)?.prediction.map { folded(panel, plot.text(of: $0)) }
        }
    }

    private func folded(_ panel: PairedForestPlot.Panel, _ text: String) -> String {
        ForestWishes.folded(plot.name(of: panel), text)
    }

    private func room(columns: Int) -> Double {
        let pitch = JudgementColumns.pitch(style: style)
        let judgements = Double(plot.riskOfBiasDomains.count) * pitch
        let judgementRoom = judgements > 0 ? judgements + Self.gap : 0
        let panels = 2 * (leastPanel + 2 * Self.panelInset)
        return style.pageWidth - 2 * Self.margin - judgementRoom - panels
            - Double(columns - 1) * Self.gap
    }

    private func requests(_ shown: Shown) -> [ColumnWidths.Request] {
        var result = [labelRequest(shown)]
        if shown.counts {
            for index in 0..<4 {
                let texts = plot.rows.compactMap { $0.counts?.inOrder[index] }
                    .map { PrintedNumber.count($0) }
                result.append(request(texts, words(of: plot.wording.count(index)), false))
            }
        }
        for (index, column) in plot.columns.prefix(shown.columns).enumerated() {
            let cells = plot.rows.map { $0.cells.indices.contains(index) ? $0.cells[index] : "" }
            result.append(request(cells, words(of: column.heading), column.alignment == .leading))
        }
        guard shown.numbers else { return result }
        for panel in PairedForestPlot.Panel.allCases {
            let measures = plot.pooled.map { panel.measure(of: $0) }
            let predictions = measures.compactMap { $0?.prediction }.map { plot.text(of: $0) }
            result.append(
                request(
                    plot.rows.map { plot.text(of: panel.measure(of: $0)) } + predictions,
                    words(of: plot.heading(of: panel)) + measures.map { plot.text(of: $0) },
                    false
                )
            )
        }
        return result
    }

    private func labelRequest(_ shown: Shown) -> ColumnWidths.Request {
        // Names of pooled results run on over the columns beside, which they leave empty.
        let pooled = shown.besideLabel == 0 ? plot.pooled.map(\.label) : []
        let folded =
            plot.rows.flatMap { self.folded($0, shown: shown) }
            + plot.pooled.flatMap {
                self.folded($0, shown: shown) + foldedPrediction($0, shown: shown)
            }
        var result = request(plot.rows.map(\.label), [plot.wording.study] + pooled, true)
            .union(ColumnWidths.Request(texts: folded, style: style.small))
        result.comfortable = max(result.comfortable, min(result.natural, readableLabel))
        return result
    }

    /// Returns what the headings, labels and notes that span the left columns lack to be read
    /// comfortably.
    private func missingRoom(_ columns: ArraySlice<Double>) -> Double {
        let strong = plot.groups.compactMap(\.heading) + plot.pooled.map(\.label)
        var small = plot.groups.compactMap(\.note) + plot.pooled.compactMap(\.heterogeneity)
        if plot.rows.isEmpty { small.append(plot.wording.empty) }
        let wanted =
            (strong.map { style.strong.width(of: $0) } + small.map { style.small.width(of: $0) })
            .max() ?? 0
        let room = columns.reduce(0, +) + Double(columns.count - 1) * Self.gap
        return max(0, min(wanted, style.pageWidth * 0.4) - room)
    }

    private func request(
        _ texts: [String],
        _ strong: [String],
        _ isBreakable: Bool
    ) -> ColumnWidths.Request {
        ColumnWidths.Request(texts: texts, style: style.body, isBreakable: isBreakable)
            .union(
                ColumnWidths.Request(texts: strong, style: style.strong, isBreakable: isBreakable)
            )
    }

    /// A heading may break at every word, so it asks for its words one by one.
    private func words(of heading: String) -> [String] {
        LineBreaks.pieces(of: XMLText.cleaned(heading)).map(\.text)
    }
}
