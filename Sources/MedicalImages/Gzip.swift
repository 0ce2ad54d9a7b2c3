import CZlib

/// Gzip (RFC 1952), unpacked piece by piece so that no more memory is used than the reader asks for.
struct GzipReader: ~Copyable {
    /// Deflate packs at most 1032 bytes into one (a run of 258 in two bits), so a claim beyond that is false.
    static let largestRatio = 1032

    /// On the heap: zlib refuses a stream that has moved since it was begun.
    private let stream: UnsafeMutablePointer<z_stream>
    private var packed: [UInt8] = []
    /// Place within `packed`, and the bytes that came before it.
    private var packedOffset = 0
    private var earlier = 0
    private var unpackedOffset = 0
    private var isSupplied = false
    private var state = State.member

    private enum State {
        /// Inside a member.
        case member
        /// After a member: another one, zeros or the end may follow.
        case afterMember
        /// Among the zeros that fill the file up after its last member.
        case padding
    }

    /// Whether bytes begin like gzip.
    static func recognises(_ bytes: [UInt8]) -> Bool {
        bytes.count >= 2 && bytes[0] == 0x1F && bytes[1] == 0x8B
    }

    /// Begins without input.
    init() throws(MedicalImageError) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // 16 asks for the gzip wrapper instead of zlib's.
        let status = inflateInit2_(
            stream,
            MAX_WBITS + 16,
            ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size)
        )
        guard status == Z_OK else {
            throw .gzipDamaged(packedOffset: 0, unpackedOffset: 0, reason: "zlib does not start")
        }
    }

    /// Begins with a whole file.
    init(_ packed: [UInt8]) throws(MedicalImageError) {
        try self.init()
        supply(packed)
        endSupply()
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Gives the next packed bytes, once all earlier ones have been read.
    mutating func supply(_ block: [UInt8]) {
        earlier += packedOffset
        packed = block
        packedOffset = 0
    }

    /// Says that no more packed bytes will come.
    mutating func endSupply() { isSupplied = true }

    /// Unpacks up to a number of bytes.
    ///
    /// - Parameter count: bytes wanted.
    /// - Returns: `count` bytes, fewer only where the supply or the file ends. Concatenated members are one
    ///   file.
    /// - Throws: `.gzipDamaged`, also where the packed bytes end inside a member.
    mutating func read(_ count: Int) throws(MedicalImageError) -> [UInt8] {
        var failure: MedicalImageError?
        let content = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = 0
            while filled < count, failure == nil {
                if state != .member {
                    failure = passMember()
                    if state != .member { break }
                }
                let before = (packedOffset, filled)
                failure = step(into: buffer, filled: &filled)
                // Without input or output only a further supply helps.
                if failure == nil, state == .member, before == (packedOffset, filled) { break }
            }
        }
        if let failure { throw failure }
        return content
    }

    /// Unpacks as `read` does, with room that grows with what was unpacked.
    mutating func readGrowing(_ count: Int) throws(MedicalImageError) -> [UInt8] {
        var content: [UInt8] = []
        while content.count < count {
            let piece = try read(min(1 << 20, count - content.count))
            guard !piece.isEmpty else { break }
            if content.capacity < content.count + piece.count {
                content.reserveCapacity(min(count, 2 * (content.count + piece.count)))
            }
            content += piece
        }
        return content
    }

    /// One call of zlib; a piece is at most 1 GB since zlib counts in 32 bits.
    private mutating func step(
        into buffer: UnsafeMutableBufferPointer<UInt8>,
        filled: inout Int
    ) -> MedicalImageError? {
        let piece = 1 << 30
        let room = min(piece, buffer.count - filled)
        let given = min(piece, packed.count - packedOffset)
        let status = packed.withUnsafeBufferPointer { source in
            // zlib does not write through `next_in`.
            stream.pointee.next_in = source.baseAddress.map {
                UnsafeMutablePointer(mutating: $0 + packedOffset)
            }
            stream.pointee.avail_in = UInt32(given)
            stream.pointee.next_out = buffer.baseAddress.map { $0 + filled }
            stream.pointee.avail_out = UInt32(room)
            return inflate(stream, Z_NO_FLUSH)
        }
        packedOffset += given - Int(stream.pointee.avail_in)
        let produced = room - Int(stream.pointee.avail_out)
        filled += produced
        unpackedOffset += produced
        switch status {
        case Z_STREAM_END:
            state = .afterMember
            return nil
        case Z_OK where produced > 0 || packedOffset < packed.count:
            return nil
        case Z_OK, Z_BUF_ERROR:
            return isSupplied ? damaged("the file ends inside the packed data") : nil
        default:
            return damaged(stream.pointee.msg.map { String(cString: $0) } ?? "damaged data")
        }
    }

    /// Goes on to the next member; zeros after the last member are padding.
    private mutating func passMember() -> MedicalImageError? {
        guard packedOffset < packed.count else { return nil }
        if state == .afterMember, packed[packedOffset] == 0x1F {
            inflateReset(stream)
            state = .member
            return nil
        }
        state = .padding
        guard let other = packed[packedOffset...].firstIndex(where: { $0 != 0 }) else {
            packedOffset = packed.count
            return nil
        }
        packedOffset = other
        return damaged("bytes that are no gzip follow")
    }

    private func damaged(_ reason: String) -> MedicalImageError {
        .gzipDamaged(
            packedOffset: earlier + packedOffset,
            unpackedOffset: unpackedOffset,
            reason: reason
        )
    }
}

/// Packs bytes as one gzip member without name and time, so that the same bytes give the same file.
///
/// - Parameters:
///   - bytes: what is to be packed, at most 1 GB.
///   - level: effort, 1 (fast) to 9 (small).
/// - Returns: The packed bytes.
/// - Throws: `.cannotWrite`.
public func gzipped(_ bytes: [UInt8], level: Int = 6) throws(MedicalImageError) -> [UInt8] {
    guard (1...9).contains(level), bytes.count <= 1 << 30 else {
        throw .cannotWrite("gzip takes levels 1 to 9 and at most 1 GB")
    }
    var stream = z_stream()
    let begun = deflateInit2_(
        &stream,
        Int32(level),
        Z_DEFLATED,
        MAX_WBITS + 16,
        8,
        Z_DEFAULT_STRATEGY,
        ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size)
    )
    guard begun == Z_OK else { throw .cannotWrite("zlib does not start") }
    defer { deflateEnd(&stream) }
    let bound = Int(deflateBound(&stream, UInt(bytes.count))) + 32
    var status = Z_OK
    let packed = [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
        bytes.withUnsafeBufferPointer { source in
            stream.next_in = source.baseAddress.map { UnsafeMutablePointer(mutating: $0) }
            stream.avail_in = UInt32(source.count)
            stream.next_out = buffer.baseAddress
            stream.avail_out = UInt32(bound)
            status = deflate(&stream, Z_FINISH)
        }
        count = bound - Int(stream.avail_out)
    }
    guard status == Z_STREAM_END else { throw .cannotWrite("zlib fails with \(status)") }
    return packed
}
