import Deduplication
import Foundation
import HTTPTypes
import Hummingbird
import Review
import Workbench

/// Judging pairs of records that may be duplicates.
enum DuplicateEndpoints {
    static var all: [Endpoint] { pages + forms + values }

    /// Pairs that a script gets at once.
    static let mostPairs = 200

    private static func input(_ visit: Visit) async throws -> DuplicatesPage.Input {
        DuplicatesPage.Input(
            try await visit.view(),
            visit.frame,
            failure: await visit.site.duplicates.failure
        )
    }

    private static var pages: [Endpoint] {
        [
            .get("/duplicates") { visit in
                let query = try visit.query
                let (first, second) = (query["first"], query["second"])
                guard first != nil || second != nil else {
                    return visit.page(try DuplicatesPage.pair(try await input(visit), nil))
                }
                guard let first = RecordID(first ?? ""), let second = RecordID(second ?? "") else {
                    throw RequestFault.notFound(RecordPage.missing)
                }
                return visit.page(
                    try DuplicatesPage.pair(try await input(visit), (first, second))
                )
            },
            .get("/duplicates/judged") { visit in
                let number = try visit.query.page()
                return visit.page(try DuplicatesPage.judged(try await input(visit), page: number))
            },
            .get("/duplicates/merged") { visit in
                let number = try visit.query.page()
                return visit.page(try DuplicatesPage.merged(try await input(visit), page: number))
            },
            .get("/duplicates/search") { visit in
                let query = try visit.query
                return visit.page(
                    DuplicatesPage.search(
                        try await input(visit),
                        words: query["q"],
                        first: query["first"].flatMap { RecordID($0) }
                    )
                )
            },
            .get("/duplicates/overlap") { visit in
                visit.page(DuplicatesPage.overlap(try await input(visit)))
            },
        ]
    }

    private static var forms: [Endpoint] {
        [
            .form("/duplicates/judge", .judgeDuplicates) { visit in
                let form = visit.form
                let same = try form.required("same")
                guard same == "yes" || same == "no" else {
                    throw RequestFault.badRequest("'same' is yes or no.")
                }
                let body = JudgementBody(
                    first: try form.required("first"),
                    second: try form.required("second"),
                    same: same == "yes",
                    note: form["note"],
                    basis: try form.number("basis")
                )
                _ = try await judge(body, visit)
                return Answer.see(visit.ownPath(form["next"] ?? "/duplicates"))
            },
            .form("/duplicates/judgements/:event/undo", .judgeDuplicates) { visit in
                _ = try await takeBack(visit)
                return Answer.see(visit.ownPath(visit.form["back"] ?? "/duplicates/judged"))
            },
            .form("/duplicates/resolve", .judgeDuplicates) { visit in
                _ = try await resolve(visit)
                return Answer.see(visit.ownPath(visit.form["back"] ?? "/duplicates"))
            },
        ]
    }

    private static var values: [Endpoint] {
        [
            .value(
                .get,
                "/duplicates/pairs",
                .read,
                Operation(
                    "listPairs",
                    "Pairs of records: left for a person, judged, or merged by the program.",
                    query: [
                        .init("list", "Which pairs.", .text(oneOf: ["open", "judged", "merged"])),
                        .init("page", "Number of the page, from 1.", .whole(least: 1)),
                    ],
                    answer: PairListBody.schema
                ),
                answer: list
            ),
            .value(
                .get,
                "/duplicates/overlap",
                .read,
                Operation("getOverlap", "Which source found which works.")
            ) { visit in try Answer.json(try await visit.view().whole.sourceOverlap) },
            .value(
                .post,
                "/duplicates/judgements",
                .judgeDuplicates,
                body: .json(JudgementBody.schema),
                Operation(
                    "judgePair",
                    "Says whether two records describe the same work. Duplicates are looked for anew soon "
                        + "after, once for several judgements.",
                    answer: .object([("event", .whole(least: 1)), ("isResolved", .flag)])
                )
            ) { visit in
                try Answer.json(try await judge(try visit.decoded(JudgementBody.self), visit))
            },
            .value(
                .post,
                "/duplicates/judgements/:event/undo",
                .judgeDuplicates,
                Operation(
                    "undoJudgement",
                    "Takes back a judgement that was made in the workbench.",
                    answer: .object([("sequence", .whole(least: 1))])
                )
            ) { visit in try Answer.json(["sequence": try await takeBack(visit)]) },
            .value(
                .post,
                "/duplicates/resolve",
                .judgeDuplicates,
                Operation(
                    "resolveDuplicates",
                    "Looks for duplicates, if anything has changed since they were looked for.",
                    answer: .object([("works", .whole(least: 0)), ("open", .whole(least: 0))])
                )
            ) { visit in
                let outcome = try await resolve(visit)
                return try Answer.json(["works": outcome.works, "open": outcome.open])
            },
        ]
    }

    private static func list(_ visit: Visit) async throws -> Response {
        let query = try visit.query
        let (name, number) = (query["list"] ?? "open", try query.page())
        let view = try await visit.view()
        let pairs = view.duplicates
        let all: [PairBody]
        switch name {
        case "open": all = pairs.open.map { PairBody($0, view) }
        case "merged": all = pairs.merged.map { PairBody($0, view) }
        case "judged":
            all = pairs.judged.map { judged in
                PairBody(judged, pairs.pair(judged.row.first, judged.row.second), view)
            }
        default: throw RequestFault.badRequest("'list' is open, judged or merged.")
        }
        let shown = all.dropFirst((number - 1) * mostPairs).prefix(mostPairs)
        return try Answer.json(PairListBody(count: all.count, pairs: Array(shown)))
    }

