/// A volume of labels, each voxel a code of one byte.
public struct LabelVolume: Sendable, Equatable {
    /// Voxels along the three axes, the first fastest.
    public var shape: [Int]
    /// From voxel indices to millimetres: three rows of four numbers.
    public var affine: [Double]
    /// A code for each voxel.
    public var codes: [UInt8]
    /// The label of each code; ascending after the first, which is 0, the background.
    public var labels: [Int]
}

extension NIfTIImage {
    /// The image as a map of labels.
    ///
    /// Whole numbers of any voxel type are taken, scaled as the header says; 0 is background.
    ///
    /// - Returns: Codes and their labels.
    /// - Throws: `.notAVolume`; `.labelNotWhole` for the first voxel that is no whole number;
    ///   `.tooManyLabels` beyond 255.
    public func labelVolume() throws(MedicalImageError) -> LabelVolume {
        guard header.shape.count == 3 else { throw .notAVolume(shape: header.shape) }
        let (codes, labels) = try coded()
        return LabelVolume(
            shape: header.shape,
            affine: header.affine,
            codes: codes,
            labels: labels
        )
    }

    private func coded() throws(MedicalImageError) -> (codes: [UInt8], labels: [Int]) {
        if header.type == .uint8, header.scaling == nil { return (voxels, Array(0...255)) }
        switch header.type.size {
        case 1: return try codedByTable(UInt8.self)
        case 2: return try codedByTable(UInt16.self)
        case 4: return try codedByDictionary(UInt32.self)
        default: return try codedByDictionary(UInt64.self)
        }
    }

    /// Codes for types with few patterns: one pass finds those that occur, one translates.
    private func codedByTable<Pattern: FixedWidthInteger & UnsignedInteger & Sendable>(
        _ type: Pattern.Type
    ) throws(MedicalImageError) -> (codes: [UInt8], labels: [Int]) {
        var first = [Int](repeating: -1, count: Int(Pattern.max) + 1)
        voxels.withUnsafeBytes { raw in
            for (place, pattern) in raw.bindMemory(to: Pattern.self).enumerated()
            where first[Int(pattern)] < 0 { first[Int(pattern)] = place }
        }
        var labelOf: [Int: Int] = [:]
        for (pattern, place) in first.enumerated() where place >= 0 {
            labelOf[pattern] = try label(UInt64(pattern), at: place)
        }
        let labels = try Self.ordered(Array(labelOf.values))
        let codeOf = Self.codes(of: labels)
        var table = [UInt8](repeating: 0, count: first.count)
        for (pattern, label) in labelOf { table[pattern] = codeOf[label] ?? 0 }
        let codes = voxels.withUnsafeBytes { raw in
            raw.bindMemory(to: Pattern.self).map { table[Int($0)] }
        }
        return (codes, labels)
    }

    /// Codes for wide types: neighbours are mostly equal, so the last pattern is kept at hand.
    private func codedByDictionary<Pattern: FixedWidthInteger & UnsignedInteger & Sendable>(
        _ type: Pattern.Type
    ) throws(MedicalImageError) -> (codes: [UInt8], labels: [Int]) {
        var first: [Pattern: Int] = [:]
        var isTooMany = false
        voxels.withUnsafeBytes { raw in
            var last: Pattern?
            for (place, pattern) in raw.bindMemory(to: Pattern.self).enumerated()
            where pattern != last {
                last = pattern
                if first[pattern] == nil {
                    first[pattern] = place
                    // More patterns than labels may still be few labels, but not many more.
                    if first.count > 65_536 {
                        isTooMany = true
                        break
                    }
                }
            }
        }
        var labelOf: [Pattern: Int] = [:]
        for (pattern, place) in first.sorted(by: { $0.value < $1.value }) {
            labelOf[pattern] = try label(UInt64(pattern), at: place)
        }
        guard !isTooMany else { throw .tooManyLabels(limit: 255) }
        let labels = try Self.ordered(Array(labelOf.values))
        let codeOf = Self.codes(of: labels)
        let table = labelOf.mapValues { codeOf[$0] ?? 0 }
        let codes = voxels.withUnsafeBytes { raw in
            var last: (pattern: Pattern, code: UInt8)?
            return raw.bindMemory(to: Pattern.self).map { pattern -> UInt8 in
                if let last, last.pattern == pattern { return last.code }
                let code = table[pattern] ?? 0
                last = (pattern, code)
                return code
            }
        }
        return (codes, labels)
    }

    private static func ordered(_ found: [Int]) throws(MedicalImageError) -> [Int] {
        let labels = [0] + Set(found).subtracting([0]).sorted()
        guard labels.count <= 256 else { throw .tooManyLabels(limit: 255) }
        return labels
    }

    private static func codes(of labels: [Int]) -> [Int: UInt8] {
        Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, UInt8($0)) })
    }

    /// The label that a stored pattern means.
    private func label(_ pattern: UInt64, at place: Int) throws(MedicalImageError) -> Int {
        let value = value(ofPattern: pattern)
        let whole = value.rounded()
        // A slope in single precision may miss a whole number by its rounding.
        let tolerance = header.scaling == nil ? 0 : 1e-5 * max(1, abs(value))
        guard abs(value) < 0x1p53, abs(value - whole) <= tolerance else {
            throw .labelNotWhole(voxel: indices(of: place), value: "\(value)")
        }
        return Int(whole)
    }

    private func indices(of place: Int) -> [Int] {
        var rest = place
        return header.shape.map { length in
            defer { rest /= length }
            return rest % length
        }
    }
}
