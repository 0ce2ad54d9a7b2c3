/// The voxels of one label within a box, a bit each.
///
/// Rows along the first axis begin a new word. Only rows that hold voxels of the label are ever visited, so
/// that a voxel far away from all others costs no time.
struct VoxelMask: Sendable, Equatable {
    /// Sides of the box, in voxels.
    let shape: [Int]
    /// Sides of a voxel, in millimetres.
    let spacing: [Double]
    /// Words of a row.
    let wordsPerRow: Int
    /// The bits, the lowest first.
    private(set) var words: [UInt64]
    /// The rows of each slice that may hold voxels of the label; empty where there are none.
    let rows: [Range<Int>]

    /// A mask without a voxel.
    init(emptyIn shape: [Int], spacing: [Double]) {
        self.shape = shape
        self.spacing = spacing
        wordsPerRow = (shape[0] + 63) / 64
        words = [UInt64](repeating: 0, count: wordsPerRow * shape[1] * shape[2])
        rows = [Range<Int>](repeating: 0..<0, count: shape[2])
    }

    /// Cuts a label out of a map.
    ///
    /// - Parameters:
    ///   - map: the map.
    ///   - outline: where the voxels of the label lie.
    ///   - code: the code of the label.
    ///   - box: a box that holds the outline.
    init(_ map: LabelMap, outline: LabelOutline, code: UInt8, in box: VoxelBox) {
        shape = box.shape
        spacing = map.spacing
        let wordsPerRow = (shape[0] + 63) / 64
        self.wordsPerRow = wordsPerRow
        var words = [UInt64](repeating: 0, count: wordsPerRow * shape[1] * shape[2])
        var rows = [Range<Int>](repeating: 0..<0, count: shape[2])
        let height = shape[1]
        map.codes.withUnsafeBytes { codes in
            words.withUnsafeMutableBufferPointer { words in
                for (z, slice) in outline.slices {
                    let inner = z - box.least[2]
                    rows[inner] =
                        slice.y.lowerBound - box.least[1]..<slice.y.upperBound - box.least[1]
                    for y in slice.y {
                        Self.pack(
                            codes,
                            from: (z * map.shape[1] + y) * map.shape[0],
                            slice.x,
                            code: code,
                            into: words,
                            at: (inner * height + y - box.least[1]) * wordsPerRow,
                            shift: box.least[0]
                        )
                    }
                }
            }
        }
        self.words = words
        self.rows = rows
    }

    /// Sets the bits of a row where its code stands; eight codes are compared at once.
    private static func pack(
        _ codes: UnsafeRawBufferPointer,
        from row: Int,
        _ range: Range<Int>,
        code: UInt8,
        into words: UnsafeMutableBufferPointer<UInt64>,
        at start: Int,
        shift: Int
    ) {
        let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
        let pattern = UInt64(code) &* 0x0101_0101_0101_0101
        var x = range.lowerBound
        while x + 8 <= range.upperBound {
            let eight = UInt64(
                littleEndian: codes.loadUnaligned(fromByteOffset: row + x, as: UInt64.self)
            )
            if eight != 0 {
                // The high bit of each byte is set where the byte of `unlike` is 0; the product gathers them.
                let unlike = eight ^ pattern
                let equal = ~(((unlike & low) &+ low) | unlike | low)
                let bits = ((equal >> 7) &* 0x0102_0408_1020_4080) >> 56
                let word = start + (x - shift) / 64
                let bit = UInt64((x - shift) % 64)
                words[word] |= bits << bit
                // A shift by 64 or more gives 0; the next word may not exist then.
                let rest = bits >> (64 - bit)
                if rest != 0 { words[word + 1] |= rest }
            }
            x += 8
        }
        while x < range.upperBound {
            if codes[row + x] == code {
                words[start + (x - shift) / 64] |= 1 << UInt64((x - shift) % 64)
            }
            x += 1
        }
    }
}

extension VoxelMask {
    /// Number of voxels.
    var count: Int {
        var count = 0
        visitRows { _, row in
            for word in row..<row + wordsPerRow { count += words[word].nonzeroBitCount }
        }
        return count
    }

    /// Number of voxels in both of two masks of one box.
    func sharedCount(with other: VoxelMask) -> Int {
        var count = 0
        visitRows { _, row in
            for word in row..<row + wordsPerRow {
                count += (words[word] & other.words[word]).nonzeroBitCount
            }
        }
        return count
    }

    /// Calls a function with the number of each row that may hold voxels, and with its first word.
    func visitRows(_ body: (_ row: Int, _ word: Int) -> Void) {
        for (z, range) in rows.enumerated() {
            for y in range { body(z * shape[1] + y, (z * shape[1] + y) * wordsPerRow) }
        }
    }

    /// The voxels with a neighbour outside the mask, across one of their six faces.
    ///
    /// What lies beyond the box is outside: the box holds all voxels of the label, or ends where the
    /// image ends.
    var surface: VoxelMask {
        var surface = self
        surface.words.withUnsafeMutableBufferPointer { kept in
            words.withUnsafeBufferPointer { words in
                visitRows { row, first in
                    let y = row % shape[1]
                    let z = row / shape[1]
                    let plane = shape[1] * wordsPerRow
                    for index in first..<first + wordsPerRow where words[index] != 0 {
                        let word = words[index]
                        let before = index > first ? words[index - 1] : 0
                        let after = index + 1 < first + wordsPerRow ? words[index + 1] : 0
                        var inner = (word << 1 | before >> 63) & (word >> 1 | after << 63)
                        inner &= y > 0 ? words[index - wordsPerRow] : 0
                        inner &= y + 1 < shape[1] ? words[index + wordsPerRow] : 0
                        inner &= z > 0 ? words[index - plane] : 0
                        inner &= z + 1 < shape[2] ? words[index + plane] : 0
                        kept[index] = word & ~inner
                    }
                }
            }
        }
        return surface
    }
}
