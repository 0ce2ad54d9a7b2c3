import Foundation

/// What this program is called.
public enum Program {
    /// Version, by semantic versioning.
    public static let version = "0.1.0"
    /// Name with version, as reports print it.
    public static let name = "Consilience " + version

    /// The present time as journals write it: UTC, ISO 8601, whole seconds.
    ///
    /// `SOURCE_DATE_EPOCH` (seconds since 1970) takes its place where it is set, so that a review can
    /// be rebuilt with the same journal. See https://reproducible-builds.org/specs/source-date-epoch/
    @Sendable
    public static func now() -> String {
        let fixed = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"].flatMap(Double.init)
        let date = fixed.map { Date(timeIntervalSince1970: $0) } ?? Date()
        return date.ISO8601Format(.init(timeZone: .gmt))
    }

    /// Who uses the program: `CONSILIENCE_ACTOR`, else the account's name.
    public static func actor() -> String {
        let environment = ProcessInfo.processInfo.environment
        let account = environment["CONSILIENCE_ACTOR"] ?? NSUserName()
        return account.isEmpty ? "unknown" : account
    }
}
