/// What TeX commands without arguments stand for.
///
/// - Reference: Pakin, The Comprehensive LaTeX Symbol List; inputenc definitions of LaTeX (utf8enc.dfu).
enum TeXSymbols {
    /// Letters and signs, by the name of the command.
    static let texts: [String: String] = letters.merging(punctuation) { first, _ in first }
        .merging(greek) { first, _ in first }.merging(mathematics) { first, _ in first }

    /// Combining marks of accents, by the name of the command, in text and in formulas.
    static let accents: [String: Unicode.Scalar] = [
        "'": "\u{301}", "`": "\u{300}", "^": "\u{302}", "\"": "\u{308}", "~": "\u{303}",
        "=": "\u{304}", ".": "\u{307}", "u": "\u{306}", "v": "\u{30C}", "H": "\u{30B}",
        "c": "\u{327}", "k": "\u{328}", "r": "\u{30A}", "d": "\u{323}", "b": "\u{331}",
        "h": "\u{309}", "G": "\u{30F}", "U": "\u{30E}", "t": "\u{361}",
        "textcommabelow": "\u{326}", "textogonekcentered": "\u{328}",
        "hat": "\u{302}", "widehat": "\u{302}", "bar": "\u{304}", "overline": "\u{305}",
        "tilde": "\u{303}", "widetilde": "\u{303}", "dot": "\u{307}", "ddot": "\u{308}",
        "acute": "\u{301}", "grave": "\u{300}", "check": "\u{30C}", "breve": "\u{306}",
        "vec": "\u{20D7}", "mathring": "\u{30A}", "underline": "\u{332}",
    ]

    /// What an accent over nothing is: `\~{}` is how programs write a tilde.
    static let bareAccents: [String: String] = [
        "'": "'", "`": "`", "^": "^", "\"": "\"", "~": "~", "=": "¯", ".": "˙",
    ]

    /// Commands that only change how what follows looks.
    static let switches: Set<String> = [
        "em", "it", "bf", "sc", "rm", "sf", "tt", "sl", "itshape", "bfseries", "scshape", "upshape",
        "slshape", "rmfamily", "sffamily", "ttfamily", "mdseries", "normalfont", "normalsize",
        "tiny", "scriptsize", "footnotesize", "small", "large", "Large", "LARGE", "huge", "Huge",
        "protect", "relax", "left", "right", "big", "Big", "bigg", "Bigg", "displaystyle",
        "textstyle", "limits", "nolimits", "noindent", "selectfont", "boldmath", "unboldmath",
        "bibinfo", "newblock", "hfill", "leavevmode", "ignorespaces", "cyr",
    ]

    private static let letters: [String: String] = [
        "ss": "ß", "SS": "ẞ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ",
        "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "imath": "ı",
        "jmath": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ",
        "ng": "ŋ", "NG": "Ŋ", "ij": "ĳ", "IJ": "Ĳ", "textsection": "§", "S": "§", "P": "¶",
        "textparagraph": "¶", "copyright": "©", "textcopyright": "©", "textregistered": "®",
        "texttrademark": "™", "textordfeminine": "ª", "textordmasculine": "º",
        "textonesuperior": "¹", "texttwosuperior": "²", "textthreesuperior": "³",
        "textonehalf": "½", "textonequarter": "¼", "textthreequarters": "¾", "textmu": "µ",
        "textohm": "Ω", "textdegree": "°", "textcelsius": "℃", "textnumero": "№",
        "textlira": "₤", "pounds": "£", "textsterling": "£", "euro": "€", "texteuro": "€",
        "EUR": "€", "textyen": "¥", "textcent": "¢", "textdollar": "$", "textcurrency": "¤",
        "TeX": "TeX", "LaTeX": "LaTeX", "LaTeXe": "LaTeX2ε", "BibTeX": "BibTeX",
        "XeTeX": "XeTeX", "textschwa": "ə", "textmusicalnote": "♪", "dag": "†", "ddag": "‡",
        "textdagger": "†", "textdaggerdbl": "‡", "aleph": "ℵ", "ell": "ℓ", "hbar": "ħ",
        "Re": "ℜ", "Im": "ℑ", "wp": "℘", "textpm": "±", "texttimes": "×", "textdiv": "÷",
        "textlnot": "¬", "textperthousand": "‰", "textpertenthousand": "‱",
    ]

