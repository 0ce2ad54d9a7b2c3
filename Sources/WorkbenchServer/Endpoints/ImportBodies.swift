import BibliographicFormats
import Foundation
import HTTPTypes
import Review
import Screening
import Workbench

/// A file that waits to be imported, as JSON.
struct UploadBody: Encodable, Sendable {
    let upload: String
    let name: String
    let bytes: Int

    init(_ upload: Upload) {
        self.upload = upload.id
        name = upload.name
        bytes = upload.bytes
    }

    static let schema = Schema.object([
        ("upload", .text()), ("name", .text()), ("bytes", .whole(least: 1)),
    ])
}

/// What a browser or a script says of an export that it has sent.
struct ImportBody: Decodable, Sendable {
    /// Longest query, in characters: some search strategies fill many pages.
    static let longestQuery = 200_000
    /// Longest other text, in characters.
    static let longestText = 300

    let upload: String
    let database: String
    let kind: String?
    let platform: String?
    let searched: String?
    let query: String?
    let format: String?
    let partial: Bool?
    let deduplicate: Bool?
    let decisionsOf: [String]?
    let stage: String?

    static let schema = Schema.object([
        ("upload", .text(longest: 64)), ("database", .text(longest: longestText)),
        ("kind?", .text(oneOf: SearchImport.Kind.allCases.map(\.rawValue))),
        ("platform?", .text(longest: longestText)), ("searched?", .text(longest: 10)),
        ("query?", .text(longest: longestQuery)),
        ("format?", .text(oneOf: BibliographicFormat.allCases.map(\.rawValue))),
        ("partial?", .flag), ("deduplicate?", .flag), ("decisionsOf?", .list(.text())),
        ("stage?", .text(oneOf: Stage.allCases.map(\.rawValue))),
    ])

    /// The import of a file of a name.
    ///
    /// - Throws: `.badRequest` for a field that is not what it should be, `InputRefused` for whose
    ///   decisions cannot be understood.
    func search(file: String) throws -> ImportSearch {
        guard let database = Self.filled(database) else {
            throw RequestFault.badRequest("'database' is blank; a name expected.")
        }
        let texts = [database, platform ?? "", searched ?? ""] + (decisionsOf ?? [])
        guard texts.allSatisfy({ $0.count <= Self.longestText }),
            (query ?? "").count <= Self.longestQuery, (decisionsOf ?? []).count <= 100
        else { throw RequestFault.badRequest("A text is too long.") }
        guard let kind = SearchImport.Kind(rawValue: kind ?? "database") else {
            throw RequestFault.badRequest(
                "'kind' is database, register, website, organisation or citation."
            )
        }
        guard let stage = Stage(rawValue: stage ?? Stage.titleAbstract.rawValue) else {
            throw RequestFault.badRequest("'stage' is title-abstract or full-text.")
        }
        var search = ImportSearch(file: file, kind: kind, database: database)
        search.platform = Self.filled(platform)
        search.searched = Self.filled(searched)
        search.query = Self.filled(query)
        search.allowsProblems = partial ?? false
        search.decisionsOf = try ForeignReviewers(
            parsing: (decisionsOf ?? []).compactMap(Self.filled),
            stage: stage
        )
        if let name = Self.filled(format) {
            guard let known = BibliographicFormat(rawValue: name) else {
                throw RequestFault.badRequest("'format' is none that can be read.")
            }
            search.format = known
        }
        return search
    }

    private static func filled(_ text: String?) -> String? {
        let trimmed = text?.trimmingCharacters(in: .whitespacesAndNewlines)
        return trimmed?.isEmpty == false ? trimmed : nil
    }
}

/// How an import went.
struct ImportReceipt: Encodable, Sendable {
    /// Findings that are told at most, of each kind.
    static let mostFindings = 200

    let event: Int
    let source: String
    let file: String
    let format: String
    let encoding: String
    let recordsFound: Int
    let recordsRead: Int
    let repaired: [ImportFinding]
    let repairedCount: Int
    let problems: [ImportFinding]
    let problemCount: Int
    let missing: [String: Int]
    let works: Int
    let openPairs: Int
    let isDeduplicated: Bool

    init(_ report: ImportReport, _ source: ImportedSource, _ state: ReviewState) {
        event = source.event
        self.source = source.search.source
        file = report.file
        format = report.format.rawValue
        encoding = report.encoding
        recordsFound = report.recordsFound
        recordsRead = report.recordsRead
        repaired = Array(report.repaired.prefix(Self.mostFindings))
        repairedCount = report.repaired.count
        problems = Array(report.problems.prefix(Self.mostFindings))
        problemCount = report.problems.count
        missing = report.missing
        works = state.works.count
        openPairs = DuplicatePairs(state).open.count
        isDeduplicated = state.isDeduplicated
    }

    private static let finding = Schema.object([("line", .whole(least: 0)), ("what", .text())])

    static let schema = Schema.object([
        ("event", .whole(least: 1)), ("source", .text()), ("file", .text()), ("format", .text()),
        ("encoding", .text()), ("recordsFound", .whole(least: 0)),
        ("recordsRead", .whole(least: 0)), ("repaired", .list(finding)),
        ("repairedCount", .whole(least: 0)), ("problems", .list(finding)),
        ("problemCount", .whole(least: 0)), ("missing", .any), ("works", .whole(least: 0)),
        ("openPairs", .whole(least: 0)), ("isDeduplicated", .flag),
    ])
}

/// An import that counts, as JSON.
struct StandingImportBody: Encodable, Sendable {
    let event: Int
    let at: String
    let source: String
    let file: String
    let sha256: String
    let kind: String
    let database: String
    let platform: String?
    let searched: String?
    let query: String?
    let format: String
    let encoding: String
    let recordsFound: Int
    let recordsRead: Int
    let problems: Int

    init(_ standing: ImportedSource) {
        let search = standing.search
        event = standing.event
        at = standing.at
        source = search.source
        file = search.file
        sha256 = search.sha256
        kind = search.kind.rawValue
        database = search.database
        platform = search.platform
        searched = search.searched
        query = search.query
        format = search.format
        encoding = search.encoding
        recordsFound = search.recordsFound
        recordsRead = search.recordsRead
        problems = search.problems.count
    }

    static let schema = Schema.object([
        ("event", .whole(least: 1)), ("at", .text()), ("source", .text()), ("file", .text()),
        ("sha256", .text(longest: 64)),
        ("kind", .text(oneOf: SearchImport.Kind.allCases.map(\.rawValue))),
        ("database", .text()), ("platform?", .text()), ("searched?", .text()),
        ("query?", .text()), ("format", .text()), ("encoding", .text()),
        ("recordsFound", .whole(least: 0)), ("recordsRead", .whole(least: 0)),
        ("problems", .whole(least: 0)),
    ])
}

/// An export that was refused.
struct ImportRefused: Error, Sendable {
    /// What is wrong with it.
    let faults: [InputFault]
    /// Whether its readable records can be imported all the same.
    let canBePartial: Bool
}

/// What is told of an export that was refused: the form of every fault, and whether the rest may come.
struct ImportRefusalBody: Encodable, Sendable {
    let status: Int
    let error: String
    let faults: [InputFault]
    let faultCount: Int
    let canBePartial: Bool

    init(_ refused: ImportRefused) {
        status = 400
        faults = Array(refused.faults.prefix(ImportReceipt.mostFindings))
        faultCount = refused.faults.count
        canBePartial = refused.canBePartial
        error = InputRefused(faults).description
    }
}
