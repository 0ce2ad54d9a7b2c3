import Bibliography
import Deduplication
import Reporting
import Review
import Screening
import Workbench

/// One record: what it says, what it belongs to, what was decided.
enum RecordPage {
    static let missing = FaultText.noSuchRecord

    /// Renders a record.
    ///
    /// - Throws: `.notFound` if the review has none of the name.
    static func page(
        _ view: ReviewView,
        _ id: RecordID,
        _ frame: PageFrame
    ) throws(RequestFault) -> Page {
        guard let index = view.state.workIndex[id], let record = view.records[id] else {
            throw .notFound(missing)
        }
        let work = view.state.works[index]
        let (standing, detail) = Standing.of(work: index, in: view.state)
        let reason: Markup = detail.map { " <small>\(frame.text($0.phrase))</small>" } ?? ""
        return Page(
            place: .records,
            title: record.title
                ?? "\(frame.text(.record)) \(id), \(frame.text(.recordWithoutTitle))",
            review: view.title,
            content: """
                <p><code>\(id.description)</code> \
                <span class="badge \(standing.tone)">\(frame.text(standing.title))</span>\(reason)</p>
                <h2>\(frame.text(.record))</h2>
                \(definitions(RecordFields.list(record, of: id, in: view.state, frame)))
                \(RecordNeighbours.elsewhere(work, view, frame))\
                \(RecordNeighbours.attached(index, view, frame))<h2>\(frame.text(.itsWork))</h2>
                \(copies(work, shown: id, view, frame))\(pairs(work, view, frame))
                <h2>\(frame.text(.decisionsOnWork))</h2>
                \(decisions(on: work, view, frame))\(discussions(onWork: index, id, view, frame))
                <h2>\(frame.text(.studyOfWork))</h2>
                \(studies(ofWork: index, view, frame))\
                \(try RecordNeighbours.related(to: id, view, frame))
                """
        )
    }

    private static func copies(
        _ work: Work,
        shown: RecordID,
        _ view: ReviewView,
        _ frame: PageFrame
    ) -> Markup {
        let rows = work.records.map { id -> [Markup] in
            let record = view.records[id]
            let name: Markup =
                id == shown
                ? "<code>\(id.description)</code> (\(frame.text(.thisOne)))"
                : "<a href=\"\(WebAddress.record(id))\"><code>\(id.description)</code></a>"
            let search = view.state.imports.first { $0.search.source == id.source }?.search
            return [
                name, "\(search?.database ?? "")",
                "<code>\(record.map { RecordFields.place($0, of: id, in: view.state) } ?? "")</code>",
                "\(record?.title ?? frame.text(.noTitle))",
            ]
        }
        return table(
            frame.text(.recordsOfWork),
            [
                frame.text(.record), frame.text(.databaseColumn), frame.text(.placeColumn),
                frame.text(.titleColumn),
            ],
            rows
        )
    }

    private static func pairs(_ work: Work, _ view: ReviewView, _ frame: PageFrame) -> Markup {
        let records = Set(work.records)
        let judgements = view.state.pairJudgements
        let judged = Set(judgements.map { Set([$0.row.first, $0.row.second]) })
        let machine = (view.state.resolution?.pairs ?? []).filter { pair in
            (records.contains(pair.first) || records.contains(pair.second))
                // The judgement itself stands below, with its author and reason.
                && !judged.contains([pair.first, pair.second])
        }.map { pair -> [Markup] in
            [
                "\(pair.first.description) – \(pair.second.description)",
                "\(frame.text(pair.decision == .merge ? .heldOneWork : .leftForPerson))",
                "\(frame.text(.programScore)) \(score(pair.score))",
                "\(frame.text(Phrase(rule: pair.rule))): \(frame.text(.reasons(pair.reasons)))",
            ]
        }
        let people = judgements.filter {
            records.contains($0.row.first) || records.contains($0.row.second)
        }.map { judged -> [Markup] in
            let row = judged.row
            return [
                "\(row.first.description) – \(row.second.description)",
                "\(frame.text(row.isSame ? .heldOneWork : .heldTwoWorks))",
                "\(row.reviewer), \(event(judged.event, view, frame))",
                "\(row.note ?? "") <small>\(judged.file):\(row.line)</small>",
            ]
        }
        guard !(machine + people).isEmpty else { return "" }
        return table(
            frame.text(.whyOneWork),
            [
                frame.text(.pairColumn), frame.text(.heldToBe), frame.text(.byColumn),
                frame.text(.whyColumn),
            ],
            machine + people
        )
    }

