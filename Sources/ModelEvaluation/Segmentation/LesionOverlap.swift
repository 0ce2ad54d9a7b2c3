import Statistics

/// How the connected parts of a label are found and outlined.
///
/// A part of the truth is found by any shared voxel. Where a least overlap is asked for, parts are paired
/// one to one by falling intersection over union, and a pair with at least that overlap is a find.
///
/// - Reference: Maier-Hein et al. (2024), doi:10.1038/s41592-023-02151-z, on localisation criteria and
///   assignment.
public struct LesionOverlap: Codable, Sendable, Equatable {
    /// A connected part of the truth.
    public struct Lesion: Codable, Sendable, Equatable {
        /// Voxels.
        public var voxels: Int
        /// Volume in millilitres.
        public var volume: Double
        /// Whether it was found: by one shared voxel, or by the overlap that was asked for.
        public var isFound: Bool
        /// Dice of the lesion with all predicted parts that touch it; 0 if there is none.
        public var dice: Double
        /// Largest intersection over union with a single predicted part; 0 if there is none.
        public var overlap: Double
    }

    /// The parts of the truth, in the order of their first voxels.
    public var lesions: [Lesion]
    /// Parts of the truth that were found.
    public var found: Int
    /// Parts of the truth that were not.
    public var missed: Int
    /// Parts of the prediction that share no voxel with the truth; where an overlap was asked for, those
    /// that find no part of the truth.
    public var falsePositives: Int
    /// Found / all; absent without a lesion.
    public var sensitivity: Double?
    /// Found / (found + false positives); absent where nothing was found or predicted.
    public var precision: Double?
}

extension LesionOverlap {
    /// Finds the parts of both masks and which of them meet.
    ///
    /// - Parameters:
    ///   - truth: mask of the truth.
    ///   - predicted: mask of the prediction, of the same box.
    ///   - millilitres: volume of a voxel.
    ///   - least: intersection over union of a find; `nil` if a shared voxel is enough.
    init(_ truth: VoxelMask, _ predicted: VoxelMask, millilitres: Double, least: Double?) {
        let masks = [truth, predicted]
        let found = Parallel.map(2, inRangesOf: 1) { ConnectedParts(masks[$0.lowerBound]) }
        let (own, other) = (found[0], found[1])
        let meetings = Meeting.all(own, other)
        let finds = least.map { Meeting.pairs(meetings, least: $0) } ?? meetings
        var isFound = [Bool](repeating: false, count: own.count)
        var finding = [Bool](repeating: false, count: other.count)
        for find in finds {
            isFound[find.lesion] = true
            finding[find.predicted] = true
        }
        var shared = [Int](repeating: 0, count: own.count)
        var touching = [Int](repeating: 0, count: own.count)
        var overlaps = [Double](repeating: 0, count: own.count)
        for meeting in meetings {
            shared[meeting.lesion] += meeting.shared
            touching[meeting.lesion] += other.sizes[meeting.predicted]
            overlaps[meeting.lesion] = max(overlaps[meeting.lesion], meeting.overlap)
        }
        lesions = (0..<own.count).map { index in
            Lesion(
                voxels: own.sizes[index],
                volume: Double(own.sizes[index]) * millilitres,
                isFound: isFound[index],
                dice: Double(2 * shared[index]) / Double(own.sizes[index] + touching[index]),
                overlap: overlaps[index]
            )
        }
        let hits = lesions.count(where: \.isFound)
        self.found = hits
        missed = lesions.count - hits
        falsePositives = finding.count { !$0 }
        sensitivity = lesions.isEmpty ? nil : Double(hits) / Double(lesions.count)
        let called = hits + falsePositives
        precision = called > 0 ? Double(hits) / Double(called) : nil
    }
}

/// A part of the truth and one of the prediction that share voxels.
private struct Meeting {
    let lesion: Int
    let predicted: Int
    /// Voxels in both.
    let shared: Int
    /// Intersection over union.
    let overlap: Double

    private struct Key: Hashable {
        let lesion: Int32
        let predicted: Int32
    }

    /// All parts that meet, by lesion and predicted part.
    static func all(_ own: ConnectedParts, _ other: ConnectedParts) -> [Meeting] {
        var shared: [Key: Int] = [:]
        for row in 0..<own.starts.count - 1 {
            let (ones, twos) = (own.runs(ofRow: row), other.runs(ofRow: row))
            var (first, second) = (ones.lowerBound, twos.lowerBound)
            while first < ones.upperBound, second < twos.upperBound {
                let (one, two) = (own.runs[first], other.runs[second])
                let count = min(one.to, two.to) - max(one.from, two.from) + 1
                if count > 0 {
                    shared[Key(lesion: one.part, predicted: two.part), default: 0] += Int(count)
                }
                if one.to < two.to { first += 1 } else { second += 1 }
            }
        }
        return shared.map { key, count in
            let (lesion, predicted) = (Int(key.lesion), Int(key.predicted))
            let union = own.sizes[lesion] + other.sizes[predicted] - count
            return Meeting(
                lesion: lesion,
                predicted: predicted,
                shared: count,
                overlap: Double(count) / Double(union)
            )
        }
        .sorted { ($0.lesion, $0.predicted) < ($1.lesion, $1.predicted) }
    }

    /// The pairs of at least an overlap, one to one, the largest overlap first.
    static func pairs(_ meetings: [Meeting], least: Double) -> [Meeting] {
        var lesions = Set<Int>()
        var predictions = Set<Int>()
        // A hair of room, as 3/10 is not 0.3 in binary; equal overlaps stay in their order.
        let candidates = meetings.filter { $0.overlap >= least * (1 - 1e-12) }.sorted {
            ($1.overlap, $0.lesion, $0.predicted) < ($0.overlap, $1.lesion, $1.predicted)
        }
        return candidates.filter { one in
            guard !lesions.contains(one.lesion), !predictions.contains(one.predicted) else {
                return false
            }
            lesions.insert(one.lesion)
            predictions.insert(one.predicted)
            return true
        }
    }
}
