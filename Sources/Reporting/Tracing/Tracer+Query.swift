import Bibliography
import Review
import Screening

/// Nothing in the report goes by a name that somebody asked to trace.
public struct TraceError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What was asked for.
    public var query: String
    /// What is wrong with it.
    public var what: String
    /// What could be asked for, a line each.
    public var known: [String]

    /// The fault, then what exists.
    public var description: String { ([what] + known).joined(separator: "\n") }
}

extension Tracer {
    /// Traces what a name or number means in the report.
    ///
    /// - Parameter query: a table cell (`results-auc:3:Pooled AUC`), a table, a figure, an analysis
    ///   (`auc/external`), a record (`FILE:POSITION`, `doi:…`, `pmid:…`), a study, a box of the flow
    ///   diagram, or a number as printed.
    /// - Returns: the traces; of a number one for each place where it stands.
    /// - Throws: `TraceError` with a list of what exists.
    public func trace(_ query: String) throws(TraceError) -> TraceAnswer {
        let name = query.split(separator: " ").joined(separator: " ")
        var traces = figure(name)
        if traces.isEmpty { traces = try tableTraces(name) }
        if traces.isEmpty { traces = analysis(name) }
        if traces.isEmpty { traces = record(name) }
        if traces.isEmpty { traces = trace(ofStudy: name).map { [$0] } ?? [] }
        if traces.isEmpty { traces = boxes(named: name) }
        if traces.isEmpty, let number = PrintedNumber(name) {
            traces = places(of: number)
            if traces.isEmpty {
                throw unknown(query, "'\(query)' stands in no table of the report")
            }
        }
        guard !traces.isEmpty else {
            throw unknown(query, "nothing in the report is called '\(query)'")
        }
        let events = traces.reduce(into: Set<Int>()) { $0.formUnion($1.eventNumbers) }
        return TraceAnswer(query: query, traces: traces, events: tracedEvents(events))
    }

    private func unknown(_ query: String, _ what: String) -> TraceError {
        let boxes = report.flowBoxes.compactMap { $0.aliases.first }
        return TraceError(
            query: query,
            what: what,
            known: [
                "tables: " + report.tables.map(\.id).joined(separator: ", "),
                "figures: " + report.figures.map(\.id).joined(separator: ", "),
                "analyses: "
                    + (report.results.map(\.plan.id) + report.accuracy.map(\.plan.id))
                    .joined(separator: ", "),
                "boxes of the flow diagram: " + boxes.joined(separator: ", "),
                "studies: " + state.studies.map(\.row.id).joined(separator: ", "),
                "records: FILE:POSITION with one of "
                    + state.imports.map(\.search.source).joined(separator: ", ")
                    + ", doi:…, pmid:…",
                "a cell: TABLE:ROW:COLUMN, row and column by number from 1 or by name",
            ]
        )
    }

    // MARK: Figures

    private func figure(_ name: String) -> [Trace] {
        // Drawing takes time, and a cell or record is no figure.
        guard !name.contains(":") else { return [] }
        var id = name
        if id.hasPrefix("figures/") { id = String(id.dropFirst("figures/".count)) }
        if id.hasSuffix(".svg") { id = String(id.dropLast(".svg".count)) }
        guard let figure = report.figures.first(where: { $0.id == id }) else { return [] }
        return [
            Trace(
                figure.path,
                value: figure.title,
                how: "drawn from the same values as the tables",
                steps: steps(ofFigure: id)
            )
        ]
    }

    private func steps(ofFigure id: String) -> [TraceStep] {
        for index in report.results.indices
        where ["forest-", "cumulative-"].map({ $0 + report.slug(index) }).contains(id) {
            return [.derived(trace(ofAnalysis: index))]
        }
        for (index, result) in report.results.enumerated() {
            for stage in result.stages
            where id == "funnel-\(report.slug(index))-\(stage.stage.rawValue)" {
                return [.derived(trace(ofAnalysis: index, stage: stage.stage))]
            }
        }
        for index in report.accuracy.indices
        where ["paired-forest-", "sroc-"].map({ $0 + report.accuracySlug(index) }).contains(id) {
            return [.derived(trace(ofAccuracy: index))]
        }
        switch id {
        case "prisma": return report.flowBoxes.map { .derived(trace(of: $0)) }
        case "source-overlap":
            return report.flowBoxes.filter { $0.aliases.contains("databases") }
                .map { .derived(trace(of: $0)) } + resolutionEvent
        case "studies-per-year":
            return state.studies.compactMap { trace(ofStudy: $0.row.id) }.map { .derived($0) }
        default: break
        }
        let tables = [
            "risk-of-bias": "risk-of-bias", "risk-of-bias-summary": "risk-of-bias",
            "agreement-screening": "agreement", "agreement-appraisal": "assessor-agreement",
        ]
        if let table = report.tables.first(where: { $0.id == tables[id] }) {
            return table.rows.indices.map { .derived(trace(of: table, row: $0, column: nil)) }
        }
        return report.standingEvents.flatMap { eventStep($0.sequence) }
    }

    // MARK: Tables

    private func tableTraces(_ name: String) throws(TraceError) -> [Trace] {
        var rest = name
        if rest.hasPrefix("tables/") { rest = String(rest.dropFirst("tables/".count)) }
        for table in report.tables.sorted(by: { $0.id.count > $1.id.count }) {
            for prefix in [table.id + ".csv", table.id] where rest.hasPrefix(prefix) {
                let tail = rest.dropFirst(prefix.count)
                if tail.isEmpty {
                    let rows = table.rows.indices.map {
                        TraceStep.derived(trace(of: table, row: $0, column: nil))
                    }
                    return [Trace(table.path, value: table.title, steps: rows)]
                }
                guard tail.first == ":" else { continue }
                return [try cell(of: table, String(tail.dropFirst()), name)]
            }
        }
        return []
    }

