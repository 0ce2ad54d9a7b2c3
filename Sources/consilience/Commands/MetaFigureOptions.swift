import ArgumentParser
import Figures
import Foundation
import Workbench

/// Order of the studies in a forest plot.
enum ForestOrder: String, CaseIterable, ExpressibleByArgument {
    case given, estimate, weight, label

    var order: ForestPlot.RowOrder {
        switch self {
        case .given: .asGiven
        case .estimate: .estimate
        case .weight: .weight
        case .label: .label
        }
    }
}

/// Files for the figures of `meta`.
struct MetaFigureOptions: ParsableArguments {
    @Option(help: "Forest plot; for dta, of sensitivity and specificity side by side.")
    var forest: String?
    @Option(help: "Funnel plot: contours, trim and fill, Egger's line; for dta with Deeks' line.")
    var funnel: String?
    @Option(help: "dta: summary ROC plot with curve and both regions.")
    var sroc: String?
    @Option(help: "dta: studies in ROC space with the intervals of both.")
    var crosshair: String?
    @Option(help: "Cumulative forest plot, in the order of the table.")
    var cumulative: String?
    @Option(help: "Baujat plot: heterogeneity against influence.")
    var baujat: String?
    @Option(help: "Radial (Galbraith) plot.")
    var radial: String?
    @Option(help: "GOSH plot: models of all subsets of the studies.")
    var gosh: String?
    @Option(help: "Bubble plot of a meta-regression on one numeric moderator.")
    var bubble: String?

    private var all: [(option: String, path: String?)] {
        [
            ("--forest", forest), ("--funnel", funnel), ("--sroc", sroc),
            ("--crosshair", crosshair), ("--cumulative", cumulative), ("--baujat", baujat),
            ("--radial", radial), ("--gosh", gosh), ("--bubble", bubble),
        ]
    }

    /// Whether a figure goes to standard output, where text would spoil it.
    var usesStandardOutput: Bool { all.contains { $0.path == "-" } }

    /// Writes the figures of a pooled result.
    func write(
        _ result: PoolResult,
        options: PoolTableOptions,
        level: Double,
        order: ForestPlot.RowOrder
    ) throws {
        try refuse([("--sroc", sroc), ("--crosshair", crosshair)], "only with --measure dta")
        let pooling = options.pooling
        var files: [(String, String)] = []
        if let forest {
            files.append((forest, result.forestPlot(level: level, order: order).render()))
        }
        if let funnel { files.append((funnel, result.funnelPlot(options: pooling).render())) }
        if let cumulative {
            files.append((cumulative, result.cumulativePlot(level: level).render()))
        }
        if let baujat { files.append((baujat, result.baujatPlot(options: pooling).render())) }
        if let radial { files.append((radial, result.radialPlot(options: pooling).render())) }
        if let gosh { files.append((gosh, try result.goshPlot(options: pooling).render())) }
        if let bubble {
            let name = options.moderators.first ?? ""
            files.append(
                (bubble, try result.bubblePlot(moderator: name, options: pooling).render())
            )
        }
        // All are drawn before the first is written.
        for (path, text) in files { try Terminal.writeFigure(text, to: path) }
    }

    /// Writes the figures of a result of diagnostic accuracy.
    func write(_ result: DiagnosticResult, level: Double) throws {
        try refuse(
            [
                ("--cumulative", cumulative), ("--baujat", baujat), ("--radial", radial),
                ("--gosh", gosh), ("--bubble", bubble),
            ],
            "not with --measure dta"
        )
        var files: [(String, String)] = []
        if let forest { files.append((forest, result.forestPlot(level: level).render())) }
        if let funnel { files.append((funnel, result.funnelPlot().render())) }
        if let sroc { files.append((sroc, result.sroc(level: level).render())) }
        if let crosshair {
            files.append((crosshair, result.sroc(level: level, marks: .crossHairs).render()))
        }
        for (path, text) in files { try Terminal.writeFigure(text, to: path) }
    }

    private func refuse(_ options: [(String, String?)], _ reason: String) throws {
        if let option = options.first(where: { $0.1 != nil }) {
            throw ValidationError("\(option.0): not supported, \(reason)")
        }
    }
}