    private static func score(_ value: Double) -> String {
        // Three decimals without a format string: the value is from 0 to 1.
        let thousandths = Int((value * 1000).rounded())
        let digits = String(thousandths % 1000)
        return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - digits.count) + digits
    }

    private static func decisions(
        on work: Work,
        _ view: ReviewView,
        _ frame: PageFrame
    ) -> Markup {
        let records = Set(work.records)
        var rows: [[Markup]] = []
        for entry in view.snapshot.events {
            for decision in entry.payload.decisions
            where records.contains(decision.record) && isShown(decision, view) {
                rows.append(
                    cells(decision, of: entry, file: entry.payload.sourceFile?.name, view, frame)
                )
            }
        }
        return table(
            frame.text(.decisionsOldestFirst),
            [
                frame.text(.stageColumn), frame.text(.reviewerColumn), frame.text(.verdictColumn),
                frame.text(.reason), frame.text(.record), frame.text(.whenColumn),
                frame.text(.eventColumn), frame.text(.countsColumn),
            ],
            rows,
            empty: frame.text(.nobodyDecided)
        )
    }

    /// Whether a decision is open to whoever looks; a vote that was replaced tells as much as one that
    /// counts.
    private static func isShown(_ decision: Decision, _ view: ReviewView) -> Bool {
        guard let person = view.person, decision.reviewer != person else { return true }
        guard let work = view.whole.workIndex[decision.record] else { return false }
        return view.whole.isRevealed(work: work, at: decision.stage, to: person)
    }

    /// What was said about the votes, once there is anything that whoever looks may see.
    private static func discussions(
        onWork index: Int,
        _ id: RecordID,
        _ view: ReviewView,
        _ frame: PageFrame
    ) -> Markup {
        let parts = Stage.allCases.map { stage -> Markup in
            let discussion = Discussion(onWork: index, at: stage, in: view, as: view.person)
            guard !discussion.remarks.isEmpty else { return "" }
            return """
                <h3>\(frame.text(stage.phrase))</h3>
                \(DiscussionThread.list(discussion, frame))\
                <p><a href="\(ConflictPage.address(stage, id))">\(frame.text(.votesAndDiscussion))</a></p>

                """
        }.joined("")
        return parts.source.isEmpty ? "" : "\n<h2>\(frame.text(.discussion))</h2>\n\(parts)"
    }

    private static func cells(
        _ decision: Decision,
        of entry: Event,
        file: String?,
        _ view: ReviewView,
        _ frame: PageFrame
    ) -> [Markup] {
        let stands = view.state.decisions.contains {
            $0.event == entry.sequence && $0.file == file && $0.decision == decision
        }
        let isUndone = view.state.undoneEvents.contains(entry.sequence)
        let counts: Phrase =
            stands ? .countsYes : isUndone ? .countsUndone : .countsReplaced
        let role = decision.role == .consensus ? " " + frame.text(.settlementMark) : ""
        let note: Markup = decision.note.map { "<br><small>\($0)</small>" } ?? ""
        return [
            "\(frame.text(decision.stage.phrase))",
            "\(decision.reviewer)",
            "\(frame.language == .english ? decision.verdict.rawValue : frame.text(decision.verdict.phrase))\(role)",
            "\(decision.reason ?? "–")\(note)", "<code>\(decision.record.description)</code>",
            "<time datetime=\"\(entry.at)\">\(entry.at)</time>",
            """
            \(event(entry.sequence, view, frame)), \(frame.language == .english ? "by" : "von") \(entry.actor)<br>\
            <small>\(file.map { "\($0):\(decision.line)" } ?? frame.text(.inWorkbench))</small>
            """,
            "\(frame.text(counts))",
        ]
    }

    private static func event(
        _ sequence: Int,
        _ view: ReviewView,
        _ frame: PageFrame
    ) -> Markup {
        let name = frame.text(.oneEvent)
        return
            "<a href=\"\(LogPage.address(ofEvent: sequence, in: view))\">\(name) \(sequence)</a>"
    }

    private static func studies(
        ofWork index: Int,
        _ view: ReviewView,
        _ frame: PageFrame
    ) -> Markup {
        let named = view.state.studies.filter { study in
            study.row.reports.contains { view.state.workIndex[$0] == index }
        }
        guard !named.isEmpty else {
            return "<p class=\"empty\">\(frame.text(.noStudyNames))</p>\n"
        }
        let parts = named.map { study -> Markup in
            let evaluations = view.state.evaluations.count { $0.row.study == study.row.id }
            return "<h3>\(study.row.label)</h3>\n"
                + definitions(
                    RecordFields.list(study.row, frame)
                        + [
                            (frame.text(.evaluationsField), "\(evaluations)"),
                            (
                                frame.text(.extractedIn),
                                "\(study.file):\(study.row.line), \(event(study.event, view, frame))"
                            ),
                        ]
                )
        }
        return Markup(trusted: parts.map(\.source).joined())
    }
}
