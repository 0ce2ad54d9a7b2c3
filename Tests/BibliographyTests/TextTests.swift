import Bibliography
import Testing

struct TextTests {
    @Test(arguments: [
        ("2024", "2024"), ("2024-04-03", "2024-04-03"), ("2024/04/03/", "2024-04-03"),
        ("2024///", "2024"), ("1989//", "1989"), ("2020 Feb", "2020-02"),
        ("2020 Feb 12", "2020-02-12"), ("1993 Oct 8", "1993-10-08"), ("2017/Nov//", "2017-11"),
        ("Aug 1 2019", "2019-08-01"), ("1 Dec 2024", "2024-12-01"), ("Jun2023", "2023-06"),
        ("4-8 Aug. 2020", "2020-08"), ("2020 Mar-Apr", "2020-03"), ("20240403", "2024-04-03"),
        ("Spring 2020", "2020"), ("Sept. 2017", "2017-09"), ("4/3/2024", "2024"),
        ("25/3/2024", "2024-03-25"), ("3/25/2024", "2024-03-25"), ("2014//", "2014"),
        ("2020-2021", "2020"), ("2020 13", "2020"), ("2020-02-30", "2020-02"),
        ("Date of Publication: 2014", "2014"),
    ])
    func readsDates(text: String, expected: String) {
        #expect(PartialDate(parsing: text)?.text == expected)
    }

    @Test func readsDatesWithoutYear() {
        #expect(PartialDate(parsing: "SEP 22", knownYear: 2010)?.text == "2010-09-22")
        #expect(PartialDate(parsing: "SEP 22") == nil)
        #expect(PartialDate(parsing: "n.d.") == nil)
        #expect(PartialDate(parsing: "12345") == nil)
        #expect(PartialDate(year: 2020, month: nil, day: 3).day == nil)
    }

    @Test(arguments: [
        ("221-8", "221-228"), ("221–228", "221-228"), ("pp. 10-20", "10-20"),
        ("S12-S15", "S12-S15"),
        ("e0209483", "e0209483"), ("103640", "103640"), ("1178-83", "1178-1183"),
        ("10-10", "10"), ("98-102", "98-102"), ("12-5", "12-15"), ("12-1", "12-1"),
        ("1-4; discussion 5-6", "1-4; discussion 5-6"),
    ])
    func normalisesPages(text: String, expected: String) {
        #expect(PageRange.normalised(text) == expected)
    }

    @Test func joinsPages() {
        #expect(PageRange.joined(first: "221", last: "8") == "221-228")
        #expect(PageRange.joined(first: "S221", last: "S228") == "S221-S228")
        #expect(PageRange.joined(first: nil, last: "8") == "8")
        #expect(PageRange.joined(first: "1-4", last: "4") == "1-4")
        #expect(PageRange.joined(first: "", last: nil) == nil)
        #expect(PageRange.normalised("no pagination") == nil)
    }

    @Test(arguments: [
        ("A <i>Homo</i> study", "A Homo study"), ("H<sub>2</sub>O", "H2O"),
        ("P &lt; 0.05 &amp; q", "P < 0.05 & q"), ("P &amp;lt; 0.05", "P < 0.05"),
        ("p < 0.05 and x > 3", "p < 0.05 and x > 3"), ("a<b and c>d", "a<b and c>d"),
        ("one<br/>two", "one two"), ("<jats:p>Text</jats:p>", "Text"),
        ("two  \n lines\u{A0}here ", "two lines here"), ("caf&#233; &#x2019;", "café ’"),
        ("AT&T &unknown; x", "AT&T &unknown; x"), ("<p class=\"x\">Text</p>", "Text"), ("", ""),
    ])
    func cleansText(text: String, expected: String) {
        #expect(PlainText.cleaned(text) == expected)
    }
}
