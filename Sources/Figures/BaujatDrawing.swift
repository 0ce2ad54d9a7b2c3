/// Places and draws a Baujat plot.
struct BaujatDrawing {
    let figure: BaujatPlot
    let style: FigureStyle

    private static let radius = 2.8

    private var theme: Theme { style.theme }

    /// Draws the plot.
    func drawn() -> Canvas {
        var canvas = Canvas(
            width: style.pageWidth,
            theme: theme,
            title: figure.title,
            summary: figure.summary
        )
        let studies = figure.shown
        let hidden = figure.studies.count - studies.count
        guard !studies.isEmpty, let frame = frame(studies) else {
            let notes = figure.wording.notes(figure.notes, hidden: hidden, omitted: 0)
            canvas.emptyPage(figure.emptyText, notes: notes, style: style)
            return canvas
        }
        let bottom = frame.drawAxes(on: &canvas)
        for study in studies {
            guard let point = frame.point(study.contribution, study.influence) else { continue }
            canvas.group(description(of: study)) { canvas in
                canvas.circle(
                    centre: point,
                    radius: Self.radius,
                    fill: theme.accent,
                    stroke: Canvas.Stroke(colour: theme.paper, width: 0.5),
                    opacity: 0.85
                )
            }
        }
        let omitted = drawNames(in: frame, on: &canvas)
        canvas.height = frame.drawFooter(
            legend: [],
            notes: figure.wording.notes(figure.notes, hidden: hidden, omitted: omitted),
            on: &canvas,
            top: bottom
        )
        return canvas
    }

    private func frame(_ studies: [BaujatPlot.Study]) -> PlotFrame? {
        let limits = { (values: [Double]) in
            AxisCover.limits(
                of: values + [0],
                scale: .linear,
                bounds: 0...Double.greatestFiniteMagnitude
            )
        }
        return PlotFrame(
            horizontal: .init(
                label: figure.contributionLabel,
                range: limits(studies.map(\.contribution))
            ),
            vertical: .init(label: figure.influenceLabel, range: limits(studies.map(\.influence))),
            style: style,
            inset: Self.radius + 2
        )
    }

    /// Prints the names of studies and returns how many found no room.
    private func drawNames(in frame: PlotFrame, on canvas: inout Canvas) -> Int {
        let outstanding = figure.outstanding
        let named: [BaujatPlot.Study] =
            switch figure.naming {
            case .none: []
            case .standingOut: outstanding
            case .all: outstanding + figure.shown.filter { !outstanding.contains($0) }
            }
        let labels = named.compactMap { study in
            frame.point(study.contribution, study.influence).map {
                PointLabel(text: study.label, anchor: $0, reach: Self.radius)
            }
        }
        return PointLabelling(area: frame.area, style: style.small, leaderColour: theme.muted)
            .draw(labels, on: &canvas)
    }

    private func description(of study: BaujatPlot.Study) -> String {
        let contribution = PrintedNumber.fixed(study.contribution, decimals: 3)
        let influence = PrintedNumber.fixed(study.influence, decimals: 3)
        return "\(study.label): \(contribution), \(influence)"
    }
}
