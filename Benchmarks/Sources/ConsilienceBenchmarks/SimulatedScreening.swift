import Foundation
import Screening
import Statistics

/// A screening of which the truth is known.
///
/// Every record has a place in a ranking that is not retrained and a place in a random order; the next
/// one to be screened is the first unscreened one of either.
struct SimulatedScreening {
    /// How good a ranking is.
    enum Ranker: String, CaseIterable {
        /// No better than chance.
        case random
        /// Scores of relevant records one standard deviation higher: an AUC of 0.76.
        case mediocre
        /// Two and a half standard deviations: an AUC of 0.96.
        case good
        /// Half of the relevant records by three and a half, half of them by one.
        case uneven
        /// Good, but one in ten relevant records, one at least, comes last of all.
        case hidden = "good, a tenth hidden"

        /// How much higher the score of a relevant record is.
        fileprivate func difference(_ record: Int) -> Double {
            switch self {
            case .random: 0
            case .mediocre: 1
            case .good, .hidden: 2.5
            case .uneven: record.isMultiple(of: 2) ? 3.5 : 1
            }
        }
    }

    let total: Int
    let relevant: Int
    private let isRelevant: [Bool]
    private let ranking: [Int]
    private let shuffled: [Int]
    private var isScreened: [Bool]
    private var nextRanked = 0
    private var nextRandom = 0
    private(set) var labels: [ScreeningSequence.Label] = []
    private(set) var found = 0
    /// Ranked records since the last relevant one.
    private(set) var run = 0

    /// The records with numbers below the count of relevant ones are the relevant ones.
    init(total: Int, prevalence: Double, ranker: Ranker, seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let relevant = max(1, Int((Double(total) * prevalence).rounded()))
        let hidden = ranker == .hidden ? max(1, relevant / 10) : 0
        let scores = (0..<total).map { record -> Double in
            if record < hidden { return -100 + generator.nextNormal() }
            return generator.nextNormal() + (record < relevant ? ranker.difference(record) : 0)
        }
        self.total = total
        self.relevant = relevant
        isRelevant = (0..<total).map { $0 < relevant }
        ranking = (0..<total).sorted { scores[$0] > scores[$1] }
        shuffled = (0..<total).shuffled(using: &generator)
        isScreened = [Bool](repeating: false, count: total)
        labels.reserveCapacity(total)
    }

    var screened: Int { labels.count }
    var isComplete: Bool { labels.count == total }
    var recall: Double { Double(found) / Double(relevant) }
    var sequence: ScreeningSequence? { try? ScreeningSequence(labels: labels, total: total) }

    /// Whether three relevant records named beforehand, or as many as there are, were found.
    ///
    /// They are the last ones by number, never hidden: nobody knows a paper of a kind nobody knows.
    var keyPapers: [ScreeningSequence.KeyPaper] {
        (max(0, relevant - 3)..<relevant).map { .init(id: String($0), isFound: isScreened[$0]) }
    }

    /// Screens the next record by rank.
    mutating func screenRanked() {
        while nextRanked < total, isScreened[ranking[nextRanked]] { nextRanked += 1 }
        if nextRanked < total { screen(ranking[nextRanked], .ranked) }
    }

    /// Screens a record drawn at random from those unscreened.
    mutating func screenRandom(_ selection: ScreeningSequence.Selection) {
        while nextRandom < total, isScreened[shuffled[nextRandom]] { nextRandom += 1 }
        if nextRandom < total { screen(shuffled[nextRandom], selection) }
    }

    private mutating func screen(_ record: Int, _ selection: ScreeningSequence.Selection) {
        isScreened[record] = true
        labels.append(.init(isRelevant: isRelevant[record], selection: selection))
        if isRelevant[record] {
            found += 1
            run = 0
        } else if selection == .ranked {
            run += 1
        }
    }
}
