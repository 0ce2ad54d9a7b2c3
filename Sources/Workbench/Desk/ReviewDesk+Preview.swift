import Review

extension ReviewDesk {
    /// Runs a use case on a draft that is thrown away: what it would do, and every fault that it finds.
    ///
    /// - Parameter body: adds to a draft.
    /// - Returns: what the use case returns.
    /// - Throws: `InputRefused`, `JournalError`, what the use case throws.
    public nonisolated func preview<Value: Sendable>(
        _ body: @Sendable (inout ReviewDraft) throws -> Value
    ) async throws -> Value {
        var draft = ReviewDraft(folder: folder, snapshot: try await snapshot())
        do {
            let value = try body(&draft)
            try draft.check()
            return value
        } catch let refused as InputRefused {
            throw refused.within(folder)
        }
    }
}

extension InputRefused {
    /// The same faults, with files named from the folder of the review on: where that lies on its machine
    /// is nobody's business who works on it from elsewhere.
    public func within(_ folder: ReviewFolder) -> InputRefused {
        InputRefused(
            faults.map { fault in
                let root = folder.path + "/"
                let file = fault.file == folder.path ? "." : fault.file.replacing(root, with: "")
                return InputFault(
                    file: file,
                    line: fault.line,
                    column: fault.column,
                    what: fault.what.replacing(root, with: "")
                )
            }
        )
    }
}
