import Bibliography
import Testing

@Suite("Text folding")
struct TextFoldingTests {
    @Test(
        "Databases' spellings of one text fold to one form",
        arguments: [
            ("Müller", "muller"), ("Øster", "oster"), ("Łódź", "lodz"), ("Đorđević", "dordevic"),
            ("Straße", "strasse"), ("œuvre", "oeuvre"), ("æther", "aether"), ("Þór", "thor"),
            ("Nguyễn", "nguyen"), ("İstanbul", "istanbul"), ("ﬁrst eﬀect", "first effect"),
            ("TNF-α", "tnf alpha"), ("TNFα", "tnf alpha"), ("β-catenin", "beta catenin"),
            ("5 µg", "5 mu g"), ("CO₂ and m²", "co2 and m2"), ("ＡＢＣ１２", "abc12"),
            ("patient’s", "patients"), ("O'Donnell", "odonnell"), ("co\u{AD}operate", "cooperate"),
            ("  A--b, (c)!  ", "a b c"), ("e\u{301}tude", "etude"), ("½ dose", "dose"),
            ("Пример", "пример"), ("肺癌", "肺 癌"), ("10.1 %", "10 1"), ("", ""), ("—…", ""),
        ]
    )
    func folds(text: String, expected: String) {
        #expect(TextFolding.folded(text) == expected)
    }

    @Test("A Greek word stays one word")
    func keepsGreekWords() {
        #expect(TextFolding.folded("λόγος").split(separator: " ").count == 1)
        #expect(TextFolding.folded("λόγος") == TextFolding.folded("ΛΟΓΟΣ"))
    }

    @Test("Folding folded text changes nothing", arguments: ["Ærø–Łódź α", "x_y/z", "日本 语", "Ｑ９"])
    func isIdempotent(text: String) {
        let once = TextFolding.folded(text)
        #expect(TextFolding.folded(once) == once)
    }

    @Test("Appending separates the words from those before")
    func appends() {
        var bytes = Array("one".utf8)
        TextFolding.appendFolded("Two", to: &bytes)
        TextFolding.appendFolded("", to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == "one two")
    }
}
