public import BibliographicFormats
public import ModelEvaluation

/// Which columns of a table of ratings mean what.
public struct ReaderColumns: Sendable, Equatable {
    /// The case.
    public var caseName: String
    /// The reader.
    public var reader: String
    /// The modality; `nil` takes a column `modality` if there is one, else all ratings are of one.
    public var modality: String?
    /// The class of the case.
    public var label: String
    /// The rating.
    public var score: String
    /// The cluster of the case, such as the patient of a lesion.
    public var cluster: String?
    /// The label that means the event; may be left out for 1/0, true/false and yes/no.
    public var positive: String?

    /// Names the columns.
    public init(
        caseName: String = "case",
        reader: String = "reader",
        modality: String? = nil,
        label: String = "label",
        score: String = "score",
        cluster: String? = nil,
        positive: String? = nil
    ) {
        self.caseName = caseName
        self.reader = reader
        self.modality = modality
        self.label = label
        self.score = score
        self.cluster = cluster
        self.positive = positive
    }
}

/// A table with a row per case, reader and modality, read as a fully crossed study.
public struct ReaderTable: Sendable, Equatable {
    /// The ratings.
    public let study: ReaderStudy
    /// The name of the standalone system; `nil` without one.
    public let standalone: String?
    /// The name of the table for messages.
    public let file: String

    /// Reads the ratings.
    ///
    /// - Parameters:
    ///   - table: header and rows; further columns are left alone.
    ///   - file: name for messages.
    ///   - columns: names of columns.
    ///   - standalone: the name in the column of readers under which a standalone system stands, with
    ///     one score a case whatever the modality; `nil` without one.
    /// - Throws: `InputRefused` with every fault: missing columns, blank cells, ratings that are no
    ///   finite numbers, two ratings for the same case, reader and modality, a case with two labels or
    ///   clusters, ratings that are missing.
    public init(
        _ table: DelimitedTable,
        file: String,
        columns: ReaderColumns = ReaderColumns(),
        standalone: String? = nil
    ) throws(InputRefused) {
        var rows = ReaderRows(table, file: file, columns: columns, standalone: standalone)
        guard rows.faults.isEmpty else { throw InputRefused(rows.faults) }
        guard !table.rows.isEmpty else {
            throw InputRefused(file: file, "no ratings below the header")
        }
        for row in table.rows { rows.read(row) }
        var faults = rows.faults
        let events = PredictionTable.events(
            rows.cases.map(\.label),
            table,
            file: file,
            columns: PredictionColumns(
                label: columns.label,
                scores: [columns.score],
                positive: columns.positive
            ),
            &faults
        )
        // What is missing can be told only where all rows could be read.
        if rows.faults.isEmpty { faults += rows.missing(file: file) }
        guard faults.isEmpty else { throw InputRefused(LesionTable.cut(faults)) }
        do throws(ReaderStudyError) {
            study = try ReaderStudy(
                readers: rows.readers.names,
                modalities: rows.modalities.names,
                ratings: rows.ratings,
                events: events,
                standalone: standalone == nil ? nil : rows.cases.compactMap { $0.system?.score },
                clusters: columns.cluster == nil ? nil : rows.cases.compactMap(\.cluster)
            )
        } catch {
            throw InputRefused(file: file, error.description)
        }
        self.standalone = standalone
        self.file = file
    }
}
