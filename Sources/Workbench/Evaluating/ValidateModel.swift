public import ModelEvaluation

/// The use case behind `validate`: a logistic regression is made, and what it will be worth for new cases
/// is worked out from its own.
public struct ValidateModel: Sendable {
    /// Bootstrap samples to which the model is fitted anew, at least 20.
    public var resamples: Int
    /// Start of the random numbers.
    public var seed: UInt64
    /// Folds of the cross-validation.
    public var folds: Int
    /// How often cases are put into folds.
    public var repeats: Int
    /// Coverage of the intervals.
    public var level: Double

    /// Chooses how the model is validated.
    public init(
        resamples: Int = 500,
        seed: UInt64 = 1,
        folds: Int = 10,
        repeats: Int = 1,
        level: Double = 0.95
    ) {
        self.resamples = resamples
        self.seed = seed
        self.folds = folds
        self.repeats = repeats
        self.level = level
    }

    /// Fits and validates the model.
    ///
    /// - Parameters:
    ///   - table: cases with predictors.
    ///   - file: name for messages.
    /// - Returns: the report.
    /// - Throws: `InputRefused` where the model cannot be fitted, with the column at fault, or there are fewer
    ///   units than folds.
    public func run(_ table: DevelopmentTable, file: String) throws(InputRefused) -> ModelReport {
        do throws(EvaluationError) {
            let resampling =
                table.clusters.map { CaseResampling(clusters: $0, seed: seed) }
                ?? CaseResampling(cases: table.events.count, seed: seed)
            let made = try LogisticDevelopment(
                columns: table.columns.map(\.values),
                events: table.events,
                resampling: resampling
            )
            let corrected = try made.bootstrapValidation(samples: resamples)
            let folded = try made.crossValidation(folds: folds, repeats: repeats, level: level)
            return report(table, made, corrected, folded)
        } catch {
            if case .noModel(.dependentColumn(let place)) = error {
                throw InputRefused(
                    file: file,
                    "'\(table.columns[place].name)' follows from the predictors before it; leave one out"
                )
            }
            throw InputRefused(file: file, error.description)
        }
    }

    private func report(
        _ table: DevelopmentTable,
        _ made: LogisticDevelopment,
        _ corrected: InternalValidation,
        _ folded: DevelopmentCrossValidation
    ) -> ModelReport {
        let names = ["(intercept)"] + table.columns.map(\.name)
        let errors = made.model.standardErrors
        let isClustered = table.clusters != nil
        let rarer = min(made.apparent.positives, made.apparent.negatives)
        let perParameter = Double(rarer) / Double(max(1, table.columns.count))
        return ModelReport(
            cases: made.apparent.count,
            events: made.apparent.positives,
            clusters: Nullable(isClustered ? made.resampling.units : nil),
            seed: seed,
            level: level,
            references: table.references,
            coefficients: names.indices.map { place in
                ModelReport.Coefficient(
                    name: names[place],
                    logOdds: made.model.coefficients[place],
                    se: Figure(isClustered ? nil : errors[place])
                )
            },
            eventsPerParameter: perParameter,
            shrinkage: Figure(corrected.figures.first { $0.figure == .slope }?.corrected),
            bootstrap: corrected,
            crossValidation: folded,
            warnings: warnings(made, corrected, folded, perParameter: perParameter)
        )
    }

    private func warnings(
        _ made: LogisticDevelopment,
        _ corrected: InternalValidation,
        _ folded: DevelopmentCrossValidation,
        perParameter: Double
    ) -> [String] {
        var warnings: [String] = []
        if perParameter < 10 {
            let tenths = Int((perParameter * 10).rounded(.down))
            warnings.append(
                "\(tenths / 10).\(tenths % 10) cases of the rarer class a coefficient: with fewer than 10 "
                    + "much of what the model shows is chance; the correction is itself uncertain."
            )
        }
        if made.resampling.isClustered, made.resampling.units < 40 {
            warnings.append(
                "\(made.resampling.units) clusters: with fewer than 40 the correction is uncertain."
            )
        }
        for (reason, count) in corrected.failures.sorted(by: { $0.key < $1.key }) {
            warnings.append(
                "\(count) of \(corrected.resamples) samples have no model: \(reason). They are left out, "
                    + "which flatters the correction."
            )
        }
        let lacking = corrected.figures.filter { $0.corrected == nil }.map(\.figure.rawValue)
        if !lacking.isEmpty {
            warnings.append(
                "No corrected \(lacking.joined(separator: ", ")): more than a tenth of the samples "
                    + "lack it."
            )
        }
        for (reason, count) in folded.failures.sorted(by: { $0.key < $1.key }) {
            warnings.append(
                "\(count) of \(folded.repeats) cross-validations could not be done: \(reason)."
            )
        }
        return warnings
    }
}

/// A model with its internal validation: the JSON of `validate`.
public struct ModelReport: Sendable, Equatable, Codable {
    /// A coefficient of the model on all cases.
    public struct Coefficient: Sendable, Equatable, Codable {
        /// Its column: the predictor, with `=value` for an indicator.
        public var name: String
        /// Log odds a unit.
        public var logOdds: Double
        /// Standard error by maximum likelihood; null for clusters, which it would ignore.
        public var se: Figure
    }

    /// Number of cases.
    public var cases: Int
    /// Number of cases with the event.
    public var events: Int
    /// Number of clusters; null without clusters.
    public var clusters: Nullable<Int>
    /// Start of the random numbers.
    public var seed: UInt64
    /// Level of all intervals.
    public var level: Double
    /// The value that indicators of a predictor are held against.
    public var references: [String: String]
    /// The model.
    public var coefficients: [Coefficient]
    /// Cases of the rarer class over coefficients without the intercept.
    public var eventsPerParameter: Double
    /// The corrected slope, by which coefficients are to be multiplied for use in new cases.
    public var shrinkage: Figure
    /// Apparent and corrected performance.
    public var bootstrap: InternalValidation
    /// Performance over folds.
    public var crossValidation: DevelopmentCrossValidation
    /// What a careful reader would object to, in words.
    public var warnings: [String]
}
