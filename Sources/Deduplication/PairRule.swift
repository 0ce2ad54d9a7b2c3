/// Names of what decides about a pair, as they stand in PAIRS.csv and in the journal.
public enum PairRule: String, Equatable, Sendable, CaseIterable {
    /// An identifier and the rest agree.
    case identifier
    /// Title and place of publication agree.
    case place
    /// Title, authors and year agree.
    case bibliography
    /// The abstracts agree.
    case abstract
    /// A person decided.
    case person
    /// Each is the same as a third.
    case linked
    /// They may be parts of a series.
    case parts = "different parts"
    /// One may be a notice about the other.
    case kinds = "notice and article"
    /// An identifier agrees, but little else.
    case sharedIdentifier = "shared identifier"
    /// Identifiers contradict each other.
    case otherIdentifier = "different identifiers"
    /// One may be the preprint of the other.
    case preprint = "preprint and article"
    /// One may be the registration of the other.
    case registration = "registration and article"
    /// The authors contradict each other.
    case otherAuthors = "different authors"
    /// The places of publication contradict each other.
    case otherPlace = "different place"
    /// The years contradict each other.
    case otherYear = "different year"
    /// One title is shorter.
    case shortTitle = "title shortened"
    /// The titles have other words.
    case rewordedTitle = "title reworded"
    /// Too little is known of them.
    case thin = "thin evidence"
    /// One may be an update of the other.
    case update = "updated review"
    /// Merging would join two works that conflict.
    case weakLink = "joins two works"
}
