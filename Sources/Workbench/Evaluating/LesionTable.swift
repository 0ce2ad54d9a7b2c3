public import BibliographicFormats
public import ModelEvaluation

/// Which columns of the tables of marks and truths mean what.
public struct LesionColumns: Sendable, Equatable {
    /// The case, in all tables.
    public var caseName: String
    /// The score of a mark.
    public var score: String
    /// The reader or model that made a mark; `nil` where all are of one.
    public var reader: String?

    /// Names the columns.
    public init(caseName: String = "case", score: String = "score", reader: String? = nil) {
        self.caseName = caseName
        self.score = score
        self.reader = reader
    }
}

/// A table with the name under which its faults are told.
public struct NamedTable: Sendable, Equatable {
    /// Name for messages.
    public var file: String
    /// Header and rows.
    public var table: DelimitedTable

    /// Names a table.
    public init(file: String, table: DelimitedTable) {
        self.file = file
        self.table = table
    }
}

/// Marks of one or more readers, and the lesions that are there.
public struct LesionTable: Sendable, Equatable {
    /// The marks of one reader or model.
    struct Reader: Sendable, Equatable {
        let name: String?
        var marks: [LesionMark] = []
        var lines: [Int] = []
    }

    /// Readers in the order in which they first stand in the file.
    let readers: [Reader]
    let truths: [LesionTruth]
    let truthLines: [Int]
    /// Cases named without a lesion, or in a list of cases.
    let cases: [String]
    let marksFile: String
    let truthsFile: String
    let casesFile: String?

    /// Reads marks and truths.
    ///
    /// Places are in the columns `x`, `y` and, for volumes, `z`. Truths may have a `radius`; for
    /// matching by overlap both tables have `width`, `height` and, for volumes, `depth`, of a box
    /// around the place. A truth with a blank place is a case without lesion.
    ///
    /// - Parameters:
    ///   - marks: marks; at least the header.
    ///   - truths: lesions and cases without.
    ///   - cases: a list of cases; those without a lesion among the truths have none.
    ///   - columns: names of columns.
    ///   - matching: which further columns are needed.
    /// - Throws: `InputRefused` with every fault: missing columns, blank or non-numeric cells, a case
    ///   that is named without lesion and has one.
    public init(
        marks: NamedTable,
        truths: NamedTable,
        cases: NamedTable? = nil,
        columns: LesionColumns = LesionColumns(),
        matching: LesionMatching
    ) throws(InputRefused) {
        var needsBox = false
        if case .overlap = matching { needsBox = true }
        let isVolume = [marks, truths].contains { $0.table.header.contains("z") }
        let place = ["x", "y"] + (isVolume ? ["z"] : [])
        let box = needsBox ? ["width", "height"] + (isVolume ? ["depth"] : []) : []
        var ofMarks = CellReader(marks, [columns.caseName, columns.score] + place + box)
        var ofTruths = CellReader(
            truths,
            [columns.caseName] + place + box + (matching == .radius ? ["radius"] : [])
        )
        if let reader = columns.reader { ofMarks.require(reader) }
        var ofCases = cases.map { CellReader($0, [columns.caseName]) }
        var faults = ofMarks.faults + ofTruths.faults + (ofCases?.faults ?? [])
        guard faults.isEmpty else { throw InputRefused(faults) }

        var found: [Reader] = []
        var places: [String?: Int] = [:]
        if columns.reader == nil {
            found.append(Reader(name: nil))
            places[nil] = 0
        }
        for row in marks.table.rows {
            let name = ofMarks.text(columns.caseName, row)
            let reader = columns.reader.map { ofMarks.text($0, row) ?? "" }
            let score = ofMarks.number(columns.score, row)
            let centre = Self.place(&ofMarks, row, isVolume)
            let extent = needsBox ? Self.extent(&ofMarks, row, isVolume) : nil
            guard let name, let score, let centre else { continue }
            if places[reader] == nil {
                places[reader] = found.count
                found.append(Reader(name: reader))
            }
            guard let number = places[reader] else { continue }
            found[number].lines.append(row.line)
            found[number].marks.append(
                LesionMark(caseName: name, place: centre, score: score, extent: extent)
            )
        }

        var lesions: [LesionTruth] = []
        var lines: [Int] = []
        var normal: [String: Int] = [:]
        var truthCases: Set<String> = []
        for row in truths.table.rows {
            guard let name = ofTruths.text(columns.caseName, row) else { continue }
            truthCases.insert(name)
            if place.allSatisfy({ ofTruths.isBlank($0, row) }) {
                if let first = normal[name] {
                    ofTruths.refuse(
                        row,
                        columns.caseName,
                        "case '\(name)' stands without lesion in line \(first) already"
                    )
                } else {
                    normal[name] = row.line
                }
                continue
            }
            let centre = Self.place(&ofTruths, row, isVolume)
            let extent = needsBox ? Self.extent(&ofTruths, row, isVolume) : nil
            let radius = matching == .radius ? ofTruths.number("radius", row) : nil
            guard let centre else { continue }
            lines.append(row.line)
            lesions.append(
                LesionTruth(caseName: name, place: centre, radius: radius, extent: extent)
            )
        }
        for (lesion, line) in zip(lesions, lines) {
            guard let first = normal[lesion.caseName] else { continue }
            ofTruths.faults.append(
                InputFault(
                    file: truths.file,
                    line: line,
                    column: columns.caseName,
                    what: "case '\(lesion.caseName)' has a lesion, but none in line \(first)"
                )
            )
        }

        var listed: [String] = []
        for row in cases?.table.rows ?? [] {
            if let name = ofCases?.text(columns.caseName, row) { listed.append(name) }
        }
        faults = ofMarks.faults + ofTruths.faults + (ofCases?.faults ?? [])
        guard faults.isEmpty else {
            // Where there are faults already, cases that are named nowhere come with them.
            let known = truthCases.union(listed)
            let unknown = found.flatMap { zip($0.marks, $0.lines) }
                .filter { !known.contains($0.0.caseName) }
                .map { mark, line in
                    InputFault(
                        file: marks.file,
                        line: line,
                        what: Self.unknownCase(mark.caseName, truths.file, cases?.file)
                    )
                }
            throw InputRefused(Self.cut(faults + unknown))
        }
        readers = found
        self.truths = lesions
        truthLines = lines
        let known = Set(listed)
        self.cases = listed + normal.keys.filter { !known.contains($0) }.sorted()
        marksFile = marks.file
        truthsFile = truths.file
        casesFile = cases?.file
    }

