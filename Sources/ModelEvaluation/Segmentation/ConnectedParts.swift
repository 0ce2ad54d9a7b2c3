/// The connected parts of a mask: voxels that touch by a face, an edge or a corner belong together.
///
/// Found over runs of voxels along the first axis, which are joined with those of the rows before.
struct ConnectedParts: Sendable {
    /// Voxels of one row and one part.
    struct Run: Sendable {
        /// First voxel.
        let from: Int32
        /// Last voxel.
        let to: Int32
        /// Part from 0, in the order of the first voxels.
        fileprivate(set) var part: Int32
    }

    /// The runs, row by row.
    private(set) var runs: [Run] = []
    /// The first run of each row, and the number of all runs at the end.
    private(set) var starts: [Int32]
    /// Voxels of each part.
    private(set) var sizes: [Int] = []

    /// Number of parts.
    var count: Int { sizes.count }

    /// Finds the parts.
    init(_ mask: VoxelMask) {
        starts = [Int32](repeating: 0, count: mask.shape[1] * mask.shape[2] + 1)
        takeRuns(mask)
        join(height: mask.shape[1], slices: mask.rows)
        number()
    }

    /// The runs of a row.
    func runs(ofRow row: Int) -> Range<Int> { Int(starts[row])..<Int(starts[row + 1]) }

    private mutating func takeRuns(_ mask: VoxelMask) {
        var reached = 0
        mask.visitRows { row, first in
            for passed in reached...row { starts[passed] = Int32(runs.count) }
            reached = row + 1
            var open: Int32?
            for index in 0..<mask.wordsPerRow {
                let word = mask.words[first + index]
                let start = Int32(index * 64)
                var bit = 0
                while bit < 64 {
                    // Zeros while no run is open, ones while one is.
                    let rest = (open == nil ? word : ~word) >> UInt64(bit)
                    guard rest != 0 else { break }
                    bit += rest.trailingZeroBitCount
                    if let from = open {
                        // `part` holds the run's forerunner until parts are numbered.
                        runs.append(
                            Run(from: from, to: start + Int32(bit) - 1, part: Int32(runs.count))
                        )
                        open = nil
                    } else {
                        open = start + Int32(bit)
                    }
                }
            }
            if let from = open {
                let to = Int32(mask.wordsPerRow * 64 - 1)
                runs.append(Run(from: from, to: to, part: Int32(runs.count)))
            }
        }
        for passed in reached..<starts.count { starts[passed] = Int32(runs.count) }
    }

    /// Joins runs that touch.
    private mutating func join(height: Int, slices: [Range<Int>]) {
        for (z, range) in slices.enumerated() {
            for y in range {
                let row = z * height + y
                if y > 0 { join(row, row - 1) }
                guard z > 0, !slices[z - 1].isEmpty else { continue }
                for other in max(0, y - 1)...min(height - 1, y + 1) {
                    join(row, (z - 1) * height + other)
                }
            }
        }
    }

    private mutating func join(_ row: Int, _ other: Int) {
        var (first, second) = (Int(starts[row]), Int(starts[other]))
        let (firstEnd, secondEnd) = (Int(starts[row + 1]), Int(starts[other + 1]))
        while first < firstEnd, second < secondEnd {
            let (one, two) = (runs[first], runs[second])
            // One voxel apart still touches, by a corner.
            if one.from <= two.to + 1, two.from <= one.to + 1 {
                let (left, right) = (root(first), root(second))
                // The earlier run leads, so that parts are numbered by their first voxel.
                runs[max(left, right)].part = Int32(min(left, right))
            }
            if one.to < two.to { first += 1 } else { second += 1 }
        }
    }

    private mutating func root(_ run: Int) -> Int {
        var run = run
        while Int(runs[run].part) != run {
            runs[run].part = runs[Int(runs[run].part)].part
            run = Int(runs[run].part)
        }
        return run
    }

    /// Replaces forerunners by numbers of parts; a forerunner comes before its run.
    private mutating func number() {
        for index in runs.indices {
            let forerunner = Int(runs[index].part)
            if forerunner == index {
                runs[index].part = Int32(sizes.count)
                sizes.append(0)
            } else {
                runs[index].part = runs[forerunner].part
            }
            sizes[Int(runs[index].part)] += Int(runs[index].to - runs[index].from) + 1
        }
    }
}
