import Review

extension Report {
    /// How screening was stopped, for the methods: one paragraph for each closing that counts.
    ///
    /// The numbers are of today: works that somebody screened after the closing are told apart.
    var screeningStopText: Markup {
        var text: Markup = ""
        for standing in state.closures {
            let closure = standing.closure
            let remaining = state.putAside(by: standing)
            let isSentence = closure.evidence.last.map { ".!?".contains($0) } ?? false
            let evidence = closure.evidence + (isSentence ? "" : ".")
            let works = NumberText.counted(closure.works, "work", "works")
            let counted =
                remaining == closure.works
                ? "They count as records marked as ineligible by automation tools."
                : "\(remaining) count as records marked as ineligible by automation tools now; the "
                    + "others were screened later, or are the same work as another one."
            text += paragraph(
                """
                Screening of titles and abstracts was stopped with \(works) left unscreened, put \
                aside by the ranking (event \(String(standing.event))). \
                Evidence: \(evidence) \(counted)
                """
            )
        }
        return text
    }
}
