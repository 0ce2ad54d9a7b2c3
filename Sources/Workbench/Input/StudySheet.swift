import BibliographicFormats
import Review

/// Reads `studies.csv`.
enum StudySheet {
    static let columns = [
        "study", "reports", "first_author", "year", "title", "journal", "doi", "pmid", "country",
        "modality", "task", "model_family", "patients", "events", "primary_tumours", "note",
    ]
    static let required = ["study", "reports"]

    /// Reads all rows; `faults` names every cell that cannot be used.
    static func read(
        bytes: [UInt8],
        file: String,
        resolver: RecordResolver,
        fields: ExtractionFields = ExtractionFields()
    ) -> (rows: [Study], faults: [InputFault]) {
        var reader = SheetReader(bytes: bytes, file: file, .studies, fields)
        var rows: [Study] = []
        var lines: [String: Int] = [:]
        for row in reader.rows {
            reader.checkWidth(row)
            guard let id = reader.requiredText("study", row) else { continue }
            if let line = lines[id] {
                reader.fault(row.line, "study '\(id)' already stands on line \(line)")
            }
            lines[id] = lines[id] ?? row.line
            var reports: [RecordID] = []
            _ = reader.requiredText("reports", row)
            for reference in reader.list("reports", row) {
                switch resolver.resolve(reference) {
                case .found(let record): reports.append(record)
                case .failed(let what): reader.fault(row.line, what, column: "reports")
                }
            }
            var study = Study(id: id, reports: reports, line: row.line)
            study.firstAuthor = reader.text("first_author", row)
            study.year = reader.integer("year", row, in: 1500...2200)
            study.title = reader.text("title", row)
            study.journal = reader.text("journal", row)
            study.doi = reader.text("doi", row)?.lowercased()
            study.pmid = reader.text("pmid", row)
            study.country = reader.text("country", row)
            study.modality = reader.text("modality", row)
            study.task = reader.text("task", row)
            study.modelFamily = reader.text("model_family", row)
            study.patients = reader.integer("patients", row, in: 1...Int.max)
            study.events = reader.integer("events", row, in: 0...Int.max)
            study.primaryTumours = reader.list("primary_tumours", row)
            study.note = reader.text("note", row)
            study.fields = reader.values(of: fields, row)
            rows.append(study)
        }
        return (rows, reader.faults)
    }
}
