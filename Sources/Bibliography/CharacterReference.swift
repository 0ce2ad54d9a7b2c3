/// Character references of HTML and XML: `&amp;`, `&#8217;`, `&#x2019;`.
enum CharacterReference {
    /// Reads the reference that starts at an ampersand.
    ///
    /// - Returns: The character and the index after the reference; `nil` if there is none.
    static func read(
        in bytes: Slice<UnsafeBufferPointer<UInt8>>,
        at start: Int
    ) -> (scalar: Unicode.Scalar, end: Int)? {
        let limit = min(bytes.endIndex, start + 12)
        guard start + 2 < limit,
            let semicolon = bytes[(start + 1)..<limit].firstIndex(of: UInt8(ascii: ";"))
        else { return nil }
        let body = bytes[(start + 1)..<semicolon]
        guard let first = body.first else { return nil }
        if first == UInt8(ascii: "#") {
            return numeric(body.dropFirst()).map { ($0, semicolon + 1) }
        }
        return named[String(decoding: body, as: UTF8.self)].map { ($0, semicolon + 1) }
    }

    private static func numeric(_ body: Slice<UnsafeBufferPointer<UInt8>>) -> Unicode.Scalar? {
        let isHexadecimal = body.first == UInt8(ascii: "x") || body.first == UInt8(ascii: "X")
        let digits = String(decoding: isHexadecimal ? body.dropFirst() : body, as: UTF8.self)
        guard let value = UInt32(digits, radix: isHexadecimal ? 16 : 10) else { return nil }
        // A carriage return inside a field, written by EndNote, is white space.
        return value == 0 ? nil : Unicode.Scalar(value)
    }

    private static let named: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}",
        "ndash": "–", "mdash": "—", "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”",
        "hellip": "…", "bull": "•", "middot": "·", "copy": "©", "reg": "®", "trade": "™",
        "deg": "°", "plusmn": "±", "times": "×", "divide": "÷", "minus": "−", "le": "≤",
        "ge": "≥", "ne": "≠", "asymp": "≈", "sim": "∼", "infin": "∞", "micro": "µ",
        "frac12": "½", "frac14": "¼", "frac34": "¾", "sup1": "¹", "sup2": "²", "sup3": "³",
        "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ",
        "eta": "η", "theta": "θ", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν",
        "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "chi": "χ",
        "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Sigma": "Σ", "Omega": "Ω",
        "agrave": "à", "aacute": "á", "acirc": "â", "atilde": "ã", "auml": "ä", "aring": "å",
        "aelig": "æ", "ccedil": "ç", "egrave": "è", "eacute": "é", "ecirc": "ê", "euml": "ë",
        "igrave": "ì", "iacute": "í", "icirc": "î", "iuml": "ï", "ntilde": "ñ", "ograve": "ò",
        "oacute": "ó", "ocirc": "ô", "otilde": "õ", "ouml": "ö", "oslash": "ø", "ugrave": "ù",
        "uacute": "ú", "ucirc": "û", "uuml": "ü", "yacute": "ý", "yuml": "ÿ", "szlig": "ß",
        "Agrave": "À", "Aacute": "Á", "Acirc": "Â", "Atilde": "Ã", "Auml": "Ä", "Aring": "Å",
        "AElig": "Æ", "Ccedil": "Ç", "Egrave": "È", "Eacute": "É", "Ecirc": "Ê", "Euml": "Ë",
        "Iacute": "Í", "Ntilde": "Ñ", "Oacute": "Ó", "Ocirc": "Ô", "Otilde": "Õ", "Ouml": "Ö",
        "Oslash": "Ø", "Uacute": "Ú", "Uuml": "Ü", "scaron": "š", "Scaron": "Š",
    ]
}

/// Tags of HTML, JATS and MathML that databases leave in titles and abstracts.
enum Markup {
    private static let names: Set<String> = [
        "a", "b", "bold", "br", "div", "em", "h1", "h2", "h3", "h4", "i", "inf", "italic", "li",
        "ol", "p", "sc", "sec", "section", "small", "span", "strong", "sub", "sup", "title", "u",
        "ul", "underline", "math", "mml:math", "mi", "mo", "mn", "mrow", "msub", "msup",
        "mml:mi", "mml:mo", "mml:mn", "mml:mrow", "mml:msub", "mml:msup", "inline-formula",
        "abstracttext", "font", "table", "tr", "td", "th", "tbody",
    ]
    private static let breaking: Set<String> = [
        "br", "div", "h1", "h2", "h3", "h4", "li", "ol", "p", "sec", "section", "title", "ul",
        "abstracttext", "tr", "td", "th",
    ]

    /// Removes known tags; a tag that starts a block leaves a blank.
    static func removed(from bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(UInt8(ascii: "<")) else { return bytes }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "<"), let tag = readTag(in: bytes, at: index) {
                if breaking.contains(tag.name) { output.append(32) }
                index = tag.end
            } else {
                output.append(bytes[index])
                index += 1
            }
        }
        return output
    }

    private static func readTag(in bytes: [UInt8], at start: Int) -> (name: String, end: Int)? {
        var index = start + 1
        if index < bytes.count, bytes[index] == UInt8(ascii: "/") { index += 1 }
        let nameStart = index
        let limit = min(bytes.count, start + 200)
        while index < limit, isNameByte(bytes[index]) { index += 1 }
        guard index > nameStart, index < limit else { return nil }
        var name = String(decoding: bytes[nameStart..<index], as: UTF8.self).lowercased()
        if name.hasPrefix("jats:") { name.removeFirst(5) }
        guard names.contains(name),
            let end = bytes[index..<limit].firstIndex(of: UInt8(ascii: ">"))
        else { return nil }
        // `<a` or `<p` followed by text is a comparison unless attributes or the end follow.
        let between = bytes[index..<end]
        let hasAttributes = between.contains(UInt8(ascii: "="))
        let isBare = between.allSatisfy { $0 == 32 || $0 == UInt8(ascii: "/") }
        return isBare || hasAttributes ? (name, end + 1) : nil
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ":"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
