import Foundation
import Review
import Testing

@testable import Figures

/// The figures say what their input says.
struct FigureContentTests {
    private func texts(_ canvas: Canvas) -> [String] { canvas.texts.map(\.text) }

    @Test func forestPrintsEveryNumber() {
        let texts = texts(Samples.forest().drawn(FigureStyle()))
        for text in [
            "0.97 [0.94,\u{A0}0.99]", "11.2%", "120/360", "0.88 [0.84,\u{A0}0.91]",
            "[0.66,\u{A0}0.96]", "0.84", "100.0%",
        ] {
            #expect(texts.contains(text), "\(text) is missing")
        }
    }

    @Test func forestDrawsSquaresOnlyForIntervals() {
        let row = { (interval: ForestPlot.Interval?) in
            ForestPlot.Row(label: "a", estimate: 0.8, interval: interval)
        }
        let count = { (rows: [ForestPlot.Row]) in
            let svg = ForestPlot(title: "t", groups: [.init(rows: rows)], axis: .areaUnderCurve())
                .render()
            return (
                squares: svg.components(separatedBy: "fill=\"\(Theme.light.accent)\"").count - 1,
                rings: svg.components(separatedBy: "<circle").count - 1
            )
        }
        let interval = ForestPlot.Interval(lower: 0.7, upper: 0.9)
        #expect(count([row(interval), row(nil)]) == (1, 1))
        #expect(count([row(.init(lower: 0.9, upper: 0.7))]) == (0, 1))
        #expect(count([]) == (0, 0))
    }

    @Test func squaresGrowWithTheWeight() {
        let svg = ForestPlot(
            title: "t",
            groups: [
                .init(rows: [
                    .init(
                        label: "a",
                        estimate: 0.8,
                        interval: .init(lower: 0.7, upper: 0.9),
                        weight: 80
                    ),
                    .init(
                        label: "b",
                        estimate: 0.8,
                        interval: .init(lower: 0.7, upper: 0.9),
                        weight: 20
                    ),
                ])
            ],
            axis: .areaUnderCurve()
        ).render()
        // Side 0.9 em at the largest weight, half of it at a quarter of that weight.
        #expect(svg.contains("width=\"7.2\" height=\"7.2\" fill=\"\(Theme.light.accent)\""))
        #expect(svg.contains("width=\"3.6\" height=\"3.6\" fill=\"\(Theme.light.accent)\""))
    }

    @Test func narrowForestFoldsColumnsButLosesNone() {
        let narrow = texts(Samples.forest().drawn(FigureStyle(width: .single)))
            .joined(separator: " ")
        for text in ["120/360", "Weight: 11.2%", "Modality: MRI", "[0.94,\u{A0}0.99]"] {
            #expect(narrow.contains(text), "\(text) is missing")
        }
    }

