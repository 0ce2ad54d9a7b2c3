/// The words of a PRISMA flow diagram, so that a review can print it in its own language.
public struct PRISMALabels: Sendable, Equatable {
    /// Name of the figure for screen readers.
    public var title = "PRISMA 2020 flow diagram"
    /// Phase of the uppermost boxes.
    public var identification = "Identification"
    /// Phase of the middle boxes.
    public var screening = "Screening"
    /// Phase of the lowest boxes.
    public var included = "Included"
    /// Heading of the main arm.
    public var databaseArm = "Identification of studies via databases and registers"
    /// Heading of the main arm in an update.
    public var databaseArmOfUpdate = "Identification of new studies via databases and registers"
    /// Heading of the arm of other methods.
    public var otherArm = "Identification of studies via other methods"
    /// Heading of the arm of other methods in an update.
    public var otherArmOfUpdate = "Identification of new studies via other methods"
    /// Heading of the previous version.
    public var previousArm = "Previous studies"
    /// Studies of the previous version.
    public var previousStudies = "Studies included in previous version of review"
    /// Reports of the previous version.
    public var previousReports = "Reports of studies included in previous version of review"
    /// First line of the boxes of identified records.
    public var identifiedFrom = "Records identified from:"
    /// Records from databases.
    public var databases = "Databases"
    /// Records from registers.
    public var registers = "Registers"
    /// Records from websites.
    public var websites = "Websites"
    /// Records from organisations.
    public var organisations = "Organisations"
    /// Records from citation searching.
    public var citations = "Citation searching"
    /// First line of the box of records removed before screening.
    public var removed = "Records removed before screening:"
    /// Duplicates.
    public var duplicates = "Duplicate records removed"
    /// Records ruled out by automation tools.
    public var excludedAutomatic = "Records marked as ineligible by automation tools"
    /// Records removed for other reasons.
    public var excludedOther = "Records removed for other reasons"
    /// Records screened.
    public var screened = "Records screened"
    /// Records excluded at title and abstract.
    public var excluded = "Records excluded"
    /// Records whose screening is open.
    public var awaitingScreening = "Records awaiting screening"
    /// Reports sought.
    public var sought = "Reports sought for retrieval"
    /// Reports not retrieved.
    public var notRetrieved = "Reports not retrieved"
    /// Reports assessed.
    public var assessed = "Reports assessed for eligibility"
    /// Reports excluded.
    public var reportsExcluded = "Reports excluded"
    /// Reports whose assessment is open.
    public var awaitingAssessment = "Reports awaiting assessment"
    /// New studies.
    public var newStudies = "Studies included in review"
    /// New studies in an update.
    public var newStudiesOfUpdate = "New studies included in review"
    /// Reports of new studies.
    public var newReports = "Reports of included studies"
    /// Reports of new studies in an update.
    public var newReportsOfUpdate = "Reports of new included studies"
    /// All studies.
    public var totalStudies = "Total studies included in review"
    /// Reports of all studies.
    public var totalReports = "Reports of total included studies"
    /// Studies in the meta-analysis.
    public var metaAnalysis = "Studies included in meta-analysis"
    /// What stands before a count, inside the brackets.
    public var countPrefix = "n = "
    /// Sign between thousands; empty for none.
    public var thousandsSeparator = ""
    /// Notes below the diagram.
    public var notes: [String] = []

    /// Creates the English words of the PRISMA 2020 statement.
    public init() {}

    /// Returns "Records screened (n = 12)".
    func counted(_ label: String, _ count: Int) -> String {
        "\(label) (\(countPrefix)\(PrintedNumber.count(count, groupedBy: thousandsSeparator)))"
    }
}
