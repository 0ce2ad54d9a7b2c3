/// Places and draws a plot in ROC space.
struct SROCDrawing {
    let figure: SROCPlot
    let style: FigureStyle

    /// Distance of the limits 0 and 1 from the frame: the reach of the largest mark, or a study
    /// without a false positive would lie on the labels.
    private static let inset = 9.0
    private static let largestRadius = 6.5
    private static let smallestRadius = 1.4

    private var theme: Theme { style.theme }

    /// Draws the plot.
    func drawn() -> Canvas {
        var canvas = Canvas(
            width: style.pageWidth,
            theme: theme,
            title: figure.title,
            summary: figure.summary
        )
        let margin = PlotFrame.margin
        guard hasContent, let frame else {
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
        frame.drawLine(
            points([(0, 0), (1, 1)], in: frame),
            stroke: chanceStroke,
            on: &canvas
        )
        for index in figure.groups.indices { drawRegions(index, in: frame, on: &canvas) }
        for index in figure.groups.indices { drawCurves(index, in: frame, on: &canvas) }
        let bottom = frame.drawAxes(on: &canvas)
        drawStudies(in: frame, on: &canvas)
        for index in figure.groups.indices { drawSummaryPoint(index, in: frame, on: &canvas) }
        let omitted = drawNames(in: frame, on: &canvas)
        canvas.height = frame.drawFooter(
            legend: legend,
            notes: notes(omitted),
            on: &canvas,
            top: bottom
        )
        return canvas
    }

    private var frame: PlotFrame? {
        PlotFrame(
            horizontal: .init(label: figure.falsePositiveRateLabel, range: 0...1),
            vertical: .init(label: figure.sensitivityLabel, range: 0...1),
            style: style,
            isSquare: true,
            inset: Self.inset
        )
    }

    private var hasContent: Bool {
        figure.groups.contains { group in
            group.studies.contains(where: \.position.isShown)
                || group.summaryPoint?.isShown == true || !group.curves.isEmpty
        }
    }

    private func points(_ values: [(Double, Double)], in frame: PlotFrame) -> [Point] {
        values.compactMap { frame.point($0.0, $0.1) }
    }

    private func points(_ positions: [SROCPlot.Position], in frame: PlotFrame) -> [Point] {
        points(positions.map { ($0.falsePositiveRate, $0.sensitivity) }, in: frame)
    }

    // MARK: Colours

    private func colour(_ group: Int) -> String {
        figure.groups.count == 1 ? theme.accent : theme.groups[group % theme.groups.count]
    }

    /// Colour of what a model says: apart from the studies where there is only one group.
    private func resultColour(_ group: Int) -> String {
        figure.groups.count == 1 ? theme.pooled : colour(group)
    }

    /// Shape of the studies of a group; squares are kept for summary points.
    ///
    /// Shapes move on by one when the colours start again, so that pairs of both repeat as late as
    /// possible.
    private func marker(_ group: Int) -> PointMarker {
        let shapes: [PointMarker] = [.circle, .triangle, .diamond, .pointedDown]
        return shapes[(group + group / theme.groups.count) % shapes.count]
    }

    private var chanceStroke: Canvas.Stroke { .init(colour: theme.hairline, width: 0.7) }

    private static let predictionDashes = [3.5, 2.2]
    private static let extrapolationDashes = [1.4, 1.8]

    // MARK: Model

    private func drawRegions(_ index: Int, in frame: PlotFrame, on canvas: inout Canvas) {
        let group = figure.groups[index]
        let colour = resultColour(index)
        let regions = [
            (
                group.predictionRegion,
                Canvas.Stroke(
                    colour: colour,
                    width: 0.9,
                    dashes: Self.predictionDashes
                )
            ), (group.confidenceRegion, Canvas.Stroke(colour: colour, width: 0.9)),
        ]
        for (region, stroke) in regions {
            let corners = points(corners(of: region), in: frame)
            guard let first = corners.first else { continue }
            frame.drawLine(corners + [first], stroke: stroke, on: &canvas)
        }
    }

    /// Corners of a region in ROC space; none if they do not enclose anything.
    private func corners(of region: [SROCPlot.Position]) -> [SROCPlot.Position] {
        let shown = region.filter(\.isShown)
        return shown.count > 2 ? shown : []
    }

    private func drawCurves(_ index: Int, in frame: PlotFrame, on canvas: inout Canvas) {
        for (number, curve) in figure.groups[index].curves.enumerated() {
            let colour = curveColour(group: index, curve: number)
            let solid = Canvas.Stroke(colour: colour, width: 1.4)
            let dashed = Canvas.Stroke(
                colour: colour,
                width: 1.1,
                dashes: Self.extrapolationDashes
            )
            let parts = [(curve.observed, solid)] + curve.extrapolated.map { ($0, dashed) }
            for (part, stroke) in parts {
                // A value that is no rate leaves a gap: a chord across it would be made up.
                for run in part.split(whereSeparator: { !$0.isShown }) {
                    frame.drawLine(points(Array(run), in: frame), stroke: stroke, on: &canvas)
                }
            }
        }
    }

    /// The first curve of a group has its colour; further ones take those no group needs.
    private func curveColour(group: Int, curve: Int) -> String {
        guard curve > 0 else { return resultColour(group) }
        let earlier = figure.groups[..<group].reduce(0) { $0 + max(0, $1.curves.count - 1) }
        return theme.groups[(figure.groups.count + earlier + curve - 1) % theme.groups.count]
    }

    private func drawSummaryPoint(_ index: Int, in frame: PlotFrame, on canvas: inout Canvas) {
        let group = figure.groups[index]
        guard let summary = group.summaryPoint,
            let point = frame.point(summary.falsePositiveRate, summary.sensitivity)
        else { return }
        let name = [group.name, figure.wording.summaryPoint].filter { !$0.isEmpty }
        canvas.group("\(name.joined(separator: ", ")): \(text(of: summary))") { canvas in
            canvas.marker(
                .square,
                centre: point,
                radius: 3.6,
                fill: resultColour(index),
                stroke: Canvas.Stroke(colour: theme.paper, width: 0.8)
            )
        }
    }

    private func text(of position: SROCPlot.Position) -> String {
        let sensitivity = PrintedNumber.fixed(position.sensitivity, decimals: 2)
        let specificity = PrintedNumber.fixed(1 - position.falsePositiveRate, decimals: 2)
        return "sensitivity \(sensitivity), specificity \(specificity)"
    }

    // MARK: Studies

    /// A study with its place in the figure.
    private struct PlacedStudy {
        var study: SROCPlot.Study
        var group: Int
        var point: Point
        var radius: Double
    }

    /// Studies that can be drawn, the largest first, so that small ones lie on top.
    private func placedStudies(in frame: PlotFrame) -> [PlacedStudy] {
        let all = figure.groups.indices.flatMap { index in
            figure.groups[index].studies.compactMap { study -> PlacedStudy? in
                let position = study.position
                guard let point = frame.point(position.falsePositiveRate, position.sensitivity)
                else { return nil }
                return PlacedStudy(
                    study: study,
                    group: index,
                    point: point,
                    radius: radius(of: study)
                )
            }
        }
        return all.indices.sorted { (all[$1].radius, $0) < (all[$0].radius, $1) }.map { all[$0] }
    }

    /// Largest size of a study; `nil` if no size is known.
    private var largestSize: Double? {
        let sizes = figure.groups.flatMap(\.studies).filter(\.position.isShown)
            .compactMap(\.size).filter { $0 > 0 && $0.isFinite }
        return sizes.max()
    }

    private func radius(of study: SROCPlot.Study) -> Double {
        guard figure.studyMarks == .sized, let largestSize else { return 2.4 }
        guard let size = study.size, size.isFinite else { return Self.smallestRadius }
        let share = (max(0, size) / largestSize).squareRoot()
        return max(Self.smallestRadius, Self.largestRadius * min(share, 1))
    }

    private func drawStudies(in frame: PlotFrame, on canvas: inout Canvas) {
        for placed in placedStudies(in: frame) {
            let colour = colour(placed.group)
            canvas.group("\(placed.study.label): \(text(of: placed.study.position))") { canvas in
                if figure.studyMarks == .crossHairs {
                    drawCrossHair(placed, in: frame, colour: colour, on: &canvas)
                }
                canvas.marker(
                    marker(placed.group),
                    centre: placed.point,
                    radius: placed.radius,
                    fill: colour,
                    stroke: Canvas.Stroke(colour: colour, width: 0.8),
                    opacity: opacity
                )
            }
        }
    }

    private var opacity: Double { figure.studyMarks == .sized ? 0.3 : 1 }

    private func drawCrossHair(
        _ placed: PlacedStudy,
        in frame: PlotFrame,
        colour: String,
        on canvas: inout Canvas
    ) {
        let stroke = Canvas.Stroke(colour: colour, width: 0.6)
        let position = placed.study.position
        if let interval = clamped(placed.study.falsePositiveRateInterval) {
            let ends = [interval.lower, interval.upper].map { ($0, position.sensitivity) }
            frame.drawLine(points(ends, in: frame), stroke: stroke, on: &canvas)
        }
        if let interval = clamped(placed.study.sensitivityInterval) {
            let ends = [interval.lower, interval.upper].map { (position.falsePositiveRate, $0) }
            frame.drawLine(points(ends, in: frame), stroke: stroke, on: &canvas)
        }
    }

    private func clamped(_ interval: ForestPlot.Interval?) -> ForestPlot.Interval? {
        guard let interval, interval.isDrawable else { return nil }
        return .init(
            lower: min(max(interval.lower, 0), 1),
            upper: min(max(interval.upper, 0), 1)
        )
    }

    /// Prints the names, those of the largest studies first; returns how many found no room.
    private func drawNames(in frame: PlotFrame, on canvas: inout Canvas) -> Int {
        guard figure.printsNames else { return 0 }
        let labels = placedStudies(in: frame).map { placed in
            PointLabel(
                text: placed.study.label,
                anchor: placed.point,
                reach: marker(placed.group).reach(radius: placed.radius)
            )
        }
        return PointLabelling(area: frame.area, style: style.small, leaderColour: theme.muted)
            .draw(labels, on: &canvas)
    }

    // MARK: Footer

    private func notes(_ omitted: Int) -> [String] {
        let wording = figure.wording
        let studies = figure.groups.flatMap(\.studies)
        let hidden = studies.count { !$0.position.isShown }
        var notes: [String] = []
        if hidden > 0 { notes.append("\(wording.notShown) \(hidden).") }
        if omitted > 0 { notes.append("\(wording.namesLeftOut) \(omitted).") }
        if hidden < studies.count {
            if figure.studyMarks == .sized, largestSize != nil { notes.append(wording.sized) }
            if figure.studyMarks == .crossHairs { notes.append(wording.crossHairs) }
        }
        if figure.groups.flatMap(\.curves).contains(where: { !$0.extrapolated.isEmpty }) {
            notes.append(wording.extrapolated)
        }
        return notes + figure.notes
    }

    private var legend: [Legend.Item] {
        let groups = figure.groups
        let wording = figure.wording
        var items: [Legend.Item] = []
        for (index, group) in groups.enumerated() where !group.studies.isEmpty {
            items.append(
                .mark(
                    group.name.isEmpty ? wording.study : group.name,
                    colour(index),
                    Canvas.Stroke(colour: colour(index), width: 0.8),
                    radius: 3.2,
                    marker: marker(index),
                    opacity: opacity
                )
            )
        }
        for (index, group) in groups.enumerated() {
            for (number, curve) in group.curves.enumerated() {
                let stroke = Canvas.Stroke(
                    colour: curveColour(group: index, curve: number),
                    width: 1.4
                )
                let name = groups.count > 1 && !group.name.isEmpty
                items.append(.line(name ? "\(group.name): \(curve.name)" : curve.name, stroke))
            }
        }
        // With several groups the colour tells the test and the kind of line the rest.
        let result = groups.count == 1 ? theme.pooled : theme.muted
        if groups.contains(where: { $0.summaryPoint?.isShown == true }) {
            items.append(.mark(wording.summaryPoint, result, nil, radius: 3.6, marker: .square))
        }
        if groups.contains(where: { !corners(of: $0.confidenceRegion).isEmpty }) {
            items.append(.line(wording.confidenceRegion, .init(colour: result, width: 0.9)))
        }
        if groups.contains(where: { !corners(of: $0.predictionRegion).isEmpty }) {
            let stroke = Canvas.Stroke(
                colour: result,
                width: 0.9,
                dashes: Self.predictionDashes
            )
            items.append(.line(wording.predictionRegion, stroke))
        }
        items.append(.line(wording.chance, chanceStroke))
        return items
    }
}
