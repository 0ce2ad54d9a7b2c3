import Foundation

/// The columns of a table, found by name or alias.
struct PoolColumns {
    /// Names as in the file.
    let header: [String]
    private let normalised: [String]

    init(header: [String]) {
        self.header = header
        normalised = header.map(Self.normalise)
    }

    /// Other names under which a column is known.
    ///
    /// Names that mean different things for different measures (c, n) are safe: each measure asks
    /// only for its own columns. `e` and `o` stand for expected and observed events alone; as names
    /// of `events` they could make a wrong standard error without anybody noticing.
    private static let aliases: [String: [String]] = [
        "study": [
            "author", "authors", "study_name", "study_id", "studlab", "slab", "name", "label",
        ],
        "yi": ["y", "estimate", "effect", "effect_size", "es", "te"],
        "vi": ["v", "variance", "var", "sampling_variance"],
        "sei": ["se", "standard_error", "stderr", "se_te", "sete"],
        "se": ["sei", "standard_error", "stderr", "se_auc", "auc_se"],
        "ci_lower": [
            "lower", "lo", "ci_lb", "cilb", "cilower", "ci_low", "lcl", "lower_ci", "lower_limit",
            "auc_lower",
        ],
        "ci_upper": [
            "upper", "hi", "ci_ub", "ciub", "ciupper", "ci_high", "ucl", "upper_ci", "upper_limit",
            "up", "auc_upper",
        ],
        "auc": [
            "c", "cstatistic", "c_statistic", "cstat", "c_stat", "c_index", "auroc", "roc_auc",
        ],
        "n": [
            "patients", "total", "participants", "sample_size", "n_total", "ni", "n_patients",
            "size",
        ],
        "events": ["event", "cases", "n_events", "xi"],
        "observed": ["o", "obs", "observed_events", "events"],
        "expected": ["e", "exp", "expected_events"],
        "ai": ["a", "tpos"], "bi": ["b", "tneg"], "ci": ["c", "cpos"], "di": ["d", "cneg"],
        "m1": ["m1i", "mean1", "mean_1"], "sd1": ["sd1i", "sd_1"], "n1": ["n1i", "n_1"],
        "m2": ["m2i", "mean2", "mean_2"], "sd2": ["sd2i", "sd_2"], "n2": ["n2i", "n_2"],
        "sd_lp": ["lp_sd", "sdlp", "sd_linear_predictor"],
        "tp": ["true_positive", "true_positives", "truepositives", "tps"],
        "fp": ["false_positive", "false_positives", "falsepositives", "fps"],
        "fn": ["false_negative", "false_negatives", "falsenegatives", "fns"],
        "tn": ["true_negative", "true_negatives", "truenegatives", "tns"],
        "ri": ["r", "cor", "correlation"],
        "ni": ["n", "pairs", "patients", "total", "participants", "sample_size"],
    ]

    /// Position of a column by its own name or, failing that, by the first alias that exists.
    func position(of name: String) -> Int? {
        for candidate in [name] + (Self.aliases[name] ?? []) {
            if let position = normalised.firstIndex(of: candidate) { return position }
        }
        return nil
    }

    /// Position of a column that the user named; no aliases.
    func exactPosition(of name: String) -> Int? {
        normalised.firstIndex(of: Self.normalise(name))
    }

    /// Name in the file of the column that stands for an item, or the item itself.
    func title(of name: String) -> String { position(of: name).map { header[$0] } ?? name }

    /// The columns that exist, for messages.
    var listing: String { "columns in the file: " + header.joined(separator: ", ") }

    /// Names that occur twice.
    var repeated: [String] {
        var seen: Set<String> = []
        var twice: [String] = []
        for (name, title) in zip(normalised, header) where !name.isEmpty {
            if !seen.insert(name).inserted { twice.append(title) }
        }
        return twice
    }

    private static func normalise(_ name: String) -> String {
        let trimmed = name.trimmingCharacters(in: .whitespacesAndNewlines.union(.controlCharacters))
        let bare = trimmed.replacingOccurrences(of: "\u{FEFF}", with: "").lowercased()
        return String(bare.map { " -.".contains($0) ? "_" : $0 })
    }
}

extension PoolMeasure {
    /// Columns without which no study can be read.
    var requiredColumns: [String] {
        switch self {
        case .generic: ["study", "yi"]
        case .auc: ["study", "auc"]
        case .oe: ["study", "observed", "expected"]
        case .proportion: ["study", "events", "n"]
        case .or, .rr, .rd, .peto: ["study", "ai", "bi", "ci", "di"]
        case .md, .smd, .rom: ["study", "m1", "sd1", "n1", "m2", "sd2", "n2"]
        case .zcor: ["study", "ri", "ni"]
        case .dta: ["study", "tp", "fp", "fn", "tn"]
        }
    }

    /// Columns that are read where they exist.
    var optionalColumns: [String] {
        switch self {
        case .generic: ["vi", "sei", "ci_lower", "ci_upper"]
        case .auc: ["se", "ci_lower", "ci_upper", "n", "events", "sd_lp"]
        case .oe: ["n"]
        default: []
        }
    }

    /// Sets of columns of which one is needed to know the precision of estimates.
    func precisionColumns(assumesPrevalence: Bool) -> [[String]] {
        switch self {
        case .generic: [["vi"], ["sei"], ["ci_lower", "ci_upper"]]
        case .auc:
            [["se"], ["ci_lower", "ci_upper"], assumesPrevalence ? ["n"] : ["n", "events"]]
        default: []
        }
    }
}
