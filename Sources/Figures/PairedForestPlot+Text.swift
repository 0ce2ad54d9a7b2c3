/// What a paired forest plot says in words and numbers.
extension PairedForestPlot {
    /// The two panels, left to right.
    enum Panel: CaseIterable {
        case sensitivity
        case specificity
    }

    /// Draws the plot on a canvas, for tests of its layout.
    func drawn(_ style: FigureStyle) -> Canvas {
        PairedForestLayout(plot: self, style: style).drawn()
    }

    /// All rows of all groups.
    var rows: [Row] { groups.flatMap(\.rows) }

    /// All pooled results.
    var pooled: [Pooled] { groups.compactMap(\.pooled) + [overall].compactMap { $0 } }

    /// Whether any study has counts.
    var hasCounts: Bool { rows.contains { $0.counts != nil } }

    /// What the plot shows, in words.
    var summary: String {
        let count = rows.count
        var sentences = [
            "Paired forest plot of \(wording.sensitivity) and \(wording.specificity) in"
                + " \(count) \(count == 1 ? "row" : "rows")."
        ]
        for pooled in pooled {
            var parts = [spoken(pooled)]
            let predictions = Panel.allCases.compactMap { panel in
                panel.measure(of: pooled)?.prediction.map { "\(name(of: panel)) \(text(of: $0))" }
            }
            if !predictions.isEmpty {
                parts.append("\(wording.prediction): \(predictions.joined(separator: ", "))")
            }
            sentences.append(parts.joined(separator: "; ") + ".")
        }
        return sentences.joined(separator: " ")
    }

    /// Name of a study with its numbers.
    func spoken(_ row: Row) -> String {
        var parts: [String] = []
        if let counts = row.counts { parts.append(text(of: counts)) }
        parts += Panel.allCases.compactMap { panel in
            panel.measure(of: row).map { "\(name(of: panel)) \(text(of: $0))" }
        }
        return "\(row.label): \(parts.isEmpty ? "–" : parts.joined(separator: ", "))"
    }

    /// Name of a pooled result with its numbers.
    func spoken(_ pooled: Pooled) -> String {
        let parts = Panel.allCases.compactMap { panel in
            panel.measure(of: pooled).map { "\(name(of: panel)) \(text(of: $0))" }
        }
        return "\(pooled.label): \(parts.isEmpty ? "–" : parts.joined(separator: ", "))"
    }

    /// Name of a panel.
    func name(of panel: Panel) -> String {
        switch panel {
        case .sensitivity: wording.sensitivity
        case .specificity: wording.specificity
        }
    }

    /// Heading of the numbers of a panel.
    func heading(of panel: Panel) -> String {
        wording.interval.isEmpty ? name(of: panel) : "\(name(of: panel)) \(wording.interval)"
    }

    /// The counts in one line, with no-break spaces between name and number.
    func text(of counts: Counts) -> String {
        counts.inOrder.enumerated().map { index, count in
            let name = wording.count(index)
            let number = PrintedNumber.count(count)
            return name.isEmpty ? number : "\(name)\u{00A0}\(number)"
        }
        .joined(separator: ", ")
    }

    /// Text of a measure; a dash where there is none.
    func text(of measure: Accuracy?) -> String {
        guard let measure else { return "–" }
        if let text = measure.text { return text }
        return PrintedNumber.limit(measure.estimate, decimals: decimals)
            + (measure.interval.map { " " + text(of: $0) } ?? "")
    }

    /// Text of an interval.
    func text(of interval: ForestPlot.Interval) -> String {
        PrintedNumber.interval(interval, decimals: decimals)
    }
}

extension PairedForestPlot.Panel {
    /// The measure of a study that the panel shows.
    func measure(of row: PairedForestPlot.Row) -> PairedForestPlot.Accuracy? {
        switch self {
        case .sensitivity: row.sensitivity
        case .specificity: row.specificity
        }
    }

    /// The measure of a pooled result that the panel shows.
    func measure(of pooled: PairedForestPlot.Pooled) -> PairedForestPlot.Accuracy? {
        switch self {
        case .sensitivity: pooled.sensitivity
        case .specificity: pooled.specificity
        }
    }
}
