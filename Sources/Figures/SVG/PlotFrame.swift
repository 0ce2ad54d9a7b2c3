/// The rectangle of a two-dimensional plot with its two axes.
///
/// The frame finds its own place on the page: it measures the labels of the vertical axis, leaves
/// room for them at the left and takes the rest of the width. A figure then asks it where values
/// lie (`point`), cuts lines and areas at its sides (`FrameClipping`), and draws axes and footer:
///
/// ```swift
/// guard let frame = PlotFrame(horizontal: x, vertical: y, style: style) else { … }
/// frame.drawShade(on: &canvas)           // lines and areas of the figure go on top of it
/// let bottom = frame.drawAxes(on: &canvas)
/// canvas.height = frame.drawFooter(legend: …, notes: …, on: &canvas, top: bottom)
/// ```
struct PlotFrame {
    /// What an axis shows.
    struct Axis {
        /// Name of the axis; the vertical one runs upwards.
        var label: String
        /// Spacing.
        var scale = AxisScale.linear
        /// Limits on the display scale, different and finite on the ruler of the scale.
        var range: ClosedRange<Double>
        /// Whether values grow to the left, or downwards.
        var isReversed = false
        /// Values to label, such as the rates at which a curve is read; empty for round ones.
        var tickValues: [Double] = []
    }

    /// A labelled mark of an axis; the position is a coordinate of the page.
    struct Tick: Equatable {
        var label: String
        var position: Double
    }

    /// Distance from the edges of the page.
    static let margin = 6.0

    /// Rectangle inside the axes, which is also the region lines and areas are cut to.
    let area: Box
    /// Horizontal axis as asked for.
    let horizontal: Axis
    /// Vertical axis as asked for.
    let vertical: Axis
    /// Marks of the horizontal axis, from left to right.
    let horizontalTicks: [Tick]
    /// Marks of the vertical axis, in the order of their values.
    let verticalTicks: [Tick]

    private let style: FigureStyle
    private let across: Ruler
    private let upwards: Ruler
    private let verticalLabel: [String]
    private let gutter: Double
    /// Width left over at either side of a square frame on a wide page.
    private let slack: Double

    /// Places a frame on a page; `nil` if the limits of an axis are not two values its scale can
    /// show.
    ///
    /// - Parameters:
    ///   - horizontal: what the horizontal axis shows.
    ///   - vertical: what the vertical axis shows.
    ///   - style: width of the page and sizes of text.
    ///   - top: where the frame with its labels starts.
    ///   - isSquare: whether width and height are equal, as in ROC space.
    ///   - inset: distance between the limits of the axes and the frame in points, so that marks at
    ///     a limit stay off the labels.
    ///   - trailing: room left free at the right of the frame in points, such as for a margin.
    init?(
        horizontal: Axis,
        vertical: Axis,
        style: FigureStyle,
        top: Double = PlotFrame.margin,
        isSquare: Bool = false,
        inset: Double = 0,
        trailing: Double = 0
    ) {
        let text = style.small
        let page = style.pageWidth
        var height =
            isSquare ? min(page * 0.82, 330) : page * (style.width == .single ? 0.78 : 0.56)
        var width = height
        var gutter = 0.0
        var overhang = PlotFrame.margin + trailing
        // Ticks depend on the length of an axis and the length on the width of the ticks. Both
        // margins only grow, so a few rounds settle them.
        for _ in 0..<4 {
            guard let upwards = Ruler(vertical, length: height, inset: inset, pointsDown: true)
            else { return nil }
            let labels = upwards.ticks(isVertical: true, text).map { text.width(of: $0.label) }
            let lines = PlotFrame.verticalLines(vertical.label, height: height, style: text)
            let name = Canvas.height(ofLines: lines.count, style: text)
            gutter = max(
                gutter,
                PlotFrame.margin + name + 4 + (labels.max() ?? 0) + PlotFrame.tickRoom
            )
            let room = max(page - gutter - overhang, 40)
            width = isSquare ? min(height, room) : room
            guard let across = Ruler(horizontal, length: width, inset: inset, pointsDown: false)
            else { return nil }
            let last = across.ticks(isVertical: false, text).last
            let over = last.map { $0.position + text.width(of: $0.label) / 2 - width } ?? 0
            overhang = max(overhang, over + PlotFrame.margin)
            if isSquare { height = width }
        }
        guard var across = Ruler(horizontal, length: width, inset: inset, pointsDown: false),
            var upwards = Ruler(vertical, length: height, inset: inset, pointsDown: true)
        else { return nil }
        slack = max(0, page - gutter - overhang - width) / 2
        area = Box(
            x: gutter + slack,
            y: top + text.lineHeight / 2,
            width: width,
            height: height
        )
        across.origin += area.x
        upwards.origin += area.y
        self.horizontal = horizontal
        self.vertical = vertical
        self.style = style
        self.across = across
        self.upwards = upwards
        self.gutter = gutter - PlotFrame.margin
        verticalLabel = PlotFrame.verticalLines(vertical.label, height: height, style: text)
        horizontalTicks = across.ticks(isVertical: false, text).filter {
            let half = text.width(of: $0.label) / 2
            return $0.position - half >= 0 && $0.position + half <= page
        }
        verticalTicks = upwards.ticks(isVertical: true, text)
    }

    // MARK: Places

    /// Returns the point of a pair of values; `nil` outside the limits or off the scales.
    func point(_ x: Double, _ y: Double) -> Point? {
        guard let x = across.position(of: x), let y = upwards.position(of: y) else { return nil }
        return Point(x: x, y: y)
    }

