public import Foundation

/// What a process left behind.
public struct ProcessOutcome: Sendable, Equatable {
    /// Exit code, or the number of the signal that ended the process.
    public var status: Int32
    /// Whether a signal ended the process.
    public var wasKilled: Bool
    /// What it wrote to standard output.
    public var output: Data
    /// What it wrote to standard error.
    public var errors: String

    /// Standard output as text.
    public var text: String { String(decoding: output, as: UTF8.self) }
}

/// Runs a program to its end.
///
/// Its streams are files, so that no full pipe can stop it.
///
/// - Parameters:
///   - program: the program.
///   - arguments: its arguments, without its name.
///   - input: what it reads from standard input.
///   - environment: variables that are added to those of the tests.
///   - folder: folder it runs in; that of the tests if `nil`.
/// - Returns: exit code and output.
/// - Throws: if the program cannot be started.
public func runProcess(
    _ program: URL,
    _ arguments: [String],
    input: String = "",
    environment: [String: String] = [:],
    in folder: String? = nil
) throws -> ProcessOutcome {
    let streams = try TemporaryFolder()
    for name in ["output", "errors"] { try streams.write("", to: name) }
    try streams.write(input, to: "input")
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    process.standardInput = try FileHandle(forReadingFrom: streams.url("input"))
    process.standardOutput = try FileHandle(forWritingTo: streams.url("output"))
    process.standardError = try FileHandle(forWritingTo: streams.url("errors"))
    try process.run()
    process.waitUntilExit()
    return ProcessOutcome(
        status: process.terminationStatus,
        wasKilled: process.terminationReason == .uncaughtSignal,
        output: try Data(contentsOf: streams.url("output")),
        errors: try streams.text("errors")
    )
}
