import Review

extension Report {
    /// The subjects of the methods section, in the order of reading.
    var methodsParts: [MethodsPart] {
        [
            questionMethods, searchMethods, deduplicationMethods, screeningMethods,
            agreementMethods, fullTextMethods, extractionMethods, appraisalMethods,
            analysisMethods, softwareMethods,
        ]
    }

    /// What only the authors can add, in the order of the subjects.
    var methodsGaps: [String] {
        methodsParts.flatMap(\.gaps) + [
            "Registration of the review and where its protocol can be read, or that it was not "
                + "registered",
            "Amendments to the protocol, with dates and reasons", "Funding and other support",
            "Competing interests of the authors",
        ]
    }

    /// The methods section of the paper in Markdown, from what the journal holds.
    ///
    /// Every sentence follows from the review; what the journal does not know stands in the list
    /// "Left for the authors" instead.
    public var methodsText: String {
        var text = "# Methods\n\n"
        if let statement = state.reviewProtocol?.statement, !statement.isEmpty {
            text += "> " + Markdown.escaped(statement) + "\n\n"
        }
        for part in methodsParts where !part.sentences.isEmpty {
            text += "## \(part.heading)\n\n\(Markdown.escaped(part.text))\n\n"
        }
        text += "## Left for the authors\n\n"
        text += "The journal of the review does not know the following.\n\n"
        text += methodsGaps.map { "- " + Markdown.escaped(Phrase.closed($0)) + "\n" }.joined()
        return text + queriesAppendix
    }

    private var queriesAppendix: String {
        let asked = state.imports.filter { !($0.search.query ?? "").isEmpty }
        guard !asked.isEmpty else { return "" }
        var text = "\n## Appendix: queries as run\n"
        for source in asked {
            let search = source.search
            let platform = search.platform.map { " (\($0))" } ?? ""
            let name = "\(search.database)\(platform), \(search.file)"
            text += "\n### " + Markdown.escaped(name) + "\n\n"
            text += Markdown.verbatim(search.query ?? "") + "\n"
        }
        return text
    }
}
