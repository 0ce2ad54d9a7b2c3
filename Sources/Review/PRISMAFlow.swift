/// The counts of a PRISMA 2020 flow diagram.
///
/// From a review they are derived from the journal (`ReviewState.prismaFlow`), from a sheet of
/// counts they are read; `brokenIdentities` says whether they add up. A count that is `nil` is not
/// known, and its box is left out.
///
/// Reference: Page et al. (2021), BMJ 372:n71, doi:10.1136/bmj.n71.
public struct PRISMAFlow: Sendable, Equatable, Codable {
    /// A labelled count: a database, a reason.
    public struct Part: Sendable, Equatable, Codable {
        /// Label as printed.
        public var label: String
        /// Number of records, reports or studies; at least 0.
        public var count: Int

        /// Creates a labelled count.
        public init(label: String, count: Int) {
            self.label = label
            self.count = count
        }
    }

    /// The lower boxes of one arm: retrieval and assessment of reports.
    public struct Reports: Sendable, Equatable, Codable {
        /// Reports sought for retrieval.
        public var sought: Int?
        /// Reports not retrieved.
        public var notRetrieved: Int?
        /// Reports assessed for eligibility.
        public var assessed: Int?
        /// Reports excluded, per reason.
        public var excluded: [Part]
        /// Reports sought whose assessment is not settled yet; 0 in a finished review.
        public var awaiting: Int

        /// Creates the boxes of an arm.
        public init(
            sought: Int? = nil,
            notRetrieved: Int? = nil,
            assessed: Int? = nil,
            excluded: [Part] = [],
            awaiting: Int = 0
        ) {
            self.sought = sought
            self.notRetrieved = notRetrieved
            self.assessed = assessed
            self.excluded = excluded
            self.awaiting = awaiting
        }

        /// Reports excluded in all.
        public var excludedTotal: Int { excluded.reduce(0) { $0 + $1.count } }
    }

    /// Studies of the previous version of the review.
    public var previousStudies: Int?
    /// Reports of the previous version of the review.
    public var previousReports: Int?
    /// Records identified in all databases.
    public var databaseTotal: Int?
    /// Records identified, per database.
    public var databases: [Part] = []
    /// Records identified in all registers.
    public var registerTotal: Int?
    /// Records identified, per register.
    public var registers: [Part] = []
    /// Records identified on websites.
    public var websites: Int?
    /// Records identified from organisations.
    public var organisations: Int?
    /// Records identified by citation searching.
    public var citations: Int?
    /// Duplicate records removed before screening.
    public var duplicates: Int?
    /// Records marked as ineligible by automation tools.
    public var excludedAutomatic: Int?
    /// Records removed for other reasons.
    public var excludedOther: Int?
    /// Records screened.
    public var screened: Int?
    /// Records excluded at title and abstract.
    public var excluded: Int?
    /// Records excluded at title and abstract, per reason, where reviewers gave one.
    public var excludedReasons: [Part] = []
    /// Records whose screening is not settled yet; 0 in a finished review.
    public var awaitingScreening: Int = 0
    /// Retrieval and assessment, databases and registers.
    public var reports = Reports()
    /// Retrieval and assessment, other methods; `nil` if nothing came by other methods.
    public var otherReports: Reports?
    /// New studies included.
    public var newStudies: Int?
    /// Reports of new studies included.
    public var newReports: Int?
    /// Studies included in all, with those of the previous version; the statement has a box of totals
    /// for updates only, so without a previous version they are `nil`.
    public var totalStudies: Int?
    /// Reports included in all, with those of the previous version.
    public var totalReports: Int?
    /// Studies in the meta-analysis.
    public var studiesInMetaAnalysis: Int?

    /// Creates an empty flow.
    public init() {}

    /// Records identified in databases and registers.
    public var identified: Int? {
        guard databaseTotal != nil || registerTotal != nil else { return nil }
        return (databaseTotal ?? 0) + (registerTotal ?? 0)
    }
}
