import Foundation
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import NIOSSL
public import Workbench

/// The workbench in the browser, for one person on this machine or for a team.
public struct WorkbenchServer: Sendable {
    let site: Site
    private let options: ServingOptions

    /// Opens the review in a folder; nothing is bound yet.
    ///
    /// - Parameters:
    ///   - folder: folder of the review; one that has only a `review.yaml` gets an empty journal.
    ///   - options: how it is served.
    /// - Throws: `ServerError`, `InputRefused`, `JournalError`.
    public init(folder: ReviewFolder, options: ServingOptions = ServingOptions()) throws {
        try options.check()
        self.options = options
        site = try Site(folder: folder, options: options)
    }

    /// Serves until SIGINT or SIGTERM; requests that are under way are answered first.
    ///
    /// - Parameter onStart: called once, as soon as the workbench can be opened, with the address by
    ///   which the first browser enters: alone it holds once; a team without accounts is given an
    ///   invitation for its first admin, any other the plain address.
    /// - Throws: `InputRefused` for files of TLS that cannot be read; the system's error if the port
    ///   is taken.
    public func run(onStart: @escaping @Sendable (String) -> Void) async throws {
        try await application(onStart: onStart).runService()
    }

    /// The application, not yet running.
    func application(
        onStart: @escaping @Sendable (String) -> Void = { _ in }
    ) throws -> some ApplicationProtocol {
        var logger = Logger(label: "consilience.serve")
        logger.logLevel = .error
        let path = try site.firstInvitationPath() ?? site.entryPath ?? "/"
        let options = options
        return Application(
            router: Routes(site: site).router(),
            server: try server(),
            configuration: ApplicationConfiguration(
                address: .hostname(options.host, port: options.port)
            ),
            onServerRunning: { channel in
                let bound = channel.localAddress?.port ?? options.port
                let scheme = options.tls == nil ? "http" : "https"
                onStart("\(scheme)://\(LoopbackAddress.inAddress(options.host)):\(bound)\(path)")
            },
            logger: logger
        )
    }

    /// Idle connections are closed after a while, so that nobody can hold all of them.
    private func server() throws -> HTTPServerBuilder {
        let plain = HTTPServerBuilder.http1(
            configuration: HTTP1Channel.Configuration(idleTimeout: .seconds(120))
        )
        guard let files = options.tls else { return plain }
        do {
            let chain = try NIOSSLCertificate.fromPEMFile(files.certificate)
            let key = try NIOSSLPrivateKey(file: files.key, format: .pem)
            var configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: chain.map { .certificate($0) },
                privateKey: .privateKey(key)
            )
            configuration.minimumTLSVersion = .tlsv12
            return try .tls(plain, tlsConfiguration: configuration)
        } catch {
            throw InputRefused(
                file: files.certificate,
                "the certificate or the key '\(files.key)' cannot be used: \(error)"
            )
        }
    }
}
