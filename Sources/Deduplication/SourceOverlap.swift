/// Which source found which works: the table behind an UpSet figure.
///
/// A *work* is a cluster of records. A source *holds* a work when at least one of its records is in
/// the cluster, however many are. It holds the work *alone* when no other source does: what a search
/// would have missed without it. An *intersection* counts the works held by exactly the sources it
/// names and by no other, so the intersections add up to all works, each counted once
/// (Lex et al. 2014, doi:10.1109/TVCG.2014.2346248).
public struct SourceOverlap: Sendable, Equatable, Codable {
    /// What one source holds.
    public struct Source: Sendable, Equatable, Codable {
        /// Name of the source.
        public var name: String
        /// Records, duplicates within the source included.
        public var records: Int
        /// Works held.
        public var works: Int
        /// Works that no other source holds.
        public var worksHeldAlone: Int
        /// Records beyond the first of each work: duplicates within the source.
        public var duplicatesWithin: Int

        /// Works that another source holds as well.
        public var worksShared: Int { works - worksHeldAlone }

        /// Creates the figures of a source.
        public init(
            name: String,
            records: Int = 0,
            works: Int = 0,
            worksHeldAlone: Int = 0,
            duplicatesWithin: Int = 0
        ) {
            self.name = name
            self.records = records
            self.works = works
            self.worksHeldAlone = worksHeldAlone
            self.duplicatesWithin = duplicatesWithin
        }
    }

    /// Works held by exactly these sources.
    public struct Intersection: Sendable, Equatable, Codable {
        /// Places in `sources`, ascending.
        public var sources: [Int]
        /// Number of works.
        public var works: Int

        /// Creates an intersection.
        public init(sources: [Int], works: Int) {
            self.sources = sources
            self.works = works
        }
    }

    /// The sources in the order of their first record.
    public var sources: [Source]
    /// Intersections that hold a work: most works first, then fewest sources, then by their places.
    public var intersections: [Intersection]
    /// Number of works, the sum of all intersections.
    public var works: Int

    /// Counts who holds what.
    ///
    /// - Parameters:
    ///   - clusters: indices of records, every record once, as `DeduplicationResult.clusters`.
    ///   - names: the name of the source of each record; indices beyond its end are ignored.
    public init(clusters: [[Int]], sources names: [String]) {
        var places: [String: Int] = [:]
        var sources: [Source] = []
        let placeOfRecord = names.map { name -> Int in
            if let place = places[name] { return place }
            places[name] = sources.count
            sources.append(Source(name: name))
            return sources.count - 1
        }
        var counts: [[Int]: Int] = [:]
        for cluster in clusters {
            let members = cluster.filter(names.indices.contains).map { placeOfRecord[$0] }
            let holders = Set(members).sorted()
            guard !holders.isEmpty else { continue }
            counts[holders, default: 0] += 1
            for place in members { sources[place].records += 1 }
            for place in holders { sources[place].works += 1 }
            if holders.count == 1 { sources[holders[0]].worksHeldAlone += 1 }
        }
        for place in sources.indices {
            sources[place].duplicatesWithin = sources[place].records - sources[place].works
        }
        self.sources = sources
        works = counts.values.reduce(0, +)
        intersections = counts.map { Intersection(sources: $0.key, works: $0.value) }
            .sorted { left, right in
                if left.works != right.works { return left.works > right.works }
                if left.sources.count != right.sources.count {
                    return left.sources.count < right.sources.count
                }
                return left.sources.lexicographicallyPrecedes(right.sources)
            }
    }

    /// Works that two sources both hold, whoever else does.
    ///
    /// - Parameters:
    ///   - first: place of a source in `sources`.
    ///   - second: place of a source in `sources`; equal to `first` for all its works.
    /// - Returns: Number of works; 0 for places that do not exist.
    public func worksHeld(byBoth first: Int, and second: Int) -> Int {
        intersections.reduce(0) { sum, part in
            part.sources.contains(first) && part.sources.contains(second) ? sum + part.works : sum
        }
    }
}
