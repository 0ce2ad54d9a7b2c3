import Review
import Screening

extension Report {
    /// Included studies by imaging modality.
    public var modalitiesTable: Table {
        shares("modalities", "Studies by modality", "Modality", description.modalities)
    }

    /// Included studies by task of the model.
    public var tasksTable: Table {
        shares("tasks", "Studies by task", "Task", description.tasks)
    }

    /// Included studies by family of the model.
    public var modelFamiliesTable: Table {
        shares(
            "model-families",
            "Studies by model family",
            "Model family",
            description.modelFamilies
        )
    }

    /// Included studies that name a primary tumour, by tumour.
    public var primaryTumoursTable: Table {
        let named = description.studiesWithTumours
        var table = shares(
            "primary-tumours",
            "Studies by primary tumour",
            "Primary tumour",
            description.primaryTumours,
            of: named
        )
        table.note =
            "Shares of the \(NumberText.counted(named, "study", "studies")) that "
            + "\(named == 1 ? "names" : "name") a primary tumour; a study may count under several. "
            + "Patients are all patients of those studies, not only those with this tumour."
        table.emptyText =
            description.all.studies == 0
            ? Self.noStudies : "No study names the primary tumours of its patients."
        return table
    }

    /// Included studies per year, by modality.
    public var yearsTable: Table {
        let modalities = description.modalities.map(\.label)
        return Table(
            id: "studies-per-year",
            title: "Studies per year",
            columns: [.init("Year")] + modalities.map { .init($0, isNumeric: true) }
                + [.init("All", isNumeric: true)],
            rows: description.years.map { year in
                [.init(year.year.map(String.init) ?? "not stated")]
                    + year.counts.map { .init(count: $0) }
                    + [.init(count: year.counts.reduce(0, +))]
            },
            emptyText: Self.noStudies
        )
    }

    /// Characteristics of the included studies.
    public var studiesTable: Table {
        Table(
            id: "studies",
            title: "Characteristics of the included studies",
            columns: [
                .init("Study"), .init("Identifier", place: .file), .init("Title", place: .file),
                .init("Journal", place: .file), .init("Year", isNumeric: true, place: .file),
                .init("Country"), .init("Modality"), .init("Task"), .init("Model family"),
                .init("Patients", isNumeric: true), .init("With outcome", isNumeric: true),
                .init("Primary tumours"), .init("Reports"), .init("DOI", place: .file),
                .init("PMID", place: .file), .init("Links", place: .page),
            ] + fieldColumns(of: .study) + [.init("Note"), .init("Sheet")],
            rows: sortedStudies.map(studyRow),
            note: "A dash means that the sheet does not state it.",
            emptyText: Self.noStudies
        )
    }

    /// The reports that are in the review, with all records of each.
    public var includedReportsTable: Table {
        var studyOfWork: [Int: String] = [:]
        for study in state.studies.map(\.row) {
            for record in study.reports {
                if let work = state.workIndex[record] { studyOfWork[work] = study.id }
            }
        }
        return Table(
            id: "included-reports",
            title: "Included reports and their records",
            columns: Self.workColumns + [.init("Study"), .init("Decisions")],
            rows: state.includedWorks.map { work in
                let study = studyOfWork[work].map { library.studyNames[$0] ?? $0 }
                return workCells(work, anchor: true) + [
                    .init(study ?? "not linked to a study", exact: study ?? ""),
                    .init(library.decisionLines(onWork: work, at: .fullText)),
                ]
            },
            emptyText: "No report has been included yet."
        )
    }

    static let noStudies = "No study has been extracted yet."

    /// Columns that name a work.
    static let workColumns: [Table.Column] = [
        .init("Report"), .init("Authors", place: .file),
        .init("Year", isNumeric: true, place: .file),
        .init("Journal", place: .file), .init("DOI", place: .file), .init("PMID", place: .file),
        .init("Links", place: .page), .init("Records"),
    ]

