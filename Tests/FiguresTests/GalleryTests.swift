import Foundation
import TestSupport
import Testing

/// docs/figures.md shows the golden files, which are what the code draws, byte by byte.
///
/// A change on purpose: `CONSILIENCE_RECORD=1 swift test --filter GalleryTests`, then again without.
struct GalleryTests {
    /// A figure with its golden files.
    private struct Entry {
        let title: String
        let files: [String]
        let reading: String
        let source: String
    }

    private static let entries = [
        Entry(
            title: "Flow diagram (PRISMA 2020)",
            files: [
                "prisma-databases-174", "prisma-other-174", "prisma-update-174",
                "prisma-unfinished-129",
            ],
            reading:
                "Databases and registers; with other methods; an update of an earlier review; a review "
                + "that is still at work, whose open counts have boxes of their own. Counts that are not "
                + "known have no box.",
            source: "`build`, `prisma --svg`; `PRISMAFlowDiagram`"
        ),
        Entry(
            title: "Forest plot",
            files: ["forest-174", "forest-ratio-174", "forest-cumulative-129", "forest-129-dark"],
            reading:
                "Squares grow with the weight; the diamond is the pooled estimate with its interval, the "
                + "bar below it the prediction interval. Columns at the right are judgements of risk of "
                + "bias. A cumulative plot adds a study a row.",
            source: "`build`, `meta --forest`, `meta --cumulative`; `ForestPlot`"
        ),
        Entry(
            title: "Sensitivity and specificity side by side",
            files: ["paired-174", "paired-judged-84", "paired-129-dark"],
            reading:
                "The counts and both proportions of each study with Wilson's intervals; the summary is that "
                + "of the bivariate model.",
            source: "`build` with `measure: dta`, `meta --measure dta --forest`; `PairedForestPlot`"
        ),
        Entry(
            title: "Summary ROC",
            files: ["sroc-174", "sroc-modalities-174", "sroc-cross-129", "sroc-129-dark"],
            reading:
                "Studies in ROC space, the summary point with its confidence region (solid) and prediction "
                + "region (dashed), and the summary curve, dotted beyond the observed range.",
            source: "`build` with `measure: dta`, `meta --sroc`, `meta --crosshair`; `SROCPlot`"
        ),
        Entry(
            title: "Funnel plot",
            files: ["funnel-174", "funnel-areas-174", "funnel-129-dark"],
            reading:
                "Precise studies on top; shaded levels of significance around the null value; open circles "
                + "are put in by trim and fill.",
            source: "`build`, `meta --funnel`; `FunnelPlot`"
        ),
        Entry(
            title: "Radial, Baujat, GOSH and bubble plots",
            files: ["radial-174", "baujat-174", "gosh-174", "bubble-174"],
            reading:
                "Radial: estimate over standard error against precision. Baujat: share of heterogeneity "
                + "against influence. GOSH: models of all subsets of the studies. Bubble: a "
                + "meta-regression on one moderator.",
            source: "`meta --radial`, `--baujat`, `--gosh`, `--bubble`; `RadialPlot`, …"
        ),
        Entry(
            title: "Risk of bias",
            files: ["traffic-174", "summary-174"],
            reading:
                "Each judgement with its symbol, so that grey printing and any colour vision tell them "
                + "apart; the bars are shares of the studies, by number or weight.",
            source: "`build`; `TrafficLight`, `RiskOfBiasSummary`"
        ),
        Entry(
            title: "Agreement",
            files: ["agreement-174", "agreement-screening-129-dark", "agreement-84"],
            reading:
                "Cohen’s κ beside coefficients that do not fall where nearly all answers are alike; dashed "
                + "where agreement is that of chance. In a narrow column the numbers stand below the names.",
            source: "`build`; `AgreementPlot`"
        ),
        Entry(
            title: "Studies per year and overlap of sources",
            files: ["years-174", "overlap-174"],
            reading:
                "Years without a study stay empty. Columns of the UpSet plot count the works that exactly "
                + "the marked sources hold.",
            source: "`build`, `dedupe --upset`; `StudiesPerYear`, `SourceOverlapPlot`"
        ),
        Entry(
            title: "Recall curve of a screening",
            files: ["recall-curve-174", "recall-curves-129-dark"],
            reading:
                "Share of the relevant records found against the share screened, with the random line and "
                + "the places where stopping criteria would have stopped.",
            source: "`simulate --curve`; `RecallCurvePlot`"
        ),
        Entry(
            title: "ROC curve of a model's own predictions",
            files: ["roc-174", "roc-several-129-dark", "roc-readers-129"],
            reading:
                "The band holds pointwise intervals of the sensitivity; the mark is a threshold with the "
                + "intervals of both rates. Of a reader study: means over the readers, who have thin lines.",
            source: "`evaluate --roc`, `readers --roc`; `ROCPlot`"
        ),
        Entry(
            title: "Calibration",
            files: ["calibration-174", "calibration-129-dark"],
            reading:
                "Groups of similar prediction with Wilson's intervals, a smooth curve with its band, and "
                + "below the predictions of cases with (up) and without (down) the event.",
            source: "`evaluate --calibration`; `CalibrationPlot`"
        ),
        Entry(
            title: "Decision curve",
            files: ["decision-174", "decision-129-dark"],
            reading: "Net benefit of acting by a model, on everybody and on nobody.",
            source: "`evaluate --decision`; `DecisionCurvePlot`"
        ),
        Entry(
            title: "FROC curve of marks on images",
            files: ["froc-174", "froc-linear-129-dark"],
            reading:
                "Lesions found against false positives per case, on a logarithmic or linear axis; the "
                + "marks are the rates of the competition metric, the band comes from samples of the cases.",
            source: "`lesions --froc`; `FROCPlot`"
        ),
    ]

    private static var page: String {
        var text = """
            # Figures

            Made by the tests from made-up data: each picture is a golden file, compared byte by byte with what the code draws
            (`Tests/FiguresTests`). All figures are SVG with a title and a description for screen readers, in journal widths (84, 129,
            174 mm), light or dark; text is measured by font metrics, so that nothing overlaps at any number of studies or length of
            names. PNG and PDF: `consilience render` ([commands.md](commands.md)).

            """
        for entry in entries {
            text += "\n## \(entry.title)\n\n\(entry.reading)\n\nMade by \(entry.source).\n"
            for file in entry.files {
                text += "\n![\(entry.title)](../Tests/FiguresTests/Golden/\(file).svg)\n"
            }
        }
        return text
    }

    @Test func galleryIsThatOfTheCode() throws {
        let file = Checkout.file("docs/figures.md")
        if ProcessInfo.processInfo.environment["CONSILIENCE_RECORD"] == "1" {
            try Self.page.write(to: file, atomically: true, encoding: .utf8)
            Issue.record("recorded figures.md; run again without CONSILIENCE_RECORD")
            return
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == Self.page)
    }

    @Test func everyPictureIsAGoldenFileAndEveryFamilyIsShown() {
        let names = Set(Samples.all.map(\.name))
        let shown = Self.entries.flatMap(\.files)
        #expect(shown.allSatisfy(names.contains))
        #expect(Set(shown).count == shown.count)
        func family(_ name: String) -> String { String(name.prefix { $0 != "-" }) }
        #expect(Set(names.map(family)).isSubset(of: Set(shown.map(family))))
    }
}
