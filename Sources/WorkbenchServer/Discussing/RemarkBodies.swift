import Foundation
import Review
import Screening

/// A remark as a browser or a script sends it.
struct RemarkBody: Decodable, Sendable {
    let id: String
    let text: String
    /// Who says it, as the browser has it; a remark is never taken for somebody else's.
    var person: String?

    static let schema = Schema.object([
        ("id", .text(longest: 64)), ("text", .text(longest: Remark.longestText)),
        ("person?", .text()),
    ])

    /// The remark of a person.
    ///
    /// - Parameters:
    ///   - record: record that it is on.
    ///   - stage: stage of screening.
    ///   - person: who says it; the body has no say in that.
    /// - Returns: what is asked of the desk.
    /// - Throws: `.badRequest` for anything that is not what it should be; `.otherPerson`.
    func remark(
        on record: RecordID,
        at stage: Stage,
        by person: String
    ) throws(RequestFault) -> Remark {
        guard self.person ?? person == person else { throw .otherPerson(person) }
        guard DecisionBody.isName(id) else {
            throw .badRequest("'id' is 8 to 64 letters, digits and hyphens, new each time.")
        }
        let text = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
            .trimmingCharacters(in: .whitespacesAndNewlines)
        guard !text.isEmpty else { throw .badRequest(.remarkIsEmpty) }
        guard text.unicodeScalars.count <= Remark.longestText else {
            throw .badRequest(.remarkIsTooLong)
        }
        let isPlain = text.unicodeScalars.allSatisfy {
            $0 == "\n" || $0 == "\t" || $0.properties.generalCategory != .control
        }
        guard isPlain else { throw .badRequest(.remarkSteers) }
        return Remark(id: id, record: record, stage: stage, author: person, text: text)
    }
}

/// What was said about a work, as far as the caller may know.
struct ThreadBody: Encodable, Sendable {
    struct Said: Encodable, Sendable {
        let event: Int
        let at: String
        let author: String
        let record: String
        let text: String
        let mayTakeBack: Bool
    }

    let isOpen: Bool
    let remarks: [Said]

    init(_ discussion: Discussion) {
        isOpen = discussion.isOpen
        remarks = discussion.remarks.map {
            Said(
                event: $0.event,
                at: $0.at,
                author: $0.remark.author,
                record: $0.remark.record.description,
                text: $0.remark.text,
                mayTakeBack: discussion.mayTakeBack($0)
            )
        }
    }

    static let schema = Schema.object([
        ("isOpen", .flag),
        (
            "remarks",
            .list(
                .object([
                    ("event", .whole(least: 1)), ("at", .text()), ("author", .text()),
                    ("record", .text()), ("text", .text()), ("mayTakeBack", .flag),
                ])
            )
        ),
    ])
}

/// A conflict of the list.
struct ConflictBody: Encodable, Sendable {
    let stage: String
    let record: String
    let title: String?
    let disagreement: String
    let remarks: Int
    let lastRemarkAt: String?
    let lastRemarkBy: String?

    init(_ entry: ConflictList.Entry, title: String?) {
        stage = entry.stage.rawValue
        record = entry.id.description
        self.title = title
        disagreement = entry.disagreement.description
        remarks = entry.remarks.count
        lastRemarkAt = entry.remarks.last?.at
        lastRemarkBy = entry.remarks.last?.remark.author
    }

    static let schema = Schema.object([
        ("stage", .text(oneOf: Stage.allCases.map(\.rawValue))), ("record", .text()),
        ("title?", .text()), ("disagreement", .text()), ("remarks", .whole(least: 0)),
        ("lastRemarkAt?", .text()), ("lastRemarkBy?", .text()),
    ])
}
