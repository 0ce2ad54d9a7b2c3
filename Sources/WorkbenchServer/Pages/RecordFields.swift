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
    static func list(
        _ record: Record,
        of id: RecordID,
        in state: ReviewState,
        _ frame: PageFrame
    ) -> [Field] {
        func name(_ english: String, _ german: String) -> String {
            frame.text(Phrase(english, de: german))
        }
        var fields: [Field] = [
            (name("Place", "Stelle"), "<code>\(place(record, of: id, in: state))</code>"),
            (name("Kind", "Art"), "\(frame.text(record.type.phrase))"),
        ]
        func add(_ title: String, _ text: String?) {
            if let text, !text.isEmpty { fields.append((title, "\(text)")) }
        }
        func add(_ title: String, _ texts: [String], by separator: String = "; ") {
            add(title, texts.joined(separator: separator))
        }
        add(name(name("Notices", "Hinweise"), "Hinweise"), record.notices.map(\.rawValue))
        add(
            name(name("Authors", "Autorinnen und Autoren"), "Autorinnen und Autoren"),
            record.authors.map(\.displayed)
        )
        add(
            name(name("Editors", "Herausgebende"), "Herausgebende"),
            record.editors.map(\.displayed)
        )
        add(name(name("Year", "Jahr"), "Jahr"), record.year.map(String.init))
        add(name(name("Date", "Datum"), "Datum"), record.date)
        add(
            name(name("Journal or book", "Zeitschrift oder Buch"), "Zeitschrift oder Buch"),
            record.journal
        )
        add(name(name("Volume", "Band"), "Band"), record.volume)
        add(name(name("Issue", "Heft"), "Heft"), record.issue)
        add(name(name("Pages", "Seiten"), "Seiten"), record.pages)
        if let doi = record.doi { fields.append(("DOI", link(doi: doi))) }
        if let pmid = record.pmid { fields.append(("PubMed", link(pmid: pmid))) }
        add("PubMed Central", record.pmcid)
        add("ISSN", record.issn)
        add("ISBN", record.isbn)
        add(name(name("Abstract", "Abstract"), "Abstract"), record.abstract)
        add(name(name("Keywords", "Schlagwörter"), "Schlagwörter"), record.keywords)
        // Addresses of a file are shown as text: nobody has checked where they lead.
        add(name(name("Web addresses", "Webadressen"), "Webadressen"), record.urls, by: " ")
        add(name(name("Language", "Sprache"), "Sprache"), record.language)
        add(name(name("Publisher", "Verlag"), "Verlag"), record.publisher)
        add(name(name("Accession number", "Zugangsnummer"), "Zugangsnummer"), record.accession)
        add(name(name("Database", "Datenbank"), "Datenbank"), record.database)
        add(
            name(name("Identifier in the file", "Kennung in der Datei"), "Kennung in der Datei"),
            record.identifier
        )
        add(name(name("Notes", "Anmerkungen"), "Anmerkungen"), record.notes)
        for (tag, values) in record.extra.sorted(by: { $0.key < $1.key }) {
            add(name("Field", "Feld") + " \(tag)", values)
        }
        return fields
    }

    /// All fields of a study.
    static func list(_ study: Study, _ frame: PageFrame) -> [Field] {
        func name(_ english: String, _ german: String) -> String {
            frame.text(Phrase(english, de: german))
        }
        var fields: [Field] = [(name("Identifier", "Kennung"), "\(study.id)")]
        func add(_ title: String, _ text: String?) {
            if let text, !text.isEmpty { fields.append((title, "\(text)")) }
        }
        let reports = study.reports.map { id -> Markup in
            "<a href=\"\(WebAddress.record(id))\"><code>\(id.description)</code></a>"
        }
        fields.append((name("Reports", "Berichte"), reports.joined(", ")))
        add(name(name("Title", "Titel"), "Titel"), study.title)
        add(name(name("Journal", "Zeitschrift"), "Zeitschrift"), study.journal)
        if let doi = study.doi { fields.append(("DOI", link(doi: doi))) }
        if let pmid = study.pmid { fields.append(("PubMed", link(pmid: pmid))) }
        add(name(name("Country", "Land"), "Land"), study.country)
        add(name(name("Modality", "Bildgebung"), "Bildgebung"), study.modality)
        add(name(name("Task", "Aufgabe"), "Aufgabe"), study.task)
        add(name(name("Kind of model", "Art des Modells"), "Art des Modells"), study.modelFamily)
        add(name(name("Patients", "Patienten"), "Patienten"), study.patients.map(String.init))
        add(
            name(
                name("Patients with the outcome", "Patienten mit der Zielerkrankung"),
                "Patienten mit der Zielerkrankung"
            ),
            study.events.map(String.init)
        )
        add(
            name(name("Primary tumours", "Primärtumoren"), "Primärtumoren"),
            study.primaryTumours.joined(separator: ", ")
        )
        add(name(name("Note", "Anmerkung"), "Anmerkung"), study.note)
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
