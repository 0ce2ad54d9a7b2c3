import Foundation
import Hummingbird
import Review
import Workbench

/// Building the report and taking it away.
enum ReportEndpoints {
    static var all: [Endpoint] {
        [
            .get("/report-builder") { visit in
                let view = try await visit.view()
                let state = await ReportState(visit, view)
                return visit.page(ReportBuilderPage.page(state, view, visit.frame))
            },
            .form("/report-builder", .buildReport) { visit in
                let service = visit.site.reporting
                await service.start(
                    by: try visit.caller.actor,
                    takesUpFolder: visit.form["take-up"] != nil
                )
                // A small review is built before the page is shown again.
                await service.wait(seconds: 1.5)
                return Answer.see("/report-builder")
            },
            .get("/report-builder/report.zip") { visit in
                try await visit.checkReportIsOpen()
                let report = BuiltReport(folder: visit.site.desk.folder.reportPath)
                return Answer.download(try report.archive(), "application/zip", "report.zip")
            },
            .value(
                .get,
                "/report",
                .read,
                Operation(
                    "getReport",
                    "When the report was built, whether the review has changed since, and its files; "
                        + "null where it may not be seen yet.",
                    answer: ReportBody.schema
                )
            ) { visit in
                let state = await ReportState(visit, try await visit.view())
                return try Answer.json(ReportBody(state))
            },
            .value(
                .post,
                "/report",
                .buildReport,
                body: .json(.object([("takeUpFolder?", .flag), ("wait?", .number)])),
                Operation(
                    "buildReport",
                    "Builds the report; with 'takeUpFolder' what review.yaml and its sheets say is taken "
                        + "up before. Waits for it up to 'wait' seconds, 30 at most.",
                    answer: ReportBody.schema
                )
            ) { visit in
                struct Wishes: Decodable {
                    let takeUpFolder: Bool?
                    let wait: Double?
                }
                let wishes = try visit.decoded(Wishes.self)
                let service = visit.site.reporting
                await service.start(
                    by: try visit.caller.actor,
                    takesUpFolder: wishes.takeUpFolder ?? false
                )
                await service.wait(seconds: min(30, max(0, wishes.wait ?? 0)))
                let state = await ReportState(visit, try await visit.view())
                return try Answer.json(ReportBody(state))
            },
        ]
    }
}

extension Visit {
    /// Refuses the built report to people from whom decisions in it are still hidden.
    ///
    /// - Throws: `.blinded`.
    func checkReportIsOpen() async throws {
        let report = BuiltReport(folder: site.desk.folder.reportPath)
        guard let list = report.list else { return }
        guard try await view().isOpen(upTo: list.manifest.events) else {
            throw RequestFault.blinded
        }
    }
}

/// What is known of the report.
struct ReportState: Sendable {
    /// The list of its files and when it was written; `nil` if there is none.
    let built: (manifest: ReportManifest, builtAt: Date)?
    /// Whether whoever asks may see it.
    let isOpen: Bool
    /// Events since it was built.
    let changes: Int
    /// How far a build is.
    let progress: ReportService.Progress
    /// Whether the folder declares the review in a `review.yaml`.
    let isDeclared: Bool

    init(_ visit: Visit, _ view: ReviewView) async {
        let folder = visit.site.desk.folder
        built = BuiltReport(folder: folder.reportPath).list
        isOpen = built.map { view.isOpen(upTo: $0.manifest.events) } ?? true
        let events = view.snapshot.events.count
        changes = built.map { events - $0.manifest.events } ?? events
        progress = await visit.site.reporting.progress
        isDeclared = folder.declaresItself
    }

    /// Whether the review, or the program, is another than the report was built from.
    var isOutdated: Bool {
        guard let built else { return false }
        return changes != 0 || built.manifest.program != Program.name
    }
}

/// What is known of the report, as JSON.
struct ReportBody: Encodable, Sendable {
    let progress: String
    let failure: String?
    let builtAt: String?
    let isOutdated: Bool
    let changes: Int
    let isOpen: Bool
    let contentDigest: String?
    let files: [ReportManifest.File]?

    init(_ state: ReportState) {
        switch state.progress {
        case .idle: (progress, failure) = ("idle", nil)
        case .building: (progress, failure) = ("building", nil)
        case .failed(let why): (progress, failure) = ("failed", why)
        }
        builtAt = state.built.map { $0.builtAt.ISO8601Format() }
        isOutdated = state.isOutdated
        changes = state.changes
        isOpen = state.isOpen
        contentDigest = state.isOpen ? state.built?.manifest.contentDigest : nil
        files = state.isOpen ? state.built?.manifest.files : nil
    }

    static let schema = Schema.object([
        ("progress", .text(oneOf: ["idle", "building", "failed"])), ("failure?", .text()),
        ("builtAt?", .text()), ("isOutdated", .flag), ("changes", .whole()), ("isOpen", .flag),
        ("contentDigest?", .text()),
        (
            "files?",
            .list(
                .object([("path", .text()), ("sha256", .text()), ("bytes", .whole(least: 0))])
            )
        ),
    ])
}
