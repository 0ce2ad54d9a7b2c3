import Foundation
import Review
import ReviewStore

/// Changes `review.yaml` and takes up what it then declares: both, or neither.
public struct ChangeReviewFile: Sendable {
    /// Somebody changed the file after it was shown.
    public struct Stale: Error, Equatable, Sendable, CustomStringConvertible {
        /// Creates the error.
        public init() {}

        /// What to do.
        public var description: String {
            "review.yaml was changed since you opened it. Nothing was written; load the page again and "
                + "make your change anew."
        }
    }

    /// What the file shall say.
    public var text: String
    /// Stamp of the file as it was shown; `nil` where there was none.
    public var basis: String?

    /// Creates the use case.
    ///
    /// - Parameters:
    ///   - text: what the file shall say.
    ///   - basis: stamp of the file as it was shown, by `stamp`; `nil` where there was none.
    public init(text: String, basis: String?) {
        self.text = text
        self.basis = basis
    }

    /// What the folder's file says, with its stamp; `nil` if there is none.
    ///
    /// - Throws: `InputRefused` if it cannot be read.
    public static func present(
        in folder: ReviewFolder
    ) throws(InputRefused) -> (text: String, stamp: String)? {
        guard folder.declaresItself else { return nil }
        let bytes = try folder.bytes(of: "review.yaml")
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw InputRefused(file: "review.yaml", "is no UTF-8 text")
        }
        return (text, sha256(bytes))
    }

    /// A text that a browser sent, with the line ends of the file that it replaces: browsers know but one
    /// kind.
    public static func withLineEnds(of present: String?, _ text: String) -> String {
        guard let present, present.unicodeScalars.contains("\r") else { return text }
        let isUniform = !present.replacing("\r\n", with: "").unicodeScalars.contains("\n")
        return isUniform ? text.replacing("\n", with: "\r\n") : text
    }

    /// Refuses a change that rests on what the file no longer says.
    ///
    /// - Throws: `Stale`, `InputRefused`.
    public func check(_ folder: ReviewFolder) throws {
        guard try Self.present(in: folder)?.stamp == basis else { throw Stale() }
    }

    /// Adds to a draft what the changed file declares.
    ///
    /// - Parameter draft: the draft.
    /// - Returns: what would be recorded, a sentence each.
    /// - Throws: `InputRefused` with every fault, `JournalError`.
    public func run(on draft: inout ReviewDraft) throws -> [String] {
        let known = draft.payloads.count
        try SynchroniseFolder(declaration: Array(text.utf8)).run(on: &draft)
        try draft.check()
        return draft.payloads.dropFirst(known).map(\.summary)
    }

    /// Writes the file, whole or not at all, unless it has changed.
    ///
    /// - Returns: a way back to what it said before.
    /// - Throws: `Stale`, `InputRefused` if it cannot be written.
    public func write(to folder: ReviewFolder) throws -> @Sendable () -> Void {
        let before = try Self.present(in: folder)
        guard before?.stamp == basis else { throw Stale() }
        let url = URL(fileURLWithPath: folder.reviewFilePath)
        do {
            try Data(text.utf8).write(to: url, options: .atomic)
        } catch {
            throw InputRefused(
                file: "review.yaml",
                "cannot be written: \(error.localizedDescription)"
            )
        }
        return {
            if let before {
                try? Data(before.text.utf8).write(to: url, options: .atomic)
            } else {
                try? FileManager.default.removeItem(at: url)
            }
        }
    }
}
