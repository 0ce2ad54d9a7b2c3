import Workbench

/// Changes `review.yaml` and the protocol in the journal together.
struct ProtocolService: Sendable {
    let desk: ReviewDesk

    /// What a change would record, a sentence each.
    ///
    /// - Throws: `ChangeReviewFile.Stale`, `InputRefused` with every fault.
    func preview(_ change: ChangeReviewFile) async throws -> [String] {
        try change.check(desk.folder)
        return try await desk.preview { try change.run(on: &$0) }
    }

    /// Makes a change: the file and the journal, or neither.
    ///
    /// - Returns: what was recorded, a sentence each.
    /// - Throws: `ChangeReviewFile.Stale`, `InputRefused` with every fault.
    func save(_ change: ChangeReviewFile, by actor: String) async throws -> [String] {
        // All faults are found before the file is touched.
        _ = try await preview(change)
        let takeBack = try change.write(to: desk.folder)
        do {
            return try await desk.change(by: actor) { try change.run(on: &$0) }.value
        } catch {
            takeBack()
            throw error
        }
    }
}
