public import Bibliography

/// One work: the best values of its records, and which records they are.
public struct MergedRecord: Sendable, Equatable, Codable {
    /// Best value of every field.
    public var record: Record
    /// Indices of the records that describe the work, ascending.
    public var members: [Int]

    /// Creates a merged record.
    public init(record: Record, members: [Int]) {
        self.record = record
        self.members = members
    }
}

/// Merges the records of every cluster.
///
/// - Parameters:
///   - clusters: indices into `records`, as found by `findDuplicates`.
///   - records: all records.
/// - Returns: One merged record for each cluster, in the order of the clusters.
public func mergeClusters(_ clusters: [[Int]], of records: [Record]) -> [MergedRecord] {
    clusters.map { cluster in
        MergedRecord(record: mergeRecords(cluster.map { records[$0] }), members: cluster)
    }
}

/// Merges records of one work into one record with the best value of every field.
///
/// Lists that add up (keywords, addresses, ISSNs, notes, notices) are united. Of texts the fullest
/// is taken; of years, volumes, issues and DOIs the one most records give. The result does not
/// depend on the order of the records. Accession, database, identifier and source are those of the
/// record that is most complete. Nothing is lost: the merged record stands beside its members.
public func mergeRecords(_ records: [Record]) -> Record {
    let ordered = records.sorted(by: MergeOrder.precedes)
    guard var merged = ordered.first else { return Record() }
    guard ordered.count > 1 else { return merged }
    func most<Value: Hashable & Comparable>(_ values: [Value]) -> Value? {
        MergeOrder.mostFrequent(values)
    }
    merged.type = ordered.map(\.type).first { $0 != .other } ?? merged.type
    merged.title = MergeOrder.bestTitle(ordered.compactMap(\.title))
    merged.authors = MergeOrder.fullest(ordered.map(\.authors))
    merged.editors = MergeOrder.fullest(ordered.map(\.editors))
    merged.date = MergeOrder.longest(ordered.compactMap(\.date))
    merged.year = most(ordered.compactMap(\.year))
    // The date must not contradict the year beside it.
    if let year = merged.year, let date = merged.date, !date.hasPrefix(String(year)) {
        merged.date = MergeOrder.longest(
            ordered.compactMap(\.date).filter { $0.hasPrefix(String(year)) }
        )
    }
    merged.journal = MergeOrder.longest(ordered.compactMap(\.journal))
    merged.volume = most(ordered.compactMap(\.volume))
    merged.issue = most(ordered.compactMap(\.issue))
    merged.pages = MergeOrder.bestPages(ordered.compactMap(\.pages))
    merged.doi = most(ordered.compactMap(\.doi))
    merged.pmid = most(ordered.compactMap(\.pmid))
    merged.pmcid = most(ordered.compactMap(\.pmcid))
    merged.abstract = MergeOrder.longest(ordered.compactMap(\.abstract))
    merged.language = most(ordered.compactMap(\.language))
    merged.publisher = MergeOrder.longest(ordered.compactMap(\.publisher))
    merged.notices = Set(ordered.flatMap(\.notices)).sorted()
    merged.issn = MergeOrder.united(ordered.map(\.issn))
    merged.isbn = MergeOrder.united(ordered.map(\.isbn))
    merged.keywords = MergeOrder.united(ordered.map(\.keywords))
    merged.urls = MergeOrder.united(ordered.map(\.urls))
    merged.notes = MergeOrder.united(ordered.map(\.notes))
    for record in ordered.dropFirst() {
        for (tag, values) in record.extra {
            merged.extra[tag] = MergeOrder.united([merged.extra[tag] ?? [], values])
        }
    }
    return merged
}

/// Choices among the values of a field, each independent of the order of the records.
private enum MergeOrder {
    /// Most complete first; ties by what the records say.
    static func precedes(_ left: Record, _ right: Record) -> Bool {
        let (a, b) = (completeness(left), completeness(right))
        if a != b { return a > b }
        return key(left).lexicographicallyPrecedes(key(right))
    }

    private static func completeness(_ record: Record) -> Int {
        let texts = [
            record.title, record.journal, record.volume, record.issue, record.pages, record.doi,
            record.pmid, record.abstract, record.date,
        ]
        return texts.filter { $0 != nil }.count + (record.authors.isEmpty ? 0 : 1)
            + (record.year == nil ? 0 : 1)
    }

    private static func key(_ record: Record) -> [String] {
        [
            record.database ?? "", record.accession ?? "", record.identifier ?? "",
            record.doi ?? "", record.title ?? "", record.journal ?? "", record.pages ?? "",
            record.abstract ?? "", record.source.file, String(record.source.position),
        ]
    }

    static func mostFrequent<Value: Hashable & Comparable>(_ values: [Value]) -> Value? {
        var counts: [Value: Int] = [:]
        for value in values { counts[value, default: 0] += 1 }
        return counts.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
    }

    static func longest(_ values: [String]) -> String? {
        values.min { ($1.utf8.count, $0) < ($0.utf8.count, $1) }
    }

    /// The longest title that is not shouted and carries no note of a database in brackets.
    static func bestTitle(_ titles: [String]) -> String? {
        let plain = titles.filter { $0.last != "]" && $0.first != "[" }
        let quiet = (plain.isEmpty ? titles : plain).filter { $0.uppercased() != $0 }
        return longest(quiet.isEmpty ? (plain.isEmpty ? titles : plain) : quiet)
    }

    /// A range is better than its first page, and `221-228` better than `221-8`.
    static func bestPages(_ values: [String]) -> String? { longest(values) }

    /// The longest list; of equally long ones that with the most letters (given names in full).
    static func fullest(_ lists: [[Name]]) -> [Name] {
        func letters(_ list: [Name]) -> Int {
            list.reduce(0) { sum, name in
                switch name {
                case .person(let family, let given):
                    sum + family.utf8.count + (given?.utf8.count ?? 0) + 1
                case .literal(let text): sum + text.utf8.count
                }
            }
        }
        return lists.min {
            ($1.count, letters($1), String(describing: $0))
                < ($0.count, letters($0), String(describing: $1))
        } ?? []
    }

    /// All values, first come first, without repeats.
    static func united(_ lists: [[String]]) -> [String] {
        var seen: Set<String> = []
        return lists.joined().filter { seen.insert($0).inserted }
    }
}
