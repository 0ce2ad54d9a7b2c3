import BibliographicFormats
import Review

extension SheetReader {
    /// Opens a sheet that has the columns of a protocol beside its own.
    ///
    /// - Parameters:
    ///   - bytes: content of the file.
    ///   - file: name for messages.
    ///   - kind: kind of the sheet.
    ///   - fields: the columns of the protocol.
    init(bytes: [UInt8], file: String, _ kind: SheetKind, _ fields: ExtractionFields) {
        self.init(
            bytes: bytes,
            file: file,
            columns: kind.columns + fields.names,
            required: kind.required + fields.declared.filter(\.isRequired).map(\.name)
        )
    }

    /// What a row holds of the columns of the protocol.
    mutating func values(
        of fields: ExtractionFields,
        _ row: DelimitedTable.Row
    ) -> [String: String] {
        var values: [String: String] = [:]
        for field in fields.declared {
            guard let text = text(field.name, row) else {
                if field.isRequired {
                    fault(
                        row.line,
                        "is blank; the protocol requires a value, or \(ExtractionField.notReported) "
                            + "where the reports do not say",
                        column: field.name
                    )
                }
                continue
            }
            switch field.value(of: text) {
            case .success(let value): values[field.name] = value
            case .failure(let refusal): fault(row.line, refusal.what, column: field.name)
            }
        }
        for name in fields.former { values[name] = text(name, row) }
        return values
    }
}
