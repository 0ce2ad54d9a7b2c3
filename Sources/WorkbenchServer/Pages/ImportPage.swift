import Reporting
import Review
import Screening
import Workbench

/// The page on which exports are imported, with the imports so far.
///
/// Sending files is done by the module `import`; the page brings the form of a file as a template.
enum ImportPage {
    /// Names of sources that are offered; any other may be typed.
    static let databases = [
        "PubMed", "MEDLINE", "Embase", "Web of Science Core Collection", "Scopus",
        "Cochrane CENTRAL", "CINAHL", "IEEE Xplore", "ACM Digital Library", "Inspec", "PsycInfo",
        "LILACS", "Europe PMC", "OpenAlex", "Google Scholar", "arXiv", "medRxiv", "bioRxiv",
        "ProQuest Dissertations & Theses", "ClinicalTrials.gov", "WHO ICTRP",
        "EU Clinical Trials Register",
    ]
    /// Names of platforms that are offered.
    static let platforms = [
        "Ovid", "EBSCOhost", "ProQuest", "Clarivate", "Elsevier", "Embase.com", "NLM",
        "Cochrane Library", "Wiley", "EMBL-EBI",
    ]

    /// Renders the page.
    ///
    /// - Parameters:
    ///   - view: the review.
    ///   - visit: who looks.
    ///   - refused: why an import was not taken back.
    /// - Returns: the page.
    static func page(_ view: ReviewView, _ visit: Visit, refused: InputRefused? = nil) -> Page {
        let frame = visit.frame
        let parts: [Markup] = [
            refused.map { alert($0, frame.text(.importUndoRefused)) } ?? "",
            visit.site.desk.folder.declaresItself
                ? "<p class=\"note\">\(frame.text(.importBeside))</p>\n" : "",
            "<h2>\(frame.text(.importNew))</h2>\n",
            intake(visit),
            "<h2>\(frame.text(.importStanding))</h2>\n",
            standing(view, frame),
        ]
        return Page(
            place: .imports,
            title: frame.text(.imports),
            review: view.title,
            scripts: ["import"],
            content: parts.joined("")
        )
    }

    /// All faults of something that was refused.
    static func alert(_ refused: InputRefused, _ title: String) -> Markup {
        let shown = refused.faults.prefix(ImportReceipt.mostFindings)
        let rest = refused.faults.count - shown.count
        let more: Markup = rest > 0 ? "<p>… + \(rest)</p>" : ""
        return """
            <div class="mind" role="alert"><p>\(title)</p>
            <div lang="en">\(bullets(shown.map { "\($0.description)" }))</div>\(more)</div>

            """
    }

    /// That duplicates are to be looked for, with the form that does it; nothing if they were.
    static func unresolved(_ view: ReviewView, _ back: String, _ frame: PageFrame) -> Markup {
        guard !view.whole.isDeduplicated else { return "" }
        let form: Markup =
            frame.caller?.may(.judgeDuplicates) == true
            ? """
            <form class="row" method="post" action="/duplicates/resolve">\(tokenField(frame))\
            <input type="hidden" name="back" value="\(back)">\
            <button>\(frame.text(.importLookNow))</button></form>
            """ : ""
        return "<div class=\"mind\"><p>\(frame.text(.importNotResolved))</p>\(form)</div>\n"
    }

    // MARK: New exports

    private static func intake(_ visit: Visit) -> Markup {
        let frame = visit.frame
        guard frame.caller?.may(.importRecords) == true else {
            return "<p class=\"note\">\(frame.text(.importObserver))</p>\n"
        }
        return """
            <section id="intake" aria-label="\(frame.text(.importNew))" \
            data-largest="\(visit.site.options.largestImport)" \(texts(frame))>
            <div id="drop" class="drop"><label>\(frame.text(.importDrop))
            <input type="file" id="choose" multiple></label>
            <p class="note">\(frame.text(.importFormats))</p></div>
            <div id="files"></div>
            <div id="start" class="toolbar" hidden>
            <label class="choice"><input type="checkbox" id="deduplicate" checked> \
            \(frame.text(.importLookForDuplicates))</label>
            <button type="button" id="same" class="plain" hidden>\
            \(frame.text(.importSameForAll))</button>
            <button type="button" id="go">\(frame.text(.importStart))</button></div>
            <p id="outcome" role="status"></p>
            <datalist id="databases">\(options(databases))</datalist>
            <datalist id="platforms">\(options(platforms))</datalist>
            <template id="file-form">\(fileForm(frame))</template>
            </section>
            <noscript><p class="mind">\(frame.text(.importNeedsScript))</p></noscript>

            """
    }

    private static func options(_ names: [String]) -> [Markup] {
        names.map { "<option value=\"\($0)\"></option>" }
    }