    /// Cells that name a work, in the order of `workColumns`.
    ///
    /// - Parameters:
    ///   - work: index of the work.
    ///   - anchor: whether other tables link to this row.
    /// - Returns: The cells.
    func workCells(_ work: Int, anchor: Bool = false) -> [Table.Cell] {
        let citation = library.citation(ofWork: work)
        let text = citation.markup
        let name: Markup =
            anchor ? "<span id=\"\(Self.anchor(ofWork: work))\">\(text)</span>" : text
        let places = library.places(ofWork: work)
        return [
            .init(citation.title, markup: name), .init(citation.authors),
            .init(NumberText.exact(citation.year)), .init(citation.journal),
            .init(citation.doi ?? ""), .init(citation.pmid ?? ""),
            .init("", markup: citation.links), .init(places, markup: "<code>\(places)</code>"),
        ]
    }

    static func anchor(ofWork work: Int) -> String { "report-\(work + 1)" }

    /// The studies by year and name; those without a year last.
    private var sortedStudies: [Extracted<Study>] {
        state.studies.sorted { left, right in
            let years = (left.row.year ?? .max, right.row.year ?? .max)
            return years.0 != years.1
                ? years.0 < years.1
                : (left.row.label, left.row.id) < (right.row.label, right.row.id)
        }
    }

    private func studyRow(_ extracted: Extracted<Study>) -> [Table.Cell] {
        let study = extracted.row
        let name = library.studyNames[study.id] ?? study.id
        let below = [study.title, study.journal].compactMap { $0 }.joined(separator: ". ")
        let small: Markup = below.isEmpty ? "" : "<br/><small>\(below)</small>"
        let links = [study.doi.map { link(doi: $0) }, study.pmid.map { link(pmid: $0) }]
            .compactMap { $0 }
        let reports = study.reports.map(\.description).joined(separator: "; ")
        return [
            .init(name, markup: "\(name)\(small)"), .init(study.id), .init(study.title ?? ""),
            .init(study.journal ?? ""), .init(NumberText.exact(study.year)),
            .init(study.country ?? ""), .init(study.modality ?? ""), word(study.task),
            word(study.modelFamily), .init(count: study.patients), .init(count: study.events),
            .init(study.primaryTumours.joined(separator: ", ")),
            .init(reports, markup: reportLinks(study.reports)), .init(study.doi ?? ""),
            .init(study.pmid ?? ""), .init("", markup: links.isEmpty ? "–" : links.joined("<br/>")),
        ] + fieldCells(study.fields, of: .study) + [
            .init(study.note ?? ""), .init("\(extracted.file):\(study.line)"),
        ]
    }

    private func reportLinks(_ records: [RecordID]) -> Markup {
        let links = records.map { record -> Markup in
            guard let work = state.workIndex[record], state.isIncluded(work: work) else {
                return "<code>\(record.description)</code>"
            }
            return
                "<a href=\"#\(Self.anchor(ofWork: work))\"><code>\(record.description)</code></a>"
        }
        return links.isEmpty ? "–" : links.joined("<br/>")
    }

    /// A code of the sheet as words; the file keeps the code.
    private func word(_ code: String?) -> Table.Cell {
        .init(Self.words(code ?? ""), exact: code ?? "")
    }

    /// A code as words: `deep_learning` reads `deep learning`.
    static func words(_ code: String) -> String { code.replacing("_", with: " ") }

    private func shares(
        _ id: String,
        _ title: String,
        _ heading: String,
        _ shares: [StudyShare],
        of total: Int? = nil
    ) -> Table {
        let total = total ?? description.all.studies
        return Table(
            id: id,
            title: title,
            columns: [
                .init(heading), .init("Studies", isNumeric: true), .init("Share", isNumeric: true),
                .init("Patients", isNumeric: true),
                .init("Studies that state patients", isNumeric: true),
            ],
            rows: shares.map { share in
                [
                    .init(Self.words(share.label), exact: share.label),
                    .init(count: share.studies),
                    .init(
                        NumberText.share(share.studies, of: total),
                        exact: total > 0
                            ? NumberText.exact(Double(share.studies) / Double(total)) : ""
                    ),
                    .init(
                        share.studiesWithPatients == 0
                            ? NumberText.none : NumberText.count(share.patients),
                        exact: share.studiesWithPatients == 0 ? "" : "\(share.patients)"
                    ),
                    .init(count: share.studiesWithPatients),
                ]
            },
            emptyText: Self.noStudies
        )
    }
}
