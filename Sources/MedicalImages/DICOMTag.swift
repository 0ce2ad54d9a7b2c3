/// The attributes of a DICOM file that a segmentation is read from.
enum DICOMTag: UInt32, CaseIterable {
    case transferSyntax = 0x0002_0010
    case sopClass = 0x0008_0016
    case sliceThickness = 0x0018_0050
    case spacingBetweenSlices = 0x0018_0088
    case imagePosition = 0x0020_0032
    case imageOrientation = 0x0020_0037
    case frameOfReference = 0x0020_0052
    case planePositionSequence = 0x0020_9113
    case planeOrientationSequence = 0x0020_9116
    case samplesPerPixel = 0x0028_0002
    case numberOfFrames = 0x0028_0008
    case rows = 0x0028_0010
    case columns = 0x0028_0011
    case pixelSpacing = 0x0028_0030
    case bitsAllocated = 0x0028_0100
    case pixelMeasuresSequence = 0x0028_9110
    case segmentationType = 0x0062_0001
    case segmentSequence = 0x0062_0002
    case segmentNumber = 0x0062_0004
    case segmentLabel = 0x0062_0005
    case segmentIdentificationSequence = 0x0062_000A
    case referencedSegmentNumber = 0x0062_000B
    case sharedGroups = 0x5200_9229
    case perFrameGroups = 0x5200_9230
    case pixelData = 0x7FE0_0010

    /// Name and number, as messages show them.
    var name: String {
        let digits = String(rawValue, radix: 16, uppercase: true)
        let padded = String(repeating: "0", count: 8 - digits.count) + digits
        return "\(title) (\(padded.prefix(4)),\(padded.suffix(4)))"
    }

    private var title: String {
        switch self {
        case .transferSyntax: "Transfer Syntax UID"
        case .sopClass: "SOP Class UID"
        case .sliceThickness: "Slice Thickness"
        case .spacingBetweenSlices: "Spacing Between Slices"
        case .imagePosition: "Image Position (Patient)"
        case .imageOrientation: "Image Orientation (Patient)"
        case .frameOfReference: "Frame of Reference UID"
        case .planePositionSequence: "Plane Position Sequence"
        case .planeOrientationSequence: "Plane Orientation Sequence"
        case .samplesPerPixel: "Samples per Pixel"
        case .numberOfFrames: "Number of Frames"
        case .rows: "Rows"
        case .columns: "Columns"
        case .pixelSpacing: "Pixel Spacing"
        case .bitsAllocated: "Bits Allocated"
        case .pixelMeasuresSequence: "Pixel Measures Sequence"
        case .segmentationType: "Segmentation Type"
        case .segmentSequence: "Segment Sequence"
        case .segmentNumber: "Segment Number"
        case .segmentLabel: "Segment Label"
        case .segmentIdentificationSequence: "Segment Identification Sequence"
        case .referencedSegmentNumber: "Referenced Segment Number"
        case .sharedGroups: "Shared Functional Groups Sequence"
        case .perFrameGroups: "Per-frame Functional Groups Sequence"
        case .pixelData: "Pixel Data"
        }
    }

    /// Whether the value is a sequence; implicit files do not say so themselves.
    var isSequence: Bool {
        switch self {
        case .planePositionSequence, .planeOrientationSequence, .pixelMeasuresSequence,
            .segmentSequence, .segmentIdentificationSequence, .sharedGroups, .perFrameGroups:
            true
        default: false
        }
    }
}
