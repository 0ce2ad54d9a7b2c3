import BibliographicFormats

/// The rows of a table of ratings, taken up one by one with what is wrong with them.
struct ReaderRows {
    /// A rating with the line on which it stands.
    struct Rating {
        let score: Double
        let line: Int
    }

    /// A reader under a modality.
    struct Pair: Hashable {
        let modality: Int
        let reader: Int
    }

    /// What the rows say of a case.
    struct Case {
        let name: String
        let label: String
        let cluster: String?
        /// Line of the first row.
        let line: Int
        var ratings: [Pair: Rating] = [:]
        /// Of the standalone system.
        var system: Rating?
    }

    private let columns: ReaderColumns
    private let modality: String?
    private let standalone: String?
    private var cells: CellReader
    private var places = NumberedNames()
    private(set) var readers = NumberedNames()
    private(set) var modalities = NumberedNames()
    private(set) var cases: [Case] = []

    /// The faults so far.
    var faults: [InputFault] { cells.faults }

    /// The ratings by modality, reader and case; only those that are there.
    var ratings: [[[Double]]] {
        modalities.names.indices.map { modality in
            readers.names.indices.map { reader in
                let pair = Pair(modality: modality, reader: reader)
                return cases.compactMap { $0.ratings[pair]?.score }
            }
        }
    }

    init(_ table: DelimitedTable, file: String, columns: ReaderColumns, standalone: String?) {
        self.columns = columns
        self.standalone = standalone
        modality = columns.modality ?? (table.header.contains("modality") ? "modality" : nil)
        let wanted = [columns.caseName, columns.reader, modality, columns.label, columns.score]
        cells = CellReader(
            NamedTable(file: file, table: table),
            (wanted + [columns.cluster]).compactMap(\.self)
        )
        if modality == nil { _ = modalities.number(of: "") }
    }

    /// Takes up a row.
    mutating func read(_ row: DelimitedTable.Row) {
        let name = cells.text(columns.caseName, row)
        let reader = cells.text(columns.reader, row)
        let label = cells.text(columns.label, row)
        let cluster = columns.cluster.map { cells.text($0, row) ?? "" }
        let score = cells.number(columns.score, row)
        let isSystem = standalone != nil && reader == standalone
        var kind: String? = ""
        if let modality, !isSystem { kind = named(modality, row) }
        guard let name, let reader, let label, let score, let kind else { return }
        let place = places.number(of: name)
        if place == cases.count {
            cases.append(Case(name: name, label: label, cluster: cluster, line: row.line))
        }
        compare(cases[place], label, cluster, row)
        let rating = Rating(score: score, line: row.line)
        if isSystem {
            takeSystem(rating, row, reader, place)
        } else {
            take(rating, row, reader, kind, place)
        }
    }

    /// The modality of a reader's row, which only a standalone system does without.
    private mutating func named(_ modality: String, _ row: DelimitedTable.Row) -> String? {
        guard cells.isBlank(modality, row) else { return cells.text(modality, row) }
        cells.refuse(
            row,
            modality,
            "the cell is blank; a model that rated on its own is named with --ai"
        )
        return nil
    }

    /// A case has the label and the cluster of its first row in all others.
    private mutating func compare(
        _ known: Case,
        _ label: String,
        _ cluster: String?,
        _ row: DelimitedTable.Row
    ) {
        if label != known.label {
            cells.refuse(
                row,
                columns.label,
                "case '\(known.name)' is '\(label)' here and '\(known.label)' in line \(known.line)"
            )
        }
        if let column = columns.cluster, let cluster, let first = known.cluster,
            !cluster.isEmpty, cluster != first
        {
            cells.refuse(
                row,
                column,
                "case '\(known.name)' is in cluster '\(cluster)' here and '\(first)' in line "
                    + "\(known.line)"
            )
        }
    }

    private mutating func take(
        _ rating: Rating,
        _ row: DelimitedTable.Row,
        _ reader: String,
        _ kind: String,
        _ place: Int
    ) {
        let pair = Pair(
            modality: modalities.number(of: kind),
            reader: readers.number(of: reader)
        )
        if let first = cases[place].ratings[pair] {
            cells.refuse(
                row,
                columns.caseName,
                "'\(reader)' rated case '\(cases[place].name)'\(Self.under(kind)) in line "
                    + "\(first.line) already"
                    + (modality == nil ? "; if modalities differ, name their column" : "")
            )
        }
        cases[place].ratings[pair] = rating
    }

    /// A standalone system may stand under every modality with the same score.
    private mutating func takeSystem(
        _ rating: Rating,
        _ row: DelimitedTable.Row,
        _ name: String,
        _ place: Int
    ) {
        if let first = cases[place].system, first.score != rating.score {
            cells.refuse(
                row,
                columns.score,
                "'\(name)' scored case '\(cases[place].name)' \(first.score) in line \(first.line) "
                    + "and \(rating.score) here; a standalone system has one score a case"
            )
        }
        if cases[place].system == nil { cases[place].system = rating }
    }

    /// Ratings that a fully crossed study should have and the table lacks.
    func missing(file: String) -> [InputFault] {
        var whats: [String] = []
        if readers.names.isEmpty { whats.append("no reader besides '\(standalone ?? "")'") }
        for (modality, name) in modalities.names.enumerated() {
            for (reader, who) in readers.names.enumerated() {
                let pair = Pair(modality: modality, reader: reader)
                let lacking = cases.filter { $0.ratings[pair] == nil }
                whats += lack(of: lacking, "'\(who)'", Self.under(name))
            }
        }
        if let standalone {
            let lacking = cases.filter { $0.system == nil }
            whats +=
                lacking.count == cases.count
                ? [
                    "no row of '\(standalone)'; readers are "
                        + readers.names.joined(separator: ", ")
                ] : lack(of: lacking, "'\(standalone)'", "")
        }
        return whats.map { InputFault(file: file, what: $0) }
    }

    private func lack(of lacking: [Case], _ who: String, _ place: String) -> [String] {
        guard !lacking.isEmpty else { return [] }
        if lacking.count == cases.count {
            return [
                "\(who) rated no case\(place); not supported: a design in which not every reader "
                    + "rates every case under every modality"
            ]
        }
        let listed = lacking.prefix(10).map { "'\($0.name)'" }.joined(separator: ", ")
        let rest = lacking.count > 10 ? " and \(lacking.count - 10) more" : ""
        return [
            "\(who) lacks ratings\(place) of \(lacking.count) of \(cases.count) cases: "
                + listed + rest
        ]
    }

    private static func under(_ modality: String) -> String {
        modality.isEmpty ? "" : " under '\(modality)'"
    }
}

/// Names in the order in which they first occur.
struct NumberedNames {
    private(set) var names: [String] = []
    private var numbers: [String: Int] = [:]

    mutating func number(of name: String) -> Int {
        if let number = numbers[name] { return number }
        numbers[name] = names.count
        names.append(name)
        return names.count - 1
    }
}
