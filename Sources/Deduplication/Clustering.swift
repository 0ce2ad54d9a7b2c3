/// Joins pairs to clusters without letting a chain join what does not belong together: stage 5.
struct Clustering {
    /// Whether two records contradict each other; asked only when their clusters are to be joined.
    private let conflict: (Int, Int) -> Bool
    /// Records with one label look alike to every comparison, so one of them speaks for all.
    private let labels: [UInt64]

    private var parents: [Int32]
    private var members: [Int32: [Int32]] = [:]
    /// Of each cluster with several members, those that differ from each other.
    private var speakers: [Int32: [Int32]] = [:]
    private var separated: [Int32: Set<Int32>] = [:]

    /// Most descriptions of one work that differ from each other.
    ///
    /// No work has more; a cluster that claims so is the beginning of a chain, and checking each
    /// new member against all would take quadratic time.
    static let mostSpeakers = 256

    init(labels: [UInt64], conflict: @escaping (Int, Int) -> Bool) {
        parents = (0..<Int32(labels.count)).map { $0 }
        self.labels = labels
        self.conflict = conflict
    }

    /// Keeps two records apart for good: a person said so.
    mutating func separate(_ a: Int, _ b: Int) {
        separated[Int32(a), default: []].insert(Int32(b))
        separated[Int32(b), default: []].insert(Int32(a))
    }

    /// Joins the clusters of two records unless a person separated two of their members or,
    /// where asked, two of their members conflict.
    ///
    /// - Returns: Whether they are in one cluster now.
    mutating func join(_ a: Int, _ b: Int, minding conflicts: Bool) -> Bool {
        let (first, second) = (root(Int32(a)), root(Int32(b)))
        if first == second { return true }
        let left = speakers[first] ?? [first]
        let right = speakers[second] ?? [second]
        if !separated.isEmpty, areSeparated(first, second) { return false }
        if conflicts, left.count * right.count > 1 {
            guard left.count + right.count <= Self.mostSpeakers else { return false }
            let (x, y) = (labels[a], labels[b])
            for one in left {
                for other in right {
                    let isAsked = labels[Int(one)] == x && labels[Int(other)] == y
                    if !isAsked, conflict(Int(one), Int(other)) { return false }
                }
            }
        }
        unite(first, second, left, right)
        return true
    }

    private func areSeparated(_ first: Int32, _ second: Int32) -> Bool {
        let right = members[second] ?? [second]
        return (members[first] ?? [first]).contains { record in
            separated[record].map { apart in right.contains(where: apart.contains) } ?? false
        }
    }

    private mutating func unite(
        _ first: Int32,
        _ second: Int32,
        _ left: [Int32],
        _ right: [Int32]
    ) {
        let all = (members[first] ?? [first], members[second] ?? [second])
        // The larger one keeps its list, so that many joins to one cluster stay cheap.
        let keepsFirst = all.0.count >= all.1.count
        let (kept, gone) = keepsFirst ? (first, second) : (second, first)
        members[gone] = nil
        speakers[gone] = nil
        parents[Int(gone)] = kept
        members[kept, default: [kept]].append(contentsOf: keepsFirst ? all.1 : all.0)
        var speaking = keepsFirst ? left : right
        for record in keepsFirst ? right : left {
            if !speaking.contains(where: { labels[Int($0)] == labels[Int(record)] }) {
                speaking.append(record)
            }
        }
        speakers[kept] = speaking
    }

    /// Every record once; members ascending, clusters by their first member.
    mutating func clusters() -> [[Int]] {
        var clusters: [[Int]] = []
        clusters.reserveCapacity(parents.count)
        var isListed = [Bool](repeating: false, count: parents.count)
        for record in parents.indices {
            let root = root(Int32(record))
            guard let all = members[root] else {
                clusters.append([record])
                continue
            }
            // Met first at its first member, whoever is the root.
            if !isListed[Int(root)] { clusters.append(all.map(Int.init).sorted()) }
            isListed[Int(root)] = true
        }
        return clusters
    }

    private mutating func root(_ record: Int32) -> Int32 {
        var root = record
        while parents[Int(root)] != root { root = parents[Int(root)] }
        var next = record
        while parents[Int(next)] != root {
            let parent = parents[Int(next)]
            parents[Int(next)] = root
            next = parent
        }
        return root
    }
}