    private static let punctuation: [String: String] = [
        "textendash": "–", "textemdash": "—", "textquoteright": "’", "textquoteleft": "‘",
        "textquotesingle": "'", "textquotedbl": "\"", "textquotedblleft": "“",
        "textquotedblright": "”", "quotedblbase": "„", "quotesinglbase": "‚", "glqq": "„",
        "grqq": "“", "flqq": "«", "frqq": "»", "guillemotleft": "«", "guillemotright": "»",
        "guillemetleft": "«", "guillemetright": "»", "guilsinglleft": "‹",
        "guilsinglright": "›", "lq": "‘", "rq": "’", "textbackslash": "\\", "backslash": "\\",
        "textasciitilde": "~", "textasciicircum": "^", "textasciigrave": "`",
        "textasciiacute": "´", "textasciidieresis": "¨", "textasciimacron": "¯",
        "textgreater": ">", "textless": "<", "textbar": "|", "textbraceleft": "{",
        "textbraceright": "}", "lbrace": "{", "rbrace": "}", "textunderscore": "_",
        "textbullet": "•", "textperiodcentered": "·", "textexclamdown": "¡",
        "textquestiondown": "¿", "ldots": "…", "dots": "…", "textellipsis": "…", "cdots": "⋯",
        "textasteriskcentered": "*", "textbrokenbar": "¦", "slash": "/", "space": " ",
        "quad": " ", "qquad": " ", "thinspace": " ", "enspace": " ",
        "textvisiblespace": "␣", "nobreakspace": " ", "par": " ", "newline": " ",
        "linebreak": " ", "textnonbreakinghyphen": "‑", "hyp": "-", "bibrangedash": "–",
        "textpercent": "%", "textampersand": "&", "texthash": "#", "bibopenparen": "(",
        "bibcloseparen": ")", "textquotestraightbase": "‚", "addspace": " ",
    ]

    private static let greek: [String: String] = [
        "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε",
        "varepsilon": "ε", "zeta": "ζ", "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι",
        "kappa": "κ", "varkappa": "ϰ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ",
        "omicron": "ο", "pi": "π", "varpi": "ϖ", "rho": "ρ", "varrho": "ϱ", "sigma": "σ",
        "varsigma": "ς", "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ", "chi": "χ",
        "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ",
        "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ",
        "Omega": "Ω", "textalpha": "α", "textbeta": "β", "textgamma": "γ", "textdelta": "δ",
        "textepsilon": "ε", "textkappa": "κ", "textlambda": "λ", "textpi": "π",
        "textsigma": "σ", "texttau": "τ", "textchi": "χ", "textomega": "ω",
    ]

    private static let mathematics: [String: String] = [
        "times": "×", "div": "÷", "pm": "±", "mp": "∓", "cdot": "·", "ast": "∗", "star": "⋆",
        "bullet": "•", "circ": "°", "degree": "°", "prime": "′", "le": "≤", "leq": "≤",
        "leqslant": "⩽", "ge": "≥", "geq": "≥", "geqslant": "⩾", "ll": "≪", "gg": "≫",
        "lt": "<", "gt": ">", "ne": "≠", "neq": "≠", "approx": "≈", "sim": "∼", "simeq": "≃",
        "cong": "≅", "equiv": "≡", "propto": "∝", "infty": "∞", "partial": "∂", "nabla": "∇",
        "sum": "∑", "prod": "∏", "int": "∫", "sqrt": "√", "to": "→", "rightarrow": "→",
        "longrightarrow": "⟶", "leftarrow": "←", "gets": "←", "leftrightarrow": "↔",
        "Rightarrow": "⇒", "Leftarrow": "⇐", "Leftrightarrow": "⇔", "uparrow": "↑",
        "downarrow": "↓", "textrightarrow": "→", "textleftarrow": "←", "textuparrow": "↑",
        "textdownarrow": "↓", "mapsto": "↦", "rightleftharpoons": "⇌", "in": "∈",
        "notin": "∉", "ni": "∋", "subset": "⊂", "supset": "⊃", "subseteq": "⊆",
        "supseteq": "⊇", "cup": "∪", "cap": "∩", "emptyset": "∅", "varnothing": "∅",
        "forall": "∀", "exists": "∃", "neg": "¬", "lnot": "¬", "wedge": "∧", "land": "∧",
        "vee": "∨", "lor": "∨", "oplus": "⊕", "otimes": "⊗", "perp": "⊥", "parallel": "∥",
        "mid": "|", "vert": "|", "Vert": "‖", "langle": "⟨", "rangle": "⟩", "lfloor": "⌊",
        "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉", "angle": "∠", "triangle": "△",
        "square": "□", "diamond": "⋄", "checkmark": "✓", "dagger": "†", "ddagger": "‡",
        "log": "log", "ln": "ln", "exp": "exp", "sin": "sin", "cos": "cos", "tan": "tan",
        "min": "min", "max": "max", "lim": "lim", "sup": "sup", "inf": "inf", "det": "det",
        "textminus": "−", "setminus": "∖", "lesssim": "≲", "gtrsim": "≳", "colon": ":",
        "female": "♀", "male": "♂", "Female": "♀", "Male": "♂", "micro": "µ", "ohm": "Ω",
    ]
}
