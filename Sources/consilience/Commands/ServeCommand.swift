import ArgumentParser
import Workbench
import WorkbenchServer

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Work on a review in the browser, alone or as a team.",
        discussion: """
            Alone, the server answers on loopback addresses only, to the browser that opens the \
            address it prints: the key in it holds once. With --team people log in with accounts; \
            the first address printed invites the admin. Beyond this machine a team needs HTTPS: a \
            certificate, or a proxy that speaks it. See docs/workbench.md.

            Example: consilience serve spine-review --port 8080
            """
    )

    @OptionGroup var target: FolderArgument
    @Option(help: "Address to listen on.")
    var host = "127.0.0.1"
    @Option(help: "Port to listen on; 0 takes a free one.")
    var port = 8080
    @Flag(help: "Several people work on the review and log in with accounts.")
    var team = false
    @Option(help: "Name of the admin who is invited if the review has no accounts yet.")
    var admin = "admin"
    @Option(help: "Certificate chain (PEM).", completion: .file())
    var tlsCertificate: String?
    @Option(help: "Key of the certificate (PEM).", completion: .file())
    var tlsKey: String?
    @Flag(help: "A proxy in front of the workbench speaks HTTPS with the browsers.")
    var behindProxy = false

    func validate() throws {
        if (tlsCertificate == nil) != (tlsKey == nil) {
            throw ValidationError("--tls-certificate and --tls-key go together")
        }
    }

    func run() async throws {
        let files = tlsCertificate.flatMap { certificate in
            tlsKey.map { ServingOptions.TLS(certificate: certificate, key: $0) }
        }
        let options = ServingOptions(
            host: host,
            port: port,
            isTeam: team,
            tls: files,
            isBehindProxy: behindProxy,
            firstAdmin: admin
        )
        try await WorkbenchServer(folder: target.folder, options: options).run { address in
            Terminal.complain("Serving \(target.path) on \(address) — Control-C stops it.")
        }
    }
}
