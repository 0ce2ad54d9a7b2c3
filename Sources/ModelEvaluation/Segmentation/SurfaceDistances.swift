import Statistics

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

extension SurfaceDistances {
    /// Measures between the surfaces of two masks that are not empty.
    init(_ truth: VoxelMask, _ predicted: VoxelMask, tolerance: Double) {
        let masks = [truth, predicted]
        let trees = Parallel.map(2, inRangesOf: 1) { VoxelTree(masks[$0.lowerBound].surface) }
        // The pieces depend on the shape alone, so they are the same on any machine.
        let layers = trees[0].shapes[0][2]
        let size = max(1, layers / 32)
        let pieces = (layers + size - 1) / size
        let tallies = Parallel.map(2 * pieces, inRangesOf: 1) { range in
            let (from, piece) = range.lowerBound.quotientAndRemainder(dividingBy: pieces)
            let own = piece * size..<min(layers, (piece + 1) * size)
            return DistanceTally(from: trees[from], layers: own, to: trees[1 - from])
        }
        let directed = [tallies.prefix(pieces), tallies.suffix(pieces)].map {
            DistanceTally.sorted(Array($0))
        }
        hausdorff = directed.compactMap { $0.last?.distance }.max() ?? 0
        hausdorff95 = directed.map { Self.percentile($0, 0.95) }.max() ?? 0
        let all = directed.joined()
        let count = all.reduce(0) { $0 + $1.count }
        averageSymmetric = all.reduce(0) { $0 + $1.distance * Double($1.count) } / Double(count)
        self.tolerance = tolerance
        // Distances are roots of sums: a hair of room lets 3 · 0.1 be within 0.3.
        let near = tolerance * (1 + 1e-9)
        let within = all.reduce(0) { $0 + ($1.distance <= near ? $1.count : 0) }
        surfaceDice = Double(within) / Double(count)
    }

    /// A percentile of ascending distances with their numbers, linear between order statistics.
    private static func percentile(
        _ values: [DistanceTally.Entry],
        _ share: Double
    ) -> Double {
        let count = values.reduce(0) { $0 + $1.count }
        let place = share * Double(count - 1)
        let index = Int(place)
        func value(_ index: Int) -> Double {
            var passed = 0
            for entry in values {
                passed += entry.count
                if index < passed { return entry.distance }
            }
            return values.last?.distance ?? 0
        }
        return value(index) + (place - Double(index)) * (value(index + 1) - value(index))
    }
}

/// How many voxels lie at which distance from the nearest voxel of another surface.
///
/// On a grid few distances differ, so this is far smaller than a list of all.
struct DistanceTally: Sendable {
    /// A distance in millimetres and the number of voxels at it.
    typealias Entry = (distance: Double, count: Int)

    /// Voxels by their squared distance in square millimetres.
    private var counts: [Double: Int] = [:]
    private var last = (squared: 0.0, count: 0)

    /// Measures from the voxels in some layers of bricks to the nearest voxels of another tree of the same
    /// box.
    ///
    /// Each brick begins with the voxels that were nearest to the bricks before it along the three axes.
    init(from tree: VoxelTree, layers: Range<Int>, to other: VoxelTree) {
        other.words.withUnsafeBufferPointer { words in
            guard let base = words.baseAddress else { return }
            var search = NearestVoxelSearch(other, words: base)
            measure(from: tree, layers: layers, to: words, &search)
        }
        add(squared: -1, count: 0)
    }

    private mutating func measure(
        from tree: VoxelTree,
        layers: Range<Int>,
        to others: UnsafeBufferPointer<UInt64>,
        _ search: inout NearestVoxelSearch
    ) {
        let (width, height) = (tree.shapes[0][0], tree.shapes[0][1])
        let unknown = VoxelTree.Voxel(-1, -1, -1)
        var guesses = [VoxelTree.Voxel](repeating: unknown, count: width * height)
        for place in layers.lowerBound * width * height..<layers.upperBound * width * height {
            let word = tree.words[place]
            guard word != 0 else { continue }
            let column = place % (width * height)
            let (x, y, z) = (column % width, column / width, place / (width * height))
            let corner = VoxelTree.Voxel(Int32(x), Int32(y), Int32(z)) &* 4
            let shared = word & others[place]
            add(squared: 0, count: shared.nonzeroBitCount)
            if shared == word {
                guesses[column] = corner &+ Self.voxel(shared.trailingZeroBitCount)
                continue
            }
            search.begin(at: corner &+ Self.voxel((word & ~shared).trailingZeroBitCount))
            if guesses[column] != unknown { search.guess(guesses[column]) }
            if x > 0, guesses[column - 1] != unknown { search.guess(guesses[column - 1]) }
            if y > 0, guesses[column - width] != unknown { search.guess(guesses[column - width]) }
            if shared != 0 { search.guess(corner &+ Self.voxel(shared.trailingZeroBitCount)) }
            measure(word & ~shared, corner, &search)
            guesses[column] = search.nearest
        }
    }

    /// Place of a bit within its brick.
    private static func voxel(_ bit: Int) -> VoxelTree.Voxel {
        VoxelTree.Voxel(Int32(bit & 3), Int32(bit >> 2 & 3), Int32(bit >> 4))
    }

    /// Measures from the voxels of a brick; the search has begun at the first of them.
    private mutating func measure(
        _ word: UInt64,
        _ corner: VoxelTree.Voxel,
        _ search: inout NearestVoxelSearch
    ) {
        var word = word
        while true {
            search.finish()
            add(squared: search.squared, count: 1)
            word &= word - 1
            guard word != 0 else { return }
            search.begin(at: corner &+ Self.voxel(word.trailingZeroBitCount))
            search.guess(search.nearest)
        }
    }

    private mutating func add(squared: Double, count: Int) {
        if squared != last.squared {
            if last.count > 0 { counts[last.squared, default: 0] += last.count }
            last = (squared, 0)
        }
        last.count += count
    }

    /// Several tallies together, by ascending distance.
    static func sorted(_ tallies: [DistanceTally]) -> [Entry] {
        var counts: [Double: Int] = [:]
        for tally in tallies { counts.merge(tally.counts) { $0 + $1 } }
        return counts.sorted { $0.key < $1.key }.map { ($0.key.squareRoot(), $0.value) }
    }
}
