import Bibliography

/// Makes records with anything in them: all of Unicode, nothing at all, very long values, and text that
/// looks like the syntax of some format.
struct RandomRecords {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// A record of random fields.
    mutating func record() -> Record {
        var record = Record(
            type: pick(RecordType.allCases),
            source: RecordSource(file: "f", position: 1, line: 1)
        )
        record.notices = Set(list { $0.pick(Notice.allCases) }).sorted()
        record.title = maybe(text())
        record.authors = list { $0.name() }
        record.editors = list { $0.name() }
        record.year = maybe(pick([1, 99, 1400, 1998, 2024, 2199, 99_999]))
        record.date = maybe(pick(["2020", "2020-02", "2020-02-30", "spring", text()]))
        record.journal = maybe(text())
        record.volume = maybe(pick(["1", "12(3)", "", text()]))
        record.issue = maybe(pick(["1", "Suppl 1", text()]))
        record.pages = maybe(pick(["221-228", "221-8", "e1045", "S1-S9", text()]))
        record.doi = maybe(pick(["10.1000/abc", "10.1002/(sici)1097<1::aid>3.0.co;2-x"]))
        record.pmid = maybe(pick(["1", "12345678", text()]))
        record.pmcid = maybe(pick(["PMC1", text()]))
        record.issn = list { $0.pick(["2041-1723", "1878-0849", $0.text()]) }
        record.isbn = list { $0.pick(["9780306406157", $0.text()]) }
        record.abstract = maybe(pick([text(), String(repeating: text() + " ", count: 400)]))
        record.keywords = list { $0.text() }
        record.urls = list { $0.pick(["https://example.org/a?b=1;c&d", $0.text()]) }
        record.language = maybe(text())
        record.publisher = maybe(text())
        record.accession = maybe(text())
        record.database = maybe(text())
        record.notes = list { $0.text() }
        for _ in 0..<number(below: 4) {
            let tag = pick(["C1", "TY", "ER", "PMID", "ZZ", "JO", "key", "extra", "", text()])
            let values = list { $0.text() }
            if !values.isEmpty { record.extra[tag] = values }
        }
        record.identifier = maybe(text())
        return record
    }

    private mutating func name() -> Name {
        switch number(below: 4) {
        case 0: .literal(text())
        case 1: .person(family: text(), given: maybe(text()))
        case 2: .person(family: "van der Berg", given: "J. P., Jr")
        default: .person(family: "Lind", given: "Anna")
        }
    }

    /// Words, traps and scalars of every plane.
    private mutating func text() -> String {
        let traps = [
            "TY  - JOUR", "ER  - ", "    LK  - x", "PMID- 1", "&amp;", "<i>x</i>", "<", "a < b",
            "{",
            "}", "\\", "\\'e", "$x^2$", "%", "%0 Book", "#", "~", "_", "\"", "'", ";", ",", "|",
            "\n",
            "\r\n", "\t", "\u{0}", "\u{1B}", "\u{85}", "\u{2028}", "\u{A0}", "\u{FEFF}", "\u{FFFD}",
            "\u{200B}", "e\u{301}", "é", "ß", "Ω", "ﬁ", "漢字", "👩🏽‍🔬", "مرحبا", "and", "et al", "et",
            "al",
            "consilience:", "consilience:%7b%7d", "=1+1", "=\"5\"", "]]>", "--", "10.1000/z",
            "PT J", "EF", "@article{x,", "null", "[", "]", " ",
        ]
        var text = ""
        for _ in 0..<number(below: 5) {
            switch number(below: 4) {
            case 0: text += pick(traps)
            case 1: text += pick(["study", "of", "Deep", "learning", "CT", "1998"])
            case 2:
                let value = UInt32(number(below: pick([0x80, 0x800, 0x10000, 0x110000])))
                if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
            default: text += " "
            }
        }
        return text
    }

    private mutating func list<Value>(_ make: (inout RandomRecords) -> Value) -> [Value] {
        (0..<[0, 0, 1, 3][number(below: 4)]).map { _ in make(&self) }
    }

    private mutating func maybe<Value>(_ value: Value) -> Value? {
        number(below: 3) == 0 ? nil : value
    }

    private mutating func pick<Value>(_ values: [Value]) -> Value {
        values[number(below: values.count)]
    }

    private mutating func number(below limit: Int) -> Int {
        // Steele, Lea & Flood (2014), doi:10.1145/2660193.2660195.
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((value ^ (value >> 31)) % UInt64(limit))
    }
}
