import Statistics
import Testing

@testable import Reporting

/// Numbers as printed: rounded, but never to what they are not.
struct NumberTextTests {
    @Test(
        "Proportions have three decimals and only exact ends print as ends",
        arguments: [
            (0.8194, "0.819"), (1, "1.000"), (0.99951, ">0.999"), (0.9994, "0.999"),
            (0.0004, "<0.001"), (0, "0.000"), (.nan, "–"),
        ]
    )
    func proportion(value: Double, text: String) { #expect(NumberText.proportion(value) == text) }

    @Test(
        "p values never print as zero or one",
        arguments: [
            (0.0004, "<0.001"), (0, "<0.001"), (0.05, "0.050"), (0.9995, ">0.999"), (1, "1.000"),
            (.infinity, "–"),
        ]
    )
    func pValue(value: Double, text: String) { #expect(NumberText.pValue(value) == text) }

    @Test(
        "Shares do not round to none or all",
        arguments: [
            (1, 1000, "<1%"), (999, 1000, ">99%"), (1, 3, "33%"), (0, 3, "0%"), (3, 3, "100%"),
            (0, 0, "–"),
        ]
    )
    func share(count: Int, total: Int, text: String) {
        #expect(NumberText.share(count, of: total) == text)
    }

    @Test("Thousands are grouped from five digits on; negatives carry a true minus")
    func counts() {
        #expect(NumberText.count(6267) == "6267")
        #expect(NumberText.count(1_234_567) == "1\u{202F}234\u{202F}567")
        #expect(NumberText.count(nil) == "–")
        #expect(NumberText.fixed(-0.25, decimals: 1) == "\u{2212}0.2")
        #expect(NumberText.fixed(-0.0001, decimals: 3) == "0.000")
        #expect(NumberText.tauSquared(0.0001) == "<0.001")
        #expect(NumberText.level(0.95) == "95%")
        #expect(NumberText.level(0.999) == "99.9%")
    }

    @Test("Lines of sheets are joined into runs, file by file")
    func sheetLines() {
        #expect(
            SheetLines.text([("b.csv", 9), ("a.csv", 4), ("a.csv", 3), ("a.csv", 7), ("a.csv", 3)])
                == "a.csv:3–4, 7; b.csv:9"
        )
        #expect(SheetLines.text([]).isEmpty)
    }

    @Test("A coefficient short of complete agreement does not print as one")
    func coefficients() throws {
        let agreement = try categoricalAgreement(
            [0, 0, 1, 1, 0, 1],
            [0, 0, 1, 1, 0, 0],
            categories: 2
        )
        #expect(NumberText.coefficient(agreement.cohenKappa) == "0.67 [0.10 to 1.00]")
        #expect(NumberText.coefficient(0.9961) == ">0.99")
        #expect(NumberText.coefficient(AgreementCoefficient?.none) == "–")
    }
}
