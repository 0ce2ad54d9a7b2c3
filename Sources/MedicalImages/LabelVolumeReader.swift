/// Reads a NIfTI label map (`.nii`, packed by gzip or not) in blocks, keeping one byte for each voxel.
///
/// Memory grows with the voxels that really come, whatever the header claims.
public struct LabelVolumeReader: ~Copyable {
    private let fileSize: Int
    private var gzip: GzipReader?
    private var isFirst = true
    /// The first bytes, until there are enough for any header.
    private var start: [UInt8] = []
    private var coder: LabelCoder?
    /// The bytes that stand between the header and the voxels.
    private var skipped = 0
    /// Bytes of voxels that are still to come.
    private var missing = 0
    /// The byte after the last voxel.
    private var end = 0
    private var position = 0

    /// Begins to read.
    ///
    /// - Parameter fileSize: bytes of the file, which bound what its header may claim.
    public init(fileSize: Int) { self.fileSize = fileSize }

    /// Takes the next block of the file.
    ///
    /// - Parameter block: some bytes; the first block is to hold at least two if the file does.
    /// - Throws: What is wrong and at which byte.
    public mutating func take(_ block: [UInt8]) throws(MedicalImageError) {
        if isFirst {
            isFirst = false
            if GzipReader.recognises(block) { gzip = try GzipReader() }
        }
        guard gzip != nil else { return try unpacked(block) }
        gzip?.supply(block)
        try unpackSupply()
    }

    /// Ends the file.
    ///
    /// - Returns: The volume.
    /// - Throws: What is missing, or is wrong.
    public consuming func finish() throws(MedicalImageError) -> LabelVolume {
        if gzip != nil {
            gzip?.endSupply()
            try unpackSupply()
        }
        if coder == nil { try begin() }
        guard missing == 0, let coder else {
            throw .truncated(offset: position, expected: end)
        }
        return coder.volume
    }

    private mutating func unpackSupply() throws(MedicalImageError) {
        while let piece = try gzip?.read(1 << 20), !piece.isEmpty { try unpacked(piece) }
    }

    private mutating func unpacked(_ piece: [UInt8]) throws(MedicalImageError) {
        position += piece.count
        guard coder == nil else { return try take(piece[...]) }
        start += piece
        if start.count >= NIfTIHeader.size(version: 2) { try begin() }
    }

    private mutating func begin() throws(MedicalImageError) {
        let header = try NIfTIHeader(parsing: start)
        guard !header.isPair else { throw .separateVoxelFile }
        if gzip == nil {
            end = try header.end(available: .max)
            guard end <= fileSize else { throw .truncated(offset: fileSize, expected: end) }
        } else {
            let (size, isLarger) = fileSize.multipliedReportingOverflow(
                by: GzipReader.largestRatio
            )
            end = try header.end(available: isLarger ? .max : size)
        }
        coder = try LabelCoder(header, isCertain: gzip == nil)
        skipped = header.voxelOffset
        missing = end - header.voxelOffset
        let bytes = start
        start = []
        try take(bytes[...])
    }

    private mutating func take(_ bytes: ArraySlice<UInt8>) throws(MedicalImageError) {
        let passed = min(skipped, bytes.count)
        skipped -= passed
        let rest = bytes.dropFirst(passed)
        guard rest.count <= missing else {
            throw .trailingBytes(offset: end, count: rest.count - missing)
        }
        missing -= rest.count
        try coder?.take(rest)
    }
}
