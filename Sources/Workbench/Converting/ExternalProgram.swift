import Foundation

/// A program that Consilience uses where it is installed, and does without where it is not.
public struct ExternalProgram: Sendable, Equatable {
    /// Name of the executable.
    public let name: String
    /// What it is needed for and how it is installed, for the message where it is missing.
    public let hint: String

    /// Turns SVG into PNG and PDF.
    public static let rsvgConvert = ExternalProgram(
        name: "rsvg-convert",
        hint: "it turns figures into PNG and PDF; Debian and Ubuntu: apt install librsvg2-bin, "
            + "macOS: brew install librsvg"
    )
    /// Turns text and tables into Word documents.
    public static let pandoc = ExternalProgram(
        name: "pandoc",
        hint:
            "it writes Word documents; Debian and Ubuntu: apt install pandoc, macOS: brew install "
            + "pandoc"
    )
    /// Tells which font stands in for another.
    static let fontMatch = ExternalProgram(name: "fc-match", hint: "it tells which fonts there are")

    /// Where the program is, by the folders of `PATH`; `nil` if it is not installed.
    public var path: String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Runs the program to its end.
    ///
    /// Documents carry no time of day: the program is told a fixed one, so that the same input gives
    /// the same bytes.
    ///
    /// - Parameter arguments: arguments, none of which a shell reads.
    /// - Returns: what it printed.
    /// - Throws: `InputRefused` if it is missing, or failed, with what it said.
    @discardableResult
    func run(_ arguments: [String]) throws(InputRefused) -> String {
        guard let path else {
            throw InputRefused(file: name, "is not installed: \(hint)")
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["SOURCE_DATE_EPOCH": "0", "LC_ALL": "C.UTF-8"],
            uniquingKeysWith: { _, new in new }
        )
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        process.standardInput = FileHandle.nullDevice
        do {
            try process.run()
        } catch {
            throw InputRefused(file: name, "cannot be started: \(error.localizedDescription)")
        }
        // Read before waiting: a full pipe would stop the program for ever.
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let text = String(decoding: data, as: UTF8.self)
        guard process.terminationStatus == 0 else {
            throw InputRefused(
                file: name,
                "failed with status \(process.terminationStatus): \(text.trimmed)"
            )
        }
        return text
    }
}
