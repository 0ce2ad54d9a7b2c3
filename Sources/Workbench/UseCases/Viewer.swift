import Review

extension ReviewState {
    /// The review as the person named by `--as` may see it; all of it if nobody is named.
    ///
    /// - Parameter viewer: name of a reviewer, present or former, or an arbiter.
    /// - Returns: the review without what is hidden from the person.
    /// - Throws: `InputRefused` if the protocol does not name the person: a slip of the pen would show
    ///   nothing, or too much.
    func seen(byNamed viewer: String?) throws(InputRefused) -> ReviewState {
        guard let viewer else { return self }
        let known = (reviewProtocol?.allReviewers ?? []) + (reviewProtocol?.arbiters ?? [])
        guard known.contains(viewer) else {
            throw InputRefused(
                file: "--as",
                "unknown reviewer '\(viewer)'; the protocol names "
                    + (known.isEmpty ? "nobody" : known.map { "'\($0)'" }.joined(separator: ", "))
            )
        }
        return seen(by: viewer)
    }
}
