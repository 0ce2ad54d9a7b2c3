import Statistics

/// The voxels of one label within a box.
struct VoxelMask: Sendable, Equatable {
    /// Sides of the box, in voxels.
    let shape: [Int]
    /// Sides of a voxel, in millimetres.
    let spacing: [Double]
    /// Whether each voxel belongs to the label, the first axis fastest.
    var isInside: [Bool]

    /// Creates a mask from its voxels.
    init(shape: [Int], spacing: [Double], isInside: [Bool]) {
        self.shape = shape
        self.spacing = spacing
        self.isInside = isInside
    }

    /// Cuts a label out of a map.
    init(_ map: LabelMap, code: UInt8?, in box: VoxelBox) {
        shape = box.shape
        spacing = map.spacing
        isInside = []
        isInside.reserveCapacity(shape[0] * shape[1] * shape[2])
        for z in box.least[2]...box.most[2] {
            for y in box.least[1]...box.most[1] {
                let row = (z * map.shape[1] + y) * map.shape[0]
                for x in box.least[0]...box.most[0] {
                    isInside.append(map.codes[row + x] == code)
                }
            }
        }
    }

    /// Places of the voxels with a neighbour outside the mask, across one of their six faces.
    ///
    /// What lies beyond the box is outside: the box holds all voxels of the label, or ends where the
    /// image ends.
    var surface: [Int] {
        let (width, height, depth) = (shape[0], shape[1], shape[2])
        let plane = width * height
        var places: [Int] = []
        isInside.withUnsafeBufferPointer { inside in
            var place = 0
            for z in 0..<depth {
                for y in 0..<height {
                    let isEdge = y == 0 || y == height - 1 || z == 0 || z == depth - 1
                    for x in 0..<width {
                        defer { place += 1 }
                        guard inside[place] else { continue }
                        if isEdge || x == 0 || x == width - 1 || !inside[place - 1]
                            || !inside[place + 1] || !inside[place - width]
                            || !inside[place + width] || !inside[place - plane]
                            || !inside[place + plane]
                        {
                            places.append(place)
                        }
                    }
                }
            }
        }
        return places
    }
}

/// Distances from every voxel of a box to the nearest of some voxels, exactly.
///
/// Squared distances along the first axis are found by two sweeps; along the other two by the lower
/// envelope of parabolas. Time is proportional to the voxels.
///
/// - Reference: Felzenszwalb & Huttenlocher (2012), doi:10.4086/toc.2012.v008a019.
struct DistanceTransform {
    /// Squared distance of each voxel in square millimetres; infinite if there is none to measure to.
    private(set) var squared: [Double]

    /// Measures the distances.
    ///
    /// - Parameters:
    ///   - places: the voxels to measure to.
    ///   - shape: sides of the box in voxels.
    ///   - spacing: sides of a voxel in millimetres.
    init(to places: [Int], shape: [Int], spacing: [Double]) {
        let (width, height, depth) = (shape[0], shape[1], shape[2])
        squared = [Double](repeating: .infinity, count: width * height * depth)
        for place in places { squared[place] = 0 }
        squared.withUnsafeMutableBufferPointer { values in
            for row in 0..<height * depth {
                Self.sweep(values, start: row * width, count: width, side: spacing[0])
            }
            var line = ParabolaLine(longest: max(height, depth))
            for z in 0..<depth {
                for x in 0..<width {
                    line.transform(
                        values,
                        start: z * width * height + x,
                        stride: width,
                        count: height,
                        side: spacing[1]
                    )
                }
            }
            for start in 0..<width * height {
                line.transform(
                    values,
                    start: start,
                    stride: width * height,
                    count: depth,
                    side: spacing[2]
                )
            }
        }
    }

    private static func sweep(
        _ values: UnsafeMutableBufferPointer<Double>,
        start: Int,
        count: Int,
        side: Double
    ) {
        var steps = -1
        for index in start..<start + count {
            if values[index] == 0 {
                steps = 0
            } else if steps >= 0 {
                steps += 1
                let distance = Double(steps) * side
                values[index] = distance * distance
            }
        }
        steps = -1
        for index in stride(from: start + count - 1, through: start, by: -1) {
            if values[index] == 0 {
                steps = 0
            } else if steps >= 0 {
                steps += 1
                let distance = Double(steps) * side
                values[index] = min(values[index], distance * distance)
            }
        }
    }
}

/// Room for the lower envelope of the parabolas of one line.
private struct ParabolaLine {
    private var heights: [Double]
    private var feet: [Int]
    private var bounds: [Double]

    init(longest: Int) {
        heights = [Double](repeating: 0, count: longest)
        feet = [Int](repeating: 0, count: longest)
        bounds = [Double](repeating: 0, count: longest + 1)
    }

    mutating func transform(
        _ values: UnsafeMutableBufferPointer<Double>,
        start: Int,
        stride: Int,
        count: Int,
        side: Double
    ) {
        let unit = side * side
        var last = -1
        for index in 0..<count {
            let height = values[start + index * stride]
            heights[index] = height
            guard height.isFinite else { continue }
            var bound = -Double.infinity
            while last >= 0 {
                let foot = feet[last]
                let rise = height - heights[foot]
                bound =
                    (rise / unit + Double(index * index - foot * foot)) / Double(2 * (index - foot))
                if bound > bounds[last] { break }
                last -= 1
            }
            if last < 0 { bound = -.infinity }
            last += 1
            feet[last] = index
            bounds[last] = bound
        }
        guard last >= 0 else { return }
        var piece = 0
        for index in 0..<count {
            while piece < last, bounds[piece + 1] <= Double(index) { piece += 1 }
            let steps = Double(index - feet[piece])
            values[start + index * stride] = heights[feet[piece]] + unit * steps * steps
        }
    }
}
