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
            var lines = ParabolaLines(longest: max(height, depth))
            for z in 0..<depth {
                let start = z * width * height
                for x in stride(from: 0, to: width, by: ParabolaLines.width) {
                    lines.transform(
                        values,
                        start: start + x,
                        lines: min(ParabolaLines.width, width - x),
                        stride: width,
                        count: height,
                        side: spacing[1]
                    )
                }
            }
            let plane = width * height
            for start in stride(from: 0, to: plane, by: ParabolaLines.width) {
                lines.transform(
                    values,
                    start: start,
                    lines: min(ParabolaLines.width, plane - start),
                    stride: plane,
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

/// Lower envelopes of the parabolas of neighbouring lines.
///
/// Neighbouring lines are copied out together, so that every piece of memory that is fetched is used
/// whole.
private struct ParabolaLines {
    /// Lines that are taken together.
    static let width = 16

    private var values: [Double]
    private var heights: [Double]
    private var feet: [Int]
    private var bounds: [Double]
    private let longest: Int

    init(longest: Int) {
        self.longest = longest
        values = [Double](repeating: 0, count: longest * Self.width)
        heights = [Double](repeating: 0, count: longest)
        feet = [Int](repeating: 0, count: longest)
        bounds = [Double](repeating: 0, count: longest + 1)
    }

    mutating func transform(
        _ volume: UnsafeMutableBufferPointer<Double>,
        start: Int,
        lines: Int,
        stride: Int,
        count: Int,
        side: Double
    ) {
        var isFinite = false
        for index in 0..<count {
            let row = start + index * stride
            for line in 0..<lines {
                let value = volume[row + line]
                values[line * longest + index] = value
                if value < .infinity { isFinite = true }
            }
        }
        // Nothing to measure to: all stays as it is.
        guard isFinite else { return }
        for line in 0..<lines { transform(from: line * longest, count: count, side: side) }
        for index in 0..<count {
            let row = start + index * stride
            for line in 0..<lines { volume[row + line] = values[line * longest + index] }
        }
    }

    private mutating func transform(from start: Int, count: Int, side: Double) {
        let unit = side * side
        var last = -1
        for index in 0..<count {
            let height = values[start + index]
            heights[index] = height
            guard height < .infinity else { continue }
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
            values[start + index] = heights[feet[piece]] + unit * steps * steps
        }
    }
}
