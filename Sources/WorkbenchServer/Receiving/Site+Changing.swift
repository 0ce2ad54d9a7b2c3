import Workbench

extension Site {
    /// Changes the review by work that takes long, aside from what people wait for.
    ///
    /// - Parameters:
    ///   - actor: who causes it.
    ///   - body: adds to a draft; it may run more than once.
    /// - Returns: what the body returns, and the sequence number of the last event.
    /// - Throws: as `ReviewDesk.change`.
    @discardableResult
    func changeAside<Value: Sendable>(
        by actor: String,
        _ body: @escaping @Sendable (inout ReviewDraft) throws -> Value
    ) async throws -> (value: Value, sequence: Int) {
        let desk = desk
        return try await withTaskExecutorPreference(worker) {
            try await desk.change(by: actor, body)
        }
    }
}

extension InputRefused {
    /// The same faults, without paths of this machine and without what they tell of single votes, which
    /// may be hidden from the reader.
    var forReaders: InputRefused {
        InputRefused(
            faults.map { fault in
                let isPath = fault.file.hasPrefix("/")
                let file =
                    isPath ? fault.file.split(separator: "/").last.map(String.init) : nil
                let name = file ?? fault.file
                // The domain says in brackets how a work stands, and by whose votes.
                let telling = ["has not included (", "is not an included report ("]
                guard let part = telling.first(where: fault.what.contains),
                    let place = fault.what.firstRange(of: part)
                else {
                    return InputFault(
                        file: name,
                        line: fault.line,
                        column: fault.column,
                        what: fault.what
                    )
                }
                let end = fault.what.index(before: place.upperBound)
                let words = fault.what[..<end].trimmingSuffix { $0 == " " }
                return InputFault(
                    file: name,
                    line: fault.line,
                    column: fault.column,
                    what: String(words)
                )
            }
        )
    }
}

extension Substring {
    /// The text without the characters at its end that fit.
    fileprivate func trimmingSuffix(_ fits: (Character) -> Bool) -> Substring {
        var text = self
        while let last = text.last, fits(last) { text.removeLast() }
        return text
    }
}
