import Foundation
import Review
import Workbench

/// Builds the report off the requests, one build at a time.
actor ReportService {
    /// How far a build is.
    enum Progress: Sendable, Equatable {
        /// Nothing is being built.
        case idle
        /// A report is being built.
        case building
        /// The last build was refused, for reasons.
        case failed(String)
    }

    private let desk: ReviewDesk
    private var work: Task<Void, Never>?
    /// How far the build is.
    private(set) var progress = Progress.idle

    init(desk: ReviewDesk) { self.desk = desk }

    /// Starts a build, unless one is running.
    ///
    /// - Parameters:
    ///   - actor: who wants it.
    ///   - takesUpFolder: whether what `review.yaml` and its sheets say is taken up before, as
    ///     `consilience build` does.
    func start(by actor: String, takesUpFolder: Bool) {
        guard progress != .building else { return }
        progress = .building
        let desk = desk
        work = Task.detached(priority: .utility) {
            do {
                if takesUpFolder, desk.folder.declaresItself {
                    _ = try await desk.change(by: actor) { try SynchroniseFolder().run(on: &$0) }
                }
                let build = BuildReport()
                let files = try build.render(try await desk.snapshot())
                try build.write(files, to: desk.folder.reportPath)
                await self.finish(.idle)
            } catch {
                await self.finish(.failed(FaultReport(error).text))
            }
        }
    }

    /// Waits for the build that is running, but not longer than some seconds.
    func wait(seconds: Double) async {
        let end = Date().addingTimeInterval(seconds)
        while progress == .building, Date() < end {
            try? await Task.sleep(for: .milliseconds(40))
        }
    }

    private func finish(_ progress: Progress) {
        self.progress = progress
        work = nil
    }
}
