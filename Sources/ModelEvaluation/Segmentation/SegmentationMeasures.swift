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

/// Distances between two surfaces, in millimetres.
public struct SurfaceDistances: Codable, Sendable, Equatable {
    /// Largest distance of any surface voxel to the other surface.
    public var hausdorff: Double
    /// The larger of the two directed 95th percentiles (linear between order statistics).
    public var hausdorff95: Double
    /// Mean of the distances of all surface voxels of both to the other surface.
    public var averageSymmetric: Double
    /// The tolerance of the surface Dice.
    public var tolerance: Double
    /// Share of surface voxels of both that lie within the tolerance of the other surface.
    ///
    /// - Reference: Nikolov et al. (2021), doi:10.2196/26151, here counted over voxels.
    public var surfaceDice: Double
}

/// How the connected parts of a label are found and outlined.
public struct LesionOverlap: Codable, Sendable, Equatable {
    /// A connected part of the truth.
    public struct Lesion: Codable, Sendable, Equatable {
        /// Voxels.
        public var voxels: Int
        /// Volume in millilitres.
        public var volume: Double
        /// Whether the prediction shares at least one voxel with it.
        public var isFound: Bool
        /// Dice of the lesion with all predicted parts that touch it; 0 if there is none.
        public var dice: Double
    }

    /// The parts of the truth, in the order of their first voxels.
    public var lesions: [Lesion]
    /// Parts of the truth that the prediction shares a voxel with.
    public var found: Int
    /// Parts of the truth that it does not.
    public var missed: Int
    /// Parts of the prediction that share no voxel with the truth.
    public var falsePositives: Int
    /// Found / all; absent without a lesion.
    public var sensitivity: Double?
    /// Found / (found + false positives); absent where nothing was found or predicted.
    public var precision: Double?
}

extension LabelMap {
    /// Compares a predicted map with this one, the truth, label by label.
    ///
    /// - Parameters:
    ///   - predicted: a map of the same shape and spacing.
    ///   - tolerance: of the surface Dice, in millimetres, at least 0.
    ///   - only: the label to compare; `nil` compares all that occur in either.
    /// - Returns: The measures of each label, ascending.
    /// - Throws: `.mapsDiffer`, `.tolerance`.
    public func compare(
        with predicted: LabelMap,
        tolerance: Double = 1,
        only: Int? = nil
    ) throws(SegmentationError) -> [SegmentationMeasures] {
        guard shape == predicted.shape, spacing == predicted.spacing else {
            throw .mapsDiffer(
                truth: "\(shape), \(spacing) mm",
                predicted: "\(predicted.shape), \(predicted.spacing) mm"
            )
        }
        guard tolerance >= 0, tolerance.isFinite else { throw .tolerance(tolerance) }
        let census = [LabelCensus(self), LabelCensus(predicted)]
        func present(_ map: LabelMap, _ census: LabelCensus) -> [Int: UInt8] {
            var codes: [Int: UInt8] = [:]
            for (code, label) in map.labels.enumerated() where code > 0 && census.counts[code] > 0 {
                codes[label] = UInt8(code)
            }
            return codes
        }
        let own = present(self, census[0])
        let other = present(predicted, census[1])
        let wanted = only.map { [$0] } ?? Set(own.keys).union(other.keys).sorted()
        return wanted.map { label in
            let codes = [own[label], other[label]]
            let boxes = zip(codes, census).compactMap { code, census in
                code.flatMap { census.boxes[Int($0)] }
            }
            guard let first = boxes.first else {
                return SegmentationMeasures(absent: label)
            }
            let box = boxes.dropFirst().reduce(first) { $0.union($1) }
            let masks = Parallel.map(2, inRangesOf: 1) { range in
                VoxelMask(
                    range.lowerBound == 0 ? self : predicted,
                    code: codes[range.lowerBound],
                    in: box
                )
            }
            return SegmentationMeasures(
                label: label,
                truth: masks[0],
                predicted: masks[1],
                tolerance: tolerance
            )
        }
    }
}