    @Test func flowLeavesOutUnknownCounts() {
        var flow = PRISMAFlow()
        flow.databaseTotal = 10
        flow.screened = 8
        let boxes = PRISMAFlowDiagram(flow: flow).boxes
        let said = boxes.map { $0.entries.map(\.text) }
        #expect(
            said == [
                ["Records identified from:", "Databases (n = 10)"], ["Records screened (n = 8)"],
            ]
        )
        #expect(PRISMAFlowDiagram(flow: PRISMAFlow()).boxes.isEmpty)
    }

    @Test func flowPrintsOpenWork() {
        var flow = Samples.flow(update: false, other: false)
        #expect(!PRISMAFlowDiagram(flow: flow).summary.contains("awaiting"))
        flow.awaitingScreening = 7
        flow.reports.awaiting = 3
        let summary = PRISMAFlowDiagram(flow: flow).summary
        #expect(summary.contains("Records awaiting screening (n = 7)"))
        #expect(summary.contains("Reports awaiting assessment (n = 3)"))
    }

    @Test func flowNamesItsVersion() {
        let headings = { (update: Bool, other: Bool) in
            texts(
                PRISMAFlowDiagram(flow: Samples.flow(update: update, other: other))
                    .drawn(FigureStyle())
            ).joined(separator: " ")
        }
        #expect(!headings(false, false).contains("other methods"))
        #expect(headings(false, true).contains("other methods"))
        #expect(!headings(false, true).contains("Previous studies"))
        #expect(headings(true, true).contains("Previous studies"))
        #expect(headings(true, false).contains("Identification of new studies"))
        #expect(headings(true, false).contains("Total studies included in review (n = 48)"))
    }

    @Test func flowPrintsAllPartsOfAllLists() {
        let all = PRISMAFlowDiagram(flow: Samples.flow(update: true, other: true)).summary
        for text in [
            "MEDLINE (PubMed) (n = 812)", "ClinicalTrials.gov (n = 37)",
            "Reports excluded (n = 105)",
            "No performance measure (n = 14)", "Citation searching (n = 22)",
            "Duplicate cohort (n = 24)", "Records removed for other reasons (n = 0)",
        ] {
            #expect(all.contains(text), "\(text) is missing")
        }
    }

    @Test func everySideBoxHasItsArrow() {
        // An arrow ends at the left side of each side box.
        for (update, other) in [(false, false), (true, true)] {
            let diagram = PRISMAFlowDiagram(flow: Samples.flow(update: update, other: other))
            let canvas = diagram.drawn(FigureStyle())
            let sides = diagram.boxes.filter { $0.column == .mainSide || $0.column == .otherSide }
            let horizontal = canvas.strokes.filter {
                $0.start.y == $0.end.y && $0.end.x > $0.start.x
            }
            let tips = horizontal.filter { arrow in
                canvas.strokes.contains {
                    $0.start.x == $0.end.x && abs($0.start.x - arrow.end.x) < 1e-9
                        && min($0.start.y, $0.end.y) < arrow.end.y
                        && max($0.start.y, $0.end.y) > arrow.end.y
                }
            }
            #expect(tips.count >= sides.count)
        }
    }

    @Test func sharesAddUp() throws {
        let table = TrafficLight(
            title: "t",
            sections: [.init(heading: "Bias", domains: [.init("D1", name: "Participants")])],
            rows: [
                .init(label: "a", judgements: [[.low]], weight: 60),
                .init(label: "b", judgements: [[.high]], weight: 30),
                .init(label: "c", judgements: [[.high]], weight: nil),
                .init(label: "d", judgements: [[]], weight: 10),
            ]
        )
        let plain = try #require(RiskOfBiasSummary(table: table).shares(section: 0, domain: 0))
        #expect(plain.map(\.level) == [.low, .high, .notAssessed])
        #expect(plain.map(\.share) == [0.25, 0.5, 0.25])
        let weighted = try #require(
            RiskOfBiasSummary(table: table, isWeighted: true).shares(section: 0, domain: 0)
        )
        #expect(weighted.map(\.share) == [0.6, 0.3, 0.1])
        var none = table
        none.rows = []
        #expect(RiskOfBiasSummary(table: none).shares(section: 0, domain: 0) == nil)
        #expect(texts(RiskOfBiasSummary(table: none).drawn(FigureStyle())).contains("no study"))
    }

    @Test func yearsAddUpAndNameTheUnknown() {
        let figure = Samples.perYear()
        #expect(figure.counts[2019] == ["CT": 2, "MRI": 3])
        #expect(figure.groups == ["MRI", "CT", "Bone scintigraphy", "PET/CT", "Radiography"])
        let texts = texts(figure.drawn(FigureStyle()))
        #expect(texts.contains("Studies without a year, not shown: 2"))
        #expect(texts.contains("2023"))
        #expect(!texts.contains("2010"))
    }

    @Test(arguments: [
        (0, [0, 1]), (1, [0, 1]), (6, [0, 1, 2, 3, 4, 5, 6]), (7, [0, 2, 4, 6, 8]),
        (13, [0, 5, 10, 15]), (100, [0, 20, 40, 60, 80, 100]), (301, [0, 100, 200, 300, 400]),
    ])
    func countsHaveWholeTicks(most: Int, ticks: [Int]) {
        #expect(YearChart.countTicks(most: most) == ticks)
    }
}
