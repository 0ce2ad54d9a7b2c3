public import Bibliography
import Foundation
import Statistics

/// Finds the records that describe one work.
///
/// The stages are normalising, blocking, comparing, deciding and clustering. What a person decided
/// is kept whatever the machine thinks. The result depends on the records and not on their order,
/// nor on the number of processors.
///
/// - Parameters:
///   - records: all records, of every source.
///   - constraints: decisions of persons; indices out of range are ignored.
///   - options: thresholds and policy.
/// - Returns: Pairs with their reasons, and clusters that hold every record exactly once.
public func findDuplicates(
    _ records: [Record],
    constraints: [PairConstraint] = [],
    options: DeduplicationOptions = DeduplicationOptions()
) -> DeduplicationResult {
    Deduplicator(records, options: options).result(constraints: constraints)
}

/// Holds the normalised records while the stages run.
struct Deduplicator {
    let records: [Record]
    let arena: RecordArena
    let options: DeduplicationOptions
    /// False runs everything on one processor; the result is the same.
    let isConcurrent: Bool
    let weights: Weights

    init(
        _ records: [Record],
        options: DeduplicationOptions,
        weights: Weights = .standard,
        isConcurrent: Bool = true
    ) {
        self.records = records
        self.weights = weights
        self.options = options
        self.isConcurrent = isConcurrent
        arena = RecordArena(records, isConcurrent: isConcurrent)
    }

    /// What one processor found.
    private struct Share: Sendable {
        var found: [JudgedPair] = []
        var comparisons = 0
    }

    /// Runs all stages on all records.
    func result(constraints: [PairConstraint]) -> DeduplicationResult {
        arena.withView { view in
            let (found, comparisons) = search(view) { _, _ in true }
            return Resolution(self, view, constraints).result(found, comparisons: comparisons)
        }
    }

    /// Compares the candidates that are wanted and keeps those that are at least worth a look.
    func search(
        _ view: ArenaView,
        _ isWanted: @escaping @Sendable (Int, Int) -> Bool
    ) -> (found: [JudgedPair], comparisons: Int) {
        let blocking = Blocking(view, blockSize: options.blockSize, isConcurrent: isConcurrent)
        let (records, options, weights) = (records, options, weights)
        let shares = Parallel.map(blocking.count, inRangesOf: 1_024, isConcurrent: isConcurrent) {
            ranks in
            var judge = Judge(view, records, options, weights)
            var share = Share()
            blocking.forEachCandidate(of: ranks) { a, b in
                guard isWanted(a, b) else { return }
                share.comparisons += 1
                if let pair = judge.judged(a, b) { share.found.append(pair) }
            }
            return share
        }
        return (shares.flatMap(\.found), shares.reduce(0) { $0 + $1.comparisons })
    }
}

/// A compared pair that is at least worth a look.
struct JudgedPair: Sendable {
    var a: Int
    var b: Int
    var evidence: Evidence
    var verdict: Verdict
}

/// Compares and decides; one for each processor.
struct Judge {
    private let records: [Record]
    private let options: DeduplicationOptions
    private let weights: Weights
    private var comparer: Comparer
    private let leastBits: Double

    init(
        _ arena: ArenaView,
        _ records: [Record],
        _ options: DeduplicationOptions,
        _ weights: Weights
    ) {
        self.records = records
        self.options = options
        self.weights = weights
        comparer = Comparer(arena, weights)
        leastBits = Verdict.bits(ofScore: options.reviewThreshold, weights: weights)
    }

    /// Judges two records, the lower index first; `nil` when they are two works beyond question.
    mutating func judged(_ a: Int, _ b: Int) -> JudgedPair? {
        guard let evidence = comparer.evidence(a, b, least: leastBits) else { return nil }
        let pair = decided(a, b, evidence)
        return pair.verdict.score >= options.reviewThreshold ? pair : nil
    }

    /// The same with every comparison carried to its end.
    mutating func judgedInFull(_ a: Int, _ b: Int) -> JudgedPair {
        decided(a, b, comparer.evidence(a, b))
    }

    /// Reads the abstracts only when they can change the decision: they are long.
    private func decided(_ a: Int, _ b: Int, _ known: Evidence) -> JudgedPair {
        var evidence = known
        var verdict = Verdict(
            evidence,
            mergePreprints: options.mergePreprints,
            weights: weights
        )
        let canChange =
            verdict.caution == nil || verdict.caution == .thin || verdict.caution == .shortTitle
            || verdict.caution == .otherIdentifier || verdict.caution == .sharedIdentifier
        let isOpen =
            canChange && verdict.bits + weights.abstractSame > weights.priorBits
            && !verdict.isConflict
        if isOpen, verdict.score < options.mergeThreshold {
            evidence.abstract = AbstractComparison.agreement(records[a], records[b])
            verdict = Verdict(
                evidence,
                mergePreprints: options.mergePreprints,
                weights: weights
            )
        }
        return JudgedPair(a: a, b: b, evidence: evidence, verdict: verdict)
    }
}
