/// Why a DICOM file cannot be read as a segmentation; offsets are bytes from the start of the file.
public enum DICOMError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The word DICM does not stand at byte 128.
    case notDICOM
    /// The file ends inside an element.
    case truncated(offset: Int, expected: Int)
    /// An element reaches beyond what it lies in, or is not built as it must be.
    case malformed(offset: Int, what: String)
    /// The transfer syntax is not read.
    case transferSyntax(uid: String, name: String?)
    /// The file is no segmentation that is read.
    case notASegmentation(uid: String)
    /// Something is not supported.
    case notSupported(String)
    /// An attribute is missing.
    case missing(String)
    /// An attribute holds what cannot be.
    case invalid(attribute: String, found: String, expected: String)
    /// The frames do not lie as a volume.
    case geometry(String)
    /// Two segments share a voxel; the place counts columns, rows and slices from 0.
    case segmentsOverlap(first: Int, second: Int, voxel: [Int])
    /// There is no such segment.
    case noSegment(Int)

    /// Says what is wrong, where, and what was expected.
    public var description: String {
        switch self {
        case .notDICOM: "not a DICOM file: DICM is expected at byte 128"
        case .truncated(let offset, let expected):
            "DICOM: the file ends at byte \(offset); \(expected) bytes are expected"
        case .malformed(let offset, let what): "DICOM, byte \(offset): \(what)"
        case .transferSyntax(let uid, let name):
            "not supported: transfer syntax \(uid)\(name.map { " (\($0))" } ?? ""); explicit "
                + "(1.2.840.10008.1.2.1) or implicit VR little endian (1.2.840.10008.1.2) is expected"
        case .notASegmentation(let uid):
            "not supported: DICOM of SOP class \(uid); a Segmentation "
                + "(1.2.840.10008.5.1.4.1.1.66.4) is expected"
        case .notSupported(let what): "not supported: \(what)"
        case .missing(let attribute): "DICOM: \(attribute) is missing"
        case .invalid(let attribute, let found, let expected):
            "DICOM: \(attribute) is \(found); \(expected) is expected"
        case .geometry(let what): "DICOM: \(what)"
        case .segmentsOverlap(let first, let second, let voxel):
            "segments \(first) and \(second) share the voxel "
                + voxel.map(String.init).joined(separator: " × ")
                + ": a label map holds one label a voxel; compare one segment at a time"
        case .noSegment(let number): "there is no segment \(number)"
        }
    }
}
