import Screening

extension ReviewState {
    /// The flow diagram's counts, derived from the works and their outcomes.
    ///
    /// A work is one box entry however many records it has; its other records are the duplicates. A
    /// work that any database or register holds belongs to their arm.
    ///
    /// - Parameter studiesInMetaAnalysis: studies that entered a pooled estimate, if any was computed.
    /// - Returns: the counts, which add up by construction.
    public func prismaFlow(studiesInMetaAnalysis: Int? = nil) -> PRISMAFlow {
        var flow = PRISMAFlow()
        countIdentified(&flow)
        let main = works.indices.filter { works[$0].isFromDatabases }
        let other = works.indices.filter { !works[$0].isFromDatabases }
        let settled = main.filter { isSettled(titleAbstractOutcomes[$0]) }
        let excluded = settled.filter { isExcluded(titleAbstractOutcomes[$0]) }
        let putAside = putAsideWorks.count
        flow.excludedAutomatic = putAside
        flow.screened = settled.count
        flow.awaitingScreening = main.count - settled.count - putAside
        flow.excluded = excluded.count
        flow.excludedReasons = parts(
            excluded.compactMap { reason(titleAbstractOutcomes[$0]) },
            order: reviewProtocol?.titleAbstractReasons ?? []
        )
        flow.reports = reports(of: main)
        if !other.isEmpty { flow.otherReports = reports(of: other) }
        flow.newReports = includedWorks.count
        if !studies.isEmpty {
            flow.newStudies = studies.count
        }
        flow.studiesInMetaAnalysis = studiesInMetaAnalysis
        return flow
    }

    /// The counts of the flow diagram, with the studies that the planned analyses pool.
    ///
    /// A study counts where at least two studies were pooled: the single study of a stage is shown
    /// with its own estimate, which is no meta-analysis. Without evaluations nothing is known yet,
    /// and the box is left out.
    ///
    /// - Parameters:
    ///   - results: results of the planned analyses.
    ///   - accuracy: results of the planned analyses of accuracy.
    /// - Returns: the counts, as the report and its figure show them.
    public func prismaFlow(
        of results: [PlannedResult],
        accuracy: [AccuracyResult]
    ) -> PRISMAFlow {
        guard !(results.isEmpty && accuracy.isEmpty), !evaluations.isEmpty else {
            return prismaFlow()
        }
        let pooled = results.flatMap(\.stages).filter(\.isPoolOfSeveralStudies)
            .flatMap { $0.poolable.map(\.source.row.study) }
        let together = accuracy.flatMap(\.stages).filter(\.isPoolOfSeveralStudies)
            .flatMap { $0.evaluations.map(\.source.row.study) }
        return prismaFlow(studiesInMetaAnalysis: Set(pooled + together).count)
    }

    /// The counts of the flow diagram, with the studies that the planned analyses pool.
    public var plannedFlow: PRISMAFlow { prismaFlow(of: results, accuracy: accuracyResults) }

    /// Included reports that no study of the extraction names yet, by the names of their works.
    public var reportsWithoutStudy: [RecordID] {
        let linked = Set(studies.flatMap { $0.row.reports.compactMap { workIndex[$0] } })
        return includedWorks.filter { !linked.contains($0) }.map { works[$0].id }
    }

    private func countIdentified(_ flow: inout PRISMAFlow) {
        func perSource(_ kind: SearchImport.Kind) -> [PRISMAFlow.Part] {
            var parts: [PRISMAFlow.Part] = []
            for source in imports where source.search.kind == kind {
                let count = source.search.recordsRead
                if let place = parts.firstIndex(where: { $0.label == source.search.database }) {
                    parts[place].count += count
                } else {
                    parts.append(.init(label: source.search.database, count: count))
                }
            }
            return parts
        }
        func total(_ parts: [PRISMAFlow.Part]) -> Int { parts.reduce(0) { $0 + $1.count } }
        func otherMethod(_ kind: SearchImport.Kind) -> Int? {
            let parts = perSource(kind)
            return parts.isEmpty ? nil : total(parts)
        }
        flow.databases = perSource(.database)
        flow.databaseTotal = total(flow.databases)
        flow.registers = perSource(.register)
        flow.registerTotal = total(flow.registers)
        flow.websites = otherMethod(.website)
        flow.organisations = otherMethod(.organisation)
        flow.citations = otherMethod(.citation)
        let kinds = Dictionary(
            imports.map { ($0.search.source, $0.search.kind) },
            uniquingKeysWith: { first, _ in first }
        )
        flow.duplicates = works.filter(\.isFromDatabases).reduce(0) { sum, work in
            sum - 1
                + work.records.count { kinds[$0.source]?.isDatabaseOrRegister == true }
        }
        flow.excludedOther = 0
    }

    private func reports(of indices: [Int]) -> PRISMAFlow.Reports {
        let sought = indices.filter { isSought(work: $0) }
        let notRetrieved = sought.filter { fullTextOutcomes[$0] == .notRetrieved }
        let assessed = sought.filter {
            isSettled(fullTextOutcomes[$0]) && fullTextOutcomes[$0] != .notRetrieved
        }
        let excluded = assessed.filter { isExcluded(fullTextOutcomes[$0]) }
        return PRISMAFlow.Reports(
            sought: sought.count,
            notRetrieved: notRetrieved.count,
            assessed: assessed.count,
            excluded: parts(
                excluded.map { reason(fullTextOutcomes[$0]) ?? "no reason given" },
                order: reviewProtocol?.fullTextReasons ?? []
            ),
            awaiting: sought.count - notRetrieved.count - assessed.count
        )
    }

    /// Counts labels; those of the protocol in its order, others after them by name.
    private func parts(_ labels: [String], order: [String]) -> [PRISMAFlow.Part] {
        var counts: [String: Int] = [:]
        for label in labels { counts[label, default: 0] += 1 }
        let known = order.filter { counts[$0] != nil }
        let others = counts.keys.filter { !order.contains($0) }.sorted()
        return (known + others).map { .init(label: $0, count: counts[$0] ?? 0) }
    }

    private func isSettled(_ outcome: Outcome) -> Bool {
        switch outcome {
        case .included, .excluded, .notRetrieved: true
        case .awaiting, .conflict: false
        }
    }

    private func isExcluded(_ outcome: Outcome) -> Bool {
        if case .excluded = outcome { true } else { false }
    }

    private func reason(_ outcome: Outcome) -> String? {
        if case .excluded(let reason) = outcome { reason } else { nil }
    }
}
