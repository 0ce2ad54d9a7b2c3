import Bibliography
import Reporting
import Review
import Screening

/// The works on which votes disagree.
enum ConflictsPage {
    /// Renders the list of conflicts that the caller may see.
    static func page(_ view: ReviewView, _ settled: Settled?, _ frame: PageFrame) -> Page {
        let conflicts = ConflictList(view.state)
        let sections = Stage.allCases.map { stage -> Markup in
            let entries = conflicts.entries(at: stage)
            return """
                <section id="conflicts-\(stage.rawValue)" data-live>
                <h2>\(frame.text(stage.phrase))</h2>
                \(list(entries, stage, view, frame))</section>

                """
        }
        return Page(
            place: .conflicts,
            title: frame.text(.conflicts),
            review: view.title,
            scripts: settled == nil ? [] : ["conflict"],
            content: "\(ConflictPage.notice(settled, view, frame))\(sections)"
        )
    }

    private static func list(
        _ entries: [ConflictList.Entry],
        _ stage: Stage,
        _ view: ReviewView,
        _ frame: PageFrame
    ) -> Markup {
        let rows = entries.map { entry -> [Markup] in
            let row = view.row(of: entry.id)
            return [
                """
                <a href="\(ConflictPage.address(entry.stage, entry.id))">\
                \(row.title ?? frame.text(.noTitle))</a><br><small>\(row.byline)</small>
                """,
                "\(frame.text(entry.disagreement.phrase))", "\(entry.remarks.count)",
                lastWord(entry.remarks.last, frame),
            ]
        }
        return table(
            "\(frame.text(.conflicts)): \(frame.text(stage.phrase))",
            [
                frame.text(.record), frame.text(.disagreement), frame.text(.remarks),
                frame.text(.lastRemark),
            ],
            rows,
            numeric: [2],
            empty: frame.text(.noConflict)
        )
    }

    private static func lastWord(_ last: StandingRemark?, _ frame: PageFrame) -> Markup {
        guard let last else { return "–" }
        return "\(last.remark.author)<br>\(DiscussionThread.time(last.at))"
    }
}

extension Verdict {
    /// Name as printed.
    var phrase: Phrase {
        switch self {
        case .include: .include
        case .exclude: .exclude
        case .maybe: .maybe
        case .notRetrieved: .notRetrieved
        }
    }
}
