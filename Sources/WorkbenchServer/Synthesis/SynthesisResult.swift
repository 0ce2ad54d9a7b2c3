import Reporting
import Review
import Workbench

/// What a choice of estimates comes to, as a part of the page that is renewed by itself.
enum SynthesisResult {
    /// Renders the result.
    static func section(_ result: Synthesis, _ frame: PageFrame) -> Markup {
        """
        <section id="result" aria-label="\(frame.text(.synthesisResult))">
        <p id="state" class="note" role="status">\(frame.text(.estimatesPooled)): \
        \(result.chosen.count) / \(result.offered.count)</p>
        \(content(result, frame))</section>

        """
    }

    private static func content(_ result: Synthesis, _ frame: PageFrame) -> Markup {
        let mean: Markup =
            result.weightedMean.map { mean, estimates in
                """
                <p>\(frame.text(.weightedMean)): <b>\(number(mean))</b> \
                <small>(k = \(estimates))</small></p>

                """
            } ?? ""
        switch result.outcome {
        case .nothing:
            return "<p class=\"empty\">\(frame.text(.nothingChosen))</p>\n"
        case .refused(let why):
            return "<p class=\"mind\" role=\"alert\">\(why)</p>\n\(mean)\(sources(result, frame))"
        case .pooled(let pooled):
            return """
                \(warnings(result.warnings + pooled.warnings, frame))\(summary(pooled, frame))\(mean)\
                \(drawings(result, frame))\(PooledTables.all(pooled, frame))\(sources(result, frame))
                """
        case .accuracy(let accuracy):
            return """
                \(warnings(result.warnings + accuracy.warnings, frame))\(summary(accuracy, frame))\
                \(drawings(result, frame))\(missing(accuracy.notPoolable, frame))\
                \(sources(result, frame))
                """
        }
    }

    /// Warnings are written by the statistics themselves, in English.
    private static func warnings(_ texts: [String], _ frame: PageFrame) -> Markup {
        guard !texts.isEmpty else { return "" }
        return """
            <div class="mind"><h2>\(frame.text(.toBeMinded))</h2>
            <div lang="en">\(bullets(texts.map { "\($0)" }))</div></div>

            """
    }

    /// The estimates that cannot be pooled, with what they lack.
    static func missing(_ omitted: [PoolResult.Omitted], _ frame: PageFrame) -> Markup {
        guard !omitted.isEmpty else { return "" }
        return table(
            frame.text(.notPoolableEstimates),
            [frame.text(.estimateColumn), frame.text(.missingItems)],
            omitted.map { ["\($0.study)", "\($0.missing.joined(separator: ", "))"] }
        )
    }

    private static func summary(_ pooled: PoolResult, _ frame: PageFrame) -> Markup {
        guard let fit = pooled.fit.value, let value = pooled.backTransformed.value else {
            return ""
        }
        var items: [(String, Markup)] = [
            (frame.text(.pooledValue), strong(value.estimate, value.ciLower, value.ciUpper))
        ]
        if value.piLower.value != nil, pooled.k > 1 {
            items.append(
                (frame.text(.predictionInterval), range(value.piLower, value.piUpper))
            )
        }
        items.append((frame.text(.pooledEstimates), "\(pooled.k)"))
        if pooled.k > 1 {
            let bounds = fit.i2CI.value.map { " [\(text($0[0], 1)), \(text($0[1], 1))]" } ?? ""
            items += [
                ("τ²", "\(text(fit.tau2, 4)) (\(fit.method), \(fit.test))"),
                ("I²", "\(text(fit.i2, 1)) %\(bounds)"),
                ("Q", "\(text(fit.q, 2)), df = \(pooled.k - 1), p \(probability(fit.qPValue))"),
            ]
        }
        return definitions(items.map { (name: $0.0, value: $0.1) })
    }

    private static func summary(_ result: DiagnosticResult, _ frame: PageFrame) -> Markup {
        guard let value = result.summary.value else { return "" }
        func both(_ estimate: Figure, _ ends: [Figure]) -> Markup {
            guard ends.count == 2 else { return "\(text(estimate))" }
            return strong(estimate, ends[0], ends[1])
        }
        var items: [(String, Markup)] = [
            (frame.text(.sensitivityMeasure), both(value.sensitivity, value.sensitivityCI)),
            (frame.text(.specificityMeasure), both(value.specificity, value.specificityCI)),
            ("LR+", both(value.posLR, value.posLRCI)), ("LR−", both(value.negLR, value.negLRCI)),
            (frame.text(.diagnosticOddsRatio), both(value.dor, value.dorCI)),
            (frame.text(.pooledEstimates), "\(result.k)"),
            (frame.text(.modelUsed), "\(value.model)"),
        ]
        if let area = result.sroc.value?.auc {
            items.append((frame.text(.areaUnderSummary), "\(text(area))"))
        }
        if let deeks = result.smallStudyEffects.deeks.value {
            items.append((frame.text(.deeksTest), "p \(probability(deeks.pValue))"))
        }
        return definitions(items.map { (name: $0.0, value: $0.1) })
    }

