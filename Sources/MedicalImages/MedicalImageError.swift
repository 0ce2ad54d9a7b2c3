/// Why an image cannot be read or written; offsets are bytes from the start of the (unpacked) file.
public enum MedicalImageError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The bytes are no NIfTI file; the first of them are shown.
    case notNIfTI(found: [UInt8])
    /// The bytes are a DICOM file, not NIfTI.
    case isDICOM
    /// The magic word at its place is not one of NIfTI.
    case wrongMagic(offset: Int, found: [UInt8])
    /// The header says that the voxels are in a file of their own, which was not given.
    case separateVoxelFile
    /// The file ends before its header or its voxels do.
    case truncated(offset: Int, expected: Int)
    /// The packed bytes are damaged or end too early.
    case gzipDamaged(packedOffset: Int, unpackedOffset: Int, reason: String)
    /// There are bytes after the last voxel.
    case trailingBytes(offset: Int, count: Int)
    /// The header claims more voxels than the file can hold.
    case claimsTooMuch(claimed: String, available: Int)
    /// A dimension is not positive, or there are too many or too few of them.
    case invalidDimensions(offset: Int, found: [Int])
    /// The type of the voxels is not read.
    case unsupportedType(code: Int, name: String)
    /// The bits per voxel do not belong to the type.
    case wrongBitsPerVoxel(offset: Int, found: Int, expected: Int)
    /// The voxels begin inside the header.
    case invalidVoxelOffset(found: Double, least: Int)
    /// The place of the voxels in space cannot be told from the header.
    case invalidGeometry(String)
    /// A label map has three dimensions.
    case notAVolume(shape: [Int])
    /// A voxel of a label map is no whole number; the place counts from 0.
    case labelNotWhole(voxel: [Int], value: String)
    /// A label map has more labels than can be told apart.
    case tooManyLabels(limit: Int)
    /// What is to be written does not fit together.
    case cannotWrite(String)

    /// Says what is wrong, where, and what was expected.
    public var description: String {
        switch self {
        case .notNIfTI(let found):
            "not a NIfTI file: it begins with \(hexadecimal(found)); "
                + "a header of 348 (NIfTI-1) or 540 bytes (NIfTI-2), or gzip of one, is expected"
        case .isDICOM:
            "a DICOM file (DICM at byte 128), not NIfTI"
        case .wrongMagic(let offset, let found):
            "byte \(offset): magic word \(hexadecimal(found)); n+1, ni1, n+2 or ni2 is expected"
        case .separateVoxelFile:
            "the header (magic ni1 or ni2) keeps its voxels in a separate .img file; "
                + "give both, or one .nii file"
        case .truncated(let offset, let expected):
            "the file ends at byte \(offset); \(expected) bytes are expected"
        case .gzipDamaged(let packedOffset, let unpackedOffset, let reason):
            "gzip: \(reason) at packed byte \(packedOffset), after \(unpackedOffset) unpacked bytes"
        case .trailingBytes(let offset, let count):
            "the voxels end at byte \(offset), but \(count) or more bytes follow"
        case .claimsTooMuch(let claimed, let available):
            "the header claims \(claimed) of voxels; the file can hold at most \(available) bytes"
        case .invalidDimensions(let offset, let found):
            "byte \(offset): dimensions \(list(found)); one to seven numbers, each at least 1, "
                + "are expected"
        case .unsupportedType(let code, let name):
            "not supported: voxels of type \(name) (code \(code)); one whole or real number "
                + "for each voxel is expected"
        case .wrongBitsPerVoxel(let offset, let found, let expected):
            "byte \(offset): \(found) bits for each voxel; the type has \(expected)"
        case .invalidVoxelOffset(let found, let least):
            "the header puts the voxels at byte \(found); \(least) or more is expected"
        case .invalidGeometry(let what):
            what
        case .notAVolume(let shape):
            "shape \(list(shape)): a label map has three dimensions"
        case .labelNotWhole(let voxel, let value):
            "voxel \(list(voxel)) is \(value); a label map holds whole numbers "
                + "(threshold probabilities first)"
        case .tooManyLabels(let limit):
            "not supported: more than \(limit) different labels in one map"
        case .cannotWrite(let reason):
            "cannot be written: \(reason)"
        }
    }
}

private func hexadecimal(_ bytes: [UInt8]) -> String {
    guard !bytes.isEmpty else { return "nothing" }
    return bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
}

private func list(_ numbers: [Int]) -> String {
    numbers.map(String.init).joined(separator: " × ")
}