    private static func judge(
        _ body: JudgementBody,
        _ visit: Visit
    ) async throws -> JudgementReceipt {
        var judgement = try body.judgement(reviewer: try visit.person)
        judgement.basis = body.basis
        let (useCase, actor) = (judgement, try visit.caller.actor)
        do {
            let isResolved = try await visit.site.changeAside(by: actor) { draft in
                try useCase.run(on: &draft)
            }.value
            if !isResolved { await visit.site.duplicates.wait(by: actor) }
            let state = try await visit.site.desk.snapshot().state
            let event = DuplicatePairs(state).judgement(useCase.first, useCase.second)?.event
            return JudgementReceipt(event: event ?? 0, isResolved: isResolved)
        } catch let refused as InputRefused {
            throw refused.forReaders
        }
    }

    private static func takeBack(_ visit: Visit) async throws -> Int {
        guard let event = Int(try visit.part("event")),
            let judged = try await visit.site.desk.snapshot().state.pairJudgements.first(where: {
                $0.event == event && $0.file.hasPrefix(JudgePair.sheetFolder)
            })
        else {
            throw RequestFault.notFound(
                "No judgement of the workbench that counts has this number."
            )
        }
        let actor = try visit.caller.actor
        do {
            return try await visit.site.changeAside(by: actor) { draft in
                try UndoEvent(sequence: judged.event).run(on: &draft)
            }.sequence
        } catch let refused as InputRefused {
            throw refused.forReaders
        }
    }

    private static func resolve(_ visit: Visit) async throws -> DuplicateService.Outcome {
        do {
            return try await visit.site.duplicates.resolve(by: try visit.caller.actor)
        } catch let refused as InputRefused {
            throw refused.forReaders
        }
    }
}

/// What a person says of two records.
struct JudgementBody: Decodable, Sendable {
    /// Longest note, in characters.
    static let longestNote = 1000

    let first: String
    let second: String
    let same: Bool
    let note: String?
    let basis: Int?

    static let schema = Schema.object([
        ("first", .text()), ("second", .text()), ("same", .flag),
        ("note?", .text(longest: longestNote)), ("basis?", .whole(least: 0)),
    ])

    /// The judgement of a person.
    ///
    /// - Throws: `.badRequest` for records that are none, or a note that is too long.
    func judgement(reviewer: String) throws(RequestFault) -> JudgePair {
        guard let first = RecordID(first), let second = RecordID(second) else {
            throw .badRequest("'first' and 'second' are records: SOURCE:POSITION expected.")
        }
        guard (note ?? "").count <= Self.longestNote else {
            throw .badRequest("'note' has more than \(Self.longestNote) characters.")
        }
        var judgement = JudgePair(
            first,
            second,
            isSame: same,
            reviewer: reviewer,
            name: UUID().uuidString.lowercased()
        )
        let trimmed = note?.trimmingCharacters(in: .whitespacesAndNewlines)
        judgement.note = trimmed?.isEmpty == false ? trimmed : nil
        return judgement
    }
}

/// What came of a judgement.
struct JudgementReceipt: Encodable, Sendable {
    let event: Int
    let isResolved: Bool
}

/// A record of a pair, as JSON.
struct PairSideBody: Encodable, Sendable {
    let record: String
    let title: String?
    let byline: String
    let database: String?

    init(_ id: RecordID, _ view: ReviewView) {
        let row = view.row(of: id)
        record = id.description
        title = row.title
        byline = row.byline
        database = view.whole.imports.first { $0.search.source == id.source }?.search.database
    }

    static let schema = Schema.object([
        ("record", .text()), ("title?", .text()), ("byline", .text()), ("database?", .text()),
    ])
}

/// A pair of records, as JSON.
struct PairBody: Encodable, Sendable {
    let first: PairSideBody
    let second: PairSideBody
    let score: Double?
    let rule: String?
    let reasons: [String]
    let same: Bool?
    let reviewer: String?
    let note: String?
    let event: Int?

    init(_ pair: DuplicateResolution.Pair, _ view: ReviewView) {
        first = PairSideBody(pair.first, view)
        second = PairSideBody(pair.second, view)
        score = pair.score
        rule = pair.rule
        reasons = pair.reasons
        same = nil
        reviewer = nil
        note = nil
        event = nil
    }

    init(
        _ judged: Extracted<PairJudgement>,
        _ pair: DuplicateResolution.Pair?,
        _ view: ReviewView
    ) {
        first = PairSideBody(judged.row.first, view)
        second = PairSideBody(judged.row.second, view)
        score = pair?.score
        rule = pair?.rule
        reasons = pair?.reasons ?? []
        same = judged.row.isSame
        reviewer = judged.row.reviewer
        note = judged.row.note
        event = judged.event
    }

    static let schema = Schema.object([
        ("first", PairSideBody.schema), ("second", PairSideBody.schema), ("score?", .number),
        ("rule?", .text()), ("reasons", .list(.text())), ("same?", .flag),
        ("reviewer?", .text()), ("note?", .text()), ("event?", .whole(least: 1)),
    ])
}

/// Pairs of a list, as JSON.
struct PairListBody: Encodable, Sendable {
    let count: Int
    let pairs: [PairBody]

    static let schema = Schema.object([
        ("count", .whole(least: 0)), ("pairs", .list(PairBody.schema)),
    ])
}
