/// A DICOM Segmentation of type BINARY: a bit for each voxel of a frame, a frame for each segment and slice.
///
/// Slices without a voxel of a segment may be left out.
///
/// - Reference: DICOM PS3.3, section A.51 (Segmentation IOD) and C.8.20; PS3.5, section 8.1.1 (bits).
public struct DICOMSegmentation: Sendable {
    /// What a segment stands for.
    public struct Segment: Sendable, Equatable {
        /// Its number, which is its label.
        public var number: Int
        /// What it is called.
        public var name: String
    }

    /// A frame: the voxels of a segment in a slice.
    struct Frame: Sendable, Equatable {
        var segment: Int
        var slice: Int
    }

    /// The segments, by number.
    public let segments: [Segment]
    /// Where the voxels lie: columns, rows, slices; from the first to the last slice that has a frame.
    public let grid: VoxelGrid
    /// The identifier of the coordinate system; `nil` if the file has none.
    public let frameOfReference: String?

    private let frames: [Frame]
    private let bytes: [UInt8]
    private let pixels: Range<Int>

    /// The most voxels a volume may have, so that a small file cannot claim a large one's memory.
    static let largestVolume = 1 << 30

    /// Whether bytes begin like a DICOM file.
    public static func recognises(_ bytes: [UInt8]) -> Bool {
        bytes.count >= 132 && bytes[128..<132].elementsEqual("DICM".utf8)
    }

    /// Reads a file.
    ///
    /// - Parameter bytes: content of the file.
    /// - Throws: What is wrong and where.
    public init(parsing bytes: [UInt8]) throws(DICOMError) {
        guard Self.recognises(bytes) else { throw .notDICOM }
        var parser = DICOMParser(bytes, from: 132)
        let meta = DICOMValues(try parser.metaInformation(), bytes)
        let isExplicit = try Self.isExplicit(meta.text(.transferSyntax))
        let root = DICOMValues(try parser.dataSet(isExplicit: isExplicit), bytes)
        try Self.checkKind(root)
        segments = try Self.segments(root)
        let shape = [try root.whole(.columns, 1...65_535), try root.whole(.rows, 1...65_535)]
        let count = try root.whole(.numberOfFrames, 1...Int(Int32.max))
        guard let pixels = root.set.range(.pixelData) else {
            throw .missing(DICOMTag.pixelData.name)
        }
        // Rows, columns and frames are below 2³², so no product passes 64 bits.
        let (bits, isTooLarge) = (shape[0] * shape[1]).multipliedReportingOverflow(by: count)
        guard !isTooLarge, (bits - 1) / 8 < pixels.count else {
            throw .invalid(
                attribute: DICOMTag.pixelData.name,
                found: "\(pixels.count) bytes",
                expected: "a bit for each of \(shape[0]) × \(shape[1]) × \(count) voxels"
            )
        }
        let stack = try DICOMStack(root, columns: shape[0], rows: shape[1], frames: count)
        let known = Set(segments.map(\.number))
        for (index, frame) in stack.frames.enumerated() where !known.contains(frame.segment) {
            throw .invalid(
                attribute: DICOMTag.referencedSegmentNumber.name,
                found: "\(frame.segment) in frame \(index + 1)",
                expected: "one of the segments of the file"
            )
        }
        grid = stack.grid
        frames = stack.frames
        frameOfReference = root.text(.frameOfReference)
        self.bytes = bytes
        self.pixels = pixels
    }

    /// The segments as a map of labels.
    ///
    /// - Parameter segment: the only segment to take; `nil` takes all.
    /// - Returns: Codes and their labels, which are the numbers of the segments.
    /// - Throws: `.segmentsOverlap` if two of them share a voxel; `.noSegment`; `.notSupported` beyond 255.
    public func volume(of segment: Int? = nil) throws(DICOMError) -> LabelVolume {
        let numbers = segment.map { [$0] } ?? segments.map(\.number)
        if let segment, !segments.contains(where: { $0.number == segment }) {
            throw .noSegment(segment)
        }
        guard numbers.count <= 255 else {
            throw .notSupported("more than 255 segments in one map")
        }
        let codeOf = Dictionary(
            uniqueKeysWithValues: numbers.enumerated().map { ($1, UInt8($0 + 1)) }
        )
        let plane = grid.shape[0] * grid.shape[1]
        var codes = [UInt8](repeating: 0, count: plane * grid.shape[2])
        for (index, frame) in frames.enumerated() {
            guard let code = codeOf[frame.segment] else { continue }
            let start = frame.slice * plane
            if let (place, other) = take(index, code: code, into: &codes, from: start, plane) {
                let here = place - start
                throw .segmentsOverlap(
                    first: numbers[Int(other) - 1],
                    second: frame.segment,
                    voxel: [here % grid.shape[0], here / grid.shape[0], frame.slice]
                )
            }
        }
        return LabelVolume(
            shape: grid.shape,
            affine: grid.affine,
            codes: codes,
            labels: [0] + numbers
        )
    }

