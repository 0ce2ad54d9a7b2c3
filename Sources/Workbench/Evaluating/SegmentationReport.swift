public import ModelEvaluation

/// The comparison of segmentations with the truth, as machines read it: the JSON of `segmentation`.
///
/// Lengths are in millimetres, volumes in millilitres; what does not exist is `null`.
public struct SegmentationReport: Sendable, Equatable, Codable {
    /// A label of a case.
    public struct Label: Sendable, Equatable, Codable {
        /// The label.
        public var label: Int
        /// Voxels in the truth.
        public var truthVoxels: Int
        /// Voxels in the prediction.
        public var predictedVoxels: Int
        /// Voxels in both.
        public var sharedVoxels: Int
        /// Volume in the truth.
        public var truthVolume: Double
        /// Volume in the prediction.
        public var predictedVolume: Double
        /// The measures by name, in the order of `SegmentationMeasure`.
        public var measures: [String: Nullable<Double>]
        /// Connected parts as lesions.
        public var lesions: LesionOverlap
        /// Why measures are null.
        public var notes: [String]
    }

    /// A pair of files.
    public struct Case: Sendable, Equatable, Codable {
        /// Name of the case.
        public var name: String
        /// The labels that occur in either file, ascending.
        public var labels: [Label]
    }

    /// A measure over all cases that have it.
    public struct Distribution: Sendable, Equatable, Codable {
        /// Cases with the measure.
        public var n: Int
        /// Mean.
        public var mean: Double
        /// Standard deviation with n − 1; null for one case.
        public var sd: Nullable<Double>
        /// Median.
        public var median: Double
        /// Lower quartile, linear between order statistics.
        public var lowerQuartile: Double
        /// Upper quartile.
        public var upperQuartile: Double
        /// Least value.
        public var least: Double
        /// Largest value.
        public var largest: Double
    }

    /// A label over all cases.
    public struct Summary: Sendable, Equatable, Codable {
        /// The label.
        public var label: Int
        /// Cases in whose truth or prediction it occurs.
        public var cases: Int
        /// Cases in whose truth it occurs.
        public var casesWithTruth: Int
        /// Distribution of each measure; null where no case has it.
        public var measures: [String: Nullable<Distribution>]
        /// Lesions found, over all cases.
        public var lesionsFound: Int
        /// Lesions missed.
        public var lesionsMissed: Int
        /// Predicted parts that find no lesion.
        public var falsePositives: Int
    }

    /// Tolerance of the surface Dice.
    public var tolerance: Double
    /// Intersection over union from which a predicted part finds a lesion; null if one shared voxel is
    /// enough.
    public var lesionOverlap: Nullable<Double>
    /// The cases, by name.
    public var cases: [Case]
    /// The labels over all cases, ascending.
    public var summary: [Summary]
    /// What the reader has to mind.
    public var warnings: [String]
}

/// The measures of a label, in the order they are printed.
public enum SegmentationMeasure: String, Sendable, CaseIterable {
    /// Dice coefficient.
    case dice
    /// Jaccard index.
    case jaccard
    /// Volumetric similarity.
    case volumetricSimilarity
    /// Share of the true voxels that were predicted.
    case sensitivity
    /// Share of the predicted voxels that are true.
    case precision
    /// Hausdorff distance.
    case hausdorff
    /// 95th percentile Hausdorff distance.
    case hausdorff95
    /// Average symmetric surface distance.
    case averageSurfaceDistance
    /// Surface Dice at the tolerance.
    case surfaceDice

    /// The value of the measure; `nil` where it has no meaning.
    public func value(of found: SegmentationMeasures) -> Double? {
        switch self {
        case .dice: found.dice
        case .jaccard: found.jaccard
        case .volumetricSimilarity: found.volumetricSimilarity
        case .sensitivity: found.sensitivity
        case .precision: found.precision
        case .hausdorff: found.surfaces?.hausdorff
        case .hausdorff95: found.surfaces?.hausdorff95
        case .averageSurfaceDistance: found.surfaces?.averageSymmetric
        case .surfaceDice: found.surfaces?.surfaceDice
        }
    }
}

