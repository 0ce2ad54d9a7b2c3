import Foundation
import Testing

@testable import Figures

/// What a funnel plot shows.
struct FunnelTests {
    private func drawn(_ plot: FunnelPlot, _ width: JournalWidth = .double) -> DrawnSVG {
        DrawnSVG(plot.drawn(.init(width: width)))
    }

    private func coordinate(_ drawn: DrawnSVG, ratio: Double) throws -> Double {
        try #require(
            drawn.coordinate(of: ratio, ticks: ("0.2", "1"), below: true, ruler: { log($0) })
        )
    }

    private func coordinate(_ drawn: DrawnSVG, error: Double) throws -> Double {
        try #require(drawn.coordinate(of: error, ticks: ("0.0", "0.5"), below: false))
    }

    @Test(arguments: JournalWidth.allCases)
    func drawsEveryStudyInItsPlace(width: JournalWidth) throws {
        let plot = FunnelSamples.ratio()
        let drawn = drawn(plot, width)
        let theme = Theme.light
        for (studies, fill) in [(plot.studies, theme.accent), (plot.filled, theme.paper)] {
            let circles = drawn.circles.filter { $0.fill == fill }
            // One circle more is the key of the legend.
            #expect(circles.count == studies.count + 1)
            for study in studies {
                let x = try coordinate(drawn, ratio: study.estimate)
                let y = try coordinate(drawn, error: study.standardError)
                #expect(
                    circles.contains {
                        abs($0.centre.x - x) < 0.03 && abs($0.centre.y - y) < 0.03
                    },
                    "\(study.label) is not at \(x), \(y)"
                )
            }
        }
    }

    @Test func triangleOpensByTheQuantile() throws {
        let plot = FunnelSamples.ratio()
        let drawn = drawn(plot)
        let frame = try #require(drawn.frame)
        let sides = drawn.polylines(stroke: Theme.light.pooled).first { $0.count == 3 }
        let corners = try #require(sides)
        #expect(abs(corners[1].x - (try coordinate(drawn, ratio: 0.46))) < 0.03)
        #expect(abs(corners[1].y - frame.y) < 0.03)
        // The deepest standard error follows from the ticks, not from the drawing's own range.
        let top = try coordinate(drawn, error: 0)
        let deepest = (frame.maxY - top) / (try coordinate(drawn, error: 1) - top)
        for (corner, sign) in [(corners[0], -1.0), (corners[2], 1.0)] {
            let limit = exp(log(0.46) + sign * 1.959964 * deepest)
            #expect(abs(corner.x - (try coordinate(drawn, ratio: limit))) < 0.05)
            #expect(abs(corner.y - frame.maxY) < 0.03)
        }
    }

    @Test func contoursLieAroundTheNullValue() throws {
        let drawn = drawn(FunnelSamples.ratio())
        let frame = try #require(drawn.frame)
        let inner = try #require(drawn.polygons(fill: Theme.light.paper).first)
        let apex = try #require(inner.min { $0.y < $1.y })
        #expect(abs(apex.x - (try coordinate(drawn, ratio: 1))) < 0.03)
        #expect(abs(apex.y - frame.y) < 0.03)
        // At a standard error of 0.2 the border of p = 0.10 is a ratio of exp(−0.2 × 1.645).
        let foot = try #require(inner.min { $0.x < $1.x })
        let y = try coordinate(drawn, error: 0.2)
        let share = (y - apex.y) / (foot.y - apex.y)
        let border = try coordinate(drawn, ratio: exp(-0.2 * 1.644854))
        #expect(abs(apex.x + share * (foot.x - apex.x) - border) < 0.05)
        let all = drawn.svg.matches(of: /<polygon points="([^"]*)"/)
        #expect(all.count == 3)
        for points in all {
            for pair in points.1.split(separator: " ") {
                let numbers = pair.split(separator: ",").compactMap { Double($0) }
                try #require(numbers.count == 2)
                #expect(numbers[0] > frame.x - 0.02 && numbers[0] < frame.maxX + 0.02)
                #expect(numbers[1] > frame.y - 0.02 && numbers[1] < frame.maxY + 0.02)
            }
        }
    }

    @Test func legendNamesOnlyWhatIsDrawn() {
        let full = Set(FunnelSamples.ratio().drawn(.init()).texts.map(\.text))
        for text in [
            "Study", "Filled in by trim and fill", "Pooled estimate", "Adjusted by trim and fill",
            "Pseudo 95% confidence limits", "No effect", "Egger’s regression", "p ≥ 0.10",
            "0.05 ≤ p < 0.10", "0.01 ≤ p < 0.05", "p < 0.01",
        ] {
            #expect(full.contains(text), "\(text) is missing")
        }
        var plain = FunnelSamples.ratio()
        plain.axis.reference = nil
        plain.filled = []
        plain.adjusted = nil
        plain.limitQuantile = nil
        plain.regression = nil
        let texts = plain.drawn(.init()).texts.map(\.text)
        #expect(texts.contains("Pooled estimate") && texts.contains("Study"))
        for text in texts {
            #expect(!text.contains("p <") && !text.contains("fill") && !text.contains("limits"))
            #expect(!text.contains("No effect") && !text.contains("regression"))
        }
    }

    @Test func regressionLineFollowsItsSlope() throws {
        let drawn = drawn(FunnelSamples.ratio())
        let line = try #require(drawn.polylines(stroke: Theme.light.accent).first)
        #expect(abs(line[0].x - (try coordinate(drawn, ratio: 0.66))) < 0.03)
        let y = try coordinate(drawn, error: 0.3)
        let share = (y - line[0].y) / (line[1].y - line[0].y)
        let x = line[0].x + share * (line[1].x - line[0].x)
        #expect(abs(x - (try coordinate(drawn, ratio: exp(log(0.66) - 0.3 * 1.5)))) < 0.05)
    }

    @Test func namesTheStudiesOutsideTheTriangle() {
        var plot = FunnelSamples.ratio()
        let printed = { (plot: FunnelPlot) in
            Set(plot.drawn(.init()).texts.map(\.text))
                .intersection(plot.studies.map(\.label))
        }
        let outside = plot.studies.filter {
            abs(log($0.estimate) - log(0.46)) > 1.959964 * $0.standardError
        }
        #expect(outside.count == 4)
        #expect(printed(plot) == Set(outside.map(\.label)))
        plot.naming = .none
        #expect(printed(plot).isEmpty)
        plot.naming = .all
        #expect(printed(plot).count > 10)
    }

    @Test func countsWhatItCannotShow() {
        var plot = FunnelSamples.ratio()
        plot.studies += [
            .init(label: "a", estimate: .nan, standardError: 0.1),
            .init(label: "b", estimate: -1, standardError: 0.1),
            .init(label: "c", estimate: 1, standardError: .infinity),
            .init(label: "d", estimate: 1, standardError: -0.1),
            .init(label: "e", estimate: 0, standardError: 0.1),
            .init(label: "f", estimate: 1e300, standardError: 1e300),
        ]
        let drawn = drawn(plot)
        #expect(drawn.circles.count == FunnelSamples.studies.count + 3 + 2)
        #expect(drawn.svg.contains("Not shown, without a finite estimate or standard error: 6."))
        #expect(plot.summary.hasPrefix("Funnel plot of 16 studies."))
    }

    @Test(arguments: AxisScale.allCases)
    func survivesAnyValue(scale: AxisScale) throws {
        let values = [
            .nan, .infinity, -.infinity, 0, -0.0, 1, -1, 0.5, 1e-300, 1e300, .leastNonzeroMagnitude,
            .greatestFiniteMagnitude, 1 - 1e-16, 1e11, -1e11,
        ]
        var studies: [FunnelPlot.Study] = []
        for estimate in values {
            for error in values {
                let study = FunnelPlot.Study(
                    label: "s",
                    estimate: estimate,
                    standardError: error
                )
                studies.append(study)
                let plot = FunnelPlot(
                    studies: [study],
                    filled: [study, study],
                    axis: .init(label: "x", scale: scale, reference: error),
                    pooled: estimate,
                    adjusted: error,
                    limitQuantile: error,
                    contours: FunnelPlot.Contour.standard + [.init(level: "?", quantile: error)],
                    regression: .init(limitEstimate: estimate, slope: error),
                    naming: .outsideLimits
                )
                let canvas = plot.drawn(.init(width: .single))
                #expect(SVGReader(canvas.svg()) != nil)
                let faults = LayoutTests.faults(of: canvas)
                #expect(faults.isEmpty, "\(estimate), \(error): \(faults.first ?? "")")
            }
        }
        let all = FunnelPlot(studies: studies, axis: .init(label: "x", scale: scale))
        #expect(SVGReader(all.render()) != nil)
    }

    @Test(arguments: LayoutTests.sizes, 0..<6)
    func keepsClear(studies: Int, seed: Int) {
        var random = RandomFigures(seed: UInt64(studies * 100 + seed))
        let plot = random.funnel(studies: studies)
        let canvas = plot.drawn(random.style())
        let faults = LayoutTests.faults(of: canvas)
        #expect(faults.isEmpty, "\(studies)/\(seed): \(faults.prefix(3))")
    }

    @Test(arguments: XMLTests.nasty)
    func isWellFormed(text: String) throws {
        let plot = FunnelPlot(
            title: text,
            studies: [
                .init(label: text, estimate: 0.5, standardError: 0.1),
                .init(label: text, estimate: 2, standardError: 0.3),
            ],
            axis: .ratio(text),
            standardErrorLabel: text,
            pooled: 1,
            naming: .all,
            notes: [text]
        )
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
    mutating func funnel(studies: Int) -> FunnelPlot {
        let scale = AxisScale.allCases[count(0...2)]
        let centre = number(0.2...0.9)
        let draw = { (random: inout RandomFigures) in
            FunnelPlot.Study(
                label: random.name(),
                estimate: random.number(0.02...0.98),
                standardError: random.count(0...9) == 0 ? 0 : random.number(0...0.8)
            )
        }
        let observed = (0..<studies).map { _ in draw(&self) }
        let filled = (0..<count(0...10)).map { _ in draw(&self) }
        let naming = FunnelPlot.Naming.allCases[count(0...2)]
        let label = name()
        let errorLabel = name()
        let line = FunnelPlot.RegressionLine(limitEstimate: centre, slope: number(-3...3))
        return FunnelPlot(
            title: name(),
            studies: observed,
            filled: filled,
            axis: .init(label: label, scale: scale, reference: maybe(0.5)),
            standardErrorLabel: errorLabel,
            pooled: maybe(centre),
            adjusted: maybe(number(0.2...0.9)),
            contours: Array(FunnelPlot.Contour.standard[..<count(0...3)]),
            regression: maybe(line),
            naming: naming,
            notes: [name()]
        )
    }
}
