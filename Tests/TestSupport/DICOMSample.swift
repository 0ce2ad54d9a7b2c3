/// A small DICOM Segmentation, written byte by byte.
public struct DICOMSample {
    /// The voxels of a segment in a slice.
    public struct Frame {
        /// Number of the segment.
        public var segment: Int
        /// Third coordinate of the slice in millimetres.
        public var height: Double
        /// Whether each voxel belongs to the segment, row by row.
        public var voxels: [Bool]

        /// Makes a frame.
        public init(segment: Int, height: Double, voxels: [Bool]) {
            self.segment = segment
            self.height = height
            self.voxels = voxels
        }
    }

    /// Whether elements say what kind of value they hold.
    public var isExplicit = true
    /// Whether sequences and items end with marks instead of having a length.
    public var isOpen = false
    /// Voxels of a row.
    public var columns = 3
    /// Rows of a frame.
    public var rows = 2
    /// Numbers of the segments.
    public var segments = [1, 2]
    /// The frames, in the order of the file.
    public var frames: [Frame]
    /// Directions of rows and columns.
    public var orientation = "1\\0\\0\\0\\1\\0"
    /// Distance of rows and of columns.
    public var pixelSpacing: String? = "2\\1"
    /// Distance of slices.
    public var betweenSlices: String? = "3"
    /// Thickness of a slice.
    public var thickness: String? = "3"
    /// The first two coordinates of the first voxel of each frame.
    public var corner = (10.0, 20.0)
    /// Identifier of the coordinate system.
    public var frameOfReference = "1.2.3"
    /// What is written for the transfer syntax, if not the right one.
    public var transferSyntax: String?
    /// Kind of the object.
    public var sopClass = "1.2.840.10008.5.1.4.1.1.66.4"
    /// Kind of the segmentation.
    public var type = "BINARY"
    /// What is written for the number of frames, if not the right one.
    public var frameCount: Int?
    /// Bytes put before the pixel data.
    public var extra: [UInt8] = []

    /// Makes a segmentation of 3 × 2 voxels a frame.
    public init(frames: [Frame]) { self.frames = frames }

    private func little(_ value: Int, _ size: Int) -> [UInt8] {
        (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    private func header(_ tag: Int, _ representation: String, _ length: Int) -> [UInt8] {
        let head = little(tag >> 16, 2) + little(tag, 2)
        guard isExplicit || tag >> 16 == 2 else { return head + little(length, 4) }
        let isLong = ["SQ", "OB", "UN"].contains(representation)
        return head + representation.utf8
            + (isLong ? [0, 0] + little(length, 4) : little(length, 2))
    }

    private func element(_ tag: Int, _ representation: String, _ value: [UInt8]) -> [UInt8] {
        let even = value.count % 2 == 0 ? value : value + [representation == "UI" ? 0 : 32]
        return header(tag, representation, even.count) + even
    }

    private func text(_ tag: Int, _ representation: String, _ value: String) -> [UInt8] {
        element(tag, representation, Array(value.utf8))
    }

    private func number(_ tag: Int, _ value: Int) -> [UInt8] {
        element(tag, "US", little(value, 2))
    }

    /// A sequence of items.
    public func sequence(_ tag: Int, _ items: [[UInt8]]) -> [UInt8] {
        let open = 0xFFFF_FFFF
        let mark: [UInt8] = [0xFE, 0xFF, 0x00, 0xE0]
        let content = items.flatMap { item -> [UInt8] in
            isOpen
                ? mark + little(open, 4) + item + [0xFE, 0xFF, 0x0D, 0xE0, 0, 0, 0, 0]
                : mark + little(item.count, 4) + item
        }
        return header(tag, "SQ", isOpen ? open : content.count) + content
            + (isOpen ? [0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0] : [])
    }

    private var measures: [UInt8] {
        var item: [UInt8] = []
        if let thickness { item += text(0x0018_0050, "DS", thickness) }
        if let betweenSlices { item += text(0x0018_0088, "DS", betweenSlices) }
        if let pixelSpacing { item += text(0x0028_0030, "DS", pixelSpacing) }
        return sequence(0x0028_9110, [item])
    }

    private var perFrame: [[UInt8]] {
        frames.map { frame in
            let position = "\(corner.0)\\\(corner.1)\\\(frame.height)"
            return sequence(0x0020_9113, [text(0x0020_0032, "DS", position)])
                + sequence(0x0062_000A, [number(0x0062_000B, frame.segment)])
        }
    }

    /// The bits of all frames one after the other, the lowest of a byte first.
    private var pixels: [UInt8] {
        let bits = frames.flatMap(\.voxels)
        var bytes = [UInt8](repeating: 0, count: (bits.count + 15) / 16 * 2)
        for (place, isSet) in bits.enumerated() where isSet {
            bytes[place / 8] |= 1 << UInt8(place % 8)
        }
        return bytes
    }

    /// The file.
    public var bytes: [UInt8] {
        let syntax = isExplicit ? "1.2.840.10008.1.2.1" : "1.2.840.10008.1.2"
        let meta = text(0x0002_0010, "UI", transferSyntax ?? syntax)
        var bytes = [UInt8](repeating: 0, count: 128) + Array("DICM".utf8)
        bytes += element(0x0002_0000, "UL", little(meta.count, 4)) + meta
        bytes += text(0x0008_0016, "UI", sopClass)
        // A sequence that nothing is read from, with one inside.
        bytes += sequence(0x0008_1115, [sequence(0x0008_1199, [text(0x0008_1150, "UI", "1.2")])])
        bytes += text(0x0020_0052, "UI", frameOfReference)
        bytes += number(0x0028_0002, 1) + text(0x0028_0008, "IS", "\(frameCount ?? frames.count)")
        bytes += number(0x0028_0010, rows) + number(0x0028_0011, columns)
        bytes += number(0x0028_0100, 1) + text(0x0062_0001, "CS", type)
        let described = segments.map {
            number(0x0062_0004, $0) + text(0x0062_0005, "LO", "part \($0)")
        }
        bytes += sequence(0x0062_0002, described)
        let planes = sequence(0x0020_9116, [text(0x0020_0037, "DS", orientation)])
        bytes += sequence(0x5200_9229, [planes + measures])
        bytes += sequence(0x5200_9230, perFrame)
        bytes += extra
        return bytes + element(0x7FE0_0010, "OB", pixels)
    }
}
