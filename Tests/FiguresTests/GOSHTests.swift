import Testing

@testable import Figures

/// GOSH plots count every subset once and stay small.
struct GOSHTests {
    private let unit = PlotFrame.Axis(label: "", range: 0...1)
    private let percent = PlotFrame.Axis(label: "", range: 0...100)

    @Test func countsEverySubsetOnce() {
        let subsets: [GOSHPlot.Subset] = [
            .init(estimate: 0, iSquared: 0), .init(estimate: 1, iSquared: 100),
            .init(estimate: 0.49, iSquared: 10, isHighlighted: true),
            .init(estimate: 0.51, iSquared: 10), .init(estimate: 0.5, iSquared: 50),
            .init(estimate: 1.5, iSquared: 50), .init(estimate: .nan, iSquared: 50),
        ]
        let grid = GOSHGrid(
            of: subsets,
            horizontal: unit,
            vertical: percent,
            columns: 2,
            rows: 2
        )
        #expect(
            grid.cells == [
                .init(with: 1, without: 1), .init(with: 0, without: 1),
                .init(with: 0, without: 0), .init(with: 0, without: 2),
            ]
        )
        #expect(grid.column(0) == .init(with: 1, without: 1))
        #expect(grid.row(1) == .init(with: 0, without: 2))
    }

    @Test func columnsAreEquallyWideOnTheScaleOfTheAxis() {
        let grid = GOSHGrid(
            of: [0.1, 0.9, 1.1, 9.9, 10].map { .init(estimate: $0, iSquared: 1) },
            horizontal: .init(label: "", scale: .log, range: 0.1...10),
            vertical: percent,
            columns: 2,
            rows: 1
        )
        #expect(grid.cells.map(\.count) == [2, 3])
    }

    @Test(arguments: [
        (0, []), (1, [1]), (3, [1, 2, 3]), (64, [1, 2, 4, 8, 16, 32]),
        (1_000_000, [1, 10, 100, 1000, 10_000, 100_000]),
    ])
    func shadesAreEquallySpacedOnALogarithmicRuler(most: Int, expected: [Int]) {
        #expect(GOSHGrid.thresholds(most: most, shades: 6) == expected)
    }

    /// Boxes of a path, as x, y, width and height.
    private func boxes(_ svg: String, fill: String) -> [[Double]] {
        svg.split(separator: "\n").filter { $0.contains("<path") && $0.contains(fill) }
            .flatMap { $0.split(separator: "\"")[1].split(separator: "M") }
            .map { $0.split { "MhvzZ,".contains($0) }.compactMap { Double($0) } }
    }

    @Test func aLoneSubsetIsOneCellInThePlaceOfItsValues() throws {
        let plot = GOSHPlot(
            subsets: [.init(estimate: 0.5, iSquared: 50)],
            axis: .init(label: "x", covered: [0, 1], bounds: 0...1)
        )
        let canvas = plot.drawn(FigureStyle())
        // One cell, and one bar in each margin.
        let drawn = boxes(canvas.svg(), fill: "")
        #expect(drawn.count == 3)
        let cell = try #require(drawn.first)
        let ticks = try ["0.4", "0.6", "50"].map { label in
            try #require(canvas.texts.first { $0.text == label }).box
        }
        let middle = (ticks[0].midX + ticks[1].midX) / 2
        #expect(abs(cell[0] + cell[2] / 2 - middle) <= cell[2])
        #expect(abs(cell[1] + cell[3] / 2 - ticks[2].midY) <= cell[3])
        #expect(LayoutTests.faults(of: canvas).isEmpty)
    }

    @Test func theSecondColourIsThatOfTheNamedStudy() {
        let theme = Theme.light
        let plot = { (highlight: String?) in
            GOSHPlot(
                subsets: [
                    .init(estimate: 0.2, iSquared: 20, isHighlighted: true),
                    .init(estimate: 0.8, iSquared: 80),
                ],
                highlight: highlight,
                axis: .init(label: "x")
            )
        }
        let both = plot("Hallinan 2021").drawn(FigureStyle())
        #expect(boxes(both.svg(), fill: theme.accent).count == 1)
        #expect(boxes(both.svg(), fill: theme.pooled).count == 1)
        let texts = both.texts.map(\.text)
        #expect(texts.contains("Subsets with Hallinan 2021"))
        #expect(texts.contains("Subsets without Hallinan 2021"))
        let one = plot(nil).drawn(FigureStyle()).svg()
        #expect(boxes(one, fill: theme.accent).count == 2)
        #expect(!one.contains(theme.pooled))
    }

    @Test func namesItsExtent() {
        let plot = ScatterSamples.gosh(highlighting: 7)
        // 2¹³ − 1 − 13 subsets of at least two trials, of which 2¹² − 1 hold the named one.
        let summary = plot.summary(plot.extent)
        #expect(summary.contains("GOSH plot of 8178 subsets"))
        #expect(summary.contains("Subsets with TPT Madras 1980: 4095."))
    }

    @Test(arguments: JournalWidth.allCases)
    func aMillionSubsetsStayBelowHalfAMegabyte(width: JournalWidth) {
        var random = SplitMix(seed: 7)
        // Spread evenly, so that no neighbours share a colour: the largest file there can be.
        let subsets = (0..<1_000_000).map { _ in
            let bits = random.next()
            return GOSHPlot.Subset(
                estimate: Double(bits & 0xFFFF) / 65_536 * Double(bits >> 16 & 0xFF) / 255,
                iSquared: Double(bits >> 24 & 0xFFFF) / 65_536 * 100,
                isHighlighted: bits >> 40 & 1 == 1
            )
        }
        let plot = GOSHPlot(subsets: subsets, highlight: "a", axis: .init(label: "x"))
        let svg = plot.render(FigureStyle(width: width))
        #expect(svg.utf8.count < 500_000)
    }

    @Test(arguments: ScatterTests.hostile, AxisScale.allCases)
    func survivesHostileNumbers(value: Double, scale: AxisScale) throws {
        for other in ScatterTests.hostile {
            let plot = GOSHPlot(
                subsets: [
                    .init(estimate: value, iSquared: other), .init(estimate: other, iSquared: 5),
                ],
                overall: .init(estimate: other, iSquared: value),
                axis: .init(label: "x", scale: scale, reference: value)
            )
            let canvas = plot.drawn(FigureStyle(width: .single))
            #expect(LayoutTests.faults(of: canvas).isEmpty, "\(value) \(other) \(scale)")
            let svg = canvas.svg()
            #expect(SVGReader(svg) != nil)
            #expect(!svg.contains("nan") && !svg.contains("inf\""))
        }
    }

    @Test(arguments: XMLTests.nasty)
    func survivesHostileNames(text: String) {
        for style in FigureStyle.allForTests {
            for subsets in [[], [GOSHPlot.Subset(estimate: 0.4, iSquared: 30)]] {
                let canvas = GOSHPlot(
                    title: text,
                    subsets: subsets,
                    highlight: text,
                    axis: .init(label: text),
                    heterogeneityLabel: text,
                    emptyText: text,
                    notes: [text]
                ).drawn(style)
                #expect(LayoutTests.faults(of: canvas).isEmpty)
                #expect(SVGReader(canvas.svg()) != nil)
            }
        }
    }
}
