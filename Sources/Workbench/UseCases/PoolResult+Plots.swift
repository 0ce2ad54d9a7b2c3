public import Figures
import Foundation
public import MetaAnalysis
import Statistics

/// Figures that look behind the pooled value; all of the model without moderators but the bubble plot.
extension PoolResult {
    /// Estimates and sampling variances on the analysis scale.
    private var values: (estimates: [Double], variances: [Double]) {
        (studies.compactMap(\.yi.value), studies.compactMap(\.vi.value))
    }

    /// The axis of estimates with the spacing on which they were pooled.
    ///
    /// Scales without a spacing of their own (Fisher's z, arcsine) are shown as they are.
    private var analysisAxis: ForestPlot.Axis {
        switch scaleOfMeasure {
        case .logit:
            ForestPlot.Axis(
                label: axisLabel,
                scale: .logit,
                bounds: 0...1,
                reference: measure == "auc" ? 0.5 : nil
            )
        case .logarithm: .ratio(axisLabel)
        case .identity where scale == "raw":
            ForestPlot.Axis(label: axisLabel, reference: hasNull ? 0 : nil)
        case .identity, .fisherZ, .arcsine, .doubleArcsine:
            ForestPlot.Axis(
                label: "\(axisLabel) (\(scale))",
                reference: scale == "Fisher's z" ? 0 : nil
            )
        }
    }

    private var hasNull: Bool {
        guard let measure = PoolMeasure(rawValue: measure) else { return false }
        switch measure {
        case .rd, .md, .smd: return true
        default: return false
        }
    }

    /// Carries a value to the display of `analysisAxis`.
    private func displayed(_ value: Double) -> Double {
        switch scaleOfMeasure {
        case .logit, .logarithm: scaleOfMeasure.backTransformed(value)
        default: value
        }
    }

    private func interval(_ interval: Interval) -> ForestPlot.Interval {
        ForestPlot.Interval(lower: displayed(interval.lower), upper: displayed(interval.upper))
    }

    /// A funnel plot with contours of significance, filled-in studies and Egger's line.
    ///
    /// - Parameter options: as in the pooled fit.
    /// - Returns: the plot.
    public func funnelPlot(options: PoolingOptions) -> FunnelPlot {
        let (estimates, variances) = values
        let filled = try? TrimAndFill(
            estimates: estimates,
            samplingVariances: variances,
            options: options
        )
        let egger = try? SmallStudyEffects.egger(
            estimates: estimates,
            samplingVariances: variances
        )
        let axis = analysisAxis
        let fit = try? RandomEffectsFit(
            estimates: estimates,
            samplingVariances: variances,
            options: options
        )
        var notes: [String] = []
        if let filled, filled.missing > 0 {
            notes.append(
                "Trim and fill (L0) adds \(filled.missing) "
                    + "\(filled.missing == 1 ? "study" : "studies") on the \(filled.side.rawValue)."
            )
        }
        if let p = smallStudyEffects.value?.egger.value?.pValue {
            notes.append("Egger's test: p = \(PoolResult.probability(p)).")
        }
        return FunnelPlot(
            title: "Funnel plot, \(axisLabel)",
            studies: zip(studies, zip(estimates, variances)).map { study, pair in
                FunnelPlot.Study(
                    label: study.study,
                    estimate: displayed(pair.0),
                    standardError: pair.1.squareRoot()
                )
            },
            filled: (filled.map { Array(zip($0.filledEstimates, $0.filledVariances)) } ?? []).map {
                FunnelPlot.Study(
                    label: "filled in",
                    estimate: displayed($0.0),
                    standardError: $0.1.squareRoot()
                )
            },
            axis: axis,
            standardErrorLabel: scale == "raw" ? "Standard error" : "Standard error (\(scale))",
            pooled: fit.map { displayed($0.estimate) },
            adjusted: filled.flatMap { $0.missing > 0 ? displayed($0.fit.estimate) : nil },
            contours: axis.reference == nil ? [] : FunnelPlot.Contour.standard,
            regression: egger.map {
                FunnelPlot.RegressionLine(
                    limitEstimate: displayed($0.limitEstimate),
                    slope: $0.slope
                )
            },
            naming: studies.count <= 40 ? .outsideLimits : .none,
            notes: notes
        )
    }

    /// A radial (Galbraith) plot.
    ///
    /// - Parameter options: as in the pooled fit.
    /// - Returns: the plot.
    public func radialPlot(options: PoolingOptions) -> RadialPlot {
        let (estimates, variances) = values
        let fit = try? RandomEffectsFit(
            estimates: estimates,
            samplingVariances: variances,
            options: options
        )
        return RadialPlot(
            title: "Radial plot, \(axisLabel)",
            studies: zip(studies, zip(estimates, variances)).map { study, pair in
                RadialPlot.Study(
                    label: study.study,
                    estimate: displayed(pair.0),
                    standardError: (pair.1 + (fit?.tauSquared ?? 0)).squareRoot()
                )
            },
            axis: analysisAxis,
            pooled: fit.map { displayed($0.estimate) },
            interval: fit.map { interval($0.interval) }
        )
    }

