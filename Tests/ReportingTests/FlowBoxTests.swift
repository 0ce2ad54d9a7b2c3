import Review
import TestSupport
import Testing

@testable import Reporting

@Suite("What the boxes of the flow diagram count")
struct FlowBoxTests {
    /// The boxes count again what the diagram counts; neither may drift from the other.
    @Test(arguments: 0..<60)
    func everyCountHasItsMembers(seed: Int) {
        var review = RandomReview(seed: UInt64(seed))
        for _ in 0..<25 { review.step() }
        let report = Report(
            ReportInput(
                state: ReviewState(replaying: review.events),
                records: [:],
                events: review.events,
                contentDigest: "",
                program: "test"
            )
        )
        let boxes = report.flowBoxes
        for row in report.flowTable.rows {
            let cells = row.map(\.exact)
            let found = boxes.filter { $0.name == cells[0] && $0.part == cells[1] }
            #expect(found.map { String($0.count) } == [cells[2]], "\(cells)")
        }
        let names = Set(report.flowTable.rows.map { [$0[0].exact, $0[1].exact] })
        for box in boxes where !names.contains([box.name, box.part]) {
            Issue.record("\(box.name) is in no row")
        }
    }

    @Test(arguments: [
        ("0.87", 0.87, 2), ("1,234", 1234, 0), ("12\u{202F}345", 12345, 0),
        ("\u{2212}0.02", -0.02, 2),
        ("12.3%", 12.3, 1), ("<0.001", 0.001, 3),
    ])
    func printedNumbersAreRead(text: String, value: Double, decimals: Int) throws {
        let number = try #require(PrintedNumber(text))
        #expect(number.value == value)
        #expect(number.decimals == decimals)
    }

    @Test(arguments: ["", "x", "1,23", "1.", "1.2.3", "T2", "--1", "0.8a"])
    func otherTextsAreNoNumbers(text: String) { #expect(PrintedNumber(text) == nil) }

    @Test func numbersMatchAtThePrintedDecimals() throws {
        let number = try #require(PrintedNumber("0.87"))
        #expect(number.match(exact: "0.87", shown: "0.870") == .exact)
        #expect(number.match(exact: "", shown: "0.87 [0.80 to 0.90]") == .printed)
        #expect(number.match(exact: "0.8734", shown: "0.873") == .rounded)
        #expect(number.match(exact: "0.8751", shown: "0.875") == nil)
        let one = try #require(PrintedNumber("1"))
        #expect(one.match(exact: "0.97", shown: "0.970") == nil)
    }

    @Test func sheetLinesAreReadBack() {
        let text = SheetLines.text([("a.csv", 2), ("a.csv", 3), ("a.csv", 9), ("b:c.csv", 4)])
        let places = SheetLines.places(in: text)
        #expect(
            places.map { "\($0.file):\($0.line)" } == [
                "a.csv:2", "a.csv:3", "a.csv:9", "b:c.csv:4",
            ]
        )
        #expect(SheetLines.places(in: "no place: at all").isEmpty)
    }
}
