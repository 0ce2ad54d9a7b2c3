public import ModelEvaluation

/// The use case behind `evaluate`: predictions of cases in, their performance out.
public struct EvaluatePredictions: Sendable {
    /// A threshold chosen beforehand; `nil` for none.
    public var threshold: Double?
    /// Sensitivity at which a point of each curve is read; `nil` for none.
    public var sensitivity: Double?
    /// Specificity at which a point of each curve is read; `nil` for none.
    public var specificity: Double?
    /// Prevalence for predictive values; `nil` for that of the cases only.
    public var prevalence: Double?
    /// Coverage of all intervals.
    public var level: Double
    /// Number of samples of the cases; `nil` for no resampling.
    public var resamples: Int?
    /// Start of the random numbers.
    public var seed: UInt64

    /// Chooses what is evaluated.
    public init(
        threshold: Double? = nil,
        sensitivity: Double? = nil,
        specificity: Double? = nil,
        prevalence: Double? = nil,
        level: Double = 0.95,
        resamples: Int? = nil,
        seed: UInt64 = 1
    ) {
        self.resamples = resamples
        self.seed = seed
        self.threshold = threshold
        self.sensitivity = sensitivity
        self.specificity = specificity
        self.prevalence = prevalence
        self.level = level
    }

    /// One model on one group of cases.
    struct Part {
        let score: String
        let group: String?
        let predictions: CasePredictions
        let clusters: [String]?
        let folds: [String]?
        let area: AreaUnderCurve
    }

    /// Evaluates all models on all groups.
    ///
    /// - Parameters:
    ///   - table: the predictions.
    ///   - refits: the model fitted anew to bootstrap samples, for a table of one model without groups.
    /// - Returns: the report; a group that lacks a class has no curve but a warning.
    /// - Throws: `EvaluationError` where no group can be evaluated or an option is out of range.
    public func run(
        _ table: PredictionTable,
        refits: [RefittedModel]? = nil
    ) throws(EvaluationError) -> PredictionReport {
        var warnings: [String] = []
        let groups = members(of: table)
        var parts: [Part] = []
        for (place, score) in table.columns.scores.enumerated() {
            for (group, indices) in groups {
                do throws(EvaluationError) {
                    parts.append(try part(table, place, score, group, indices))
                } catch {
                    guard group != nil else { throw error }
                    let warning =
                        "Group '\(group ?? "")' cannot be evaluated: \(error.description)."
                    if !warnings.contains(warning) { warnings.append(warning) }
                    continue
                }
            }
        }
        guard !parts.isEmpty else { throw .noCases }
        var calibration: [PredictionReport.CalibrationOf] = []
        var curves: [PredictionReport.Curve] = []
        for part in parts {
            curves.append(try curve(part))
            if let found = try self.calibration(part, &warnings) { calibration.append(found) }
        }
        let samples = try resampled(parts, &curves, &calibration, &warnings)
        var validations: [PredictionReport.Validation] = []
        for part in parts {
            guard let folds = part.folds else { continue }
            let area = try part.predictions.crossValidatedArea(folds: folds, level: level)
            validations.append(
                PredictionReport.Validation(
                    score: part.score,
                    group: Nullable(part.group),
                    area: area
                )
            )
            if abs(area.mean - area.pooled) > 0.02 {
                warnings.append(
                    "\(part.name): the mean area of the folds and that of all cases together differ by "
                        + "more than 0.02: the models of the folds do not score on one scale; take the "
                        + "mean."
                )
            }
        }
        return PredictionReport(
            cases: table.events.count,
            curves: curves,
            comparisons: try comparisons(parts, samples),
            calibration: calibration,
            crossValidation: validations,
            resampling: resamples.map {
                PredictionReport.Resampling(
                    resamples: $0,
                    seed: seed,
                    units: table.clusters == nil ? "cases" : "clusters"
                )
            },
            internalValidation: try refits.map { refits throws(EvaluationError) in
                try validation(parts[0], refits, &warnings)
            },
            warnings: warnings + self.warnings(table, parts)
        )
    }

    /// The groups in the order in which they first stand in the table, each with its cases.
    private func members(of table: PredictionTable) -> [(group: String?, indices: [Int])] {
        guard let names = table.groups else { return [(nil, Array(table.events.indices))] }
        var order: [String] = []
        var members: [String: [Int]] = [:]
        for (index, name) in names.enumerated() {
            if members[name] == nil { order.append(name) }
            members[name, default: []].append(index)
        }
        return order.map { ($0, members[$0] ?? []) }
    }

    private func part(
        _ table: PredictionTable,
        _ place: Int,
        _ score: String,
        _ group: String?,
        _ indices: [Int]
    ) throws(EvaluationError) -> Part {
        let isWhole = group == nil
        let predictions = try CasePredictions(
            scores: isWhole ? table.scores[place] : indices.map { table.scores[place][$0] },
            events: isWhole ? table.events : indices.map { table.events[$0] }
        )
        let clusters = table.clusters.map { names in indices.map { names[$0] } }
        let area =
            if let clusters {
                try predictions.areaUnderCurve(clusters: clusters, level: level)
            } else {
                try predictions.areaUnderCurve(level: level)
            }
        return Part(
            score: score,
            group: group,
            predictions: predictions,
            clusters: clusters,
            folds: table.folds.map { names in indices.map { names[$0] } },
            area: area
        )
    }

