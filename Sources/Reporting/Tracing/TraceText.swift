extension TraceAnswer {
    /// The answer as an indented tree.
    ///
    /// - Parameter limit: steps shown below each value; further ones are counted. `nil` shows all.
    /// - Returns: lines, each ended by a line feed.
    public func text(limit: Int? = 12) -> String {
        var lines: [String] = []
        if traces.count > 1 { lines.append("\(query) stands in \(traces.count) places") }
        for trace in traces.prefix(limit ?? traces.count) {
            if !lines.isEmpty { lines.append("") }
            lines += Self.lines(of: trace, depth: 0, limit)
        }
        if let limit, traces.count > limit {
            lines += ["", "… \(traces.count - limit) more places (--all lists them)"]
        }
        if !events.isEmpty { lines += ["", "Events"] }
        lines += events.map { "  \($0.sequence)  \($0.at)  \($0.actor)  \($0.kind): \($0.summary)" }
        return lines.map { $0 + "\n" }.joined()
    }

    private static func lines(of trace: Trace, depth: Int, _ limit: Int?) -> [String] {
        let margin = String(repeating: "  ", count: depth)
        var lines = [margin + trace.what + (trace.value.map { ": \($0)" } ?? "")]
        if let how = trace.how { lines.append(margin + "  = \(how)") }
        for step in trace.steps.prefix(limit ?? trace.steps.count) {
            switch step {
            case .derived(let inner): lines += Self.lines(of: inner, depth: depth + 1, limit)
            case .line(let line): lines.append("\(margin)  ← \(line.treeText)")
            case .event(let event):
                lines.append(
                    "\(margin)  ← event \(event.sequence) (\(event.kind)): \(event.summary)"
                )
            }
        }
        if let limit, trace.steps.count > limit {
            lines.append("\(margin)  … \(trace.steps.count - limit) more (--all lists them)")
        }
        return lines
    }
}

extension SourceLine {
    /// `FILE:LINE (record 3, event 2): text`, the text cut to a line of the screen.
    fileprivate var treeText: String {
        var place = file + (line.map { ":\($0)" } ?? "")
        if let column { place += " [\(column)]" }
        var notes = ["event \(event)"]
        if let position { notes.insert("record \(position)", at: 0) }
        place += " (\(notes.joined(separator: ", ")))"
        guard let text else { return place }
        let shown = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return place + " | " + (shown.count > 160 ? String(shown.prefix(160)) + "…" : shown)
    }
}
