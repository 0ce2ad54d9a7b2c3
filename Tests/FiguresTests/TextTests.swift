import Testing

@testable import Figures

/// Widths and line breaks.
struct TextTests {
    // Helvetica.afm and Helvetica-Bold.afm of the Adobe Core 14 fonts, thousandths of an em.
    @Test(arguments: [
        ("A", 667, 722), ("i", 222, 278), ("W", 944, 944), ("0", 556, 556), ("\u{A0}", 278, 278),
        ("m", 833, 889), ("%", 889, 889), ("[", 278, 333), ("é", 556, 556), ("Å", 667, 722),
        ("ß", 611, 611), ("–", 556, 556), ("f", 278, 333),
    ])
    func knowsHelvetica(text: String, regular: Int, bold: Int) {
        #expect(TextStyle(size: 1000).width(of: text) == Double(regular))
        #expect(TextStyle(size: 1000, bold: true).width(of: text) == Double(bold))
    }

    @Test func widthAddsUp() {
        let style = TextStyle(size: 10)
        // H 722 + e 556 + l 222 + l 222 + o 556
        #expect(abs(style.width(of: "Hello") - 22.78) < 1e-9)
        #expect(style.width(of: "a\u{301}") == style.width(of: "a"))
        #expect(style.width(of: "骨转移") == 30)
        #expect(style.width(of: "🦴") == 13)
        #expect(style.width(of: "τ² ≤ λ") > 20)
        #expect(style.width(of: "") == 0)
    }

    @Test func breaksAtSpacesAndHyphens() {
        let style = TextStyle(size: 10)
        #expect(style.wrapped("one two three", to: 45) == ["one two", "three"])
        #expect(style.wrapped("meta-analysis", to: 45) == ["meta-", "analysis"])
        #expect(style.wrapped("", to: 10) == [""])
        #expect(style.wrapped("  a   b ", to: 100) == ["a b"])
    }

    @Test func keepsNumbersAndRelationsWhole() {
        let style = TextStyle(size: 10)
        #expect(style.wrapped("screened (n = 12)", to: 60) == ["screened", "(n = 12)"])
        #expect(style.wrapped("df = 5, P < 0.001", to: 60) == ["df = 5,", "P < 0.001"])
        #expect(style.wrapped("events 120/3600", to: 50) == ["events", "120/3600"])
        #expect(style.wrapped("All events / n", to: 50) == ["All", "events / n"])
        #expect(style.wrapped("x −0.5 -0.25", to: 32) == ["x −0.5", "-0.25"])
    }

    @Test func cutsOverlongWords() {
        let style = TextStyle(size: 10)
        let lines = style.wrapped(String(repeating: "m", count: 100), to: 50)
        #expect(lines.joined().count == 100)
        #expect(lines.allSatisfy { style.width(of: $0) <= 50 })
        let ideographs = style.wrapped("脊柱转移瘤的影像学", to: 40)
        #expect(ideographs.map(\.count) == [4, 4, 1])
    }

    @Test(arguments: 0..<300)
    func losesNoLetterAndKeepsTheWidth(seed: Int) {
        var random = RandomFigures(seed: UInt64(seed))
        let text = random.name()
        let style = TextStyle(size: random.number(5...12), bold: seed % 2 == 0)
        let width = random.number(1.4...30) * style.size
        let lines = style.wrapped(text, to: width)
        let squeezed = { (text: String) in
            XMLText.cleaned(text).unicodeScalars.filter { $0 != " " }.map { $0 }
        }
        #expect(squeezed(lines.joined()) == squeezed(text))
        #expect(lines.allSatisfy { style.width(of: $0) <= width + 1e-6 })
    }

    @Test func wideColumnsGiveWayFirst() {
        let wide = ColumnWidths.Request(natural: 300, comfortable: 60, least: 10)
        let narrow = ColumnWidths.Request(natural: 40, comfortable: 40, least: 10)
        #expect(ColumnWidths.shared([wide, narrow], available: 400) == [300, 40])
        let shared = ColumnWidths.shared([wide, narrow], available: 200)
        #expect(abs(shared[0] - 160) < 1e-9 && shared[1] == 40)
        let tight = ColumnWidths.shared([wide, narrow], available: 60)
        #expect(abs(tight.reduce(0, +) - 60) < 1e-9)
        #expect(ColumnWidths.shared([wide, narrow], available: 5) == [10, 10])
    }
}
