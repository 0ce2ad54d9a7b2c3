import Bibliography

/// The meaning of BibTeX fields.
enum BibTeXFields {
    static func record(
        kind: String,
        key: String,
        fields: [(name: String, value: String)],
        source: RecordSource
    ) -> Record {
        var draft = RecordDraft(source: source)
        if !GeneratedKey.isOne(key) { draft.set(\.identifier, key, under: "key") }
        draft.record.type = type(of: kind)
        if DocumentKind.type(named: kind) == nil { draft.keep(kind, under: "entry type") }
        var month = ""
        var year = ""
        for field in fields {
            let isVerbatim = ["url", "doi", "file"].contains(field.name)
            let text = isVerbatim ? trimmedOfWhiteSpace(field.value) : TeXText.plain(field.value)
            guard !text.isEmpty else { continue }
            switch field.name {
            case "author": for name in names(field.value) { draft.addAuthor(name) }
            case "editor": draft.record.editors += names(field.value)
            case "year": year = text
            case "month": month = text
            default: add(text, name: field.name, to: &draft)
            }
        }
        if !year.isEmpty {
            draft.addDate(month.isEmpty ? year : year + " " + month, rank: 0, under: "year")
        } else {
            draft.keep(month, under: "month")
        }
        return draft.finished()
    }

    private static func add(_ text: String, name: String, to draft: inout RecordDraft) {
        switch name {
        case "title": draft.set(\.title, text, under: name)
        case "subtitle": draft.append(\.title, text, by: ": ")
        case "abstract": draft.set(\.abstract, text, under: name)
        case "journal", "journaltitle", "booktitle": draft.set(\.journal, text, under: name)
        case "date": draft.addDate(text, rank: 1, under: name)
        case "volume": draft.set(\.volume, text, under: name)
        case "number", "issue": draft.set(\.issue, text, under: name)
        case "pages": draft.addPages(text, under: name)
        case "eid", "articleno", "article-number": draft.addArticleNumber(text, under: name)
        case "doi": draft.setDOI(text, under: name)
        case "pmid": draft.setPMID(text, under: name)
        case "pmcid", "pmc": draft.setPMCID(text, under: name)
        case "issn", "isbn", "eissn": draft.addSerialNumbers(text, under: name)
        case "keywords", "keyword":
            draft.addKeywords(text, separator: text.contains(";") ? ";" : ",")
        case "url": draft.addAddresses(text, under: name)
        case "language", "langid": draft.set(\.language, text, under: name)
        case "publisher": draft.set(\.publisher, text, under: name)
        case "unique-id": draft.set(\.accession, text, under: name)
        case "note": draft.addNote(text)
        default: draft.keep(text, under: name)
        }
    }

    private static func type(of kind: String) -> RecordType {
        switch kind {
        case "article": .article
        case "inproceedings", "conference", "proceedings": .conferencePaper
        case "book", "booklet", "mvbook", "collection": .book
        case "incollection", "inbook": .chapter
        case "phdthesis", "mastersthesis", "thesis": .thesis
        case "techreport", "report": .report
        case "unpublished": .preprint
        case "dataset": .dataset
        case "online", "electronic", "www": .webPage
        default: .other
        }
    }

    /// Names are separated by ` and ` outside braces; a name in braces is a collective.
    static func names(_ value: String) -> [Name] {
        var parts: [String] = []
        var depth = 0
        for token in value.split(whereSeparator: {
            $0 == " " || $0 == "\n" || $0 == "\r\n" || $0 == "\t"
        }) {
            if token.lowercased() == "and", depth == 0 {
                parts.append("")
                continue
            }
            if parts.isEmpty { parts.append("") }
            parts[parts.count - 1] += (parts[parts.count - 1].isEmpty ? "" : " ") + token
            depth += token.count(where: { $0 == "{" }) - token.count(where: { $0 == "}" })
        }
        return parts.compactMap { part in
            let inner = part.dropFirst().dropLast()
            let isBraced = part.hasPrefix("{") && part.hasSuffix("}") && !inner.contains("{")
            let text = TeXText.plain(part)
            if text.isEmpty { return nil }
            return isBraced && text.contains(" ") ? .literal(text) : Name.parsing(text)
        }
    }
}

/// Texts in TeX notation.
enum TeXText {
    /// The text without braces and commands; accents become letters.
    static func plain(_ text: String) -> String {
        var output = String.UnicodeScalarView()
        var rest = Array(text.unicodeScalars)[...]
        var isMath = false
        while let scalar = rest.popFirst() {
            switch scalar {
            case "$": isMath.toggle()
            case "{", "}": break
            case "^" where isMath: raise(&rest, superscripts, into: &output)
            case "_" where isMath: raise(&rest, subscripts, into: &output)
            case "~": output.append(" ")
            case "\\": command(&rest, into: &output)
            default: output.append(scalar)
            }
        }
        return PlainText.cleaned(
            String(output).replacing("---", with: "—").replacing("--", with: "–")
        )
    }

