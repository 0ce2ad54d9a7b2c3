import Testing

@testable import Figures

@Suite struct RecallCurveTests {
    @Test func everyStopIsNamedInThePlotOrBelowIt() {
        let svg = RecallCurveSamples.one().render()
        for stop in RecallCurveSamples.one().stops { #expect(svg.contains(stop.name)) }
        #expect(svg.contains("40 of 41 relevant records found among 1000 screened"))
    }

    @Test func readersOfTheTextLearnWhatWasFoundAtEachStop() {
        let plot = RecallCurvePlot(
            curves: [.init(name: "order", found: [true, false, true, false])],
            records: 6,
            relevant: 3,
            stops: [.init(name: "early", screened: 2)]
        )
        let svg = plot.render()
        #expect(svg.contains("early at 2 records with 1 found."))
        #expect(svg.contains("early: 2 screened, recall 33 %"))
        #expect(svg.contains("6 records."))
    }

    @Test func nothingRelevantIsSaid() {
        let plot = RecallCurvePlot(
            curves: [.init(name: "order", found: [false, false])],
            records: 2,
            relevant: 0
        )
        #expect(plot.render().contains("No relevant record"))
    }

    @Test func markupInNamesIsEscaped() {
        let plot = RecallCurvePlot(
            curves: [.init(name: "<script>", found: [true, false])],
            records: 2,
            relevant: 1,
            stops: [.init(name: "a<b>&", screened: 1)]
        )
        #expect(!plot.render().contains("<script>"))
        #expect(!plot.render().contains("<b>"))
    }
}