    /// Words for the point of the greatest Youden index.
    static let youdenRule = "Youden's index"
    /// Words for the point at a threshold chosen beforehand.
    static let givenRule = "threshold given"

    private func curve(_ part: Part) throws(EvaluationError) -> PredictionReport.Curve {
        let curve = try part.predictions.rocCurve(level: level)
        let partial = try part.predictions.partialArea(over: .specificity, from: 0.9, to: 1)
        let area = part.area
        let delong =
            part.clusters == nil
            ? area.variance : try part.predictions.areaUnderCurve(level: level).variance
        let best = curve.bestPoints.first
        var chosen: [(String, OperatingPoint)] = best.map { [(Self.youdenRule, $0)] } ?? []
        if let sensitivity, let point = curve.point(atSensitivity: sensitivity) {
            chosen.append(("sensitivity at least \(sensitivity)", point))
        }
        if let specificity, let point = curve.point(atSpecificity: specificity) {
            chosen.append(("specificity at least \(specificity)", point))
        }
        if let threshold {
            let point = try part.predictions.operatingPoint(at: threshold, level: level)
            chosen.append((Self.givenRule, point))
        }
        var points: [PredictionReport.Point] = []
        for (rule, point) in chosen { points.append(try described(point, rule: rule)) }
        return PredictionReport.Curve(
            score: part.score,
            group: Nullable(part.group),
            n: part.predictions.count,
            events: part.predictions.positives,
            clusters: Nullable(part.clusters.map { Set($0).count }),
            auc: area.area,
            delongVariance: Figure(delong),
            clusteredVariance: Figure(part.clusters == nil ? nil : area.variance),
            se: Figure(area.standardError),
            ci95: ends(area.plainInterval),
            logitCI95: ends(area.logitInterval),
            level: level,
            partialAuc90to100spec: partial.area,
            standardisedPartialAuc90to100spec: partial.standardised,
            thresholds: curve.points.map { Figure($0.threshold) },
            sensitivity: curve.points.map(\.sensitivity.estimate),
            sensitivityLimits: curve.points.map {
                [$0.sensitivity.interval.lower, $0.sensitivity.interval.upper]
            },
            specificity: curve.points.map(\.specificity.estimate),
            youden: PredictionReport.Youden(
                threshold: Figure(best?.threshold),
                sensitivity: best?.sensitivity.estimate ?? 0,
                specificity: best?.specificity.estimate ?? 0
            ),
            points: points
        )
    }

    func ends(_ interval: ConfidenceInterval?) -> [Figure] {
        [Figure(interval?.lower), Figure(interval?.upper)]
    }

    private func described(
        _ point: OperatingPoint,
        rule: String
    ) throws(EvaluationError) -> PredictionReport.Point {
        var values: PredictiveValues?
        if let prevalence {
            values = try point.predictiveValues(atPrevalence: prevalence, level: level)
        }
        return PredictionReport.Point(
            rule: rule,
            threshold: Figure(point.threshold),
            tp: point.truePositives,
            fp: point.falsePositives,
            fn: point.falseNegatives,
            tn: point.trueNegatives,
            sensitivity: point.sensitivity.estimate,
            sensitivityCI95: ends(point.sensitivity.interval),
            specificity: point.specificity.estimate,
            specificityCI95: ends(point.specificity.interval),
            measures: try point.measures(level: level),
            atPrevalence: Nullable(values)
        )
    }

    private func calibration(
        _ part: Part,
        _ warnings: inout [String]
    ) throws(EvaluationError) -> PredictionReport.CalibrationOf? {
        let predictions = part.predictions
        guard predictions.scores.allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
            let warning =
                "'\(part.score)' is not a probability (values outside 0 to 1): no calibration and "
                + "no decision curve."
            if !warnings.contains(warning) { warnings.append(warning) }
            return nil
        }
        var model: Calibration?
        var smooth: SmoothCalibration?
        do throws(EvaluationError) {
            let found = try predictions.calibration(level: level)
            if let obstacle = found.obstacle {
                warnings.append("\(part.name): no calibration slope: \(obstacle.description).")
            }
            model = found
            smooth = try predictions.smoothCalibration(level: level)
            if smooth == nil {
                warnings.append(
                    "\(part.name): no smooth calibration curve: the fit has no maximum."
                )
            }
        } catch {
            warnings.append("\(part.name): no calibration intercept and slope: \(error).")
        }
        let width = try predictions.groupedCalibration(.equalWidth(10), level: level)
        return PredictionReport.CalibrationOf(
            score: part.score,
            group: Nullable(part.group),
            model: Nullable(model),
            smooth: Nullable(smooth),
            brier: try predictions.brierScore(),
            expectedCalibrationError: width.expectedCalibrationError,
            groups: try predictions.groupedCalibration(.equalSize(10), level: level).groups,
            eventHistogram: histogram(predictions, ofEvents: true),
            nonEventHistogram: histogram(predictions, ofEvents: false),
            decision: try predictions.decisionCurve(at: Self.decisionThresholds)
        )
    }
}

extension EvaluatePredictions {
    private func histogram(_ predictions: CasePredictions, ofEvents wanted: Bool) -> [Int] {
        var counts = Array(repeating: 0, count: 50)
        for (score, event) in zip(predictions.scores, predictions.events) where event == wanted {
            counts[min(49, Int(score * 50))] += 1
        }
        return counts
    }
}

extension EvaluatePredictions.Part {
    /// Model and group, for messages.
    var name: String { group.map { "'\(score)' in '\($0)'" } ?? "'\(score)'" }
}
