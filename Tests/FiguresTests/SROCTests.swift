import Foundation
import Testing

@testable import Figures

/// What a plot in ROC space shows.
struct SROCTests {
    private func point(_ drawn: DrawnSVG, _ position: SROCPlot.Position) throws -> Point {
        let x = drawn.coordinate(
            of: position.falsePositiveRate,
            ticks: ("0.0", "1.0"),
            below: true
        )
        let y = drawn.coordinate(of: position.sensitivity, ticks: ("0.0", "1.0"), below: false)
        return Point(x: try #require(x), y: try #require(y))
    }

    private func near(_ first: Point, _ second: Point) -> Bool {
        abs(first.x - second.x) < 0.03 && abs(first.y - second.y) < 0.03
    }

    @Test(arguments: JournalWidth.allCases)
    func drawsEveryStudyInItsPlace(width: JournalWidth) throws {
        let plot = SROCSamples.single()
        let drawn = DrawnSVG(plot.drawn(.init(width: width)))
        let studies = plot.groups[0].studies
        #expect(drawn.circles.count == studies.count + 1)
        let sizes = studies.compactMap(\.size)
        let largest = try #require(sizes.max())
        for study in studies {
            let place = try point(drawn, study.position)
            let circle = try #require(drawn.circles.first { near($0.centre, place) })
            // The area of a mark is its share of the largest one.
            let share = (study.size ?? 0) / largest
            #expect(abs(circle.radius * circle.radius / (6.5 * 6.5) - share) < 0.01)
        }
    }

    @Test func theSpaceIsSquareAndHoldsAllMarks() throws {
        let corners = [(0.0, 0.0), (0, 1), (1, 0), (1, 1), (0.5, 0.5)]
        let plot = SROCPlot(
            groups: [
                .init(
                    studies: corners.map {
                        .init(
                            label: "s",
                            position: .init(falsePositiveRate: $0.0, sensitivity: $0.1),
                            size: 100
                        )
                    }
                )
            ]
        )
        for style in FigureStyle.allForTests {
            let canvas = plot.drawn(style)
            let drawn = DrawnSVG(canvas)
            let frame = try #require(drawn.frame)
            #expect(abs(frame.width - frame.height) < 0.011)
            for circle in drawn.circles.prefix(5) {
                let reach = Box(
                    x: circle.centre.x - circle.radius,
                    y: circle.centre.y - circle.radius,
                    width: 2 * circle.radius,
                    height: 2 * circle.radius
                )
                #expect(frame.contains(reach))
            }
            #expect(LayoutTests.faults(of: canvas) == [])
        }
    }

    @Test func curvesAreSolidInsideAndDashedOutside() throws {
        let plot = SROCSamples.single()
        let drawn = DrawnSVG(plot.drawn(.init()))
        let frame = try #require(drawn.frame)
        let curve = plot.groups[0].curves[0]
        let lines = drawn.polylines(stroke: Theme.light.pooled)
        for part in [curve.observed] + curve.extrapolated {
            let first = try point(drawn, part[0])
            let last = try point(drawn, part[part.count - 1])
            let line = lines.first { line in
                line.count == part.count && line.first.map { near($0, first) } == true
            }
            let end = try #require(line?.last)
            #expect(near(end, last))
        }
        let dashed = drawn.svg.matches(of: /stroke-dasharray="1.4 1.8"/)
        #expect(dashed.count == 2)
        for point in lines.joined() {
            #expect(point.x > frame.x && point.x < frame.maxX)
            #expect(point.y > frame.y && point.y < frame.maxY)
        }
    }

    @Test func regionsAreClosedAndTheSummaryIsASquare() throws {
        let plot = SROCSamples.single()
        let group = plot.groups[0]
        let drawn = DrawnSVG(plot.drawn(.init()))
        let closed = drawn.polylines(stroke: Theme.light.pooled).filter { $0.first == $0.last }
        #expect(
            closed.map(\.count) == [
                group.predictionRegion.count + 1, group.confidenceRegion.count + 1,
            ]
        )
        let square = try #require(drawn.polygons(fill: Theme.light.pooled).first)
        #expect(square.count == 4)
        let summary = try #require(group.summaryPoint)
        let centre = Point(x: (square[0].x + square[2].x) / 2, y: (square[0].y + square[2].y) / 2)
        #expect(near(centre, try point(drawn, summary)))
        #expect(plot.summary == "14 studies, summary sensitivity 0.87 and specificity 0.86.")
    }

