import Foundation
import Testing

@testable import Figures

extension RandomFigures {
    mutating func accuracy() -> PairedForestPlot.Accuracy? {
        let estimate = number(-0.05...1.05)
        let interval = interval(around: estimate, scale: .linear)
        let prediction = self.interval(around: estimate, scale: .linear)
        return maybe(
            .init(estimate, interval: maybe(interval), prediction: maybe(prediction))
        )
    }

    mutating func paired(studies: Int) -> PairedForestPlot {
        let columns = (0..<count(0...3)).map { _ in ForestPlot.Column(name()) }
        let domains = (0..<count(0...7)).map { ForestPlot.Domain("D\($0 + 1)", name: name()) }
        let most = [9, 9999, 1_000_000_000][count(0...2)]
        let rows = (0..<studies).map { _ in
            let counts = PairedForestPlot.Counts(
                truePositives: count(0...most),
                falsePositives: count(0...most),
                falseNegatives: count(0...most),
                trueNegatives: count(0...most)
            )
            return PairedForestPlot.Row(
                label: name(),
                counts: maybe(counts),
                cells: columns.map { _ in name() },
                sensitivity: accuracy(),
                specificity: accuracy(),
                riskOfBias: domains.map { _ in level() }
            )
        }
        let pooled = PairedForestPlot.Pooled(
            label: name(),
            sensitivity: accuracy(),
            specificity: accuracy(),
            heterogeneity: name()
        )
        let heading = name()
        let half = studies / 2
        return PairedForestPlot(
            title: name(),
            groups: [
                .init(heading: maybe(heading), rows: Array(rows[..<half]), pooled: maybe(pooled)),
                .init(heading: heading, rows: Array(rows[half...]), note: name()),
            ],
            overall: maybe(pooled),
            columns: columns,
            riskOfBiasDomains: domains,
            decimals: count(0...3),
            notes: [name()]
        )
    }
}

/// Paired forest plots show both measures where their numbers belong.
struct PairedForestTests {
    private func texts(_ canvas: Canvas) -> String {
        canvas.texts.map(\.text).joined(separator: " ")
    }

    private func close(_ first: Double, _ second: Double) -> Bool { abs(first - second) < 1e-6 }

    /// The lines of the two axes: the lowest horizontal strokes.
    private func axes(_ canvas: Canvas) throws -> [Segment] {
        let lines = canvas.strokes.filter { $0.start.y == $0.end.y }
        let lowest = try #require(lines.map(\.start.y).max())
        let axes = lines.filter { $0.start.y == lowest }
        try #require(axes.count == 2)
        return axes
    }

    @Test(arguments: JournalWidth.allCases)
    func losesNoNumberAtAnyWidth(width: JournalWidth) {
        let text = texts(AccuracySamples.paired().drawn(FigureStyle(width: width)))
            .replacing("\u{A0}", with: " ")
        for wanted in [
            "112", "226", "[0.87, 0.97]", "[0.90, 0.96]", "0.42", "[0.71, 0.96]",
            "[0.72, 0.98]", "Hallinan 2021", "TP", "TN",
        ] {
            #expect(text.contains(wanted), "\(wanted) is missing")
        }
    }

    @Test func countsStandUnderTheirHeadings() throws {
        let canvas = AccuracySamples.paired(judged: false).drawn(FigureStyle())
        let place = { (text: String) in canvas.texts.first { $0.text == text }?.box.maxX }
        for (heading, count) in [("TP", "112"), ("FP", "14"), ("FN", "8"), ("TN", "226")] {
            let above = try #require(place(heading))
            let below = try #require(place(count))
            #expect(close(above, below), "\(count) does not stand under \(heading)")
        }
    }

    @Test(arguments: JournalWidth.allCases)
    func whiskersEndAtTheLimits(width: JournalWidth) throws {
        let plot = PairedForestPlot(
            title: "t",
            groups: [
                .init(rows: [
                    .init(
                        label: "a",
                        sensitivity: .init(0.5, interval: .init(lower: 0.25, upper: 0.75)),
                        specificity: .init(0.8, interval: .init(lower: 0.5, upper: 1))
                    )
                ])
            ]
        )
        let canvas = plot.drawn(FigureStyle(width: width))
        let axes = try axes(canvas)
        for (axis, limits) in zip(axes, [(0.25, 0.75), (0.5, 1.0)]) {
            let length = axis.end.x - axis.start.x
            let whiskers = canvas.strokes.filter {
                $0.start.y == $0.end.y && $0.start.y < axis.start.y
                    && close($0.start.x, axis.start.x + limits.0 * length)
                    && close($0.end.x, axis.start.x + limits.1 * length)
            }
            #expect(whiskers.count == 1)
        }
        #expect(axes[0].end.x < axes[1].start.x)
    }

