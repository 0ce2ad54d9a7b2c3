import Deduplication
import Review

extension Report {
    /// The imported exports, with queries and hashes.
    public var sourcesTable: Table {
        Table(
            id: "sources",
            title: "Sources",
            columns: [
                .init("Database"), .init("Platform"), .init("Kind"), .init("Searched"),
                .init("Query"), .init("File"), .init("SHA-256"), .init("Format", place: .file),
                .init("Encoding", place: .file),
                .init("Records in the file", isNumeric: true, place: .file),
                .init("Records", isNumeric: true),
            ],
            rows: state.imports.map { source in
                let search = source.search
                return [
                    .init(search.database), .init(search.platform ?? ""),
                    .init(search.kind.rawValue), date(search.searched),
                    query(search.query), .init(search.file), hash(search.sha256),
                    .init(search.format), .init(search.encoding),
                    .init(count: search.recordsFound), .init(count: search.recordsRead),
                ]
            },
            emptyText: "No search has been imported yet."
        )
    }

    /// Pairs of records that the program left to a person and that are still apart.
    public var openDuplicatesTable: Table {
        Table(
            id: "duplicates-to-decide",
            title: "Possible duplicates left for a person",
            columns: [
                .init("First record"), .init("Title of the first", place: .file),
                .init("Second record"), .init("Title of the second", place: .file),
                .init("Score", isNumeric: true), .init("Why"),
            ],
            rows: openPairs.map { pair in
                let titles = [pair.first, pair.second].map { library.citation(of: $0) }
                return [
                    place(pair.first, titles[0]), .init(titles[0].title),
                    place(pair.second, titles[1]), .init(titles[1].title),
                    .init(
                        NumberText.fixed(pair.score, decimals: 2),
                        exact: NumberText.exact(pair.score)
                    ),
                    .init(pair.reasons.joined(separator: "; ")),
                ]
            },
            emptyText: "No pair of records is left for a person to decide."
        )
    }

    /// Pairs of records that people judged.
    public var judgedPairsTable: Table {
        Table(
            id: "duplicates-judged",
            title: "Possible duplicates that a person judged",
            columns: [
                .init("First record"), .init("Title of the first", place: .file),
                .init("Second record"), .init("Title of the second", place: .file),
                .init("Judged"), .init("By"), .init("Note"), .init("Sheet"),
            ],
            rows: state.pairJudgements.map { judged in
                let pair = judged.row
                let titles = [pair.first, pair.second].map { library.citation(of: $0) }
                return [
                    place(pair.first, titles[0]), .init(titles[0].title),
                    place(pair.second, titles[1]), .init(titles[1].title),
                    .init(pair.isSame ? "same work" : "different works"), .init(pair.reviewer),
                    .init(pair.note ?? ""), .init("\(judged.file):\(pair.line)"),
                ]
            },
            emptyText: "No pair of records has been judged by a person."
        )
    }

    /// Pairs to be looked at by a person: those whose records are neither one work by another way nor
    /// told apart by a judgement of records of the same two works.
    var openPairs: [DuplicateResolution.Pair] {
        func works(_ first: RecordID, _ second: RecordID) -> Set<Int?> {
            [state.workIndex[first], state.workIndex[second]]
        }
        let toldApart = Set(
            state.pairJudgements.map(\.row).filter { !$0.isSame }.map { works($0.first, $0.second) }
        )
        return (state.resolution?.pairs ?? []).filter { pair in
            guard pair.decision == .review, let first = state.workIndex[pair.first],
                let second = state.workIndex[pair.second]
            else { return false }
            return first != second && !toldApart.contains(works(pair.first, pair.second))
        }
    }

    private func place(_ record: RecordID, _ citation: WorkCitation) -> Table.Cell {
        .init(
            record.description,
            markup: "\(citation.markup)<br/><code>\(record.description)</code>"
        )
    }

    private func date(_ text: String?) -> Table.Cell {
        guard let text, !text.isEmpty else { return .init("") }
        return .init(text, markup: "<span class=\"line\">\(text)</span>")
    }

    private func query(_ text: String?) -> Table.Cell {
        guard let text, !text.isEmpty else { return .init("") }
        return .init(text, markup: "<code class=\"query\">\(text)</code>")
    }

    /// A hash: short in the page with the whole in its title, whole in the file.
    func hash(_ hash: String) -> Table.Cell {
        .init(hash, markup: "<code title=\"\(hash)\">\(String(hash.prefix(12)))…</code>")
    }
}
