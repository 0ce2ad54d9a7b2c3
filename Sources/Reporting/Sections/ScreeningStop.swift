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
            let works = NumberText.counted(closure.works, "work", "works")
            let back = closure.works - remaining
            let later: String
            if back > 0 {
                later =
                    " \(back) of them "
                    + (back == 1 ? "is" : "are") + " no longer among these: screened or merged "
                    + "with a screened work since."
            } else {
                later = ""
            }
            text += paragraph(
                """
                Screening of titles and abstracts was stopped with \(works) left unscreened, put \
                aside by the ranking (event \(String(standing.event)), closed by \(closure.by)). \
                Evidence: \(closure.evidence) They count as records marked as ineligible by \
                automation tools.\(later)
                """
            )
        }
        return text
    }
}
