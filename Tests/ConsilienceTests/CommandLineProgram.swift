import Foundation
import TestSupport
import Testing

/// The built program, run as a user runs it.
enum CommandLineProgram {
    static var isBuilt: Bool { Checkout.binary != nil }

    /// Runs the program; the clock and the actor are fixed.
    @discardableResult
    static func run(
        _ arguments: [String],
        input: String = "",
        in folder: String? = nil,
        actor: String = "tester"
    ) throws -> ProcessOutcome {
        try runProcess(
            try #require(Checkout.binary),
            arguments,
            input: input,
            environment: ["CONSILIENCE_ACTOR": actor, "SOURCE_DATE_EPOCH": "1767225600"],
            in: folder
        )
    }

    /// Runs the program with `--json`, which must give one document and nothing else.
    static func json(
        _ arguments: [String],
        in folder: String? = nil,
        _ location: SourceLocation = #_sourceLocation
    ) throws -> Any {
        let outcome = try run(arguments + ["--json"], in: folder)
        #expect(outcome.status == 0, "\(outcome.errors)", sourceLocation: location)
        return try JSONSerialization.jsonObject(with: outcome.output)
    }

    /// The same for an object.
    static func object(
        _ arguments: [String],
        in folder: String? = nil,
        _ location: SourceLocation = #_sourceLocation
    ) throws -> [String: Any] {
        try #require(
            try json(arguments, in: folder, location) as? [String: Any],
            sourceLocation: location
        )
    }
}

/// Checks that the program refused its input: exit code 1, the reason on standard error only.
func expectRefused(
    _ outcome: ProcessOutcome,
    _ words: String...,
    at location: SourceLocation = #_sourceLocation
) {
    #expect(outcome.status == 1, sourceLocation: location)
    #expect(!outcome.wasKilled, sourceLocation: location)
    #expect(outcome.output.isEmpty, "\(outcome.text)", sourceLocation: location)
    for word in words {
        #expect(outcome.errors.contains(word), "\(outcome.errors)", sourceLocation: location)
    }
}
