import BibliographicFormats

/// Which sheet of an extraction a file is.
public enum ExtractionSheet {
    /// Whether a file is the JSON of a command that evaluates.
    public static func isJSON(_ bytes: [UInt8]) -> Bool { PredictionEstimates.recognises(bytes) }

    /// The kind of sheet that a file is, by its header.
    ///
    /// - Parameters:
    ///   - bytes: content of the file.
    ///   - file: name for messages.
    /// - Returns: studies, cohorts, models or estimates; where the header has faults, the one it resembles more.
    /// - Throws: `InputRefused` for a file without a header.
    public static func kind(of bytes: [UInt8], file: String) throws(InputRefused) -> SheetKind {
        if isJSON(bytes) { return .estimates }
        do throws(DelimitedTableError) {
            let header = try DelimitedTable(parsing: bytes, fileName: file).header
            switch SheetKind.matching(header: header) {
            case let kind? where kind.describes != nil: return kind
            default:
                // Columns of the protocol are known to the review alone; what only one sheet has tells.
                let telling: [(String, SheetKind)] = [
                    ("reports", .studies), ("stage", .estimates), ("cohort", .cohorts),
                    ("model", .models),
                ]
                if let kind = telling.first(where: { header.contains($0.0) })?.1 { return kind }
                let studies = header.count { SheetKind.studies.columns.contains($0) }
                let estimates = header.count { SheetKind.estimates.columns.contains($0) }
                return studies >= estimates ? .studies : .estimates
            }
        } catch {
            throw InputRefused(file: file, "not a sheet with a header, nor JSON of an evaluation")
        }
    }
}
