import Review

extension Report {
    /// What was searched, when, and how the exports were read.
    var searchMethods: MethodsPart {
        var part = MethodsPart(heading: "Information sources and search")
        let searches = state.imports.map(\.search)
        guard !searches.isEmpty else {
            part.gaps = ["The sources that were searched: no export has been imported"]
            return part
        }
        for kind in SearchImport.Kind.allCases {
            let found = searches.filter { $0.kind == kind }
            guard !found.isEmpty else { continue }
            let names = Set(found.map(\.database)).count
            let noun = kind.counted(names)
            let sources = found.map(described).joined(separator: "; ")
            part.sentences.append(
                "Records came from \(noun): \(sources)."
            )
        }
        part.sentences += [readingSentence(searches)]
        let unread = searches.reduce(0) { $0 + max(0, $1.recordsFound - $1.recordsRead) }
        if unread > 0 {
            part.sentences.append(
                "\(Phrase.capitalised(Phrase.was(unread, "entry", "entries"))) in the exports but "
                    + "could not be read as \(unread == 1 ? "a record" : "records")."
            )
        }
        let asked = searches.count { !($0.query ?? "").isEmpty }
        if asked > 0 {
            part.sentences.append(
                asked == searches.count
                    ? "The \(asked == 1 ? "query is" : "queries are") given verbatim in the appendix."
                    : "The \(asked == 1 ? "query" : "queries") of \(asked) of the "
                        + "\(searches.count) exports \(asked == 1 ? "is" : "are") given verbatim in "
                        + "the appendix."
            )
        }
        part.gaps += missing("Date of the search", searches) { $0.searched }
        part.gaps += missing("Query", searches) { $0.query }
        part.gaps += missing(
            "Platform",
            searches.filter { $0.kind.isDatabaseOrRegister }
        ) { $0.platform }
        part.gaps.append(
            "Limits and published filters in the queries, who wrote and who reviewed them"
        )
        return part
    }

    private func described(_ search: SearchImport) -> String {
        var details: [String] = []
        if let platform = search.platform, !platform.isEmpty {
            details.append("through \(platform)")
        }
        if let date = search.searched, !date.isEmpty { details.append("searched on \(date)") }
        details.append(NumberText.counted(search.recordsRead, "record", "records"))
        return "\(search.database) (\(details.joined(separator: ", ")))"
    }

    private func readingSentence(_ searches: [SearchImport]) -> String {
        let records = searches.reduce(0) { $0 + $1.recordsRead }
        let formats = Set(searches.map(\.format)).sorted()
        return "In all, \(Phrase.was(records, "record", "records")) read from "
            + "\(NumberText.counted(searches.count, "export file", "export files")) in "
            + "\(formats.count == 1 ? "the format" : "the formats") \(Phrase.list(formats))."
    }

    private func missing(
        _ what: String,
        _ searches: [SearchImport],
        _ value: (SearchImport) -> String?
    ) -> [String] {
        let files = searches.filter { (value($0) ?? "").isEmpty }
            .map { "\($0.database) (\($0.file))" }
        return files.isEmpty ? [] : ["\(what) of \(Phrase.list(files))"]
    }
}

extension SearchImport.Kind {
    /// The kind of source with a count, `2 databases`.
    func counted(_ count: Int) -> String {
        switch self {
        case .database: NumberText.counted(count, "database", "databases")
        case .register: NumberText.counted(count, "register", "registers")
        case .website: NumberText.counted(count, "website", "websites")
        case .organisation: NumberText.counted(count, "organisation", "organisations")
        case .citation:
            NumberText.counted(
                count,
                "source of citation searching",
                "sources of citation searching"
            )
        }
    }
}
