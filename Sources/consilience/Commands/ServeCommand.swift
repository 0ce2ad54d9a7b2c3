import ArgumentParser
import Workbench
import WorkbenchServer

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Show a review in the browser, read-only.",
        discussion: """
            The server answers on loopback addresses only.

            Example: consilience serve spine-review --port 8080
            """
    )

    @OptionGroup var target: FolderArgument
    @Option(help: "Loopback address to listen on.")
    var host = "127.0.0.1"
    @Option(help: "Port to listen on; 0 takes a free one.")
    var port = 8080

    func run() async throws {
        _ = try target.folder.read()
        try await WorkbenchServer(folder: target.folder).run(host: host, port: port) { address in
            Terminal.complain("Serving \(target.path) on \(address) — Control-C stops it.")
        }
    }
}
