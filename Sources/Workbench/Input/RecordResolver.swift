import Bibliography
import Review

/// Finds the record that a cell of a sheet means: `FILE:POSITION`, `doi:…` or `pmid:…`.
struct RecordResolver {
    private let state: ReviewState
    private var byIdentifier: [String: [RecordID]] = [:]

    /// Creates a resolver.
    ///
    /// - Parameters:
    ///   - state: the review.
    ///   - records: the imported records with their identifiers.
    init(state: ReviewState, records: [RecordID: Record]) {
        self.state = state
        for source in state.imports {
            for id in source.recordIDs {
                guard let record = records[id] else { continue }
                if let doi = record.doi { byIdentifier["doi:" + doi, default: []].append(id) }
                if let pmid = record.pmid { byIdentifier["pmid:" + pmid, default: []].append(id) }
            }
        }
    }

    /// What a reference comes to.
    enum Resolution {
        case found(RecordID)
        case failed(String)
    }

    /// Resolves a reference; the first record of the work if an identifier names several.
    func resolve(_ reference: String) -> Resolution {
        let lowered = reference.lowercased()
        if lowered.hasPrefix("doi:") || lowered.hasPrefix("pmid:") {
            let ids = byIdentifier[lowered] ?? []
            let works = Set(ids.compactMap { state.workIndex[$0] })
            if works.count > 1 {
                let names = ids.map(\.description).joined(separator: ", ")
                return .failed("'\(reference)' means different works: \(names)")
            }
            guard let first = ids.first else {
                return .failed("no imported record has '\(reference)'")
            }
            return .found(first)
        }
        guard let id = RecordID(reference) else {
            return .failed(
                "'\(reference)' found, a record expected: FILE:POSITION, doi:… or pmid:…"
            )
        }
        if state.workIndex[id] != nil { return .found(id) }
        if let source = state.imports.first(where: { $0.search.source == id.source }) {
            return .failed(
                "unknown record '\(reference)': \(id.source) has \(source.search.recordsRead) "
                    + "records"
            )
        }
        let names = state.imports.map(\.search.source).joined(separator: ", ")
        return .failed(
            "unknown record '\(reference)': no source '\(id.source)' was imported"
                + (names.isEmpty ? "" : "; the sources are \(names)")
        )
    }
}
