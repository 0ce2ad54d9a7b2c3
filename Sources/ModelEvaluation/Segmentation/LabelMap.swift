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
}
