import Foundation
import Review
import Testing

@testable import Figures

#if canImport(FoundationXML)
import FoundationXML
#endif

/// Every figure is well-formed XML 1.0 and shows the text it was given, whatever that text holds.
struct XMLTests {
    static let nasty = [
        "<&>\"'", "]]>", "<script>alert(1)</script>", "&amp;",
        "a\u{0}b\u{1}c\u{8}\u{B}\u{1F}\u{7F}\u{9F}d",
        "\u{FFFE}\u{FFFF}x", "line\nbreak\ttab\r\nend", "🦴👩🏽‍⚕️ 骨转移 ελληνικά العربية",
        "\u{202E}reversed\u{202C}", String(repeating: "W", count: 300),
        String(repeating: "long name ", count: 30), "", "   ", "\u{301}\u{301}", "<!--", "<?xml",
    ]

    static func figures(_ text: String) -> [String] {
        let domain = ForestPlot.Domain("D1", name: text)
        let forest = ForestPlot(
            title: text,
            groups: [
                .init(
                    heading: text,
                    rows: [
                        .init(
                            label: text,
                            cells: [text],
                            estimate: 0.8,
                            interval: .init(lower: 0.7, upper: 0.9),
                            weight: 100,
                            riskOfBias: [.high]
                        ),
                        .init(label: text, estimate: .nan, interval: .init(lower: 1, upper: 0)),
                    ],
                    pooled: .init(
                        label: text,
                        estimate: .infinity,
                        interval: .init(lower: -.infinity, upper: .nan),
                        heterogeneity: text
                    ),
                    note: text
                )
            ],
            axis: .init(label: text, scale: .logit, reference: .nan),
            estimateHeading: text,
            studyHeading: text,
            columns: [.init(text)],
            riskOfBiasDomains: [domain],
            notes: [text]
        )
        var flow = Samples.flow(update: true, other: true)
        flow.databases = [.init(label: text, count: 3)]
        flow.reports.excluded = [.init(label: text, count: 1)]
        var labels = PRISMALabels()
        labels.title = text
        labels.identification = text
        labels.databaseArmOfUpdate = text
        labels.notes = [text]
        let table = TrafficLight(
            title: text,
            sections: [.init(heading: text, domains: [domain])],
            rows: [.init(label: text, judgements: [[.unclear]], weight: 2)],
            notes: [text]
        )
        let years = StudiesPerYear(
            title: text,
            entries: [
                .init(year: 2020, group: text), .init(year: .max, group: text),
                .init(year: .min, group: "b"),
            ],
            yearLabel: text,
            countLabel: text,
            notes: [text]
        )
        return FigureStyle.allForTests.flatMap { style in
            [
                forest.render(style),
                PRISMAFlowDiagram(flow: flow, labels: labels).render(style), table.render(style),
                RiskOfBiasSummary(table: table, isWeighted: true).render(style),
                years.render(style),
            ]
        }
    }

    @Test(arguments: nasty)
    func isWellFormed(text: String) throws {
        for svg in XMLTests.figures(text) {
            let reader = try #require(SVGReader(svg), "not well-formed: \(svg.prefix(300))")
            #expect(reader.rootName == "svg")
            #expect(reader.role == "img")
            #expect(reader.firstChildren.prefix(2) == ["title", "desc"])
            #expect(!svg.contains("nan") && !svg.contains("inf\""))
        }
    }

    @Test(arguments: nasty)
    func showsTheWholeText(text: String) throws {
        let wanted = XMLText.cleaned(text).filter { !$0.isWhitespace }
        for svg in XMLTests.figures(text) {
            let reader = try #require(SVGReader(svg))
            #expect(reader.shown.filter { !$0.isWhitespace }.contains(wanted) || wanted.isEmpty)
        }
    }

    @Test func theReaderRefusesBrokenFiles() {
        #expect(SVGReader("<svg><text>a & b</text></svg>") == nil)
        #expect(SVGReader("<svg><text>a\u{1}</text></svg>") == nil)
        #expect(SVGReader("<svg>") == nil)
    }

    @Test func escapesAndCleans() {
        #expect(XMLText.escaped("<&>\"'") == "&lt;&amp;&gt;&quot;&#39;")
        #expect(XMLText.cleaned(" a\u{0}b \n\t c\u{FFFF} ") == "ab c")
        #expect(XMLText.cleaned("x\u{202E}y\u{AD}z") == "xyz")
        #expect(XMLText.cleaned("👩‍⚕️") == "👩‍⚕️")
    }

    @Test(arguments: [
        (0.0, "0"), (-0.001, "0"), (1.005, "1"), (2.5, "2.5"), (-3.456, "-3.46"), (12.0, "12"),
        (0.05, "0.05"), (-0.5, "-0.5"), (.nan, "0"), (.infinity, "0"), (1e300, "10000000"),
    ])
    func printsCoordinates(value: Double, text: String) {
        #expect(XMLText.coordinate(value) == text)
    }

    @Test(arguments: [
        (0.785, 2, "0.79"), (-0.004, 2, "0.00"), (-0.25, 1, "\u{2212}0.2"), (3, 0, "3"),
        (.nan, 2, "–"), (2400, 2, "2400.00"),
    ])
    func printsNumbers(value: Double, decimals: Int, text: String) {
        #expect(PrintedNumber.fixed(value, decimals: decimals) == text)
    }

    @Test func groupsThousands() {
        #expect(PrintedNumber.count(1_234_567, groupedBy: ",") == "1,234,567")
        #expect(PrintedNumber.count(999, groupedBy: ",") == "999")
        #expect(PrintedNumber.count(1000, groupedBy: ",") == "1,000")
        #expect(PrintedNumber.count(1234) == "1234")
        #expect(PrintedNumber.count(-1234, groupedBy: ",") == "\u{2212}1,234")
    }
}

extension FigureStyle {
    static let allForTests = JournalWidth.allCases.map { FigureStyle(width: $0) }
}

/// What an XML parser sees in an SVG file.
final class SVGReader: NSObject, XMLParserDelegate {
    private(set) var rootName = ""
    private(set) var role = ""
    private(set) var firstChildren: [String] = []
    /// Contents of all `text` elements, one after the other.
    private(set) var shown = ""
    private var path: [String] = []

    /// Reads a file; `nil` if it is not well-formed.
    init?(_ svg: String) {
        super.init()
        let parser = XMLParser(data: Data(svg.utf8))
        parser.delegate = self
        guard parser.parse(), path.isEmpty, !rootName.isEmpty else { return nil }
    }

    func parser(
        _ parser: XMLParser,
        didStartElement elementName: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String]
    ) {
        if path.isEmpty {
            rootName = elementName
            role = attributes["role"] ?? ""
        } else if path.count == 1 {
            firstChildren.append(elementName)
        }
        path.append(elementName)
    }

    func parser(
        _ parser: XMLParser,
        didEndElement elementName: String,
        namespaceURI: String?,
        qualifiedName: String?
    ) {
        path.removeLast()
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        if path.last == "text" { shown += string }
    }
}
