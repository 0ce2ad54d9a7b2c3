import Foundation
import Hummingbird
import Review
import Screening
import Workbench

/// Voting on records and reports, and settling what votes disagree on.
enum ScreeningEndpoints {
    /// Works that a browser may ask for at once.
    static let mostItems = 10
    /// Decisions that are listed as recent.
    static let mostRecent = 20

    static var all: [Endpoint] { pages + values }

    private static var pages: [Endpoint] {
        [
            .get("/screening") { _ in Answer.see("/screening/title-abstract") },
            .get("/screening/:stage") { visit in
                let stage = try visit.stage
                let view = try await visit.outline()
                return visit.page(ScreeningPage.page(view, stage, visit.frame))
            },
            .form("/conflicts/:stage/:id", .settle, answer: settle),
        ]
    }

    private static var values: [Endpoint] {
        [
            .value(
                .get,
                "/screening/:stage/next",
                .vote,
                Operation(
                    "getNextRecords",
                    "The records that the caller is to screen next.",
                    query: [
                        .init("order", "Order of the records.", orderSchema),
                        .init("count", "How many at most, 1 to 10.", .whole(least: 1)),
                        .init(
                            "skip",
                            "Records that the caller has already, separated by semicolons.",
                            .text(longest: Query.longestList)
                        ),
                    ],
                    answer: .object([("items", .list(ItemBody.schema)), ("ranking", .text())])
                ),
                answer: next
            ),
            .value(
                .get,
                "/screening/:stage/recent",
                .vote,
                Operation(
                    "getRecentDecisions",
                    "The caller's last decisions in the workbench that count, newest first.",
                    answer: .list(RecentBody.schema)
                )
            ) { visit in
                let recent = try await visit.site.desk.recentDecisions(
                    of: try visit.person,
                    at: try visit.stage,
                    count: mostRecent
                )
                return try Answer.json(recent.map(RecentBody.init))
            },
            .value(
                .get,
                "/screening/:stage/progress",
                .read,
                Operation("getProgress", "How far a stage is.", answer: ProgressBody.schema),
                answer: progress
            ),
            .value(
                .get,
                "/screening/:stage/records/:id",
                .vote,
                Operation(
                    "getRecordToScreen",
                    "A record as the caller screens it.",
                    answer: ItemBody.schema
                )
            ) { visit in
                let item = try await visit.site.desk.item(
                    of: try visit.record(),
                    for: try visit.person,
                    at: try visit.stage
                )
                guard let item else { throw RequestFault.notFound(RecordPage.missing) }
                return try Answer.json(ItemBody(item))
            },
            .value(
                .post,
                "/screening/:stage/decisions",
                .vote,
                body: .json(DecisionBody.schema),
                Operation(
                    "decide",
                    "Records a decision; it is on the disk when the answer comes. A decision that is "
                        + "sent again under the same name counts once.",
                    answer: receiptSchema
                )
            ) { visit in
                let body = try visit.decoded(DecisionBody.self)
                if body.role == Role.consensus.rawValue, try !visit.caller.may(.settle) {
                    throw RequestFault.forbidden(.settle)
                }
                let request = try body.request(
                    person: try visit.person,
                    stage: try visit.stage,
                    now: Program.now()
                )
                let receipt = try await visit.site.desk.decide(
                    request,
                    by: try visit.caller.actor
                )
                return try Answer.json(receipt)
            },
            .value(
                .post,
                "/decisions/:event/undo",
                .vote,
                Operation(
                    "undoDecision",
                    "Takes back one of the caller's own decisions.",
                    answer: .object([("event", .whole(least: 1))])
                )
            ) { visit in
                guard let event = Int(try visit.part("event")) else {
                    throw RequestFault.notFound(.noSuchEvent)
                }
                let undo = try await visit.site.desk.takeBack(
                    decision: event,
                    by: try visit.caller.actor
                )
                return try Answer.json(["event": undo])
            },
        ]
    }

    private static let orderSchema = Schema.text(oneOf: ScreeningOrder.allCases.map(\.rawValue))
    private static let receiptSchema = Schema.object([
        ("event", .whole(least: 1)), ("isRepeated", .flag),
    ])

    private static func next(_ visit: Visit) async throws -> Response {
        let query = try visit.query
        guard let order = ScreeningOrder(rawValue: query["order"] ?? "imported") else {
            throw RequestFault.badRequest("'order' is imported, random or ranked.")
        }
        guard let count = Int(query["count"] ?? "3"), (1...mostItems).contains(count) else {
            throw RequestFault.badRequest("'count' is a whole number from 1 to \(mostItems).")
        }
        let skipped = (query["skip"] ?? "").split(separator: ";").compactMap {
            RecordID(String($0))
        }
        if order == .ranked { await visit.site.ranking.refresh() }
        let items = try await visit.site.desk.nextItems(
            count,
            for: try visit.person,
            at: try visit.stage,
            order: order,
            skipping: skipped,
            now: Date()
        )
        let ranking = await visit.site.ranking.progress
        return try Answer.json(
            NextBody(items: items.map(ItemBody.init), ranking: ranking.rawValue)
        )
    }

    private static func progress(_ visit: Visit) async throws -> Response {
        let stage = try visit.stage
        let found = try await visit.site.desk.progress(of: try visit.caller.person, at: stage)
        let ranking = await visit.site.ranking.progress
        return try Answer.json(
            ProgressBody(
                stage: stage.rawValue,
                works: found.works,
                settled: found.settled,
                conflicts: found.conflicts,
                left: found.left,
                own: found.own,
                ranking: ranking.rawValue
            )
        )
    }

    private static func settle(_ visit: Visit) async throws -> Response {
        let (stage, record) = (try visit.stage, try visit.record())
        let form = visit.form
        let body = DecisionBody(
            id: try form.required("decision"),
            record: record.description,
            verdict: try form.required("verdict"),
            reason: form["reason"],
            note: form["note"],
            tags: nil,
            decidedAt: Program.now(),
            role: Role.consensus.rawValue,
            basis: try form.number("basis")
        )
        _ = try await visit.site.desk.decide(
            try body.request(person: try visit.person, stage: stage, now: Program.now()),
            by: try visit.caller.actor
        )
        let state = try await visit.outline().state
        let next = state.workIndex[record].flatMap {
            ConflictList(state).next(afterWork: $0, at: stage)
        }
        let page = next.map { ConflictPage.address($0.stage, $0.id) } ?? "/conflicts"
        return Answer.see(Settled.address(of: page, stage, record))
    }
}

extension Visit {
    /// The stage that the address names.
    ///
    /// - Throws: `.notFound`.
    var stage: Stage {
        get throws(RequestFault) {
            guard let stage = Stage(rawValue: try part("stage")) else {
                throw .notFound("There is no such stage: title-abstract and full-text are.")
            }
            return stage
        }
    }
}