    /// Returns the point of places on the linear rulers of the scales (the logarithm of a value on
    /// a log axis), which may lie outside; `nil` only for NaN.
    func extendedPoint(xPlace: Double, yPlace: Double) -> Point? {
        guard let x = across.position(ofPlace: xPlace), let y = upwards.position(ofPlace: yPlace)
        else { return nil }
        return Point(x: x, y: y)
    }

    /// Returns the point of a pair of values, which may lie outside; `nil` for values that the
    /// scales cannot show.
    func extendedPoint(_ x: Double, _ y: Double) -> Point? {
        guard let x = horizontal.scale.transformed(x), let y = vertical.scale.transformed(y) else {
            return nil
        }
        return extendedPoint(xPlace: x, yPlace: y)
    }

    // MARK: Drawing

    /// Fills the frame.
    func drawShade(_ colour: String, on canvas: inout Canvas) {
        canvas.rectangle(area, fill: colour)
    }

    /// Draws frame, ticks and names of the axes; returns where they end.
    func drawAxes(on canvas: inout Canvas) -> Double {
        let text = style.small
        let stroke = Canvas.Stroke(colour: style.theme.ink, width: 0.8)
        canvas.rectangle(area, fill: nil, stroke: stroke)
        for tick in horizontalTicks {
            canvas.line(
                from: Point(x: tick.position, y: area.maxY),
                to: Point(x: tick.position, y: area.maxY + 3),
                stroke: stroke
            )
            canvas.paragraph(
                [tick.label],
                x: tick.position,
                top: area.maxY + PlotFrame.tickRoom,
                style: text,
                anchor: .middle
            )
        }
        for tick in verticalTicks {
            canvas.line(
                from: Point(x: area.x - 3, y: tick.position),
                to: Point(x: area.x, y: tick.position),
                stroke: stroke
            )
            canvas.paragraph(
                [tick.label],
                x: area.x - PlotFrame.tickRoom,
                top: tick.position - text.lineHeight / 2,
                style: text,
                anchor: .end
            )
        }
        let name = Canvas.height(ofLines: verticalLabel.count, style: text)
        canvas.verticalParagraph(
            verticalLabel,
            centre: Point(x: area.x - gutter + name / 2, y: area.midY),
            style: text
        )
        let top = area.maxY + PlotFrame.tickRoom + text.lineHeight + 1
        return top
            + canvas.paragraph(
                text.wrapped(horizontal.label, to: area.width),
                x: area.midX,
                top: top,
                style: text,
                anchor: .middle
            )
    }

    /// Draws legend and notes below the axes, as wide as frame and labels together; returns the
    /// height of the page.
    func drawFooter(
        legend items: [Legend.Item],
        notes: [String],
        on canvas: inout Canvas,
        top: Double
    ) -> Double {
        let margin = PlotFrame.margin + slack
        var y = top
        if !items.isEmpty {
            y += style.small.size * 0.6
            y += Legend(items: items, style: style.small, keyAspect: 2)
                .draw(on: &canvas, left: margin, top: y, width: style.pageWidth - 2 * margin)
        }
        return canvas.notes(notes, top: y, margin: margin, style: style.small)
            + PlotFrame.margin
    }

    // MARK: Measures

    /// Distance of the labels of ticks from the frame; far enough that the lowest label at the left
    /// and the first one below do not meet.
    private static let tickRoom = 5.0

    /// Breaks the name of the vertical axis; more than six lines would leave no room for the plot.
    private static func verticalLines(
        _ label: String,
        height: Double,
        style: TextStyle
    ) -> [String] {
        let lines = style.wrapped(label, to: height)
        guard lines.count > 6 else { return lines }
        let last = style.shortened(lines[5] + "…" + lines[6], to: height)
        return Array(lines[..<5]) + [last]
    }
}

/// An axis laid along a side of the frame, in either direction.
private struct Ruler {
    private let axis: PlotAxis
    private let length: Double
    private let isFlipped: Bool
    private let tickValues: [Double]
    /// Coordinate of the left or upper end.
    var origin = 0.0

    /// Lays an axis along a side; `pointsDown` tells that the coordinate grows downwards, as it
    /// does along the vertical side of a page.
    init?(_ axis: PlotFrame.Axis, length: Double, inset: Double, pointsDown: Bool) {
        guard
            let ruler = PlotAxis(
                scale: axis.scale,
                lower: axis.range.lowerBound,
                upper: axis.range.upperBound,
                left: inset,
                width: max(length - 2 * inset, 1)
            )
        else { return nil }
        self.axis = ruler
        self.length = length
        isFlipped = axis.isReversed != pointsDown
        tickValues = axis.tickValues
    }

    func position(of value: Double) -> Double? {
        guard case .inside(let along) = axis.place(of: value) else { return nil }
        return coordinate(along)
    }

    func position(ofPlace place: Double) -> Double? {
        axis.position(ofPlace: place).map(coordinate)
    }

    func ticks(isVertical: Bool, _ style: TextStyle) -> [PlotFrame.Tick] {
        let ticks =
            tickValues.isEmpty
            ? axis.ticks { label in
                isVertical ? style.lineHeight * 1.3 : style.width(of: label) + style.size * 0.7
            } : axis.ticks(at: tickValues, style: style)
        let placed = ticks.map { PlotFrame.Tick(label: $0.label, position: coordinate($0.x)) }
        return isVertical ? placed : placed.sorted { $0.position < $1.position }
    }

    private func coordinate(_ along: Double) -> Double {
        origin + (isFlipped ? length - along : along)
    }
}
