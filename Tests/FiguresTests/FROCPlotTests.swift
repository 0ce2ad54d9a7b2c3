import Testing

@testable import Figures

/// FROC curves show what they are given.
@Suite struct FROCPlotTests {
    private func plot(_ names: [String], scale: AxisScale = .log) -> FROCPlot {
        FROCPlot(
            curves: names.enumerated().map { place, name in
                let rates = [0, 0.1, 0.3, 0.5, 1, 2.5, 4]
                return FROCPlot.Curve(
                    name: name,
                    points: rates.enumerated().map {
                        .init(
                            falsePositivesPerCase: $1,
                            sensitivity: Double($0 + place) / 8
                        )
                    },
                    band: [0.125, 0.5, 2].map {
                        .init(
                            falsePositivesPerCase: $0,
                            sensitivity: .init(lower: 0.2, upper: 0.6)
                        )
                    },
                    marks: [.init(falsePositivesPerCase: 0.5, sensitivity: 0.375)]
                )
            },
            scale: scale,
            notes: ["Band: made up."]
        )
    }

    @Test func marksStandWhereTheirRatesAre() throws {
        for (scale, ticks) in [(AxisScale.log, ("0.125", "4")), (.linear, ("0", "8"))] {
            let drawn = DrawnSVG(plot(["m"], scale: scale).drawn(FigureStyle()))
            let across = try #require(
                drawn.coordinate(
                    of: 0.5,
                    ticks: ticks,
                    below: true,
                    ruler: { scale.transformed($0) ?? 0 }
                )
            )
            let upwards = try #require(
                drawn.coordinate(of: 0.375, ticks: ("0.2", "0.8"), below: false)
            )
            #expect(
                drawn.circles.contains {
                    abs($0.centre.x - across) < 0.1 && abs($0.centre.y - upwards) < 0.6
                }
            )
        }
    }

    @Test func theLineIsAStaircase() throws {
        let style = FigureStyle()
        let drawn = DrawnSVG(plot(["m"]).drawn(style))
        let lines = drawn.polylines(stroke: style.theme.accent).flatMap {
            Array(zip($0, $0.dropFirst()))
        }
        #expect(lines.count > 4)
        for (one, next) in lines {
            #expect(abs(one.x - next.x) < 0.02 || abs(one.y - next.y) < 0.02)
        }
    }

    @Test func nothingLeavesTheFrame() throws {
        let style = FigureStyle(width: .single)
        for scale in [AxisScale.log, .linear] {
            let drawn = DrawnSVG(plot(["m"], scale: scale).drawn(style))
            let frame = try #require(drawn.frame)
            let areas = drawn.polygons(fill: style.theme.accent)
            let corners =
                drawn.polylines(stroke: style.theme.accent).flatMap { $0 } + areas.joined()
            #expect(!corners.isEmpty)
            for point in corners {
                #expect(point.x >= frame.x - 0.02 && point.x <= frame.maxX + 0.02)
                #expect(point.y >= frame.y - 0.02 && point.y <= frame.maxY + 0.02)
            }
        }
    }

    @Test func severalCurvesAreNamedAndMarkupIsEscaped() {
        let svg = plot(["network", "<script>&\"", "reader 2"]).render()
        #expect(svg.contains("network") && svg.contains("reader 2"))
        #expect(!svg.contains("<script>"))
        #expect(svg.contains("<title") && svg.contains("<desc"))
        #expect(svg.contains("False positives per case") && svg.contains("Sensitivity for lesions"))
    }

    @Test func nothingToDrawIsSaid() {
        #expect(FROCPlot(curves: []).render().contains("No curve to draw"))
        #expect(
            FROCPlot(curves: plot(["m"]).curves, highestRate: 0).render()
                .contains("No curve to draw")
        )
    }
}
