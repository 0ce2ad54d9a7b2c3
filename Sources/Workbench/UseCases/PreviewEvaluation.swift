import MetaAnalysis
public import Review

/// What the analyses will make of an evaluation that somebody types, worked out by their own code.
public struct EvaluationPreview: Sendable, Equatable, Codable {
    /// A cell that cannot be used.
    public struct Fault: Sendable, Equatable, Codable {
        /// Name of the column; `nil` for what concerns several.
        public var column: String?
        /// What was found and what was expected.
        public var what: String
    }

    /// The area under the curve, as it will be pooled.
    public struct Discrimination: Sendable, Equatable, Codable {
        /// The area.
        public var auc: Double
        /// Standard error on the scale of the area, to first order.
        public var standardError: Double
        /// Standard error on the logit scale, on which it is pooled.
        public var logitStandardError: Double
        /// Where the standard error comes from, as the analyses name it.
        public var source: String
    }

    /// The two-by-two table, as it will be pooled.
    public struct Table: Sendable, Equatable, Codable {
        /// True positives.
        public var tp: Int
        /// False positives.
        public var fp: Int
        /// False negatives.
        public var fn: Int
        /// True negatives.
        public var tn: Int
        /// Whether the counts are stated or restored by rounding.
        public var origin: CrossTableOrigin
    }

    /// What is wrong with the cells; nothing else is worked out then.
    public var faults: [Fault] = []
    /// The area under the curve; `nil` where there is none or its standard error is missing.
    public var discrimination: Discrimination?
    /// What a standard error would need; empty where there is one, or no area.
    public var missingForStandardError: [String] = []
    /// The two-by-two table; `nil` where there is none.
    public var table: Table?
    /// What a table would need; empty where there is one, or nothing hints at one.
    public var missingForTable: [String] = []
    /// Figures that do not fit together; they are taken all the same.
    public var contradictions: [EvaluationContradiction] = []

    /// Works it out.
    ///
    /// - Parameters:
    ///   - row: the cells of a row of `estimates.csv`.
    ///   - fields: the columns of the protocol.
    public init(_ row: SheetRow, fields: ExtractionFields = ExtractionFields()) {
        let (read, faults) = StudyRows.evaluation(
            row,
            place: "evaluation",
            fields: fields.withoutRequirements
        )
        self.faults = faults.map { Fault(column: $0.column, what: $0.what) }
        guard let evaluation = read else { return }
        contradictions = evaluation.contradictions
        if let auc = evaluation.values[.auc] {
            switch evaluation.effect(.auc) {
            case .estimate(let estimate):
                let error = estimate.samplingVariance.squareRoot()
                discrimination = Discrimination(
                    auc: auc,
                    standardError: error * auc * (1 - auc),
                    logitStandardError: error,
                    source: estimate.source
                )
            case .notPoolable(let missing): missingForStandardError = missing
            }
        }
        switch evaluation.crossTableExtraction {
        case .table(let counts, let origin):
            table = Table(
                tp: counts.truePositives,
                fp: counts.falsePositives,
                fn: counts.falseNegatives,
                tn: counts.trueNegatives,
                origin: origin
            )
        case .missing(let missing):
            let hints = [evaluation.values[.sensitivity], evaluation.values[.specificity]]
            if hints.contains(where: { $0 != nil }) { missingForTable = missing }
        }
    }
}
