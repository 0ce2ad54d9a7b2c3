import Bibliography
import Foundation
import Review
import Screening
import Workbench

/// A record as a browser shows it to somebody who screens.
struct ItemBody: Encodable, Sendable {
    struct FullText: Encodable, Sendable {
        let sha256: String
        let name: String
    }

    let record: String
    let title: String
    let authors: String
    let year: Int?
    let journal: String?
    let abstract: String?
    let keywords: [String]
    let doi: String?
    let pmid: String?
    let language: String?
    let copies: Int
    let fullTexts: [FullText]
    let ownVerdict: String?
    let ownReason: String?
    let ownNote: String?

    init(_ item: ScreeningItem) {
        let merged = item.merged
        record = item.record.description
        title = merged.title ?? ""
        authors = merged.authors.map(\.displayed).joined(separator: "; ")
        year = merged.year
        journal = merged.journal
        abstract = merged.abstract
        keywords = merged.keywords
        doi = merged.doi
        pmid = merged.pmid
        language = merged.language
        copies = item.copies
        fullTexts = item.fullTexts.map { FullText(sha256: $0.sha256, name: $0.name) }
        ownVerdict = item.ownVote?.verdict.rawValue
        ownReason = item.ownVote?.reason
        ownNote = item.ownVote?.note
    }

    static let schema = Schema.object([
        ("record", .text()), ("title", .text()), ("authors", .text()), ("year?", .whole()),
        ("journal?", .text()), ("abstract?", .text()), ("keywords", .list(.text())),
        ("doi?", .text()), ("pmid?", .text()), ("language?", .text()),
        ("copies", .whole(least: 1)),
        ("fullTexts", .list(.object([("sha256", .text()), ("name", .text())]))),
        ("ownVerdict?", .text()), ("ownReason?", .text()), ("ownNote?", .text()),
    ])
}

/// The records that come next.
struct NextBody: Encodable, Sendable {
    let items: [ItemBody]
    let ranking: String
}

/// A decision that somebody made before.
struct RecentBody: Encodable, Sendable {
    let event: Int
    let at: String
    let record: String
    let verdict: String
    let reason: String?

    init(_ standing: StandingDecision) {
        event = standing.event
        at = standing.at
        record = standing.decision.record.description
        verdict = standing.decision.verdict.rawValue
        reason = standing.decision.reason
    }

    static let schema = Schema.object([
        ("event", .whole(least: 1)), ("at", .text()), ("record", .text()),
        ("verdict", .text(oneOf: Verdict.allCases.map(\.rawValue))), ("reason?", .text()),
    ])
}

/// How far a stage is, as far as the caller may know.
struct ProgressBody: Encodable, Sendable {
    let stage: String
    let works: Int
    let settled: Int
    let conflicts: Int
    let left: Int
    let own: Int
    let ranking: String

    static let schema = Schema.object([
        ("stage", .text(oneOf: Stage.allCases.map(\.rawValue))), ("works", .whole(least: 0)),
        ("settled", .whole(least: 0)), ("conflicts", .whole(least: 0)),
        ("left", .whole(least: 0)), ("own", .whole(least: 0)), ("ranking", .text()),
    ])
}

/// A decision as a browser or a script sends it.
struct DecisionBody: Decodable, Sendable {
    /// Longest note, in characters.
    static let longestNote = 5000
    /// Labels at most.
    static let mostTags = 20

    let id: String
    let record: String
    let verdict: String
    let reason: String?
    let note: String?
    let tags: [String]?
    let decidedAt: String
    let role: String?
    let basis: Int?
    /// Who decided, as the browser has it; a decision is never taken for somebody else's.
    var person: String?

    static let schema = Schema.object([
        ("id", .text(longest: 64)), ("record", .text()),
        ("verdict", .text(oneOf: Verdict.allCases.map(\.rawValue))), ("reason?", .text()),
        ("note?", .text(longest: longestNote)), ("tags?", .list(.text(longest: 60))),
        ("decidedAt", .text(longest: 24)),
        ("role?", .text(oneOf: Role.allCases.map(\.rawValue))), ("basis?", .whole(least: 0)),
        ("person?", .text()),
    ])

    /// The decision of a person.
    ///
    /// - Parameters:
    ///   - person: who decides; the body has no say in that.
    ///   - stage: stage of screening.
    ///   - now: the present time, UTC, ISO 8601.
    /// - Returns: what is asked of the desk.
    /// - Throws: `.badRequest` for anything that is not what it should be; `.otherPerson`.
    func request(
        person: String,
        stage: Stage,
        now: String
    ) throws(RequestFault) -> DecisionRequest {
        guard self.person ?? person == person else { throw .otherPerson(person) }
        guard Self.isName(id) else {
            throw .badRequest("'id' is 8 to 64 letters, digits and hyphens, new each time.")
        }
        guard let record = RecordID(record) else {
            throw .badRequest("'record' is no record: SOURCE:POSITION expected.")
        }
        guard let verdict = Verdict(rawValue: verdict) else {
            throw .badRequest("'verdict' is include, exclude, maybe or not-retrieved.")
        }
        guard let role = Role(rawValue: role ?? Role.vote.rawValue) else {
            throw .badRequest("'role' is vote or consensus.")
        }
        guard role == .vote || basis != nil else {
            throw .badRequest("A settlement needs 'basis': the newest event that was looked at.")
        }
        guard let time = Self.time(decidedAt) else {
            throw .badRequest("'decidedAt' is a time such as 2026-11-30T08:00:00Z.")
        }
        guard (note ?? "").count <= Self.longestNote else {
            throw .badRequest("'note' has more than \(Self.longestNote) characters.")
        }
        let tags = (tags ?? []).map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
            .filter { !$0.isEmpty }
        guard tags.count <= Self.mostTags,
            tags.allSatisfy({ $0.count <= 60 && !$0.contains(";") })
        else { throw .badRequest("'tags' are at most 20 words without semicolons.") }
        let decision = Decision(
            record: record,
            stage: stage,
            reviewer: person,
            verdict: verdict,
            reason: Self.filled(reason),
            role: role,
            note: Self.filled(note),
            tags: tags,
            line: 0
        )
        // The clock of a browser that is ahead must not make a decision the last for ever.
        let cast = CastDecision(id: id, decision: decision, decidedAt: min(time, now))
        return DecisionRequest(cast, basis: role == .consensus ? basis : nil)
    }

    /// Whether a text can be the name that a sender gives what it sends.
    static func isName(_ id: String) -> Bool {
        (8...64).contains(id.utf8.count) && id.utf8.allSatisfy(isNameByte)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
            || (0x61...0x7A).contains(byte) || byte == 0x2D
    }

    private static func filled(_ text: String?) -> String? {
        let trimmed = text?.trimmingCharacters(in: .whitespacesAndNewlines)
        return trimmed?.isEmpty == false ? trimmed : nil
    }

    /// A time in whole seconds, UTC; `nil` for any other text.
    private static func time(_ text: String) -> String? {
        // Browsers write milliseconds.
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, text.hasSuffix("Z") else { return nil }
        if parts.count == 2, !parts[1].dropLast().utf8.allSatisfy({ 0x30...0x39 ~= $0 }) {
            return nil
        }
        let plain = parts.count == 2 ? parts[0] + "Z" : text[...]
        return (try? Date(String(plain), strategy: .iso8601)) == nil ? nil : String(plain)
    }
}
