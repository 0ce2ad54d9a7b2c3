/// Exchange formats of bibliographic records.
///
/// The cases are the formats that can be read; `isWritable` tells which can be written too.
public enum BibliographicFormat: String, Sendable, CaseIterable, Codable {
    /// RIS in the dialects of the databases and reference managers.
    case ris
    /// MEDLINE text of PubMed.
    case nbib
    /// Tagged text of Web of Science (`.ciw`).
    case wos
    /// Comma-, semicolon- or tab-separated text with a header.
    case csv
    /// Array of records as described in the contract of `consilience convert`.
    case json
    /// XML export of EndNote.
    case endNoteXML = "endnote-xml"
    /// BibTeX and BibLaTeX.
    case bibtex
    /// XML of PubMed (`PubmedArticleSet`).
    case pubMedXML = "pubmed-xml"
    /// Table in an Excel workbook.
    case xlsx
    /// Citation Style Language data.
    case cslJSON = "csl-json"
    /// Works of the OpenAlex interface.
    case openAlexJSON = "openalex"
    /// Works of the Crossref interface.
    case crossrefJSON = "crossref"
    /// Refer, the tagged text of EndNote (`%0`).
    case refer
    /// Tagged text of RefWorks (`RT Journal Article`).
    case refWorks = "refworks"
    /// Tagged text of Ovid (`<1>`, `Title`).
    case ovid

    /// Whether `writeRecords` writes the format.
    public var isWritable: Bool {
        switch self {
        case .ris, .csv, .json, .nbib, .bibtex, .endNoteXML, .cslJSON, .wos: true
        case .pubMedXML, .xlsx, .openAlexJSON, .crossrefJSON, .refer, .refWorks,
            .ovid:
            false
        }
    }
}

/// Why a file could not be read or written at all.
public enum BibliographicFormatError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file has no content.
    case empty(file: String)
    /// The file holds binary data.
    case notText(file: String, looksLike: String)
    /// The content agrees with no known format.
    case unknownFormat(file: String)
    /// The content is of a known format that is not read.
    case notSupported(file: String, format: String)
    /// The content does not follow the format it was said to have.
    case malformed(file: String, format: BibliographicFormat, line: Int, what: String)

    /// What is wrong, where, and what was expected.
    public var description: String {
        let supported = BibliographicFormat.allCases.map(\.rawValue).joined(separator: ", ")
        switch self {
        case .empty(let file):
            return "\(file): empty; expected records in one of: \(supported)"
        case .notText(let file, let looksLike):
            return "\(file): \(looksLike), not text; expected one of: \(supported)"
        case .unknownFormat(let file):
            return "\(file): unknown format; expected one of: \(supported)"
        case .notSupported(let file, let format):
            return "\(file): not supported: \(format); supported: \(supported)"
        case .malformed(let file, let format, let line, let what):
            return "\(file):\(line): not \(format.rawValue): \(what)"
        }
    }
}
