import BibliographicFormats
import Figures
import MetaAnalysis
import Review

/// The table that the command `meta` takes, made of the estimates that somebody chose.
///
/// The page's own numbers are pooled from these very bytes, so that whoever downloads them and runs the
/// command that stands beside them gets the same.
public struct SynthesisTable: Sendable, Equatable {
    /// Name under which it is downloaded.
    public let file: String
    /// The bytes as text.
    public let csv: String

    init(_ choice: SynthesisChoice, _ estimates: [SynthesisEstimate]) {
        file = "estimates-\(choice.measure.rawValue).csv"
        let isMixed = Set(estimates.map(\.row.stage)).count > 1
        let namesCohorts = estimates.contains { $0.row.cohort != nil }
        let rows = estimates.map { estimate -> [String] in
            let stage = isMixed ? ", \(estimate.row.stage.rawValue)" : ""
            let cohort = namesCohorts ? [estimate.row.cohort ?? ""] : []
            return [estimate.label + stage] + Self.figures(of: estimate.row, choice.measure)
                + [
                    estimate.row.study, estimate.row.stage.rawValue, estimate.modality ?? "",
                    estimate.row.unit ?? "", estimate.modelFamily ?? "",
                ] + cohort + [estimate.place]
        }
        csv = DelimitedTextWriter.text(
            header: ["study"] + Self.columns(of: choice.measure)
                + ["study_id", "stage", "modality", "unit", "model_family"]
                + (namesCohorts ? ["cohort"] : []) + ["source"],
            rows: rows
        )
    }

    private static func columns(of measure: SynthesisChoice.Measure) -> [String] {
        switch measure {
        case .auc: ["auc", "se", "ci_lower", "ci_upper", "n", "events"]
        case .sensitivity, .specificity, .accuracy: ["events", "n", "stated"]
        case .dice: ["yi", "sei", "n"]
        case .dta: ["tp", "fp", "fn", "tn", "counts"]
        }
    }

    private static func figures(
        of row: Evaluation,
        _ measure: SynthesisChoice.Measure
    ) -> [String] {
        func text(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }
        func text(_ value: Int?) -> String { value.map(String.init) ?? "" }
        let counts = row.crossTable
        func share(_ right: Int?, _ wrong: Int?) -> [String] {
            guard let right, let wrong else { return ["", ""] }
            return [String(right), String(right + wrong)]
        }
        switch measure {
        case .auc:
            return [
                text(row.values[.auc]), text(row.aucStandardError), text(row.aucLower),
                text(row.aucUpper), text(row.size), text(row.events),
            ]
        case .sensitivity:
            return share(counts?.truePositives, counts?.falseNegatives)
                + [text(row.figure(.sensitivity))]
        case .specificity:
            return share(counts?.trueNegatives, counts?.falsePositives)
                + [text(row.figure(.specificity))]
        case .accuracy:
            return share(
                counts.map { $0.truePositives + $0.trueNegatives },
                counts.map { $0.falsePositives + $0.falseNegatives }
            ) + [text(row.figure(.accuracy))]
        case .dice:
            return [text(row.values[.dice]), "", text(row.size)]
        case .dta:
            guard case .table(let counts, let origin) = row.crossTableExtraction else {
                return ["", "", "", "", ""]
            }
            return [
                counts.truePositives, counts.falsePositives, counts.falseNegatives,
                counts.trueNegatives,
            ].map { String($0) } + [origin.rawValue]
        }
    }
}

extension SynthesisChoice {
    /// The choices of the command that pools the table of chosen estimates.
    func options(for estimates: [SynthesisEstimate]) -> SynthesisOptions {
        let stages = Set(estimates.map(\.row.stage))
        let studies = estimates.map(\.row.study)
        let comparesStages = measure == .auc && stages.count > 1 && !stages.contains(.unclear)
        let isClustered = Set(studies).count < studies.count && Set(studies).count > 1
        return SynthesisOptions(
            measure: measure.command,
            choice: self,
            subgroup: stages.count > 1 ? "stage" : nil,
            cluster: measure != .dta && (isClustered || comparesStages) ? "study_id" : nil,
            stage: comparesStages ? "stage" : nil
        )
    }
}

/// The choices of a command `meta`, as words.
struct SynthesisOptions {
    let measure: PoolMeasure
    let choice: SynthesisChoice
    let subgroup: String?
    let cluster: String?
    let stage: String?

    /// The choices as the command reads them.
    func parsed() throws(PoolTableError) -> PoolTableOptions {
        try PoolTableOptions(
            parsing: measure.rawValue,
            method: choice.method.rawValue,
            test: choice.test.rawValue,
            level: choice.level,
            subgroup: subgroup,
            cluster: cluster,
            stage: stage
        )
    }

    /// The arguments of the command.
    func arguments(file: String) -> [String] {
        var words = ["meta", file, "--measure", measure.rawValue]
        if measure != .dta {
            words += ["--method", choice.method.rawValue, "--test", choice.test.rawValue]
        }
        words += ["--level", "\(choice.level)"]
        for (option, column) in [
            ("--subgroup", subgroup), ("--cluster", cluster), ("--stage", stage),
        ] {
            if let column { words += [option, column] }
        }
        if measure != .dta, choice.order != .asGiven { words += ["--sort", choice.order.word] }
        return words
    }
}

extension SynthesisChoice.Measure {
    /// What the command `meta` calls it.
    var command: PoolMeasure {
        switch self {
        case .auc: .auc
        case .sensitivity, .specificity, .accuracy: .proportion
        case .dice: .generic
        case .dta: .dta
        }
    }
}
