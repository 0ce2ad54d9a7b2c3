/// Turns stored voxels into codes of labels as they come, in one pass.
///
/// Codes are given in the order in which labels are met, so that the first voxel that is no label is named.
struct LabelCoder {
    private let header: NIfTIHeader
    private var codes: [UInt8] = []
    private var labels = [0]
    private var codeOfLabel: [Int: UInt8] = [0: 0]
    /// Codes of all patterns of one or two bytes, −1 for those not met yet.
    private var table: [Int16]
    /// Codes of the patterns of four or eight bytes that were met.
    private var codeOfPattern: [UInt64: UInt8] = [:]
    /// Bytes of a voxel that is not complete yet.
    private var rest: [UInt8] = []

    /// Begins with a header.
    ///
    /// - Parameters:
    ///   - header: the header.
    ///   - isCertain: whether the file is known to hold all voxels that the header claims.
    /// - Throws: `.notAVolume`.
    init(_ header: NIfTIHeader, isCertain: Bool) throws(MedicalImageError) {
        guard header.shape.count == 3 else { throw .notAVolume(shape: header.shape) }
        self.header = header
        let size = header.type.size
        table = size > 2 ? [] : [Int16](repeating: -1, count: 1 << (8 * size))
        let room = isCertain ? header.voxelCount : min(header.voxelCount, 1 << 26)
        codes.reserveCapacity(room)
    }

    /// The voxels taken so far, as codes with their labels.
    var volume: LabelVolume {
        LabelVolume(
            shape: header.shape,
            affine: header.affine,
            codes: codes,
            labels: isPlain ? Array(0...255) : labels
        )
    }

    /// Whether the stored bytes are the codes.
    private var isPlain: Bool { header.type == .uint8 && header.scaling == nil }

    /// Takes the next bytes; they may end inside a voxel.
    ///
    /// - Throws: `.labelNotWhole` for the first voxel that is no whole number; `.tooManyLabels` beyond 255.
    mutating func take(_ bytes: ArraySlice<UInt8>) throws(MedicalImageError) {
        let size = header.type.size
        var bytes = bytes
        if !rest.isEmpty {
            let missing = bytes.prefix(size - rest.count)
            rest += missing
            bytes = bytes.dropFirst(missing.count)
            guard rest.count == size else { return }
            let voxel = rest
            rest = []
            try take(voxel[...])
        }
        let whole = bytes.count / size
        rest = Array(bytes.dropFirst(whole * size))
        guard whole > 0 else { return }
        makeRoom(for: whole)
        if isPlain {
            codes += bytes
            return
        }
        var failure: MedicalImageError?
        let coded = [UInt8](unsafeUninitializedCapacity: whole) { buffer, filled in
            bytes.withUnsafeBytes { raw in
                let codes = UnsafeMutableBufferPointer(rebasing: buffer[..<whole])
                switch size {
                case 1: failure = codeByTable(raw, as: UInt8.self, into: codes)
                case 2: failure = codeByTable(raw, as: UInt16.self, into: codes)
                case 4: failure = codeByDictionary(raw, as: UInt32.self, into: codes)
                default: failure = codeByDictionary(raw, as: UInt64.self, into: codes)
                }
            }
            filled = failure == nil ? whole : 0
        }
        if let failure { throw failure }
        codes += coded
    }

    /// Room grows with the voxels that have come, since a header may claim any number of them.
    private mutating func makeRoom(for count: Int) {
        let needed = codes.count + count
        guard codes.capacity < needed else { return }
        codes.reserveCapacity(max(needed, min(header.voxelCount, 2 * needed)))
    }

    private mutating func codeByTable<Pattern: FixedWidthInteger & UnsignedInteger>(
        _ raw: UnsafeRawBufferPointer,
        as type: Pattern.Type,
        into codes: UnsafeMutableBufferPointer<UInt8>
    ) -> MedicalImageError? {
        let size = MemoryLayout<Pattern>.size
        for place in codes.indices {
            let pattern = raw.loadUnaligned(fromByteOffset: place * size, as: Pattern.self)
            if table[Int(pattern)] < 0 {
                do throws(MedicalImageError) {
                    table[Int(pattern)] = Int16(try code(of: UInt64(pattern), at: place))
                } catch {
                    return error
                }
            }
            codes[place] = UInt8(truncatingIfNeeded: table[Int(pattern)])
        }
        return nil
    }

    /// For wide types: neighbours are mostly equal, so the last pattern is kept at hand.
    private mutating func codeByDictionary<Pattern: FixedWidthInteger & UnsignedInteger>(
        _ raw: UnsafeRawBufferPointer,
        as type: Pattern.Type,
        into codes: UnsafeMutableBufferPointer<UInt8>
    ) -> MedicalImageError? {
        let size = MemoryLayout<Pattern>.size
        var last: Pattern?
        var lastCode: UInt8 = 0
        for place in codes.indices {
            let pattern = raw.loadUnaligned(fromByteOffset: place * size, as: Pattern.self)
            if pattern != last {
                last = pattern
                if let known = codeOfPattern[UInt64(pattern)] {
                    lastCode = known
                } else {
                    do throws(MedicalImageError) {
                        lastCode = try code(of: UInt64(pattern), at: place)
                    } catch {
                        return error
                    }
                    // More patterns than labels may still be few labels, but not many more.
                    guard codeOfPattern.count < 65_536 else { return .tooManyLabels(limit: 255) }
                    codeOfPattern[UInt64(pattern)] = lastCode
                }
            }
            codes[place] = lastCode
        }
        return nil
    }

    /// The code of a pattern that was not met before.
    private mutating func code(
        of pattern: UInt64,
        at place: Int
    ) throws(MedicalImageError) -> UInt8 {
        let value = header.value(ofPattern: pattern)
        let whole = value.rounded()
        // A slope in single precision may miss a whole number by its rounding.
        let tolerance = header.scaling == nil ? 0 : 1e-5 * max(1, abs(value))
        guard abs(value) < 0x1p53, abs(value - whole) <= tolerance else {
            throw .labelNotWhole(voxel: indices(of: codes.count + place), value: "\(value)")
        }
        let label = Int(whole)
        if let code = codeOfLabel[label] { return code }
        guard labels.count < 256 else { throw .tooManyLabels(limit: 255) }
        let code = UInt8(labels.count)
        labels.append(label)
        codeOfLabel[label] = code
        return code
    }

    private func indices(of place: Int) -> [Int] {
        var rest = place
        return header.shape.map { length in
            defer { rest /= length }
            return rest % length
        }
    }
}