    private static func fileForm(_ frame: PageFrame) -> Markup {
        let kinds = SearchImport.Kind.allCases.map { kind -> Markup in
            "<option value=\"\(kind.rawValue)\">\(frame.text(kind.phrase))</option>"
        }
        let stages = Stage.allCases.map { stage -> Markup in
            "<option value=\"\(stage.rawValue)\">\(frame.text(stage.phrase))</option>"
        }
        return """
            <form class="sheet file-card"><fieldset><legend></legend>
            <div class="pair-of-fields">
            <label>\(frame.text(.importDatabase)) <input name="database" list="databases" required \
            maxlength="300"></label>
            <label>\(frame.text(.importKind)) <select name="kind">\(kinds)</select></label>
            <label>\(frame.text(.importPlatform)) <input name="platform" list="platforms" \
            maxlength="300"></label>
            <label>\(frame.text(.importSearched)) <input name="searched" type="date"></label>
            </div>
            <label>\(frame.text(.importQuery)) <textarea name="query" rows="3" \
            maxlength="200000"></textarea></label>
            <details><summary>\(frame.text(.importForeign))</summary>
            <p class="note">\(frame.text(.importForeignNote))</p>
            <label>\(frame.text(.importForeignOf)) <textarea name="decisionsOf" rows="2" \
            maxlength="5000"></textarea></label>
            <label>\(frame.text(.importForeignStage)) <select name="stage">\(stages)</select></label>
            </details>
            <button type="button" class="plain" data-remove>\(frame.text(.importRemove))</button>
            </fieldset>
            <p class="sending" hidden><progress max="1" value="0"></progress> \
            <span data-state></span></p>
            <div data-report role="status"></div></form>
            """
    }

    /// The words that the module shows.
    private static func texts(_ frame: PageFrame) -> Markup {
        let words: [(String, Phrase)] = [
            ("anyway", .importAnyway), ("uploading", .importUploading),
            ("reading", .importReading), ("done", .importDone), ("refused", .importRefused),
            ("too-large", .importTooLarge), ("offline", .importOffline),
            ("format", .importFormat), ("encoding", .importEncoding), ("found", .importFound),
            ("read", .importRead), ("repaired", .importRepaired), ("problems", .importProblems),
            ("missing", .importMissing), ("line", .importLine), ("more", .importMore),
            ("looking", .importLooking), ("works", .importWorks), ("pairs", .importPairs),
        ]
        return words.map { name, phrase -> Markup in
            "data-text-\(Markup(trusted: name))=\"\(frame.text(phrase))\""
        }.joined(" ")
    }

    // MARK: Imports so far

    private static func standing(_ view: ReviewView, _ frame: PageFrame) -> Markup {
        let rows = view.whole.imports.map { cells($0, frame) }
        let list = table(
            frame.text(.importStanding),
            [
                frame.text(.importFile), frame.text(.importDatabase), frame.text(.importSearched),
                frame.text(.importRead), frame.text(.importEvent), frame.text(.importUndo),
            ],
            rows,
            numeric: [3],
            empty: frame.text(.importNone)
        )
        return "<div id=\"standing-imports\" data-live=\"true\">"
            + "\(unresolved(view, "/import", frame))\(list)</div>\n"
    }

    private static func cells(_ source: ImportedSource, _ frame: PageFrame) -> [Markup] {
        let search = source.search
        let name: Markup =
            search.source == search.file ? "" : "<br><small>\(search.source)</small>"
        let platform: Markup = search.platform.map { "<br><small>\($0)</small>" } ?? ""
        let query: Markup =
            search.query.map {
                "<details><summary>\(frame.text(.importQuery))</summary><pre>\($0)</pre></details>"
            } ?? ""
        let problems: Markup =
            search.problems.isEmpty
            ? ""
            : "<br><small>\(frame.text(.importProblems)): \(search.problems.count)</small>"
        return [
            """
            \(search.file)\(name)<br><small>\(search.format), \(search.encoding)</small>
            """,
            """
            \(search.database)\(platform)<br><small>\(frame.text(search.kind.phrase))</small>\(query)
            """,
            "\(search.searched ?? "–")",
            "\(search.recordsRead) / \(search.recordsFound)\(problems)",
            "\(source.event)<br><small><time datetime=\"\(source.at)\">\(source.at)</time></small>",
            undo(source, frame),
        ]
    }

    private static func undo(_ source: ImportedSource, _ frame: PageFrame) -> Markup {
        guard frame.caller?.may(.importRecords) == true else { return "–" }
        return """
            <details><summary>\(frame.text(.importUndo))</summary>
            <form class="sheet" method="post" action="/import/\(source.event)/undo">\
            \(tokenField(frame))<label>\(frame.text(.importWhy)) \
            <input name="why" maxlength="300"></label>\
            <button>\(frame.text(.importUndoThis))</button></form></details>
            """
    }
}

extension SearchImport.Kind {
    /// Name as printed.
    var phrase: Phrase {
        switch self {
        case .database: Phrase("database", de: "Datenbank")
        case .register: Phrase("register", de: "Register")
        case .website: Phrase("website", de: "Webseite")
        case .organisation: Phrase("organisation", de: "Organisation")
        case .citation: Phrase("citation searching", de: "Zitationssuche")
        }
    }
}
