extension Name {
    /// Reads a name as databases write it.
    ///
    /// Takes `Wilson, Lauren N.`, `Wilson, L, Jr`, `Griffin DK`, `Wilson L.N.`, `Brownstein C D`,
    /// `A. Author` and `Lauren N. Wilson`; particles go with the family name. A name that ends in a comma
    /// (the custom of reference managers for collectives), holds a word such as *Collaboration* or cannot
    /// be taken apart is kept whole.
    ///
    /// - Parameter text: one name.
    /// - Returns: The name; `nil` if the text holds none.
    public static func parsing(_ text: String) -> Name? {
        withReader(of: text) { $0.read(0..<$0.bytes.count) }
    }

    /// Reads several names in one field, separated by `;`, `|`, ` and `, or commas between names that
    /// carry their own initials (`Griffin DK, Larkin DM`).
    ///
    /// - Parameters:
    ///   - text: value of a field of authors.
    ///   - splittingAtAnd: whether ` and ` and ` & ` separate names; not where a field holds one name as
    ///     a rule, since they belong to names of collectives too.
    /// - Returns: The names in the order of the text.
    public static func parsingList(_ text: String, splittingAtAnd: Bool = true) -> [Name] {
        var names: [Name] = []
        withReader(of: text) { $0.readList(splittingAtAnd: splittingAtAnd, into: &names) }
        return names
    }

    /// Reads several names from UTF-8 and adds them to a list.
    ///
    /// - Parameters:
    ///   - bytes: value of a field of authors.
    ///   - splittingAtAnd: as for `parsingList(_:splittingAtAnd:)`.
    ///   - names: list that the names are added to, in the order of the text.
    public static func appendParsed(
        _ bytes: UnsafeBufferPointer<UInt8>,
        splittingAtAnd: Bool,
        to names: inout [Name]
    ) {
        if PlainText.isClean(bytes) {
            NameReader(bytes: bytes).readList(splittingAtAnd: splittingAtAnd, into: &names)
        } else {
            let text = PlainText.cleaned(bytes)
            withReader(of: text) { $0.readList(splittingAtAnd: splittingAtAnd, into: &names) }
        }
    }

    /// The name as reference managers write it: `Wilson, Lauren N.`; a collective that would be taken
    /// for a person ends in a comma.
    public var text: String {
        switch self {
        case .person(let family, let given):
            return given.map { family + ", " + $0 } ?? family
        case .literal(let name):
            return Name.parsing(name) == self ? name : name + ","
        }
    }

    private static func withReader<Value>(
        of text: String,
        _ body: (NameReader) -> Value
    ) -> Value {
        var value = PlainText.cleaned(text)
        return value.withUTF8 { body(NameReader(bytes: $0)) }
    }
}
