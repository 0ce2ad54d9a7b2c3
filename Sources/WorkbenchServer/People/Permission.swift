import ReviewStore

/// What somebody may do in the workbench; every route names the one it needs.
enum Permission: String, Sendable, CaseIterable {
    /// See the review, blinded as one's part in it asks.
    case read
    /// Vote on records and reports, and take own votes back.
    case vote
    /// Settle conflicts, where the protocol does not leave that to its arbiters.
    case settle
    /// Say something about votes that one may see, and take it back.
    case discuss
    /// Import exports and decisions of other programs, attach full texts.
    case importRecords
    /// Judge pairs of records that may be duplicates.
    case judgeDuplicates
    /// Extract studies and estimates.
    case extract
    /// Appraise studies.
    case appraise
    /// Build the report.
    case buildReport
    /// Change the protocol, distribute work, close screening, take back any event.
    case configure
    /// Invite people and change what they may do.
    case managePeople

    /// The roles that have the permission: the only place that says so.
    var roles: Set<AccountRole> {
        switch self {
        case .read: [.admin, .reviewer, .arbiter, .observer]
        case .vote, .settle, .discuss, .importRecords, .judgeDuplicates, .extract, .appraise,
            .buildReport:
            [.admin, .reviewer, .arbiter]
        case .configure, .managePeople: [.admin]
        }
    }
}

/// Who makes a request.
struct Caller: Sendable {
    /// The account.
    let account: Account
    /// The session; `nil` for a script with a key.
    let session: Session?
    /// Under which name they decide, and through whose eyes they see the review; `nil` for somebody
    /// who works alone and has not said who they are, who sees everything and decides nothing.
    let person: String?

    /// Whether the caller may do something.
    func may(_ permission: Permission) -> Bool { permission.roles.contains(account.role) }

    /// Name for the journal.
    var actor: String { person ?? account.name }
}
