import MetaAnalysis
import Review
import RiskOfBias
import Screening

extension Tracer {
    /// A cell of a table, or its row where no column is named.
    ///
    /// - Parameters:
    ///   - table: a table of the report.
    ///   - row: index of the row.
    ///   - column: index of the column; `nil` for the whole row.
    /// - Returns: the trace.
    func trace(of table: Table, row: Int, column: Int?) -> Trace {
        let cells = table.rows[row]
        let label = cells.first.map { $0.exact.isEmpty ? $0.text : $0.exact } ?? ""
        var what = "\(table.path), row \(row + 1)" + (label.isEmpty ? "" : " (\(label))")
        var value: String?
        if let column, cells.indices.contains(column) {
            what += ", column '\(table.columns[column].name)'"
            let cell = cells[column]
            value = shown(cell)
            if !cell.exact.isEmpty, cell.exact != value {
                value = (value.map { "\($0), in full " } ?? "") + cell.exact
            }
        }
        let steps = steps(of: table, row: row, column: column)
        let isUnanchored = steps.isEmpty
        return Trace(
            what,
            value: value,
            how: table.title
                + (isUnanchored
                    ? "; the row names no study or record of its own: all events that count" : ""),
            steps: isUnanchored
                ? report.standingEvents.flatMap { eventStep($0.sequence) } : steps
        )
    }

    /// Text of a cell as the page shows it; `nil` if it shows nothing.
    func shown(_ cell: Table.Cell) -> String? {
        if !cell.text.isEmpty { return cell.text }
        return cell.markup.map { PlainText.of($0.source) }
    }

    private func steps(of table: Table, row: Int, column: Int?) -> [TraceStep] {
        switch table.id {
        case "prisma": return boxes(of: table, row)
        case "screening": return screening(table, row, column)
        case "agreement", "agreement-of-all": return agreement(table, row)
        case "published-figures": return protocolEvent
        case "modalities": return studies(labelled: table.rows[row]) { [$0.modality] }
        case "tasks": return studies(labelled: table.rows[row]) { [$0.task] }
        case "model-families": return studies(labelled: table.rows[row]) { [$0.modelFamily] }
        case "primary-tumours": return studies(labelled: table.rows[row]) { $0.primaryTumours }
        case "studies-per-year":
            return studies(labelled: table.rows[row]) { [$0.year.map(String.init)] }
        case "assessor-agreement": return answers(table.rows[row])
        default: break
        }
        for index in report.results.indices {
            if let steps = analysisSteps(of: table, row, column, index) { return steps }
        }
        for index in report.accuracy.indices {
            if let steps = accuracySteps(of: table, row, index) { return steps }
        }
        return anchors(of: table, row)
    }

    private func boxes(of table: Table, _ row: Int) -> [TraceStep] {
        let cells = table.rows[row].map(\.exact)
        return report.flowBoxes.filter { [$0.name, $0.part] == Array(cells.prefix(2)) }
            .map { .derived(trace(of: $0)) }
    }

    /// A box of the flow diagram with all that it counts.
    func trace(of box: FlowBox) -> Trace {
        let steps: [TraceStep] =
            switch box.members {
            case .records(let records): records.map { .derived(trace(ofRecord: $0)) }
            case .works(let works, let stage):
                works.map { .derived(trace(ofWork: $0, stages: [stage])) }
            case .studies(let ids): ids.compactMap { trace(ofStudy: $0) }.map { .derived($0) }
            }
        let isPutAside = box.aliases.contains("automation")
        return Trace(
            box.name + (box.part.isEmpty ? "" : ": \(box.part)"),
            value: NumberText.count(box.count),
            how: box.rule,
            steps: steps + (box.aliases.contains("duplicates") ? resolutionEvent : [])
                + (isPutAside ? state.closures.flatMap { eventStep($0.event) } : [])
        )
    }

    private func screening(_ table: Table, _ row: Int, _ column: Int?) -> [TraceStep] {
        guard Stage.allCases.indices.contains(row) else { return [] }
        let stage = Stage.allCases[row]
        let works = state.works.indices.filter { work in
            stage == .titleAbstract ? !state.isPutAside(work: work) : state.isSought(work: work)
        }.filter { work in
            let outcome = state.outcome(ofWork: work, at: stage)
            switch column.map({ table.columns[$0].name }) {
            case "Included": return outcome == .included
            case "Excluded": return outcome.words.hasPrefix("excluded")
            case "Not retrieved": return outcome == .notRetrieved
            case "In conflict": return outcome.words.hasPrefix("conflict")
            case "Awaiting votes":
                if case .awaiting = outcome { return true } else { return false }
            case "Conflicts settled":
                return report.disputes.contains {
                    $0.work == work && $0.stage == stage && $0.isSettled
                }
            default: return true
            }
        }
        return works.map { .derived(trace(ofWork: $0, stages: [stage])) }
    }

    /// The votes that an agreement was computed from.
    private func agreement(_ table: Table, _ row: Int) -> [TraceStep] {
        let cells = table.rows[row].map(\.exact)
        guard let stage = Stage.allCases.first(where: { cells.contains($0.title) }) else {
            return []
        }
        let pair = report.agreements.first {
            $0.stage == stage && cells.contains("\($0.first) and \($0.second)")
        }
        let names = pair.map { Set([$0.first, $0.second]) }
        let votes = state.decisions.filter { standing in
            let decision = standing.decision
            return decision.stage == stage && decision.role == .vote
                && names?.contains(decision.reviewer) != false
        }
        return votes.map(decisionStep)
    }

