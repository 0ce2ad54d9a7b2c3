import BibliographicFormats
public import Deduplication

extension SourceOverlap {
    /// The table of the sources: records, works, works held alone, duplicates within.
    public var csv: String {
        let rows = sources.map { source in
            [
                source.name, String(source.records), String(source.works),
                String(source.worksHeldAlone), String(source.worksShared),
                String(source.duplicatesWithin),
            ]
        }
        return DelimitedTextWriter.text(
            header: [
                "source", "records", "works", "works_alone", "works_shared", "duplicates_within",
            ],
            rows: rows
        )
    }
}
