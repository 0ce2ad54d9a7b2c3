import Foundation
import Testing

@testable import Figures

/// Baujat, radial and bubble plots: marks stand where their numbers belong.
struct ScatterTests {
    /// Returns the value at a coordinate, from the two outermost labelled ticks of an axis.
    private func ruler(
        _ canvas: Canvas,
        scale: AxisScale = .linear,
        isVertical: Bool
    ) throws -> (Double) -> Double {
        let frame = try #require(
            canvas.strokes.filter { $0.start.y == $0.end.y }.max {
                $0.end.x - $0.start.x < $1.end.x - $1.start.x
            }
        )
        let left = min(frame.start.x, frame.end.x)
        let bottom = try #require(
            canvas.strokes.filter { $0.start.x == $0.end.x && $0.start.x == left }
                .map { max($0.start.y, $0.end.y) }.max()
        )
        let ticks = canvas.texts.compactMap { text -> (Double, Double)? in
            guard let value = Double(text.text.replacing("\u{2212}", with: "-")),
                let place = scale.transformed(value)
            else { return nil }
            if isVertical { return text.box.maxX < left ? (text.box.midY, place) : nil }
            return text.box.y > bottom ? (text.box.midX, place) : nil
        }
        let first = try #require(ticks.min { $0.0 < $1.0 })
        let last = try #require(ticks.max { $0.0 < $1.0 })
        try #require(last.0 > first.0)
        return { coordinate in
            first.1 + (coordinate - first.0) / (last.0 - first.0) * (last.1 - first.1)
        }
    }

    @Test(arguments: JournalWidth.allCases)
    func baujatMarksStandAtTheirMeasures(width: JournalWidth) throws {
        let canvas = ScatterSamples.baujat().drawn(FigureStyle(width: width))
        let across = try ruler(canvas, isVertical: false)
        let upwards = try ruler(canvas, isVertical: true)
        try #require(canvas.marks.count == ScatterSamples.trials.count)
        for (mark, trial) in zip(canvas.marks, ScatterSamples.trials) {
            #expect(abs(across(mark.midX) - trial.contribution) < 1e-6)
            #expect(abs(upwards(mark.midY) - trial.influence) < 1e-6)
        }
    }

    @Test func baujatNamesWhatStandsOut() {
        let names = ScatterSamples.baujat().outstanding.map(\.label)
        #expect(names == ["Hart & Sutherland 1977", "TPT Madras 1980"])
        let study = { (label: String, x: Double, y: Double) in
            BaujatPlot.Study(label: label, contribution: x, influence: y)
        }
        let equal = BaujatPlot(studies: (0..<9).map { _ in study("studious", 0, 0) })
        #expect(equal.outstanding.isEmpty)
        var far = equal
        far.studies.append(study("far", 3, 0))
        #expect(far.outstanding.map(\.label) == ["far"])
        let texts = far.drawn(FigureStyle()).texts.map(\.text)
        #expect(texts.contains("far") && !texts.contains("studious"))
    }

    @Test(arguments: JournalWidth.allCases)
    func bubblesStandAtTheirEstimatesWithAreasByWeight(width: JournalWidth) throws {
        let canvas = ScatterSamples.bubbles(naming: .none).drawn(FigureStyle(width: width))
        let across = try ruler(canvas, isVertical: false)
        let upwards = try ruler(canvas, scale: .log, isVertical: true)
        // The last mark is the key of the legend; large bubbles come first.
        let bubbles = canvas.marks.dropLast()
        let trials = ScatterSamples.trials.sorted { $0.weight > $1.weight }
        try #require(bubbles.count == trials.count)
        let unit = bubbles[0].width * bubbles[0].width / trials[0].weight
        for (bubble, trial) in zip(bubbles, trials) {
            #expect(abs(across(bubble.midX) - trial.latitude) < 1e-6)
            #expect(abs(exp(upwards(bubble.midY)) - trial.ratio) < 1e-6)
            #expect(abs(bubble.width * bubble.width - unit * trial.weight) < 1e-6)
        }
    }

    @Test func theRegressionLineIsStraightOnTheScaleOfTheAnalysis() throws {
        let canvas = ScatterSamples.bubbles(naming: .none).drawn(FigureStyle())
        let slanted = canvas.strokes.filter { $0.start.x != $0.end.x && $0.start.y != $0.end.y }
        try #require(slanted.count == 7)
        let slopes = slanted.map { ($0.end.y - $0.start.y) / ($0.end.x - $0.start.x) }
        let first = try #require(slopes.first)
        #expect(slopes.allSatisfy { abs($0 - first) < 2e-3 })
    }

    @Test func aFlaringBandLeavesRoomForTheStudies() throws {
        var plot = ScatterSamples.bubbles(naming: .none)
        let usual = plot.drawn(FigureStyle())
        plot.line[0].prediction = .init(lower: 0, upper: .infinity)
        plot.line[7].prediction = .init(lower: 1e-200, upper: 1e200)
        let canvas = plot.drawn(FigureStyle())
        let spread = { (canvas: Canvas) in
            let places = canvas.marks.dropLast().map(\.midY)
            return (places.max() ?? 0) - (places.min() ?? 0)
        }
        #expect(spread(canvas) > spread(usual) * 0.4)
        #expect(LayoutTests.faults(of: canvas).isEmpty)
    }

    @Test(arguments: JournalWidth.allCases)
    func radialMarksStandAtPrecisionAndScore(width: JournalWidth) throws {
        let canvas = ScatterSamples.radial().drawn(FigureStyle(width: width))
        let across = try ruler(canvas, isVertical: false)
        let upwards = try ruler(canvas, isVertical: true)
        let marks = canvas.marks.dropLast()
        try #require(marks.count == ScatterSamples.trials.count)
        for (mark, trial) in zip(marks, ScatterSamples.trials) {
            #expect(abs(across(mark.midX) - 1 / trial.totalError) < 1e-6)
            #expect(abs(upwards(mark.midY) - log(trial.ratio) / trial.totalError) < 1e-6)
        }
    }

    /// A line from the origin through a study points at its estimate on the arc.
    @Test(arguments: JournalWidth.allCases, [0.2, 0.5, 1])
    func theArcTellsEstimates(width: JournalWidth, estimate: Double) throws {
        var plot = ScatterSamples.radial()
        plot.naming = .none
        plot.studies.append(.init(label: "on the line", estimate: estimate, standardError: 0.7))
        let canvas = plot.drawn(FigureStyle(width: width))
        let across = try ruler(canvas, isVertical: false)
        let upwards = try ruler(canvas, isVertical: true)
        let wanted = AxisTicks.plain(estimate)
        // Labels of the arc stand inside the frame, right of all studies.
        let right = try #require(canvas.marks.dropLast().map(\.maxX).max())
        let label = try #require(
            canvas.texts.first { $0.text == wanted && $0.box.x > right && $0.box.maxX < 10_000 }
        )
        let tick = try #require(
            canvas.strokes.filter {
                abs($0.end.x - label.box.x) < 4 && abs($0.end.y - label.box.midY) < 4
                    && abs($0.end.x - $0.start.x) < 4
            }
            .min { abs($0.end.x - label.box.x) < abs($1.end.x - label.box.x) }
        )
        let slope = upwards(tick.end.y) / across(tick.end.x)
        #expect(abs(slope - log(estimate)) < 0.02, "\(exp(slope))")
    }

    @Test func radialNamesWhatLiesOutsideTheBand() {
        var plot = ScatterSamples.radialOfAreas()
        plot.naming = .standingOut
        let studies = plot.placed
        let outside = studies.filter { plot.distance(of: $0) > 2 }.map(\.study.label)
        // logit 0.78 lies (logit 0.89 − logit 0.78) / 0.14 = 5.9 standard errors off.
        let koike = studies.first { $0.study.estimate == 0.78 }.map { plot.distance(of: $0) }
        #expect(abs((koike ?? 0) - 5.894) < 0.001)
        #expect(plot.summary.contains("Outside the band: \(outside.count)."))
        plot.pooled = nil
        #expect(plot.band == nil)
        #expect(!plot.summary.contains("band"))
    }

    static let hostile: [Double] = [
        .nan, .infinity, -.infinity, 0, -1, 1, 1e300, -1e300, .leastNonzeroMagnitude, 0.5,
    ]

    private func expectSound(_ canvas: Canvas, _ name: String) {
        let faults = LayoutTests.faults(of: canvas)
        #expect(faults.isEmpty, "\(name): \(faults.prefix(2))")
        let svg = canvas.svg()
        #expect(SVGReader(svg) != nil, "\(name) is not well-formed")
    }

    @Test(arguments: hostile, AxisScale.allCases)
    func survivesHostileNumbers(value: Double, scale: AxisScale) {
        for other in Self.hostile {
            let style = FigureStyle(width: .single)
            expectSound(
                BaujatPlot(
                    studies: [.init(label: "a", contribution: value, influence: other)],
                    naming: .all
                ).drawn(style),
                "baujat \(value) \(other)"
            )
            let axis = ForestPlot.Axis(label: "x", scale: scale, reference: other)
            expectSound(
                RadialPlot(
                    studies: [
                        .init(label: "a", estimate: value, standardError: other),
                        .init(label: "b", estimate: 0.5, standardError: abs(value)),
                    ],
                    axis: axis,
                    pooled: other,
                    interval: .init(lower: value, upper: other),
                    bandHalfHeight: other,
                    naming: .all
                ).drawn(style),
                "radial \(value) \(other) \(scale)"
            )
            expectSound(
                BubblePlot(
                    title: "t",
                    studies: [
                        .init(label: "a", moderator: value, estimate: other, weight: value),
                        .init(label: "b", moderator: 1, estimate: 0.5, weight: other),
                    ],
                    line: [
                        .init(
                            moderator: value,
                            estimate: other,
                            confidence: .init(lower: other, upper: value),
                            prediction: .init(lower: value, upper: other)
                        ),
                        .init(
                            moderator: other,
                            estimate: 0.6,
                            confidence: .init(lower: value, upper: other)
                        ),
                    ],
                    moderatorAxis: .init(label: "m", scale: scale),
                    estimateAxis: axis,
                    naming: .all
                ).drawn(style),
                "bubble \(value) \(other) \(scale)"
            )
        }
    }

    @Test(arguments: XMLTests.nasty)
    func survivesHostileNames(text: String) {
        for style in FigureStyle.allForTests {
            expectSound(
                BaujatPlot(
                    title: text,
                    studies: [.init(label: text, contribution: 1, influence: 1)],
                    contributionLabel: text,
                    influenceLabel: text,
                    notes: [text]
                ).drawn(style),
                "baujat"
            )
            var radial = ScatterSamples.radial()
            radial.title = text
            radial.axis.label = text
            radial.studies[0].label = text
            radial.naming = .all
            radial.wording.score = text
            expectSound(radial.drawn(style), "radial")
            var bubbles = ScatterSamples.bubbles(naming: .all)
            bubbles.moderatorAxis.label = text
            bubbles.estimateAxis.label = text
            bubbles.wording.line = text
            bubbles.studies[2].label = text
            bubbles.emptyText = text
            expectSound(bubbles.drawn(style), "bubble")
            bubbles.studies = []
            expectSound(bubbles.drawn(style), "no bubble")
        }
    }

    @Test(arguments: LayoutTests.sizes, 0..<4)
    func keepsClear(studies: Int, seed: Int) {
        var random = RandomFigures(seed: UInt64(studies * 100 + seed))
        let scale = AxisScale.allCases[seed % 3]
        let naming = PointNaming.allCases[seed % 3]
        let style = random.style()
        let baujat = (0..<studies).map { _ in
            BaujatPlot.Study(
                label: random.name(),
                contribution: random.number(0...9),
                influence: random.number(0...1)
            )
        }
        expectSound(BaujatPlot(studies: baujat, naming: naming).drawn(style), "baujat")
        let radial = (0..<studies).map { _ in
            RadialPlot.Study(
                label: random.name(),
                estimate: random.number(0.02...0.98),
                standardError: random.number(0.01...2)
            )
        }
        expectSound(
            RadialPlot(
                studies: radial,
                axis: .init(label: random.name(), scale: scale),
                pooled: random.number(0.1...0.9),
                interval: .init(lower: 0.2, upper: 0.7),
                naming: naming
            ).drawn(style),
            "radial \(studies)/\(seed)"
        )
        let bubbles = (0..<studies).map { _ in
            BubblePlot.Study(
                label: random.name(),
                moderator: random.number(-5...50),
                estimate: random.number(0.02...0.98),
                weight: random.maybe(random.number(0...10))
            )
        }
        expectSound(
            BubblePlot(
                title: "t",
                studies: bubbles,
                moderatorAxis: .init(label: random.name()),
                estimateAxis: .init(label: random.name(), scale: scale, reference: 0.5),
                naming: naming
            ).drawn(style),
            "bubble \(studies)/\(seed)"
        )
    }
}
