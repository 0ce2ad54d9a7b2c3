import Testing

@testable import Figures

/// Nothing is printed over anything else, whatever the number of studies and their names.
struct LayoutTests {
    static let sizes = [0, 1, 2, 3, 7, 20, 60, 200]

    @Test(arguments: Samples.all.map(\.name))
    func samplesKeepClear(name: String) throws {
        expectClear(try #require(Samples.all.first { $0.name == name }).canvas, name)
    }

    @Test(arguments: sizes, 0..<6)
    func forestPlotsKeepClear(studies: Int, seed: Int) {
        var random = RandomFigures(seed: UInt64(studies * 100 + seed))
        let plot = random.forest(studies: studies)
        expectClear(plot.drawn(random.style()), "forest \(studies)/\(seed)")
    }

    @Test(arguments: 0..<80)
    func flowDiagramsKeepClear(seed: Int) {
        var random = RandomFigures(seed: UInt64(seed))
        let diagram = PRISMAFlowDiagram(flow: random.flow(), labels: random.labels())
        expectClear(diagram.drawn(random.style()), "flow \(seed)")
    }

    @Test(arguments: sizes, 0..<6)
    func trafficLightsKeepClear(studies: Int, seed: Int) {
        var random = RandomFigures(seed: UInt64(studies * 100 + seed))
        let table = random.trafficLight(studies: studies)
        expectClear(table.drawn(random.style()), "traffic \(studies)/\(seed)")
        let summary = RiskOfBiasSummary(table: table, isWeighted: seed % 2 == 0)
        expectClear(summary.drawn(random.style()), "summary \(studies)/\(seed)")
    }

    @Test(arguments: sizes, 0..<6)
    func yearsKeepClear(studies: Int, seed: Int) {
        var random = RandomFigures(seed: UInt64(studies * 100 + seed))
        let figure = random.perYear(studies: studies)
        expectClear(figure.drawn(random.style()), "years \(studies)/\(seed)")
    }

    @Test(arguments: sizes, 0..<6)
    func overlapsKeepClear(combinations: Int, seed: Int) {
        var random = RandomFigures(seed: UInt64(combinations * 100 + seed))
        let figure = random.overlap(combinations: combinations)
        expectClear(figure.drawn(random.style()), "overlap \(combinations)/\(seed)")
    }

    @Test(arguments: sizes, 0..<6)
    func agreementsKeepClear(items: Int, seed: Int) {
        var random = RandomFigures(seed: UInt64(items * 100 + seed))
        let figure = random.agreement(items: items)
        expectClear(figure.drawn(random.style()), "agreement \(items)/\(seed)")
    }

    @Test func theCheckFindsWhatOverlaps() {
        var canvas = Canvas(width: 100, theme: .light, title: "t", summary: "s")
        canvas.height = 50
        canvas.text("left", x: 5, baseline: 20, style: TextStyle(size: 8))
        #expect(LayoutTests.faults(of: canvas).isEmpty)
        var crossed = canvas
        crossed.line(
            from: Point(x: 0, y: 18),
            to: Point(x: 90, y: 18),
            stroke: .init(colour: "#000000")
        )
        #expect(LayoutTests.faults(of: crossed).count == 1)
        canvas.text("right", x: 10, baseline: 22, style: TextStyle(size: 8))
        #expect(LayoutTests.faults(of: canvas).count == 1)
        canvas.text("outside", x: 95, baseline: 45, style: TextStyle(size: 8))
        #expect(LayoutTests.faults(of: canvas).count == 2)
    }

    @Test(arguments: Samples.all.map(\.name))
    func samplesKeepTheJournalWidth(name: String) throws {
        let canvas = try #require(Samples.all.first { $0.name == name }).canvas
        let millimetres = try #require(
            [174, 129, 84].first { name.contains("-\($0)") }.map(Double.init)
        )
        // Five columns of boxes cannot be read in 84 mm: that page grows, as documented.
        if name == "prisma-update-84" {
            #expect(canvas.width > 84 / 25.4 * 72)
        } else {
            #expect(abs(canvas.width - millimetres / 25.4 * 72) < 1e-9)
        }
    }

    @Test func noTextIsSmallerThanSevenPoints() {
        for width in JournalWidth.allCases {
            let style = FigureStyle(width: width)
            #expect(min(style.body.size, style.small.size, style.strong.size) >= 7)
        }
    }

    private func expectClear(_ canvas: Canvas, _ name: String) {
        let faults = LayoutTests.faults(of: canvas)
        #expect(faults.isEmpty, "\(name): \(faults.prefix(3).joined(separator: " | "))")
    }

    /// Returns what overlaps: text on text, text off the page, strokes through text, marks off the
    /// page.
    static func faults(of canvas: Canvas) -> [String] {
        var faults: [String] = []
        // Sorted by their top, only texts that start above the end of another can overlap it.
        let texts = canvas.texts.sorted { $0.box.y < $1.box.y }
        for (index, text) in texts.enumerated() {
            if !canvas.page.contains(text.box) { faults.append("off the page: \(text)") }
            for other in texts[(index + 1)...] {
                if other.box.y >= text.box.maxY { break }
                if other.box.overlaps(text.box) {
                    faults.append("\(text) overlaps \(other)")
                }
            }
        }
        for stroke in canvas.strokes {
            if !canvas.page.contains(box(of: stroke)) { faults.append("off the page: \(stroke)") }
            for text in texts where stroke.crosses(text.box) {
                faults.append("stroke \(stroke) crosses \(text)")
            }
        }
        for mark in canvas.marks {
            if !canvas.page.contains(mark) { faults.append("off the page: \(mark)") }
            for text in texts where mark.overlaps(text.box) {
                faults.append("mark \(mark) covers \(text)")
            }
        }
        return faults
    }

    private static func box(of stroke: Segment) -> Box {
        let x = min(stroke.start.x, stroke.end.x)
        let y = min(stroke.start.y, stroke.end.y)
        return Box(
            x: x,
            y: y,
            width: max(stroke.start.x, stroke.end.x) - x,
            height: max(stroke.start.y, stroke.end.y) - y
        )
    }
}
