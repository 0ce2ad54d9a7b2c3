import Foundation
import ModelEvaluation
import Testing

@testable import Figures

/// ROC, calibration and decision curves show what they are given.
@Suite struct EvaluationPlotTests {
    @Test func everySampleIsDrawn() { #expect(EvaluationSamples.all.count == 15) }

    @Test func marksStandWhereTheirRatesAre() throws {
        let plot = ROCPlot(
            curves: [
                .init(
                    name: "m",
                    points: [
                        .init(falsePositiveRate: 1, sensitivity: 1),
                        .init(falsePositiveRate: 0.25, sensitivity: 0.75),
                        .init(falsePositiveRate: 0, sensitivity: 0),
                    ]
                )
            ]
        )
        let svg = plot.render()
        #expect(svg.contains("Sensitivity") && svg.contains("False-positive rate"))
        let frame = try #require(
            PlotFrame(
                horizontal: .init(label: "False-positive rate (1 − specificity)", range: 0...1),
                vertical: .init(label: "Sensitivity", range: 0...1),
                style: FigureStyle(),
                isSquare: true,
                inset: 4
            )
        )
        let corner = try #require(frame.point(0.25, 0.75))
        #expect(svg.contains(XMLText.coordinate(corner.x) + "," + XMLText.coordinate(corner.y)))
    }

    @Test func curvesOfAMillionCasesStaySmall() throws {
        let points = (0...1_000_000).map { place -> SROCPlot.Position in
            let rate = 1 - Double(place) / 1_000_000
            return SROCPlot.Position(falsePositiveRate: rate, sensitivity: rate.squareRoot())
        }
        let svg = ROCPlot(curves: [.init(name: "m", points: points)]).render()
        #expect(svg.utf8.count < 60_000)
    }

    @Test func thinningKeepsTheEnds() {
        let points = (0..<5_000).map { Point(x: Double($0) / 100, y: 0) }
        let thinned = points.thinned
        #expect(thinned.first == points.first && thinned.last == points.last)
        #expect(thinned.count < 200)
        for (one, next) in zip(thinned, thinned.dropFirst().dropLast()) {
            #expect(next.x - one.x < 0.32)
        }
    }

    @Test func markupInNamesIsEscaped() throws {
        let hostile = "<script>&\""
        #expect(
            !(try EvaluationSamples.roc([hostile], hasBand: true).render()).contains("<script>")
        )
        #expect(!(try EvaluationSamples.calibration([hostile]).render()).contains("<script>"))
        #expect(!(try EvaluationSamples.decision([hostile]).render()).contains("<script>"))
    }

    @Test func actingOnNobodyIsTheZeroLine() throws {
        let svg = try EvaluationSamples.decision(["m"]).render()
        for name in ["Acting on everybody", "Acting on nobody", "Net benefit"] {
            #expect(svg.contains(name))
        }
    }

    /// A band stands at its own rates, and a decision curve's where it has limits.
    @Test func bandsAreDrawn() throws {
        let band = try EvaluationSamples.simultaneous("m")
        let plain = ROCPlot(curves: [.init(name: "m", points: band.curves[0].points)])
        #expect(band.render().count > plain.render().count)
        var decision = try EvaluationSamples.decision(["m"], hasBand: true)
        let drawn = decision.render()
        decision.curves[0].band = Array(decision.curves[0].band.dropLast())
        #expect(decision.render() != drawn)
    }
}
