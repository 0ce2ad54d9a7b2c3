import Foundation
import Testing

@testable import Figures

/// Axes, their limits and ticks.
struct AxisTests {
    private let style = TextStyle(size: 8)

    private func labels(_ scale: AxisScale, _ lower: Double, _ upper: Double, width: Double = 200)
        -> [String]
    {
        PlotAxis(scale: scale, lower: lower, upper: upper, left: 0, width: width)?
            .ticks(style: style).map(\.label) ?? []
    }

    @Test func choosesRoundTicks() {
        #expect(labels(.linear, 0.5, 1) == ["0.5", "0.6", "0.7", "0.8", "0.9", "1.0"])
        #expect(labels(.linear, 0, 40) == ["0", "10", "20", "30", "40"])
        #expect(labels(.linear, -1, 1) == ["−1.0", "−0.5", "0.0", "0.5", "1.0"])
        #expect(labels(.log, 0.1, 10) == ["0.1", "0.2", "0.5", "1", "2", "5", "10"])
        #expect(labels(.log, 0.01, 100, width: 90) == ["0.01", "0.1", "1", "10", "100"])
        #expect(labels(.log, 0.9, 1.1) == ["0.90", "0.95", "1.00", "1.05", "1.10"])
        #expect(labels(.logit, 0.02, 0.98).contains("0.5"))
    }

    @Test(arguments: AxisScale.allCases, 0..<40)
    func ticksLieOnTheAxisAndKeepApart(scale: AxisScale, seed: Int) throws {
        var random = RandomFigures(seed: UInt64(seed))
        let values = [random.number(0.001...0.999), random.number(0.001...0.999)].sorted()
        let axis = try #require(
            PlotAxis(scale: scale, lower: values[0], upper: values[1], left: 10, width: 70)
        )
        let ticks = axis.ticks(style: style)
        #expect(ticks.allSatisfy { $0.x >= 10 - 1e-6 && $0.x <= 80 + 1e-6 })
        for (first, second) in zip(ticks, ticks.dropFirst()) {
            let halves = (style.width(of: first.label) + style.width(of: second.label)) / 2
            #expect(second.x - first.x > halves)
        }
    }

    @Test func placesValues() throws {
        let log = try #require(PlotAxis(scale: .log, lower: 0.1, upper: 10, left: 0, width: 100))
        guard case .inside(let middle)? = log.place(of: 1) else {
            Issue.record("1 is not on the axis")
            return
        }
        #expect(abs(middle - 50) < 1e-9)
        #expect(log.place(of: 0) == .before)
        #expect(log.place(of: .infinity) == .beyond)
        #expect(log.place(of: -1) == nil)
        #expect(log.place(of: .nan) == nil)
        #expect(PlotAxis(scale: .log, lower: 0, upper: 1, left: 0, width: 1) == nil)
        #expect(PlotAxis(scale: .linear, lower: 1, upper: 1, left: 0, width: 1) == nil)
        #expect(PlotAxis(scale: .logit, lower: 0.1, upper: 1, left: 0, width: 1) == nil)
    }

    private func limits(
        _ axis: ForestPlot.Axis,
        _ rows: [(Double, Double, Double)],
        overall: ForestPlot.Pooled? = nil
    ) -> ClosedRange<Double> {
        let rows = rows.map { row in
            ForestPlot.Row(
                label: "s",
                estimate: row.0,
                interval: .init(lower: row.1, upper: row.2)
            )
        }
        return ForestAxisRange(axis: axis, groups: [.init(rows: rows)], overall: overall).limits
    }

    @Test func rangeOfAreasUnderCurves() {
        #expect(limits(.areaUnderCurve(), [(0.9, 0.8, 0.95)]) == 0.5...1)
        #expect(limits(.areaUnderCurve(), []) == 0.5...1)
        let low = limits(.areaUnderCurve(), [(0.45, 0.32, 0.6)])
        #expect(low.lowerBound <= 0.32 && low.lowerBound >= 0.2 && low.upperBound == 1)
    }

    @Test func oneWildIntervalDoesNotSqueezeTheOthers() {
        var rows = (0..<12).map { (1.0 + Double($0) / 20, 0.8, 1.8) }
        rows.append((1.5, 1e-9, 1e9))
        let range = limits(.ratio("OR"), rows)
        #expect(range.lowerBound > 0.5 && range.upperBound < 3)
        #expect(range.contains(1))
    }

    @Test func wildPooledIntervalIsClipped() {
        let overall = ForestPlot.Pooled(
            label: "all",
            estimate: 1.2,
            interval: .init(lower: 1e-20, upper: 1e20)
        )
        let range = limits(
            .ratio("OR"),
            [(1, 0.8, 1.3), (1.4, 1.1, 1.9)],
            overall: overall
        )
        #expect(range.upperBound < 100 && range.contains(1.2))
    }

    @Test func everyEstimateIsInside() {
        for seed in 0..<50 {
            var random = RandomFigures(seed: UInt64(seed))
            let plot = random.forest(studies: 30)
            let range = ForestAxisRange(
                axis: plot.axis,
                groups: plot.groups,
                overall: plot.overall
            ).limits
            let axis = PlotAxis(
                scale: plot.axis.scale,
                lower: range.lowerBound,
                upper: range.upperBound,
                left: 0,
                width: 100
            )
            for estimate in plot.groups.flatMap(\.rows).compactMap(\.estimate) {
                guard case .inside? = axis?.place(of: estimate) else {
                    Issue.record("\(estimate) is off the axis \(range), seed \(seed)")
                    continue
                }
            }
        }
    }

    @Test func fixedRangeIsKept() {
        var axis = ForestPlot.Axis(label: "AUC", range: 0.6...0.9)
        #expect(limits(axis, [(0.5, 0.4, 0.95)]) == 0.6...0.9)
        axis.scale = .log
        axis.range = -1...1
        #expect(limits(axis, [(2, 1, 4)]).lowerBound > 0)
    }
}
