import Bibliography
import Reporting
import Review
import Workbench

/// The list of what is extracted and what is not yet.
enum ExtractionPage {
    /// Renders the list.
    static func page(_ view: ReviewView, _ frame: PageFrame) -> Page {
        Page(
            place: .extraction,
            title: frame.text(.extraction),
            review: view.title,
            scripts: ["extraction"],
            content: """
                <p>\(frame.text(.extractionLead))</p>
                \(readOnlyNote(frame))<div id="extraction" data-live>
                \(waiting(view, frame))\(drafts(view, frame))\(studies(view, frame))</div>
                \(sheets(view, frame))
                """
        )
    }

    /// Says that the caller may only look.
    static func readOnlyNote(_ frame: PageFrame) -> Markup {
        frame.caller?.may(.extract) == true
            ? "" : "<p class=\"mind\">\(frame.text(.readOnly))</p>\n"
    }

    /// Address of a study's form.
    static func address(ofStudy id: String) -> String {
        "/extraction/studies/" + WebAddress.encoded(id)
    }

    /// Included works that belong to no study, as far as the person may see votes.
    static func worksWithoutStudy(_ state: ReviewState) -> [Int] {
        let taken = Set(state.studies.flatMap(\.row.reports).compactMap { state.workIndex[$0] })
        return state.includedWorks.filter { !taken.contains($0) }
    }

    private static func waiting(_ view: ReviewView, _ frame: PageFrame) -> Markup {
        let mayExtract = frame.caller?.may(.extract) == true
        let rows = worksWithoutStudy(view.state).map { index -> [Markup] in
            let id = view.state.works[index].id
            let row = view.row(of: id)
            let title = row.title ?? frame.text(.noTitle)
            let begin: Markup =
                mayExtract
                ? """
                <a href="/extraction/new?report=\(WebAddress.encoded(id.description))" \
                aria-label="\(frame.text(.extract)): \(title)">\(frame.text(.extract))</a>
                """ : "–"
            return [
                "<a href=\"\(WebAddress.record(id))\">\(title)</a><br><small>\(row.byline)</small>",
                begin,
            ]
        }
        return "<h2>\(frame.text(.reportsWithoutStudy))</h2>\n"
            + table(
                frame.text(.reportsWithoutStudy),
                [frame.text(.record), frame.text(.toDo)],
                rows,
                empty: frame.text(.noReportWithoutStudy)
            )
    }

    private static func studies(_ view: ReviewView, _ frame: PageFrame) -> Markup {
        let counts = Dictionary(grouping: view.state.evaluations, by: \.row.study)
        let rows = view.state.studies.map { extracted -> [Markup] in
            let study = extracted.row
            let kinds = [study.modality, study.task, study.modelFamily].compactMap(\.self)
            return [
                "<a href=\"\(address(ofStudy: study.id))\">\(study.id)</a>",
                "\(study.label)", "\(kinds.joined(separator: ", "))", "\(study.reports.count)",
                "\(counts[study.id]?.count ?? 0)",
                place(extracted.file, extracted.row.line, extracted.event, frame),
            ]
        }
        return "<h2>\(frame.text(.studiesHeading))</h2>\n"
            + table(
                frame.text(.studiesHeading),
                [
                    ColumnLabel.text("study", frame.language), frame.text(.study),
                    ColumnLabel.text("modality", frame.language), frame.text(.reportsOfStudy),
                    frame.text(.evaluations), frame.text(.whereFrom),
                ],
                rows,
                numeric: [3, 4],
                empty: frame.text(.noStudy)
            )
    }

    /// Where a row of a sheet stands.
    static func place(_ file: String, _ line: Int?, _ event: Int, _ frame: PageFrame) -> Markup {
        let line = line.map { ":\($0)" } ?? ""
        return "<code>\(file)\(line)</code> <small>\(frame.text(.event)) \(event)</small>"
    }

