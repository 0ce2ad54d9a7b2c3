import Bibliography
import Reporting
import Review

/// The fields of records and studies, by the names that people know; only those that are filled.
enum RecordFields {
    typealias Field = (name: String, value: Markup)

    /// Where a record stands in its export: `exports/pubmed.nbib:12, line 345`.
    static func place(_ record: Record, of id: RecordID, in state: ReviewState) -> String {
        let file = state.imports.first { $0.search.source == id.source }?.search.file ?? id.source
        return "\(file):\(id.position), line \(record.source.line)"
    }

    /// All fields of a record.
    static func list(_ record: Record, of id: RecordID, in state: ReviewState) -> [Field] {
        var fields: [Field] = [
            ("Place", "<code>\(place(record, of: id, in: state))</code>"),
            ("Kind", "\(record.type.rawValue)"),
        ]
        func add(_ name: String, _ text: String?) {
            if let text, !text.isEmpty { fields.append((name, "\(text)")) }
        }
        func add(_ name: String, _ texts: [String], by separator: String = "; ") {
            add(name, texts.joined(separator: separator))
        }
        add("Notices", record.notices.map(\.rawValue))
        add("Authors", record.authors.map(\.displayed))
        add("Editors", record.editors.map(\.displayed))
        add("Year", record.year.map(String.init))
        add("Date", record.date)
        add("Journal or book", record.journal)
        add("Volume", record.volume)
        add("Issue", record.issue)
        add("Pages", record.pages)
        if let doi = record.doi { fields.append(("DOI", link(doi: doi))) }
        if let pmid = record.pmid { fields.append(("PubMed", link(pmid: pmid))) }
        add("PubMed Central", record.pmcid)
        add("ISSN", record.issn)
        add("ISBN", record.isbn)
        add("Abstract", record.abstract)
        add("Keywords", record.keywords)
        // Addresses of a file are shown as text: nobody has checked where they lead.
        add("Web addresses", record.urls, by: " ")
        add("Language", record.language)
        add("Publisher", record.publisher)
        add("Accession number", record.accession)
        add("Database", record.database)
        add("Identifier in the file", record.identifier)
        add("Notes", record.notes)
        for (tag, values) in record.extra.sorted(by: { $0.key < $1.key }) {
            add("Field \(tag)", values)
        }
        return fields
    }

    /// All fields of a study.
    static func list(_ study: Study) -> [Field] {
        var fields: [Field] = [("Identifier", "\(study.id)")]
        func add(_ name: String, _ text: String?) {
            if let text, !text.isEmpty { fields.append((name, "\(text)")) }
        }
        let reports = study.reports.map { id -> Markup in
            "<a href=\"\(WebAddress.record(id))\"><code>\(id.description)</code></a>"
        }
        fields.append(("Reports", reports.joined(", ")))
        add("Title", study.title)
        add("Journal", study.journal)
        if let doi = study.doi { fields.append(("DOI", link(doi: doi))) }
        if let pmid = study.pmid { fields.append(("PubMed", link(pmid: pmid))) }
        add("Country", study.country)
        add("Modality", study.modality)
        add("Task", study.task)
        add("Kind of model", study.modelFamily)
        add("Patients", study.patients.map(String.init))
        add("Patients with the outcome", study.events.map(String.init))
        add("Primary tumours", study.primaryTumours.joined(separator: ", "))
        add("Note", study.note)
        return fields
    }

    private static func link(doi: String) -> Markup {
        "<a href=\"\(WebAddress.document(doi: doi))\" rel=\"noreferrer\">\(doi)</a>"
    }

    private static func link(pmid: String) -> Markup {
        guard !pmid.isEmpty, pmid.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else { return "\(pmid)" }
        return "<a href=\"https://pubmed.ncbi.nlm.nih.gov/\(pmid)/\" rel=\"noreferrer\">\(pmid)</a>"
    }
}
