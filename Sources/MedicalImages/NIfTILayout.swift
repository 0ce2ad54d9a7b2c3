/// The fields of a header as they stand, at the places of either version.
struct Layout {
    let dimensions: [Int]
    let typeCode: Int
    let bitsPerVoxel: Int
    let voxelOffset: Double
    let slope: Double
    let intercept: Double
    let spacing: [Double]
    let unitCode: Int
    let qformCode: Int
    let sformCode: Int
    let quaternion: [Double]
    let offset: [Double]
    let rows: [Double]

    init(fields: ByteFields, version: Int) {
        if version == 1 {
            dimensions = (0..<8).map { fields.int16(40 + 2 * $0) }
            typeCode = fields.int16(70)
            bitsPerVoxel = fields.int16(72)
            spacing = (0..<4).map { fields.float32(76 + 4 * $0) }
            voxelOffset = fields.float32(108)
            slope = fields.float32(112)
            intercept = fields.float32(116)
            unitCode = Int(fields.bytes[123])
            qformCode = fields.int16(252)
            sformCode = fields.int16(254)
            quaternion = (0..<3).map { fields.float32(256 + 4 * $0) }
            offset = (0..<3).map { fields.float32(268 + 4 * $0) }
            rows = (0..<12).map { fields.float32(280 + 4 * $0) }
        } else {
            dimensions = (0..<8).map { Int(fields.int64(16 + 8 * $0)) }
            typeCode = fields.int16(12)
            bitsPerVoxel = fields.int16(14)
            spacing = (0..<4).map { fields.float64(104 + 8 * $0) }
            voxelOffset = Double(fields.int64(168))
            slope = fields.float64(176)
            intercept = fields.float64(184)
            unitCode = fields.int32(500)
            qformCode = fields.int32(344)
            sformCode = fields.int32(348)
            quaternion = (0..<3).map { fields.float64(352 + 8 * $0) }
            offset = (0..<3).map { fields.float64(376 + 8 * $0) }
            rows = (0..<12).map { fields.float64(400 + 8 * $0) }
        }
    }

    /// Millimetres in a unit of length of the header; an unknown unit is taken for millimetres.
    private var millimetres: Double {
        switch unitCode & 7 {
        case 1: 1000
        case 3: 0.001
        default: 1
        }
    }

    /// The affine in millimetres: `sform` before `qform` before the spacing alone.
    ///
    /// - Throws: `.invalidGeometry` if numbers are not finite or the matrix has no inverse.
    func affine() throws(MedicalImageError) -> (affine: [Double], source: AffineSource) {
        let source: AffineSource =
            sformCode > 0 ? .sform : qformCode > 0 ? .qform : .spacing
        let matrix: [Double] =
            switch source {
            case .sform: rows
            case .qform: try fromQuaternion()
            case .spacing: [side(1), 0, 0, 0, 0, side(2), 0, 0, 0, 0, side(3), 0]
            }
        let scaled = matrix.map { $0 * millimetres }
        guard scaled.allSatisfy(\.isFinite) else {
            throw .invalidGeometry("the \(source.rawValue) of the header has numbers not finite")
        }
        guard abs(determinant(scaled)) > 0 else {
            throw .invalidGeometry(
                "the \(source.rawValue) of the header has no inverse: voxels without a volume"
            )
        }
        return (scaled, source)
    }

    /// Side of a voxel; writers leave 0 for axes that do not exist.
    private func side(_ axis: Int) -> Double {
        let size = abs(spacing[axis])
        return size == 0 && dimensions[0] < axis ? 1 : size
    }

    /// R · diag(dx, dy, qfac · dz) with the rotation R of the unit quaternion (a, b, c, d), a ≥ 0.
    private func fromQuaternion() throws(MedicalImageError) -> [Double] {
        var (b, c, d) = (quaternion[0], quaternion[1], quaternion[2])
        let square = b * b + c * c + d * d
        guard square < 1.001 else {
            throw .invalidGeometry("the quaternion of the qform has length \(square.squareRoot())")
        }
        var a = 0.0
        if square < 1 - 1e-7 {
            a = (1 - square).squareRoot()
        } else {
            // A turn by 180°: rounding may make the three a little too long.
            let length = square.squareRoot()
            (b, c, d) = (b / length, c / length, d / length)
        }
        let (x, y) = (side(1), side(2))
        let z = side(3) * (spacing[0] < 0 ? -1 : 1)
        return [
            (a * a + b * b - c * c - d * d) * x, 2 * (b * c - a * d) * y,
            2 * (b * d + a * c) * z, offset[0],
            2 * (b * c + a * d) * x, (a * a + c * c - b * b - d * d) * y,
            2 * (c * d - a * b) * z, offset[1],
            2 * (b * d - a * c) * x, 2 * (c * d + a * b) * y,
            (a * a + d * d - b * b - c * c) * z, offset[2],
        ]
    }
}

/// Determinant of the 3 × 3 part of an affine of three rows of four.
func determinant(_ affine: [Double]) -> Double {
    affine[0] * (affine[5] * affine[10] - affine[6] * affine[9])
        - affine[1] * (affine[4] * affine[10] - affine[6] * affine[8])
        + affine[2] * (affine[4] * affine[9] - affine[5] * affine[8])
}