    /// Appends what is raised or lowered: digits and signs as such, anything else as it is.
    private static func raise(
        _ rest: inout ArraySlice<Unicode.Scalar>,
        _ forms: [Unicode.Scalar: Unicode.Scalar],
        into output: inout String.UnicodeScalarView
    ) {
        var group: [Unicode.Scalar] = []
        if rest.first == "{" {
            guard let end = Self.endOfGroup(rest) else { return }
            // A command for the font may stand inside: `_{\\textrm{2}}`.
            group = Array(rest[(rest.startIndex + 1)..<end])
            if group.count < 40, group.contains("\\") {
                let name = group.drop { $0 != "\\" }.dropFirst().prefix {
                    $0.properties.isAlphabetic
                }
                if letters[String(String.UnicodeScalarView(name))] == nil {
                    group = group.drop { $0 != "{" }.filter { $0 != "{" && $0 != "}" }
                }
            }
            rest = rest[(end + 1)...]
        } else if let next = rest.first, forms[next] != nil {
            group = [next]
            rest.removeFirst()
        }
        let raised = group.compactMap { forms[$0] }
        if raised.count == group.count {
            output.append(contentsOf: raised)
        } else {
            output.append(contentsOf: plain(String(String.UnicodeScalarView(group))).unicodeScalars)
        }
    }

    /// The brace that closes the group that begins the text.
    private static func endOfGroup(_ text: ArraySlice<Unicode.Scalar>) -> Int? {
        var depth = 0
        // What is raised is short; without the bound, groups that never end would cost quadratic time.
        for index in text.indices.prefix(200) {
            if text[index] == "{" { depth += 1 }
            if text[index] == "}" { depth -= 1 }
            if depth == 0 { return index }
        }
        return nil
    }

    private static let superscripts: [Unicode.Scalar: Unicode.Scalar] = [
        "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸",
        "9": "⁹", "+": "⁺", "-": "⁻",
    ]

    private static let subscripts: [Unicode.Scalar: Unicode.Scalar] = [
        "0": "₀", "1": "₁", "2": "₂", "3": "₃", "4": "₄", "5": "₅", "6": "₆", "7": "₇", "8": "₈",
        "9": "₉", "+": "₊", "-": "₋",
    ]

    private static func command(
        _ rest: inout ArraySlice<Unicode.Scalar>,
        into output: inout String.UnicodeScalarView
    ) {
        guard let first = rest.popFirst() else { return }
        let isLetter = first.properties.isAlphabetic && first.isASCII
        var name = String(first)
        if isLetter {
            while let next = rest.first, next.isASCII, next.properties.isAlphabetic {
                name.unicodeScalars.append(next)
                rest.removeFirst()
            }
            while rest.first == " " { rest.removeFirst() }
        }
        if let letter = letters[name] {
            output.append(contentsOf: letter.unicodeScalars)
        } else if let accent = accents[name] {
            while let next = rest.first, next == "{" || next == " " { rest.removeFirst() }
            if rest.first == "\\" { rest.removeFirst() }
            guard let base = rest.popFirst() else { return }
            let dotless = base == "ı" ? "i" : base
            // Written as one letter where Unicode has one, so that texts compare equal.
            let composed = String(String.UnicodeScalarView([dotless, accent]))
            output.append(contentsOf: Composition.composed(composed).unicodeScalars)
        } else if !isLetter {
            output.append(first)
        }
    }

    private static let letters: [String: String] = [
        "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ",
        "OE": "Œ", "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "TEL": "℡", "textendash": "–",
        "textemdash": "—", "textquoteright": "’", "textquotesingle": "'", "alpha": "α",
        "beta": "β", "gamma": "γ", "mu": "μ", "kappa": "κ", "times": "×", "pm": "±", "leq": "≤",
        "geq": "≥", "approx": "≈", "textasciitilde": "~", "textgreater": ">", "textless": "<",
        "textbackslash": "\\", "dh": "ð", "th": "þ",
        "textbraceleft": "{", "textbraceright": "}", "textquoteleft": "‘",
        "textquotedblleft": "“", "textquotedblright": "”", "textbullet": "•", "textdegree": "°",
        "textmu": "µ", "textregistered": "®", "texttrademark": "™", "textcopyright": "©",
        "textdollar": "$", "textunderscore": "_", "textperiodcentered": "·", "textbar": "|",
        "textexclamdown": "¡", "textquestiondown": "¿", "guillemotleft": "«",
        "guillemotright": "»", "ldots": "…", "dots": "…", "DH": "Ð", "TH": "Þ", "dj": "đ",
        "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
        "zeta": "ζ", "eta": "η", "theta": "θ", "iota": "ι", "lambda": "λ", "nu": "ν", "xi": "ξ",
        "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ",
        "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ",
        "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ",
        "Omega": "Ω", "div": "÷", "cdot": "·", "infty": "∞", "neq": "≠", "sim": "∼", "le": "≤",
        "ge": "≥", "ll": "≪", "gg": "≫", "circ": "°", "rightarrow": "→", "leftarrow": "←",
        "S": "§", "P": "¶", "copyright": "©", "pounds": "£", "euro": "€", "texteuro": "€",
    ]

    private static let accents: [String: Unicode.Scalar] = [
        "'": "\u{301}", "`": "\u{300}", "^": "\u{302}", "\"": "\u{308}", "~": "\u{303}",
        "=": "\u{304}", ".": "\u{307}", "u": "\u{306}", "v": "\u{30C}", "H": "\u{30B}",
        "c": "\u{327}", "k": "\u{328}", "r": "\u{30A}", "d": "\u{323}", "b": "\u{331}",
    ]
}
