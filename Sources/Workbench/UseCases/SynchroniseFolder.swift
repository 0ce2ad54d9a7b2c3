import Review
import ReviewStore
import RiskOfBias

/// Brings a review in line with what its `review.yaml` declares.
///
/// Protocol, exports, duplicates, assignments, decisions, studies with their cohorts, models and
/// evaluations, and appraisals are taken up in this
/// order; what is in line already is left alone.
public struct SynchroniseFolder: Sendable {
    /// What `review.yaml` says, where that is not in the folder yet.
    public var declaration: [UInt8]?

    /// Creates the use case.
    ///
    /// - Parameter declaration: what `review.yaml` says; `nil` for what the folder has.
    public init(declaration: [UInt8]? = nil) { self.declaration = declaration }

    /// Adds to a draft all that is new or changed; every fault of every file is noted.
    ///
    /// - Throws: `JournalError` if the records cannot be read.
    public func run(on draft: inout ReviewDraft) throws {
        var declared: ReviewFile
        do throws(InputRefused) {
            var bytes = declaration ?? []
            if declaration == nil { bytes = try draft.folder.bytes(of: "review.yaml") }
            guard bytes.count <= 1 << 20 else {
                throw InputRefused(file: "review.yaml", "larger than 1 MiB")
            }
            declared = try ReviewFile(parsing: String(decoding: bytes, as: UTF8.self))
        } catch {
            draft.refuse(error.faults)
            return
        }
        adoptInstruments(of: &declared, &draft)
        guard draft.faults.isEmpty else { return }
        if declared.reviewProtocol != draft.state.reviewProtocol {
            draft.propose(.protocolSet(declared.reviewProtocol))
        }
        var taken: [String: String] = [:]
        for source in declared.sources {
            guard let bytes = read(source.file, line: source.line, &draft) else { continue }
            if let other = taken.updateValue(source.file, forKey: sha256(bytes)) {
                draft.refuse([
                    InputFault(
                        file: "review.yaml",
                        line: source.line,
                        what: "'\(source.file)' has the same content as '\(other)'; its records "
                            + "would count twice"
                    )
                ])
                continue
            }
            try importSource(source, bytes, &draft)
        }
        // Rows of the sheets cite records: with an export missing they would all be faults.
        guard draft.faults.isEmpty else { return }
        for sheet in declared.duplicates {
            guard let bytes = read(sheet.file, line: sheet.line, &draft) else { continue }
            try RecordSheet(kind: .duplicates, file: sheet.file).run(on: &draft, bytes: bytes)
        }
        if !draft.state.isDeduplicated { try DeduplicateReview().run(on: &draft) }
        let sheets: [(SheetKind, [ReviewFile.SheetFile])] = [
            (.assignments, declared.assignments),
            (.decisions, declared.decisions), (.studies, declared.studies),
            (.cohorts, declared.cohorts), (.models, declared.models),
            (.estimates, declared.estimates), (.appraisals, declared.appraisals),
        ]
        for (kind, files) in sheets {
            for sheet in files {
                guard let bytes = read(sheet.file, line: sheet.line, &draft) else { continue }
                try RecordSheet(kind: kind, file: sheet.file).run(on: &draft, bytes: bytes)
            }
        }
    }

    /// Reads the review's own instruments, so that they enter the journal with the protocol.
    private func adoptInstruments(of declared: inout ReviewFile, _ draft: inout ReviewDraft) {
        guard !declared.instruments.isEmpty else { return }
        var own: [Instrument] = []
        for file in declared.instruments {
            guard let bytes = read(file.file, line: file.line, &draft) else { continue }
            do throws(InputRefused) {
                let instrument = try InstrumentFile.instrument(bytes, file: file.file)
                if own.contains(where: { $0.id == instrument.id }) {
                    draft.refuse([
                        InputFault(
                            file: file.file,
                            what: "the instrument '\(instrument.id)' stands in two files"
                        )
                    ])
                }
                own.append(instrument)
            } catch {
                draft.refuse(error.faults)
            }
        }
        guard draft.faults.isEmpty else { return }
        if let fault = declared.adopt(own) { draft.refuse([fault]) }
    }

    private func importSource(
        _ source: ReviewFile.Source,
        _ bytes: [UInt8],
        _ draft: inout ReviewDraft
    ) throws {
        let hash = sha256(bytes)
        if let standing = draft.state.imports.first(where: { $0.search.sha256 == hash }) {
            return try describe(standing, as: source, bytes, &draft)
        }
        if let earlier = draft.state.imports.first(where: { $0.search.file == source.file }) {
            draft.refuse([
                InputFault(
                    file: source.file,
                    what: "has changed since it was imported at event \(earlier.event); decisions "
                        + "cite its records by position, so declare the new export under another "
                        + "name, or undo event \(earlier.event) first"
                )
            ])
            return
        }
        var search = ImportSearch(
            file: source.file,
            kind: source.kind,
            database: source.database
        )
        search.platform = source.platform
        search.searched = source.searched
        search.query = source.query
        try search.run(on: &draft, content: .bytes(bytes))
    }

    /// Records anew what review.yaml says of a search whose file was imported before.
    ///
    /// The import is replaced by one with the same name and the same records, so that everything that
    /// cites them stays. What review.yaml does not state is kept.
    private func describe(
        _ standing: ImportedSource,
        as source: ReviewFile.Source,
        _ bytes: [UInt8],
        _ draft: inout ReviewDraft
    ) throws {
        var search = standing.search
        search.kind = source.kind
        search.database = source.database
        search.platform = source.platform ?? search.platform
        search.searched = source.searched ?? search.searched
        search.query = source.query ?? search.query
        guard search != standing.search else { return }
        let stored = try draft.records()
        let records = standing.recordIDs.compactMap { stored[$0] }
        draft.propose(
            .undone(Undo(sequence: standing.event, why: "review.yaml describes it anew"))
        )
        draft.propose(
            .searchImported(search),
            records: try StoredRecords(records),
            file: .bytes(bytes)
        )
    }

    private func read(_ file: String, line: Int, _ draft: inout ReviewDraft) -> [UInt8]? {
        do throws(InputRefused) {
            return try draft.folder.bytes(of: file)
        } catch {
            draft.refuse(
                error.faults.map { fault in
                    InputFault(
                        file: "review.yaml",
                        line: line,
                        what: "'\(fault.file)': \(fault.what)"
                    )
                }
            )
            return nil
        }
    }
}
