/// Voxels of a mask in bricks of 4 × 4 × 4, bricks of bricks and so on, for finding the nearest of them.
///
/// A brick is one word, so the tree takes little more than a bit for each voxel of the box, however many
/// voxels there are.
struct VoxelTree: Sendable {
    /// A voxel by its indices in the box.
    typealias Voxel = SIMD3<Int32>

    /// The bricks of a level: a bit for each of its parts that holds a voxel, the first axis fastest.
    private struct Level {
        let shape: [Int]
        var words: [UInt64]

        init(covering shape: [Int]) {
            self.shape = shape.map { ($0 + 3) / 4 }
            words = [UInt64](repeating: 0, count: self.shape.reduce(1, *))
        }
    }

    /// Bricks along each axis of each level, from bricks of voxels up to a single brick.
    let shapes: [[Int]]
    /// The bricks of all levels, one level after the other.
    let words: [UInt64]
    /// Sides of a voxel, in millimetres.
    let spacing: [Double]

    /// Puts the voxels of a mask into bricks.
    init(_ mask: VoxelMask) {
        var level = Self.bricks(mask)
        var shapes = [level.shape]
        var words = level.words
        while level.words.count > 1 {
            var next = Level(covering: level.shape)
            let (width, height) = (level.shape[0], level.shape[1])
            for (place, word) in level.words.enumerated() where word != 0 {
                let (x, y, z) = (place % width, place / width % height, place / width / height)
                let brick = ((z / 4) * next.shape[1] + y / 4) * next.shape[0] + x / 4
                next.words[brick] |= 1 << UInt64(x % 4 + 4 * (y % 4) + 16 * (z % 4))
            }
            level = next
            shapes.append(level.shape)
            words += level.words
        }
        self.shapes = shapes
        self.words = words
        spacing = mask.spacing
    }

    private static func bricks(_ mask: VoxelMask) -> Level {
        var level = Level(covering: mask.shape)
        let (width, height) = (level.shape[0], level.shape[1])
        level.words.withUnsafeMutableBufferPointer { bricks in
            mask.words.withUnsafeBufferPointer { words in
                mask.visitRows { row, first in
                    let (y, z) = (row % mask.shape[1], row / mask.shape[1])
                    let start = ((z / 4) * height + y / 4) * width
                    let shift = UInt64(4 * (y % 4) + 16 * (z % 4))
                    for index in 0..<mask.wordsPerRow {
                        var word = words[first + index]
                        var brick = start + index * 16
                        while word != 0 {
                            let skipped = word.trailingZeroBitCount / 4
                            word >>= UInt64(4 * skipped)
                            brick += skipped
                            bricks[brick] |= (word & 15) << shift
                            word >>= 4
                            brick += 1
                        }
                    }
                }
            }
        }
        return level
    }
}

/// A search for the voxel of a tree that is nearest to another.
///
/// Bounds and distances are sums of the same terms in the same order, so that rounding never hides the
/// nearest voxel.
struct NearestVoxelSearch {
    /// Where the bricks of a level begin, and how many lie in a row and in a slice.
    private struct Level {
        let start: Int
        let row: Int
        let slice: Int
    }

    private let words: UnsafePointer<UInt64>
    private let levels: [Level]
    private let sides: (Double, Double, Double)
    private var query = VoxelTree.Voxel(0, 0, 0)
    /// Squared distance of the nearest voxel that was found, in square millimetres.
    private(set) var squared = Double.infinity
    /// The nearest voxel that was found.
    private(set) var nearest = VoxelTree.Voxel(-1, -1, -1)

    /// Makes a search.
    ///
    /// - Parameters:
    ///   - tree: the tree.
    ///   - words: its words, which must outlive the search.
    init(_ tree: VoxelTree, words: UnsafePointer<UInt64>) {
        self.words = words
        sides = (tree.spacing[0], tree.spacing[1], tree.spacing[2])
        var start = 0
        var levels: [Level] = []
        for shape in tree.shapes {
            levels.append(Level(start: start, row: shape[0], slice: shape[0] * shape[1]))
            start += shape.reduce(1, *)
        }
        self.levels = levels
    }

    /// Begins a search for the voxel nearest to another.
    mutating func begin(at query: VoxelTree.Voxel) {
        self.query = query
        squared = .infinity
    }

    /// Takes a voxel of the tree for the nearest if none nearer was found; the better the guess, the
    /// shorter the search.
    mutating func guess(_ voxel: VoxelTree.Voxel) {
        let x = Self.square(voxel.x - query.x, sides.0)
        let y = Self.square(voxel.y - query.y, sides.1)
        let z = Self.square(voxel.z - query.z, sides.2)
        guard x + y + z < squared else { return }
        squared = x + y + z
        nearest = voxel
    }

    /// Finishes the search.
    mutating func finish() { visit(levels.count - 1, brick: VoxelTree.Voxel(0, 0, 0)) }

    private static func square(_ steps: Int32, _ side: Double) -> Double {
        let distance = Double(steps) * side
        return distance * distance
    }

    /// Squared distances along an axis to the four parts of a brick, and which of them is nearest.
    private static func gaps(
        _ query: Int32,
        brick: Int32,
        level: Int,
        side: Double
    ) -> (squares: SIMD4<Double>, nearest: Int) {
        let size = Int32(1) << Int32(2 * level)
        var low = brick << Int32(2 * level + 2)
        let nearest = max(0, min(3, (query - low) >> Int32(2 * level)))
        var squares = SIMD4<Double>()
        for part in 0..<4 {
            squares[part] = square(max(low - query, query - (low + size - 1), 0), side)
            low += size
        }
        return (squares, Int(nearest))
    }

    private mutating func visit(_ level: Int, brick: VoxelTree.Voxel) {
        let own = levels[level]
        let word =
            words[own.start + Int(brick.z) * own.slice + Int(brick.y) * own.row + Int(brick.x)]
        let x = Self.gaps(query.x, brick: brick.x, level: level, side: sides.0)
        let y = Self.gaps(query.y, brick: brick.y, level: level, side: sides.1)
        let z = Self.gaps(query.z, brick: brick.z, level: level, side: sides.2)
        // The nearest part comes first, so that what it yields rules the others out.
        for third in 0..<4 {
            let k = z.nearest ^ third
            let slice = word >> UInt64(16 * k) & 0xFFFF
            if slice == 0 || z.squares[k] >= squared { continue }
            for second in 0..<4 {
                let j = y.nearest ^ second
                let row = slice >> UInt64(4 * j) & 15
                if row == 0 || y.squares[j] + z.squares[k] >= squared { continue }
                for first in 0..<4 {
                    let i = x.nearest ^ first
                    guard row >> UInt64(i) & 1 == 1 else { continue }
                    let bound = x.squares[i] + y.squares[j] + z.squares[k]
                    guard bound < squared else { continue }
                    let part = brick &* 4 &+ VoxelTree.Voxel(Int32(i), Int32(j), Int32(k))
                    if level > 0 {
                        visit(level - 1, brick: part)
                    } else {
                        squared = bound
                        nearest = part
                    }
                }
            }
        }
    }
}