    /// A case of a mark that no table names, in words.
    func unknownCase(_ name: String) -> String { Self.unknownCase(name, truthsFile, casesFile) }

    private static func unknownCase(_ name: String, _ truths: String, _ cases: String?) -> String {
        guard let cases else {
            return
                "case '\(name)' is not in \(truths); a case without lesion is named there with a "
                + "blank place"
        }
        return "case '\(name)' is neither in \(truths) nor in \(cases)"
    }

    /// A file of a million bad rows is not answered with a million lines.
    static func cut(_ faults: [InputFault]) -> [InputFault] {
        let limit = 200
        guard faults.count > limit, let last = faults.last else { return faults }
        let rest = InputFault(
            file: last.file,
            what: "\(faults.count - limit) more faults of this kind"
        )
        return Array(faults.prefix(limit)) + [rest]
    }

    private static func place(
        _ cells: inout CellReader,
        _ row: DelimitedTable.Row,
        _ isVolume: Bool
    ) -> LesionPlace? {
        let (x, y) = (cells.number("x", row), cells.number("y", row))
        let z = isVolume ? cells.number("z", row) : 0
        guard let x, let y, let z else { return nil }
        return LesionPlace(x: x, y: y, z: z)
    }

    private static func extent(
        _ cells: inout CellReader,
        _ row: DelimitedTable.Row,
        _ isVolume: Bool
    ) -> LesionExtent? {
        let (width, height) = (cells.number("width", row), cells.number("height", row))
        let depth = isVolume ? cells.number("depth", row) : 1
        guard let width, let height, let depth else { return nil }
        return LesionExtent(width: width, height: height, depth: depth)
    }
}
