import Foundation
import ReviewStore
import Synchronization
import Workbench

/// What all requests share: the review, who may enter, and what was computed for somebody before.
final class Site: Sendable {
    /// How the workbench is served.
    let options: ServingOptions
    /// The review.
    let desk: ReviewDesk
    /// Who may enter.
    let accounts: AccountStore
    /// The review as different people may see it.
    let views: ViewCache
    /// Slows down guessing.
    let throttle = LoginThrottle()
    /// The ranking that people work from.
    let ranking: RankingService
    /// Pools estimates, and keeps what was pooled last.
    let synthesis = SynthesisService()
    /// Builds the report.
    let reporting: ReportService
    /// Gathers the evidence on stopping.
    let stopping = StoppingService()
    /// Changes review.yaml, one change after the other.
    let protocols: ProtocolService
    /// Where pages are made.
    let pages = PageExecutor()
    /// Hashes one password at a time: each takes 32 MiB.
    let hashing = OneAtATime()
    /// Runs imports and other long work.
    let worker = HeavyWork()
    /// Files that wait to be imported.
    let uploads: UploadStore
    /// Looks for duplicates after judgements.
    let duplicates: DuplicateService
    private let entryKey: Mutex<String?>

    /// Opens the review of a folder.
    ///
    /// - Throws: `InputRefused`, `JournalError`.
    init(folder: ReviewFolder, options: ServingOptions) throws {
        self.options = options
        desk = try ReviewDesk(folder: folder)
        views = ViewCache(desk: desk)
        ranking = RankingService(desk: desk)
        reporting = ReportService(desk: desk)
        protocols = ProtocolService(desk: desk)
        uploads = UploadStore(review: folder.path, largest: options.largestImport)
        duplicates = DuplicateService(desk: desk, worker: worker)
        if options.isTeam {
            accounts = try AccountStore(path: folder.path + "/accounts.sqlite")
            entryKey = Mutex(nil)
        } else {
            accounts = try AccountStore(path: nil)
            try accounts.enroll(Program.actor(), as: .admin)
            entryKey = Mutex(Secret.make())
        }
    }

    /// Path by which the first browser enters, alone: it holds once; `nil` for a team.
    var entryPath: String? { entryKey.withLock { $0.map { "/enter?key=\($0)" } } }

    /// Path by which the first admin of a team sets a password; `nil` once there are accounts.
    ///
    /// - Throws: `AccountError`, `JournalError`.
    func firstInvitationPath() throws -> String? {
        guard options.isTeam, try accounts.accounts().isEmpty else { return nil }
        let secret = try accounts.invite(
            options.firstAdmin,
            role: .admin,
            by: Program.name,
            now: Date().timeIntervalSince1970
        )
        return "/invitation/" + secret
    }

    /// Uses up the key of the first browser.
    ///
    /// - Returns: the secret of a new session; `nil` if the key is not the one, or was used.
    func enter(key: String) throws -> String? {
        let isRight = entryKey.withLock { known in
            guard known == key else { return false }
            known = nil
            return true
        }
        guard isRight, let owner = try accounts.accounts().first else { return nil }
        return try accounts.startSession(
            for: owner,
            person: nil,
            now: Date().timeIntervalSince1970
        )
    }
}

/// Runs one piece of work after the other.
actor OneAtATime {
    /// Runs a piece of work when those before it are done.
    func run<Value: Sendable>(_ work: @Sendable () throws -> Value) rethrows -> Value {
        try work()
    }
}