    private static func drafts(_ view: ReviewView, _ frame: PageFrame) -> Markup {
        let all = view.whole.extractionDrafts
        guard !all.isEmpty else { return "" }
        var seen: Set<String> = []
        let ids = all.map(\.draft.study.id).filter { seen.insert($0).inserted }
        let rows = ids.map { id -> [Markup] in
            let drafts = view.whole.drafts(ofStudy: id)
            return [
                "\(id)", "\(drafts.map(\.draft.extractor).joined(separator: ", "))",
                standing(id, drafts, view, frame),
            ]
        }
        return "<h2>\(frame.text(.drafts))</h2>\n"
            + table(
                frame.text(.drafts),
                [frame.text(.study), frame.text(.extractors), frame.text(.toDo)],
                rows,
                empty: frame.text(.noDraft)
            )
    }

    /// What is to be done with the drafts of a study; nothing of what they say.
    private static func standing(
        _ id: String,
        _ drafts: [StandingDraft],
        _ view: ReviewView,
        _ frame: PageFrame
    ) -> Markup {
        if view.state.study(id) != nil {
            return "<span class=\"badge good\">\(frame.text(.agreed))</span>"
        }
        let name = WebAddress.encoded(id)
        if view.whole.areDraftsRevealed(ofStudy: id) {
            return "<span class=\"badge open\">\(frame.text(.bothThere))</span> "
                + "<a href=\"/extraction/consensus/\(name)\">\(frame.text(.settleDrafts))</a>"
        }
        let state: Markup = "<span class=\"badge\">\(frame.text(.waitsForSecond))</span>"
        guard frame.caller?.may(.extract) == true, let person = frame.caller?.person else {
            return state
        }
        let isOwn = drafts.contains { $0.draft.extractor == person }
        return state + " <a href=\"/extraction/drafts/\(name)\">"
            + "\(frame.text(isOwn ? .ownDraft : .draftToo))</a>"
    }

    private static func sheets(_ view: ReviewView, _ frame: PageFrame) -> Markup {
        let described = StudyPart.Kind.allCases.filter { !view.state.parts($0).isEmpty }
        let names = ["studies.csv", "estimates.csv"] + described.map { "\($0.sheet.rawValue).csv" }
        let downloads = names.map { name -> Markup in
            "<a class=\"file\" href=\"/api/v1/extraction/sheets/\(name)\" download>\(name)</a>"
        }
        return """
            <h2>\(frame.text(.sheets))</h2>
            <p>\(frame.text(.downloadSheet)): \(downloads)</p>
            \(frame.caller?.may(.extract) == true ? upload(view, frame) : "")
            """
    }

    private static func upload(_ view: ReviewView, _ frame: PageFrame) -> Markup {
        let studies = view.state.studies.map { "<option>\($0.row.id)</option>" as Markup }
        let stages = EvaluationStage.allCases.map { stage -> Markup in
            "<option value=\"\(stage.rawValue)\">"
                + "\(ColumnLabel.stage(stage.rawValue, frame.language))</option>"
        }
        let points = PredictionEstimates.Point.allCases.map {
            "<option>\($0.rawValue)</option>" as Markup
        }
        return """
            <form class="study" data-upload="/api/v1/extraction/sheets" \
            data-text-done="\(frame.text(.takenUp))" \
            data-text-refused="\(frame.text(.notSaved))">
            <fieldset><legend>\(frame.text(.takeSheet))</legend>
            <p class="note">\(frame.text(.takeSheetNote))</p>
            <div class="cells">
            <label>\(frame.text(.file)) <input type="file" name="file" required \
            accept=".csv,.tsv,.txt,.json"></label>
            <label>JSON: \(frame.text(.study)) <select name="study"><option value="">–</option>
            \(studies)</select></label>
            <label>JSON: \(ColumnLabel.text("stage", frame.language)) <select name="stage">\
            <option value="">–</option>\(stages)</select></label>
            <label>JSON: \(ColumnLabel.text("model", frame.language)) \
            <input name="model" maxlength="200"></label>
            <label>JSON: \(ColumnLabel.text("unit", frame.language)) \
            <input name="unit" maxlength="200"></label>
            <label>JSON: \(ColumnLabel.text("cohort", frame.language)) \
            <input name="cohort" maxlength="200"></label>
            <label>JSON: \(frame.text(.pointLabel)) <select name="point">\(points)</select></label>
            </div>
            <p class="buttons"><button>\(frame.text(.takeUp))</button></p>
            <p role="status" data-status></p></fieldset></form>
            <noscript><p class="mind">\(frame.text(.uploadNeedsScript))</p></noscript>

            """
    }
}
