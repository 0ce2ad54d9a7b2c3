import Testing

@testable import Figures

/// The frame of two-dimensional plots.
struct PlotFrameTests {
    private func frame(
        x: PlotFrame.Axis,
        y: PlotFrame.Axis,
        style: FigureStyle = .init(),
        isSquare: Bool = false,
        inset: Double = 0
    ) throws -> PlotFrame {
        try #require(
            PlotFrame(
                horizontal: x,
                vertical: y,
                style: style,
                isSquare: isSquare,
                inset: inset
            )
        )
    }

    @Test func placesLimitsInTheCorners() throws {
        let frame = try frame(
            x: .init(label: "x", range: -2...3),
            y: .init(label: "y", scale: .log, range: 0.1...10)
        )
        let area = frame.area
        #expect(frame.point(-2, 0.1) == Point(x: area.x, y: area.maxY))
        let middle = try #require(frame.point(0.5, 1))
        #expect(abs(middle.x - area.midX) < 1e-9 && abs(middle.y - area.midY) < 1e-9)
        let corner = try #require(frame.point(3, 10))
        #expect(abs(corner.x - area.maxX) < 1e-9 && abs(corner.y - area.y) < 1e-9)
        #expect(frame.point(3.1, 1) == nil)
        #expect(frame.point(0, 0) == nil)
        #expect(frame.point(.nan, 1) == nil)
        #expect(frame.point(0, -1) == nil)
    }

    @Test func reversedAxesRunTheOtherWay() throws {
        let frame = try frame(
            x: .init(label: "x", range: 0...1, isReversed: true),
            y: .init(label: "y", range: 0...2, isReversed: true),
            inset: 10
        )
        let origin = try #require(frame.point(0, 0))
        #expect(abs(origin.x - (frame.area.maxX - 10)) < 1e-9)
        #expect(abs(origin.y - (frame.area.y + 10)) < 1e-9)
        let far = try #require(frame.extendedPoint(2, 2))
        #expect(abs(far.x - (frame.area.x + 10 - (frame.area.width - 20))) < 1e-9)
        #expect(frame.horizontalTicks.map(\.position).isSortedUpwards)
        #expect(frame.horizontalTicks.first?.label == "1.0")
        #expect(frame.verticalTicks.first?.label == "0.0")
    }

    @Test(arguments: JournalWidth.allCases, [0.0, 9])
    func squareFramesAreSquare(width: JournalWidth, inset: Double) throws {
        for range in [0...1, 0...123_456_789, -0.000_001...0.000_001] {
            let style = FigureStyle(width: width)
            let frame = try frame(
                x: .init(label: "x", range: range),
                y: .init(label: "y", range: range),
                style: style,
                isSquare: true,
                inset: inset
            )
            #expect(frame.area.width == frame.area.height)
            #expect(frame.area.x > 0 && frame.area.maxX < style.pageWidth)
            #expect(frame.area.width > 100)
        }
    }

    @Test func refusesLimitsThatNoAxisCanShow() {
        let good = PlotFrame.Axis(label: "", range: 0...1)
        let bad: [PlotFrame.Axis] = [
            .init(label: "", range: 1...1), .init(label: "", scale: .log, range: 0...1),
            .init(label: "", scale: .logit, range: 0.5...1),
            .init(label: "", range: 0...Double.infinity),
        ]
        for axis in bad {
            #expect(PlotFrame(horizontal: axis, vertical: good, style: .init()) == nil)
            #expect(PlotFrame(horizontal: good, vertical: axis, style: .init()) == nil)
        }
    }

    @Test(arguments: 0..<60)
    func axesKeepClear(seed: Int) throws {
        var random = RandomFigures(seed: UInt64(seed))
        let style = random.style()
        let scale = AxisScale.allCases[seed % 3]
        let other = AxisScale.allCases[seed / 3 % 3]
        let limits = { (random: inout RandomFigures) in
            let values = [random.number(0.001...0.999), random.number(0.001...0.999)].sorted()
            return values[0]...values[1]
        }
        let frame = try frame(
            x: .init(label: random.name(), scale: scale, range: limits(&random)),
            y: .init(label: random.name() + random.name(), scale: other, range: limits(&random)),
            style: style,
            isSquare: seed % 2 == 0,
            inset: seed % 4 == 0 ? 9 : 0
        )
        var canvas = Canvas(width: style.pageWidth, theme: .light, title: "t", summary: "s")
        let bottom = frame.drawAxes(on: &canvas)
        let notes = [random.name()]
        canvas.height = frame.drawFooter(
            legend: [.line(random.name(), .init(colour: "#000000"))],
            notes: notes,
            on: &canvas,
            top: bottom
        )
        #expect(LayoutTests.faults(of: canvas) == [])
    }

    @Test func cutsLinesAtItsSides() throws {
        let frame = try frame(
            x: .init(label: "x", range: 0...1),
            y: .init(label: "y", range: 0...1)
        )
        let points = [(-1.0, 0.5), (0.5, 0.5), (0.5, 2), (0.8, 2), (0.8, 0.2)]
            .compactMap { frame.extendedPoint($0.0, $0.1) }
        let pieces = frame.clippedLine(points)
        let wanted = [
            [(0.0, 0.5), (0.5, 0.5), (0.5, 1)], [(0.8, 1), (0.8, 0.2)],
        ]
        #expect(pieces.map(\.count) == [3, 2])
        for (piece, values) in zip(pieces, wanted) {
            for (point, value) in zip(piece, values) {
                let place = try #require(frame.point(value.0, value.1))
                #expect(abs(point.x - place.x) < 1e-6 && abs(point.y - place.y) < 1e-6)
            }
        }
        let outside = [(-1.0, 0.5), (-0.5, 3)].compactMap { frame.extendedPoint($0.0, $0.1) }
        #expect(frame.clippedLine(outside) == [])
        #expect(frame.clippedLine([]) == [])
    }

    @Test func cutsAreasAtItsSides() throws {
        let frame = try frame(
            x: .init(label: "x", range: 0...1),
            y: .init(label: "y", range: 0...1)
        )
        let whole = frame.area.width * frame.area.height
        let share = { (corners: [(Double, Double)]) in
            let points = corners.compactMap { frame.extendedPoint($0.0, $0.1) }
            return PlotFrameTests.area(of: frame.clippedArea(points)) / whole
        }
        #expect(abs(share([(-5, -5), (5, -5), (5, 5), (-5, 5)]) - 1) < 1e-9)
        #expect(abs(share([(0.25, -1), (0.75, -1), (0.75, 0.5), (0.25, 0.5)]) - 0.25) < 1e-9)
        #expect(abs(share([(0, 0), (2, 0), (0, 2)]) - 1) < 1e-9)
        #expect(abs(share([(0, 0), (1, 0), (0, 1)]) - 0.5) < 1e-9)
        #expect(share([(2, 2), (3, 2), (3, 3)]) == 0)
        #expect(share([]) == 0)
    }

    @Test func limitsHoldAllValues() {
        for scale in AxisScale.allCases {
            for values in [
                [0.5], [0.5, 0.5], [0.001, 0.999], [1e-300, 0.5], [0.999_999_999_999, 0.1], [],
                [.nan, .infinity, -1, 0.3], [0.3, 0.300_000_000_1],
            ] {
                let range = AxisCover.limits(of: values, scale: scale, bounds: 0...1)
                let axis = PlotAxis(
                    scale: scale,
                    lower: range.lowerBound,
                    upper: range.upperBound,
                    left: 0,
                    width: 100
                )
                #expect(axis != nil)
                for value in values where AxisCover.canShow(value, scale: scale) {
                    guard case .inside? = axis?.place(of: value) else {
                        Issue.record("\(value) is outside \(range), \(scale)")
                        continue
                    }
                }
            }
        }
        #expect(AxisCover.limits(of: [0.2, 0.9], scale: .linear, bounds: 0...1).upperBound <= 1)
    }

    @Test func mixesColours() {
        #expect(Theme.light.tint(of: "#000000", share: 0.5) == "#808080")
        #expect(Theme.light.tint(of: "#0b4f7d", share: 0) == "#ffffff")
        #expect(Theme.light.tint(of: "#0b4f7d", share: 1) == "#0b4f7d")
        #expect(Theme.dark.tint(of: "#ffffff", share: 7) == "#ffffff")
        #expect(Theme.light.tint(of: "red", share: 0.5) == "red")
    }

    static func area(of corners: [Point]) -> Double {
        var doubled = 0.0
        for (index, corner) in corners.enumerated() {
            let next = corners[(index + 1) % corners.count]
            doubled += corner.x * next.y - next.x * corner.y
        }
        return abs(doubled) / 2
    }
}