    // MARK: Figures

    private static func drawings(_ result: Synthesis, _ frame: PageFrame) -> Markup {
        let query = SynthesisQuery.text(result.choice)
        let drawn = result.figures.compactMap { figure -> (Synthesis.Figure, Markup)? in
            result.svg(figure).map { svg in
                (figure, drawing(svg, figure, query, frame))
            }
        }
        let isFirst: Set<Synthesis.Figure> = [.forest, .funnel, .sroc]
        let first = drawn.filter { isFirst.contains($0.0) }.map(\.1)
        let rest = drawn.filter { !isFirst.contains($0.0) }.map(\.1)
        let more: Markup =
            rest.isEmpty
            ? ""
            : "<details><summary>\(frame.text(.moreFigures))</summary>\n\(rest)</details>\n"
        return first.joined("") + more
    }

    private static func drawing(
        _ svg: String,
        _ figure: Synthesis.Figure,
        _ query: String,
        _ frame: PageFrame
    ) -> Markup {
        // The declaration of the file must not stand inside a page.
        let start = svg.firstRange(of: "<svg")?.lowerBound ?? svg.startIndex
        let title = frame.text(figure.phrase)
        let png: Markup =
            ExternalProgram.rsvgConvert.path == nil
            ? "<small>\(frame.text(.noPNG))</small>"
            : link("/synthesis/\(figure.rawValue).png\(query)", "PNG", title)
        return """
            <figure>
            <div class="drawing" role="region" aria-label="\(title)" tabindex="0">
            \(Markup(trusted: String(svg[start...])))</div>
            <figcaption>\(title) \
            \(link("/synthesis/\(figure.rawValue).svg\(query)", "SVG", title))\(png)</figcaption>
            </figure>

            """
    }

    private static func link(_ address: String, _ text: String, _ title: String) -> Markup {
        "<a class=\"file\" href=\"\(address)\" aria-label=\"\(title), \(text)\">\(text)</a>"
    }

    // MARK: The same numbers elsewhere

    private static func sources(_ result: Synthesis, _ frame: PageFrame) -> Markup {
        let query = SynthesisQuery.text(result.choice)
        let script: Markup =
            result.script == nil
            ? ""
            : " <a class=\"file\" href=\"/synthesis/analysis.R\(query)\">analysis.R</a>"
        let printed: Markup =
            result.text.map { text in
                """
                <details><summary>\(frame.text(.printedText))</summary>
                <div class="table" role="region" tabindex="0" aria-label="\(frame.text(.printedText))">\
                <pre lang="en">\(text)</pre></div></details>

                """
            } ?? ""
        return """
            <h2>\(frame.text(.sameNumbers))</h2>
            <p>\(frame.text(.sameNumbersText))</p>
            <pre class="command"><code>\(result.command)</code></pre>
            <p><a class="file" href="/synthesis/estimates.csv\(query)">\(result.table.file)</a>\(script) \
            <a class="file" href="/api/v1/synthesis\(query)">JSON</a></p>
            \(printed)
            """
    }

    // MARK: Numbers

    static func text(_ figure: Figure, _ digits: Int = 3) -> String {
        PoolResult.number(figure, digits: digits)
    }

    static func number(_ value: Double) -> String { text(Figure(value)) }

    static func probability(_ figure: Figure) -> String {
        let text = PoolResult.probability(figure)
        return text.hasPrefix("<") ? text : "= " + text
    }

    static func range(_ lower: Figure, _ upper: Figure) -> Markup {
        "\(text(lower)) – \(text(upper))"
    }

    private static func strong(_ value: Figure, _ lower: Figure, _ upper: Figure) -> Markup {
        "<b>\(text(value))</b> [\(text(lower)), \(text(upper))]"
    }
}

extension Synthesis.Figure {
    /// Name as printed.
    var phrase: Phrase {
        switch self {
        case .forest: .forestPlot
        case .funnel: .funnelPlot
        case .sroc: .summaryROCPlot
        case .crosshair: .crosshairPlot
        case .cumulative: .cumulativePlot
        case .baujat: .baujatPlot
        case .radial: .radialPlot
        }
    }
}
