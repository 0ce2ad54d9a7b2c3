/// One entry of a bibliographic database, as exported: the unit that is imported and deduplicated.
///
/// A *record* is what a database says; the *report* is the document it describes. Absent values are
/// `nil` or empty, never an empty string. Identifiers are normalised: a DOI is bare and lower case.
public struct Record: Sendable, Equatable, Codable {
    /// What kind of document the record describes.
    public var type: RecordType
    /// Marks a database puts on a document (retracted, erratum, comment), sorted, without repeats.
    public var notices: [Notice]
    /// Title, including the subtitle, without mark-up.
    public var title: String?
    /// Authors in the order printed.
    public var authors: [Name]
    /// Editors in the order printed.
    public var editors: [Name]
    /// Year of publication, four digits.
    public var year: Int?
    /// Date of publication as far as it is known: `2024`, `2024-04` or `2024-04-03`.
    public var date: String?
    /// Journal, proceedings or book that contains the document, as the database writes it.
    public var journal: String?
    /// Volume.
    public var volume: String?
    /// Issue.
    public var issue: String?
    /// Pages (`221-228`) or the article number.
    public var pages: String?
    /// Digital object identifier, bare and lower case (`10.1007/s00256-021-03873-x`).
    public var doi: String?
    /// PubMed identifier, digits only.
    public var pmid: String?
    /// PubMed Central identifier with its prefix (`PMC1234567`).
    public var pmcid: String?
    /// ISSNs, each `NNNN-NNNC`.
    public var issn: [String]
    /// ISBNs, digits and `X` only.
    public var isbn: [String]
    /// Abstract; the labels of a structured abstract are kept.
    public var abstract: String?
    /// Keywords and subject headings in the order of the file.
    public var keywords: [String]
    /// Addresses on the web.
    public var urls: [String]
    /// Language as the database writes it.
    public var language: String?
    /// Publisher.
    public var publisher: String?
    /// Accession number in the database the record comes from (`WOS:…`, `CN-…`, `L…`, `2-s2.0-…`).
    public var accession: String?
    /// Name of the database, where the file states it.
    public var database: String?
    /// Notes.
    public var notes: [String]
    /// Fields that have no place of their own, under the tag of the file: nothing is dropped.
    public var extra: [String: [String]]
    /// The identifier that the file itself gives the record (RIS `ID`), if it has one.
    public var identifier: String?
    /// Where the record stands in its file.
    public var source: RecordSource

    /// Creates a record with nothing but its type and its place.
    public init(type: RecordType = .other, source: RecordSource = RecordSource()) {
        self.type = type
        self.source = source
        notices = []
        authors = []
        editors = []
        issn = []
        isbn = []
        keywords = []
        urls = []
        notes = []
        extra = [:]
    }
}

/// The place of a record in the file that it was read from.
public struct RecordSource: Sendable, Hashable, Codable {
    /// Name of the file, without its folder.
    public var file: String
    /// Position of the record in the file, from 1.
    public var position: Int
    /// Line on which the record starts, from 1.
    public var line: Int

    /// Creates a place.
    public init(file: String = "", position: Int = 0, line: Int = 0) {
        self.file = file
        self.position = position
        self.line = line
    }
}

/// A person or a collective that wrote or edited a document.
public enum Name: Sendable, Hashable {
    /// A person; `family` carries particles (`van der Berg`), `given` names or initials, and a suffix
    /// (`Jr`) follows the given names after a comma.
    case person(family: String, given: String?)
    /// A collective, or a name that cannot be taken apart; kept whole.
    case literal(String)
}

/// Kinds of documents.
public enum RecordType: String, Sendable, Hashable, Codable, CaseIterable {
    case article
    case conferencePaper = "conference paper"
    case book
    case chapter
    case thesis
    case report
    case preprint
    case dataset
    case trialRegistration = "trial registration"
    case webPage = "web page"
    case other
}

/// Marks that a database puts on a document.
public enum Notice: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
    case comment
    case erratum
    case retraction
    case retracted

    /// Orders notices by their name, so that output does not depend on the order of the file.
    public static func < (left: Notice, right: Notice) -> Bool { left.rawValue < right.rawValue }
}
