import Bibliography
import Foundation
import Hummingbird
import Review
import Workbench

/// Extracting studies and their evaluations, alone or by two.
enum ExtractionEndpoints {
    static var all: [Endpoint] { pages + forms + ExtractionValues.all }

    private static var pages: [Endpoint] {
        [
            .get("/extraction") { visit in
                visit.page(ExtractionPage.page(try await visit.view(), visit.frame))
            },
            .get("/extraction/new", .extract) { visit in
                let view = try await visit.view()
                let rows = try begin(view, report: visit.query["report"])
                let form = StudyForm(purpose: .new, rows: rows, basis: 0)
                return visit.page(form.page(view, visit.frame))
            },
            .get("/extraction/studies/:study") { visit in
                let view = try await visit.view()
                let standing = try standing(try visit.part("study"), view)
                let form = StudyForm(
                    purpose: .change,
                    rows: standing.rows ?? StudyRows(study: SheetRow([:]), evaluations: []),
                    basis: standing.basis
                )
                return visit.page(form.page(view, visit.frame))
            },
            .get("/extraction/drafts/:study", .extract, answer: draftPage),
            .get("/extraction/consensus/:study") { visit in
                let view = try await visit.view()
                let id = try visit.part("study")
                let drafts = try comparison(id, view)
                return visit.page(ConsensusPage.page(id, drafts, view, visit.frame))
            },
        ]
    }

    private static var forms: [Endpoint] {
        [
            .form("/extraction/studies", .extract) { visit in
                let rows = rows(of: visit.form)
                let basis = try visit.form.number("basis")
                return try await saving(rows, basis, visit) {
                    try SaveStudy(rows, basis: basis).run(on: &$0)
                }
            },
            .form("/extraction/studies/:study/remove", .extract) { visit in
                let id = try visit.part("study")
                let basis = try visit.form.number("basis")
                _ = try await visit.site.desk.change(by: try visit.caller.actor) {
                    try SaveStudy.remove(id, basis: basis, on: &$0)
                }
                return Answer.see("/extraction")
            },
            .form("/extraction/drafts", .extract) { visit in
                let rows = rows(of: visit.form)
                let basis = try visit.form.number("basis")
                let person = try visit.person
                return try await saving(rows, basis, visit) {
                    try DraftExtraction(person, rows, basis: basis).run(on: &$0)
                }
            },
            .form("/extraction/consensus/:study", .extract, answer: settle),
        ]
    }

    /// Saves what a form says; one that is refused is shown again with all faults.
    private static func saving(
        _ rows: StudyRows,
        _ basis: Int,
        _ visit: Visit,
        _ use: @Sendable (inout ReviewDraft) throws -> Void
    ) async throws -> Response {
        do {
            _ = try await visit.site.desk.change(by: try visit.caller.actor, use)
            return Answer.see("/extraction")
        } catch let refused as InputRefused {
            let form = StudyForm(
                purpose: visit.form["purpose"].flatMap(StudyForm.Purpose.init(rawValue:)) ?? .new,
                rows: rows,
                basis: basis,
                faults: refused.faults.map(\.description)
            )
            let view = try await visit.view()
            return visit.page(form.page(view, visit.frame), status: .badRequest)
        }
    }

    private static func draftPage(_ visit: Visit) async throws -> Response {
        let view = try await visit.view()
        let id = try visit.part("study")
        let person = try visit.person
        let all = view.whole.drafts(ofStudy: id)
        guard let first = all.first, view.state.study(id) == nil else {
            throw RequestFault.notFound("No draft of '\(id)' waits.")
        }
        let rows: StudyRows
        let own = all.first { $0.draft.extractor == person }
        if let own {
            rows = StudyRows(own.draft)
        } else {
            // Of the other's draft only its name and main report, without which nobody could begin.
            rows = try begin(
                view,
                report: first.draft.study.reports.first?.description,
                named: id
            )
        }
        let form = StudyForm(purpose: .draft, rows: rows, basis: own?.event ?? 0)
        return visit.page(form.page(view, visit.frame))
    }

    private static func settle(_ visit: Visit) async throws -> Response {
        let view = try await visit.view()
        let id = try visit.part("study")
        let drafts = try comparison(id, view)
        let basis = try visit.form.number("basis")
        let (rows, open) = ConsensusPage.agreed(id, drafts, visit.form)
        var faults = open
        if open.isEmpty || basis != drafts.basis {
            do {
                _ = try await visit.site.desk.change(by: try visit.caller.actor) {
                    try SettleDrafts(rows, basis: basis).run(on: &$0)
                }
                return Answer.see(ExtractionPage.address(ofStudy: id))
            } catch let refused as InputRefused {
                faults += refused.faults.map(\.description)
            }
        }
        return visit.page(
            ConsensusPage.page(id, drafts, view, visit.frame, faults: faults, sent: visit.form),
            status: .badRequest
        )
    }

    // MARK: What forms and values share

    /// What the review holds of a study.
    ///
    /// - Throws: `.notFound`.
    static func standing(_ id: String, _ view: ReviewView) throws(RequestFault) -> StandingStudy {
        let standing = StandingStudy(id, in: view.state, events: view.snapshot.events)
        guard standing.study != nil else {
            throw .notFound("The review has no study '\(id.prefix(80))'.")
        }
        return standing
    }

