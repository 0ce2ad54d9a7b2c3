/// Places and draws a funnel plot.
struct FunnelDrawing {
    let figure: FunnelPlot
    let style: FigureStyle

    private static let radius = 2.6

    private var theme: Theme { style.theme }
    private var scale: AxisScale { figure.axis.scale }
    private var observed: [FunnelPlot.Study] { figure.studies.filter(figure.canShow) }
    private var filled: [FunnelPlot.Study] { figure.filled.filter(figure.canShow) }

    /// Draws the plot.
    func drawn() -> Canvas {
        var canvas = Canvas(
            width: style.pageWidth,
            theme: theme,
            title: figure.title,
            summary: figure.summary
        )
        let margin = PlotFrame.margin
        guard !(observed + filled).isEmpty, let frame else {
            let bottom = canvas.paragraph(
                style.body.wrapped(figure.emptyText, to: style.pageWidth - 2 * margin),
                x: margin,
                top: margin,
                style: style.body,
                colour: theme.muted
            )
            canvas.height =
                canvas.notes(notes(0), top: margin + bottom, margin: margin, style: style.small)
                + margin
            return canvas
        }
        drawContours(in: frame, on: &canvas)
        drawLines(in: frame, on: &canvas)
        let bottom = frame.drawAxes(on: &canvas)
        let omitted = drawStudies(in: frame, on: &canvas)
        canvas.height = frame.drawFooter(
            legend: legend,
            notes: notes(omitted),
            on: &canvas,
            top: bottom
        )
        return canvas
    }

    // MARK: Axes

    private var frame: PlotFrame? {
        let largest = (observed + filled).map(\.standardError).max() ?? 0
        // Studies of one size, or of infinite precision, still need an axis.
        let deepest = 0...(largest > 1e-8 ? largest * 1.06 : 1)
        return PlotFrame(
            horizontal: .init(
                label: figure.axis.label,
                scale: scale,
                range: limits(deepest: deepest.upperBound)
            ),
            vertical: .init(
                label: figure.standardErrorLabel,
                range: deepest,
                isReversed: true
            ),
            style: style
        )
    }

    /// Limits that hold all studies and lines and the foot of the triangle.
    private func limits(deepest: Double) -> ClosedRange<Double> {
        if let range = figure.axis.range,
            AxisCover.canShow(range.lowerBound, scale: scale),
            AxisCover.canShow(range.upperBound, scale: scale),
            range.lowerBound < range.upperBound,
            (observed + filled).allSatisfy({ range.contains($0.estimate) })
        {
            return range
        }
        var values = (observed + filled).map(\.estimate) + figure.axis.covered
        values += [figure.pooled, figure.adjusted].compactMap { $0 }
        if let null = figure.axis.reference { values.append(null) }
        let places = values.compactMap { scale.transformed($0) }.filter(\.isFinite)
        if let (centre, quantile) = triangle, let first = places.min(), let last = places.max() {
            // One study of enormous error must not squeeze the others between steep lines.
            let reach = min(quantile * deepest, 1.5 * max(last - first, quantile * deepest / 3))
            values += [centre - reach, centre + reach].map(scale.restored)
        }
        return AxisCover.limits(of: values, scale: scale, bounds: figure.axis.bounds)
    }

    /// Middle of the triangle on the ruler of the axis and its half width per standard error.
    private var triangle: (centre: Double, quantile: Double)? {
        guard let pooled = figure.pooled, let centre = place(pooled),
            let quantile = figure.limitQuantile, quantile > 0, quantile.isFinite
        else { return nil }
        return (centre, quantile)
    }

    private func place(_ value: Double) -> Double? {
        guard AxisCover.canShow(value, scale: scale) else { return nil }
        return scale.transformed(value)
    }

    // MARK: Areas

    /// Contours from the widest to the narrowest, each once.
    private var contours: [FunnelPlot.Contour] {
        guard figure.axis.reference.flatMap(place) != nil else { return [] }
        return figure.contours.filter { $0.quantile > 0 && $0.quantile.isFinite }
            .sorted { $0.quantile > $1.quantile }
    }

