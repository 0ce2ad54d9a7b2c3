/// Where the voxels of a volume lie.
public struct VoxelGrid: Sendable, Equatable {
    /// Voxels along the three axes.
    public var shape: [Int]
    /// From voxel indices (from 0) to millimetres to the right, to the front and upwards (RAS): three rows of
    /// four numbers, row by row.
    public var affine: [Double]

    /// Makes a grid.
    ///
    /// - Parameters:
    ///   - shape: three numbers of voxels, each at least 1.
    ///   - affine: twelve numbers whose 3 × 3 part has an inverse.
    public init(shape: [Int], affine: [Double]) {
        self.shape = shape
        self.affine = affine
    }

    /// Sides of a voxel in millimetres.
    public var spacing: [Double] {
        (0..<3).map { axis -> Double in
            var square = 0.0
            for row in 0..<3 { square += affine[4 * row + axis] * affine[4 * row + axis] }
            return square.squareRoot()
        }
    }

    /// Number of voxels; `nil` if there are more than a limit.
    public func voxelCount(upTo limit: Int) -> Int? {
        var count = 1
        for side in shape {
            let (product, overflows) = count.multipliedReportingOverflow(by: side)
            guard !overflows, product <= limit else { return nil }
            count = product
        }
        return count
    }

    /// Where a voxel lies, in millimetres.
    ///
    /// - Parameter index: three indices from 0, perhaps between voxels.
    /// - Returns: Three coordinates.
    public func place(of index: [Double]) -> [Double] {
        (0..<3).map { row -> Double in
            var place = affine[4 * row + 3]
            for axis in 0..<3 { place += affine[4 * row + axis] * index[axis] }
            return place
        }
    }

    /// How the voxels of another grid lie on this one: turned by quarter turns or mirrored, and shifted.
    public struct Placement: Sendable, Equatable {
        /// The axis of this grid along which each axis of the other runs.
        var axes: [Int]
        /// 1 or −1: whether it runs in the same direction.
        var signs: [Int]
        /// Where the first voxel of the other grid lies, in voxels of this one.
        var origin: [Int]

        /// Least and largest index on this grid, both included, of a volume of the other.
        func extent(of shape: [Int]) -> (least: [Int], most: [Int]) {
            var (least, most) = (origin, origin)
            for axis in 0..<3 {
                let length = signs[axis] * (shape[axis] - 1)
                least[axes[axis]] += min(0, length)
                most[axes[axis]] += max(0, length)
            }
            return (least, most)
        }
    }

    /// Finds how another grid lies on this one.
    ///
    /// - Parameters:
    ///   - other: the other grid.
    ///   - tolerance: how far a voxel may lie beside its place, in voxels.
    /// - Returns: The placement; `nil` if the voxels do not fall onto each other.
    public func placement(of other: VoxelGrid, tolerance: Double) -> Placement? {
        guard let map = mapping(from: other) else { return nil }
        var axes = [0, 0, 0]
        var signs = [0, 0, 0]
        for axis in 0..<3 {
            let column = (0..<3).map { map[4 * $0 + axis] }
            guard let row = (0..<3).max(by: { abs(column[$0]) < abs(column[$1]) }),
                abs(abs(column[row]) - 1) < 0.5
            else { return nil }
            axes[axis] = row
            signs[axis] = column[row] < 0 ? -1 : 1
        }
        guard Set(axes).count == 3 else { return nil }
        let origin = (0..<3).map { map[4 * $0 + 3].rounded() }
        guard origin.allSatisfy({ abs($0) < 1e9 }) else { return nil }
        let placement = Placement(axes: axes, signs: signs, origin: origin.map { Int($0) })
        for corner in 0..<8 {
            let index = (0..<3).map { axis in
                (corner >> axis) & 1 == 1 ? Double(other.shape[axis] - 1) : 0
            }
            var exact = origin
            for axis in 0..<3 { exact[axes[axis]] += Double(signs[axis]) * index[axis] }
            for row in 0..<3 {
                var place = map[4 * row + 3]
                for axis in 0..<3 { place += map[4 * row + axis] * index[axis] }
                guard abs(place - exact[row]) <= tolerance else { return nil }
            }
        }
        return placement
    }

    /// From indices of another grid to indices of this one: three rows of four numbers.
    private func mapping(from other: VoxelGrid) -> [Double]? {
        let determinant = determinant(affine)
        guard determinant != 0, determinant.isFinite else { return nil }
        let a = affine
        func cofactor(_ row: Int, _ column: Int) -> Double {
            let (r, s) = ((row + 1) % 3, (row + 2) % 3)
            let (c, d) = ((column + 1) % 3, (column + 2) % 3)
            return a[4 * r + c] * a[4 * s + d] - a[4 * r + d] * a[4 * s + c]
        }
        var map = [Double](repeating: 0, count: 12)
        for row in 0..<3 {
            for column in 0..<4 {
                for inner in 0..<3 {
                    let value =
                        other.affine[4 * inner + column]
                        - (column == 3 ? affine[4 * inner + 3] : 0)
                    map[4 * row + column] += cofactor(inner, row) / determinant * value
                }
            }
        }
        return map
    }

    /// The smallest grid that holds this one and another that lies on it.
    public func union(_ placement: Placement, shape other: [Int]) -> VoxelGrid {
        let extent = placement.extent(of: other)
        let least = extent.least.map { min(0, $0) }
        let most = (0..<3).map { max(shape[$0] - 1, extent.most[$0]) }
        var moved = affine
        for row in 0..<3 {
            for axis in 0..<3 { moved[4 * row + 3] += affine[4 * row + axis] * Double(least[axis]) }
        }
        return VoxelGrid(shape: (0..<3).map { most[$0] - least[$0] + 1 }, affine: moved)
    }
}

extension LabelVolume {
    /// Where the voxels lie.
    public var grid: VoxelGrid { VoxelGrid(shape: shape, affine: affine) }

    /// The volume on a grid that holds all its voxels; what is new is background.
    ///
    /// - Parameters:
    ///   - grid: the grid.
    ///   - placement: how this volume lies on it; all voxels must be inside.
    /// - Returns: The volume, of the shape of the grid.
    public func moved(onto grid: VoxelGrid, _ placement: VoxelGrid.Placement) -> LabelVolume {
        if grid.shape == shape, placement.axes == [0, 1, 2], placement.signs == [1, 1, 1] {
            return LabelVolume(shape: shape, affine: grid.affine, codes: codes, labels: labels)
        }
        let strides = [1, grid.shape[0], grid.shape[0] * grid.shape[1]]
        let steps = (0..<3).map { strides[placement.axes[$0]] * placement.signs[$0] }
        let start = (0..<3).reduce(0) { $0 + strides[$1] * placement.origin[$1] }
        var moved = [UInt8](repeating: 0, count: grid.shape.reduce(1, *))
        var place = 0
        for z in 0..<shape[2] {
            for y in 0..<shape[1] {
                var target = start + z * steps[2] + y * steps[1]
                for _ in 0..<shape[0] {
                    moved[target] = codes[place]
                    place += 1
                    target += steps[0]
                }
            }
        }
        return LabelVolume(shape: grid.shape, affine: grid.affine, codes: moved, labels: labels)
    }
}
