/// Evidence of each finding in bits, after Fellegi & Sunter (1969), doi:10.1080/01621459.1969.10501049.
///
/// A weight is log₂(m / u): how often two records of one work show the finding, over how often two
/// works that came into the same block show it.
struct Weights: Equatable, Sendable {
    /// The weights in use; docs/deduplication.md says how they were found and tested.
    static let standard = Weights()

    /// Odds against a pair before anything is compared; blocked pairs are mostly two works.
    var priorBits = 22.0
    /// An informative word of a title that two works in one block share: about 1 in 16.
    ///
    /// Titles of six such words are practically unique, further words add nothing.
    var titleWord = 4.0
    var titleMost = 24.0
    /// Two stock words ("book review") still say a little.
    var titleStock = 2.0
    var titleSpelling = -2.0
    var titleShortened = -4.0
    var titleExtended = -3.0
    /// Each word that only one of the titles holds, when words are replaced.
    var titleReplaced = -3.0
    var titleDifferent = -16.0
    /// Other words at another place: the group's next study, about which nobody need be asked.
    var rewordedElsewhere = -8.0

    /// A matching family name with initials: 1 in 30 within a block that shares a topic.
    var author = 5.0
    var authorsMost = 15.0
    var firstAuthor = 2.0
    var authorMissing = -2.0
    var authorsDifferent = -14.0

    var yearSame = 3.0
    var yearNear = 0.0
    var yearTwo = -4.0
    var yearFar = -8.0

    var journalSame = 5.0
    var journalDifferent = -5.0
    var volumeSame = 3.0
    var volumeDifferent = -5.0
    var issueSame = 1.0
    var issueDifferent = -1.0
    var firstPageSame = 7.0
    var firstPageDifferent = -8.0
    var lastPageSame = 2.0
    var lastPageDifferent = -2.0

    var doiSame = 26.0
    var doiDifferent = -12.0
    var pmidSame = 40.0
    var pmidDifferent = -24.0
    var accessionSame = 26.0

    var abstractSame = 8.0
    var abstractDifferent = -6.0
}