    /// A Baujat plot.
    ///
    /// - Parameter options: as in the pooled fit.
    /// - Returns: the plot; empty where the model cannot be fitted without one of the studies.
    public func baujatPlot(options: PoolingOptions) -> BaujatPlot {
        let (estimates, variances) = values
        let points =
            (try? Sensitivity.baujat(
                estimates: estimates,
                samplingVariances: variances,
                options: options
            )) ?? []
        return BaujatPlot(
            title: "Baujat plot, \(axisLabel)",
            studies: zip(studies, points).map {
                BaujatPlot.Study(
                    label: $0.study,
                    contribution: $1.heterogeneity,
                    influence: $1.influence
                )
            }
        )
    }

    /// A GOSH plot with the subsets that hold the most influential study marked.
    ///
    /// - Parameter options: as in the pooled fit.
    /// - Returns: the plot.
    /// - Throws: `.analysis` where subsets cannot be analysed, e.g. of fewer than three studies.
    public func goshPlot(options: PoolingOptions) throws(PoolTableError) -> GOSHPlot {
        let (estimates, variances) = values
        let analysis: SubsetAnalysis
        do throws(MetaAnalysisError) {
            analysis = try SubsetAnalysis(
                estimates: estimates,
                samplingVariances: variances,
                method: options.method
            )
        } catch {
            throw .analysis("GOSH plot: \(error)")
        }
        let cook = influence.value?.cookD.map { $0.value ?? 0 } ?? []
        let marked = cook.indices.max { cook[$0] < cook[$1] }
        let fit = try? RandomEffectsFit(
            estimates: estimates,
            samplingVariances: variances,
            options: options
        )
        var notes = [
            analysis.isComplete
                ? "All \(analysis.subsets.count) subsets of at least two studies."
                : "A random sample of \(analysis.subsets.count) subsets."
        ]
        if analysis.failures > 0 {
            notes.append("\(analysis.failures) subsets could not be fitted.")
        }
        return GOSHPlot(
            title: "GOSH plot, \(axisLabel)",
            subsets: analysis.subsets.map { subset in
                GOSHPlot.Subset(
                    estimate: displayed(subset.estimate),
                    iSquared: subset.iSquared,
                    isHighlighted: marked.map { subset.contains($0) } ?? false
                )
            },
            overall: fit.map {
                GOSHPlot.Subset(estimate: displayed($0.estimate), iSquared: $0.iSquared)
            },
            highlight: marked.map { studies[$0].study },
            axis: analysisAxis,
            notes: notes
        )
    }

    /// A bubble plot of the meta-regression on one numeric moderator.
    ///
    /// - Parameters:
    ///   - moderator: name of the moderator, for the axis.
    ///   - options: as in the pooled fit.
    /// - Returns: the plot.
    /// - Throws: `.analysis` unless there is exactly one moderator and it is numeric.
    public func bubblePlot(
        moderator: String,
        options: PoolingOptions
    ) throws(PoolTableError) -> BubblePlot {
        let (estimates, variances) = values
        let cells = studies.map { $0.moderators ?? [] }
        let places = cells.compactMap { $0.count == 1 ? PoolRowReader.number($0[0]) : nil }
        guard places.count == studies.count, let lowest = places.min(), let highest = places.max()
        else {
            throw .analysis("a bubble plot needs exactly one moderator, and a numeric one")
        }
        let fit: RandomEffectsFit
        do throws(MetaAnalysisError) {
            fit = try RandomEffectsFit(
                estimates: estimates,
                samplingVariances: variances,
                design: DesignMatrix(
                    count: estimates.count,
                    moderators: [(name: moderator, values: places)]
                ),
                options: options
            )
        } catch {
            throw .analysis("bubble plot: \(error)")
        }
        let line = Sensitivity.bubbleLine(of: fit, over: Interval(lower: lowest, upper: highest))
        let slope = fit.coefficients[1]
        return BubblePlot(
            title: "\(axisLabel) by \(moderator)",
            studies: studies.indices.map {
                BubblePlot.Study(
                    label: studies[$0].study,
                    moderator: places[$0],
                    estimate: displayed(estimates[$0]),
                    weight: fit.weights[$0]
                )
            },
            line: (line?.places.indices).map { indices in
                indices.compactMap { index in
                    line.map {
                        BubblePlot.FittedPoint(
                            moderator: $0.places[index],
                            estimate: displayed($0.fitted[index]),
                            confidence: interval($0.confidence[index]),
                            prediction: interval($0.prediction[index])
                        )
                    }
                }
            } ?? [],
            moderatorAxis: ForestPlot.Axis(label: moderator),
            estimateAxis: analysisAxis,
            naming: studies.count <= 25 ? .all : .none,
            notes: [
                "Slope \(PoolResult.number(Figure(slope), digits: 4)) on the \(scale) scale, "
                    + "p = \(PoolResult.probability(Figure(finite: fit.pValues[1])))."
            ]
        )
    }
}
