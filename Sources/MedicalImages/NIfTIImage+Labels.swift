/// A volume of labels, each voxel a code of one byte.
public struct LabelVolume: Sendable, Equatable {
    /// Voxels along the three axes, the first fastest.
    public var shape: [Int]
    /// From voxel indices to millimetres: three rows of four numbers.
    public var affine: [Double]
    /// A code for each voxel.
    public var codes: [UInt8]
    /// The label of each code, each once; that of code 0 is 0, the background.
    public var labels: [Int]

    /// Makes a volume.
    ///
    /// - Parameters:
    ///   - shape: voxels along the three axes, the first fastest.
    ///   - affine: from voxel indices to millimetres: three rows of four numbers.
    ///   - codes: as many codes as voxels, each a place in `labels`.
    ///   - labels: the label of each code; that of code 0 is 0.
    public init(shape: [Int], affine: [Double], codes: [UInt8], labels: [Int]) {
        self.shape = shape
        self.affine = affine
        self.codes = codes
        self.labels = labels
    }
}

extension NIfTIImage {
    /// The image as a map of labels.
    ///
    /// Whole numbers of any voxel type are taken, scaled as the header says; 0 is background.
    ///
    /// - Returns: Codes and their labels.
    /// - Throws: `.notAVolume`; `.labelNotWhole` for the first voxel that is no whole number;
    ///   `.tooManyLabels` beyond 255.
    public func labelVolume() throws(MedicalImageError) -> LabelVolume {
        var coder = try LabelCoder(header, isCertain: true)
        try coder.take(voxels[...])
        return coder.volume
    }
}
