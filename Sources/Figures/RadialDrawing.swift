/// Places and draws a radial plot.
struct RadialDrawing {
    let figure: RadialPlot
    let style: FigureStyle

    private static let radius = 2.6
    /// Share of the frame's width that the precisions take; the arc needs the rest.
    private static let dataShare = 0.72

    private var theme: Theme { style.theme }

    /// Draws the plot.
    func drawn() -> Canvas {
        var canvas = Canvas(
            width: style.pageWidth,
            theme: theme,
            title: figure.title,
            summary: figure.summary
        )
        let studies = figure.placed
        let hidden = figure.studies.count - studies.count
        guard !studies.isEmpty, let frame = frame(studies),
            let arc = RadialArc(figure: figure, studies: studies, frame: frame, style: style)
        else {
            let notes = figure.wording.shared.notes(figure.notes, hidden: hidden, omitted: 0)
            canvas.emptyPage(figure.emptyText, notes: notes, style: style)
            return canvas
        }
        drawBand(studies, in: frame, on: &canvas)
        arc.draw(on: &canvas, line: lineStroke, arc: arcStroke, interval: intervalStroke)
        let bottom = frame.drawAxes(on: &canvas)
        for study in studies {
            guard let point = frame.point(study.precision, study.score) else { continue }
            canvas.group(description(of: study)) { canvas in
                canvas.circle(
                    centre: point,
                    radius: Self.radius,
                    fill: theme.accent,
                    stroke: Canvas.Stroke(colour: theme.paper, width: 0.5)
                )
            }
        }
        let omitted = drawNames(studies, in: frame, on: &canvas)
        canvas.height = frame.drawFooter(
            legend: legend,
            notes: figure.wording.shared.notes(figure.notes, hidden: hidden, omitted: omitted),
            on: &canvas,
            top: bottom
        )
        return canvas
    }

    // MARK: Axes

    /// Returns a frame in which all studies lie inside the arc.
    private func frame(_ studies: [RadialPlot.Placed]) -> PlotFrame? {
        let farthest = studies.map(\.precision).max() ?? 1
        var scores = studies.map(\.score) + [0]
        if let slope = figure.slope, abs(slope * farthest) < AxisCover.farthest {
            scores.append(slope * farthest)
            if let band = figure.band {
                scores += [band, -band, slope * farthest + band, slope * farthest - band]
            }
        }
        let limits = AxisCover.limits(of: scores, scale: .linear)
        guard let first = frame(across: farthest, limits: limits),
            let arc = RadialArc(figure: figure, studies: studies, frame: first, style: style)
        else { return nil }
        let factor = arc.excess(of: studies)
        guard factor > 1 else { return first }
        let wider = (limits.lowerBound * factor)...(limits.upperBound * factor)
        return frame(across: farthest, limits: wider) ?? first
    }

    private func frame(across farthest: Double, limits: ClosedRange<Double>) -> PlotFrame? {
        PlotFrame(
            horizontal: .init(
                label: figure.wording.precision,
                range: 0...(farthest / Self.dataShare)
            ),
            vertical: .init(label: figure.wording.score, range: limits),
            style: style
        )
    }

    // MARK: Band

    private var bandFill: String { theme.tint(of: theme.pooled, share: 0.14) }
    private var lineStroke: Canvas.Stroke { .init(colour: theme.pooled, width: 1.1) }
    private var intervalStroke: Canvas.Stroke { .init(colour: theme.pooled, width: 2.6) }
    private var arcStroke: Canvas.Stroke { .init(colour: theme.ink, width: 0.8) }
    private var zeroStroke: Canvas.Stroke { .init(colour: theme.hairline, width: 0.7) }

    private func drawBand(
        _ studies: [RadialPlot.Placed],
        in frame: PlotFrame,
        on canvas: inout Canvas
    ) {
        let end = (studies.map(\.precision).max() ?? 0) * 1.04
        if let slope = figure.slope, let band = figure.band {
            let corners = [
                (0, band), (end, slope * end + band), (end, slope * end - band), (0, -band),
            ].compactMap { frame.extendedPoint($0.0, $0.1) }
            frame.drawArea(corners, fill: bandFill, on: &canvas)
        }
        let zero = [0, end].compactMap { frame.extendedPoint($0, 0) }
        frame.drawLine(zero, stroke: zeroStroke, on: &canvas)
    }

    // MARK: Studies

    private func drawNames(
        _ studies: [RadialPlot.Placed],
        in frame: PlotFrame,
        on canvas: inout Canvas
    ) -> Int {
        let distances = studies.map { figure.distance(of: $0) }
        let order = studies.indices.sorted { (distances[$1], $0) < (distances[$0], $1) }
        let labels = order.filter { index in
            switch figure.naming {
            case .none: false
            case .standingOut: figure.band.map { distances[index] > $0 } ?? false
            case .all: true
            }
        }
        .compactMap { index in
            frame.point(studies[index].precision, studies[index].score).map {
                PointLabel(text: studies[index].study.label, anchor: $0, reach: Self.radius)
            }
        }
        return PointLabelling(area: frame.area, style: style.small, leaderColour: theme.muted)
            .draw(labels, on: &canvas)
    }

    private func description(of study: RadialPlot.Placed) -> String {
        let estimate = PrintedNumber.fixed(study.study.estimate, decimals: 3)
        return
            "\(study.study.label): \(estimate), z = \(PrintedNumber.fixed(study.score, decimals: 2))"
    }

    // MARK: Legend

    private var legend: [Legend.Item] {
        let wording = figure.wording
        var items: [Legend.Item] = [
            .mark(
                wording.shared.study,
                theme.accent,
                Canvas.Stroke(colour: theme.paper, width: 0.5),
                radius: Self.radius
            )
        ]
        if figure.slope != nil { items.append(.line(wording.pooled, lineStroke)) }
        if figure.slope != nil, figure.interval?.isDrawable == true {
            items.append(.line(wording.interval, intervalStroke))
        }
        if let band = figure.band {
            let fill = bandFill
            items.append(
                Legend.Item(label: "\(wording.band) \(AxisTicks.plain(band))") { canvas, box in
                    canvas.rectangle(box, fill: fill)
                }
            )
        }
        let name = XMLText.cleaned(figure.axis.label)
        if !name.isEmpty { items.append(.line("\(wording.arc) \(name)", arcStroke)) }
        return items
    }
}
