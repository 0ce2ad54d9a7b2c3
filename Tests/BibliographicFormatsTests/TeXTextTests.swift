import BibliographicFormats
import Bibliography
import Testing

/// Texts in TeX notation, as titles of entries.
struct TeXTextTests {
    private func title(_ tex: String) throws -> String? {
        try reading("@article{k, title = {\(tex)}}").records.first?.title
    }

    @Test(
        arguments: [
            // Accents in the ways programs write them.
            (
                #"{\"O}zg\"ur \'Elan \`a \^{o} \~n \=a \.z \u{g} \v s \H{o} \c{c} \k a \r{a} \d{s} \b{h}"#,
                "Özgür Élan à ô ñ ā ż ğ š ő ç ą å ṣ ẖ"
            ),
            (
                #"Garc{\'\i}a L{\'{o}}pez, na{\"\i}ve, \'{\i}, Kad{\i}, \.{I}zmir"#,
                "García López, naïve, í, Kadı, İzmir"
            ),
            (#"\'{\^e} \textcommabelow{s} \~{\^a}"#, "ế ș ẫ"),
            (
                #"\ss{} \o\ \O{} \l{}\'od\'z \AE ther \OE uvre \aa rhus \TH \DH \dh \th"#,
                "ß ø Ø łódź Æther Œuvre århus ÞÐðþ"
            ),
            // Formulas.
            (
                #"$\alpha$-synuclein, $\beta_{2}$ and $p<0.05$, $\mathrm{CO}_2$"#,
                "α-synuclein, β₂ and p<0.05, CO₂"
            ),
            (
                #"$10^{-5}$ mm$^2$ 10\textsuperscript{3} H\textsubscript{2}O $4^{\textrm{ème}}$ $x^{2.5}$"#,
                "10⁻⁵ mm² 10³ H₂O 4ème x^(2.5)"
            ),
            (
                #"$\geq 3$, $ \pm $, \(\mu\)m, $\frac{1}{2}$, $\hat{p}$, \ensuremath{\kappa}"#,
                "≥3, ±, μm, 1/2, p̂, κ"
            ),
            ("from $5 and $10 to 50% & more_or_less", "from $5 and $10 to 50% & more_or_less"),
            // Signs.
            (
                ##"50\% \& \$5 \#1 a\_b \{x\} \textbackslash{} \~{} \^{} a~b"##,
                #"50% & $5 #1 a_b {x} \ ~ ^ a b"#
            ),
            (
                "pages 1--2---3, ``quoted'' it's ?`Que? \\ldots{} a\\,b 5\\,mg",
                "pages 1–2—3, “quoted” it's ¿Que? … a b 5 mg"
            ),
            // Commands.
            (
                #"\textit{E. coli} {\em in} \emph{vivo} {\it x} \textbf{do {\sc not}} \mbox{y}"#,
                "E. coli in vivo x do not y"
            ),
            (
                #"\href{https://example.org/a_b}{A link}, \url{https://example.org/~x}, \LaTeX{}"#,
                "A link, https://example.org/~x, LaTeX"
            ),
            (
                #"{\noopsort{a}}The \foo{kept} and \unknownsign of C:\temp"#,
                #"The kept and \unknownsign of C:\temp"#
            ),
            ("{{{Deep}} {N}ested} &amp; <i>marked</i>", "Deep Nested & marked"),
        ]
    )
    func becomesCharacters(tex: String, plain: String) throws {
        #expect(try title(tex) == plain)
    }

    @Test func deepGroupsAndLongRunsCostTimeInProportion() throws {
        func seconds(_ count: Int) throws -> Double {
            let deep =
                String(repeating: "{\\'", count: count) + String(repeating: "}", count: count)
            let marks = String(repeating: "$^_\\`", count: count)
            let start = ContinuousClock.now
            let text = "@article{k, title = {T \(deep)}, note = {\(marks)}}"
            #expect(try reading(text).records.count == 1)
            return (ContinuousClock.now - start) / .seconds(1)
        }
        let small = try seconds(5000)
        let large = try seconds(50_000)
        // Ten times as much; quadratic time would take a hundred times as long.
        #expect(large < small * 40 + 0.5)
    }
}
