import Foundation
import MetaAnalysis
import Statistics

/// The studies of a table, sorted into those that can be pooled and those that cannot.
struct PoolStudies {
    private(set) var pooled: [(row: PoolRow, estimate: EffectEstimate)] = []
    private(set) var omitted: [PoolResult.Omitted] = []
    private(set) var warnings: [String] = []

    var names: [String] { pooled.map(\.row.study) }
    var estimates: [Double] { pooled.map(\.estimate.value) }
    var variances: [Double] { pooled.map(\.estimate.samplingVariance) }

    mutating func add(
        _ row: PoolRow,
        _ extraction: EffectExtraction,
        moderatorNames: [String]
    ) {
        let absent = zip(moderatorNames, row.moderators).filter { $0.1 == nil }.map(\.0)
        switch extraction {
        case .estimate(let estimate) where absent.isEmpty:
            pooled.append((row, estimate))
        case .estimate:
            omitted.append(PoolResult.Omitted(study: row.study, missing: absent))
        case .notPoolable(let missing):
            omitted.append(PoolResult.Omitted(study: row.study, missing: missing + absent))
        }
    }

    /// Says in words what happened to the studies.
    mutating func describe(options: PoolTableOptions) {
        if !omitted.isEmpty {
            let list = omitted.map { "\($0.study) (\($0.missing.joined(separator: ", ")))" }
            warnings.append(
                "\(omitted.count) of \(omitted.count + pooled.count) estimates cannot be pooled, "
                    + "missing: " + list.joined(separator: "; ") + "."
            )
        }
        let assumed = pooled.filter { $0.estimate.source.contains("assumed") }.map(\.row.study)
        if !assumed.isEmpty, let prevalence = options.assumedPrevalence {
            warnings.append(
                "A prevalence of \(prevalence) was assumed for: "
                    + assumed.joined(separator: ", ") + "."
            )
        }
        let derived = pooled.filter { $0.estimate.source.contains("linear predictor") }
        if !derived.isEmpty {
            warnings.append(
                "No AUC was reported, it was derived from the spread of the linear predictor: "
                    + derived.map(\.row.study).joined(separator: ", ") + "."
            )
        }
        let lopsided = pooled.filter { $0.estimate.source.contains("not symmetric") }
        if !lopsided.isEmpty {
            warnings.append(
                "Intervals that are not symmetric around the estimate: "
                    + lopsided.map(\.row.study).joined(separator: ", ")
                    + ". Ratios must be given as logarithms."
            )
        }
        let corrected = pooled.filter { $0.estimate.source.contains("0.5 added") }.map(\.row.study)
        if !corrected.isEmpty {
            warnings.append("0.5 was added to counts of: \(corrected.joined(separator: ", ")).")
        }
        let reversed = pooled.filter { options.measure == .auc && $0.estimate.value < 0 }
        if !reversed.isEmpty {
            warnings.append(
                "AUC below 0.5, check the direction of the score: "
                    + reversed.map(\.row.study).joined(separator: ", ") + "."
            )
        }
        let twice = Dictionary(grouping: names, by: \.self).filter { $0.value.count > 1 }.keys
        if !twice.isEmpty, options.cluster == nil, options.stage == nil {
            warnings.append(
                "Several estimates carry the same study name (\(twice.sorted().joined(separator: ", ")))"
                    + " and are treated as independent; name a cluster column if they are not."
            )
        }
    }

    /// Intercept and moderators: numeric where every cell is a number, indicators otherwise.
    func design(
        file: String,
        options: PoolTableOptions
    ) throws(PoolTableError) -> DesignMatrix {
        var columns: [(name: String, values: [Double])] = []
        for (index, name) in options.moderators.enumerated() {
            let cells = pooled.map { $0.row.moderators[index] ?? "" }
            let numbers = cells.compactMap(PoolRowReader.number)
            let isNumeric = numbers.count == cells.count
            let added =
                isNumeric
                ? [(name: name, values: numbers)]
                : DesignMatrix.indicators(name: name, levels: cells)
            if Set(cells).count < 2 {
                throw .faults([
                    PoolFault(
                        file: file,
                        line: nil,
                        column: name,
                        found: "the same value in all studies that can be pooled",
                        expected: "a moderator that varies"
                    )
                ])
            }
            columns += added
        }
        return DesignMatrix(count: pooled.count, moderators: columns)
    }

    /// Scale of the pooled value; the double arcsine needs the harmonic mean of sizes.
    func transformation(options: PoolTableOptions, participants: Double? = nil) -> Transformation {
        switch options.measure {
        case .auc: return .logit
        case .oe, .or, .rr, .peto, .rom: return .logarithm
        case .zcor: return .fisherZ
        case .generic, .rd, .md, .smd, .dta: return .identity
        case .proportion: break
        }
        switch options.proportionMeasure {
        case .raw: return .identity
        case .logit: return .logit
        case .arcsine: return .arcsine
        case .doubleArcsine:
            let sizes = pooled.compactMap { $0.row.numbers["n"] }
            let harmonic = Double(sizes.count) / sizes.reduce(0) { $0 + 1 / $1 }
            return .doubleArcsine(sampleSize: participants ?? harmonic)
        }
    }

    /// The rows of the result.
    func rendered(fit: RandomEffectsFit, options: PoolTableOptions) -> [PoolResult.Study] {
        let quantile = NormalDistribution.upperQuantile(
            (1 - options.pooling.confidenceLevel) / 2
        )
        return pooled.enumerated().map { index, study in
            let scale = transformation(
                options: options,
                participants: study.row.numbers["n"]
            )
            let value = study.estimate.value
            let width = quantile * study.estimate.samplingVariance.squareRoot()
            return PoolResult.Study(
                study: study.row.study,
                yi: Figure(finite: value),
                vi: Figure(finite: study.estimate.samplingVariance),
                weight: Figure(finite: fit.weights[index]),
                estimate: Figure(finite: scale.backTransformed(value)),
                ciLower: Figure(finite: scale.backTransformed(value - width)),
                ciUpper: Figure(finite: scale.backTransformed(value + width)),
                source: study.estimate.source,
                group: study.row.subgroup,
                moderators: options.moderators.isEmpty
                    ? nil : study.row.moderators.compactMap(\.self)
            )
        }
    }
}
