import Hummingbird
import Review
import Screening
import Workbench

/// Who screens what, calibration, and when screening ends.
enum PlanEndpoints {
    static var all: [Endpoint] { pages + values }

    private static var pages: [Endpoint] {
        [
            .get("/screening-plan", .configure) { visit in
                visit.page(PlanPage.page(try await visit.view(), visit.frame))
            },
            .form("/screening-plan/assign", .configure) { visit in
                let names = visit.form.all("reviewer")
                try await assign(
                    AssignReviewers(
                        stage: try stage(visit.form["stage"]),
                        reviewers: names.isEmpty ? nil : names,
                        perRecord: visit.form["votes"] == nil
                            ? nil : try visit.form.number("votes"),
                        seed: try seed(visit.form["seed"])
                    ),
                    visit
                )
                return Answer.see("/screening-plan")
            },
            .form("/screening-plan/calibrate", .configure) { visit in
                try await calibrate(
                    CalibrateReviewers(
                        count: try visit.form.number("records"),
                        stage: try stage(visit.form["stage"]),
                        name: visit.form["name"],
                        seed: try seed(visit.form["seed"])
                    ),
                    visit
                )
                return Answer.see("/screening-plan")
            },
            .form("/screening-plan/close", .configure) { visit in
                try await close(
                    evidence: visit.form["evidence"] ?? "",
                    basis: try visit.form.number("basis"),
                    visit
                )
                return Answer.see("/screening-plan")
            },
            .get("/screening-panel") { visit in
                let view = try await visit.view()
                let panel = try await visit.site.stopping.panel(for: view)
                return visit.page(StoppingPage.page(panel, view, visit.frame))
            },
        ]
    }

    private static func stage(_ text: String?) throws(RequestFault) -> Stage {
        guard let stage = Stage(rawValue: text ?? Stage.titleAbstract.rawValue) else {
            throw .badRequest("'stage' is title-abstract or full-text.")
        }
        return stage
    }

    private static func seed(_ text: String?) throws(RequestFault) -> UInt64 {
        guard let seed = UInt64(text ?? "1") else {
            throw .badRequest("'seed' is a whole number from 0.")
        }
        return seed
    }

    @discardableResult
    private static func assign(_ wish: AssignReviewers, _ visit: Visit) async throws -> Int {
        let actor = try visit.caller.actor
        return try await visit.site.desk.change(by: actor) { try wish.run(on: &$0).rows.count }
            .value
    }

    @discardableResult
    private static func calibrate(_ wish: CalibrateReviewers, _ visit: Visit) async throws
        -> CalibrationRound
    {
        let actor = try visit.caller.actor
        return try await visit.site.desk.change(by: actor) { try wish.run(on: &$0) }.value
    }

    @discardableResult
    private static func close(
        evidence: String,
        basis: Int,
        _ visit: Visit
    ) async throws -> ScreeningClosure {
        let actor = try visit.caller.actor
        let message = visit.text(.planIsOutdated)
        return try await visit.site.desk.change(by: actor) { draft in
            guard draft.state.unscreenedWorks.count == basis else {
                throw RequestFault.stale(message)
            }
            return try CloseScreening(evidence: evidence, name: actor).run(on: &draft)
        }.value
    }

    // MARK: For scripts

    private static let stageSchema = Schema.text(oneOf: Stage.allCases.map(\.rawValue))

    private struct AssignBody: Decodable {
        let stage: String
        let reviewers: [String]?
        let perRecord: Int?
        let seed: Int?
    }

    private struct CalibrateBody: Decodable {
        let stage: String
        let records: Int
        let name: String?
        let seed: Int?
    }

    private struct CloseBody: Decodable {
        let evidence: String
        let basis: Int
    }

    private static var values: [Endpoint] {
        [
            .value(
                .post,
                "/assignments",
                .configure,
                body: .json(
                    .object([
                        ("stage", stageSchema), ("reviewers?", .list(.text())),
                        ("perRecord?", .whole(least: 1)), ("seed?", .whole(least: 0)),
                    ])
                ),
                Operation(
                    "assignReviewers",
                    "Distributes the works that are assigned to nobody.",
                    answer: .object([("assignments", .whole(least: 1))])
                )
            ) { visit in
                let body = try visit.decoded(AssignBody.self)
                let count = try await assign(
                    AssignReviewers(
                        stage: try stage(body.stage),
                        reviewers: body.reviewers,
                        perRecord: body.perRecord,
                        seed: try seed(body.seed.map(String.init))
                    ),
                    visit
                )
                return try Answer.json(["assignments": count])
            },
            .value(
                .post,
                "/calibration-rounds",
                .configure,
                body: .json(
                    .object([
                        ("stage", stageSchema), ("records", .whole(least: 1)), ("name?", .text()),
                        ("seed?", .whole(least: 0)),
                    ])
                ),
                Operation(
                    "drawCalibrationRound",
                    "Draws works on which all reviewers vote.",
                    answer: .object([("name", .text()), ("records", .list(.text()))])
                )
            ) { visit in
                let body = try visit.decoded(CalibrateBody.self)
                let round = try await calibrate(
                    CalibrateReviewers(
                        count: body.records,
                        stage: try stage(body.stage),
                        name: body.name,
                        seed: try seed(body.seed.map(String.init))
                    ),
                    visit
                )
                return try Answer.json(
                    RoundBody(name: round.name, records: round.records.map(\.description))
                )
            },
            .value(
                .post,
                "/screening-closure",
                .configure,
                body: .json(.object([("evidence", .text()), ("basis", .whole(least: 0))])),
                Operation(
                    "closeScreening",
                    "Closes the screening of titles and abstracts. 'basis' is the number of works without "
                        + "any vote that was looked at.",
                    answer: .object([("works", .whole(least: 1))])
                )
            ) { visit in
                let body = try visit.decoded(CloseBody.self)
                let closure = try await close(evidence: body.evidence, basis: body.basis, visit)
                return try Answer.json(["works": closure.works])
            },
            .value(
                .get,
                "/stopping",
                .read,
                Operation(
                    "getStopping",
                    "The evidence on whether screening may stop, as 'rank --json' tells it."
                )
            ) { visit in
                try Answer.json(try await visit.site.stopping.panel(for: try await visit.view()))
            },
        ]
    }

    private struct RoundBody: Encodable, Sendable {
        let name: String
        let records: [String]
    }
}
