extension NIfTIImage {
    /// The numbers that the voxels mean, scaled as the header says, first axis fastest.
    ///
    /// 64-bit whole numbers beyond 2⁵³ are rounded.
    public var values: [Double] {
        switch header.type.size {
        case 1: values(of: UInt8.self)
        case 2: values(of: UInt16.self)
        case 4: values(of: UInt32.self)
        default: values(of: UInt64.self)
        }
    }

    private func values<Pattern: FixedWidthInteger & UnsignedInteger>(
        of type: Pattern.Type
    ) -> [Double] {
        voxels.withUnsafeBytes { raw in
            raw.bindMemory(to: Pattern.self).map { header.value(ofPattern: UInt64($0)) }
        }
    }
}

extension NIfTIHeader {
    /// The number that a voxel means, by its bytes loaded as a little endian number.
    func value(ofPattern loaded: UInt64) -> Double {
        let pattern: UInt64 =
            if isBigEndian {
                loaded.byteSwapped >> UInt64(64 - 8 * type.size)
            } else {
                loaded
            }
        let stored =
            switch type {
            case .uint8, .uint16, .uint32, .uint64: Double(pattern)
            case .int8: Double(Int8(truncatingIfNeeded: pattern))
            case .int16: Double(Int16(truncatingIfNeeded: pattern))
            case .int32: Double(Int32(truncatingIfNeeded: pattern))
            case .int64: Double(Int64(truncatingIfNeeded: pattern))
            case .float32: Double(Float(bitPattern: UInt32(truncatingIfNeeded: pattern)))
            case .float64: Double(bitPattern: pattern)
            }
        guard let scaling else { return stored }
        return stored * scaling.slope + scaling.intercept
    }
}
