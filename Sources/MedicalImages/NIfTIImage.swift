/// An image in NIfTI-1 or NIfTI-2 form: its header and its voxels as they are stored.
public struct NIfTIImage: Sendable, Equatable {
    /// What the voxels are and where they lie.
    public var header: NIfTIHeader
    /// The voxels, first axis fastest, in the byte order of the header.
    public var voxels: [UInt8]

    /// Reads a single file (`.nii`), packed by gzip or not.
    ///
    /// The header is read and judged before memory for the voxels is taken, so a small file cannot claim
    /// a large one's memory.
    ///
    /// - Parameter bytes: content of the file.
    /// - Throws: What is wrong and at which byte.
    public init(parsing bytes: [UInt8]) throws(MedicalImageError) {
        if GzipReader.recognises(bytes) {
            (header, voxels) = try Self.unpacked(bytes)
        } else {
            let header = try NIfTIHeader(parsing: bytes)
            guard !header.isPair else { throw .separateVoxelFile }
            self.header = header
            voxels = try Self.voxels(header, in: bytes)
        }
    }

    private static func unpacked(
        _ bytes: [UInt8]
    ) throws(MedicalImageError) -> (NIfTIHeader, [UInt8]) {
        var reader = try GzipReader(bytes)
        // Every header there is fits into the first 544 bytes.
        var start = try reader.read(NIfTIHeader.size(version: 2))
        let header = try NIfTIHeader(parsing: start)
        guard !header.isPair else { throw .separateVoxelFile }
        let (size, reached) = bytes.count.multipliedReportingOverflow(
            by: GzipReader.largestRatio
        )
        let end = try header.end(available: reached ? .max : size)
        while start.count < min(header.voxelOffset, end) {
            let piece = try reader.read(min(1 << 20, header.voxelOffset - start.count))
            guard !piece.isEmpty else { throw .truncated(offset: start.count, expected: end) }
            start += piece
        }
        var voxels = Array(start.dropFirst(header.voxelOffset))
        if voxels.isEmpty {
            voxels = try reader.readGrowing(end - header.voxelOffset)
        } else if voxels.count < end - header.voxelOffset {
            // The first bytes of the voxels came with the header.
            voxels += try reader.readGrowing(end - start.count)
        }
        guard header.voxelOffset + voxels.count >= end else {
            throw .truncated(offset: header.voxelOffset + voxels.count, expected: end)
        }
        let surplus = max(0, start.count - end)
        let after = try reader.read(1).count + surplus
        guard after == 0 else { throw .trailingBytes(offset: end, count: after) }
        return (header, voxels)
    }

    /// Reads a pair of files (`.hdr` and `.img`), each packed by gzip or not.
    ///
    /// - Parameters:
    ///   - headerBytes: content of the header file.
    ///   - voxelBytes: content of the voxel file.
    /// - Throws: What is wrong and at which byte.
    public init(
        parsingHeader headerBytes: [UInt8],
        voxels voxelBytes: [UInt8]
    ) throws(MedicalImageError) {
        var start = headerBytes
        if GzipReader.recognises(headerBytes) {
            var reader = try GzipReader(headerBytes)
            start = try reader.read(NIfTIHeader.size(version: 2))
        }
        let header = try NIfTIHeader(parsing: start)
        self.header = header
        guard GzipReader.recognises(voxelBytes) else {
            voxels = try Self.voxels(header, in: voxelBytes)
            return
        }
        let (size, reached) = voxelBytes.count.multipliedReportingOverflow(
            by: GzipReader.largestRatio
        )
        let end = try header.end(available: reached ? .max : size)
        var reader = try GzipReader(voxelBytes)
        // One byte more than there should be tells whether there are more.
        voxels = try Self.voxels(header, in: try reader.readGrowing(end + 1))
    }

    /// Takes the voxels out of an unpacked file.
    private static func voxels(
        _ header: NIfTIHeader,
        in file: [UInt8]
    ) throws(MedicalImageError) -> [UInt8] {
        let end = try header.end(available: .max)
        guard file.count >= end else { throw .truncated(offset: file.count, expected: end) }
        guard file.count == end else {
            throw .trailingBytes(offset: end, count: file.count - end)
        }
        return Array(file[header.voxelOffset..<end])
    }
}

extension NIfTIHeader {
    /// The byte after the last voxel.
    ///
    /// - Parameter available: bytes that the file can hold at most.
    /// - Returns: Its place from the start of the file.
    /// - Throws: `.claimsTooMuch`.
    func end(available: Int) throws(MedicalImageError) -> Int {
        var bytes = type.size
        var isTooLarge = false
        for length in shape {
            let (product, overflows) = bytes.multipliedReportingOverflow(by: length)
            // Half of all addresses, so that adding the offset cannot pass the end either.
            isTooLarge = isTooLarge || overflows || product >= Int.max / 2
            bytes = isTooLarge ? 0 : product
        }
        let end = bytes + voxelOffset
        guard !isTooLarge, end <= available else {
            let sides = shape.map(String.init).joined(separator: " × ")
            throw .claimsTooMuch(claimed: "\(sides) × \(type.size) bytes", available: available)
        }
        return end
    }
}
