/// Joins pairs to clusters without letting a chain join what does not belong together: stage 5.
struct Clustering {
    /// Whether two records contradict each other; asked only when their clusters are to be joined.
    var conflict: (Int, Int) -> Bool

    private var parents: [Int]
    private var members: [Int: [Int]] = [:]
    private var separated: [Int: Set<Int>] = [:]

    init(count: Int, conflict: @escaping (Int, Int) -> Bool) {
        parents = Array(0..<count)
        self.conflict = conflict
    }

    /// Keeps two records apart for good: a person said so.
    mutating func separate(_ a: Int, _ b: Int) {
        separated[a, default: []].insert(b)
        separated[b, default: []].insert(a)
    }

    /// Joins the clusters of two records unless a person separated two of their members or,
    /// where asked, two of their members conflict.
    ///
    /// - Returns: Whether they are in one cluster now.
    mutating func join(_ a: Int, _ b: Int, minding conflicts: Bool) -> Bool {
        let (first, second) = (root(a), root(b))
        if first == second { return true }
        let left = members[first] ?? [first]
        let right = members[second] ?? [second]
        for x in left {
            if let apart = separated[x], right.contains(where: apart.contains) { return false }
        }
        if conflicts, left.count * right.count > 1 {
            for x in left {
                for y in right where !(x == a && y == b) && conflict(x, y) { return false }
            }
        }
        let (kept, gone) = first < second ? (first, second) : (second, first)
        parents[gone] = kept
        members[kept] = left + right
        members[gone] = nil
        return true
    }

    /// Every record once; members ascending, clusters by their first member.
    mutating func clusters() -> [[Int]] {
        var clusters: [[Int]] = []
        for record in parents.indices where root(record) == record {
            clusters.append(members[record]?.sorted() ?? [record])
        }
        return clusters
    }

    private mutating func root(_ record: Int) -> Int {
        var root = record
        while parents[root] != root { root = parents[root] }
        var next = record
        while parents[next] != root {
            let parent = parents[next]
            parents[next] = root
            next = parent
        }
        return root
    }
}
