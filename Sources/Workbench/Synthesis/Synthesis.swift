import BibliographicFormats
import Figures
import MetaAnalysis
public import Review

/// What a choice of estimates comes to: numbers, figures, and how to get the same numbers elsewhere.
public struct Synthesis: Sendable {
    /// The result of pooling.
    public enum Outcome: Sendable, Equatable {
        /// One figure.
        case pooled(PoolResult)
        /// Sensitivity and specificity together.
        case accuracy(DiagnosticResult)
        /// Nothing was chosen.
        case nothing
        /// Nothing could be made of it; the reason.
        case refused(String)
    }

    /// A figure that may be drawn.
    public enum Figure: String, Sendable, CaseIterable {
        case forest, funnel, sroc, crosshair, cumulative, baujat, radial
    }

    /// Estimates that are pooled at once, at most: beyond, a page would keep somebody waiting.
    public static let mostEstimates = 600

    /// What was chosen, with the stage that counts where none was.
    public let choice: SynthesisChoice
    /// All estimates of the figure, whatever was chosen.
    public let candidates: [SynthesisEstimate]
    /// Those that the filters let pass, in the order of the table.
    public let offered: [SynthesisEstimate]
    /// Those that were pooled: offered and not left out.
    public let chosen: [SynthesisEstimate]
    /// The table that was pooled.
    public let table: SynthesisTable
    /// Arguments of the command that gives the same numbers.
    public let arguments: [String]
    /// The result.
    public let outcome: Outcome
    /// Mean weighted by sample size, and how many estimates are behind it; for figures from 0 to 1.
    public let weightedMean: (mean: Double, estimates: Int)?
    /// What the choice itself should make a reader wary of.
    public let warnings: [String]
    private let options: PoolTableOptions?

    /// Pools what was chosen.
    ///
    /// - Parameters:
    ///   - choice: what is pooled, and how.
    ///   - state: the review.
    public init(_ choice: SynthesisChoice, in state: ReviewState) {
        let all = SynthesisEstimate.all(choice.measure, in: state)
        var choice = choice
        if choice.stages.isEmpty { choice.stages = Self.stage(of: all.filter { $0.fits(choice) }) }
        self.choice = choice
        candidates = all
        offered = all.filter { choice.stages.contains($0.row.stage) && $0.fits(choice) }
        chosen = offered.filter { !choice.omitted.contains($0.id) }
        table = SynthesisTable(choice, chosen)
        let words = choice.options(for: chosen)
        arguments = words.arguments(file: table.file)
        warnings = Self.warnings(choice, chosen)
        weightedMean = Self.weightedMean(choice, chosen)
        let options = try? words.parsed()
        self.options = options
        outcome = Self.pool(table, chosen.count, words)
    }

    /// The command that gives the same numbers.
    public var command: String { "consilience " + arguments.joined(separator: " ") }

    /// An R program that computes the same numbers; `nil` where nothing was pooled.
    public var script: String? {
        switch outcome {
        case .accuracy(let result): return PoolScript.script(for: result, file: table.file)
        case .nothing, .refused: return nil
        case .pooled(let result):
            guard let options, let rows = try? Self.rows(of: table) else { return nil }
            return try? PoolScript.script(
                for: result,
                options: options,
                file: table.file,
                header: rows.header,
                rows: rows.rows
            )
        }
    }

    /// The text that the command prints.
    public var text: String? {
        switch outcome {
        case .pooled(let result): result.text(level: choice.level)
        case .accuracy(let result): result.text(level: choice.level)
        case .nothing, .refused: nil
        }
    }

    /// The most telling stage of those there are: that of other data, else the nearest to it.
    private static func stage(of estimates: [SynthesisEstimate]) -> Set<EvaluationStage> {
        let present = Set(estimates.map(\.row.stage))
        let order: [EvaluationStage] = [.external, .internal, .unclear, .training]
        return order.first(where: present.contains).map { [$0] } ?? []
    }

    /// Reads the table as the command reads its file.
    static func rows(
        of table: SynthesisTable
    ) throws(DelimitedTableError) -> (header: [String], rows: [(line: Int, fields: [String])]) {
        let read = try DelimitedTable(parsing: Array(table.csv.utf8), fileName: table.file)
        return (read.header, read.rows.map { (line: $0.line, fields: $0.fields) })
    }