    /// Sets the voxels of a frame; frames follow each other bit by bit, the lowest bit of a byte first.
    ///
    /// - Returns: The first voxel that has another code already, and that code.
    private func take(
        _ frame: Int,
        code: UInt8,
        into codes: inout [UInt8],
        from start: Int,
        _ plane: Int
    ) -> (place: Int, other: UInt8)? {
        let first = frame * plane
        for byte in first / 8...(first + plane - 1) / 8 {
            var bits = bytes[pixels.lowerBound + byte]
            while bits != 0 {
                let bit = byte * 8 + bits.trailingZeroBitCount - first
                bits &= bits - 1
                guard (0..<plane).contains(bit) else { continue }
                let other = codes[start + bit]
                guard other == 0 || other == code else { return (start + bit, other) }
                codes[start + bit] = code
            }
        }
        return nil
    }
}

extension DICOMSegmentation {
    private static func isExplicit(_ uid: String?) throws(DICOMError) -> Bool {
        switch uid {
        case "1.2.840.10008.1.2.1": return true
        case "1.2.840.10008.1.2": return false
        case nil: throw .missing(DICOMTag.transferSyntax.name)
        case let uid?: throw .transferSyntax(uid: uid, name: name(ofTransferSyntax: uid))
        }
    }

    private static func name(ofTransferSyntax uid: String) -> String? {
        let names = [
            "1.2.840.10008.1.2.1.98": "encapsulated uncompressed",
            "1.2.840.10008.1.2.1.99": "deflated", "1.2.840.10008.1.2.2": "big endian",
            "1.2.840.10008.1.2.5": "RLE",
        ]
        if let name = names[uid] { return name }
        for (prefix, name) in [
            ("1.2.840.10008.1.2.4.20", "JPEG 2000"), ("1.2.840.10008.1.2.4.9", "JPEG 2000"),
            ("1.2.840.10008.1.2.4.8", "JPEG-LS"), ("1.2.840.10008.1.2.4.1", "MPEG or JPEG XL"),
            ("1.2.840.10008.1.2.4", "JPEG"), ("1.2.840.10008.1.2.8", "deflated frames"),
        ] where uid.hasPrefix(prefix) { return name }
        return nil
    }

    private static func checkKind(_ root: DICOMValues) throws(DICOMError) {
        guard let kind = root.text(.sopClass) else { throw .missing(DICOMTag.sopClass.name) }
        guard kind == "1.2.840.10008.5.1.4.1.1.66.4" else { throw .notASegmentation(uid: kind) }
        guard let type = root.text(.segmentationType) else {
            throw .missing(DICOMTag.segmentationType.name)
        }
        guard type == "BINARY" else {
            throw .notSupported(
                "a segmentation of type \(type); BINARY is expected (threshold fractions first)"
            )
        }
        _ = try root.whole(.bitsAllocated, 1...1)
        _ = try root.whole(.samplesPerPixel, 1...1)
    }

    private static func segments(_ root: DICOMValues) throws(DICOMError) -> [Segment] {
        var segments: [Segment] = []
        for item in root.items(.segmentSequence) {
            let number = try item.whole(.segmentNumber, 1...65_535)
            guard !segments.contains(where: { $0.number == number }) else {
                throw .invalid(
                    attribute: DICOMTag.segmentNumber.name,
                    found: "\(number) twice",
                    expected: "a number for each segment"
                )
            }
            segments.append(Segment(number: number, name: item.text(.segmentLabel) ?? ""))
        }
        guard !segments.isEmpty else { throw .missing(DICOMTag.segmentSequence.name) }
        return segments.sorted { $0.number < $1.number }
    }
}
