import Testing

@testable import Figures

/// Order of rows, and marks that leave the axis.
struct ForestOrderTests {
    private func row(_ label: String, _ estimate: Double?, _ weight: Double?) -> ForestPlot.Row {
        .init(
            label: label,
            estimate: estimate,
            interval: .init(lower: 0.1, upper: 0.9),
            weight: weight
        )
    }

    private func labels(
        _ rows: [ForestPlot.Row],
        by order: ForestPlot.RowOrder,
        descending: Bool = false
    ) -> [String] {
        ForestPlot(title: "t", groups: [.init(rows: rows)], axis: .areaUnderCurve())
            .sorted(by: order, descending: descending).groups[0].rows.map(\.label)
    }

    @Test func sortsByValueWithMissingOnesLast() {
        let rows = [
            row("a", 0.7, nil), row("b", nil, 9), row("c", 0.6, 30), row("d", .nan, 2),
            row("e", 0.7, 30), row("f", -.infinity, .nan),
        ]
        #expect(labels(rows, by: .asGiven) == ["a", "b", "c", "d", "e", "f"])
        #expect(labels(rows, by: .estimate) == ["f", "c", "a", "e", "b", "d"])
        #expect(
            labels(rows, by: .estimate, descending: true) == ["a", "e", "c", "f", "b", "d"]
        )
        #expect(labels(rows, by: .weight) == ["d", "b", "c", "e", "a", "f"])
        #expect(labels(rows, by: .weight, descending: true) == ["c", "e", "b", "d", "a", "f"])
    }

    @Test func sortsNamesAsPeopleDo() {
        let rows = ["Study 10", "study 9", "Ålund 2020", "Study 9b", "Adams", "007", ""].map {
            row($0, 0.5, nil)
        }
        #expect(
            labels(rows, by: .label)
                == ["", "007", "Adams", "study 9", "Study 9b", "Study 10", "Ålund 2020"]
        )
        #expect(labels(rows, by: .label, descending: true).last == "")
        let equal = ["B", "a", "b", "A"].map { row($0, 0.5, nil) }
        #expect(labels(equal, by: .label) == ["a", "A", "B", "b"])
        #expect(labels(equal, by: .label, descending: true) == ["B", "b", "a", "A"])
    }

    @Test func groupsKeepTheirOrderAndTheirRows() {
        let plot = Samples.forest().sorted(by: .estimate)
        #expect(plot.groups.map(\.heading) == Samples.forest().groups.map(\.heading))
        #expect(plot.groups[0].rows.first?.label == "Müller-Łukasiewicz 2024")
        #expect(plot.groups[1].rows.last?.label == "Park 2019")
        #expect(plot.groups.map(\.rows.count) == Samples.forest().groups.map(\.rows.count))
    }

    private func diamonds(
        _ estimate: Double,
        _ lower: Double,
        _ upper: Double
    ) throws -> (left: Double, right: Double, marks: [Box], canvas: Canvas) {
        let canvas = ForestPlot(
            title: "t",
            groups: [],
            overall: .init(
                label: "all",
                estimate: estimate,
                interval: .init(lower: lower, upper: upper)
            ),
            axis: .init(label: "x", range: 0...1)
        ).drawn(FigureStyle())
        let axis = try #require(
            canvas.strokes.filter { $0.start.y == $0.end.y }
                .max { $0.start.y < $1.start.y }
        )
        return (axis.start.x, axis.end.x, canvas.marks, canvas)
    }

    @Test func aDiamondIsCutWhereTheAxisEnds() throws {
        let (left, right, marks, canvas) = try diamonds(0.5, -0.5, 1)
        let body = try #require(marks.first)
        #expect(marks.count == 2, "the diamond and one arrow")
        #expect(abs(body.x - left) < 1e-6 && abs(body.maxX - right) < 1e-6)
        #expect(marks[1].x < left)
        let height = FigureStyle().body.size * 0.84
        #expect(abs(body.height - height) < 1e-6)
        // At half of its way the diamond is half as high: four corners and two of the cut.
        let line = try #require(
            canvas.svg().split(separator: "\n").first { $0.contains("<polygon") }
        )
        let corners = try #require(line.split(separator: "\"").dropFirst().first)
            .split(separator: " ").map { $0.split(separator: ",").compactMap { Double($0) } }
        #expect(corners.count == 5)
        let cut = corners.filter { abs($0[0] - left) < 0.01 }.map { $0[1] }
        try #require(cut.count == 2)
        #expect(abs(abs(cut[0] - cut[1]) - height / 2) < 0.02)
    }

    @Test func aDiamondWhoseEstimateIsOffTheAxisKeepsThePartThatIsNot() throws {
        let (left, right, marks, _) = try diamonds(-1, -2, 0.5)
        let body = try #require(marks.first)
        #expect(marks.count == 2)
        #expect(abs(body.x - left) < 1e-6 && abs(body.maxX - (left + right) / 2) < 1e-6)
    }

    @Test(arguments: [
        (0.5, -.infinity, .infinity, 3), (2.0, 1.5, 2.5, 1), (-3.0, -.infinity, -2.0, 1),
        (0.5, 0.5, 0.5, 1), (1.0, 1.0, 1.0, 1), (.nan, 0.0, 1.0, 0), (0.5, 0.9, 0.1, 1),
        (.infinity, 0.2, .infinity, 2),
    ])
    func hostileDiamondsStayOnThePage(
        estimate: Double,
        lower: Double,
        upper: Double,
        marks: Int
    ) throws {
        let drawn = try diamonds(estimate, lower, upper)
        #expect(drawn.marks.count == marks)
        #expect(LayoutTests.faults(of: drawn.canvas).isEmpty)
    }

    @Test func printsWhatTheSidesMeanAndTheTestBetweenGroups() throws {
        for width in JournalWidth.allCases {
            let canvas = ForestSamples.sided().drawn(FigureStyle(width: width))
            let text = canvas.texts.map(\.text).joined(separator: " ")
            for wanted in ["too high", "too low", "subgroup differences"] {
                #expect(text.contains(wanted), "\(wanted) is missing")
            }
            let high = try #require(canvas.texts.first { $0.text.hasSuffix("high") })
            let low = try #require(canvas.texts.first { $0.text.hasSuffix("low") })
            let one = try #require(canvas.texts.last { $0.text == "1" })
            #expect(high.box.maxX <= one.box.midX && low.box.x >= one.box.midX)
            #expect(LayoutTests.faults(of: canvas).isEmpty)
        }
    }

    @Test func wantedTicksAreMarkedAndCovered() {
        var plot = ForestSamples.sided()
        plot.axis.range = nil
        plot.axis.ticks = [0.01, 1, 100, .nan, -1]
        let texts = plot.drawn(FigureStyle()).texts.map(\.text)
        #expect(texts.contains("0.01") && texts.contains("100") && texts.contains("1"))
        #expect(!texts.contains("–"))
    }

    @Test func equalSquaresIgnoreTheWeights() {
        var plot = ForestSamples.sided()
        plot.squares = .equal
        let pieces = plot.render().split(separator: "\n").filter {
            $0.contains("<rect") && $0.contains(Theme.light.accent)
        }
        #expect(pieces.count == 4)
        #expect(pieces.allSatisfy { $0.contains("width=\"4\" height=\"4\"") })
    }

    @Test(arguments: ScatterTests.hostile, AxisScale.allCases)
    func survivesHostileNumbers(value: Double, scale: AxisScale) {
        for other in ScatterTests.hostile {
            let interval = ForestPlot.Interval(lower: value, upper: other)
            let plot = ForestPlot(
                title: "t",
                groups: [
                    .init(rows: [
                        .init(label: "a", estimate: value, interval: interval, weight: other),
                        .init(label: "b", estimate: 0.4, interval: interval, weight: value),
                    ])
                ],
                overall: .init(
                    label: "all",
                    estimate: other,
                    interval: interval,
                    prediction: interval
                ),
                axis: .init(
                    label: "x",
                    scale: scale,
                    range: value < other ? value...other : nil,
                    covered: [other],
                    reference: value,
                    ticks: [value, other],
                    lowerSide: "low",
                    upperSide: "high"
                )
            )
            for order in ForestPlot.RowOrder.allCases {
                let canvas = plot.sorted(by: order).drawn(FigureStyle(width: .single))
                let faults = LayoutTests.faults(of: canvas)
                #expect(faults.isEmpty, "\(value) \(other) \(scale): \(faults.prefix(2))")
                #expect(SVGReader(canvas.svg()) != nil)
            }
        }
    }
}
