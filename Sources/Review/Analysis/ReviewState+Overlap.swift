public import Deduplication

extension ReviewState {
    /// Which database, register or other source found which works; imports of one source count together.
    public var sourceOverlap: SourceOverlap {
        var names: [String] = []
        var databases: [String: String] = [:]
        for source in imports { databases[source.search.source] = source.search.database }
        let clusters = works.map { work in
            work.records.map { record in
                names.append(databases[record.source] ?? record.source)
                return names.count - 1
            }
        }
        return SourceOverlap(clusters: clusters, sources: names)
    }
}