    /// Shade of the region outside a contour: the darkest lies just outside the innermost one, as
    /// readers know it, so that "almost significant" stands out.
    private func shade(outside index: Int) -> String {
        let count = contours.count
        guard count > 1 else { return theme.tint(of: theme.ink, share: 0.14) }
        let share = 0.08 + 0.18 * Double(index) / Double(count - 1)
        return theme.tint(of: theme.ink, share: share)
    }

    private func drawContours(in frame: PlotFrame, on canvas: inout Canvas) {
        guard let null = figure.axis.reference.flatMap(place), !contours.isEmpty else { return }
        frame.drawShade(shade(outside: 0), on: &canvas)
        for (index, contour) in contours.enumerated() {
            let isInnermost = index == contours.count - 1
            frame.drawArea(
                corners(centre: null, quantile: contour.quantile, in: frame),
                fill: isInnermost ? theme.paper : shade(outside: index + 1),
                on: &canvas
            )
        }
    }

    /// Apex and foot of a triangle that reaches to the bottom of the frame.
    private func corners(centre: Double, quantile: Double, in frame: PlotFrame) -> [Point] {
        let deepest = frame.vertical.range.upperBound
        return [
            (centre - quantile * deepest, deepest), (centre, 0),
            (centre + quantile * deepest, deepest),
        ].compactMap { frame.extendedPoint(xPlace: $0.0, yPlace: $0.1) }
    }

    // MARK: Lines

    private var pooledStroke: Canvas.Stroke { .init(colour: theme.pooled, width: 1.1) }
    private var adjustedStroke: Canvas.Stroke {
        .init(colour: theme.pooled, width: 1.1, dashes: [1.2, 1.8])
    }
    private var limitStroke: Canvas.Stroke {
        .init(colour: theme.pooled, width: 0.8, dashes: [4, 2.5])
    }
    private var nullStroke: Canvas.Stroke { .init(colour: theme.muted, width: 0.7) }
    private var regressionStroke: Canvas.Stroke {
        .init(colour: theme.accent, width: 1, dashes: [6, 2, 1.2, 2])
    }

    private func drawLines(in frame: PlotFrame, on canvas: inout Canvas) {
        let deepest = frame.vertical.range.upperBound
        if let null = figure.axis.reference.flatMap(place) {
            draw(from: null, to: null, deepest, nullStroke, in: frame, on: &canvas)
        }
        if let (centre, quantile) = triangle {
            frame.drawLine(
                corners(centre: centre, quantile: quantile, in: frame),
                stroke: limitStroke,
                on: &canvas
            )
        }
        if let pooled = figure.pooled.flatMap(place) {
            draw(from: pooled, to: pooled, deepest, pooledStroke, in: frame, on: &canvas)
        }
        if let adjusted = figure.adjusted.flatMap(place) {
            draw(from: adjusted, to: adjusted, deepest, adjustedStroke, in: frame, on: &canvas)
        }
        if let line = regression {
            draw(
                from: line.top,
                to: line.top + line.slope * deepest,
                deepest,
                regressionStroke,
                in: frame,
                on: &canvas
            )
        }
    }

    private var regression: (top: Double, slope: Double)? {
        guard let line = figure.regression, let top = place(line.limitEstimate),
            line.slope.isFinite
        else { return nil }
        return (top, line.slope)
    }

    private func draw(
        from top: Double,
        to foot: Double,
        _ deepest: Double,
        _ stroke: Canvas.Stroke,
        in frame: PlotFrame,
        on canvas: inout Canvas
    ) {
        let ends = [(top, 0.0), (foot, deepest)]
            .compactMap { frame.extendedPoint(xPlace: $0.0, yPlace: $0.1) }
        frame.drawLine(ends, stroke: stroke, on: &canvas)
    }

    // MARK: Studies

    private var studyRing: Canvas.Stroke { .init(colour: theme.paper, width: 0.5) }
    private var filledRing: Canvas.Stroke { .init(colour: theme.accent, width: 0.9) }