extension SegmentationMeasures {
    /// A label that occurs in neither map.
    init(absent label: Int) {
        let empty = VoxelMask(shape: [1, 1, 1], spacing: [1, 1, 1], isInside: [false])
        self.init(label: label, truth: empty, predicted: empty, tolerance: 0)
    }

    /// Compares two masks of one box.
    init(label: Int, truth: VoxelMask, predicted: VoxelMask, tolerance: Double) {
        self.label = label
        var counts = (truth: 0, predicted: 0, shared: 0)
        for (one, other) in zip(truth.isInside, predicted.isInside) {
            counts.truth += one ? 1 : 0
            counts.predicted += other ? 1 : 0
            counts.shared += one && other ? 1 : 0
        }
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
        lesions = LesionOverlap(truth, predicted, millilitres: millilitres)
    }
}

extension SurfaceDistances {
    /// Measures between the surfaces of two masks that are not empty.
    init(_ truth: VoxelMask, _ predicted: VoxelMask, tolerance: Double) {
        let masks = [truth, predicted]
        let surfaces = Parallel.map(2, inRangesOf: 1) { masks[$0.lowerBound].surface }
        // Both directions at once; each is the same alone.
        let directed = Parallel.map(2, inRangesOf: 1) { range in
            let from = range.lowerBound
            let transform = DistanceTransform(
                to: surfaces[1 - from],
                shape: masks[from].shape,
                spacing: masks[from].spacing
            )
            return surfaces[from].map { transform.squared[$0].squareRoot() }.sorted()
        }
        hausdorff = directed.compactMap(\.last).max() ?? 0
        hausdorff95 = directed.map { Self.percentile($0, 0.95) }.max() ?? 0
        let all = Double(directed[0].count + directed[1].count)
        averageSymmetric = directed.joined().reduce(0, +) / all
        self.tolerance = tolerance
        // Distances are roots of sums: a hair of room lets 3 · 0.1 be within 0.3.
        let near = tolerance * (1 + 1e-9)
        surfaceDice = Double(directed.joined().count { $0 <= near }) / all
    }

    /// A percentile of ascending values, linear between order statistics.
    private static func percentile(_ values: [Double], _ share: Double) -> Double {
        guard let last = values.last else { return 0 }
        let place = share * Double(values.count - 1)
        let index = Int(place)
        guard index + 1 < values.count else { return last }
        return values[index] + (place - Double(index)) * (values[index + 1] - values[index])
    }
}

extension LesionOverlap {
    /// Finds the parts of both masks and which of them meet.
    init(_ truth: VoxelMask, _ predicted: VoxelMask, millilitres: Double) {
        let masks = [truth, predicted]
        let found = Parallel.map(2, inRangesOf: 1) { ConnectedParts(masks[$0.lowerBound]) }
        let (own, other) = (found[0], found[1])
        var touched = [Set<Int32>](repeating: [], count: own.count)
        var shared = [Int](repeating: 0, count: own.count)
        var isHit = [Bool](repeating: false, count: other.count)
        var last: (one: Int32, two: Int32) = (-1, -1)
        for (one, two) in zip(own.parts, other.parts) where one >= 0 && two >= 0 {
            shared[Int(one)] += 1
            // Neighbours mostly belong to the same pair of parts.
            if one == last.one, two == last.two { continue }
            last = (one, two)
            isHit[Int(two)] = true
            touched[Int(one)].insert(two)
        }
        lesions = (0..<own.count).map { index in
            let predictedVoxels = touched[index].reduce(0) { $0 + other.sizes[Int($1)] }
            return Lesion(
                voxels: own.sizes[index],
                volume: Double(own.sizes[index]) * millilitres,
                isFound: shared[index] > 0,
                dice: Double(2 * shared[index]) / Double(own.sizes[index] + predictedVoxels)
            )
        }
        let hits = lesions.count(where: \.isFound)
        self.found = hits
        missed = lesions.count - hits
        falsePositives = isHit.count { !$0 }
        sensitivity = lesions.isEmpty ? nil : Double(hits) / Double(lesions.count)
        let called = hits + falsePositives
        precision = called > 0 ? Double(hits) / Double(called) : nil
    }
}
