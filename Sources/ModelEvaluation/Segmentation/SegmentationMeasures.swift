import Statistics

/// How a predicted segmentation of one label agrees with the truth.
///
/// Distances are between surfaces: voxels of the label with a face to the outside. A measure without a
/// meaning is absent: all overlap measures where both are empty, all distances where one is.
///
/// - Reference: Taha & Hanbury (2015), doi:10.1186/s12880-015-0068-x; Maier-Hein et al. (2024),
///   doi:10.1038/s41592-023-02151-z.
public struct SegmentationMeasures: Codable, Sendable, Equatable {
    /// The label.
    public var label: Int
    /// Voxels of the label in the truth.
    public var truthVoxels: Int
    /// Voxels of the label in the prediction.
    public var predictedVoxels: Int
    /// Voxels of the label in both.
    public var sharedVoxels: Int
    /// Volume of the label in the truth, in millilitres.
    public var truthVolume: Double
    /// Volume of the label in the prediction, in millilitres.
    public var predictedVolume: Double
    /// 2 · shared / (truth + predicted).
    public var dice: Double?
    /// Shared / (truth or predicted).
    public var jaccard: Double?
    /// 1 − |truth − predicted| / (truth + predicted), of volumes.
    public var volumetricSimilarity: Double?
    /// Shared / truth.
    public var sensitivity: Double?
    /// Shared / predicted.
    public var precision: Double?
    /// Distances of the surfaces; absent where one of them is empty.
    public var surfaces: SurfaceDistances?
    /// Connected parts of the label as lesions.
    public var lesions: LesionOverlap
    /// Why measures are absent; empty if none is.
    public var notes: [String]
}

extension LabelMap {
    /// Compares a predicted map with this one, the truth, label by label.
    ///
    /// - Parameters:
    ///   - predicted: a map of the same shape and spacing.
    ///   - tolerance: of the surface Dice, in millimetres, at least 0.
    ///   - lesionOverlap: intersection over union from which a predicted part finds a lesion, above 0 and
    ///     at most 1; `nil` if one shared voxel is enough.
    ///   - only: the label to compare; `nil` compares all that occur in either.
    /// - Returns: The measures of each label, ascending.
    /// - Throws: `.mapsDiffer`, `.tolerance`, `.lesionOverlap`.
    public func compare(
        with predicted: LabelMap,
        tolerance: Double = 1,
        lesionOverlap: Double? = nil,
        only: Int? = nil
    ) throws(SegmentationError) -> [SegmentationMeasures] {
        guard shape == predicted.shape, spacing == predicted.spacing else {
            throw .mapsDiffer(
                truth: "\(shape), \(spacing) mm",
                predicted: "\(predicted.shape), \(predicted.spacing) mm"
            )
        }
        guard tolerance >= 0, tolerance.isFinite else { throw .tolerance(tolerance) }
        if let lesionOverlap, !(lesionOverlap > 0 && lesionOverlap <= 1) {
            throw .lesionOverlap(lesionOverlap)
        }
        let maps = [self, predicted]
        let outlined = maps.map { OutlinedLabels($0) }
        let wanted =
            only.map { [$0] } ?? Set(outlined.flatMap { $0.outlines.keys }).sorted()
        return wanted.map { label in
            let own = outlined.map { $0.outlines[label] }
            let boxes = own.compactMap { $0?.outline.box }
            guard let first = boxes.first else { return SegmentationMeasures(absent: label) }
            let box = boxes.dropFirst().reduce(first) { $0.union($1) }
            let masks = Parallel.map(2, inRangesOf: 1) { range in
                guard let (code, outline) = own[range.lowerBound] else {
                    return VoxelMask(emptyIn: box.shape, spacing: spacing)
                }
                return VoxelMask(maps[range.lowerBound], outline: outline, code: code, in: box)
            }
            return SegmentationMeasures(
                label: label,
                truth: masks[0],
                predicted: masks[1],
                tolerance: tolerance,
                lesionOverlap: lesionOverlap
            )
        }
    }
}

/// Where the labels of a map lie.
private struct OutlinedLabels {
    let outlines: [Int: (code: UInt8, outline: LabelOutline)]

    init(_ map: LabelMap) {
        let census = LabelCensus(map)
        var outlines: [Int: (code: UInt8, outline: LabelOutline)] = [:]
        for (code, label) in map.labels.enumerated().prefix(256) where code > 0 {
            let outline = census.outlines[code]
            if !outline.slices.isEmpty { outlines[label] = (UInt8(code), outline) }
        }
        self.outlines = outlines
    }
}

extension SegmentationMeasures {
    /// A label that occurs in neither map.
    init(absent label: Int) {
        let empty = VoxelMask(emptyIn: [1, 1, 1], spacing: [1, 1, 1])
        self.init(
            label: label,
            truth: empty,
            predicted: empty,
            tolerance: 0,
            lesionOverlap: nil
        )
    }

    /// Compares two masks of one box.
    init(
        label: Int,
        truth: VoxelMask,
        predicted: VoxelMask,
        tolerance: Double,
        lesionOverlap: Double?
    ) {
        self.label = label
        let counts = (
            truth: truth.count, predicted: predicted.count,
            shared: truth.sharedCount(with: predicted)
        )
        truthVoxels = counts.truth
        predictedVoxels = counts.predicted
        sharedVoxels = counts.shared
        let millilitres = truth.spacing.reduce(1, *) / 1000
        truthVolume = Double(counts.truth) * millilitres
        predictedVolume = Double(counts.predicted) * millilitres
        func share(_ part: Int, _ whole: Int) -> Double? {
            whole > 0 ? Double(part) / Double(whole) : nil
        }
        let sum = counts.truth + counts.predicted
        dice = share(2 * counts.shared, sum)
        jaccard = share(counts.shared, sum - counts.shared)
        volumetricSimilarity = share(sum - abs(counts.truth - counts.predicted), sum)
        sensitivity = share(counts.shared, counts.truth)
        precision = share(counts.shared, counts.predicted)
        notes = []
        if sum == 0 {
            notes.append("the label is in neither map: no measure has a meaning")
        } else if counts.truth == 0 {
            notes.append("the label is not in the truth: no distances, no sensitivity")
        } else if counts.predicted == 0 {
            notes.append("the label was not predicted: no distances, no precision")
        }
        surfaces =
            counts.truth > 0 && counts.predicted > 0
            ? SurfaceDistances(truth, predicted, tolerance: tolerance) : nil
        lesions = LesionOverlap(
            truth,
            predicted,
            millilitres: millilitres,
            least: lesionOverlap
        )
    }
}
