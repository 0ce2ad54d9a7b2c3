import Hummingbird
import Logging
public import Workbench

/// Shows a review in the browser, read-only, to this machine only.
public struct WorkbenchServer: Sendable {
    private let folder: ReviewFolder

    /// Creates a server for the review in a folder; nothing is read or bound.
    public init(folder: ReviewFolder) { self.folder = folder }

    /// Serves until SIGINT or SIGTERM; requests that are under way are answered first.
    ///
    /// - Parameters:
    ///   - host: loopback address to listen on: `localhost`, `::1` or one in 127.0.0.0/8.
    ///   - port: port to listen on, 0 to 65535; 0 takes a free one.
    ///   - onStart: called once with the address, as soon as it can be opened.
    /// - Throws: `ServerError` before anything is bound; the system's error if the port is taken.
    public func run(
        host: String,
        port: Int,
        onStart: @escaping @Sendable (String) -> Void
    ) async throws {
        guard LoopbackAddress.contains(host) else { throw ServerError.notLoopback(host: host) }
        guard (0...65535).contains(port) else { throw ServerError.invalidPort(port) }
        try await application(host: host, port: port, onStart: onStart).runService()
    }

    /// The application, not yet running.
    func application(
        host: String = "127.0.0.1",
        port: Int = 0,
        onStart: @escaping @Sendable (String) -> Void = { _ in }
    ) -> some ApplicationProtocol {
        var logger = Logger(label: "consilience.serve")
        logger.logLevel = .error
        return Application(
            router: Routes(folder: folder).router(),
            configuration: ApplicationConfiguration(address: .hostname(host, port: port)),
            onServerRunning: { channel in
                let bound = channel.localAddress?.port ?? port
                onStart("http://\(LoopbackAddress.inAddress(host)):\(bound)/")
            },
            logger: logger
        )
    }
}