    private static func pool(
        _ table: SynthesisTable,
        _ count: Int,
        _ words: SynthesisOptions
    ) -> Outcome {
        guard count > 0 else { return .nothing }
        guard count <= mostEstimates else {
            return .refused(
                "\(count) estimates are more than the \(mostEstimates) that are pooled on this page; "
                    + "the command takes any number."
            )
        }
        do {
            let options = try words.parsed()
            let read = try rows(of: table)
            if options.measure == .dta {
                return .accuracy(
                    try PoolDiagnosticTable.pool(
                        file: table.file,
                        header: read.header,
                        rows: read.rows,
                        options: options
                    )
                )
            }
            return .pooled(
                try PoolTable.pool(
                    file: table.file,
                    header: read.header,
                    rows: read.rows,
                    options: options
                )
            )
        } catch {
            return .refused("\(error)")
        }
    }

    private static func weightedMean(
        _ choice: SynthesisChoice,
        _ chosen: [SynthesisEstimate]
    ) -> (mean: Double, estimates: Int)? {
        guard let figure = choice.measure.figure else { return nil }
        let sized = chosen.compactMap { estimate -> (Double, Double)? in
            guard let value = estimate.row.figure(figure), let size = estimate.row.size else {
                return nil
            }
            return (value, Double(size))
        }
        let mean = try? MetaAnalysis.weightedMean(values: sized.map(\.0), weights: sized.map(\.1))
        return mean.map { ($0.mean, $0.studies) }
    }

    private static func warnings(
        _ choice: SynthesisChoice,
        _ chosen: [SynthesisEstimate]
    ) -> [String] {
        var warnings: [String] = []
        let stages = Set(chosen.map(\.row.stage))
        if stages.count > 1 {
            let names = stages.sorted().map(\.rawValue).joined(separator: ", ")
            warnings.append(
                "The overall result mixes stages of validation (\(names)): read each stage for itself."
            )
        }
        let perStudy = Dictionary(grouping: chosen, by: \.row.study).filter { $0.value.count > 1 }
        if !perStudy.isEmpty {
            let names = perStudy.keys.sorted().map { "\($0) (\(perStudy[$0]?.count ?? 0))" }
            warnings.append(
                "Studies with several estimates, which the overall result takes to be independent: "
                    + names.joined(separator: ", ") + "."
            )
        }
        let units = Set(chosen.map { $0.row.unit ?? "not stated" })
        if units.count > 1 {
            warnings.append(
                "The estimates count different things: \(units.sorted().joined(separator: ", "))."
            )
        }
        return warnings
    }
}

extension Synthesis {
    /// The figures that the result has, in the order in which they are shown.
    public var figures: [Figure] {
        switch outcome {
        case .accuracy(let result) where result.k > 0: [.forest, .sroc, .crosshair, .funnel]
        case .pooled(let result) where result.k > 1:
            [.forest, .funnel, .cumulative, .baujat, .radial]
        case .pooled(let result) where result.k > 0 || !result.notPoolable.isEmpty: [.forest]
        case .pooled, .accuracy, .nothing, .refused: []
        }
    }

    /// A figure as an SVG file; `nil` if the result has none of the kind.
    public func svg(_ figure: Figure) -> String? {
        guard figures.contains(figure) else { return nil }
        switch outcome {
        case .pooled(let result): return svg(figure, of: result)
        case .accuracy(let result):
            switch figure {
            case .forest: return result.forestPlot(level: choice.level).render()
            case .sroc: return result.sroc(level: choice.level).render()
            case .crosshair:
                return result.sroc(level: choice.level, marks: .crossHairs).render()
            case .funnel: return result.funnelPlot().render()
            case .cumulative, .baujat, .radial: return nil
            }
        case .nothing, .refused: return nil
        }
    }

    private func svg(_ figure: Figure, of result: PoolResult) -> String? {
        guard let pooling = options?.pooling else { return nil }
        switch figure {
        case .forest:
            return result.forestPlot(level: choice.level, order: choice.order).render()
        case .funnel: return result.funnelPlot(options: pooling).render()
        case .cumulative: return result.cumulativePlot(level: choice.level).render()
        case .baujat: return result.baujatPlot(options: pooling).render()
        case .radial: return result.radialPlot(options: pooling).render()
        case .sroc, .crosshair: return nil
        }
    }
}
