import MetaAnalysis

/// What happens to the AUC between training and external validation.
public struct StageSection: Codable, Sendable, Equatable {
    /// The pooled AUC at one stage.
    public struct Level: Codable, Sendable, Equatable {
        /// Stage.
        public let stage: String
        /// Number of estimates.
        public let estimates: Int
        /// Number of studies.
        public let studies: Int
        /// Patients behind the estimates that report a number.
        public let patients: Figure
        /// Pooled AUC.
        public let auc: Figure
        /// Lower limit, robust.
        public let ciLower: Figure
        /// Upper limit, robust.
        public let ciUpper: Figure
        /// AUC averaged by patients over the estimates that report a number.
        public let weightedMean: Figure
    }

    /// The change from one stage to the next; positive values are a loss.
    public struct Drop: Codable, Sendable, Equatable {
        /// Earlier stage.
        public let from: String
        /// Later stage.
        public let to: String
        /// Studies that report both.
        public let studiesWithBoth: Int
        /// Studies that report either.
        public let studies: Int
        /// Patients behind the estimates of both stages that report a number.
        public let patients: Figure
        /// Difference of the logits.
        public let logitDifference: Figure
        /// Its robust standard error (CR2).
        public let se: Figure
        /// Satterthwaite's degrees of freedom.
        public let df: Figure
        /// p value.
        public let pValue: Figure
        /// The drop in AUC at the pooled level of the earlier stage.
        public let aucDrop: Figure
        /// Lower limit of the drop in AUC.
        public let ciLower: Figure
        /// Upper limit of the drop in AUC.
        public let ciUpper: Figure
    }

    /// Stages in their order.
    public let levels: [Level]
    /// Changes between neighbouring stages.
    public let drops: [Drop]

    init(_ comparison: StageComparison) {
        levels = comparison.levels.map {
            Level(
                stage: $0.name,
                estimates: $0.estimates,
                studies: $0.studies,
                patients: Figure(finite: $0.patients),
                auc: Figure(finite: $0.auc),
                ciLower: Figure(finite: $0.interval.lower),
                ciUpper: Figure(finite: $0.interval.upper),
                weightedMean: Figure(finite: $0.weightedMean?.mean ?? .nan)
            )
        }
        drops = comparison.drops.map {
            Drop(
                from: $0.from,
                to: $0.to,
                studiesWithBoth: $0.studiesWithBoth,
                studies: $0.studies,
                patients: Figure(finite: $0.patients),
                logitDifference: Figure(finite: $0.logitDifference),
                se: Figure(finite: $0.standardError),
                df: Figure(finite: $0.degreesOfFreedom),
                pValue: Figure(finite: $0.pValue),
                aucDrop: Figure(finite: $0.aucDrop),
                ciLower: Figure(finite: $0.aucInterval.lower),
                ciUpper: Figure(finite: $0.aucInterval.upper)
            )
        }
    }

    /// The stages in the order in which a model meets them.
    static let names = ["training", "internal validation", "external validation"]

    /// Position of a stage from a cell such as `external` or `Internal validation`.
    static func position(of cell: String) -> Int? {
        let word = cell.lowercased().prefix { $0.isLetter }
        switch word {
        case "training", "train", "development", "derivation", "apparent": return 0
        case "internal": return 1
        case "external": return 2
        default: return nil
        }
    }
}
