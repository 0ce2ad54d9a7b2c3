import Review
import RiskOfBias

/// Where in the page the events behind sheet lines and records are named.
struct SourceAnchors: Sendable {
    private struct Place: Hashable {
        let file: String
        let line: Int
    }

    private var rows: [Place: Set<Int>] = [:]
    private var sources: [String: Int] = [:]

    /// Numbers the events that count, from 1; the journal's own numbers do not enter the report.
    init(_ state: ReviewState, _ events: [Event]) {
        let numbers = Dictionary(
            events.enumerated().map { ($1.sequence, $0 + 1) },
            uniquingKeysWith: { $1 }
        )
        for source in state.imports { sources[source.search.source] = numbers[source.event] }
        for item in state.decisions { add(item.file, item.decision.line, numbers[item.event]) }
        for item in state.studies { add(item.file, item.row.line, numbers[item.event]) }
        for item in state.evaluations { add(item.file, item.row.line, numbers[item.event]) }
        for item in state.appraisalAnswers { add(item.file, item.row.line, numbers[item.event]) }
        for item in state.pairJudgements { add(item.file, item.row.line, numbers[item.event]) }
    }

    private mutating func add(_ file: String?, _ line: Int?, _ number: Int?) {
        guard let file, let line, let number else { return }
        rows[Place(file: file, line: line), default: []].insert(number)
    }

    /// Anchor of an event in the page.
    static func anchor(_ number: Int) -> String { "event-\(number)" }

    /// Anchors of the events that a place belongs to, in their order.
    ///
    /// - Parameter place: `FILE:LINES` of a sheet, or a record.
    /// - Returns: the anchors; none if the place is not known.
    func anchors(of place: String) -> [String] {
        if let record = RecordID(place), let number = sources[record.source] {
            return [Self.anchor(number)]
        }
        let lines = SheetLines.places(in: place).map { Place(file: $0.file, line: $0.line) }
        let numbers = lines.reduce(into: Set<Int>()) { $0.formUnion(rows[$1] ?? []) }
        return numbers.sorted().map(Self.anchor)
    }
}

extension Report {
    /// The table with its sheet lines, records and counts linked to the events and lists behind them.
    ///
    /// Goes by the columns that name places, so that a new table needs no code of its own.
    func linkingSources(_ table: Table) -> Table {
        var table = table
        // Local and lazy: most tables name no place.
        lazy var anchors = SourceAnchors(state, standingEvents)
        for (column, header) in table.columns.enumerated() where header.place != .file {
            for row in table.rows.indices where table.rows[row].indices.contains(column) {
                let cell = table.rows[row][column]
                switch header.name {
                case "Sheet", "Decisions", "Records":
                    guard !header.isNumeric, let linked = linkingPlaces(cell, anchors) else {
                        continue
                    }
                    table.rows[row][column].markup =
                        header.name == "Records" ? "<code>\(linked)</code>" : linked
                case "n" where table.id == "prisma":
                    guard let section = section(ofBox: table.rows[row].first?.text ?? "") else {
                        continue
                    }
                    table.rows[row][column].markup =
                        "<a href=\"#\(section.rawValue)\">\(cell.text)</a>"
                default: continue
                }
            }
        }
        return table
    }

    /// `FILE:LINES; FILE:LINES`, each file as a link to its events; `nil` if none is known.
    private func linkingPlaces(_ cell: Table.Cell, _ anchors: SourceAnchors) -> Markup? {
        let places = cell.text.isEmpty ? cell.exact : cell.text
        let parts = places.split(separator: "; ").map(String.init)
        var isLinked = false
        let linked = parts.map { part -> Markup in
            let anchors = anchors.anchors(of: part)
            guard let first = anchors.first else { return Markup(text: part) }
            isLinked = true
            // A few lines may have come by several events; more than three would bury the row.
            let rest = anchors.dropFirst().prefix(3).map { anchor -> Markup in
                " <a href=\"#\(anchor)\" aria-label=\"\(part), another event\">+</a>"
            }
            return "<a href=\"#\(first)\">\(part)</a>\(rest)"
        }
        return isLinked ? linked.joined("; ") : nil
    }

    /// The section that lists what a box of the flow diagram counts.
    private func section(ofBox name: String) -> ReportSection? {
        if name.hasPrefix("Records from") || name.hasPrefix("Duplicate") { return .search }
        if name.contains("excluded") || name.contains("not retrieved") { return .excluded }
        if name.contains("screen") || name.contains("automation") || name.contains("awaiting") {
            return .screening
        }
        if name.contains("meta-analysis") { return .results }
        return name.contains("included") ? .studies : nil
    }

    /// The events that count, each with an anchor; without times and people, which the report leaves
    /// out.
    var eventList: Markup {
        // Every decision of the workbench is an event of its own: one line stands for all of them.
        let cast = standingEvents.count { $0.payload.isCastDecision }
        var isCastNamed = false
        let items = standingEvents.enumerated().map { index, event -> Markup in
            if event.payload.isCastDecision {
                defer { isCastNamed = true }
                let count = NumberText.counted(cast, "decision", "decisions")
                return isCastNamed
                    ? "" : "<li>\(event.payload.kind): \(count) in the workbench</li>\n"
            }
            let file: Markup =
                event.payload.sourceFile.map {
                    ", from \($0.name), SHA-256 <code>\(String($0.sha256.prefix(12)))…</code>"
                } ?? ""
            return """
                <li id="\(SourceAnchors.anchor(index + 1))">\(event.payload.kind): \
                \(event.payload.title)\(file)</li>

                """
        }
        guard !items.isEmpty else { return "" }
        return """
            <h3>Events behind the numbers</h3>
            \(paragraph("The sheet lines and records in the tables lead here. The files are kept with the review, each under its SHA-256; the command trace shows the lines themselves."))
            <ol class="events">
            \(items)</ol>

            """
    }
}
