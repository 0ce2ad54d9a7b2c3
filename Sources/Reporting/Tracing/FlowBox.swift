import Review
import Screening

/// A count of the flow diagram with what it counts.
struct FlowBox: Equatable {
    /// What a box counts.
    enum Members: Equatable {
        /// Records, named one by one.
        case records([RecordID])
        /// Works with their decisions at a stage.
        case works([Int], Stage)
        /// Studies by identifier.
        case studies([String])
    }

    /// Name of the box, as in the table of the counts.
    let name: String
    /// Part of the box (a database, a reason); empty for the whole.
    let part: String
    /// What is counted.
    let members: Members
    /// The rule by which it is counted.
    let rule: String
    /// Short names by which the box may be asked for.
    var aliases: [String] = []

    /// The count.
    var count: Int {
        switch members {
        case .records(let records): records.count
        case .works(let works, _): works.count
        case .studies(let studies): studies.count
        }
    }
}

extension Report {
    /// All boxes of the flow diagram with what they count, in the order of the table.
    ///
    /// Counted again from the works, by the rules of the diagram: a test holds both to each other.
    var flowBoxes: [FlowBox] {
        identifiedBoxes + screenedBoxes + reportBoxes(isOther: false)
            + (flow.otherReports == nil ? [] : reportBoxes(isOther: true)) + includedBoxes
    }

    private var identifiedBoxes: [FlowBox] {
        var boxes: [FlowBox] = []
        let kinds: [(SearchImport.Kind, String, String)] = [
            (.database, "Records from databases", "databases"),
            (.register, "Records from registers", "registers"),
            (.website, "Records from websites", "websites"),
            (.organisation, "Records from organisations", "organisations"),
            (.citation, "Records from citation searching", "citations"),
        ]
        for (kind, name, alias) in kinds {
            let sources = state.imports.filter { $0.search.kind == kind }
            if sources.isEmpty, !kind.isDatabaseOrRegister { continue }
            boxes.append(
                FlowBox(
                    name: name,
                    part: "",
                    members: .records(sources.flatMap(\.recordIDs)),
                    rule: "records read from the imports of this kind that count",
                    aliases: [alias]
                )
            )
            guard kind.isDatabaseOrRegister else { continue }
            var labels: [String] = []
            for label in sources.map(\.search.database) where !labels.contains(label) {
                labels.append(label)
            }
            boxes += labels.map { label in
                FlowBox(
                    name: name,
                    part: label,
                    members: .records(
                        sources.filter { $0.search.database == label }.flatMap(\.recordIDs)
                    ),
                    rule: "records read from the exports of \(label)",
                    aliases: [label]
                )
            }
        }
        let isMain = Set(
            state.imports.filter { $0.search.kind.isDatabaseOrRegister }.map(\.search.source)
        )
        let duplicates = state.works.flatMap { work in
            work.records.filter { isMain.contains($0.source) }.dropFirst()
        }
        boxes.append(
            FlowBox(
                name: "Duplicate records removed",
                part: "",
                members: .records(duplicates),
                rule: "of the records of a work from databases and registers all but the first",
                aliases: ["duplicates", "duplicates removed"]
            )
        )
        return boxes
    }

    private var screenedBoxes: [FlowBox] {
        let main = state.works.indices.filter { state.works[$0].isFromDatabases }
        let putAside = state.putAsideWorks
        let settled = main.filter { isSettled($0, .titleAbstract) }
        let excluded = settled.filter { exclusion($0, .titleAbstract) != nil }
        let isAside = Set(putAside)
        let awaiting = main.filter { !isSettled($0, .titleAbstract) && !isAside.contains($0) }
        func box(_ name: String, _ works: [Int], _ rule: String, _ alias: String...) -> FlowBox {
            FlowBox(
                name: name,
                part: "",
                members: .works(works, .titleAbstract),
                rule: rule,
                aliases: alias
            )
        }
        return [
            box(
                "Records marked as ineligible by automation tools",
                putAside,
                "works left unscreened when screening was closed",
                "automation",
                "automatic"
            ),
            box("Records removed for other reasons", [], "nothing is removed for other reasons"),
            box(
                "Records screened",
                settled,
                "works of databases and registers whose title and abstract were decided on",
                "screened"
            ),
            box(
                "Records excluded",
                excluded,
                "screened works excluded at title and abstract",
                "excluded",
                "records excluded"
            ),
        ]
            + parts(
                of: "Records excluded",
                excluded,
                .titleAbstract,
                flow.excludedReasons.map(\.label),
                "excluded"
            )
            + [
                box(
                    "Records awaiting screening",
                    awaiting,
                    "works of databases and registers without an outcome at title and abstract",
                    "awaiting screening"
                )
            ]
    }