    @Test func groupsDifferInColourAndShape() {
        let drawn = DrawnSVG(SROCSamples.modalities(.sized).drawn(.init()))
        let theme = Theme.light
        #expect(drawn.circles.count { $0.fill == theme.groups[0] } == 9 + 1)
        // Triangles with their key, and the summary point.
        #expect(drawn.polygons(fill: theme.groups[1]).count { $0.count == 3 } == 8 + 1)
        #expect(drawn.polygons(fill: theme.groups[2]).count { $0.count == 4 } == 5 + 1 + 1)
        let texts = SROCSamples.modalities(.sized).drawn(.init()).texts.map(\.text)
        for text in ["MRI", "CT", "Bone scan", "CT: Summary ROC curve", "95% prediction region"] {
            #expect(texts.contains(text), "\(text) is missing")
        }
    }

    @Test func crossHairsSpanTheIntervals() throws {
        let study = SROCPlot.Study(
            label: "Fan",
            position: .init(falsePositiveRate: 0.2, sensitivity: 0.8),
            falsePositiveRateInterval: .init(lower: 0.1, upper: 0.4),
            sensitivityInterval: .init(lower: 0.6, upper: 1.7)
        )
        let plot = SROCPlot(groups: [.init(studies: [study])], studyMarks: .crossHairs)
        let drawn = DrawnSVG(plot.drawn(.init()))
        let lines = drawn.polylines(stroke: Theme.light.accent)
        try #require(lines.count == 2)
        let ends = [(0.1, 0.8), (0.4, 0.8), (0.2, 0.6), (0.2, 1.0)]
        for (end, drawnEnd) in zip(ends, lines.joined()) {
            let position = SROCPlot.Position(falsePositiveRate: end.0, sensitivity: end.1)
            #expect(near(drawnEnd, try point(drawn, position)))
        }
        var without = plot
        without.groups[0].studies[0].sensitivityInterval = .init(lower: .nan, upper: 1)
        without.groups[0].studies[0].falsePositiveRateInterval = nil
        #expect(
            DrawnSVG(without.drawn(.init())).polylines(stroke: Theme.light.accent).isEmpty
        )
    }

    @Test func saysWhatItCannotShow() {
        var plot = SROCSamples.single()
        for (rate, sensitivity) in [(Double.nan, 0.5), (0.5, 1.2), (-.infinity, 0)] {
            plot.groups[0].studies.append(
                .init(
                    label: "x",
                    position: .init(falsePositiveRate: rate, sensitivity: sensitivity)
                )
            )
        }
        let drawn = DrawnSVG(plot.drawn(.init()))
        #expect(drawn.circles.count == 14 + 1)
        #expect(drawn.svg.contains("Not shown, without sensitivity or specificity: 3."))
        let empty = SROCPlot(groups: [.init(studies: [])]).drawn(.init())
        #expect(empty.texts.map(\.text) == ["No study with sensitivity and specificity"])
    }

    @Test func aGapStaysAGap() {
        let curve = SROCPlot.Curve(
            name: "c",
            observed: [0.1, 0.2, .nan, 0.4, 0.5].map {
                .init(falsePositiveRate: $0, sensitivity: 0.5)
            }
        )
        let plot = SROCPlot(groups: [.init(studies: [], curves: [curve])])
        #expect(
            DrawnSVG(plot.drawn(.init())).polylines(stroke: Theme.light.pooled).map(\.count)
                == [2, 2]
        )
    }

    @Test func survivesAnyValue() {
        let values = [.nan, .infinity, -.infinity, 0, 1, -1, 0.5, 1e-300, 1e300]
        for x in values {
            for y in values {
                let position = SROCPlot.Position(falsePositiveRate: x, sensitivity: y)
                let study = SROCPlot.Study(
                    label: "s",
                    position: position,
                    falsePositiveRateInterval: .init(lower: y, upper: x),
                    sensitivityInterval: .init(lower: x, upper: y),
                    size: y
                )
                for marks in SROCPlot.StudyMarks.allCases {
                    let plot = SROCPlot(
                        groups: [
                            .init(
                                studies: [study, study],
                                curves: [
                                    .init(
                                        name: "c",
                                        observed: [position, position],
                                        extrapolated: [[], [position]]
                                    )
                                ],
                                summaryPoint: position,
                                confidenceRegion: [position],
                                predictionRegion: [position, position, position]
                            )
                        ],
                        studyMarks: marks,
                        printsNames: true
                    )
                    let canvas = plot.drawn(.init(width: .single))
                    #expect(SVGReader(canvas.svg()) != nil)
                    #expect(LayoutTests.faults(of: canvas) == [])
                }
            }
        }
    }

    @Test(arguments: LayoutTests.sizes, 0..<6)
    func keepsClear(studies: Int, seed: Int) {
        var random = RandomFigures(seed: UInt64(studies * 100 + seed))
        let plot = random.sroc(studies: studies)
        let faults = LayoutTests.faults(of: plot.drawn(random.style()))
        #expect(faults.isEmpty, "\(studies)/\(seed): \(faults.prefix(3))")
    }

    @Test(arguments: XMLTests.nasty)
    func isWellFormed(text: String) throws {
        var plot = SROCSamples.single()
        plot.title = text
        plot.groups[0].name = text
        plot.groups[0].curves[0].name = text
        plot.groups[0].studies[0].label = text
        plot.falsePositiveRateLabel = text
        plot.sensitivityLabel = text
        plot.notes = [text]
        for style in FigureStyle.allForTests {
            let svg = plot.render(style)
            let reader = try #require(SVGReader(svg), "not well-formed: \(svg.prefix(300))")
            #expect(reader.firstChildren.prefix(2) == ["title", "desc"])
            let wanted = XMLText.cleaned(text).filter { !$0.isWhitespace }
            #expect(reader.shown.filter { !$0.isWhitespace }.contains(wanted) || wanted.isEmpty)
            #expect(LayoutTests.faults(of: plot.drawn(style)) == [])
        }
    }
}

