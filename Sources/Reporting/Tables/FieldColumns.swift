import Review

extension Report {
    /// Columns of what the protocol asks to be extracted, and of what it no longer asks for.
    ///
    /// Those of built-in sets and of former protocols stand in the file only: a page has no room for a
    /// whole checklist.
    func fieldColumns(of subject: ExtractionField.Subject) -> [Table.Column] {
        let fields = fields[subject] ?? ExtractionFields()
        return fields.declared.map { field in
            let unit = field.unit.map { " (\($0))" } ?? ""
            return Table.Column(
                field.title + unit,
                isNumeric: field.kind.isNumeric,
                place: field.set == nil ? .everywhere : .file
            )
        } + fields.former.map { .init($0, place: .file) }
    }

    /// Cells in the order of `fieldColumns`.
    func fieldCells(
        _ values: [String: String],
        of subject: ExtractionField.Subject
    ) -> [Table.Cell] {
        (fields[subject]?.names ?? []).map { .init(values[$0] ?? "") }
    }
}
