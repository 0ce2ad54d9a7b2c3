/// The connected parts of a mask: voxels that touch by a face, an edge or a corner belong together.
///
/// Found over runs of voxels along the first axis, which are joined with those of the rows before.
struct ConnectedParts {
    /// Number of parts.
    let count: Int
    /// Part of each voxel from 0, in the order of their first voxels; −1 outside the mask.
    let parts: [Int32]
    /// Voxels of each part.
    let sizes: [Int]

    private struct Run {
        let from: Int
        let to: Int
    }

    /// Finds the parts.
    init(_ mask: VoxelMask) {
        let (width, height, depth) = (mask.shape[0], mask.shape[1], mask.shape[2])
        var runs: [Run] = []
        var starts: [Int] = []
        for row in 0..<height * depth {
            starts.append(runs.count)
            var x = 0
            while x < width {
                guard mask.isInside[row * width + x] else {
                    x += 1
                    continue
                }
                let from = x
                while x < width, mask.isInside[row * width + x] { x += 1 }
                runs.append(Run(from: from, to: x - 1))
            }
        }
        starts.append(runs.count)
        var parents = Array(runs.indices)
        func root(_ run: Int) -> Int {
            var run = run
            while parents[run] != run {
                parents[run] = parents[parents[run]]
                run = parents[run]
            }
            return run
        }
        for z in 0..<depth {
            for y in 0..<height {
                let row = z * height + y
                var earlier: [Int] = y > 0 ? [row - 1] : []
                if z > 0 {
                    earlier += (max(0, y - 1)...min(height - 1, y + 1)).map {
                        (z - 1) * height + $0
                    }
                }
                for other in earlier {
                    var (first, second) = (starts[row], starts[other])
                    while first < starts[row + 1], second < starts[other + 1] {
                        let (one, two) = (runs[first], runs[second])
                        // One voxel apart still touches, by a corner.
                        if one.from <= two.to + 1, two.from <= one.to + 1 {
                            let (left, right) = (root(first), root(second))
                            // The earlier run leads, so that parts are numbered by their first voxel.
                            parents[max(left, right)] = min(left, right)
                        }
                        if one.to < two.to { first += 1 } else { second += 1 }
                    }
                }
            }
        }
        var numbers = [Int](repeating: -1, count: runs.count)
        var sizes: [Int] = []
        var parts = [Int32](repeating: -1, count: mask.isInside.count)
        for row in 0..<height * depth {
            for run in starts[row]..<starts[row + 1] {
                let leader = root(run)
                if numbers[leader] < 0 {
                    numbers[leader] = sizes.count
                    sizes.append(0)
                }
                let number = numbers[leader]
                sizes[number] += runs[run].to - runs[run].from + 1
                for x in runs[run].from...runs[run].to {
                    parts[row * width + x] = Int32(number)
                }
            }
        }
        count = sizes.count
        self.parts = parts
        self.sizes = sizes
    }
}
