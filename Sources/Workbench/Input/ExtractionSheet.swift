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
                if header.contains("reports") { return .studies }
                if header.contains("stage") { return .estimates }
                let kinds: [SheetKind] = [.studies, .cohorts, .models, .estimates]
                let alike = kinds.map { kind in header.count { kind.columns.contains($0) } }
                let most = alike.max() ?? 0
                return zip(kinds, alike).first { $1 == most }?.0 ?? .studies
            }
        } catch {
            throw InputRefused(file: file, "not a sheet with a header, nor JSON of an evaluation")
        }
    }
}
