public import Review

/// The PRISMA 2020 flow diagram, in the version that its counts ask for.
///
/// Databases and registers alone, with other methods, with the studies of a previous version, or
/// both. A box whose count is not known is left out and the arrows pass on to the next; counts of
/// open work are printed where they are not 0. Heights follow the text, so lists of any length fit.
///
/// Reference: Page et al. (2021), BMJ 372:n71, doi:10.1136/bmj.n71.
public struct PRISMAFlowDiagram: Sendable, Equatable {
    /// Counts.
    public var flow: PRISMAFlow
    /// Words.
    public var labels: PRISMALabels

    /// Creates a diagram.
    public init(flow: PRISMAFlow, labels: PRISMALabels = PRISMALabels()) {
        self.flow = flow
        self.labels = labels
    }

    /// Draws the diagram.
    ///
    /// If the columns would be too narrow for the words at the printed width, the page becomes
    /// wider than asked rather than the text smaller.
    ///
    /// - Returns: An SVG file.
    public func render(_ style: FigureStyle = FigureStyle()) -> String { drawn(style).svg() }

    /// Draws the diagram on a canvas, for tests of its layout.
    func drawn(_ style: FigureStyle) -> Canvas {
        FlowLayout(diagram: self, style: style).drawn()
    }

    /// Whether the review updates a previous one.
    var isUpdate: Bool { flow.previousStudies != nil || flow.previousReports != nil }

    // MARK: Boxes

    /// Level of a box, from top to bottom.
    enum Level: Int, CaseIterable {
        case heading
        case identification
        case screening
        case retrieval
        case assessment
        case newStudies
        case total
        case metaAnalysis
    }

    /// Column of a box, from left to right.
    enum Column: Int, CaseIterable {
        case previous
        case main
        case mainSide
        case other
        case otherSide
    }

    /// What a box says.
    struct BoxText {
        var column: Column
        var level: Level
        var entries: [Entry]
        /// Whether the work the box counts is still open.
        var isOpen = false
    }

    /// A paragraph of a box.
    struct Entry: Equatable {
        var text: String
        var isIndented = false
    }

    /// All boxes whose counts are known.
    var boxes: [BoxText] {
        var boxes: [BoxText] = []
        let add = { (column: Column, level: Level, entries: [Entry], isOpen: Bool) in
            if !entries.isEmpty {
                boxes.append(
                    BoxText(column: column, level: level, entries: entries, isOpen: isOpen)
                )
            }
        }
        add(.previous, .identification, previousEntries, false)
        add(.main, .identification, identifiedEntries, false)
        add(.mainSide, .identification, removedEntries, false)
        add(.main, .screening, entries(labels.screened, flow.screened), false)
        add(.mainSide, .screening, excludedEntries, false)
        add(
            .mainSide,
            .screening,
            open(labels.awaitingScreening, flow.awaitingScreening),
            true
        )
        add(.other, .identification, otherIdentifiedEntries, false)
        let arms: [(Column, Column, PRISMAFlow.Reports?)] = [
            (.main, .mainSide, flow.reports), (.other, .otherSide, flow.otherReports),
        ]
        for case (let column, let side, let reports?) in arms {
            add(column, .retrieval, entries(labels.sought, reports.sought), false)
            add(side, .retrieval, entries(labels.notRetrieved, reports.notRetrieved), false)
            add(column, .assessment, entries(labels.assessed, reports.assessed), false)
            add(side, .assessment, excludedEntries(of: reports), false)
            add(side, .assessment, open(labels.awaitingAssessment, reports.awaiting), true)
        }
        add(.main, .newStudies, newEntries, false)
        add(
            .main,
            .total,
            entries(labels.totalStudies, flow.totalStudies)
                + entries(labels.totalReports, flow.totalReports),
            false
        )
        add(.main, .metaAnalysis, entries(labels.metaAnalysis, flow.studiesInMetaAnalysis), false)
        return boxes
    }

    /// Heading of an arm.
    func heading(of column: Column) -> String {
        switch column {
        case .previous: labels.previousArm
        case .main, .mainSide: isUpdate ? labels.databaseArmOfUpdate : labels.databaseArm
        case .other, .otherSide: isUpdate ? labels.otherArmOfUpdate : labels.otherArm
        }
    }

    /// What the diagram shows, in words, in the order of the flow.
    var summary: String {
        boxes.map { box in box.entries.map(\.text).joined(separator: "; ") }
            .joined(separator: ". ") + "."
    }

    // MARK: Entries

    private func entries(_ label: String, _ count: Int?) -> [Entry] {
        count.map { [Entry(text: labels.counted(label, $0))] } ?? []
    }

    private func indented(_ label: String, _ count: Int?) -> [Entry] {
        count.map { [Entry(text: labels.counted(label, $0), isIndented: true)] } ?? []
    }

    private func open(_ label: String, _ count: Int) -> [Entry] {
        count > 0 ? entries(label, count) : []
    }

    private func parts(_ parts: [PRISMAFlow.Part]) -> [Entry] {
        parts.map { Entry(text: labels.counted($0.label, $0.count), isIndented: true) }
    }

    private var previousEntries: [Entry] {
        entries(labels.previousStudies, flow.previousStudies)
            + entries(labels.previousReports, flow.previousReports)
    }

    private var identifiedEntries: [Entry] {
        let sources =
            source(labels.databases, flow.databaseTotal, flow.databases)
            + source(labels.registers, flow.registerTotal, flow.registers)
        return sources.isEmpty ? [] : [Entry(text: labels.identifiedFrom)] + sources
    }

    private func source(_ label: String, _ total: Int?, _ parts: [PRISMAFlow.Part]) -> [Entry] {
        guard total != nil || !parts.isEmpty else { return [] }
        let head = total.map { labels.counted(label, $0) } ?? label
        return [Entry(text: parts.isEmpty ? head : head + ":")] + self.parts(parts)
    }

    private var otherIdentifiedEntries: [Entry] {
        let sources =
            indented(labels.websites, flow.websites)
            + indented(labels.organisations, flow.organisations)
            + indented(labels.citations, flow.citations)
        return sources.isEmpty ? [] : [Entry(text: labels.identifiedFrom)] + sources
    }

    private var removedEntries: [Entry] {
        let removed =
            indented(labels.duplicates, flow.duplicates)
            + indented(labels.excludedAutomatic, flow.excludedAutomatic)
            + indented(labels.excludedOther, flow.excludedOther)
        return removed.isEmpty ? [] : [Entry(text: labels.removed)] + removed
    }

    private var excludedEntries: [Entry] {
        guard flow.excluded != nil || !flow.excludedReasons.isEmpty else { return [] }
        let head = flow.excluded.map { labels.counted(labels.excluded, $0) } ?? labels.excluded
        return [Entry(text: flow.excludedReasons.isEmpty ? head : head + ":")]
            + parts(flow.excludedReasons)
    }

    private func excludedEntries(of reports: PRISMAFlow.Reports) -> [Entry] {
        guard !reports.excluded.isEmpty else { return [] }
        let head = labels.counted(labels.reportsExcluded, reports.excludedTotal)
        return [Entry(text: head + ":")] + parts(reports.excluded)
    }

    private var newEntries: [Entry] {
        entries(isUpdate ? labels.newStudiesOfUpdate : labels.newStudies, flow.newStudies)
            + entries(isUpdate ? labels.newReportsOfUpdate : labels.newReports, flow.newReports)
    }
}
