import Bibliography
import Review
import Screening

/// The bibliographic facts and the decisions of each work, looked up once.
struct WorkLibrary: Sendable {
    private let state: ReviewState
    private let records: [RecordID: Record]
    private let decisions: [Stage: [Int: [StandingDecision]]]
    /// Names of the studies by identifier; where two would read the same, the identifier is added.
    let studyNames: [String: String]

    init(state: ReviewState, records: [RecordID: Record]) {
        self.state = state
        self.records = records
        var decisions: [Stage: [Int: [StandingDecision]]] = [:]
        for standing in state.decisions {
            guard let work = state.workIndex[standing.decision.record] else { continue }
            decisions[standing.decision.stage, default: [:]][work, default: []].append(standing)
        }
        self.decisions = decisions
        let labels = Dictionary(grouping: state.studies.map(\.row), by: \.label)
        var names: [String: String] = [:]
        for study in state.studies.map(\.row) {
            let isUnique = labels[study.label]?.count == 1 || study.label == study.id
            names[study.id] = isUnique ? study.label : "\(study.label) (\(study.id))"
        }
        studyNames = names
    }

    /// The decisions on a work at a stage, in the order of their sheets.
    func decisions(onWork index: Int, at stage: Stage) -> [StandingDecision] {
        decisions[stage]?[index] ?? []
    }

    /// The sheet lines of the decisions on a work at a stage.
    func decisionLines(onWork index: Int, at stage: Stage) -> String {
        let all = decisions(onWork: index, at: stage)
        let lines = SheetLines.text(
            all.compactMap { standing in standing.file.map { ($0, standing.decision.line) } }
        )
        let people = Set(all.filter { $0.file == nil }.map(\.decision.reviewer)).sorted()
        let cast = people.isEmpty ? "" : "workbench (\(people.joined(separator: ", ")))"
        return [lines, cast].filter { !$0.isEmpty }.joined(separator: "; ")
    }

    /// The records of a work as `FILE:POSITION`, in the order of their imports.
    func places(ofWork index: Int) -> String {
        state.works[index].records.map(\.description).joined(separator: "; ")
    }

    /// What the records say of a work; where several state a fact, the first one counts.
    func citation(ofWork index: Int) -> WorkCitation {
        WorkCitation(
            place: state.works[index].id,
            records: state.works[index].records.compactMap { records[$0] }
        )
    }

    /// What one record says.
    func citation(of record: RecordID) -> WorkCitation {
        WorkCitation(place: record, records: records[record].map { [$0] } ?? [])
    }
}

/// The facts by which a reader finds a document.
struct WorkCitation: Sendable, Equatable {
    let authors: String
    let year: Int?
    let title: String
    let journal: String
    let doi: String?
    let pmid: String?

    init(place: RecordID, records: [Record]) {
        let names = records.first { !$0.authors.isEmpty }?.authors ?? []
        let shown = names.prefix(3).map { name in
            switch name {
            case .person(let family, _): family
            case .literal(let text): text
            }
        }
        authors = shown.joined(separator: ", ") + (names.count > 3 ? ", et al." : "")
        year = records.lazy.compactMap(\.year).first
        title = records.lazy.compactMap(\.title).first ?? "Record \(place), without a title"
        journal = records.lazy.compactMap(\.journal).first ?? ""
        doi = records.lazy.compactMap(\.doi).first
        pmid = records.lazy.compactMap(\.pmid).first
    }

    /// Authors and year, `Wiese 2011`; a dash without either.
    var byline: String {
        let parts = [authors, year.map(String.init) ?? ""].filter { !$0.isEmpty }
        return parts.joined(separator: " ")
    }

    /// The document as the page shows it: title, then authors, year and journal.
    var markup: Markup {
        let rest = [byline, journal].filter { !$0.isEmpty }.joined(separator: ". ")
        let below: Markup = rest.isEmpty ? "" : "<br/><small>\(rest)</small>"
        return "\(title)\(below)"
    }

    /// Links to the document.
    var links: Markup {
        let links = [doi.map { link(doi: $0) }, pmid.map { link(pmid: $0) }].compactMap { $0 }
        return links.isEmpty ? "–" : links.joined("<br/>")
    }
}

/// Lines of sheets in short: `appraisals.csv:2–24, 30`.
enum SheetLines {
    /// The lines, sorted by file and line, runs joined.
    static func text(_ places: [(file: String, line: Int)]) -> String {
        let byFile = Dictionary(grouping: places, by: \.file)
        return byFile.keys.sorted().map { file in
            let lines = Set((byFile[file] ?? []).map(\.line)).sorted()
            return "\(file):\(runs(of: lines))"
        }.joined(separator: "; ")
    }

    private static func runs(of lines: [Int]) -> String {
        var runs: [ClosedRange<Int>] = []
        for line in lines {
            if let last = runs.last, last.upperBound + 1 == line {
                runs[runs.count - 1] = last.lowerBound...line
            } else {
                runs.append(line...line)
            }
        }
        return runs.map { run in
            run.count == 1 ? "\(run.lowerBound)" : "\(run.lowerBound)–\(run.upperBound)"
        }.joined(separator: ", ")
    }
}