    /// A cell by `ROW:COLUMN`, or a row; either may hold a colon itself.
    private func cell(of table: Table, _ place: String, _ query: String) throws(TraceError) -> Trace
    {
        if let row = row(place, of: table) { return trace(of: table, row: row, column: nil) }
        for colon in place.indices where place[colon] == ":" {
            let column = String(place[place.index(after: colon)...])
            if let row = row(String(place[..<colon]), of: table),
                let column = self.column(column, of: table)
            {
                return trace(of: table, row: row, column: column)
            }
        }
        let columns = table.columns.filter { $0.place != .page }.enumerated().map {
            "\($0 + 1) \($1.name)"
        }
        throw TraceError(
            query: query,
            what: "'\(place)' is no cell of \(table.path); ROW:COLUMN expected",
            known: [
                "rows: 1 to \(table.rows.count)" + (table.rows.isEmpty ? " (it has none)" : ""),
                "columns: " + columns.joined(separator: ", "),
            ]
        )
    }

    /// A row by its number from 1, or by its first cell where only one row has it.
    private func row(_ text: String, of table: Table) -> Int? {
        if let number = Int(text), table.rows.indices.contains(number - 1) { return number - 1 }
        let wanted = text.lowercased()
        let rows = table.rows.indices.filter { row in
            let cells = table.rows[row].prefix(2)
            return cells.contains {
                $0.exact.lowercased() == wanted || $0.text.lowercased() == wanted
            }
        }
        return rows.count == 1 ? rows[0] : nil
    }

    /// A column by its name, or by its number from 1 as in the file.
    private func column(_ text: String, of table: Table) -> Int? {
        let inFile = table.columns.indices.filter { table.columns[$0].place != .page }
        if let number = Int(text), inFile.indices.contains(number - 1) { return inFile[number - 1] }
        let wanted = text.lowercased()
        return inFile.first { table.columns[$0].name.lowercased() == wanted }
            ?? table.columns.indices.first { table.columns[$0].name.lowercased() == wanted }
    }

    // MARK: Analyses, records, boxes

    private func analysis(_ name: String) -> [Trace] {
        for (index, result) in report.results.enumerated() {
            if name == result.plan.id { return [trace(ofAnalysis: index)] }
            guard name.hasPrefix(result.plan.id + "/") else { continue }
            let stage = String(name.dropFirst(result.plan.id.count + 1))
            guard let stage = EvaluationStage(rawValue: stage),
                result.stages.contains(where: { $0.stage == stage })
            else { continue }
            return [trace(ofAnalysis: index, stage: stage)]
        }
        for (index, result) in report.accuracy.enumerated() {
            if name == result.plan.id { return [trace(ofAccuracy: index)] }
            for stage in result.stages where name == "\(result.plan.id)/\(stage.stage.rawValue)" {
                return [trace(ofAccuracy: index, stage: stage.stage)]
            }
        }
        return []
    }

    private func record(_ name: String) -> [Trace] {
        let lowered = name.lowercased()
        var works: [Int] = []
        if let work = RecordID(name).flatMap({ state.workIndex[$0] }) { works = [work] }
        if lowered.hasPrefix("doi:") || lowered.hasPrefix("pmid:") {
            for id in state.imports.flatMap(\.recordIDs) {
                guard let record = report.input.records[id], let work = state.workIndex[id],
                    record.doi.map({ "doi:" + $0 }) == lowered
                        || record.pmid.map({ "pmid:" + $0 }) == lowered
                else { continue }
                if !works.contains(work) { works.append(work) }
            }
        }
        return works.map { work in
            var trace = trace(ofWork: work)
            for study in state.studies
            where study.row.reports.contains(where: { state.workIndex[$0] == work }) {
                trace.steps.append(
                    .derived(
                        Trace(
                            "reports on the study \(study.row.id)",
                            steps: [sheetLine(study.file, study.row.line, event: study.event)]
                        )
                    )
                )
            }
            return trace
        }
    }

    private func boxes(named name: String) -> [Trace] {
        let wanted = name.lowercased()
        let boxes = report.flowBoxes
        let exact = boxes.filter { box in
            box.aliases.contains { $0.lowercased() == wanted }
                || box.part.isEmpty && box.name.lowercased() == wanted
                || "\(box.name): \(box.part)".lowercased() == wanted
        }
        return exact.map { trace(of: $0) }
    }

    // MARK: Numbers

    private func places(of number: PrintedNumber) -> [Trace] {
        struct Place {
            let match: PrintedNumber.Match
            let table: Table
            let row: Int
            let column: Int
        }
        var places: [Place] = []
        for table in report.tables {
            for (row, cells) in table.rows.enumerated() {
                for (column, cell) in cells.enumerated() where column < table.columns.count {
                    let header = table.columns[column]
                    let isNumber =
                        header.isNumeric || header.place == .page || Double(cell.exact) != nil
                    guard isNumber, header.name != "PMID", header.name != "Links",
                        let match = number.match(exact: cell.exact, shown: shown(cell))
                    else { continue }
                    places.append(Place(match: match, table: table, row: row, column: column))
                }
            }
        }
        // Stable within a rank: the order of the report.
        let ranked = places.enumerated().sorted {
            ($0.element.match, $0.offset) < ($1.element.match, $1.offset)
        }
        return ranked.map {
            trace(of: $0.element.table, row: $0.element.row, column: $0.element.column)
        }
    }
}
