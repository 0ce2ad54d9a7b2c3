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
/// A place once passed is not looked at again: a decision only ever takes works out of a queue, so the
/// next one is found at once in a review of any size. What comes back after all, such as a work whose
/// vote was taken back, is kept apart and shown first.
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
    /// Orders that are the same for everybody.
    private var common: [Stage: [ScreeningOrder: [Int]]] = [:]
    /// Works that came back after somebody may have passed them.
    private var returned: [Stage: [Int]] = [:]
    private var leases: [Stage: [Int: [Lease]]] = [:]
    /// Works by falling score, once a ranking has been made.
    private var ranking: [Int] = []

    /// Orders anew: the works, the people or the protocol have changed.
    mutating func reconsider() {
        orders = [:]
        places = [:]
        common = [:]
        returned = [:]
        leases = [:]
    }

    /// Takes a new ranking.
    mutating func rank(_ works: [Int]) {
        ranking = works
        for stage in Stage.allCases { common[stage]?[.ranked] = nil }
        for key in orders.keys where key.order == .ranked {
            orders[key] = nil
            places[key] = nil
        }
    }

    /// A person has decided: the work need not be kept for them, and may have come to wait for others.
    ///
    /// - Parameters:
    ///   - work: index of the work.
    ///   - person: name of the person.
    ///   - stage: stage of the decision.
    ///   - waited: whether the work might wait for anybody before it.
    ///   - state: the review after it.
    mutating func decided(
        work: Int,
        by person: String,
        at stage: Stage,
        waited: Bool,
        in state: ReviewState
    ) {
        leases[stage]?[work]?.removeAll { $0.person == person }
        if leases[stage]?[work]?.isEmpty == true { leases[stage]?[work] = nil }
        if !waited { bringBack(work, at: stage, in: state) }
        // A work may come to be sought in full, wherever it stands.
        if stage == .titleAbstract { bringBack(work, at: .fullText, in: state) }
    }

    /// Shows a work again to those for whom it waits.
    mutating func bringBack(_ work: Int, at stage: Stage, in state: ReviewState) {
        guard state.mayWait(work: work, at: stage), returned[stage]?.contains(work) != true else {
            return
        }
        returned[stage, default: []].append(work)
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
        while place < works.count, !isDue(works[place], key, state) { place += 1 }
        places[key] = place
        returned[stage]?.removeAll { !state.mayWait(work: $0, at: stage) }
        var found: [Int] = []
        var busy: [Int] = []
        for work in [(returned[stage] ?? [])[...], works[place...]].joined() {
            if found.count == count { break }
            guard !skipped.contains(work), !found.contains(work), isDue(work, key, state) else {
                continue
            }
            if isTaken(work, by: person, at: stage, in: state, now) {
                if busy.count < count, !busy.contains(work) { busy.append(work) }
            } else {
                found.append(work)
            }
        }
        // Where nothing else is left, one vote too many does no harm.
        found += busy.prefix(count - found.count)
        for work in found { lease(work, to: person, at: stage, now) }
        return found
    }

    /// Whether a work waits for a person and may be shown to them: that a report is sought tells what
    /// others voted, so it is shown only to those whose own vote on its title is in.
    private func isDue(_ work: Int, _ key: Key, _ state: ReviewState) -> Bool {
        guard state.isExpected(key.person, onWork: work, at: key.stage) else { return false }
        return key.stage == .titleAbstract
            || !state.isExpected(key.person, onWork: work, at: .titleAbstract)
    }

    private mutating func made(_ key: Key, _ state: ReviewState) -> [Int] {
        guard key.order == .random else {
            if let known = common[key.stage]?[key.order] { return known }
            let all = Array(state.works.indices)
            let order = key.order == .ranked && ranking.count == all.count ? ranking : all
            // What waits for nobody is passed once for everybody.
            let works = order.filter { state.mayWait(work: $0, at: key.stage) }
            common[key.stage, default: [:]][key.order] = works
            return works
        }
        // The name alone decides (FNV-1a), so that the order survives a restart.
        let seed = "\(key.person)\n\(key.stage.rawValue)".utf8
            .reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
                ($0 ^ UInt64($1)) &* 0x100_0000_01B3
            }
        var generator = SeededGenerator(seed: seed)
        return state.works.indices.shuffled(using: &generator)
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
