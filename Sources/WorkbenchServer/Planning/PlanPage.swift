import Reporting
import Review
import Screening
import Statistics
import Workbench

/// Who screens what: assignments, calibration rounds, and the end of screening.
enum PlanPage {
    /// Renders the plan.
    static func page(_ view: ReviewView, _ frame: PageFrame) -> Page {
        Page(
            place: .settings,
            title: frame.text(.screeningPlan),
            review: view.title,
            content: """
                <p><a href="/settings">\(frame.text(.settings))</a> · \
                <a href="/screening-panel">\(frame.text(.stoppingPanel))</a></p>
                \(left(view, frame))\(assign(view, frame))\(calibrate(view, frame))\(close(view, frame))
                """
        )
    }

    private static func left(_ view: ReviewView, _ frame: PageFrame) -> Markup {
        let people = view.whole.reviewProtocol?.reviewers ?? []
        let rows = people.map { person -> [Markup] in
            let counts = Stage.allCases.map { stage -> Markup in
                let works = view.whole.works.indices.count {
                    view.whole.isExpected(person, onWork: $0, at: stage)
                }
                return "\(works)"
            }
            return ["\(person)"] + counts
        }
        return table(
            frame.text(.worksLeft),
            [frame.text(.reviewerColumn)] + Stage.allCases.map { frame.text($0.phrase) },
            rows,
            numeric: [1, 2],
            empty: frame.text(.noReviewersYet)
        )
    }

    private static func stages(_ frame: PageFrame) -> Markup {
        SynthesisPage.select(
            "stage",
            frame.text(.stageOfScreening),
            Stage.allCases.map { ($0.rawValue, frame.text($0.phrase), $0 == .titleAbstract) }
        )
    }

    private static func assign(_ view: ReviewView, _ frame: PageFrame) -> Markup {
        let people = (view.whole.reviewProtocol?.reviewers ?? []).map { name -> Markup in
            """
            <label class="choice"><input type="checkbox" name="reviewer" value="\(name)" checked> \
            \(name)</label>

            """
        }
        return """
            <h2>\(frame.text(.assignWorks))</h2>
            <p class="note">\(frame.text(.assignNote))</p>
            <form class="sheet" method="post" action="/screening-plan/assign">\(tokenField(frame))
            \(stages(frame))<fieldset class="plain"><legend>\(frame.text(.amongWhom))</legend>
            \(people)</fieldset>
            <label>\(frame.text(.votesEach)) <input name="votes" type="number" min="1" max="99" \
            value="\(view.whole.votesPerRecord)"></label>
            \(seed(frame))<button>\(frame.text(.distribute))</button></form>

            """
    }

    private static func seed(_ frame: PageFrame) -> Markup {
        """
        <label>\(frame.text(.seed)) <input name="seed" type="number" min="0" value="1" required></label>

        """
    }

    private static func calibrate(_ view: ReviewView, _ frame: PageFrame) -> Markup {
        let rows = view.status.rounds.map { round -> [Markup] in
            let waiting = round.left.sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value))" }
            let agreements = round.agreements.compactMap { pair -> String? in
                guard let agreement = pair.agreement else { return nil }
                return "\(pair.first) – \(pair.second): \(agreement.agreed)/\(agreement.subjects)"
            }
            return [
                "\(round.name)", "\(round.stage)", "\(round.works)",
                "\(waiting.isEmpty ? "–" : waiting.joined(separator: ", "))",
                "\(agreements.isEmpty ? "–" : agreements.joined(separator: "; "))",
            ]
        }
        return """
            <h2>\(frame.text(.calibrationRounds))</h2>
            <p class="note">\(frame.text(.calibrationNote))</p>
            \(table(
                frame.text(.calibrationRounds),
                [
                    frame.text(.roundColumn), frame.text(.stageOfScreening),
                    frame.text(.worksColumn), frame.text(.waitsForColumn),
                    frame.text(.agreementColumn),
                ],
                rows, numeric: [2], empty: frame.text(.noRound)
            ))<form class="sheet" method="post" action="/screening-plan/calibrate">\(tokenField(frame))
            \(stages(frame))<label>\(frame.text(.numberOfWorks)) <input name="records" type="number" \
            min="1" max="100000" value="20" required></label>
            <label>\(frame.text(.nameOfRound)) <input name="name" maxlength="80"></label>
            \(seed(frame))<button>\(frame.text(.drawRound))</button></form>

            """
    }

    private static func close(_ view: ReviewView, _ frame: PageFrame) -> Markup {
        let count = view.whole.unscreenedWorks.count
        guard count > 0 else { return "" }
        return """
            <h2>\(frame.text(.closeScreening))</h2>
            <p class="note">\(frame.text(.closeNote)) \
            <a href="/screening-panel">\(frame.text(.stoppingPanel))</a></p>
            <form class="sheet" method="post" action="/screening-plan/close">\(tokenField(frame))
            <input type="hidden" name="basis" value="\(count)">
            <p>\(frame.text(.unscreenedWorks)): <b>\(count)</b></p>
            <label>\(frame.text(.evidenceForStopping)) <textarea name="evidence" rows="3" required \
            maxlength="2000"></textarea></label>
            <button>\(frame.text(.close))</button></form>

            """
    }
}

/// The evidence on whether screening may stop.
enum StoppingPage {
    /// Renders the panel.
    static func page(_ panel: StoppingPanel, _ view: ReviewView, _ frame: PageFrame) -> Page {
        let lines = panel.lines(withAssumptions: false)
        let items = panel.evidence.map { item -> Markup in
            let verdict: (Phrase, String) =
                switch item.supportsTarget {
                case true: (.supportsTarget, "good")
                case false: (.supportsNot, "open")
                case nil: (.makesNoClaim, "plain")
                }
            var detail: Markup = "<p>\(item.statement)</p>\n"
            if item is SAFEChecklist {
                detail += bullets(
                    panel.safe.entries.map { entry in
                        """
                        <span class="badge \(entry.state == .met ? "good" : "plain")" \
                        lang="\(frame.language.rawValue)">\(frame.text(entry.state.phrase))</span> \
                        \(entry.item.title): \(entry.detail)
                        """
                    }
                )
            }
            return """
                <section><h2>\(item.name) <span class="badge \(verdict.1)" \
                lang="\(frame.language.rawValue)">\(frame.text(verdict.0))</span></h2>
                \(detail)<details><summary lang="\(frame.language.rawValue)">\
                \(frame.text(.restsOn))</summary>
                \(bullets(item.assumptions.map { "\($0)" }))</details></section>

                """
        }
        let plan: Markup = panel.auditPlan.map { "<p>\($0.statement)</p>\n" } ?? ""
        return Page(
            place: .screening,
            title: frame.text(.stoppingPanel),
            review: view.title,
            content: """
                <p class="note">\(frame.text(.stoppingNote))</p>
                <div id="stopping" data-live lang="en">
                <p><b>\(lines.first ?? "")</b><br>\(lines.dropFirst().first ?? "")</p>
                \(items)\(plan)</div>

                """
        )
    }
}

extension SAFEChecklist.State {
    /// Name as printed.
    fileprivate var phrase: Phrase {
        switch self {
        case .met: .checkMet
        case .notMet: .checkNotMet
        case .notKnown: .checkNotKnown
        }
    }
}
