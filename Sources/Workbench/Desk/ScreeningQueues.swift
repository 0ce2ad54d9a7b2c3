import Foundation
import Review
import Screening
import Statistics

/// In which order works are shown to those who screen.
public enum ScreeningOrder: String, Sendable, Hashable, Codable, CaseIterable {
    /// In the order of the imports.
    case imported
    /// Drawn anew for each person, always the same for one person.
    case random
    /// The likeliest to be relevant first.
    case ranked
}

/// Which work comes next for whom.
///
/// A place once passed is not looked at again until something gives cause: a decision only ever takes
/// works out of a queue, so the next one is found at once in a review of any size.
struct ScreeningQueues {
    private struct Key: Hashable {
        let person: String
        let stage: Stage
        let order: ScreeningOrder
    }

    private struct Lease {
        let person: String
        let until: Date
    }

    /// How long a work that was shown to somebody is kept from others who would be one too many.
    static let leaseTime: TimeInterval = 600

    private var orders: [Key: [Int]] = [:]
    private var places: [Key: Int] = [:]
    private var leases: [Stage: [Int: [Lease]]] = [:]
    /// Works by falling score, once a ranking has been made.
    private var ranking: [Int] = []

    /// Looks from the start again: something was taken back.
    mutating func rewind() { places = [:] }

    /// Orders anew: the works, the people or the protocol have changed.
    mutating func reconsider() {
        orders = [:]
        places = [:]
    }

    /// Takes a new ranking.
    mutating func rank(_ works: [Int]) {
        ranking = works
        for key in orders.keys where key.order == .ranked {
            orders[key] = nil
            places[key] = nil
        }
    }

    /// A person has decided: the work need not be kept for them.
    mutating func forget(work: Int?, _ request: DecisionRequest) {
        guard let work else { return }
        let decision = request.cast.decision
        leases[decision.stage]?[work]?.removeAll { $0.person == decision.reviewer }
        if decision.stage == .titleAbstract {
            // A work may come to be sought in full, wherever it stands.
            for key in places.keys where key.stage == .fullText { places[key] = 0 }
        }
    }

    /// The next works for a person.
    ///
    /// - Parameters:
    ///   - count: how many at most.
    ///   - person: name of a present reviewer.
    ///   - stage: stage of screening.
    ///   - order: order of the works.
    ///   - skipped: works that are not to be shown, such as those the browser already has.
    ///   - state: the review.
    ///   - now: the present time.
    /// - Returns: indices of the works.
    mutating func next(
        _ count: Int,
        for person: String,
        at stage: Stage,
        order: ScreeningOrder,
        skipping skipped: Set<Int>,
        in state: ReviewState,
        now: Date
    ) -> [Int] {
        let key = Key(person: person, stage: stage, order: order)
        let works = orders[key] ?? made(key, state)
        orders[key] = works
        var place = places[key] ?? 0
        while place < works.count,
            !state.isExpected(person, onWork: works[place], at: stage)
        { place += 1 }
        places[key] = place
        var found: [Int] = []
        var busy: [Int] = []
        for work in works[place...] {
            if found.count == count { break }
            guard !skipped.contains(work), state.isExpected(person, onWork: work, at: stage) else {
                continue
            }
            if isTaken(work, by: person, at: stage, in: state, now) {
                if busy.count < count { busy.append(work) }
            } else {
                found.append(work)
            }
        }
        // Where nothing else is left, one vote too many does no harm.
        found += busy.prefix(count - found.count)
        for work in found { lease(work, to: person, at: stage, now) }
        return found
    }

    private func made(_ key: Key, _ state: ReviewState) -> [Int] {
        let all = Array(state.works.indices)
        switch key.order {
        case .imported: return all
        case .ranked: return ranking.count == all.count ? ranking : all
        case .random:
            // The name alone decides (FNV-1a), so that the order survives a restart.
            let seed = "\(key.person)\n\(key.stage.rawValue)".utf8
                .reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
                    ($0 ^ UInt64($1)) &* 0x100_0000_01B3
                }
            var generator = SeededGenerator(seed: seed)
            return all.shuffled(using: &generator)
        }
    }

    private func isTaken(
        _ work: Int,
        by person: String,
        at stage: Stage,
        in state: ReviewState,
        _ now: Date
    ) -> Bool {
        let others = (leases[stage]?[work] ?? []).count { $0.person != person && $0.until > now }
        guard others > 0 else { return false }
        return state.voters(ofWork: work, at: stage).count + others >= state.votesPerRecord
    }

    private mutating func lease(_ work: Int, to person: String, at stage: Stage, _ now: Date) {
        var list = (leases[stage]?[work] ?? []).filter { $0.person != person && $0.until > now }
        list.append(Lease(person: person, until: now.addingTimeInterval(Self.leaseTime)))
        leases[stage, default: [:]][work] = list
    }
}
