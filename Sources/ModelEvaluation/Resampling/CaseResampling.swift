import Statistics

/// How cases are drawn for a bootstrap: one by one, or whole clusters.
///
/// As many units are drawn with replacement as there are, whatever their class: prevalence varies
/// between samples as it would between studies. Brier score, observed over expected, predictive values
/// and net benefit depend on it, and a cluster has no class by which it could be drawn. Sample r has
/// its own random numbers, made from the seed and r, so that the result is the same on one thread as on
/// many, and models of the same cases are seen on the same samples.
///
/// - Reference: Efron & Tibshirani (1993), An Introduction to the Bootstrap, chapter 6; Davison &
///   Hinkley (1997), doi:10.1017/CBO9780511802843, 3.8, for clusters.
public struct CaseResampling: Sendable, Equatable {
    /// Number of cases.
    public let cases: Int
    /// Number of units that are drawn: clusters, or cases where there are none.
    public let units: Int
    /// Whether whole clusters are drawn.
    public let isClustered: Bool
    /// Start of the random numbers.
    public let seed: UInt64
    /// The unit of each case; empty where each case is its own.
    private let unitOf: [Int32]

    /// Draws single cases.
    public init(cases: Int, seed: UInt64) {
        self.cases = cases
        self.seed = seed
        units = cases
        isClustered = false
        unitOf = []
    }

    /// Draws whole clusters; the number of cases then varies between samples.
    ///
    /// - Parameters:
    ///   - clusters: the cluster of each case. Clusters of one case each give the same samples as
    ///     single cases.
    ///   - seed: start of the random numbers.
    public init(clusters: [String], seed: UInt64) {
        // Numbered as they come, so that the order of a dictionary plays no part.
        var numbers: [String: Int32] = [:]
        unitOf = clusters.map { name in
            let number = numbers[name] ?? Int32(numbers.count)
            numbers[name] = number
            return number
        }
        cases = clusters.count
        units = numbers.count
        isClustered = true
        self.seed = seed
    }

    /// How often each case is in a sample.
    ///
    /// - Parameter sample: number of the sample, from 0.
    /// - Returns: one count a case; their sum is the number of cases, with clusters on average.
    public func times(of sample: Int) -> [Int32] {
        var generator = SeededGenerator(seed: seed &+ UInt64(sample) &* 0x9E37_79B9)
        var drawn = [Int32](repeating: 0, count: units)
        let size = UInt64(units)
        for _ in 0..<units {
            // The high half of the product is uniform below `size`, to one part in 2⁶⁴ / size.
            drawn[Int(size.multipliedFullWidth(by: generator.next()).high)] += 1
        }
        return ofCases(drawn)
    }

    /// Groups of units that are left out in turn by a jackknife: single units up to 200 of them.
    var jackknifeGroups: Int { min(units, 200) }

    /// All cases but those of one group of units.
    func leavingOut(group: Int) -> [Int32] {
        let groups = jackknifeGroups
        return ofCases((0..<units).map { $0 % groups == group ? 0 : 1 })
    }

    private func ofCases(_ drawn: [Int32]) -> [Int32] {
        unitOf.isEmpty ? drawn : unitOf.map { drawn[Int($0)] }
    }

    /// Splits the units into folds of a cross-validation, of sizes that differ by one unit at most.
    ///
    /// Single cases are dealt out class by class, so that the classes are spread evenly; clusters stay
    /// whole and are dealt out as they are drawn.
    ///
    /// - Parameters:
    ///   - count: number of folds.
    ///   - events: whether each case had the event.
    ///   - round: number of the repetition, from 0.
    /// - Returns: the fold of each case, from 0.
    public func folds(_ count: Int, events: [Bool], round: Int) -> [Int] {
        var generator = SeededGenerator(seed: ~seed &+ UInt64(round) &* 0x9E37_79B9)
        var order = Array(0..<units)
        order.shuffle(using: &generator)
        if !isClustered { order = order.filter { events[$0] } + order.filter { !events[$0] } }
        var foldOf = [Int](repeating: 0, count: units)
        for (place, unit) in order.enumerated() { foldOf[unit] = place % count }
        return unitOf.isEmpty ? foldOf : unitOf.map { foldOf[Int($0)] }
    }
}
