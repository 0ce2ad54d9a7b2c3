import Hummingbird

/// All addresses of the workbench.
struct Routes: Sendable {
    /// The endpoints, in the order in which they are documented.
    let endpoints: [Endpoint]
    private let site: Site

    init(site: Site) {
        self.site = site
        let listed =
            LoginEndpoints.all + ReadingEndpoints.all + ScreeningEndpoints.all
            + DiscussionEndpoints.all
            + ImportEndpoints.all + DuplicateEndpoints.all + FullTextEndpoints.all
            + ExtractionEndpoints.all + AppraisalEndpoints.all + SynthesisEndpoints.all
            + ReportEndpoints.all + SettingsEndpoints.all + PlanEndpoints.all
            + AccountEndpoints.all + AssetEndpoints.all
        let document = OpenAPI(listed).json
        endpoints =
            listed + [
                .get("/api/v1/openapi.json", nil) { _ in
                    Answer.text(document, "application/json; charset=utf-8")
                }
            ]
    }

    /// The router with all endpoints behind the gate and their doors.
    func router() -> Router<WorkContext> {
        let router = Router(context: WorkContext.self, options: .autoGenerateHeadEndpoints)
        router.add(
            middleware: Gate(options: site.options, addresses: AddressBook(endpoints))
        )
        let door = Door(site: site)
        for endpoint in endpoints {
            router.on(RouterPath(endpoint.path), method: endpoint.method) { request, context in
                try await door.enter(endpoint, request, context)
            }
        }
        return router
    }
}