    private func reportBoxes(isOther: Bool) -> [FlowBox] {
        let arm = isOther ? " (other methods)" : ""
        let sought = state.works.indices.filter {
            state.works[$0].isFromDatabases != isOther && state.isSought(work: $0)
        }
        let missing = sought.filter { state.fullTextOutcomes[$0] == .notRetrieved }
        let assessed = sought.filter {
            isSettled($0, .fullText) && state.fullTextOutcomes[$0] != .notRetrieved
        }
        let excluded = assessed.filter { exclusion($0, .fullText) != nil }
        let awaiting = sought.filter { !isSettled($0, .fullText) }
        func box(
            _ name: String,
            _ works: [Int],
            _ stage: Stage,
            _ rule: String,
            _ alias: String
        ) -> FlowBox {
            FlowBox(
                name: name + arm,
                part: "",
                members: .works(works, stage),
                rule: rule,
                aliases: [alias + arm]
            )
        }
        let labels = (isOther ? flow.otherReports?.excluded : flow.reports.excluded) ?? []
        return [
            box(
                "Reports sought for retrieval",
                sought,
                .titleAbstract,
                "works that passed title and abstract",
                "reports sought"
            ),
            box(
                "Reports not retrieved",
                missing,
                .fullText,
                "works sought whose report could not be had",
                "not retrieved"
            ),
            box(
                "Reports assessed for eligibility",
                assessed,
                .fullText,
                "works sought that were decided on by their full text",
                "reports assessed"
            ),
            box(
                "Reports excluded",
                excluded,
                .fullText,
                "works assessed that were excluded",
                "reports excluded"
            ),
        ]
            + parts(
                of: "Reports excluded" + arm,
                excluded,
                .fullText,
                labels.map(\.label),
                "reports excluded" + arm
            )
            + [
                box(
                    "Reports awaiting assessment",
                    awaiting,
                    .fullText,
                    "works sought without an outcome at full text",
                    "awaiting assessment"
                )
            ]
    }

    private var includedBoxes: [FlowBox] {
        var boxes: [FlowBox] = []
        if flow.newStudies != nil {
            boxes.append(
                FlowBox(
                    name: "New studies included",
                    part: "",
                    members: .studies(state.studies.map(\.row.id)),
                    rule: "studies of the extraction sheets",
                    aliases: ["studies", "studies included", "new studies"]
                )
            )
        }
        boxes.append(
            FlowBox(
                name: "Reports of new studies included",
                part: "",
                members: .works(state.includedWorks, .fullText),
                rule: "works included at title and abstract and at full text",
                aliases: ["reports", "included", "reports included", "new reports"]
            )
        )
        if flow.studiesInMetaAnalysis != nil {
            let pooled =
                results.flatMap(\.stages).filter(\.isPoolOfSeveralStudies)
                .flatMap { $0.poolable.map(\.source.row.study) }
            let accurate =
                accuracy.flatMap(\.stages).filter(\.isPoolOfSeveralStudies)
                .flatMap { $0.evaluations.map(\.source.row.study) }
            let studies = Set(pooled + accurate)
            boxes.append(
                FlowBox(
                    name: "Studies in the meta-analysis",
                    part: "",
                    members: .studies(studies.sorted()),
                    rule: "studies of the stages in which at least two studies were pooled",
                    aliases: ["meta-analysis", "studies in meta-analysis"]
                )
            )
        }
        return boxes
    }

    private func parts(
        of name: String,
        _ works: [Int],
        _ stage: Stage,
        _ labels: [String],
        _ alias: String
    ) -> [FlowBox] {
        labels.map { label in
            FlowBox(
                name: name,
                part: label,
                members: .works(
                    works.filter {
                        let reason = exclusion($0, stage) ?? nil
                        return (reason ?? (stage == .fullText ? "no reason given" : nil)) == label
                    },
                    stage
                ),
                rule: "those excluded for the reason '\(label)'",
                aliases: ["excluded/\(label)", "\(alias)/\(label)"]
            )
        }
    }

    private func isSettled(_ work: Int, _ stage: Stage) -> Bool {
        switch state.outcome(ofWork: work, at: stage) {
        case .included, .excluded, .notRetrieved: true
        case .awaiting, .conflict: false
        }
    }

    /// The reason of an exclusion, which may be absent; `nil` outside if the work is not excluded.
    private func exclusion(_ work: Int, _ stage: Stage) -> String?? {
        if case .excluded(let reason) = state.outcome(ofWork: work, at: stage) {
            return .some(reason)
        }
        return nil
    }
}
