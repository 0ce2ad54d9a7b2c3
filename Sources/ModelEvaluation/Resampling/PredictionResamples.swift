import Statistics

/// What is worked out in each sample of the cases.
public struct ResamplingPlan: Sendable, Equatable {
    /// Number of samples, at least 100.
    public var samples: Int
    /// Thresholds at which cases are called; infinite ones call all (−∞) or none (∞) positive.
    public var thresholds: [Double]
    /// Threshold probabilities of a decision curve, above 0 and below 1.
    public var decisionThresholds: [Double]
    /// Whether the smooth calibration curve is fitted in each sample, for the ICI.
    public var hasCurve: Bool
    /// Coverage of the intervals.
    public var level: Double
    /// Whether all processors are used; the result is the same.
    public var isConcurrent: Bool

    /// Chooses what is worked out.
    public init(
        samples: Int = 2000,
        thresholds: [Double] = [],
        decisionThresholds: [Double] = [],
        hasCurve: Bool = false,
        level: Double = 0.95,
        isConcurrent: Bool = true
    ) {
        self.samples = samples
        self.thresholds = thresholds
        self.decisionThresholds = decisionThresholds
        self.hasCurve = hasCurve
        self.level = level
        self.isConcurrent = isConcurrent
    }
}

/// Figures of a model in samples of the cases that were drawn with replacement.
public struct PredictionResamples: Sendable {
    /// What was asked for.
    public let plan: ResamplingPlan
    /// How cases were drawn.
    public let resampling: CaseResampling
    private let figures: WeightedFigures
    private let path: MonotonePath
    private let estimates: [Double]
    /// A row a sample.
    private let samples: [[Double]]
    /// A row a group of units left out.
    private let jackknife: [[Double]]

    fileprivate init(
        _ figures: WeightedFigures,
        path: MonotonePath,
        plan: ResamplingPlan,
        resampling: CaseResampling
    ) {
        self.figures = figures
        self.path = path
        self.plan = plan
        self.resampling = resampling
        estimates = figures.values(times: [Int32](repeating: 1, count: resampling.cases))
        samples = Parallel.map(plan.samples, inRangesOf: 16, isConcurrent: plan.isConcurrent) {
            $0.map { figures.values(times: resampling.times(of: $0)) }
        }.flatMap { $0 }
        let groups = resampling.jackknifeGroups
        jackknife = Parallel.map(groups, inRangesOf: 16, isConcurrent: plan.isConcurrent) {
            $0.map { figures.values(times: resampling.leavingOut(group: $0)) }
        }.flatMap { $0 }
    }

    /// A figure with its intervals.
    ///
    /// - Parameters:
    ///   - figure: which figure.
    ///   - point: number of the threshold, for a figure of the two-by-two table.
    /// - Returns: the figure; `nil` where it does not exist, more than a tenth of the samples lack it,
    ///   or all samples agree.
    public func estimate(_ figure: PerformanceFigure, at point: Int? = nil) -> ResampledEstimate? {
        guard let place = figures.place(figure, point: point) else { return nil }
        return BootstrapInterval.summary(
            figure,
            estimate: estimates[place],
            values: samples.map { $0[place] },
            influences: BootstrapInterval.influences(jackknife.map { $0[place] }),
            level: plan.level
        )
    }

    /// Number of samples that lack a figure which the cases as they are have.
    public func samplesWithout(_ figure: PerformanceFigure) -> Int {
        guard let place = figures.place(figure, point: nil), estimates[place].isFinite else {
            return 0
        }
        return samples.count { !$0[place].isFinite }
    }

