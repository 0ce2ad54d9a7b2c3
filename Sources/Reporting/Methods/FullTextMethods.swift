import Review

extension Report {
    /// Reports sought, retrieved, assessed.
    var fullTextMethods: MethodsPart {
        var part = MethodsPart(heading: "Full texts")
        let arms = [flow.reports, flow.otherReports].compactMap { $0 }
        let sought = arms.reduce(0) { $0 + ($1.sought ?? 0) }
        guard sought > 0 else { return part }
        let missing = arms.reduce(0) { $0 + ($1.notRetrieved ?? 0) }
        let assessed = arms.reduce(0) { $0 + ($1.assessed ?? 0) }
        let excluded = arms.reduce(0) { $0 + $1.excludedTotal }
        let awaiting = arms.reduce(0) { $0 + $1.awaiting }
        part.sentences = [
            "\(Phrase.capitalised(Phrase.was(sought, "report", "reports"))) sought for retrieval; "
                + (missing == 0
                    ? "none is recorded as not retrieved" : "\(missing) could not be had")
                + ".",
            "\(Phrase.capitalised(Phrase.was(assessed, "report", "reports"))) assessed for "
                + "eligibility: \(excluded) excluded and \(assessed - excluded) included.",
        ]
        if awaiting > 0 {
            part.sentences.append(
                "\(NumberText.counted(awaiting, "report is", "reports are")) still to be assessed."
            )
        }
        let files = state.worksWithFullText.count { state.isSought(work: $0) }
        if files > 0 {
            part.sentences.append(
                "The full text of \(NumberText.counted(files, "report", "reports")) is kept beside "
                    + "the journal."
            )
        }
        if missing > 0 { part.gaps = ["What was tried to obtain the reports not retrieved"] }
        return part
    }
}
