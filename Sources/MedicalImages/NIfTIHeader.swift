/// What kind of number a voxel is; raw values are the codes of the NIfTI header.
public enum VoxelType: Int, CaseIterable, Sendable, Codable {
    /// Unsigned, 8 bits.
    case uint8 = 2
    /// Signed, 16 bits.
    case int16 = 4
    /// Signed, 32 bits.
    case int32 = 8
    /// Single precision.
    case float32 = 16
    /// Double precision.
    case float64 = 64
    /// Signed, 8 bits.
    case int8 = 256
    /// Unsigned, 16 bits.
    case uint16 = 512
    /// Unsigned, 32 bits.
    case uint32 = 768
    /// Signed, 64 bits.
    case int64 = 1024
    /// Unsigned, 64 bits.
    case uint64 = 1280

    /// Bytes of a voxel.
    public var size: Int {
        switch self {
        case .uint8, .int8: 1
        case .int16, .uint16: 2
        case .int32, .uint32, .float32: 4
        case .int64, .uint64, .float64: 8
        }
    }

    /// The name of a code that is not read.
    static func name(ofCode code: Int) -> String {
        let names = [
            0: "unknown", 1: "bit", 32: "complex64", 128: "RGB24", 255: "all", 1536: "float128",
            1792: "complex128", 2048: "complex256", 2304: "RGBA32",
        ]
        return names[code] ?? "unknown"
    }
}

/// Where the place of the voxels in space was taken from.
public enum AffineSource: String, Sendable, Codable {
    /// The affine rows of the header (`srow`), which go before all else.
    case sform
    /// The quaternion, spacing and `qfac`.
    case qform
    /// Only the spacing: neither form is set.
    case spacing
}

/// The part of a NIfTI-1 or NIfTI-2 header that tells what the voxels are and where they lie.
///
/// - Reference: Cox and others (2004), NIfTI-1 data format; https://nifti.nimh.nih.gov/nifti-1
public struct NIfTIHeader: Sendable, Equatable {
    /// 1 or 2.
    public var version: Int
    /// Whether numbers stand with their high byte first.
    public var isBigEndian: Bool
    /// Voxels along each axis: one to seven numbers, the first axis fastest.
    public var shape: [Int]
    /// What kind of number a voxel is.
    public var type: VoxelType
    /// First byte of the voxels.
    public var voxelOffset: Int
    /// Scale and shift from stored to meant numbers; `nil` if stored numbers are meant.
    public var scaling: Scaling?
    /// From voxel indices (from 0) to millimetres: three rows of four numbers, row by row.
    public var affine: [Double]
    /// Where the affine was taken from.
    public var affineSource: AffineSource
    /// Whether the voxels are in a file of their own.
    public var isPair: Bool

    /// A linear function of the stored number.
    public struct Scaling: Sendable, Equatable {
        /// Factor, not 0.
        public var slope: Double
        /// Summand.
        public var intercept: Double

        /// Makes a scaling.
        public init(slope: Double, intercept: Double) {
            self.slope = slope
            self.intercept = intercept
        }
    }

    /// Number of voxels.
    public var voxelCount: Int { shape.reduce(1, *) }

    /// Bytes of a header with the four bytes that announce extensions.
    static func size(version: Int) -> Int { version == 1 ? 352 : 544 }

    /// Reads a header.
    ///
    /// - Parameter bytes: at least the first 348 (NIfTI-1) or 540 (NIfTI-2) bytes of the file.
    /// - Throws: What is wrong and at which byte.
    public init(parsing bytes: [UInt8]) throws(MedicalImageError) {
        let (version, isBigEndian) = try Self.kind(of: bytes)
        let size = version == 1 ? 348 : 540
        guard bytes.count >= size else { throw .truncated(offset: bytes.count, expected: size) }
        let fields = ByteFields(bytes: bytes, isBigEndian: isBigEndian)
        let layout = Layout(fields: fields, version: version)
        self.version = version
        self.isBigEndian = isBigEndian
        isPair = try Self.isPair(bytes, version: version)
        shape = try Self.shape(layout.dimensions, offset: version == 1 ? 40 : 16)
        guard let type = VoxelType(rawValue: layout.typeCode) else {
            throw .unsupportedType(
                code: layout.typeCode,
                name: VoxelType.name(ofCode: layout.typeCode)
            )
        }
        guard layout.bitsPerVoxel == type.size * 8 else {
            throw .wrongBitsPerVoxel(
                offset: version == 1 ? 72 : 14,
                found: layout.bitsPerVoxel,
                expected: type.size * 8
            )
        }
        self.type = type
        voxelOffset = try Self.voxelOffset(layout.voxelOffset, isPair: isPair, version: version)
        scaling = try Self.scaling(slope: layout.slope, intercept: layout.intercept)
        (affine, affineSource) = try layout.affine()
    }

    private static func kind(
        of bytes: [UInt8]
    ) throws(MedicalImageError) -> (version: Int, isBigEndian: Bool) {
        if bytes.count >= 132, bytes[128..<132].elementsEqual("DICM".utf8) {
            throw .isDICOM
        }
        guard bytes.count >= 4 else { throw .truncated(offset: bytes.count, expected: 348) }
        for isBigEndian in [false, true] {
            let size = ByteFields(bytes: bytes, isBigEndian: isBigEndian).int32(0)
            if size == 348 { return (1, isBigEndian) }
            if size == 540 { return (2, isBigEndian) }
        }
        throw .notNIfTI(found: Array(bytes.prefix(8)))
    }

    private static func isPair(
        _ bytes: [UInt8],
        version: Int
    ) throws(MedicalImageError) -> Bool {
        let offset = version == 1 ? 344 : 4
        let magic = Array(bytes[offset..<(offset + 4)])
        let number = UInt8(ascii: "0") + UInt8(version)
        if magic == [UInt8(ascii: "n"), UInt8(ascii: "+"), number, 0] { return false }
        if magic == [UInt8(ascii: "n"), UInt8(ascii: "i"), number, 0] { return true }
        throw .wrongMagic(offset: offset, found: magic)
    }

    /// The axes without trailing ones beyond the third; fewer than three are filled with ones.
    private static func shape(_ found: [Int], offset: Int) throws(MedicalImageError) -> [Int] {
        let count = found[0]
        guard (1...7).contains(count), found[1...count].allSatisfy({ $0 >= 1 }) else {
            throw .invalidDimensions(offset: offset, found: found)
        }
        var shape = Array(found[1...count])
        while shape.count > 3, shape.last == 1 { shape.removeLast() }
        while shape.count < 3 { shape.append(1) }
        return shape
    }

    private static func voxelOffset(
        _ found: Double,
        isPair: Bool,
        version: Int
    ) throws(MedicalImageError) -> Int {
        let least = isPair ? 0 : size(version: version)
        // Some writers leave 0 for the only place the voxels can have.
        if found == 0 { return least }
        guard found >= Double(least), found < 1e15, found == found.rounded() else {
            throw .invalidVoxelOffset(found: found, least: least)
        }
        return Int(found)
    }

    private static func scaling(
        slope: Double,
        intercept: Double
    ) throws(MedicalImageError) -> Scaling? {
        guard slope != 0, slope.isFinite else { return nil }
        guard intercept.isFinite else {
            throw .invalidGeometry("scl_slope is \(slope) but scl_inter is \(intercept)")
        }
        return slope == 1 && intercept == 0 ? nil : Scaling(slope: slope, intercept: intercept)
    }
}
