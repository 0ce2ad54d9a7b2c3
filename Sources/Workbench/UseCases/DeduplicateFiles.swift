import BibliographicFormats
public import Bibliography
public import Deduplication

/// The records of one file, in its order.
public struct RecordFile: Sendable, Equatable {
    /// Name by which the file is called in the results.
    public var name: String
    /// Its records.
    public var records: [Record]

    /// Creates the records of a file.
    public init(name: String, records: [Record]) {
        self.name = name
        self.records = records
    }
}

/// What `consilience dedupe IN…` gives back.
public struct DeduplicatedFiles: Sendable, Equatable {
    /// Name of every record, in input order; all different.
    public var identifiers: [String]
    /// Pairs and clusters as indices into the records in input order.
    public var result: DeduplicationResult
    /// One record for each work, in the order of its first record; every source stands in its notes.
    public var merged: [MergedRecord]
    /// Which file holds which works.
    public var sourceOverlap: SourceOverlap

    /// Text of CLUSTERS.csv: `id,cluster` for every record in input order.
    ///
    /// A cluster is called after its first record.
    public var clustersCSV: String {
        var names = identifiers
        for cluster in result.clusters {
            guard let first = cluster.first else { continue }
            for record in cluster { names[record] = identifiers[first] }
        }
        let rows = zip(identifiers, names).map { [$0, $1] }
        return DelimitedTextWriter.text(header: ["id", "cluster"], rows: rows)
    }

    /// Text of PAIRS.csv: `a,b,score,rule,decision,reasons`, one line for each pair.
    public var pairsCSV: String {
        let rows = result.pairs.map { pair in
            [
                identifiers[pair.a], identifiers[pair.b], String(pair.score), pair.rule,
                pair.decision.rawValue, pair.reasons.joined(separator: "; "),
            ]
        }
        return DelimitedTextWriter.text(
            header: ["a", "b", "score", "rule", "decision", "reasons"],
            rows: rows
        )
    }
}

/// Finds the duplicates among the records of several files and merges them.
///
/// - Parameters:
///   - files: the records of every file, in the order given by the user.
///   - constraints: what persons decided, as indices into all records in input order.
///   - options: thresholds and policy.
/// - Returns: Names, pairs, clusters and merged records.
public func deduplicateFiles(
    _ files: [RecordFile],
    constraints: [PairConstraint] = [],
    options: DeduplicationOptions = DeduplicationOptions()
) -> DeduplicatedFiles {
    let records = files.flatMap(\.records)
    let identifiers = recordIdentifiers(files)
    let result = findDuplicates(records, constraints: constraints, options: options)
    var merged = mergeClusters(result.clusters, of: records)
    for index in merged.indices where merged[index].members.count > 1 {
        for member in merged[index].members {
            merged[index].record.notes.append(
                sourceNote(records[member], identifier: identifiers[member])
            )
        }
    }
    let names = files.flatMap { file in file.records.map { _ in file.name } }
    return DeduplicatedFiles(
        identifiers: identifiers,
        result: result,
        merged: merged,
        sourceOverlap: SourceOverlap(clusters: result.clusters, sources: names)
    )
}

/// Says where one of the merged records comes from, in a form that every format can carry.
private func sourceNote(_ record: Record, identifier: String) -> String {
    var parts = ["Merged from \(identifier)"]
    if let database = record.database { parts.append(database) }
    if let accession = record.accession, accession != identifier { parts.append(accession) }
    if !record.source.file.isEmpty {
        parts.append("\(record.source.file), record \(record.source.position)")
    }
    return parts.joined(separator: "; ")
}

/// Names every record: its own identifier, with the file before it when another record has the
/// same, else file and position.
///
/// - Parameter files: the records of every file.
/// - Returns: One name for each record in input order, all different.
public func recordIdentifiers(_ files: [RecordFile]) -> [String] {
    var fileNames: [String] = []
    var uses: [String: Int] = [:]
    for file in files {
        uses[file.name, default: 0] += 1
        let count = uses[file.name] ?? 1
        fileNames.append(count == 1 ? file.name : "\(file.name)#\(count)")
    }
    var own: [(file: String, position: Int, identifier: String?)] = []
    for (file, name) in zip(files, fileNames) {
        for (offset, record) in file.records.enumerated() {
            let identifier = record.identifier ?? record.accession ?? record.pmid ?? record.pmcid
            own.append((name, offset + 1, identifier))
        }
    }
    func counts(_ names: [String?]) -> [String: Int] {
        names.reduce(into: [:]) { counts, name in
            if let name { counts[name, default: 0] += 1 }
        }
    }
    let plain = counts(own.map(\.identifier))
    let prefixed = counts(own.map { entry in entry.identifier.map { "\(entry.file):\($0)" } })
    var taken: Set<String> = []
    return own.map { entry in
        var name = "\(entry.file):\(entry.position)"
        if let identifier = entry.identifier {
            let long = "\(entry.file):\(identifier)"
            if plain[identifier] == 1 {
                name = identifier
            } else if prefixed[long] == 1 {
                name = long
            }
        }
        // A file may call a record by what is the place of another.
        while !taken.insert(name).inserted { name += "'" }
        return name
    }
}