    /// Draws all studies and returns how many names found no room.
    private func drawStudies(in frame: PlotFrame, on canvas: inout Canvas) -> Int {
        var labels: [(label: PointLabel, distance: Double)] = []
        for (studies, isFilled) in [(filled, true), (observed, false)] {
            for study in studies {
                guard let point = frame.point(study.estimate, study.standardError) else { continue }
                canvas.group(description(of: study)) { canvas in
                    canvas.circle(
                        centre: point,
                        radius: Self.radius,
                        fill: isFilled ? theme.paper : theme.accent,
                        stroke: isFilled ? filledRing : studyRing
                    )
                }
                let distance = distance(of: study)
                if !isFilled, isNamed(distance: distance) {
                    let label = PointLabel(text: study.label, anchor: point, reach: Self.radius)
                    labels.append((label, distance))
                }
            }
        }
        // The studies that stand out are the ones a reader asks about.
        let order = labels.indices.sorted {
            (labels[$1].distance, $0) < (labels[$0].distance, $1)
        }
        return PointLabelling(area: frame.area, style: style.small, leaderColour: theme.muted)
            .draw(order.map { labels[$0].label }, on: &canvas)
    }

    /// Distance from the middle of the triangle in standard errors; 0 without a triangle.
    private func distance(of study: FunnelPlot.Study) -> Double {
        guard let (centre, _) = triangle, let place = place(study.estimate),
            study.standardError > 0
        else { return 0 }
        return abs(place - centre) / study.standardError
    }

    private func isNamed(distance: Double) -> Bool {
        switch figure.naming {
        case .none: false
        case .all: true
        case .outsideLimits: triangle.map { distance > $0.quantile } ?? false
        }
    }

    private func description(of study: FunnelPlot.Study) -> String {
        let estimate = PrintedNumber.fixed(study.estimate, decimals: 3)
        let error = PrintedNumber.fixed(study.standardError, decimals: 3)
        return "\(study.label): \(estimate), SE \(error)"
    }

    // MARK: Footer

    private func notes(_ omitted: Int) -> [String] {
        let hidden = figure.studies.count - observed.count
        var notes = figure.notes
        if omitted > 0 { notes.insert("\(figure.wording.namesLeftOut) \(omitted).", at: 0) }
        if hidden > 0 { notes.insert("\(figure.wording.notShown) \(hidden).", at: 0) }
        return notes
    }

    private var legend: [Legend.Item] {
        let wording = figure.wording
        var items: [Legend.Item] = []
        if !observed.isEmpty {
            items.append(.mark(wording.study, theme.accent, studyRing, radius: Self.radius))
        }
        if !filled.isEmpty {
            items.append(.mark(wording.filled, theme.paper, filledRing, radius: Self.radius))
        }
        if figure.pooled.flatMap(place) != nil {
            items.append(.line(wording.pooled, pooledStroke))
        }
        if figure.adjusted.flatMap(place) != nil {
            items.append(.line(wording.adjusted, adjustedStroke))
        }
        if triangle != nil { items.append(.line(wording.limits, limitStroke)) }
        if figure.axis.reference.flatMap(place) != nil {
            items.append(.line(wording.null, nullStroke))
        }
        if regression != nil { items.append(.line(wording.regression, regressionStroke)) }
        return items + contourLegend
    }

    /// Keys of the regions between the contours, from the middle outwards.
    private var contourLegend: [Legend.Item] {
        let levels = contours
        guard let innermost = levels.last, let outermost = levels.first else { return [] }
        var items = [shadeItem("p ≥ \(innermost.level)", theme.paper)]
        for index in levels.indices.dropFirst().reversed() {
            let text = "\(levels[index - 1].level) ≤ p < \(levels[index].level)"
            items.append(shadeItem(text, shade(outside: index)))
        }
        items.append(shadeItem("p < \(outermost.level)", shade(outside: 0)))
        return items
    }

    private func shadeItem(_ label: String, _ fill: String) -> Legend.Item {
        Legend.Item(label: label) { canvas, box in
            canvas.rectangle(
                box,
                fill: fill,
                stroke: Canvas.Stroke(colour: theme.muted, width: 0.5)
            )
        }
    }
}