    /// Both drafts of a study, as far as the person may see them.
    ///
    /// - Throws: `.notFound` without two drafts, or once the study is recorded.
    static func comparison(
        _ id: String,
        _ view: ReviewView
    ) throws(RequestFault) -> DraftComparison {
        guard view.state.study(id) == nil,
            view.whole.areDraftsRevealed(ofStudy: id),
            let drafts = DraftComparison(view.state.drafts(ofStudy: id), in: view.state)
        else { throw .notFound("There are no two drafts of '\(id.prefix(80))' to be settled.") }
        return drafts
    }

    /// A new study of a report, with what the report's record says.
    ///
    /// - Throws: `.notFound` if the report is not included.
    static func begin(
        _ view: ReviewView,
        report: String?,
        named id: String? = nil
    ) throws(RequestFault) -> StudyRows {
        guard let report else { return StudyRows(study: SheetRow([:]), evaluations: []) }
        guard let record = RecordID(report), let index = view.state.workIndex[record] else {
            throw .notFound(RecordPage.missing)
        }
        let main = view.state.works[index].records.compactMap { view.records[$0] }.first
        let cells: [String: String] = [
            "study": id ?? view.suggestedStudy(ofWork: index),
            "reports": view.state.works[index].id.description,
            "first_author": main?.familyOfFirstAuthor ?? "",
            "year": main?.year.map(String.init) ?? "",
            "title": main?.title ?? "", "journal": main?.journal ?? "", "doi": main?.doi ?? "",
            "pmid": main?.pmid ?? "",
        ]
        return StudyRows(study: SheetRow(cells), evaluations: [])
    }

    /// The rows that a form sent.
    ///
    /// Cells of columns that the protocol no longer has are kept, so that they are refused and not lost.
    static func rows(of form: Form) -> StudyRows {
        // What may be chosen several times comes several times.
        func cell(_ name: String) -> String { form.all(name).joined(separator: "; ") }
        var study: [String: String] = [:]
        // By the letter of what they are: evaluations, cohorts, models.
        var rows: [String: [Int: [String: String]]] = ["e": [:]]
        var removed: [String: Set<Int>] = [:]
        for name in form.names {
            let parts = name.split(separator: ".", maxSplits: 2).map(String.init)
            if parts.count == 2, parts[0] == "s" {
                study[parts[1]] = cell(name)
            } else if parts.count == 3, ["e", "c", "m"].contains(parts[0]),
                let number = Int(parts[1])
            {
                if parts[2] == "remove" { removed[parts[0], default: []].insert(number) }
                rows[parts[0], default: [:]][number, default: [:]][parts[2]] = cell(name)
            }
        }
        study["reports"] = form.all("report").joined(separator: ";")
        func list(_ letter: String) -> [SheetRow]? {
            rows[letter].map { found in
                found.keys.sorted().filter { removed[letter]?.contains($0) != true }
                    .map { SheetRow(found[$0] ?? [:]) }
            }
        }
        return StudyRows(
            study: SheetRow(study),
            evaluations: list("e") ?? [],
            cohorts: list(PartInputs.prefix(.cohort)),
            models: list(PartInputs.prefix(.model))
        )
    }
}

extension StudyRows {
    /// The rows of a draft.
    init(_ draft: ExtractionDraft) {
        self.init(
            study: SheetRow(draft.study),
            evaluations: draft.evaluations.map { SheetRow($0) },
            cohorts: draft.parts.filter { $0.kind == .cohort }.map { SheetRow($0) },
            models: draft.parts.filter { $0.kind == .model }.map { SheetRow($0) }
        )
    }
}

extension ReviewView {
    /// An identifier for the study of a work: family name and year, with a letter where several
    /// included works would have the same.
    ///
    /// Two who extract the same report get the same one.
    func suggestedStudy(ofWork index: Int) -> String {
        func base(_ index: Int) -> String {
            let main = whole.works[index].records.compactMap { records[$0] }.first
            let family = (main?.familyOfFirstAuthor ?? "").filter { $0.isLetter || $0.isNumber }
            let name = family.isEmpty ? "Study" : family
            return name + (main?.year.map(String.init) ?? "")
        }
        let wanted = base(index)
        let alike = whole.includedWorks.filter { base($0) == wanted }
        let work = Set(whole.works[index].records)
        func isTaken(_ id: String) -> Bool {
            whole.study(id).map { $0.reports.allSatisfy { !work.contains($0) } } ?? false
        }
        let letters = [""] + "bcdefghijklmnopqrstuvwxyz".map(String.init)
        let place = alike.firstIndex(of: index) ?? 0
        return letters.dropFirst(min(place, letters.count - 1)).map { wanted + $0 }
            .first { !isTaken($0) } ?? whole.works[index].id.description
    }
}

extension Record {
    /// Family name of the first author.
    var familyOfFirstAuthor: String? {
        switch authors.first {
        case .person(let family, _): family
        case .literal(let name): name
        case nil: nil
        }
    }
}