extension SegmentationReport.Label {
    /// A label with its measures.
    init(_ found: SegmentationMeasures) {
        label = found.label
        truthVoxels = found.truthVoxels
        predictedVoxels = found.predictedVoxels
        sharedVoxels = found.sharedVoxels
        truthVolume = found.truthVolume
        predictedVolume = found.predictedVolume
        measures = Dictionary(
            uniqueKeysWithValues: SegmentationMeasure.allCases.map {
                ($0.rawValue, Nullable($0.value(of: found)))
            }
        )
        lesions = found.lesions
        notes = found.notes
    }

    /// The value of a measure; `nil` where it has no meaning.
    public func value(_ measure: SegmentationMeasure) -> Double? {
        measures[measure.rawValue]?.value
    }
}

extension SegmentationReport.Distribution {
    /// Describes values; `nil` for none.
    init?(_ values: [Double]) {
        guard let least = values.min(), let largest = values.max() else { return nil }
        let sorted = values.sorted()
        func quantile(_ share: Double) -> Double {
            let place = share * Double(sorted.count - 1)
            let index = Int(place)
            let next = min(index + 1, sorted.count - 1)
            return sorted[index] + (place - Double(index)) * (sorted[next] - sorted[index])
        }
        n = values.count
        let mean = values.reduce(0, +) / Double(values.count)
        self.mean = mean
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        sd = Nullable(n > 1 ? (squares / Double(n - 1)).squareRoot() : nil)
        median = quantile(0.5)
        lowerQuartile = quantile(0.25)
        upperQuartile = quantile(0.75)
        self.least = least
        self.largest = largest
    }
}

extension SegmentationReport {
    /// Sums cases up.
    init(cases: [Case], tolerance: Double, lesionOverlap: Double?) {
        self.tolerance = tolerance
        self.lesionOverlap = Nullable(lesionOverlap)
        self.cases = cases
        let all = cases.flatMap(\.labels)
        summary = Set(all.map(\.label)).sorted().map { label in
            let own = all.filter { $0.label == label }
            let measures = SegmentationMeasure.allCases.map { measure in
                (measure.rawValue, Nullable(Distribution(own.compactMap { $0.value(measure) })))
            }
            return Summary(
                label: label,
                cases: own.count,
                casesWithTruth: own.count { $0.truthVoxels > 0 },
                measures: Dictionary(uniqueKeysWithValues: measures),
                lesionsFound: own.reduce(0) { $0 + $1.lesions.found },
                lesionsMissed: own.reduce(0) { $0 + $1.lesions.missed },
                falsePositives: own.reduce(0) { $0 + $1.lesions.falsePositives }
            )
        }
        warnings = summary.compactMap { label in
            let own = all.filter { $0.label == label.label }
            let missing = own.count { $0.value(.hausdorff) == nil }
            guard missing > 0 else { return nil }
            return
                "Label \(label.label): \(missing) of \(own.count) cases have no distances, since "
                + "the label is missing in the truth or in the prediction; the distances describe the "
                + "other cases only."
        }
    }

    /// The table of all cases as CSV: a row a case and label.
    public var csv: (header: [String], rows: [[String]]) {
        let header =
            ["case", "label", "truth_voxels", "predicted_voxels", "truth_ml", "predicted_ml"]
            + SegmentationMeasure.allCases.map(\.rawValue)
            + ["lesions_found", "lesions_missed", "false_positives", "notes"]
        let rows = cases.flatMap { one in
            one.labels.map { label -> [String] in
                var cells = [one.name, String(label.label), String(label.truthVoxels)]
                cells += [String(label.predictedVoxels), "\(label.truthVolume)"]
                cells.append("\(label.predictedVolume)")
                for measure in SegmentationMeasure.allCases {
                    cells.append(label.value(measure).map { "\($0)" } ?? "")
                }
                let lesions = label.lesions
                cells += [lesions.found, lesions.missed, lesions.falsePositives].map(String.init)
                return cells + [label.notes.joined(separator: "; ")]
            }
        }
        return (header, rows)
    }
}
