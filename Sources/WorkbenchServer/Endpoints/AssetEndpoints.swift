import Hummingbird

/// What the pages load: style, icon and script modules, and the stream that tells of changes.
enum AssetEndpoints {
    /// The script modules by the names of their files.
    static let modules: [String: [UInt8]] = [
        "appraisal.js": PackageResources.appraisal_js,
        "conflict.js": PackageResources.conflict_js,
        "duplicates.js": PackageResources.duplicates_js,
        "enter.js": PackageResources.enter_js,
        "extraction.js": PackageResources.extraction_js,
        "fulltexts.js": PackageResources.fulltexts_js,
        "import.js": PackageResources.import_js,
        "kept.js": PackageResources.kept_js, "live.js": PackageResources.live_js,
        "report.js": PackageResources.report_js,
        "screening.js": PackageResources.screening_js,
        "settings.js": PackageResources.settings_js,
        "synthesis.js": PackageResources.synthesis_js,
        "workbench.js": PackageResources.workbench_js,
    ]

    static var all: [Endpoint] {
        [
            .get("/style.css", nil) { _ in
                Answer.text(Stylesheet.text, "text/css; charset=utf-8")
            },
            .get("/icon.svg", nil) { _ in Answer.text(Page.icon, "image/svg+xml") },
            .get("/assets/:file", nil) { visit in
                guard let module = modules[try visit.part("file")] else {
                    throw RequestFault.notFound("There is no such file.")
                }
                return Answer.bytes(module, "text/javascript; charset=utf-8")
            },
            .value(
                .get,
                "/events",
                .read,
                Operation(
                    "watchReview",
                    "Server-sent events: the number of the last event, after each change.",
                    answer: .text(),
                    type: "text/event-stream"
                ),
                answer: ChangeStream.answer
            ),
        ]
    }
}