extension RandomFigures {
    mutating func sroc(studies: Int) -> SROCPlot {
        let groups = (0..<count(1...10)).map { index -> SROCPlot.Group in
            let positions = { (random: inout RandomFigures, number: Int) in
                (0..<number).map { _ in
                    SROCPlot.Position(
                        falsePositiveRate: random.number(0...1),
                        sensitivity: random.number(0...1)
                    )
                }
            }
            let drawn = positions(&self, index == 0 ? studies : studies / 10).map { position in
                let half = number(0...0.3)
                return SROCPlot.Study(
                    label: name(),
                    position: position,
                    falsePositiveRateInterval: .init(
                        lower: position.falsePositiveRate - half,
                        upper: position.falsePositiveRate + half
                    ),
                    sensitivityInterval: .init(
                        lower: position.sensitivity - half,
                        upper: position.sensitivity + half
                    ),
                    size: maybe(number(1...5000))
                )
            }
            let curves = (0..<count(0...3)).map { _ in
                SROCPlot.Curve(
                    name: name(),
                    observed: positions(&self, 5),
                    extrapolated: [positions(&self, 3)]
                )
            }
            let summary = positions(&self, 1).first
            return SROCPlot.Group(
                name: name(),
                studies: drawn,
                curves: curves,
                summaryPoint: count(0...1) == 0 ? summary : nil,
                confidenceRegion: positions(&self, count(0...20)),
                predictionRegion: positions(&self, count(0...20))
            )
        }
        return SROCPlot(
            title: name(),
            groups: groups,
            studyMarks: SROCPlot.StudyMarks.allCases[count(0...1)],
            printsNames: count(0...1) == 0,
            falsePositiveRateLabel: name(),
            sensitivityLabel: name(),
            notes: [name()]
        )
    }
}
