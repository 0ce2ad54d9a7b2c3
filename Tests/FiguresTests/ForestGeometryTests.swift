import Testing

@testable import Figures

/// Marks of a forest plot stand where their numbers belong.
struct ForestGeometryTests {
    private func plot(
        _ rows: [ForestPlot.Row],
        overall: ForestPlot.Pooled? = nil,
        axis: ForestPlot.Axis? = nil
    ) -> Canvas {
        ForestPlot(
            title: "t",
            groups: [.init(rows: rows)],
            overall: overall,
            axis: axis ?? .init(label: "x", range: 0...1)
        ).drawn(FigureStyle())
    }

    private func row(_ estimate: Double, _ lower: Double, _ upper: Double) -> ForestPlot.Row {
        .init(label: "a", estimate: estimate, interval: .init(lower: lower, upper: upper))
    }

    /// Horizontal strokes from top to bottom, without rules and whisker ends.
    private func horizontals(_ canvas: Canvas) -> [Segment] {
        canvas.strokes.filter { $0.start.y == $0.end.y && $0.start.x > 10 }
            .sorted { $0.start.y < $1.start.y }
    }

    private func close(_ first: Double, _ second: Double) -> Bool { abs(first - second) < 1e-6 }

    @Test func whiskersEndAtTheLimits() throws {
        let lines = horizontals(
            plot([row(0.5, 0, 1), row(0.4, 0.25, 0.75)], overall: nil)
        )
        try #require(lines.count == 3, "two whiskers and the axis")
        let axis = lines[2]
        let width = axis.end.x - axis.start.x
        #expect(close(lines[0].start.x, axis.start.x) && close(lines[0].end.x, axis.end.x))
        #expect(close(lines[1].start.x, axis.start.x + 0.25 * width))
        #expect(close(lines[1].end.x, axis.start.x + 0.75 * width))
    }

    @Test func logarithmicWhiskersEndAtTheLimits() throws {
        let lines = horizontals(
            plot(
                [row(1, 0.1, 10)],
                axis: .init(label: "OR", scale: .log, range: 0.01...100)
            )
        )
        try #require(lines.count == 2)
        let axis = lines[1]
        let width = axis.end.x - axis.start.x
        #expect(close(lines[0].start.x, axis.start.x + 0.25 * width))
        #expect(close(lines[0].end.x, axis.start.x + 0.75 * width))
    }

    @Test func diamondAndPredictionSpanTheirIntervals() throws {
        let canvas = plot(
            [],
            overall: .init(
                label: "all",
                estimate: 0.6,
                interval: .init(lower: 0.5, upper: 0.8),
                prediction: .init(lower: 0.25, upper: 0.75)
            )
        )
        let lines = horizontals(canvas)
        let axis = try #require(lines.last)
        let width = axis.end.x - axis.start.x
        let diamond = try #require(canvas.marks.first)
        #expect(canvas.marks.count == 1)
        #expect(close(diamond.x, axis.start.x + 0.5 * width))
        #expect(close(diamond.maxX, axis.start.x + 0.8 * width))
        let prediction = try #require(lines.dropLast().last)
        #expect(close(prediction.start.x, axis.start.x + 0.25 * width))
        #expect(close(prediction.end.x, axis.start.x + 0.75 * width))
    }

    @Test(arguments: [
        (0.5, -1.0, 2.0, 2), (0.5, -1.0, 0.9, 1), (0.5, 0.1, 5.0, 1), (0.5, 0.1, 0.9, 0),
        (0.5, -.infinity, .infinity, 2), (3.0, 2.5, 4.0, 3),
    ])
    func whatLeavesTheAxisEndsInAnArrow(
        estimate: Double,
        lower: Double,
        upper: Double,
        arrows: Int
    ) throws {
        let canvas = plot([row(estimate, lower, upper)])
        let axis = try #require(horizontals(canvas).last)
        #expect(canvas.marks.count == arrows)
        for mark in canvas.marks {
            #expect(mark.x < axis.start.x || mark.maxX > axis.end.x)
        }
    }

    @Test func referenceLineStandsAtItsValue() throws {
        let canvas = plot(
            [row(0.5, 0.4, 0.6)],
            axis: .init(label: "x", range: 0...1, reference: 0.25)
        )
        let axis = try #require(horizontals(canvas).last)
        let expected = axis.start.x + 0.25 * (axis.end.x - axis.start.x)
        let verticals = canvas.strokes.filter {
            $0.start.x == $0.end.x && close($0.start.x, expected)
        }
        #expect(verticals.count == 1)
    }
}
