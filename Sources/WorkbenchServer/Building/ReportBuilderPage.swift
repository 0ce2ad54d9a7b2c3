import Foundation
import Reporting
import Workbench

/// The page on which the report is built, looked at and taken away.
enum ReportBuilderPage {
    /// Renders what is known of the report.
    static func page(_ state: ReportState, _ view: ReviewView, _ frame: PageFrame) -> Page {
        Page(
            place: .report,
            title: frame.text(.report),
            review: view.title,
            scripts: state.progress == .building ? ["report"] : [],
            content: """
                \(progress(state, frame))\(standing(state, frame))\(form(state, frame))\
                \(files(state, frame))
                """
        )
    }

    private static func progress(_ state: ReportState, _ frame: PageFrame) -> Markup {
        switch state.progress {
        case .idle: ""
        case .building:
            """
            <p class="mind" role="status">\(frame.text(.reportIsBuilt)) \
            <a href="/report-builder">\(frame.text(.lookAgain))</a></p>

            """
        case .failed(let why):
            """
            <p class="mind" role="alert">\(frame.text(.reportFailed))</p>
            <pre lang="en">\(why)</pre>

            """
        }
    }

    private static func standing(_ state: ReportState, _ frame: PageFrame) -> Markup {
        guard let built = state.built else {
            return "<p class=\"empty\">\(frame.text(.noReportYet))</p>\n"
        }
        let time = built.builtAt.ISO8601Format()
        let change: Markup =
            state.changes == 0
            ? (state.isOutdated
                ? "<span class=\"badge open\">\(frame.text(.otherProgram))</span>"
                : "<span class=\"badge good\">\(frame.text(.reportIsCurrent))</span>")
            : "<span class=\"badge open\">\(frame.text(.changedSince)): \(max(state.changes, 0)) "
                + "\(frame.text(.events))</span>"
        let links: Markup =
            state.isOpen
            ? """
            <p><a href="/report/">\(frame.text(.readReport))</a> · \
            <a href="/report-builder/report.zip" class="file">report.zip</a></p>

            """
            : "<p class=\"mind\">\(frame.text(.reportIsBlinded))</p>\n"
        return """
            <p>\(frame.text(.lastBuilt)): <time datetime="\(time)">\(time)</time> \(change)</p>
            \(links)
            """
    }

    private static func form(_ state: ReportState, _ frame: PageFrame) -> Markup {
        guard frame.caller?.may(.buildReport) == true, state.progress != .building else {
            return ""
        }
        let folder: Markup =
            state.isDeclared
            ? """
            <label class="choice"><input type="checkbox" name="take-up" value="1"> \
            \(frame.text(.takeUpFolder))</label>

            """ : ""
        return """
            <form class="sheet" method="post" action="/report-builder">\(tokenField(frame))
            \(folder)<button>\(frame.text(.buildReport))</button></form>
            <p class="note">\(frame.text(.reportBlindingNote))</p>

            """
    }

    private static func files(_ state: ReportState, _ frame: PageFrame) -> Markup {
        guard state.isOpen, let manifest = state.built?.manifest else { return "" }
        let rows = manifest.files.map { file -> [Markup] in
            let path = file.path.split(separator: "/").map { WebAddress.encoded(String($0)) }
                .joined(separator: "/")
            return [
                "<a href=\"/report/\(path)\">\(file.path)</a>", "\(file.bytes)",
                "<code>\(file.sha256)</code>",
            ]
        }
        return """
            <h2>\(frame.text(.reportFiles))</h2>
            <p class="note">\(frame.text(.contentDigest)): <code>\(manifest.contentDigest)</code></p>
            \(table(
                frame.text(.reportFiles),
                [frame.text(.fileColumn), frame.text(.bytesColumn), "SHA-256"],
                rows,
                numeric: [1]
            ))
            """
    }
}

extension Phrase {
    static let reportIsBuilt = Phrase(
        "The report is being built; this page shows it as soon as it is there.",
        de: "Der Bericht wird erstellt; diese Seite zeigt ihn, sobald er fertig ist."
    )
    static let lookAgain = Phrase("Look again", de: "Noch einmal nachsehen")
    static let reportFailed = Phrase(
        "The last build was refused. Nothing was written:",
        de: "Die letzte Erstellung wurde abgelehnt. Nichts wurde geschrieben:"
    )
    static let noReportYet = Phrase(
        "No report has been built yet.",
        de: "Es wurde noch kein Bericht erstellt."
    )
    static let otherProgram = Phrase(
        "built by another version of the program",
        de: "von einer anderen Version des Programms erstellt"
    )
    static let reportIsCurrent = Phrase("up to date", de: "aktuell")
    static let changedSince = Phrase("changed since", de: "seitdem geändert")
    static let events = Phrase("events", de: "Ereignisse")
    static let lastBuilt = Phrase("Last built", de: "Zuletzt erstellt")
    static let readReport = Phrase("Read the report", de: "Bericht lesen")
    static let reportIsBlinded = Phrase(
        "The report tells how others voted on records that still wait for votes. You can read it once all "
            + "these are in.",
        de:
            "Der Bericht verrät, wie andere über Nachweise abgestimmt haben, auf die noch Stimmen warten. "
            + "Sie können ihn lesen, sobald diese abgegeben sind."
    )
    static let takeUpFolder = Phrase(
        "Take up review.yaml and its sheets first, as ‘consilience build’ does",
        de: "Zuerst review.yaml und ihre Tabellen übernehmen, wie ‚consilience build‘ es tut"
    )
    static let buildReport = Phrase("Build the report", de: "Bericht erstellen")
    static let reportBlindingNote = Phrase(
        "Whoever may work on the review may build its report. It is shown only to people from whom nothing "
            + "in it is hidden any more.",
        de:
            "Wer an der Übersicht mitarbeitet, darf den Bericht erstellen. Gezeigt wird er nur denen, vor "
            + "denen nichts darin mehr verborgen ist."
    )
    static let reportFiles = Phrase("Files of the report", de: "Dateien des Berichts")
    static let contentDigest = Phrase("Digest of the content", de: "Prüfsumme des Inhalts")
    static let fileColumn = Phrase("File", de: "Datei")
    static let bytesColumn = Phrase("Bytes", de: "Bytes")
}
