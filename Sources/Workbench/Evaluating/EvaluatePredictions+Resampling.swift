import ModelEvaluation

extension EvaluatePredictions {
    /// Draws samples of the cases of each part and adds what they say to curves and calibration.
    ///
    /// Models of one group are seen on the same samples; each group has its own.
    ///
    /// - Returns: the samples of each part, or none without resampling.
    func resampled(
        _ parts: [Part],
        _ curves: inout [PredictionReport.Curve],
        _ calibration: inout [PredictionReport.CalibrationOf],
        _ warnings: inout [String]
    ) throws(EvaluationError) -> [PredictionResamples] {
        var found: [PredictionResamples] = []
        var groups: [String?] = []
        for (place, part) in parts.enumerated() {
            if part.clusters == nil {
                curves[place].simultaneousBand =
                    try part.predictions.simultaneousBand(level: level)
            }
            guard let resamples else { continue }
            if !groups.contains(part.group) { groups.append(part.group) }
            let number = groups.firstIndex(of: part.group) ?? 0
            let own = seed &+ UInt64(number) &* 0xD1B5_4A32_D192_ED03
            let samples = try part.predictions.resampled(
                part.clusters.map { CaseResampling(clusters: $0, seed: own) }
                    ?? CaseResampling(cases: part.predictions.count, seed: own),
                ResamplingPlan(
                    samples: resamples,
                    thresholds: curves[place].points.map(Self.threshold),
                    decisionThresholds: Self.decisionThresholds,
                    hasCurve: true,
                    level: level
                )
            )
            add(samples, to: &curves[place])
            let row = calibration.firstIndex {
                $0.score == part.score && $0.group.value == part.group
            }
            if let row { add(samples, to: &calibration[row]) }
            warnings += missing(samples, part)
            found.append(samples)
        }
        return found
    }

    /// Threshold probabilities of decision curves.
    static let decisionThresholds = (1...99).map { Double($0) / 100 }

    /// The threshold of a point; infinite at the ends of a curve, where all or none are called.
    private static func threshold(_ point: PredictionReport.Point) -> Double {
        point.threshold.value ?? (point.tp + point.fp == 0 ? .infinity : -.infinity)
    }

    private func add(_ samples: PredictionResamples, to curve: inout PredictionReport.Curve) {
        curve.resampled = [PerformanceFigure.area].compactMap { samples.estimate($0) }
        if samples.resampling.isClustered { curve.simultaneousBand = samples.simultaneousBand }
        for point in curve.points.indices {
            curve.points[point].resampled = PerformanceFigure.ofPoints.compactMap {
                samples.estimate($0, at: point)
            }
        }
    }

    private func add(
        _ samples: PredictionResamples,
        to calibration: inout PredictionReport.CalibrationOf
    ) {
        calibration.resampled = PerformanceFigure.ofScores.dropFirst()
            .compactMap { samples.estimate($0) }
        calibration.decisionBand = samples.decisionBand
    }

    /// Figures that more than a tenth of the samples lack.
    private func missing(_ samples: PredictionResamples, _ part: Part) -> [String] {
        let all = samples.plan.samples
        let lacking = PerformanceFigure.ofScores.filter {
            samples.samplesWithout($0) * 10 > all
        }
        guard let first = lacking.first else { return [] }
        let names = lacking.map(\.rawValue).joined(separator: ", ")
        return [
            "\(part.name): no resampled interval of \(names): \(samples.samplesWithout(first)) of "
                + "\(all) samples lack a class, or a fit that settles."
        ]
    }

    /// Corrects the performance of the one model of the table by its refits.
    func validation(
        _ part: Part,
        _ refits: [RefittedModel],
        _ warnings: inout [String]
    ) throws(EvaluationError) -> InternalValidation {
        let found = try part.predictions.internalValidation(refits: refits)
        if refits.count < 100 {
            warnings.append(
                "\(refits.count) refits: optimism is uncertain by its Monte Carlo error; 200 or more "
                    + "are usual."
            )
        }
        let lacking = found.figures.filter { $0.corrected == nil }
        if !lacking.isEmpty {
            let names = lacking.map(\.figure.rawValue).joined(separator: ", ")
            warnings.append(
                "\(part.name): no corrected \(names): more than a tenth of the refits lack it."
            )
        }
        return found
    }
}