    @Test func drawsDiamondsRingsAndSquaresByWhatIsKnown() throws {
        let interval = ForestPlot.Interval(lower: 0.7, upper: 0.9)
        let plot = PairedForestPlot(
            title: "t",
            groups: [
                .init(
                    rows: [
                        .init(
                            label: "both",
                            sensitivity: .init(0.8, interval: interval),
                            specificity: .init(0.8)
                        ),
                        .init(label: "none", sensitivity: nil, specificity: nil),
                    ],
                    pooled: .init(
                        label: "pooled",
                        sensitivity: .init(0.8, interval: interval),
                        specificity: .init(0.8, interval: .init(lower: 0.6, upper: 0.9))
                    )
                )
            ]
        )
        let canvas = plot.drawn(FigureStyle())
        let svg = canvas.svg()
        #expect(svg.components(separatedBy: "fill=\"\(Theme.light.accent)\"").count - 1 == 1)
        #expect(svg.components(separatedBy: "<circle").count - 1 == 1)
        #expect(svg.components(separatedBy: "fill=\"\(Theme.light.pooled)\"").count - 1 == 2)
        let axes = try axes(canvas)
        let diamonds = canvas.marks.suffix(2)
        for (mark, (axis, lower)) in zip(diamonds, zip(axes, [0.7, 0.6])) {
            let length = axis.end.x - axis.start.x
            #expect(close(mark.x, axis.start.x + lower * length))
            #expect(close(mark.maxX, axis.start.x + 0.9 * length))
        }
    }

    @Test func saysWhatItShows() {
        let summary = AccuracySamples.paired().summary
        #expect(summary.contains("in 10 rows"))
        #expect(
            summary.contains(
                "All studies: Sensitivity 0.89 [0.85,\u{A0}0.92],"
                    + " Specificity 0.92 [0.88,\u{A0}0.95]"
            )
        )
        #expect(summary.contains("Specificity [0.72,\u{A0}0.98]"))
    }

    @Test func anEmptyPlotSaysSo() {
        let canvas = PairedForestPlot(title: "t", groups: []).drawn(FigureStyle())
        #expect(texts(canvas).contains("No study with a sensitivity or specificity"))
        #expect(LayoutTests.faults(of: canvas).isEmpty)
    }

    @Test(arguments: [.nan, .infinity, -.infinity, -1e300, 2, .leastNonzeroMagnitude] as [Double])
    func survivesHostileNumbers(value: Double) throws {
        let measure = PairedForestPlot.Accuracy(
            value,
            interval: .init(lower: value, upper: value),
            prediction: .init(lower: -.infinity, upper: value)
        )
        let plot = PairedForestPlot(
            title: "t",
            groups: [
                .init(
                    rows: [.init(label: "a", sensitivity: measure, specificity: .init(value))],
                    pooled: .init(label: "p", sensitivity: measure, specificity: measure)
                )
            ],
            decimals: -3
        )
        let canvas = plot.drawn(FigureStyle(width: .single))
        #expect(LayoutTests.faults(of: canvas).isEmpty)
        let svg = canvas.svg()
        #expect(SVGReader(svg) != nil)
        #expect(!svg.contains("nan") && !svg.contains("inf\""))
    }

    @Test(arguments: XMLTests.nasty)
    func survivesHostileNames(text: String) throws {
        let measure = PairedForestPlot.Accuracy(0.8, interval: .init(lower: 0.7, upper: 0.9))
        let plot = PairedForestPlot(
            title: text,
            groups: [
                .init(
                    heading: text,
                    rows: [
                        .init(
                            label: text,
                            cells: [text],
                            sensitivity: measure,
                            specificity: .init(0.5, text: text),
                            riskOfBias: [.low]
                        )
                    ],
                    pooled: .init(label: text, sensitivity: measure, specificity: measure),
                    note: text
                )
            ],
            columns: [.init(text)],
            riskOfBiasDomains: [.init(text, name: text)],
            wording: .init(study: text, counts: [text], sensitivity: text, specificity: text),
            notes: [text]
        )
        let wanted = XMLText.cleaned(text).filter { !$0.isWhitespace }
        for style in FigureStyle.allForTests {
            let canvas = plot.drawn(style)
            #expect(LayoutTests.faults(of: canvas).isEmpty)
            let reader = try #require(SVGReader(canvas.svg()))
            #expect(reader.shown.filter { !$0.isWhitespace }.contains(wanted) || wanted.isEmpty)
        }
    }

    @Test(arguments: LayoutTests.sizes, 0..<6)
    func keepsClear(studies: Int, seed: Int) {
        var random = RandomFigures(seed: UInt64(studies * 100 + seed))
        let canvas = random.paired(studies: studies).drawn(random.style())
        let faults = LayoutTests.faults(of: canvas)
        #expect(faults.isEmpty, "\(studies)/\(seed): \(faults.prefix(2))")
    }
}
