import Foundation
import Testing
import Workbench

@testable import WorkbenchServer

/// A workbench that listens on a port of this machine.
struct RunningServer {
    /// The workbench.
    let workbench: WorkbenchServer
    /// The address that it printed, with the key for who works alone.
    let address: String
    /// Its port.
    let port: Int
    private let running: Task<Void, any Error>

    /// Starts it and waits until it listens.
    ///
    /// - Parameters:
    ///   - folder: the review.
    ///   - options: its options; the port is chosen by the system.
    /// - Returns: the workbench, which is to be stopped.
    /// - Throws: what the server throws before it listens.
    static func start(
        _ folder: ReviewFolder,
        _ options: ServingOptions = ServingOptions(port: 0)
    ) async throws -> RunningServer {
        let workbench = try WorkbenchServer(folder: folder, options: options)
        let (addresses, source) = AsyncStream.makeStream(of: String.self)
        let running = Task {
            defer { source.finish() }
            try await workbench.run { source.yield($0) }
        }
        var started: String?
        for await address in addresses {
            started = address
            break
        }
        let address = try #require(started)
        return RunningServer(
            workbench: workbench,
            address: address,
            port: try #require(URL(string: address)?.port),
            running: running
        )
    }

    /// Stops it and waits until it has stopped.
    func stop() async {
        running.cancel()
        _ = await running.result
    }
}