    private func studies(
        labelled cells: [Table.Cell],
        by labels: (Study) -> [String?]
    ) -> [TraceStep] {
        let label = cells.first?.exact ?? ""
        return state.studies.map(\.row).filter { study in
            labels(study).map { $0 ?? "not stated" }.contains(label)
        }
        .compactMap { trace(ofStudy: $0.id) }.map { .derived($0) }
    }

    /// The answers that an agreement of assessors was computed from: those to its item where the sheet
    /// names it so, else all of the two.
    private func answers(_ cells: [Table.Cell]) -> [TraceStep] {
        let texts = cells.map(\.exact)
        let pair = report.assessorAgreements.first {
            texts.contains("\($0.first) and \($0.second)")
        }
        let own = state.appraisalAnswers.filter {
            $0.row.assessor == pair?.first || $0.row.assessor == pair?.second
        }
        let asked = own.filter { $0.row.item == texts.first }
        return (asked.isEmpty ? own : asked).compactMap { extracted in
            extracted.row.line.map {
                sheetLine(extracted.file, $0, event: extracted.event, column: "answer")
            }
        }
    }

    private func analysisSteps(
        of table: Table,
        _ row: Int,
        _ column: Int?,
        _ index: Int
    ) -> [TraceStep]? {
        let result = report.results[index]
        let slug = report.slug(index)
        switch table.id {
        case "results-\(slug)":
            guard result.stages.indices.contains(row) else { return nil }
            let stage = result.stages[row]
            let name = column.map { table.columns[$0].name } ?? ""
            let isMean = name.hasPrefix("Weighted mean") || name.hasSuffix("in the mean")
            return isMean
                ? [.derived(mean(stage, of: result))] : [.derived(pool(stage, of: result))]
        case "drop-\(slug)":
            guard let drops = result.comparison?.drops, drops.indices.contains(row) else {
                return nil
            }
            return [.derived(drop(drops[row], of: result))]
        case "weighted-drop-\(slug)":
            guard result.weightedDrops.indices.contains(row) else { return nil }
            let drop = result.weightedDrops[row]
            return result.stages.filter { $0.stage == drop.from || $0.stage == drop.to }
                .map { .derived(mean($0, of: result)) }
        case "evaluations-\(slug)", "not-pooled-\(slug)":
            let all = result.stages.flatMap(\.evaluations)
            let rows = table.id.hasPrefix("not-") ? all.filter { $0.estimate == nil } : all
            guard rows.indices.contains(row) else { return nil }
            return [.derived(evaluation(rows[row], result.plan.measure))]
        default: return nil
        }
    }

    /// What the cells of a row name themselves: sheet lines, studies, records, files.
    ///
    /// Works for every table, so that a new one is traceable without code of its own.
    private func anchors(of table: Table, _ row: Int) -> [TraceStep] {
        var steps: [TraceStep] = []
        var studies: [String] = []
        var works: [Int] = []
        func name(_ id: String) {
            if !studies.contains(id) { studies.append(id) }
        }
        for (column, cell) in zip(table.columns, table.rows[row]) {
            let text = cell.exact
            guard !text.isEmpty else { continue }
            let lines = SheetLines.places(in: text).filter { isSheet($0.file) }
            steps += lines.flatMap { sheetLines($0.file, $0.line) }
            for part in text.split(separator: "; ").map(String.init) {
                if let work = RecordID(part).flatMap({ state.workIndex[$0] }),
                    !works.contains(work)
                {
                    works.append(work)
                }
            }
            if text.count == 64 {
                let event = report.standingEvents.first {
                    $0.payload.sourceFile?.sha256 == text
                }
                steps += eventStep(event?.sequence)
            }
            guard column.name == "Study" || column.name == "Identifier" else { continue }
            for (id, label) in report.library.studyNames.sorted(by: { $0.key < $1.key })
            where text == id || text == label || text.hasPrefix(label + ",")
                || text.hasPrefix(label + " (")
            {
                name(id)
            }
        }
        steps += studies.compactMap { trace(ofStudy: $0) }.map { .derived($0) }
        let known = Set(
            studies.flatMap { state.study($0)?.reports ?? [] }.compactMap { state.workIndex[$0] }
        )
        steps += works.filter { !known.contains($0) }.map { .derived(trace(ofWork: $0)) }
        if table.id.hasPrefix("duplicates") { steps += resolutionEvent }
        return steps
    }
}

extension SheetLines {
    /// Reads `text` back: each file with its lines.
    static func places(in text: String) -> [(file: String, line: Int)] {
        text.split(separator: "; ").flatMap { part -> [(file: String, line: Int)] in
            guard let colon = part.lastIndex(of: ":") else { return [] }
            let file = String(part[..<colon])
            return part[part.index(after: colon)...].split(separator: ", ").flatMap { run in
                let ends = run.split(separator: "–").compactMap { Int($0) }
                guard let first = ends.first, let last = ends.last, first <= last,
                    last - first < 1_000_000
                else { return [(file: String, line: Int)]() }
                return (first...last).map { (file: file, line: $0) }
            }
        }
    }
}

/// Markup without its marks.
enum PlainText {
    /// The characters outside tags, character references resolved.
    static func of(_ markup: String) -> String {
        var text = ""
        var isTag = false
        for sign in markup {
            switch sign {
            case "<":
                isTag = true
                if text.last != " ", !text.isEmpty { text.append(" ") }
            case ">": isTag = false
            default: if !isTag { text.append(sign) }
            }
        }
        for (name, sign) in [
            ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
        ] {
            text = text.replacing(name, with: sign)
        }
        return text.split(separator: " ").joined(separator: " ")
    }
}
