extension NIfTIImage {
    /// Makes an image of labels, one byte for each voxel.
    ///
    /// - Parameters:
    ///   - labels: 0 to 255 for each voxel, first axis fastest.
    ///   - shape: voxels along the three axes.
    ///   - affine: from voxel indices to millimetres: three rows of four numbers.
    /// - Throws: `.cannotWrite` if sizes do not fit.
    public init(
        labels: [UInt8],
        shape: [Int],
        affine: [Double]
    ) throws(MedicalImageError) {
        guard shape.count == 3, shape.allSatisfy({ (1...32_767).contains($0) }) else {
            throw .cannotWrite("NIfTI-1 takes three axes of 1 to 32767 voxels")
        }
        guard labels.count == shape.reduce(1, *) else {
            throw .cannotWrite("\(labels.count) voxels for the shape \(shape)")
        }
        guard affine.count == 12, affine.allSatisfy(\.isFinite), determinant(affine) != 0 else {
            throw .cannotWrite("an affine is twelve finite numbers with an inverse")
        }
        header = NIfTIHeader(labelsOf: shape, affine: affine)
        voxels = labels
    }

    /// The bytes of a single NIfTI-1 file (`.nii`) in the byte order of the header; place by `sform`.
    ///
    /// - Returns: Header, four bytes that announce no extension, voxels.
    /// - Throws: `.cannotWrite` if NIfTI-1 has no room for the shape, or voxels do not fit it.
    public func nii() throws(MedicalImageError) -> [UInt8] {
        guard header.shape.count <= 7, header.shape.allSatisfy({ (1...32_767).contains($0) }) else {
            throw .cannotWrite("NIfTI-1 takes at most 7 axes of 1 to 32767 voxels")
        }
        guard voxels.count == header.voxelCount * header.type.size else {
            throw .cannotWrite("\(voxels.count) bytes for the shape \(header.shape)")
        }
        var builder = ByteBuilder(size: 352, isBigEndian: header.isBigEndian)
        builder.put(Int32(348), at: 0)
        builder.put(Int16(header.shape.count), at: 40)
        for axis in 0..<7 {
            let length = axis < header.shape.count ? header.shape[axis] : 1
            builder.put(Int16(length), at: 42 + 2 * axis)
        }
        builder.put(Int16(header.type.rawValue), at: 70)
        builder.put(Int16(header.type.size * 8), at: 72)
        builder.put(Float(1), at: 76)
        for axis in 0..<3 {
            let column = (0..<3).map { header.affine[4 * $0 + axis] }
            let side = column.reduce(0) { $0 + $1 * $1 }.squareRoot()
            builder.put(Float(side), at: 80 + 4 * axis)
        }
        for axis in 3..<7 { builder.put(Float(1), at: 80 + 4 * axis) }
        builder.put(Float(352), at: 108)
        builder.put(Float(header.scaling?.slope ?? 1), at: 112)
        builder.put(Float(header.scaling?.intercept ?? 0), at: 116)
        // Millimetres.
        builder.put(UInt8(2), at: 123)
        builder.put(Int16(0), at: 252)
        // Scanner coordinates.
        builder.put(Int16(1), at: 254)
        for (index, value) in header.affine.enumerated() {
            builder.put(Float(value), at: 280 + 4 * index)
        }
        for (index, byte) in Array("n+1\0".utf8).enumerated() { builder.put(byte, at: 344 + index) }
        return builder.bytes + voxels
    }
}

extension NIfTIHeader {
    /// The header of a label map of this program.
    init(labelsOf shape: [Int], affine: [Double]) {
        version = 1
        isBigEndian = false
        self.shape = shape
        type = .uint8
        voxelOffset = 352
        scaling = nil
        self.affine = affine
        affineSource = .sform
        isPair = false
    }
}