    /// The difference of a figure of the scores between two models or two groups of cases.
    ///
    /// - Parameters:
    ///   - figure: which figure of the scores.
    ///   - other: the second; of the same cases and drawn alike, or of other cases and drawn apart.
    ///   - isPaired: whether both are of the same cases.
    /// - Returns: first minus second; `nil` as for ``estimate(_:at:)``, or where the plans differ.
    public func difference(
        _ figure: PerformanceFigure,
        from other: PredictionResamples,
        isPaired: Bool
    ) -> ResampledEstimate? {
        guard let place = figures.place(figure, point: nil), samples.count == other.samples.count,
            !isPaired || resampling == other.resampling
        else { return nil }
        let first = BootstrapInterval.influences(jackknife.map { $0[place] })
        let second = BootstrapInterval.influences(other.jackknife.map { $0[place] })
        return BootstrapInterval.summary(
            figure,
            estimate: estimates[place] - other.estimates[place],
            values: zip(samples, other.samples).map { $0[place] - $1[place] },
            influences: isPaired ? zip(first, second).map { $0 - $1 } : first + second.map { -$0 },
            level: plan.level
        )
    }

    /// Pointwise percentile intervals of the net benefit at the thresholds of the plan; empty where the
    /// scores are no probabilities.
    public var decisionBand: [ConfidenceInterval?] {
        figures.decisionColumns.map { place in
            BootstrapInterval.summary(
                .area,
                estimate: estimates[place],
                values: samples.map { $0[place] },
                influences: [],
                level: plan.level
            )?.percentile
        }
    }

    /// A simultaneous band of the ROC curve of clustered cases.
    ///
    /// In each sample D₁ and D₀ are the largest distances between the distribution of a class and that of
    /// the cases as they are; with m their medians and c the quantile of max(D₁/m₁, D₀/m₀), the half-widths
    /// are c m₁ and c m₀.
    ///
    /// - Returns: the band; `nil` for single cases, which need no samples
    ///   (``CasePredictions/simultaneousBand(level:)``), and where more than a tenth of the samples
    ///   lack a class.
    public var simultaneousBand: SimultaneousBand? {
        let places = figures.distanceColumns
        guard places.count == 2 else { return nil }
        let found = samples.map { ($0[places.lowerBound], $0[places.lowerBound + 1]) }
            .filter { $0.0.isFinite && $0.1.isFinite }
        guard found.count * 10 >= samples.count * 9 else { return nil }
        let medians = (
            CasePredictions.percentile(found.map(\.0).sorted(), 0.5),
            CasePredictions.percentile(found.map(\.1).sorted(), 0.5)
        )
        guard medians.0 > 0, medians.1 > 0 else { return nil }
        let largest = found.map { max($0.0 / medians.0, $0.1 / medians.1) }.sorted()
        let quantile = CasePredictions.percentile(largest, plan.level)
        return SimultaneousBand(
            .clusterBootstrap,
            halfWidths: (quantile * medians.0, quantile * medians.1),
            along: path,
            level: plan.level
        )
    }
}

extension CasePredictions {
    /// Draws samples of the cases and works out figures in each.
    ///
    /// - Parameters:
    ///   - resampling: how cases are drawn, for as many cases as there are.
    ///   - plan: what is worked out.
    /// - Returns: the samples.
    /// - Throws: `.sizeMismatch`, `.tooFewResamples`, `.invalidLevel`, `.invalidThreshold`.
    public func resampled(
        _ resampling: CaseResampling,
        _ plan: ResamplingPlan = ResamplingPlan()
    ) throws(EvaluationError) -> PredictionResamples {
        guard resampling.cases == count else {
            throw .sizeMismatch(scores: count, labels: resampling.cases)
        }
        guard plan.samples >= 100 else { throw .tooFewResamples(plan.samples) }
        if let wrong = plan.thresholds.first(where: \.isNaN) { throw .invalidThreshold(wrong) }
        if let wrong = plan.decisionThresholds.first(where: { !($0 > 0 && $0 < 1) }) {
            throw .invalidThreshold(wrong)
        }
        let path = MonotonePath(try rocCurve(level: plan.level))
        let figures = WeightedFigures(
            self,
            thresholds: plan.thresholds,
            decisionThresholds: plan.decisionThresholds,
            hasCurve: plan.hasCurve,
            needsDistances: resampling.isClustered
        )
        return PredictionResamples(figures, path: path, plan: plan, resampling: resampling)
    }
}
