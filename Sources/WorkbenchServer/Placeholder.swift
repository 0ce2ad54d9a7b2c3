// server stub
public import Workbench

/// s
public struct WorkbenchServer: Sendable {
    let folder: ReviewFolder
    /// s
    public init(folder: ReviewFolder) { self.folder = folder }
    /// s
    public func run(host: String, port: Int, onStart: @Sendable (String) -> Void) async throws {}
}