/// Names beside marks.
struct PointLabelTests {
    private func page(_ labels: [PointLabel], lines: [Segment] = []) -> (Canvas, omitted: Int) {
        var canvas = Canvas(width: 300, theme: .light, title: "t", summary: "s")
        canvas.height = 300
        for label in labels {
            canvas.circle(centre: label.anchor, radius: label.reach, fill: "#000000")
        }
        for line in lines {
            canvas.line(from: line.start, to: line.end, stroke: .init(colour: "#000000"))
        }
        let omitted = PointLabelling(
            area: Box(x: 10, y: 10, width: 280, height: 280),
            style: TextStyle(size: 8),
            leaderColour: "#555555"
        ).draw(labels, on: &canvas)
        return (canvas, omitted)
    }

    @Test func standsAtTheRightWhereThereIsRoom() throws {
        let (canvas, omitted) = page([.init(text: "Fan", anchor: Point(x: 100, y: 80), reach: 3)])
        let box = try #require(canvas.texts.first).box
        #expect(omitted == 0)
        #expect(abs(box.x - 104.5) < 1e-9 && abs(box.midY - 80) < 1e-9)
        #expect(canvas.strokes.isEmpty)
    }

    @Test func avoidsLinesAndLeadsToFarNames() throws {
        let wall = Segment(start: Point(x: 106, y: 0), end: Point(x: 106, y: 300))
        let label = PointLabel(text: "Fan", anchor: Point(x: 100, y: 80), reach: 3)
        let (canvas, omitted) = page([label], lines: [wall])
        #expect(omitted == 0)
        #expect(try #require(canvas.texts.first).box.maxX < 100)
        // Walls on all sides: the name stands outside and a line leads there.
        let walls = [
            wall, Segment(start: Point(x: 94, y: 0), end: Point(x: 94, y: 300)),
        ]
        let (far, none) = page([label], lines: walls)
        #expect(none == 0)
        #expect(far.strokes.count == 3)
        #expect(LayoutTests.faults(of: far) == [])
    }

    @Test func leavesOutWhatHasNoRoom() {
        let labels = (0..<39).map { index in
            PointLabel(text: "Study \(index)", anchor: Point(x: 150, y: 150), reach: 3)
        }
        let (canvas, omitted) = page(labels)
        #expect(canvas.texts.count + omitted == 39)
        #expect(omitted > 0 && canvas.texts.count > 5)
        #expect(LayoutTests.faults(of: canvas) == [])
    }

    @Test func shortensLongNames() {
        let style = TextStyle(size: 8)
        let long = String(repeating: "W", count: 300)
        let short = style.shortened(long, to: 60)
        #expect(short.hasSuffix("…") && style.width(of: short) <= 60 && short.count > 4)
        #expect(style.shortened("Fan 2021", to: 60) == "Fan 2021")
        #expect(style.shortened(long, to: 1) == "")
        #expect(style.shortened("", to: 60) == "")
    }
}

extension [Double] {
    fileprivate var isSortedUpwards: Bool { zip(self, dropFirst()).allSatisfy { $0 < $1 } }
}
