import Statistics

/// A volume in which every voxel carries a label; 0 is background.
public struct LabelMap: Sendable, Equatable {
    /// Voxels along the three axes, the first fastest.
    public let shape: [Int]
    /// Sides of a voxel along the three axes, in millimetres.
    public let spacing: [Double]
    /// A code for each voxel; code 0 is background.
    public let codes: [UInt8]
    /// The label of each code.
    public let labels: [Int]

    /// Creates a label map.
    ///
    /// - Parameters:
    ///   - shape: three numbers of voxels, each at least 1, the first axis fastest.
    ///   - spacing: three sides of a voxel in millimetres, each above 0.
    ///   - codes: as many codes as voxels.
    ///   - labels: the label of each code that occurs; by default the code itself.
    /// - Throws: `.shape`, `.spacing`, `.size`.
    public init(
        shape: [Int],
        spacing: [Double],
        codes: [UInt8],
        labels: [Int] = Array(0...255)
    ) throws(SegmentationError) {
        guard shape.count == 3, shape.allSatisfy({ $0 >= 1 }) else {
            throw .shape(shape)
        }
        guard spacing.count == 3, spacing.allSatisfy({ $0 > 0 && $0.isFinite }) else {
            throw .spacing(spacing)
        }
        guard codes.count == shape[0] * shape[1] * shape[2] else {
            throw .size(codes: codes.count, shape: shape)
        }
        self.shape = shape
        self.spacing = spacing
        self.codes = codes
        self.labels = labels
    }

    /// Volume of a voxel in cubic millimetres.
    public var voxelVolume: Double { spacing[0] * spacing[1] * spacing[2] }
}

/// Where the voxels of a label lie: least and largest index along each axis, both included.
struct VoxelBox: Sendable, Equatable {
    var least: [Int]
    var most: [Int]

    /// The sides of the box, in voxels.
    var shape: [Int] { (0..<3).map { most[$0] - least[$0] + 1 } }

    /// The smallest box that holds both.
    func union(_ other: VoxelBox) -> VoxelBox {
        VoxelBox(
            least: (0..<3).map { min(least[$0], other.least[$0]) },
            most: (0..<3).map { max(most[$0], other.most[$0]) }
        )
    }

    /// Grows the box so that it holds the voxels `from...to` of the row (y, z).
    mutating func take(from: Int, to: Int, y: Int, z: Int) {
        least[0] = min(least[0], from)
        most[0] = max(most[0], to)
        least[1] = min(least[1], y)
        most[1] = max(most[1], y)
        least[2] = min(least[2], z)
        most[2] = max(most[2], z)
    }
}

/// How often each code stands where in a label map.
struct LabelCensus: Sendable {
    /// Voxels of each code.
    var counts = [Int](repeating: 0, count: 256)
    /// Where the voxels of each code lie; `nil` for codes that do not occur, and for the background.
    var boxes = [VoxelBox?](repeating: nil, count: 256)

    /// Counts a map, on all processors.
    init(_ map: LabelMap) {
        let (width, height, depth) = (map.shape[0], map.shape[1], map.shape[2])
        let codes = map.codes
        // The chunks depend on the shape alone, so the sums are the same on any machine.
        let parts = Parallel.map(depth, inRangesOf: max(1, depth / 16)) { slices in
            var part = LabelCensus()
            codes.withUnsafeBufferPointer { codes in
                for z in slices {
                    for y in 0..<height {
                        part.count(codes, row: (z * height + y) * width, width: width, y: y, z: z)
                    }
                }
            }
            return part
        }
        for part in parts { merge(part) }
        counts[0] = codes.count - counts.dropFirst().reduce(0, +)
    }

    private init() {}

    /// Counts the runs of a row; eight background voxels are passed over at once.
    private mutating func count(
        _ codes: UnsafeBufferPointer<UInt8>,
        row: Int,
        width: Int,
        y: Int,
        z: Int
    ) {
        let bytes = UnsafeRawBufferPointer(codes)
        var x = 0
        while x < width {
            if x + 8 <= width, bytes.loadUnaligned(fromByteOffset: row + x, as: UInt64.self) == 0 {
                x += 8
                continue
            }
            let code = codes[row + x]
            let start = x
            repeat { x += 1 } while x < width && codes[row + x] == code
            if code == 0 { continue }
            counts[Int(code)] += x - start
            if boxes[Int(code)] == nil {
                boxes[Int(code)] = VoxelBox(least: [start, y, z], most: [x - 1, y, z])
            } else {
                boxes[Int(code)]?.take(from: start, to: x - 1, y: y, z: z)
            }
        }
    }

    private mutating func merge(_ other: LabelCensus) {
        for code in 1..<256 {
            counts[code] += other.counts[code]
            guard let box = other.boxes[code] else { continue }
            boxes[code] = boxes[code]?.union(box) ?? box
        }
    }
}
