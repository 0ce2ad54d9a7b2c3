import Review

extension Report {
    /// The checklists that concern the review.
    ///
    /// PRISMA 2020 with its list for abstracts and PRISMA-S always; PRISMA-DTA where sensitivity or
    /// specificity is planned or extracted, TRIPOD-SRMA where an AUC is.
    public var checklists: [Checklist] {
        var lists: [Checklist] = [.prisma2020, .prismaAbstracts, .prismaS]
        if concerns([.sensitivity, .specificity]) { lists.append(.prismaDTA) }
        if concerns([.auc]) { lists.append(.tripodSRMA) }
        return lists
    }

    private func concerns(_ measures: Set<PerformanceMeasure>) -> Bool {
        results.contains { measures.contains($0.plan.measure) }
            || (measures.contains(.sensitivity) && !accuracy.isEmpty)
            || state.evaluations.contains { extracted in
                extracted.row.values.keys.contains(where: measures.contains)
                    || (extracted.row.crossTable != nil && measures.contains(.sensitivity))
            }
    }

    /// A checklist filled with what the review knows.
    ///
    /// - Parameter list: one of `checklists`.
    /// - Returns: a row per item.
    public func filled(_ list: Checklist) -> Table {
        filled(list, from: PackSource(self))
    }

    private func filled(_ list: Checklist, from source: PackSource) -> Table {
        Table(
            id: list.id,
            title: list.title,
            columns: [
                .init("Item"), .init("Section"), .init("Topic"), .init("What is asked"),
                .init("Status"), .init("Where"), .init("What the journal knows"),
                .init("Left for the authors"),
            ],
            rows: list.items.map { item in
                let answer = source.answers[item.fact] ?? answer(to: item.fact)
                return [
                    .init(item.number), .init(item.section), .init(item.topic), .init(item.asked),
                    .init(answer.status.rawValue), .init(answer.place), .init(answer.known),
                    .init(answer.left),
                ]
            }
        )
    }

    /// The filled checklists as CSV and Markdown.
    var checklistAttachments: [ReportAttachment] {
        checklists.flatMap { list -> [ReportAttachment] in
            let path = "checklists/\(list.id)"
            let purpose = "The checklist \(list.title), filled with what the journal knows, as "
            return [
                ReportAttachment(
                    path: path + ".csv",
                    purpose: purpose + "CSV.",
                    text: { $0.report.filled(list, from: $0).csv }
                ),
                ReportAttachment(
                    path: path + ".md",
                    purpose: purpose + "Markdown.",
                    text: { $0.report.markdown(list, $0.report.filled(list, from: $0)) }
                ),
            ]
        }
    }

    private func markdown(_ list: Checklist, _ table: Table) -> String {
        var text = "# \(Markdown.escaped(list.title))\n\n"
        text += Markdown.escaped(
            "\(list.reference) What is asked is put in our own words; submit the official form of "
                + "the publication."
        )
        text += "\n\n"
        if let note = list.note { text += Markdown.escaped(note) + "\n\n" }
        let counts = ChecklistStatus.allCases.map { status in
            let count = table.rows.count { $0[4].text == status.rawValue }
            return "\(status.rawValue): \(count)"
        }
        text += Phrase.closed(Phrase.capitalised(counts.joined(separator: "; "))) + "\n\n"
        return text + table.markdown
    }

    /// What the review has to say to a fact.
    func answer(to fact: ReportFact) -> ChecklistAnswer {
        searchAnswer(to: fact) ?? methodsAnswer(to: fact) ?? resultsAnswer(to: fact)
            ?? .authors(fact.request)
    }
}

extension ReportFact {
    /// What is asked of the authors where the journal cannot know a fact.
    var request: String {
        switch self {
        case .abstract: "Write the abstract; see the list for abstracts."
        case .rationale: "Say what is known and why the review is needed."
        case .clinicalRole:
            "Say what the models or tests are meant for in care, and what accuracy "
                + "would suffice."
        case .sensitivityMethods: "Describe sensitivity analyses; the protocol plans none."
        case .sensitivityResults: "Report sensitivity analyses; the journal holds none."
        case .interpretation: "Interpret the results beside other evidence."
        case .evidenceLimits: "Discuss the limits of the included evidence."
        case .processLimits: "Discuss the limits of how the review was done."
        case .implications: "Say what follows for practice, policy and research."
        case .registration: "Give register and number, or say that the review was not registered."
        case .protocolAccess: "Say where the protocol can be read, or that none was published."
        case .amendments: "Describe changes to the registration or the protocol."
        case .funding: "Name funders and other support, and their role."
        case .interests: "Declare the competing interests of the authors."
        case .contacts: "Say whether authors, experts or manufacturers were asked."
        case .otherMethods: "Describe any other way of searching, or say that there was none."
        case .limits: "Name limits in the queries with their reasons, or say that there were none."
        case .filters: "Cite published search filters, or say that none was used."
        case .priorWork: "Cite reviews whose queries were reused, or say that none was."
        case .peerReview: "Describe how the queries were reviewed by others, if they were."
        default: "The journal holds nothing on this yet."
        }
    }
}
