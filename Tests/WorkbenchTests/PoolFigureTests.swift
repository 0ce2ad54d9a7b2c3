import Figures
import Foundation
import MetaAnalysis
import Testing

@testable import Workbench

@Suite struct PoolFigureTests {
    static func pool(
        _ measure: PoolMeasure = .auc,
        _ change: (inout PoolTableOptions) -> Void = { _ in }
    ) throws -> (PoolResult, PoolTableOptions) {
        var options = PoolTableOptions(measure: measure)
        change(&options)
        let rows = (0..<12).map { index -> (line: Int, fields: [String]) in
            let value = 0.70 + 0.02 * Double((index * 5) % 12)
            let error = 0.01 + 0.006 * Double((index * 7) % 12)
            let fields = [
                "S\(index)", "\(value)", "\(error)", index % 2 == 0 ? "CT" : "MRI",
                "\(2000 + index)",
            ]
            return (line: index + 2, fields: fields)
        }
        let header =
            measure == .auc
            ? ["study", "auc", "se", "group", "year"] : ["study", "yi", "sei", "group", "year"]
        let result = try PoolTable.pool(
            file: "in.csv",
            header: header,
            rows: rows,
            options: options
        )
        return (result, options)
    }

    @Test func funnelIsOnTheScaleOfTheMeasure() throws {
        let (result, options) = try Self.pool()
        let plot = result.funnelPlot(options: options.pooling)
        #expect(plot.studies.count == 12)
        #expect(plot.axis.scale == .logit)
        #expect(plot.axis.reference == 0.5)
        #expect(!plot.contours.isEmpty)
        let first = try #require(plot.studies.first)
        #expect(abs(first.estimate - (result.studies[0].estimate.value ?? 0)) < 1e-12)
        let error = try #require(result.studies[0].vi.value).squareRoot()
        #expect(first.standardError == error)
        let pooled = try #require(result.backTransformed.value?.estimate.value)
        #expect(abs((plot.pooled ?? 0) - pooled) < 1e-12)
        #expect(plot.filled.count == result.smallStudyEffects.value?.trimfillL0.value?.k0)
    }

    @Test func baujatAndGOSHFollowTheModel() throws {
        let (result, options) = try Self.pool()
        #expect(result.baujatPlot(options: options.pooling).studies.count == 12)
        let gosh = try result.goshPlot(options: options.pooling)
        #expect(gosh.subsets.count == 4096 - 12 - 1)
        let cook = try #require(result.influence.value).cookD.map { $0.value ?? 0 }
        let most = try #require(cook.indices.max { cook[$0] < cook[$1] })
        #expect(gosh.highlight == "S\(most)")
        #expect(gosh.subsets.count { $0.isHighlighted } == 2048 - 1)
        #expect(result.radialPlot(options: options.pooling).studies.count == 12)
    }

    @Test func bubbleNeedsOneNumericModerator() throws {
        let (result, options) = try Self.pool { $0.moderators = ["year"] }
        let plot = try result.bubblePlot(moderator: "year", options: options.pooling)
        #expect(plot.studies.map(\.moderator) == (0..<12).map { 2000 + Double($0) })
        let fit = try #require(result.fit.value)
        let first = try #require(plot.line.first)
        let intercept = try #require(fit.coefficients[0].value)
        let slope = try #require(fit.coefficients[1].value)
        let logit = intercept + slope * 2000
        #expect(abs(first.estimate - 1 / (1 + exp(-logit))) < 1e-9)
        let (words, wordOptions) = try Self.pool { $0.moderators = ["group"] }
        #expect(throws: PoolTableError.self) {
            try words.bubblePlot(moderator: "group", options: wordOptions.pooling)
        }
        let (none, noneOptions) = try Self.pool()
        #expect(throws: PoolTableError.self) {
            try none.bubblePlot(moderator: "", options: noneOptions.pooling)
        }
    }

    @Test func forestHasSubgroupsAndOrder() throws {
        let (result, _) = try Self.pool { $0.subgroup = "group" }
        let plot = result.forestPlot(order: .estimate)
        #expect(plot.groups.map(\.heading) == ["CT", "MRI"])
        #expect(plot.subgroupTest?.contains("df = 1") == true)
        let estimates = plot.groups[0].rows.compactMap(\.estimate)
        #expect(estimates == estimates.sorted())
        #expect(plot.groups[1].pooled != nil)
        let grown = result.cumulativePlot()
        #expect(grown.groups[0].rows.count == 12)
        let last = try #require(grown.groups[0].rows.last?.interval)
        let pooled = try #require(result.backTransformed.value)
        #expect(abs(last.lower - (pooled.ciLower.value ?? 0)) < 1e-9)
        #expect(abs(last.upper - (pooled.ciUpper.value ?? 0)) < 1e-9)
    }

    @Test func genericFiguresDraw() throws {
        let (result, options) = try Self.pool(.generic)
        let funnel = result.funnelPlot(options: options.pooling)
        #expect(funnel.axis.scale == .linear)
        for svg in [
            funnel.render(), result.radialPlot(options: options.pooling).render(),
            result.baujatPlot(options: options.pooling).render(),
            result.cumulativePlot().render(),
        ] { #expect(svg.hasPrefix("<?xml") || svg.hasPrefix("<svg")) }
    }
}
