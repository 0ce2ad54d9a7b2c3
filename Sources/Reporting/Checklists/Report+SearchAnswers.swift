import Review

extension Report {
    /// Answers to what is asked of the search; `nil` for other facts.
    func searchAnswer(to fact: ReportFact) -> ChecklistAnswer? {
        let place = "methods.md; index.html#search; tables/sources.csv"
        let searches = state.imports.map(\.search)
        switch fact {
        case .sources:
            let undated = searches.contains { ($0.searched ?? "").isEmpty }
            let left = undated ? "Give the dates of the searches that have none." : ""
            return .of(names(searches, dated: true), at: place, left: left)
        case .databases:
            let databases = searches.filter { $0.kind == .database }
            let bare = databases.contains { ($0.platform ?? "").isEmpty }
            return .of(
                names(databases, dated: false),
                at: place,
                left: bare || databases.isEmpty
                    ? "Name every database with its platform." : ""
            )
        case .platforms: return platformsAnswer(searches, place)
        case .registers:
            return kindAnswer(
                [.register],
                searches,
                place,
                "Say whether study registers were searched."
            )
        case .browsing:
            return kindAnswer(
                [.website, .organisation],
                searches,
                place,
                "Say whether websites, proceedings or other sources were browsed, and how."
            )
        case .citationSearching:
            return kindAnswer(
                [.citation],
                searches,
                place,
                "Say whether cited and citing references were examined, and how."
            )
        case .strategies:
            let asked = searches.count { !($0.query ?? "").isEmpty }
            return .of(
                asked == 0
                    ? ""
                    : "The journal holds the query of \(asked) of "
                        + "\(NumberText.counted(searches.count, "export", "exports")), as typed.",
                at: "methods.md (appendix); tables/sources.csv",
                left: asked == searches.count && asked > 0
                    ? "" : "Give the queries that are missing."
            )
        case .dates:
            let dates = Set(searches.compactMap(\.searched).filter { !$0.isEmpty }).sorted()
            let known = searches.count { !($0.searched ?? "").isEmpty }
            return .of(
                dates.isEmpty
                    ? ""
                    : "\(known) of \(NumberText.counted(searches.count, "export", "exports")) "
                        + "\(known == 1 ? "has" : "have") a date of search: \(Phrase.list(dates)).",
                at: place,
                left: known == searches.count && known > 0 ? "" : "Give the dates that are missing."
            )
        case .updates:
            let repeated = Dictionary(grouping: searches, by: \.database)
                .filter { Set($0.value.compactMap(\.searched)).count > 1 }.keys.sorted()
            return .of(
                repeated.isEmpty
                    ? "" : "Searched on more than one date: \(Phrase.list(repeated)).",
                at: place,
                left: "Say how searches were updated, or that they were not."
            )
        case .records:
            let total = searches.reduce(0) { $0 + $1.recordsRead }
            return .of(
                searches.isEmpty
                    ? ""
                    : "\(NumberText.counted(total, "record", "records")) from "
                        + "\(NumberText.counted(searches.count, "export", "exports")).",
                at: "figures/prisma.svg; tables/sources.csv"
            )
        case .duplicates:
            let part = deduplicationMethods
            return .of(
                state.resolution == nil ? "" : part.text,
                at: "methods.md; index.html#search; tables/duplicates-judged.csv",
                left: part.gaps.map(Phrase.closed).joined(separator: " ")
            )
        default: return nil
        }
    }

    private func names(_ searches: [SearchImport], dated: Bool) -> String {
        var seen: Set<String> = []
        let texts = searches.map { search -> String in
            var details: [String] = []
            if let platform = search.platform, !platform.isEmpty { details.append(platform) }
            if dated, let date = search.searched, !date.isEmpty { details.append(date) }
            return details.isEmpty
                ? search.database : "\(search.database) (\(details.joined(separator: ", ")))"
        }.filter { seen.insert($0).inserted }
        return texts.isEmpty ? "" : texts.joined(separator: "; ") + "."
    }

    private func platformsAnswer(_ searches: [SearchImport], _ place: String) -> ChecklistAnswer {
        let databases = searches.filter { $0.kind == .database && !($0.platform ?? "").isEmpty }
        if Set(searches.filter { $0.kind == .database }.map(\.database)).count == 1 {
            return ChecklistAnswer(
                status: .notApplicable,
                place: place,
                known: "One database was searched."
            )
        }
        let shared = Dictionary(grouping: databases) { $0.platform ?? "" }
            .mapValues { Set($0.map(\.database)).sorted() }.filter { $0.value.count > 1 }
        let text = shared.keys.sorted().map { "\($0): \(Phrase.list(shared[$0] ?? []))." }
        return .of(
            text.isEmpty ? "" : "Platforms with several databases: " + text.joined(separator: " "),
            at: place,
            left: "Say whether any databases were searched together in one run."
        )
    }

    private func kindAnswer(
        _ kinds: Set<SearchImport.Kind>,
        _ searches: [SearchImport],
        _ place: String,
        _ request: String
    ) -> ChecklistAnswer {
        let found = searches.filter { kinds.contains($0.kind) }
        return .of(
            names(found, dated: true),
            at: place,
            left: found.isEmpty ? "\(request) The journal holds no such export." : request
        )
    }
}
