import Foundation
import Review
import Workbench

/// Keeps the order in which records are best screened, learning in the background.
///
/// Nobody waits for it: until the first ranking is there, works come in the order of their imports.
actor RankingService {
    /// What a person is told of the ranking.
    enum Progress: String, Sendable, Codable {
        /// Nobody has asked for it yet.
        case idle
        /// The first one is being made.
        case preparing
        /// It is there, and follows the decisions.
        case ready
        /// It could not be made.
        case failed
    }

    /// Seconds between two rankings at least.
    static let pause: Double = 5

    private let desk: ReviewDesk
    private var model: ReviewRanking?
    private var work: Task<Void, Never>?
    private var finished = Date.distantPast
    /// How far the ranking is.
    private(set) var progress = Progress.idle

    init(desk: ReviewDesk) { self.desk = desk }

    /// Makes sure that a ranking is there or being made, and that it follows the decisions.
    func refresh() {
        guard work == nil, Date().timeIntervalSince(finished) > Self.pause else { return }
        if progress == .idle { progress = .preparing }
        let (desk, model) = (desk, model)
        work = Task.detached(priority: .utility) {
            do {
                let ranking = try await ReviewRanking.next(after: model, on: desk)
                await self.finish(ranking)
            } catch {
                await self.finish(nil)
            }
        }
    }

    private func finish(_ ranking: ReviewRanking?) {
        work = nil
        finished = Date()
        if let ranking {
            model = ranking
            progress = .ready
        } else if model == nil {
            progress = .failed
        }
    }
}
